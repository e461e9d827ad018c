"""The whole workbook in one place: its sheets in order, its tables, its defined names."""

from typing import Final

from okrsheet.workbook.contract import TableSpec, letters
from okrsheet.workbook.sheets import (
    audit,
    check_ins,
    dashboard,
    key_results,
    milestones,
    objectives,
    people,
    review,
    settings,
    start,
    teams,
)
from okrsheet.workbook.sheets.engine import ENGINE
from okrsheet.workbook.sheets.lists import ENGINE_AT, LISTS_SHEET, WORD_LISTS, list_column
from okrsheet.workbook.sheets.spots import Spot

VERSION: Final = "1"
VERSION_NAME: Final = "okr_layout_version"

TABLES: Final[tuple[TableSpec, ...]] = (
    objectives.TABLE,
    key_results.TABLE,
    check_ins.TABLE,
    milestones.TABLE,
    people.DEPENDENCIES,
    teams.TABLE,
    people.PEOPLE,
    audit.TABLE,
    review.TABLE,
    people.LOG,
    settings.TABLE,
)
SHORTS: Final = {table.short: table.name for table in TABLES}
SPOT_SHEETS: Final[dict[str, tuple[Spot, ...]]] = {
    start.SHEET: start.spots(),
    dashboard.SHEET: dashboard.spots(),
}
SHEET_ORDER: Final = (
    start.SHEET,
    dashboard.SHEET,
    *(table.sheet for table in TABLES),
    LISTS_SHEET,
)
NAMED_COLUMNS: Final = {
    "okr_objective_ids": "tblObjectives[ID]",
    "okr_key_result_ids": "tblKeyResults[ID]",
    "okr_teams": "tblTeams[Team]",
    "okr_people": "tblPeople[Name]",
}


def defined_names() -> dict[str, str]:
    """The names formulas and drop-downs use, and the places they stand for in a new workbook."""
    names = {
        engine.name: f"{LISTS_SHEET}!$B${ENGINE_AT + place}" for place, engine in enumerate(ENGINE)
    }
    for place, words in enumerate(WORD_LISTS):
        column = letters(list_column(place))
        last = len(words.words) + 1
        names[words.name] = f"{LISTS_SHEET}!${column}$2:${column}${last}"
    return names | NAMED_COLUMNS
