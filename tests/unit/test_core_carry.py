"""What one quarter hands on to the next (semantics.md, section 9; readings 60 to 65)."""

from datetime import date, timedelta
from typing import Any

import pytest

from okrsheet.core.carry import Carried, CarryLine, carried
from okrsheet.core.figures import figures
from okrsheet.core.model import (
    UNREADABLE,
    AgendaLine,
    CheckIn,
    Dependency,
    KeyResult,
    Known,
    LogLine,
    Objective,
    Person,
    Plan,
    Quarter,
    ResetLine,
    ReviewLine,
    Stage,
    Team,
)
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import parse_quarter
from okrsheet.core.words import Carry, Commitment, Decision, Frequency, Level, Type
from tests.small_plan import small_plan

OLD = parse_quarter("2027-Q1")
NEXT = parse_quarter("2027-Q2")
CLOSED_ON = date(2027, 4, 2)
KR = KeyResult("C1.1", "C1", "Raise the number of clients", Type.INCREASE, "clients")
GROWTH = KR._replace(baseline=280.0, target=360.0)
FIRST = Objective("C1", "Be the first call of every plant", Level.COMPANY)


def weekly(name: str, *values: Any) -> tuple[CheckIn, ...]:
    """A value a week, the last one on the last day of the quarter."""
    weeks = range(len(values) - 1, -1, -1)
    return tuple(
        CheckIn(OLD.end - timedelta(7 * week), name, value)
        for week, value in zip(weeks, values, strict=True)
    )


def plan_of(*key_results: KeyResult, decided: str = "Continue", **given: Any) -> Plan:
    """A closed quarter; every key result is decided on alike, where nothing else is given."""
    plan = Plan(
        OLD,
        closed=True,
        objectives=(FIRST,),
        key_results=key_results,
        reviews=tuple(ReviewLine(kr.id, decision=decided) for kr in key_results),
    )
    return plan._replace(**given)


def carry(plan: Plan, quarter: Quarter = NEXT, **given: Any) -> Carried:
    return carried(figures(plan, SMB, CLOSED_ON), quarter, **given)


def one(kr: KeyResult, *lines: CheckIn, **given: Any) -> tuple[CarryLine, KeyResult]:
    """What becomes of a single key result that is carried."""
    done = carry(plan_of(kr, check_ins=lines, **given))
    (line,), (new,) = done.lines, done.plan.key_results
    assert line.carried
    assert line.id == new.id == kr.id
    return line, new


# --- Who is carried ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "decision", "is_carried", "why"),
    [
        pytest.param("Continue", Carry.CONTINUE, True, "Decided: Continue.", id="continue"),
        pytest.param(" revise ", Carry.REVISE, True, "Decided: Revise.", id="small letters"),
        pytest.param("Drop", Carry.DROP, False, "Decided: Drop.", id="drop"),
        pytest.param("DONE", Carry.DONE, False, "Decided: Done.", id="done"),
        pytest.param("", None, False, "Nothing is decided.", id="blank"),
        pytest.param(
            "Maybe",
            None,
            False,
            "'Maybe' is none of Continue, Revise, Drop, Done.",
            id="another word",
        ),
    ],
)
def test_only_what_was_decided_goes_on(
    word: str, decision: Carry | None, is_carried: bool, why: str
) -> None:
    done = carry(plan_of(GROWTH, decided=word))
    (line,) = done.lines
    assert line.decision is decision
    assert line.carried is is_carried
    assert line.why.startswith(why)
    assert [kr.id for kr in done.plan.key_results] == (["C1.1"] if is_carried else [])
    assert done.undecided == (() if decision else (line,))
    assert line.old_target == 360


def test_without_a_line_on_review_nothing_is_decided() -> None:
    done = carry(plan_of(GROWTH, reviews=()))
    assert [line.why for line in done.undecided] == ["Nothing is decided."]
    assert done.plan.key_results == ()
    assert done.plan.objectives == ()


def test_the_first_of_two_lines_on_review_counts() -> None:
    reviews = (ReviewLine("c1.1", decision="Drop"), ReviewLine("C1.1", decision="Continue"))
    assert carry(plan_of(GROWTH, reviews=reviews)).lines[0].decision is Carry.DROP


