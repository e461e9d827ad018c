"""Made-up quarters of several shapes, from a seed: what forecasts are tried on."""

import math
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Final, NamedTuple

from okrsheet.core.model import Quarter

WEEKS: Final = 13
QUARTER: Final = Quarter("2026-Q3", date(2026, 7, 1), date(2026, 9, 30))
METRICS: Final = ((280.0, 360.0), (0.0, 1000.0), (0.2, 0.6), (50.0, 20.0), (4.0, 1.5))


class Story(NamedTuple):
    """A quarter from its first day to its last: progress week by week, and its metric."""

    progress: tuple[float, ...]
    baseline: float
    target: float

    def value(self, week: int) -> float:
        return self.baseline + (self.target - self.baseline) * self.progress[week]


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


def _front_loaded(random: Random) -> Callable[[float], float]:
    power = random.uniform(0.4, 0.8)
    return lambda gone: gone**power


def _wavy(random: Random) -> Callable[[float], float]:
    size, turns, start = random.uniform(0.03, 0.1), random.uniform(1, 3), random.uniform(0, 6.3)

    def wave(gone: float) -> float:
        return size * math.sin(turns * math.tau * gone + start)

    return lambda gone: gone + wave(gone) - wave(0)


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

UNSEEN: Final = {
    "front-loaded": Kind(_front_loaded, (0.008, 0.03), (0, 0)),
    "wavy": Kind(_wavy, (0.008, 0.03), (0, 0)),
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
    random = Random(f"{name} {seed}")
    return [story((KINDS | UNSEEN)[name], random) for _ in range(count)]
