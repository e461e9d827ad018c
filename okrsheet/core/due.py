"""Which key results are to be reported in the week of a day."""

from collections.abc import Iterator
from datetime import date, timedelta

from okrsheet.core.day_names import short_day
from okrsheet.core.figures import Figures
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.policy import Policy
from okrsheet.core.quarter import week_of
from okrsheet.core.rag import finished

_WEEK = 7


def due_in_week(found: Figures, day: date) -> tuple[KeyResultFigures, ...]:
    """The key results that nobody reported in the week of `day`, in the order of their sheet.

    With a bi-weekly cadence a report of the week before is enough. What is done for good, a Yes
    or the last of all stages, is never due; nor is anything before the quarter or once it is
    closed.

    Args:
        found: the figures of `day`.
        day: any day of the week.
    """
    if why_nothing_is_due(found, day):
        return ()
    return tuple(_due(found, first_day(day, found.policy)))


def why_nothing_is_due(found: Figures, day: date) -> str:
    """Why nobody has anything to report on `day`, as a sentence; "" where somebody may have."""
    if found.plan.closed:
        return "The quarter is closed (Settings, Quarter closed): nothing is to be reported."
    start = found.plan.quarter.start
    return f"The quarter starts on {short_day(start)}: nothing is due yet." if day < start else ""


def still_due(found: Figures) -> tuple[KeyResultFigures, ...]:
    """The key results whose owners are to be asked this week: as reminders, none after the end."""
    return () if found.is_over else due_in_week(found, found.as_of)


def open_in_week(found: Figures) -> tuple[KeyResultFigures, ...]:
    """The key results whose check-in of this week is still to come, while a quarter runs.

    Nobody is asked before the quarter is published or after its last day; of two lines with one ID
    the upper counts.
    """
    plan = found.plan
    if plan.published is None:
        return ()
    due = {each.key_result.id.lower(): each for each in reversed(still_due(found))}
    return tuple(reversed(due.values()))


def first_day(day: date, policy: Policy) -> date:
    """The Monday from which on a report counts for the week of `day`."""
    return week_of(day) - timedelta(policy.cadence_days - _WEEK)


def _due(found: Figures, since: date) -> Iterator[KeyResultFigures]:
    for figure in found.key_results:
        is_reported = figure.last_check_in is not None and figure.last_check_in >= since
        if figure.key_result.id and not is_reported and not finished(figure.reading):
            yield figure
