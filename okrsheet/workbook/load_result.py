"""A workbook as it was read: the plan, where each of its lines stands, and what was found."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.findings import SETTINGS, Finding, Severity
from okrsheet.core.model import Plan
from okrsheet.core.policy import Policy
from okrsheet.workbook.contract import letters
from okrsheet.workbook.load_grid import Grid
from okrsheet.workbook.load_settings import place_of
from okrsheet.workbook.sheets import settings

# Checks that ask for a column most plain workbooks never had; a lost one is found as lost.
_ASKED_OF: Final = {
    "OKR040": ("objectives", "number_one"),
    "OKR041": ("objectives", "level"),
    "OKR042": ("teams", "name"),
    "OKR044": ("objectives", "level"),
    "OKR045": ("objectives", "supports/0"),
}
_BY_FIELD: Final = frozenset({"OKR016", "OKR019", "OKR025"})
_NEED_DAYS: Final = frozenset({"OKR027", "OKR049"})
# A plain workbook has no columns for half of the audit; `okrsheet audit` is asked for.
_ASKED_OF_OURS: Final = frozenset({"OKR054"})
# Nor for a word on its wordings, which would overrule the lint: there it advises.
_ADVICE: Final = frozenset({"OKR055"})


class Reading(NamedTuple):
    """How a plain workbook was read, for checks that ask for what it never had.

    Attributes:
        lacks: fields, such as ("objectives", "level"), for which it has no column.
        undated: key results whose one report has no date, in lower case.
        report_cells: sheet and cell of the reports that stand in no check-in line, by their
            place among the plan's check-ins.
    """

    lacks: frozenset[tuple[str, str]]
    undated: frozenset[str]
    report_cells: Mapping[int, tuple[str, str]]

    def weighed(self, found: Finding) -> Finding:
        """The finding as grave as it is for this workbook."""
        if found.code in _ADVICE and found.severity is Severity.ERROR:
            return found._replace(severity=Severity.WARNING)
        return found

    def asks(self, found: Finding) -> bool:
        """Whether a check's finding makes sense for this workbook."""
        if found.code in _ASKED_OF_OURS:
            return False
        if found.code in _ASKED_OF and _ASKED_OF[found.code] in self.lacks:
            return False
        if found.place is not None and found.code in _BY_FIELD:
            return (found.place.records, found.place.field) not in self.lacks
        is_undated = bool(self.undated.intersection(map(str.casefold, found.ids)))
        return not (is_undated and found.code in _NEED_DAYS)


class Loaded(NamedTuple):
    """A workbook as read.

    Attributes:
        plan: what people typed; None where the quarter's dates are missing.
        policy: the settings.
        as_of: the day typed into Settings, if any.
        findings: all that could not be taken as typed, with cells.
        rows: for each kind of record, the sheet row of each of the plan's records.
        tables: where they stand, by the names of our own tables.
        plain: how it was read, where it is not of our layout.
        picked: the key result somebody picked on the Trend sheet; "" for none.
    """

    plan: Plan | None
    policy: Policy
    as_of: date | None
    findings: tuple[Finding, ...]
    rows: Mapping[str, tuple[int, ...]]
    tables: Mapping[str, Grid]
    plain: Reading | None = None
    picked: str = ""

    def located(self, found: Finding) -> Finding:
        """The finding with the sheet and cell of its place."""
        place = found.place
        if place is None:
            return found
        if place.records == SETTINGS:
            sheet, cell = place_of(self.tables.get(settings.TABLE.name), place.field)
            return found._replace(sheet=sheet, cell=cell)
        if self.plain and place.records == "check_ins" and place.row in self.plain.report_cells:
            sheet, cell = self.plain.report_cells[place.row]
            return found._replace(sheet=sheet, cell=cell)
        grid = next((g for g in self.tables.values() if g.records == place.records), None)
        rows = self.rows.get(place.records, ())
        if grid is None or place.row >= len(rows):
            return found
        column = grid.place_of(place.field)
        return found._replace(sheet=grid.sheet.name, cell=f"{letters(column)}{rows[place.row]}")

    def all_findings(self, checked: Iterable[Finding]) -> list[Finding]:
        """The findings of reading and of checking, with their cells, worst first."""
        order = {kind: place for place, kind in enumerate(Severity)}
        sheets = {grid.sheet.name: place for place, grid in enumerate(self.tables.values())}
        asked = (each for each in checked if self.plain is None or self.plain.asks(each))
        weighed = (self.plain.weighed(each) if self.plain else each for each in asked)
        both = {*self.findings, *(self.located(each) for each in weighed)}
        return sorted(
            both,
            key=lambda f: (order[f.severity], sheets.get(f.sheet, -1), f.code, f.cell, f.message),
        )
