"""What kind of text it is that names no number.

Source: semantics, section 7. What the words do not show is not held against a text.
"""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.claims import changes, claims, evades, feels, intends
from okrsheet.core.lint.context import in_brackets
from okrsheet.core.lint.names import (
    WHOLE,
    brings_mood,
    end_of,
    ends_done,
    gathers,
    head,
    is_bare_name,
    makes_some,
    seeks_some,
    starts_schemes,
    wins_people,
    wins_some,
)
from okrsheet.core.lint.sentence import LONGEST, Sentence, read_sentence
from okrsheet.core.lint.unnumbered import is_per

MEASURED: Final = ""
VAGUE: Final = "vague"
ENDLESS: Final = "endless"
UNMEASURED: Final = "unmeasured"

_PARTS: Final = 5
_ENDING: Final = mark.REACH | mark.LAUNCH
_RAISED: Final = frozenset({"raise", "raised", "raising"})
_ROUNDS: Final = frozenset({"round", "series", "seed", "pre-seed"})
_BRING: Final = len("bring")
"""No verb as short as this is in its ongoing form."""


def kind_of(sentence: Sentence, *, target_known: bool) -> str:
    """Vague, endless, unmeasured, or "" where an end state may be meant, in any of its parts."""
    kind = _kind_of(sentence, target_known=target_known)
    parts = _parts(sentence.text)
    if not parts:
        return kind
    if kind != MEASURED:
        return MEASURED if any(map(_names_deed, parts)) else kind
    return VAGUE if any(map(_promises, parts[1:])) else kind


def _is_kept_within(sentence: Sentence) -> bool:
    """Such as "Stay within the budget", "Stay on plan", "Keep costs flat"."""
    context, at = sentence.context, sentence.lead + 1
    planned = context.lows[at] == "on" and context.marks[at + 1] & mark.ELSEWHERE
    if context.marks[at] & mark.WITHIN or planned or "within" in context.lows:
        return True
    return "flat" in context.lows or "unchanged" in context.lows


def _parts(text: str) -> list[str]:
    """The sentences of a text that has several."""
    if ". " not in text:
        return []
    plain = text[:LONGEST]
    for aside in ("e.g. ", "E.g. ", "i.e. "):
        plain = plain.replace(aside, "")
    parts = plain.split(". ", _PARTS)
    return parts if len(parts) > 1 and all(part[:1].isupper() for part in parts) else []


def _promises(part: str) -> bool:
    """Whether a part says more, less or better, and not by what one could see it."""
    return _kind_of(read_sentence(part), target_known=True) == VAGUE


def _names_deed(part: str) -> bool:
    """Whether a part names something that is made and then there."""
    sentence = read_sentence(part)
    if _kind_of(sentence, target_known=False) != MEASURED:
        return False
    return bool(sentence.leads & (mark.BRINGS | mark.HIRE)) or (
        bool(sentence.held & mark.STATES) and ends_done(sentence)
    )


def _kind_of(sentence: Sentence, *, target_known: bool) -> str:
    leads = sentence.leads
    if leads & mark.PROMISE and not _is_thing(sentence):
        return MEASURED if _has_end(sentence) else VAGUE
    if leads & mark.ENDLESS or _is_ongoing(sentence) or intends(sentence) or gathers(sentence):
        ends = _comes_back(sentence) or _is_feature(sentence) or _is_for_all(sentence)
        ends = ends or _leads_to_deed(sentence)
        return MEASURED if ends else ENDLESS
    if leads & mark.KEEP and _is_kept_within(sentence):
        return MEASURED
    if leads & mark.KEEP or _is_open(sentence):
        comes_back = sentence.held & mark.ADVERBS_OF_RHYTHM
        return MEASURED if comes_back or _exists(sentence) else UNMEASURED
    if changes(sentence):
        return VAGUE
    return MEASURED if target_known else _bare_kind(sentence)


_OPEN: Final = mark.JUDGING | mark.MOODS | mark.DEGREES | mark.EVASIVE | mark.ASSURING


def _is_open(sentence: Sentence) -> bool:
    """Whether it is left to a feeling, a claim, a mood or a way out."""
    if not sentence.held & _OPEN:
        return False
    return feels(sentence) or claims(sentence) or brings_mood(sentence) or evades(sentence)


