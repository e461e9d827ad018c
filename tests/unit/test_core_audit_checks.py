"""Findings on readiness and wording: OKR054, OKR055, OKR056."""

from typing import Any, Final

import pytest

from okrsheet.core.audit_checks import wording_findings
from okrsheet.core.audited import audited, judge
from okrsheet.core.figures import figures
from okrsheet.core.findings import Place, Severity
from okrsheet.core.history import History
from okrsheet.core.lint.wording import Measure, Remark, Wording
from okrsheet.core.model import Plan
from okrsheet.core.policy import SMB
from tests.unit.plans import HALF, HUNDRED, findings_of, with_key_result

VAGUE: Final[dict[str, Any]] = {"text": "Grow the business", "target": None, "wording_fine": None}
ERROR = Remark("vague", Severity.ERROR, "No number says when.", "from X to Y")
HINT = Remark("long", Severity.HINT, "It is long.", "")


def test_a_text_that_is_no_key_result_is_told_with_the_lints_words() -> None:
    plan = with_key_result(**VAGUE)
    wording = judge(plan.key_results[0], History())
    (told,) = findings_of(plan, "OKR055")
    assert not wording.passes
    assert told.message == f"KR1: {wording.remarks[0].why}"
    assert (told.severity, told.place) == (Severity.ERROR, Place("key_results", 0, "text"))
    (unready,) = findings_of(plan, "OKR054")
    assert "type or target missing or not usable, wording not measurable" in unready.message


@pytest.mark.parametrize("word", [True, False], ids=["Yes", "No"])
def test_nothing_is_said_of_a_wording_a_person_has_judged(word: bool) -> None:
    assert findings_of(with_key_result(**{**VAGUE, "wording_fine": word}), "OKR055") == []


@pytest.mark.parametrize("code", ["OKR054", "OKR055"])
@pytest.mark.parametrize(
    ("day", "closed", "count"),
    [
        pytest.param(-30, False, 1, id="before the quarter"),
        pytest.param(100, False, 1, id="on its last day"),
        pytest.param(101, False, 0, id="after it"),
        pytest.param(50, True, 0, id="closed early"),
    ],
)
def test_readiness_matters_until_the_quarter_is_over(
    day: int, closed: bool, count: int, code: str
) -> None:
    plan = with_key_result(**VAGUE)._replace(closed=closed)
    assert len(findings_of(plan, code, day)) == count


def test_a_text_that_says_something_else_than_its_columns_is_told() -> None:
    text = "Raise renewals from 10 to 90"
    plan = with_key_result(text=text, baseline=10.0, target=80.0)
    (told,) = findings_of(plan, "OKR057")
    assert told.message == "KR1: The text says 90, the target column 80."
    assert told.place == Place("key_results", 0, "text")
    assert findings_of(with_key_result(text=text, baseline=10.0, target=90.0), "OKR057") == []


def test_an_empty_quarter_is_not_judged() -> None:
    assert findings_of(Plan(HUNDRED), "OKR054") == findings_of(Plan(HUNDRED), "OKR056") == []


def test_the_worst_remark_alone_is_told() -> None:
    wording = Wording("Grow", Measure(), (ERROR, HINT))
    (told,) = wording_findings("OKR056", "objectives", [("O1", 3, wording)])
    assert (told.code, told.severity, told.message) == (
        "OKR056",
        Severity.ERROR,
        "O1: No number says when.",
    )
    assert told.way_out == "Try: from X to Y"
    assert (told.ids, told.place) == (("O1",), Place("objectives", 3, "text"))


def test_without_a_rewrite_the_code_says_the_way_out() -> None:
    wording = Wording("Grow", Measure(), (HINT,))
    (told,) = wording_findings("OKR055", "key_results", [("K1", 0, wording)])
    assert told.severity is Severity.HINT
    assert told.way_out == "Reword it, or say Yes in Wording is fine."


def test_a_text_with_nothing_to_say_about_gives_no_finding() -> None:
    assert (
        list(wording_findings("OKR055", "key_results", [("K", 0, Wording("K", Measure()))])) == []
    )


@pytest.mark.parametrize(
    ("fields", "rewrite"),
    [
        pytest.param(
            {"baseline": 30.0, "target": 45.0, "unit": "points"}, "from 30 to 45", id="known"
        ),
        pytest.param(
            {"baseline": 0.3, "target": 0.45, "unit": "%"}, "from 30% to 45%", id="percent"
        ),
        pytest.param(
            {"baseline": 30.0, "target": 45.0, "unit": "%"}, "from 30% to 45%", id="over 1"
        ),
        pytest.param({"baseline": None, "target": 45.0}, "from X to Y", id="no baseline"),
        pytest.param({"baseline": 30.0, "target": None}, "from X to Y", id="no target"),
    ],
)
def test_what_the_columns_know_stands_in_the_rewrite(fields: dict[str, Any], rewrite: str) -> None:
    plan = with_key_result(text="Improve loyalty", wording_fine=None, **fields)
    each = audited(figures(plan, SMB, HALF))[0]
    assert f"Improve loyalty {rewrite} as measured by Z" == each.rewrite
