"""The closed quarters of one organisation in order, so that they can be compared.

Individual objectives are left out: no figure here is a person's. Source: semantics, section 4.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple, TypeVar

from okrsheet.core.audit_patterns import ALL, COMPANY, NO_TEAM
from okrsheet.core.closed_quarter import ClosedKeyResult, ClosedObjective, ClosedQuarter
from okrsheet.core.words import Level

MOST_DAYS_BETWEEN: Final = 45
"""A quarter runs on from the one before if it starts at most so many days after its end: less than
half a quarter, so that none lies between them."""

_OWN_RANK: Final = {COMPANY: 0, NO_TEAM: 2}
_TEAM_RANK: Final = 1
_TAKEN: Final = frozenset(name.casefold() for name in (ALL, COMPANY, NO_TEAM))


class Period(NamedTuple):
    """A quarter; where two have the same name, theirs says when they start."""

    name: str
    start: date
    end: date


class Side(NamedTuple):
    """Whose figures they are: the company's (rank 0), a team's (1), or of no team (2)."""

    rank: int
    name: str


class PastObjective(NamedTuple):
    """An objective, and which of `Past.periods` it belongs to."""

    place: int
    side: Side
    record: ClosedObjective


class PastKeyResult(NamedTuple):
    """A key result, and which of `Past.periods` it belongs to."""

    place: int
    side: Side
    record: ClosedKeyResult


class Past(NamedTuple):
    """An organisation's closed quarters, oldest first.

    Attributes:
        organisation: as last spelled; "" where nobody named it.
        periods: by their first day; two calendars may overlap.
        sides: the company first, then the teams by name, then those without one.
        objectives, key_results: by period, in the order of the sheets; an objective that has
            neither a score nor key results there is only named, and left out.
        left_out: how many individual objectives there are beside them.
    """

    organisation: str
    periods: tuple[Period, ...]
    sides: tuple[Side, ...]
    objectives: tuple[PastObjective, ...]
    key_results: tuple[PastKeyResult, ...]
    left_out: int = 0

    def follows(self, place: int, before: int) -> bool:
        """Whether a quarter runs on from another one: no other lies between them."""
        gap = (self.periods[place].start - self.periods[before].end).days
        return 0 < gap <= MOST_DAYS_BETWEEN


def folded(text: str) -> str:
    """A text for comparing: neither capitals nor blanks make a difference."""
    return " ".join(text.casefold().split())


def organisations(quarters: Iterable[ClosedQuarter]) -> tuple[str, ...]:
    """The names of all organisations, each once as last spelled, in alphabetical order."""
    ordered = sorted(quarters, key=_age)
    names = {folded(each.organisation): each.organisation for each in ordered}
    return tuple(names[key] for key in sorted(names) if key)


def of_organisation(quarters: Iterable[ClosedQuarter], name: str) -> tuple[ClosedQuarter, ...]:
    """The quarters of one organisation, and those that name none."""
    wanted = {folded(name), ""}
    return tuple(each for each in quarters if folded(each.organisation) in wanted)


def renamed(
    quarters: Iterable[ClosedQuarter], names: Mapping[str, str]
) -> tuple[ClosedQuarter, ...]:
    """The quarters with teams under the names they have today.

    Args:
        quarters: as they went on record; they stay as they are.
        names: the name of today by the name of then; capitals and blanks make no difference.
    """
    today = {folded(then): now for then, now in names.items()}
    return tuple(
        each._replace(
            objectives=tuple(o._replace(team=_name_now(o.team, today)) for o in each.objectives)
        )
        for each in quarters
    )


def _name_now(team: str, today: Mapping[str, str]) -> str:
    seen = set()
    # A team may have been renamed more than once, and back.
    while folded(team) in today and folded(team) not in seen:
        seen.add(folded(team))
        team = today[folded(team)]
    return team


def past(quarters: Iterable[ClosedQuarter]) -> Past:
    """What some closed quarters hold, in order.

    Quarters with the same days are one, as where every team has its own workbook; the same record
    twice counts once.
    """
    ordered = sorted(dict.fromkeys(quarters), key=_age)
    periods = _periods(ordered)
    places = {(each.start, each.end): place for place, each in enumerate(periods)}
    spelled = _spelled(ordered)
    objectives: list[PastObjective] = []
    key_results: list[PastKeyResult] = []
    for each in ordered:
        place = places[each.start, each.end]
        objectives += _objectives(each, place, spelled)
        key_results += _key_results(each, place, spelled)
    named = [each.organisation for each in ordered if each.organisation]
    persons = sum(o.level is Level.INDIVIDUAL for each in ordered for o in each.objectives)
    found = {each.side for each in objectives} | {each.side for each in key_results}
    return Past(
        named[-1] if named else "",
        periods,
        tuple(sorted(found, key=_side_order)),
        tuple(objectives),
        tuple(key_results),
        persons,
    )


Thing = TypeVar("Thing", PastObjective, PastKeyResult)


def by_side(found: Past, things: Iterable[Thing]) -> dict[str, list[Thing]]:
    """Some things by the name of their side, in the order of `Past.sides`; sides may have none."""
    own: dict[str, list[Thing]] = {side.name: [] for side in found.sides}
    for each in things:
        own[each.side.name].append(each)
    return own


def by_place(found: Past, things: Iterable[Thing]) -> list[list[Thing]]:
    """Some things by the quarter they belong to."""
    own: list[list[Thing]] = [[] for _ in found.periods]
    for each in things:
        own[each.place].append(each)
    return own


def only(found: Past, team: str) -> Past:
    """The part of one team, or of `COMPANY`; over the same quarters."""
    sides = {side for side in found.sides if folded(side.name) == folded(team)}
    return found._replace(
        sides=tuple(side for side in found.sides if side in sides),
        objectives=tuple(each for each in found.objectives if each.side in sides),
        key_results=tuple(each for each in found.key_results if each.side in sides),
    )


def _age(each: ClosedQuarter) -> tuple[date, date, str, date]:
    return each.start, each.end, each.name, each.closed_on


def _side_order(side: Side) -> tuple[int, str]:
    return side.rank, side.name.casefold()


def _periods(ordered: Sequence[ClosedQuarter]) -> tuple[Period, ...]:
    days = {(each.start, each.end): each.name for each in ordered}
    names = [folded(name) for name in days.values()]
    return tuple(
        Period(name if names.count(folded(name)) == 1 else f"{name} ({start} on)", start, end)
        for (start, end), name in days.items()
    )


def _spelled(ordered: Iterable[ClosedQuarter]) -> dict[str, str]:
    """Each team's name as last spelled."""
    return {
        folded(objective.team): " ".join(objective.team.split())
        for each in ordered
        for objective in each.objectives
    }


