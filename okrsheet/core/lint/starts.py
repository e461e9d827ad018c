"""Which number of a text is the one it starts from.

Only what stands around it decides.
"""

from collections.abc import Sequence
from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context, ends_name, in_brackets, is_year
from okrsheet.core.lint.limits import is_named_level
from okrsheet.core.lint.number import TARGET, Number
from okrsheet.core.lint.quantity import TIMES, Quantity
from okrsheet.core.lint.vocabulary import listed

_BETWEEN: Final = mark.LOOSE | mark.RANK
_STARTS: Final = mark.NOW | mark.FORMER
_ASIDES: Final = mark.BRACKET | mark.FORMER
_GOALS: Final = mark.GOAL | mark.ARROW
_NEAR: Final = 4
_PASSED: Final = 7
_ABBREVIATED: Final = frozenset({"vs", "prev"})


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
    if held & _STARTS and _names_start(context, first, after, earlier):
        return True
    if not earlier or not (held & _ASIDES or before & mark.NEGATIONS):
        return False
    return _is_told_aside(context, first, after)


def _is_told_aside(context: Context, first: int, after: int) -> bool:
    """Such as "22, not 27", "(Q3: 93.1 %)", "(2026: 60 %)", "(14 today)"."""
    if context.marks[first - 1] & mark.NEGATIONS:
        return context.lows[first - 2] == ","
    if _was_then(context, after):
        return True
    if not context.held & mark.BRACKET or not in_brackets(context, first):
        return False
    if context.lows[first - 1] == ":":
        dated = context.marks[first - 2] & _DATES
        return bool(dated) or is_year(context.lows[first - 2])
    return _is_start_aside(context, first, after)


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
    rises = (
        context.marks[after + 2] & mark.PERCENT and not context.marks[0]
    )  # "Occupancy 78 to 85 %"
    named = named or (first == 1 and (context.pieces[0].isupper() or rises))
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
    """Such as "currently 40", "5 instead of 9", "(last season: 1,100)"."""
    if _is_called_start(context, first, after):
        return True
    if not earlier and _is_now(context, first, after):
        return True
    around = _marks_before(context, first)
    if earlier and _was_then(context, first - 2) and not context.is_word(first - 3):
        return True  # "85 % / last year 78 %"
    if not earlier or around & _STARTS == mark.FORMER:
        return bool(around & _STARTS) and in_brackets(context, first)
    return bool(around & mark.NOW)


def _was_then(context: Context, at: int) -> bool:
    """Whether "last year" stands at a place."""
    return bool(context.marks[at] & mark.FORMER and context.marks[at + 1] & mark.PERIODS)


def _is_start_aside(context: Context, first: int, after: int) -> bool:
    """Such as "(we have 3)", "(14 today)", "(18 so far)", "(28.4 in spring)"."""
    lows, marks = context.lows, context.marks
    if lows[first - 1] in _WE_ARE or (lows[first - 2] in _WE and marks[first - 1] & _WERE):
        return True
    for at in range(after, after + _NEAR):
        if not context.is_word(at):
            return False
        if lows[at + 1] in _CLOSES and (marks[at] & mark.NOW or lows[at] in _SO_FAR):
            return True
        if marks[at] & mark.MONTHS and lows[at - 1] == "in":
            return True
    return False


_WE_ARE: Final = frozenset({"we're", "it's"})
_WE: Final = frozenset({"we", "it"})
_WERE: Final = mark.STATES | mark.NOW
_DATES: Final = mark.MONTHS | mark.DEADLINES
_CLOSES: Final = frozenset("),;")
_SO_FAR: Final = listed("far moment spring summer autumn winter")


def _goal_follows(context: Context, after: int) -> bool:
    for held in context.marks[after : after + _PASSED]:  # noqa: SIM110  # see `has_date`
        if held & _GOALS:
            return True
    return False


def _looks_back(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> bool:
    """Such as "(from 8 %)", "up from 20 %"; "3 reviews from 10 users" looks nowhere."""
    at = quantity.first - 2
    turned = context.marks[at] & (mark.UP | mark.DOWN | mark.TURN)
    if not earlier:
        return bool(turned) and quantity.unit[:4] == "per "  # "daily, up from once a week"
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
        if sign == "." and context.lows[at - 1] in _ABBREVIATED:
            continue
        if not context.is_word(at) and not context.marks[at] & mark.LOOSE:
            break
        held |= context.marks[at]
        if sign == "(":
            break
    return held
