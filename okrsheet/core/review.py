"""The quarterly review: a final score, by the figures or by hand.

Source: semantics, sections 2 and 9.
"""

from typing import NamedTuple

from okrsheet.core.history import number
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import ReviewLine
from okrsheet.core.policy import Policy
from okrsheet.core.scoring import band_for
from okrsheet.core.words import Band


class Final(NamedTuple):
    """A final score (0-1) and its band; None where there is none yet."""

    score: float | None
    band: Band | None
    by_hand: bool


def manual_score(line: ReviewLine) -> float | None:
    """A score set by hand: it counts with a reason and between 0 and 1."""
    found = number(line.manual_score)
    if found is None or not line.manual_reason or not 0 <= found <= 1:
        return None
    return found


def final(line: ReviewLine, figure: KeyResultFigures, policy: Policy) -> Final:
    """The score that goes on record; the computed one is kept beside it."""
    by_hand = manual_score(line)
    if by_hand is None:
        return Final(figure.score, figure.band, by_hand=False)
    return Final(by_hand, band_for(by_hand, figure.key_result.commitment, policy), by_hand=True)
