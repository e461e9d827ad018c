"""Day numbers: both epochs of Excel; and the number formats that show a day or a percentage.

The 1900 system counts a 29 February 1900 (serial 60) that never was; so 60 and all below name no
day anybody plans for, and are not dates.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal

from okrsheet.ooxml.records import Cell, Workbook

_EPOCH_1900 = datetime(1899, 12, 30, tzinfo=UTC)
_EPOCH_1904 = datetime(1904, 1, 1, tzinfo=UTC)
_FIRST_SOUND = datetime(1900, 3, 1, tzinfo=UTC)
_LAST_DAY = date(9999, 12, 31)
_NOT_A_DATE_1900 = 60
_A_DAY = timedelta(days=1)

DATE_FORMATS: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
"""Built-in number formats that show a day. Source: ECMA-376 part 1, 18.8.30."""

PERCENT_FORMATS: Final = frozenset({9, 10})
"""Built-in number formats that show a percentage. Source: ECMA-376 part 1, 18.8.30."""

Shows = Literal["", "day", "percentage"]
"""What a number format makes of a number; "" for a plain one."""

_LITERALS = r'(?is)"[^"]*"?|\[[^\]]*\]?|[\\_*].|AM/PM|A/P|General'
_WITHOUT_LITERALS = frozenset("ymdhs-/.:, 0#")


def as_date(cell: Cell, workbook: Workbook) -> date | None:
    """The day a number stands for, whatever its format; times of day are dropped.

    Returns:
        None for other values and for numbers that name no day.
    """
    serial = cell.value
    if isinstance(serial, bool) or not isinstance(serial, (int, float)):
        return None
    epoch = (_EPOCH_1904 if workbook.epoch_1904 else _EPOCH_1900).date()
    first = 0 if workbook.epoch_1904 else _NOT_A_DATE_1900 + 1
    if not first <= serial < (_LAST_DAY - epoch).days + 1:
        return None
    return epoch + timedelta(days=int(serial))


def has_date_style(cell: Cell, workbook: Workbook) -> bool:
    """Say whether the cell's format shows a day."""
    return cell.style in workbook.date_styles


def serial_of(text: str, *, epoch_1904: bool) -> float:
    """The day number of an ISO 8601 date, date with time, or time; time zones are dropped.

    Raises:
        ValueError: The text is none of these.
    """
    if text[2:3] == ":":
        clock = time.fromisoformat(text)
        span = timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
        return (span + timedelta(microseconds=clock.microsecond)) / _A_DAY
    if text[4:5] != "-":
        raise ValueError(text)
    moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
    if epoch_1904:
        return (moment - _EPOCH_1904) / _A_DAY
    return (moment - _EPOCH_1900) / _A_DAY - (moment < _FIRST_SOUND)


def shows_a_day(format_code: str) -> bool:
    """Say whether a number format shows a day, month or year, not only a time of day."""
    letters = set(format_code.lower())
    if letters.isdisjoint("ydm"):
        return False
    if not letters <= _WITHOUT_LITERALS:
        letters = set(re.sub(_LITERALS, "", format_code).lower())
    if letters & {"y", "d"}:
        return True
    return "m" in letters and not letters & {"h", "s"}


def shows_a_percentage(format_code: str) -> bool:
    """Say whether a number format shows a hundred times the number, with a percent sign."""
    return "%" in format_code and "%" in re.sub(_LITERALS, "", format_code)


def shown_by(format_code: str) -> Shows:
    """What a number format shows."""
    if shows_a_day(format_code):
        return "day"
    return "percentage" if shows_a_percentage(format_code) else ""
