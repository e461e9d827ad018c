"""The oracle itself, against the golden values that semantics.md spells out."""

from datetime import date, timedelta
from typing import Any

import pytest

from okrsheet.core.model import (
    UNREADABLE,
    CheckIn,
    KeyResult,
    Objective,
    Plan,
    Quarter,
    Stage,
    Team,
)
from okrsheet.core.policy import PRESETS, SMB, Policy
from okrsheet.core.words import Cadence, Commitment, Decision, Frequency, Level, Rag, Type
from tests.oracle.generate import random_plan
from tests.oracle.oracle import judge

Q3 = Quarter("2026-Q3", date(2026, 7, 1), date(2026, 9, 30))
# Day 50 of 100: half of the quarter is gone.
HUNDRED = Quarter("Hundred", date(2026, 3, 2), date(2026, 3, 2) + timedelta(days=100))
HALF = HUNDRED.start + timedelta(days=50)
AFTER = HUNDRED.end + timedelta(days=1)

KR = KeyResult("KR1", "O1", "Result", Type.INCREASE, baseline=0.0, target=100.0)
COMMITTED = KR._replace(commitment=Commitment.COMMITTED)
KEEP = KR._replace(type=Type.KEEP_ABOVE, baseline=None, target=90.0)
YES_NO = KR._replace(type=Type.YES_NO, baseline=None, target=None)
STAGED = YES_NO._replace(type=Type.MILESTONES)
O1 = Objective("O1", "Objective", Level.COMPANY)


def line(day: date, value: Any = None, **fields: Any) -> CheckIn:
    if value is None and all(each is None for each in fields.values()):
        fields["next_step"] = "Go on"
    return CheckIn(day, "kr1", value, **fields)


def days_ago(count: int) -> date:
    return HALF - timedelta(days=count)


def plan_of(*key_results: KeyResult, **fields: Any) -> Plan:
    return Plan(HUNDRED, objectives=(O1,), key_results=key_results)._replace(**fields)


def only(
    kr: KeyResult, *lines: CheckIn, as_of: date = HALF, policy: Policy = SMB, **fields: Any
) -> dict[str, Any]:
    """The figures of a plan's single key result."""
    plan = plan_of(kr, check_ins=lines, **fields)
    figures: dict[str, Any] = judge(plan, policy, as_of)["key_results"][0]
    return figures


# --- 1. Progress and score --------------------------------------------------------------------


def test_a_key_result_at_its_baseline_is_zero() -> None:
    kr = KR._replace(baseline=280.0, target=360.0)
    assert only(kr, line(HALF, 280.0))["score"] == 0
    assert only(kr, line(HALF, 301.0))["progress"] == pytest.approx(21 / 80)


@pytest.mark.parametrize(
    ("kr", "value", "progress", "score", "met"),
    [
        (KR, 120.0, 1.2, 1, True),
        (KR, -10.0, -0.1, 0, False),
        (KR, 100.0, 1, 1, True),
        (KR._replace(type=Type.DECREASE, baseline=50.0, target=20.0), 35.0, 0.5, 0.5, False),
        (KR._replace(type=Type.DECREASE, baseline=50.0, target=20.0), 20.0, 1, 1, True),
        (KR._replace(baseline=50.0, target=20.0), 20.0, 1, 1, True),
        (KR._replace(type=None, baseline=50.0, target=20.0), 44.0, 0.2, 0.2, False),
        (KR._replace(type=Type.COUNT, baseline=None), 30.0, 0.3, 0.3, False),
        (YES_NO, True, 1, 1, True),
        (YES_NO, 0.0, 0, 0, False),
        (YES_NO, None, 0, 0, False),
        (KEEP, 90.0, 1, 1, True),
        (KEEP._replace(type=Type.KEEP_BELOW), 90.1, 0, 0, False),
        (KEEP._replace(type=Type.KEEP_RANGE, low=1.0, high=2.0), 2.0, 1, 1, True),
    ],
)
def test_every_type(kr: KeyResult, value: Any, progress: float, score: float, met: bool) -> None:
    figures = only(kr, line(HALF, value))
    assert figures["progress"] == pytest.approx(progress)
    assert figures["score"] == pytest.approx(score)
    assert figures["met"] is met
    assert figures["message"] == ""


