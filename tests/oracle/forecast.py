"""The forecast a second time, from semantics section 5 and readings 40 to 46 alone.

Everything in the metric's own unit, every drawing of the urn one by one with its probability.
"""

import math
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from statistics import median
from typing import Any

from okrsheet.core.model import Plan
from okrsheet.core.policy import Policy
from okrsheet.core.words import Band, Commitment, Frequency, Rag, Type
from tests.oracle.oracle import (
    Known,
    at_least,
    baseline_of,
    current_of,
    day_expected,
    distance_share,
    effective_of,
    elapsed_on,
    fault,
    is_stale,
    known_of,
    number_or_none,
    read_value,
    sure,
    two_decimals,
)

WORTH = {Band.MISSED: 1, Band.PROGRESS: 2, Band.HIT: 3}
COLOUR_WORTH = {Rag.RED: 1, Rag.YELLOW: 2, Rag.GREEN: 3}

Values = dict[date, float]
Forecasts = dict[int, dict[str, Any] | None]


def values_of(known: Known) -> Values:
    """Reading 32: the readable values, the latest one of each day."""
    found: Values = {}
    for check_in in known.lines:
        value = read_value(known.kr, check_in)
        if value is not None:
            found[check_in.day] = value
    return found


def has_forecast(known: Known) -> bool:
    """Reading 31."""
    if not known.distance or fault(known) or current_of(known) is None:
        return False
    if known.kr.frequency in (Frequency.QUARTERLY, Frequency.YEARLY):
        return False
    return may_run(known) and not is_stale(known)


def may_run(known: Known) -> bool:
    """The quarter runs, and its first days are over."""
    first = (known.day - known.quarter.start).days < known.policy.first_days
    return not known.closed and not known.before and not known.over and not first


def line_of(known: Known, values: Values, compared: date) -> tuple[date, float, float] | None:
    """Readings 32 and 33: where the line starts, the value at the end, the change a day."""
    last = max(values)
    if len(values) >= 3:
        change = median(
            (values[other] - values[one]) / (other - one).days
            for one, other in combinations(sorted(values)[-6:], 2)
        )
        return last, values[last] + change * (known.quarter.end - last).days, change
    elapsed = elapsed_on(known.quarter, compared)
    if elapsed == 0:
        return None
    baseline = sure(baseline_of(known.kr))
    travelled = values[last] - baseline
    length = (known.quarter.end - known.quarter.start).days
    return compared, baseline + travelled / elapsed, travelled / (elapsed * length)


def value_on(points: Values, day: date) -> float:
    """Straight lines between the points."""
    if day in points:
        return points[day]
    before = max(each for each in points if each < day)
    after = min(each for each in points if each > day)
    share = (day - before) / (after - before)
    return points[before] * (1 - share) + points[after] * share


def whole_weeks(known: Known, values: Values) -> list[float]:
    """The values up to five whole weeks back, the latest first."""
    points = dict(values)
    if min(points) > known.quarter.start:
        points[known.quarter.start] = sure(baseline_of(known.kr))
    last = max(points)
    found = []
    for back in range(6):
        day = last - timedelta(weeks=back)
        if day >= min(points):
            found.append(value_on(points, day))
    return found


def tickets_of(known: Known, values: Values, line: tuple[date, float, float]) -> list[float]:
    """Reading 36: the speeds in the urn, in the metric's unit a week."""
    target, baseline = sure(number_or_none(known.kr.target)), sure(baseline_of(known.kr))
    current, back = values[max(values)], whole_weeks(known, values)
    trend = line[2] * 7
    if len(back) == 1:
        recent = [trend]
    elif len(back) <= 4:
        recent = [(back[0] - back[-1]) / (len(back) - 1)]
    else:
        recent = [(back[week] - back[week + 3]) / 3 for week in range(len(back) - 3)]
    gaining = trend
    if len(back) >= 3:
        half = (len(back) - 1) // 2
        newer = (back[0] - back[half]) / half
        older = (back[half] - back[2 * half]) / half
        gaining = newer + 2 * (newer - older)
    way, upward = target - baseline, target > baseline
    planned = way / ((known.quarter.end - known.quarter.start).days / 7)
    asked = (target - current) / ((known.quarter.end - line[0]).days / 7)
    candidates = [planned, trend, *recent]
    if upward:
        asked = min(max(0.0, asked), 1.5 * max(candidates))
    else:
        asked = max(min(0.0, asked), 1.5 * min(candidates))
    urn = [*recent, trend, trend, 0.0, gaining, gaining, gaining, asked, asked, asked, asked]
    if known.kr.type == Type.COUNT:
        return [speed if (speed > 0) == upward else 0.0 for speed in urn]
    return urn


