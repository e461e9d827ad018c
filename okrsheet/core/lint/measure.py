"""Which numbers a text measures with: baseline, target, unit, direction."""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import in_brackets, is_part
from okrsheet.core.lint.keeping import is_held_each_time, is_kept
from okrsheet.core.lint.limits import LEAST, MOST
from okrsheet.core.lint.number import BASELINE, LABEL, SCOPE, SPAN, TARGET, Number
from okrsheet.core.lint.quantities import PERIOD_UNITS, things
from okrsheet.core.lint.quantity import PERCENT, TIMES, Quantity
from okrsheet.core.lint.sentence import Sentence
from okrsheet.core.lint.units import in_units_of
from okrsheet.core.lint.unnumbered import DECREASE, INCREASE, MAINTAIN, bare_direction
from okrsheet.core.lint.vocabulary import listed
from okrsheet.core.lint.wording import Measure

_TURNING: Final = mark.DOWN | mark.UP | mark.BETTER
_RANKED: Final = mark.ENDLESS | mark.WORK | mark.REACH
_LONG_SPAN: Final = 15
_LONG_IN_HOURS: Final = 100
_TURNED: Final = frozenset({"down", "by", "to"})
_SIGNS: Final = _TURNED | {"-", "\u2212", "\u2013", "\u00b1"}


def target_of(sentence: Sentence) -> Number | None:
    """The number to reach.

    The goal of a pair ("from X to Y"), else the first target, else a short span or a scope
    where there is nothing better; None without any.
    """
    numbers = sentence.numbers
    if not numbers:
        return _named_factor(sentence)
    if sentence.leads & mark.ENDLESS and sentence.context.marks[sentence.lead + 1] & mark.ASKING:
        return None  # "Find out which shops lose over 5 % of their stock"
    for at, number in enumerate(numbers[:-1]):
        if number.role == BASELINE and numbers[at + 1].linked:
            return numbers[at + 1]
    factor = _named_factor(sentence)
    goals = [number for number in numbers if number.role == TARGET]
    if factor is not None and all(_is_start(sentence, number) for number in goals):
        return factor
    return _goal(sentence, goals) if goals else _instead(sentence)


def _goal(sentence: Sentence, goals: list[Number]) -> Number:
    """The first target, but for two.

    Of "up 3 points to 23 %" it is the level, which says more than the change; of "raise the share
    of guests who stay more than 15 nights by 10 %" it is the change the verb asks for.
    """
    first = goals[0]
    if len(goals) > 1 and in_brackets(sentence.context, first.quantity.first):
        outside = [each for each in goals if not in_brackets(sentence.context, each.quantity.first)]
        first = outside[0] if outside else first
    if first.linked:
        return first
    asked = sentence.leads & mark.PROMISE
    for number in goals:
        if number.linked and (first.relative or asked or _is_of_name(sentence, first)):
            return number
    return next((number for number in goals if number.relative), first) if asked else first


def _is_of_name(sentence: Sentence, first: Number) -> bool:
    """Such as the first of "Cases open for over 2 days down to 5", "a list of 900 cut to 5 %"."""
    if first.limit == LEAST and first.quantity.unit in PERIOD_UNITS:
        return True
    return sentence.context.lows[first.quantity.first - 1] == "of"


def _instead(sentence: Sentence) -> Number | None:
    """What may stand in for a target."""
    for role in (SPAN, SCOPE, LABEL):
        for number in sentence.numbers:
            if number.role == role and _stands_in(sentence, number):
                return number
    return None


def _is_start(sentence: Sentence, number: Number) -> bool:
    """Such as the 40 of "double partners from 40"."""
    return bool(sentence.context.marks[number.quantity.first - 1] & mark.ORIGIN)


def _named_factor(sentence: Sentence) -> Number | None:
    """The factor of "double revenue"."""
    factor = sentence.words.factors.get(sentence.verb)
    if factor is None:
        return None
    at = sentence.lead
    return Number(Quantity(*factor, 1.0, at, at + 1), TARGET, relative=True)


def _stands_in(sentence: Sentence, number: Number) -> bool:
    """A span counts if it is short ("within 24 hours"), a rank if it is reached, a scope always."""
    quantity = number.quantity
    if number.role == SPAN:
        if quantity.unit not in sentence.words.short_periods:
            return False
        if is_held_each_time(sentence, number) and _arrives(sentence):
            return True
        return quantity.value < (_LONG_SPAN if quantity.unit == "days" else _LONG_IN_HOURS)
    if number.role == LABEL:
        ranked = sentence.context.lows[quantity.first - 1] == "top" and not quantity.named
        return ranked and bool(sentence.leads & _RANKED)
    return number.role == SCOPE and not sentence.leads & mark.PROMISE


def _arrives(sentence: Sentence) -> bool:
    """Whether the text is on what comes in again and again: 30 days are a limit then."""
    return not _ARRIVING.isdisjoint(sentence.context.lows)


_ARRIVING: Final = listed(
    "requests request invoices invoice bills bill claims claim complaints complaint tickets ticket "
    "orders order applications application queries query enquiries inquiries letters refunds "
    "appeals returns permits"
)


