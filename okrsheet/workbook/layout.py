"""The whole workbook in one place: its sheets in order, its tables, its defined names.

Whoever reads a workbook needs no more than `tables`, which takes a third less to import.
"""

from typing import Final

from okrsheet.workbook.contract import letters
from okrsheet.workbook.sheets import dashboard, meeting, start, trend
from okrsheet.workbook.sheets.engine import ENGINE
from okrsheet.workbook.sheets.lists import ENGINE_AT, LISTS_SHEET, WORD_LISTS, list_column
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.tables import SHORTS, TABLES, VERSION, VERSION_NAME

__all__ = [
    "NAMED_COLUMNS",
    "SHEET_ORDER",
    "SHORTS",
    "SPOT_SHEETS",
    "TABLES",
    "VERSION",
    "VERSION_NAME",
    "defined_names",
]

SPOT_SHEETS: Final[dict[str, tuple[Spot, ...]]] = {
    start.SHEET: start.spots(),
    dashboard.SHEET: dashboard.spots(),
    meeting.SHEET: meeting.spots(),
    trend.SHEET: trend.spots(),
}
LATE_SHEETS: Final = frozenset({meeting.SHEET, trend.SHEET})
"""Sheets without a table that a workbook may lack: they came with a later version."""
SHEET_ORDER: Final = (
    start.SHEET,
    dashboard.SHEET,
    meeting.SHEET,
    trend.SHEET,
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