def _bare_kind(sentence: Sentence) -> str:
    """The kind of a text that would do beside a column with a number."""
    if wins_some(sentence) or wins_people(sentence):
        return VAGUE
    if is_bare_name(sentence) or (sentence.leads & _COUNTING and _is_uncounted(sentence)):
        return UNMEASURED
    return MEASURED


_COUNTING: Final = mark.BRINGS | mark.SEEKING | mark.WORK


def _is_uncounted(sentence: Sentence) -> bool:
    """Whether it makes or seeks some, and does not say how many."""
    return makes_some(sentence) or starts_schemes(sentence) or seeks_some(sentence)


def _is_thing(sentence: Sentence) -> bool:
    """Such as "Have the lift inspected", "Improved contract signed": no promise of more."""
    context, lead = sentence.context, sentence.lead
    if lead and context.marks[lead - 1] & mark.ARTICLES:
        return True
    if sentence.verb in _RAISED and not _ROUNDS.isdisjoint(context.lows[lead + 1 : lead + _PARTS]):
        return True
    done = sentence.words.done
    if not sentence.verb.endswith(done) or not context.is_word(lead + 2):
        return False
    return ends_done(sentence) or context.lows[end_of(context, lead) - 1].endswith(done)


def _has_end(sentence: Sentence) -> bool:
    """Such as "by publishing the guide", "to all specs": something that can be seen done."""
    marks, lows = sentence.context.marks, sentence.context.lows
    for at in range(len(marks) - 1):
        held, behind = marks[at], marks[at + 1]
        if held & mark.GOAL and lows[at + 1] in WHOLE:
            return True
        if held & (mark.STEP | mark.PLACES) and behind & mark.REACH:
            return True
        if held & mark.GOAL and lows[at + 1] == "include":
            return True
    return False


def _is_for_all(sentence: Sentence) -> bool:
    """Such as "Use of the planner by all wards"."""
    marks, lows = sentence.context.marks, sentence.context.lows
    for_all = mark.STEP | mark.PLACES
    return any(held & for_all and lows[at + 1] in WHOLE for at, held in enumerate(marks) if held)


def _leads_to_deed(sentence: Sentence) -> bool:
    """Such as "Work with the board to hire a treasurer", "Research and build a tool"."""
    marks, lead = sentence.context.marks, sentence.lead
    if marks[lead + 1] & mark.AND_WORDS and marks[lead + 2] & _DEED:
        return True
    return any(
        held & mark.GOAL and marks[at + 1] & _DEED and marks[at + 2] & mark.ARTICLES
        for at, held in enumerate(marks)
        if held
    )


_DEED: Final = mark.HIRE | mark.BRINGS


def _exists(sentence: Sentence) -> bool:
    """Such as "There is a clear map of all pipes": good or bad, one can see whether it is there."""
    at, context = sentence.lead, sentence.context
    return bool(sentence.leads & mark.EXISTS and context.marks[at + 2] & mark.ARTICLES) and not (
        head(context, at + 2) & (mark.MOODS | mark.METRICS)
    )


def _comes_back(sentence: Sentence) -> bool:
    """Such as "every day", "per week": one can count whether it was done."""
    context, marks = sentence.context, sentence.context.marks
    if any(
        held & mark.ADVERBS_OF_RHYTHM and not in_brackets(context, at)
        for at, held in enumerate(marks)
        if held
    ):
        return True
    return any(
        held & mark.RHYTHMS and is_per(marks[at - 1]) for at, held in enumerate(marks) if held
    )


def _is_feature(sentence: Sentence) -> bool:
    """Such as "Support GeoParquet export"; "Support Ann" looks alike, so both stay work."""
    named = sentence.context.pieces[sentence.lead + 1 : sentence.lead + 2]
    return sentence.verb == "support" and any(map(str.isupper, "".join(named)))


def _is_ongoing(sentence: Sentence) -> bool:
    """Such as "Reorganizing the ...": on the way, never there."""
    if len(sentence.verb) <= _BRING or sentence.leads & _ENDING:
        return False
    if not sentence.verb.endswith(sentence.words.ongoing):
        return False
    if ends_done(sentence):
        return False  # "Hearing in the Meyer case won"
    behind = sentence.context.marks[sentence.lead + 1]
    if sentence.context.marks[sentence.lead] & mark.GERUNDS:
        return bool(behind & mark.ARTICLES)
    return bool(behind & mark.SMALL) and not behind & mark.STATES
