"""The numbers of a text, each with its unit and with what stands around it."""

from itertools import compress, count
from operator import itemgetter
from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context, ends_name
from okrsheet.core.lint.number_words import (
    fraction_behind,
    is_meant,
    is_one,
    spelled,
)
from okrsheet.core.lint.quantity import COUNTED, DATE_LIKE, PERCENT, TIMES, Quantity, named
from okrsheet.core.lint.scales import scaled
from okrsheet.core.lint.shares import (
    clock_of,
    complete_range,
    fraction_of,
    is_minutes_more,
    rating_of,
    spans,
    times_of,
)
from okrsheet.core.lint.signs import CURRENCIES
from okrsheet.core.lint.tokens import is_grouped, number_and_rest, plain_number

_ORDINALS: Final = frozenset({"st", "nd", "rd", "th"})
_NAMES: Final = frozenset({"am", "pm", "a", "b", "c", "d", "e", "f", "g", "i", "k"})
_FACTORS: Final = frozenset({TIMES, "-fold"})
_STARS: Final = frozenset({"-star", "-stars"})
_RATED: Final = frozenset({"rating", "ratings", "average", "score"})

_PARTED: Final = frozenset({"/", "in", "out"})
_WHOLE_SHARE: Final = 100.0
_LONGEST_UNIT: Final = 6
_APOSTROPHES: Final = frozenset({"'", "\u2019"})
_DIGITS: Final = 18
_LONGEST_SIGN: Final = 4
_MOST: Final = 24
_FIRST: Final = itemgetter(0)
_LASTS: Final = mark.PERIODS.__and__
_COUNTS: Final = mark.COUNTABLE.__and__
_BEGINS: Final = frozenset(".0123456789").__contains__
_ABOUT: Final = mark.ABOUT | mark.ROUGHLY
_SIGNS: Final = mark.MINUS | mark.PLUS
_BEFORE: Final = _ABOUT | _SIGNS | mark.CURRENCY
_JOINS: Final = mark.GOAL | mark.AND_WORDS
_SCALED: Final = mark.SCALES | mark.AND_WORDS
_UNITS: Final = mark.CURRENCY | mark.PERCENT | mark.KIND_OF_DAY | mark.PERIODS
PERIOD_UNITS: Final = frozenset(
    ("milliseconds", "seconds", "minutes", "hours", "days", "weeks", "months", "quarters", "years")
)
"""What spans are counted in, in any language."""
_ENDING_SIGNS: Final = frozenset("([:;/,")
_ENDS_THINGS: Final = mark.SMALL | mark.PROMISE | mark.ARROW
_LIMITS: Final = mark.AT_LEAST | mark.AT_MOST | mark.THAN
_LINKS_OR_LIMITS: Final = _LIMITS | mark.ORIGIN | mark.GOAL | mark.RANGES
_BEFORE_SIGNS: Final = frozenset({":", "of", "at", "=", "\u2192", "->", "-->", "=>", ">=", "<="})


def quantities(context: Context, *, ascii_only: bool) -> tuple[Quantity, ...]:
    """All numbers of a text, in order; one in ASCII alone is looked through in half the time."""
    places = _places(context, ascii_only=ascii_only)
    if not places:
        return ()
    found: list[Quantity] = []
    after = 0
    for at in places[:_MOST]:
        low = context.lows[at]
        if at >= after and low != ".":
            read = _read_digits(context, at, low) if low < ":" else _read_beyond(context, at, low)
            if read is not None:
                if not found or read.first > after + 1 or not _is_more(context, found[-1], read):
                    found.append(read)
                after = read.after
    return tuple(found)


def _is_more(context: Context, last: Quantity, read: Quantity) -> bool:
    """Whether a number is a part of the last one: "2 h 30 min"; a range only gets its unit."""
    if is_minutes_more(context, last, read):
        last.value += read.value / 60
        last.after = read.after
        return True
    if read.first > last.after and spans(context, last, read):
        complete_range(last, read)
    return False


