"""Quarters: names, fiscal years, and how far a quarter has run.

Source: semantics, symbols and section 3; readings 11.
"""

import re
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache
from typing import Final

from okrsheet.core.model import Quarter

MONTHS: Final = 12
QUARTERS: Final = 4
_LAST_MONTH: Final = (MAXYEAR, MONTHS - 1)
_LAST_END: Final = date(MAXYEAR, 9, 30)
_ONE_DAY: Final = timedelta(days=1)
_NAME: Final = r"(\d{4})-?[Qq]([1-4])"


def _add_months(day: date, months: int) -> date:
    index = day.year * MONTHS + day.month - 1 + months
    year, month = divmod(index, MONTHS)
    # `calendar` knows how long a month is, but loads `locale` first.
    last = date.max if (year, month) == _LAST_MONTH else _first_after(year, month) - _ONE_DAY
    return date(year, month + 1, min(day.day, last.day))


def _first_after(year: int, month: int) -> date:
    return date(year + (month + 1) // MONTHS, (month + 1) % MONTHS + 1, 1)


def _last_day(first: date, months: int) -> date:
    """The day before `first` plus some months; the calendar's last day where that is beyond it."""
    if first.year == MAXYEAR and first.month + months > MONTHS:
        return date.max
    return _add_months(first, months) - timedelta(days=1)


def parse_quarter(
    name: str,
    fiscal_start: int = 1,
    start: date | None = None,
    end: date | None = None,
) -> Quarter:
    """The quarter called `name`, such as 2027-Q1.

    Args:
        name: four-digit year, `-Q`, 1 to 4. With a fiscal year that starts after January the
            year is the one in which the fiscal year ends, as most companies count.
        fiscal_start: month (1-12) in which the fiscal year starts.
        start: first day, where it is not the first of a month.
        end: last day, inside the quarter.

    Raises:
        ValueError: the name, the month or the dates make no quarter; the text says which.
    """
    found = re.fullmatch(_NAME, name.strip())
    if found is None:
        raise ValueError(f"{name!r} is not a quarter. Write year and quarter, such as 2027-Q1.")
    if not 1 <= fiscal_start <= MONTHS:
        raise ValueError(f"{fiscal_start} is not a month. The fiscal start is 1 to 12.")
    year, number = int(found[1]), int(found[2])
    first_year = year - 1 if fiscal_start > 1 else year
    first = start or _add_months(date(first_year, fiscal_start, 1), 3 * (number - 1))
    last = end or _last_day(first, 3)
    if last <= first:
        raise ValueError(f"The quarter would end on {last}, not after its start on {first}.")
    return Quarter(f"{year}-Q{number}", first, last)


def following(quarter: Quarter) -> Quarter:
    """The quarter after one that is named like 2027-Q4; it starts the day after it ends.

    Raises:
        ValueError: the quarter is named otherwise, or the calendar ends before the next.
    """
    found = re.fullmatch(_NAME, quarter.name.strip())
    if found is None:
        raise ValueError(f"Nobody can say what follows {quarter.name!r}.")
    year, number = int(found[1]), int(found[2])
    name = f"{year}-Q{number + 1}" if number < QUARTERS else f"{year + 1}-Q1"
    if quarter.end > _LAST_END:
        raise ValueError("The calendar ends before the next quarter does.")
    return parse_quarter(name, start=quarter.end + _ONE_DAY)


def elapsed(quarter: Quarter, day: date) -> float:
    """Share of the quarter gone by `day`: 0 on or before its first day, 1 from its last day on."""
    length = (quarter.end - quarter.start).days
    gone = (day - quarter.start).days
    if length <= 0:
        return 1.0 if gone >= 0 else 0.0
    return max(0.0, min(1.0, gone / length))


@lru_cache(maxsize=8)
def month_ends(quarter: Quarter) -> tuple[date, date]:
    """Last day of the first and of the second month of the quarter."""
    return _last_day(quarter.start, 1), _last_day(quarter.start, 2)


def days_left(quarter: Quarter, day: date) -> int:
    """Days from `day` to the last day of the quarter, that day included; never below 0."""
    return max(0, (quarter.end - day).days + 1) if day <= quarter.end else 0


def week_of(day: date) -> date:
    """The Monday that begins the ISO week of `day`."""
    return day - timedelta(days=day.weekday())


def days_after(day: date, days: int) -> date:
    """`day` moved by some days, or back; at most to the ends of the calendar."""
    moved = max(date.min.toordinal(), min(date.max.toordinal(), day.toordinal() + days))
    return date.fromordinal(moved)
