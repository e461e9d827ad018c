"""Criteria of the audit that key results keep failing, by team.

Source: semantics, section 6.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from okrsheet.core.audit_patterns import ALL, LABELS
from okrsheet.core.insights_told import (
    FEWEST_QUARTERS,
    Counted,
    Mood,
    Told,
    listed,
    percent,
    too_few,
)
from okrsheet.core.past import Past, PastKeyResult, by_place, by_side

CRITERIA: Final = {f"A{number}": label for number, label in enumerate(LABELS[:6], 1)}
"""The six criteria by their sign."""


class Failing(NamedTuple):
    """One criterion in one team.

    Attributes:
        team: whose; `ALL` for all together.
        criterion: its sign, such as A2.
        failed: for each quarter, how many of its key results fail.
        of: for each quarter, how many there are.
        running: how many quarters without a break it has been failed, up to the team's latest.
    """

    team: str
    criterion: str
    failed: tuple[int, ...]
    of: tuple[int, ...]
    running: int

    @property
    def label(self) -> str:
        """The criterion in words."""
        return CRITERIA.get(self.criterion, self.criterion)

    @property
    def share(self) -> float:
        """Share of the key results of all quarters that fail (0-1)."""
        return sum(self.failed) / sum(self.of)

    @property
    def keeps_failing(self) -> bool:
        """Whether it was failed in the latest quarter and the one before."""
        return self.running >= FEWEST_QUARTERS


class Failings(NamedTuple):
    """Every criterion a team ever failed: all teams together first, then team by team."""

    told: Told
    lines: tuple[Failing, ...]


def failings(found: Past) -> Failings:
    """Which criteria of the audit are failed, and where again and again."""
    lines = [*_lines(found, ALL, found.key_results)] if found.key_results else []
    for name, own in by_side(found, found.key_results).items():
        lines += _lines(found, name, own)
    return Failings(_told(found, lines), tuple(lines))


def _lines(found: Past, team: str, own: Sequence[PastKeyResult]) -> Iterable[Failing]:
    of = _counts(found, own)
    signs = sorted({sign for each in own for sign in each.record.gaps})
    for sign in signs:
        failed = _counts(found, [each for each in own if sign in each.record.gaps])
        yield Failing(team, sign, failed, of, _running(found, failed, of))


def _counts(found: Past, own: Iterable[PastKeyResult]) -> tuple[int, ...]:
    return tuple(map(len, by_place(found, own)))


def _running(found: Past, failed: Sequence[int], of: Sequence[int]) -> int:
    count, after = 0, None
    for place in reversed(range(len(failed))):
        if not of[place]:
            continue
        if not failed[place] or (after is not None and not found.follows(after, place)):
            break
        count, after = count + 1, place
    return count


def _told(found: Past, lines: Sequence[Failing]) -> Told:
    n, of = len(found.key_results), Counted.KEY_RESULTS
    if len(found.periods) < FEWEST_QUARTERS:
        return too_few(len(found.periods), "What the audit finds again and again", n, of)
    every = [each for each in lines if each.team == ALL]
    if not every:
        if not n:
            return Told("There is no key result yet.", n, of)
        label = "key results fail a criterion of the audit"
        return Told("No key result failed a criterion of the audit.", n, of, Mood.GOOD, "0", label)
    most = max(every, key=lambda each: sum(each.failed))
    told = f"{most.label} ({most.criterion}) fails most: {percent(most.share)} of key results."
    label = f"of key results fail {most.label}, more than any other criterion"
    keep = [each for each in lines if each.keeps_failing and each.team != ALL]
    if not keep:
        told += " No team failed the same criterion in its last two quarters."
        return Told(told, n, of, Mood.WATCH, percent(most.share), label)
    keep.sort(key=lambda each: (-each.running, -each.share))
    names = [f"{each.label} in {each.team} ({each.running} quarters running)" for each in keep]
    told += f" Failed again and again: {listed(names)}."
    places = listed([f"{each.label} in {each.team}" for each in keep])
    advice = f"Put right before the next quarter opens: {places}."
    return Told(told, n, of, Mood.ACT, percent(most.share), label, advice)
