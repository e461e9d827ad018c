"""Numbers that are said by the way: no target, whatever stands around them."""

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


def is_tolerance(context: Context, first: int) -> bool:
    """The "+/- 5 %" of "on plan (+/- 5 %)"; that of "keep it within +/- 5 %" is what is wanted."""
    sign = context.lows[first - 1]
    if sign == "\u00b1":
        return not context.marks[first - 2] & mark.WITHIN
    if sign != "-" or context.lows[first - 3 : first - 1] != ["+", "/"]:
        return False
    return not context.marks[first - 4] & mark.WITHIN


def _is_score_scale(context: Context, first: int) -> bool:
    """Either number of "(0.0 -> 1.0)", the scale a key result is scored on."""
    low = context.lows[first]
    if low == "0.0":
        return context.lows[first + 2] == "1.0"
    return low == "1.0" and context.lows[first - 2] == "0.0"
