"""Where a key result stands, in words, and which are due in a week."""

from collections.abc import Sequence
from datetime import date

import pytest

from okrsheet.core.amounts import exact as amount
from okrsheet.core.due import due_in_week, first_day, still_due
from okrsheet.core.figures import Figures, figures
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import CheckIn, KeyResult, Plan
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import parse_quarter
from okrsheet.core.rag import DECIDE
from okrsheet.core.standing import asks, measured, standing, target
from okrsheet.core.words import Cadence, Rag, Type
from tests.small_plan import small_plan

DAY = date(2027, 2, 26)
QUARTER = parse_quarter("2027-Q1")


def figure(kr: KeyResult, *lines: CheckIn, day: date = DAY) -> KeyResultFigures:
    return figures(Plan(QUARTER, key_results=(kr,), check_ins=lines), SMB, day).key_results[0]


def said(value: object, day: date = DAY, confidence: float | None = None) -> CheckIn:
    return CheckIn(day, "K", value, confidence)  # type: ignore[arg-type]  # the test's own values


CLIENTS = KeyResult("K", "O", "Win", Type.INCREASE, "clients", baseline=280.0, target=360.0)


def test_silence_is_told_in_one_word() -> None:
    silent = figure(CLIENTS)
    assert standing(silent, silent) == "K: No data"
    assert standing(silent, figure(CLIENTS, said(298.0))) == "K: No data, was Red"


@pytest.mark.parametrize(
    ("kr", "value", "told"),
    [
        pytest.param(CLIENTS, 298.0, "298 of 360 clients (expected 330)", id="a number"),
        pytest.param(
            CLIENTS._replace(unit="%", baseline=0.24, target=0.33),
            0.29,
            "29% of 33% (expected 29.7%)",
            id="a share",
        ),
        pytest.param(
            CLIENTS._replace(unit="%", baseline=38.0, target=52.0),
            45.0,
            "45% of 52% (expected 46.8%)",
            id="percentages counted to 100",
        ),
        pytest.param(
            CLIENTS._replace(unit="", baseline=6.9, target=7.8),
            7.0,
            "7 of 7.8 (expected 7.47)",
            id="a short way",
        ),
        pytest.param(
            CLIENTS._replace(unit="EUR", baseline=0.0, target=1_150_000.0),
            700_000.5,
            "700,000.5 of 1,150,000 EUR (expected 723,596)",
            id="large numbers",
        ),
        pytest.param(CLIENTS._replace(target=None), 298.0, "298 (no target)", id="no target"),
        pytest.param(
            CLIENTS._replace(baseline=None), 298.0, "298 of 360 clients", id="no baseline"
        ),
        pytest.param(CLIENTS, None, "no value", id="a note alone"),
        pytest.param(
            KeyResult("K", "O", "Keep", Type.KEEP_ABOVE, "points", target=90.0),
            92.0,
            "92 (keep at or above 90 points)",
            id="keep above",
        ),
        pytest.param(
            KeyResult("K", "O", "Keep", Type.KEEP_RANGE, "%", low=0.68, high=0.78),
            0.7,
            "70% (keep in 68% to 78%)",
            id="keep in range",
        ),
        pytest.param(KeyResult("K", "O", "Get", Type.YES_NO), True, "Yes", id="yes"),
        pytest.param(KeyResult("K", "O", "Get", Type.YES_NO), False, "No", id="no"),
    ],
)
def test_what_is_measured(kr: KeyResult, value: object, told: str) -> None:
    assert measured(figure(kr, said(value))) == told


def test_stages_are_told_as_a_share() -> None:
    found = figures(small_plan(), SMB, DAY).key_results[6]
    assert measured(found) == "33% of its stages (expected 33%)"
    assert measured(figures(small_plan(), SMB, date(2027, 2, 2)).key_results[6]) == (
        "no stage done (expected 33%)"
    )


def test_a_line_says_what_changed() -> None:
    before = figure(CLIENTS, said(282.0))
    now = figure(CLIENTS, said(282.0), said(330.0))
    assert standing(now, before) == "K 330 of 360 clients (expected 330): Green, was Red"
    assert standing(now, now) == "K 330 of 360 clients (expected 330): Green"
    assert standing(before, before) == "K 282 of 360 clients (expected 330): Red"
    stale = figure(CLIENTS, said(330.0, date(2027, 2, 12)))
    assert standing(stale, stale).endswith("Yellow (stale: 14 days)")


def test_words_of_the_workbook_can_not_steer_a_terminal() -> None:
    odd = figure(CLIENTS._replace(unit="\x1b[2J"), said(300.0))
    assert "\x1b" not in standing(odd, odd)


def weeks(*rows: tuple[int, float]) -> Sequence[CheckIn]:
    return [said(280.0, date(2027, 2, day), confidence) for day, confidence in rows]


def asked(*lines: CheckIn, given: CheckIn, day: date = DAY, closed: bool = False) -> list[str]:
    found = figures(Plan(QUARTER, key_results=(CLIENTS,), check_ins=lines, closed=closed), SMB, day)
    return list(asks(found.key_results[0], given, found))


