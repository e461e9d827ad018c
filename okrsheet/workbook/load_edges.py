"""What lies around a table: values below it or far away, and lines that are hidden."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from okrsheet.core.codes import finding
from okrsheet.core.findings import Finding, count_of
from okrsheet.ooxml.markup import address
from okrsheet.ooxml.records import Sheet
from okrsheet.workbook.fields import is_blank
from okrsheet.workbook.load_grid import Grid, stored_rows

FAR_ROWS: Final = 1000
FAR_COLUMNS: Final = 100
_SHOWN: Final = 3


def edge_findings(grids: Mapping[str, Grid]) -> Iterator[Finding]:
    """Findings on the sheets of these tables."""
    by_sheet: dict[str, list[Grid]] = {}
    for grid in grids.values():
        by_sheet.setdefault(grid.sheet.name, []).append(grid)
    for there in by_sheet.values():
        yield from _strays(there)
        for grid in there:
            yield from _below(grid)
            yield from _hidden(grid)


def _strays(there: Sequence[Grid]) -> Iterator[Finding]:
    sheet = there[0].sheet
    last_row = max(grid.table.last_row for grid in there) + FAR_ROWS
    last_column = max(grid.table.last_column for grid in there) + FAR_COLUMNS
    far = sorted(_beyond(sheet, last_row, last_column))
    for place in far[:_SHOWN]:
        rest = f" (and {count_of(len(far) - 1, 'other')})" if len(far) > 1 else ""
        yield finding("OKR060", f"A stray value stands here, far from the data{rest}.")._replace(
            sheet=sheet.name, cell=address(*place)
        )


def _beyond(sheet: Sheet, last_row: int, last_column: int) -> Iterator[tuple[int, int]]:
    widest, shape = 0, None
    for row, columns, _ in stored_rows(sheet):
        if columns is not shape:  # rows of the same shape share it
            widest, shape = max(columns), columns
        if row > last_row or widest > last_column:
            yield from ((row, c) for c in columns if row > last_row or c > last_column)


def _below(grid: Grid) -> Iterator[Finding]:
    """A line pasted right below the table, which did not grow."""
    row = grid.table.last_row + 1
    for column in grid.typed:
        if not is_blank(grid.cell(row, column.header)):
            message = f"The line right below the table {grid.table.name} is not part of it."
            yield finding("OKR060", message)._replace(
                sheet=grid.sheet.name, cell=address(row, grid.columns[column.header])
            )
            return


def _hidden(grid: Grid) -> Iterator[Finding]:
    rows = [
        row
        for row in sorted(grid.sheet.hidden_rows)
        if row in grid.body and any(not is_blank(grid.cell(row, c.header)) for c in grid.typed)
    ]
    if rows:
        verb = "is" if len(rows) == 1 else "are"
        message = f"{count_of(len(rows), 'line')} ({_spans(rows)}) {verb} hidden."
        yield finding("OKR036", message)._replace(
            sheet=grid.sheet.name, cell=address(rows[0], grid.table.first_column)
        )


def _spans(rows: Sequence[int]) -> str:
    """Row numbers as people write them: 3-6, 9."""
    parts = []
    for _, group in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in group]
        parts.append(str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}")
    return ", ".join(parts)