def _places(context: Context, *, ascii_only: bool) -> list[int]:
    """Where a number may stand: at digits, ".5", and what is beyond ASCII or a word for one."""
    if ascii_only:
        found = list(compress(count(), map(_BEGINS, map(_FIRST, context.pieces))))
    else:
        found = [
            at
            for at, low in enumerate(context.lows)
            if (":" > low > "." and low != "/") or low > "\x7f"
        ]
    if context.held & mark.COUNTABLE:
        found += compress(count(), map(_COUNTS, context.marks))
        found.sort()
    if context.held & mark.ONE and context.held & mark.PERIODS:
        found += [at for at in compress(count(), map(_LASTS, context.marks)) if is_one(context, at)]
        found.sort()
    return found


def _read_beyond(context: Context, at: int, low: str) -> Quantity | None:
    """A number in words, or in digits of another script."""
    if low[0].isdecimal():
        return _read_digits(context, at, low)
    return _read_word(context, at) if low[0].isalpha() else None


def _read_digits(context: Context, at: int, digits: str) -> Quantity | None:
    if len(digits) <= _DIGITS and digits.isdecimal():
        if digits in context.words.titles and context.lows[at + 1] in context.words.titles[digits]:
            return named(float(digits), "", at, at + 1)
        return _with_unit(context, at, float(digits), "")
    read = number_and_rest(digits)
    if (
        read is None
        or len(read[0]) > _DIGITS
        or (read[0].count(".") > 1 and not is_grouped(read[0], "."))
    ):
        return clock_of(context, at) or named(0.0, DATE_LIKE, at, at + 1)
    value = plain_number(read[0], decimal_comma=context.words.decimal_comma)
    if read[1] in _ORDINALS and _is_place(context, at):
        return Quantity(value, "", 1.0, at, at + 1, COUNTED)
    return _with_unit(context, at, value, read[1])


def _read_word(context: Context, at: int) -> Quantity | None:
    """A number in words, or "twice a week"."""
    low, words = context.lows[at], context.words
    if low in words.numbers and is_meant(context, at):
        value, last = spelled(context, at)
        part = fraction_behind(context, at, last)
        if part and value * part < _WHOLE_SHARE:
            return Quantity(value * part, PERCENT, 1.0, at, last + 2)
        read = _with_unit(context, last, value, "")
        read.first = min(read.first, at)
        return read
    return fraction_of(context, at) if low in words.fractions else times_of(context, at)


def _with_unit(context: Context, at: int, value: float, glued: str) -> Quantity:
    marks = context.marks
    first, scale, after = at, 1.0, at + 1
    if marks[at - 1] & _BEFORE:
        first, value = _signed(context, at, value)
    if glued or marks[after] & _SCALED:
        value, scale, glued, after = scaled(context, at, value, glued)
    if glued or marks[after] & _UNITS or first < at:
        unit = _marked_unit(context, first, after, glued)
        if unit:
            return Quantity(value, unit[0], scale, first, unit[1])
    if glued:
        if _is_named(glued, context.pieces[at]):
            return named(value, glued, first, after)
        return Quantity(value, glued, scale, first, after, COUNTED)
    rating = rating_of(context, value, after) if context.lows[after] in _PARTED else None
    if rating:
        rating.first, rating.scale = first, scale
        return rating
    return Quantity(value, "", scale, first, after, COUNTED)


def _signed(context: Context, at: int, value: float) -> tuple[int, float]:
    """Where a number begins with the signs before it, and its value with them."""
    marks = context.marks
    first = at - 1 if marks[at - 1] & mark.CURRENCY else at
    if marks[first - 1] & _ABOUT:
        first -= 1
    if marks[first - 1] & _SIGNS and _is_signed(context, first - 2):
        first, value = first - 1, -value if marks[first - 1] & mark.MINUS else value
    return first, value


