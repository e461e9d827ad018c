"""A target for the next quarter from what was reported in this one (readings 52, 53, 66, 67)."""

from datetime import date, timedelta
from typing import Any

import pytest

from okrsheet.core.figures import figures
from okrsheet.core.history import History, Line
from okrsheet.core.model import UNREADABLE, CheckIn, KeyResult, ReviewLine
from okrsheet.core.next_target import (
    Confidence,
    NextTarget,
    confidence,
    past_scores,
    starts_over,
    suggestion_for,
    told,
)
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import parse_quarter
from okrsheet.core.words import Commitment, Type
from tests.unit.plans import SOUND, changed, ended, on

OLD, NEXT = parse_quarter("2027-Q1"), parse_quarter("2027-Q2")
KR = KeyResult("K", "C1", "Result", Type.INCREASE, "clients", baseline=280.0, target=360.0)


def history(*values: Any) -> History:
    """A value a week, the last one on the last day of the quarter."""
    first = OLD.end - timedelta(7 * (len(values) - 1))
    lines = (CheckIn(first + timedelta(7 * week), "K", each) for week, each in enumerate(values))
    return History(tuple(Line(row, each) for row, each in enumerate(lines)))


def target_of(kr: KeyResult, *values: Any, past: tuple[float, ...] = ()) -> NextTarget:
    return suggestion_for(kr, history(*values), OLD.end, NEXT, past)


# 13 weeks of 91 days: a week's change, thirteen times.
def test_the_target_lies_beyond_where_the_trend_leads() -> None:
    """Golden: 280 to 300 by 4 a week leads to 352 by 30 June; 25 % beyond it is 440."""
    found = target_of(KR, 280.0, 284.0, 288.0, 292.0, 296.0, 300.0)
    made = found.suggestion
    assert made is not None
    assert found.trend == pytest.approx(352)
    assert (made.target, made.easiest, made.hardest) == pytest.approx((440, 422.4, 457.6))
    assert found.confidence is Confidence.HIGH
    assert found.reason == (
        "The trend leads to 352 clients by 30 Jun 2027. "
        "Beyond it: the middle of 20 to 30 %, for there are no scores yet."
    )


def test_what_has_to_fall_is_asked_to_fall_further() -> None:
    """Golden: 50 down to 45 by 1 a week leads to 32 by 30 June; 30 % below it is 22.4."""
    falls = KR._replace(type=None, baseline=50.0, target=40.0)
    found = target_of(falls, 50.0, 49.0, 48.0, 47.0, 46.0, 45.0, past=(1.0, 0.98))
    made = found.suggestion
    assert made is not None
    assert (found.trend, made.target) == pytest.approx((32, 22.4))
    assert (made.easiest, made.hardest) == pytest.approx((25.6, 22.4))


def test_the_numbers_say_which_way_it_goes_where_the_type_says_another() -> None:
    """Golden: 58 to 52 by 1 a week leads to 39 by 30 June; 25 % below it is 29.25."""
    against = KR._replace(baseline=58.0, target=44.0)
    values = (57.0, 56.0, 55.0, 54.0, 53.0, 52.0)
    found = target_of(against, *values)
    assert found.suggestion is not None
    assert (found.trend, found.suggestion.target) == pytest.approx((39, 29.25))
    assert found.on_the_way is not None
    assert found.on_the_way.target == pytest.approx(52 - 13 / 0.7)
    assert found == target_of(against._replace(type=Type.DECREASE), *values)


@pytest.mark.parametrize(
    ("kind", "baseline"),
    [(Type.DECREASE, None), (Type.DECREASE, 44.0), (None, 58.0)],
    ids=["no baseline", "target = baseline", "no type"],
)
def test_without_numbers_that_say_which_way_the_type_does(
    kind: Type | None, baseline: float | None
) -> None:
    found = target_of(KR._replace(type=kind, baseline=baseline, target=44.0), 54.0, 53.0, 52.0)
    assert found.suggestion is not None
    assert found.suggestion.hardest < found.suggestion.easiest


def test_a_metric_that_slips_a_little_still_gets_a_target_ahead() -> None:
    """Golden: 100 to 99 by 0.5 a week leads to 92.5; 20 % beyond it is 111."""
    found = target_of(KR._replace(baseline=100.0, target=150.0), 100.0, 99.5, 99.0)
    assert found.suggestion is not None
    assert found.suggestion.easiest == pytest.approx(111)


def test_a_count_is_carried_on_from_0() -> None:
    """Golden: 3 more a week make 39 in thirteen weeks; 20 % beyond them is 46.8."""
    count = KR._replace(type=Type.COUNT, baseline=None, target=40.0)
    assert starts_over(count)
    found = target_of(count, 21.0, 24.0, 27.0, 30.0, past=(0.2,))
    assert found.suggestion is not None
    assert (found.trend, found.suggestion.target) == pytest.approx((39, 46.8))
    assert found.confidence is Confidence.MEDIUM


