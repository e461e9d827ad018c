"""Whether a number is a limit, a goal or a change, by the words and signs beside it."""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context
from okrsheet.core.lint.number_words import is_halved
from okrsheet.core.lint.quantity import PERCENT, TIMES, Quantity

LEAST: Final = "at least"
MOST: Final = "at most"

_SKIPPED: Final = mark.ARTICLES | mark.ABOVE | mark.BELOW | mark.RANK | mark.AT_LEAST | mark.AT_MOST
_LINKS: Final = mark.GOAL | mark.ARROW
_NEAR: Final = 5
_WHOLE: Final = 100
_SIGNS: Final = mark.ABOVE | mark.BELOW
_NEXT: Final = 2
_BOUNDS: Final = mark.AT_LEAST | mark.AT_MOST
_BEHIND: Final = frozenset({"max", "maximum", "minimum", "tops", "maximal", "m\u00e1ximo"})
_SHORT: Final = frozenset({"max", "min", "mind"})
_STOPS: Final = frozenset(",;:.")
_TWO_WORDS: Final = mark.THAN | mark.ARTICLES
_TURNED: Final = mark.UP | mark.DOWN | mark.MORE | mark.LESS
_CHANGES: Final = mark.UP | mark.DOWN | mark.PROMISE
_LIMITING: Final = (
    mark.THAN
    | mark.AT_LEAST
    | mark.AT_MOST
    | mark.MORE
    | mark.LESS
    | mark.ABOVE
    | mark.BELOW
    | mark.PLUS
)
_CHANGING: Final = mark.DOWN | mark.TURN | mark.PLUS | mark.STEP | mark.ARTICLES | mark.PLACES


def limit_of(context: Context, first: int, after: int) -> str:
    """Whether a number is the least or the most that is allowed; "" where it is neither."""
    if not context.held & _LIMITING:
        return ""
    before = context.marks[first - 1]
    if before & mark.JOINT and context.lows[first - 2] in _SHORT:
        before = context.marks[first - 2]
    if before & _SIGNS or context.marks[after] & mark.PLUS:
        return MOST if before & mark.BELOW else LEAST
    turn = context.marks[after + 1]
    if turn & (mark.MORE | mark.LESS) and context.lows[after] == "or":
        return LEAST if turn & mark.MORE else MOST
    if before & _TWO_WORDS or context.lows[first - 1] == "of":
        beyond = context.marks[first - 2]
        known = (mark.MORE, mark.LESS) if before & mark.THAN else (mark.AT_LEAST, mark.AT_MOST)
        return _worded(context, first, beyond, *known)
    if before & _BOUNDS or not context.held & _BOUNDS:
        return _worded(context, first, before, mark.AT_LEAST, mark.AT_MOST)
    behind = _bound_behind(context, after)
    return (LEAST if behind & mark.AT_LEAST else MOST) if behind else ""


def _bound_behind(context: Context, after: int) -> int:
    """What the limit of "4 % max.", "2 at most", "3 errors tops" can be; 0 without one."""
    for at in range(after, after + _NEXT):
        if context.lows[at] == "at" or context.lows[at] in _BEHIND:
            last = at + 1 if context.lows[at] == "at" else at
            return 0 if context.lows[last + 1][:1].isdecimal() else context.marks[last] & _BOUNDS
    return 0


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
    if context.marks[at] & _SKIPPED:
        at -= 1 if context.lows[at - 1] != "at" else 2
    if context.marks[at] & mark.BRACKET:
        return is_named_level(context, first, mark.GOAL)
    return bool(context.marks[at] & _LINKS)


def is_named_level(context: Context, first: int, link: int) -> bool:
    """Whether a number in brackets is one of "from poor (55) to good (68)", by the word before."""
    if not context.held & mark.ORIGIN:
        return False
    at = first - 2
    while at > first - _NEAR and context.is_word(at) and not context.marks[at] & link:
        at -= 1
    return bool(context.marks[at] & link)


def is_relative(context: Context, quantity: Quantity, limit: str) -> bool:
    """Whether a number is a change and no level; "2.5x or lower" is a level."""
    at = quantity.first - 1
    before, behind = context.marks[at], context.marks[quantity.after]
    if quantity.unit == TIMES:
        return limit != MOST
    if not (before & _CHANGING or behind & _TURNED):
        return quantity.value < 0 and _is_loss(context, quantity)
    if before & mark.TURN:
        return not context.marks[at - 1] & mark.BRINGS  # "set up 5"
    cut = is_halved(context, quantity.first) or _is_cut(context, at)
    cut = cut and quantity.unit == PERCENT and context.is_word(quantity.first)
    if cut or (before & mark.PLUS and not context.is_word(at - 1)):
        return True
    if before & mark.STEP or (before & mark.ARTICLES and context.marks[at - 1] & mark.STEP):
        whole = quantity.unit == PERCENT and quantity.value == _WHOLE and before & mark.ARTICLES
        return not whole and (not quantity.counts or _changes(context))  # "en el 100% de"
    is_verb = context.words.verb_last and quantity.after + 1 == context.size  # "4 % senken"
    if before & _SIGNS:
        behind &= mark.MORE | mark.LESS  # "< 1 % lost parcels"
    return quantity.unit == PERCENT and bool(behind & _TURNED) and not is_verb


def _is_cut(context: Context, at: int) -> bool:
    """Whether a place names a cut: "cut half the costs", "drop a third of the steps"."""
    if context.marks[at] & mark.ARTICLES:
        at -= 1
    return bool(context.marks[at] & mark.DOWN)


def _is_loss(context: Context, quantity: Quantity) -> bool:
    """Such as "Returns: -2 %", "half as many"."""
    if quantity.unit != PERCENT:
        return False
    return context.lows[quantity.first - 1] == ":" or context.is_word(quantity.first)


def _changes(context: Context) -> bool:
    """Whether there is a word of change: "grow by 5", not "led by 5"."""
    return bool(context.held & _CHANGES)
