"""What the audits say together: what fails most, by team, and who owns how much.

Owners are listed by name, never by a figure. Source: semantics, section 6.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from okrsheet.core.audit import LIVE, MANUAL, NOT_WEEKLY, YES, Audit
from okrsheet.core.history import first_rows
from okrsheet.core.model import KeyResult, Objective, Plan
from okrsheet.core.spelling import folded
from okrsheet.core.words import Level

LABELS: Final = (
    *("Measurable", "Data source", "Baseline", "Update frequency", "Owner", "Ambitious"),
    *("Access", "Retriever"),
)
"""The six criteria and the two questions beside them, in the order of `Audit.answers`."""

ALL: Final = "All teams"
COMPANY: Final = "Company"
NO_TEAM: Final = "No team"
NOTHING: Final = "Nothing"


class Pattern(NamedTuple):
    """What the audits of some key results have in common.

    Attributes:
        name: whose they are: a team, `ALL`, `COMPANY` or `NO_TEAM`.
        key_results: how many there are.
        ready: how many of them are.
        failures: how many do not pass, for each of `LABELS`.
        live, manual, not_weekly: how many can be tracked that way; the rest has no frequency.
    """

    name: str
    key_results: int
    ready: int
    failures: tuple[int, ...]
    live: int
    manual: int
    not_weekly: int

    @property
    def fails_most(self) -> str:
        """What most of them lack, such as "Data source (5 of 9)"; of equals the first."""
        most = max(self.failures)
        if not self.key_results or not most:
            return NOTHING if self.key_results else ""
        return f"{LABELS[self.failures.index(most)]} ({most} of {self.key_results})"


class Patterns(NamedTuple):
    """Patterns of all key results, of those without a team, and of each team's own.

    Without a team are those of company objectives, which need none, and all others.

    `by_team` follows the lines of Teams; a line without a name has an empty one.
    """

    all: Pattern
    company: Pattern
    no_team: Pattern
    by_team: tuple[Pattern, ...]

    @property
    def lines(self) -> tuple[Pattern, ...]:
        """One below the other."""
        return (self.all, self.company, self.no_team, *self.by_team)


def patterns(plan: Plan, found: Sequence[tuple[KeyResult, Audit]]) -> Patterns:
    """The patterns of a quarter.

    Args:
        plan: its objectives and teams.
        found: each key result and its audit.
    """
    teams = first_rows(team.name for team in plan.teams)
    homes = first_rows(o.id if o.text else "" for o in plan.objectives)
    own: dict[int | str, list[Audit]] = {}
    for kr, each in found:
        row = homes.get(kr.objective_id.lower())
        home = Objective("", "") if row is None else plan.objectives[row]
        without = COMPANY if home.level is Level.COMPANY else NO_TEAM
        own.setdefault(teams.get(home.team.lower(), without), []).append(each)
    return Patterns(
        pattern(ALL, [each for _, each in found]),
        pattern(COMPANY, own.get(COMPANY, ())),
        pattern(NO_TEAM, own.get(NO_TEAM, ())),
        tuple(pattern(team.name, own.get(row, ())) for row, team in enumerate(plan.teams)),
    )


def pattern(name: str, audits: Sequence[Audit]) -> Pattern:
    """The pattern of some audits."""
    ways = [each.trackable for each in audits]
    return Pattern(
        name=name,
        key_results=len(audits),
        ready=sum(each.ready for each in audits),
        failures=tuple(
            sum(each.answers[place] != YES for each in audits) for place in range(len(LABELS))
        ),
        live=ways.count(LIVE),
        manual=ways.count(MANUAL),
        not_weekly=ways.count(NOT_WEEKLY),
    )


def owner_load(owners: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How many key results each owner has, in alphabetical order; "" for nobody comes last.

    Args:
        owners: the owner of each key result, as typed; neither capitals nor the kind and number
            of blanks make a difference.
    """
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    for owner in (" ".join(each.split()) for each in owners):
        name = names.setdefault(folded(owner), owner)
        counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts.items(), key=lambda pair: (not pair[0], pair[0].casefold())))
