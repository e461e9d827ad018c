"""Proof of a change of cells by their bytes: quick where a sheet is written as nearly all are.

Both sheets are cut at the cells that may change. What lies between must be the same, byte for
byte, and so must all of these cells but their values; those asked for must show what was asked
for. It shares no code with the patcher. What it cannot prove, be it right or wrong, is left to
`verify`, which reads the sheet again.
"""

import re
from collections.abc import Collection, Mapping
from itertools import compress
from operator import ne
from typing import Final, NamedTuple

from okrsheet.ooxml.cells import one_kind_of_break
from okrsheet.ooxml.changes import CellChange, CellChanges, Content
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.markup import MAIN, Attributes, address, parse, qualified, unescape
from okrsheet.ooxml.pieces import Odd, plain_text
from okrsheet.ooxml.records import Place
from okrsheet.ooxml.texts import trimmed

_OPENING: Final = b"<sheetData>"
_CLOSING: Final = b"</sheetData>"
_HEAD: Final = re.compile(
    rb"""(?:<\?xml\ version=["']1\.0["'](?:\ encoding=["'](?i:utf-8)["'])?"""
    rb"""(?:\ standalone=["'](?:yes|no)["'])?[ ]?\?>\s*)?<worksheet""",
    re.VERBOSE,
)
_ATTRIBUTES: Final = rb'((?: (?!t=)[A-Za-z]+="[^"<&]*")*+)'
_REST: Final = (
    _ATTRIBUTES
    + rb'(?: t="([A-Za-z]+)")?'
    + _ATTRIBUTES
    # Its formula, if any; then the value, or the text that stands in it.
    + rb'(?:/>|>(<f(?: [A-Za-z0-9]+="[^"<&]*")*(?:/>|>[^<]*</f>))?'
    rb'(?:<v( xml:space="preserve")?>([^<]*)</v>'
    rb'|<is><t( xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)
_NUMBER: Final = re.compile(rb"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
_FEW: Final = 8
_NO_MORE: Final = (None, None)
"""What a change says of formula and format that is about a value only."""
_SHEET_DATA: Final = frozenset(qualified(MAIN, "sheetData"))
_WORKSHEET: Final = frozenset(qualified(MAIN, "worksheet"))

Shown = tuple[bytes | None, ...]
"""What a cell shows, as stored: its type, and its value or its text with the blanks it keeps."""


class _Cells(NamedTuple):
    """A sheet cut at some cells; of a cell that is not written plainly only the place is told.

    Attributes:
        between: What stands between them.
        places: Such as b"B7".
        attributes: Those before the type and those behind it.
        formulas: The `<f>` elements.
        shown: What they show.
    """

    between: list[bytes]
    places: list[bytes]
    attributes: list[bytes | None]
    formulas: list[bytes | None]
    shown: list[Shown]


def is_proven(old: bytes, new: bytes, asked: CellChanges) -> bool:
    """Whether a sheet is another one in nothing but the values of the cells asked for.

    Args:
        old: The sheet before.
        new: The sheet after.
        asked: What was asked for.

    Returns:
        False where that is not so, or can't be told from the bytes alone.
    """
    start = old.find(_OPENING) + len(_OPENING)
    end = old.rfind(_CLOSING, start)
    if start < len(_OPENING) or end < 0 or not _is_plain(old, start, end):
        return False
    new_end = end + len(new) - len(old)
    if old[:start] != new[:start] or old[end:] != new[new_end:]:
        return False
    if not _is_whole(old[:start] + old[end:]):
        return False
    names = _names(asked)
    cell = _cell(names, asked)
    before, after = (_cut(cell, each) for each in (old[start:end], new[start:new_end]))
    return _are_same_but(before, after, names)


def _is_plain(data: bytes, start: int, end: int) -> bool:
    """Whether "<" opens a tag wherever it stands, and all tags are of one vocabulary."""
    head = _HEAD.match(data)
    if head is None or _opens(data, b"!", head.end()) or _opens(data, b"?", head.end()):
        return False
    return data.find(b"xmlns", start, end) < 0 and data.find(b"xml:space", 0, start) < 0


def _opens(data: bytes, mark: bytes, at: int) -> bool:
    """Whether "<" stands before a mark; that the mark itself is not there is seen faster."""
    return data.find(mark, at) >= 0 and data.find(b"<" + mark, at) >= 0


def _is_whole(frame: bytes) -> bool:
    """Whether what stands around the rows makes them rows of a worksheet."""
    path: list[str] = []
    found = []

    def start(tag: str, _: Attributes) -> None:
        if tag in _SHEET_DATA:
            found.append([name in _WORKSHEET for name in path])
        path.append(tag)

    def end(_: str) -> None:
        path.pop()

    try:
        parse(frame, "", start, end, len)
    except OkrsheetFileError:
        return False
    return found == [[True]]


def _names(asked: CellChanges) -> dict[bytes, CellChange]:
    """What was asked for, by the places as they are written."""
    letters = {column: address(1, column)[:-1] for column in {column for _, column in asked}}
    return {f"{letters[column]}{row}".encode(): asked[row, column] for row, column in asked}


def _cell(names: Collection[bytes], asked: Collection[Place]) -> re.Pattern[bytes]:
    """Finds the cells asked for, each of them; and as many others as are found in one go."""
    columns = {column for _, column in asked}
    if len(names) <= _FEW:
        place = b"|".join(names)
    elif len(columns) <= _FEW:
        letters = (address(1, column)[:-1].encode() for column in columns)
        place = b"(?:%b)[0-9]+" % b"|".join(letters)
    else:
        place = b"[A-Z]+[0-9]+"
    return re.compile(b'<c r="(%b)"(?:%b)?' % (place, _REST))


def _cut(cell: re.Pattern[bytes], rows: bytes) -> _Cells:
    found = cell.split(rows)
    step = cell.groups + 1
    between, places, first, kinds, behind, formulas, *shown = (
        found[group::step] for group in range(step)
    )
    if any(behind):
        first = [(one or b"") + (two or b"") for one, two in zip(first, behind, strict=True)]
    return _Cells(between, places, first, formulas, list(zip(kinds, *shown, strict=True)))


def _are_same_but(before: _Cells, after: _Cells, asked: Mapping[bytes, CellChange]) -> bool:
    """Whether two sheets differ in nothing but these cells, and these show what they shall."""
    if before[:-1] != after[:-1]:
        return False
    found = dict(zip(after.places, zip(after.formulas, after.shown, strict=True), strict=True))
    if len(found) < len(after.places) or not asked.keys() <= found.keys():
        return False
    other = compress(after.places, map(ne, before.shown, after.shown))
    return asked.keys() >= {*other} and all(
        _is_right(change, *found[name]) for name, change in asked.items()
    )


def _is_right(change: CellChange, formula: bytes | None, shown: Shown) -> bool:
    """Whether a cell shows what it shall, by a change that leaves formula and format alone."""
    value = change.value
    if (formula is None) is not isinstance(change, Content):
        return False
    if isinstance(change, Content) and (change[1:3] != _NO_MORE or value == ""):
        return False
    if isinstance(value, str):
        return _is_text(shown, value)
    return isinstance(value, (int, float)) and _is_number(shown, value)


def _is_number(shown: Shown, value: float) -> bool:
    kind, _, number, *_ = shown
    if isinstance(value, bool):
        return kind == b"b" and number == b"%d" % value
    if kind not in (None, b"n") or not number or _NUMBER.fullmatch(number) is None:
        return False
    return float(number) == value


def _is_text(shown: Shown, value: str) -> bool:
    kind, number_space, number, text_space, text = shown
    if kind == b"str" and number is not None:
        return _text(number, number_space) == one_kind_of_break(value)
    if kind == b"inlineStr" and text is not None:
        return _text(text, text_space) == one_kind_of_break(value)
    return False


def _text(raw: bytes, space: bytes | None) -> str | None:
    """What a text is read as; None where it is not a plain one."""
    try:
        text = plain_text(raw)
    except (Odd, ValueError):
        return None
    return None if text is None else unescape(text if space else trimmed(text))
