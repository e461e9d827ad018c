"""Confidences of a source on the scale 0 to 10, whichever scale it uses."""

from collections.abc import Sequence
from typing import Final

from okrsheet.core.model import CheckIn
from okrsheet.sources.numbering import Numbered

_MOST: Final = 10.0
_PERCENT: Final = 100.0


def scaled(found: Numbered) -> tuple[Numbered, tuple[str, ...]]:
    """Check-ins with confidences from 0 to 10, and what is to be said about them."""
    given = [each for each in found.check_ins if each.confidence is not None]
    shares = {id(each) for each in given if each.key_result_id in found.shares}
    factor, told = _plain([each for each in given if id(each) not in shares])
    of_shares, told_of_shares = _shares([each for each in given if id(each) in shares])
    made = []
    for each in found.check_ins:
        confidence = _times(each.confidence, of_shares if id(each) in shares else factor)
        if each.value is not None or confidence is not None:
            made.append(each._replace(confidence=confidence))
    return found._replace(check_ins=tuple(made)), tuple(filter(None, (told, told_of_shares)))


def _plain(lines: Sequence[CheckIn]) -> tuple[float | None, str]:
    """What numbers without a sign are to be multiplied by, None for not at all; what to say."""
    given = [each.confidence or 0.0 for each in lines]
    if not given:
        return 1.0, ""
    if min(given) < 0 or max(given) > _PERCENT:
        return None, "Confidences below 0 or above 100 are not taken."
    if max(given) > 1:
        return _above_one(given)
    if all(each in (0, 1) for each in given):
        told = "All confidences are 0 or 1: on which scale nobody can say. They are not taken."
        return None, told
    return _MOST, "Confidences from 0 to 1 are taken as 0 to 10."


def _above_one(given: Sequence[float]) -> tuple[float | None, str]:
    if any(0 < each < 1 for each in given):
        told = "Some confidences are below 1, others above: on which scale nobody can say."
        return None, f"{told} They are not taken."
    if max(given) > _MOST:
        return 1 / _MOST, "Confidences up to 100 are taken as 0 to 10."
    return 1.0, ""


def _shares(lines: Sequence[CheckIn]) -> tuple[float | None, str]:
    """The same of those with a percent sign, which are stored as shares of one."""
    if not lines:
        return 1.0, ""
    if any(not 0 <= (each.confidence or 0.0) <= 1 for each in lines):
        return None, "Confidences below 0 or above 100 % are not taken."
    return _MOST, "Confidences in percent are taken as 0 to 10."


def _times(confidence: float | None, factor: float | None) -> float | None:
    if confidence is None or factor is None:
        return None
    return float(f"{confidence * factor:.10g}")
