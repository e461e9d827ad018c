"""The example company: a services firm in the ninth week of its quarter.

`example.json` holds the records under the field names of `okrsheet.core.model`. Dates
in it are days after the first day of the quarter (0 = the first day), so that it fits any
quarter of at least 89 days; a day that falls on a weekend moves to the Friday before, in
the same ISO week.
"""

import json
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from okrsheet.core.model import (
    CheckIn,
    Dependency,
    KeyResult,
    LogLine,
    Objective,
    Person,
    Plan,
    Quarter,
    ReviewLine,
    Stage,
    Team,
)
from okrsheet.core.words import Commitment, Decision, Frequency, Level, Rag, Type

EXAMPLE_DAY: Final = 56
"""The example is to be read as of this many days after the first day of its quarter."""

Row = dict[str, Any]

_SOURCE = Path(__file__).with_name("example.json")
_FRIDAY = 4
_WORDS: dict[str, type[StrEnum]] = {
    "level": Level,
    "type": Type,
    "commitment": Commitment,
    "frequency": Frequency,
    "decision": Decision,
    "owner_rag": Rag,
}


def example_plan(quarter: Quarter) -> Plan:
    """Return the example company's plan, with its dates laid into `quarter`."""
    book: Row = json.loads(_SOURCE.read_text(encoding="utf-8"))
    return Plan(
        quarter=quarter,
        organisation=book["organisation"],
        champion=book["champion"],
        published=_working_day(quarter.start, book["published"]),
        published_by=book["champion"],
        objectives=tuple(Objective(**row) for row in _rows(book, "objectives", quarter)),
        key_results=tuple(KeyResult(**row) for row in _key_results(book, quarter)),
        stages=tuple(Stage(**row) for row in _rows(book, "stages", quarter, "due", "done")),
        check_ins=tuple(CheckIn(**row) for row in _rows(book, "check_ins", quarter, "day")),
        dependencies=tuple(
            Dependency(**row) for row in _rows(book, "dependencies", quarter, "by_when")
        ),
        teams=tuple(Team(**row) for row in _rows(book, "teams", quarter)),
        people=tuple(Person(**row) for row in _rows(book, "people", quarter)),
        reviews=tuple(ReviewLine(row["id"]) for row in book["key_results"]),
        log=tuple(LogLine(**row) for row in _rows(book, "log", quarter, "day", "due")),
    )


def _key_results(book: Row, quarter: Quarter) -> list[Row]:
    return _rows(book, "key_results", quarter, "due", "recovery_due", "decided_on")


def _rows(book: Row, name: str, quarter: Quarter, *dates: str) -> list[Row]:
    """Return the rows of one list; the fields named in `dates` hold day offsets."""
    return [_fields(row, quarter, dates) for row in book[name]]


def _fields(row: Row, quarter: Quarter, dates: tuple[str, ...]) -> Row:
    return {
        name: _working_day(quarter.start, value) if name in dates else _typed(name, value)
        for name, value in row.items()
    }


def _working_day(start: date, offset: int) -> date:
    """Return the day `offset` days after `start`, or the Friday before on a weekend."""
    day = start + timedelta(days=offset)
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY))


def _typed(name: str, value: str | float | list[Any]) -> object:
    """Give a value from JSON the kind its field has: an enum member or a tuple."""
    if isinstance(value, list):
        return tuple(value)
    return _WORDS[name](str(value)) if name in _WORDS else value
