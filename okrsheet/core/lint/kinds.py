"""What kind of text it is that names no number.

Source: semantics, section 7. What the words do not show is not held against a text.
"""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context
from okrsheet.core.lint.measure import is_per
from okrsheet.core.lint.sentence import Sentence

MEASURED: Final = ""
VAGUE: Final = "vague"
ENDLESS: Final = "endless"
UNMEASURED: Final = "unmeasured"

_BARE: Final = 8
_SENTENCE: Final = 2
_FINISHED: Final = mark.MAKE | mark.LAUNCH | mark.REACH | mark.WORK | mark.HIRE | mark.STATES
_WHOLE: Final = frozenset({"all", "every", "each"})


def kind_of(sentence: Sentence, *, target_known: bool) -> str:
    """Vague, endless, unmeasured, or "" where an end state may be meant."""
    held, leads = sentence.held, sentence.leads
    if leads & mark.PROMISE:
        return MEASURED if _has_end(sentence) else VAGUE
    if leads & mark.ENDLESS or _is_ongoing(sentence):
        return MEASURED if _comes_back(sentence) or _is_feature(sentence) else ENDLESS
    if _feels(sentence) or leads & mark.KEEP or _claims(sentence):
        return UNMEASURED
    if leads & mark.MAKE and held & mark.MOODS:
        return UNMEASURED
    if not target_known and (_is_bare_metric(sentence) or _is_fragment(sentence)):
        return UNMEASURED
    return MEASURED


def _has_end(sentence: Sentence) -> bool:
    """Such as "by publishing the guide", "to all specs": something that can be seen done."""
    marks, lows = sentence.context.marks, sentence.context.lows
    for at in range(len(marks) - 1):
        held, behind = marks[at], marks[at + 1]
        if held & mark.GOAL and lows[at + 1] in _WHOLE:
            return True
        if held & (mark.STEP | mark.PLACES) and behind & mark.REACH:
            return True
    return False


def _comes_back(sentence: Sentence) -> bool:
    """Such as "every day", "per week": one can count whether it was done."""
    marks = sentence.context.marks
    if sentence.held & mark.ADVERBS_OF_RHYTHM:
        return True
    return any(
        held & mark.RHYTHMS and is_per(marks[at - 1]) for at, held in enumerate(marks) if held
    )


def _is_feature(sentence: Sentence) -> bool:
    """Such as "Support GeoParquet export": what a product can do, no work for people."""
    named = sentence.context.pieces[sentence.lead + 1 : sentence.lead + 2]
    return sentence.verb == "support" and any(map(str.isupper, "".join(named)))


def _is_ongoing(sentence: Sentence) -> bool:
    """Such as "Reorganizing the ...": on the way, never there."""
    return sentence.verb.endswith(sentence.words.ongoing) and bool(
        sentence.context.marks[sentence.lead + 1] & (mark.ARTICLES | mark.AND_WORDS)
    )


def _feels(sentence: Sentence) -> bool:
    """Whether it is left to a feeling; "one more" is none."""
    if not sentence.held & mark.FEELINGS:
        return False
    marks = sentence.context.marks
    return any(
        held & mark.FEELINGS and not (held & mark.MORE and marks[at - 1] & mark.NUMBERS)
        for at, held in enumerate(marks)
        if held
    )


def _last_word(context: Context) -> int:
    return max((at for at in range(context.size) if context.is_word(at)), default=0)


def _claims(sentence: Sentence) -> bool:
    """Such as "... is fast and easy": a claim, no more."""
    if not sentence.held & mark.SUBJECTIVE:
        return False
    context = sentence.context
    return any(
        (held & mark.STATES or (held & mark.CLAIMING and at == sentence.lead))
        and (context.marks[at + 1] | context.marks[at + 2]) & mark.SUBJECTIVE
        for at, held in enumerate(context.marks)
    )


def _is_bare_metric(sentence: Sentence) -> bool:
    held = sentence.held
    if held & mark.INDICATORS and not held & (_FINISHED & ~mark.HIRE):
        return True
    if not held & mark.METRICS or sentence.context.size > _BARE:
        return False
    return not held & _FINISHED and not _ends_done(sentence)


def _is_fragment(sentence: Sentence) -> bool:
    """A word alone: the name of a thing."""
    if sentence.context.size > _BARE:
        return False
    lows = sentence.context.lows
    end = lows.index("(") if "(" in lows[1:] else len(lows)
    if not lows[0].isascii():
        # Not every script puts spaces between words.
        return False
    named = sum([low[:1].isalpha() for low in lows[:end]])
    return named < _SENTENCE and not sentence.held & _FINISHED and not _ends_done(sentence)


def _ends_done(sentence: Sentence) -> bool:
    """Such as "Budget approved": the last word says that something is finished."""
    context = sentence.context
    return context.lows[_last_word(context)].endswith(sentence.words.done)
