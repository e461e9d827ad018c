"""Which number words are meant as numbers, and what they are worth together."""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context, ends_name

AND_A_HALF: Final = ["and", "a", "half"]
_HALF: Final = 50.0
_OF_ALL: Final = frozenset({"the", "all", "our", "your", "their"})
_HUNDRED: Final = 100.0
_NAMED: Final = 4
_TWO: Final = 2
_BOUNDS: Final = mark.AT_LEAST | mark.AT_MOST | mark.THAN | mark.ORIGIN | mark.GOAL | mark.STEP
_MOVES: Final = mark.STEP | mark.GOAL | mark.ORIGIN
_OF_TIME: Final = mark.ORDINALS | mark.ORIGIN
_TAKING: Final = mark.WITHIN | mark.PLACES
_MORE_OR_LESS: Final = mark.MORE | mark.LESS
_COUNTING: Final = _BOUNDS | mark.MAKE | mark.WORK | mark.REACH | mark.HIRE | mark.UP | mark.DOWN


def is_meant(context: Context, at: int) -> bool:
    """Whether a number word says how many: not in "zero in on", not the "one" of "the one place".

    "One" is a pronoun more often than a number: it counts behind a limit ("at least one"), right
    behind a verb that makes or reaches ("hire one"), before "more" or "new", and where it begins
    a text on something made ("One blog post").
    """
    if is_idiom(context, at):
        return False
    if not context.marks[at] & mark.SELDOM:
        return True
    behind = context.marks[at + 1]
    if context.marks[at - 1] & _COUNTING or behind & (mark.MORE | mark.FURTHER):
        return True
    if behind & mark.PERIODS and _is_span(context, at):
        return True
    if _or_less(context, at + 1) or _comes_again(context, at) or _is_share(context, at):
        return True
    return at == 0 and any(held & mark.MADE for held in context.marks[1:_NAMED])


def _is_share(context: Context, at: int) -> bool:
    """Such as "one in three guests"."""
    parted = context.lows[at + 1] == "in" and context.lows[at + 2] in context.words.numbers
    return parted and context.is_word(at + 3)


def _comes_again(context: Context, at: int) -> bool:
    """Such as "one letter each week", "one complaint per 200 guests"."""
    for behind in range(at + 2, at + _NAMED + 1):
        if context.marks[behind] & mark.PER and (
            context.marks[behind + 1] & mark.SPANS or context.lows[behind + 1].isdecimal()
        ):
            return not context.marks[behind] & mark.ARTICLES
        if not context.is_word(behind):
            return False
    return False


def _is_span(context: Context, at: int) -> bool:
    """Such as "within one day", "one hour or less"."""
    return bool(at and context.marks[at - 1] & _TAKING) or _or_less(context, at + 2)


def _or_less(context: Context, at: int) -> bool:
    """Whether "or less" or "and a half" stands there."""
    if context.lows[at : at + 3] == AND_A_HALF:
        return True
    return context.lows[at] == "or" and bool(context.marks[at + 1] & _MORE_OR_LESS)


def is_idiom(context: Context, at: int) -> bool:
    """Whether the word is part of a phrase that means no number: "one by one"."""
    low = context.lows[at]
    for phrase in context.words.idioms.get(low, ()):
        # "One by one" holds its word at both ends.
        for first in (at - phrase.index(low), at - len(phrase) + 1):
            if first >= 0 and context.lows[first : first + len(phrase)] == phrase:
                return True
    return False


def spelled(context: Context, at: int) -> tuple[float, int]:
    """A number in several words ("three hundred and fifty"), and where its last one stands."""
    numbers = context.words.numbers
    value = numbers[context.lows[at]]
    if context.lows[at + 1] == "hundred" and value < _HUNDRED:
        at, value = at + 1, value * _HUNDRED
        behind = at + 2 if context.marks[at + 1] & mark.AND_WORDS else at + 1
        more = numbers.get(context.lows[behind], _HUNDRED)
        if more < _HUNDRED:
            return value + more, behind
    return value, at


def fraction_behind(context: Context, at: int, last: int) -> float:
    """The percent of a third behind a number word: "two thirds of", "by one third"; 0 without.

    A quarter is a part only where it can be no part of a year.
    """
    words, low = context.words, context.lows[last + 1]
    part, behind = words.fractions.get(low, 0.0), context.lows[last + 2]
    if low in words.periods and _is_of_time(context, at, last + 3):
        return 0.0
    return part if behind == "of" or context.marks[at - 1] & _MOVES else 0.0


def _is_of_time(context: Context, at: int, behind: int) -> bool:
    """Such as "the first three quarters of", "three quarters of 2027", "from one quarter to"."""
    dated = context.marks[at - 1] & _OF_TIME or context.lows[behind][:1].isdecimal()
    return bool(dated) or context.words.numbers[context.lows[at]] == _TWO


def is_fraction(context: Context, at: int) -> bool:
    """Such as "by half", "cut in half", "half of"; "the first half of May" is none."""
    before = context.marks[at - 1]
    if before & mark.ORDINALS or is_idiom(context, at):
        return False
    if is_halved(context, at):
        return True
    if context.lows[at] in context.words.periods and context.marks[at - 2] & mark.WITHIN:
        return False  # "within a quarter of the start"
    if before & mark.ARTICLES:
        before = context.marks[at - 2]
    if context.lows[at + 1] == "of" or before & mark.STEP or _is_half_of(context, at):
        return True
    if is_as_many(context, at + 1) or context.marks[at + 1] & mark.LESS:
        return True  # also "a third fewer"
    return bool(before & _MOVES and context.held & mark.ORIGIN) and _ends(context, at + 1)


def _is_half_of(context: Context, at: int) -> bool:
    """Such as "half our customers", not "in half the time", "half a page"."""
    if context.words.fractions[context.lows[at]] != _HALF or context.marks[at - 1] & mark.PLACES:
        return False
    return context.lows[at + 1] in _OF_ALL


def _ends(context: Context, at: int) -> bool:
    """Whether a part ends there: "from a quarter to a third", not "to a third party"."""
    return not context.is_word(at) or bool(context.marks[at] & mark.GOAL)


def is_as_many(context: Context, at: int) -> bool:
    """Whether "as many" stands there, behind "twice" or "half"."""
    return context.lows[at] == "as" and context.lows[at + 1] in _MANY


_MANY: Final = frozenset({"many", "much", "often", "fast", "high"})


def is_one(context: Context, at: int) -> bool:
    """Whether a word of time says how long: "under an hour", "to a day", not "twice a day"."""
    if not context.marks[at - 1] & mark.ONE:
        return False
    if context.words.periods.get(context.lows[at]) not in _SHORT:
        return False
    bound = context.marks[at - 2] & _BOUNDS or context.lows[at - 2] == "within"
    return bool(bound) and ends_name(context, at + 1)


_SHORT: Final = frozenset({"seconds", "minutes", "hours", "days", "weeks"})


def is_halved(context: Context, at: int) -> bool:
    """Whether "in half" stands there and something is cut."""
    cut = context.marks[at - 1] & mark.PLACES and context.held & mark.DOWN
    return bool(cut) and context.lows[at + 1] != "of"


def comes_back(context: Context, at: int) -> bool:
    """Whether "twice" is a rhythm: "twice a day", "twice per release", not "once a deal is won"."""
    per = context.marks[at + 1]
    if not per & mark.PER or not context.lows[at + 2]:
        return False
    return not per & mark.ARTICLES or bool(context.marks[at + 2] & mark.SPANS)
