"""A plan as a text table: one row for each key result, to be read elsewhere or imported again.

Beside what people type on Objectives and Key Results stands what a key result showed last. The
other sheets are not in it.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from io import StringIO
from typing import Final

from okrsheet.core.model import CheckIn, KeyResult, Objective, Plan, Unreadable
from okrsheet.sources.fields import CHECK_IN, KEY_RESULT, OBJECTIVE, Field, fields
from okrsheet.workbook.headers import word_of

_PARTS: Final = (OBJECTIVE, KEY_RESULT, CHECK_IN)
HEADERS: Final = tuple(
    each.name for part in _PARTS for each in fields().values() if each.part == part
)
_BEGINS: Final = ("=", "+", "-", "@", "'", "\t", "\r")
_NO: Final = frozenset({"number_one", "director"})
"""Fields that are blank for No."""


def is_export(headers: Iterable[str]) -> bool:
    """Whether a row of headers is that of `plan_table`."""
    return tuple(map(word_of, headers)) == HEADERS


def plan_table(plan: Plan, as_of: date) -> str:
    """The plan as CSV: rows by objective, each with its key results in their order.

    A check-in dated after `as_of` does not exist yet (semantics, reading 1). Texts that a
    spreadsheet would take for formulas stand behind an apostrophe, as people type them; an import
    takes it away again.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([each[:1].upper() + each[1:] for each in HEADERS])
    writer.writerows(_rows(plan, as_of))
    return text.getvalue()


def _rows(plan: Plan, as_of: date) -> Iterator[list[str]]:
    last = _last(each for each in plan.check_ins if each.day <= as_of)
    own: dict[str, list[KeyResult]] = {}
    for kr in plan.key_results:
        if kr.text:
            own.setdefault(kr.objective_id.casefold(), []).append(kr)
    for objective in plan.objectives:
        results = own.pop(objective.id.casefold(), [])
        if not results and objective.text:
            yield _row({OBJECTIVE: objective})
        for kr in results:
            yield _result(objective, kr, last)
    for kr in (each for results in own.values() for each in results):
        yield _result(Objective(kr.objective_id, ""), kr, last)


def _last(lines: Iterable[CheckIn]) -> dict[str, CheckIn]:
    """What was reported last of each key result; of one day the lower line counts.

    A confidence reported without a value stands beside the last value, on the day of the value; the
    owner's word is the one that came last with either.
    """
    last: dict[str, CheckIn] = {}
    for line in sorted(lines, key=lambda each: each.day):
        name = line.key_result_id.casefold()
        before = last.get(name, line)
        if _has_value(line):
            confidence = before.confidence if line.confidence is None else line.confidence
            last[name] = line._replace(confidence=confidence)
        elif line.confidence is not None:
            shown = before if _has_value(before) else line
            last[name] = shown._replace(confidence=line.confidence, owner_rag=line.owner_rag)
    return last


def _has_value(line: CheckIn) -> bool:
    return line.value is not None and not isinstance(line.value, Unreadable)


def _result(objective: Objective, kr: KeyResult, last: Mapping[str, CheckIn]) -> list[str]:
    made: dict[str, object] = {OBJECTIVE: objective, KEY_RESULT: kr}
    if kr.id.casefold() in last:
        made[CHECK_IN] = last[kr.id.casefold()]
    return _row(made)


def _row(records: Mapping[str, object]) -> list[str]:
    known = fields()
    return [_cell(records.get(known[name].part), known[name]) for name in HEADERS]


def _cell(record: object, field: Field) -> str:
    if record is None:
        return ""
    name, _, place = field.attribute.partition("/")
    value = getattr(record, name)
    if place:
        value = value[int(place)] if int(place) < len(value) else None
    return _shown(value, name)


def _shown(value: object, name: str) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "" if name in _NO else "No"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Unreadable) or value is None:
        return ""
    text = str(value)
    return f"'{text}" if text.startswith(_BEGINS) else text
