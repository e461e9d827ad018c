"""Which numbers a text measures with: baseline, target, unit, direction."""

from typing import Final

from okrsheet.core.lint.quantities import PERCENT, Quantity
from okrsheet.core.lint.roles import BASELINE, LEAST, MOST, SCOPE, SPAN, TARGET, Number
from okrsheet.core.lint.sentence import Sentence
from okrsheet.core.lint.wording import Measure

INCREASE: Final = "increase"
DECREASE: Final = "decrease"
MAINTAIN: Final = "maintain"
BINARY: Final = "binary"
UNKNOWN: Final = "unknown"

_LONG_SPAN: Final = 15
_SECONDS: Final = {
    "milliseconds": 0.001,
    "seconds": 1.0,
    "minutes": 60.0,
    "hours": 3600.0,
    "days": 86400.0,
    "weeks": 604800.0,
}


def target_of(sentence: Sentence) -> Number | None:
    """The number to reach.

    The goal of a pair ("from X to Y"), else the first target, else a short span or a scope
    where there is nothing better; None without any.
    """
    numbers = sentence.numbers
    for at, number in enumerate(numbers[:-1]):
        if number.role == BASELINE and numbers[at + 1].linked:
            return numbers[at + 1]
    for role in (TARGET, SPAN, SCOPE):
        for number in numbers:
            if number.role == role and (role == TARGET or _stands_in(sentence, number)):
                return number
    return None


def _stands_in(sentence: Sentence, number: Number) -> bool:
    """A span counts if it is short ("within 24 hours"), a scope if work is counted by it."""
    words, quantity = sentence.words, number.quantity
    if number.role == SPAN:
        return quantity.unit in words.short_periods and quantity.value < _LONG_SPAN
    return sentence.verb in words.endless | words.work and not quantity.named


def measure(sentence: Sentence, target: Number | None) -> Measure:
    """What a text measures, given its target."""
    if target is None:
        return Measure(direction=_bare_direction(sentence))
    baseline = _baseline_of(sentence, target)
    value, unit = target.quantity.value, target.quantity.unit
    from_value = None if baseline is None else _in_units_of(baseline.quantity, target.quantity)
    if from_value is not None and baseline is not None and not unit:
        unit = baseline.quantity.unit
    return Measure(from_value, value, unit, _direction(sentence, target, from_value), target.relative)


def _baseline_of(sentence: Sentence, target: Number) -> Number | None:
    if target.relative:
        return None
    known = [number for number in sentence.numbers if number.role == BASELINE]
    return known[0] if known else None


def _in_units_of(baseline: Quantity, target: Quantity) -> float:
    """The baseline in the target's unit: 3 days before 24 hours are 72, 50 before 75K 50000."""
    one, other = _SECONDS.get(baseline.unit), _SECONDS.get(target.unit)
    if one and other:
        return baseline.value * one / other
    if baseline.scale == 1 and target.scale > 1 and baseline.value < target.value / target.scale:
        return baseline.value * target.scale
    return baseline.value


def _direction(sentence: Sentence, target: Number, baseline: float | None) -> str:
    value = target.quantity.value
    if baseline is not None and baseline != value:
        return INCREASE if value > baseline else DECREASE
    if sentence.verb in sentence.words.keep or _is_rhythm(sentence, target):
        return MAINTAIN
    if target.limit == MOST or value == 0:
        return DECREASE
    turn = _turn(sentence)
    if turn:
        return turn
    if target.limit == LEAST or not _fewer_is_better(sentence):
        return INCREASE
    better = sentence.verb in sentence.words.better or target.quantity.unit != PERCENT
    return DECREASE if better else INCREASE


def _is_rhythm(sentence: Sentence, target: Number) -> bool:
    """ "5 candidates per week": a duty that comes back."""
    context, words = sentence.context, sentence.words
    near = range(target.quantity.after, min(target.quantity.after + 6, len(context.lows) - 1))
    return target.quantity.counts and sentence.verb in (words.make | words.chore | words.work) and any(
        context.low(at) == "per" and context.low(at + 1) in words.periods for at in near
    )


def _turn(sentence: Sentence) -> str:
    """The direction the leading words name."""
    words = sentence.words
    for low in (sentence.verb, *sentence.context.lows):
        if low in words.down:
            return DECREASE
        if low in words.up:
            return INCREASE
        if low in words.better:
            return DECREASE if _fewer_is_better(sentence) else INCREASE
    return ""


def _fewer_is_better(sentence: Sentence) -> bool:
    return bool(sentence.present & sentence.words.lower_is_better)


def _bare_direction(sentence: Sentence) -> str:
    """The direction of a text without a target."""
    words = sentence.words
    if sentence.verb in words.up:
        return INCREASE
    return DECREASE if sentence.verb in words.down else UNKNOWN
