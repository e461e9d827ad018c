"""How scores went from quarter to quarter: the company's, each team's, each objective's.

Source: semantics, section 4.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from okrsheet.core import rollup
from okrsheet.core.audit_patterns import COMPANY
from okrsheet.core.findings import count_of
from okrsheet.core.insights_told import (
    FEWEST_QUARTERS,
    Counted,
    Mood,
    Told,
    change,
    score,
    signed,
    too_few,
)
from okrsheet.core.past import Past, PastObjective, by_place, by_side
from okrsheet.core.past_matches import objectives_over_time
from okrsheet.core.scoring import TOLERANCE

STEADY: Final = 0.05
"""A change below it is none."""

_FINE: Final = 0.7
ROSE: Final = "rose"
FELL: Final = "fell"
STAYED: Final = "stayed about the same"


class Scores(NamedTuple):
    """One line of scores.

    Attributes:
        team: whose it is.
        text: the objective's, as last worded; "" for the team as a whole.
        scores: 0-1 for each quarter; None where there is none.
        objectives: how many each of them is the mean of.
    """

    team: str
    text: str
    scores: tuple[float | None, ...]
    objectives: tuple[int, ...]

    @property
    def known(self) -> tuple[tuple[int, float], ...]:
        """The places that have a score, and the score."""
        return tuple((place, each) for place, each in enumerate(self.scores) if each is not None)

    @property
    def change(self) -> float | None:
        """From the first known score to the last, as readers see both; None with fewer than two."""
        known = self.known
        return change(known[-1][1], known[0][1]) if len(known) >= FEWEST_QUARTERS else None

    @property
    def word(self) -> str:
        """What became of it: `ROSE`, `FELL` or `STAYED`; "" with fewer than two scores."""
        if self.change is None:
            return ""
        if abs(self.change) < STEADY - TOLERANCE:
            return STAYED
        return ROSE if self.change > 0 else FELL


class Trend(NamedTuple):
    """Scores by team, the company first, and by objective that stood in two quarters or more."""

    told: Told
    teams: tuple[Scores, ...]
    objectives: tuple[Scores, ...]


def trend(found: Past) -> Trend:
    """How scores went.

    A team's is the weighted mean of its objectives, the company's that of the company objectives.
    """
    teams = tuple(
        _line(found, name, "", own) for name, own in by_side(found, found.objectives).items()
    )
    teams = tuple(each for each in teams if each.known)
    again = [each for each in objectives_over_time(found) if len(each) >= FEWEST_QUARTERS]
    objectives = [_line(found, each[-1].side.name, each[-1].record.text, each) for each in again]
    return Trend(
        _told(found, teams), teams, tuple(o for o in objectives if len(o.known) >= FEWEST_QUARTERS)
    )


def _line(found: Past, team: str, text: str, own: Iterable[PastObjective]) -> Scores:
    parts = [[(o.record.weight, o.record.score) for o in each] for each in by_place(found, own)]
    counted = tuple(sum(w > 0 and s is not None for w, s in each) for each in parts)
    return Scores(team, text, tuple(map(rollup.mean, parts)), counted)


def _told(found: Past, teams: Sequence[Scores]) -> Told:
    n = sum(sum(each.objectives) for each in teams)
    of = Counted.OBJECTIVES
    if len(found.periods) < FEWEST_QUARTERS:
        return too_few(len(found.periods), "A trend", n, of)
    moved = [each for each in teams if each.change is not None]
    if not moved:
        return Told("No team has a final score in two quarters yet.", n, of)
    first = [each for each in teams if each.team == COMPANY or len(teams) == 1]
    told = [_path(each, found) for each in first]
    told += _others([each for each in teams if each.team != COMPANY])
    return _judged(
        Told(" ".join(told), n, of), first[0] if first and first[0].word else None, moved
    )


def _judged(told: Told, first: Scores | None, moved: Sequence[Scores]) -> Told:
    """With the number to see first: the company's last score, or how many teams rose."""
    if first is None:
        rose, fell = (sum(each.word == word for each in moved) for word in (ROSE, FELL))
        mood = Mood.WATCH if fell > rose else Mood.GOOD
        label = f"{'team' if len(moved) == 1 else 'teams'} rose"
        return told._replace(mood=mood, figure=f"{rose}/{len(moved)}", label=label)
    last, moved_by = first.known[-1][1], first.change or 0.0
    moods = {ROSE: Mood.GOOD, FELL: Mood.ACT}
    settled = Mood.GOOD if last >= _FINE - TOLERANCE else Mood.WATCH
    label = f"{first.team} score, {signed(moved_by)} since the first quarter"
    advice = f"Find out why the score of {_whose(first)} fell." if first.word == FELL else ""
    mood = moods.get(first.word, settled)
    return told._replace(mood=mood, figure=score(last), label=label, advice=advice)


def _path(line: Scores, found: Past) -> str:
    (first, before), (last, now) = line.known[0], line.known[-1]
    whose = _whose(line)
    whose = f"{whose[0].upper()}{whose[1:]}"
    if not line.word:
        return f"{whose} scored {score(now)} in {found.periods[last].name}."
    names = f"from {score(before)} in {found.periods[first].name} to {score(now)} in "
    return f"{whose} {line.word}, {names}{found.periods[last].name}."


def _whose(line: Scores) -> str:
    return "the company" if line.team == COMPANY else line.team


def _others(teams: Sequence[Scores]) -> list[str]:
    moved = [each.word for each in teams if each.word]
    if len(teams) < FEWEST_QUARTERS or not moved:
        return []
    counts = [f"{moved.count(word)} {word}" for word in (ROSE, FELL, STAYED) if word in moved]
    return [f"Of {count_of(len(moved), 'team')}, {', '.join(counts)}."]
