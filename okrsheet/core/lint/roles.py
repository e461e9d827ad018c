"""What each number of a text is there for: target, baseline, change, span, scope or a name.

Only what stands around a number decides.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from okrsheet.core.lint.quantities import PERCENT, TIMES, Quantity, follows_word
from okrsheet.core.lint.tokens import NUMBER, SIGN, Piece
from okrsheet.core.lint.vocabulary import Vocabulary

TARGET: Final = "target"
BASELINE: Final = "baseline"
SPAN: Final = "span"
SCOPE: Final = "scope"
LABEL: Final = "label"
DATE: Final = "date"

LEAST: Final = "at least"
MOST: Final = "at most"

_ARROWS: Final = frozenset({"→", "->", "-->", "=>", "➔", "⟶", "➡"})
_LOOSE: Final = frozenset({"(", "~", "≈", ":", "=", "+", ">", "<", "≥", "≤", ">=", "<=", "–", "-"})
_LEAST_SIGNS: Final = frozenset({">", ">=", "≥"})
_MOST_SIGNS: Final = frozenset({"<", "<=", "≤"})
_FIRST_YEAR, _LAST_YEAR, _DAYS = 1990, 2060, 31
_NEAR: Final = 4


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


class Context(NamedTuple):
    """The text a number stands in: its pieces, their words in small, the language."""

    pieces: Sequence[Piece]
    lows: Sequence[str]
    words: Vocabulary

    def low(self, at: int) -> str:
        """The small word at a place, "" outside the text."""
        return self.lows[at] if 0 <= at < len(self.lows) else ""

    def sign(self, at: int) -> str:
        """The sign at a place, "" outside the text."""
        return self.pieces[at][SIGN] if 0 <= at < len(self.pieces) else ""


def roles(context: Context, found: Sequence[Quantity]) -> tuple[Number, ...]:
    """Every quantity of a text with its role."""
    numbers: list[Number] = []
    for quantity in found:
        numbers.append(_number(context, quantity, numbers))
    return tuple(numbers)


def _number(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> Number:
    if _is_label(context, quantity):
        return Number(quantity, LABEL)
    if _is_date(context, quantity):
        return Number(quantity, DATE)
    if _is_baseline(context, quantity, earlier):
        return Number(quantity, BASELINE)
    limit = _limit(context, quantity)
    linked = _is_linked(context, quantity)
    relative = not linked and _is_relative(context, quantity)
    if linked or limit or relative:
        return Number(quantity, TARGET, limit, relative, linked)
    return Number(quantity, _plain_role(context, quantity))


def _is_label(context: Context, quantity: Quantity) -> bool:
    if quantity.named:
        return True
    before = context.low(quantity.first - 1)
    if quantity.unit in (PERCENT, TIMES) or not quantity.counts:
        return context.sign(quantity.first - 1) == "#"
    if context.sign(quantity.first - 1) == "#" or before in context.words.labels:
        return True
    written = follows_word(context.pieces, quantity.first)
    behind = context.low(quantity.after)
    capital = quantity.first > 1 and written[:1].isupper() and before not in context.words.metrics
    return capital and before not in context.words.months and (
        not behind or behind in context.words.small
    )


def _is_date(context: Context, quantity: Quantity) -> bool:
    if not quantity.counts or quantity.value % 1:
        return False
    around = (context.low(quantity.first - 1), context.low(quantity.after))
    if quantity.value <= _DAYS and any(word in context.words.months for word in around):
        return True
    digits = context.pieces[quantity.first][NUMBER]
    if len(digits) != 4 or not _FIRST_YEAR <= quantity.value <= _LAST_YEAR:  # noqa: PLR2004
        return False
    return not quantity.unit or context.low(quantity.first - 1) in context.words.small


def _is_baseline(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> bool:
    """Behind "from" before a goal, behind "up from", "currently", "(vs."."""
    words, before = context.words, context.low(quantity.first - 1)
    if before in words.origin:
        return _goal_follows(context, quantity) or _looks_back(context, quantity, earlier)
    if _arrow_follows(context, quantity):
        return True
    return any(word in words.now for word in _words_before(context, quantity)) and (
        bool(earlier) or _in_brackets(context, quantity)
    )


def _goal_follows(context: Context, quantity: Quantity) -> bool:
    near = range(quantity.after, min(quantity.after + _NEAR, len(context.lows)))
    return any(
        context.low(at) in context.words.goal or context.sign(at) in _ARROWS for at in near
    )


def _looks_back(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> bool:
    """ "(from 8 %)", "up from 20 %"; "3 reviews from 10 users" looks nowhere."""
    if not earlier:
        return False
    before = context.low(quantity.first - 2)
    same = earlier[-1].quantity.unit == quantity.unit or earlier[-1].linked
    turned = before in context.words.up or before in context.words.down or before in _TURNS
    return turned or context.sign(quantity.first - 2) in ("(", ",") or same


_TURNS: Final = frozenset({"up", "down"})


def _arrow_follows(context: Context, quantity: Quantity) -> bool:
    return context.sign(quantity.after) in _ARROWS


def _words_before(context: Context, quantity: Quantity) -> list[str]:
    """The words right before a number, back to the next comma, stop or number."""
    found: list[str] = []
    for at in range(quantity.first - 1, max(-1, quantity.first - 1 - _NEAR), -1):
        word, sign = context.low(at), context.sign(at)
        if not word and sign not in _LOOSE:
            break
        found.append(word)
        if sign == "(":
            break
    return found


def _in_brackets(context: Context, quantity: Quantity) -> bool:
    for at in range(quantity.first - 1, -1, -1):
        if context.sign(at) == "(":
            return True
        if context.sign(at) == ")":
            return False
    return False


def _limit(context: Context, quantity: Quantity) -> str:
    words, before = context.words, context.low(quantity.first - 1)
    sign = context.sign(quantity.first - 1)
    if sign in _LEAST_SIGNS or context.sign(quantity.after) == "+":
        return LEAST
    if sign in _MOST_SIGNS:
        return MOST
    behind = (context.low(quantity.after), context.low(quantity.after + 1))
    if behind[0] == "or" and behind[1] in words.more:
        return LEAST
    if behind[0] == "or" and behind[1] in words.less:
        return MOST
    if before in words.than:
        return _two_words(context, quantity)
    if before in words.articles or before == "of":
        before = context.low(quantity.first - 2)
    return LEAST if before in words.at_least else MOST if before in words.at_most else ""


def _two_words(context: Context, quantity: Quantity) -> str:
    """ "more than", "no less than"."""
    middle, turned = context.low(quantity.first - 2), context.low(quantity.first - 3)
    less = middle in context.words.less
    if not less and middle not in context.words.more:
        return ""
    return MOST if less != (turned in context.words.negations) else LEAST


def _is_linked(context: Context, quantity: Quantity) -> bool:
    before = context.low(quantity.first - 1)
    at = quantity.first - 2 if before in context.words.articles else quantity.first - 1
    return context.low(at) in context.words.goal or context.sign(at) in _ARROWS


def _is_relative(context: Context, quantity: Quantity) -> bool:
    words, before = context.words, context.low(quantity.first - 1)
    if quantity.unit == TIMES or context.sign(quantity.first - 1) == "+":
        return True
    if before in words.step or (
        before in words.articles and context.low(quantity.first - 2) in words.step
    ):
        return True
    behind = context.low(quantity.after)
    return quantity.unit == PERCENT and (
        behind in words.up | words.down | words.more | words.less
    )


def _plain_role(context: Context, quantity: Quantity) -> str:
    words = context.words
    before = [word for word in _words_before(context, quantity) if word not in words.articles]
    nearest = before[0] if before else ""
    if quantity.unit in words.periods.values() and (
        nearest in words.within or _in_brackets(context, quantity)
    ):
        return SPAN
    if quantity.counts and (
        nearest in words.places
        or context.low(quantity.first - 1) in ("all", "each", "every")
        or _in_brackets(context, quantity)
    ):
        return SCOPE
    return TARGET
