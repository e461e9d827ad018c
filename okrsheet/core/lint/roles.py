"""What each number of a text is there for: target, baseline, change, span, scope or a name.

Only what stands around a number decides.
"""

from collections.abc import Sequence
from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context
from okrsheet.core.lint.quantities import (
    DATE_LIKE,
    PERCENT,
    PERIOD_UNITS,
    TIMES,
    Quantity,
)

TARGET: Final = "target"
BASELINE: Final = "baseline"
SPAN: Final = "span"
SCOPE: Final = "scope"
LABEL: Final = "label"
DATE: Final = "date"

LEAST: Final = "at least"
MOST: Final = "at most"

_ARROWS: Final = frozenset({"→", "->", "-->", "=>", "➔", "⟶", "➡"})
_LOOSE: Final = frozenset(
    {"(", "~", "≈", ":", "=", "+", ">", "<", "≥", "≤", ">=", "<=", "\u2013", "-"}
)
_LEAST_SIGNS: Final = frozenset({">", ">=", "≥"})
_MOST_SIGNS: Final = frozenset({"<", "<=", "≤"})
_FIRST_YEAR, _LAST_YEAR, _DAYS = 1990, 2060, 31
_LIMITS: Final = mark.THAN | mark.AT_LEAST | mark.AT_MOST
_NEAR: Final = 4
_PASSED: Final = 7


class Number:
    """A quantity and its part in the sentence; never changed (no tuple, see `Context`).

    Attributes:
        role: one of the words above.
        limit: at least, at most or "".
        relative: a change ("by 30 %", "+15 %", "3x"), not a level.
        linked: it stands behind "to" or an arrow, so that it is a goal for sure.
    """

    __slots__ = ("limit", "linked", "quantity", "relative", "role")

    def __init__(
        self,
        quantity: Quantity,
        role: str,
        limit: str = "",
        *,
        relative: bool = False,
        linked: bool = False,
    ) -> None:
        self.quantity = quantity
        self.role = role
        self.limit = limit
        self.relative = relative
        self.linked = linked


def roles(context: Context, found: Sequence[Quantity]) -> tuple[Number, ...]:
    """Every quantity of a text with its role."""
    numbers: list[Number] = []
    for quantity in found:
        numbers.append(_number(context, quantity, numbers))
    return tuple(numbers)


