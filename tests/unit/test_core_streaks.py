"""Red weeks in a row and what they ask for (semantics.md, section 3)."""

from typing import Any

import pytest

from okrsheet.core.key_result_figures import trouble
from okrsheet.core.model import UNREADABLE, CheckIn, KeyResult
from okrsheet.core.policy import SMB
from okrsheet.core.rag import Week, red_weeks, weeks
from okrsheet.core.words import Decision, Frequency, Rag
from tests.unit.plans import (
    GREEN,
    HALF,
    KEEP,
    KR,
    RED,
    YELLOW,
    YES_NO,
    judged,
    line,
    on,
    only,
    plan_of,
)

MONDAY = 42  # past the first 25 % of the quarter
LATER = on(84)


def reported(marks: str) -> list[CheckIn]:
    """One check-in a week, on Mondays: R red, Y yellow, G green, - none, ? unreadable."""
    paces = {"R": 0.1, "Y": 0.6, "G": 0.9}
    found = []
    for week, mark in enumerate(marks):
        day = MONDAY + 7 * week
        if mark == "?":
            found.append(line(on(day), UNREADABLE))
        elif mark != "-":
            found.append(line(on(day), day * paces[mark]))
    return found


@pytest.mark.parametrize(
    ("marks", "streak", "first_week"),
    [
        pytest.param("RRR", 3, 0, id="R R R = 3"),
        pytest.param("R-RR", 3, 0, id="R - R R = 3: a missing week neither adds nor resets"),
        pytest.param("RRY", 0, None, id="R R Y = 0"),
        pytest.param("GRR", 2, 1, id="G R R = 2"),
        pytest.param("RRG", 0, None, id="R R G = 0"),
        pytest.param("RRR--", 3, 0, id="weeks without a check-in at the end"),
        pytest.param("R?RR", 3, 0, id="a week without data counts as missing"),
        pytest.param("RR?", 2, 0, id="the last week without data"),
        pytest.param("RYRR", 2, 2, id="a Yellow in between"),
        pytest.param("RRRRR", 5, 0, id="five"),
        pytest.param("----", 0, None, id="nothing reported"),
    ],
)
def test_red_streaks(marks: str, streak: int, first_week: int | None) -> None:
    figure = only(KR, *reported(marks), as_of=LATER)
    since = None if first_week is None else on(MONDAY + 7 * first_week)
    assert (figure.streak, figure.red_since) == (streak, since)
    assert figure.escalation == ("Leadership: decide" if streak >= 3 else "")


def test_the_last_check_in_of_a_week_counts() -> None:
    lines = reported("RRR")
    sunday = line(on(MONDAY + 14 + 6), 90.0)
    assert only(KR, *lines, sunday, as_of=LATER).streak == 0
    monday = line(on(MONDAY + 14 + 7), 90.0)
    assert only(KR, *lines, monday, as_of=on(MONDAY + 20)).streak == 3
    better_first = line(lines[-1].day, 90.0)
    assert only(KR, *lines[:-1], better_first, lines[-1], as_of=LATER).streak == 3
    assert only(KR, *lines, better_first, as_of=LATER).streak == 0


def test_two_red_check_ins_of_a_week_are_one_week() -> None:
    twice = [line(on(MONDAY), 1.0), line(on(MONDAY + 3), 1.0), line(on(MONDAY + 7), 1.0)]
    figure = only(KR, *twice, as_of=LATER)
    assert (figure.streak, figure.red_since) == (2, on(MONDAY + 3))


def test_later_check_ins_do_not_count_yet() -> None:
    assert only(KR, *reported("RRRR"), as_of=on(MONDAY + 14)).streak == 3


def test_the_effective_status_counts() -> None:
    worse = [line(on(MONDAY + 7 * n), 60.0, owner_rag=Rag.RED) for n in range(3)]
    assert only(KR, *worse, as_of=LATER).streak == 3
    reasoned = line(on(MONDAY + 21), 1.0, owner_rag=Rag.YELLOW, reason="Signed")
    assert only(KR, *reported("RRR"), reasoned, as_of=LATER).streak == 0