def test_a_count_that_did_not_start_at_0_is_carried_on_from_its_last_value() -> None:
    count = KR._replace(type=Type.COUNT, baseline=20.0, target=40.0)
    assert not starts_over(count)
    assert target_of(count, 21.0, 24.0, 27.0, 30.0).trend == pytest.approx(69)


@pytest.mark.parametrize(
    ("kr", "values", "trend", "reason"),
    [
        pytest.param(
            KR._replace(type=Type.YES_NO),
            (0.0, 0.0, 1.0),
            None,
            "Yes/No has no trend: set by hand.",
            id="yes or no",
        ),
        pytest.param(
            KR._replace(type=Type.KEEP_ABOVE),
            (90.0, 91.0, 92.0),
            None,
            "Keep at or above has no trend: set by hand.",
            id="a limit",
        ),
        pytest.param(
            KR._replace(type=Type.MILESTONES),
            (None,) * 3,
            None,
            "Milestones has no trend: set by hand.",
            id="stages",
        ),
        pytest.param(
            KR,
            (280.0, UNREADABLE, 290.0),
            None,
            "It needs 3 check-ins on different days: set by hand.",
            id="two values",
        ),
        pytest.param(
            KR._replace(type=Type.DECREASE),
            (50.0, 40.0, 30.0),
            -100.0,
            "The trend leads to -100 clients by 30 Jun 2027: set by hand.",
            id="below 0",
        ),
        pytest.param(
            KR._replace(baseline=100.0, target=150.0),
            (100.0, 98.0, 96.0, 94.0, 92.0, 90.0),
            64.0,
            "The trend leads to 64 clients by 30 Jun 2027; 20 to 30 % beyond that is not ahead of "
            "90 clients, where it starts: set by hand.",
            id="it fell and should rise",
        ),
        pytest.param(
            KR._replace(type=Type.DECREASE, baseline=10.0, target=5.0),
            (10.0, 11.0, 12.0, 13.0),
            26.0,
            "The trend leads to 26 clients by 30 Jun 2027; 20 to 30 % beyond that is not ahead of "
            "13 clients, where it starts: set by hand.",
            id="it rose and should fall",
        ),
        pytest.param(
            KR._replace(baseline=150.0, target=200.0),
            (144.0, 142.0, 140.0),
            114.0,
            "The trend leads to 114 clients by 30 Jun 2027; 20 to 30 % beyond that is not ahead of "
            "140 clients, where it starts: set by hand.",
            id="a part of the range lies behind the start",
        ),
    ],
)
def test_why_it_is_to_be_set_by_hand(
    kr: KeyResult, values: tuple[Any, ...], trend: float | None, reason: str
) -> None:
    found = target_of(kr, *values)
    assert (found.suggestion, found.confidence, found.reason) == (None, None, reason)
    assert found.trend == (None if trend is None else pytest.approx(trend))


def path(*values: float) -> list[tuple[int, float]]:
    return [(7 * week, value) for week, value in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param((1.0, 2.0, 3.0), Confidence.LOW, id="three in a line"),
        pytest.param((1.0, 2.0, 3.0, 4.0), Confidence.MEDIUM, id="four in a line"),
        pytest.param((1.0, 2.0, 3.0, 4.0, 5.0), Confidence.MEDIUM, id="five in a line"),
        pytest.param((1.0, 2.0, 3.0, 4.0, 5.0, 6.0), Confidence.HIGH, id="six in a line"),
        pytest.param((1.0, 2.4, 2.6, 4.4, 4.6, 6.0), Confidence.MEDIUM, id="six that scatter"),
        pytest.param((1.0, 6.0, 2.0, 5.0, 3.0, 9.0), Confidence.LOW, id="six all over the place"),
    ],
)
def test_how_far_it_can_be_trusted(values: tuple[float, ...], expected: Confidence) -> None:
    assert confidence(path(*values), leads_to=20.0, days=91) is expected


def test_past_scores_are_those_a_team_could_aim_with() -> None:
    assert past_scores(figures(ended(50.0, 80.0, 30.0, 120.0), SMB, on(101))) == {
        "": (0.5, 0.8),
        "sales": (0.3, 1.0),
    }


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"commitment": Commitment.COMMITTED}, id="committed"),
        pytest.param({"type": Type.KEEP_ABOVE}, id="a limit"),
        pytest.param({"target": None}, id="no target"),
    ],
)
def test_other_scores_say_nothing(change: dict[str, Any]) -> None:
    plan = changed(ended(50.0, 80.0, 30.0, 120.0), "key_results", 0, **change)
    assert past_scores(figures(plan, SMB, on(101)))[""] == (0.8,)


