"""Rows that look like the one before, where nobody needs what the formulas show.

Such a row differs from the last one in its number and its values. Where each formula begins and
ends is known from there: one comparison of bytes leaps over it, and only its value is looked at.
"""

import re
from typing import Final, NamedTuple

from okrsheet.ooxml.limits import MAX_ATTRIBUTES
from okrsheet.ooxml.quick_cells import VALUE_END, Blank, CellMaker, SeenFormula
from okrsheet.ooxml.records import Cell, LeaveOut

ROW: Final = re.compile(rb'<row r="([1-9][0-9]{0,6})"([^<>]*)>')
ROW_END: Final = b"</row>"
_CELL: Final = b'<c r="'
_FAR: Final = 1 << 13
"""No cell that is read here is longer; a missing one is not searched for any farther."""
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
        for place, mark in enumerate(marks):
            for seen in self._known[place]:
                if data.startswith(seen.begins, at):
                    begin = at + len(seen.begins)
                    end = data.find(b"<", begin)
                    raw = data[begin:end]
                    known = raw in seen.passed or self._passes(seen, raw)
                    if known and data.startswith(mark, end):
                        at = end + len(mark)
                        break
            else:
                at = self._walk_other(data, at, place, mark.removeprefix(VALUE_END))
                if at < 0:
                    break
        return at

    def _passes(self, seen: SeenFormula, raw: bytes) -> bool:
        if not self._maker.passes(seen, raw):
            return False
        self.formulas.add(seen.opening[1] or "")
        return True

    def _walk_other(self, data: bytes, at: int, place: int, mark: bytes) -> int:
        """Read a cell as any other; where the next one begins, or -1 if there is none."""
        end = data.find(mark, at, at + _FAR)
        if end < 0:
            return end
        tail = data[at:end]
        column = self._columns[place]
        cell = self._maker.made.get(tail)
        if cell is None:
            if any(word in tail for word in _MORE):
                return -1
            reference = self._letters[place] + self._digits
            cell = self._maker.new(reference, (int(self._digits), column), tail)
        if cell and cell.formula is not None and column in self._unneeded:
            self.formulas.add(cell.formula)
        else:
            self._held[column] = cell
        return end + len(mark)


def _joined(end: bytes, letters: bytes) -> bytes:
    return end + _CELL + letters
