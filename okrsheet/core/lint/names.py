"""What the nouns of a text leave open: names without a verb, and things in no stated number."""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context
from okrsheet.core.lint.number_words import is_idiom
from okrsheet.core.lint.sentence import Sentence

_BARE: Final = 8
_SENTENCE: Final = 2
_FEW: Final = 4
_FINISHED: Final = mark.MAKE | mark.LAUNCH | mark.REACH | mark.WORK | mark.HIRE | mark.STATES
_BRINGS: Final = mark.BRINGS | mark.REACH | mark.WINNING
_OPEN: Final = mark.MOODS | mark.METRICS | mark.EFFORTS
_JUDGED: Final = mark.MOODS | mark.SUBJECTIVE | mark.DEGREES
_AMOUNTS: Final = frozenset({"%", "average", "median", "mean", "percentage", "ratio", "proportion"})
_HAZY: Final = mark.EFFORTS | mark.MOODS
_TIME: Final = frozenset({"time", "days", "hours", "minutes"})
_NO_LATIN: Final = "\u02ff"
_DEEDS: Final = mark.MAKE | mark.WORK | mark.HIRE | mark.CHORE
_KNOWN: Final = mark.METRICS | mark.INDICATORS
VERBS: Final = _FINISHED | mark.UP | mark.DOWN | mark.CHORE | mark.ASSURING
_FIRST: Final = frozenset({"first", "1st"})
"""One of them is the first: that can be seen."""
_TOWARDS: Final = frozenset({"to", "with"})
_WORK: Final = VERBS | mark.ENDLESS | mark.WINNING | mark.KEEP
WHOLE: Final = frozenset({"all", "every", "each", "both"})
_SOME_ONE: Final = WHOLE | _FIRST


def brings_mood(sentence: Sentence) -> bool:
    """Such as "Create awareness", "Ensure quality": nobody can say when that is there.

    "Create an awareness campaign" is another thing: the last word of a name says what it is.
    """
    held, leads, start = sentence.held, sentence.leads, sentence.lead + 1
    if leads & mark.ASSURING and not held & mark.STATES:
        judged = name(sentence, start) & mark.SUBJECTIVE
        return bool(judged or head(sentence.context, start) & _OPEN)
    if leads & mark.WORK and is_bare_plural(sentence.context, start):
        return bool(name(sentence, start) & mark.SUBJECTIVE)
    if not leads & _BRINGS or not held & _JUDGED:
        return False
    last = head(sentence.context, start)
    if last & mark.MOODS or (last & mark.METRICS and name(sentence, start) & mark.DEGREES):
        return True
    # A clear guide can be finished, a strong team or a clean state cannot.
    made = leads & (mark.MAKE | mark.LAUNCH) and not last & mark.VESSELS
    if made and not is_bare_plural(sentence.context, start):
        return False
    return bool(name(sentence, start) & mark.SUBJECTIVE)


def is_bare_plural(context: Context, start: int) -> bool:
    """Such as "clear instructions": how many of them, nobody says."""
    if context.marks[start] & (mark.ARTICLES | mark.PER) or context.lows[start] in _SOME_ONE:
        return False
    end = end_of(context, start)
    last = context.lows[end - 1]
    named = any(piece[0].isupper() for piece in context.pieces[start : end - 1])
    named = named or context.pieces[end - 1].istitle()  # "Close Series A"
    return not named and last.endswith("s") and not last.endswith("ss")


def gathers(sentence: Sentence) -> bool:
    """Such as "Collect user feedback": when is it enough?"""
    leads, held, start = sentence.leads, sentence.held, sentence.lead + 1
    if not leads & mark.WORK or leads & mark.MAKE or not held & mark.EFFORTS:
        return False
    if sentence.verb.endswith(sentence.words.done):
        return False
    if sentence.context.marks[start] & mark.ARTICLES or not WHOLE.isdisjoint(sentence.context.lows):
        return False
    return bool(head(sentence.context, start) & mark.EFFORTS)


def seeks_some(sentence: Sentence) -> bool:
    """Such as "Identify success patterns": nobody can say when all of them are found."""
    seeks = sentence.leads & mark.SEEKING
    return bool(seeks) and is_bare_plural(sentence.context, sentence.lead + 1)


