"""What the sheets say while there is nothing to tell: no key result yet, a quarter to come."""

from typing import Final

from okrsheet.core.day_names import LETTERS, MONTH_NAMES, short_day
from okrsheet.workbook.view import View

NO_KEY_RESULTS: Final = "No key results yet."
STARTS: Final = "The quarter starts on "


def short_day_formula(cell: str) -> str:
    """Twin of `short_day`; a format for dates would follow the language of the program."""
    month = f'MID("{MONTH_NAMES}",{LETTERS}*MONTH({cell})-{LETTERS - 1},{LETTERS})'
    return f'DAY({cell})&" "&{month}&" "&YEAR({cell})'


def starts(view: View) -> str:
    """The sentence that says when the quarter starts."""
    return f"{STARTS}{short_day(view.plan.quarter.start)}."


STARTS_FORMULA: Final = f'"{STARTS}"&{short_day_formula("okr_start")}&"."'


def is_to_come(view: View) -> bool:
    """Whether the day of the figures lies before the quarter."""
    return view.figures.is_to_come


def unless_waiting(view: View, otherwise: str) -> str:
    """A sentence that holds for a quarter that runs and has key results; else what it waits for."""
    if not view.figures.key_results:
        return NO_KEY_RESULTS
    return starts(view) if is_to_come(view) else otherwise


def unless_waiting_formula(otherwise: str) -> str:
    """Twin of `unless_waiting`; `otherwise` is a formula."""
    return (
        f'IF(SUM(kr[Exists])=0,"{NO_KEY_RESULTS}",'
        f"IF(okr_as_of<okr_start,{STARTS_FORMULA},{otherwise}))"
    )
