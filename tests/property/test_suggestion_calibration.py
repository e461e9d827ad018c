"""How far suggested targets can be trusted, on made-up quarters."""

from itertools import chain

import pytest

from tests.suggestion_trial import GROWTHS, SHAPES, held, tries

COUNT = 100


@pytest.mark.parametrize("shape", SHAPES)
def test_the_target_on_the_way_holds_in_four_of_five(shape: str) -> None:
    """For a metric that goes on much as it did; and it says something: it is no barn door."""
    total = held(chain(*(tries(shape, growth, COUNT, 1) for growth in GROWTHS)))
    assert total.on_the_way >= 0.80
    assert total.width <= 1.3
    assert total.given >= 0.9


@pytest.mark.parametrize(
    ("growth", "least", "most"),
    [
        pytest.param(0.1, 0.0, 0.02, id="+10 %: never"),
        pytest.param(0.4, 0.0, 0.10, id="+40 %: hardly ever"),
        pytest.param(1.5, 0.20, 0.60, id="+150 %: often"),
        pytest.param(-0.1, 0.0, 0.02, id="-10 %: never"),
    ],
)
def test_the_suggestion_is_what_0_7_needs_only_of_metrics_that_double(
    growth: float, least: float, most: float
) -> None:
    total = held(chain(*(tries(shape, growth, COUNT, 1) for shape in SHAPES)))
    assert least <= total.suggested <= most


def test_a_made_up_pair_of_quarters_is_always_the_same() -> None:
    first = tries("steady", 0.2, 5, 3)
    tries.cache_clear()
    assert tries("steady", 0.2, 5, 3) == first != tries("steady", 0.2, 5, 4)
