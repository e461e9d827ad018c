"""Which number of a text is the one it starts from.

Only what stands around it decides.
"""

from collections.abc import Sequence
from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context, in_brackets
from okrsheet.core.lint.limits import ARROWS, TURNS
from okrsheet.core.lint.number import TARGET, Number
from okrsheet.core.lint.quantities import CURRENCIES, Quantity

_LOOSE: Final = frozenset(
    {"(", "~", "≈", ":", "=", "+", ">", "<", "≥", "≤", ">=", "<=", "\u2013", "-"}
)
_FIRST_YEAR, _LAST_YEAR = 1990, 2060
_STARTS: Final = mark.NOW | mark.FORMER
_NEAR: Final = 4
_PASSED: Final = 7


def is_baseline(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> bool:
    """Behind "from" before a goal, behind "up from", "currently", "(vs."."""
    first, after = quantity.first, quantity.after
    before = context.marks[first - 1]
    if before & mark.ORIGIN or (context.lows[first - 1] in _LOOSE and _is_after(context, first)):
        return _goal_follows(context, after) or _looks_back(context, quantity, earlier)
    if context.lows[after] in ARROWS or context.lows[first - 1] == "baseline":
        return True
    named = before & mark.METRICS or context.lows[first - 1] == ":"
    if named and context.marks[after] & mark.GOAL:
        behind = context.lows[after + 1]
        return behind[:1].isdecimal() or behind in CURRENCIES
    if not earlier and not context.held & _STARTS:
        return False
    return _names_start(context, first, earlier)


def _is_after(context: Context, first: int) -> bool:
    """Such as "from < 10 %"."""
    return bool(context.marks[first - 2] & mark.ORIGIN)


def _names_start(context: Context, first: int, earlier: Sequence[Number]) -> bool:
    """Such as "currently 40", "(last season: 1,100)", "(2026: 60 %)"."""
    if earlier and _is_dated_start(context, first):
        return True
    if not context.held & _STARTS:
        return False
    around = _marks_before(context, first)
    if not earlier or around & mark.FORMER:
        return bool(around & _STARTS) and in_brackets(context, first)
    return bool(around & mark.NOW)


def _is_dated_start(context: Context, first: int) -> bool:
    """Such as "(2026: 60 %)": what it was then."""
    lows = context.lows
    if lows[first - 1] != ":" or lows[first - 3] != "(":
        return False
    year = lows[first - 2]
    return year.isdecimal() and _FIRST_YEAR <= float(year) <= _LAST_YEAR


def _goal_follows(context: Context, after: int) -> bool:
    lows, marks = context.lows, context.marks
    for at in range(after, min(after + _PASSED, context.size)):
        if marks[at] & mark.GOAL or lows[at] in ARROWS:
            return True
    return False


def _looks_back(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> bool:
    """Such as "(from 8 %)", "up from 20 %"; "3 reviews from 10 users" looks nowhere."""
    if not earlier:
        return False
    at = quantity.first - 2
    turned = context.marks[at] & (mark.UP | mark.DOWN) or context.lows[at] in TURNS
    before = earlier[-1]
    same = before.role == TARGET and (before.quantity.unit == quantity.unit or before.linked)
    return bool(turned) or context.lows[at] in ("(", ",") or same


def _marks_before(context: Context, first: int) -> int:
    """What the words right before a number can be, back to the next comma, stop or number."""
    held = 0
    for at in range(first - 1, max(-1, first - 1 - _NEAR), -1):
        sign = context.lows[at]
        if not context.is_word(at) and sign not in _LOOSE:
            break
        held |= context.marks[at]
        if sign == "(":
            break
    return held
