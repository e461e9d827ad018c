"""Rows that look like the one before, where nobody needs what the formulas show.

Such a row differs from the last one in its number and its values. Cut at its number it falls into
parts that are the same in many rows: whatever stood in this place before needs no second look.
"""

import re
from itertools import compress
from typing import Final, NamedTuple, cast

from okrsheet.ooxml.limits import MAX_ATTRIBUTES
from okrsheet.ooxml.quick_cells import VALUE_END, Blank, CellMaker, SeenFormula
from okrsheet.ooxml.records import Cell, LeaveOut

ROW: Final = re.compile(rb'<row r="([1-9][0-9]{0,6})"([^<>]*)>')
ROW_END: Final = b"</row>"
_NUMBER: Final = re.compile(rb"-?[0-9]{1,17}(?:\.[0-9]{1,20})?(?:E[+-]?[0-9]{1,2})?")
_CELL: Final = b'<c r="'
_FORMAT: Final = b' s="'
_MORE: Final = (_CELL, ROW_END, b"shared")
"""What makes a cell more than a cell, or one whose formula stands elsewhere."""
_SHORTER: Final = 1_000
"""By how many bytes a row may be shorter than the one before."""
_MOST_PARTS: Final = 300
_NONE: Final = (b"<", b"")
_LONGEST_PART: Final = 4_000

_LeftOut = bytes
_LEFT_OUT: Final[_LeftOut] = b""
"""What stands for a formula cell nobody needs."""
_Found = Cell | Blank | _LeftOut


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
        self._length = 0
        self._digits = b""
        self._cut = self._first = b""
        self._ends: tuple[bytes, ...] = ()
        self._known: list[list[SeenFormula]] = []
        # What stands before and behind the numbers of a formula that was noted.
        self._numbers: list[tuple[bytes, bytes]] = []
        # What was made of each part, by the place of its cell in the row.
        self._parts: list[dict[bytes, _Found]] = []
        self._gone: frozenset[int] = frozenset()
        self._all_gone = True

    def show(
        self, letters: tuple[bytes, ...], columns: tuple[int, ...], tails: list[bytes]
    ) -> None:
        """Take a row that was read in another way for what the next one will look like.

        Args:
            letters: Those of its cells.
            columns: The same as numbers.
            tails: What stands behind their references.
        """
        self._length = sum(map(len, tails))
        if letters == self._letters:
            return
        self._letters, self._columns = letters, columns
        # Nearly all cells have a format, and a longer word is found sooner.
        self._cut = _FORMAT if all(tail.startswith(_FORMAT) for tail in tails) else b""
        self._first = _CELL + letters[0]
        self._ends = (*(_CELL + each for each in letters[1:]), b"")
        formulas = self._maker.formulas
        self._known = [
            formulas.setdefault(column, []) if column in self._unneeded else []
            for column in columns
        ]
        self._numbers = [_NONE] * len(columns)
        self._parts = [{} for _ in columns]
        self._gone = self._unneeded.intersection(columns)
        self._all_gone = True

    def walk(self, data: bytes, at: int) -> WalkedRow | None:
        """Read the row that begins here; None if it does not look like the last one.

        Raises:
            Odd: Nobody but the exact reader can tell what it is.
        """
        found = ROW.match(data, at) if self._letters else None
        if found is None or found[2].endswith(b"/") or int(found[1]) not in self._rows:
            return None
        self._digits = found[1]
        # Where this leads behind the next row, the parts will not fit.
        end = data.find(ROW_END, max(at, at + self._length - _SHORTER))
        if end < 0 or end - at > MAX_ATTRIBUTES:
            return None
        cells = self._cells(data[found.end() : end])
        if cells is None:
            return None
        self._length = end - at
        gone = self._gone
        if not self._all_gone:
            gone = frozenset(c for c, x in zip(self._columns, cells, strict=True) if x is _LEFT_OUT)
        columns = tuple(compress(self._columns, cells))
        return WalkedRow(found[1], found[2], end + len(ROW_END), columns, _kept(cells), gone)

    def _cells(self, line: bytes) -> list[_Found] | None:
        first, *parts = line.split(self._digits + b'"' + self._cut)
        if first != self._first or len(parts) != len(self._parts):
            return None
        held = list(map(dict.get, self._parts, parts))
        for place, cell in enumerate(held):
            if cell is None:
                # What is wrong in one place says that all behind it are others.
                held[place] = self._read(place, parts[place])
                if held[place] is None:
                    return None
        return cast("list[_Found]", held)

    def _read(self, place: int, part: bytes) -> _Found | None:
        """Read a part that did not stand in this place before."""
        begins, end = self._numbers[place]
        cell: _Found | None = _LEFT_OUT
        if not (
            part.startswith(begins)
            and part.endswith(end)
            and _NUMBER.fullmatch(part, len(begins), len(part) - len(end))
        ):
            cell = self._read_other(place, part)
        known = self._parts[place]
        if cell is not None and len(known) < _MOST_PARTS and len(part) < _LONGEST_PART:
            known[part] = cell
        return cell

    def _read_other(self, place: int, part: bytes) -> _Found | None:
        """A part that is more than a number behind the formula numbers stood behind before."""
        end = self._ends[place]
        if not part.endswith(end):
            return None
        tail = self._cut + part.removesuffix(end)
        for begins, opening, _ in self._known[place]:
            if tail.startswith(begins) and self._maker.passes(opening, tail[len(begins) :]):
                self.formulas.add(opening[1] or "")
                if opening[0] == "n":
                    self._numbers[place] = begins.removeprefix(self._cut), VALUE_END + end
                return _LEFT_OUT
        return self._needed(place, tail)

    def _needed(self, place: int, tail: bytes) -> _Found | None:
        """A cell that is needed, or has a formula that is new here."""
        maker, column = self._maker, self._columns[place]
        cell = maker.made.get(tail)
        if cell is None:
            cell = maker.plain(tail)
        if cell is None:
            if any(word in tail for word in _MORE):
                return None
            row = int(self._digits)
            cell = maker.new(self._letters[place] + self._digits, (row, column), tail)
        if column in self._unneeded:
            if cell and cell.formula is not None:
                self.formulas.add(cell.formula)
                return _LEFT_OUT
            self._all_gone = False
        return cell


def _kept(cells: list[_Found]) -> tuple[Cell, ...]:
    # Blank and left out cells are false, all others true.
    return tuple(filter(None, cells))  # type: ignore[arg-type]  # cells are what is left