def test_what_was_known_on_the_day_counts() -> None:
    """A streak stays although the same values would be Yellow before 25 % of the quarter."""
    early = [line(on(14), 0.0), line(on(21), 0.0)]  # Yellow on their own days
    assert only(KR, *early, line(on(28), 0.0), as_of=on(28)).streak == 1


def test_a_week_before_the_quarter_counts_as_missing() -> None:
    lines = [line(on(0), 80.0), line(on(-3), 80.0), line(on(7), 80.0)]
    kr = KEEP._replace(red_line=85.0)
    assert only(kr, *lines, as_of=on(7)).streak == 2


def test_needs_a_call_ends_a_streak() -> None:
    given = [line(on(29), confidence=1.0), line(on(36)), line(on(43), confidence=1.0)]
    assert only(YES_NO, *given).streak == 1
    assert only(YES_NO, *given[::2]).streak == 2


def test_weeks_and_red_weeks_by_hand() -> None:
    told = [Week(on(0), Rag.RED), Week(on(6), Rag.RED), Week(on(7), Rag.NO_DATA)]
    assert weeks(told) == (told[1], told[2])
    assert red_weeks(told) == (told[1],)
    assert red_weeks([*told, Week(on(14), Rag.NEEDS_A_CALL)]) == ()
    assert red_weeks([]) == ()


# --- What a long Red asks for -----------------------------------------------------------------

THREE = reported("RRR")  # until day 56; the figures are for day 84
RUNNING = KR._replace(recovery_action="Act", recovery_owner="Ann", recovery_due=LATER)
DECIDED = KR._replace(decision=Decision.RESOURCES, decided_by="Bo", decided_on=on(MONDAY))
RUNS = "Red 3+, plan running"
DECIDE = "Leadership: decide"


@pytest.mark.parametrize(
    ("kr", "escalation"),
    [
        pytest.param(KR, DECIDE, id="no plan, no decision"),
        pytest.param(RUNNING, RUNS, id="a clear plan, due today"),
        pytest.param(RUNNING._replace(recovery_due=on(83)), DECIDE, id="an overdue plan"),
        pytest.param(RUNNING._replace(recovery_due=None), DECIDE, id="a plan without a date"),
        pytest.param(RUNNING._replace(recovery_owner=""), DECIDE, id="a plan without an owner"),
        pytest.param(RUNNING._replace(recovery_action=""), DECIDE, id="a plan without an action"),
        pytest.param(DECIDED, "Decided: Add resources", id="decided on the first red day"),
        pytest.param(
            DECIDED._replace(decision=Decision.REVISE), "Decided: Revise KR", id="revise the KR"
        ),
        pytest.param(
            DECIDED._replace(decision=Decision.STRATEGY, decided_on=LATER),
            "Decided: Change strategy",
            id="decided today",
        ),
        pytest.param(DECIDED._replace(decided_on=on(41)), DECIDE, id="decided before the streak"),
        pytest.param(DECIDED._replace(decided_on=on(85)), DECIDE, id="decided tomorrow"),
        pytest.param(DECIDED._replace(decided_on=None), DECIDE, id="decided without a date"),
        pytest.param(DECIDED._replace(decided_by=""), DECIDE, id="decided by nobody"),
        pytest.param(DECIDED._replace(decision=None), DECIDE, id="a date and a name only"),
        pytest.param(
            DECIDED._replace(recovery_action="Act", recovery_owner="Ann", recovery_due=LATER),
            RUNS,
            id="a plan comes before the decision",
        ),
        pytest.param(
            DECIDED._replace(recovery_action="Act", recovery_owner="Ann", recovery_due=on(83)),
            "Decided: Add resources",
            id="an overdue plan, then the decision",
        ),
    ],
)
def test_escalation(kr: KeyResult, escalation: str) -> None:
    assert only(kr, *THREE, as_of=LATER).escalation == escalation
    assert only(kr, *THREE[1:], as_of=LATER).escalation == ""  # two weeks ask for nothing


