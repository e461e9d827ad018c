"""What the reviews decided: Continue, Revise, Drop, Done, or nothing.

What people wrote about it is theirs to read; no words are counted. Source: semantics, section 9.
"""

from collections.abc import Sequence
from typing import NamedTuple

from okrsheet.core.audit_patterns import ALL
from okrsheet.core.findings import count_of
from okrsheet.core.insights_carried import listed_all
from okrsheet.core.insights_told import Counted, Mood, Told, percent
from okrsheet.core.past import Past, PastKeyResult, by_place, by_side
from okrsheet.core.words import Band, Carry


class Taken(NamedTuple):
    """The decisions on some key results: how many of each."""

    continued: int = 0
    revised: int = 0
    dropped: int = 0
    done: int = 0
    undecided: int = 0

    @property
    def n(self) -> int:
        """How many key results there are, with a decision or without."""
        return sum(self)


class TeamDecisions(NamedTuple):
    """A team's decisions; `ALL` for all together."""

    team: str
    quarters: tuple[Taken, ...]
    all: Taken


class Decisions(NamedTuple):
    """All teams together first.

    Attributes:
        told: in words.
        teams: by team.
        open_misses: key results that ended below a Hit and have no decision.
    """

    told: Told
    teams: tuple[TeamDecisions, ...]
    open_misses: int


_FIELDS = {
    Carry.CONTINUE: "continued",
    Carry.REVISE: "revised",
    Carry.DROP: "dropped",
    Carry.DONE: "done",
    None: "undecided",
}
_WORDS = {"continued": "Continue", "revised": "Revise", "dropped": "Drop", "done": "Done"}


def decisions(found: Past) -> Decisions:
    """Which decisions were taken."""
    groups = [(ALL, list(found.key_results)), *by_side(found, found.key_results).items()]
    teams = tuple(_team(found, team, own) for team, own in groups if own)
    misses = sum(
        each.record.decision is None and each.record.band in (Band.PROGRESS, Band.MISSED)
        for each in found.key_results
    )
    return Decisions(_told(teams, misses), teams, misses)


def _team(found: Past, team: str, own: Sequence[PastKeyResult]) -> TeamDecisions:
    return TeamDecisions(team, tuple(map(taken, by_place(found, own))), taken(own))


def taken(own: Sequence[PastKeyResult]) -> Taken:
    """How often each decision was taken."""
    words = [each.record.decision for each in own]
    return Taken(**{field: words.count(word) for word, field in _FIELDS.items()})


def _told(teams: Sequence[TeamDecisions], misses: int) -> Told:
    of = Counted.KEY_RESULTS
    if not teams:
        return Told("There is no key result yet.", 0, of)
    every = teams[0].all
    made = every.n - every.undecided
    if not made:
        return Told("No review decided on a key result yet.", every.n, of)
    counts = every._asdict()
    shares = [
        f"{word} {percent(counts[field] / made)}" for field, word in _WORDS.items() if counts[field]
    ]
    was = "was" if made == 1 else "were"
    told = f"{count_of(made, 'decision')} {was} taken: {listed_all(shares)}."
    if misses:
        verb = "has" if misses == 1 else "have"
        told += f" {misses} that ended below a Hit {verb} none."
    label = "below a Hit and without a decision"
    if not misses:
        return Told(told, every.n, of, Mood.GOOD, "0", label)
    advice = "In the review, decide on every key result that ended below a Hit."
    return Told(told, every.n, of, Mood.WATCH, str(misses), label, advice)
