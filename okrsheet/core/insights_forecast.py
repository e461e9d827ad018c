"""What the forecasts of week 6 said, against what came.

Scores set by hand are left out: no forecast can foresee them. Source: semantics, section 5.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from okrsheet.core.audit_patterns import ALL
from okrsheet.core.insights_told import Counted, Mood, Told, percent, score
from okrsheet.core.past import Past, PastKeyResult, by_place, by_side
from okrsheet.core.policy import Policy
from okrsheet.core.scoring import TOLERANCE, band_for, clamp

FEWEST: Final = 10
"""With fewer forecasts nothing is said about how good they are."""
_MOSTLY: Final = 0.7
UNBIASED: Final = 0.05
"""A mean difference below it leans to no side."""


class Accuracy(NamedTuple):
    """Some forecasts against what came; scores 0-1.

    Attributes:
        n: how many.
        error: mean distance between what was foreseen and what came; None without any.
        bias: mean of foreseen less came: above 0 they were too hopeful.
        bands: how many of them also have a band on record.
        bands_right: how many of these bands were foreseen.
    """

    n: int
    error: float | None
    bias: float | None
    bands: int
    bands_right: int

    @property
    def right(self) -> float | None:
        """Share of bands foreseen (0-1); None without any."""
        return self.bands_right / self.bands if self.bands else None


class Pair(NamedTuple):
    """One forecast: foreseen and came are scores (0-1)."""

    place: int
    team: str
    foreseen: float
    came: float


class TeamAccuracy(NamedTuple):
    """How good the forecasts of a team were; `ALL` for all together."""

    team: str
    quarters: tuple[Accuracy, ...]
    all: Accuracy


class ForecastQuality(NamedTuple):
    """All teams together first; `pairs` are the forecasts themselves."""

    told: Told
    teams: tuple[TeamAccuracy, ...]
    pairs: tuple[Pair, ...]


def forecast_quality(found: Past, policy: Policy) -> ForecastQuality:
    """How good forecasts were, by the bands of `policy`."""
    own = [each for each in found.key_results if _counts(each)]
    groups = [(ALL, own), *by_side(found, own).items()]
    teams = tuple(_team(found, team, each, policy) for team, each in groups if each)
    pairs = tuple(Pair(k.place, k.side.name, *_scores(k)) for k in own)
    return ForecastQuality(_told(teams), teams, pairs)


def _counts(each: PastKeyResult) -> bool:
    kr = each.record
    return kr.foreseen is not None and kr.final_score is not None and not kr.by_hand


def _scores(each: PastKeyResult) -> tuple[float, float]:
    return clamp(each.record.foreseen or 0.0), each.record.final_score or 0.0


def _team(found: Past, team: str, own: Sequence[PastKeyResult], policy: Policy) -> TeamAccuracy:
    quarters = tuple(_accuracy(together, policy) for together in by_place(found, own))
    return TeamAccuracy(team, quarters, _accuracy(own, policy))


def _accuracy(own: Sequence[PastKeyResult], policy: Policy) -> Accuracy:
    gaps = [foreseen - came for foreseen, came in map(_scores, own)]
    banded = [each for each in own if each.record.band is not None]
    right = sum(_band_is_right(each, policy) for each in banded)
    return Accuracy(len(gaps), _mean(map(abs, gaps)), _mean(gaps), len(banded), right)


def _band_is_right(each: PastKeyResult, policy: Policy) -> bool:
    foreseen, _ = _scores(each)
    return band_for(foreseen, each.record.commitment, policy) is each.record.band


def _mean(values: Iterable[float]) -> float | None:
    known = list(values)
    return sum(known) / len(known) if known else None


def _told(teams: Sequence[TeamAccuracy]) -> Told:
    of = Counted.FORECASTS
    if not teams:
        return Told("No quarter has a week-6 forecast on record yet.", 0, of)
    every = teams[0].all
    if every.n < FEWEST or every.error is None or every.bias is None:
        few = f"too few to say how good they are: {FEWEST} are needed."
        return Told(f"{every.n} of the forecasts can be checked, {few}", every.n, of)
    told = f"In week 6 the forecast was {score(every.error)} off the final score on average"
    told += f", {_leaning(every.bias)}."
    label = "off the final score, in week 6"
    if every.right is None:
        return Told(told, every.n, of, Mood.WATCH, score(every.error), label)
    told += f" It foresaw the right band for {percent(every.right)} of key results."
    mood = Mood.GOOD if every.right >= _MOSTLY - TOLERANCE else Mood.WATCH
    return Told(told, every.n, of, mood, score(every.error), label)


def _leaning(bias: float) -> str:
    if abs(bias) < UNBIASED - TOLERANCE:
        return "leaning to neither side"
    way = "hopeful" if bias > 0 else "gloomy"
    return f"too {way} by {score(abs(bias))}"
