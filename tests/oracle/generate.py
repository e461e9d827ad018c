"""Small, nasty plans from a seed: every edge of the rules turns up sooner or later.

Paces and scores land exactly on their edges on purpose, and stay well away from them (further
than 1e-7) otherwise, so that float noise cannot decide a status.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from okrsheet.core.model import (
    UNREADABLE,
    CheckIn,
    KeyResult,
    Number,
    Objective,
    Plan,
    Quarter,
    Stage,
    Team,
)
from okrsheet.core.policy import PRESETS, SMB, Policy
from okrsheet.core.words import (
    Cadence,
    Commitment,
    Decision,
    Frequency,
    Level,
    Rag,
    Type,
)
from tests.oracle.oracle import expected_on, fault_of, months_after

T = TypeVar("T")
Value = float | bool | Any

TEAMS = ("Sales", "Product", "Support")
MOST_KEY_RESULTS = 14
FEWEST_KEY_RESULTS = 4
WEIGHTS: tuple[Number, ...] = (None, None, None, None, 1.0, 0.5, 3.0, 2.0, 0.0, -1.0, UNREADABLE)
DISTANCES: tuple[tuple[float, float], ...] = (
    (280.0, 360.0),
    (0.0, 1000.0),
    (100.0, 1100.0),
    (0.2, 0.6),
    (1.5, 4.0),
    (-50.0, 50.0),
    (0.0, 100.0),
    (50.0, 20.0),
    (360.0, 280.0),
    (4.0, 1.5),
)
BROKEN_DISTANCES: tuple[tuple[Number, Number], ...] = (
    (10.0, 10.0),
    (None, 100.0),
    (100.0, None),
    (None, None),
    (UNREADABLE, 100.0),
    (100.0, UNREADABLE),
    (0.0, 0.0),
)
SCORES = (0.695, 0.6949, 0.7, 0.5, 0.495, 0.4949, 0.4, 0.395, 0.3949, 1.0, 1.2, 0.9999, 0.95, 0.0)
NASTY_STARTS = (
    date(2026, 3, 31),
    date(2026, 11, 30),
    date(2027, 1, 31),
    date(2027, 12, 31),
    date(2028, 2, 29),
)
SPANS = (13, 20, 27, 28, 30, 40, 50, 56, 60, 80, 83, 90, 100, 111)
GAPS = (0, 0, 0, 1, 2, 3, 5, 6, 7, 7, 8, 10, 11, 14, 15, 17, 18, 24, 31, 32, 45)


def days(count: int) -> timedelta:
    return timedelta(days=count)


# --- Frame: quarter, day, settings ------------------------------------------------------------


def some_quarter(rng: Random) -> Quarter:
    """A calendar quarter or a custom one of 2 to 16 weeks, well inside 2026-2028."""
    if rng.random() < 0.5:
        year, number = rng.choice(
            [(2026, 2), (2026, 3), (2026, 4), (2027, 1), (2027, 2), (2027, 4), (2028, 1), (2028, 3)]
        )
        last = number * 3
        end = date(year, last, monthrange(year, last)[1])
        return Quarter(f"{year}-Q{number}", date(year, last - 2, 1), end)
    start = rng.choice(NASTY_STARTS)
    if rng.random() < 0.6:
        start = date(2026, 3, 1) + days(rng.randrange(0, 850))
    return Quarter("Custom", start, start + days(rng.choice(SPANS)))


def some_day(rng: Random, quarter: Quarter) -> date:
    """Mostly inside the quarter, often on one of its special days, sometimes outside."""
    span = (quarter.end - quarter.start).days
    roll = rng.random()
    if roll < 0.06:
        return quarter.start - days(rng.choice([1, 3, 20]))
    if roll < 0.16:
        return quarter.end + days(rng.choice([1, 2, 8, 20]))
    if roll < 0.45:
        return quarter.start + days(rng.randint(0, span))
    special = [0, 1, 13, 14, 15, span, span - 1, span // 4, span // 2, span * 3 // 4]
    special += [span * 3 // 5, span * 4 // 5, span * 9 // 10, span * 9 // 10]
    special += [(months_after(quarter.start, month) - quarter.start).days - 1 for month in (1, 2)]
    return quarter.start + days(min(span, rng.choice(special)))


def some_policy(rng: Random) -> Policy:
    """A preset, sometimes with `worst_wins`, another cadence or moved thresholds."""
    name = rng.choice(["smb", "smb", "doerr", "scala", "google"])
    settings: dict[str, Any] = dict(PRESETS[name])
    if rng.random() < 0.2:
        settings["worst_wins"] = True
    if rng.random() < 0.25:
        settings["cadence"] = Cadence.BIWEEKLY
    moved: dict[str, list[float]] = {
        "aspirational_hit": [0.75],
        "aspirational_progress": [0.45],
        "committed_hit": [0.95],
        "committed_progress": [0.8],
        "aspirational_green": [0.75, 0.6],
        "aspirational_yellow": [0.55, 0.4],
        "committed_green": [0.9, 1.0],
        "committed_yellow": [0.8],
        "first_days": [7, 21, 0],
        "no_red_before": [0.2, 0.5],
        "keep_share": [0.8, 0.5],
        "confidence_green": [8, 6],
        "confidence_red": [2, 4],
        "call_due": [0.5, 0.9],
        "stale_slack_days": [2, 5],
        "monthly_days": [35, 20],
        "red_weeks": [2, 4],
        "red_weight": [0.4, 0.75],
    }
    if rng.random() < 0.3:
        for key in rng.sample(sorted(moved), rng.randint(1, 4)):
            settings[key] = rng.choice(moved[key])
    return SMB._replace(**settings)


# --- The plan -----------------------------------------------------------------------------------


class Maker:
    """Builds one plan; everything random comes from its generator."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.quarter = some_quarter(self.rng)
        self.as_of = some_day(self.rng, self.quarter)
        self.policy = some_policy(self.rng)
        self.stages: list[Stage] = []
        self.check_ins: list[CheckIn] = []
        # A tame plan is mostly sound, and its company and its teams head one way each: without
        # some of these, hardly any roll-up would ever be Green.
        self.tame = self.chance(0.3)
        self.company_story = self.pick(["green", "green", "red"])
        self.team_story = self.pick(["green", "green", "red"])

    # small draws

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def odd(self, share: float) -> bool:
        """Whether something unusual happens; seldom in a tame plan."""
        return self.chance(share * (0.1 if self.tame else 1))

    def pick(self, choices: Sequence[T]) -> T:
        return self.rng.choice(choices)

    def any_case(self, name: str) -> str:
        return self.pick([name.lower(), name.upper(), name]) if self.chance(0.3) else name

    def near(self, *shifts: int) -> date:
        """A day at one of these distances from the day of the figures."""
        return self.as_of + days(self.pick(shifts))

    # objectives

    def objectives(self, teams: Sequence[str]) -> list[Objective]:
        """Company objectives first, then the teams', then perhaps a director's own."""
        found = [self.objective(n, Level.COMPANY, "") for n in range(1, self.pick([1, 2, 3]) + 1)]
        company = [objective.id for objective in found]
        for team in teams:
            for _ in range(self.pick([0, 1, 1, 2, 2, 3, 4])):
                objective = self.objective(len(found) + 1, Level.TEAM, team)
                found.append(objective._replace(supports=self.supports(company)))
        if self.chance(0.2):
            supports = self.supports(company)
            single = self.objective(len(found) + 1, Level.INDIVIDUAL, "")
            found.append(single._replace(supports=supports, director=self.chance(0.5)))
        if len(found) > 1 and self.chance(0.06):
            found[-1] = found[-1]._replace(id=found[0].id.lower())
        if self.chance(0.15):
            self.rng.shuffle(found)
        return found

    def objective(self, number: int, level: Level, team: str) -> Objective:
        weight = self.pick(WEIGHTS) if self.odd(0.35) else None
        text = "" if self.chance(0.03) else f"Objective {number}"
        kind = None if self.chance(0.02) else level
        return Objective(f"O{number}", text, kind, team, weight=weight)

    def supports(self, company: Sequence[str]) -> tuple[str, ...]:
        """None, one, several, the same one twice, an unknown one, another team's."""
        roll = self.rng.random()
        first = self.any_case(self.pick(company))
        if roll < 0.1:
            return ()
        if roll < 0.2:
            return (first, first.lower())
        if roll < 0.3:
            return (first, self.pick(company))
        if roll < 0.36:
            return (self.pick(["O77", "O4"]),)
        return (first,)

    # key results

    def key_results(self, objectives: Sequence[Objective]) -> list[KeyResult]:
        """0 to 6 for each objective, 4 to 14 in all; some ids twice, some rows without a text."""
        homes: list[Objective] = []
        for objective in objectives:
            homes += [objective] * self.pick([1, 2] if self.tame else [0, 1, 1, 2, 2, 3, 4, 5, 6])
        while len(homes) < FEWEST_KEY_RESULTS:
            homes.append(self.pick(objectives))
        most = self.rng.randint(FEWEST_KEY_RESULTS, MOST_KEY_RESULTS)
        while len(homes) > most:
            homes.remove(self.pick(homes))
        found: list[KeyResult] = []
        for number, home in enumerate(homes, start=1):
            home_id = "O99" if self.odd(0.02) else self.any_case(home.id)
            twice = bool(found) and self.odd(0.03)
            own_id = self.any_case(self.pick(found).id) if twice else f"KR{number}"
            story = self.pick(["green", "red", "red", "edge", "edge", "mixed"])
            if self.tame:
                story = self.company_story if home.level == Level.COMPANY else self.team_story
            found.append(self.key_result(KeyResult(own_id, home_id, f"Result {number}"), story))
        return found

    def key_result(self, bare: KeyResult, story: str) -> KeyResult:
        """One row with its stages and check-ins."""
        kr = bare._replace(
            text="" if self.odd(0.05) else bare.text,
            type=self.pick([*Type, Type.INCREASE, Type.DECREASE, Type.COUNT, None]),
            commitment=self.pick(
                [None, Commitment.ASPIRATIONAL, Commitment.COMMITTED, Commitment.COMMITTED]
            ),
            weight=self.pick(WEIGHTS) if self.odd(0.9) else None,
            frequency=self.pick(
                [None, *Frequency, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.MONTHLY]
            ),
            due=self.near(-9, -1, 0, 1, 30) if self.chance(0.3) else None,
        )
        kr = self.defined(kr)
        when = self.check_in_days(story)
        if kr.type == Type.MILESTONES:
            self.add_stages(kr, story)
        self.add_check_ins(kr, story, when)
        if story == "red" or self.chance(0.1):
            kr = self.recovered(kr, when)
        return kr

    def defined(self, kr: KeyResult) -> KeyResult:
        """The numbers its type needs, sometimes broken."""
        if kr.type in (Type.KEEP_ABOVE, Type.KEEP_BELOW):
            above = kr.type == Type.KEEP_ABOVE
            line = self.pick([None, None, 85.0 if above else 95.0, 95.0 if above else 85.0])
            return kr._replace(
                target=self.pick([None, UNREADABLE]) if self.odd(0.1) else 90.0,
                red_line=UNREADABLE if self.chance(0.05) else line,
            )
        if kr.type == Type.KEEP_RANGE:
            low, high = self.pick([(85.0, 95.0)] * 8 + [(95.0, 85.0), (90.0, 90.0)])
            if self.chance(0.05):
                return kr._replace(low=None, high=high)
            return kr._replace(low=low, high=high)
        if kr.type in (Type.YES_NO, Type.MILESTONES):
            return kr
        return self.distanced(kr)

    def distanced(self, kr: KeyResult) -> KeyResult:
        """Baseline, target and perhaps checkpoints."""
        if self.odd(0.15):
            baseline, target = self.pick(BROKEN_DISTANCES)
            return kr._replace(baseline=baseline, target=target)
        start, goal = self.pick(DISTANCES)
        if kr.type == Type.COUNT and self.chance(0.9):
            start, goal = self.pick([(0.0, 500.0), (0.0, 40.0), (0.0, 1000.0)])
        checkpoints: list[Number] = [None, None]
        for month in (0, 1):
            if self.chance(0.3):
                part = self.pick([0.1, 0.2, 0.3, 0.5, 0.6, 0.7, 0.8, 1.1, 0.0, -0.2])
                checkpoints[month] = start + (goal - start) * part
        if self.chance(0.03):
            checkpoints[0] = UNREADABLE
        blank_start = kr.type == Type.COUNT and start == 0 and self.chance(0.7)
        return kr._replace(
            baseline=None if blank_start else start,
            target=goal,
            checkpoints=(checkpoints[0], checkpoints[1]),
        )

    def recovered(self, kr: KeyResult, when: Sequence[date]) -> KeyResult:
        """A recovery plan, a decision, parts of them, or neither."""
        if self.chance(0.4):
            kr = kr._replace(
                recovery_action="" if self.chance(0.15) else "Call the ten largest",
                recovery_owner="" if self.chance(0.15) else "Ann",
                recovery_due=None if self.chance(0.15) else self.near(-1, 0, 5, -30),
            )
        if self.chance(0.5):
            # Often exactly on, or one day beside, the first day of a possible streak.
            anchors = [*when, self.as_of]
            kr = kr._replace(
                decision=None if self.chance(0.1) else self.pick(list(Decision)),
                decided_by="" if self.chance(0.1) else "Bo",
                decided_on=None if self.chance(0.1) else self.pick(anchors) + self.beside(),
            )
        return kr

    def beside(self) -> timedelta:
        return days(self.pick([0, 0, 0, -1, 1]))

    # stages

    def add_stages(self, kr: KeyResult, story: str) -> None:
        """No stage at all, equal ones, weighted ones, and once in a while odd weights."""
        weights: tuple[Number, ...] = self.pick(
            [
                (),
                (None,),
                (None, None),
                (None, None, None),
                (0.2, 0.3, 0.5),
                (7.0, 3.0),
                (0.5, 3.0, None, 0.5),
                (5.0, 2.0, 3.0),
                (-1.0, 2.0, None),
                (UNREADABLE, None, None),
                (0.0, 1.0),
                (0.0, UNREADABLE),
            ]
        )
        done_share = 0.9 if story == "green" else self.pick([0.0, 0.3, 0.7, 1.0])
        for number, weight in enumerate(weights, start=1):
            done = self.near(-40, -17, -8, -3, 0, 0, 2) if self.chance(done_share) else None
            due = self.near(-30, -10, -1, 0, 1, 20) if self.chance(0.5) else None
            name = self.any_case(kr.id)
            self.stages.append(Stage(name, f"Stage {number}", weight, due=due, done=done))

    # check-ins

    def check_in_days(self, story: str) -> list[date]:
        """Days of check-ins, oldest first; possibly none, and some outside the quarter."""
        if self.odd(0.08):
            return []
        last = min(self.as_of, self.quarter.end + days(3))
        day = last - days(self.pick(GAPS if self.odd(0.6) else (0, 1, 2, 3)))
        step = self.pick([7, 7, 7, 7, 14, 3, 10, 1])
        found: list[date] = []
        for _ in range(self.pick([1, 2, 3, 3, 4, 5, 10]) + (2 if story == "red" else 0)):
            if day >= self.quarter.start or self.chance(0.07):
                found.append(day)
            day -= days(step if self.chance(0.8) else 2 * step)
        if self.odd(0.12):
            found.append(self.quarter.start - days(self.pick([1, 2, 5])))
        if self.chance(0.12):
            found.append(self.near(1, 2, 6))
        if self.chance(0.05):
            found.append(self.quarter.end + days(2))
        if found and self.chance(0.2):
            found.append(self.pick(found) + days(self.pick([0, 0, 1])))
        return sorted(day for day in found if day >= date(2026, 1, 1))

    def add_check_ins(self, kr: KeyResult, story: str, when: Sequence[date]) -> None:
        for day in when:
            owner = self.pick([Rag.GREEN, Rag.YELLOW, Rag.RED]) if self.odd(0.15) else None
            if story == "red" and self.chance(0.25):
                owner = Rag.RED
            reason = "We know why" if owner is not None and self.chance(0.5) else ""
            name = self.any_case(kr.id)
            value = self.value(kr, story, day)
            confidence = self.confidence(story)
            self.check_ins.append(CheckIn(day, name, value, confidence, owner, reason))

    def confidence(self, story: str) -> float | None:
        if self.chance(0.5):
            return None
        if self.chance(0.1):
            return self.pick([3.5, 6.5, 7.0, 3.0])
        return float(self.rng.randint(7 if story == "green" and self.tame else 0, 10))

    def value(self, kr: KeyResult, story: str, day: date) -> Value:
        """What was typed: mostly something sensible for the type and the story."""
        if self.odd(0.1):
            return self.pick([None, None, UNREADABLE, UNREADABLE, True])
        if kr.type == Type.YES_NO:
            if story == "red":
                return self.pick([False, False, 0.0, None])
            if story == "green" and self.chance(0.7):
                return self.pick([True, 1.0])
            return self.pick([True, False, False, 1.0, 0.0, None, None, 0.5])
        if kr.type == Type.MILESTONES:
            return self.pick([None, None, None, 1.0])
        if kr.type in (Type.KEEP_ABOVE, Type.KEEP_BELOW, Type.KEEP_RANGE):
            return self.keep_value(kr, story)
        return self.distance_value(kr, story, day)

    def keep_value(self, kr: KeyResult, story: str) -> float:
        good = [90.0, 90.0, 92.5 if kr.type == Type.KEEP_ABOVE else 87.5]
        bad = [85.0, 87.5, 80.0] if kr.type == Type.KEEP_ABOVE else [95.0, 92.5, 100.0]
        if kr.type == Type.KEEP_RANGE:
            good += [85.0, 95.0]
            bad = [84.5, 95.5, 100.0]
        share = {"green": 0.95, "red": 0.2, "edge": 0.7, "mixed": 0.6}[story]
        return self.pick(good if self.chance(share) else bad)

    def distance_value(self, kr: KeyResult, story: str, day: date) -> float:
        """A value whose pace or score fits the story, on an edge where the story says so."""
        if fault_of(kr, []):
            return self.pick([10.0, 55.5, 100.0])
        start = float(kr.baseline or 0.0)  # type: ignore[arg-type]
        distance = float(kr.target) - start  # type: ignore[arg-type]
        if self.chance({"green": 0.1, "red": 0.0, "edge": 0.3, "mixed": 0.3}[story]):
            return start + distance * self.pick(SCORES)
        # The pace counts on the day of the value (a line's own status) or on the day of the
        # figures (today's status): both edges are worth hitting.
        measured = day if kr.frequency == Frequency.MONTHLY or self.chance(0.4) else self.as_of
        expected = expected_on(kr, [], self.quarter, measured)
        if expected <= 0:
            return start + distance * self.pick([0.0, 0.0, -0.1, 0.05])
        return start + distance * expected * self.pace(kr, story)

    def pace(self, kr: KeyResult, story: str) -> float:
        policy = self.policy
        green, yellow = policy.aspirational_green, policy.aspirational_yellow
        if kr.commitment == Commitment.COMMITTED:
            green, yellow = policy.committed_green, policy.committed_yellow
        if story == "green":
            return self.pick([green, 1.05, 1.2])
        if story == "red":
            return self.pick([0.1, 0.2, 0.3, 0.25])
        if story == "edge":
            return self.pick([green, yellow, green - 0.0001, yellow - 0.0001])
        return self.pick([green, yellow, 1.1, 0.85, 0.65, 0.58, 0.33, -0.1, 0.0])

    # the whole

    def plan(self) -> Plan:
        teams = self.rng.sample(TEAMS, self.rng.randint(0, 3))
        objectives = self.objectives(teams)
        key_results = self.key_results(objectives)
        self.check_ins.extend(
            CheckIn(self.near(-20, -5, 0), self.pick(["KR99", "kr77"]), 5.0)
            for _ in range(self.pick([0, 0, 1, 2]))
        )
        if self.chance(0.1):
            self.stages.append(Stage("KR99", "Stage of nothing"))
        self.rng.shuffle(self.check_ins)
        if self.chance(0.7):
            self.check_ins.sort(key=lambda check_in: check_in.day)
        return Plan(
            self.quarter,
            closed=self.chance(0.3 if self.as_of > self.quarter.end else 0.08),
            objectives=tuple(objectives),
            key_results=tuple(key_results),
            stages=tuple(self.stages),
            check_ins=tuple(self.check_ins),
            teams=tuple(Team(name) for name in teams),
        )


def random_plan(seed: int) -> tuple[Plan, Policy, date]:
    """A plan, the settings and the day to judge it for: always the same ones for a seed."""
    maker = Maker(seed)
    return maker.plan(), maker.policy, maker.as_of
