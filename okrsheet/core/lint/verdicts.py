"""What each rule for key results looks at.

Source: semantics, section 7. Calling a good key result bad is the worse mistake: what the words
do not show is not held against a text.
"""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.case import BLANK, FILLED, LONG, Case
from okrsheet.core.lint.claims import is_no_praise
from okrsheet.core.lint.context import Context
from okrsheet.core.lint.kinds import ENDLESS, UNMEASURED, VAGUE
from okrsheet.core.lint.names import end_of, head, name
from okrsheet.core.lint.number import BASELINE, SPAN, TARGET, Number
from okrsheet.core.lint.quantities import PERIOD_UNITS
from okrsheet.core.lint.quantity import PERCENT
from okrsheet.core.lint.sentence import Sentence
from okrsheet.core.lint.unnumbered import DECREASE, DUTY, INCREASE, MAINTAIN

_PAIR: Final = 2
_NEXT: Final = 2
_EFFORT: Final = mark.HIRE | mark.ENDLESS
_COUNTING: Final = mark.REACH | mark.UP | mark.MAKE


def is_question(case: Case) -> bool:
    """A question has no answer that could be scored."""
    return case.sentence.text.rstrip().endswith("?")


def is_unfilled(case: Case) -> bool:
    """The number is still to come."""
    return case.target is None and case.left == BLANK


def is_half_filled(case: Case) -> bool:
    """A name or a second number is still to come."""
    return case.left != FILLED and not is_unfilled(case)


def is_vague(case: Case) -> bool:
    """More, less or better, and neither a number nor a deed that ends."""
    return case.kind == VAGUE


def is_endless(case: Case) -> bool:
    """Work that is never finished, and neither a number nor a rhythm."""
    return case.kind == ENDLESS


def is_unmeasured(case: Case) -> bool:
    """Neither a number nor an end state: a feeling, a duty to keep, the name of a metric."""
    return case.kind == UNMEASURED


def is_launch(case: Case) -> bool:
    """Something is brought out, and nothing says what it should change."""
    return case.kind is not None and bool(case.sentence.leads & mark.LAUNCH)


def is_work(case: Case) -> bool:
    """Effort with an end: it can be done and change nothing."""
    leads = case.sentence.leads
    if leads & mark.CHORE or case.kind == ENDLESS:
        return False
    if leads & _EFFORT or case.measure is DUTY or _is_meeting(case) or _is_done_by_each(case):
        return True
    if leads & mark.MAKE:
        return not leads & mark.CLAIMING and is_unmeasured(case)
    if leads & mark.HOLDING and case.target is None:
        start = case.sentence.lead + 1
        held = case.sentence.context.marks[start]
        return _is_made(case.sentence, start + 1 if held & mark.ARTICLES else start)
    return bool(leads & mark.WORK) and (
        case.target is None or _counts(case.target) or _is_time_spent(case, case.target)
    )


def _is_time_spent(case: Case, target: Number) -> bool:
    """Such as "Read 15 months of articles", not "Answer 2 hours sooner"."""
    if target.relative or target.quantity.unit not in PERIOD_UNITS:
        return False
    return target.quantity.first == case.sentence.lead + 1


def _is_done_by_each(case: Case) -> bool:
    """Such as "Each teacher observes a lesson", "Every nurse attends two trainings"."""
    marks = case.sentence.context.marks
    if not case.sentence.held & mark.PERFORMING or not marks[0] & mark.WHOLE:
        return False
    performed = (marks[2] | marks[3]) & mark.PERFORMING
    return bool(performed) and (case.target is None or _counts(case.target))


def _is_meeting(case: Case) -> bool:
    """Such as "Meet with 9 donors", "Have a call with every branch"."""
    sentence = case.sentence
    if not sentence.held & mark.MEETINGS or not (case.target is None or _counts(case.target)):
        return False
    context, lead = sentence.context, sentence.lead
    if sentence.leads & mark.MEETINGS:
        counted = case.target is not None and head(context, case.target.quantity.after)
        return context.lows[lead + 1] in _BESIDE or bool(counted and counted & mark.PLENTY)
    had = lead and context.marks[lead - 1] & mark.STATES
    return bool(had and name(sentence, lead) & mark.MEETINGS) and (
        context.lows[end_of(context, lead)] in _BESIDE
    )


def is_counted_work(case: Case) -> bool:
    """The number counts what was produced, not what it changed."""
    target = case.target
    return (
        target is not None
        and (_is_duty(case, target) or _is_output(case.sentence, target))
        and not is_work(case)
    )


def _is_duty(case: Case, target: Number) -> bool:
    """Such as "complete one drill per week", not "make it ready for winter (99.5 % uptime)"."""
    if case.measure.direction != MAINTAIN or target.quantity.unit == PERCENT:
        return False
    if target.role == SPAN:
        return False  # "Answer every question within 8 hours": a service level
    return bool(case.sentence.leads & mark.DUTIES)


def _is_output(sentence: Sentence, target: Number) -> bool:
    counts = _counts(target)
    if target.quantity.unit.startswith("per "):
        return True  # "published once a week": a duty
    if counts and sentence.leads & mark.BRINGS and not sentence.leads & mark.REACH:
        return _follows_verb(sentence, target) and not _counts_people(sentence, target)
    begins = sentence.lead == target.quantity.first
    if begins and target.quantity.unit == "hours" and not target.limit:
        return bool(sentence.context.marks[target.quantity.after] & mark.SPENT)
    if not counts or not (begins or sentence.leads & _COUNTING):
        return False
    return _is_made(sentence, target.quantity.after)