def endings(
    known: Known, values: Values, line: tuple[date, float, float]
) -> list[tuple[float, Fraction]]:
    """Every drawing: the value at the end and its probability."""
    current, weeks = values[max(values)], (known.quarter.end - line[0]).days / 7
    if weeks == 0:
        return [(current, Fraction(1))]
    urn = tickets_of(known, values, line)
    if weeks < 2:
        return [(current + speed * weeks, Fraction(1, len(urn))) for speed in urn]
    found = []
    for first in range(len(urn)):
        for second in range(len(urn)):
            copies = 2 if second == first else 1
            share = Fraction(1, len(urn)) * Fraction(copies, len(urn) + 1)
            found.append((current + urn[first] * weeks / 2 + urn[second] * weeks / 2, share))
    return found


def band_at(known: Known, value: float) -> Band:
    """Section 2, for a value at the end."""
    score = min(1.0, max(0.0, distance_share(known.kr, value)))
    policy = known.policy
    if known.kr.commitment == Commitment.COMMITTED:
        edges, shown = (policy.committed_hit, policy.committed_progress), score
    else:
        edges = (policy.aspirational_hit, policy.aspirational_progress)
        shown = two_decimals(score)
    if at_least(shown, edges[0]):
        return Band.HIT
    return Band.PROGRESS if at_least(shown, edges[1]) else Band.MISSED


def tenth_from_below(ends: list[tuple[float, Fraction]]) -> float:
    """The highest end with at most a tenth of all below it."""
    below, found = Fraction(0), -math.inf
    for value, share in sorted(ends):
        if below <= Fraction(1, 10):
            found = value
        below += share
    return found


def is_lower(known: Known, line: tuple[date, float, float], today: Rag) -> bool:
    return today in COLOUR_WORTH and WORTH[band_at(known, line[1])] < COLOUR_WORTH[today]


def forecast_of(plan: Plan, index: int, policy: Policy, as_of: date) -> dict[str, Any] | None:
    """All fields of one forecast."""
    known = known_of(plan, index, policy, as_of)
    if not has_forecast(known):
        return None
    values = values_of(known)
    line = line_of(known, values, day_expected(known))
    if line is None:
        return None
    start, value, change = line
    target = sure(number_or_none(known.kr.target))
    upward = target > sure(baseline_of(known.kr))
    current = values[max(values)]
    weeks = (known.quarter.end - start).days / 7
    missing = target - value if upward else value - target
    reached = at_least(current, target) if upward else at_least(-current, -target)
    ends = endings(known, values, line)
    low = tenth_from_below(ends)
    high = -tenth_from_below([(-end, share) for end, share in ends])
    off = False
    if len(values) > 1:
        earlier = sorted(values)[-2]
        before = known_of(plan, index, policy, earlier)
        kept = {day: value for day, value in values.items() if day <= earlier}
        former = line_of(before, kept, earlier)
        today = effective_of(known)
        if former is not None and may_run(before):
            off = is_lower(known, line, today) and is_lower(before, former, today)
    return {
        "projected_from": start,
        "value": value,
        "score": min(1.0, max(0.0, distance_share(known.kr, value))),
        "band": band_at(known, value),
        "low": min(low, value),
        "high": max(high, value),
        "shortfall": missing if missing > 1e-9 else 0.0,
        "needed_per_week": 0.0 if reached else (target - current) / weeks if weeks else None,
        "recent_per_week": change * 7,
        "chance_target": float(
            sum(
                (share for end, share in ends if at_least(distance_share(known.kr, end), 1)),
                Fraction(0),
            )
        ),
        "chance_hit": float(
            sum(
                (share for end, share in ends if band_at(known, end) == Band.HIT),
                Fraction(0),
            )
        ),
        "trending_off": off,
    }


def forecasts(plan: Plan, policy: Policy, as_of: date) -> Forecasts:
    """One forecast, or None, for each row with a text."""
    return {
        index: forecast_of(plan, index, policy, as_of)
        for index, kr in enumerate(plan.key_results)
        if kr.text.strip()
    }
