"""The path a metric has taken so far, and how fast it moved.

A path is a list of (day, value), oldest first, one for each day; a day is the ordinal that
`date.toordinal` gives, a value is in the metric's unit.

Source: semantics, section 5; readings 32 to 34.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from okrsheet.core.history import History, number

WEEK: Final = 7
FEWEST: Final = 3
WINDOW: Final = 6

Path = list[tuple[int, float]]


def observed(history: History, as_of: date) -> Path:
    """The last readable value of each day, up to `as_of` and that day included."""
    found: dict[int, float] = {}
    for _, check_in in history.lines:
        if check_in.day > as_of:
            break
        value = number(check_in.value)
        if value is not None:
            found[check_in.day.toordinal()] = value
    return list(found.items())


def slopes(path: Sequence[tuple[int, float]]) -> list[float]:
    """Change a day between any two of the last six days, smallest first.

    `path` holds two days or more.
    """
    last = path[-WINDOW:]
    return sorted(
        [
            (value - earlier) / (day - before)
            for place, (day, value) in enumerate(last)
            for before, earlier in last[:place]
        ]
    )


def trend(path: Sequence[tuple[int, float]]) -> float:
    """Change a day: the median of the slopes between any two of the last six (Theil-Sen).

    `path` holds two days or more.
    """
    found = slopes(path)
    middle = len(found) // 2
    return found[middle] if len(found) % 2 else (found[middle - 1] + found[middle]) / 2


def weekly(path: Sequence[tuple[int, float]], weeks: int) -> list[float]:
    """The values on the path's last day and whole weeks before it, oldest first.

    At most `weeks` weeks back and never before the path begins; straight lines between the
    days of the path.
    """
    last, value = path[-1]
    values, place = [value], len(path) - 1
    for day in range(last - WEEK, max(last - WEEK * weeks, path[0][0]) - 1, -WEEK):
        while path[place][0] > day:
            place -= 1
        before, earlier = path[place]
        after, later = path[place + 1]
        values.append(earlier + (later - earlier) * (day - before) / (after - before))
    values.reverse()
    return values
