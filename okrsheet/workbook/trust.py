"""Which computed cells of a file show what Python computes: those whose every source is sound.

A formula of ours that reads a cell somebody typed over shows what that makes of it; Python does
not know. Such cells, and all that read them in turn, are left to the program that opens the file.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from okrsheet.ooxml.records import Cell, Workbook
from okrsheet.workbook.fields import is_blank
from okrsheet.workbook.formula import sources
from okrsheet.workbook.in_file import ComputedColumn, Node
from okrsheet.workbook.layout import TABLES, defined_names
from okrsheet.workbook.load import Loaded
from okrsheet.workbook.load_grid import Grid
from okrsheet.workbook.names_check import is_right
from okrsheet.workbook.stored_columns import stored_columns

_EVERY_ROW: Final = -1

Read = tuple[Node, bool]
"""What a formula reads, and whether only in its own row."""


def sound_columns(
    book: Workbook, loaded: Loaded, columns: Sequence[ComputedColumn]
) -> tuple[ComputedColumn, ...]:
    """Of each column the cells that are ours and read nothing, however far back, that is not."""
    bad: dict[Node, set[int]] = {}
    unknown = (((grid.spec.name, header), row) for grid, header, row in without_value(loaded))
    for node, row in (*_lost(book, loaded), *unknown, *_foreign(loaded, columns)):
        bad.setdefault(node, set()).add(row)
    if bad:
        reads = [(column.node, tuple(_reads(column))) for column in columns]
        while sum(_spread(node, found, bad) for node, found in reads):
            pass
    return tuple(_sound(column, bad.get(column.node, set())) for column in columns)


def _sound(column: ComputedColumn, bad: set[int]) -> ComputedColumn:
    if not bad and not column.others:
        return column
    if _EVERY_ROW in bad:
        return column.only(())
    gone = {*column.others, *(place for place, row in enumerate(column.rows) if row in bad)}
    return column.only([place for place in range(len(column.rows)) if place not in gone])


def _reads(column: ComputedColumn) -> Iterator[Read]:
    for source in sources(column.formula):
        if source.table or source.name.startswith("okr_"):
            yield (source.table, source.name), source.this_row
        else:
            yield (column.node[0], source.name), False


def _lost(book: Workbook, loaded: Loaded) -> Iterator[tuple[Node, int]]:
    """Columns and names that are gone; nobody can say what formulas make of that."""
    for spec in TABLES:
        grid = loaded.tables.get(spec.name)
        for column in spec.columns:
            if grid is None or column.header not in grid.columns:
                yield (spec.name, column.header), _EVERY_ROW
    for name in defined_names():
        if not is_right(book, name):
            yield ("", name), _EVERY_ROW


def without_value(loaded: Loaded) -> Iterator[tuple[Grid, str, int]]:
    """Formulas in cells people fill in whose value the file does not hold: grid, header, row."""
    for grid in loaded.tables.values():
        typed = [column.header for column in grid.typed if column.header in grid.columns]
        numbers = [grid.columns[header] for header in typed]
        found = stored_columns(grid.sheet, grid.body, numbers)
        for header, cells in zip(typed, found, strict=True):
            for row, cell in zip(grid.body, cells, strict=True):
                if cell.formula is not None and cell.value is None:
                    yield grid, header, row


def _foreign(loaded: Loaded, columns: Sequence[ComputedColumn]) -> Iterator[tuple[Node, int]]:
    for column in columns:
        grid = loaded.tables.get(column.node[0])
        for place in column.others:
            row, cell = column.rows[place], column.cells[place]
            if not (grid and _is_spare(grid, row, cell)):
                yield column.node, row


def _is_spare(grid: Grid, row: int, cell: Cell) -> bool:
    """A blank cell in a line nobody uses, below a table that grew."""
    if cell.formula is not None or cell.value is not None:
        return False
    return all(is_blank(grid.cell(row, column.header)) for column in grid.typed)


def _spread(node: Node, reads: Sequence[Read], bad: dict[Node, set[int]]) -> bool:
    """Mark what a column shows from what it reads; whether that was news."""
    known = bad.get(node, set())
    if _EVERY_ROW in known:
        return False
    new: set[int] = set()
    for read, this_row in reads:
        rows = bad.get(read, set())
        if rows and (not this_row or _EVERY_ROW in rows):
            new = {_EVERY_ROW}
            break
        new |= rows
    if new <= known:
        return False
    bad[node] = known | new
    return True