def _number(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> Number:
    sure = _sure_role(context, quantity, earlier)
    if sure:
        return Number(quantity, sure)
    first = quantity.first
    linked = _is_linked(context, first)
    if not linked and quantity.counts and _in_brackets(context, first):
        return Number(quantity, LABEL)
    limit = _limit(context, first, quantity.after)
    relative = not linked and _is_relative(context, quantity)
    if linked or limit or relative:
        return Number(quantity, TARGET, limit, relative=relative, linked=linked)
    return Number(quantity, _plain_role(context, quantity))


def _sure_role(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> str:
    """A name, a date or a baseline; "" where more has to be asked."""
    if quantity.unit == DATE_LIKE:
        return DATE
    first, after = quantity.first, quantity.after
    if quantity.named or context.lows[first - 1] == "#":
        return LABEL
    if quantity.counts:
        if _is_label(context, first, after):
            return LABEL
        if _is_date(context, quantity.value, first, after):
            return DATE
    return BASELINE if _is_baseline(context, quantity, earlier) else ""


def _is_label(context: Context, first: int, after: int) -> bool:
    """Whether a count is the name of what stands before it: "phase 2", "Windows 11"."""
    before = context.marks[first - 1]
    if before & mark.LABELS or _is_version(context, first):
        return True
    if first < 2 or before & (mark.METRICS | mark.MONTHS):  # noqa: PLR2004
        return False
    if not context.pieces[first - 1][0].isupper():
        return False
    return not context.is_word(after) or bool(context.marks[after] & mark.SMALL)


def _is_version(context: Context, first: int) -> bool:
    """The "2" of "v1.2"."""
    before = context.lows[first - 2]
    return context.lows[first - 1] == "." and before[:1].isalpha() and before[-1].isdecimal()


def _is_date(context: Context, value: float, first: int, after: int) -> bool:
    before, behind = context.marks[first - 1], context.marks[after]
    if value <= _DAYS:
        return bool((before | behind) & mark.MONTHS) and value % 1 == 0
    if not _FIRST_YEAR <= value <= _LAST_YEAR or value % 1 or len(context.lows[first]) != 4:  # noqa: PLR2004
        return False
    named = context.is_word(after) and not behind & (mark.SMALL | mark.METRICS)
    return not named or bool(before & mark.SMALL)


def _is_baseline(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> bool:
    """Behind "from" before a goal, behind "up from", "currently", "(vs."."""
    first, after = quantity.first, quantity.after
    before = context.marks[first - 1]
    if before & mark.ORIGIN:
        return _goal_follows(context, after) or _looks_back(context, quantity, earlier)
    if context.lows[after] in _ARROWS or context.lows[first - 1] == "baseline":
        return True
    if before & mark.METRICS and context.marks[after] & mark.GOAL:
        return context.lows[after + 1][:1].isdecimal()
    if not context.held & mark.NOW or not _marks_before(context, first) & mark.NOW:
        return False
    return bool(earlier) or _in_brackets(context, first)


def _goal_follows(context: Context, after: int) -> bool:
    lows, marks = context.lows, context.marks
    for at in range(after, min(after + _PASSED, context.size)):
        if marks[at] & mark.GOAL or lows[at] in _ARROWS:
            return True
    return False


def _looks_back(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> bool:
    """Such as "(from 8 %)", "up from 20 %"; "3 reviews from 10 users" looks nowhere."""
    if not earlier:
        return False
    at = quantity.first - 2
    turned = context.marks[at] & (mark.UP | mark.DOWN) or context.lows[at] in _TURNS
    same = earlier[-1].quantity.unit == quantity.unit or earlier[-1].linked
    return bool(turned) or context.lows[at] in ("(", ",") or same


_TURNS: Final = frozenset({"up", "down"})


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


def _in_brackets(context: Context, first: int) -> bool:
    if "(" not in context.pieces:
        return False
    before = context.lows[:first]
    return before.count("(") > before.count(")")


def _limit(context: Context, first: int, after: int) -> str:
    sign, behind = context.lows[first - 1], context.lows[after]
    if sign in _LEAST_SIGNS or behind == "+":
        return LEAST
    if sign in _MOST_SIGNS:
        return MOST
    if behind == "or":
        turn = context.marks[after + 1]
        if turn & (mark.MORE | mark.LESS):
            return LEAST if turn & mark.MORE else MOST
    if not context.held & _LIMITS:
        return ""
    before = context.marks[first - 1]
    if before & mark.THAN:
        return _two_words(context, first)
    if before & mark.ARTICLES or sign == "of":
        before = context.marks[first - 2]
    return LEAST if before & mark.AT_LEAST else MOST if before & mark.AT_MOST else ""


def _two_words(context: Context, first: int) -> str:
    """Such as "more than", "no less than"."""
    middle, turned = context.marks[first - 2], context.marks[first - 3]
    if not middle & (mark.MORE | mark.LESS):
        return ""
    return MOST if bool(middle & mark.LESS) != bool(turned & mark.NEGATIONS) else LEAST


def _is_linked(context: Context, first: int) -> bool:
    at = first - 1
    if context.marks[at] & mark.ARTICLES:
        at -= 1
    return bool(context.marks[at] & mark.GOAL) or context.lows[at] in _ARROWS


def _is_relative(context: Context, quantity: Quantity) -> bool:
    at = quantity.first - 1
    if quantity.unit == TIMES:
        return True
    if context.lows[at] in _TURNS:
        return not context.marks[at - 1] & mark.BRINGS  # "set up 5"
    if context.lows[at] == "+" and not context.is_word(at - 1):
        return True
    before = context.marks[at]
    if before & mark.STEP or (before & mark.ARTICLES and context.marks[at - 1] & mark.STEP):
        return not quantity.counts or _changes(context)
    turned = context.marks[quantity.after] & (mark.UP | mark.DOWN | mark.MORE | mark.LESS)
    return quantity.unit == PERCENT and bool(turned)


def _changes(context: Context) -> bool:
    """Whether there is a word of change: "grow by 5", not "led by 5"."""
    return bool(context.held & (mark.UP | mark.DOWN | mark.PROMISE))


def _plain_role(context: Context, quantity: Quantity) -> str:
    at = quantity.first - 1
    nearest = context.marks[at]
    if quantity.counts:
        far = context.marks[at - 1] if nearest & mark.ARTICLES else nearest
        if context.lows[at] in _WHOLE:
            return LABEL
        return SCOPE if far & (mark.PLACES | mark.STEP) else TARGET
    if quantity.unit not in PERIOD_UNITS:
        return TARGET
    while context.marks[at] & mark.ARTICLES:
        at -= 1
    span = context.marks[at] & mark.WITHIN or _in_brackets(context, quantity.first)
    return SPAN if span else TARGET


_WHOLE: Final = frozenset({"all", "each", "every"})
