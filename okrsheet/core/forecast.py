"""Where a key result will end if it goes on as it does. Informs, never sets a status.

`forecasts(figures)` has one for each key result, or None. Imported late by whoever shows it:
a plain `okrsheet check` does without.

Source: semantics, section 5; readings 40 to 47.
"""

import math
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core import chances
from okrsheet.core.figures import Figures
from okrsheet.core.history import History, histories, number
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import KeyResult, Plan, Quarter
from okrsheet.core.policy import Policy
from okrsheet.core.rag import is_stale
from okrsheet.core.scoring import band_for, baseline_of, clamp, reaches
from okrsheet.core.trend import FEWEST, WEEK, Path, observed, trend, weekly
from okrsheet.core.words import DISTANCE_TYPES, SLOW_FREQUENCIES, Band, Rag, Type

_RANK: Final = {Band.MISSED: 0, Band.PROGRESS: 1, Band.HIT: 2}
TOO_EARLY: Final = "no forecast so early in the quarter"
_EVEN: Final = 0.5
_HEADING: Final = {Rag.RED: 0, Rag.YELLOW: 1, Rag.GREEN: 2}


class Forecast(NamedTuple):
    """What one key result is heading for on the quarter's last day.

    `value`, `low`, `high` (four of five quarters end between them, both included; `value` lies
    between them too), `shortfall` (never below 0) and the two changes a week are in the
    metric's unit; changes are negative where the metric falls. `needed_per_week` is 0 at the
    target and None where no day is left. `score` and the chances are 0-1. The forecast runs
    straight from the metric's value on `projected_from`.
    """

    projected_from: date
    value: float
    score: float
    band: Band
    low: float
    high: float
    shortfall: float
    needed_per_week: float | None
    recent_per_week: float
    chance_target: float
    chance_hit: float
    trending_off: bool


def is_likely_hit(ahead: Forecast) -> bool:
    """Whether a Hit is likelier than not; the trend alone may fall short of it all the same."""
    return ahead.chance_hit > _EVEN


class Projection(NamedTuple):
    """A straight line to the end of the quarter: from `day` (an ordinal) on, change a day."""

    day: int
    slope: float
    value: float


def forecasts(found: Figures) -> tuple[Forecast | None, ...]:
    """One forecast for each of the figures' key results, in their order; None where none is due."""
    past = histories(found.plan)
    return tuple(
        forecast_of(found.plan, found.policy, figure, past[figure.row], found.as_of)
        for figure in found.key_results
    )


def forecast_of(
    plan: Plan, policy: Policy, figure: KeyResultFigures, history: History, as_of: date
) -> Forecast | None:
    """The forecast of one key result on `as_of`; None where semantics gives none.

    Args:
        plan: the quarter.
        policy: its settings.
        figure: what the key result shows on `as_of`.
        history: all that was reported about it; what is dated after `as_of` is left out.
        as_of: the day the forecast is for.
    """
    if why_none(plan, policy, figure, as_of):
        return None
    path, quarter = observed(history, as_of), plan.quarter
    line = project(figure.key_result, quarter, path, figure.compared)
    if line is None:
        return None
    return _forecast(plan, policy, figure, path, line)


def _runs(plan: Plan, policy: Policy, day: date) -> bool:
    gone = (day - plan.quarter.start).days
    return not plan.closed and gone >= max(0, policy.first_days) and day <= plan.quarter.end


def why_none(plan: Plan, policy: Policy, figure: KeyResultFigures, as_of: date) -> str:
    """Why a key result has no forecast on `as_of`; "" where only time may be missing."""
    reading, frequency = figure.reading, figure.key_result.frequency
    if reading.type not in DISTANCE_TYPES:
        return f"no forecast for {reading.type}"
    if frequency in SLOW_FREQUENCIES:
        return f"no forecast for {str(frequency).lower()} data"
    if reading.progress is None:
        return figure.message
    if not _runs(plan, policy, as_of):
        over = plan.closed or as_of > plan.quarter.end
        return "no forecast: the quarter is over" if over else TOO_EARLY
    return f"no forecast: {figure.message}" if is_stale(figure.silence, policy) else ""


