"""Were targets set right: neither so easy that all is hit, nor so hard that nobody believes them.

An aspirational target is right where about 0.7 of it is reached; a committed one is a promise;
Keep types hold a limit, of which all is meant to be reached. They are never mixed.
Source: semantics, sections 2, 4 and 5.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from okrsheet.core.audit_patterns import ALL
from okrsheet.core.findings import count_of
from okrsheet.core.insights_told import Counted, Mood, Told, listed, percent, score
from okrsheet.core.past import Past, PastKeyResult, by_place
from okrsheet.core.policy import Policy
from okrsheet.core.scoring import TOLERANCE
from okrsheet.core.suggestion import median
from okrsheet.core.words import KEEP_TYPES, Band, Commitment

FEWEST: Final = 5
"""With fewer key results nothing is said about how targets were set."""


class Aim(StrEnum):
    """What a target means."""

    ASPIRATIONAL = "Aspirational"
    COMMITTED = "Committed"
    KEEP = "Keep"


class Verdict(StrEnum):
    """How aspirational targets were set, by the median of their final scores."""

    EASY = "too easy"
    RIGHT = "about right"
    HARD = "too hard"
    FEW = "too few to say"


class Spread(NamedTuple):
    """The final scores of some key results.

    Attributes:
        n: how many have one.
        hits: how many of these were a Hit.
        median: 0-1; None where none has one.
        without_score: how many more there are.
    """

    n: int
    hits: int
    median: float | None
    without_score: int

    @property
    def share(self) -> float | None:
        """Share of Hits (0-1); None where none has a score."""
        return self.hits / self.n if self.n else None


class Calibration(NamedTuple):
    """How one team set its targets of one kind.

    Attributes:
        team: whose; `ALL` for all together.
        aim: which kind of targets.
        quarters: one for each quarter.
        all: over all of them.
        verdict: of aspirational targets over all quarters; None for other kinds.
    """

    team: str
    aim: Aim
    quarters: tuple[Spread, ...]
    all: Spread
    verdict: Verdict | None


class Calibrations(NamedTuple):
    """All teams together first, each aim in turn; a team without such targets has no line."""

    told: Told
    lines: tuple[Calibration, ...]


def aim_of(each: PastKeyResult) -> Aim:
    """What a key result's target means; a blank commitment is aspirational."""
    if each.record.type in KEEP_TYPES:
        return Aim.KEEP
    committed = each.record.commitment is Commitment.COMMITTED
    return Aim.COMMITTED if committed else Aim.ASPIRATIONAL


def calibrations(found: Past, policy: Policy) -> Calibrations:
    """How targets were set, by team and aim."""
    groups: dict[tuple[str, Aim], list[PastKeyResult]] = {}
    for name in (ALL, *(side.name for side in found.sides)):
        groups.update({(name, aim): [] for aim in Aim})
    for each in found.key_results:
        groups[ALL, aim_of(each)].append(each)
        groups[each.side.name, aim_of(each)].append(each)
    lines = tuple(
        _line(found, team, aim, own, policy) for (team, aim), own in groups.items() if own
    )
    return Calibrations(_told(lines), lines)


def _line(
    found: Past, team: str, aim: Aim, own: Sequence[PastKeyResult], policy: Policy
) -> Calibration:
    every = spread(own)
    verdict = _verdict(every, policy) if aim is Aim.ASPIRATIONAL else None
    return Calibration(team, aim, tuple(map(spread, by_place(found, own))), every, verdict)


def spread(own: Iterable[PastKeyResult]) -> Spread:
    """How the final scores of some key results lie."""
    records = [each.record for each in own]
    scored = [each for each in records if each.final_score is not None]
    values = [each.final_score for each in scored if each.final_score is not None]
    return Spread(
        len(scored),
        sum(each.band is Band.HIT for each in scored),
        median(values) if values else None,
        len(records) - len(scored),
    )


def _verdict(every: Spread, policy: Policy) -> Verdict:
    if every.median is None or every.n < FEWEST:
        return Verdict.FEW
    return verdict_of(every.median, policy)


def verdict_of(typical: float, policy: Policy) -> Verdict:
    """What the median of aspirational final scores (0-1) says about their targets."""
    if typical > policy.sandbag_mean + TOLERANCE:
        return Verdict.EASY
    hard = typical < policy.aspirational_progress - TOLERANCE
    return Verdict.HARD if hard else Verdict.RIGHT


_ADVICE: Final[dict[Verdict | None, str]] = {
    Verdict.EASY: "aim further",
    Verdict.HARD: "take smaller steps",
}


def _told(lines: Sequence[Calibration]) -> Told:
    every = [each for each in lines if each.team == ALL]
    n = sum(each.all.n for each in every)
    told = [_sentence(each) for each in every if each.all.n]
    of = Counted.SCORED
    if not told:
        return Told("No key result has a final score yet.", n, of)
    aspired = next((each for each in every if each.aim is Aim.ASPIRATIONAL), None)
    if aspired is None or aspired.verdict in (Verdict.FEW, None):
        return Told(" ".join(told), n, of)
    off = _off(lines)
    if off:
        told.insert(1, f"By team: {'; '.join(f'{word} in {listed(off[word])}' for word in off)}.")
    mood = Mood.WATCH if off else Mood.GOOD
    if aspired.verdict is not Verdict.RIGHT:
        mood = Mood.ACT
    label = f"median of aspirational targets: {aspired.verdict}"
    advice = _advice(aspired.verdict, off)
    return Told(" ".join(told), n, of, mood, score(aspired.all.median), label, advice)


def _advice(verdict: Verdict | None, off: Mapping[Verdict, Sequence[str]]) -> str:
    parts = [f"{_ADVICE[word]} in {listed(teams)}" for word, teams in off.items()]
    if not parts and verdict in _ADVICE:
        parts = [_ADVICE[verdict]]
    told = "; ".join(parts)
    return f"{told[0].upper()}{told[1:]} next time." if told else ""


def _off(lines: Sequence[Calibration]) -> dict[Verdict, list[str]]:
    """The teams whose targets are off, where there are teams to be told apart."""
    others = [each for each in lines if each.team != ALL]
    found = {
        verdict: [each.team for each in others if each.verdict is verdict]
        for verdict in (Verdict.EASY, Verdict.HARD)
    }
    several = len({each.team for each in others}) > 1
    return {verdict: teams for verdict, teams in found.items() if teams and several}


def _sentence(line: Calibration) -> str:
    n, hits = line.all.n, line.all.hits
    if line.aim is Aim.COMMITTED:
        return f"Of {count_of(n, 'committed target')}, {hits} {_were(hits)} met in full."
    if line.aim is Aim.KEEP:
        return f"Of {count_of(n, 'limit')} to keep, {hits} {_were(hits)} kept."
    if line.verdict is Verdict.FEW or line.verdict is None:
        return f"Aspirational targets: {count_of(n, 'final score')}, too few to say."
    middle = f"the middle final score is {score(line.all.median)}, where 0.70 is aimed for"
    share = f"{percent(hits / n)} are Hits"
    return f"Aspirational targets are {line.verdict}. Of {n}, {middle}; {share}."


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
