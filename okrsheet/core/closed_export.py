"""Closed quarters as plain data, for JSON and tables, under the names of docs/history.md."""

from collections.abc import Iterable, Iterator
from typing import Final

from okrsheet.core.closed_quarter import (
    ClosedKeyResult,
    ClosedObjective,
    ClosedQuarter,
    Lesson,
    Report,
)
from okrsheet.core.export import Row, fields

_QUARTER: Final = ("organisation", "quarter")
_ELSEWHERE: Final = ("lesson", "reports", "stages")
"""Tables of their own, and what only workbooks keep."""
_KEY_RESULT: Final = tuple(name for name in ClosedKeyResult._fields if name not in _ELSEWHERE)

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "quarters": (*_QUARTER, "start", "end", "closed_on"),
    "objectives": (*_QUARTER, *ClosedObjective._fields),
    "key_results": (*_QUARTER, "team", *_KEY_RESULT, *Lesson._fields),
    "check_ins": (*_QUARTER, "key_result", *Report._fields),
}
"""The tables of a history and their columns."""

DATES: Final[dict[str, tuple[str, ...]]] = {
    "quarters": ("start", "end", "closed_on"),
    "check_ins": ("day",),
}
"""The columns that hold days, as YYYY-MM-DD."""


def document(quarters: Iterable[ClosedQuarter]) -> Row:
    """Everything `okrsheet history show --json` prints."""
    return {"format": 1, "quarters": [_quarter(each) for each in quarters]}


def _quarter(closed: ClosedQuarter) -> Row:
    return {
        **_head(closed),
        "objectives": [fields(each) for each in closed.objectives],
        "key_results": [
            {**_key_result(each, closed), "check_ins": [fields(report) for report in each.reports]}
            for each in closed.key_results
        ],
    }


def tables(quarters: Iterable[ClosedQuarter]) -> dict[str, list[Row]]:
    """Every quarter as rows of the tables in `COLUMNS`."""
    made: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for closed in quarters:
        own: Row = {"organisation": closed.organisation, "quarter": closed.name}
        made["quarters"].append(_head(closed))
        made["objectives"] += ({**own, **fields(each)} for each in closed.objectives)
        made["key_results"] += ({**own, **_key_result(each, closed)} for each in closed.key_results)
        made["check_ins"] += ({**own, **each} for each in _check_ins(closed))
    return made


def _head(closed: ClosedQuarter) -> Row:
    told = fields(closed, "name", "objectives", "key_results")
    return {"organisation": closed.organisation, "quarter": closed.name, **told}


def _key_result(key_result: ClosedKeyResult, closed: ClosedQuarter) -> Row:
    theirs = (o for o in closed.objectives if o.id.lower() == key_result.objective_id.lower())
    objective = next(theirs, None)
    return {
        "team": "" if objective is None else objective.team,
        **fields(key_result, *_ELSEWHERE),
        **fields(key_result.lesson),
    }


def _check_ins(closed: ClosedQuarter) -> Iterator[Row]:
    for key_result in closed.key_results:
        for report in key_result.reports:
            yield {"key_result": key_result.id, **fields(report)}
