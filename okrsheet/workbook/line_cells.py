"""The cells of lines that become those of the next quarter: what is typed over, what is emptied."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from okrsheet.core.findings import count_of
from okrsheet.core.reset_words import listed
from okrsheet.ooxml.changes import CellChange, Content, Row
from okrsheet.ooxml.records import CellValue
from okrsheet.workbook.contract import Column
from okrsheet.workbook.fields import EMPTY, is_blank
from okrsheet.workbook.in_file import formula_in
from okrsheet.workbook.load import Grid
from okrsheet.workbook.quarter_lines import Line, Lines, Record
from okrsheet.workbook.rows import typed_value

Place = tuple[int, int]
_FLAGS = frozenset({"number_one", "director"})
_MOST = 8
_GONE = Content(None, over_formula=True)


class Added(NamedTuple):
    """A column somebody added to a table of ours, and what becomes of what is typed there.

    Attributes:
        sheet: its sheet.
        header: its header.
        kept: the rows whose content stays.
        emptied: the rows that were emptied, for what they were about is over.
        formulas: how many formulas stand there, which stay.
    """

    sheet: str
    header: str
    kept: tuple[int, ...]
    emptied: tuple[int, ...]
    formulas: int

    @property
    def told(self) -> str:
        """What became of it, as the end of a sentence."""
        kept, gone = count_of(len(self.kept), "line"), count_of(len(self.emptied), "line")
        parts = [f"kept in {kept}"] if self.kept else []
        if self.emptied:
            rows = listed([*map(str, self.emptied)], _MOST)
            word = "row" if len(self.emptied) == 1 else "rows"
            parts.append(f"emptied in {gone} of what is over ({word} {rows})")
        if self.formulas:
            parts.append(f"{count_of(self.formulas, 'formula')} kept")
        return ", ".join(parts) or "empty"


def field_value(record: Record | None, field: str) -> CellValue:
    """What a cell holds for a field of a record; None for nothing."""
    value = None if record is None else typed_value(record, field)
    if value in (None, "") or (field in _FLAGS and value == "No"):
        return None
    return float(value) if isinstance(value, (int, float)) else str(value)


def line_cells(lines: Lines) -> dict[Place, CellChange]:
    """What changes in the lines a table has."""
    cells: dict[Place, CellChange] = {}
    for line in lines.lines:
        cells.update(_typed(lines.grid, line))
        if line.goes:
            cells.update({(line.row, column): _GONE for column in _own(lines.grid, line.row)})
    return cells


def _typed(grid: Grid, line: Line) -> Iterator[tuple[Place, CellChange]]:
    for column in grid.typed:
        number = grid.columns.get(column.header)
        if number is None:
            continue
        cell = grid.cell(line.row, column.header)
        value = field_value(line.new, column.field)
        same = line.old is not None and field_value(line.old, column.field) == value
        if value is None and (line.goes or not same):
            if cell.formula is not None or not is_blank(cell):
                yield (line.row, number), _GONE
        elif not same:
            yield (line.row, number), Content(value, over_formula=True)


def _own(grid: Grid, row: int) -> Iterator[int]:
    """The columns somebody added in which a row holds something typed."""
    for number in _added(grid):
        cell = grid.sheet.cells.get((row, number), EMPTY)
        if cell.formula is None and not is_blank(cell):
            yield number


def _added(grid: Grid) -> list[int]:
    ours = {*grid.columns.values()}
    first, last = grid.table.first_column, grid.table.last_column
    return [number for number in range(first, last + 1) if number not in ours]


def added_columns(lines: Lines) -> Iterator[Added]:
    """What becomes of what somebody typed into columns of their own."""
    grid = lines.grid
    going = {line.row for line in lines.lines if line.goes}
    for number in _added(grid):
        cells = {row: grid.sheet.cells.get((row, number), EMPTY) for row in grid.body}
        typed = [r for r, cell in cells.items() if cell.formula is None and not is_blank(cell)]
        yield Added(
            grid.sheet.name,
            grid.table.columns[number - grid.table.first_column],
            kept=tuple(row for row in typed if row not in going),
            emptied=tuple(row for row in typed if row in going),
            formulas=sum(cell.formula is not None for cell in cells.values()),
        )


def formulas_over(lines: Lines, cells: Mapping[Place, CellChange]) -> Iterator[Place]:
    """The cells people fill in where a formula made way."""
    for place in cells:
        if lines.grid.sheet.cells.get(place, EMPTY).formula is not None:
            yield place


def new_lines(lines: Lines) -> tuple[Row, ...]:
    """Records that find no line, as rows below the table.

    Calculated columns get their formula by themselves; files from some programs do not say which
    columns those are.
    """
    grid = lines.grid
    first, headers = grid.table.first_column, grid.table.columns
    columns = [c for c in grid.spec.columns if c.header in grid.columns]
    named = [(headers[grid.columns[c.header] - first], c) for c in columns]
    return tuple(
        {
            header: content
            for header, column in named
            if (content := _content(grid, column, record)) is not None
        }
        for record in lines.below
    )


def _content(grid: Grid, column: Column, record: Record) -> Content | None:
    if column.computed:
        return Content(None, formula_in(grid, column))
    value = field_value(record, column.field) if column.field else None
    return None if value is None else Content(value)
