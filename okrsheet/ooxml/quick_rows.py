"""Rows that look like the one before, where nobody needs what the formulas show.

Such a row differs from the last one in its number and its values. Where each formula begins and
ends is known from there: one comparison of bytes leaps over it, and only its value is looked at.
"""

import re
from typing import Final, NamedTuple

from okrsheet.ooxml.limits import MAX_ATTRIBUTES
from okrsheet.ooxml.quick_cells import VALUE_END, Blank, CellMaker, Opening, SeenFormula
from okrsheet.ooxml.records import Cell, LeaveOut

ROW: Final = re.compile(rb'<row r="([1-9][0-9]{0,6})"([^<>]*)>')
ROW_END: Final = b"</row>"
_CELL: Final = b'<c r="'
_FAR: Final = 1 << 13
"""No cell that is read here is longer; a missing one is not searched for any farther."""
_MOST_PASSED: Final = 1_000
_MORE: Final = (_CELL, ROW_END, b"shared")
"""What makes a cell more than a cell, or one whose formula stands elsewhere."""


class WalkedRow(NamedTuple):
    """A row that was read.

    Attributes:
        digits: Its number.
        attributes: The rest of its start tag.
        end: Where the next one begins.
        columns: The columns of `cells`.
        cells: Those that are needed.
        gone: The columns of the formula cells that are not.
    """

    digits: bytes
    attributes: bytes
    end: int
    columns: tuple[int, ...]
    cells: tuple[Cell, ...]
    gone: frozenset[int]


class RowWalker:
    """Reads rows as the last one that was shown to it.

    Attributes:
        formulas: Every formula that stands in a cell that was left out.
    """

    def __init__(self, maker: CellMaker, leave_out: LeaveOut) -> None:
        self.formulas: set[str] = set()
        self._maker = maker
        self._rows, self._unneeded = leave_out
        self._letters: tuple[bytes, ...] = ()
        self._columns: tuple[int, ...] = ()
        self._marks: tuple[bytes, ...] = ()
        self._known: list[list[SeenFormula]] = []
        self._gone: frozenset[int] = frozenset()
        self._digits = b""
        self._held: dict[int, Cell | Blank] = {}

    def show(self, letters: tuple[bytes, ...], columns: tuple[int, ...]) -> None:
        """Take a row that was read in another way for what the next one will look like."""
        if letters == self._letters:
            return
        self._letters, self._columns = letters, columns
        # What stands between two values, or cells, up to the number of the row.
        ends = (b"", *(VALUE_END if column in self._unneeded else b"" for column in columns[:-1]))
        self._marks = tuple(map(_joined, ends, letters))
        formulas = self._maker.formulas
        self._known = [
            formulas.setdefault(column, []) if column in self._unneeded else []
            for column in columns
        ]
        self._gone = self._unneeded.intersection(columns)

    def walk(self, data: bytes, at: int) -> WalkedRow | None:
        """Read the row that begins here; None if it does not look like the last one.

        Raises:
            Odd: Nobody but the exact reader can tell what it is.
        """
        found = ROW.match(data, at) if self._marks else None
        if found is None or found[2].endswith(b"/") or int(found[1]) not in self._rows:
            return None
        self._digits, self._held = found[1], {}
        quoted = found[1] + b'"'
        first, *marks = [mark + quoted for mark in self._marks]
        if not data.startswith(first, found.end()):
            return None
        marks.append(VALUE_END + ROW_END if self._columns[-1] in self._unneeded else ROW_END)
        end = self._walk_cells(data, found.end() + len(first), marks)
        if end < 0 or end - at > MAX_ATTRIBUTES:
            return None
        held = {column: cell for column, cell in self._held.items() if cell}
        gone = self._gone
        if not gone.isdisjoint(self._held):
            gone = gone.difference(self._held)
        return WalkedRow(found[1], found[2], end, tuple(held), tuple(held.values()), gone)

    def _walk_cells(self, data: bytes, at: int, marks: list[bytes]) -> int:
        """Where the row ends; -1 if it is another kind of row."""
        starts, find, made = data.startswith, data.find, self._maker.made
        for column, known, mark in zip(self._columns, self._known, marks, strict=True):
            for begins, length, opening, passed, _ in known:
                if starts(begins, at):
                    end = find(b"<", at + length)
                    raw = data[at + length : end]
                    if (raw in passed or self._passes(opening, passed, raw)) and starts(mark, end):
                        at = end + len(mark)
                        break
            else:
                mark = mark.removeprefix(VALUE_END)  # noqa: PLW2901  # the value was not found
                end = find(mark, at, at + _FAR)
                tail = data[at:end]
                cell = made.get(tail)
                if cell is None:
                    cell = self._new(column, tail) if end >= 0 else None
                    if cell is None:
                        return -1
                if cell and cell.formula is not None and column in self._unneeded:
                    self.formulas.add(cell.formula)
                else:
                    self._held[column] = cell
                at = end + len(mark)
        return at

    def _passes(self, opening: Opening, passed: set[bytes], raw: bytes) -> bool:
        if not self._maker.passes(opening, raw):
            return False
        self.formulas.add(opening[1] or "")
        if len(passed) < _MOST_PASSED:
            passed.add(raw)
        return True

    def _new(self, column: int, tail: bytes) -> Cell | Blank | None:
        """A cell that was not seen before; None where the whole row has to be looked at."""
        if any(word in tail for word in _MORE):
            return None
        letters = self._letters[self._columns.index(column)]
        place = (int(self._digits), column)
        return self._maker.new(letters + self._digits, place, tail)


def _joined(end: bytes, letters: bytes) -> bytes:
    return end + _CELL + letters
