"""Which numbers are levels to keep: service levels, duties that come back."""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import in_brackets
from okrsheet.core.lint.number import SPAN, Number
from okrsheet.core.lint.quantities import PERIOD_UNITS
from okrsheet.core.lint.quantity import PERCENT
from okrsheet.core.lint.sentence import Sentence
from okrsheet.core.lint.unnumbered import is_per

_MOVING: Final = mark.UP | mark.REACH | mark.BETTER | mark.DOWN
_LEVELS: Final = mark.PLACES | mark.AT_LEAST | mark.AT_MOST
_RECURRING: Final = mark.ADVERBS_OF_RHYTHM | mark.SPANS
_NEAR: Final = 6
_FEW: Final = 3
_STAYING: Final = frozenset({"stays", "stay", "remains", "remain"})
_AT_LEAST: Final = mark.AT_LEAST | mark.PLACES
_CLAUSES: Final = mark.PLACES | mark.WITHIN
_ENDS_THING: Final = mark.SMALL | mark.PER | mark.RHYTHMS | mark.ADVERBS_OF_RHYTHM
_TOLD: Final = mark.METRICS | mark.LOWER_IS_BETTER | mark.STATES
_SINGULAR: Final = frozenset({"minute", "hour", "day"})
_BOUNDED: Final = mark.RANGES | mark.NEGATIONS
_LEVEL: Final = mark.HOLDING | _BOUNDED
_DUTIES: Final = mark.DUTIES | mark.LAUNCH


def is_kept(sentence: Sentence, target: Number) -> bool:
    """A level to keep, a duty that comes back, a service level."""
    leads = sentence.leads
    if leads & mark.KEEP or target.quantity.unit.startswith("per ") or _stays(sentence, target):
        return True
    if (leads | sentence.held & _BOUNDED) & _LEVEL and _is_level(sentence, target):
        return True
    if sentence.held & mark.SERVICE and target.quantity.unit == PERCENT:
        return not leads & _MOVING
    if sentence.held & mark.WHOLE and is_held_each_time(sentence, target):
        return True
    if not sentence.held & _RECURRING:
        return False
    return _is_rhythm(sentence, target) or _is_daily(sentence, target)


def is_held_each_time(sentence: Sentence, target: Number) -> bool:
    """Such as "For every sprint, ... 100 %", "Every release is out within 48 hours"."""
    marks, first = sentence.context.marks, target.quantity.first
    if target.relative or target.linked or sentence.leads & (mark.UP | mark.DOWN):
        return False
    if marks[0] & _CLAUSES and marks[1] & mark.WHOLE:
        return True
    return target.role == SPAN and any(held & mark.WHOLE for held in marks[:first])


def _is_level(sentence: Sentence, target: Number) -> bool:
    """Such as "Hold the rate at 4 %", a range to stay in, a limit never to pass."""
    before = sentence.context.marks[target.quantity.first - 1]
    if sentence.leads & mark.HOLDING and before & _LEVELS:
        return True
    if sentence.held & mark.RANGES and _is_spread(sentence, target):
        return True
    return bool(sentence.held & mark.NEGATIONS) and _is_denied(sentence, target)


def _is_spread(sentence: Sentence, target: Number) -> bool:
    """Such as "Margin between 38 % and 41 %", not "Between 20 % and 30 % of guests come back"."""
    marks, first = sentence.context.marks, target.quantity.first
    told = marks[first - 1] & mark.RANGES and marks[first - 2] & _TOLD
    return bool(told) and not sentence.leads & _MOVING


def _is_denied(sentence: Sentence, target: Number) -> bool:
    """Such as "never above 5 %", "must not fall below 80 %"."""
    context, first = sentence.context, target.quantity.first
    if target.limit and context.lows[first - 2] == "never":
        return True
    marks = context.marks[: first - 1]
    return any(held & mark.DOWN and marks[at - 1] & mark.NEGATIONS for at, held in enumerate(marks))


def _stays(sentence: Sentence, target: Number) -> bool:
    """Such as "Retention stays above 92 %"."""
    if not sentence.held & mark.KEEP or sentence.leads & _MOVING:
        return False
    return not _STAYING.isdisjoint(sentence.context.lows[sentence.lead : target.quantity.first])


def _is_rhythm(sentence: Sentence, target: Number) -> bool:
    """Such as "5 candidates per week", "one post weekly": a duty that comes back."""
    context = sentence.context
    if not target.quantity.counts or not (
        sentence.leads & _DUTIES or _begins_with_made(sentence, target)
    ):
        return False
    near = range(target.quantity.after, min(target.quantity.after + _NEAR, context.size))
    marks = context.marks
    return any(
        marks[at] & mark.ADVERBS_OF_RHYTHM
        or (marks[at] & mark.PER and marks[at + 1] & mark.PERIODS and _is_each(marks, at))
        for at in near
        if not in_brackets(context, at)
    )


def _begins_with_made(sentence: Sentence, target: Number) -> bool:
    """Such as "2 customer interviews per week"."""
    marks, after = sentence.context.marks, target.quantity.after
    before = marks[sentence.lead : target.quantity.first]
    if not all(held & _AT_LEAST for held in before):
        return False
    return any(held & mark.MADE for held in marks[after : after + _FEW])


def _is_daily(sentence: Sentence, target: Number) -> bool:
    """Such as "sleep 8 hours a night", "at least 3 times per week"."""
    marks, after = sentence.context.marks, target.quantity.after
    if sentence.leads & _MOVING or target.linked:
        return False
    if target.quantity.counts and sentence.context.lows[after] == "times":
        after += 1
    elif sentence.context.lows[target.quantity.first - 1] != "at" and (
        target.quantity.unit not in PERIOD_UNITS or target.limit
    ):
        return False
    if sentence.context.lows[after - 1] in _SINGULAR:
        while sentence.context.is_word(after) and not marks[after] & _ENDS_THING:
            after += 1  # "a 30 minute break on every shift"
        after += sentence.context.lows[after] == "on"
    if marks[after] & mark.ADVERBS_OF_RHYTHM:
        return True
    per = marks[after] & mark.PER or sentence.context.lows[after] == "/"
    return bool(per and marks[after + 1] & mark.SPANS)


def _is_each(marks: list[int], at: int) -> bool:
    """Whether a word means per: "per month", "posts a month", not "in a month"."""
    return is_per(marks[at]) or not marks[at - 1] & (mark.SMALL | mark.WITHIN)
