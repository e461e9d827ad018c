"""What a weekly summary says."""

from datetime import date
from typing import Any

import pytest

from okrsheet.core.concerns import Why
from okrsheet.core.model import CheckIn, KeyResult, LogLine, Objective, Person, Plan, Team
from okrsheet.core.moves import Change, change_of, gain
from okrsheet.core.policy import SMB, Policy
from okrsheet.core.successes import needed_lead
from okrsheet.core.teams import team_names
from okrsheet.core.week import Week, summary
from okrsheet.core.words import Band, Cadence, Decision, Frequency, Level, LogKind, Rag
from tests.unit.plans import (
    COMMITTED,
    HALF,
    KEEP,
    KR,
    O1,
    STAGED,
    T1,
    YES_NO,
    line,
    on,
    plan_of,
    red_weeks,
)

_STAND = "no reason is given, so the figures stand"
BIWEEKLY = SMB._replace(cadence=Cadence.BIWEEKLY)


def week_of(
    *lines: Any, kr: KeyResult = KR, day: int = 50, policy: Policy = SMB, **given: Any
) -> Week:
    """The week of a plan with one key result; `lines` are days with values."""
    check_ins = tuple(line(on(number), value) for number, value in lines)
    return summary(plan_of(kr, **{"check_ins": check_ins, **given}), policy, on(day))


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        pytest.param(Rag.GREEN, Rag.GREEN, None, id="nothing"),
        pytest.param(Rag.GREEN, Rag.RED, Change.NEW_RED, id="Green to Red"),
        pytest.param(Rag.NO_DATA, Rag.RED, Change.NEW_RED, id="silence to Red"),
        pytest.param(Rag.NOT_STARTED, Rag.RED, Change.NEW_RED, id="Red at once"),
        pytest.param(Rag.NOT_STARTED, Rag.YELLOW, Change.WORSE, id="Yellow at once"),
        pytest.param(Rag.NOT_STARTED, Rag.GREEN, None, id="the quarter began"),
        pytest.param(Rag.NOT_STARTED, Rag.NO_DATA, None, id="began in silence"),
        pytest.param(Rag.GREEN, Rag.NO_DATA, Change.SILENT, id="Green to silence"),
        pytest.param(Rag.RED, Rag.NO_DATA, Change.SILENT, id="Red to silence"),
        pytest.param(Rag.NO_DATA, Rag.GREEN, Change.REPORTS, id="silence to Green"),
        pytest.param(Rag.NO_DATA, Rag.YELLOW, Change.REPORTS, id="silence to Yellow"),
        pytest.param(Rag.GREEN, Rag.YELLOW, Change.WORSE, id="Green to Yellow"),
        pytest.param(Rag.GREEN, Rag.NEEDS_A_CALL, Change.WORSE, id="nobody calls it any more"),
        pytest.param(Rag.RED, Rag.YELLOW, Change.BETTER, id="Red to Yellow"),
        pytest.param(Rag.RED, Rag.GREEN, Change.RECOVERED, id="Red to Green"),
        pytest.param(Rag.YELLOW, Rag.GREEN, Change.RECOVERED, id="Yellow to Green"),
    ],
)
def test_a_change_of_status_has_a_name(before: Rag, now: Rag, change: Change | None) -> None:
    assert change_of(before, now) is change


@pytest.mark.parametrize(
    ("lines", "change"),
    [
        pytest.param([(49, 40.0)], Change.FIRST, id="never reported before"),
        pytest.param([(10, 5.0), (49, 40.0)], Change.REPORTS, id="silent for a month"),
    ],
)
def test_a_first_report_is_no_return(lines: list[tuple[int, float]], change: Change) -> None:
    (move,) = week_of(*lines).moves
    assert (move.before, move.change) == (Rag.NO_DATA, change)


def test_gains_need_both_scores() -> None:
    assert gain(0.5, 0.25) == 0.25
    assert (gain(None, 0.25), gain(0.5, None)) == (None, None)


def test_what_changed_is_told_against_the_week_before() -> None:
    week = week_of((42, 40.0), (50, 20.0))
    assert week.compared
    assert [(m.before, m.now.rag, m.change) for m in week.moves] == [
        (Rag.GREEN, Rag.RED, Change.NEW_RED)
    ]
    assert week.headline.score == pytest.approx(0.2)
    assert week.headline.before == pytest.approx(0.4)
    assert (week.headline.rag, week.headline.rag_before) == (Rag.RED, Rag.GREEN)


