"""A target for the next quarter: somewhat beyond where the trend leads by itself.

Source: semantics, section 5; readings 52 and 53.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.history import History
from okrsheet.core.scoring import TOLERANCE, two_decimals
from okrsheet.core.trend import FEWEST, observed, trend
from okrsheet.core.words import KEEP_TYPES, Commitment, Type

EASIEST: Final = 0.20
HARDEST: Final = 0.30
TOO_EASY_FROM: Final = 0.95
TOO_HARD_TO: Final = 0.40
BY_HAND: Final = "set by hand"
TOO_FEW: Final = f"needs {FEWEST} check-ins on different days"


class Suggestion(NamedTuple):
    """A target and where it comes from.

    Attributes:
        target: what is suggested, in the metric's unit.
        easiest, hardest: the ends of the range it lies in, both inside.
        beyond: how far the target lies beyond the trend, as a share of it (0.20 to 0.30).
        why: what the team's past scores say about that.
    """

    target: float
    easiest: float
    hardest: float
    beyond: float
    why: str


def trend_at(history: History, as_of: date, day: date) -> float | None:
    """Where the metric stands on `day` if it goes on as it does; None with too few values.

    Args:
        history: what was reported; what is dated after `as_of` is left out.
        as_of: the day it is looked from.
        day: the day it is for, such as the last one of the next quarter.
    """
    path = observed(history, as_of)
    if len(path) < FEWEST:
        return None
    last, value = path[-1]
    return value + trend(path) * (day.toordinal() - last)


def suggestion(expected: float, kind: Type, past: Sequence[float] = ()) -> Suggestion | None:
    """The target for a trend; None where it is to be set by hand: a trend of 0 or less.

    Args:
        expected: where the trend leads by the end of the next quarter, in the metric's unit.
        kind: Increase and Count rise; Decrease falls.
        past: the team's final scores so far (0-1).
    """
    if expected <= TOLERANCE:
        return None
    beyond, why = _ambition(past)
    sign = -1 if kind is Type.DECREASE else 1
    return Suggestion(
        target=expected * (1 + sign * beyond),
        easiest=expected * (1 + sign * EASIEST),
        hardest=expected * (1 + sign * HARDEST),
        beyond=beyond,
        why=why,
    )


def leads_on(made: Suggestion, start: float) -> bool:
    """Whether all of the suggested range lies ahead of where the metric starts, in its unit.

    It does not where the metric moved away from its target, further than the range makes up for.
    """
    if made.hardest < made.easiest:
        return made.easiest < start - TOLERANCE
    return made.easiest > start + TOLERANCE


def aims_high(commitment: Commitment | None, kind: Type | None) -> bool:
    """Whether a score says how high a team aims: what is committed, or to be kept, does not."""
    return commitment is not Commitment.COMMITTED and kind not in KEEP_TYPES


def _ambition(past: Sequence[float]) -> tuple[float, str]:
    middle = (EASIEST + HARDEST) / 2
    if not past:
        return middle, "the middle of 20 to 30 %, for there are no scores yet"
    typical = median(past)
    shown = f"a median score of {two_decimals(typical):.2f}"
    if typical >= TOO_EASY_FROM - TOLERANCE:
        return HARDEST, f"the upper end of 20 to 30 %, for {shown} is easy"
    if typical <= TOO_HARD_TO + TOLERANCE:
        return EASIEST, f"the lower end of 20 to 30 %, for {shown} is hard"
    return middle, f"the middle of 20 to 30 %, at {shown}"


def median(values: Sequence[float]) -> float:
    """The middle of some values, one at least; of two in the middle, their mean."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
