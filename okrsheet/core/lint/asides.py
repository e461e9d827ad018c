"""Numbers that are said by the way: no target, whatever stands around them."""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context
from okrsheet.core.lint.quantities import PERIOD_UNITS
from okrsheet.core.lint.quantity import Quantity


def is_aside(context: Context, quantity: Quantity) -> bool:
    """Such as "with zero findings", "in the last 30 days", the scale a key result is scored on."""
    first = quantity.first
    if quantity.value == 0 and context.lows[first - 1] == "with":
        return True
    if quantity.unit in PERIOD_UNITS and context.marks[first - 1] & mark.FORMER:
        return True
    return quantity.value <= 1 and _is_score_scale(context, first)


def is_no_amount(context: Context, first: int) -> bool:
    """Such as "# 5", "2^8", "on plan (+/- 5 %)"; "keep it within +/- 5 %" is what is wanted."""
    sign, at = context.lows[first - 1], first - 2
    if sign == "-":
        if context.lows[at - 1 : first - 1] != ["+", "/"]:
            return False
        at -= 2
    return sign not in _TOLERANCE or not context.marks[at] & mark.WITHIN


_TOLERANCE: Final = frozenset({"-", "\u00b1"})


def _is_score_scale(context: Context, first: int) -> bool:
    """Either number of "(0.0 -> 1.0)", the scale a key result is scored on."""
    low = context.lows[first]
    if low == "0.0":
        return context.lows[first + 2] == "1.0"
    return low == "1.0" and context.lows[first - 2] == "0.0"
