"""Texts that okrsheet itself left on a sheet, found without reading the sheet's other cells.

A fast way for who asks thousands of files. It takes a sheet that is written the way we write one;
whatever else it is, the answer is None and the usual reader has to be asked. The parts it looks at
are judged, unpacked and checked as always, and expat has read them to their end.
"""

import re
from xml.parsers.expat import ExpatError, ParserCreate

from okrsheet.ooxml.archive import Archive, has_part, inside, read_part
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.markup import (
    MAIN,
    RELATIONSHIPS,
    Attributes,
    qualified,
    refuse_masses,
    unescape,
)
from okrsheet.ooxml.package import Link, read_links
from okrsheet.ooxml.pieces import Odd, plain_text, refuse_odd_head
from okrsheet.ooxml.texts import trimmed

_SHEET_TAGS = frozenset(qualified(MAIN, "sheet"))
_ID_ATTRIBUTES = tuple(qualified(RELATIONSHIPS, "id"))
_ROOT = re.compile(
    rb'<worksheet [^<>]*?xmlns="(?:%s)"' % b"|".join(re.escape(x.encode()) for x in MAIN)
)
_OPENING = b"<sheetData>"
_CLOSING = b"</sheetData>"
_CELL = (
    rb'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]{1,9}")? t="inlineStr">'
    rb'<is><t( xml:space="preserve")?>(%s[^<>]*)</t></is></c>'
)


def marked_texts(archive: Archive, sheet: str, begins: str) -> list[str] | None:
    """The texts of a sheet that begin so, in the order they stand there.

    Args:
        archive: The workbook file.
        sheet: The sheet's name.
        begins: What they begin with, as ASCII.

    Returns:
        None where there is no such sheet, or the usual reader has to be asked.
    """
    try:
        part = _part_of(archive, sheet)
        return None if part is None else _texts(archive, part, begins.encode("ascii"))
    except (Odd, OkrsheetFileError, ExpatError, LookupError, ValueError):
        # Whatever is wrong is found again by the usual reader, and told.
        return None


def _part_of(archive: Archive, sheet: str) -> str | None:
    links = read_links(archive, "").values()
    workbook = next((link.part for link in links if link.kind == "officeDocument"), "")
    data = read_part(archive, workbook)
    refuse_masses(data, workbook)
    numbers = [
        attributes.get(key)
        for attributes in _sheets(data)
        if attributes.get("name") == sheet
        for key in _ID_ATTRIBUTES
    ]
    found = read_links(archive, workbook)
    parts = [found.get(number, Link("", "")) for number in numbers if number is not None]
    return parts[0].part if len(parts) == 1 and parts[0].kind == "worksheet" else None


def _sheets(data: bytes) -> list[Attributes]:
    """What the workbook part says of each sheet."""
    found: list[Attributes] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag in _SHEET_TAGS:
            found.append(attributes)

    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
    return found


def _texts(archive: Archive, part: str, begins: bytes) -> list[str] | None:
    data = read_part(archive, part) if has_part(archive, part) else b""
    refuse_masses(data, inside(archive.name, part))
    # No comment, no CDATA section: what looks like a cell is one, or part of a text without "<".
    refuse_odd_head(data, len(data))
    start, end = data.find(_OPENING), data.find(_CLOSING)
    if not (0 <= start < end) or not _ROOT.search(data, 0, start):
        return None
    ParserCreate(namespace_separator=" ").Parse(data, True)  # noqa: FBT003 - as above
    found = re.findall(_CELL % re.escape(begins), data[start:end])
    if data.count(b">" + begins, start, end) != len(found):
        return None
    return [_text(raw, preserved=bool(mark)) for mark, raw in found]


def _text(raw: bytes, *, preserved: bool) -> str:
    text = plain_text(raw)
    if text is None:
        raise Odd
    return unescape(text if preserved else trimmed(text))
