"""A closed quarter as the lines of the Scorecard sheet.

The first line is the quarter, then every objective with its key results below it. What a person
reads stands in the visible cells; a hidden cell of each line keeps the whole record.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from okrsheet.core.amounts import exact
from okrsheet.core.closed_quarter import ClosedKeyResult, ClosedObjective, ClosedQuarter, Lesson
from okrsheet.core.model import KeyResult
from okrsheet.core.on_record import company_score
from okrsheet.core.reset_words import day_text
from okrsheet.core.scoring import NO_DATA
from okrsheet.core.words import Type
from okrsheet.ooxml.cell_text import units
from okrsheet.ooxml.cells import LONGEST
from okrsheet.workbook.scorecard_json import Header, Line, json_of

_SHORTER: Final = (4_000, 1_000, 250, 60)
_MOST_REPORTS: Final = 200


class ScorecardLine(NamedTuple):
    """One line of the sheet, by its columns."""

    id: str
    text: str
    owner: str = ""
    final_value: float | str | None = None
    target: float | str | None = None
    unit: str = ""
    score: float | None = None
    band: str = ""
    met: str = ""
    decision: str = ""
    record: str = ""


def scorecard_lines(quarter: ClosedQuarter) -> tuple[ScorecardLine, ...]:
    """The lines of a closed quarter; what is too long for the record of a line is cut."""
    return tuple(line_for(each, quarter) for each in _records(fitted(quarter)))


def _records(quarter: ClosedQuarter) -> Iterator[Line]:
    """The quarter, then every objective with its key results, then those without an objective."""
    yield Header(
        quarter.organisation,
        quarter.name,
        quarter.start,
        quarter.end,
        quarter.closed_on,
        len(quarter.objectives),
        len(quarter.key_results),
    )
    under: dict[str, list[ClosedKeyResult]] = {}
    for each in quarter.key_results:
        under.setdefault(each.objective_id.lower(), []).append(each)
    for objective in quarter.objectives:
        yield objective
        yield from under.pop(objective.id.lower(), ())
    for others in under.values():
        yield from others


def as_written(quarter: ClosedQuarter) -> ClosedQuarter:
    """The quarter as it is read from the lines made of it: key results in the order of these."""
    cut = fitted(quarter)
    ordered = (each for each in _records(cut) if isinstance(each, ClosedKeyResult))
    return cut._replace(key_results=tuple(ordered))


def line_for(record: Line, quarter: ClosedQuarter) -> ScorecardLine:
    """What a line of the sheet holds."""
    made = json_of(record)
    if isinstance(record, Header):
        return _quarter_line(record, quarter)._replace(record=made)
    if isinstance(record, ClosedObjective):
        line = ScorecardLine(record.id, record.text, record.owner, score=record.score)
        return line._replace(record=made)
    return _key_result_line(record)._replace(record=made)


def _quarter_line(header: Header, quarter: ClosedQuarter) -> ScorecardLine:
    told = f"losed on {day_text(header.closed_on)}"
    text = f"{header.organisation}: c{told}" if header.organisation else f"C{told}"
    if any(each.by_hand for each in quarter.key_results):
        text = f"{text}. Scores by hand count here; Objectives shows the computed ones."
    return ScorecardLine(header.name, text, score=company_score(quarter))


def _key_result_line(each: ClosedKeyResult) -> ScorecardLine:
    return ScorecardLine(
        each.id,
        each.text,
        each.owner,
        final_value=_value(each),
        target=_target(each),
        unit=each.unit,
        score=each.final_score,
        band=each.band or "",
        met="" if each.met is None else "Yes" if each.met else "No",
        decision=each.decision or "",
    )


def _value(each: ClosedKeyResult) -> float | str | None:
    if each.value is None:
        return NO_DATA
    if each.type is Type.YES_NO:
        return "Yes" if each.value else "No"
    if each.type is not Type.MILESTONES:
        return each.value
    return f"{each.value:.0%}" if each.stages is None else "{} of {}".format(*each.stages)


def _target(each: ClosedKeyResult) -> float | str | None:
    if each.type is Type.YES_NO:
        return "Yes"
    if each.type is Type.MILESTONES:
        return "100%" if each.stages is None else f"{each.stages[1]} of {each.stages[1]}"
    if each.type is not Type.KEEP_RANGE or each.low is None or each.high is None:
        return each.target
    kr = KeyResult(each.id, "", each.text, each.type, each.unit, low=each.low, high=each.high)
    return f"{exact(kr, each.low)} to {exact(kr, each.high)}"


def fitted(quarter: ClosedQuarter) -> ClosedQuarter:
    """The quarter with texts and reports cut so that each record fits into a cell."""
    return quarter._replace(
        objectives=tuple(map(_fitted_objective, quarter.objectives)),
        key_results=tuple(map(_fitted_key_result, quarter.key_results)),
    )


def _fitted_objective(each: ClosedObjective) -> ClosedObjective:
    for most in _SHORTER:
        if units(json_of(each)) <= LONGEST:
            break
        each = each._replace(text=_cut(each.text, most), owner=_cut(each.owner, most))
    return each


def _fitted_key_result(each: ClosedKeyResult) -> ClosedKeyResult:
    for most in _SHORTER:
        if units(json_of(each)) <= LONGEST:
            break
        each = each._replace(
            text=_cut(each.text, most),
            owner=_cut(each.owner, most),
            reason=_cut(each.reason, most),
            lesson=Lesson(*(_cut(text, most) for text in each.lesson)),
            reports=each.reports[-_MOST_REPORTS:],
        )
    return each


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}\u2026"
