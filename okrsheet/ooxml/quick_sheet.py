"""The quick way through a worksheet: the same records as `sheet_xml`, or nothing at all.

Rows end at `</row>` and cells begin with `<c r="`, so two plain searches cut a sheet into cells
with no byte left over. See `pieces` for why this is no less strict than expat.
"""

import re
from typing import Final

from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.markup import MAX_ROW, position
from okrsheet.ooxml.pieces import Odd, chunks, refuse_odd_head
from okrsheet.ooxml.quick_cells import BLANK, CellMaker, remember
from okrsheet.ooxml.records import Cell, Cells, LeftOut, Row
from okrsheet.ooxml.sheet_xml import SheetContent, SheetSource

_OPENING: Final = b"<sheetData>"
_CLOSING: Final = b"</sheetData>"

_ROW = re.compile(rb'<row r="([1-9][0-9]{0,6})"([^<>]*)>')
_LETTERS = re.compile(rb"[A-Z]{1,3}")


def read_quickly(source: SheetSource) -> SheetContent | None:
    """Read a sheet that is written the way nearly all are.

    Returns:
        What `read_sheet` would return; None where it has to be asked.
    """
    start = source.data.find(_OPENING) + len(_OPENING)
    end = source.data.rfind(_CLOSING, start)
    if start < len(_OPENING) or end < 0:
        return None
    try:
        return _QuickReader(source, start, end).read()
    except (Odd, OkrsheetFileError, LookupError, ValueError):
        return None


class _QuickReader:
    def __init__(self, source: SheetSource, start: int, end: int) -> None:
        self._data = source.data
        self._start, self._end = start, end
        self._leave_out = source.leave_out
        self._room = source.most_cells
        self._maker = CellMaker(source)
        self._rows: dict[int, Row] = {}
        self._hidden: list[int] = []
        self._left_out: dict[int, frozenset[int]] = {}
        self._formulas: set[str] = set()
        self._row = 0
        self._columns: dict[bytes, int] = {}
        self._shapes: dict[tuple[int, ...], dict[int, int]] = {}
        self._sets: dict[tuple[int, ...], frozenset[int]] = {}
        self._row_heads: dict[bytes, bool] = {}

    def read(self) -> SheetContent:
        refuse_odd_head(self._data, self._start)
        self._maker.begin(self._data[: self._start])
        for lines in chunks(self._data, self._start, self._end, b"</row>"):
            for line in lines[:-1]:
                self._read_line(line)
            self._read_empty_rows(lines[-1])
        merged = self._maker.end(self._data[self._end :])
        left_out = LeftOut(self._left_out, frozenset(self._formulas))
        return SheetContent(Cells(self._rows), frozenset(self._hidden), merged, left_out)

    def _read_line(self, line: bytes) -> None:
        head, *cells = line.split(b'<c r="')
        found = _ROW.fullmatch(head)
        if found is None:
            at = head.rindex(b"<row ")
            self._read_empty_rows(head[:at])
            found = _ROW.fullmatch(head, at)
        if found is None or found[2].endswith(b"/"):
            raise Odd
        self._start_row(found[1], found[2])
        if cells:
            self._read_cells(found[1], cells)

    def _read_empty_rows(self, rows: bytes) -> None:
        at = 0
        while at < len(rows):
            found = _ROW.match(rows, at)
            if found is None or not found[2].endswith(b"/"):
                raise Odd
            self._start_row(found[1], found[2][:-1])
            at = found.end()

    def _start_row(self, digits: bytes, attributes: bytes) -> None:
        row = int(digits)
        if not self._row < row <= MAX_ROW:
            raise Odd
        self._row = row
        hidden = self._row_heads.get(attributes)
        if hidden is None:
            hidden = remember(self._row_heads, attributes, self._maker.is_hidden(row, attributes))
        if hidden:
            self._hidden.append(row)

    def _read_cells(self, digits: bytes, pieces: list[bytes]) -> None:
        leave_out = self._leave_out
        unneeded = leave_out.columns if self._row in leave_out.rows else ()
        numbers, maker = self._columns, self._maker
        made, formulas = maker.made, maker.formulas
        cut = -len(digits)
        column = 0
        columns: list[int] = []
        cells: list[Cell] = []
        left_out: list[int] = []
        for piece in pieces:
            reference, _, tail = piece.partition(b'"')
            last, column = column, numbers.get(reference[:cut], 0)
            if column <= last or reference[cut:] != digits:
                column = self._new_column(reference, last)
            cell = maker.computed(column, tail) if column in formulas else made.get(tail)
            if cell is None:
                cell = maker.new(reference, (self._row, column), tail)
            if cell is BLANK:
                continue
            if column in unneeded and cell.formula is not None:
                left_out.append(column)
                self._formulas.add(cell.formula)
            else:
                columns.append(column)
                cells.append(cell)
        self._keep(tuple(columns), tuple(cells), tuple(left_out))

    def _keep(
        self, columns: tuple[int, ...], cells: tuple[Cell, ...], left_out: tuple[int, ...]
    ) -> None:
        self._room -= len(cells) + len(left_out)
        if self._room < 0:
            raise Odd
        if cells:
            shape = self._shapes.get(columns)
            if shape is None:
                shape = self._shapes[columns] = {
                    column: place for place, column in enumerate(columns)
                }
            self._rows[self._row] = (shape, cells)
        if left_out:
            same = self._sets.setdefault(left_out, frozenset(left_out))
            self._left_out[self._row] = same

    def _new_column(self, reference: bytes, last: int) -> int:
        row, column = position(reference.decode("ascii"))
        letters = reference.rstrip(b"0123456789")
        if row != self._row or column <= last or not _LETTERS.fullmatch(letters):
            raise Odd
        self._columns[letters] = column
        return column