def wins_some(sentence: Sentence) -> bool:
    """Such as "Attract new customers": how many?"""
    if not sentence.leads & (mark.WINNING | mark.HIRE) or not sentence.held & mark.PLENTY:
        return False
    if sentence.verb.endswith(sentence.words.done):
        return False  # "Automated tests" are there
    return _is_plenty(sentence.context, sentence.lead + 1)


def wins_people(sentence: Sentence) -> bool:
    """Such as "Attract young players": how many?"""
    context, start = sentence.context, sentence.lead + 1
    wins = sentence.leads & mark.WINNING and not sentence.verb.endswith(sentence.words.done)
    few = context.size <= start + _FEW - 1
    return bool(wins) and few and is_bare_plural(context, start)


def makes_some(sentence: Sentence) -> bool:
    """Such as "Ship features", "Talk to customers": how many, and which?"""
    leads, context, start = sentence.leads, sentence.context, sentence.lead + 1
    if not leads & (mark.BRINGS | mark.WORK) or leads & mark.REACH:
        return False
    if not sentence.held & mark.PLENTY or context.size > sentence.lead + _FEW:
        return False
    if leads & mark.WORK and context.lows[start] in _TOWARDS:
        start += 1
    return _is_plenty(context, start)


def starts_schemes(sentence: Sentence) -> bool:
    """Such as "Develop programs for new teachers": which, and how many?"""
    if not sentence.leads & mark.BRINGS or not sentence.held & mark.SCHEMES:
        return False
    context, start = sentence.context, sentence.lead + 1
    last = end_of(context, start) - 1
    if not context.marks[last] & mark.SCHEMES or is_idiom(context, last):
        return False
    return is_bare_plural(context, start)


def is_bare_name(sentence: Sentence) -> bool:
    """The name of a metric, of an effort or of a thing, and no more; a form never filled in."""
    return bool(
        _is_bare_metric(sentence)
        or _is_fragment(sentence)
        or _is_bare_effort(sentence)
        or (sentence.held & mark.MADE and _is_made_plural(sentence))
        or _is_per(sentence)
        or _is_amount(sentence)
        or _is_header(sentence)
    )


def _is_plenty(context: Context, start: int) -> bool:
    """Whether a name without an article or a capital stands there, and means any number."""
    if context.lows[start] == "some":
        start += 1
    if context.marks[start] & (mark.ARTICLES | mark.PER) or context.lows[start] in _SOME_ONE:
        return False
    end = end_of(context, start)
    named = any(piece[0].isupper() for piece in context.pieces[start:end])
    return not named and end - start < _FEW and bool(context.marks[end - 1] & mark.PLENTY)


def end_of(context: Context, start: int) -> int:
    """Where the name that starts at a place ends; "diversity and inclusion training" is one."""
    end = at = start
    while context.is_word(at):
        held = context.marks[at]
        if held & mark.AND_WORDS:
            at += 1
            continue
        if held & mark.SMALL and not (held & mark.ARTICLES and at == start):
            break
        at += 1
        end = at
    return end


def head(context: Context, start: int) -> int:
    """What the last word of the name that starts at a place can be."""
    return context.marks[end_of(context, start) - 1]


def name(sentence: Sentence, start: int) -> int:
    """What any word of the name that starts at a place can be."""
    held = 0
    for each in sentence.context.marks[start : end_of(sentence.context, start)]:
        held |= each
    return held


def _is_bare_metric(sentence: Sentence) -> bool:
    """Such as "Net Promoter Score", "Number of visits", "Renewal KPI, churn KPI"."""
    held, context, lead = sentence.held, sentence.context, sentence.lead
    if not held & _KNOWN or context.marks[lead + 1] & mark.ARTICLES or sentence.verb in _FIRST:
        return False
    end = end_of(context, lead)
    last = context.marks[end - 1]
    if last & mark.INDICATORS:
        had = context.marks[lead - 1] & mark.STATES  # "We have metrics for both sites"
        led = sentence.leads & VERBS or sentence.verb.endswith(sentence.words.ongoing)
        return not (had or led)
    if context.lows[lead + 1] == "to" or context.lows[end] == "(":
        return _is_explained(sentence, end)
    if context.size > _BARE or held & _FINISHED or ends_done(sentence):
        return False
    if any(low.endswith(sentence.words.ongoing) for low in context.lows[lead + 1 : end - 1]):
        return False  # "A bot sorting orders"
    return bool(last & mark.METRICS) or context.lows[end - 1] in sentence.words.blanks