@pytest.mark.parametrize(
    ("day", "closed"),
    [pytest.param(101, False, id="after the end"), pytest.param(84, True, id="closed")],
)
def test_once_the_quarter_is_over_nothing_is_left_to_decide(day: int, *, closed: bool) -> None:
    assert only(KR, *THREE, as_of=on(100)).escalation == DECIDE
    assert only(KR, *THREE, as_of=on(day), closed=closed).escalation == ""


def test_the_number_of_weeks_is_a_setting() -> None:
    two = SMB._replace(red_weeks=2)
    assert only(KR, *THREE[1:], as_of=LATER, policy=two).escalation == DECIDE
    assert only(RUNNING, *THREE[1:], as_of=LATER, policy=two).escalation == "Red 2+, plan running"


# --- The order of trouble ---------------------------------------------------------------------


def in_order(*rows: tuple[str, KeyResult, Any]) -> list[str]:
    """IDs, the ones in most trouble first; a row is an ID, a key result, a value at half time."""
    key_results = [kr._replace(id=name) for name, kr, _ in rows]
    lines = [line(HALF, value, name) for name, _, value in rows if value != "silent"]
    found = judged(plan_of(*key_results, check_ins=tuple(lines)))
    return [f.key_result.id for f in sorted(found.key_results, key=trouble, reverse=True)]


def test_trouble_by_status() -> None:
    named = in_order(
        ("green", KR, GREEN),
        ("yellow", KR, YELLOW),
        ("call", YES_NO, None),
        ("silent", KR, "silent"),
        ("red", KR, RED),
    )
    assert named == ["red", "silent", "call", "yellow", "green"]


def test_status_comes_before_distance() -> None:
    """Each row is further behind than the one above it, whose status is worse."""
    slow = KR._replace(frequency=Frequency.QUARTERLY)
    rows = (
        (KR, line(HALF, 90.0, "red", owner_rag=Rag.RED)),
        (KR, line(HALF, UNREADABLE, "silent")),
        (slow, line(HALF, 49.0, "call")),
        (KR, line(HALF, 48.0, "yellow", owner_rag=Rag.YELLOW)),
        (KR, line(HALF, 36.0, "green")),
    )
    key_results = (kr._replace(id=given.key_result_id) for kr, given in reversed(rows))
    found = judged(plan_of(*key_results, check_ins=tuple(given for _, given in rows)))
    named = [f.key_result.id for f in sorted(found.key_results, key=trouble, reverse=True)]
    assert named == ["red", "silent", "call", "yellow", "green"]


def test_a_decision_due_comes_before_any_red() -> None:
    decide = [line(on(36 + 7 * n), 5.0, "decide") for n in range(3)]
    worse = line(on(50), -90.0, "worse")
    plan = plan_of(KR._replace(id="worse"), KR._replace(id="decide"), check_ins=(*decide, worse))
    ranks = [trouble(figure) for figure in judged(plan).key_results]
    assert ranks[1] > ranks[0]


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        pytest.param((KR, 10.0), (KR, 5.0), ["b", "a"], id="further behind comes first"),
        pytest.param((KR, 10.0), (KR, 9.9), ["b", "a"], id="a thousandth behind"),
        pytest.param((KR, 10.0), (KR, 9.99), ["a", "b"], id="less than half a thousandth: by row"),
        pytest.param((KR, 60.0), (KR, 70.0), ["a", "b"], id="ahead comes last"),
        pytest.param((KR, -200.0), (KR, -500.0), ["a", "b"], id="from 2 on all are the same"),
        pytest.param((KR, 200.0), (KR, 500.0), ["a", "b"], id="as are those ahead by 1 or more"),
        pytest.param((KEEP, 95.0), (KR, 36.0), ["b", "a"], id="Keep types are never behind"),
    ],
)
def test_trouble_by_distance(
    first: tuple[KeyResult, float], second: tuple[KeyResult, float], order: list[str]
) -> None:
    assert in_order(("a", *first), ("b", *second)) == order
