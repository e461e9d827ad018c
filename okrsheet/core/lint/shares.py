"""Numbers in several parts: ratings, shares, fractions, times, clocks, ranges."""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context, ends_name
from okrsheet.core.lint.number_words import comes_back, is_as_many, is_fraction, is_one
from okrsheet.core.lint.quantity import COUNTED, PERCENT, TIMES, Quantity, named
from okrsheet.core.lint.signs import CURRENCIES
from okrsheet.core.lint.tokens import number_and_rest, plain_number

_SCALES_OUT_OF: Final = frozenset({5.0, 7.0, 10.0, 100.0})
_HALF: Final = 50.0
_WHOLE: Final = 20.0
_MOST_OF: Final = 1000.0
_PAIRS: Final = mark.ORIGIN | mark.GOAL | mark.NOW | mark.METRICS
_SMALL_PARTS: Final = 4.0
_CLOCKED: Final = frozenset({"minutes", "hours"})
_PARTED: Final = _CLOCKED | {"days"}
_TURNED: Final = mark.UP | mark.DOWN | mark.PROMISE
_MOVED: Final = mark.ORIGIN | mark.GOAL
_MINUTES: Final = {"hours": "minutes", "minutes": "seconds"}
_SIXTY: Final = 60
_RATED: Final = frozenset({"star", "stars", "point", "points"})
_HALF_OR_QUARTER: Final = frozenset({50.0, 25.0})
_SPREAD: Final = mark.STEP | mark.PRODUCES | mark.LAUNCH | mark.REACH | mark.WINNING


def rating_of(context: Context, value: float, after: int) -> Quantity | None:
    """Such as "4.5/5" is a rating, "2/3 of" and "1 in 4" a share; "24/7" is a name."""
    if context.lows[after] != "/":
        return _share(context, value, after)
    behind = number_and_rest(context.lows[after + 1])
    if behind is None:
        return None
    whole = plain_number(behind[0], decimal_comma=context.words.decimal_comma)
    unit = context.words.periods.get(context.lows[after + 2])
    if unit and 0 < value < whole <= _SMALL_PARTS:
        return Quantity(value / whole, unit, 1.0, after - 1, after + 3)  # "1/2 hour"
    before = context.marks[after - 2]
    parted = context.lows[after + 2] == "of" or before & mark.STEP
    parted = parted or (before & _MOVED and whole <= _SMALL_PARTS)  # "to 1/4"
    if parted and 0 < value < whole:
        return Quantity(value / whole * 100, PERCENT, 1.0, after - 1, after + 2)
    rated = whole in _SCALES_OUT_OF and value <= whole
    if rated or value == whole != _HALF:
        unit = f"points of {whole:g}" if rated else ""
        return Quantity(value, unit, 1.0, after - 1, after + 2, not rated)  # also "8/8 badges"
    return named(value, "", after - 1, after + 2)  # "24/7", "50/50"


def _share(context: Context, value: float, after: int) -> Quantity | None:
    """Such as "1 in 4 callers", "9 out of 10 callers", not "1 in 4 weeks"."""
    if context.lows[after] == "out":
        return _out_of(context, value, after + 1)
    low = context.lows[after + 1]
    whole = float(low) if low.isdecimal() else context.words.numbers.get(low, 0.0)
    paired = value == 1 and context.marks[after - 2] & _PAIRS  # also "(now 1 in 5)"
    if context.marks[after + 2] & mark.PERIODS or not (paired or context.is_word(after + 2)):
        return None
    if not 0 < value < whole <= (_MOST_OF if paired else _WHOLE):
        return None
    return Quantity(value / whole * 100, PERCENT, 1.0, after - 1, after + 2)


def _out_of(context: Context, value: float, at: int) -> Quantity | None:
    """Such as "9 out of 10 callers" is a share, "4.5 out of 5 stars" a rating."""
    low = context.lows[at + 1]
    whole = float(low) if low.isdecimal() else context.words.numbers.get(low, 0.0)
    if context.lows[at] != "of" or not 0 < value <= whole:
        return None
    behind = context.marks[at + 2]
    counted = context.is_word(at + 2) and context.lows[at + 2] not in _RATED
    if counted and not behind & (mark.SMALL | mark.STATES) and whole <= _WHOLE:
        return Quantity(value / whole * 100, PERCENT, 1.0, at - 2, at + 2)
    if whole not in _SCALES_OUT_OF:
        return None
    return Quantity(value, f"points of {whole:g}", 1.0, at - 2, at + 2)


def clock_of(context: Context, at: int) -> Quantity | None:
    """The "7:30" of "7:30 minutes", "from 7:30 to 5:30 minutes"; None for a time of the day."""
    after = at + 1
    if context.marks[after] & mark.GOAL and ":" in context.lows[at + 2]:
        after = at + 3
    unit = context.words.periods.get(context.lows[after], "")
    if ":" not in context.lows[at] or unit not in _CLOCKED:
        return None
    whole, _, part = context.lows[at].partition(":")
    return Quantity(int(whole) + int(part) / 60, unit, 1.0, at, min(after, at + 1))


