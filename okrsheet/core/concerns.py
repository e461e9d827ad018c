"""The talk list: key results that need words this week, and why.

Source: semantics, section 3.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from okrsheet.core import rag as status
from okrsheet.core.explanation import hidden_reason
from okrsheet.core.figures import Figures
from okrsheet.core.history import History
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import CheckIn
from okrsheet.core.percentages import doubt
from okrsheet.core.talk import confidence_before, disagrees, is_listed
from okrsheet.core.words import Rag


class Why(StrEnum):
    """Why a key result is on the talk list."""

    STATUS = "status"
    SILENCE = "silence"
    CONFIDENCE = "confidence"
    DISAGREEMENT = "disagreement"
    DEFINITION = "definition"
    VALUE = "value"


class Reason(NamedTuple):
    """One reason, with the sentence a person reads."""

    why: Why
    text: str


class Concern(NamedTuple):
    """A key result to talk about, with its last check-in."""

    figure: KeyResultFigures
    reasons: tuple[Reason, ...]
    check_in: CheckIn | None


def concern_of(figure: KeyResultFigures, history: History, found: Figures) -> Concern | None:
    """Why a key result is to be talked about; None where nothing speaks for it.

    Args:
        figure: what it shows on the day of `found`.
        history: all that was reported about it.
        found: the figures of the day.
    """
    latest = history.until(found.as_of).latest
    if not doubt(figure) and not is_listed(figure, latest, found):
        return None
    hidden = hidden_reason(found.plan, found.policy, figure, history, found.as_of)
    reasons = [*_reasons(figure, latest, found, hidden)]
    return Concern(figure, tuple(reasons), latest)


def _reasons(
    figure: KeyResultFigures, latest: CheckIn | None, found: Figures, hidden: str
) -> Iterator[Reason]:
    if doubt(figure):
        yield Reason(Why.VALUE, doubt(figure))
    if figure.reading.problem:
        yield Reason(Why.DEFINITION, f"can't be scored: {figure.reading.problem}")
    yield from _status(figure)
    if hidden:
        yield Reason(Why.STATUS, hidden)
    if status.is_stale(figure.silence, found.policy):
        yield Reason(Why.SILENCE, f"no update for {figure.silence} days")
    elif figure.owes and figure.last_check_in is None:
        yield Reason(Why.SILENCE, "never reported")
    was = confidence_before(figure)
    if status.has_fallen(figure.confidence_drop, found.policy) and was is not None:
        told = f"confidence fell from {was:g} to {figure.confidence:g}"
        yield Reason(Why.CONFIDENCE, told)
    if latest is not None and disagrees(figure, latest, found):
        yield _disagreement(figure, latest)


def _status(figure: KeyResultFigures) -> Iterator[Reason]:
    if figure.rag is Rag.RED and figure.streak > 1:
        yield Reason(Why.STATUS, f"Red for {figure.streak} check-in weeks")
    elif figure.rag in (Rag.RED, Rag.YELLOW, Rag.NEEDS_A_CALL):
        yield Reason(Why.STATUS, str(figure.rag))


def _disagreement(figure: KeyResultFigures, latest: CheckIn) -> Reason:
    told = f"the owner says {latest.owner_rag}, the figures say {figure.automatic}"
    if figure.owned is not latest.owner_rag:
        return Reason(Why.DISAGREEMENT, f"{told}; no reason is given, so the figures stand")
    because = f": {latest.reason}" if latest.reason else ""
    return Reason(Why.DISAGREEMENT, told + because)
