"""Progress, score and final band of a key result.

Source: semantics, sections 1 and 2; readings 2 to 9 and 16.
"""

import math
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.history import History, number, stage_weight
from okrsheet.core.model import KeyResult
from okrsheet.core.policy import Policy
from okrsheet.core.words import KEEP_TYPES, Band, Commitment, Type

TOLERANCE: Final = 1e-9

NO_TARGET: Final = "No target"
NO_BASELINE: Final = "No baseline"
SAME: Final = "Target = baseline: use a Keep type"
BAD_RANGE: Final = "Bad range"
NO_STAGES: Final = "No stages"
MISSED: Final = "Missed (no data)"
NO_DATA: Final = "No data"
NOT_A_NUMBER: Final = "Current is not a number"


class Reading(NamedTuple):
    """What one key result measures on one day.

    `progress` is raw (may lie outside 0-1), `score` is clamped; both None where unknown.
    `problem` is the definition's fault, `gap` the reason no value can be read.
    """

    type: Type
    problem: str = ""
    gap: str = ""
    current: float | None = None
    observations: int = 0
    progress: float | None = None
    score: float | None = None
    met: bool | None = None
    band: Band | None = None


def effective_type(kr: KeyResult) -> Type:
    """The type used: the one given, or Increase or Decrease by the sign of target - baseline."""
    if kr.type is not None:
        return kr.type
    baseline, target = number(kr.baseline), number(kr.target)
    falling = baseline is not None and target is not None and target < baseline
    return Type.DECREASE if falling else Type.INCREASE


def falls(kr: KeyResult) -> bool:
    """Whether a distance type is to go down: by its numbers, without them by its type."""
    baseline, target = baseline_of(kr), number(kr.target)
    if baseline is None or target is None or abs(target - baseline) <= TOLERANCE:
        return effective_type(kr) is Type.DECREASE
    return target < baseline


def baseline_of(kr: KeyResult) -> float | None:
    """The baseline used: a blank one is 0 for Count, unknown for every other type."""
    if kr.type is Type.COUNT and kr.baseline is None:
        return 0.0
    return number(kr.baseline)


def definition_problem(kr: KeyResult, history: History) -> str:
    """Why this key result can't be scored whatever is reported; "" where it can."""
    kind = effective_type(kr)
    if kind is Type.YES_NO:
        return ""
    if kind is Type.MILESTONES:
        return "" if sum(map(stage_weight, history.stages)) > 0 else NO_STAGES
    if kind is Type.KEEP_RANGE:
        return _range_problem(number(kr.low), number(kr.high))
    if number(kr.target) is None:
        return NO_TARGET
    return "" if kind in KEEP_TYPES else _distance_problem(kr)


