"""Texts that okrsheet itself left on a sheet, found without reading the sheet's other cells.

A fast way for who asks thousands of files. It takes what is written the way we write it; whatever
else it is, the answer is None and the usual reader has to be asked. The parts it looks at are
judged, unpacked and checked as always, and expat has read the sheet of the texts to its end.
"""

import re
from posixpath import dirname
from xml.parsers.expat import ExpatError, ParserCreate

from okrsheet.ooxml.archive import Archive, has_part, inside, read_part
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.markup import MAIN, refuse_masses, unescape
from okrsheet.ooxml.package import read_links, relationships_part, resolved
from okrsheet.ooxml.pieces import Odd, plain_text, refuse_odd_head
from okrsheet.ooxml.texts import trimmed

_ELEMENT = rb'<%b( [^<>]*?(?<= )%b="%b"[^<>]*)>'
_ATTRIBUTE = rb' %b="([^"<>]*)"'
_ROOT = re.compile(
    rb'<worksheet [^<>]*?xmlns="(?:%s)"' % b"|".join(re.escape(x.encode()) for x in MAIN)
)
_OPENING = b"<sheetData>"
_CLOSING = b"</sheetData>"
_CELL = (
    rb'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]{1,9}")? t="inlineStr">'
    rb'<is><t( xml:space="preserve")?>(%s[^<>]*)</t></is></c>'
)
_BESIDE = rb">%s</t></is></c>" + _CELL % b""


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
        return _texts(archive, _part_of(archive, sheet), begins.encode("ascii"))
    except (Odd, OkrsheetFileError, ExpatError, LookupError, ValueError):
        # Whatever is wrong is found again by the usual reader, and told.
        return None


def text_beside(archive: Archive, sheet: str, label: str) -> str | None:
    """The text in the cell that follows the one cell of a sheet in which a label stands.

    Args:
        archive: The workbook file.
        sheet: The sheet's name.
        label: All that stands in that cell, as ASCII without "&", "<" and ">".

    Returns:
        None where there is no such sheet, or the usual reader has to be asked.
    """
    wanted = label.encode("ascii")
    try:
        # Not parsed to its end: what it says is one word, and only if it stands there once.
        rows = _rows(_read(archive, _part_of(archive, sheet)))
        found = re.findall(_BESIDE % re.escape(wanted), rows)
        if rows.count(b">" + wanted + b"<") != 1 or not found:
            return None
        [(mark, raw)] = found
        return _text(raw, preserved=bool(mark))
    except (Odd, OkrsheetFileError, ExpatError, LookupError, ValueError):
        # As above.
        return None


def _part_of(archive: Archive, sheet: str) -> str:
    """The part of a sheet, as the workbook part and its relationships name it."""
    links = read_links(archive, "").values()
    workbook = next((link.part for link in links if link.kind == "officeDocument"), "")
    number = _told(archive, workbook, b"sheet", (b"name", sheet.encode()), b"r:id")
    source = relationships_part(workbook)
    target = _told(archive, source, b"Relationship", (b"Id", number), b"Target")
    return resolved(dirname(workbook), target.decode())


def _told(
    archive: Archive, part: str, tag: bytes, which: tuple[bytes, bytes], wanted: bytes
) -> bytes:
    """An attribute of the one element of a part that has another attribute of this value.

    Raises:
        Odd: It is not to be found like that.
    """
    data = read_part(archive, part)
    refuse_odd_head(data, len(data))
    name, value = which
    found = re.findall(_ELEMENT % (tag, name, re.escape(value)), data)
    told = re.search(_ATTRIBUTE % wanted, found[0]) if len(found) == 1 else None
    if told is None or b"&" in told[1]:
        raise Odd
    return told[1]


def _texts(archive: Archive, part: str, begins: bytes) -> list[str] | None:
    data = _read(archive, part)
    rows = _rows(data)
    ParserCreate(namespace_separator=" ").Parse(data, True)  # noqa: FBT003 - expat takes no keywords
    found = re.findall(_CELL % re.escape(begins), rows)
    if rows.count(b">" + begins) != len(found):
        return None
    return [_text(raw, preserved=bool(mark)) for mark, raw in found]


def _read(archive: Archive, part: str) -> bytes:
    data = read_part(archive, part) if has_part(archive, part) else b""
    refuse_masses(data, inside(archive.name, part))
    # No comment, no CDATA section: what looks like a cell is one, or part of a text without "<".
    refuse_odd_head(data, len(data))
    return data


def _rows(data: bytes) -> bytes:
    """The rows of a sheet as they are written.

    Raises:
        Odd: They are not to be found like that.
    """
    start, end = data.find(_OPENING), data.find(_CLOSING)
    if not (0 <= start < end) or not _ROOT.search(data, 0, start):
        raise Odd
    return data[start:end]


def _text(raw: bytes, *, preserved: bool) -> str:
    text = plain_text(raw)
    if text is None:
        raise Odd
    return unescape(text if preserved else trimmed(text))
