"""Units that measure the same: a baseline is told in the unit of its target."""

from typing import Final

from okrsheet.core.lint.quantity import Quantity
from okrsheet.core.lint.sentence import Sentence

_SIZES: Final = {
    "kb": ("byte", 1e3),
    "mb": ("byte", 1e6),
    "gb": ("byte", 1e9),
    "tb": ("byte", 1e12),
    "mg": ("gram", 1.0),
    "g": ("gram", 1e3),
    "kg": ("gram", 1e6),
    "t": ("gram", 1e9),
    "mm": ("metre", 1.0),
    "cm": ("metre", 10.0),
    "m": ("metre", 1e3),
    "km": ("metre", 1e6),
}
_DIGITS: Final = 9
SECONDS: Final = {
    "milliseconds": 0.001,
    "seconds": 1.0,
    "minutes": 60.0,
    "hours": 3600.0,
    "days": 86400.0,
    "weeks": 604800.0,
}


def in_units_of(sentence: Sentence, baseline: Quantity, target: Quantity) -> float:
    """The baseline in the target's unit: 3 days before 24 hours are 72, 50 before 75K 50000."""
    one, other = SECONDS.get(baseline.unit), SECONDS.get(target.unit)
    if one and other:
        return round(baseline.value * one / other, _DIGITS)
    if baseline.counts and target.counts:
        size, goal = _size(sentence, baseline), _size(sentence, target)
        if size and goal and size[0] == goal[0]:
            return baseline.value * size[1] / goal[1]
    if baseline.scale == 1 and target.scale > 1 and baseline.value < target.value / target.scale:
        return baseline.value * target.scale
    return baseline.value


def _size(sentence: Sentence, quantity: Quantity) -> tuple[str, float] | None:
    """What a unit measures, and how many of the smallest it holds; None of others."""
    return _SIZES.get(quantity.unit or sentence.context.lows[quantity.after])
