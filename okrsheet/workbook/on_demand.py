"""Sheets on demand: the template holds them hidden and empty, a command fills and shows them."""

from collections.abc import Collection, Mapping, Sequence

from okrsheet.ooxml.changes import Changes, Content, Row
from okrsheet.ooxml.demand_refusals import SheetGone
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.records import CellValue
from okrsheet.workbook.contract import Column, TableSpec
from okrsheet.workbook.load import Grid, Loaded
from okrsheet.workbook.rows import shown_value, typed_value
from okrsheet.workbook.view import View


def grid_of(loaded: Loaded, table: TableSpec, name: str) -> Grid:
    """Where the table of a sheet on demand lies in a file.

    Raises:
        SheetGone: the sheet was deleted, or its table was.
    """
    grid = loaded.tables.get(table.name)
    if grid is None:
        raise SheetGone(name, detail=f"{table.sheet} with the table {table.name}")
    return grid


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
    rows: Mapping[str, Sequence[Row]],
    gone: Mapping[str, Collection[int]],
    show: Sequence[str],
) -> bytes:
    """A workbook with new lines in some tables, old ones taken out, and the sheets shown.

    New lines come first: a table keeps at least one.

    Args:
        data: the whole file.
        name: the file, for messages.
        rows: by table, what is put below it.
        gone: by table, the rows of the sheet that go.
        show: the sheets to show, the one in front first.

    Raises:
        Guarded: a sheet is hidden and the structure of the workbook is protected.
        ChangeRefused: something stands in the way.
        OkrsheetFileError: the result would not be right.
    """
    data = patch(data, Changes(append=rows, show=show, recalculate=True), name)
    for table, numbers in gone.items():
        data = patch(data, Changes(remove={table: numbers}), name)
    return data
