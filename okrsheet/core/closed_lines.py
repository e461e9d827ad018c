"""Closed quarters as lines of text: each objective with its score, and what came of the rest."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from okrsheet.core.closed_quarter import ClosedObjective, ClosedQuarter
from okrsheet.core.findings import count_of
from okrsheet.core.printable import printable
from okrsheet.core.scoring import two_decimals
from okrsheet.core.words import Band, Level

_NONE: Final = "-"


def closed_lines(quarters: Iterable[ClosedQuarter]) -> Iterator[str]:
    """What the history shows a person, quarter by quarter."""
    organisation = None
    for closed in quarters:
        if organisation is not None:
            yield ""
        if closed.organisation != organisation:
            organisation = closed.organisation
            yield printable(organisation) or "(an organisation without a name)"
        yield from _quarter(closed)


def _quarter(closed: ClosedQuarter) -> Iterator[str]:
    days = f"{closed.start.isoformat()} to {closed.end.isoformat()}"
    yield f"{printable(closed.name)}: {days}, closed {closed.closed_on.isoformat()}"
    names = [(printable(side(each)), printable(each.id)) for each in closed.objectives]
    teams = max((len(team) for team, _ in names), default=0)
    ids = max((len(name) for _, name in names), default=0)
    for each, (team, name) in zip(closed.objectives, names, strict=True):
        score = _NONE if each.score is None else f"{two_decimals(each.score):.2f}"
        yield f"  {score:>4}  {team:<{teams}}  {name:<{ids}}  {printable(each.text)}"
    yield f"  {_bands(closed)}"


def side(objective: ClosedObjective) -> str:
    """Whose objective it is: the team, or the company."""
    return "Company" if objective.level is Level.COMPANY else objective.team or _NONE


def _bands(closed: ClosedQuarter) -> str:
    counts = Counter(each.band for each in closed.key_results)
    told = [f"{band} {counts[band]}" for band in Band if counts[band]]
    told += [f"no score {counts[None]}"] if counts[None] else []
    return f"{count_of(len(closed.key_results), 'key result')}: {', '.join(told) or 'none'}"


def sides(quarters: Iterable[ClosedQuarter]) -> tuple[str, ...]:
    """Whose objectives there are, each once, in the order they came up."""
    found: dict[str, str] = {}
    for closed in quarters:
        for each in closed.objectives:
            found.setdefault(side(each).casefold(), side(each))
    return tuple(found.values())


def only_of(quarters: Iterable[ClosedQuarter], team: str) -> tuple[ClosedQuarter, ...]:
    """What is one team's, or the company's, quarter by quarter; without those it has no part in."""
    asked = team.strip().casefold()
    made = []
    for closed in quarters:
        own = tuple(each for each in closed.objectives if side(each).casefold() == asked)
        ids = {each.id.lower() for each in own}
        theirs = tuple(each for each in closed.key_results if each.objective_id.lower() in ids)
        if own:
            made.append(closed._replace(objectives=own, key_results=theirs))
    return tuple(made)
