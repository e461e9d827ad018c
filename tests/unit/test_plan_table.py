"""A plan as a text table: which check-in stands beside a key result."""

import csv
from datetime import date
from io import StringIO

import pytest

from okrsheet.core.model import UNREADABLE, CheckIn
from okrsheet.core.words import Rag
from okrsheet.sources.plan_table import plan_table
from tests.unit.plans import KR, line, on, plan_of


def shown(*lines: CheckIn) -> tuple[str, str, str]:
    """Value, day and confidence of the only key result."""
    (row,) = csv.DictReader(StringIO(plan_table(plan_of(KR, check_ins=lines), on(90))))
    return row["Current"], row["Date"], row["Confidence"]


def told(day: date) -> str:
    return day.isoformat()


def test_a_check_in_after_the_day_is_not_there_yet() -> None:
    plan = plan_of(KR, check_ins=(line(on(9), 61.0), line(on(16), 64.0)))
    for day, wanted in ((8, ""), (9, "61"), (15, "61"), (16, "64")):
        (row,) = csv.DictReader(StringIO(plan_table(plan, on(day))))
        assert row["Current"] == wanted


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        pytest.param((), ("", "", ""), id="none"),
        pytest.param((line(on(9)),), ("", "", ""), id="one that says neither"),
        pytest.param(
            (line(on(9), 62.0), line(on(16), confidence=7.0)),
            ("62", told(on(9)), "7"),
            id="a confidence after the value",
        ),
        pytest.param(
            (line(on(9), 50.0, confidence=4.0), line(on(16), 62.0)),
            ("62", told(on(16)), "4"),
            id="a value after the confidence",
        ),
        pytest.param(
            (line(on(16), 62.0), line(on(9), 50.0, confidence=4.0), line(on(9), confidence=6.0)),
            ("62", told(on(16)), "6"),
            id="of one day the lower line",
        ),
        pytest.param(
            (line(on(9), 62.0), line(on(16), UNREADABLE, confidence=7.0)),
            ("62", told(on(9)), "7"),
            id="a value that can't be read after it",
        ),
        pytest.param(
            (line(on(9), confidence=5.0), line(on(16), confidence=7.0)),
            ("", told(on(16)), "7"),
            id="confidences only",
        ),
        pytest.param(
            (line(on(9), False), line(on(16), confidence=7.0)),
            ("No", told(on(9)), "7"),
            id="a No",
        ),
        pytest.param(
            (line(on(9), 0.0), line(on(16), confidence=0.0, key_result_id="kr1")),
            ("0", told(on(9)), "0"),
            id="zeros, and an ID in small letters",
        ),
    ],
)
def test_the_last_value_and_the_last_confidence_stand_there(
    lines: tuple[CheckIn, ...], wanted: tuple[str, str, str]
) -> None:
    assert shown(*lines) == wanted


@pytest.mark.parametrize(
    ("later", "status"),
    [
        pytest.param(line(on(16), confidence=3.0, owner_rag=Rag.RED), "Red", id="said anew"),
        pytest.param(line(on(16), confidence=3.0), "", id="not said any more"),
        pytest.param(line(on(16), 64.0, owner_rag=Rag.RED), "Red", id="with another value"),
        pytest.param(line(on(16), reason="Nobody asked"), "Green", id="a line of neither"),
    ],
)
def test_the_status_is_what_the_owner_said_last(later: CheckIn, status: str) -> None:
    plan = plan_of(KR, check_ins=(line(on(9), 62.0, owner_rag=Rag.GREEN), later))
    (row,) = csv.DictReader(StringIO(plan_table(plan, on(90))))
    assert row["Status"] == status
