"""Small plans for the tests of the core: every test says what differs.

The quarter lasts from day 0 to day 100, so a day's number is the percentage of it that is gone.
"""

from datetime import date, timedelta
from typing import Any

from okrsheet.core.checks import check
from okrsheet.core.figures import Figures, figures
from okrsheet.core.findings import Finding, Place
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import CheckIn, Dependency, KeyResult, Objective, Plan, Quarter, Team
from okrsheet.core.objective_figures import ObjectiveFigures
from okrsheet.core.policy import SMB, Policy
from okrsheet.core.words import Commitment, Frequency, Level, Type

START = date(2026, 3, 2)  # a Monday
HUNDRED = Quarter("2026-Q2", START, START + timedelta(days=100))


def on(number: int) -> date:
    """The day with this number: 0 is the first of the quarter, 100 the last."""
    return START + timedelta(days=number)


HALF = on(50)

KR = KeyResult("KR1", "O1", "Result", Type.INCREASE, baseline=0.0, target=100.0)
COMMITTED = KR._replace(commitment=Commitment.COMMITTED)
KEEP = KR._replace(type=Type.KEEP_ABOVE, baseline=None, target=90.0)
KEEP_BELOW = KEEP._replace(type=Type.KEEP_BELOW)
KEEP_RANGE = KEEP._replace(type=Type.KEEP_RANGE, target=None, low=10.0, high=20.0)
YES_NO = KR._replace(type=Type.YES_NO, baseline=None, target=None)
STAGED = YES_NO._replace(type=Type.MILESTONES)
O1 = Objective("O1", "Objective", Level.COMPANY)
T1 = Objective("T1", "Team objective", Level.TEAM, "Sales", supports=("O1",))


def line(day: date, value: Any = None, key_result_id: str = "KR1", **given: Any) -> CheckIn:
    """A check-in; one that would say nothing says what comes next."""
    if value is None and all(each is None for each in given.values()):
        given["next_step"] = "Go on"
    return CheckIn(day, key_result_id, value, **given)


def plan_of(*key_results: KeyResult, **given: Any) -> Plan:
    """A plan with one company objective; `given` replaces fields of the plan."""
    return Plan(HUNDRED, objectives=(O1,), key_results=key_results)._replace(**given)


def only(
    kr: KeyResult, *lines: CheckIn, as_of: date = HALF, policy: Policy = SMB, **given: Any
) -> KeyResultFigures:
    """The figures of a plan's single key result."""
    return figures(plan_of(kr, check_ins=lines, **given), policy, as_of).key_results[0]


Row = tuple[KeyResult, tuple[CheckIn, ...]]

GREEN, YELLOW, RED = 40.0, 30.0, 10.0  # values that have this status at half time


def row(number: int, value: Any, **given: Any) -> Row:
    """A key result 0 -> 100 and its check-in at half time; without one where value is None."""
    kr = KR._replace(id=f"R{number}", **given)
    return kr, () if value is None else (line(HALF, value, kr.id),)


def plan_of_rows(*rows: Row, **given: Any) -> Plan:
    lines = tuple(check_in for _, made in rows for check_in in made)
    return plan_of(*(kr for kr, _ in rows), check_ins=lines, **given)


def objective_of(*rows: Row, policy: Policy = SMB, **given: Any) -> ObjectiveFigures:
    """The figures of a plan's single objective."""
    return figures(plan_of_rows(*rows, **given), policy, HALF).objectives[0]


# --- A plan with nothing to be said against it ------------------------------------------------

_SOUND_KR = KR._replace(
    owner="Ann",
    frequency=Frequency.WEEKLY,
    data_source="CRM report 7",
    ambitious=True,
    access="Sales",
    retriever="Ann",
    wording_fine=True,
)
_DIRECTION = "Become the adviser that plants call first"
SOUND = Plan(
    HUNDRED,
    organisation="Nord",
    objectives=(
        O1._replace(text=_DIRECTION, number_one=True, owner="Bo"),
        T1._replace(text=_DIRECTION),
    ),
    key_results=(
        _SOUND_KR,
        _SOUND_KR._replace(id="KR2"),
        _SOUND_KR._replace(id="KR3", objective_id="T1"),
        _SOUND_KR._replace(id="KR4", objective_id="T1"),
    ),
    check_ins=tuple(line(HALF, GREEN, f"KR{number}") for number in (1, 2, 3, 4)),
    teams=(Team("Sales"),),
)


def changed(plan: Plan, records: str, place: int, **given: Any) -> Plan:
    """The plan with fields of one record replaced."""
    old = getattr(plan, records)
    new = (*old[:place], old[place]._replace(**given), *old[place + 1 :])
    return plan._replace(**{records: new})  # type: ignore[arg-type]  # one field at a time


def with_more(plan: Plan, records: str, *more: Any) -> Plan:
    """The plan with records added at the end."""
    longer = (*getattr(plan, records), *more)
    return plan._replace(**{records: longer})  # type: ignore[arg-type]  # one field at a time


def judged(plan: Plan, as_of: date = HALF, policy: Policy = SMB) -> Figures:
    return figures(plan, policy, as_of)


def with_key_result(place: int = 0, **given: Any) -> Plan:
    return changed(SOUND, "key_results", place, **given)


def with_objective(place: int, **given: Any) -> Plan:
    return changed(SOUND, "objectives", place, **given)


def sound_and(records: str, *new: Any) -> Plan:
    return with_more(SOUND, records, *new)


def red_weeks(count: int) -> Plan:
    lines = [line(on(50 - 7 * week), 1.0) for week in range(count)]
    return SOUND._replace(check_ins=(*lines, *SOUND.check_ins[1:]))


def ended(*values: float) -> Plan:
    """KR1 to KR4 with these final values, reported on the last day."""
    lines = (line(on(100), value, f"KR{n}") for n, value in enumerate(values, 1))
    return SOUND._replace(check_ins=tuple(lines))


def dropped(before: float, then: float) -> Plan:
    """KR1 lost confidence in its latest check-in."""
    first = line(on(43), 35.0, confidence=before)
    second = line(HALF, 40.0, confidence=then)
    return SOUND._replace(check_ins=(first, second, *SOUND.check_ins[1:]))


SETTLED = Dependency("KR1", "Ops", "An export", on(60), agreed=True)


def findings_of(plan: Plan, code: str, day: int = 50, policy: Policy = SMB) -> list[Finding]:
    return [each for each in check(judged(plan, on(day), policy)) if each.code == code]


def places_of(plan: Plan, code: str, day: int = 50) -> list[Place | None]:
    return [each.place for each in findings_of(plan, code, day)]
