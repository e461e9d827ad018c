"""Checks on the quarter as a whole: numbers of objectives, links, and what needs a person.

Source: semantics, sections 3, 4, 8 and 9.
"""

from collections.abc import Iterator
from typing import Final

from okrsheet.core import rag as status
from okrsheet.core import rollup
from okrsheet.core.audit_words import names_one_person
from okrsheet.core.codes import finding
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding, Place, Severity, count_of
from okrsheet.core.history import number
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import Dependency
from okrsheet.core.words import KEEP_TYPES, Commitment

FLAGGED: Final = 2
"""Carried over so often, a key result is asked why it should work now."""


def _at(figure: KeyResultFigures, field: str) -> Place:
    return Place("key_results", figure.row, field)


def check_structure(found: Figures) -> Iterator[Finding]:
    """How many objectives and key results, who they are for and what they support."""
    yield from _counts(found)
    rows = {o.row for o in found.objectives if o.objective.level == "Company"}
    for o in found.objectives:
        ids = (o.objective.id,)
        if o.objective.level == "Individual" and not o.objective.director:
            place = Place("objectives", o.row, "level")
            yield finding(
                "OKR044", f"{o.objective.id} is an individual objective.", place=place, ids=ids
            )
        if o.objective.level == "Team" and not rows & o.supports:
            place = Place("objectives", o.row, "supports/0")
            message = f"{o.objective.id} supports no company objective."
            yield finding("OKR045", message, place=place, ids=ids)
        if o.cascade:
            place = Place("objectives", o.row, "text")
            yield finding("OKR046", f"{o.objective.id}: {o.cascade}.", place=place, ids=ids)


def _counts(found: Figures) -> Iterator[Finding]:
    if not found.objectives:
        return
    if found.company.limit != "pass":
        count = found.company.objectives
        yield finding(
            "OKR041",
            f"There {'is' if count == 1 else 'are'} {count_of(count, 'company objective')}.",
            severity=_size(found.company.limit),
        )
    for team in found.teams:
        if team.limit != "pass":
            place = Place("teams", team.row, "name")
            message = f"{team.name} has {count_of(team.objectives, 'objective')}."
            yield finding("OKR042", message, place=place, severity=_size(team.limit))
    for o in found.objectives:
        if o.limit != "pass":
            place = Place("objectives", o.row, "text")
            message = f"{o.objective.id} has {count_of(o.key_results, 'key result')}."
            yield finding(
                "OKR043", message, place=place, ids=(o.objective.id,), severity=_size(o.limit)
            )


def _size(limit: str) -> Severity:
    return Severity.ERROR if limit == "fail" else Severity.WARNING


def check_priority(found: Figures) -> Iterator[Finding]:
    """Exactly one objective is the number-one priority, and it has an owner."""
    first = [o for o in found.objectives if o.objective.number_one]
    if found.objectives and not first:
        yield finding("OKR040", "No objective is the number-one priority.")
    for o in first:
        place, ids = Place("objectives", o.row, "number_one"), (o.objective.id,)
        if len(first) > 1:
            message = f"{len(first)} objectives are the number-one priority."
            yield finding("OKR040", message, place=place, ids=ids)
        if not names_one_person(o.objective.owner):
            has = "is not owned by one person" if o.objective.owner else "has no owner"
            message = f"The number-one priority {o.objective.id} {has}."
            place = Place("objectives", o.row, "owner")
            yield finding("OKR040", message, place=place, ids=ids)


def check_people(found: Figures) -> Iterator[Finding]:
    """What needs a person: decisions, silence, doubts, missing reasons, open dependencies."""
    for figure in found.key_results:
        yield from _needs(figure, found)
    for row, dependency in enumerate(found.plan.dependencies):
        yield from _unsettled(row, dependency)


def _unsettled(row: int, dependency: Dependency) -> Iterator[Finding]:
    named = dependency.on_team or dependency.what or dependency.by_when
    if dependency.key_result_id and not (
        dependency.agreed and dependency.on_team and dependency.what and dependency.by_when
    ):
        place = Place("dependencies", row, "agreed")
        message = f"{dependency.key_result_id} depends on work that is not settled."
        yield finding("OKR051", message, place=place, ids=(dependency.key_result_id,))
    elif named and not dependency.key_result_id:
        place = Place("dependencies", row, "key_result_id")
        yield finding("OKR051", "A dependency names no key result.", place=place)


def _needs(figure: KeyResultFigures, found: Figures) -> Iterator[Finding]:
    name = figure.key_result.id
    if figure.escalation == status.DECIDE:
        message = f"{name} has been Red for {figure.streak} check-in weeks."
        yield finding("OKR048", message, place=_at(figure, "recovery_action"), ids=(name,))
    if status.is_stale(figure.silence, found.policy) and found.as_of >= found.plan.quarter.start:
        message = f"{name} has had no update for {figure.silence} days."
        yield finding("OKR049", message, place=_at(figure, "owner"), ids=(name,))
    if figure.message == "short of commitment: explain":
        yield finding(
            "OKR052",
            f"{name} ended short of its commitment.",
            place=_at(figure, "commitment"),
            ids=(name,),
        )
    if status.has_fallen(figure.confidence_drop, found.policy):
        message = f"Confidence in {name} fell by {figure.confidence_drop:g}."
        yield finding("OKR053", message, place=_at(figure, "owner"), ids=(name,))


def check_colours(found: Figures) -> Iterator[Finding]:
    """An owner's better colour comes with a reason."""
    for row, line in enumerate(found.check_ins):
        check_in = found.plan.check_ins[row]
        if line is None or check_in.owner_rag is None or check_in.reason:
            continue
        running = found.plan.quarter.start <= line.day <= found.plan.quarter.end
        if running and status.is_better(check_in.owner_rag, line.automatic):
            place = Place("check_ins", row, "reason")
            message = f"{check_in.key_result_id}: {check_in.owner_rag} stays {line.rag}."
            yield finding("OKR050", message, place=place, ids=(check_in.key_result_id,))


def check_ease(found: Figures) -> Iterator[Finding]:
    """After the quarter: were the targets too easy?"""
    if found.as_of <= found.plan.quarter.end and not found.plan.closed:
        return
    scores = [
        figure.rollup
        for figure in found.key_results
        if figure.rollup is not None
        and figure.reading.type not in KEEP_TYPES
        and figure.key_result.commitment is not Commitment.COMMITTED
    ]
    hint = rollup.sandbagging(scores, found.policy)
    if hint:
        yield finding("OKR047", f"{hint}.")


def check_carried(found: Figures) -> Iterator[Finding]:
    """What was carried over from quarter to quarter."""
    for figure in found.key_results:
        times = number(figure.key_result.carried) or 0
        if times >= FLAGGED:
            name = figure.key_result.id
            message = f"{name} was carried over {times:g} times."
            yield finding("OKR075", message, place=_at(figure, "carried"), ids=(name,))
