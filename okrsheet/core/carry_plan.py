"""What comes along with the key results that go on: objectives, stages, promises, people.

Source: semantics, section 9; readings 62, 64 and 65.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from okrsheet.core.figures import Figures
from okrsheet.core.history import first_rows
from okrsheet.core.model import (
    Dependency,
    KeyResult,
    LogLine,
    Objective,
    Plan,
    Quarter,
    ReviewLine,
    Stage,
)
from okrsheet.core.words import LogKind, Type

_LASTING: Final = (LogKind.RISK, LogKind.INITIATIVE)


def plan_of(
    found: Figures, quarter: Quarter, key_results: Sequence[KeyResult]
) -> tuple[Plan, tuple[str, ...]]:
    """The plan of the next quarter, and what in it is not as it was, a sentence each.

    Args:
        found: the figures of the quarter that ends.
        quarter: the next one.
        key_results: those that go on, as they start into it.
    """
    old, going_on = found.plan, {kr.id.lower() for kr in key_results}
    objectives = _objectives(old, key_results)
    about = going_on | {objective.id.lower() for objective in objectives}
    dependencies = [d for d in old.dependencies if d.key_result_id.lower() in going_on]
    plan = Plan(
        quarter=quarter,
        organisation=old.organisation,
        champion=old.champion,
        objectives=tuple(_linked(objective, objectives) for objective in objectives),
        key_results=tuple(key_results),
        stages=tuple(_stages(old.stages, going_on, found.as_of, quarter.start)),
        dependencies=tuple(_promise(each, quarter.start) for each in dependencies),
        reviews=tuple(ReviewLine(kr.id) for kr in key_results),
        teams=tuple(team for team in old.teams if any(team)),
        people=tuple(person for person in old.people if any(person)),
        log=tuple(_log(old.log, about, quarter.start)),
    )
    return plan, tuple(_notes(old, plan, objectives))


def _objectives(old: Plan, key_results: Sequence[KeyResult]) -> list[Objective]:
    """The objectives of these key results, as they were."""
    named = {kr.objective_id.lower() for kr in key_results}
    rows = first_rows(o.id if o.text else "" for o in old.objectives)
    return [old.objectives[row] for name, row in rows.items() if name in named]


def _linked(objective: Objective, all_of_them: Sequence[Objective]) -> Objective:
    """An objective that supports only what comes along; its number one is decided anew."""
    known = {each.id.lower() for each in all_of_them}
    kept = tuple(name for name in objective.supports if name.lower() in known)
    return objective._replace(supports=kept, number_one=False)


def _stages(
    stages: Sequence[Stage], going_on: set[str], as_of: date, start: date
) -> Iterator[Stage]:
    """The stages that are left to do."""
    for stage in stages:
        is_done = stage.done is not None and stage.done <= as_of
        if stage.key_result_id.lower() in going_on and not is_done:
            yield stage._replace(due=_to_come(stage.due, start))


def _to_come(day: date | None, start: date) -> date | None:
    return None if day is None or day < start else day


def _promise(dependency: Dependency, start: date) -> Dependency:
    """What was agreed for a day that is past has to be agreed on anew."""
    if dependency.by_when is None or dependency.by_when >= start:
        return dependency
    return dependency._replace(by_when=None, agreed=None)


def _log(log: Sequence[LogLine], about: set[str], start: date) -> Iterator[LogLine]:
    """Open risks and initiatives, where what they are about comes along."""
    for line in log:
        general = not line.about and line.kind == LogKind.RISK
        concerns = general or line.about.strip().lower() in about
        if line.kind in _LASTING and line.what and concerns and not line.done:
            yield line._replace(due=_to_come(line.due, start))


def _notes(old: Plan, plan: Plan, before: Sequence[Objective]) -> Iterator[str]:
    for was, now in zip(before, plan.objectives, strict=True):
        lost = [name for name in was.supports if name and name not in now.supports]
        if lost:
            told, verb = " and ".join(lost), "is" if len(lost) == 1 else "are"
            yield f"{was.id} supported {told}, which {verb} not carried: pick what it supports now."
        if was.number_one:
            yield f"{was.id} was the number-one priority: decide on this quarter's."
    for kr in plan.key_results:
        yield from _missing(kr, plan)
    yield from _promises(old, plan)


def _promises(old: Plan, plan: Plan) -> Iterator[str]:
    names = {kr.id.lower() for kr in plan.key_results}
    before = (each for each in old.dependencies if each.key_result_id.lower() in names)
    for was, now in zip(before, plan.dependencies, strict=True):
        if was != now:
            team = now.on_team or "another team"
            yield f"{now.key_result_id} needs {team}, by a day that is past: agree on a new one."


def _missing(kr: KeyResult, plan: Plan) -> Iterator[str]:
    if kr.objective_id.lower() not in {objective.id.lower() for objective in plan.objectives}:
        yield f"{kr.id} belongs to no objective: pick one."
    staged = {stage.key_result_id.lower() for stage in plan.stages}
    if kr.type is Type.MILESTONES and kr.id.lower() not in staged:
        yield f"{kr.id} has no stages left: write down the next ones."
