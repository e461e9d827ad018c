"""A text and its columns tell the same."""

import pytest

from okrsheet.core.lint.compare import disagreements
from okrsheet.core.model import KeyResult
from okrsheet.core.words import Type


def told(text, **columns):
    return list(disagreements(KeyResult("KR1", "O1", text, **columns)))


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        pytest.param(
            "Raise renewals from 80 % to 90 %", {"baseline": 0.8, "target": 0.9}, id="fractions"
        ),
        pytest.param(
            "Raise renewals from 80 % to 90 %", {"baseline": 80.0, "target": 90.0}, id="percent"
        ),
        pytest.param(
            "Grow MRR from $180K to $240K",
            {"type": Type.INCREASE, "baseline": 180.0, "target": 240.0, "unit": "K USD"},
            id="thousands",
        ),
        pytest.param("Reach 40 teams and 60 NPS", {"target": 60.0}, id="the second number"),
        pytest.param("Net Promoter Score", {"baseline": 3.0, "target": 5.0}, id="no number"),
        pytest.param("Reach 40 teams", {}, id="empty columns"),
        pytest.param(
            "Increase orders by 15%",
            {"type": Type.INCREASE, "baseline": 200.0, "target": 230.0},
            id="a change",
        ),
        pytest.param("Audit is passed by 30 June", {"type": Type.YES_NO}, id="yes or no"),
        pytest.param(
            "Stock between 20 and 30 days",
            {"type": Type.KEEP_RANGE, "low": 20.0, "high": 30.0},
            id="range",
        ),
        pytest.param("Fall to 1 in 100", {"baseline": 0.05, "target": 0.01}, id="a rate"),
        pytest.param("8 out of 10 rebook", {"target": 0.8}, id="out of"),
        pytest.param("8 out of 10 guests rebook", {"target": 8}, id="out of in a count"),
        pytest.param("One in five guests rebook", {"target": 1}, id="one in five in a count"),
        pytest.param(
            "Double partners from 40",
            {"type": Type.INCREASE, "baseline": 40.0, "target": 80.0},
            id="double from",
        ),
        pytest.param("Answer within 2 hours", {"target": 120.0, "unit": "minutes"}, id="units"),
        pytest.param("Answer within 4 hours", {"type": Type.DECREASE, "target": 4.0}, id="span"),
    ],
)
def test_nothing_is_said_where_both_fit(text, columns):
    assert told(text, **columns) == []


@pytest.mark.parametrize(
    ("text", "columns", "sentence"),
    [
        pytest.param(
            "Raise renewals from 80 % to 90 %",
            {"baseline": 0.8, "target": 0.95},
            "The text says 90 %, the target column 0.95.",
            id="target",
        ),
        pytest.param(
            "Raise renewals from 31 % to 90 %",
            {"unit": "%", "baseline": 0.38, "target": 0.9},
            "The text says 31 %, the baseline column 38 %.",
            id="a share under a percent sign",
        ),
        pytest.param(
            "Cut waiting time from 30 to 12 minutes",
            {"type": Type.DECREASE, "baseline": 25.0, "target": 12.0},
            "The text says 30, the baseline column 25.",
            id="baseline",
        ),
        pytest.param(
            "Cut waiting time from 30 to 12 minutes",
            {"type": Type.INCREASE, "baseline": 30.0, "target": 12.0},
            "The text says decrease, the type Increase.",
            id="direction",
        ),
        pytest.param(
            "Double partners from 40",
            {"type": Type.INCREASE, "baseline": 40.0, "target": 90.0},
            "The text says 80, the target column 90.",
            id="double from",
        ),
        pytest.param(
            "Reach 40 teams",
            {"type": Type.COUNT, "target": 50.0},
            "The text says 40, the target column 50.",
            id="count",
        ),
    ],
)
def test_what_differs_is_said(text, columns, sentence):
    assert told(text, **columns) == [sentence]
