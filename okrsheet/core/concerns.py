"""The talk list: key results that need words this week, and why.

Source: semantics, section 3.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from okrsheet.core import rag as status
from okrsheet.core.figures import Figures
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import CheckIn
from okrsheet.core.words import Rag


class Why(StrEnum):
    """Why a key result is on the talk list."""

    STATUS = "status"
    SILENCE = "silence"
    CONFIDENCE = "confidence"
    DISAGREEMENT = "disagreement"
    DEFINITION = "definition"


class Reason(NamedTuple):
    """One reason, with the sentence a person reads."""

    why: Why
    text: str


class Concern(NamedTuple):
    """A key result to talk about, with its last check-in."""

    figure: KeyResultFigures
    reasons: tuple[Reason, ...]
    check_in: CheckIn | None


def concern_of(figure: KeyResultFigures, latest: CheckIn | None, found: Figures) -> Concern | None:
    """Why a key result is to be talked about; None where nothing speaks for it."""
    reasons = tuple(_reasons(figure, latest, found))
    return Concern(figure, reasons, latest) if reasons else None


def _reasons(figure: KeyResultFigures, latest: CheckIn | None, found: Figures) -> Iterator[Reason]:
    if figure.reading.problem:
        yield Reason(Why.DEFINITION, f"can't be scored: {figure.reading.problem}")
    yield from _status(figure)
    if status.is_stale(figure.silence, found.policy):
        yield Reason(Why.SILENCE, f"no update for {figure.silence} days")
    elif figure.owes and figure.last_check_in is None:
        yield Reason(Why.SILENCE, "never reported")
    drop = figure.confidence_drop
    if drop is not None and drop >= found.policy.confidence_drop:
        was, now = (figure.confidence or 0.0) + drop, figure.confidence or 0.0
        yield Reason(Why.CONFIDENCE, f"confidence fell from {was:g} to {now:g}")
    yield from _disagreement(figure, latest, found)


def _status(figure: KeyResultFigures) -> Iterator[Reason]:
    if figure.rag is Rag.RED and figure.streak > 1:
        yield Reason(Why.STATUS, f"Red for {figure.streak} check-in weeks")
    elif figure.rag in (Rag.RED, Rag.YELLOW, Rag.NEEDS_A_CALL):
        yield Reason(Why.STATUS, str(figure.rag))


def _disagreement(
    figure: KeyResultFigures, latest: CheckIn | None, found: Figures
) -> Iterator[Reason]:
    word = latest.owner_rag if latest else None
    over = found.plan.closed or found.as_of > found.plan.quarter.end
    if latest is None or word is None or over or word is figure.automatic:
        return
    told = f"the owner says {word}, the figures say {figure.automatic}"
    if figure.owned is word:
        because = f": {latest.reason}" if latest.reason else ""
        yield Reason(Why.DISAGREEMENT, told + because)
    elif status.is_better(word, figure.automatic):
        yield Reason(Why.DISAGREEMENT, f"{told}; no reason is given, so the figures stand")
