"""Why a key result has no forecast, in a few words.

Source: semantics, section 5; readings 40 and 42.
"""

from datetime import date
from typing import Final

from okrsheet.core.figures import Figures
from okrsheet.core.history import History
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import Plan
from okrsheet.core.policy import Policy
from okrsheet.core.rag import is_stale
from okrsheet.core.words import DISTANCE_TYPES, SLOW_FREQUENCIES

OTHER_TYPE: Final = "none for this type"
SLOW: Final = "none for quarterly figures"
OVER: Final = "the quarter is over"
EARLY: Final = "too early to tell"
NO_VALUE: Final = "no value yet"
STALE: Final = "no recent check-in"


def gap(found: Figures, figure: KeyResultFigures, history: History) -> str:
    """What stands in the way of a forecast; "" where there is one.

    Args:
        found: the figures.
        figure: those of the key result.
        history: all that was reported about it.
    """
    reading = figure.reading
    if reading.type not in DISTANCE_TYPES:
        return OTHER_TYPE
    if figure.key_result.frequency in SLOW_FREQUENCIES:
        return SLOW
    return _of_the_day(found.plan, found.policy, found.as_of) or _of_the_data(
        found, figure, history
    )


def _of_the_day(plan: Plan, policy: Policy, day: date) -> str:
    if plan.closed or day > plan.quarter.end:
        return OVER
    return EARLY if (day - plan.quarter.start).days < max(0, policy.first_days) else ""


def _of_the_data(found: Figures, figure: KeyResultFigures, history: History) -> str:
    if figure.reading.progress is None:
        return figure.reading.problem or NO_VALUE
    if is_stale(figure.silence, found.policy):
        return STALE
    # Whoever only reads a workbook needs the words above and no more.
    from okrsheet.core.forecast import project  # noqa: PLC0415  # see above
    from okrsheet.core.trend import observed  # noqa: PLC0415  # see above

    path = observed(history, found.as_of)
    line = project(figure.key_result, found.plan.quarter, path, figure.compared)
    return EARLY if line is None else ""
