"""Made-up pairs of quarters: what targets for the second are tried on.

A metric goes on for 26 weeks. After 13 of them a target is asked for; the target it needed is the
one of which the metric has gone 0.7 of the way at the end.
"""

import math
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import cache
from random import Random
from statistics import mean
from typing import Final, NamedTuple

from okrsheet.core.history import History, Line
from okrsheet.core.model import CheckIn, KeyResult
from okrsheet.core.next_target import suggestion_for
from okrsheet.core.quarter import following, parse_quarter
from okrsheet.core.words import Type

GROWTHS: Final = (-0.4, -0.2, -0.1, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 2.5)
"""Change in a quarter, as a share of where the metric began."""
WEEKS: Final = 13
_FIRST: Final = parse_quarter("2026-Q4")  # 92 days
_SECOND: Final = following(_FIRST)
_LEVELS: Final = (0.3, 20.0, 280.0, 1_000.0, 96_000.0)
_SILENT: Final = 0.1
_STRAY: Final = (0.01, 0.06)

Shape = Callable[[float], float]
"""How far the metric has come after some quarters; 1 after the first."""


def _wavy(random: Random) -> Shape:
    size, start = random.uniform(0.02, 0.06), random.uniform(0, math.tau)
    return lambda gone: gone + size * (math.sin(1.5 * math.tau * gone + start) - math.sin(start))


SHAPES: Final[dict[str, Callable[[Random], Shape]]] = {
    "steady": lambda _: lambda gone: gone,
    "slowing": lambda random: _power(random.uniform(0.75, 0.95)),
    "quickening": lambda random: _power(random.uniform(1.05, 1.3)),
    "wavy": _wavy,
}


def _power(power: float) -> Shape:
    return lambda gone: gone**power


class Try(NamedTuple):
    """One pair of quarters: whether each range held the target that was needed.

    Attributes:
        suggested: the range that is suggested; None where none is.
        on_the_way: that of the target for a metric that goes on as it did; None where none is.
        width: how wide the latter is, in quarters of the metric's way.
    """

    suggested: bool | None
    on_the_way: bool | None
    width: float | None


class Held(NamedTuple):
    """In which share of cases the ranges held what was needed, of those in which they are given.

    Attributes:
        suggested, on_the_way, width: as in `Try`, on average.
        given: how often the second range is given.
    """

    suggested: float
    on_the_way: float
    width: float
    given: float


@cache
def tries(shape: str, growth: float, count: int, seed: int) -> tuple[Try, ...]:
    """Some made-up pairs of quarters; the same ones for the same seed."""
    random = Random(f"{shape} {growth} {seed}")
    return tuple(_tried(SHAPES[shape](random), growth, random) for _ in range(count))


def held(found: Iterable[Try]) -> Held:
    """What they say together."""
    columns = list(zip(*found, strict=True))
    given = [[value for value in column if value is not None] for column in columns]
    suggested, on_the_way, width = (mean(values) for values in given)
    return Held(suggested, on_the_way, width, len(given[1]) / len(columns[1]))


def _tried(shape: Shape, growth: float, random: Random) -> Try:
    begun = random.choice(_LEVELS)
    way = begun * growth
    stray, walk, path = abs(way) * random.uniform(*_STRAY), 0.0, []
    for week in range(2 * WEEKS + 1):
        walk += random.gauss(0, stray) if week else 0.0
        path.append(begun + way * shape(week / WEEKS) + walk)
    weeks = [week for week in range(WEEKS) if random.random() > _SILENT]
    lines = (
        CheckIn(_FIRST.end - timedelta(7 * (WEEKS - week)), "K", path[week])
        for week in (*weeks, WEEKS)
    )
    kind = Type.INCREASE if growth > 0 else Type.DECREASE
    kr = KeyResult("K", "O", "Metric", kind, baseline=begun, target=begun + way)
    history = History(tuple(Line(row, each) for row, each in enumerate(lines)))
    found = suggestion_for(kr, history, _FIRST.end, _SECOND)
    needed = path[WEEKS] + (path[-1] - path[WEEKS]) / 0.7
    made, steady = found.suggestion, found.on_the_way
    return Try(
        None if made is None else _within(made.easiest, needed, made.hardest),
        None if steady is None else _within(steady.easiest, needed, steady.hardest),
        None if steady is None else abs(steady.hardest - steady.easiest) * 0.7 / abs(way),
    )


def _within(one: float, value: float, other: float) -> bool:
    return min(one, other) <= value <= max(one, other)
