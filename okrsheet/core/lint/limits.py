"""Whether a number is a limit, a goal or a change, by the words and signs beside it."""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context
from okrsheet.core.lint.number_words import is_halved
from okrsheet.core.lint.quantities import PERCENT, TIMES, Quantity

LEAST: Final = "at least"
MOST: Final = "at most"

ARROWS: Final = frozenset({"→", "->", "-->", "=>", "➔", "⟶", "➡"})
TURNS: Final = frozenset({"up", "down"})
_LEAST_SIGNS: Final = frozenset({">", ">=", "≥"})
_MOST_SIGNS: Final = frozenset({"<", "<=", "≤"})
_LIMITS: Final = mark.THAN | mark.AT_LEAST | mark.AT_MOST
_TURNED: Final = mark.UP | mark.DOWN | mark.MORE | mark.LESS
_CHANGES: Final = mark.UP | mark.DOWN | mark.PROMISE


def limit_of(context: Context, first: int, after: int) -> str:
    """Whether a number is the least or the most that is allowed; "" where it is neither."""
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


def is_linked(context: Context, first: int) -> bool:
    """Whether a number stands behind "to" or an arrow."""
    at = first - 1
    if context.marks[at] & mark.ARTICLES:
        at -= 1
    return bool(context.marks[at] & mark.GOAL) or context.lows[at] in ARROWS


def is_relative(context: Context, quantity: Quantity) -> bool:
    """Whether a number is a change and no level."""
    at = quantity.first - 1
    if quantity.unit == TIMES:
        return True
    if context.lows[at] in TURNS:
        return not context.marks[at - 1] & mark.BRINGS  # "set up 5"
    if quantity.unit == PERCENT and is_halved(context, quantity.first):
        return context.lows[quantity.first].isalpha()
    if context.lows[at] == "+" and not context.is_word(at - 1):
        return True
    before = context.marks[at]
    if before & mark.STEP or (before & mark.ARTICLES and context.marks[at - 1] & mark.STEP):
        return not quantity.counts or _changes(context)
    return quantity.unit == PERCENT and bool(context.marks[quantity.after] & _TURNED)


def _changes(context: Context) -> bool:
    """Whether there is a word of change: "grow by 5", not "led by 5"."""
    return bool(context.held & _CHANGES)
