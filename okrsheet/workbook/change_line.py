"""One change of a cell as a line for a person: words for names, days for their numbers."""

from functools import cache
from typing import Final

from okrsheet.core.printable import printable
from okrsheet.ooxml.records import ErrorValue
from okrsheet.workbook.contract import Kind
from okrsheet.workbook.fields import day_of
from okrsheet.workbook.in_file import ComputedCell
from okrsheet.workbook.layout import TABLES
from okrsheet.workbook.sheets.lists import LISTS_SHEET
from okrsheet.workbook.sheets.settings import SETTINGS
from okrsheet.workbook.sheets.settings import TABLE as SETTINGS_TABLE

_LONGEST: Final = 40
_DAYS: Final = range(36_526, 73_051)
"""The numbers of 2000-01-01 to 2099-12-31."""
_WORKING_DAYS: Final = frozenset(
    {
        *("Day", "Week", "Compare day", "Updated", "Due used", "Done used", "Red since"),
        *("Priority week", "From", "Based on day"),
    }
)
"""Working columns that hold days."""
_ENGINE_DAYS: Final = frozenset(
    {"okr_start", "okr_end", "okr_as_of", "okr_published", "okr_month_1", "okr_month_2"}
)
_PLAN_NAMES: Final = {
    "plan/quarter/start": "okr_start",
    "plan/quarter/end": "okr_end",
    "plan/closed": "okr_closed",
    "plan/published": "okr_published",
}
_OTHER_NAMES: Final = {
    "okr_month_1": "End of month 1",
    "okr_month_2": "End of month 2",
    "okr_cadence_days": "Days between check-ins",
    "okr_elapsed": "Share of the quarter that is gone",
    "okr_cut": "Last check-in that counts",
    "okr_stale_after": "Days until a key result is stale",
    "okr_silent_after": "Days until a key result has no data",
}


def change_line(cell: ComputedCell) -> str:
    """One change, such as `Key Results!K12 Score: 0.42 -> 0.45`, fit for a terminal."""
    name = _name(cell.label) if cell.sheet == LISTS_SHEET else cell.label
    label = f" {name}" if name else ""
    old, new = (_shown(value, cell) for value in (cell.cell.value, cell.value))
    return printable(f"{cell.sheet}!{cell.address}{label}: {old} -> {new}")


def _name(label: str) -> str:
    """An engine cell in words."""
    return _names().get(label) or label.removeprefix("okr_").replace("_", " ").capitalize()


@cache
def _names() -> dict[str, str]:
    """What people call the engine cells."""
    settings = {
        _PLAN_NAMES.get(each.field, f"okr_{each.field.replace('/', '_')}"): each.label
        for each in SETTINGS
    }
    return {**settings, **_OTHER_NAMES}


@cache
def _columns() -> dict[tuple[str, str], bool | None]:
    """Sheets with their headers, or settings: whether days stand there; None: whole ones are."""
    settings = {(SETTINGS_TABLE.sheet, each.label): each.kind is Kind.DATE for each in SETTINGS}
    columns = {
        (spec.sheet, each.header): _holds_days(each.kind, each.header)
        for spec in TABLES
        for each in spec.columns
    }
    engine = {(LISTS_SHEET, name): name in _ENGINE_DAYS for name in _names()}
    return {**engine, **columns, **settings}


def _holds_days(kind: Kind, header: str) -> bool | None:
    if kind is Kind.HEAT:
        # Its first line holds the Mondays, the others letters and counts.
        return None
    return kind is Kind.DATE or (kind is Kind.WORKING and header in _WORKING_DAYS)


def _shown(value: object, cell: ComputedCell) -> str:
    if isinstance(value, ErrorValue):
        return value.text
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        # A cell outside the tables shows no amounts, but days and counts.
        holds = _columns().get((cell.sheet, cell.label))
        is_day = value in _DAYS if holds is None else holds
        day = day_of(value, epoch_1904=False) if is_day else None
        return f"{value:.10g}" if day is None else day.isoformat()
    text = str(value if value is not None else "")
    return "blank" if not text else text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
