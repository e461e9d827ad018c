"""What each number of a text is there for: target, baseline, change, span, scope or a name.

Only what stands around a number decides.
"""

from collections.abc import Sequence
from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.asides import is_aside, is_no_amount
from okrsheet.core.lint.context import (
    FIRST_YEAR,
    LAST_YEAR,
    Context,
    in_brackets,
    is_part,
    is_year,
)
from okrsheet.core.lint.hindsight import is_whole, turned_out
from okrsheet.core.lint.limits import LEAST, is_linked, is_relative, limit_of
from okrsheet.core.lint.number import BASELINE, DATE, LABEL, SCOPE, SPAN, TARGET, Number
from okrsheet.core.lint.quantities import PERIOD_UNITS
from okrsheet.core.lint.quantity import DATE_LIKE, Quantity
from okrsheet.core.lint.shares import spans
from okrsheet.core.lint.starts import is_baseline

_DAYS: Final = 31
_YEAR: Final = 4
_NEAR: Final = 4
_ENDS_NAME: Final = mark.SMALL | mark.STATES | mark.AT_LEAST | mark.AT_MOST
_MEASURES: Final = mark.METRICS | mark.MONTHS
_COMMON: Final = mark.SMALL | mark.METRICS
_MOVED: Final = mark.ORIGIN | mark.GOAL
_PARTS: Final = mark.PLACES | mark.STEP
_DECIDING: Final = _PARTS | mark.RANGES | mark.WHOLE | mark.ARTICLES | mark.PER


def roles(context: Context, found: Sequence[Quantity]) -> tuple[Number, ...]:
    """Every quantity of a text with its role."""
    numbers: list[Number] = []
    for quantity in found:
        numbers.append(_number(context, quantity, numbers))
    if len(numbers) > 1:
        _look_back(context, numbers)
    return tuple(numbers)


def _look_back(context: Context, numbers: list[Number]) -> None:
    """Give each target the role it turns out to have once the next one is read."""
    before = None
    for number in tuple(numbers):
        if number.role != TARGET:
            continue
        if before is None:
            before = number
        elif is_whole(context, before, number):
            numbers[numbers.index(number)] = Number(number.quantity, LABEL)
        else:
            role = turned_out(context, before, number)
            if role:
                numbers[numbers.index(before)] = Number(before.quantity, role)
            before = number


