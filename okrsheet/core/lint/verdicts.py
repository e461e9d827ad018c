"""What each rule for key results looks at.

Source: semantics, section 7. Calling a good key result bad is the worse mistake: what the words
do not show is not held against a text.
"""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.case import BLANK, FILLED, Case
from okrsheet.core.lint.measure import DECREASE, INCREASE
from okrsheet.core.lint.roles import Number
from okrsheet.core.lint.sentence import Sentence

_LONG: Final = 200
_BARE: Final = 8
_SENTENCE: Final = 3
_NEXT: Final = 2
_FINISHED: Final = mark.MAKE | mark.LAUNCH | mark.REACH | mark.WORK | mark.HIRE | mark.STATES


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
    sentence = case.sentence
    return case.open and bool(sentence.leads & mark.PROMISE) and not _has_end(sentence)


def _has_end(sentence: Sentence) -> bool:
    """ "... by publishing the guide", "... to all specs": something that can be seen done."""
    marks, lows = sentence.context.marks, sentence.context.lows
    for at in range(len(marks) - 1):
        held, behind = marks[at], marks[at + 1]
        if held & mark.GOAL and lows[at + 1] in _WHOLE:
            return True
        if held & (mark.STEP | mark.PLACES) and behind & mark.BRINGS | behind & mark.REACH:
            return True
    return False


_WHOLE: Final = frozenset({"all", "every", "each"})


def is_endless(case: Case) -> bool:
    """Work that is never finished, and neither a number nor a rhythm."""
    sentence = case.sentence
    if not case.open or not (sentence.leads & mark.ENDLESS or _is_ongoing(sentence)):
        return False
    return not (sentence.held & mark.PER and sentence.held & mark.RHYTHMS)


def _is_ongoing(sentence: Sentence) -> bool:
    """ "Reorganizing the ...": on the way, never there."""
    return sentence.verb.endswith(sentence.words.ongoing) and bool(
        sentence.context.mark(sentence.lead + 1) & (mark.ARTICLES | mark.AND_WORDS)
    )


def is_unmeasured(case: Case) -> bool:
    """Neither a number nor an end state: a feeling, a duty to keep, the name of a metric."""
    if not case.open or is_vague(case) or is_endless(case):
        return False
    sentence = case.sentence
    if sentence.held & mark.FEELINGS or sentence.leads & mark.KEEP or _claims(sentence):
        return True
    return not case.target_known and (_is_bare_metric(sentence) or _is_fragment(sentence))


def _claims(sentence: Sentence) -> bool:
    """ "... is fast and easy": a claim, no more."""
    if not sentence.held & mark.SUBJECTIVE:
        return False
    context = sentence.context
    return any(
        (held & mark.STATES or (held & mark.CLAIMING and at == sentence.lead))
        and (context.mark(at + 1) | context.mark(at + 2)) & mark.SUBJECTIVE
        for at, held in enumerate(context.marks)
    )


def _is_bare_metric(sentence: Sentence) -> bool:
    held = sentence.held
    if held & mark.INDICATORS and not held & (_FINISHED & ~mark.HIRE):
        return True
    if not held & mark.METRICS or len(sentence.context.lows) > _BARE:
        return False
    return not held & _FINISHED and not _ends_done(sentence)


def _is_fragment(sentence: Sentence) -> bool:
    """A word or two without a verb: the name of a thing."""
    named = sum(1 for low in sentence.context.lows if low)
    return named < _SENTENCE and not sentence.held & _FINISHED and not _ends_done(sentence)


def _ends_done(sentence: Sentence) -> bool:
    """ "Budget approved": the last word says that something is finished."""
    last = next((low for low in reversed(sentence.context.lows) if low), "")
    return last.endswith(sentence.words.done)


def is_launch(case: Case) -> bool:
    """Something is brought out, and nothing says what it should change."""
    return case.open and bool(case.sentence.leads & mark.LAUNCH)