def _is_signed(context: Context, at: int) -> bool:
    """Whether a sign behind this place is that of a number: "to -5", "NPS: -5", "below -18"."""
    return bool(context.marks[at] & _LINKS_OR_LIMITS) or context.lows[at] in _BEFORE_SIGNS


def _is_named(glued: str, piece: str) -> bool:
    """Whether the letters behind a number make a name of it: "1st", "5-star", "360PLUS"."""
    if glued in _ORDINALS or glued in _NAMES or glued[0] == "-":
        return True
    return len(glued) > _LONGEST_SIGN and piece.isupper()


def _is_place(context: Context, at: int) -> bool:
    """Either number of "from 9th to 5th place"."""
    marks, lows = context.marks, context.lows
    if not marks[at - 1] & mark.ORIGIN:
        at -= 2
    if not marks[at - 1] & mark.ORIGIN or not marks[at + 1] & mark.GOAL:
        return False
    ends = marks[at + 3] & (mark.RANK | mark.SMALL) or not context.is_word(at + 3)
    return bool(ends) and all(
        low[:1].isdecimal() and low[-2:] in _ORDINALS for low in lows[at : at + 3 : 2]
    )


def _marked_unit(context: Context, first: int, after: int, glued: str) -> tuple[str, int] | None:
    """A unit that stands beside the number by a sign or a word of its own, and where it ends."""
    before = context.lows[first]
    if before in CURRENCIES:
        return CURRENCIES[before], after
    if glued:
        return _glued_unit(context, after, glued)
    behind, held = context.lows[after], context.marks[after]
    if held & mark.PERCENT:
        return PERCENT, after + 1
    if held & mark.KIND_OF_DAY:
        after, behind = after + 1, context.lows[after + 1]
    periods = context.words.periods
    unit = CURRENCIES.get(behind) or periods.get(behind)
    if unit is None and behind[-1:] in _APOSTROPHES:
        unit = periods.get(behind[:-1])
    return (unit, after + 1) if unit else None


def _glued_unit(context: Context, after: int, glued: str) -> tuple[str, int] | None:
    """The unit in the letters glued to a number, and where it ends."""
    if glued in _FACTORS:
        return _rhythm(context, after) or (TIMES, after)
    if glued in _STARS and ("." in context.lows[after - 1] or context.lows[after] in _RATED):
        return "stars", after
    periods = context.words.periods
    if glued == "d" and _is_days(context, after):
        return "days", after
    return (periods[glued], after) if glued in periods else None


def _is_days(context: Context, after: int) -> bool:
    """Such as "5d", "to 2d", not "5D", "in 3d", "a 3d printer"."""
    piece = context.pieces[after - 1]
    if piece[-1] == "D" or not ends_name(context, after):
        return False
    return piece not in _FLAT_OR_SOLID or bool(context.marks[after - 2] & _TO)


_FLAT_OR_SOLID: Final = frozenset({"2d", "3d"})
_TO: Final = _LINKS_OR_LIMITS | mark.ARROW


def _rhythm(context: Context, after: int) -> tuple[str, int] | None:
    """The "/week" of "4x/week"."""
    joined = context.lows[after] == "/" or context.marks[after] & mark.PER
    if not joined or not context.marks[after + 1] & mark.PERIODS:
        return None
    return f"per {context.lows[after + 1]}", after + 2


def things(context: Context, after: int) -> str:
    """What is counted: the words behind the number up to the next small one."""
    found: list[str] = []
    if context.marks[after] & _JOINS and context.lows[after + 1][:1].isdecimal():
        after += 2  # "8 to 10 engineers"
    for at in range(after, min(after + _LONGEST_UNIT, context.size)):
        if context.marks[at] & _ENDS_THINGS:
            break
        low = context.lows[at]
        if low in _ENDING_SIGNS:
            break
        if low[0].isalpha():
            found.append(low)
    return " ".join(found)