def test_keep_is_the_share_of_observations_without_blank_weeks() -> None:
    lines = [line(days_ago(9 - n), value) for n, value in enumerate([95.0, None, 80.0, 92.0])]
    assert only(KEEP, *lines)["score"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("kr", "message"),
    [
        (KR._replace(target=0.0), "Target = baseline: use a Keep type"),
        (KR._replace(target=None), "No target"),
        (KR._replace(target=UNREADABLE), "No target"),
        (KR._replace(baseline=None), "No baseline"),
        (KEEP._replace(target=None), "No target"),
        (KEEP._replace(type=Type.KEEP_RANGE, low=2.0, high=1.0), "Bad range"),
    ],
)
def test_a_broken_definition_is_left_out(kr: KeyResult, message: str) -> None:
    for closed in (False, True):
        figures = only(kr, line(HALF, 10.0), closed=closed)
        assert figures["message"] == message
        assert figures["score"] is None
        assert figures["rollup"] is None
        assert figures["rag"] == Rag.NO_DATA


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ((), "No data"),
        ((line(HALF, UNREADABLE),), "Current is not a number"),
        ((line(days_ago(3), 10.0), line(HALF, True)), "Current is not a number"),
        ((line(HALF + timedelta(days=1), 10.0),), "No data"),
    ],
)
def test_without_data_the_score_is_blank_until_closing(
    lines: tuple[CheckIn, ...], message: str
) -> None:
    figures = only(KR, *lines)
    assert (figures["score"], figures["message"]) == (None, message)
    assert (figures["rollup"], figures["rag"]) == (0, Rag.NO_DATA)
    assert only(KEEP, *lines)["rollup"] is None

    figures = only(KR, *lines, closed=True)
    assert (figures["score"], figures["message"]) == (0, "Missed (no data)")
    assert (figures["rag"], figures["met"]) == (Rag.RED, False)
    assert only(KEEP, *lines, closed=True)["rollup"] == 0


def test_before_the_start_and_after_the_end() -> None:
    early = only(KR, line(days_ago(52), 10.0), as_of=days_ago(51))
    assert (early["message"], early["rag"], early["score"]) == ("Not started", Rag.NOT_STARTED, 0.1)
    late = only(KR, line(HUNDRED.end, 60.0), as_of=AFTER)
    assert (late["message"], late["rag"]) == ("awaiting final score", Rag.YELLOW)


def test_stages_by_weight() -> None:
    stages = (
        Stage("KR1", "One", 3.0, done=days_ago(2)),
        Stage("kr1", "Two", None, done=HALF + timedelta(days=1)),
        Stage("KR1", "Three", -2.0),
    )
    figures = only(STAGED, stages=stages)
    assert (figures["progress"], figures["met"]) == (0.75, False)
    assert (figures["current"], figures["last_check_in"]) == (None, days_ago(2))


# --- 2. Final bands ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kr", "value", "band"),
    [
        (KR, 69.5, "Hit"),
        (KR, 69.49, "Progress"),
        (KR, 49.5, "Progress"),
        (KR, 49.49, "Missed"),
        (COMMITTED, 100.0, "Hit"),
        (COMMITTED, 99.9, "Progress"),
        (COMMITTED, 70.0, "Progress"),
        (COMMITTED, 69.9, "Missed"),
    ],
)
def test_bands(kr: KeyResult, value: float, band: str) -> None:
    assert only(kr, line(HALF, value))["band"] == band


def test_google_bands() -> None:
    google = SMB._replace(**PRESETS["google"])  # type: ignore[arg-type]
    assert only(KR, line(HALF, 40.0), policy=google)["band"] == "Progress"


def test_a_keep_that_ends_unmet_is_at_most_progress() -> None:
    lines = [line(days_ago(30 - n), 95.0) for n in range(9)]
    assert only(KEEP, *lines)["band"] == "Hit"
    assert only(KEEP, *lines, line(HALF, 80.0))["band"] == "Progress"


def test_short_of_commitment() -> None:
    figures = only(COMMITTED, line(HALF, 80.0), closed=True)
    assert (figures["message"], figures["rag"]) == ("short of commitment: explain", Rag.YELLOW)


