"""Where rows and cells stand in the bytes of a sheet.

Two ways lead to the same map. The quick one takes the usual form for granted and checks that row
follows row and cell follows cell without a gap; where they do not, it gives up (`Unusual`) and
the exact one, in `sheet_walk`, asks expat for every offset.
"""

import re
from collections.abc import Iterable
from functools import partial
from typing import Final, NamedTuple

from okrsheet.ooxml.errors import CONTENT, DamagedWorkbook
from okrsheet.ooxml.markup import MAIN, MAX_COLUMN, address, qualified
from okrsheet.ooxml.spans import Node, nodes_of

_ATTRIBUTES = rb'((?: [A-Za-z][\w:.-]*="[^"<]*")*) ?'
_ROW: Final = re.compile(rb'<row(?: r="([1-9][0-9]{0,6})")' + _ATTRIBUTES + rb"(/?)>")
_CELL: Final = re.compile(
    rb'<c(?: r="([A-Z]{1,3})([0-9]+)")' + _ATTRIBUTES + rb"(?:/>|>\s*"
    rb"(<f" + _ATTRIBUTES + rb"(?:/>|>[^<]*</f>))?\s*"
    rb"(?:<v" + _ATTRIBUTES + rb"(?:/>|>[^<]*</v>)|<is>(?:[^<]|<(?!/is>))*+</is>)?\s*</c>)"
)
_BLANKS: Final = re.compile(rb"[ \t\r\n]*")
_SHEET_DATA: Final = frozenset(qualified(MAIN, "sheetData"))
_WORKSHEET: Final = frozenset(qualified(MAIN, "worksheet"))
_SPACES: Final = b"xmlns"
_LESS: Final = 60
_CLOSE: Final = b"</sheetData>"


class Unusual(Exception):  # noqa: N818 - not an error: the exact way takes over
    """The sheet is not in the form the quick way knows."""


class RowSpan(NamedTuple):
    """A row: its number, offsets of its start tag, behind that, of its end tag, and behind it."""

    number: int
    start: int
    head_end: int
    tail_start: int
    end: int


# Half the time of calling RowSpan.
_row_span = partial(tuple.__new__, RowSpan)


class CellSpan(NamedTuple):
    """A cell.

    Attributes:
        column: From 1.
        start: Offset of its first byte.
        end: Offset behind its last byte.
        head: Its attributes as stored, with the blank in front.
        formula: Its `<f>` element as stored, or b"".
        formula_start: The offset of that.
        tail: What stands behind its value and is neither formula nor value, as stored.
    """

    column: int
    start: int
    end: int
    head: bytes
    formula: bytes
    tail: bytes
    formula_start: int


_cell_span = partial(tuple.__new__, CellSpan)


class SheetMap(NamedTuple):
    """A sheet in UTF-8.

    Attributes:
        data: Its bytes.
        prefix: What stands before the names of its elements: b"" or such as b"x:".
        nodes: The elements outside of `<sheetData>`, and that one.
        sheet_data: That one.
        rows: In stored order.
        cells: By offset of the row, where the exact way found them; None on the quick way.
    """

    data: bytes
    prefix: bytes
    nodes: list[Node]
    sheet_data: Node
    rows: list[RowSpan]
    cells: dict[int, list[CellSpan]] | None


def quick_map(data: bytes, where: str) -> SheetMap:
    """Map a sheet in the form nearly all programs write.

    Raises:
        Unusual: It has another form.
        DamagedWorkbook: What stands around the cells is no sheet.
    """
    start, end = _content(data)
    nodes = nodes_of(data[:start] + data[end:], where)
    sheet_data = sheet_data_of(nodes, where)
    # Offsets behind the cells were found without the cells.
    shift = end - start
    nodes = [_shifted(node, start, shift) for node in nodes]
    sheet_data = _shifted(sheet_data, start, shift)
    if sheet_data.prefix or (sheet_data.head_end, sheet_data.tail_start) != (start, end):
        raise Unusual
    return SheetMap(data, b"", nodes, sheet_data, _rows(data, start, end), None)


def _content(data: bytes) -> tuple[int, int]:
    """Where the rows begin and end; every "<" in the whole part is known to open a tag."""
    if _opens(data, b"!") or _opens(data, b"?", 2):
        raise Unusual
    end = data.rfind(_CLOSE)
    head = data.find(b"<sheetData>")
    start = head + len(b"<sheetData>")
    if head < 0 or end < start:
        raise Unusual
    return start, end


