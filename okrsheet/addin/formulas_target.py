"""OKR_TARGET."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from okrsheet.addin.answers import Answer
from okrsheet.addin.choices import chosen
from okrsheet.addin.given import Given
from okrsheet.addin.questions import Question, questions
from okrsheet.core.history import number
from okrsheet.core.suggestion import (
    BY_HAND,
    TOO_FEW,
    Suggestion,
    leads_on,
    suggestion,
    trend_at,
)
from okrsheet.core.trend import observed
from okrsheet.core.words import DISTANCE_TYPES, Type

_BEHIND: Final = f"20 to 30 % beyond the trend is not ahead of the last value: {BY_HAND}."


class Found(NamedTuple):
    """A suggestion and the trend value it starts from."""

    trend: float
    suggested: Suggestion


Figure = Callable[[Found], Answer]
_FIGURES: Final[Mapping[str, Figure]] = {
    "target": lambda found: found.suggested.target,
    "low": lambda found: min(found.suggested.easiest, found.suggested.hardest),
    "high": lambda found: max(found.suggested.easiest, found.suggested.hardest),
    "trend": lambda found: found.trend,
    "why": lambda found: found.suggested.why,
}


def okr_target(given: Given) -> Sequence[Answer]:
    """A suggested target for the next quarter, or why there is none."""
    past = [score for score in map(number, given.list_of("past_scores")) if score is not None]
    shown = zip(_found(given, past), chosen(given, _FIGURES), strict=True)
    return [
        figure if isinstance(figure, str) else found if isinstance(found, str) else figure(found)
        for found, figure in shown
    ]


def _found(given: Given, past: Sequence[float]) -> Iterator[Found | str]:
    ends = given.column("next_end")
    for asked, end in zip(questions(given, with_quarter=False), ends, strict=True):
        yield asked if isinstance(asked, str) else _suggested(asked, end, past)


def _suggested(asked: Question, end: object, past: Sequence[float]) -> Found | str:
    kind, trend = asked.kr.type, number(asked.kr.trend)
    if kind is not None and kind not in DISTANCE_TYPES:
        return f"{kind} has no trend: {BY_HAND}."
    rising = True
    if trend is None:
        if not isinstance(end, date):
            return "trend is missing; or give check_ins and next_end."
        if kind is Type.COUNT:
            return "A Count starts again each quarter: give its trend."
        trend = trend_at(asked.history, asked.day, end)
        if trend is None:
            return f"check_ins: {TOO_FEW}."
        rising = trend >= observed(asked.history, asked.day)[-1][1]
    made = suggestion(trend, kind or (Type.INCREASE if rising else Type.DECREASE), past)
    if made is None:
        return f"The trend leads to 0 or below: {BY_HAND}."
    return Found(trend, made) if _leads_on(made, asked) else _BEHIND


def _leads_on(made: Suggestion, asked: Question) -> bool:
    """Whether it lies ahead of the last value; a Count starts again, and may be without values."""
    path = observed(asked.history, asked.day)
    return asked.kr.type is Type.COUNT or not path or leads_on(made, path[-1][1])
