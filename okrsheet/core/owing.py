"""Who owes an update, and since when."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from okrsheet.core.figures import Figures
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import Plan
from okrsheet.core.quarter import days_after
from okrsheet.core.spelling import folded


class Owing(NamedTuple):
    """One person's overdue updates.

    Attributes:
        owner: the name as typed, "" where the key results have no owner.
        email: from the sheet People, "" where none is known.
        key_results: the longest overdue first.
        since: the day the oldest of them was due.
    """

    owner: str
    email: str
    key_results: tuple[KeyResultFigures, ...]
    since: date


def due_since(figure: KeyResultFigures, found: Figures) -> date:
    """The day by which the next update was due."""
    last = figure.last_check_in or found.plan.quarter.start
    return days_after(last, found.policy.cadence_days)


def owing(found: Figures, key_results: Iterable[KeyResultFigures]) -> tuple[Owing, ...]:
    """Everybody who owes an update, the longest silence first; a name is one however typed."""
    under: dict[str, list[KeyResultFigures]] = {}
    for figure in key_results:
        if figure.owes:
            under.setdefault(folded(figure.key_result.owner), []).append(figure)
    emails = _emails(found.plan)
    people = []
    for name, owed in under.items():
        owed.sort(key=lambda figure: (due_since(figure, found), figure.row))
        owner = owed[0].key_result.owner
        people.append(Owing(owner, emails.get(name, ""), tuple(owed), due_since(owed[0], found)))
    return tuple(sorted(people, key=lambda each: (each.since, each.key_results[0].row)))


def _emails(plan: Plan) -> dict[str, str]:
    """The first email given for each name."""
    return {folded(p.name): p.email for p in reversed(plan.people) if p.name and p.email}
