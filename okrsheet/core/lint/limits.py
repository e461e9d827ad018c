"""Whether a number is a limit, a goal or a change, by the words and signs beside it."""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context
from okrsheet.core.lint.number_words import is_halved
from okrsheet.core.lint.quantity import PERCENT, TIMES, Quantity

LEAST: Final = "at least"
MOST: Final = "at most"

ARROWS: Final = frozenset({"→", "->", "-->", "=>", "==>", ">>", "➔", "⟶", "➡", "➜", "⇒"})
RANKS: Final = frozenset({"rank", "place", "position", "level", "tier", "grade"})
"""What a number can move along: "from level 2 to level 4"."""
TURNS: Final = frozenset({"up", "down"})
_LEAST_SIGNS: Final = frozenset({">", ">=", "≥"})
_MOST_SIGNS: Final = frozenset({"<", "<=", "≤"})
_SKIPPED: Final = _LEAST_SIGNS | _MOST_SIGNS | RANKS
_LIMITS: Final = mark.THAN | mark.AT_LEAST | mark.AT_MOST
_NEAR: Final = 5
_STOPS: Final = frozenset(",;:.")
_TWO_WORDS: Final = mark.THAN | mark.ARTICLES
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
    if before & _TWO_WORDS or sign == "of":
        beyond = context.marks[first - 2]
        known = (mark.MORE, mark.LESS) if before & mark.THAN else (mark.AT_LEAST, mark.AT_MOST)
        return _worded(context, first, beyond, *known)
    return _worded(context, first, before, mark.AT_LEAST, mark.AT_MOST)


def _worded(context: Context, first: int, held: int, least: int, most: int) -> str:
    """The limit a word names."""
    if not held & (least | most):
        return ""
    return MOST if bool(held & most) != _is_denied(context, first) else LEAST


def _is_denied(context: Context, first: int) -> bool:
    """Such as "no less than", "no ticket waits longer than", "must not exceed"."""
    if not context.held & mark.NEGATIONS or context.lows[first - 2] == "at":
        return False
    for at in range(first - 1, -1, -1):
        if context.marks[at] & mark.NEGATIONS:
            return at == 0 or at >= first - _NEAR
        if context.lows[at] in _STOPS:
            return False
    return False


def is_linked(context: Context, first: int) -> bool:
    """Whether a number stands behind "to" or an arrow."""
    at = first - 1
    if context.marks[at] & mark.ARTICLES or context.lows[at] in _SKIPPED:
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