# --- 3. Status --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kr", "value", "rag"),
    [
        (KR, 35.0, Rag.GREEN),
        (KR, 34.9, Rag.YELLOW),
        (KR, 25.0, Rag.YELLOW),
        (KR, 24.9, Rag.RED),
        (COMMITTED, 47.5, Rag.GREEN),
        (COMMITTED, 47.4, Rag.YELLOW),
        (COMMITTED, 37.5, Rag.YELLOW),
        (COMMITTED, 37.4, Rag.RED),
        (COMMITTED, 100.0, Rag.GREEN),
    ],
)
def test_pace_at_half_time(kr: KeyResult, value: float, rag: Rag) -> None:
    assert only(kr, line(HALF, value))["automatic"] == rag


@pytest.mark.parametrize(
    ("day", "value", "rag"),
    [
        (13, 0.0, Rag.GREEN),
        (13, -1.0, Rag.YELLOW),
        (14, 0.0, Rag.YELLOW),
        (24, 0.0, Rag.YELLOW),
        (25, 0.0, Rag.RED),
    ],
)
def test_the_first_days_and_the_first_quarter(day: int, value: float, rag: Rag) -> None:
    as_of = HUNDRED.start + timedelta(days=day)
    assert only(KR, line(as_of, value), as_of=as_of)["automatic"] == rag


def test_checkpoints_bend_the_expected_line() -> None:
    kr = KR._replace(checkpoints=(10.0, 60.0))  # 1 April (day 30) and 1 May (day 60)
    assert only(kr, as_of=HUNDRED.start + timedelta(days=15))["expected"] == pytest.approx(0.05)
    assert only(kr, as_of=HUNDRED.start + timedelta(days=30))["expected"] == pytest.approx(0.1)
    assert only(kr, as_of=HUNDRED.start + timedelta(days=45))["expected"] == pytest.approx(0.35)
    assert only(kr, as_of=HUNDRED.start + timedelta(days=80))["expected"] == pytest.approx(0.8)


@pytest.mark.parametrize(("age", "expected"), [(31, 0.19), (32, 0.5)])
def test_a_monthly_value_is_measured_on_its_own_day(age: int, expected: float) -> None:
    kr = KR._replace(frequency=Frequency.MONTHLY)
    assert only(kr, line(days_ago(age), 19.0))["expected"] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("value", "red_line", "rag"),
    [
        (90.0, 85.0, Rag.GREEN),
        (85.0, 85.0, Rag.YELLOW),
        (84.9, 85.0, Rag.RED),
        (89.0, None, Rag.RED),
    ],
)
def test_keep_and_its_red_line(value: float, red_line: float | None, rag: Rag) -> None:
    assert only(KEEP._replace(red_line=red_line), line(HALF, value))["automatic"] == rag


@pytest.mark.parametrize(
    ("confidence", "rag"),
    [
        (7.0, Rag.GREEN),
        (6.0, Rag.YELLOW),
        (4.0, Rag.YELLOW),
        (3.0, Rag.RED),
        (None, Rag.NEEDS_A_CALL),
        (11.0, Rag.NEEDS_A_CALL),
    ],
)
def test_confidence_decides(confidence: float | None, rag: Rag) -> None:
    quarterly = KR._replace(frequency=Frequency.QUARTERLY)
    for kr in (YES_NO, quarterly):
        assert only(kr, line(HALF, confidence=confidence))["automatic"] == rag


def test_confidence_based_edges() -> None:
    late = HUNDRED.start + timedelta(days=75)
    assert only(YES_NO, line(late), as_of=late)["automatic"] == Rag.YELLOW
    due = YES_NO._replace(due=days_ago(1))
    assert only(due, line(HALF, confidence=9.0))["automatic"] == Rag.RED
    assert only(due, line(HALF, True))["automatic"] == Rag.GREEN
    assert only(due)["automatic"] == Rag.NO_DATA


