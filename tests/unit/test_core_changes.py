"""Which numbers are known of a published quarter, and which were changed without a word."""

from typing import Any

import pytest

from okrsheet.core.changes import known_by_id, known_now
from okrsheet.core.model import UNREADABLE, Known, LogLine, Plan
from tests.unit.plans import KR, START, findings_of, plan_of

KNOWN = Known("KR1", baseline=0.0, target=100.0)
CHANGED = KR._replace(target=120.0)


def opened(kr: Any = KR, known: Known = KNOWN, *lines: LogLine) -> Plan:
    return plan_of(kr, published=START, known=(known,), log=lines)


def line(new: str, kind: str = "Change", about: str = "KR1") -> LogLine:
    return LogLine(START, kind, about, "Target", "100", new)


def told(plan: Plan) -> list[str]:
    return [each.message for each in findings_of(plan, "OKR058", 50)]


def known(plan: Plan) -> Known | None:
    return known_now(plan, plan.key_results[0], known_by_id(plan))


TOLD = ["Target of KR1 was 100 and is 120 now."]


@pytest.mark.parametrize(
    "new",
    ["120", "120 leads", "from 100 to 120", "EUR 120", "120.0", "120,0", "0.12k or 120", "12000 %"],
)
def test_a_line_of_the_log_settles_it(new: str) -> None:
    plan = opened(CHANGED, KNOWN, line(new))
    assert told(plan) == []
    assert known(plan) == KNOWN._replace(target=120.0)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param((), id="no line"),
        pytest.param((line("130"),), id="another number"),
        pytest.param((line("1200"),), id="a longer number"),
        pytest.param((line("1,2,0.0.0"),), id="no number in any notation"),
        pytest.param((line(""),), id="no number"),
        pytest.param((line("120", kind="Risk"),), id="a line of another kind"),
        pytest.param((line("120", about="KR2"),), id="about another key result"),
    ],
)
def test_what_is_not_said_is_told_and_stays_known(lines: tuple[LogLine, ...]) -> None:
    plan = opened(CHANGED, KNOWN, *lines)
    assert told(plan) == TOLD
    assert known(plan) == KNOWN


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1200.0, "1,200"),
        (1200.0, "1.200"),
        (1200.0, "1\u202f200 EUR"),
        (1200.0, "1'200"),
        (-5.0, "\u22125 points"),
        (0.62, "62 %"),
        (0.625, "62,5%"),
        (29.5, "29,5 days"),
    ],
)
def test_numbers_as_people_write_them(value: float, written: str) -> None:
    assert told(opened(KR._replace(target=value), KNOWN, line(written))) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        pytest.param(None, 50.0, id="a blank filled in"),
        pytest.param(50.0, None, id="a number that is gone"),
        pytest.param(50.0, UNREADABLE, id="a number nobody can read"),
        pytest.param(0.3, 0.1 + 0.2, id="the last digit"),
        pytest.param(0.0, 0.0, id="nothing"),
    ],
)
def test_no_change(was: float | None, now: Any) -> None:
    plan = opened(KR._replace(baseline=now), KNOWN._replace(baseline=was))
    assert told(plan) == []
    left = known(plan)
    assert left is not None
    assert left.baseline == (now if was is None else pytest.approx(was))


def test_a_baseline_of_0_can_change() -> None:
    assert told(opened(KR._replace(baseline=5.0))) == ["Baseline of KR1 was 0 and is 5 now."]


def test_the_ends_of_a_range_count_too() -> None:
    plan = opened(KR._replace(low=2.0, high=3.0), KNOWN._replace(low=1.0, high=3.0))
    assert told(plan) == ["Low of KR1 was 1 and is 2 now."]


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(opened(CHANGED)._replace(published=None), id="a draft"),
        pytest.param(opened(CHANGED._replace(id="KR7")), id="another ID"),
        pytest.param(opened(CHANGED._replace(text="")), id="no key result"),
        pytest.param(opened(CHANGED)._replace(known=()), id="nothing known"),
    ],
)
def test_nothing_is_told_of(plan: Plan) -> None:
    assert told(plan) == []


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        pytest.param(opened()._replace(published=None), None, id="a draft"),
        pytest.param(opened(KR._replace(text="")), None, id="no key result"),
        pytest.param(opened(KR._replace(id="")), None, id="no ID"),
        pytest.param(opened()._replace(known=()), KNOWN, id="the first time"),
        pytest.param(opened(KR._replace(id="kr1")), KNOWN._replace(key_result_id="kr1"), id="case"),
    ],
)
def test_what_is_known_from_now_on(plan: Plan, expected: Known | None) -> None:
    assert known(plan) == expected
