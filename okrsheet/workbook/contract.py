"""What a sheet of our workbook is made of: columns, tables, single cells.

Everything that reads or writes a quarter's workbook follows these records; no other module knows
where a figure stands.
"""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from okrsheet.workbook.view import View


class Kind(Enum):
    """How a cell's content is typed, aligned and formatted."""

    ID = "id"
    TEXT = "text"
    LONG = "long"
    WORD = "word"
    METRIC = "metric"
    ESTIMATE = "estimate"
    DISTANCE = "distance"
    NUMBER = "number"
    WHOLE = "whole"
    SCORE = "score"
    SHARE = "share"
    DATE = "date"
    RAG = "rag"
    BAND = "band"
    BAR = "bar"
    HEAT = "heat"
    WORKING = "working"

    @property
    def wraps(self) -> bool:
        """Whether a text that is too long for a line goes on below it."""
        return self in (Kind.TEXT, Kind.LONG)


class Column(NamedTuple):
    """One column of a table.

    A typed column fills the record's `field` (`checkpoints/0` is the first of a pair). A
    computed column has a `formula`, in the shorthand of `okrsheet.workbook.formula`, and its twin
    `value(view, row)`: what the formula shows in a row (0-based), from the Python figures. A stored
    column has neither field nor formula: okrsheet writes its `value`, and no formula could. A
    workbook may lack a late one, which came with a later version.
    """

    header: str
    kind: Kind
    width: float
    field: str = ""
    help: str = ""
    choices: str = ""
    formula: str = ""
    value: Callable[["View", int], object] | None = None
    late: bool = False

    @property
    def computed(self) -> bool:
        """Whether a formula fills this column in."""
        return bool(self.formula)

    @property
    def typed(self) -> bool:
        """Whether people fill this column in."""
        return bool(self.field)

    @property
    def stored(self) -> bool:
        """Whether okrsheet writes this column."""
        return self.value is not None and not self.formula


class Group(NamedTuple):
    """Columns that belong together; a folded group can be opened, a hidden one starts shut."""

    title: str
    columns: tuple[Column, ...]
    foldable: bool = False
    hidden: bool = False


class TableSpec(NamedTuple):
    """The one table of a sheet. Its header stands in `HEADER_ROW`, from column A.

    A sheet on demand is hidden, its table empty, until a command fills and shows it. A workbook may
    lack a dispensable one: nothing is typed there, and where other sheets read it they do without.
    """

    sheet: str
    name: str
    short: str
    title: str
    purpose: str
    groups: tuple[Group, ...]
    frozen: int = 1
    row_height: float = 18
    on_demand: bool = False
    dispensable: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, left to right."""
        return tuple(column for group in self.groups for column in group.columns)

    def column(self, header: str) -> int:
        """The 1-based number of the column with this header.

        Raises:
            KeyError: no column has it.
        """
        for number, column in enumerate(self.columns, 1):
            if column.header == header:
                return number
        raise KeyError(header)


HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1

RECORDS: Final = {
    "tblObjectives": "objectives",
    "tblKeyResults": "key_results",
    "tblCheckIns": "check_ins",
    "tblMilestones": "stages",
    "tblDependencies": "dependencies",
    "tblTeams": "teams",
    "tblPeople": "people",
    "tblReview": "reviews",
    "tblLog": "log",
    "tblReset": "reset",
    "tblInterviews": "interviews",
    "tblAgenda": "agenda",
    "tblPlanning": "planning",
}
"""The plan's field that each table fills."""


def typed(
    header: str, kind: Kind, width: float, field: str, prompt: str = "", choices: str = ""
) -> Column:
    """A column people fill in."""
    return Column(header, kind, width, field=field, help=prompt, choices=choices)


def computed(
    header: str, kind: Kind, width: float, formula: str, value: Callable[["View", int], object]
) -> Column:
    """A column a formula fills in."""
    return Column(header, kind, width, formula=formula, value=value)


def working(header: str, formula: str, value: Callable[["View", int], object]) -> Column:
    """A step of a computation, kept in a shut group."""
    return Column(header, Kind.WORKING, 11, formula=formula, value=value)


def stored(header: str, value: Callable[["View", int], object]) -> Column:
    """What okrsheet found out and no formula could, kept in a shut group."""
    return Column(header, Kind.WORKING, 11, value=value)


class ComputedCell(NamedTuple):
    """A single formula outside the tables and the value Python gives for it."""

    sheet: str
    address: str
    formula: str
    value: object


def letters(number: int) -> str:
    """A column's letters: 1 is A, 27 is AA."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
