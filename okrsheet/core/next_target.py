"""What one key result may aim at in the next quarter, from what was reported in this one.

Source: semantics, section 5; readings 52, 53, 66 and 67.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from okrsheet.core.agenda_items import results
from okrsheet.core.amounts import amount, span
from okrsheet.core.day_names import short_day
from okrsheet.core.figures import Figures
from okrsheet.core.history import History, number
from okrsheet.core.model import KeyResult, Quarter
from okrsheet.core.scoring import TOLERANCE, effective_type, falls
from okrsheet.core.suggestion import (
    BY_HAND,
    TOO_FEW,
    Suggestion,
    aims_high,
    leads_on,
    suggestion,
)
from okrsheet.core.trend import FEWEST, WINDOW, Path, observed, slopes, trend
from okrsheet.core.words import DISTANCE_TYPES, Type

STEADY: Final = 0.05
"""Up to this share of the trend value, slopes that differ still agree on where it leads."""
LOOSE: Final = 0.15
ENOUGH: Final = 4
SUCCESS: Final = 0.7
"""The score that is a success for what is aspirational."""
NARROWEST: Final = 0.2
"""The least share of the way by which a quarter may differ from the trend."""


class Confidence(StrEnum):
    """How far a suggestion can be trusted."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class OnTheWay(NamedTuple):
    """The target that scores 0.7 if the metric goes on as it did, in its unit.

    Attributes:
        target: where the trend would be 0.7 of the way.
        easiest, hardest: the same for the slowest and the fastest it went of late.
    """

    target: float
    easiest: float
    hardest: float


class NextTarget(NamedTuple):
    """Where a key result leads by the end of the next quarter, and a target beyond that.

    Attributes:
        trend: the value it leads to, in the metric's unit; None where nobody can say.
        suggestion: the target; None where it is to be set by hand.
        confidence: how far the suggestion can be trusted; None without one.
        reason: what it follows from, or why there is none, in a sentence.
        on_the_way: the target that scores 0.7 if it goes on as it did; None where it does not
            move the way it should.
    """

    trend: float | None = None
    suggestion: Suggestion | None = None
    confidence: Confidence | None = None
    reason: str = ""
    on_the_way: OnTheWay | None = None


def suggestion_for(
    kr: KeyResult, history: History, as_of: date, upcoming: Quarter, past: Sequence[float] = ()
) -> NextTarget:
    """A target for the quarter to come.

    Args:
        kr: the key result as it was.
        history: what was reported about it; what is dated after `as_of` is left out.
        as_of: the day the figures are for.
        upcoming: the quarter the target is for.
        past: final scores of its team (0-1).
    """
    kind = effective_type(kr)
    if kind not in DISTANCE_TYPES:
        return NextTarget(reason=f"{kind} has no trend: {BY_HAND}.")
    path = observed(history, as_of)
    if len(path) < FEWEST:
        return NextTarget(reason=f"It {TOO_FEW}: {BY_HAND}.")
    leads_to, start = _leads_to(kr, path, upcoming), _start(kr, path)
    leads = f"The trend leads to {amount(kr, leads_to)} by {short_day(upcoming.end)}"
    steady = _on_the_way(kr, path, upcoming)
    made = suggestion(leads_to, Type.DECREASE if falls(kr) else Type.INCREASE, past)
    if made is None:
        return NextTarget(leads_to, reason=f"{leads}: {BY_HAND}.", on_the_way=steady)
    if not leads_on(made, start):
        behind = f"20 to 30 % beyond that is not ahead of {amount(kr, start)}, where it starts"
        return NextTarget(leads_to, reason=f"{leads}; {behind}: {BY_HAND}.", on_the_way=steady)
    told = f"{leads}. Beyond it: {made.why}."
    sure = confidence(path, leads_to, _ahead(kr, path, upcoming))
    return NextTarget(leads_to, made, sure, told, steady)


def _on_the_way(kr: KeyResult, path: Path, upcoming: Quarter) -> OnTheWay | None:
    """The target of which the trend is 0.7."""
    sign = -1 if falls(kr) else 1
    days, found = _ahead(kr, path, upcoming), slopes(path)
    start = _start(kr, path)
    gain = sign * trend(path) * days
    if gain <= TOLERANCE or (sign < 0 and start - gain / SUCCESS <= TOLERANCE):
        return None
    ends = sorted((sign * found[0] * days, sign * found[-1] * days))
    least = max(0.0, min(ends[0], gain * (1 - NARROWEST)))
    most = max(ends[1], gain * (1 + NARROWEST))
    easiest, target, hardest = (start + sign * way / SUCCESS for way in (least, gain, most))
    return OnTheWay(target, easiest, max(0.0, hardest) if sign < 0 else hardest)


def told(kr: KeyResult, ahead: NextTarget) -> str:
    """What is to be said beside a suggested target: its range, how far to trust it, and why."""
    made, steady, lines = ahead.suggestion, ahead.on_the_way, [ahead.reason]
    if made is not None:
        ends = span(kr, made.easiest, made.hardest)
        lines.insert(0, f"{ends}, {ahead.confidence} confidence.")
    if steady is not None:
        lines.append(going_on(kr, steady))
    return " ".join(lines)


def going_on(kr: KeyResult, steady: OnTheWay) -> str:
    """The target that scores 0.7 by itself, in a sentence."""
    ends = span(kr, steady.easiest, steady.hardest)
    return f"If it goes on as it did, {amount(kr, steady.target)} ({ends}) would score 0.7."


def starts_over(kr: KeyResult) -> bool:
    """Whether it counts from 0 in each quarter; a Count with a baseline goes on instead."""
    return kr.type is Type.COUNT and not number(kr.baseline)


def _ahead(kr: KeyResult, path: Path, upcoming: Quarter) -> int:
    """The days the trend is carried on for."""
    first = upcoming.start.toordinal() - 1 if starts_over(kr) else path[-1][0]
    return upcoming.end.toordinal() - first


def _leads_to(kr: KeyResult, path: Path, upcoming: Quarter) -> float:
    return _start(kr, path) + trend(path) * _ahead(kr, path, upcoming)


def _start(kr: KeyResult, path: Path) -> float:
    """The baseline of the next quarter."""
    return 0.0 if starts_over(kr) else path[-1][1]


def confidence(path: Path, leads_to: float, days: int) -> Confidence:
    """How far a trend value can be trusted: by the number of values, and how they scatter.

    Args:
        path: the values it follows from, three at least.
        leads_to: the trend value, above 0.
        days: how far it lies ahead of the last of them.
    """
    found = slopes(path)
    quarter = len(found) // 4
    scatter = (found[-1 - quarter] - found[quarter]) * days / 2 / leads_to
    if len(path) >= WINDOW and scatter <= STEADY + TOLERANCE:
        return Confidence.HIGH
    steady = len(path) >= ENOUGH and scatter <= LOOSE + TOLERANCE
    return Confidence.MEDIUM if steady else Confidence.LOW


def past_scores(found: Figures) -> Mapping[str, tuple[float, ...]]:
    """Final scores (0-1) of each team in this quarter, by its name in small letters."""
    scores: dict[str, list[float]] = {}
    for each in results(found):
        kr, score = each.figure.key_result, each.final.score
        if (
            aims_high(kr.commitment, kr.type)
            and score is not None
            and not each.figure.reading.problem
        ):
            scores.setdefault(each.figure.team.lower(), []).append(score)
    return {team: tuple(given) for team, given in scores.items()}
