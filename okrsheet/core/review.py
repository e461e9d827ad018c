"""The quarterly review: a final score, by the figures or by hand.

Source: semantics, sections 2 and 9; reading 54.
"""

from typing import Final as Constant
from typing import NamedTuple

from okrsheet.core.history import number
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import ReviewLine
from okrsheet.core.policy import Policy
from okrsheet.core.scoring import band_for
from okrsheet.core.words import Band

SO_FAR: Constant = " so far"
NOT_YET: Constant = "Not yet"


class Final(NamedTuple):
    """A final score (0-1) and its band; None where there is none yet."""

    score: float | None
    band: Band | None
    by_hand: bool


def band_word(found: Final, *, over: bool) -> str:
    """What to call the band; until the quarter is over it is no verdict, but for one by hand.

    Args:
        found: a score and its band.
        over: whether the quarter is, by its days or because it was closed.
    """
    if found.band is None or found.by_hand or over:
        return str(found.band or "")
    return NOT_YET if found.band is Band.MISSED else f"{found.band}{SO_FAR}"


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
