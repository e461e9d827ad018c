"""A quarter week by week: the figures as they stood at the end of each ISO week."""

from datetime import date
from typing import Final

from okrsheet.core.figures import Figures, figures, figures_back_then
from okrsheet.core.model import Plan, Quarter
from okrsheet.core.policy import Policy
from okrsheet.core.quarter import days_after, week_of

MOST_WEEKS: Final = 27
"""Of a "quarter" longer than half a year only the weeks up to now are shown."""


def weeks_in(quarter: Quarter) -> int:
    """How many ISO weeks have a day in the quarter: 13 or 14."""
    return week_number(quarter, quarter.end)


def week_number(quarter: Quarter, day: date) -> int:
    """Which week of the quarter `day` lies in, from 1; 0 before it, the last one after it."""
    if day < quarter.start:
        return 0
    return (week_of(min(day, quarter.end)) - week_of(quarter.start)).days // 7 + 1


def week_starts(quarter: Quarter, as_of: date) -> tuple[date, ...]:
    """The Mondays of the quarter's weeks, `MOST_WEEKS` of them at most."""
    first, count = week_of(quarter.start), weeks_in(quarter)
    skipped = 0
    if count > MOST_WEEKS:
        skipped = max(0, week_number(quarter, as_of) - MOST_WEEKS)
        count = skipped + MOST_WEEKS
    return tuple(days_after(first, 7 * number) for number in range(skipped, count))


def timeline(plan: Plan, policy: Policy, as_of: date) -> tuple[Figures, ...]:
    """The figures on the last day of each week so far; the running week counts up to `as_of`.

    They belong to the first of `week_starts`. The plan is the one of today: an earlier week is
    shown with today's targets, and final figures stand in the last week alone.
    """
    quarter = plan.quarter
    last = min(as_of, quarter.end)
    starts = week_starts(quarter, as_of)
    days = [min(days_after(start, 6), last) for start in starts if start <= last]
    shown = [day for day in days if day >= quarter.start]
    passed = [figures_back_then(plan, policy, day) for day in shown[:-1]]
    return (*passed, *(figures(plan, policy, day) for day in shown[-1:]))
