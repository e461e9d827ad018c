"""What a workbook file says, as records: cells as stored, nothing interpreted.

Named tuples, not dataclasses: they cost a command line a third of the start-up time.
"""

from typing import Literal, NamedTuple

State = Literal["visible", "hidden", "veryHidden"]


class ErrorValue(NamedTuple):
    """An error shown in a cell, such as #N/A: never to be taken for text somebody typed."""

    text: str


CellValue = float | str | bool | ErrorValue | None


class Cell(NamedTuple):
    """A stored cell.

    Attributes:
        value: What the cell shows; None where a formula has no stored result.
        formula: Its formula without "=", or "" where another cell holds it (shared formulas,
            arrays, spills); None where the cell is typed.
        style: Index into the workbook's cell formats.
    """

    value: CellValue
    formula: str | None = None
    style: int = 0


class Sheet(NamedTuple):
    """A sheet and its stored cells by (row, column), both from 1; chart sheets hold none."""

    name: str
    state: State
    cells: dict[tuple[int, int], Cell]
    hidden_rows: frozenset[int]


class Table(NamedTuple):
    """A table: where it lies (rows and columns from 1, the last ones inside) and its headers."""

    name: str
    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int
    columns: tuple[str, ...]
    header_rows: int
    totals_rows: int


class Workbook(NamedTuple):
    """All that was read of a workbook file.

    Attributes:
        name: The file.
        sheets: In the order of the tabs.
        tables: By the name formulas use.
        names: Text of the defined names that hold for the whole workbook.
        custom_properties: As text.
        epoch_1904: Day numbers count from 1904-01-01.
        date_styles: Cell formats that show a day.
    """

    name: str
    sheets: dict[str, Sheet]
    tables: dict[str, Table]
    names: dict[str, str]
    custom_properties: dict[str, str]
    epoch_1904: bool
    date_styles: frozenset[int]