def _is_explained(sentence: Sentence, end: int) -> bool:
    """Such as "Time to fill a post", "Claim rate (share of meals that somebody takes)"."""
    context, lead = sentence.context, sentence.lead
    if context.lows[end] == "(":
        return end < lead + _FEW and bool(context.marks[end - 1] & mark.METRICS)
    measured = context.lows[lead] in _TIME
    return measured and not sentence.held & mark.STATES and not ends_done(sentence)


def _is_bare_effort(sentence: Sentence) -> bool:
    """Such as "Lead generation", "Knowledge sharing with partners", "Member buy-in"."""
    held = sentence.held
    if not held & _HAZY or sentence.leads & VERBS or held & mark.STATES:
        return False
    context = sentence.context
    if context.size > _BARE or not WHOLE.isdisjoint(context.lows) or ends_done(sentence):
        return False
    last = head(context, sentence.lead)
    if last & mark.MOODS:
        return not any(map(str.isupper, context.pieces))  # "GDPR compliance"
    return bool(last & mark.EFFORTS)


def _is_made_plural(sentence: Sentence) -> bool:
    """Such as "Blog posts published": how many?"""
    context, lead = sentence.context, sentence.lead
    if lead or not 1 < context.size <= _FEW:
        return False
    last = context.size - 1
    made = context.marks[last - 1] & mark.MADE and context.lows[last - 1].endswith("s")
    return bool(made and context.marks[last] & _DEEDS) and ends_done(sentence)


def _is_per(sentence: Sentence) -> bool:
    """Such as "Meals saved per week", "Orders per visitor": the name of a metric."""
    context, lead = sentence.context, sentence.lead
    if sentence.leads & _WORK or sentence.held & mark.STATES or context.size > _BARE:
        return False
    if "per" not in context.lows:
        return False
    at = context.lows.index("per")
    held = 0
    for each in context.marks[lead:at]:
        held |= each
    return at > lead and not held & (mark.SMALL | mark.ADVERBS_OF_RHYTHM)


def _is_amount(sentence: Sentence) -> bool:
    """Such as "% of orders with a voucher", "Monthly average of items per order"."""
    context, lead = sentence.context, sentence.lead
    if context.lows[0] not in _AMOUNTS and not (
        sentence.verb in _AMOUNTS and context.marks[lead - 1] & mark.ADVERBS_OF_RHYTHM
    ):
        return False
    return not sentence.held & mark.STATES and not ends_done(sentence)


def _is_fragment(sentence: Sentence) -> bool:
    """A word alone: the name of a thing."""
    context = sentence.context
    if context.size > _BARE or (context.is_word(0) and context.is_word(1)):
        return False
    lows = context.lows
    end = lows.index("(") if "(" in lows[1:] else len(lows)
    if lows[0][0] > _NO_LATIN:
        # Not every script puts spaces between words.
        return False
    named = sum([low[:1].isalpha() for low in lows[:end]])
    return named < _SENTENCE and not sentence.held & _FINISHED and not ends_done(sentence)


def _is_header(sentence: Sentence) -> bool:
    """Such as "Key result 1": a form that was never filled in."""
    if not sentence.held & mark.HEADERS:
        return False
    context = sentence.context
    known = mark.HEADERS | mark.LETTERS
    return all(context.marks[at] & known or not context.is_word(at) for at in range(context.size))


def ends_done(sentence: Sentence) -> bool:
    """Such as "Budget approved": the last word says that something is finished."""
    context = sentence.context
    last = max((at for at in range(context.size) if context.is_word(at)), default=0)
    return context.lows[last].endswith(sentence.words.done)
