"""What each number of a text is there for: target, baseline, change, span, scope or a name.

Only what stands around a number decides.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context
from okrsheet.core.lint.quantities import (
    DATE_LIKE,
    PERCENT,
    PERIOD_UNITS,
    TIMES,
    Quantity,
    follows_word,
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
_NEAR: Final = 4
_PASSED: Final = 7


class Number(NamedTuple):
    """A quantity and its part in the sentence.

    Attributes:
        role: one of the words above.
        limit: at least, at most or "".
        relative: a change ("by 30 %", "+15 %", "3x"), not a level.
        linked: it stands behind "to" or an arrow, so that it is a goal for sure.
    """

    quantity: Quantity
    role: str
    limit: str = ""
    relative: bool = False
    linked: bool = False


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
    linked = _is_linked(context, quantity)
    if quantity.counts and not linked and _in_brackets(context, quantity):
        return Number(quantity, LABEL)
    limit = _limit(context, quantity)
    relative = not linked and _is_relative(context, quantity)
    if linked or limit or relative:
        return Number(quantity, TARGET, limit, relative, linked)
    return Number(quantity, _plain_role(context, quantity))


def _sure_role(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> str:
    """A name, a date or a baseline; "" where more has to be asked."""
    if quantity.unit == DATE_LIKE:
        return DATE
    if _is_label(context, quantity):
        return LABEL
    if _is_date(context, quantity):
        return DATE
    return BASELINE if _is_baseline(context, quantity, earlier) else ""


def _is_label(context: Context, quantity: Quantity) -> bool:
    if quantity.named or context.lows[quantity.first - 1] == "#":
        return True
    if not quantity.counts:
        return False
    before, behind = context.marks[quantity.first - 1], quantity.after
    if before & mark.LABELS or _is_version(context, quantity.first):
        return True
    if quantity.first < 2 or before & (mark.METRICS | mark.MONTHS):  # noqa: PLR2004
        return False
    capital = follows_word(context, quantity.first)[:1].isupper()
    return capital and (not context.is_word(behind) or bool(context.marks[behind] & mark.SMALL))


def _is_version(context: Context, first: int) -> bool:
    """The "2" of "v1.2"."""
    before = context.lows[first - 2]
    return context.lows[first - 1] == "." and before[:1].isalpha() and before[-1].isdecimal()


def _is_date(context: Context, quantity: Quantity) -> bool:
    if not quantity.counts or quantity.value % 1:
        return False
    around = context.marks[quantity.first - 1] | context.marks[quantity.after]
    if quantity.value <= _DAYS and around & mark.MONTHS:
        return True
    digits = context.lows[quantity.first]
    if len(digits) != 4 or not _FIRST_YEAR <= quantity.value <= _LAST_YEAR:  # noqa: PLR2004
        return False
    behind = context.marks[quantity.after]
    named = context.is_word(quantity.after) and not behind & (mark.SMALL | mark.METRICS)
    return not named or bool(context.marks[quantity.first - 1] & mark.SMALL)


def _is_baseline(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> bool:
    """Behind "from" before a goal, behind "up from", "currently", "(vs."."""
    if context.marks[quantity.first - 1] & mark.ORIGIN:
        return _goal_follows(context, quantity) or _looks_back(context, quantity, earlier)
    before, after = context.marks[quantity.first - 1], quantity.after
    if context.lows[after] in _ARROWS or context.lows[quantity.first - 1] == "baseline":
        return True
    if before & mark.METRICS and context.marks[after] & mark.GOAL:
        return context.lows[after + 1][:1].isdecimal()
    if not context.held & mark.NOW or not _marks_before(context, quantity) & mark.NOW:
        return False
    return bool(earlier) or _in_brackets(context, quantity)


def _goal_follows(context: Context, quantity: Quantity) -> bool:
    near = range(quantity.after, min(quantity.after + _PASSED, context.size))
    return any(context.marks[at] & mark.GOAL or context.lows[at] in _ARROWS for at in near)


def _looks_back(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> bool:
    """Such as "(from 8 %)", "up from 20 %"; "3 reviews from 10 users" looks nowhere."""
    if not earlier:
        return False
    at = quantity.first - 2
    turned = context.marks[at] & (mark.UP | mark.DOWN) or context.lows[at] in _TURNS
    same = earlier[-1].quantity.unit == quantity.unit or earlier[-1].linked
    return bool(turned) or context.lows[at] in ("(", ",") or same


_TURNS: Final = frozenset({"up", "down"})


def _marks_before(context: Context, quantity: Quantity) -> int:
    """What the words right before a number can be, back to the next comma, stop or number."""
    held = 0
    for at in range(quantity.first - 1, max(-1, quantity.first - 1 - _NEAR), -1):
        sign = context.lows[at]
        if not context.is_word(at) and sign not in _LOOSE:
            break
        held |= context.marks[at]
        if sign == "(":
            break
    return held


def _in_brackets(context: Context, quantity: Quantity) -> bool:
    before = context.lows[: quantity.first]
    return before.count("(") > before.count(")")


def _limit(context: Context, quantity: Quantity) -> str:
    sign, behind = context.lows[quantity.first - 1], quantity.after
    if sign in _LEAST_SIGNS or context.lows[behind] == "+":
        return LEAST
    if sign in _MOST_SIGNS:
        return MOST
    if context.lows[behind] == "or":
        turn = context.marks[behind + 1]
        if turn & (mark.MORE | mark.LESS):
            return LEAST if turn & mark.MORE else MOST
    before = context.marks[quantity.first - 1]
    if before & mark.THAN:
        return _two_words(context, quantity)
    if before & mark.ARTICLES or context.lows[quantity.first - 1] == "of":
        before = context.marks[quantity.first - 2]
    return LEAST if before & mark.AT_LEAST else MOST if before & mark.AT_MOST else ""


def _two_words(context: Context, quantity: Quantity) -> str:
    """Such as "more than", "no less than"."""
    middle, turned = context.marks[quantity.first - 2], context.marks[quantity.first - 3]
    if not middle & (mark.MORE | mark.LESS):
        return ""
    return MOST if bool(middle & mark.LESS) != bool(turned & mark.NEGATIONS) else LEAST


def _is_linked(context: Context, quantity: Quantity) -> bool:
    at = quantity.first - 1
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
    span = context.marks[at] & mark.WITHIN or _in_brackets(context, quantity)
    return SPAN if span else TARGET


_WHOLE: Final = frozenset({"all", "each", "every"})
