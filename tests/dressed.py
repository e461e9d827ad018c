"""A generated plan with everything filled in that the generator leaves blank, nasty words first.

Audit, Review, Dependencies, People and Log have their own formulas; so have names and texts.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Final, TypeVar

from okrsheet.core.figures import figures
from okrsheet.core.model import (
    UNREADABLE,
    Dependency,
    KeyResult,
    LogLine,
    Number,
    Objective,
    Person,
    Plan,
    ReviewLine,
    Team,
)
from okrsheet.core.policy import Policy
from okrsheet.core.words import Carry, LogKind
from okrsheet.workbook.forecasted import Kept, kept_of
from okrsheet.workbook.judged import Judged
from okrsheet.workbook.view import View

T = TypeVar("T")

OWNERS: Final = (
    *("", "Ann", "Ann Lee", "Andy Sanderson", "Zoë Ångström", "王芳", "O'Hara", "Anna Teamer"),
    *("Ann & Bo", "Ann/Bo", "Ann, Bo", "Ann; Bo", "Ann + Bo", "Ann and Bo", "ANN AND BO"),
    *("Sales team", "Team Sales", "the team lead", "team", "and", "?", "*", "(TBD).", "Everyone"),
    *(
        "Ann\nBo",
        "Ann or Bo",
        "Ann|Bo",
        "|",
        ";",
        ";;",
        "MARKETING",
        "Ann Lee (Sales team)",
        "~",
        "...",
    ),
)
SOURCES: Final = (
    *("", "HubSpot", "HubSpot deals report", "tbd", "TBD", "Tbc", "?", "n/a", "N/A", "none"),
    *("Excel", "excel", "Excel export of SAP", "manual", "Manual count", "spreadsheet", "Unknown"),
    *("*", "~", "??", "unknown yet", "tbd.", "(TBD)", "an Excel file", "[tbd]?", "By hand", "|"),
    *("tbd;tbc", "tbd|tbc", "...", "a.", "-", "\u2014", "sap.example.org", "report"),
)
WORDS: Final = ("", "Finance", "Everyone in Sales", "Ann", "x", "0", "TRUE", "TBD.", "open")
UNITS: Final = ("", "%", "EUR", "days", "leads", "% of EUR", "0")
TEXTS: Final = (
    *("Win", "Grow by 20%", 'Say "yes"', "A & B < C > D", "Ünïcödé ≥ 5 €", "🎯 hit it"),
    *("=1+1", "+1", "-1", "@SUM(A1)", "'quoted", "#N/A soon", "TRUE", "12", "1e5"),
    *("line\nbreak", "x" * 300, "?*~", "{=A1}", "a\tb", "no\u00a0break"),
)
MANUAL: Final[tuple[Number, ...]] = (
    *(None, None, 0.0, 1.0, 0.695, 0.6949, 0.4949, 0.7, 0.5, 0.9999999),
    *(1.1, -0.1, 2.0, UNREADABLE),
)
TRENDS: Final[tuple[Number, ...]] = (None, 0.0, 1.0, 90.0, 300.0, -20.0, 0.3, 480.0, UNREADABLE)


class Dresser:
    """Fills in one plan; everything random comes from its own generator."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self.rng = Random(f"dressed {seed}")
        self.plan = plan

    def pick(self, choices: Sequence[T]) -> T:
        return self.rng.choice(choices)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def some_id(self) -> str:
        ids = [kr.id for kr in self.plan.key_results] or ["KR1"]
        found = self.pick(ids)
        return self.pick([found, found, found.lower(), found.upper(), "KR404", ""])

    def trend(self, kr: KeyResult) -> Number:
        """Often exactly on, or just beside, an edge of the hint."""
        if isinstance(kr.target, float) and self.chance(0.6):
            return kr.target / self.pick([1.2, 1.3, 1.25, 1.1, 1.0, 0.9, 0.8, 0.7, -1.2])
        return self.pick(TRENDS)

    def key_result(self, kr: KeyResult) -> KeyResult:
        return kr._replace(
            text=kr.text and f"{kr.text} {self.pick(TEXTS)}",
            unit=self.pick(UNITS),
            owner=self.pick(OWNERS),
            data_source=self.pick(SOURCES),
            access=self.pick(WORDS),
            retriever=self.pick(WORDS),
            trend=self.trend(kr),
            ambitious=self.pick([True, True, False, None]),
            wording_fine=self.pick([True, False, None, None, None]),
            proxy_for=self.pick(WORDS),
            carried=self.pick([None, 0.0, 1.0, 2.0]),
        )

    def objective(self, objective: Objective) -> Objective:
        return objective._replace(
            text=objective.text and self.pick(TEXTS),
            owner=self.pick(OWNERS),
            why=self.pick(TEXTS),
            number_one=self.chance(0.3),
            strategy=self.pick(WORDS),
        )

    def review(self) -> ReviewLine:
        return ReviewLine(
            self.some_id(),
            manual_score=self.pick(MANUAL),
            manual_reason=self.pick(["", "Half of it was ours", "x"]),
            why=self.pick(TEXTS),
            decision=self.pick(["", *map(str, Carry)]),
        )

    def dependency(self) -> Dependency:
        return Dependency(
            self.some_id(),
            on_team=self.pick(WORDS),
            what=self.pick(TEXTS),
            by_when=self.pick([None, self.plan.quarter.start, self.plan.quarter.end]),
            agreed=self.pick([None, True, False]),
        )

    def day(self) -> date:
        """A day of the quarter or shortly before."""
        return self.plan.quarter.start + timedelta(self.rng.randint(-9, 80))

    def log_line(self) -> LogLine:
        return LogLine(
            self.pick([None, self.plan.quarter.start, self.day()]),
            kind=self.pick(["", *map(str, LogKind)]),
            about=self.some_id(),
            what=self.pick(TEXTS),
            done=self.pick([None, True, False]),
            old=self.pick(["", "360", "1,200", "62 %", "=1+1", "0"]),
            new=self.pick(["", "420", "=1+1"]),
        )

    def dressed(self) -> Plan:
        plan = self.plan
        check_ins = tuple(
            each._replace(by=self.pick(OWNERS), in_the_way=self.pick(TEXTS))
            for each in plan.check_ins
        )
        return plan._replace(
            organisation=self.pick(["", "Acme", "A & B <Ltd>", "+1 Inc"]),
            champion=self.pick(["", "Ann"]),
            published=self.pick([None, plan.quarter.start]),
            published_by=self.pick(["", "Ann"]),
            objectives=tuple(map(self.objective, plan.objectives)),
            key_results=tuple(map(self.key_result, plan.key_results)),
            check_ins=check_ins,
            teams=tuple(Team(each.name, self.pick(OWNERS)) for each in plan.teams),
            reviews=tuple(self.review() for _ in range(self.rng.randint(0, 6))),
            dependencies=tuple(self.dependency() for _ in range(self.rng.randint(0, 4))),
            people=tuple(Person(name, email="a@b.example") for name in OWNERS[1:4]),
            log=tuple(self.log_line() for _ in range(self.rng.randint(0, 9))),
        )