@pytest.mark.parametrize(
    ("day", "before"),
    [
        pytest.param(104, Rag.GREEN, id="closed this week"),
        pytest.param(107, Rag.GREEN, id="compared with the last day"),
        pytest.param(108, Rag.YELLOW, id="over for more than a week"),
    ],
)
def test_what_closing_made_final_was_not_so_while_the_quarter_ran(day: int, before: Rag) -> None:
    week = week_of((96, 96.0), day=day, closed=True, kr=COMMITTED)
    then, now = week.before.key_results[0], week.found.key_results[0]
    assert (then.rag, now.rag) == (before, Rag.YELLOW)


def test_who_checks_in_every_two_weeks_is_compared_with_two_weeks_ago() -> None:
    assert week_of((50, 20.0), policy=BIWEEKLY).before.as_of == on(36)
    assert week_of((50, 20.0)).before.as_of == on(43)


def test_the_first_week_is_compared_with_nothing() -> None:
    week = week_of((2, 1.0), day=3)
    assert not week.compared
    assert week.moves == ()
    assert week_of((7, 1.0), day=7).compared


def test_the_first_day_of_the_calendar_has_no_week_before() -> None:
    assert summary(plan_of(KR), SMB, date.min).before.as_of == date.min


# --- the talk list ----------------------------------------------------------------------------


def reasons_of(week: Week) -> list[tuple[Why, str]]:
    return [(each.why, each.text) for concern in week.concerns for each in concern.reasons]


@pytest.mark.parametrize(
    ("week", "reasons"),
    [
        pytest.param(week_of((50, 40.0)), [], id="Green"),
        pytest.param(week_of((50, 30.0)), [(Why.STATUS, "Yellow")], id="Yellow"),
        pytest.param(week_of((50, 10.0)), [(Why.STATUS, "Red")], id="Red"),
        pytest.param(
            week_of((43, 10.0), (50, 10.0)),
            [(Why.STATUS, "Red for 2 check-in weeks")],
            id="Red for long",
        ),
        pytest.param(
            week_of((39, 40.0)),
            [(Why.STATUS, "Yellow"), (Why.SILENCE, "no update for 11 days")],
            id="stale",
        ),
        pytest.param(week_of((20, 40.0)), [(Why.SILENCE, "no update for 30 days")], id="silent"),
        pytest.param(week_of(), [(Why.SILENCE, "never reported")], id="never"),
        pytest.param(week_of(day=5), [], id="not yet due"),
        pytest.param(
            week_of((50, 1.0), kr=KR._replace(target=None)),
            [(Why.DEFINITION, "can't be scored: No target")],
            id="no target",
        ),
    ],
)
def test_the_talk_list_says_why(week: Week, reasons: list[tuple[Why, str]]) -> None:
    assert reasons_of(week) == reasons


def test_a_call_that_nobody_makes_is_talked_about() -> None:
    check_ins = (line(on(50)),)
    week = week_of(kr=YES_NO, check_ins=check_ins)
    assert reasons_of(week) == [
        (Why.STATUS, "Needs a call"),
        (Why.STATUS, "no confidence was given"),
    ]


SLOW = KR._replace(frequency=Frequency.QUARTERLY)
KEPT = (line(on(36), 80.0), line(on(43), 80.0), line(HALF, 95.0))


@pytest.mark.parametrize(
    ("kr", "check_ins", "day", "told"),
    [
        pytest.param(
            SLOW,
            (line(HALF, 0.0, confidence=6.0),),
            50,
            "the owner's confidence is 6 of 10",
            id="measured once a quarter",
        ),
        pytest.param(
            YES_NO,
            (line(on(5), False, confidence=6.0),),
            5,
            "the owner's confidence is 6 of 10",
            id="not done, in the first days",
        ),
        pytest.param(
            YES_NO._replace(due=on(49)),
            (line(HALF, False, confidence=9.0),),
            50,
            f"it was due on {on(49)} and is not done",
            id="overdue",
        ),
        pytest.param(
            KR,
            (line(HALF, 40.0, confidence=2.0),),
            50,
            "the owner's confidence is only 2 of 10",
            id="doubted",
        ),
        pytest.param(
            KR, (line(on(5), -3.0),), 5, "it fell behind its baseline", id="behind at once"
        ),
        pytest.param(
            KEEP,
            KEPT,
            50,
            "the last observation kept the limit, but too few of the others did",
            id="kept too seldom",
        ),
    ],
)
def test_a_status_that_no_number_shows_says_what_it_comes_from(
    kr: KeyResult, check_ins: tuple[CheckIn, ...], day: int, told: str
) -> None:
    week = week_of(kr=kr, check_ins=check_ins, day=day)
    assert reasons_of(week)[1:] == [(Why.STATUS, told)]


