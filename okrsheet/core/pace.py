"""Expected progress and pace.

Source: semantics, section 3; readings 11 to 15.
"""

from datetime import date
from itertools import pairwise
from typing import Final

from okrsheet.core.history import History, number, stage_weight
from okrsheet.core.model import KeyResult, Number, Quarter
from okrsheet.core.policy import Policy
from okrsheet.core.quarter import elapsed, month_ends
from okrsheet.core.scoring import TOLERANCE, Reading, distance
from okrsheet.core.words import DISTANCE_TYPES, Frequency, Type

_NO_CHECKPOINTS: Final = (None, None)


def compare_day(
    kr: KeyResult, reading: Reading, history: History, day: date, policy: Policy
) -> date:
    """The day whose expectation the value is held against.

    A monthly metric is compared on the date of its value while that value is not overdue.
    """
    valued = history.valued
    if kr.frequency is not Frequency.MONTHLY or not _curved(reading):
        return day
    if valued is None or reading.current is None or (day - valued.day).days > policy.monthly_days:
        return day
    return valued.day


def expected(
    kr: KeyResult, reading: Reading, history: History, quarter: Quarter, day: date
) -> float:
    """Progress that should be reached on `day`, as a share of the way (usually 0-1)."""
    if reading.type is Type.MILESTONES and not reading.problem:
        return _stages_due(history, quarter, day)
    if _curved(reading) and kr.checkpoints != _NO_CHECKPOINTS:
        return _on_curve(_curve(kr, reading, quarter), quarter, day)
    return elapsed(quarter, day)


def pace(progress: float | None, reading: Reading, expected_progress: float) -> float | None:
    """Progress over expected progress; None for types without a pace or nothing expected yet."""
    paced = reading.type in DISTANCE_TYPES or reading.type is Type.MILESTONES
    if progress is None or not paced or expected_progress <= TOLERANCE:
        return None
    return progress / expected_progress


def _curved(reading: Reading) -> bool:
    return reading.type in DISTANCE_TYPES and not reading.problem


def _stages_due(history: History, quarter: Quarter, day: date) -> float:
    gone = elapsed(quarter, day)
    total = sum(map(stage_weight, history.stages))
    due = 0.0
    for stage in history.stages:
        share = gone if stage.due is None else float(stage.due <= day)
        due += stage_weight(stage) * share
    return due / total


def checkpoint_progress(
    kr: KeyResult, reading: Reading, quarter: Quarter
) -> tuple[float | None, float | None]:
    """Progress expected at the end of months 1 and 2; None where no checkpoint is of use."""

    def point(end: date, value: Number) -> float | None:
        known = number(value)
        if known is None or not _curved(reading) or not quarter.start < end < quarter.end:
            return None
        return distance(kr, known)

    first, second = month_ends(quarter)
    return point(first, kr.checkpoints[0]), point(second, kr.checkpoints[1])


def _curve(kr: KeyResult, reading: Reading, quarter: Quarter) -> tuple[tuple[date, float], ...]:
    ends = zip(month_ends(quarter), checkpoint_progress(kr, reading, quarter), strict=True)
    points = [(end, value) for end, value in ends if value is not None]
    return ((quarter.start, 0.0), *points, (quarter.end, 1.0))


def _on_curve(curve: tuple[tuple[date, float], ...], quarter: Quarter, day: date) -> float:
    if not curve[1:-1] or day <= quarter.start or day >= quarter.end:
        return elapsed(quarter, day)
    for (start, low), (end, high) in pairwise(curve):
        if day <= end:
            return low + (high - low) * (day - start).days / (end - start).days
    return 1.0  # pragma: no cover  # the curve ends on the last day, which is handled above
