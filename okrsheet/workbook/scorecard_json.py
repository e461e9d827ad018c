"""The records of a closed quarter as JSON texts of cells, and back.

What somebody changed in such a cell never raises anything but ValueError, whose text says what is
odd about it.
"""

import json
import math
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from okrsheet.core.closed_quarter import (
    ClosedKeyResult,
    ClosedObjective,
    Lesson,
    Report,
)
from okrsheet.core.words import Band, Carry, Commitment, Level, Type
from okrsheet.ooxml.cells import FORBIDDEN

KIND: Final = "is"
BEGINS: Final = f'{{"{KIND}":'
"""What every record begins with."""
QUARTER, OBJECTIVE, KEY_RESULT = "quarter", "objective", "key_result"


class Header(NamedTuple):
    """What the record says of the quarter itself; the counts are of its other lines."""

    organisation: str
    name: str
    start: date
    end: date
    closed_on: date
    objectives: int
    key_results: int


Line = Header | ClosedObjective | ClosedKeyResult
_Readers = Mapping[str, Callable[[object], object]]


def json_of(line: Line) -> str:
    """A line's record; what has its usual value is left out."""
    usual = line._field_defaults
    kinds = {Header: QUARTER, ClosedObjective: OBJECTIVE, ClosedKeyResult: KEY_RESULT}
    told = {KIND: kinds[type(line)]} | {
        name: _plain(value)
        for name, value in zip(line._fields, line, strict=True)
        if name not in usual or value != usual[name]
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    # A letter that no cell can hold is spelled out.
    return text if FORBIDDEN.search(text) is None else json.dumps(told, separators=(",", ":"))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Lesson):
        return {name: text for name, text in value._asdict().items() if text}
    return list(map(_plain, value)) if isinstance(value, tuple) else value


def line_of(text: str) -> Line:
    """The record of a line.

    Raises:
        ValueError: it is none; the text says why, as the rest of a sentence.
    """
    told = _object_in(text)
    made = _MAKERS.get(str(told.get(KIND)))
    if made is None:
        raise ValueError("is no record any more")
    make, usual, readers = made
    return make(**_fields(usual, readers, told))


def _object_in(text: str) -> Mapping[str, object]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _fields(
    usual: Mapping[str, object], readers: _Readers, told: Mapping[str, object]
) -> dict[str, object]:
    fields: dict[str, object] = {}
    for name, read in readers.items():
        value = told.get(name)
        if value is not None:
            try:
                fields[name] = read(value)
            except (ValueError, TypeError, OverflowError):
                raise ValueError(f"holds something odd as {name!r}") from None
        elif name not in usual:
            raise ValueError(f"lacks {name!r}")
    return fields


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError
    found = float(value)
    if not math.isfinite(found):
        raise ValueError
    return found


def _share(value: object) -> float:
    found = _number(value)
    if not 0 <= found <= 1:
        raise ValueError
    return found


def _positive(value: object) -> float:
    found = _number(value)
    if found < 0:
        raise ValueError
    return found


def _count(value: object) -> int:
    found = _positive(value)
    if not found.is_integer():
        raise ValueError
    return int(found)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _word(words: type[StrEnum]) -> Callable[[object], object]:
    def word(value: object) -> StrEnum:
        return words(_text(value))

    return word


def _day(value: object) -> date:
    return date.fromisoformat(_text(value))


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _names(value: object) -> tuple[str, ...]:
    return tuple(map(_text, _listed(value)))


def _lesson(value: object) -> Lesson:
    if not isinstance(value, dict):
        raise TypeError
    return Lesson(**{name: _text(value.get(name, "")) for name in Lesson._fields})


def _reports(value: object) -> tuple[Report, ...]:
    found = tuple([_report(each) for each in _listed(value)])
    days = [each.day for each in found]
    if days != sorted(set(days)):
        raise ValueError
    return found


def _report(told: object) -> Report:
    # There are hundreds in a quarter, and nearly all of their numbers are finite floats.
    day, value, confidence = _listed(told)
    if not (type(value) is float and -math.inf < value < math.inf):
        value = _number(value)
    if type(confidence) is float and -math.inf < confidence < math.inf:
        return Report(_day(day), value, confidence)
    return Report(_day(day), value, None if confidence is None else _number(confidence))


def _stages(value: object) -> tuple[int, int]:
    done, every = map(_count, _listed(value))
    if done > every:
        raise ValueError
    return done, every


_HEADER: Final[_Readers] = {
    "organisation": _text,
    "name": _text,
    "start": _day,
    "end": _day,
    "closed_on": _day,
    "objectives": _count,
    "key_results": _count,
}
_OBJECTIVE: Final[_Readers] = {
    "id": _text,
    "text": _text,
    "level": _word(Level),
    "team": _text,
    "owner": _text,
    "score": _share,
    "number_one": _flag,
    "supports": _names,
    "weight": _positive,
}
_KEY_RESULT: Final[_Readers] = {
    "id": _text,
    "objective_id": _text,
    "text": _text,
    "owner": _text,
    "type": _word(Type),
    "unit": _text,
    "commitment": _word(Commitment),
    "baseline": _number,
    "target": _number,
    "low": _number,
    "high": _number,
    "value": _number,
    "score": _share,
    "final_score": _share,
    "by_hand": _flag,
    "reason": _text,
    "band": _word(Band),
    "met": _flag,
    "weight": _positive,
    "decision": _word(Carry),
    "carried": _count,
    "gaps": _names,
    "foreseen": _share,
    "lesson": _lesson,
    "reports": _reports,
    "stages": _stages,
}
_MAKERS: Final[Mapping[str, tuple[Callable[..., Line], Mapping[str, object], _Readers]]] = {
    QUARTER: (Header, Header._field_defaults, _HEADER),
    OBJECTIVE: (ClosedObjective, ClosedObjective._field_defaults, _OBJECTIVE),
    KEY_RESULT: (ClosedKeyResult, ClosedKeyResult._field_defaults, _KEY_RESULT),
}
