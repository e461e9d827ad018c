"""Sheets on demand: the template holds them hidden and empty, a command fills and shows them."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from okrsheet.ooxml.changes import Changes, Content, Row
from okrsheet.ooxml.demand_refusals import SheetGone
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.records import CellValue, Workbook
from okrsheet.workbook.contract import Column, TableSpec
from okrsheet.workbook.load import Grid, Loaded
from okrsheet.workbook.rows import height_for, shown_value, typed_value
from okrsheet.workbook.view import View


class Filling(NamedTuple):
    """What the table of a sheet on demand gets.

    Attributes:
        grid: the table as it lies in the file, empty rows at its end included.
        rows: new lines for its end.
        renewed: whether all the lines it has are taken out.
    """

    grid: Grid
    rows: Sequence[Row]
    renewed: bool

    @property
    def gone(self) -> Collection[int]:
        """The rows of the sheet that go."""
        return self.grid.body if self.renewed else ()

    def heights(self) -> dict[int, float]:
        """How high the new lines have to be, by the rows they stand in at last."""
        spec, first = self.grid.spec, self.grid.body.stop - len(self.gone)
        columns = [column for column in spec.columns if column.kind.wraps]
        return {
            number: max(
                [
                    spec.row_height,
                    *(height_for(c, row[c.header].value) for c in columns if c.header in row),
                ]
            )
            for number, row in enumerate(self.rows, first)
        }


def grid_of(book: Workbook, loaded: Loaded, table: TableSpec) -> Grid:
    """Where the table of a sheet on demand lies in a file, empty rows at its end included.

    Raises:
        SheetGone: the sheet was deleted, or its table was.
    """
    grid = loaded.tables.get(table.name)
    if grid is None:
        raise SheetGone(book.name, detail=f"{table.sheet} with the table {table.name}")
    return grid._replace(table=book.tables[table.name])


def new_rows(grid: Grid, records: Sequence[object], view: View, first: int = 0) -> tuple[Row, ...]:
    """Records as rows for the end of a table, with what their formulas show.

    Args:
        grid: the table.
        records: what people would type.
        view: the figures of a plan that has these records already.
        first: the place of the first one among all lines of the table, from 0.
    """
    columns = [column for column in grid.spec.columns if column.header in grid.columns]
    return tuple(
        {
            grid.table.columns[grid.columns[column.header] - grid.table.first_column]: content
            for column in columns
            if (content := _content(column, record, view, place)) is not None
        }
        for place, record in enumerate(records, first)
    )


def _content(column: Column, record: object, view: View, place: int) -> Content | None:
    if column.value is not None:
        value = shown_value(column.value(view, place))
    else:
        value = typed_value(record, column.field)
    return Content(_stored(value)) if value not in (None, "") or column.computed else None


def _stored(value: object) -> CellValue:
    return value if value is None or isinstance(value, (str, float)) else float(str(value))


def filled(
    data: bytes,
    name: str,
    fillings: Sequence[Filling],
) -> bytes:
    """A workbook with new lines in some tables, old ones taken out, and the sheets shown.

    New lines come first: a table keeps at least one.

    Args:
        data: the whole file.
        name: the file, for messages.
        fillings: what each sheet gets, the one in front first.

    Raises:
        Guarded: a sheet is hidden and the structure of the workbook is protected.
        ChangeRefused: something stands in the way.
        OkrsheetFileError: the result would not be right.
    """
    rows = {each.grid.table.name: each.rows for each in fillings}
    show = [each.grid.sheet.name for each in fillings]
    data = patch(data, Changes(append=rows, show=show, recalculate=True), name)
    for each in fillings:
        data = patch(data, Changes(remove={each.grid.table.name: each.gone}), name)
    heights = {each.grid.sheet.name: each.heights() for each in fillings}
    return patch(data, Changes(heights=heights), name)
