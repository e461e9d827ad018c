"""A closed quarter as rows of the history's tables, and back: equal to the last digit."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from json import dumps, loads
from typing import Any, Final, NamedTuple

from okrsheet.core.closed_quarter import (
    ClosedKeyResult,
    ClosedObjective,
    ClosedQuarter,
    Lesson,
    Report,
)
from okrsheet.core.words import Band, Carry, Commitment, Level, Type

Row = tuple[Any, ...]

_KEY_RESULT: Final = ClosedKeyResult._fields[: ClosedKeyResult._fields.index("lesson")]
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "objectives": ("quarter", "place", *ClosedObjective._fields),
    "key_results": ("quarter", "place", *_KEY_RESULT, *Lesson._fields),
    "check_ins": ("quarter", "key_result", "place", *Report._fields),
}
"""The columns of each table, in the order of the rows; `key_result` is the place of one."""

_LESSON_AT: Final = len(_KEY_RESULT)
_OBJECTIVE_WORDS: Final = (ClosedObjective._fields.index("level"),)
_SUPPORTS: Final = ClosedObjective._fields.index("supports")
_KEY_RESULT_WORDS: Final = tuple(map(_KEY_RESULT.index, ("type", "commitment", "band", "decision")))
_GAPS: Final = _KEY_RESULT.index("gaps")
_EMPTY: Final = "[]"


def as_kept(closed: ClosedQuarter) -> ClosedQuarter:
    """The quarter with what a history keeps: how many stages there are is not in it."""
    return closed._replace(
        key_results=tuple(
            each if each.stages is None else each._replace(stages=None)
            for each in closed.key_results
        )
    )


class Rows(NamedTuple):
    """The rows of one quarter, table by table."""

    objectives: list[Row]
    key_results: list[Row]
    check_ins: list[Row]


def quarter_row(closed: ClosedQuarter) -> Row:
    """The row of the quarter itself, without its number."""
    days = (closed.start, closed.end, closed.closed_on)
    return closed.organisation, closed.name, *(day.isoformat() for day in days)


def rows_of(number: int, closed: ClosedQuarter) -> Rows:
    """All rows of a quarter.

    Args:
        number: of the quarter in the history.
        closed: the quarter.
    """
    rows = Rows([], [], [])
    for place, objective in enumerate(closed.objectives):
        row = _stored(objective, _OBJECTIVE_WORDS, _SUPPORTS)
        rows.objectives.append((number, place, *row))
    for place, key_result in enumerate(closed.key_results):
        row = _stored(key_result[:_LESSON_AT], _KEY_RESULT_WORDS, _GAPS)
        rows.key_results.append((number, place, *row, *key_result.lesson))
        for turn, (day, value, confidence) in enumerate(key_result.reports):
            rows.check_ins.append((number, place, turn, day.isoformat(), value, confidence))
    return rows


def _stored(record: Sequence[Any], words: Iterable[int], listed: int) -> list[Any]:
    """A record's values as SQLite keeps them.

    Args:
        record: the values.
        words: which are words of a list; SQLite would first look for an adapter of their class.
        listed: which is a tuple of texts.
    """
    row = list(record)
    for place in words:
        if row[place] is not None:
            row[place] = str(row[place])
    row[listed] = dumps(row[listed]) if row[listed] else _EMPTY
    return row


def quarter_of(row: Sequence[Any], rows: Rows) -> ClosedQuarter:
    """The quarter again.

    Args:
        row: as `quarter_row` made it.
        rows: as `rows_of` made them, each table in the order of its places.

    Raises:
        ValueError: a row holds what no quarter does.
    """
    organisation, name, *days = row
    start, end, closed_on = map(date.fromisoformat, days)
    reports: dict[int, list[Report]] = {}
    for _, key_result, _, day, value, confidence in rows.check_ins:
        found = reports.setdefault(key_result, [])
        found.append(Report(date.fromisoformat(day), value, confidence))
    return ClosedQuarter(
        organisation=organisation,
        name=name,
        start=start,
        end=end,
        closed_on=closed_on,
        objectives=tuple(_objective(each[2:]) for each in rows.objectives),
        key_results=tuple(
            _key_result(each[2:], tuple(reports.get(each[1], ()))) for each in rows.key_results
        ),
    )


def _objective(row: Sequence[Any]) -> ClosedObjective:
    return ClosedObjective(*_read(ClosedObjective._fields, row))


def _key_result(row: Sequence[Any], reports: tuple[Report, ...]) -> ClosedKeyResult:
    values = _read(_KEY_RESULT, row[:_LESSON_AT])
    return ClosedKeyResult._make((*values, Lesson(*row[_LESSON_AT:]), reports, None))


def _read(names: Iterable[str], row: Iterable[Any]) -> Iterator[Any]:
    for name, value in zip(names, row, strict=True):
        read = _READERS.get(name)
        yield value if read is None or value is None else read(value)


def _texts(stored: str) -> tuple[str, ...]:
    return tuple(loads(stored))


_READERS: Final[dict[str, Callable[[Any], object]]] = {
    "type": Type,
    "commitment": Commitment,
    "band": Band,
    "decision": Carry,
    "level": Level,
    "by_hand": bool,
    "met": bool,
    "number_one": bool,
    "gaps": _texts,
    "supports": _texts,
}
