"""Whether a closed quarter still says what went on record.

Source: semantics, section 9.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import isclose
from typing import TYPE_CHECKING, Final, TypeVar

from okrsheet.core.codes import finding
from okrsheet.core.figures import Figures
from okrsheet.core.findings import SETTINGS, Finding, Place
from okrsheet.core.history import first_rows

if TYPE_CHECKING:
    from okrsheet.core.closed_quarter import (
        ClosedKeyResult,
        ClosedObjective,
        ClosedQuarter,
    )

_Kept = TypeVar("_Kept", "ClosedObjective", "ClosedKeyResult")
CHANGED: Final = "OKR069"

_QUARTER: Final = {
    "organisation": "Organisation",
    "name": "Quarter",
    "start": "First day",
    "end": "Last day",
}
_OBJECTIVE: Final = {
    "text": "Objective",
    "level": "Level",
    "team": "Team",
    "owner": "Owner",
    "weight": "Weight",
    "number_one": "Number one",
    "supports": "Supports",
}
_KEY_RESULT: Final = {
    "text": "Key result",
    "objective_id": "Objective",
    "type": "Type",
    "unit": "Unit",
    "commitment": "Commitment",
    "baseline": "Baseline",
    "target": "Target",
    "low": "Low",
    "high": "High",
    "weight": "Weight",
    "owner": "Owner",
    "carried": "Carried",
}
_LESSON: Final = {
    "why": "Why it worked",
    "replicate": "What to repeat",
    "went_wrong": "What went wrong",
    "differently": "What to do differently",
    "opportunities": "Opportunities",
    "risks": "Risks",
}
_CUT: Final = "\u2026"
_TOLD: Final = 40
_CLOSE: Final = 1e-9


def check_record(found: Figures) -> Iterator[Finding]:
    """What was edited after the quarter was closed."""
    record = found.plan.record
    if record is not None and found.plan.closed:
        yield from _quarter(found, record)
        yield from _objectives(found, record)
        yield from _key_results(found, record)


def _quarter(found: Figures, record: "ClosedQuarter") -> Iterator[Finding]:
    """Its name, days and organisation, each at its line of Settings."""
    quarter = found.plan.quarter
    now = {"organisation": found.plan.organisation, **quarter._asdict()}
    for name, header in _QUARTER.items():
        was, is_now = getattr(record, name), now[name]
        if was != is_now:
            told = f"{header} is {_told(is_now)}; {_told(was)} went on record."
            yield finding(CHANGED, told, place=Place(SETTINGS, 0, header))


def _objectives(found: Figures, record: "ClosedQuarter") -> Iterator[Finding]:
    from okrsheet.core.on_record import (  # noqa: PLC0415  # an open quarter has no record
        objectives_on_record,
    )

    kept = _by_id(record.objectives)
    for figure, now in zip(found.objectives, objectives_on_record(found), strict=True):
        place = Place("objectives", figure.row, "id")
        old = _taken(kept, now.id)
        yield from (_new(now.id, place),) if old is None else _fields(old, now, _OBJECTIVE, place)
    yield from _gone(kept)


def _key_results(found: Figures, record: "ClosedQuarter") -> Iterator[Finding]:
    from okrsheet.core.on_record import (  # noqa: PLC0415  # an open quarter has no record
        key_results_on_record,
    )

    kept = _by_id(record.key_results)
    reviews = first_rows(line.key_result_id for line in found.plan.reviews)
    for figure, now in zip(found.key_results, key_results_on_record(found), strict=True):
        place = Place("key_results", figure.row, "id")
        old = _taken(kept, now.id)
        if old is None:
            yield _new(now.id, place)
            continue
        review = reviews.get(now.id.lower())
        beside = place if review is None else Place("reviews", review, "key_result_id")
        told = [
            *_fields(old, now, _KEY_RESULT, place),
            *_reports(found, old, now, place),
            *_reviewed(old, now, beside),
        ]
        yield from told or _score(old, now, beside)
    yield from _gone(kept)


def _by_id(records: Sequence[_Kept]) -> dict[str, list[_Kept]]:
    kept: dict[str, list[_Kept]] = {}
    for each in records:
        kept.setdefault(each.id.lower(), []).append(each)
    return kept


def _taken(kept: Mapping[str, list[_Kept]], name: str) -> _Kept | None:
    """The next record with this ID, which is not there any more then."""
    left = kept.get(name.lower())
    return left.pop(0) if left else None


def _new(name: str, place: Place) -> Finding:
    return finding(CHANGED, f"{name} did not go on record.", place=place, ids=(name,))


def _gone(kept: Mapping[str, list[_Kept]]) -> Iterator[Finding]:
    for each in (one for left in kept.values() for one in left):
        message = f"{each.id} went on record and is not there any more."
        yield finding(CHANGED, message, ids=(each.id,))


def _fields(old: _Kept, now: _Kept, names: Mapping[str, str], place: Place) -> Iterator[Finding]:
    for name, header in names.items():
        was, is_now = getattr(old, name), getattr(now, name)
        if not _is_same(was, is_now):
            at = "supports/0" if name == "supports" else name
            yield _differs(now.id, header, was, is_now, place._replace(field=at))


def _differs(name: str, header: str, was: object, is_now: object, place: Place) -> Finding:
    message = f"{name}: {header} is {_told(is_now)}; {_told(was)} went on record."
    return finding(CHANGED, message, place=place, ids=(name,))


def _reports(
    found: Figures, old: "ClosedKeyResult", now: "ClosedKeyResult", place: Place
) -> Iterator[Finding]:
    """The last value, else the first earlier one that is another."""
    if not _is_same(old.value, now.value):
        last = _line_of(found, now, now.reports[-1].day) if now.reports else None
        yield _differs(now.id, "the last value", old.value, now.value, last or place)
        return
    was, is_now = ({each.day: each.value for each in one.reports} for one in (old, now))
    # Of very many reports the record keeps the last ones.
    first = min(was, default=None)
    for day in sorted(was | is_now):
        if first is not None and day >= first and was.get(day) != is_now.get(day):
            told = f"the value of {day}"
            line = _line_of(found, now, day)
            yield _differs(now.id, told, was.get(day), is_now.get(day), line or place)
            return


def _line_of(found: Figures, now: "ClosedKeyResult", day: date) -> Place | None:
    rows = [
        row
        for row, line in enumerate(found.plan.check_ins)
        if line.day == day and line.key_result_id.lower() == now.id.lower()
    ]
    return Place("check_ins", rows[-1], "value") if rows else None


def _reviewed(old: "ClosedKeyResult", now: "ClosedKeyResult", place: Place) -> Iterator[Finding]:
    """Score by hand, its reason, the decision and what was learned."""
    if old.by_hand != now.by_hand or (now.by_hand and old.final_score != now.final_score):
        was, is_now = (each.final_score if each.by_hand else None for each in (old, now))
        yield _differs(now.id, "Score by hand", was, is_now, _in(place, "manual_score"))
    for name, header, field in (
        ("reason", "Reason", "manual_reason"),
        ("decision", "Decision", "decision"),
    ):
        was, is_now = getattr(old, name), getattr(now, name)
        if not _is_same(was, is_now):
            yield _differs(now.id, header, was, is_now, _in(place, field))
    for field, header in _LESSON.items():
        was, is_now = getattr(old.lesson, field), getattr(now.lesson, field)
        if not _is_same(was, is_now):
            yield _differs(now.id, header, was, is_now, _in(place, field))


def _in(place: Place, field: str) -> Place:
    """A field of Review; where there is no line, its key result."""
    return place._replace(field=field) if place.records == "reviews" else place


def _score(old: "ClosedKeyResult", now: "ClosedKeyResult", place: Place) -> Iterator[Finding]:
    """A score that is another though nothing of its own changed: by stages, or by Settings."""
    for name, header in (("final_score", "Final score"), ("band", "Band")):
        was, is_now = getattr(old, name), getattr(now, name)
        if not _is_same(was, is_now):
            yield _differs(now.id, header, was, is_now, place)
            return


def _is_same(was: object, is_now: object) -> bool:
    if isinstance(was, float) and isinstance(is_now, float):
        return isclose(was, is_now, rel_tol=_CLOSE, abs_tol=_CLOSE)
    if isinstance(was, str) and isinstance(is_now, str) and was.endswith(_CUT):
        # A text too long for the record was cut there.
        return is_now.startswith(was[:-1])
    return was == is_now


def _told(value: object) -> str:
    if value in (None, "", ()):
        return "blank"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return f"{value:,.10g}"
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return text if len(text) <= _TOLD else f"{text[:_TOLD].rstrip()}{_CUT}"
