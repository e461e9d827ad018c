"""A quarter week by week."""

from datetime import date, timedelta

import pytest

from okrsheet.core.figures import figures
from okrsheet.core.model import Plan, Quarter
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import days_after, parse_quarter
from okrsheet.core.timeline import MOST_WEEKS, timeline, week_number, week_starts, weeks_in
from okrsheet.core.words import Rag
from tests.unit.plans import COMMITTED, line, on, plan_of

Q1 = parse_quarter("2027-Q1")  # Friday, 1 January, to Wednesday, 31 March


@pytest.mark.parametrize(
    ("day", "number"),
    [
        pytest.param(date(2026, 12, 31), 0, id="the day before"),
        pytest.param(date(2027, 1, 1), 1, id="first day, a Friday"),
        pytest.param(date(2027, 1, 3), 1, id="Sunday"),
        pytest.param(date(2027, 1, 4), 2, id="Monday"),
        pytest.param(date(2027, 3, 31), 14, id="last day"),
        pytest.param(date(2027, 8, 1), 14, id="long after"),
    ],
)
def test_weeks_are_counted_from_the_first_day(day: date, number: int) -> None:
    assert week_number(Q1, day) == number


def test_the_weeks_of_a_quarter_begin_on_mondays() -> None:
    starts = week_starts(Q1, date(2027, 2, 1))
    assert (weeks_in(Q1), len(starts)) == (14, 14)
    assert (starts[0], starts[-1]) == (date(2026, 12, 28), date(2027, 3, 29))
    assert {start.weekday() for start in starts} == {0}


@pytest.mark.parametrize(
    ("as_of", "days"),
    [
        pytest.param(date(2026, 12, 31), [], id="before the quarter"),
        pytest.param(date(2027, 1, 1), ["01-01"], id="first day"),
        pytest.param(date(2027, 1, 12), ["01-03", "01-10", "01-12"], id="a running week"),
    ],
)
def test_each_week_so_far_is_shown_at_its_end(as_of: date, days: list[str]) -> None:
    found = timeline(Plan(Q1), SMB, as_of)
    assert [f"{each.as_of:%m-%d}" for each in found] == days


def test_after_the_quarter_the_last_week_ends_with_it() -> None:
    found = timeline(Plan(Q1), SMB, date(2027, 6, 1))
    assert (len(found), found[-1].as_of) == (14, Q1.end)
    assert found[-1] == figures(Plan(Q1), SMB, Q1.end)


def test_what_closing_made_final_is_shown_in_the_last_week_alone() -> None:
    lines = line(on(40), 40.0), line(on(98), 95.0)
    plan = plan_of(COMMITTED, check_ins=lines, closed=True)
    running = timeline(plan._replace(closed=False), SMB, on(110))
    shown = timeline(plan, SMB, on(110))
    told = [[each.key_results[0].rag for each in found] for found in (running, shown)]
    assert told[0][:-1] == told[1][:-1]
    assert (told[0][-1], told[1][-1]) == (Rag.GREEN, Rag.YELLOW)
    assert shown[-1] == figures(plan, SMB, plan.quarter.end)


@pytest.mark.parametrize(
    "as_of",
    [
        pytest.param(date(1, 1, 1), id="first day there is"),
        pytest.param(date(1970, 5, 5), id="in between"),
        pytest.param(date.max, id="last day there is"),
    ],
)
def test_a_quarter_of_eight_thousand_years_shows_half_a_year(as_of: date) -> None:
    endless = Quarter("?", date.min, date.max)
    starts = week_starts(endless, as_of)
    assert len(starts) == MOST_WEEKS
    found = timeline(Plan(endless), SMB, as_of)
    assert found[-1].as_of == as_of
    assert len(found) <= MOST_WEEKS
    assert starts[len(found) - 1] <= as_of < days_after(starts[len(found) - 1], 7) or (
        as_of == date.max
    )


def test_days_stop_at_the_ends_of_the_calendar() -> None:
    assert days_after(date(2027, 1, 1), -7) == date(2026, 12, 25)
    assert days_after(date.max - timedelta(days=1), 7) == date.max
    assert days_after(date.min, -1) == date.min
