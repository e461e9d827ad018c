"""Targets suggested for what goes on in the next quarter, from what was reported in the last.

Source: semantics, sections 5 and 9.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from okrsheet.core.amounts import amount, span
from okrsheet.core.closed_quarter import ClosedKeyResult, ClosedQuarter
from okrsheet.core.figures import Figures
from okrsheet.core.history import History, Line, number
from okrsheet.core.model import CheckIn, KeyResult, PlanningLine, Quarter
from okrsheet.core.next_target import NextTarget, going_on, suggestion_for
from okrsheet.core.planning_lines import PlanningKind, shown
from okrsheet.core.planning_look_back import LastQuarter, times
from okrsheet.core.suggestion import aims_high
from okrsheet.core.words import Carry

_NO_PAST: Final = (
    "okrsheet planning BOOK --from OLD_BOOK suggests a target from what was reported there."
)


def targets(last: LastQuarter | None, found: Figures, upcoming: Quarter) -> Iterator[PlanningLine]:
    """A line for each key result that goes on: its target so far, a new one, and why."""
    told = set[str]()
    if last is not None:
        own, teams = past_scores(last.record), _teams(last.record)
        for kr in last.carried:
            told.add(kr.text.casefold())
            team = teams.get(kr.objective_id.lower(), "")
            scores = (*last.past.get(team, ()), *own.get(team, ()))
            made = suggested(kr, last.record, upcoming, scores)
            yield _line(kr, _from_record(kr, made))
        if last.own:
            return
    for written in found.plan.key_results:
        count = int(number(written.carried) or 0)
        if written.text and count > 0 and written.text.casefold() not in told:
            line = shown(written.text, written.id, f"{times(count)}\n{_NO_PAST}", written.owner)
            yield line._replace(kind=str(PlanningKind.TARGET))


def _line(kr: ClosedKeyResult, known: str) -> PlanningLine:
    return shown(kr.text, kr.id, known, kr.owner)._replace(kind=str(PlanningKind.TARGET))


def _from_record(kr: ClosedKeyResult, made: NextTarget) -> str:
    metric = _metric(kr)
    told = [_stands(kr)]
    found = made.suggestion
    if found is not None:
        told.append(
            f"Suggested target: {amount(metric, found.target)} "
            f"({span(metric, found.easiest, found.hardest)}), {made.confidence} confidence."
        )
    told.append(made.reason)
    if made.on_the_way is not None:
        told.append(going_on(metric, made.on_the_way))
    if kr.decision is Carry.CONTINUE and kr.target is not None:
        told.append("Decided: Continue, so the target stays unless you say otherwise.")
    if kr.carried > 0:
        told.append(times(kr.carried + 1))
    return "\n".join(told)


def _stands(kr: ClosedKeyResult) -> str:
    metric = _metric(kr)
    ended = "Ended without a value" if kr.value is None else f"Ended at {amount(metric, kr.value)}"
    return f"{ended}." if kr.target is None else f"{ended}, target was {amount(metric, kr.target)}."


def suggested(
    kr: ClosedKeyResult, record: ClosedQuarter, upcoming: Quarter, past: tuple[float, ...]
) -> NextTarget:
    """The target suggested for a key result that is on record.

    Args:
        kr: one of the record's key results.
        record: the closed quarter.
        upcoming: the quarter the target is for.
        past: final scores of its team (0-1).
    """
    lines = (CheckIn(each.day, kr.id, each.value, each.confidence) for each in kr.reports)
    history = History(tuple(Line(row, line) for row, line in enumerate(lines)))
    # A value may be dated after the last day: the record holds what was known when it was closed.
    return suggestion_for(_metric(kr), history, record.closed_on, upcoming, past)


def past_scores(record: ClosedQuarter) -> Mapping[str, tuple[float, ...]]:
    """Final scores (0-1) of each team on record, by its name in small letters."""
    teams = _teams(record)
    scores: dict[str, tuple[float, ...]] = {}
    for kr in record.key_results:
        # Without a score by the figures there was no way to go: one by hand says nothing of aims.
        final = None if kr.score is None else kr.final_score
        if aims_high(kr.commitment, kr.type) and final is not None:
            team = teams.get(kr.objective_id.lower(), "")
            scores[team] = (*scores.get(team, ()), final)
    return scores


def _teams(record: ClosedQuarter) -> Mapping[str, str]:
    """The team of each objective, of the first line with its ID; all in small letters."""
    return {o.id.lower(): o.team.lower() for o in reversed(record.objectives)}


def _metric(kr: ClosedKeyResult) -> KeyResult:
    """What amounts and suggestions need to know of the key result."""
    return KeyResult(
        kr.id,
        kr.objective_id,
        kr.text,
        kr.type,
        kr.unit,
        kr.commitment,
        baseline=kr.baseline,
        target=kr.target,
        low=kr.low,
        high=kr.high,
    )
