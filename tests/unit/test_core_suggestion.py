"""A target for the next quarter (semantics.md, section 5)."""

from datetime import date

import pytest

from okrsheet.core.history import History, Line
from okrsheet.core.model import UNREADABLE, CheckIn
from okrsheet.core.suggestion import Suggestion, median, suggestion, trend_at
from okrsheet.core.words import Type

YEAR_END = date(2026, 12, 31)
SUMMER = (
    (date(2026, 7, 6), 282.0),
    (date(2026, 7, 13), 286.0),
    (date(2026, 7, 20), 290.0),
    (date(2026, 7, 27), 293.0),
    (date(2026, 8, 3), 298.0),
    (date(2026, 8, 10), 301.0),
)
AUGUST = date(2026, 8, 10)


def history(*values: tuple[date, object]) -> History:
    lines = (Line(row, CheckIn(day, "K", value)) for row, (day, value) in enumerate(values))  # type: ignore[arg-type]  # odd values too
    return History(tuple(lines))


@pytest.mark.parametrize(
    ("past", "beyond"),
    [
        pytest.param((), 0.25, id="nothing known"),
        pytest.param((0.7,), 0.25, id="as it should be"),
        pytest.param((0.41, 0.94), 0.25, id="inside both edges"),
        pytest.param((0.95,), 0.30, id="too easy"),
        pytest.param((1.0, 0.95, 0.2), 0.30, id="the median is too easy"),
        pytest.param((1.0, 0.9), 0.30, id="the mean of the two in the middle"),
        pytest.param((0.40,), 0.20, id="too hard"),
        pytest.param((0.1, 0.4, 1.0), 0.20, id="the median is too hard"),
    ],
)
def test_past_scores_say_how_much_to_ask_for(past: tuple[float, ...], beyond: float) -> None:
    up = suggestion(200.0, Type.INCREASE, past)
    assert up == suggestion(200.0, Type.COUNT, past)
    assert up is not None
    assert up.beyond == pytest.approx(beyond)
    assert up.target == pytest.approx(200 * (1 + beyond))
    down = suggestion(200.0, Type.DECREASE, past)
    assert down is not None
    assert down.target == pytest.approx(200 * (1 - beyond))
    assert up.why == down.why


def test_the_range_is_20_to_30_percent() -> None:
    made = suggestion(100.0, Type.INCREASE)
    assert isinstance(made, Suggestion)
    assert (made.easiest, made.hardest) == pytest.approx((120, 130))
    made = suggestion(100.0, Type.DECREASE)
    assert made is not None
    assert (made.easiest, made.hardest) == pytest.approx((80, 70))


@pytest.mark.parametrize("trend", [0.0, -1.0, 1e-12])
def test_without_a_trend_above_0_it_is_set_by_hand(trend: float) -> None:
    assert suggestion(trend, Type.INCREASE) is None


def test_the_trend_is_carried_on_to_the_next_quarter() -> None:
    # 4.0 to 4.2 a week: the median of the fifteen slopes is 4 a week.
    day_slope = (330.142857142857 - 301) / 51
    expected = 301 + day_slope * (YEAR_END - AUGUST).days
    assert trend_at(history(*SUMMER), AUGUST, YEAR_END) == pytest.approx(expected)


def test_what_is_not_known_yet_does_not_count() -> None:
    later = history(*SUMMER, (date(2026, 8, 17), 900.0))
    assert trend_at(later, AUGUST, YEAR_END) == trend_at(history(*SUMMER), AUGUST, YEAR_END)


def test_three_days_with_a_value_are_needed() -> None:
    assert trend_at(history(*SUMMER[:2]), AUGUST, YEAR_END) is None
    unreadable = history(*SUMMER[:2], (date(2026, 7, 20), UNREADABLE))
    assert trend_at(unreadable, AUGUST, YEAR_END) is None
    assert trend_at(history(), AUGUST, YEAR_END) is None


def test_the_median() -> None:
    assert median((3.0,)) == 3
    assert median((3.0, 1.0)) == 2
    assert median((9.0, 1.0, 2.0)) == 2
