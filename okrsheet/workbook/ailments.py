"""What `okrsheet doctor` finds in a workbook, with the repair where there is just one."""

from collections.abc import Mapping
from typing import NamedTuple

from okrsheet.core.findings import Finding, Place
from okrsheet.core.model import Plan
from okrsheet.ooxml.markup import address, position
from okrsheet.ooxml.records import Cell, Workbook
from okrsheet.workbook.contract import Column
from okrsheet.workbook.fields import EMPTY
from okrsheet.workbook.in_file import ComputedCell
from okrsheet.workbook.load import Grid, Loaded


class CellRepair(NamedTuple):
    """A cell as it should be; `formula` is None for a typed value."""

    sheet: str
    row: int
    column: int
    value: object
    formula: str | None
    line: str

    @property
    def place(self) -> str:
        """Such as Key Results!F12."""
        return f"{self.sheet}!{address(self.row, self.column)}"


class NameRepair(NamedTuple):
    """A defined name as it should be."""

    name: str
    text: str
    line: str


Repair = CellRepair | NameRepair


class Ailment(NamedTuple):
    """One thing that is wrong; `repair` is None where a person has to decide."""

    finding: Finding
    repair: Repair | None = None


class Patient(NamedTuple):
    """A workbook under examination.

    Attributes:
        book: what the file holds.
        loaded: our tables in it.
        plan: what people typed; None where the quarter's dates are missing.
        computed: the computed cells, by sheet and address.
        locale: how texts that are numbers or dates are meant; "" where nobody said.
        taken: what no new ID may be, in small letters; repairs add those they give out.
        fractions: whether 62 % is 0.62 for a key result, by its ID in small letters; filled when
            it is asked for.
    """

    book: Workbook
    loaded: Loaded
    plan: Plan | None
    computed: Mapping[tuple[str, str], ComputedCell]
    locale: str
    taken: set[str]
    fractions: dict[str, bool]

    def grid(self, finding: Finding) -> Grid | None:
        """The table a finding's cell belongs to."""
        grids = self.loaded.tables.values()
        return next((grid for grid in grids if grid.sheet.name == finding.sheet), None)

    def cell(self, finding: Finding) -> Cell:
        """The cell a finding is about; an empty one where it names none."""
        sheet = self.book.sheets.get(finding.sheet)
        if sheet is None or not finding.cell:
            return EMPTY
        return sheet.cells.get(position(finding.cell), EMPTY)

    def column(self, finding: Finding) -> Column | None:
        """Our column a finding's cell stands in."""
        grid = self.grid(finding)
        if grid is None or not finding.cell:
            return None
        number = position(finding.cell)[1]
        spec = grid.spec.columns
        return next((c for c in spec if grid.columns.get(c.header) == number), None)

    def record(self, place: Place | None) -> object:
        """The record of the plan a finding is about; None where it is about none."""
        records = () if place is None else getattr(self.plan, place.records, ())
        return records[place.row] if place and place.row < len(records) else None


def typed(finding: Finding, value: object, line: str) -> CellRepair:
    """The repair that puts a typed value into a finding's cell."""
    row, column = position(finding.cell)
    return CellRepair(finding.sheet, row, column, value, None, f"{finding.where}: {line}")


def becomes(old: str, new: str) -> str:
    """What a repair does to a typed text, for a line that tells of it."""
    return f"{old!r} becomes {new}"
