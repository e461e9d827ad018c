"""One key result of every type, with check-ins, stages and a review: a small plan, all filled."""

from datetime import date
from functools import cache
from typing import Final

from okrsheet.core.model import (
    CheckIn,
    Dependency,
    KeyResult,
    LogLine,
    Objective,
    Person,
    Plan,
    ReviewLine,
    Stage,
    Team,
)
from okrsheet.core.quarter import parse_quarter
from okrsheet.core.words import Commitment, Decision, Frequency, Level, Rag, Type
from tests import books

AS_OF: Final = date(2027, 2, 26)
_EARLY: Final = date(2027, 2, 12)
_LATE: Final = date(2027, 2, 23)


def _objectives() -> tuple[Objective, ...]:
    first = Objective("C1", "Be the first call", Level.COMPANY, owner="Ann Lee", number_one=True)
    second = Objective("S1", "Win plants", Level.TEAM, "Sales", "Bo Ek", supports=("C1",))
    own = Objective("X1", "Grow", Level.INDIVIDUAL, supports=("C1", "S1"), director=True)
    return (
        first._replace(why="Growth", strategy="Lead", weight=2.0),
        second._replace(why="Plants pay", weight=1.0),
        own._replace(owner="Ann Lee"),
    )


def _key_results() -> tuple[KeyResult, ...]:
    increase = KeyResult("C1.1", "C1", "Raise clients from 280 to 360", Type.INCREASE, "clients")
    return (
        increase._replace(
            commitment=Commitment.COMMITTED,
            owner="Ann Lee",
            weight=2.0,
            due=date(2027, 3, 31),
            baseline=280.0,
            target=360.0,
            checkpoints=(300.0, 330.0),
            data_source="HubSpot",
            frequency=Frequency.WEEKLY,
            access="Sales",
            retriever="Bo Ek",
            trend=290.0,
            ambitious=True,
            proxy_for="Revenue",
            proxy_reason="Late",
            carried=1.0,
            recovery_action="Call ten",
            recovery_owner="Bo Ek",
            recovery_due=date(2027, 3, 15),
            decision=Decision.RESOURCES,
            decided_by="Ann Lee",
            decided_on=date(2027, 2, 20),
        ),
        KeyResult("C1.2", "C1", "Cut waits", Type.DECREASE, "%", baseline=0.5, target=0.2),
        KeyResult("S1.1", "S1", "Win 40", Type.COUNT, target=40.0, frequency=Frequency.MONTHLY),
        KeyResult("S1.2", "S1", "Keep 90", Type.KEEP_ABOVE, target=90.0, red_line=80.0),
        KeyResult("S1.3", "S1", "Stay in range", Type.KEEP_RANGE, low=85.0, high=95.0),
        KeyResult("S1.4", "S1", "Get the licence", Type.YES_NO, due=date(2027, 3, 20)),
        KeyResult("X1.1", "X1", "Roll it out", Type.MILESTONES, commitment=Commitment.ASPIRATIONAL),
        KeyResult("X1.2", "X1", "Stay below 5", Type.KEEP_BELOW, target=5.0, weight=0.5),
    )


def _check_ins() -> tuple[CheckIn, ...]:
    values = {
        "C1.1": (286.0, 301.0),
        "C1.2": (0.45, 0.4),
        "S1.1": (10.0, 22.0),
        "S1.2": (92.0, 88.0),
        "S1.3": (90.0, 91.0),
        "S1.4": (False, False),
        "X1.1": (None, None),
        "X1.2": (4.0, 6.0),
    }
    lines = [
        CheckIn(day, name, pair[place], confidence=6.0, by="Bo Ek")
        for place, day in enumerate((_EARLY, _LATE))
        for name, pair in values.items()
    ]
    lines[-1] = lines[-1]._replace(
        owner_rag=Rag.GREEN, reason="Fixed", in_the_way="Strike", next_step="Call"
    )
    return tuple(lines)


def small_plan() -> Plan:
    """The plan: every field of every record is filled at least once."""
    return Plan(
        parse_quarter("2027-Q1"),
        organisation="Acme",
        champion="Ann Lee",
        objectives=_objectives(),
        key_results=_key_results(),
        stages=(
            Stage("X1.1", "Draft", 1.0, date(2027, 2, 1), date(2027, 2, 3)),
            Stage("X1.1", "Pilot", 2.0, date(2027, 3, 1)),
        ),
        check_ins=_check_ins(),
        dependencies=(Dependency("C1.1", "Sales", "A list", date(2027, 3, 1), agreed=True),),
        reviews=(
            ReviewLine("C1.1", 0.8, "Half ours", "Why", "Again", "Wrong", "Other", "Continue"),
            ReviewLine("S1.2", opportunities="More", risks="Fewer"),
        ),
        teams=(Team("Sales", "Bo Ek"), Team("Product")),
        people=(Person("Ann Lee", "Sales", "ann@example.org", "Head"), Person("Bo Ek")),
        log=(
            LogLine(
                _EARLY, "Change", "C1.1", "Target", "340", "360", "Won", "Ann Lee", _LATE, done=True
            ),
        ),
    )


@cache
def small_book() -> bytes:
    """Its workbook."""
    return books.workbook(small_plan(), as_of=AS_OF)


def next_plan() -> Plan:
    """The quarter after it: one objective goes on, with a key result; nothing is reported yet."""
    plan = small_plan()
    kept = plan.key_results[0]._replace(baseline=301.0, target=None, carried=2.0)
    return Plan(
        parse_quarter("2027-Q2"),
        organisation=plan.organisation,
        champion=plan.champion,
        objectives=plan.objectives[:1],
        key_results=(kept,),
        teams=plan.teams,
        people=plan.people,
    )


@cache
def next_book() -> bytes:
    """Its workbook."""
    return books.workbook(next_plan(), as_of=date(2027, 3, 29))


@cache
def closed_book() -> bytes:
    """The workbook of the small plan once its quarter is closed."""
    return books.workbook(small_plan()._replace(closed=True), as_of=date(2027, 3, 31))