def measure(sentence: Sentence, target: Number | None) -> Measure:
    """What a text measures, given its target."""
    if target is None:
        return Measure(direction=bare_direction(sentence))
    if target.quantity.first == sentence.lead and target.quantity.unit == TIMES:
        started = _multiplied(sentence, target.quantity.value)
        if started is not None:
            return started
    unit = target.quantity.unit
    if target.quantity.counts and not unit:
        unit = things(sentence.context, target.quantity.after)
    baseline = None if target.relative else _baseline_of(sentence)
    from_value = None
    if baseline is not None:
        from_value = in_units_of(sentence, baseline, target.quantity)
        unit = unit or baseline.unit
    direction = _direction(sentence, target, from_value)
    value = abs(target.quantity.value) if target.relative else target.quantity.value
    return Measure(from_value, value, unit, direction, target.relative)


def _multiplied(sentence: Sentence, factor: float) -> Measure | None:
    """The level "double partners from 40" asks for; None without a start."""
    for number in sentence.numbers:
        if _is_start(sentence, number):
            start = number.quantity
            unit = start.unit or things(sentence.context, start.after)
            return Measure(start.value, start.value * factor, unit, INCREASE)
    return None


def _baseline_of(sentence: Sentence) -> Quantity | None:
    for number in sentence.numbers:
        if number.role == BASELINE:
            return number.quantity
    return None


def _direction(sentence: Sentence, target: Number, baseline: float | None) -> str:
    value = target.quantity.value
    if baseline is not None and baseline != value:
        return _direction_from(sentence, target, rises=value > baseline)
    if is_kept(sentence, target):
        return MAINTAIN
    if target.role == SPAN and sentence.context.lows[target.quantity.first - 1] == "for":
        return MAINTAIN  # "Runs for 10 days"
    if target.limit == MOST or target.role == SPAN:
        return DECREASE
    if (value == 0 and target.limit != LEAST) or (value < 0 and target.relative):
        return DECREASE
    return _led_direction(sentence, target)


def _direction_from(sentence: Sentence, target: Number, *, rises: bool) -> str:
    """That of a baseline and a target; "95 % or more (now 97 %)" is to be kept."""
    if target.limit == (MOST if rises else LEAST) and not sentence.leads & _TURNING:
        return MAINTAIN
    return INCREASE if rises else DECREASE


def _led_direction(sentence: Sentence, target: Number) -> str:
    """The direction the words give: the verb first, then what is measured."""
    if target.quantity.counts and sentence.leads & mark.PRODUCES:
        return INCREASE
    if target.relative and sentence.context.marks[target.quantity.after] & mark.LESS:
        return DECREASE  # "10 % fewer"
    turn = _turn(sentence, target)
    if sentence.held & mark.TURN and target.linked and "down" in sentence.context.lows:
        turn = DECREASE  # "Arrears down by a third to 40k"
    if not turn and sentence.context.lows[target.quantity.first - 1] in _SIGNS:
        turn = _signed_direction(sentence, target)
    if turn:
        return turn
    grows = target.limit == LEAST or target.quantity.unit == TIMES
    if grows or not sentence.held & mark.LOWER_IS_BETTER:
        return INCREASE
    if target.quantity.counts and not target.quantity.unit:
        return DECREASE if _counts_harm(sentence, target) else INCREASE
    return INCREASE if target.quantity.unit == PERCENT else DECREASE


def _signed_direction(sentence: Sentence, target: Number) -> str:
    """That of "Costs down 10 %", "Costs -10 %", "within +/- 5 %"; "Occupancy - 90 %" has a dash."""
    lows, first = sentence.context.lows, target.quantity.first
    sign = lows[first - 1]
    if sign in _TURNED:
        at = first - 1 if lows[first - 1] == "down" else first - 2
        if lows[at] != "down":
            return ""
        return "" if target.quantity.counts and at <= sentence.lead + 1 else DECREASE
    if sign == "\u00b1" or lows[first - 2] == "/":
        return MAINTAIN
    written = f" {sign}{sentence.context.pieces[first]}"
    falls = sign == "\u2212" or written in f" {sentence.text}"
    return DECREASE if falls and target.quantity.unit == PERCENT else ""


def _counts_harm(sentence: Sentence, target: Number) -> bool:
    """Whether less of what is counted is better: "5 complaints", not "5 full time drivers"."""
    marks, after = sentence.context.marks, target.quantity.after
    if sentence.context.lows[after] == "times" or is_part(sentence.context, after):
        return False
    if after >= sentence.context.size or marks[after] & mark.SMALL:
        return True
    held = 0
    for at in range(after, sentence.context.size):
        if marks[at] & mark.SMALL or not sentence.context.is_word(at):
            break
        held = marks[at]
    return bool(held & mark.LOWER_IS_BETTER)


def _turn(sentence: Sentence, target: Number) -> str:
    """The direction the leading words name; without any, "at least 90 %" says more than others."""
    if not sentence.held & _TURNING:
        return ""
    held = sentence.leads
    if not held & _TURNING:
        if target.limit == LEAST and not sentence.context.marks[target.quantity.after] & _TURNING:
            return INCREASE
        held = next(each for each in sentence.context.marks if each & _TURNING)
    if held & mark.DOWN:
        return DECREASE
    if held & mark.UP:
        return INCREASE
    return DECREASE if sentence.held & mark.LOWER_IS_BETTER else INCREASE
