"""Numbers in two parts: ratings, shares, clocks, ranges."""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context
from okrsheet.core.lint.quantity import COUNTED, PERCENT, Quantity, named
from okrsheet.core.lint.tokens import number_and_rest, plain_number

_SCALES_OUT_OF: Final = frozenset({5.0, 7.0, 10.0, 100.0})
_HALF: Final = 50.0
_WHOLE: Final = 20.0
_MOST_OF: Final = 1000.0
_PAIRS: Final = mark.ORIGIN | mark.GOAL
_SMALL_PARTS: Final = 4.0
_CLOCKED: Final = frozenset({"minutes", "hours"})


def rating_of(context: Context, value: float, after: int) -> Quantity | None:
    """Such as "4.5/5" is a rating, "2/3 of" and "1 in 4" a share; "24/7" is a name."""
    if context.lows[after] == "in":
        return _share(context, value, after)
    behind = number_and_rest(context.lows[after + 1])
    if behind is None:
        return None
    whole = plain_number(behind[0], decimal_comma=context.words.decimal_comma)
    unit = context.words.periods.get(context.lows[after + 2])
    if unit and 0 < value < whole <= _SMALL_PARTS:
        return Quantity(value / whole, unit, 1.0, after - 1, after + 3)  # "1/2 hour"
    parted = context.lows[after + 2] == "of" or context.marks[after - 2] & mark.STEP
    if parted and 0 < value < whole:
        return Quantity(value / whole * 100, PERCENT, 1.0, after - 1, after + 2)
    rated = whole in _SCALES_OUT_OF and value <= whole
    if rated or value == whole != _HALF:
        unit = f"points of {whole:g}" if rated else ""
        return Quantity(value, unit, 1.0, after - 1, after + 2, not rated)  # also "8/8 badges"
    return named(value, "", after - 1, after + 2)  # "24/7", "50/50"


def _share(context: Context, value: float, after: int) -> Quantity | None:
    """Such as "1 in 4 callers", not "1 in 4 weeks"."""
    low = context.lows[after + 1]
    whole = float(low) if low.isdecimal() else context.words.numbers.get(low, 0.0)
    paired = value == 1 and context.marks[after - 2] & _PAIRS  # "from 1 in 50 to 1 in 200"
    if context.marks[after + 2] & mark.PERIODS or not (paired or context.is_word(after + 2)):
        return None
    if not 0 < value < whole <= (_MOST_OF if paired else _WHOLE):
        return None
    return Quantity(value / whole * 100, PERCENT, 1.0, after - 1, after + 2)


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


def part_of_one(context: Context, at: int) -> Quantity | None:
    """Such as "half a million", "half an hour"; None of other things."""
    words, low = context.words, context.lows[at + 2]
    part = words.fractions[context.lows[at]] / 100
    if context.marks[at + 2] & mark.SCALES:
        return Quantity(part * words.scales[low], "", words.scales[low], at, at + 3, COUNTED)
    unit = words.periods.get(low, "")
    return Quantity(part, unit, 1.0, at, at + 3) if unit in _CLOCKED else None


def complete_range(low: Quantity, high: Quantity) -> None:
    """Give the 30 of "30-35 %", "$30-35K" what stands behind the 35 alone."""
    if not 0 < low.value < high.value:
        return
    if low.counts and not low.unit:
        low.unit, low.counts = high.unit, high.counts
    if low.scale == 1 < high.scale and low.value < high.value / high.scale:
        low.value, low.scale = low.value * high.scale, high.scale