def test_of_two_lines_with_an_id_the_first_is_carried() -> None:
    done = carry(plan_of(GROWTH, KR._replace(id="c1.1"), KR._replace(id=""), KR._replace(text="")))
    assert [(line.carried, line.why) for line in done.lines] == [
        (True, "Decided: Continue. Its target stays."),
        (False, "Another line has its ID."),
        (False, "It has no ID."),
    ]
    assert len(done.plan.key_results) == 1


# --- Numbers ----------------------------------------------------------------------------------


def test_the_last_value_is_the_new_baseline_and_the_target_stays() -> None:
    line, new = one(GROWTH, *weekly("C1.1", 290.0, 295.0))
    assert (line.baseline, new.baseline) == (295, 295)
    assert (line.old_target, new.target, line.keeps_target) == (360, 360, True)
    assert line.why == "Decided: Continue. Its target stays."
    assert line.questions == ()


@pytest.mark.parametrize("kind", [Type.INCREASE, Type.KEEP_RANGE, Type.KEEP_ABOVE])
def test_nothing_stays_where_there_was_no_target(kind: Type) -> None:
    line, new = one(KR._replace(type=kind, target=None, low=None), *weekly("C1.1", 92.0))
    assert (new.target, new.baseline) == (None, 92)
    assert line.why == "Decided: Continue. It has no target yet: set one."


def test_what_is_to_be_revised_says_its_target_anew() -> None:
    asked = GROWTH._replace(low=1.0, high=2.0, red_line=3.0, ambitious=True, wording_fine=True)
    line, new = one(asked, *weekly("C1.1", 295.0), decided="Revise")
    assert new.baseline == 295
    assert (new.target, new.low, new.high, new.red_line) == (None, None, None, None)
    assert (new.ambitious, new.wording_fine) == (None, None)
    assert (line.old_target, line.keeps_target) == (360, False)
    assert line.why == "Decided: Revise. A new target is to be set."


def test_beside_a_blank_target_stands_what_may_be_aimed_at() -> None:
    """290 by 5 a week leads to 365 by 30 June; 25 % beyond that is 456.25, told in four digits."""
    before = GROWTH._replace(suggested=1.0, suggested_why="Old")
    values = weekly("C1.1", 290.0, 295.0, 300.0)
    line, new = one(before, *values, decided="Revise")
    assert (new.trend, new.suggested) == (365, 456.2)
    assert new.suggested_why.startswith("438 to 474.5 clients, low confidence. The trend leads to ")
    assert line.next_target.suggestion is not None
    assert line.next_target.suggestion.target == pytest.approx(456.25)
    _, kept = one(before, *values)
    assert (kept.target, kept.suggested, kept.suggested_why) == (360, None, "")


@pytest.mark.parametrize(
    ("kr", "told"),
    [
        pytest.param(GROWTH, "It needs 3 check-ins on different days: set by hand.", id="few"),
        pytest.param(GROWTH._replace(type=Type.KEEP_ABOVE), "", id="no trend at all"),
    ],
)
def test_without_a_suggestion_it_says_why(kr: KeyResult, told: str) -> None:
    _, new = one(kr, *weekly("C1.1", 295.0), decided="Revise")
    assert (new.suggested, new.suggested_why) == (None, told)


def test_what_people_said_stays_with_the_target() -> None:
    _, new = one(GROWTH._replace(ambitious=True, wording_fine=False), *weekly("C1.1", 295.0))
    assert (new.ambitious, new.wording_fine) == (True, False)


@pytest.mark.parametrize(
    ("kr", "last", "reached"),
    [
        pytest.param(GROWTH, 359.9, False, id="nearly"),
        pytest.param(GROWTH, 360.0, True, id="just there"),
        pytest.param(GROWTH, 400.0, True, id="beyond"),
        pytest.param(GROWTH._replace(baseline=360.0, target=280.0), 281.0, False, id="falls"),
        pytest.param(GROWTH._replace(baseline=360.0, target=280.0), 270.0, True, id="fell"),
        pytest.param(GROWTH._replace(baseline=None), 361.0, True, id="no baseline before"),
        pytest.param(
            KR._replace(type=Type.DECREASE, target=5.0), 4.0, True, id="no baseline, falls"
        ),
        pytest.param(
            KR._replace(type=Type.DECREASE, target=5.0), 6.0, False, id="no baseline, has to fall"
        ),
        pytest.param(KR, 300.0, False, id="no target either"),
    ],
)
def test_a_target_that_is_reached_is_set_anew(kr: KeyResult, last: float, reached: bool) -> None:
    line, new = one(kr, *weekly("C1.1", last))
    assert new.baseline == last
    assert new.target == (None if reached else kr.target)
    assert line.keeps_target is not reached
    assert ("is reached" in line.why) is reached


