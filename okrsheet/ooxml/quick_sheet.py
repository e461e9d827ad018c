"""The quick way through a worksheet: the same records as `sheet_xml`, or nothing at all.

Rows end at `</row>` and cells begin with `<c r="`, so two plain searches cut a sheet into cells
with no byte left over. See `pieces` for why this is no less strict than expat.
"""

import re
from itertools import pairwise
from typing import Final

from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.markup import MAX_ROW, position, refuse_masses
from okrsheet.ooxml.pieces import Odd, chunks, refuse_odd_head
from okrsheet.ooxml.quick_cells import CellMaker, remember
from okrsheet.ooxml.records import Cell, Cells, LeftOut, Row
from okrsheet.ooxml.sheet_xml import SheetContent, SheetSource

_OPENING: Final = b"<sheetData>"
_CLOSING: Final = b"</sheetData>"

_ROW = re.compile(rb'<row r="([1-9][0-9]{0,6})"([^<>]*)>')
_REFERENCE = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"')


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
        refuse_masses(source.data, source.where)
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
        self._columns: dict[tuple[bytes, ...], tuple[int, ...]] = {}
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
        head, *cells = _REFERENCE.split(line)
        found = _ROW.fullmatch(head)
        if found is None:
            at = head.rindex(b"<row ")
            self._read_empty_rows(head[:at])
            found = _ROW.fullmatch(head, at)
        if found is None or found[2].endswith(b"/"):
            raise Odd
        self._start_row(found[1], found[2])
        if cells:
            # Letters, digits and all that follows, three for each cell.
            if cells[1::3].count(found[1]) * 3 != len(cells):
                raise Odd
            self._read_cells(found[1], tuple(cells[0::3]), cells[2::3])

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

    def _read_cells(self, digits: bytes, letters: tuple[bytes, ...], tails: list[bytes]) -> None:
        columns = self._columns.get(letters) or self._new_columns(letters)
        maker = self._maker
        made, formulas = maker.made, maker.formulas
        if formulas:
            found = [
                maker.computed(column, tail) if column in formulas else made.get(tail)
                for column, tail in zip(columns, tails, strict=True)
            ]
        else:
            found = list(map(made.get, tails))
        if not all(found):
            found = [
                maker.new(letters[at] + digits, (self._row, columns[at]), tails[at])
                if cell is None
                else cell
                for at, cell in enumerate(found)
            ]
        if not all(found):
            columns = tuple(c for c, cell in zip(columns, found, strict=True) if cell)
        cells = [cell for cell in found if cell]
        if self._row in self._leave_out.rows:
            columns, cells = self._needed(columns, cells)
        self._keep(columns, tuple(cells))

    def _new_columns(self, letters: tuple[bytes, ...]) -> tuple[int, ...]:
        columns = [position(f"{each.decode('ascii')}1")[1] for each in letters]
        if any(after <= before for before, after in pairwise(columns)):
            raise Odd
        return self._columns.setdefault(letters, tuple(columns))

    def _needed(
        self, columns: tuple[int, ...], cells: list[Cell]
    ) -> tuple[tuple[int, ...], list[Cell]]:
        """What is left when the formula cells nobody needs are noted and left out."""
        unneeded = self._leave_out.columns
        gone: list[int] = []
        kept: list[int] = []
        needed: list[Cell] = []
        for column, cell in zip(columns, cells, strict=True):
            if cell.formula is not None and column in unneeded:
                gone.append(column)
                self._formulas.add(cell.formula)
            else:
                kept.append(column)
                needed.append(cell)
        if gone:
            same = tuple(gone)
            self._left_out[self._row] = self._sets.setdefault(same, frozenset(same))
            self._room -= len(gone)
        return tuple(kept), needed

    def _keep(self, columns: tuple[int, ...], cells: tuple[Cell, ...]) -> None:
        self._room -= len(cells)
        if self._room < 0:
            raise Odd
        if cells:
            shape = self._shapes.get(columns)
            if shape is None:
                shape = {column: place for place, column in enumerate(columns)}
                self._shapes[columns] = shape
            self._rows[self._row] = (shape, cells)