@pytest.mark.parametrize(
    ("kr", "check_in"),
    [
        pytest.param(KR, line(HALF, 30.0, confidence=2.0), id="too slow, and doubted"),
        pytest.param(KEEP, line(HALF, 80.0), id="limit broken"),
        pytest.param(
            SLOW,
            line(HALF, 0.0, confidence=6.0, owner_rag=Rag.RED),
            id="its owner has another colour",
        ),
        pytest.param(SLOW, line(on(20), 0.0, confidence=6.0), id="silent"),
    ],
)
def test_what_the_line_shows_anyway_is_not_told(kr: KeyResult, check_in: CheckIn) -> None:
    told = {text for _, text in reasons_of(week_of(kr=kr, check_ins=(check_in,)))}
    assert not any("confidence" in each or "limit" in each for each in told)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        pytest.param(8.0, 5.0, ["confidence fell from 8 to 5"], id="by three"),
        pytest.param(8.0, 6.0, [], id="by two"),
        pytest.param(5.0, 8.0, [], id="a rise"),
    ],
)
def test_a_drop_in_confidence_is_talked_about(before: float, now: float, told: list[str]) -> None:
    first, second = line(on(43), 40.0, confidence=before), line(HALF, 40.0, confidence=now)
    week = week_of(check_ins=(first, second))
    assert [text for _, text in reasons_of(week)] == told


@pytest.mark.parametrize(
    ("value", "given", "told"),
    [
        pytest.param(
            40.0,
            {"owner_rag": Rag.RED},
            ["Red", "the owner says Red, the figures say Green"],
            id="worse, without a reason",
        ),
        pytest.param(
            10.0,
            {"owner_rag": Rag.GREEN, "reason": "Signed"},
            ["the owner says Green, the figures say Red: Signed"],
            id="better, with a reason",
        ),
        pytest.param(
            10.0,
            {"owner_rag": Rag.GREEN},
            [
                "Red",
                f"the owner says Green, the figures say Red; {_STAND}",
            ],
            id="better, without a reason",
        ),
        pytest.param(40.0, {"owner_rag": Rag.GREEN}, [], id="agreement"),
    ],
)
def test_a_disagreement_is_talked_about(
    value: float, given: dict[str, Any], told: list[str]
) -> None:
    week = week_of(check_ins=(line(HALF, value, **given),))
    assert [text for _, text in reasons_of(week)] == told


def test_an_owner_cannot_disagree_with_silence() -> None:
    # A status that says nothing is neither better nor worse.
    kr = KR._replace(target=None)
    week = week_of(kr=kr, check_ins=(line(HALF, 1.0, owner_rag=Rag.NOT_STARTED),))
    assert [why for why, _ in reasons_of(week)] == [Why.DEFINITION]


@pytest.mark.parametrize(
    ("day", "closed"), [pytest.param(101, False, id="over"), pytest.param(50, True, id="closed")]
)
def test_when_the_quarter_is_over_nobody_disagrees(day: int, closed: bool) -> None:
    check_ins = (line(HALF, 100.0, owner_rag=Rag.RED),)
    week = week_of(check_ins=check_ins, day=day, closed=closed)
    assert Why.DISAGREEMENT not in [why for why, _ in reasons_of(week)]


def test_the_worst_comes_first_and_carries_its_last_check_in() -> None:
    second = KR._replace(id="KR2")
    lines = (line(HALF, 30.0), line(HALF, 10.0, "KR2", in_the_way="No time"))
    week = summary(plan_of(KR, second, check_ins=lines), SMB, HALF)
    assert [c.figure.key_result.id for c in week.concerns] == ["KR2", "KR1"]
    assert week.concerns[0].check_in is week.latest[1] is lines[1]


# --- successes --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "day", "told"),
    [
        pytest.param(64.0, 50, 1, id="exactly two check-ins ahead is not enough"),
        pytest.param(64.1, 50, 1, id="more than two check-ins ahead"),
        pytest.param(63.9, 50, 0, id="less"),
        pytest.param(50.0, 13, 0, id="in the first days"),
        pytest.param(50.0, 14, 1, id="after the first days"),
    ],
)
def test_who_is_well_ahead_is_told(value: float, day: int, told: int) -> None:
    # 14 of 100 days: from 0.64 at half time. The edge itself does not count.
    edge = value == 64.0
    assert len(week_of((day, value), day=day).successes) == (0 if edge else told)


