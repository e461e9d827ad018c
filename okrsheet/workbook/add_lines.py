"""The lines a computed table lacks, put below its last one with their formulas and values."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from okrsheet.ooxml.changes import Changes, Row
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.records import Workbook
from okrsheet.ooxml.refusals import ChangeRefused
from okrsheet.workbook.in_file import formula_in
from okrsheet.workbook.load import Grid, Loaded
from okrsheet.workbook.missing_lines import missing_lines
from okrsheet.workbook.on_demand import Filling, new_rows
from okrsheet.workbook.view import View


class Extended(NamedTuple):
    """A workbook with the lines its computed tables lacked.

    Attributes:
        data: the whole file; the same bytes where no line was missing, or none could be added.
        lines: how many were added, by sheet.
    """

    data: bytes
    lines: Mapping[str, int]


def with_missing_lines(data: bytes, book: Workbook, loaded: Loaded, view: View) -> Extended:
    """Add what is missing; a table with something in the way below it stays as it is.

    Args:
        data: the whole file.
        book: what it holds.
        loaded: our tables in it.
        view: the figures of its plan.

    Raises:
        OkrsheetFileError: the result would not be right.
    """
    lines = {}
    for name, places in missing_lines(book, loaded.tables, _records(loaded)).items():
        grid = loaded.tables[name]._replace(table=book.tables[name])
        rows = _with_formulas(grid, new_rows(grid, (None,) * len(places), view, places.start))
        filling = Filling(grid, rows, renewed=False)
        try:
            longer = patch(data, Changes(append={name: rows}, recalculate=True), book.name)
        except ChangeRefused:
            continue
        heights = {grid.sheet.name: filling.heights()}
        data = patch(longer, Changes(heights=heights), book.name)
        lines[grid.sheet.name] = len(places)
    return Extended(data, lines)


def _records(loaded: Loaded) -> Mapping[str, Sequence[object]]:
    return loaded.plan._asdict() if loaded.plan else {}


def _with_formulas(grid: Grid, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with formulas: other programs drop those that a table keeps for new lines."""
    first, headers = grid.table.first_column, grid.table.columns
    formulas = {
        headers[grid.columns[column.header] - first]: formula_in(grid, column)
        for column in grid.spec.columns
        if column.computed and column.header in grid.columns
    }
    return tuple(
        {header: content._replace(formula=formulas.get(header)) for header, content in row.items()}
        for row in rows
    )
