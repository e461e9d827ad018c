"""Quarters: names, fiscal years, own dates, month ends, and how far a quarter has run."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from okrsheet.core.model import Quarter
from okrsheet.core.quarter import (
    days_left,
    elapsed,
    following,
    month_ends,
    parse_quarter,
    week_of,
)
from tests.unit.plans import HUNDRED, on


def day(text: str) -> date:
    return date.fromisoformat(text)


# --- Names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        pytest.param("2027-Q1", "2027-Q1", id="as it is written"),
        pytest.param("2027-q3", "2027-Q3", id="a small q"),
        pytest.param("2027Q4", "2027-Q4", id="without the hyphen"),
        pytest.param("  2027-Q2\n", "2027-Q2", id="blanks around it"),
    ],
)
def test_names(typed: str, name: str) -> None:
    assert parse_quarter(typed).name == name


@pytest.mark.parametrize(
    "typed",
    ["", "Q1", "2027", "2027-Q0", "2027-Q5", "27-Q1", "2027--Q1", "2027 Q1", "Q1-2027", "2027-Q11"],
    ids=lambda typed: typed or "nothing",
)
def test_what_is_no_quarter(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a quarter") as caught:
        parse_quarter(typed)
    assert str(caught.value) == (
        f"{typed!r} is not a quarter. Write year and quarter, such as 2027-Q1."
    )


@pytest.mark.parametrize("month", [0, 13, -1])
def test_a_fiscal_start_that_is_no_month(month: int) -> None:
    with pytest.raises(ValueError, match="not a month") as caught:
        parse_quarter("2027-Q1", month)
    assert str(caught.value) == f"{month} is not a month. The fiscal start is 1 to 12."


# --- Fiscal years -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "start", "end"),
    [
        (1, "2027-01-01", "2027-03-31"),
        (2, "2026-02-01", "2026-04-30"),
        (3, "2026-03-01", "2026-05-31"),
        (4, "2026-04-01", "2026-06-30"),
        (5, "2026-05-01", "2026-07-31"),
        (6, "2026-06-01", "2026-08-31"),
        (7, "2026-07-01", "2026-09-30"),
        (8, "2026-08-01", "2026-10-31"),
        (9, "2026-09-01", "2026-11-30"),
        (10, "2026-10-01", "2026-12-31"),
        (11, "2026-11-01", "2027-01-31"),
        (12, "2026-12-01", "2027-02-28"),
    ],
)
def test_the_first_quarter_of_each_fiscal_start(month: int, start: str, end: str) -> None:
    """The year is the one in which the fiscal year ends."""
    assert parse_quarter("2027-Q1", month) == Quarter("2027-Q1", day(start), day(end))


@pytest.mark.parametrize(
    ("name", "month", "start", "end"),
    [
        pytest.param("2026-Q3", 1, "2026-07-01", "2026-09-30", id="the third calendar quarter"),
        pytest.param("2026-Q4", 1, "2026-10-01", "2026-12-31", id="the last calendar quarter"),
        pytest.param("2027-Q4", 2, "2026-11-01", "2027-01-31", id="over New Year"),
        pytest.param("2027-Q4", 4, "2027-01-01", "2027-03-31", id="the last of an April year"),
        pytest.param("2027-Q4", 12, "2027-09-01", "2027-11-30", id="the last of a December year"),
        pytest.param("2027-Q3", 10, "2027-04-01", "2027-06-30", id="the third of an October year"),
    ],
)
def test_other_quarters(name: str, month: int, start: str, end: str) -> None:
    assert parse_quarter(name, month) == Quarter(name, day(start), day(end))


@pytest.mark.parametrize("month", range(1, 13))
def test_quarters_follow_each_other_without_a_gap(month: int) -> None:
    names = [f"{year}-Q{number}" for year in (2027, 2028) for number in (1, 2, 3, 4)]
    quarters = [parse_quarter(name, month) for name in names]
    for before, after in pairwise(quarters):
        assert after.start == before.end + timedelta(days=1)
    assert quarters[4].start == quarters[0].start.replace(year=quarters[0].start.year + 1)
    assert all(89 <= (q.end - q.start).days + 1 <= 92 for q in quarters)


@pytest.mark.parametrize(
    ("name", "month", "end"),
    [
        pytest.param("2028-Q1", 12, "2028-02-29", id="a leap year"),
        pytest.param("2027-Q1", 12, "2027-02-28", id="no leap year"),
        pytest.param("2100-Q1", 12, "2100-02-28", id="a century is none"),
        pytest.param("2000-Q1", 12, "2000-02-29", id="a fourth century is one"),
        pytest.param("9999-Q4", 1, "9999-12-31", id="the last day of the calendar"),
        pytest.param("9999-Q4", 12, "9999-11-30", id="a month before it"),
        pytest.param("2028-Q2", 9, "2028-02-29", id="the second of a September year"),
    ],
)
def test_the_ends_of_years_and_leap_years(name: str, month: int, end: str) -> None:
    assert parse_quarter(name, month).end == day(end)


def test_the_length_of_the_first_quarter_in_leap_years() -> None:
    lengths = [
        (found.end - found.start).days + 1
        for found in (parse_quarter("2027-Q1"), parse_quarter("2028-Q1"))
    ]
    assert lengths == [90, 91]


# --- Own dates --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "last"),
    [
        pytest.param("2027-01-04", None, "2027-04-03", id="a first day"),
        pytest.param("2027-01-04", "2027-04-02", "2027-04-02", id="both"),
        pytest.param(None, "2027-03-26", "2027-03-26", id="a last day"),
        pytest.param("2027-01-31", None, "2027-04-29", id="from the 31st: to 30 April less a day"),
        pytest.param("2026-11-30", None, "2027-02-27", id="from 30 November: the 28th less 1"),
        pytest.param("2027-11-30", None, "2028-02-28", id="the same before a leap day"),
        pytest.param("2027-01-04", "2027-01-05", "2027-01-05", id="two days"),
    ],
)
def test_own_dates(start: str | None, end: str | None, last: str) -> None:
    first = day(start) if start else None
    found = parse_quarter("2027-Q1", start=first, end=day(end) if end else None)
    assert found == Quarter("2027-Q1", first or date(2027, 1, 1), day(last))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param("2027-01-04", "2027-01-04", id="one day"),
        pytest.param("2027-01-04", "2027-01-03", id="the last day before the first"),
    ],
)
def test_dates_in_the_wrong_order(start: str, end: str) -> None:
    with pytest.raises(ValueError, match="would end on") as caught:
        parse_quarter("2027-Q1", start=day(start), end=day(end))
    assert str(caught.value) == (f"The quarter would end on {end}, not after its start on {start}.")


def test_a_year_the_calendar_does_not_have() -> None:
    with pytest.raises(ValueError, match="year 0"):
        parse_quarter("0000-Q1")


# --- Month ends -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "first", "second"),
    [
        ("2027-01-01", "2027-01-31", "2027-02-28"),
        ("2028-01-01", "2028-01-31", "2028-02-29"),
        ("2026-07-01", "2026-07-31", "2026-08-31"),
        ("2026-11-01", "2026-11-30", "2026-12-31"),
        ("2026-12-01", "2026-12-31", "2027-01-31"),
        ("2026-03-02", "2026-04-01", "2026-05-01"),
        ("2027-01-31", "2027-02-27", "2027-03-30"),
        ("2028-01-31", "2028-02-28", "2028-03-30"),
        ("2026-12-31", "2027-01-30", "2027-02-27"),
        ("2026-08-31", "2026-09-29", "2026-10-30"),
        ("2027-01-29", "2027-02-27", "2027-03-28"),
        ("2026-05-31", "2026-06-29", "2026-07-30"),
    ],
)
def test_month_ends(start: str, first: str, second: str) -> None:
    quarter = Quarter("", day(start), day(start) + timedelta(days=90))
    assert month_ends(quarter) == (day(first), day(second))


# --- How far it has run -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "share", "left"),
    [
        pytest.param(-1, 0.0, 102, id="the day before"),
        pytest.param(0, 0.0, 101, id="the first day"),
        pytest.param(1, 0.01, 100, id="the second day"),
        pytest.param(50, 0.5, 51, id="half time"),
        pytest.param(99, 0.99, 2, id="the last day but one"),
        pytest.param(100, 1.0, 1, id="the last day"),
        pytest.param(101, 1.0, 0, id="the day after"),
        pytest.param(400, 1.0, 0, id="long after"),
    ],
)
def test_elapsed_and_days_left(number: int, share: float, left: int) -> None:
    assert elapsed(HUNDRED, on(number)) == share
    assert days_left(HUNDRED, on(number)) == left


def test_elapsed_in_the_quarter_of_the_semantics() -> None:
    q3 = Quarter("2026-Q3", date(2026, 7, 1), date(2026, 9, 30))
    assert elapsed(q3, date(2026, 8, 10)) == pytest.approx(40 / 91)


def test_elapsed_of_a_quarter_of_two_days() -> None:
    quarter = Quarter("", on(10), on(11))
    assert [elapsed(quarter, on(number)) for number in (9, 10, 11, 12)] == [0.0, 0.0, 1.0, 1.0]


@pytest.mark.parametrize(
    ("length", "before", "then"),
    [pytest.param(0, 0.0, 1.0, id="one day"), pytest.param(-5, 0.0, 1.0, id="upside down")],
)
def test_elapsed_of_a_quarter_without_length(length: int, before: float, then: float) -> None:
    quarter = Quarter("", on(10), on(10 + length))
    assert elapsed(quarter, on(9)) == before
    assert elapsed(quarter, on(10)) == then
    assert elapsed(quarter, on(11)) == then


@pytest.mark.parametrize(
    ("typed", "monday"),
    [
        pytest.param("2026-03-01", "2026-02-23", id="a Sunday belongs to the week before"),
        pytest.param("2026-03-02", "2026-03-02", id="a Monday"),
        pytest.param("2026-03-08", "2026-03-02", id="the Sunday after"),
        pytest.param("2027-01-01", "2026-12-28", id="over New Year"),
    ],
)
def test_weeks_begin_on_monday(typed: str, monday: str) -> None:
    assert week_of(day(typed)) == day(monday)


@pytest.mark.parametrize(
    ("name", "start", "end", "expected"),
    [
        pytest.param("2027-Q1", "2027-01-01", "2027-03-31", "2027-Q2 2027-06-30", id="in a year"),
        pytest.param("2027-Q4", "2027-10-01", "2027-12-31", "2028-Q1 2028-03-31", id="a new year"),
        pytest.param("2027-Q4", "2027-07-01", "2027-09-30", "2028-Q1 2027-12-31", id="fiscal"),
        pytest.param("2027-Q2", "2027-02-01", "2027-04-14", "2027-Q3 2027-07-14", id="odd days"),
    ],
)
def test_the_quarter_that_follows(name: str, start: str, end: str, expected: str) -> None:
    found = following(Quarter(name, day(start), day(end)))
    assert f"{found.name} {found.end}" == expected
    assert found.start == day(end) + timedelta(1)


@pytest.mark.parametrize(
    ("name", "end", "message"),
    [
        pytest.param("Spring", "2027-03-31", "'Spring'", id="a name of its own"),
        pytest.param("9999-Q4", "9999-12-31", "The calendar ends", id="the last one"),
    ],
)
def test_nothing_follows(name: str, end: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        following(Quarter(name, day("2027-01-01"), day(end)))
