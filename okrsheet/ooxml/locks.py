"""What asks, or has Excel forbid, that a workbook is changed.

None of it is a lock against programs; who changes the file all the same should say so first.
"""

import re
from collections.abc import Iterator
from typing import Final

from okrsheet.ooxml.archive import Archive, read_part
from okrsheet.ooxml.errors import printable
from okrsheet.ooxml.markup import TRUE_WORDS, Attributes
from okrsheet.ooxml.parts import Outline, read_custom_properties
from okrsheet.ooxml.records import Fact

_PROTECTION = rb"<(?:\w+:)?sheetProtection\b([^>]*)>"
_ATTRIBUTE = rb"""([A-Za-z]+)\s*=\s*["']([^"']*)["']"""
_PASSWORDS: Final = (
    *("password", "hashValue", "reservationPassword"),
    *("workbookPassword", "workbookHashValue"),
)
_LONGEST_NAME = 60
_FINAL = "_MarkAsFinal"


def workbook_locks(archive: Archive, outline: Outline) -> Iterator[Fact]:
    """List what holds for the whole workbook."""
    protection = outline.marks.get("workbookProtection", {})
    if protection.get("lockStructure") in TRUE_WORDS:
        yield Fact("structure protection", outline.part, "", _password(protection))
    sharing = outline.marks.get("fileSharing", {})
    owner = printable(sharing.get("userName", ""))[:_LONGEST_NAME]
    if _password(sharing):
        yield Fact("reserved", outline.part, "", owner)
    elif sharing.get("readOnlyRecommended") in TRUE_WORDS:
        yield Fact("read-only recommended", outline.part, "", owner)
    if read_custom_properties(archive).get(_FINAL) in TRUE_WORDS:
        yield Fact("final", "", "", "")


def sheet_locks(archive: Archive, outline: Outline) -> Iterator[Fact]:
    """List the protected sheets; `detail` is "password" where one is needed to unprotect."""
    for tab in outline.tabs:
        if tab.part.lower() not in archive.tails:
            read_part(archive, tab.part, tab.name)
        attributes = _protection(archive.tails.get(tab.part.lower(), b""))
        if attributes.get("sheet") in TRUE_WORDS or attributes.get("content") in TRUE_WORDS:
            yield Fact("sheet protection", tab.part, tab.name, _password(attributes))


def _protection(tail: bytes) -> Attributes:
    found = re.search(_PROTECTION, tail) if b"sheetProtection" in tail else None
    if found is None:
        return {}
    return {
        name.decode(): value.decode("utf-8", "replace")
        for name, value in re.findall(_ATTRIBUTE, found[1])
    }


def _password(attributes: Attributes) -> str:
    return "password" if any(attributes.get(name) for name in _PASSWORDS) else ""
