"""The talk list: which key results need words this week, and what about.

Source: semantics, section 3; reading 49.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from okrsheet.core.figures import Figures
from okrsheet.core.key_result_figures import KeyResultFigures, trouble
from okrsheet.core.model import CheckIn
from okrsheet.core.rag import has_fallen
from okrsheet.core.words import Rag

_COLOURS: Final = frozenset({Rag.GREEN, Rag.YELLOW, Rag.RED})
_ALWAYS: Final = frozenset({Rag.RED, Rag.YELLOW, Rag.NEEDS_A_CALL})
LISTED: Final = 1_000_000_000
"""Talk orders from here on are those of key results on the list; `trouble` stays below."""


def disagrees(figure: KeyResultFigures, latest: CheckIn | None, found: Figures) -> bool:
    """Whether the owner's colour in the latest check-in differs from what the figures say."""
    word = latest.owner_rag if latest else None
    if found.is_over or word not in _COLOURS or figure.automatic is Rag.NOT_STARTED:
        return False
    return word is not figure.automatic


def is_listed(figure: KeyResultFigures, latest: CheckIn | None, found: Figures) -> bool:
    """Whether a key result is on the talk list.

    All that are not Green are, but those nobody had to report yet; of the Green ones those where
    confidence fell or owner and figures disagree.
    """
    if figure.rag in _ALWAYS:
        return True
    if figure.rag is Rag.NO_DATA:
        return bool(figure.reading.problem or figure.owes or figure.last_check_in)
    if figure.rag is Rag.NOT_STARTED:
        return False
    return has_fallen(figure.confidence_drop, found.policy) or disagrees(figure, latest, found)


def confidence_before(figure: KeyResultFigures) -> float | None:
    """The confidence given before the one of the latest check-in."""
    if figure.confidence is None or figure.confidence_drop is None:
        return None
    # What was taken away is put back: 0.3 - 0.1 + 0.1 is 0.30000000000000004.
    return round(figure.confidence + figure.confidence_drop, 12)


def remarks(figure: KeyResultFigures, latest: CheckIn | None, found: Figures) -> Iterator[str]:
    """What to talk about, besides the colour, in few words each."""
    if figure.escalation:
        yield figure.escalation
    if figure.streak > 1 and not figure.escalation.startswith(str(Rag.RED)):
        yield f"Red {figure.streak} weeks"
    if figure.message and figure.message != figure.rag:
        yield figure.message
    elif figure.owes and figure.last_check_in is None:
        yield "never reported"
    if has_fallen(figure.confidence_drop, found.policy):
        yield f"confidence {confidence_before(figure):.15g} to {figure.confidence:.15g}"
    if latest is not None and disagrees(figure, latest, found):
        yield f"owner says {latest.owner_rag}"


def talk_order(figure: KeyResultFigures, latest: CheckIn | None, found: Figures) -> int:
    """How urgently a key result needs words: those on the list first, then as `trouble`."""
    return trouble(figure) + (LISTED if is_listed(figure, latest, found) else 0)


def waits_since(figure: KeyResultFigures, found: Figures) -> date:
    """The day of the last update; the first of the quarter where there was none."""
    return figure.last_check_in or found.plan.quarter.start
