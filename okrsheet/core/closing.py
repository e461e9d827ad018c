"""A quarter as it goes on record: final scores, lessons, decisions, and what was foreseen.

Source: semantics, sections 2, 4, 5, 6 and 9.
"""

from datetime import date
from typing import Final

from okrsheet.core.audit import YES, Audit
from okrsheet.core.audited import audited
from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.core.figures import Figures, figures
from okrsheet.core.forecast import forecasts
from okrsheet.core.on_record import key_results_on_record, objectives_on_record
from okrsheet.core.quarter import days_after, week_of

FORESEEN_AFTER: Final = 6
"""Weeks by the calendar; the last day of this one is when the forecast is kept."""


def closed_quarter(found: Figures, closed_on: date) -> ClosedQuarter:
    """The record of a quarter that is closed.

    Args:
        found: the figures of the closed plan on the day it was closed.
        closed_on: that day.
    """
    plan, foreseen = found.plan, _foreseen(found)
    gaps = [_gaps(each.audit) for each in audited(found)]
    key_results = zip(found.key_results, key_results_on_record(found), gaps, strict=True)
    return ClosedQuarter(
        plan.organisation,
        plan.quarter.name,
        plan.quarter.start,
        plan.quarter.end,
        closed_on,
        objectives_on_record(found),
        tuple(
            each._replace(gaps=failed, foreseen=foreseen.get(figure.row))
            for figure, each, failed in key_results
        ),
    )


def _gaps(found: Audit) -> tuple[str, ...]:
    verdicts = enumerate(found.criteria, 1)
    return tuple(f"A{place}" for place, verdict in verdicts if verdict != YES)


def _foreseen(found: Figures) -> dict[int, float]:
    """The projected scores in week 6, by row, from what was known then.

    There are none in a quarter that ended or was closed before that day came.
    """
    plan = found.plan
    day = days_after(week_of(plan.quarter.start), 7 * FORESEEN_AFTER - 1)
    if day > min(plan.quarter.end, found.as_of):
        return {}
    then = figures(plan._replace(closed=False), found.policy, day)
    pairs = zip(then.key_results, forecasts(then), strict=True)
    return {figure.row: ahead.score for figure, ahead in pairs if ahead is not None}