def _side(objective: ClosedObjective | None, spelled: Mapping[str, str]) -> Side:
    if objective is not None and objective.level is Level.COMPANY:
        return Side(_OWN_RANK[COMPANY], COMPANY)
    name = spelled[folded(objective.team)] if objective is not None else ""
    if name.casefold() in _TAKEN:
        name = f"{name} (team)"
    return Side(_TEAM_RANK, name) if name else Side(_OWN_RANK[NO_TEAM], NO_TEAM)


def _objectives(
    quarter: ClosedQuarter, place: int, spelled: Mapping[str, str]
) -> Iterator[PastObjective]:
    # A team's book names the company's objectives it supports, without their key results.
    measured = {folded(each.objective_id) for each in quarter.key_results}
    for each in quarter.objectives:
        stands = each.score is not None or folded(each.id) in measured
        if stands and each.level is not Level.INDIVIDUAL:
            yield PastObjective(place, _side(each, spelled), each)


def _key_results(
    quarter: ClosedQuarter, place: int, spelled: Mapping[str, str]
) -> Iterator[PastKeyResult]:
    homes: dict[str, ClosedObjective] = {}
    for objective in quarter.objectives:
        homes.setdefault(folded(objective.id), objective)
    for each in quarter.key_results:
        home = homes.get(folded(each.objective_id))
        if home is None or home.level is not Level.INDIVIDUAL:
            yield PastKeyResult(place, _side(home, spelled), each)
