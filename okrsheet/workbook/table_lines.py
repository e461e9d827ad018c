"""Lines of a table people type in, as changes of cells: into the empty ones it has, then below."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from okrsheet.ooxml.changes import CellChange, Changes, Content, Row
from okrsheet.ooxml.records import CellValue, Workbook
from okrsheet.ooxml.refusals import NO_COLUMN, NO_TABLE, ChangeRefused
from okrsheet.workbook.contract import Column, TableSpec
from okrsheet.workbook.fields import EMPTY, is_blank
from okrsheet.workbook.formula import canonical, stored
from okrsheet.workbook.load import Grid, Loaded
from okrsheet.workbook.tables import SHORTS
from okrsheet.workbook.view import serial

Place = tuple[int, int]


class Line(NamedTuple):
    """What a record says, for the row of the sheet it is written into; None for a new line."""

    record: object
    row: int | None = None


def table_changes(
    book: Workbook, loaded: Loaded, table: TableSpec, lines: Sequence[Line]
) -> Changes:
    """What is to be changed so that a table holds these lines.

    Empty lines at the end of the table are filled first. What a record does not say stays in a
    line that is there.

    Raises:
        ChangeRefused: the sheet lacks the table, or a column that is needed.
    """
    grid = loaded.tables.get(table.name)
    if grid is None:
        raise ChangeRefused(book.name, NO_TABLE, table.name)
    cells: dict[Place, CellChange] = {}
    new = [line.record for line in lines if line.row is None]
    for line in lines:
        if line.row is not None:
            cells |= _typed(book, grid, line.record, line.row)
    room = empty_lines(book, grid)
    for row, record in zip(room, new, strict=False):
        cells |= {**_formulas(grid, row), **_typed(book, grid, record, row)}
    below = [_row(book, grid, record) for record in new[len(room) :]]
    changed = {grid.sheet.name: cells} if cells else {}
    return Changes(changed, append={grid.table.name: below} if below else {}, recalculate=True)


def empty_lines(book: Workbook, grid: Grid) -> range:
    """The sheet rows at the end of a table in which nothing is typed."""
    table = book.tables[grid.spec.name]
    end = table.last_row - table.totals_rows
    used = (row for row in reversed(grid.body) if _is_used(grid, row))
    return range(next(used, grid.body.start - 1) + 1, end + 1)


def _is_used(grid: Grid, row: int) -> bool:
    """Whether anything stands in a row but formulas of computed columns."""
    ours = {grid.columns[c.header] for c in _computed(grid)}
    for number in range(grid.table.first_column, grid.table.last_column + 1):
        cell = grid.sheet.cells.get((row, number), EMPTY)
        if cell.formula is not None and number in ours:
            continue
        if cell.formula is not None or not is_blank(cell):
            return True
    return False


def _computed(grid: Grid) -> Iterator[Column]:
    return (c for c in grid.spec.columns if c.computed and c.header in grid.columns)


def _formulas(grid: Grid, row: int) -> dict[Place, CellChange]:
    """Formulas for the computed cells of an empty line that have none."""
    return {
        (row, grid.columns[column.header]): Content(None, _stored(grid, column))
        for column in _computed(grid)
        if grid.cell(row, column.header).formula is None
    }


def _stored(grid: Grid, column: Column) -> str:
    return stored(column.formula, grid.spec.name, SHORTS)


def _row(book: Workbook, grid: Grid, record: object) -> Row:
    """A line below the last one.

    Calculated columns get their formula by themselves; files from some programs do not say which
    columns those are, so ours is named where the last line has it.
    """
    first = grid.table.first_column
    row = {
        grid.table.columns[number - first]: content
        for (_, number), content in _typed(book, grid, record, 0).items()
        if content.value is not None
    }
    for column in _computed(grid):
        held = grid.cell(grid.body[-1], column.header).formula if grid.body else None
        ours = _stored(grid, column)
        if held and canonical(held) == canonical(ours):
            row[grid.table.columns[grid.columns[column.header] - first]] = Content(None, held)
    return row


def _typed(book: Workbook, grid: Grid, record: object, row: int) -> Mapping[Place, Content]:
    """The cells of a line that people fill in; only what it says."""
    cells: dict[Place, Content] = {}
    for field in (column.field for column in grid.typed):
        value = content_of(getattr(record, field))
        number = grid.column_of(field)
        if value is None:
            continue
        if number is None:
            raise ChangeRefused(f"{book.name}: {grid.sheet.name}", NO_COLUMN, field)
        cells[row, number] = Content(value, over_formula=True)
    return cells


def content_of(value: object) -> CellValue:
    """What a cell holds for a field of a record; None for nothing."""
    if isinstance(value, date):
        return float(serial(value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return value
    return str(value) if value else None
