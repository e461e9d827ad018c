"""What kind of text it is that names no number.

Source: semantics, section 7. What the words do not show is not held against a text.
"""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.sentence import Sentence

MEASURED: Final = ""
VAGUE: Final = "vague"
ENDLESS: Final = "endless"
UNMEASURED: Final = "unmeasured"

_BARE: Final = 8
_SENTENCE: Final = 3
_FINISHED: Final = mark.MAKE | mark.LAUNCH | mark.REACH | mark.WORK | mark.HIRE | mark.STATES
_WHOLE: Final = frozenset({"all", "every", "each"})


def kind_of(sentence: Sentence, *, target_known: bool) -> str:
    """Vague, endless, unmeasured, or "" where an end state may be meant."""
    held, leads = sentence.held, sentence.leads
    if leads & mark.PROMISE and not _has_end(sentence):
        return VAGUE
    if leads & mark.ENDLESS or _is_ongoing(sentence):
        return MEASURED if held & mark.PER and held & mark.RHYTHMS else ENDLESS
    if held & mark.FEELINGS or leads & mark.KEEP or _claims(sentence):
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
        if held & (mark.STEP | mark.PLACES) and behind & mark.BRINGS | behind & mark.REACH:
            return True
    return False


def _is_ongoing(sentence: Sentence) -> bool:
    """Such as "Reorganizing the ...": on the way, never there."""
    return sentence.verb.endswith(sentence.words.ongoing) and bool(
        sentence.context.marks[sentence.lead + 1] & (mark.ARTICLES | mark.AND_WORDS)
    )


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
    """A word or two without a verb: the name of a thing."""
    if sentence.context.size > _BARE:
        return False
    named = sum([low[:1].isalpha() for low in sentence.context.lows])
    return named < _SENTENCE and not sentence.held & _FINISHED and not _ends_done(sentence)


def _ends_done(sentence: Sentence) -> bool:
    """Such as "Budget approved": the last word says that something is finished."""
    last = next((low for low in reversed(sentence.context.lows) if low[:1].isalpha()), "")
    return last.endswith(sentence.words.done)
