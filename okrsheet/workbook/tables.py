"""The tables of the workbook, in the order of their sheets, and the version of its layout."""

from typing import Final

from okrsheet.workbook.contract import TableSpec
from okrsheet.workbook.sheets import (
    agenda,
    audit,
    audit_summary,
    check_ins,
    forecast,
    heat_map,
    key_results,
    milestones,
    objectives,
    people,
    planning,
    reset,
    review,
    scorecard,
    settings,
    teams,
)

VERSION: Final = "1"
VERSION_NAME: Final = "okr_layout_version"

TABLES: Final[tuple[TableSpec, ...]] = (
    heat_map.TABLE,
    forecast.TABLE,
    objectives.TABLE,
    key_results.TABLE,
    check_ins.TABLE,
    milestones.TABLE,
    people.DEPENDENCIES,
    teams.TABLE,
    people.PEOPLE,
    audit.TABLE,
    audit_summary.TABLE,
    review.TABLE,
    scorecard.SCORECARD,
    people.LOG,
    reset.RESET,
    reset.INTERVIEWS,
    agenda.AGENDA,
    planning.PLANNING,
    settings.TABLE,
)
SHORTS: Final = {table.short: table.name for table in TABLES}
