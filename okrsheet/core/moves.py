"""What changed between two days in the status of a key result."""

from enum import StrEnum
from typing import Final, NamedTuple

from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.percentages import doubt
from okrsheet.core.words import Rag


class Change(StrEnum):
    """How a status changed."""

    NEW_RED = "New Red"
    SILENT = "Gone silent"
    WORSE = "Worse"
    BETTER = "Better"
    RECOVERED = "Recovered"
    FIRST = "First report"
    REPORTS = "Reports again"


class Move(NamedTuple):
    """A key result whose effective status changed."""

    now: KeyResultFigures
    before: Rag
    change: Change


_RANK: Final = {Rag.GREEN: 0, Rag.NOT_STARTED: 0, Rag.NEEDS_A_CALL: 1, Rag.YELLOW: 2, Rag.RED: 3}


def change_of(before: Rag, now: Rag) -> Change | None:
    """How a status changed; None where it did not, or where a quarter merely began."""
    if before is now or (before is Rag.NOT_STARTED and now not in (Rag.YELLOW, Rag.RED)):
        return None
    if now is Rag.RED:
        return Change.NEW_RED
    if now not in _RANK:
        return Change.SILENT
    return _ranked(_RANK.get(before), now)


def _ranked(before: int | None, now: Rag) -> Change:
    if before is None:
        return Change.REPORTS
    if _RANK[now] > before:
        return Change.WORSE
    return Change.RECOVERED if now is Rag.GREEN else Change.BETTER


def move_of(now: KeyResultFigures, before: KeyResultFigures) -> Move | None:
    """The move of one key result, given its figures of two days; None for none.

    Nothing got better through a value that can't be meant.
    """
    change = change_of(before.rag, now.rag)
    if change in (Change.BETTER, Change.RECOVERED) and doubt(now):
        return None
    if change is Change.REPORTS and before.last_check_in is None:
        change = Change.FIRST
    return None if change is None else Move(now, before.rag, change)


def gain(now: float | None, before: float | None) -> float | None:
    """How far a score (0-1) rose; None where one of the two is unknown."""
    return None if now is None or before is None else now - before
