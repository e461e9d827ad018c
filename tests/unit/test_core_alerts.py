"""An alert is what is worse than it was: core/alerts."""

import json
from typing import Any

import pytest

from okrsheet.core.alerts import (
    Standing,
    alerts,
    from_record,
    of_team,
    standings,
    to_record,
)
from okrsheet.core.figures import Figures, figures
from okrsheet.core.model import Stage
from okrsheet.core.policy import SMB
from tests.unit.plans import GREEN, HALF, KR, RED, STAGED, T1, YELLOW, line, on, plan_of


def found(value: float, **given: Any) -> Figures:
    return figures(plan_of(KR, check_ins=(line(on(49), value),), **given), SMB, HALF)


CALM = Standing("Green", owes=False, decide=False, fell="")


def what(now: Figures, then: Standing | None = CALM) -> list[str]:
    return [each.what for each in alerts(now, {"KR1": then} if then else {})]


@pytest.mark.parametrize(
    ("value", "then", "told"),
    [
        pytest.param(GREEN, "Green", [], id="still Green"),
        pytest.param(YELLOW, "Green", ["Yellow, was Green"], id="Green to Yellow"),
        pytest.param(RED, "Green", ["Red, was Green"], id="Green to Red"),
        pytest.param(RED, "Yellow", ["Red, was Yellow"], id="Yellow to Red"),
        pytest.param(RED, "No data", ["Red, was No data"], id="No data to Red"),
        pytest.param(YELLOW, "Red", [], id="Red to Yellow is better"),
        pytest.param(GREEN, "Red", [], id="recovered"),
        pytest.param(RED, "Red", [], id="still Red"),
        pytest.param(RED, "Purple", ["Red, was Purple"], id="a word nobody knows"),
    ],
)
def test_a_status_that_got_worse_is_told(value: float, then: str, told: list[str]) -> None:
    assert what(found(value), CALM._replace(rag=then)) == told


def test_a_key_result_that_was_not_known_had_no_trouble() -> None:
    assert what(found(RED), None) == ["Red"]
    assert what(found(GREEN), None) == []


def test_a_closed_quarter_alerts_nobody() -> None:
    assert what(found(RED)) == ["Red, was Green"]
    assert what(found(RED, closed=True)) == []


def test_silence_is_told_once() -> None:
    now = figures(plan_of(KR, check_ins=(line(on(20), GREEN),)), SMB, HALF)
    assert f"no update since {on(20)}" in what(now, CALM._replace(rag="No data"))
    assert what(now, CALM._replace(rag="No data", owes=True)) == []


def test_a_key_result_nobody_ever_reported_on_is_told() -> None:
    now = figures(plan_of(KR), SMB, HALF)
    assert what(now, None) == ["no update at all"]


def test_a_decision_that_is_due_is_told_first() -> None:
    lines = tuple(line(on(day), RED) for day in (28, 35, 42, 49))
    now = figures(plan_of(KR, check_ins=lines), SMB, HALF)
    assert what(now) == [
        "leadership has to decide, Red for 4 check-in weeks",
        "Red, was Green",
    ]
    assert what(now, Standing("Red", owes=False, decide=True, fell="")) == []


def test_every_fall_of_confidence_is_told_once() -> None:
    lines = (line(on(42), GREEN, confidence=9.0), line(on(49), GREEN, confidence=5.0))
    now = figures(plan_of(KR, check_ins=lines), SMB, HALF)
    assert what(now) == ["confidence fell by 4"]
    assert what(now, CALM._replace(fell=on(49).isoformat())) == []
    assert what(now, CALM._replace(fell=on(42).isoformat())) == ["confidence fell by 4"]


def test_a_stage_done_later_is_no_second_fall_of_confidence() -> None:
    lines = (line(on(42), confidence=9.0), line(on(45), confidence=5.0))
    stages = (Stage("KR1", "Draft", 1.0, None, on(49)), Stage("KR1", "Trial", 1.0, None, None))
    now = figures(plan_of(STAGED, check_ins=lines, stages=stages), SMB, HALF)
    assert what(now) == ["confidence fell by 4"]
    assert what(now, CALM._replace(fell=on(45).isoformat())) == []


def test_an_alert_is_one_line_with_whom_to_ask() -> None:
    now = figures(plan_of(KR._replace(owner="Ann Lee"), check_ins=(line(on(49), RED),)), SMB, HALF)
    (told,) = alerts(now, {})
    assert str(told) == "KR1 (Ann Lee): Red. Result"
    assert str(told._replace(owner="")) == "KR1: Red. Result"


def test_a_team_is_found_in_any_case() -> None:
    kr = KR._replace(objective_id="T1")
    now = figures(plan_of(kr, objectives=(T1,), check_ins=(line(on(49), RED),)), SMB, HALF)
    assert len(of_team(now, "sALES")) == len(of_team(now, "")) == 1
    assert not of_team(now, "Support")
    assert not alerts(now, {}, "Support")
    assert standings(now, "Support") == {}


def test_a_state_is_read_back_as_it_was_written() -> None:
    now = found(RED)
    known = standings(now)
    record = json.loads(json.dumps(to_record(now, known)))
    assert from_record(record, now.plan.quarter.name) == known
    assert alerts(now, known) == ()


@pytest.mark.parametrize(
    ("record", "known"),
    [
        pytest.param([], None, id="a list"),
        pytest.param({}, None, id="no format"),
        pytest.param({"format": 1}, None, id="no key results"),
        pytest.param({"format": 2, "key_results": {}}, None, id="of a later okrsheet"),
        pytest.param({"format": 1, "quarter": "X", "key_results": {}}, {}, id="another quarter"),
        pytest.param(
            {"format": 1, "quarter": "Q", "key_results": {"KR1": 7, "KR2": {"owes": "yes"}}},
            {"KR2": Standing("", owes=False, decide=False, fell="")},
            id="odd rows",
        ),
    ],
)
def test_what_is_no_state_is_none(record: object, known: object) -> None:
    assert from_record(record, "Q") == known


def test_of_an_id_that_stands_twice_the_first_line_counts() -> None:
    twice = plan_of(KR, KR, check_ins=(line(on(49), RED),))
    now = figures(twice, SMB, HALF)
    known = standings(now)
    assert list(known) == ["KR1"]
    assert known["KR1"].rag == "Red"
    assert alerts(now, known) == ()
