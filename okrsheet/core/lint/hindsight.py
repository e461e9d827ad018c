"""What a number turns out to be once the next one is read: a start, or a part of a name."""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context, ends_name, is_part, is_year
from okrsheet.core.lint.number import BASELINE, LABEL, Number
from okrsheet.core.lint.quantities import PERIOD_UNITS
from okrsheet.core.lint.quantity import Quantity

_FEW: Final = 3
_TELLING: Final = mark.NOW | mark.FORMER
_ENDS_CLAUSE: Final = frozenset({",", ";", "-", "\u2013", "\u2014"})


def is_whole(context: Context, before: Number, number: Number) -> bool:
    """Whether a number is the 10 of "8 of 10"."""
    return before.quantity.after == number.quantity.first - 1 and is_part(
        context, before.quantity.after
    )


def turned_out(context: Context, before: Number, number: Number) -> str:
    """The role of the first of two targets, where the other shows it to be none; else ""."""
    if before.linked or before.relative:
        return ""
    one, other = before.quantity, number.quantity
    if context.lows[one.after] == ":":
        return LABEL if _is_of_title(context, one, other) else ""
    stock = number.linked and context.lows[one.first - 1] == "of"
    if stock and not before.limit and _is_same(context, one, other):
        return BASELINE
    after = one.after + 2 if is_part(context, one.after) else one.after
    told = context.held & _TELLING and _is_told(context, after)
    return BASELINE if told or _is_dated(context, one.after, other.after) else ""


def _is_dated(context: Context, one: int, other: int) -> bool:
    """Such as "14 in May, 5 in August", "78 % in 2025, 85 % in 2026"."""
    lows = context.lows
    if lows[one] != "in" or lows[one + 2] not in _ENDS_CLAUSE or lows[other] not in _DATING:
        return False
    return bool(context.marks[one + 1] & mark.MONTHS) or is_year(lows[one + 1])


_DATING: Final = frozenset({"in", "by"})


def _is_of_title(context: Context, one: Quantity, other: Quantity) -> bool:
    """Such as "Falls on ward 7: at most 2", "Guests waiting over 10 minutes: 3 %"."""
    if one.counts and not one.unit:
        at = one.first - 1
        return context.is_word(at) and not context.marks[at]
    return one.unit in PERIOD_UNITS and one.unit != other.unit


def _is_same(context: Context, one: Quantity, other: Quantity) -> bool:
    """Such as "a list of 900 patients reduced to 300", not "a team of 8 to 5 calls"."""
    if other.unit not in ("", one.unit):
        return False
    return ends_name(context, other.after) or context.lows[one.after] == context.lows[other.after]


def _is_told(context: Context, after: int) -> bool:
    """Such as "62 % today, 80 % by June", "9 days last quarter, this quarter 2"."""
    for at in range(after, after + _FEW):
        held, behind = context.marks[at], context.marks[at + 1]
        if held & mark.NOW and context.lows[at + 1] in _ENDS_CLAUSE:
            return True
        if held & mark.FORMER and behind & mark.PERIODS and context.lows[at + 2] in _ENDS_CLAUSE:
            return True
        if not context.is_word(at):
            return False
    return False
