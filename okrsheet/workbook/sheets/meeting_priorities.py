"""The one or two things that matter most each week, as the Log keeps them and Meeting shows them.

A priority belongs to the week its line is dated in. What was written down this week is for the
next one; the last week before it that has any is looked back on.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from okrsheet.core.model import LogLine
from okrsheet.core.quarter import week_of
from okrsheet.core.words import LogKind
from okrsheet.workbook.contract import Column, working
from okrsheet.workbook.formula import date_or_blank, is_word
from okrsheet.workbook.view import View, serial

_MANY: Final = 1000
_DAY: Final = date_or_blank("[Date]")
_MONDAY: Final = "INT([Date])-MOD(INT([Date])-2,7)"
_KIND: Final = is_word("[Kind]", LogKind.PRIORITY)
_NTH: Final = 'COUNTIFS(lg[Priority week],[Priority week],lg[Line],"<="&[Line])'
THIS_WEEK: Final = "(okr_as_of-MOD(okr_as_of-2,7))"
LAST_WEEK: Final = f'MAXIFS(lg[Priority week],lg[Priority week],"<"&{THIS_WEEK})'


def row_of_priority(week: str, place: int) -> str:
    """The row of the Log in which a week's nth priority stands; an error where there is none."""
    return f"MATCH({week}*{_MANY}+{place},lg[Priority key],0)"


def _week(view: View, row: int) -> date | None:
    lines = view.plan.log
    if row >= len(lines) or lines[row].kind != LogKind.PRIORITY:
        return None
    day = lines[row].day
    return week_of(day) if day is not None and day <= view.figures.as_of else None


def _shown_week(view: View, row: int) -> object:
    found = _week(view, row)
    return "" if found is None else serial(found)


def _key(view: View, row: int) -> object:
    found = _week(view, row)
    if found is None:
        return ""
    return serial(found) * _MANY + sum(_week(view, each) == found for each in range(row + 1))


def priorities(view: View, week: date | None) -> Sequence[LogLine]:
    """A week's priorities, in the order of the Log."""
    if week is None:
        return ()
    return [line for row, line in enumerate(view.plan.log) if _week(view, row) == week]


def last_week(view: View) -> date | None:
    """The Monday of the last week before this one that has a priority."""
    weeks = [_week(view, row) for row in range(len(view.plan.log))]
    running = week_of(view.figures.as_of)
    return max((each for each in weeks if each is not None and each < running), default=None)


def _late(header: str, formula: str, value: Callable[[View, int], object]) -> Column:
    return working(header, formula, value)._replace(late=True)


WORKING: Final = (
    _late("Line", "ROW()-ROW(lg[#Date])", lambda _, row: row + 1),
    _late(
        "Priority week",
        f'IF({_KIND}=0,"",IF({_DAY}="","",IF(INT([Date])>okr_as_of,"",{_MONDAY})))',
        _shown_week,
    ),
    _late("Priority key", f'IF([Priority week]="","",[Priority week]*{_MANY}+{_NTH})', _key),
)
