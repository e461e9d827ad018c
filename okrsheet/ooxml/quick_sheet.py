"""The quick way through a worksheet: the same records as `sheet_xml`, or nothing at all.

Rows end at `</row>` and cells begin with `<c r="`, so two plain searches cut a sheet into cells
with no byte left over. See `pieces` for why this is no less strict than expat. A sheet is read
piece by piece: one as a whole would cost more to keep in memory than to read.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.limits import MAX_ATTRIBUTES, MAX_TAGS
from okrsheet.ooxml.markup import MAX_ROW, position, refuse_masses
from okrsheet.ooxml.pieces import Odd, refuse_odd_head
from okrsheet.ooxml.quick_cells import CellMaker, remember
from okrsheet.ooxml.quick_rows import ROW, ROW_END, RowWalker
from okrsheet.ooxml.records import Cell, Cells, LeftOut, Row
from okrsheet.ooxml.sheet_xml import SheetContent, SheetSource

_OPENING: Final = b"<sheetData>"
_CLOSING: Final = b"</sheetData>"
_PIECE: Final = 1 << 16

_REFERENCE = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"')


def read_quickly(source: SheetSource) -> SheetContent | None:
    """Read a sheet that is written the way nearly all are.

    Returns:
        What `read_sheet` would return; None where it has to be asked.
    """
    data = source.data
    pieces = (data[at : at + _PIECE] for at in range(0, len(data), _PIECE))
    read = read_pieces(source, pieces, len(data))
    return None if read is None else read[0]


def read_pieces(
    source: SheetSource, pieces: Iterable[bytes], size: int
) -> tuple[SheetContent, bytes] | None:
    """Read such a sheet as it comes.

    Args:
        source: What the sheet is, without its data.
        pieces: The data; what it raises means that there is no such sheet.
        size: How many bytes the data has at most.

    Returns:
        As `read_quickly`, and all that stands behind the cells.
    """
    try:
        return _QuickReader(source, size > MAX_TAGS).read(iter(pieces))
    except (Odd, OkrsheetFileError, LookupError, ValueError):
        return None


class _QuickReader:
    def __init__(self, source: SheetSource, count_tags: bool) -> None:  # noqa: FBT001
        self._where = source.where
        self._leave_out = source.leave_out
        self._room = source.most_cells
        # Each tag takes a byte at least.
        self._tags = 0 if count_tags else None
        self._maker = CellMaker(source)
        self._walker = RowWalker(self._maker, source.leave_out)
        self._rows: dict[int, Row] = {}
        self._hidden: list[int] = []
        self._left_out: dict[int, frozenset[int]] = {}
        self._row = 0
        self._columns: dict[tuple[bytes, ...], tuple[int, ...]] = {}
        self._shapes: dict[tuple[int, ...], dict[int, int]] = {}
        self._sets: dict[tuple[int, ...], frozenset[int]] = {}
        self._row_heads: dict[bytes, bool] = {}

    def read(self, pieces: Iterator[bytes]) -> tuple[SheetContent, bytes]:
        rest = self._read_rows(self._read_head(pieces), pieces)
        tail = rest + b"".join(pieces)
        refuse_masses(tail, self._where)
        merged = self._maker.end(tail)
        left_out = LeftOut(self._left_out, frozenset(self._walker.formulas))
        content = SheetContent(Cells(self._rows), frozenset(self._hidden), merged, left_out)
        return content, tail

    def _read_head(self, pieces: Iterator[bytes]) -> bytes:
        """Read up to the rows; what follows in the last piece."""
        head, found = b"", -1
        while found < 0:
            head += self._next(pieces, head)
            found = head.find(_OPENING)
        end = found + len(_OPENING)
        refuse_odd_head(head, end)
        self._maker.begin(head[:end])
        return head[end:]

    def _next(self, pieces: Iterator[bytes], before: bytes) -> bytes:
        """The next piece; no row or head may be longer than the way to the next tag."""
        piece = next(pieces, b"")
        if not piece or len(before) > MAX_ATTRIBUTES:
            raise Odd
        if self._tags is not None:
            self._tags += piece.count(b"<")
            if self._tags > MAX_TAGS:
                raise Odd
        return piece

    def _read_rows(self, data: bytes, pieces: Iterator[bytes]) -> bytes:
        """Read all rows; what follows them."""
        read = self._walk_lines if self._leave_out.rows else self._split_lines
        while True:
            rest = read(data)
            end = rest.find(_CLOSING)
            if end >= 0:
                self._read_empty_rows(rest[:end])
                return rest[end:]
            data = rest + self._next(pieces, rest)

    def _split_lines(self, data: bytes) -> bytes:
        *lines, rest = data.split(ROW_END)
        for line in lines:
            self._read_line(line)
        return rest

    def _walk_lines(self, data: bytes) -> bytes:
        at, last = 0, data.rfind(ROW_END)
        while at < last:
            walked = self._walker.walk(data, at)
            if walked is None:
                end = data.find(ROW_END, at)
                self._read_line(data[at:end])
                at = end + len(ROW_END)
            else:
                at = walked.end
                self._start_row(walked.digits, walked.attributes)
                self._leave(walked.gone)
                self._keep(walked.columns, walked.cells)
        return data[at:]

    def _read_line(self, line: bytes) -> None:
        if len(line) > MAX_ATTRIBUTES:
            raise Odd
        head, *cells = _REFERENCE.split(line)
        found = ROW.fullmatch(head)
        if found is None:
            at = head.rindex(b"<row ")
            self._read_empty_rows(head[:at])
            found = ROW.fullmatch(head, at)
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
            found = ROW.match(rows, at)
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
            self._walker.show(letters, self._columns[letters], tails)
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
                self._walker.formulas.add(cell.formula)
            else:
                kept.append(column)
                needed.append(cell)
        same = tuple(gone)
        self._leave(self._sets.setdefault(same, frozenset(same)))
        return tuple(kept), needed

    def _leave(self, gone: frozenset[int]) -> None:
        if gone:
            self._left_out[self._row] = gone
            self._room -= len(gone)

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