def fraction_of(context: Context, at: int) -> Quantity | None:
    """Such as "by half", "from a quarter", "half a million"."""
    if context.lows[at] in context.words.periods and not context.marks[at - 1] & mark.ONE:
        return None  # "this quarter of", "the end of the quarter"
    part_of_a = part_of_one(context, at)
    if part_of_a is not None:
        return part_of_a
    if not is_fraction(context, at):
        return None
    moved = context.marks[at - 1] & mark.ARTICLES and context.marks[at - 2] & _MOVED
    first = at - 1 if moved else at
    part = context.words.fractions[context.lows[at]]
    if is_as_many(context, at + 1):
        part -= 100  # half as many are 50 % less
    return Quantity(part, PERCENT, 1.0, first, at + 1)


def times_of(context: Context, at: int) -> Quantity | None:
    """Such as "twice a week", "twice as many", "tenfold", "to a minute"."""
    low, words = context.lows[at], context.words
    if low in words.folds and context.held & _TURNED:
        return Quantity(words.folds[low], TIMES, 1.0, at, at + 1)
    if low in words.times and is_as_many(context, at + 1):
        return Quantity(words.times[low], TIMES, 1.0, at, at + 1)
    if low in words.times and comes_back(context, at):
        return Quantity(words.times[low], f"per {context.lows[at + 2]}", 1.0, at, at + 3)
    if low in words.periods and is_one(context, at):
        return Quantity(1.0, words.periods[low], 1.0, at - 1, at + 1)
    return None


def part_of_one(context: Context, at: int) -> Quantity | None:
    """Such as "half a million", "a quarter of a million", "half a dozen", "half an hour"."""
    words, last = context.words, at + 1
    part = words.fractions[context.lows[at]]
    if context.lows[last] == "of":
        last += 1
    if context.marks[last] & mark.ARTICLES:
        last += 1
    elif part not in _HALF_OR_QUARTER:
        return None  # "the third million"
    low = context.lows[last]
    if context.marks[last] & mark.SCALES:
        scale, money = words.scales[low], CURRENCIES.get(context.lows[last + 1])
        if money:
            return Quantity(part / 100 * scale, money, scale, at, last + 2)
        return Quantity(part / 100 * scale, "", scale, at, last + 1, COUNTED)
    if low in words.numbers and last == at + 2:
        return Quantity(part / 100 * words.numbers[low], "", 1.0, at, last + 1, COUNTED)
    unit = words.periods.get(low, "")
    timed = unit in _PARTED and last == at + 2 and context.lows[last + 1] != "of"
    ends = timed and ends_name(context, last + 1)
    return Quantity(part / 100, unit, 1.0, at, last + 1) if ends else None


def is_minutes_more(context: Context, last: Quantity, read: Quantity) -> bool:
    """Whether a number is the minutes of "2 h 30 min", "1 hour and 30 minutes", "2h30"."""
    part = _MINUTES.get(last.unit)
    if part is None or not 0 < read.value < _SIXTY:
        return False
    if read.first > last.after:
        if context.marks[last.first - 1] & mark.RANGES:
            return False
        return bool(context.marks[last.after] & mark.AND_WORDS) and read.unit == part
    if read.unit == part:
        return True
    return read.counts and not read.unit and ends_name(context, read.after)


def joins(context: Context, low: Quantity) -> bool:
    """Whether the ends of a range are joined: "30-35 %", "between 30 and 35 %", "hire 3 to 5"."""
    held, before = context.marks[low.after], context.marks[low.first - 1]
    if held & mark.MINUS:
        return True
    if held & mark.GOAL:
        if low.unit and low.unit != PERCENT:
            return False  # "by $1.2m to $6.5m"
        return bool(before & _SPREAD) and not before & mark.METRICS
    return bool(held & mark.AND_WORDS and before & mark.RANGES)


def spans(context: Context, low: Quantity, high: Quantity) -> bool:
    """Whether two numbers are the ends of a range; "by 10 % to 85 %" ends at a level."""
    level = low.unit == PERCENT and high.value > _FAR * low.value
    return joins(context, low) and not (level and context.marks[low.after] & mark.GOAL)


_FAR: Final = 4


def complete_range(low: Quantity, high: Quantity) -> None:
    """Give the 30 of "30-35 %", "$30-35K" what stands behind the 35 alone."""
    if not 0 < low.value < high.value:
        return
    if low.counts and not low.unit:
        low.unit, low.counts = high.unit, high.counts
    if low.scale == 1 < high.scale and low.value < high.value / high.scale:
        low.value, low.scale = low.value * high.scale, high.scale
