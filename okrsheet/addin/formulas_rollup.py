"""OKR_ROLLUP."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from okrsheet.addin.answers import Answer
from okrsheet.addin.choices import chosen
from okrsheet.addin.given import Given
from okrsheet.addin.groups import grouped, sizes_differ
from okrsheet.addin.questions import reports_of
from okrsheet.core import rollup
from okrsheet.core.history import number, weight_of
from okrsheet.core.policy import Policy
from okrsheet.core.scoring import (
    MISSED,
    NO_DATA,
    NOT_A_NUMBER,
    Reading,
    clamp,
    rollup_value,
)
from okrsheet.core.words import Commitment, Rag, Type

_LISTS: Final = ("scores", "weights", "kr_types", "rags", "commitments", "ids")
_TYPES: Final = {str(word).casefold(): word for word in Type}
_RAGS: Final = {str(word).casefold(): word for word in Rag}
_COMMITTED: Final = str(Commitment.COMMITTED).casefold()


class Line(NamedTuple):
    """One key result as it enters its objective, and whether it was reported."""

    part: rollup.Part
    reported: bool


def okr_rollup(given: Given) -> Sequence[Answer] | str:
    """A figure of each objective that is asked for."""
    rules = reports_of(given).rules
    columns = [given.list_of(name) for name in _LISTS]
    if rules.told:
        return rules.told
    if not columns[0]:
        return "scores are missing."
    if sizes_differ(*columns):
        return f"{', '.join(_LISTS[:-1])} and ids differ in size."
    groups = grouped("objective_id", columns[-1], list(_lines(columns)))
    asked = zip(given.column("objective_id"), chosen(given, _FIGURES), strict=True)
    return [_rolled(groups.of(name), figure, rules.policy) for name, figure in asked]


def _lines(columns: Sequence[Sequence[object]]) -> Iterator[Line | None]:
    """A line for each score; None for a blank one."""
    size = len(columns[0])
    filled = [column or (None,) * size for column in columns[:-1]]
    for score, *rest in zip(*filled, strict=True):
        yield None if score is None or score == "" else _line(score, *rest)


def _line(score: object, weight: object, kind: object, rag: object, commitment: object) -> Line:
    reading = _reading(score, _TYPES.get(str(kind or "").casefold(), Type.INCREASE))
    part = rollup.Part(
        weight_of(weight),  # type: ignore[arg-type]  # a number, UNREADABLE or None by its column
        rollup_value(reading, closed=score == MISSED),
        _RAGS.get(str(rag or "").casefold()),
        committed=str(commitment or "").casefold() == _COMMITTED,
    )
    return Line(part, reading.score is not None and score != MISSED)


def _reading(score: object, kind: Type) -> Reading:
    """What OKR_SCORE has read, from what it shows."""
    value = number(score)
    if value is not None:
        return Reading(kind, score=clamp(value))
    gap = str(score) if score in (NO_DATA, NOT_A_NUMBER, MISSED) else ""
    return Reading(kind, problem="" if gap else str(score), gap=gap)


Figure = Callable[[Sequence[Line], Policy], Answer]


def _reported(lines: Sequence[Line], _policy: Policy) -> str:
    due = [line for line in lines if line.part.weight > 0]
    return f"{sum(line.reported for line in due)} of {len(due)}"


_FIGURES: Final[Mapping[str, Figure]] = {
    "score": lambda lines, _policy: rollup.score([line.part for line in lines]),
    "rag": lambda lines, policy: rollup.rag([line.part for line in lines], policy),
    "reported": _reported,
}


def _rolled(lines: Sequence[Line | None] | str, figure: Figure | str, policy: Policy) -> Answer:
    if isinstance(figure, str) or isinstance(lines, str):
        return figure if isinstance(figure, str) else str(lines)
    there = [line for line in lines if line is not None]
    return figure(there, policy) if there else "No key results"