def test_a_count_starts_again_at_0_with_its_target() -> None:
    count = KR._replace(type=Type.COUNT, target=40.0)
    line, new = one(count, *weekly("C1.1", 10.0, 45.0))
    assert (new.baseline, new.target, line.baseline) == (0, 40, 0)
    assert line.keeps_target


def test_a_count_that_did_not_start_at_0_goes_on() -> None:
    count = KR._replace(type=Type.COUNT, baseline=100.0, target=140.0)
    _, new = one(count, *weekly("C1.1", 120.0))
    assert (new.baseline, new.target) == (120, 140)
    _, new = one(count, *weekly("C1.1", 141.0))
    assert (new.baseline, new.target) == (141, None)


@pytest.mark.parametrize("kind", [Type.KEEP_ABOVE, Type.KEEP_BELOW, Type.KEEP_RANGE])
def test_a_limit_stays_and_where_it_stands_is_known(kind: Type) -> None:
    limits = KR._replace(type=kind, target=90.0, low=85.0, high=95.0, red_line=80.0)
    _, new = one(limits, *weekly("C1.1", 92.0, 88.0))
    assert (new.baseline, new.target, new.low, new.high, new.red_line) == (88, 90, 85, 95, 80)


@pytest.mark.parametrize("kind", [Type.YES_NO, Type.MILESTONES])
def test_what_is_not_measured_has_no_baseline(kind: Type) -> None:
    line, new = one(KR._replace(type=kind), *weekly("C1.1", 0.0))
    assert (new.baseline, line.baseline) == (None, None)
    line, _ = one(KR._replace(type=kind), decided="Revise")
    assert line.why == "Decided: Revise. Say anew what is to be reached."


def test_a_type_read_from_the_numbers_is_written_down() -> None:
    """On Revise the numbers are blank, and the type could not be read any more."""
    _, new = one(GROWTH._replace(type=None, baseline=50.0, target=20.0), decided="Revise")
    assert new.type is Type.DECREASE


@pytest.mark.parametrize(
    ("kr", "values", "baseline", "question"),
    [
        pytest.param(
            GROWTH,
            (),
            280.0,
            "Nobody reported a value: does it still start from 280 clients?",
            id="no value",
        ),
        pytest.param(
            KR,
            (),
            None,
            "Nobody reported a value: measure where it starts.",
            id="no value, no baseline",
        ),
        pytest.param(
            GROWTH._replace(type=Type.KEEP_ABOVE),
            (),
            280.0,
            "Nobody reported a value: does it still stand at 280 clients?",
            id="a limit without a value",
        ),
        pytest.param(
            GROWTH,
            (300.0, UNREADABLE),
            300.0,
            "Its latest value can't be read: is 300 clients the last one?",
            id="latest not readable",
        ),
        pytest.param(
            GROWTH,
            (UNREADABLE,),
            280.0,
            "Nobody reported a value: does it still start from 280 clients?",
            id="nothing readable",
        ),
        pytest.param(
            KR._replace(type=Type.YES_NO),
            (True,),
            None,
            "It is done: what is left to do?",
            id="done",
        ),
    ],
)
def test_what_nobody_can_know_is_asked(
    kr: KeyResult, values: tuple[Any, ...], baseline: float | None, question: str
) -> None:
    line, new = one(kr, *weekly("C1.1", *values))
    assert new.baseline == baseline
    assert line.questions == (question,)


def test_a_text_that_names_the_old_numbers_is_asked_about() -> None:
    named = GROWTH._replace(text="Raise the number of clients from 280 to 360")
    line, _ = one(named, *weekly("C1.1", 295.0))
    assert line.questions == ("The text says 280, the baseline column 295.",)


def test_more_than_all_of_it_is_asked_about() -> None:
    share = KR._replace(unit="%", baseline=0.8, target=0.95)
    line, _ = one(share, *weekly("C1.1", 0.88, 0.89, 0.9))
    assert line.next_target.suggestion is not None
    assert len(line.questions) == 1
    assert "is more than 100%" in line.questions[0]