def test_a_lead_is_measured_in_check_ins() -> None:
    found = week_of((50, 40.0)).found
    assert needed_lead(found) == pytest.approx(0.14)
    assert needed_lead(found._replace(policy=BIWEEKLY)) == pytest.approx(0.28)


def test_a_target_that_is_met_says_since_when() -> None:
    week = week_of((30, 100.0), (37, 90.0), (44, 100.0), (50, 101.0))
    assert [(s.met_since, round(s.lead, 2)) for s in week.successes] == [(on(44), 0.51)]


def test_check_ins_of_tomorrow_and_of_others_do_not_count_for_it() -> None:
    lines = (line(on(44), 100.0), line(on(45), 1.0, "KR2"), line(on(46), 1.0, "?"))
    plan = plan_of(KR, KR._replace(id="KR2"), check_ins=(*lines, line(on(60), 1.0)))
    assert [s.met_since for s in summary(plan, SMB, HALF).successes] == [on(44)]


@pytest.mark.parametrize(
    "week",
    [
        pytest.param(week_of((50, 95.0), kr=KEEP), id="a Keep type has no path"),
        pytest.param(week_of((39, 99.0)), id="a stale value"),
        pytest.param(
            week_of(check_ins=(line(HALF, 99.0, owner_rag=Rag.YELLOW),)), id="its owner warns"
        ),
        pytest.param(week_of(), id="no data"),
        pytest.param(week_of(check_ins=(line(HALF, confidence=9),), kr=YES_NO), id="not done yet"),
    ],
)
def test_no_success_is_told_of(week: Week) -> None:
    assert week.successes == ()


def test_milestones_that_are_done_say_when() -> None:
    from okrsheet.core.model import Stage

    stages = (Stage("KR1", "A", done=on(20)), Stage("KR1", "B", done=on(41)))
    week = week_of(kr=STAGED, stages=stages)
    assert [s.met_since for s in week.successes] == [on(41)]


# --- who has to act ---------------------------------------------------------------------------


def test_decisions_and_running_plans_are_apart() -> None:
    week = summary(red_weeks(3), SMB, HALF)
    assert [k.key_result.id for k in week.decisions_due] == ["KR1"]
    plan = red_weeks(3)
    kr = plan.key_results[0]._replace(
        recovery_action="Call", recovery_owner="Ann", recovery_due=on(60)
    )
    running = summary(plan._replace(key_results=(kr, *plan.key_results[1:])), SMB, HALF)
    assert running.decisions_due == ()
    assert [k.key_result.id for k in running.plans_running] == ["KR1"]


def test_a_decision_of_this_week_is_told() -> None:
    plan = red_weeks(3)
    kr = plan.key_results[0]._replace(decision=Decision.REVISE, decided_by="Bo", decided_on=on(44))
    decided = plan._replace(key_results=(kr, *plan.key_results[1:]))
    assert [k.key_result.id for k in summary(decided, SMB, HALF).decided] == ["KR1"]
    assert summary(decided, SMB, on(51)).decided == ()
    undated = plan._replace(key_results=(kr._replace(decided_on=None), *plan.key_results[1:]))
    assert summary(undated, SMB, HALF).decided == ()


def test_who_owes_stands_once_the_longest_silence_first() -> None:
    krs = (
        KR._replace(owner="Ann"),
        KR._replace(id="KR2", owner="Bo"),
        KR._replace(id="KR3", owner="ANN"),
        KR._replace(id="KR4"),
    )
    people = (Person("ann", email="ann@example.com"), Person("Ann", email="other@example.com"))
    lines = (line(on(40), 1.0), line(on(30), 1.0, "KR2"), line(on(42), 1.0, "KR3"))
    week = summary(plan_of(*krs, check_ins=lines, people=people), SMB, HALF)
    told = [
        (o.owner, o.email, o.since, [k.key_result.id for k in o.key_results]) for o in week.owing
    ]
    assert told == [
        ("", "", on(7), ["KR4"]),
        ("Bo", "", on(37), ["KR2"]),
        ("Ann", "ann@example.com", on(47), ["KR1", "KR3"]),
    ]