def test_stages_against_their_due_dates() -> None:
    stages = (
        Stage("KR1", "One", due=HALF, done=HALF),
        Stage("KR1", "Two", due=HALF),
        Stage("KR1", "Three", due=HUNDRED.end),
        Stage("KR1", "Four"),
    )
    figures = only(STAGED, stages=stages)
    assert figures["expected"] == pytest.approx(2.5 / 4)
    assert figures["pace"] == pytest.approx(0.4)
    assert figures["automatic"] == Rag.RED


@pytest.mark.parametrize(
    ("value", "owner", "reason", "rag"),
    [
        (40.0, Rag.RED, "", Rag.RED),
        (10.0, Rag.GREEN, "", Rag.RED),
        (10.0, Rag.GREEN, "Signed today", Rag.GREEN),
        (None, Rag.GREEN, "", Rag.NO_DATA),
        (None, Rag.YELLOW, "", Rag.YELLOW),
    ],
)
def test_the_owners_word(value: float | None, owner: Rag, reason: str, rag: Rag) -> None:
    given = line(HALF, value, owner_rag=owner, reason=reason)
    assert only(KR, given)["rag"] == rag
    assert only(KR, given, line(HALF, 40.0))["rag"] == Rag.GREEN  # for that check-in only


def test_low_confidence_turns_green_by_pace_yellow() -> None:
    assert only(KR, line(HALF, 40.0, confidence=3.0))["automatic"] == Rag.YELLOW
    assert only(KR, line(HALF, 100.0, confidence=3.0))["automatic"] == Rag.GREEN


@pytest.mark.parametrize(
    ("cadence", "age", "rag", "message"),
    [
        (Cadence.WEEKLY, 10, Rag.GREEN, ""),
        (Cadence.WEEKLY, 11, Rag.YELLOW, "stale: 11 days"),
        (Cadence.WEEKLY, 17, Rag.YELLOW, "stale: 17 days"),
        (Cadence.WEEKLY, 18, Rag.NO_DATA, "silent: 18 days"),
        (Cadence.BIWEEKLY, 17, Rag.GREEN, ""),
        (Cadence.BIWEEKLY, 18, Rag.YELLOW, "stale: 18 days"),
        (Cadence.BIWEEKLY, 31, Rag.YELLOW, "stale: 31 days"),
        (Cadence.BIWEEKLY, 32, Rag.NO_DATA, "silent: 32 days"),
    ],
)
def test_silence(cadence: Cadence, age: int, rag: Rag, message: str) -> None:
    figures = only(KR, line(days_ago(age), 40.0), policy=SMB._replace(cadence=cadence))
    assert (figures["rag"], figures["message"]) == (rag, message)
    assert figures["automatic"] == Rag.GREEN
    assert figures["reported"] is (rag != Rag.NO_DATA)


def test_what_is_done_never_goes_stale() -> None:
    done = only(YES_NO, line(days_ago(40), True))
    assert (done["rag"], done["message"], done["owes"]) == (Rag.GREEN, "", False)
    assert done["reported"]


@pytest.mark.parametrize(("age", "owes"), [(7, False), (8, True)])
def test_owing_an_update(age: int, owes: bool) -> None:
    assert only(KR, line(days_ago(age), 40.0))["owes"] is owes
    as_of = HUNDRED.start + timedelta(days=age)
    assert only(KR, as_of=as_of)["owes"] is owes


# --- 3. The red streak ------------------------------------------------------------------------

MONDAY = HUNDRED.start + timedelta(days=42)  # past the first 25 %
STREAK_DAY = MONDAY + timedelta(days=6 * 7)


def streak_lines(marks: str) -> list[CheckIn]:
    """One check-in a week; R red, Y yellow, G green, - none, ? unreadable."""
    paces = {"R": 0.1, "Y": 0.6, "G": 0.9}
    found = []
    for week, mark in enumerate(marks):
        day = MONDAY + timedelta(days=7 * week)
        gone = (day - HUNDRED.start).days
        if mark == "?":
            found.append(line(day, UNREADABLE))
        elif mark != "-":
            found.append(line(day, gone * paces[mark]))
    return found


