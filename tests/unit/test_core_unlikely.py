"""Values that are asked about because hardly anybody means them."""

from datetime import date
from typing import Any

import pytest

from okrsheet.core.model import UNREADABLE, CheckIn
from okrsheet.core.unlikely import questions
from okrsheet.core.words import Type
from tests.unit.plans import KR, on

COUNT: dict[str, Any] = {"type": Type.COUNT, "baseline": None, "target": 90.0}
KEEP: dict[str, Any] = {"type": Type.KEEP_ABOVE, "baseline": None, "target": 38.0}
RATE: dict[str, Any] = {"unit": "%", "baseline": 0.22, "target": 0.31}
DAY = date(2026, 3, 12)


def asked(given: dict[str, Any], value: Any, before: Any = None) -> list[str]:
    last = None if before is None else CheckIn(DAY, "KR1", before)
    return list(questions(KR._replace(**given), value, last))


@pytest.mark.parametrize(
    ("given", "value", "before", "told"),
    [
        pytest.param(COUNT, 12.0, 15.0, "It was 15 on 2026-03-12, and a Count", id="it falls"),
        pytest.param(COUNT, -3.0, None, "Is -3 right? A Count starts at 0", id="below 0"),
        pytest.param(COUNT, -3.0, 15.0, "A Count starts at 0 and grows", id="below 0, not twice"),
        pytest.param({}, 10200.0, 50.0, "far outside 0 to 100", id="a hundred times too much"),
        pytest.param({}, -10200.0, None, "Is -10200 right? It lies far", id="below the range"),
        pytest.param(RATE, 28.0, None, "Is 2800% right? It lies far outside 22% to 31%", id="%"),
        pytest.param(KEEP, 3800.0, None, "far outside 38.", id="a limit alone"),
        pytest.param(
            {"type": Type.KEEP_RANGE, "baseline": None, "target": None, "low": 1.0, "high": 2.0},
            200.0,
            None,
            "far outside 1 to 2",
            id="a range",
        ),
    ],
)
def test_what_is_hardly_meant(given: dict[str, Any], value: Any, before: Any, told: str) -> None:
    (line,) = asked(given, value, before)
    assert told in line


@pytest.mark.parametrize(
    ("given", "value", "before"),
    [
        pytest.param(COUNT, 15.0, 15.0, id="a Count that stands"),
        pytest.param(COUNT, 0.0, None, id="a Count that begins"),
        pytest.param(COUNT, 12.0, UNREADABLE, id="after what nobody can read"),
        pytest.param({}, 12.0, 15.0, id="what may fall"),
        pytest.param({}, 10000.0, None, id="not quite a hundred times"),
        pytest.param({"baseline": 100.0, "target": 101.0}, 900.0, None, id="a narrow range"),
        pytest.param({"baseline": None, "target": None}, 1e9, None, id="no range"),
        pytest.param({"baseline": 0.0, "target": 0.0}, 1e9, None, id="0 is no range"),
        pytest.param({"type": Type.YES_NO}, True, None, id="a yes"),
        pytest.param({"type": Type.YES_NO}, 5e9, None, id="a number for a yes"),
        pytest.param({}, None, None, id="no value"),
    ],
)
def test_what_may_be(given: dict[str, Any], value: Any, before: Any) -> None:
    assert asked(given, value, before) == []


def test_the_day_is_that_of_the_value_before() -> None:
    last = CheckIn(on(7), "KR1", 20.0)
    (line,) = questions(KR._replace(**COUNT), 19.0, last)
    assert str(on(7)) in line
