"""Percentages that were typed as whole numbers: found, told at their cell, and never praised."""

from typing import Any

import pytest

from okrsheet.core.concerns import Why
from okrsheet.core.findings import Place, Severity
from okrsheet.core.model import UNREADABLE
from okrsheet.core.percentages import share_meant
from okrsheet.core.policy import SMB
from okrsheet.core.week import summary
from okrsheet.core.words import Type
from tests.unit.plans import (
    HALF,
    KR,
    changed,
    findings_of,
    judged,
    line,
    on,
    with_key_result,
    with_more,
)

RATE = KR._replace(unit="%", baseline=0.22, target=0.31)


@pytest.mark.parametrize(
    ("given", "value", "meant"),
    [
        pytest.param({}, 28.0, 0.28, id="28 for 28 %"),
        pytest.param({}, 5.0, 0.05, id="a share below the baseline"),
        pytest.param({}, -5.0, -0.05, id="a negative one"),
        pytest.param({}, 0.28, None, id="a share"),
        pytest.param({}, 1.0, None, id="1 is 100 %"),
        pytest.param({}, UNREADABLE, None, id="what nobody can read"),
        pytest.param({"unit": "points"}, 28.0, None, id="no percentage"),
        pytest.param({"baseline": 22.0, "target": 31.0}, 28.0, None, id="counted to 100"),
        pytest.param({"baseline": 22.0}, 28.0, None, id="a definition of two scales"),
        pytest.param({"baseline": None, "target": None}, 28.0, None, id="no definition"),
        pytest.param({"baseline": 0.0, "target": 0.0}, 28.0, None, id="0 says no scale"),
        pytest.param({"baseline": 0.0, "target": 1.0}, 10.0, 0.1, id="10 of 0 to 100 %"),
        pytest.param({"baseline": 0.0, "target": 1.0}, 1.5, None, id="150 % where 100 is aimed at"),
        pytest.param({"baseline": 0.9, "target": 1.0}, 1.3, None, id="130 % of 90 to 100"),
        pytest.param({"baseline": 0.95, "target": 1.1}, 105.0, 1.05, id="105 of 95 to 110 %"),
        pytest.param({"baseline": 2.0, "target": 1.0}, 5.0, None, id="a few percent, or shares"),
        pytest.param({"type": Type.KEEP_ABOVE, "baseline": None}, 29.0, 0.29, id="a limit alone"),
        pytest.param(
            {"type": Type.KEEP_RANGE, "baseline": None, "target": None, "low": 0.6, "high": 0.7},
            64.0,
            0.64,
            id="a range",
        ),
        pytest.param({"type": Type.YES_NO}, 28.0, None, id="a yes or no"),
    ],
)
def test_a_whole_number_for_a_share(given: dict[str, Any], value: Any, meant: float | None) -> None:
    assert share_meant(RATE._replace(**given), value) == meant


def test_each_wrong_cell_is_told_and_the_right_ones_are_not() -> None:
    plan = with_key_result(unit="%", baseline=0.22, target=0.31)
    plan = changed(plan, "check_ins", 0, value=0.25, day=on(40))
    plan = with_more(plan, "check_ins", line(on(42), 27.0), line(HALF, 28.0))
    found = findings_of(plan, "OKR068")
    assert [each.place for each in found] == [Place("check_ins", row, "value") for row in (4, 5)]
    assert {each.severity for each in found} == {Severity.ERROR}
    assert found[1].message == "KR1: the value 28 is 2,800 %; type 28 % (0.28)."
    assert findings_of(plan, "OKR021") == []


def test_the_score_stays_that_of_what_is_stored() -> None:
    plan = with_key_result(unit="%", baseline=0.22, target=0.31)
    figure = judged(changed(plan, "check_ins", 0, value=28.0)).key_results[0]
    assert figure.score == 1.0


def test_a_slip_is_no_success_and_no_recovery() -> None:
    plan = with_key_result(unit="%", baseline=0.22, target=0.31)
    plan = changed(plan, "check_ins", 0, value=0.22, day=on(43))
    better = with_more(plan, "check_ins", line(HALF, 0.31))
    slipped = with_more(plan, "check_ins", line(HALF, 28.0))
    week = summary(better, SMB, HALF)
    assert [s.figure.row for s in week.successes] == [0]
    assert 0 in [m.now.row for m in week.moves]
    assert 0 not in [c.figure.row for c in week.concerns]
    week = summary(slipped, SMB, HALF)
    assert week.successes == ()
    assert 0 not in [m.now.row for m in week.moves]
    (concern,) = [c for c in week.concerns if c.figure.row == 0]
    assert concern.reasons[0] == (Why.VALUE, "the value 28 is 2,800 %; type 28 % (0.28)")
