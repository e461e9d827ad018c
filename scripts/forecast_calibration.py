"""How far forecasts can be trusted, on quarters whose end is known.

python -m scripts.forecast_calibration [--count N] [--seed N]

Quarters of five shapes are made up from a seed, and forecast as they stood after some weeks. The
table says how often the end lay in the 80 % interval (wanted: 70 to 90 %), and compares the
chances with a rule that looks at today's pace alone: Green means Hit, pace 1 means target. The
Brier score is the mean of (chance - what happened) squared: 0 is perfect, 0.25 a coin.
`plain` is what the interval would cover if past weeks were drawn with replacement.
"""

import argparse
import math
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import combinations_with_replacement, pairwise
from random import Random
from typing import Final, NamedTuple

from okrsheet.core.figures import figures
from okrsheet.core.forecast import forecasts
from okrsheet.core.model import CheckIn, KeyResult, Objective, Plan, Quarter
from okrsheet.core.policy import SMB
from okrsheet.core.words import Level, Rag

WEEKS: Final = 13
QUARTER: Final = Quarter("2026-Q3", date(2026, 7, 1), date(2026, 9, 30))
METRICS: Final = ((280.0, 360.0), (0.0, 1000.0), (0.2, 0.6), (50.0, 20.0), (4.0, 1.5))
COVERED: Final = (0.70, 0.90)
JUDGED: Final = 6
OTHERS: Final = (3, 4, 8, 10, 12)
HIT: Final = 0.695


class Story(NamedTuple):
    """A quarter from its first day to its last: progress week by week, and its metric."""

    progress: tuple[float, ...]
    baseline: float
    target: float

    def value(self, week: int) -> float:
        return self.baseline + (self.target - self.baseline) * self.progress[week]


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


Shape = Callable[[Random], Callable[[float], float]]


def _linear(_random: Random) -> Callable[[float], float]:
    return lambda gone: gone


def _s_shaped(random: Random) -> Callable[[float], float]:
    middle, steep = random.uniform(0.35, 0.65), random.uniform(5, 10)

    def curve(gone: float) -> float:
        return 1 / (1 + math.exp(-steep * (gone - middle)))

    return lambda gone: (curve(gone) - curve(0)) / (curve(1) - curve(0))


def _back_loaded(random: Random) -> Callable[[float], float]:
    power = random.uniform(1.3, 2.5)
    return lambda gone: gone**power


def _step(random: Random) -> Callable[[float], float]:
    steps = [(random.random(), random.expovariate(1)) for _ in range(random.randint(4, 8))]
    total = sum(size for _, size in steps)
    return lambda gone: sum(size for when, size in steps if when <= gone) / total


class Kind(NamedTuple):
    """A shape, how much a week strays from it for good, and how badly a value is measured."""

    shape: Shape
    stray: tuple[float, float]
    blur: tuple[float, float]


KINDS: Final = {
    "linear": Kind(_linear, (0.008, 0.03), (0, 0)),
    "S-shaped": Kind(_s_shaped, (0.008, 0.03), (0, 0)),
    "back-loaded": Kind(_back_loaded, (0.008, 0.03), (0, 0)),
    "noisy": Kind(_linear, (0.008, 0.03), (0.03, 0.08)),
    "step": Kind(_step, (0.003, 0.003), (0, 0)),
}


def story(kind: Kind, random: Random) -> Story:
    """One made-up quarter; it ends at 35 to 125 % of the way, give or take its noise."""
    reach, shape = random.uniform(0.35, 1.25), kind.shape(random)
    stray, blur = random.uniform(*kind.stray), random.uniform(*kind.blur)
    found, strayed = [0.0], 0.0
    for week in range(1, WEEKS + 1):
        strayed += random.gauss(0, stray)
        found.append(reach * shape(week / WEEKS) + strayed + random.gauss(0, blur))
    return Story(tuple(found), *random.choice(METRICS))


def stories(name: str, count: int, seed: int) -> list[Story]:
    """Made-up quarters of one kind, always the same ones for a seed."""
    random = Random(f"{name} {seed}")  # noqa: S311  # made up, not secret
    return [story(KINDS[name], random) for _ in range(count)]


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


def measure(week: int, count: int, seed: int) -> dict[str, Score]:
    """The mean score of each kind, and of all."""
    found = {name: [judge(told, week) for told in stories(name, count, seed)] for name in KINDS}
    rows = {name: average(scores) for name, scores in found.items()}
    return rows | {"all": average(list(rows.values()))}


def is_good(rows: dict[str, Score]) -> bool:
    """Whether every kind is covered as wanted, and the chances beat the pace."""
    least, most = COVERED
    total = rows["all"]
    better = total.hit < total.hit_by_pace and total.target < total.target_by_pace
    return better and all(least <= row.covered <= most for row in rows.values())


def _line(name: str, row: Score) -> str:
    shares = "".join(f"{share:8.1%}" for share in (row.covered, row.below, row.above, row.plain))
    scores = f"{row.hit:8.3f}{row.hit_by_pace:8.3f}{row.target:8.3f}{row.target_by_pace:8.3f}"
    return f"{name:14}{shares}{row.width:8.2f}{scores}"


def main() -> int:
    """Print the table; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=400, help="quarters of each kind")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(f"{'':14}{'80 % interval':>24}{'':16}{'Brier, Hit':>16}{'Brier, target':>16}")
    heads = ("covers", "below", "above", "plain", "width", "ours", "pace", "ours", "pace")
    print(f"{f'week {JUDGED}':14}" + "".join(f"{head:>8}" for head in heads))
    rows = measure(JUDGED, asked.count, asked.seed)
    for name, row in rows.items():
        print(_line(name, row))
    for week in OTHERS:
        print(_line(f"week {week}, all", measure(week, asked.count // 4, asked.seed)["all"]))
    return int(not is_good(rows))


if __name__ == "__main__":
    sys.exit(main())
