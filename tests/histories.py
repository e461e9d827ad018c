"""Six closed quarters of an invented company, each team with habits of its own.

Sales aims low from 2027 on, Operations too high; Customer Care never names its data sources;
People carries one key result from quarter to quarter. Forecasts are a little too hopeful.
"""

import random
from collections.abc import Iterator
from typing import Final, NamedTuple

from okrsheet.core.closed_quarter import ClosedKeyResult, ClosedObjective, ClosedQuarter
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import days_after, following, parse_quarter
from okrsheet.core.scoring import band_for, clamp
from okrsheet.core.words import Carry, Commitment, Level, Type

ORGANISATION: Final = "Marrowby Instruments"
QUARTERS: Final = 6
_SPREAD: Final = 0.13
_LAST: Final = QUARTERS - 1


class Goal(NamedTuple):
    """An objective and its key results, from quarter `start` (0-5) to `end`, that one included."""

    id: str
    text: str
    key_results: tuple[str, ...]
    start: int = 0
    end: int = _LAST


class Habit(NamedTuple):
    """What a team tends to: scores by quarter (0-1) and criteria it fails, with a probability."""

    scores: tuple[float, ...]
    gaps: dict[str, float]


CARRIED: Final = "Cut the time to hire an engineer from 74 to 45 days"
GOALS: Final[dict[str, tuple[Goal, ...]]] = {
    "": (
        Goal(
            "C1",
            "Laboratories trust our instruments more than anybody's",
            ("Lift the net promoter score from 34 to 50",),
        ),
        Goal("C2", "Prove the second product line", ("Win 40 first orders for the sensor",), 0, 1),
        Goal(
            "C2",
            "Grow without losing sleep over cash",
            ("Raise recurring revenue to 3.0 million EUR", "Keep gross margin at or above 58 %"),
            2,
        ),
    ),
    "Product": (
        Goal(
            "P1",
            "The new sensor is ready to be sold",
            ("Pass 14 of 14 acceptance tests", "Win 6 pilot laboratories that measure weekly"),
            0,
            1,
        ),
        Goal(
            "P1",
            "Users finish a calibration without a manual",
            (
                "Cut support requests about calibration from 120 to 60 a month",
                "Raise the share of calibrations finished at first try from 62 % to 85 %",
            ),
            2,
            4,
        ),
        Goal(
            "P2",
            "The cloud service is as dependable as the instrument",
            ("Cut minutes of outage from 190 to 40", "Keep uptime at or above 99.9 %"),
            3,
        ),
    ),
    "Sales": (
        Goal(
            "S1",
            "Become the first call of every university laboratory",
            ("Sign 24 new university clients", "Hold 60 demonstrations on site"),
            0,
            2,
        ),
        Goal(
            "S1",
            "Partners sell for us",
            ("Earn 400,000 EUR through partners", "Train 30 people at partners"),
            3,
        ),
        Goal("S2", "Fewer, better offers", ("Raise the share of offers won to 36 %",), 1),
    ),
    "Customer Care": (
        Goal(
            "K1",
            "Nobody waits for an answer",
            (
                "Cut the time to first answer from 9 to 2 hours",
                "Raise the share of cases solved in one go from 48 % to 70 %",
            ),
        ),
        Goal("K2", "Clients learn from each other", ("Bring 300 users together",), 1, 4),
    ),
    "Operations": (
        Goal(
            "O1",
            "Every order leaves the house when we said it would",
            ("Raise orders delivered on time from 71 % to 95 %", "Cut lead time to 14 days"),
            0,
            3,
        ),
        Goal("O1", "Our suppliers keep their word", ("Bring late parts below 3 %",), 4),
        Goal(
            "O2",
            "Nothing comes back broken",
            ("Cut returns within 90 days from 6 % to 1 %", "Cut rework to 4 % of units"),
        ),
    ),
    "People": (
        Goal("H1", "People we want to keep want to stay", (CARRIED, "Hold 40 stay interviews")),
    ),
}

