"""How a quarter may end: every outcome of an urn of speeds, counted, nothing drawn at random.

The urn holds ten tickets, each a speed in progress a week:

- three with the latest speeds over three weeks (fewer while they are not known)
- one with the trend, one with standing still
- two with the speed that follows if the metric goes on gaining or losing speed as it did
- three with the speed the target asks for, as far as that is within reach

The time that is left is two halves, each at the speed of one ticket. A ticket that was drawn
goes back with a copy of itself, for a pace that was found tends to last. In such an urn every
unordered pair is equally likely: a probability is a share of at most 55 outcomes.

Source: semantics, section 5; readings 36 and 37, which say why and how well it does.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from okrsheet.core.policy import Policy
from okrsheet.core.scoring import TOLERANCE
from okrsheet.core.words import Commitment

WEEKS: Final = 5
SPAN: Final = 3
REACH: Final = 1.5
HALVES_FROM: Final = 2.0
TAIL: Final = 0.1
TARGET: Final = 1 - TOLERANCE


class Situation(NamedTuple):
    """Where a metric stands, in progress (0 the baseline, 1 the target), raw.

    `weekly` are the values of up to `WEEKS` whole weeks back, oldest first, the last value at
    the end; `trend` and `planned` are progress a week, `left` the weeks to the quarter's end.
    """

    progress: float
    weekly: Sequence[float]
    trend: float
    planned: float
    left: float


def speeds(weekly: Sequence[float], span: int) -> list[float]:
    """Speed over every `span` weeks that are known, oldest first; over all of them if fewer."""
    width = min(span, len(weekly) - 1)
    pairs = zip(weekly, weekly[width:], strict=False)
    return [(later - earlier) / width for earlier, later in pairs] if width else []


def tickets(case: Situation) -> list[float]:
    """The speeds in the urn; there must be time left."""
    trend, shown = case.trend, speeds(case.weekly, SPAN)
    fastest = max(case.planned, trend, *shown)
    asked = min(max(0.0, (1 - case.progress) / case.left), REACH * fastest)
    gaining = _gaining(case.weekly, trend)
    return [*(shown or [trend]), trend, 0.0, gaining, gaining, asked, asked, asked]


def _gaining(weekly: Sequence[float], trend: float) -> float:
    """The speed of the newer half of the weeks, changed twice more as it changed since the older.

    The trend where there are no two halves.
    """
    half = (len(weekly) - 1) // 2
    if half == 0:
        return trend
    last, middle, first = weekly[-1], weekly[-1 - half], weekly[-1 - 2 * half]
    newer, older = (last - middle) / half, (middle - first) / half
    return newer + 2 * (newer - older)


def outcomes(case: Situation) -> list[float]:
    """Every progress the quarter may end with, all equally likely, lowest first."""
    if case.left <= 0:
        return [case.progress]
    urn, start = tickets(case), case.progress
    if case.left < HALVES_FROM:
        return sorted([start + speed * case.left for speed in urn])
    half = case.left / 2
    return sorted(
        [
            start + (first + second) * half
            for place, first in enumerate(urn)
            for second in urn[place:]
        ]
    )


def chance(ends: Sequence[float], edge: float) -> float:
    """Share of the outcomes (lowest first) at or above an edge, 0-1."""
    return (len(ends) - bisect_left(ends, edge)) / len(ends)


def interval(ends: Sequence[float]) -> tuple[float, float]:
    """The outcomes between which 80 % lie: at most a tenth is left out at either end."""
    cut = int(len(ends) * TAIL)
    return ends[cut], ends[-1 - cut]


def hit_edge(commitment: Commitment | None, policy: Policy) -> float:
    """The lowest progress whose final band is Hit; infinite where none is, or where all are."""
    if commitment is Commitment.COMMITTED:
        edge = policy.committed_hit - TOLERANCE
    else:
        shown = math.ceil(policy.aspirational_hit * 100 - 100 * TOLERANCE)
        edge = (shown - 0.5 - TOLERANCE) / 100
    if edge > 1:
        return math.inf
    return edge if edge > 0 else -math.inf
