"""Every figure of a quarter on one day, from the plan alone.

`figures(plan, policy, as_of)` is the one place where the rules meet; cells, commands and reports
show what stands here.
"""

from datetime import date
from typing import NamedTuple

from okrsheet.core.history import first_rows, histories
from okrsheet.core.key_result_figures import (
    KeyResultFigures,
    LineFigures,
    key_result_figures,
    line_figures,
)
from okrsheet.core.model import Plan
from okrsheet.core.objective_figures import (
    CompanyFigures,
    ObjectiveFigures,
    TeamFigures,
    company_figures,
    objective_figures,
    team_figures,
)
from okrsheet.core.policy import Policy
from okrsheet.core.quarter import elapsed


class Figures(NamedTuple):
    """Everything computed for `as_of`, each tuple in the order of its sheet.

    `check_ins` holds what each line of Check-ins showed on its own day; None for a line that
    belongs to no key result.
    """

    plan: Plan
    policy: Policy
    as_of: date
    elapsed: float
    key_results: tuple[KeyResultFigures, ...]
    objectives: tuple[ObjectiveFigures, ...]
    teams: tuple[TeamFigures, ...]
    company: CompanyFigures
    check_ins: tuple[LineFigures | None, ...]

    @property
    def is_over(self) -> bool:
        """Whether nothing moves any more: the quarter was closed, or its last day is past."""
        return self.plan.closed or self.as_of > self.plan.quarter.end

    @property
    def is_to_come(self) -> bool:
        """Whether the quarter has still to begin."""
        return self.as_of < self.plan.quarter.start


def figures_back_then(plan: Plan, policy: Policy, day: date) -> Figures:
    """The figures on an earlier day: while the quarter ran, nobody had closed it yet."""
    closed = plan.closed and day > plan.quarter.end
    return figures(plan._replace(closed=closed), policy, day)


def figures(plan: Plan, policy: Policy, as_of: date) -> Figures:
    """All figures of `plan` for the day `as_of`; nothing in the plan can make it raise."""
    lines: list[LineFigures | None] = [None] * len(plan.check_ins)
    teams = first_rows(o.id if o.text else "" for o in plan.objectives)
    key_results = []
    for row, history in enumerate(histories(plan)):
        weekly = line_figures(plan, policy, row, history)
        for line in weekly:
            lines[line.row] = line
        if plan.key_results[row].text:
            place = teams.get(plan.key_results[row].objective_id.lower())
            team = "" if place is None else plan.objectives[place].team
            figure = key_result_figures(plan, policy, as_of, row, history, weekly)
            key_results.append(figure._replace(team=team))
    objectives = objective_figures(plan, policy, key_results)
    return Figures(
        plan=plan,
        policy=policy,
        as_of=as_of,
        elapsed=elapsed(plan.quarter, as_of),
        key_results=tuple(key_results),
        objectives=objectives,
        teams=team_figures(plan, policy, objectives),
        company=company_figures(policy, key_results, objectives),
        check_ins=tuple(lines),
    )