def _number(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> Number:
    sure = _sure_role(context, quantity, earlier)
    if earlier and not sure and context.marks[quantity.first - 1] & _JOINING:
        sure = _role_of_range(context, quantity, earlier[-1])
    if sure:
        return Number(quantity, sure)
    first = quantity.first
    linked = is_linked(context, first)
    if (
        not linked
        and quantity.counts
        and in_brackets(context, first)
        and _is_in_aside(context, first)
    ):
        return Number(quantity, LABEL)
    limit = limit_of(context, first, quantity.after)
    if context.lows[quantity.after] in _AGED or (limit and context.lows[first - 2] == "older"):
        aged = _role_of_age(context, quantity, limit)
        if aged:
            return Number(quantity, aged, limit)
    relative = not linked and is_relative(context, quantity, limit)
    if linked or limit or relative:
        return Number(quantity, TARGET, limit, relative, linked)
    return Number(quantity, _plain_role(context, quantity))


def _is_in_aside(context: Context, first: int) -> bool:
    """Whether a number in brackets does not stand there as "(goal: 5)"."""
    return not (context.lows[first - 1] == ":" and context.marks[first - 2] & mark.ELSEWHERE)


def _role_of_age(context: Context, quantity: Quantity, limit: str) -> str:
    """That of "90 days old", "older than 10 years"; "" where it says how old things may be."""
    if limit and _is_said(context, quantity.first):
        return ""
    if limit == LEAST:
        return LABEL  # "contracts over 5 years old"
    return SCOPE if context.lows[quantity.after] in _AGED else ""


def _is_said(context: Context, first: int) -> bool:
    """Such as "are no more than 6 months old", not "close what is open and 90 days old"."""
    return any(held & mark.STATES for held in context.marks[max(0, first - _NEAR) : first])


def _sure_role(context: Context, quantity: Quantity, earlier: Sequence[Number]) -> str:
    """A name, a date or a baseline; "" where more has to be asked."""
    if quantity.unit == DATE_LIKE:
        return DATE
    first, after = quantity.first, quantity.after
    before = context.marks[first - 1]
    if quantity.named or (before & mark.NO_AMOUNT and is_no_amount(context, first)):
        return LABEL
    if (quantity.value <= 1 or quantity.unit in PERIOD_UNITS) and is_aside(context, quantity):
        return LABEL
    if quantity.counts:
        clock = quantity.value <= _NOON and context.lows[after] in _CLOCK
        if clock or _is_label(context, first, after):
            return LABEL
        dated = FIRST_YEAR <= quantity.value <= LAST_YEAR or context.held & mark.MONTHS
        if dated and _is_date(context, quantity.value, first, after):
            return DATE
    return BASELINE if is_baseline(context, quantity, earlier) else ""


def _role_of_range(context: Context, quantity: Quantity, before: Number) -> str:
    """The part of the 6 in "every 4-6 weeks": that of the 4; "" where that is open."""
    if before.quantity.after != quantity.first - 1:
        return ""
    if context.marks[quantity.first - 1] & mark.GOAL:
        return TARGET if before.role == TARGET and spans(context, before.quantity, quantity) else ""
    if before.role == DATE:
        return DATE if is_year(context.lows[quantity.first]) else ""
    return before.role if before.role in _SHARED else ""


_JOINING: Final = mark.MINUS | mark.GOAL
_SHARED: Final = frozenset({BASELINE, LABEL, SCOPE, SPAN})
_AGED: Final = frozenset({"old", "ago"})
_IN_A_ROW: Final = frozenset({"consecutive", "straight", "successive"})
_THIS: Final = frozenset({"this", "next"})
_NOON: Final = 12
_CLOCK: Final = frozenset({"am", "pm", "noon"})


def _is_label(context: Context, first: int, after: int) -> bool:
    """Whether a count is the name of what stands before it: "phase 2", "Windows 11"."""
    before, behind = context.marks[first - 1], context.marks[after]
    if before & mark.LABELS and not _is_released(context, first, after):
        former = context.marks[first - 2] & mark.FORMER or context.lows[first - 2] in _THIS
        return not former and not _is_rank(context, first)  # "last season 9k"
    if before & mark.JOINT and _is_part_of_name(context, first):
        return True
    if first < 2 or before & _MEASURES:  # noqa: PLR2004
        return False
    name = context.pieces[first - 1]
    if not name[0].isupper() or (behind & mark.ARROW and name[-1].isdecimal()):
        return False
    if context.lows[first].endswith(".0") and context.is_word(after):
        return True  # "the Cadence 1.0 compiler"
    return not context.is_word(after) or bool(behind & _ENDS_NAME)


def _is_rank(context: Context, first: int) -> bool:
    """Such as "from level 2 to level 4": those can be reached."""
    moved = (context.marks[first - 2] | context.marks[first - 3]) & _MOVED
    return bool(context.marks[first - 1] & mark.RANK and moved)


def _is_part_of_name(context: Context, first: int) -> bool:
    """The 2015 of "ISO 9001:2015", the 3 of "HTTP/3", the 2 of "v1.2"."""
    sign, before = context.lows[first - 1], context.lows[first - 2]
    if sign == ":":
        return before.isdecimal() and len(context.lows[first]) == _YEAR
    if sign == "/":
        return before.isalpha() and context.pieces[first - 2].isupper()
    return sign == "." and before[:1].isalpha() and before[-1].isdecimal()


def _is_released(context: Context, first: int, after: int) -> bool:
    """Such as "Release 1 new design": a verb, where "Release 1 is live" names one."""
    begins = first == 1 and context.marks[0] & mark.LAUNCH
    return bool(begins) and context.is_word(after) and not context.marks[after] & _ENDS_NAME


def _is_date(context: Context, value: float, first: int, after: int) -> bool:
    before, behind = context.marks[first - 1], context.marks[after]
    if value <= _DAYS:
        return bool((before | behind) & mark.MONTHS) and value % 1 == 0
    if not is_year(context.lows[first]):
        return False
    if first == 0 and context.pieces[after : after + 1] and context.pieces[after][0].isupper():
        return True  # "2027 Budget is approved"
    named = context.is_word(after) and not behind & _COMMON
    return not named or bool(before & mark.SMALL)


def _plain_role(context: Context, quantity: Quantity) -> str:
    if quantity.counts:
        return _role_of_count(context, quantity)
    at = quantity.first - 1
    if quantity.unit not in PERIOD_UNITS:
        return TARGET
    if context.marks[at] & mark.WHOLE:
        return LABEL  # "every 3 weeks"
    while context.marks[at] & mark.ARTICLES:
        at -= 1
    if context.marks[at] & mark.WITHIN or in_brackets(context, quantity.first):
        return SPAN
    if context.lows[at] == "of" and at < quantity.first - 1:
        return SPAN  # "in any of the 3 months"
    return SPAN if context.lows[at - 1] == "within" and context.is_word(at) else TARGET


def _role_of_count(context: Context, quantity: Quantity) -> str:
    at, after = quantity.first - 1, quantity.after
    before = context.marks[at]
    if not before & _DECIDING:
        return TARGET
    if before & mark.RANGES and context.marks[after] & mark.AND_WORDS:
        return TARGET  # "between 500 and 700"
    if before & mark.WHOLE or (before & mark.PER and not before & mark.ARTICLES):
        whole = context.lows[at] == "all" and at <= 1 and not context.is_word(quantity.first)
        return SCOPE if whole else LABEL  # "Fix all 31 faults", "per 100 guests"
    if is_part(context, after):
        return TARGET  # "in 3 of 4 regions"
    if before & mark.ARTICLES:
        if context.lows[at - 1] == "of":
            return LABEL  # "in each of the 3 halls"
        before = context.marks[at - 1]
    return _role_of_part(context, after) if before & _PARTS else TARGET


def _role_of_part(context: Context, after: int) -> str:
    """That of a number behind "in" or "for": "in 5 shops", "for 3 consecutive months"."""
    return SPAN if context.lows[after] in _IN_A_ROW else SCOPE
