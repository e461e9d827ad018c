"""How far the forecast can be trusted on made-up quarters: interval and chances."""

import pytest

from tests.forecast_stories import KINDS, UNSEEN
from tests.forecast_trial import average, measure

COUNT = 400


@pytest.mark.parametrize("name", [*KINDS, *UNSEEN])
def test_the_interval_covers_about_four_of_five(name: str) -> None:
    assert 0.70 <= measure(name, 6, COUNT, 1).covered <= 0.90


@pytest.mark.parametrize("week", [3, 4, 6, 8, 10, 12])
def test_the_chances_beat_the_pace(week: int) -> None:
    total = average([measure(name, week, COUNT // 4, 2) for name in KINDS])
    assert total.hit < total.hit_by_pace
    assert total.target < total.target_by_pace
    assert 0.70 <= total.covered <= 0.90


def test_a_made_up_quarter_is_always_the_same() -> None:
    assert measure("step", 6, 5, 3) == measure("step", 6, 5, 3)
    assert measure("step", 6, 5, 3) != measure("step", 6, 5, 4)
