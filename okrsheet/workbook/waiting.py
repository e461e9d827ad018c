"""What the sheets say while there is nothing to tell: no key result yet, a quarter to come."""

from datetime import date
from typing import Final

from okrsheet.workbook.view import View

NO_KEY_RESULTS: Final = "No key results yet."
STARTS: Final = "The quarter starts on "
_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"
_LETTERS: Final = 3


def short_day(day: date) -> str:
    """A day as our sheets write it in a sentence, such as 1 Jan 2027."""
    first = _LETTERS * (day.month - 1)
    return f"{day.day} {_MONTHS[first : first + _LETTERS]} {day.year}"


def short_day_formula(cell: str) -> str:
    """Twin of `short_day`; a format for dates would follow the language of the program."""
    month = f'MID("{_MONTHS}",{_LETTERS}*MONTH({cell})-{_LETTERS - 1},{_LETTERS})'
    return f'DAY({cell})&" "&{month}&" "&YEAR({cell})'


def starts(view: View) -> str:
    """The sentence that says when the quarter starts."""
    return f"{STARTS}{short_day(view.plan.quarter.start)}."


STARTS_FORMULA: Final = f'"{STARTS}"&{short_day_formula("okr_start")}&"."'


def is_to_come(view: View) -> bool:
    """Whether the day of the figures lies before the quarter."""
    return view.figures.as_of < view.plan.quarter.start


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