def test_no_score_says_nothing() -> None:
    assert past_scores(figures(SOUND._replace(check_ins=()), SMB, on(101))) == {}


def test_the_score_on_record_counts() -> None:
    by_hand = (ReviewLine("KR1", manual_score=0.9, manual_reason="Half of it was ours"),)
    plan = ended(50.0, 80.0, 30.0, 120.0)._replace(reviews=by_hand)
    assert past_scores(figures(plan, SMB, on(101)))[""] == (0.9, 0.8)


def test_what_is_not_known_yet_does_not_count() -> None:
    values = (280.0, 284.0, 288.0, 292.0)
    earlier = OLD.end - timedelta(7)
    found = suggestion_for(KR, history(*values), earlier, NEXT)
    days = (date(2027, 6, 30) - earlier).days
    assert found.trend == pytest.approx(288 + 4 / 7 * days)


# --- The target that scores 0.7 if it goes on as it did (reading 68) ---------------------------


@pytest.mark.parametrize(
    ("kr", "values", "expected"),
    [
        pytest.param(
            KR,
            (280.0, 284.0, 288.0, 292.0, 296.0, 300.0),
            (300 + 52 / 0.7, 300 + 0.8 * 52 / 0.7, 300 + 1.2 * 52 / 0.7),
            id="steady: a fifth of the way on either side",
        ),
        pytest.param(
            KR._replace(type=Type.DECREASE, baseline=50.0, target=40.0),
            (50.0, 49.0, 48.0, 47.0, 46.0, 45.0),
            (45 - 13 / 0.7, 45 - 0.8 * 13 / 0.7, 45 - 1.2 * 13 / 0.7),
            id="falling",
        ),
        pytest.param(
            KR,
            (290.0, 290.0, 300.0),
            (300 + 65 / 0.7, 300.0, 300 + 130 / 0.7),
            id="from a week of standstill to the fastest week",
        ),
        pytest.param(
            KR,
            (300.0, 290.0, 310.0, 320.0),
            (320 + 13 * 25 / 3 / 0.7, 320.0, 320 + 13 * 20 / 0.7),
            id="it never ends behind where it starts",
        ),
        pytest.param(
            KR._replace(type=Type.DECREASE, baseline=100.0, target=40.0),
            (100.0, 99.0, 93.0),
            (93 - 45.5 / 0.7, 93 - 13 / 0.7, 0.0),
            id="nor below 0",
        ),
        pytest.param(
            KR._replace(type=Type.COUNT, baseline=None),
            (10.0, 20.0, 30.0, 40.0),
            (130 / 0.7, 0.8 * 130 / 0.7, 1.2 * 130 / 0.7),
            id="a Count starts at 0 again",
        ),
    ],
)
def test_the_target_on_the_way(
    kr: KeyResult, values: tuple[float, ...], expected: tuple[float, ...]
) -> None:
    assert target_of(kr, *values).on_the_way == pytest.approx(expected)


@pytest.mark.parametrize(
    ("kr", "values"),
    [
        pytest.param(KR, (300.0, 299.0, 298.0), id="it goes the wrong way"),
        pytest.param(KR, (300.0, 300.0, 300.0), id="it stands still"),
        pytest.param(
            KR._replace(type=Type.DECREASE, baseline=50.0, target=40.0),
            (50.0, 47.0, 44.0),
            id="it would have to fall below 0",
        ),
        pytest.param(KR, (300.0, 310.0), id="too few values"),
    ],
)
def test_no_target_lies_on_the_way(kr: KeyResult, values: tuple[float, ...]) -> None:
    assert target_of(kr, *values).on_the_way is None


def test_what_stands_beside_a_suggested_target() -> None:
    found = target_of(KR, 280.0, 284.0, 288.0, 292.0, 296.0, 300.0)
    assert told(KR, found) == (
        "422.4 to 457.6 clients, high confidence. The trend leads to 352 clients by 30 Jun 2027. "
        "Beyond it: the middle of 20 to 30 %, for there are no scores yet. If it goes on as it "
        "did, 374.3 clients (359.4 to 389.1 clients) would score 0.7."
    )


def test_what_is_said_where_the_target_is_set_by_hand() -> None:
    """A profit of -100 that becomes -40: 20 % beyond a trend below 0 makes no sense."""
    profit = KR._replace(unit="EUR", baseline=-100.0, target=0.0)
    found = target_of(profit, -46.0, -44.0, -42.0, -40.0)
    assert found.suggestion is None
    assert told(profit, found) == (
        "The trend leads to EUR -14 by 30 Jun 2027: set by hand. If it goes on as it did, "
        "EUR -2.86 (EUR -10.3 to EUR 4.57) would score 0.7."
    )
    few = target_of(profit, -40.0)
    assert told(profit, few) == "It needs 3 check-ins on different days: set by hand."
