"""Teams that reach all they aim for, quarter after quarter: their targets are set too low.

Committed key results and Keep types are left out: there, all is meant to be reached.
Source: semantics, section 4.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from okrsheet.core.insights_calibration import Aim, aim_of
from okrsheet.core.insights_told import (
    FEWEST_QUARTERS,
    Counted,
    Mood,
    Told,
    listed,
    score,
    too_few,
)
from okrsheet.core.past import Past, PastKeyResult, by_place, by_side
from okrsheet.core.policy import Policy
from okrsheet.core.scoring import TOLERANCE


class Sandbag(StrEnum):
    """What the scores of a team say."""

    RUNNING = "two quarters running"
    ONCE = "one quarter"
    HIGH_MEAN = "high mean"
    NONE = ""


class Aspired(NamedTuple):
    """A team's aspirational key results of one quarter.

    Attributes:
        place: which quarter.
        n: how many have a final score.
        lowest, mean: of these, 0-1.
        all_reached: whether each of them is at the edge of sandbagging or above.
    """

    place: int
    n: int
    lowest: float
    mean: float
    all_reached: bool


class TeamSandbag(NamedTuple):
    """One team.

    Attributes:
        team: whose.
        word: what its latest quarter with such scores says, and the one before it.
        running: how many quarters it reached everything without a break, up to the latest.
        quarters: those that have such scores, oldest first.
    """

    team: str
    word: Sandbag
    running: int
    quarters: tuple[Aspired, ...]


class Sandbagging(NamedTuple):
    """Every team that ever had an aspirational key result with a final score."""

    told: Told
    teams: tuple[TeamSandbag, ...]


def sandbagging(found: Past, policy: Policy) -> Sandbagging:
    """Which teams reach all they aim for."""
    aspired = [each for each in found.key_results if aim_of(each) is Aim.ASPIRATIONAL]
    teams = []
    for name, own in by_side(found, aspired).items():
        quarters = list(_quarters(found, own, policy))
        if quarters:
            teams.append(_team(found, name, quarters, policy))
    return Sandbagging(_told(found, teams, policy), tuple(teams))


def _quarters(found: Past, own: Iterable[PastKeyResult], policy: Policy) -> Iterator[Aspired]:
    for place, together in enumerate(by_place(found, own)):
        scores = [each.record.final_score for each in together]
        known = [score for score in scores if score is not None]
        if known:
            yield _aspired(place, known, policy)


def _aspired(place: int, values: Sequence[float], policy: Policy) -> Aspired:
    edge = policy.sandbag_score - TOLERANCE
    mean = sum(values) / len(values)
    return Aspired(place, len(values), min(values), mean, min(values) >= edge)


def _team(found: Past, name: str, own: Sequence[Aspired], policy: Policy) -> TeamSandbag:
    running = _running(found, own)
    high = own[-1].mean > policy.sandbag_mean + TOLERANCE
    word = Sandbag.HIGH_MEAN if high else Sandbag.NONE
    if running:
        word = Sandbag.RUNNING if running >= FEWEST_QUARTERS else Sandbag.ONCE
    return TeamSandbag(name, word, running, tuple(own))


def _running(found: Past, own: Sequence[Aspired]) -> int:
    count, after = 0, None
    for each in reversed(own):
        if not each.all_reached or (after is not None and not found.follows(after, each.place)):
            break
        count, after = count + 1, each.place
    return count


def _told(found: Past, teams: Sequence[TeamSandbag], policy: Policy) -> Told:
    n = sum(each.n for team in teams for each in team.quarters)
    of = Counted.ASPIRATIONAL
    if len(found.periods) < FEWEST_QUARTERS:
        return too_few(len(found.periods), "Whether targets are set too low", n, of)
    if not teams:
        return Told("No aspirational key result has a final score yet.", n, of)
    words = [each.word for each in teams]
    running = words.count(Sandbag.RUNNING)
    mood = Mood.WATCH if any(words) else Mood.GOOD
    if running:
        mood = Mood.ACT
    label = f"{'team' if running == 1 else 'teams'} with all targets reached, two quarters running"
    told = " ".join(_sentences(teams, policy.sandbag_score))
    names = [each.team for each in teams if each.word is Sandbag.RUNNING]
    advice = f"Ask {listed(names)} for bolder targets." if names else ""
    return Told(told, n, of, mood, str(running), label, advice)


def _sentences(teams: Sequence[TeamSandbag], edge: float) -> list[str]:
    running = [each.team for each in teams if each.word is Sandbag.RUNNING]
    hints = [each for each in teams if each.word in (Sandbag.ONCE, Sandbag.HIGH_MEAN)]
    told = ["No team reached all its aspirational targets two quarters running."]
    if running:
        what = f"all aspirational key results ended at {edge:.2f} or more, two quarters running."
        told = [f"{listed(running)}: {what}"]
    if hints:
        names = [f"{each.team} (mean {score(each.quarters[-1].mean)})" for each in hints]
        told.append(f"A hint of the same, from one quarter: {listed(names)}.")
    return told