def test_what_needs_a_person() -> None:
    lines = weeks((5, 6), (12, 6), (19, 2))
    assert figure(CLIENTS, *lines).escalation == DECIDE
    decide, talk = asked(*lines, given=lines[-1])
    assert decide.startswith("K: Red for 3 check-in weeks without a clear recovery plan. Leader")
    assert decide.endswith("decides: Revise KR, Add resources, Change strategy.")
    assert talk == "K: confidence fell by 4. Talk about it in the meeting."
    assert asked(said(330.0), given=said(330.0)) == []


def test_a_fall_that_another_report_told_is_not_told_again() -> None:
    lines = weeks((5, 6), (12, 6), (19, 2))
    assert len(asked(*lines, given=lines[1])) == 1


FINAL = "K: your Green was not taken, the figures are final."
BETTER = "K: your Green was not taken, it is better than the figures and needs a reason."
LATE, EARLY = date(2027, 4, 3), date(2026, 12, 30)


@pytest.mark.parametrize(
    ("reason", "day", "told"),
    [
        pytest.param("", DAY, [BETTER], id="no reason"),
        pytest.param("Signed", DAY, [], id="taken with its reason"),
        pytest.param("", LATE, [FINAL], id="after the end"),
        pytest.param("Signed", LATE, [FINAL], id="after the end with a reason"),
        pytest.param("", EARLY, [], id="before the quarter"),
    ],
)
def test_a_colour_that_was_not_taken_is_told(reason: str, day: date, told: list[str]) -> None:
    green = said(290.0, day)._replace(owner_rag=Rag.GREEN, reason=reason)
    assert asked(green, given=green, day=day) == told


def test_nothing_is_taken_of_a_closed_quarter() -> None:
    green = said(290.0)._replace(owner_rag=Rag.GREEN, reason="Signed")
    assert asked(green, given=green, closed=True) == [FINAL]


@pytest.mark.parametrize("reason", ["", "Signed"])
@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2027, 2, 12), id="a later report counts"),
        pytest.param(date(2027, 3, 5), id="not yet"),
    ],
)
def test_of_a_colour_that_does_not_count_today_nothing_is_told(day: date, reason: str) -> None:
    green = said(290.0, day)._replace(owner_rag=Rag.GREEN, reason=reason)
    assert asked(said(282.0), green, given=green) == []


def test_amounts_and_targets() -> None:
    assert amount(CLIENTS, 1234567.0) == "1234567"
    assert target(CLIENTS) == "360 clients"
    assert target(CLIENTS._replace(target=None)) == "no target"
    assert target(CLIENTS._replace(unit="%", target=0.5, baseline=0.1)) == "50%"


def due(found: Figures, day: date) -> list[str]:
    return [each.key_result.id for each in due_in_week(found, day)]


@pytest.mark.parametrize(
    ("last", "day", "is_due"),
    [
        pytest.param(None, DAY, True, id="never"),
        pytest.param(date(2027, 2, 21), DAY, True, id="on Sunday, the week before"),
        pytest.param(date(2027, 2, 22), DAY, False, id="on Monday"),
        pytest.param(DAY, DAY, False, id="today"),
        pytest.param(None, date(2026, 12, 31), False, id="before the quarter"),
        pytest.param(date(2027, 3, 29), date(2027, 4, 6), True, id="after the quarter"),
    ],
)
def test_who_is_due(last: date | None, day: date, is_due: bool) -> None:
    lines = () if last is None else (said(300.0, last),)
    plan = Plan(QUARTER, key_results=(CLIENTS,), check_ins=lines)
    assert due(figures(plan, SMB, day), day) == ["K"] * is_due
    assert due(figures(plan._replace(closed=True), SMB, day), day) == []


@pytest.mark.parametrize(
    ("day", "closed", "asked"),
    [
        pytest.param(DAY, False, ["K"], id="while it runs"),
        pytest.param(date(2027, 4, 1), False, [], id="after the end"),
        pytest.param(DAY, True, [], id="closed"),
    ],
)
def test_after_the_end_nobody_is_asked(day: date, *, closed: bool, asked: list[str]) -> None:
    found = figures(Plan(QUARTER, key_results=(CLIENTS,), closed=closed), SMB, day)
    assert [each.key_result.id for each in still_due(found)] == asked


def test_every_second_week() -> None:
    policy = SMB._replace(cadence=Cadence.BIWEEKLY)
    assert first_day(DAY, policy) == date(2027, 2, 15)
    plan = Plan(QUARTER, key_results=(CLIENTS,), check_ins=(said(300.0, date(2027, 2, 15)),))
    assert due(figures(plan, policy, DAY), DAY) == []
    assert due(figures(plan, SMB, DAY), DAY) == ["K"]


def test_what_is_done_for_good_is_not_due() -> None:
    kr = KeyResult("K", "O", "Get", Type.YES_NO)
    plan = Plan(QUARTER, key_results=(kr,), check_ins=(said(True, date(2027, 1, 5)),))
    assert due(figures(plan, SMB, DAY), DAY) == []
    nameless = plan._replace(key_results=(CLIENTS._replace(id=""),), check_ins=())
    assert due(figures(nameless, SMB, DAY), DAY) == []