def test_what_was_reported_later_is_not_known_yet() -> None:
    late = CheckIn(CLOSED_ON + timedelta(1), "C1.1", 350.0)
    _, new = one(GROWTH, *weekly("C1.1", 295.0), late)
    assert new.baseline == 295


@pytest.mark.parametrize(
    ("before", "times"),
    [(None, 1), (UNREADABLE, 1), (0.0, 1), (1.0, 2), (2.0, 3)],
    ids=["never", "not a number", "0", "once", "twice"],
)
def test_how_often_it_was_carried(before: Any, times: int) -> None:
    line, new = one(GROWTH._replace(carried=before), *weekly("C1.1", 295.0))
    assert (line.times, new.carried) == (times, times)
    again = (f"Carried {times} times now: what will be different?",) if times > 1 else ()
    assert line.questions == again


# --- What starts anew, and what comes along -----------------------------------------------------


def test_of_a_key_result_only_what_lasts_comes_along() -> None:
    old = small_plan().key_results[0]
    plan = plan_of(old, check_ins=weekly(old.id, 290.0, 301.0))
    (new,) = carry(plan).plan.key_results
    assert new == KeyResult(
        id="C1.1",
        objective_id="C1",
        text="Raise clients from 280 to 360",
        type=Type.INCREASE,
        unit="clients",
        commitment=Commitment.COMMITTED,
        owner="Ann Lee",
        weight=2.0,
        baseline=301.0,
        target=360.0,
        data_source="HubSpot",
        frequency=Frequency.WEEKLY,
        access="Sales",
        retriever="Bo Ek",
        ambitious=True,
        proxy_for="Revenue",
        proxy_reason="Late",
        carried=2.0,
    )
    assert old.decision is Decision.RESOURCES
    assert old.trend == 290


def test_of_a_plan_only_what_lasts_comes_along() -> None:
    teams, people = (Team("Sales", "Bo Ek"),), (Person("Ann Lee", "Sales"),)
    done = carry(
        plan_of(
            GROWTH,
            organisation="Acme",
            champion="Ann Lee",
            published=OLD.start,
            published_by="Ann Lee",
            check_ins=weekly("C1.1", 290.0),
            teams=(*teams, Team("")),
            people=(Person(""), *people),
            reset=(ResetLine(1.0),),
            agenda=(AgendaLine(1.0),),
            known=(Known("C1.1", 280.0, 360.0),),
        )
    )
    kept = {"organisation": "Acme", "champion": "Ann Lee", "teams": teams, "people": people}
    assert done.plan == Plan(
        NEXT,
        objectives=(FIRST,),
        key_results=done.plan.key_results,
        reviews=(ReviewLine("C1.1"),),
        **kept,  # type: ignore[arg-type]  # four fields of their own kinds
    )
    assert done.notes == ()


def test_objectives_come_with_their_key_results() -> None:
    supporting = Objective("S1", "Win plants", Level.TEAM, "Sales", supports=("c1", "C2", ""))
    first = FIRST._replace(number_one=True, why="It pays", strategy="Lead")
    plan = plan_of(
        GROWTH,
        GROWTH._replace(id="S1.1", objective_id="s1"),
        GROWTH._replace(id="C2.1", objective_id="C2"),
        objectives=(supporting, first, Objective("C2", "Another"), Objective("C3", "Empty")),
        reviews=(
            ReviewLine("C1.1", decision="Continue"),
            ReviewLine("S1.1", decision="Revise"),
            ReviewLine("C2.1", decision="Done"),
        ),
    )
    done = carry(plan)
    assert done.plan.objectives == (
        supporting._replace(supports=("c1",)),
        first._replace(number_one=False),
    )
    assert done.notes == (
        "S1 supported C2, which is not carried: pick what it supports now.",
        "C1 was the number-one priority: decide on this quarter's.",
    )


def test_objectives_that_are_not_carried_are_named_in_the_plural() -> None:
    supporting = Objective("S1", "Win plants", Level.TEAM, "Sales", supports=("C2", "C3"))
    others = (Objective("C2", "Another"), Objective("C3", "Empty"))
    own = GROWTH._replace(id="S1.1", objective_id="S1")
    done = carry(plan_of(own, objectives=(supporting, *others)))
    told = "S1 supported C2 and C3, which are not carried: pick what it supports now."
    assert done.notes == (told,)