@pytest.mark.parametrize(
    ("marks", "streak", "first_week"),
    [
        ("RRR", 3, 0),
        ("R-RR", 3, 0),
        ("R?RR", 3, 0),
        ("RRY", 0, None),
        ("GRR", 2, 1),
        ("YRRRR", 4, 1),
    ],
)
def test_red_streaks(marks: str, streak: int, first_week: int | None) -> None:
    figures = only(KR, *streak_lines(marks), as_of=STREAK_DAY)
    since = None if first_week is None else MONDAY + timedelta(days=7 * first_week)
    assert (figures["streak"], figures["red_since"]) == (streak, since)
    assert figures["escalation"] == ("Leadership: decide" if streak >= 3 else "")


def test_the_last_line_of_a_week_counts() -> None:
    lines = streak_lines("RRR")
    better = line(lines[-1].day, 90.0)
    assert only(KR, *lines, better, as_of=STREAK_DAY)["streak"] == 0
    assert only(KR, *lines[:-1], better, lines[-1], as_of=STREAK_DAY)["streak"] == 3


def test_needs_a_call_ends_a_streak() -> None:
    lines = [line(days_ago(n), confidence=c) for n, c in ((21, 1.0), (14, None), (7, 1.0))]
    assert only(YES_NO, *lines)["streak"] == 1


def test_escalation() -> None:
    lines = streak_lines("RRR")
    running = KR._replace(recovery_action="Act", recovery_owner="Ann", recovery_due=STREAK_DAY)
    decided = KR._replace(decision=Decision.RESOURCES, decided_by="Bo", decided_on=MONDAY)
    expected = {
        running: "Red 3+, plan running",
        running._replace(recovery_due=STREAK_DAY - timedelta(days=1)): "Leadership: decide",
        running._replace(recovery_owner=""): "Leadership: decide",
        decided: "Decided: Add resources",
        decided._replace(decided_on=MONDAY - timedelta(days=1)): "Leadership: decide",
        decided._replace(decided_on=STREAK_DAY + timedelta(days=1)): "Leadership: decide",
        decided._replace(decided_by=""): "Leadership: decide",
    }
    for kr, escalation in expected.items():
        assert only(kr, *lines, as_of=STREAK_DAY)["escalation"] == escalation


# --- 4. Roll-up -------------------------------------------------------------------------------


def row(number: int, value: float | None, **fields: Any) -> tuple[KeyResult, tuple[CheckIn, ...]]:
    kr = KR._replace(id=f"R{number}", **fields)
    return kr, () if value is None else (CheckIn(HALF, kr.id, value),)


def objective_of(*rows: tuple[KeyResult, tuple[CheckIn, ...]], policy: Policy = SMB) -> Any:
    check_ins = tuple(check_in for _, lines in rows for check_in in lines)
    plan = plan_of(*(kr for kr, _ in rows), check_ins=check_ins)
    return judge(plan, policy, HALF)["objectives"][0]


def test_objective_score_and_coverage() -> None:
    figures = objective_of(
        row(1, 80.0, weight=3.0),
        row(2, None),
        row(3, 100.0, weight=0.0),
        row(4, 50.0, target=None),
        row(5, 40.0, weight=UNREADABLE),
        row(6, 40.0, weight=-1.0),
    )
    assert figures["score"] == pytest.approx((3 * 0.8 + 0 + 0.4) / 5)
    assert (figures["reported"], figures["due"], figures["key_results"]) == (3, 4, 6)
    assert figures["limit"] == "fail"


def test_all_weights_zero_is_blank() -> None:
    assert objective_of(row(1, 80.0, weight=0.0))["score"] is None


GREEN, YELLOW, RED = 40.0, 30.0, 10.0


@pytest.mark.parametrize(
    ("rows", "rag", "worst"),
    [
        ([row(1, GREEN), row(2, GREEN)], "Green", "Green"),
        ([row(1, GREEN), row(2, YELLOW)], "Yellow", "Yellow"),
        ([row(1, GREEN), row(2, RED)], "Red", "Red"),
        ([row(1, GREEN, weight=2.0), row(2, RED)], "Yellow", "Red"),
        (
            [row(1, 50.0, weight=9.0), row(2, RED, commitment=Commitment.COMMITTED)],
            "Red",
            "Red",
        ),
        ([row(1, GREEN), row(2, None)], "Yellow", "Yellow"),
        ([row(1, None), row(2, None)], "No data", "No data"),
        ([row(1, GREEN), row(2, RED, weight=0.0)], "Green", "Green"),
        ([], "", ""),
    ],
)
def test_objective_status(rows: list[Any], rag: str, worst: str) -> None:
    assert objective_of(*rows)["rag"] == rag
    assert objective_of(*rows, policy=SMB._replace(worst_wins=True))["rag"] == worst


