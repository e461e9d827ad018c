"""Which number of a text is the one it starts from.

Only what stands around it decides.
"""

from collections.abc import Sequence
from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context, ends_name, in_brackets
from okrsheet.core.lint.limits import is_named_level
from okrsheet.core.lint.number import TARGET, Number
from okrsheet.core.lint.quantity import TIMES, Quantity

_BETWEEN: Final = mark.LOOSE | mark.RANK
_FIRST_YEAR, _LAST_YEAR = 1990, 2060
_STARTS: Final = mark.NOW | mark.FORMER
_GOALS: Final = mark.GOAL | mark.ARROW
_NEAR: Final = 4
_PASSED: Final = 7


def is_baseline(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> bool:
    """Behind "from" before a goal, behind "up from", "currently", "(vs."."""
    first, after = quantity.first, quantity.after
    held, marks = context.held, context.marks
    before, behind = marks[first - 1], marks[after]
    if before & mark.ORIGIN or (before & _BETWEEN and _is_after(context, first)):
        return _goal_follows(context, after) or _looks_back(context, quantity, earlier)
    if held & mark.ARROW and _points_on(context, quantity):
        return True
    goal = (behind | marks[after + 1]) & mark.GOAL
    if goal and quantity.unit != TIMES and _goes_on(context, first, after):
        return True
    if held & _STARTS:
        return _names_start(context, first, after, earlier)
    return bool(earlier and before & mark.JOINT) and _is_dated_start(context, first)


def _points_on(context: Context, quantity: Quantity) -> bool:
    """Such as "22 -> 28", "12 kg/day -> 5", "22 calls -> 28", not "3 pilots -> 9 sales"."""
    lows, after = context.lows, quantity.after
    for at in range(after, after + _NEAR):
        held = context.marks[at]
        if held & mark.ARROW:
            counted = quantity.counts and context.is_word(after) and context.is_word(at + 2)
            return (
                not counted
                or lows[at + 2] == lows[after]
                or bool(context.marks[at + 2] & mark.SMALL)
            )
        if not context.is_word(at) and lows[at] != "/":
            return False
        if held & mark.SMALL and not held & mark.PER:
            return False
    return False


def _goes_on(context: Context, first: int, after: int) -> bool:
    """Such as "NPS 38 to 50", "Revenue: $10k to $15k", "92 kg to 84 kg", "DSO 52 to 40"."""
    lows = context.lows
    if not context.marks[after] & mark.GOAL:
        return lows[after + 2][:1].isdecimal() and lows[after] == lows[after + 3] != ""
    named = context.marks[first - 1] & mark.METRICS or lows[first - 1] == ":"
    named = named or (first == 1 and context.pieces[0].isupper())
    goal = lows[after + 1][:1].isdecimal() or context.marks[after + 1] & mark.CURRENCY
    return bool(named and goal)


def _is_called_start(context: Context, first: int, after: int) -> bool:
    """Such as "baseline: 3.9", "6 % baseline"."""
    lows = context.lows
    at = first - 2 if lows[first - 1] in _MARKS else first - 1
    return lows[at] == "baseline" or lows[after] == "baseline"


_MARKS: Final = frozenset({":", "=", "of"})


def _is_now(context: Context, first: int, after: int) -> bool:
    """Such as "currently 5 %, goal 2 %", "we now have 12 and want 50"."""
    if not _marks_before(context, first) & mark.NOW:
        return False
    lows = context.lows
    for at in range(after, min(after + _PASSED, context.size)):
        if context.marks[at] & mark.ELSEWHERE or lows[at] in _WANTED:
            return any(low[:1].isdecimal() for low in lows[at + 1 : at + _NEAR])
    return False


_WANTED: Final = frozenset({"want", "aim", "need", "wish"})


def _is_after(context: Context, first: int) -> bool:
    """Such as "from < 10 %", "from rank 8", "from maturity level 2"."""
    if context.marks[first - 1] & mark.RANK:
        return bool((context.marks[first - 2] | context.marks[first - 3]) & mark.ORIGIN)
    if context.marks[first - 2] & mark.ORIGIN:
        return True
    named = context.marks[first - 1] & mark.BRACKET
    return bool(named) and is_named_level(context, first, mark.ORIGIN)


def _names_start(context: Context, first: int, after: int, earlier: Sequence[Number]) -> bool:
    """Such as "currently 40", "5 instead of 9", "(last season: 1,100)", "(2026: 60 %)"."""
    called = _is_called_start(context, first, after)
    if called or (_is_dated_start(context, first) if earlier else _is_now(context, first, after)):
        return True
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
    for held in context.marks[after : after + _PASSED]:  # noqa: SIM110  # see `has_date`
        if held & _GOALS:
            return True
    return False


def _looks_back(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> bool:
    """Such as "(from 8 %)", "up from 20 %"; "3 reviews from 10 users" looks nowhere."""
    if not earlier:
        return False
    at = quantity.first - 2
    turned = context.marks[at] & (mark.UP | mark.DOWN | mark.TURN)
    return (
        bool(turned) or context.lows[at] in ("(", ",") or _is_same(context, quantity, earlier[-1])
    )


def _is_same(context: Context, quantity: Quantity, before: Number) -> bool:
    """Whether it measures what the target before it does: "100 calls from 5 shops" does not."""
    if before.role != TARGET or before.linked:
        return before.role == TARGET
    if quantity.counts and not ends_name(context, quantity.after):
        return context.lows[quantity.after] == context.lows[before.quantity.after]
    return before.quantity.unit == quantity.unit


def _marks_before(context: Context, first: int) -> int:
    """What the words right before a number can be, back to the next comma, stop or number."""
    held = 0
    for at in range(first - 1, max(-1, first - 1 - _NEAR), -1):
        sign = context.lows[at]
        if sign == "." and context.lows[at - 1] == "vs":
            continue
        if not context.is_word(at) and not context.marks[at] & mark.LOOSE:
            break
        held |= context.marks[at]
        if sign == "(":
            break
    return held