def _range_problem(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return NO_TARGET
    return BAD_RANGE if low > high + TOLERANCE else ""


def _distance_problem(kr: KeyResult) -> str:
    baseline, target = baseline_of(kr), number(kr.target)
    if baseline is None or target is None:
        return NO_BASELINE
    return SAME if abs(target - baseline) <= TOLERANCE else ""


def distance(kr: KeyResult, value: float) -> float:
    """Share of the way from baseline to target that `value` has come; raw.

    The key result must have both numbers (`definition_problem` says "").
    """
    baseline, target = baseline_of(kr) or 0.0, number(kr.target) or 0.0
    return (value - baseline) / (target - baseline)


def keeps(kr: KeyResult, value: float) -> bool:
    """Whether an observation of a Keep type is inside its limits, ends included."""
    if kr.type is Type.KEEP_ABOVE:
        return value >= (number(kr.target) or 0.0) - TOLERANCE
    if kr.type is Type.KEEP_BELOW:
        return value <= (number(kr.target) or 0.0) + TOLERANCE
    low, high = number(kr.low) or 0.0, number(kr.high) or 0.0
    return low - TOLERANCE <= value <= high + TOLERANCE


def reaches(kr: KeyResult, value: float) -> bool:
    """Whether a distance type's value is at its target or past it."""
    baseline, target = baseline_of(kr) or 0.0, number(kr.target) or 0.0
    if target > baseline:
        return value >= target - TOLERANCE
    return value <= target + TOLERANCE


def readable(kr: KeyResult, value: object) -> float | None:
    """A check-in's value as the number its type measures; None where it can't be read."""
    if effective_type(kr) is not Type.YES_NO:
        return number(value)
    if isinstance(value, bool):
        return float(value)
    return value if isinstance(value, (int, float)) and value in (0, 1) else None


def done_share(history: History, day: date) -> float:
    """Share of the stages' weight that was done by `day`, that day included."""
    total = sum(map(stage_weight, history.stages))
    done = sum(stage_weight(s) for s in history.stages if s.done is not None and s.done <= day)
    return done / total


def read(kr: KeyResult, history: History, day: date, policy: Policy) -> Reading:
    """What the key result measures on `day`; `history` holds only what existed then."""
    kind = effective_type(kr)
    problem = definition_problem(kr, history)
    if kind is Type.MILESTONES:
        reading = _read_milestones(history, day, problem)
    else:
        reading = _read_value(kr, kind, history, problem)
    if reading.progress is None:
        return reading
    score = clamp(reading.progress)
    # Asked for every check-in, and `_replace` takes three times as long.
    return Reading(
        reading.type,
        reading.problem,
        reading.gap,
        reading.current,
        reading.observations,
        reading.progress,
        score,
        reading.met,
        _band_of(kr, reading, score, policy),
    )


def clamp(progress: float) -> float:
    """Progress cut to 0-1."""
    return min(1.0, max(0.0, progress))


def _read_milestones(history: History, day: date, problem: str) -> Reading:
    started = any(s.done is not None and s.done <= day for s in history.stages)
    gap = "" if history.lines or started else NO_DATA
    if problem or gap:
        return Reading(Type.MILESTONES, problem, gap)
    share = done_share(history, day)
    met = all(s.done is not None and s.done <= day for s in history.stages)
    return Reading(Type.MILESTONES, progress=share, met=met)


def _read_value(kr: KeyResult, kind: Type, history: History, problem: str) -> Reading:
    valued = history.valued
    current = readable(kr, valued.value) if valued else None
    if valued is None and kind is Type.YES_NO and history.lines:
        current = 0.0
    gap = "" if current is not None else NOT_A_NUMBER if valued else NO_DATA
    if kind in KEEP_TYPES and not problem:
        return _read_keep(kr, kind, history, gap, current)
    if problem or current is None:
        return Reading(kind, problem, gap, current)
    if kind is Type.YES_NO:
        return Reading(kind, current=current, progress=current, met=current == 1)
    progress = distance(kr, current)
    return Reading(kind, current=current, progress=progress, met=reaches(kr, current))


def _read_keep(
    kr: KeyResult, kind: Type, history: History, gap: str, current: float | None
) -> Reading:
    values = [readable(kr, line.check_in.value) for line in history.lines]
    seen = [keeps(kr, value) for value in values if value is not None]
    if current is None:
        return Reading(kind, "", gap, observations=len(seen))
    share = sum(seen) / len(seen)
    return Reading(kind, "", "", current, len(seen), share, met=seen[-1])


def _band_of(kr: KeyResult, reading: Reading, score: float, policy: Policy) -> Band:
    band = band_for(score, kr.commitment, policy)
    return capped(band) if reading.type in KEEP_TYPES and not reading.met else band


def capped(band: Band) -> Band:
    """The band of a Keep type whose last observation is not met: at most Progress."""
    return Band.PROGRESS if band is Band.HIT else band


def two_decimals(score: float) -> float:
    """The score as the reader sees it: two decimals, half up."""
    return math.floor(score * 100 + 0.5 + TOLERANCE) / 100


def band_for(score: float, commitment: Commitment | None, policy: Policy) -> Band:
    """The final band of a score (0-1); the lower edge belongs to the higher band."""
    if commitment is Commitment.COMMITTED:
        shown, hit, progress = score, policy.committed_hit, policy.committed_progress
    else:
        shown = two_decimals(score)
        hit, progress = policy.aspirational_hit, policy.aspirational_progress
    if shown >= hit - TOLERANCE:
        return Band.HIT
    return Band.PROGRESS if shown >= progress - TOLERANCE else Band.MISSED


def is_missed(reading: Reading, *, closed: bool) -> bool:
    """Whether silence counts as Missed, with score 0: the quarter is closed, nothing was read."""
    return closed and reading.score is None and not reading.problem


def rollup_value(reading: Reading, *, closed: bool) -> float | None:
    """What enters the objective's score (0-1); None where the key result is left out."""
    if reading.problem:
        return None
    if reading.score is not None:
        return reading.score
    return None if reading.type in KEEP_TYPES and not closed else 0.0
