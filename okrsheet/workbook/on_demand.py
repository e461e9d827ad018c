"""Sheets on demand: the template holds them hidden and empty, a command fills and shows them."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple
from zlib import crc32

from okrsheet.core.findings import count_of
from okrsheet.core.reset_words import listed
from okrsheet.ooxml.changes import Changes, Content, Row
from okrsheet.ooxml.demand_refusals import SheetGone
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.records import CellValue, Workbook
from okrsheet.workbook.contract import Column, TableSpec
from okrsheet.workbook.fields import EMPTY, is_blank
from okrsheet.workbook.load import Grid, Loaded
from okrsheet.workbook.rows import height_for, shown_value, typed_value
from okrsheet.workbook.view import View

_MOST: Final = 8


class Lost(NamedTuple):
    """What people did on a sheet whose lines are replaced: rows of the sheet."""

    done: tuple[int, ...]
    changed: tuple[int, ...]

    def __str__(self) -> str:
        told = (("done", self.done), ("changed", self.changed))
        return " and ".join(
            f"{count_of(len(rows), 'line')} {word} ({_rows(rows)})" for word, rows in told if rows
        )


def _rows(rows: Sequence[int]) -> str:
    return f"row{'s' if len(rows) > 1 else ''} {listed([*map(str, rows)], _MOST)}"


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


def checksum(told: Iterable[object]) -> str:
    """Tells a line that was changed from one that stands as it was written; not a secret."""
    text = "\n".join(" ".join(str(each).split()) for each in told)
    return f"{crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def is_used(grid: Grid, row: int) -> bool:
    """Whether anything is typed in a line, readable or not, also in columns somebody added."""
    ours = (grid.cell(row, column.header) for column in grid.typed)
    return not all(map(is_blank, ours)) or has_more(grid, row)


def has_more(grid: Grid, row: int) -> bool:
    """Whether anything is typed in the columns somebody added."""
    table, ours = grid.table, {*grid.columns.values()}
    columns = {*range(table.first_column, table.last_column + 1)} - ours
    cells = (grid.sheet.cells.get((row, column), EMPTY) for column in columns)
    return any(cell.formula is None and not is_blank(cell) for cell in cells)
