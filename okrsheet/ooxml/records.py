"""What a workbook file says, as records: cells as stored, nothing interpreted.

Named tuples, not dataclasses: they cost a command line a third of the start-up time.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

State = Literal["visible", "hidden", "veryHidden"]


class ErrorValue(NamedTuple):
    """An error shown in a cell, such as #N/A: never to be taken for text somebody typed."""

    text: str


CellValue = float | str | bool | ErrorValue | None


class Cell(NamedTuple):
    """A stored cell.

    Attributes:
        value: What the cell shows; None where a formula has no stored result.
        formula: Its formula without "=", or "" where another cell holds it (arrays, spills,
            shared formulas that can't be told); None where the cell is typed.
        style: Index into the workbook's cell formats.
    """

    value: CellValue
    formula: str | None = None
    style: int = 0


Place = tuple[int, int]
Row = tuple[Mapping[int, int], tuple[Cell, ...]]
"""Where the cell of each column stands among the cells of a row, and those cells."""


class Cells(Mapping[Place, Cell]):
    """Stored cells by (row, column), kept by row: a third of the memory of a plain dict."""

    __slots__ = ("rows",)

    def __init__(self, rows: Mapping[int, Row]) -> None:
        self.rows = rows

    def __getitem__(self, place: Place) -> Cell:
        row, column = place
        found, cells = self.rows[row]
        return cells[found[column]]

    def __iter__(self) -> Iterator[Place]:
        return ((row, column) for row, (found, _) in self.rows.items() for column in found)

    def __len__(self) -> int:
        return sum(len(cells) for _, cells in self.rows.values())


class Area(NamedTuple):
    """A rectangle of cells; rows and columns from 1, the last ones inside."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class LeftOut(NamedTuple):
    """Formula cells that were left out on request, see `LeaveOut`.

    Attributes:
        columns: By row, the columns of these cells.
        formulas: Every formula that stands in one of them.
    """

    columns: Mapping[int, frozenset[int]]
    formulas: frozenset[str]


NOTHING: Final = LeftOut(MappingProxyType({}), frozenset())
"""Nothing was left out."""


class Sheet(NamedTuple):
    """A sheet; chart sheets hold no cells.

    Attributes:
        name: What its tab says.
        state: Whether the tab is shown.
        cells: The stored cells by (row, column), both from 1.
        hidden_rows: Numbers of the rows that are not shown, by hand or by a filter.
        merged: The merged areas, in stored order.
        left_out: The formula cells that were left out on request.
    """

    name: str
    state: State
    cells: Mapping[Place, Cell]
    hidden_rows: frozenset[int]
    merged: tuple[Area, ...] = ()
    left_out: LeftOut = NOTHING

    @property
    def last_row(self) -> int:
        """The last row with a value or formula; 0 where there is none."""
        rows = self.cells.rows if isinstance(self.cells, Cells) else {row for row, _ in self.cells}
        return max(max(rows, default=0), max(self.left_out.columns, default=0))


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


class LeaveOut(NamedTuple):
    """Which cells of a sheet are not needed if they hold a formula; typed ones are always read.

    Attributes:
        rows: The rows this holds for.
        columns: The columns this holds for.
    """

    rows: range
    columns: frozenset[int]


EVERYTHING: Final = LeaveOut(range(0), frozenset())
"""All cells are needed."""

Wanted = Callable[[str, Sequence[Table]], LeaveOut | None]
"""Says what is needed of a sheet, from its name and its tables; None: not one of its cells."""
FactKind = Literal[
    "DDE link",
    "connection",
    "control",
    "embedded object",
    "external link",
    "final",
    "macro sheet",
    "macros",
    "other ending",
    "read-only recommended",
    "remote content",
    "reserved",
    "ribbon",
    "shared workbook",
    "sheet protection",
    "signature",
    "structure protection",
    "web extension",
]


class Fact(NamedTuple):
    """Something in the file a person should know of before trusting or changing it.

    Attributes:
        kind: What it is.
        part: The part it stands in, or "".
        sheet: The sheet it belongs to, or "".
        detail: Its target, name or owner, as written by the file's maker; secrets left out.
    """

    kind: FactKind
    part: str
    sheet: str
    detail: str


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
        facts: What else is in the file: active, foreign or locked.
        percent_styles: Cell formats that show a percentage.
    """

    name: str
    sheets: dict[str, Sheet]
    tables: dict[str, Table]
    names: dict[str, str]
    custom_properties: dict[str, str]
    epoch_1904: bool
    date_styles: frozenset[int]
    facts: tuple[Fact, ...] = ()
    percent_styles: frozenset[int] = frozenset()
