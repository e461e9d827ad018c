"""The heat map: one status for each key result and ISO week."""

from datetime import date

import pytest

from okrsheet.core.figures import figures
from okrsheet.core.heat import WEEKS, first_week, letter, weekly_rags
from okrsheet.core.model import Quarter
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import parse_quarter
from okrsheet.core.words import Rag
from tests.unit.plans import KR, line, on, plan_of

Q1 = parse_quarter("2027-Q1")  # from a Friday to a Wednesday


def test_a_week_shows_its_last_check_in_and_none_of_tomorrow() -> None:
    lines = [
        line(on(42), 5.0),  # Monday
        line(on(46), 45.0),  # Friday of the same week
        line(on(56), 50.0),
        line(on(60), 5.0),  # later than the figures
    ]
    found = figures(plan_of(KR, check_ins=tuple(lines)), SMB, on(58))
    assert weekly_rags(found) == ({on(42): Rag.GREEN, on(56): Rag.GREEN},)


def test_a_line_without_a_key_result_shows_nowhere() -> None:
    found = figures(plan_of(KR, check_ins=(line(on(42), 5.0, "KR9"),)), SMB, on(58))
    assert weekly_rags(found) == ({},)


@pytest.mark.parametrize(
    ("rag", "shown"),
    [
        (Rag.GREEN, "G"),
        (Rag.YELLOW, "Y"),
        (Rag.RED, "R"),
        (Rag.NO_DATA, "?"),
        (Rag.NEEDS_A_CALL, "?"),
        (None, "-"),
    ],
)
def test_letters(rag: Rag | None, shown: str) -> None:
    assert letter(rag) == shown


@pytest.mark.parametrize(
    ("quarter", "day", "monday"),
    [
        pytest.param(Q1, date(2027, 2, 26), date(2026, 12, 28), id="the week of the first day"),
        pytest.param(Q1, date(2027, 6, 1), date(2026, 12, 28), id="after the quarter"),
        pytest.param(Q1, date(2026, 12, 1), date(2026, 12, 28), id="before the quarter"),
        pytest.param(
            Quarter("half", date(2027, 1, 4), date(2027, 6, 30)),
            date(2027, 6, 16),
            date(2027, 3, 15),
            id="the last weeks of a longer period",
        ),
    ],
)
def test_the_first_week_shown(quarter: Quarter, day: date, monday: date) -> None:
    assert first_week(quarter, day) == monday
    assert (min(day, quarter.end) - monday).days < 7 * WEEKS
