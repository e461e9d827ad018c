"""Key results that were carried twice or more, and what became of them.

Source: semantics, section 9.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from okrsheet.core.findings import count_of
from okrsheet.core.insights_told import FEWEST_QUARTERS, Counted, Mood, Told, listed, too_few
from okrsheet.core.past import Past, PastKeyResult
from okrsheet.core.past_matches import key_results_over_time
from okrsheet.core.words import Band, Carry

OFTEN: Final = 2
_LONGEST: Final = 70


class Outcome(StrEnum):
    """What became of a key result in the last quarter it stands in."""

    HIT = "ended as a Hit"
    DROPPED = "dropped"
    DONE = "done without a Hit"
    GOES_ON = "carried on once more"
    GONE = "to be carried on, but not seen since"
    OPEN = "without a decision"


class CarriedKeyResult(NamedTuple):
    """One that was carried twice or more.

    Attributes:
        team: whose.
        id: its latest.
        text: as last worded.
        carried: how often, as recorded or as found in the quarters here, whichever is more.
        quarters: the places of those it was found in, oldest first.
        scores: its final score in each of them, 0-1 or None.
        decisions: what the review decided in each of them.
        outcome: what became of it.
    """

    team: str
    id: str
    text: str
    carried: int
    quarters: tuple[int, ...]
    scores: tuple[float | None, ...]
    decisions: tuple[Carry | None, ...]
    outcome: Outcome


class CarriedAgain(NamedTuple):
    """The ones carried most often first."""

    told: Told
    key_results: tuple[CarriedKeyResult, ...]


def carried_again(found: Past) -> CarriedAgain:
    """Which key results were carried twice or more."""
    chains = key_results_over_time(found)
    latest = {each.side: each.place for each in found.key_results}
    again = [_carried(each, latest[each[-1].side]) for each in chains if times(each) >= OFTEN]
    again.sort(key=lambda each: -each.carried)
    return CarriedAgain(_told(found, again, len(chains)), tuple(again))


def times(chain: Sequence[PastKeyResult]) -> int:
    """How often a key result was carried by the last of its quarters."""
    count = chain[0].record.carried
    for each in chain[1:]:
        count = max(count + 1, each.record.carried)
    return count


def _carried(chain: Sequence[PastKeyResult], latest: int) -> CarriedKeyResult:
    last = chain[-1]
    return CarriedKeyResult(
        last.side.name,
        last.record.id,
        last.record.text,
        times(chain),
        tuple(each.place for each in chain),
        tuple(each.record.final_score for each in chain),
        tuple(each.record.decision for each in chain),
        _outcome(last, latest),
    )


def _outcome(last: PastKeyResult, latest: int) -> Outcome:
    if last.record.band is Band.HIT:
        return Outcome.HIT
    ahead = Outcome.GOES_ON if last.place == latest else Outcome.GONE
    by_decision = {
        Carry.DROP: Outcome.DROPPED,
        Carry.DONE: Outcome.DONE,
        Carry.CONTINUE: ahead,
        Carry.REVISE: ahead,
    }
    decision = last.record.decision
    return Outcome.OPEN if decision is None else by_decision[decision]


def _told(found: Past, again: Sequence[CarriedKeyResult], n: int) -> Told:
    of = Counted.DIFFERENT
    if not again and len(found.periods) < FEWEST_QUARTERS:
        return too_few(len(found.periods), "What is carried again and again", n, of)
    label = f"key {'result' if len(again) == 1 else 'results'} carried twice or more"
    if not again:
        return Told("No key result was carried twice.", n, of, Mood.GOOD, "0", label)
    outcomes = [each.outcome for each in again]
    ends = [f"{outcomes.count(end)} {end}" for end in Outcome if end in outcomes]
    was = "was" if len(again) == 1 else "were"
    told = f"{count_of(len(again), 'key result')} {was} carried twice or more: {listed_all(ends)}."
    open_still = [each for each in again if each.outcome in (Outcome.GOES_ON, Outcome.OPEN)]
    if not open_still:
        return Told(told, n, of, Mood.WATCH, str(len(again)), label)
    names = listed([f"{each.id} ({each.team})" for each in open_still])
    if len(open_still) == 1:
        names = f"\u201c{_shortened(open_still[0].text)}\u201d ({open_still[0].team})"
    advice = f"Decide on {names}: revise, drop, or give what is lacking."
    return Told(told, n, of, Mood.ACT, str(len(again)), label, advice)


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}\u2026"


def listed_all(parts: Sequence[str]) -> str:
    """Some parts as one says them, none left out."""
    return listed(parts) if len(parts) < OFTEN else f"{', '.join(parts[:-1])} and {parts[-1]}"