def _counts_people(sentence: Sentence, target: Number) -> bool:
    """Such as "Add 6 large customers": those come by themselves."""
    counted = head(sentence.context, target.quantity.after)
    return bool(counted & mark.METRICS and counted & mark.PLENTY) and not counted & mark.MADE


def _follows_verb(sentence: Sentence, target: Number) -> bool:
    """Whether only small words stand between verb and number: it counts what the verb makes."""
    context, first, start = sentence.context, target.quantity.first, sentence.lead + 1
    if context.lows[first - 1] in _BESIDE:
        return False
    if context.marks[start] & mark.AND_WORDS or context.lows[start] in _OR:
        start += 2  # "Standardize and document two playbooks"
    if first < start + _NEXT:
        return True
    between = range(start, first)
    return all(not context.is_word(at) or _is_passed(context, at) for at in between)


def _is_passed(context: Context, at: int) -> bool:
    """Whether a word changes nothing between verb and number; "a network of" names a thing."""
    held = context.marks[at]
    if held & mark.PRODUCES and context.marks[at - 1] & mark.ARTICLES:
        return False
    return bool(held & _PASSED)


_OR: Final = frozenset({"or", "/"})
_PASSED: Final = mark.SMALL | mark.AT_LEAST | mark.PRODUCES | mark.LAUNCH
_BESIDE: Final = frozenset({"with", "mit", "com"})


def _is_made(sentence: Sentence, after: int) -> bool:
    """Such as "3 blog posts published", not "2 projects enable single sign-on"."""
    context = sentence.context
    for at in range(after, min(after + _REACH, context.size)):
        held = context.marks[at]
        if held & mark.SMALL or context.lows[at] == "(":
            return False
        if context.lows[at].endswith(sentence.words.done) and not held & (_DEEDS | mark.BETTER):
            return False  # "50 registered developers"
        if held & mark.MADE:
            behind = context.marks[at + 1]
            low = context.lows[at + 1]
            if not context.is_word(at + 1) or behind & (mark.SMALL | mark.MADE):
                return True
            if behind & mark.WINNING:
                return False  # "3 pilots converted into customers"
            return low.endswith(sentence.words.done + sentence.words.ongoing)
    return False


_REACH: Final = 6
_DEEDS: Final = mark.DUTIES | mark.LAUNCH


def _counts(target: Number) -> bool:
    return target.quantity.counts and not target.relative


def is_chore(case: Case) -> bool:
    """A task for a day."""
    return bool(case.sentence.leads & mark.CHORE)


def is_elsewhere(case: Case) -> bool:
    """The number stands in another document."""
    sentence = case.sentence
    return case.kind is not None and bool(
        sentence.leads & mark.REACH
        and not sentence.leads & (mark.MAKE | mark.UP)
        and sentence.held & mark.ELSEWHERE
    )


def is_change_of_unknown(case: Case) -> bool:
    """Such as "By 15 %": of what?"""
    return not case.target_known and not any(
        each.role == BASELINE for each in case.sentence.numbers
    )


def is_compound(case: Case) -> bool:
    """Two numbers to reach in one (asked where "and" or a comma stands)."""
    sentence = case.sentence
    if sentence.held & mark.RANGES:
        return False
    return sum([each.role == TARGET for each in sentence.numbers]) >= _PAIR


def is_contrary(case: Case) -> bool:
    """The verb says up and the numbers say down, or the other way round."""
    if case.measure.baseline is None:
        return False
    leads, direction = case.sentence.leads, case.measure.direction
    if leads & mark.DOWN:
        return direction == INCREASE
    return bool(leads & mark.CHANGE and leads & mark.UP) and direction == DECREASE


def is_subjective(case: Case) -> bool:
    """A word two honest people read differently, and no number that would settle it."""
    sentence = case.sentence
    if case.target is None:
        return case.kind is not None and _is_praised(sentence)
    if not sentence.held & mark.JUDGING or not case.target.quantity.counts:
        return False
    marks = sentence.context.marks
    after = case.target.quantity.after
    for held in marks[after : after + _REACH]:
        if held & mark.SMALL:
            return False
        if held & mark.JUDGING and not held & (mark.MORE | mark.LESS):
            return True
    return False


def _is_praised(sentence: Sentence) -> bool:
    if not sentence.held & mark.SUBJECTIVE:
        return False
    context = sentence.context
    return any(
        held & mark.SUBJECTIVE and not is_no_praise(context, at)
        for at, held in enumerate(context.marks)
    )


def is_vanity(case: Case) -> bool:
    """It looks good and decides nothing."""
    return bool(case.sentence.held & mark.VANITY)


def is_long(case: Case) -> bool:
    """Nobody remembers it."""
    return bool(case.state & LONG)


def is_timeless(case: Case) -> bool:
    """No deadline in the text, and no quarter beside it."""
    sentence = case.sentence
    if case.dated or not sentence.held & mark.WORDS or sentence.has_date():
        return False
    return sentence.words.complete
