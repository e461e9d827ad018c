"""The insights somebody asks for: of one organisation, and of one team where one is named."""

from collections.abc import Iterable, Sequence

from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.core.insights import Insights, insights
from okrsheet.core.past import folded, of_organisation, organisations
from okrsheet.core.printable import printable


def insights_asked(
    quarters: Iterable[ClosedQuarter], team: str = "", organisation: str = ""
) -> Insights:
    """What some closed quarters teach.

    Args:
        quarters: of any organisations, in any order.
        team: only this team's, or `COMPANY`; "" for all.
        organisation: whose, where there are several.

    Raises:
        ValueError: there is no such team or organisation, or there are several organisations.
    """
    own = _of_one(tuple(quarters), organisation)
    found = insights(own)
    if not team:
        return found
    known = [side.name for side in found.past.sides]
    if folded(team) not in map(folded, known):
        raise ValueError(f"There is no team {team!r} in the history. Teams: {_listed(known)}.")
    return insights(own, team=team)


def _of_one(quarters: Sequence[ClosedQuarter], organisation: str) -> Sequence[ClosedQuarter]:
    names = organisations(quarters)
    if not organisation and len(names) > 1:
        told = f"The history has several organisations: {_listed(names)}."
        raise ValueError(f"{told} Name one (--org NAME).")
    if not organisation:
        return quarters
    if folded(organisation) not in map(folded, names):
        raise ValueError(f"The history has no {organisation!r}. Organisations: {_listed(names)}.")
    return of_organisation(quarters, organisation)


def _listed(names: Sequence[str]) -> str:
    return printable(", ".join(names)) or "none"