def test_who_owes_is_one_person_however_the_blanks_of_the_name_are_typed() -> None:
    krs = (KR._replace(owner="Ann Lee"), KR._replace(id="KR2", owner="ANN  lee"))
    people = (Person(" ann   Lee", email="ann@example.com"),)
    (owed,) = summary(plan_of(*krs, people=people), SMB, HALF).owing
    assert (owed.owner, owed.email) == ("Ann Lee", "ann@example.com")
    assert [k.key_result.id for k in owed.key_results] == ["KR1", "KR2"]


def test_misses_are_forecasts_below_a_hit_the_least_likely_first() -> None:
    second = COMMITTED._replace(id="KR2")
    third = KR._replace(id="KR3")
    lines = tuple(
        line(on(day), value * day / 50, name)
        for day in (29, 36, 43, 50)
        for name, value in (("KR1", 20.0), ("KR2", 46.0), ("KR3", 48.0))
    )
    week = summary(plan_of(KR, second, third, check_ins=lines), SMB, HALF)
    assert [k.key_result.id for k in week.misses][-1] != "KR3"
    assert {k.key_result.id for k in week.misses} == {"KR1", "KR2"}
    assert set(week.forecasts) == {0, 1, 2}


@pytest.mark.parametrize(
    ("values", "likely", "trending_off", "listed"),
    [
        pytest.param((8.0, 8.0), False, False, True, id="unlikely"),
        pytest.param((0.0, 12.0), True, False, False, id="likely"),
        pytest.param((0.0, 5.0), True, True, True, id="likely, but off track twice running"),
    ],
)
def test_a_likely_hit_is_a_miss_only_where_it_trends_off(
    values: tuple[float, float], likely: bool, trending_off: bool, listed: bool
) -> None:
    week = week_of(*zip((15, 22), values, strict=True), day=22)
    ahead = week.forecasts[0]
    assert ahead.band is not Band.HIT
    assert (ahead.chance_hit > 0.5, ahead.trending_off) == (likely, trending_off)
    assert bool(week.misses) is listed


# --- whose week -------------------------------------------------------------------------------

TWO_TEAMS = Plan(
    plan_of(KR).quarter,
    objectives=(O1, T1, T1._replace(id="T2", team="Ops")),
    key_results=(
        KR,
        KR._replace(id="KR2", objective_id="T1"),
        KR._replace(id="KR3", objective_id="t2"),
    ),
    check_ins=(line(HALF, 40.0), line(HALF, 10.0, "KR2")),
    teams=(Team("Sales"), Team("")),
    log=(
        LogLine(on(44), LogKind.CHANGE, "kr2", "Target raised"),
        LogLine(on(50), LogKind.PRIORITY, "t2", "Call them"),
        LogLine(on(43), LogKind.CHANGE, "KR2", "Too old"),
        LogLine(on(51), LogKind.CHANGE, "KR2", "Of tomorrow"),
        LogLine(None, LogKind.CHANGE, "KR2", "Undated"),
        LogLine(on(50), LogKind.RISK, "KR2", "Not of the week"),
    ),
)


def test_teams_come_from_their_sheet_and_from_objectives() -> None:
    more = Objective("T3", "Text", Level.TEAM, "SALES")
    plan = TWO_TEAMS._replace(objectives=(*TWO_TEAMS.objectives, more, Objective("T4", "")))
    assert team_names(plan) == ("Sales", "Ops")


def test_everybody_s_week_holds_everything() -> None:
    week = summary(TWO_TEAMS, SMB, HALF)
    assert [o.objective.id for o in week.objectives] == ["O1", "T1", "T2"]
    assert (week.headline.reported, week.headline.due) == (2, 3)
    assert week.headline.score == pytest.approx(0.4)
    assert [entry.what for entry in week.log] == ["Target raised", "Call them"]
    assert {word: count for word, count in week.counts.items() if count} == {
        Rag.GREEN: 1,
        Rag.RED: 1,
        Rag.NO_DATA: 1,
    }


def test_a_team_s_week_holds_its_part_alone() -> None:
    week = summary(TWO_TEAMS, SMB, HALF, "Sales")
    assert [o.objective.id for o in week.objectives] == ["T1"]
    assert [k.key_result.id for k in week.key_results] == ["KR2"]
    assert week.headline.score == pytest.approx(0.1)
    assert week.headline.rag is Rag.RED
    assert [entry.what for entry in week.log] == ["Target raised"]
    assert week.owing == ()
    assert [o.key_results[0].key_result.id for o in summary(TWO_TEAMS, SMB, HALF, "Ops").owing] == [
        "KR3"
    ]
