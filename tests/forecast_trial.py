"""Forecasts of made-up quarters against their end."""

import math
from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations_with_replacement, pairwise
from typing import Final, NamedTuple

from okrsheet.core.figures import figures
from okrsheet.core.forecast import forecasts
from okrsheet.core.model import CheckIn, KeyResult, Objective, Plan
from okrsheet.core.policy import SMB
from okrsheet.core.words import Level, Rag
from tests.forecast_stories import KINDS, QUARTER, WEEKS, Story, stories

HIT: Final = 0.695


class Score(NamedTuple):
    """What one forecast was worth: hits and misses as 0 and 1, squared errors."""

    covered: float
    below: float
    above: float
    plain: float
    width: float
    hit: float
    hit_by_pace: float
    target: float
    target_by_pace: float


def judge(told: Story, week: int) -> Score:
    """The forecast after `week` weeks, against the end."""
    day = QUARTER.start + timedelta(weeks=week)
    kr = KeyResult("KR", "O", "Result", baseline=told.baseline, target=told.target)
    lines = (
        CheckIn(QUARTER.start + timedelta(weeks=past), "KR", told.value(past))
        for past in range(1, week + 1)
    )
    objective = Objective("O", "Objective", Level.COMPANY)
    plan = Plan(QUARTER, objectives=(objective,), key_results=(kr,), check_ins=tuple(lines))
    found = figures(plan, SMB, day)
    (figure,), (ahead,) = found.key_results, forecasts(found)
    if ahead is None or figure.pace is None:
        raise ValueError(f"No forecast after {week} weeks.")
    end, last = told.value(WEEKS), told.progress[-1]
    hit, reached = float(last >= HIT), float(last >= 1)
    return Score(
        covered=float(ahead.low <= end <= ahead.high),
        below=float(last < min(_way(told, ahead.low), _way(told, ahead.high))),
        above=float(last > max(_way(told, ahead.low), _way(told, ahead.high))),
        plain=float(_plain(told, week)),
        width=(ahead.high - ahead.low) / abs(told.target - told.baseline),
        hit=(ahead.chance_hit - hit) ** 2,
        hit_by_pace=((figure.automatic is Rag.GREEN) - hit) ** 2,
        target=(ahead.chance_target - reached) ** 2,
        target_by_pace=((figure.pace >= 1) - reached) ** 2,
    )


def _way(told: Story, value: float) -> float:
    return (value - told.baseline) / (told.target - told.baseline)


def _plain(told: Story, week: int) -> bool:
    """Whether the end lay in the interval of a plain bootstrap of the last five weeks."""
    changes = [later - earlier for earlier, later in pairwise(told.progress[: week + 1])][-5:]
    left = WEEKS - week
    ends = []
    for drawn in combinations_with_replacement(range(len(changes)), left):
        ways = math.factorial(left)
        for place in range(len(changes)):
            ways //= math.factorial(drawn.count(place))
        ends.append((told.progress[week] + sum(changes[place] for place in drawn), ways))
    ends.sort()
    return _quantile(ends, 0.1) <= told.progress[-1] <= _quantile(ends, 0.9)


def _quantile(ends: Sequence[tuple[float, int]], share: float) -> float:
    wanted, seen = share * sum(ways for _, ways in ends), 0
    for end, ways in ends:
        seen += ways
        if seen >= wanted:
            return end
    return ends[-1][0]


def average(scores: Sequence[Score]) -> Score:
    return Score(*(sum(column) / len(scores) for column in zip(*scores, strict=True)))


def measure(name: str, week: int, count: int, seed: int) -> Score:
    """The mean score of one kind."""
    return average([judge(told, week) for told in stories(name, count, seed)])


def measure_all(week: int, count: int, seed: int) -> dict[str, Score]:
    """The mean score of each kind, and of all."""
    rows = {name: measure(name, week, count, seed) for name in KINDS}
    return rows | {"all": average(list(rows.values()))}