def dressed(plan: Plan, seed: int) -> Plan:
    """The plan with all its words: always the same ones for a seed."""
    return Dresser(plan, seed).dressed()


def verdicts(plan: Plan, seed: int) -> dict[int, Judged | None]:
    """What the lint may have said, of today's text or another one, line by line."""
    rng = Random(f"verdicts {seed}")
    found: dict[int, Judged | None] = {}
    for row, kr in enumerate(plan.key_results):
        text = rng.choice([kr.text, kr.text, kr.text, kr.text.upper(), f"{kr.text} more"])
        fine = rng.random() < 0.5
        said = "fine" if fine else rng.choice(["No number says when.", 'Say "what" & <why>'])
        rewrite = rng.choice(["", "from X to Y as measured by Z", "=1+1"])
        made = Judged(text, rng.random() < 0.6, fine, said, rewrite)
        found[row] = made if text and rng.random() < 0.9 else None
    return found


def forecasts(plan: Plan, policy: Policy, as_of: date, seed: int) -> dict[int, Kept | None]:
    """What an earlier refresh may have kept of each line: of fewer check-ins, of another target."""
    rng = Random(f"forecasts {seed}")
    found: dict[int, Kept | None] = {}
    fewer = plan._replace(check_ins=plan.check_ins[: rng.randint(0, len(plan.check_ins))])
    moved = [
        kr._replace(target=kr.target + 1) if isinstance(kr.target, float) else kr
        for kr in plan.key_results
    ]
    earlier = as_of - timedelta(rng.choice([1, 7]))
    versions = [
        View(figures(fewer, policy, as_of)),
        View(figures(plan._replace(key_results=tuple(moved)), policy, as_of)),
        View(figures(plan, policy, earlier)),
    ]
    for row in range(len(plan.key_results)):
        if rng.random() < 0.5:
            found[row] = rng.choice([None, *(kept_of(view, row) for view in versions)])
    return found