def test_teams_company_and_the_cascade() -> None:
    team = Objective("T1", "Team objective", Level.TEAM, "Sales", supports=("o1", "O1"))
    other = team._replace(id="T2", supports=(), weight=3.0)
    rows = [
        row(1, YELLOW),
        row(2, GREEN, objective_id="t1"),
        row(3, GREEN, objective_id="T2"),
    ]
    plan = plan_of(
        *(kr for kr, _ in rows),
        check_ins=tuple(check_in for _, lines in rows for check_in in lines),
        objectives=(O1, team, other),
        teams=(Team("Sales"), Team("Product")),
    )
    figures = judge(plan, SMB, HALF)
    assert figures["objectives"][0]["supporting_score"] == pytest.approx(0.4)
    assert figures["objectives"][0]["cascade"] == "Teams hit, company does not"
    assert figures["teams"]["Sales"]["score"] == pytest.approx(0.4)
    assert figures["teams"]["Sales"]["limit"] == "pass"
    assert figures["teams"]["Product"]["objectives"] == 0
    assert figures["teams"]["Product"]["score"] is None
    assert figures["company"]["score"] == pytest.approx(0.3)
    assert figures["company"]["supporting_score"] == pytest.approx(0.4)
    assert figures["company"]["green"] == 2


# --- 8. Limits --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "limit"),
    [(0, "fail"), (1, "warn"), (2, "pass"), (4, "pass"), (5, "warn"), (6, "fail")],
)
def test_key_results_per_objective(count: int, limit: str) -> None:
    assert objective_of(*(row(n, GREEN) for n in range(count)))["limit"] == limit


@pytest.mark.parametrize(("count", "limit"), [(1, "pass"), (3, "pass"), (5, "warn"), (6, "fail")])
def test_company_objectives(count: int, limit: str) -> None:
    objectives = tuple(O1._replace(id=f"O{n}") for n in range(count))
    assert judge(plan_of(objectives=objectives), SMB, HALF)["company"]["limit"] == limit


# --- Rows and names ---------------------------------------------------------------------------


def test_an_id_names_the_first_existing_row() -> None:
    blank = KR._replace(text="")
    plan = plan_of(blank, KR, KR._replace(id="kr1"), check_ins=(line(HALF, 40.0),))
    figures = judge(plan._replace(check_ins=(*plan.check_ins, CheckIn(HALF, "KR9"))), SMB, HALF)
    assert sorted(figures["key_results"]) == [1, 2]
    assert figures["key_results"][1]["current"] == 40.0
    assert figures["key_results"][2]["current"] is None
    assert figures["check_ins"] == {0: "Green", 1: None}


def test_the_generated_plans_are_stable_and_judged() -> None:
    seen = set()
    for seed in range(150):
        plan, policy, as_of = random_plan(seed)
        assert random_plan(seed) == (plan, policy, as_of)
        assert 4 <= len(plan.key_results) <= 14
        figures = judge(plan, policy, as_of)
        for row_figures in figures["key_results"].values():
            seen.add(row_figures["rag"])
            assert row_figures["score"] is None or 0 <= row_figures["score"] <= 1
    assert seen == set(Rag)


def test_the_spec_quarter() -> None:
    """The example of section 5 lies on the same progress: 301 on 10 August of Q3."""
    kr = KR._replace(baseline=280.0, target=360.0)
    plan = plan_of(kr, check_ins=(line(date(2026, 8, 10), 301.0),), quarter=Q3)
    figures = judge(plan, SMB, date(2026, 8, 10))["key_results"][0]
    assert figures["expected"] == pytest.approx(40 / 91)
    assert figures["pace"] == pytest.approx(21 / 80 / (40 / 91))
    assert figures["rag"] == Rag.YELLOW
