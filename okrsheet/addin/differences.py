"""What a command changed in a workbook, as the few writes that do the same in open Excel.

A command works on the bytes of a workbook, wherever they came from. In Excel they are a copy of
what is open; the difference between that copy and the result is then written in few blocks, so the
button does what the command line does. Values of formulas are left out: Excel computes its own.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from okrsheet.ooxml.records import (
    Area,
    Cell,
    Cells,
    CellValue,
    Place,
    Sheet,
    State,
    Table,
    Workbook,
)

_NOTHING: Final = Cell(None)
_NO_CELLS: Final[Mapping[int, Cell]] = {}
_LONGEST: Final = 8000
"""Letters of a text or formula in a block; Excel refuses more than 8,203, a cell alone takes it."""


class Held(NamedTuple):
    """What one cell holds: a formula without "=", or a value; None and None for an empty one."""

    value: CellValue
    formula: str | None = None


class Block(NamedTuple):
    """Cells that are written at once: side by side, below each other, of one kind each.

    Attributes:
        sheet: their sheet.
        area: where.
        old: what they hold, row by row: formulas in all of them, or in none.
        new: what they are to hold; the same shape, and formulas in all of them, or in none.
    """

    sheet: str
    area: Area
    old: tuple[tuple[Held, ...], ...]
    new: tuple[tuple[Held, ...], ...]

    def held_in(self, area: Area) -> list[Held]:
        """What the cells of a part of it are to hold."""
        top, left, bottom, right = area
        rows = self.new[top - self.area.first_row : bottom - self.area.first_row + 1]
        first, stop = left - self.area.first_column, right - self.area.first_column + 1
        return [each for row in rows for each in row[first:stop]]


class Resized(NamedTuple):
    """A table with more or fewer lines: as it is, as it is to be."""

    old: Table
    new: Table


class Hidden(NamedTuple):
    """A sheet that is not seen, and how it is hidden."""

    sheet: str
    state: State


class Named(NamedTuple):
    """A defined name: its texts without "="; "" where there was none."""

    name: str
    old: str
    new: str


class Difference(NamedTuple):
    """All that is to be written.

    Attributes:
        tables: those whose number of lines changed.
        blocks: the cells.
        shown: hidden sheets that are to be seen.
        names: defined names.
    """

    tables: tuple[Resized, ...]
    blocks: tuple[Block, ...]
    shown: tuple[Hidden, ...]
    names: tuple[Named, ...]

    def __bool__(self) -> bool:
        return any(self)


def difference(before: Workbook, after: Workbook) -> Difference:
    """What has to be written into `before` to make it `after`."""
    pairs = [(before.sheets[name], after.sheets[name]) for name in before.sheets]
    return Difference(
        tuple(
            Resized(table, after.tables[name])
            for name, table in before.tables.items()
            if table != after.tables[name]
        ),
        tuple(block for old, new in pairs for block in _blocks(old, new)),
        tuple(
            Hidden(old.name, old.state) for old, new in pairs if old.state != "visible" == new.state
        ),
        tuple(
            Named(name, before.names.get(name, ""), text)
            for name, text in after.names.items()
            if before.names.get(name) != text
        ),
    )


def _blocks(before: Sheet, after: Sheet) -> Iterator[Block]:
    """The cells that differ, in few blocks: columns joined, or rows joined, whichever are fewer."""
    pairs = {(row, column): pair for row, column, *pair in _changed(before, after)}
    kinds = {
        place: _kind_of_write(place, pair, before.hidden_rows) for place, pair in pairs.items()
    }
    turned = _areas({(column, row): kind for (row, column), kind in kinds.items()})
    by_rows = [Area(left, top, right, bottom) for top, left, bottom, right in turned]
    for area in min(_areas(kinds), by_rows, key=len):
        top, left, bottom, right = area
        olds, news = (
            tuple(
                tuple(pairs[row, column][side] for column in range(left, right + 1))
                for row in range(top, bottom + 1)
            )
            for side in (0, 1)
        )
        yield Block(before.name, area, olds, news)


def _kind_of_write(place: Place, pair: Sequence[Held], hidden: frozenset[int]) -> Hashable:
    """Equal for cells that may be written together.

    Excel takes a block that spans lines a filter hides for one of the visible lines only, and
    refuses one that holds a long text: such cells stand alone.
    """
    if place[0] in hidden or any(_length(held) > _LONGEST for held in pair):
        return ("alone", *place)
    return tuple(held.formula is not None for held in pair)


def _length(held: Held) -> int:
    return max(len(str(held.value)), len(held.formula or ""))


def _areas(kinds: Mapping[Place, Hashable]) -> list[Area]:
    """Rectangles of one kind that cover all places: stretches of a column, joined side by side."""
    areas: list[Area] = []
    last: dict[tuple[int, int, int, Hashable], int] = {}
    for column, group in groupby(sorted((column, row) for row, column in kinds), itemgetter(0)):
        for top, bottom, kind in _stretches((row, kinds[row, column]) for _, row in group):
            place = last.pop((column - 1, top, bottom, kind), len(areas))
            left = areas[place].first_column if place < len(areas) else column
            areas[place : place + 1] = [Area(top, left, bottom, column)]
            last[column, top, bottom, kind] = place
    return areas


def _stretches(cells: Iterable[tuple[int, Hashable]]) -> Iterator[tuple[int, int, Hashable]]:
    """Neighbours of one kind in a column: the first, the last, which kind."""
    stretch: list[tuple[int, Hashable]] = []
    for row, kind in cells:
        if stretch and (row - 1, kind) != stretch[-1]:
            yield stretch[0][0], stretch[-1][0], stretch[0][1]
            stretch = []
        stretch.append((row, kind))
    if stretch:
        yield stretch[0][0], stretch[-1][0], stretch[0][1]


def _changed(before: Sheet, after: Sheet) -> Iterator[tuple[int, int, Held, Held]]:
    old_rows, new_rows = _by_row(before), _by_row(after)
    for row in sorted({*old_rows, *new_rows}):
        olds, news = old_rows.get(row, _NO_CELLS), new_rows.get(row, _NO_CELLS)
        for column in sorted({*olds, *news}):
            old = _held(olds.get(column, _NOTHING))
            new = _held(news.get(column, _NOTHING))
            if not _is_the_same(old, new):
                yield row, column, old, new


def _by_row(sheet: Sheet) -> Mapping[int, Mapping[int, Cell]]:
    if isinstance(sheet.cells, Cells):
        return {
            row: {column: cells[place] for column, place in places.items()}
            for row, (places, cells) in sheet.cells.rows.items()
        }
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, {})[column] = cell
    return rows


def _held(cell: Cell) -> Held:
    return Held(cell.value if cell.formula is None else None, cell.formula)


def _is_the_same(old: Held, new: Held) -> bool:
    """Whether two cells differ in nothing that can be written: an empty text is no text.

    A formula that another cell holds, such as one that spills, is not this cell's to write. 1 and
    TRUE are equal in Python only.
    """
    if new.formula == "" or (old.formula == "" and new.formula is not None):
        return True
    return _kind(old) == _kind(new)


def _kind(held: Held) -> tuple[object, ...]:
    value = None if held.value == "" else held.value
    return value, isinstance(value, bool), held.formula
