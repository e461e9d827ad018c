"""Risks of the quarter, and the objective that answers each.

Source: acceptance, A19 and B7. A risk has one home, the Log: what it names below About is the
objective that answers it, or a key result of that objective.
"""

from collections.abc import Iterator
from typing import NamedTuple

from okrsheet.core.codes import finding
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding, Place
from okrsheet.core.history import first_rows
from okrsheet.core.model import LogLine, Objective, Plan
from okrsheet.core.words import LogKind


class Risk(NamedTuple):
    """An open risk; `row` is its line of the Log, `answer` the objective that answers it."""

    row: int
    line: LogLine
    answer: Objective | None


def risks(plan: Plan) -> Iterator[Risk]:
    """The risks of the Log that are not past, in its order."""
    objectives = first_rows(o.id if o.text else "" for o in plan.objectives)
    parents = {kr.id.lower(): kr.objective_id for kr in reversed(plan.key_results) if kr.text}
    for row, line in enumerate(plan.log):
        if line.kind == LogKind.RISK and line.what and not line.done:
            name = line.about.lower()
            place = objectives.get(name, objectives.get(parents.get(name, "").lower()))
            yield Risk(row, line, None if place is None else plan.objectives[place])


def check_risks(found: Figures) -> Iterator[Finding]:
    """Every risk is answered by an objective."""
    for each in risks(found.plan) if found.objectives else ():
        if each.answer is None:
            place = Place("log", each.row, "about")
            message = f"No objective answers the risk: {each.line.what}."
            yield finding("OKR059", message.replace("..", "."), place=place)
