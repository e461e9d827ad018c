"""The key results a formula is asked about, as records of the core, one for each row."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import repeat
from typing import Final, NamedTuple

from okrsheet.addin.given import Given
from okrsheet.addin.ranges import (
    DEFAULT_RULES,
    NO_LINES,
    Lines,
    Rules,
    check_in_lines,
    history_of,
    rules_of,
    stage_lines,
)
from okrsheet.core.history import History, Line
from okrsheet.core.model import CheckIn, KeyResult, Plan, Quarter
from okrsheet.core.policy import Policy

_FIELDS: Final[Mapping[str, str]] = {"kr_id": "id", "kr_type": "type"}
_PLACES: Final = {field: place for place, field in enumerate(KeyResult._fields)}
_BLANK: Final = KeyResult("", "", "")
_MONTHS: Final = ("month_1", "month_2")
_NO_QUARTER: Final = Quarter("", date.min, date.max)


class Question(NamedTuple):
    """One key result, what was known of it by a day, and that day."""

    kr: KeyResult
    history: History
    plan: Plan
    policy: Policy
    day: date


class Reports(NamedTuple):
    """What ranges and cells report; `told` says why a range can't be read."""

    told: str
    check_ins: Lines | None
    stages: Lines
    rules: Rules


def reports_of(given: Given) -> Reports:
    """The ranges of a call, read."""
    tables = given.tables
    check_ins = check_in_lines("check_ins", tables["check_ins"]) if "check_ins" in tables else None
    stages = stage_lines("stages", tables["stages"]) if "stages" in tables else NO_LINES
    rules = rules_of("settings", tables["settings"]) if "settings" in tables else DEFAULT_RULES
    told = (check_ins.told if check_ins else "") or stages.told or rules.told
    return Reports(told, check_ins, stages, rules)


def key_results(given: Given) -> Iterator[KeyResult]:
    """The key result of each row."""
    fields = list(_BLANK)
    places, columns = [], []
    for name, column in given.each.items():
        place = _PLACES.get(_FIELDS.get(name, name))
        if place is not None and given.size:
            places.append(place)
            columns.append(column)
    months = [given.each[name] for name in _MONTHS if name in given.each]
    if len(months) == len(_MONTHS):
        places.append(_PLACES["checkpoints"])
        columns.append(list(zip(*months, strict=True)))
    make = KeyResult._make
    for values in zip(*columns, strict=True):
        for place, value in zip(places, values, strict=True):
            fields[place] = value
        yield make(fields)


def histories(given: Given, reports: Reports, days: Sequence[date]) -> Iterator[History]:
    """What was reported about the key result of each row by its day."""
    if reports.check_ins is None:
        yield from _reported(given, reports.stages, days)
        return
    known: dict[tuple[object, date], History] = {}
    for key in zip(given.column("kr_id"), days, strict=True):
        found = known.get(key)
        if found is None:
            name, day = str(key[0] or ""), key[1]
            found = known[key] = history_of(reports.check_ins, reports.stages, name).until(day)
        yield found


def _reported(given: Given, stages: Lines, days: Sequence[date]) -> Iterator[History]:
    """A check-in on the day that is asked for, from single cells."""
    names = ("kr_id", "current", "confidence")
    for name, value, confidence, day in zip(*map(given.column, names), days, strict=True):
        lines: tuple[Line, ...] = ()
        if value is not None or confidence is not None:
            lines = (Line(0, CheckIn(day, "", value, confidence)),)
        if stages is NO_LINES:
            yield History(lines)
        else:
            yield history_of(NO_LINES, stages, str(name or ""))._replace(lines=lines)


def unclear(given: Given, reports: Reports) -> Mapping[int, str]:
    """Rows that do not say which of several key results they mean."""
    several = [
        name
        for name, lines in (("check_ins", reports.check_ins), ("stages", reports.stages))
        if lines is not None and lines.ambiguous
    ]
    if not several:
        return {}
    told = f"kr_id is missing: {several[0]} hold more than one key result."
    return {row: told for row, name in enumerate(given.column("kr_id")) if not name}


def quarters(given: Given) -> Iterator[Quarter | str]:
    """The quarter of each row; a text where its days make none."""
    for first, last in zip(given.column("first_day"), given.column("last_day"), strict=True):
        yield _quarter(first, last)


@lru_cache(maxsize=64)
def _quarter(first: object, last: object) -> Quarter | str:
    if not isinstance(first, date):
        return "first_day is missing."
    if not isinstance(last, date):
        return "last_day is missing."
    return Quarter("", first, last) if first < last else "last_day is not after first_day."


def questions(given: Given, *, with_quarter: bool = True) -> Iterator[Question | str]:
    """The question of each row; a text where it can't be asked."""
    reports = reports_of(given)
    if reports.told:
        yield from (reports.told for _ in range(given.size))
        return
    days, told = given.days(), unclear(given, reports)
    spans = quarters(given) if with_quarter else repeat(_NO_QUARTER, given.size)
    closed, policy = reports.rules.closed, reports.rules.policy
    plan = Plan(_NO_QUARTER, closed=closed)
    rows = zip(key_results(given), histories(given, reports, days), spans, days, strict=True)
    for row, (kr, history, quarter, day) in enumerate(rows):
        if told and row in told:
            yield told[row]
        elif isinstance(quarter, str):
            yield quarter
        else:
            if quarter is not plan.quarter:
                plan = Plan(quarter, closed=closed)
            yield Question(kr, history, plan, policy, day)
