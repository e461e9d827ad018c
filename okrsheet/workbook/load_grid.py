"""The tables of a workbook as they lie in the file, their columns found by header."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from okrsheet.core.codes import finding
from okrsheet.core.findings import Finding
from okrsheet.ooxml.records import Cell, Cells, Row, Sheet, Table, Workbook
from okrsheet.workbook.contract import RECORDS, Column, TableSpec, letters
from okrsheet.workbook.fields import EMPTY
from okrsheet.workbook.headers import word_of
from okrsheet.workbook.tables import TABLES

_NO_ROW: Final[Row] = ({}, ())


class Grid(NamedTuple):
    """A table as it lies in the file; `columns` are sheet columns by the spec's headers."""

    spec: TableSpec
    table: Table
    sheet: Sheet
    columns: Mapping[str, int]

    @property
    def records(self) -> str:
        """The plan's field it fills; "" for tables that are all computed."""
        return RECORDS.get(self.spec.name, "")

    def cell(self, row: int, header: str) -> Cell:
        """A cell by sheet row and header; an empty one where the column is missing."""
        column = self.columns.get(header)
        return EMPTY if column is None else self.sheet.cells.get((row, column), EMPTY)

    def column_of(self, field: str) -> int | None:
        """The sheet column of a record's field; None where it is missing."""
        for column in self.spec.columns:
            if column.field == field and column.header in self.columns:
                return self.columns[column.header]
        return None

    def place_of(self, field: str) -> int:
        """The sheet column of a record's field; the first column where it is missing."""
        return self.column_of(field) or self.table.first_column

    def header_cell(self, column: int) -> str:
        """The address of a column's header."""
        return f"{letters(column)}{self.table.first_row}"

    @property
    def typed(self) -> tuple[Column, ...]:
        """The columns people fill in."""
        return tuple(column for column in self.spec.columns if column.typed)

    @property
    def body(self) -> range:
        """The sheet rows of the table's data."""
        first = self.table.first_row + self.table.header_rows
        return range(first, self.table.last_row - self.table.totals_rows + 1)


def stored_rows(sheet: Sheet) -> Iterator[tuple[int, Mapping[int, int], Sequence[Cell]]]:
    """Each row that stores something: its number, where each column's cell is, the cells."""
    if isinstance(sheet.cells, Cells):
        for row, (columns, cells) in sheet.cells.rows.items():
            yield row, columns, cells
        return
    for (row, column), cell in sheet.cells.items():
        yield row, {column: 0}, (cell,)


def typed_cells(sheet: Sheet, row: int, columns: Mapping[int, Column]) -> list[tuple[Column, Cell]]:
    """The stored cells of a row in these columns, each with what its column is."""
    if isinstance(sheet.cells, Cells):
        numbers, cells = sheet.cells.rows.get(row, _NO_ROW)
        return [(columns[number], cells[at]) for number, at in numbers.items() if number in columns]
    cells_there = ((column, sheet.cells.get((row, number))) for number, column in columns.items())
    return [(column, cell) for column, cell in cells_there if cell is not None]


def our_grids(book: Workbook, found: list[Finding]) -> dict[str, Grid]:
    """The tables of our own layout by name; what is missing or doubled is found."""
    grids = {}
    for spec in TABLES:
        table = book.tables.get(spec.name)
        sheet = book.sheets.get(table.sheet) if table else None
        if table is not None and sheet is not None:
            grid = grids[spec.name] = grid_from(spec, table, sheet)
            found += [*_missing(grid), *_doubled(grid)]
    if grids:
        found += [
            finding("OKR002", f"The table {spec.name} of the sheet {spec.sheet} is missing.")
            for spec in TABLES
            if spec.name not in grids and not _is_given_up(spec, book)
        ]
    return grids


def grid_from(spec: TableSpec, table: Table, sheet: Sheet) -> Grid:
    """One table of ours as it lies on its sheet."""
    return Grid(spec, _filled(table, sheet), sheet, _columns(spec, table))


def _is_given_up(spec: TableSpec, book: Workbook) -> bool:
    """Whether a sheet is gone that nobody misses; older workbooks never had some of them."""
    return (spec.on_demand or spec.dispensable) and spec.sheet not in book.sheets


def _filled(table: Table, sheet: Sheet) -> Table:
    """The table without empty rows below the sheet's last cell: it may say it has a million."""
    return table._replace(last_row=max(table.first_row, min(table.last_row, sheet.last_row)))


def _columns(spec: TableSpec, table: Table) -> dict[str, int]:
    exact: dict[str, int] = {}
    for number, header in enumerate(table.columns, table.first_column):
        exact.setdefault(header, number)
    columns = {c.header: exact[c.header] for c in spec.columns if c.header in exact}
    if len(columns) < len(spec.columns):
        words: dict[str, int] = {}
        for number, header in enumerate(table.columns, table.first_column):
            words.setdefault(word_of(header), number)
        for column in spec.columns:
            near = words.get(word_of(column.header))
            if column.header not in columns and near is not None:
                columns[column.header] = near
    return columns


def _missing(grid: Grid) -> Iterator[Finding]:
    lost = [c.header for c in grid.spec.columns if not c.late and c.header not in grid.columns]
    if not lost:
        return
    used = set(grid.columns.values())
    strange = {
        number: header
        for number, header in enumerate(grid.table.columns, grid.table.first_column)
        if number not in used
    }
    for header in lost:
        column = _renamed(grid, header, strange)
        hint = "" if column is None else f" Is it {strange[column]!r} now?"
        yield finding("OKR003", f"The column {header!r} is missing.{hint}")._replace(
            sheet=grid.sheet.name, cell=grid.header_cell(column or grid.table.first_column)
        )


def _renamed(grid: Grid, header: str, strange: Mapping[int, str]) -> int | None:
    """The column that stands where the lost one stood, or the only one that is not ours."""
    place = grid.table.first_column + grid.spec.column(header) - 1
    if place in strange and len(grid.table.columns) == len(grid.spec.columns):
        return place
    return next(iter(strange)) if len(strange) == 1 else None


def _doubled(grid: Grid) -> Iterator[Finding]:
    seen: set[str] = set()
    row = grid.table.first_row
    for number, header in enumerate(grid.table.columns, grid.table.first_column):
        shown = grid.sheet.cells.get((row, number), EMPTY).value
        word = word_of(shown if isinstance(shown, str) else header)
        if word in seen:
            yield finding("OKR004", f"The header {shown!r} stands twice.")._replace(
                sheet=grid.sheet.name, cell=grid.header_cell(number)
            )
        seen.add(word)