def is_work(case: Case) -> bool:
    """Effort with an end: it can be done and change nothing."""
    leads = case.sentence.leads
    if leads & mark.CHORE or is_endless(case):
        return False
    if leads & (mark.HIRE | mark.ENDLESS):
        return True
    if leads & mark.MAKE:
        return not leads & mark.CLAIMING and is_unmeasured(case)
    return bool(leads & mark.WORK) and (case.target is None or _counts(case.target))


def is_counted_work(case: Case) -> bool:
    """The number counts what was produced, not what it changed."""
    sentence, target = case.sentence, case.target
    if target is None or is_work(case):
        return False
    counts = _counts(target)
    if counts and sentence.leads & mark.BRINGS and not sentence.leads & mark.REACH:
        return _follows_verb(sentence, target)
    begins = sentence.lead == target.quantity.first
    if begins and target.quantity.unit == "hours" and not target.limit:
        return bool(sentence.context.mark(target.quantity.after) & mark.SPENT)
    if not counts or not (begins or sentence.leads & (mark.REACH | mark.UP | mark.MAKE)):
        return False
    return _is_made(sentence, target.quantity.after)


def _follows_verb(sentence: Sentence, target: Number) -> bool:
    """Whether only small words stand between verb and number: it counts what the verb makes."""
    first = target.quantity.first
    if sentence.context.low(first - 1) in _BESIDE:
        return False
    if first <= sentence.lead + _NEXT:
        return True
    passed = mark.SMALL | mark.AT_LEAST | mark.PRODUCES | mark.LAUNCH
    context = sentence.context
    between = range(sentence.lead + 1, first)
    return all(not context.lows[at] or context.marks[at] & passed for at in between)


_BESIDE: Final = frozenset({"with", "mit", "com"})


def _is_made(sentence: Sentence, after: int) -> bool:
    """ "3 blog posts published", not "2 projects enable single sign-on"."""
    context = sentence.context
    for at in range(after, min(after + _REACH, len(context.lows))):
        held = context.marks[at]
        if held & mark.SMALL:
            return False
        if held & mark.MADE:
            behind = context.mark(at + 1)
            low = context.low(at + 1)
            last = not low or behind & (mark.SMALL | mark.MADE)
            return bool(last) or low.endswith(sentence.words.done)
    return False


_REACH: Final = 6


def _counts(target: Number) -> bool:
    return target.quantity.counts and not target.relative


def is_chore(case: Case) -> bool:
    """A task for a day."""
    return bool(case.sentence.leads & mark.CHORE)


def is_elsewhere(case: Case) -> bool:
    """The number stands in another document."""
    sentence = case.sentence
    return case.open and bool(sentence.leads & mark.REACH and sentence.held & mark.ELSEWHERE)


def is_change_of_unknown(case: Case) -> bool:
    """ "By 15 %": of what?"""
    return case.measure.relative and case.measure.baseline is None and not case.target_known


def is_compound(case: Case) -> bool:
    """Two numbers to reach in one."""
    if len(case.sentence.numbers) < 2 or case.joined_targets < 2:  # noqa: PLR2004  # a pair
        return False
    return bool(case.sentence.held & mark.AND_WORDS) or "," in case.sentence.context.signs


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
        return case.open and bool(sentence.held & mark.SUBJECTIVE)
    if not sentence.held & mark.JUDGING or not case.target.quantity.counts:
        return False
    marks = sentence.context.marks
    after = case.target.quantity.after
    for held in marks[after : after + _REACH]:
        if held & mark.SMALL:
            return False
        if held & mark.JUDGING and not held & mark.MORE:
            return True
    return False


def is_vanity(case: Case) -> bool:
    """It looks good and decides nothing."""
    return bool(case.sentence.held & mark.VANITY)


def is_long(case: Case) -> bool:
    """Nobody remembers it."""
    return len(case.sentence.text) > _LONG


def is_timeless(case: Case) -> bool:
    """No deadline in the text, and no quarter beside it."""
    return not case.dated and not case.sentence.has_date
