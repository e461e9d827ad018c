"""Confidences of a source on the scale 0 to 10, whichever scale it uses."""

from typing import Final

from okrsheet.sources.numbering import Numbered

_MOST: Final = 10.0
_PERCENT: Final = 100.0


def scaled(found: Numbered) -> tuple[Numbered, tuple[str, ...]]:
    """Check-ins with confidences from 0 to 10, and what is to be said about them."""
    given = [each.confidence for each in found.check_ins if each.confidence is not None]
    if not given:
        return found, ()
    if min(given) < 0 or max(given) > _PERCENT:
        return _times(found, None), ("Confidences below 0 or above 100 are not taken.",)
    if max(given) > _MOST:
        return _times(found, 1 / _MOST), ("Confidences up to 100 are taken as 0 to 10.",)
    if max(given) > 1:
        return found, ()
    if all(each in (0, 1) for each in given):
        told = "All confidences are 0 or 1: on which scale nobody can say. They are not taken."
        return _times(found, None), (told,)
    return _times(found, _MOST), ("Confidences from 0 to 1 are taken as 0 to 10.",)


def _times(found: Numbered, factor: float | None) -> Numbered:
    made = []
    for each in found.check_ins:
        confidence = None
        if each.confidence is not None and factor is not None:
            confidence = float(f"{each.confidence * factor:.10g}")
        if each.value is not None or confidence is not None:
            made.append(each._replace(confidence=confidence))
    return found._replace(check_ins=tuple(made))
