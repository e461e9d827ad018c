"""What objectives, teams and the company show.

Source: semantics, sections 4 and 8; readings 25 to 30.
"""

from collections.abc import Sequence
from typing import NamedTuple

from okrsheet.core import rag as status
from okrsheet.core import rollup
from okrsheet.core.history import first_rows, weight_of
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.limits import Verdict, verdict
from okrsheet.core.model import Objective, Plan
from okrsheet.core.policy import Policy
from okrsheet.core.words import Commitment, Level, Rag


class ObjectiveFigures(NamedTuple):
    """What one objective shows; `reported` of `due` key results is its coverage.

    `supports` are the rows (0-based) of the objectives it names as supported.
    """

    row: int
    objective: Objective
    key_results: int
    limit: Verdict
    score: float | None
    expected: float | None
    rag: Rag | None
    reported: int
    due: int
    weight: float
    message: str
    supports: frozenset[int] = frozenset()
    supporting_score: float | None = None
    cascade: str = ""


class TeamFigures(NamedTuple):
    """What one team shows."""

    row: int
    name: str
    objectives: int
    limit: Verdict
    score: float | None
    rag: Rag | None
    reported: int
    due: int


class CompanyFigures(NamedTuple):
    """What the quarter as a whole shows; `counts` are key results by effective RAG."""

    objectives: int
    limit: Verdict
    score: float | None
    supporting_score: float | None
    rag: Rag | None
    reported: int
    due: int
    counts: dict[Rag, int]
    owes: int
    decisions_due: int


def objective_figures(
    plan: Plan, policy: Policy, key_results: Sequence[KeyResultFigures]
) -> tuple[ObjectiveFigures, ...]:
    """What every objective shows, in the order of the sheet."""
    rows = first_rows(o.id if o.text else "" for o in plan.objectives)
    under: list[list[KeyResultFigures]] = [[] for _ in plan.objectives]
    for figure in key_results:
        row = rows.get(figure.key_result.objective_id.lower())
        if row is not None:
            under[row].append(figure)
    found = [
        _objective(policy, row, objective, under[row])._replace(
            supports=frozenset(
                rows[name.lower()] for name in objective.supports if name.lower() in rows
            )
        )
        for row, objective in enumerate(plan.objectives)
        if objective.text
    ]
    return tuple(_with_supporters(figure, found) for figure in found)


def _objective(
    policy: Policy, row: int, objective: Objective, parts: Sequence[KeyResultFigures]
) -> ObjectiveFigures:
    rolled = [
        rollup.Part(
            p.weight, p.rollup, p.rag, committed=p.key_result.commitment is Commitment.COMMITTED
        )
        for p in parts
    ]
    word = rollup.rag(rolled, policy)
    return ObjectiveFigures(
        row=row,
        objective=objective,
        key_results=len(parts),
        limit=verdict(len(parts), policy.key_results),
        score=rollup.score(rolled),
        expected=rollup.mean((p.weight, p.expected) for p in parts if p.rollup is not None),
        rag=word,
        reported=sum(p.reported for p in parts if p.due),
        due=sum(p.due for p in parts),
        weight=weight_of(objective.weight),
        message=_message(word, rolled),
    )


def _message(word: Rag | None, parts: Sequence[rollup.Part]) -> str:
    """What to know about the status: Red comes from key results, whatever the score."""
    if not parts:
        return "No key results"
    if word is not Rag.RED:
        return ""
    if len(parts) == 1:
        return "Its only key result is Red"
    red = sum(part.weight > 0 and part.rag is Rag.RED for part in parts)
    return f"{red} of {len(parts)} key results {'is' if red == 1 else 'are'} Red"


def _with_supporters(
    figure: ObjectiveFigures, found: Sequence[ObjectiveFigures]
) -> ObjectiveFigures:
    if figure.objective.level is not Level.COMPANY:
        return figure
    supporters = [o for o in _of_teams(found) if figure.row in o.supports]
    return figure._replace(
        supporting_score=rollup.mean((s.weight, s.score) for s in supporters),
        cascade=rollup.cascade(figure.rag, [s.rag for s in supporters]),
    )


def _of_teams(objectives: Sequence[ObjectiveFigures]) -> list[ObjectiveFigures]:
    return [o for o in objectives if o.objective.level is Level.TEAM]


def _parts(objectives: Sequence[ObjectiveFigures]) -> list[rollup.Part]:
    return [rollup.Part(o.weight, o.score, o.rag) for o in objectives]


def team_figures(
    plan: Plan, policy: Policy, objectives: Sequence[ObjectiveFigures]
) -> tuple[TeamFigures, ...]:
    """What every named team shows, in the order of the sheet."""
    rows = first_rows(team.name for team in plan.teams)
    under: list[list[ObjectiveFigures]] = [[] for _ in plan.teams]
    for objective in _of_teams(objectives):
        row = rows.get(objective.objective.team.lower())
        if row is not None:
            under[row].append(objective)
    return tuple(
        _team(policy, row, team.name, under[row])
        for row, team in enumerate(plan.teams)
        if team.name
    )


def _team(policy: Policy, row: int, name: str, own: Sequence[ObjectiveFigures]) -> TeamFigures:
    return TeamFigures(
        row=row,
        name=name,
        objectives=len(own),
        limit=verdict(len(own), policy.team_objectives),
        score=rollup.score(_parts(own)),
        rag=rollup.rag(_parts(own), policy),
        reported=sum(o.reported for o in own),
        due=sum(o.due for o in own),
    )


def company_figures(
    policy: Policy,
    key_results: Sequence[KeyResultFigures],
    objectives: Sequence[ObjectiveFigures],
) -> CompanyFigures:
    """What the quarter as a whole shows."""
    own = [o for o in objectives if o.objective.level is Level.COMPANY]
    rows = {o.row for o in own}
    supporting = [o for o in _of_teams(objectives) if rows & o.supports]
    return CompanyFigures(
        objectives=len(own),
        limit=verdict(len(own), policy.company_objectives),
        score=rollup.score(_parts(own)),
        supporting_score=rollup.mean((o.weight, o.score) for o in supporting),
        rag=rollup.rag(_parts(own), policy),
        reported=sum(o.reported for o in own),
        due=sum(o.due for o in own),
        counts={word: sum(k.rag is word for k in key_results) for word in Rag},
        owes=sum(k.owes for k in key_results),
        decisions_due=sum(k.escalation == status.DECIDE for k in key_results),
    )
