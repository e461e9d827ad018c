"""What a command changed in a workbook, as the few writes that do the same in open Excel.

A command works on the bytes of a workbook, wherever they came from. In Excel they are a copy of
what is open; the difference between that copy and the result is then written cell by cell, so the
button does what the command line does. Values of formulas are left out: Excel computes its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from okrsheet.ooxml.records import Cell, Cells, CellValue, Sheet, Table, Workbook

_NOTHING: Final = Cell(None)
_NO_CELLS: Final[Mapping[int, Cell]] = {}


class Held(NamedTuple):
    """What one cell holds: a formula without "=", or a value; None and None for an empty one."""

    value: CellValue
    formula: str | None = None


class Run(NamedTuple):
    """Cells below each other in one column.

    Attributes:
        sheet: their sheet.
        row: of the first, from 1.
        column: from 1.
        old: what they hold.
        new: what they are to hold; as many.
    """

    sheet: str
    row: int
    column: int
    old: tuple[Held, ...]
    new: tuple[Held, ...]


class Resized(NamedTuple):
    """A table with more or fewer lines: as it is, as it is to be."""

    old: Table
    new: Table


class Named(NamedTuple):
    """A defined name: its texts without "="; "" where there was none."""

    name: str
    old: str
    new: str


class Difference(NamedTuple):
    """All that is to be written.

    Attributes:
        tables: those whose number of lines changed.
        runs: the cells.
        shown: hidden sheets that are to be seen.
        names: defined names.
    """

    tables: tuple[Resized, ...]
    runs: tuple[Run, ...]
    shown: tuple[str, ...]
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
        tuple(run for old, new in pairs for run in _runs(old, new)),
        tuple(old.name for old, new in pairs if old.state != "visible" == new.state),
        tuple(
            Named(name, before.names.get(name, ""), text)
            for name, text in after.names.items()
            if before.names.get(name) != text
        ),
    )


def _runs(before: Sheet, after: Sheet) -> Iterator[Run]:
    """The cells that differ; hidden ones stand alone.

    Excel takes a block that spans lines a filter hides for one of the visible lines only.
    """
    changed: dict[int, dict[int, tuple[Held, Held]]] = {}
    for row, column, old, new in _changed(before, after):
        changed.setdefault(column, {})[row] = (old, new)
    for column in sorted(changed):
        for rows in _stretches(changed[column], before.hidden_rows):
            olds, news = zip(*(changed[column][row] for row in rows), strict=True)
            yield Run(before.name, rows[0], column, olds, news)


def _stretches(rows: Iterable[int], hidden: frozenset[int]) -> Iterator[Sequence[int]]:
    stretch: list[int] = []
    for row in sorted(rows):
        if stretch and (row != stretch[-1] + 1 or hidden.intersection((row, stretch[-1]))):
            yield stretch
            stretch = []
        stretch.append(row)
    if stretch:
        yield stretch


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