def test_a_key_result_without_an_objective_is_told() -> None:
    done = carry(plan_of(GROWTH._replace(objective_id="C9")))
    assert done.plan.objectives == ()
    assert done.notes == ("C1.1 belongs to no objective: pick one.",)


def test_stages_that_are_done_stay_behind() -> None:
    staged = KR._replace(type=Type.MILESTONES)
    stages = (
        Stage("C1.1", "Draft", 1.0, done=date(2027, 2, 1)),
        Stage("C1.1", "Pilot", 2.0, due=date(2027, 3, 1)),
        Stage("c1.1", "Roll out", 3.0, due=NEXT.start),
        Stage("C1.1", "Celebrate", done=CLOSED_ON + timedelta(1)),
        Stage("C9.9", "Another"),
    )
    done = carry(plan_of(staged, stages=stages))
    assert done.plan.stages == (stages[1]._replace(due=None), stages[2], stages[3])
    assert done.notes == ()
    assert done.lines[0].why == "Decided: Continue, with the stages that are left."


def test_milestones_without_a_stage_left_are_told() -> None:
    staged = KR._replace(type=Type.MILESTONES)
    done = carry(plan_of(staged, stages=(Stage("C1.1", "Draft", done=OLD.start),)))
    assert done.plan.stages == ()
    assert done.notes == ("C1.1 has no stages left: write down the next ones.",)
    assert done.lines[0].questions == ("It is done: what is left to do?",)


def test_what_others_promised_is_asked_for_anew_once_its_day_is_past() -> None:
    promises = (
        Dependency("C1.1", "Ops", "A list", OLD.end, agreed=True),
        Dependency("C1.1", "Ops", "An export", NEXT.start, agreed=True),
        Dependency("C1.1", "", "A page", agreed=False),
        Dependency("C1.1", "", "A sign", OLD.start),
        Dependency("C9.9", "Ops", "Another"),
    )
    done = carry(plan_of(GROWTH, dependencies=promises))
    assert done.plan.dependencies == (
        Dependency("C1.1", "Ops", "A list"),
        promises[1],
        promises[2],
        Dependency("C1.1", "", "A sign"),
    )
    assert done.notes == (
        "C1.1 needs Ops, by a day that is past: agree on a new one.",
        "C1.1 needs another team, by a day that is past: agree on a new one.",
    )


def test_open_risks_and_initiatives_come_along() -> None:
    day = OLD.start
    log = (
        LogLine(day, "Risk", "", "A strike", due=OLD.end),
        LogLine(day, "Risk", "C1", "A new rival", due=NEXT.end),
        LogLine(day, "Initiative", "C1.1", "Call ten plants", done=False),
        LogLine(day, "Initiative", "", "For nothing in particular"),
        LogLine(day, "Risk", "C9", "Of what is dropped"),
        LogLine(day, "Risk", "C1", "It is over", done=True),
        LogLine(day, "Risk", "C1", ""),
        LogLine(day, "Not doing", "C1", "A shop"),
        LogLine(day, "Change", "C1.1", "Target"),
        LogLine(day, "Priority", "C1.1", "Call them"),
    )
    done = carry(plan_of(GROWTH, log=log))
    assert done.plan.log == (log[0]._replace(due=None), log[1], log[2])


def test_the_old_plan_stays_as_it_is() -> None:
    plan = small_plan()
    found = figures(plan, SMB, CLOSED_ON)
    carried(found, NEXT)
    assert found == figures(small_plan(), SMB, CLOSED_ON)


def test_a_team_aims_by_its_own_past() -> None:
    steady = weekly("C1.1", 100.0, 110.0, 120.0, 130.0)
    plan = plan_of(
        GROWTH,
        GROWTH._replace(id="S1.1", objective_id="S1"),
        objectives=(FIRST, Objective("S1", "Win plants", Level.TEAM, "Sales")),
        check_ins=(*steady, *(each._replace(key_result_id="S1.1") for each in steady)),
    )
    done = carry(plan, past={"sales": (1.0, 0.96), "": (0.3,)})
    made = [line.next_target.suggestion for line in done.lines]
    assert [None if each is None else each.beyond for each in made] == [0.2, 0.3]
    trend = 130 + 10 / 7 * 91
    assert [kr.trend for kr in done.plan.key_results] == [pytest.approx(trend)] * 2
