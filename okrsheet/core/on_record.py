"""What of a quarter's figures goes on record, and what is compared with the record later.

Source: semantics, sections 2, 4 and 9.
"""

from typing import TYPE_CHECKING, Final

from okrsheet.core import rollup
from okrsheet.core.agenda_items import Result, results
from okrsheet.core.closed_quarter import (
    ClosedKeyResult,
    ClosedObjective,
    ClosedQuarter,
    Lesson,
    Report,
)
from okrsheet.core.figures import Figures
from okrsheet.core.findings import count_of
from okrsheet.core.history import History, first_rows, histories, number
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import KeyResult, Number, ReviewLine
from okrsheet.core.objective_figures import ObjectiveFigures
from okrsheet.core.rag import confidence_of
from okrsheet.core.scoring import baseline_of, readable, two_decimals
from okrsheet.core.words import Carry, Level, Type

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_CARRIES: Final = {str(word).lower(): word for word in Carry}
_MOST_CARRIED: Final = 999
_MOST_TOLD: Final = 3


def objectives_on_record(found: Figures) -> tuple[ClosedObjective, ...]:
    """Every objective; its score rolls up final scores, those set by hand included.

    Key results belong to the first line with their objective's ID, as everywhere.
    """
    rows = first_rows(o.id if o.text else "" for o in found.plan.objectives)
    under: dict[int | None, list[Result]] = {}
    for each in results(found):
        row = rows.get(each.figure.key_result.objective_id.lower())
        under.setdefault(row, []).append(each)
    return tuple(_objective(each, under.get(each.row, ())) for each in found.objectives)


def key_results_on_record(found: Figures) -> tuple[ClosedKeyResult, ...]:
    """Every key result, in the order of the sheet, without its gaps and what was foreseen."""
    past = histories(found.plan)
    return tuple(_key_result(each, past[each.figure.row], found.as_of) for each in results(found))


def company_score(quarter: ClosedQuarter) -> float | None:
    """The company's score on record, 0-1: the weighted mean of its own objectives' scores."""
    own = (each for each in quarter.objectives if each.level is Level.COMPANY)
    return rollup.mean((each.weight, each.score) for each in own)


def told_by_hand(found: Figures) -> str:
    """How the record differs from the figures by scores set by hand; "" where it does not.

    Source: semantics, section 2: both are kept.
    """
    record = found.plan.record
    if record is None or not found.plan.closed:
        return ""
    by_hand = [each for each in record.key_results if each.by_hand]
    if not by_hand:
        return ""
    told = [
        f"{each.id} {_shown(each.final_score)} instead of {_shown(each.score)}" for each in by_hand
    ]
    more = f" and {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
    return (
        f"On record the company score is {_shown(company_score(record))}, with "
        f"{count_of(len(told), 'score')} set by hand: {', '.join(told[:_MOST_TOLD])}{more}."
    )


def _shown(score: float | None) -> str:
    return "none" if score is None else f"{two_decimals(score):.2f}"


def carry_of(line: ReviewLine) -> Carry | None:
    """The decision of a line of Review; None where there is none, or no word of the list."""
    return _CARRIES.get(line.decision.strip().lower())


def _objective(figure: ObjectiveFigures, under: "Sequence[Result]") -> ClosedObjective:
    objective = figure.objective
    return ClosedObjective(
        id=objective.id,
        text=objective.text,
        level=objective.level,
        team=objective.team,
        owner=objective.owner,
        score=rollup.mean((each.figure.weight, _counted(each)) for each in under),
        number_one=objective.number_one,
        supports=tuple(name for name in objective.supports if name),
        weight=figure.weight,
    )


def _counted(each: Result) -> float | None:
    """What a key result counts in a roll-up: by hand, else as everywhere."""
    return each.final.score if each.final.by_hand else each.figure.rollup


def _key_result(each: Result, history: History, as_of: "date") -> ClosedKeyResult:
    figure, kr, line = each.figure, each.figure.key_result, each.review
    return ClosedKeyResult(
        id=kr.id,
        objective_id=kr.objective_id,
        text=kr.text,
        owner=kr.owner,
        type=figure.reading.type,
        unit=kr.unit,
        commitment=kr.commitment,
        baseline=baseline_of(kr),
        target=number(kr.target),
        low=number(kr.low),
        high=number(kr.high),
        value=_value(figure),
        score=figure.score,
        final_score=each.final.score,
        by_hand=each.final.by_hand,
        reason=line.manual_reason if each.final.by_hand else "",
        band=each.final.band,
        met=figure.met,
        weight=figure.weight,
        decision=carry_of(line),
        carried=_times(kr.carried),
        lesson=_lesson(line),
        reports=_reports(kr, history.until(as_of)),
        stages=_stages(figure, history, as_of),
    )


def _value(figure: KeyResultFigures) -> float | None:
    """The last value; of stages the share that is done."""
    if figure.reading.type is Type.MILESTONES:
        return figure.reading.progress
    return figure.reading.current


def _stages(figure: KeyResultFigures, history: History, as_of: "date") -> tuple[int, int] | None:
    """How many stages are done and how many there are, as Key Results and Review show it."""
    if figure.reading.type is not Type.MILESTONES or figure.reading.problem:
        return None
    done = sum(stage.done is not None and stage.done <= as_of for stage in history.stages)
    return done, len(history.stages)


def _times(carried: Number) -> int:
    return int(max(0.0, min(_MOST_CARRIED, number(carried) or 0.0)))


def _lesson(line: ReviewLine) -> Lesson:
    return Lesson(
        line.why,
        line.replicate,
        line.went_wrong,
        line.differently,
        line.opportunities,
        line.risks,
    )


def _reports(kr: KeyResult, history: History) -> tuple[Report, ...]:
    """The last readable value of each day."""
    found: dict[date, Report] = {}
    for _, line in history.lines:
        value = readable(kr, line.value)
        if value is not None:
            found[line.day] = Report(line.day, value, confidence_of(line))
    return tuple(found.values())
