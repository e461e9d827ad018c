"""Checks on single cells: IDs, links, dates, numbers, definitions.

Source: semantics, section 1.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from okrsheet.core import scoring
from okrsheet.core.codes import finding
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding, Place
from okrsheet.core.history import number, reports
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import KeyResult, Plan
from okrsheet.core.percentages import percent_findings
from okrsheet.core.rag import MOST_CONFIDENT
from okrsheet.core.words import DISTANCE_TYPES, Type

_FIELDS: Final = {
    scoring.NO_TARGET: "target",
    scoring.NO_BASELINE: "baseline",
    scoring.SAME: "target",
    scoring.BAD_RANGE: "low",
    scoring.NO_STAGES: "type",
}
_WILD: Final = frozenset("*?~")


def _at(figure: KeyResultFigures, field: str) -> Place:
    return Place("key_results", figure.row, field)


def check_ids(found: Figures) -> Iterator[Finding]:
    """Every objective and key result has an ID that no other has."""
    for records in ("objectives", "key_results"):
        first: set[str] = set()
        for row, record in enumerate(getattr(found.plan, records)):
            if record.text:
                yield from _id_findings(records, row, record.id, first)
                first.add(record.id.lower())


def _id_findings(records: str, row: int, text: str, first: set[str]) -> Iterator[Finding]:
    place = Place(records, row, "id")
    if not text:
        yield finding("OKR016", "This line has no ID.", place=place)
    elif text.lower() in first:
        yield finding("OKR017", f"The ID {text} stands in two lines.", place=place, ids=(text,))
    if text != text.strip() or _WILD & set(text):
        yield finding("OKR028", f"The ID {text!r} is hard to match.", place=place, ids=(text,))


def check_links(found: Figures) -> Iterator[Finding]:
    """Whatever names a key result or an objective names one that exists."""
    yield from _key_result_links(found.plan)
    yield from _objective_links(found.plan)


def _key_result_links(plan: Plan) -> Iterator[Finding]:
    written = {kr.id.lower() for kr in plan.key_results if kr.text and kr.id}
    prepared = {kr.id.lower() for kr in plan.key_results if kr.id}
    for records in ("check_ins", "stages", "dependencies", "reviews"):
        # New workbooks have review lines ready for key results that are yet to be written.
        known = prepared if records == "reviews" else written
        for row, record in enumerate(getattr(plan, records)):
            text = record.key_result_id
            if records == "check_ins" and not reports(record):
                continue
            if text.lower() not in known and (text or records == "check_ins"):
                message = f"There is no key result {text}." if text else "No key result is named."
                place = Place(records, row, "key_result_id")
                yield finding("OKR018", message, place=place, ids=(text,) if text else ())


def _objective_links(plan: Plan) -> Iterator[Finding]:
    known = {o.id.lower() for o in plan.objectives if o.text and o.id}
    for row, kr in enumerate(plan.key_results):
        if kr.text and kr.objective_id.lower() not in known:
            told = f"no objective {kr.objective_id}" if kr.objective_id else "no objective named"
            message = f"For key result {kr.id} there is {told}."
            place = Place("key_results", row, "objective_id")
            yield finding("OKR019", message, place=place, ids=(kr.id,))
    for row, objective in enumerate(plan.objectives):
        for number_of, text in enumerate(objective.supports):
            if text and text.lower() not in known:
                place = Place("objectives", row, f"supports/{number_of}")
                yield finding("OKR019", f"There is no objective {text}.", place=place, ids=(text,))


def check_dates(found: Figures) -> Iterator[Finding]:
    """Dates lie inside the quarter; what is dated later than the figures is not counted."""
    quarter = found.plan.quarter
    for row, check_in in enumerate(found.plan.check_ins):
        place, ids = Place("check_ins", row, "day"), (check_in.key_result_id,)
        if not reports(check_in):
            continue
        if not quarter.start <= check_in.day <= quarter.end:
            yield _outside(check_in.day, place, ids)
        elif check_in.day > found.as_of:
            message = f"{check_in.day:%Y-%m-%d} is later than {found.as_of:%Y-%m-%d}."
            yield finding("OKR027", message, place=place, ids=ids)
    dated: list[tuple[date | None, Place, str]] = [
        (kr.due, Place("key_results", row, "due"), kr.id)
        for row, kr in enumerate(found.plan.key_results)
    ]
    for row, stage in enumerate(found.plan.stages):
        dated.append((stage.due, Place("stages", row, "due"), stage.key_result_id))
        dated.append((stage.done, Place("stages", row, "done"), stage.key_result_id))
    for day, place, text in dated:
        if day is not None and not quarter.start <= day <= quarter.end:
            yield _outside(day, place, (text,))


def _outside(day: date, place: Place, ids: tuple[str, ...]) -> Finding:
    return finding("OKR020", f"{day:%Y-%m-%d} lies outside the quarter.", place=place, ids=ids)


def check_numbers(found: Figures) -> Iterator[Finding]:
    """Weights, percentages, confidences and directions make sense."""
    for records in ("objectives", "key_results", "stages"):
        for row, record in enumerate(getattr(found.plan, records)):
            weight = number(record.weight)
            if weight is not None and weight < 0:
                place = Place(records, row, "weight")
                ids = (record.key_result_id if records == "stages" else record.id,)
                yield finding("OKR022", f"The weight is {weight:g}.", place=place, ids=ids)
    for row, check_in in enumerate(found.plan.check_ins):
        given = number(check_in.confidence)
        if given is not None and not 0 <= given <= MOST_CONFIDENT:
            place = Place("check_ins", row, "confidence")
            yield finding("OKR023", f"The confidence is {given:g}.", place=place)
    for figure in found.key_results:
        yield from percent_findings(figure, found)
        yield from _direction(figure)


def _direction(figure: KeyResultFigures) -> Iterator[Finding]:
    kr = figure.key_result
    baseline, target = scoring.baseline_of(kr), number(kr.target)
    if kr.type not in DISTANCE_TYPES or baseline is None or target is None:
        return
    falls = target < baseline - scoring.TOLERANCE
    rises = target > baseline + scoring.TOLERANCE
    if (kr.type is Type.DECREASE and rises) or (kr.type is not Type.DECREASE and falls):
        article = "an" if kr.type is Type.INCREASE else "a"
        message = f"{kr.id} is {article} {kr.type} from {baseline:g} to {target:g}."
        yield finding("OKR024", message, place=_at(figure, "type"), ids=(kr.id,))


def check_definitions(found: Figures) -> Iterator[Finding]:
    """Every key result can be scored and its current value be read."""
    for figure in found.key_results:
        ids, reading = (figure.key_result.id,), figure.reading
        if reading.problem:
            place = _at(figure, _field_of(figure.key_result, reading.problem))
            message = f"{figure.key_result.id} can't be scored: {reading.problem}."
            yield finding("OKR025", message, place=place, ids=ids)
        elif reading.gap == scoring.NOT_A_NUMBER:
            message = f"The latest value of {figure.key_result.id} can't be read."
            yield finding("OKR026", message, place=_latest_value(figure, found), ids=ids)


def _field_of(kr: KeyResult, problem: str) -> str:
    if problem == scoring.NO_TARGET and kr.type is Type.KEEP_RANGE:
        return "low" if number(kr.low) is None else "high"
    return _FIELDS[problem]


def _latest_value(figure: KeyResultFigures, found: Figures) -> Place:
    rows = [
        (check_in.day, row)
        for row, check_in in enumerate(found.plan.check_ins)
        if check_in.key_result_id.lower() == figure.key_result.id.lower()
        and check_in.day <= found.as_of
        and check_in.value is not None
    ]
    return Place("check_ins", max(rows)[1], "value")