def project(kr: KeyResult, quarter: Quarter, path: Path, compared: date) -> Projection | None:
    """The line to the last day of the quarter; None where no time has passed to judge by.

    Args:
        kr: a key result with baseline and target.
        quarter: the quarter.
        path: its values so far, one at least.
        compared: the day the last value is held against; it counts with fewer than three values.
    """
    last, current = path[-1]
    if len(path) >= FEWEST:
        slope = trend(path)
        return Projection(last, slope, current + slope * (quarter.end.toordinal() - last))
    baseline, gone = baseline_of(kr) or 0.0, (compared - quarter.start).days
    if gone <= 0:
        return None
    elapsed = gone / (quarter.end - quarter.start).days
    slope = (current - baseline) / gone
    return Projection(compared.toordinal(), slope, baseline + (current - baseline) / elapsed)


def _forecast(
    plan: Plan, policy: Policy, figure: KeyResultFigures, path: Path, line: Projection
) -> Forecast:
    kr = figure.key_result
    baseline, target = baseline_of(kr) or 0.0, number(kr.target) or 0.0
    score, band = _verdict(kr, line, policy)
    case, current = _situation(kr, plan.quarter, path, line), path[-1][1]
    ends = chances.outcomes(case)
    way = target - baseline
    bounds = [current + way * (end - case.progress) for end in chances.interval(ends)]
    return Forecast(
        projected_from=date.fromordinal(line.day),
        value=line.value,
        score=score,
        band=band,
        low=min(*bounds, line.value),
        high=max(*bounds, line.value),
        shortfall=0.0 if reaches(kr, line.value) else abs(target - line.value),
        needed_per_week=_needed(kr, current, case.left),
        recent_per_week=line.slope * WEEK,
        chance_target=chances.chance(ends, chances.TARGET),
        chance_hit=chances.chance(ends, chances.hit_edge(kr.commitment, policy)),
        trending_off=is_below(band, figure.rag) and _was_below(plan, policy, figure, path),
    )


def _verdict(kr: KeyResult, line: Projection, policy: Policy) -> tuple[float, Band]:
    baseline, target = baseline_of(kr) or 0.0, number(kr.target) or 0.0
    score = clamp((line.value - baseline) / (target - baseline))
    return score, band_for(score, kr.commitment, policy)


def _situation(kr: KeyResult, quarter: Quarter, path: Path, line: Projection) -> chances.Situation:
    """The same in progress, where every key result rises from 0 to 1."""
    baseline, start = baseline_of(kr) or 0.0, quarter.start.toordinal()
    way, length = (number(kr.target) or 0.0) - baseline, quarter.end.toordinal() - start
    known = [(start, baseline), *path] if path[0][0] > start else path
    return chances.Situation(
        progress=(path[-1][1] - baseline) / way,
        weekly=[(value - baseline) / way for value in weekly(known, chances.WEEKS)],
        trend=line.slope * WEEK / way,
        planned=WEEK / max(1, length),
        left=(start + length - line.day) / WEEK,
        slowest=0.0 if kr.type is Type.COUNT else -math.inf,
    )


def _needed(kr: KeyResult, current: float, left: float) -> float | None:
    if reaches(kr, current):
        return 0.0
    return ((number(kr.target) or 0.0) - current) / left if left > 0 else None


def is_below(band: Band, rag: Rag) -> bool:
    """Whether a band is worse than where a status says a key result is heading."""
    return _RANK[band] < _HEADING.get(rag, 0)


def _was_below(plan: Plan, policy: Policy, figure: KeyResultFigures, path: Path) -> bool:
    """Whether the forecast at the check-in before the last one lay below today's status too."""
    band = band_before(plan, policy, figure.key_result, path)
    return band is not None and is_below(band, figure.rag)


def band_before(plan: Plan, policy: Policy, kr: KeyResult, path: Path) -> Band | None:
    """The band of the forecast at the check-in before the last one; None where there was none.

    Args:
        plan: the quarter.
        policy: its settings.
        kr: a key result with baseline and target.
        path: its values so far, the last one included.
    """
    known = path[:-1]
    if not known:
        return None
    day = date.fromordinal(known[-1][0])
    line = project(kr, plan.quarter, known, day)
    if line is None or not _runs(plan, policy, day):
        return None
    return _verdict(kr, line, policy)[1]