HABITS: Final[dict[str, Habit]] = {
    "": Habit((0.42, 0.51, 0.55, 0.6, 0.68, 0.71), {"A3": 0.1}),
    "Product": Habit((0.5, 0.62, 0.66, 0.7, 0.73, 0.74), {"A4": 0.15, "A1": 0.1}),
    "Sales": Habit((0.7, 0.78, 0.85, 0.9, 0.99, 1.0), {"A6": 0.35}),
    "Customer Care": Habit((0.45, 0.5, 0.52, 0.58, 0.55, 0.63), {"A2": 0.75, "A4": 0.2}),
    "Operations": Habit((0.4, 0.36, 0.31, 0.34, 0.27, 0.3), {"A3": 0.3, "A5": 0.15}),
    "People": Habit((0.55, 0.5, 0.58, 0.64, 0.66, 0.7), {"A2": 0.2, "A1": 0.2}),
}
CARRIED_ON: Final = (CARRIED, "Cut lead time to 14 days", "Bring 300 users together")
COMMITTED: Final = ("Pass 14", "Keep", "Hold 60", "Cut rework")


def invented(seed: int = 8) -> tuple[ClosedQuarter, ...]:
    """The six quarters 2026-Q1 to 2027-Q2, the same every time."""
    chance = random.Random(seed)
    quarter = parse_quarter("2026-Q1")
    found = []
    for number in range(QUARTERS):
        objectives, key_results = _quarter(number, chance)
        found.append(
            ClosedQuarter(
                ORGANISATION,
                quarter.name,
                quarter.start,
                quarter.end,
                days_after(quarter.end, 4),
                objectives,
                key_results,
            )
        )
        quarter = following(quarter)
    return tuple(found)


def _quarter(
    number: int, chance: random.Random
) -> tuple[tuple[ClosedObjective, ...], tuple[ClosedKeyResult, ...]]:
    objectives: list[ClosedObjective] = []
    key_results: list[ClosedKeyResult] = []
    for team, goals in GOALS.items():
        for goal in goals:
            if goal.start <= number <= goal.end:
                own = tuple(_key_results(goal, HABITS[team], number, chance))
                scores = [each.final_score for each in own if each.final_score is not None]
                level = Level.TEAM if team else Level.COMPANY
                score = sum(scores) / len(scores)
                objectives.append(ClosedObjective(goal.id, goal.text, level, team, score=score))
                key_results += own
    return tuple(objectives), tuple(key_results)


def _key_results(
    goal: Goal, habit: Habit, number: int, chance: random.Random
) -> Iterator[ClosedKeyResult]:
    for place, text in enumerate(goal.key_results, 1):
        aim = habit.scores[number]
        spread = _SPREAD if aim < 0.95 else 0.02
        final = round(clamp(chance.gauss(aim, spread)), 4)
        committed = Commitment.COMMITTED if text.startswith(COMMITTED) else None
        keep = Type.KEEP_ABOVE if text.startswith("Keep") else Type.INCREASE
        if committed and chance.random() < 0.7:
            final = 1.0
        if text == CARRIED:
            final = (0.21, 0.3, 0.38, 0.44, 0.41, 0.52)[number]
        band = band_for(final, committed, SMB)
        foreseen = None if keep is Type.KEEP_ABOVE else clamp(final + chance.gauss(0.07, 0.12))
        is_carried = text in CARRIED_ON
        yield ClosedKeyResult(
            id=f"{goal.id}.{place}",
            objective_id=goal.id,
            text=text,
            owner="Somebody Real",
            type=keep,
            commitment=committed,
            score=final,
            final_score=final,
            band=band,
            met=final >= 1,
            decision=Carry.CONTINUE if is_carried else _decision(final, number, chance),
            carried=number - goal.start if is_carried else 0,
            gaps=tuple(sign for sign, odds in habit.gaps.items() if chance.random() < odds),
            foreseen=foreseen,
        )


def _decision(final: float, number: int, chance: random.Random) -> Carry | None:
    if final >= 1:
        return Carry.DONE
    if chance.random() < 0.12 - number * 0.02:
        return None
    weights = (1, 1, 3, 5) if final >= 0.7 else (3, 2, 4, 0)
    choices = (Carry.CONTINUE, Carry.REVISE, Carry.DROP, Carry.DONE)
    return chance.choices(choices, weights)[0]