def _opens(data: bytes, mark: bytes, at: int = 0) -> bool:
    """Whether "<" stands before the mark somewhere; the mark is rarer, and one byte found fast."""
    at = data.find(mark, at)
    while at > 0 and data[at - 1] != _LESS:
        at = data.find(mark, at + 1)
    return at > 0


def _shifted(node: Node, start: int, shift: int) -> Node:
    if node.end <= start:
        return node
    if node.head_end <= start:
        return node._replace(tail_start=node.tail_start + shift, end=node.end + shift)
    return node._replace(
        start=node.start + shift,
        head_end=node.head_end + shift,
        tail_start=node.tail_start + shift,
        end=node.end + shift,
    )


def sheet_data_of(nodes: list[Node], where: str) -> Node:
    """The one `<sheetData>` of a worksheet.

    Raises:
        DamagedWorkbook: There is none, more than one, or the part is no worksheet.
    """
    found = [node for node in nodes if node.name in _SHEET_DATA]
    if nodes[0].name not in _WORKSHEET or len(found) != 1 or found[0].parent != 0:
        raise DamagedWorkbook(where, CONTENT, "not one <sheetData> in a <worksheet>")
    return found[0]


def _rows(data: bytes, at: int, end: int) -> list[RowSpan]:
    rows = []
    at = _behind_blanks(data, at)
    while at < end:
        match = _ROW.match(data, at)
        if match is None or _SPACES in match[2]:
            raise Unusual
        head_end = tail_start = row_end = match.end()
        if not match[3]:
            tail_start = data.find(b"</row>", head_end)
            row_end = tail_start + len(b"</row>")
            if tail_start < 0:
                raise Unusual
        rows.append(_row_span((int(match[1]), at, head_end, tail_start, row_end)))
        at = row_end if data[row_end] == _LESS else _behind_blanks(data, row_end)
    if at != end:
        raise Unusual
    return rows


def _behind_blanks(data: bytes, at: int) -> int:
    if data[at : at + 1] == b"<":
        return at
    match = _BLANKS.match(data, at)
    return match.end() if match else at


def asked_cells(sheet: SheetMap, row: RowSpan, columns: Iterable[int]) -> list[CellSpan]:
    """The cells of a row in these columns, which ascend; those behind one that is not there lack.

    The quick way only: it looks at nothing else in the row.
    """
    found: list[CellSpan] = []
    data, at = sheet.data, row.head_end
    if sheet.cells is not None or data.find(_SPACES, at, row.tail_start) >= 0:
        return found
    for column in columns:
        start = data.find(f'<c r="{address(row.number, column)}"'.encode(), at, row.tail_start)
        match = _CELL.match(data, start, row.tail_start) if start >= 0 else None
        if match is None or not _follows(data, start, row.head_end):
            break
        at = match.end()
        found.append(_span(match, column))
    return found


def _follows(data: bytes, start: int, first: int) -> bool:
    """Whether a cell begins the row or stands right behind another one."""
    return start == first or data.endswith((b"</c>", b"/>"), first, start)


def _span(match: re.Match[bytes], column: int) -> CellSpan:
    start, end = match.span()
    head = match.string[start + len(b"<c") : match.end(3)]
    return _cell_span((column, start, end, head, match[4] or b"", b"", match.start(4)))


def cells_of(sheet: SheetMap, row: RowSpan) -> list[CellSpan]:
    """The cells of a row, in stored order.

    Raises:
        Unusual: They do not have the form the quick way knows.
    """
    if sheet.cells is not None:
        return sheet.cells.get(row.start, [])
    data = sheet.data
    if data.find(_SPACES, row.head_end, row.tail_start) >= 0:
        raise Unusual
    number = b"%d" % row.number
    cells = []
    at = _behind_blanks(data, row.head_end)
    while at < row.tail_start:
        match = _CELL.match(data, at, row.tail_start)
        if match is None or match[2] != number:
            raise Unusual
        at = match.end()
        cells.append(_span(match, _column(match[1])))
        at = _behind_blanks(data, at)
    if at != row.tail_start:
        raise Unusual
    return cells


_COLUMNS: Final[dict[bytes, int]] = {}


def _column(letters: bytes) -> int:
    column = _COLUMNS.get(letters)
    if column is None:
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        if column > MAX_COLUMN:
            raise Unusual
        _COLUMNS[letters] = column
    return column
