"""Values as a person writes them."""

from typing import Any

import pytest

from okrsheet.core.amounts import amount, difference, goal, quantity, span
from okrsheet.core.model import UNREADABLE
from okrsheet.core.words import Type
from tests.unit.plans import KEEP_RANGE, KR, YES_NO


@pytest.mark.parametrize(
    ("value", "told"),
    [
        pytest.param(6.25, "6.25", id="two decimals below ten"),
        pytest.param(58.44, "58.4", id="one below a thousand"),
        pytest.param(1150000.4, "1,150,000", id="none above"),
        pytest.param(10.0, "10", id="no needless zeros"),
        pytest.param(-0.0, "0", id="no negative nothing"),
        pytest.param(0.004, "0.004", id="small"),
        pytest.param(1e99, "1e+99", id="huge"),
        pytest.param(100.0, "100", id="zeros that count"),
    ],
)
def test_numbers_have_no_needless_decimals(value: float, told: str) -> None:
    assert quantity(value) == told


@pytest.mark.parametrize(
    ("unit", "value", "told"),
    [
        pytest.param("clients", 301.0, "301 clients", id="word"),
        pytest.param("", 301.0, "301", id="no unit"),
        pytest.param("%", 0.245, "24.5%", id="percent"),
        pytest.param("EUR", 96000.0, "EUR 96,000", id="code"),
        pytest.param("$", 180.0, "$180", id="sign"),
        pytest.param("KG!", 1.0, "1 KG!", id="three signs that are no code"),
        pytest.param("MRR\n", 5.0, "MRR 5", id="spaces around"),
        pytest.param("clients", None, "\u2013", id="blank"),
        pytest.param("clients", UNREADABLE, "\u2013", id="unreadable"),
        pytest.param("a\u202eb", 1.0, "1 a\ufffdb", id="steering"),
    ],
)
def test_an_amount_has_its_unit(unit: str, value: object, told: str) -> None:
    assert amount(KR._replace(unit=unit, target=0.5), value) == told


@pytest.mark.parametrize(
    ("target", "told"),
    [
        pytest.param(0.33, "29%", id="a fraction"),
        pytest.param(1.1, "29%", id="a fraction above one"),
        pytest.param(3.0, "29%", id="three times as much, still a fraction"),
        pytest.param(33.0, "0.29%", id="typed as a plain number"),
        pytest.param(None, "29%", id="no target"),
    ],
)
def test_percentages_are_fractions_unless_typed_otherwise(target: float | None, told: str) -> None:
    assert amount(KR._replace(unit="%", target=target), 0.29) == told


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        pytest.param({"baseline": 5.4, "target": 3.0}, "4%", id="a baseline beyond three"),
        pytest.param({"target": 0.8, "red_line": 6.0}, "4%", id="a red line beyond three"),
        pytest.param({"baseline": 2.9, "target": 0.8}, "400%", id="none beyond three"),
    ],
)
def test_any_number_of_a_definition_tells_its_scale(numbers: dict[str, Any], told: str) -> None:
    assert amount(KR._replace(unit="%", **numbers), 4.0) == told


def test_percentages_differ_by_points() -> None:
    kr = KR._replace(unit="%", target=0.33)
    assert difference(kr, 0.04) == "4 points"
    assert difference(kr._replace(target=33.0), 4.0) == "4 points"
    assert difference(KR._replace(unit="days"), -2.0) == "-2 days"


def test_yes_and_no_are_words() -> None:
    assert (amount(YES_NO, 1.0), amount(YES_NO, 0.0), goal(YES_NO)) == ("Yes", "No", "Yes")


def test_goals_are_targets_or_ranges() -> None:
    assert goal(KR) == "100"
    assert goal(KEEP_RANGE) == "10 and 20"
    assert goal(KR._replace(type=Type.COUNT, target=None)) == "\u2013"


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        pytest.param("clients", "3.9 to 4.2 clients", id="a word once"),
        pytest.param("EUR", "EUR 3.9 to EUR 4.2", id="a currency"),
        pytest.param("€", "€3.9 to €4.2", id="a sign"),
        pytest.param("", "3.9 to 4.2", id="none"),
        pytest.param("%", "390% to 420%", id="shares of one"),
    ],
)
def test_what_lies_between_two_values(unit: str, expected: str) -> None:
    assert span(KR._replace(unit=unit, target=None), 3.9, 4.2) == expected
