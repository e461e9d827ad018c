"""What kind of text it is that names no number.

Source: semantics, section 7. What the words do not show is not held against a text.
"""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.claims import changes, claims, evades, feels, intends
from okrsheet.core.lint.measure import is_per
from okrsheet.core.lint.names import (
    WHOLE,
    brings_mood,
    ends_done,
    is_bare_name,
    makes_some,
    wins_some,
)
from okrsheet.core.lint.sentence import Sentence

MEASURED: Final = ""
VAGUE: Final = "vague"
ENDLESS: Final = "endless"
UNMEASURED: Final = "unmeasured"

_BRING: Final = len("bring")
"""No verb as short as this is in its ongoing form."""


def kind_of(sentence: Sentence, *, target_known: bool) -> str:
    """Vague, endless, unmeasured, or "" where an end state may be meant."""
    leads = sentence.leads
    if leads & mark.PROMISE and not _is_thing(sentence):
        return MEASURED if _has_end(sentence) else VAGUE
    if leads & mark.ENDLESS or _is_ongoing(sentence) or intends(sentence):
        return MEASURED if _comes_back(sentence) or _is_feature(sentence) else ENDLESS
    if leads & mark.KEEP or any(asks(sentence) for asks in _OPEN):
        return UNMEASURED
    if changes(sentence):
        return VAGUE
    return MEASURED if target_known else _bare_kind(sentence)


_OPEN: Final = (feels, claims, brings_mood, evades)


def _bare_kind(sentence: Sentence) -> str:
    """The kind of a text that would do beside a column with a number."""
    if wins_some(sentence):
        return VAGUE
    return UNMEASURED if is_bare_name(sentence) or makes_some(sentence) else MEASURED


def _is_thing(sentence: Sentence) -> bool:
    """Such as "Have the lift inspected", "Improved contract signed": no promise of more."""
    context, lead = sentence.context, sentence.lead
    if lead and context.marks[lead - 1] & mark.ARTICLES:
        return True
    done = sentence.verb.endswith(sentence.words.done) and context.is_word(lead + 2)
    return done and ends_done(sentence)


def _has_end(sentence: Sentence) -> bool:
    """Such as "by publishing the guide", "to all specs": something that can be seen done."""
    marks, lows = sentence.context.marks, sentence.context.lows
    for at in range(len(marks) - 1):
        held, behind = marks[at], marks[at + 1]
        if held & mark.GOAL and lows[at + 1] in WHOLE:
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
    if len(sentence.verb) <= _BRING:
        return False
    return sentence.verb.endswith(sentence.words.ongoing) and bool(
        sentence.context.marks[sentence.lead + 1] & (mark.ARTICLES | mark.AND_WORDS)
    )
