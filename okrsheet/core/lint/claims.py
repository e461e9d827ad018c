"""What a text without a number claims or intends, and nobody can check."""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context, ends_name, in_brackets
from okrsheet.core.lint.names import VERBS, WHOLE, end_of, ends_done, head, is_bare_plural, name
from okrsheet.core.lint.number_words import is_idiom
from okrsheet.core.lint.sentence import Sentence

_QUALITY: Final = 3
_PAIR: Final = 2
_COMPARED: Final = mark.MORE | mark.LESS
_MOVES: Final = mark.PROMISE | mark.EFFORTS
_TURNS: Final = frozenset({"reduction", "drop", "rise", "decline"})
_OF: Final = frozenset({"in", "of"})
_FOLLOWING: Final = 3


def feels(sentence: Sentence) -> bool:
    """Whether it is left to a feeling; "one more" and "best practices" are none."""
    if not sentence.held & mark.FEELINGS:
        return False
    context = sentence.context
    marks = context.marks
    return any(
        not (held & mark.MORE and marks[at - 1] & mark.NUMBERS)
        and not (held & _COMPARED and _is_compared(context, at))
        and not is_idiom(context, at)
        and not _is_name(context, at)
        and context.lows[at - 1] != "or"  # "rated C or better"
        for at, held in enumerate(marks[: _purpose(sentence)])
        if held & mark.FEELINGS
    )


def _is_compared(context: Context, at: int) -> bool:
    """Such as "a faster time than the old ones"; "faster than before" is left to a feeling."""
    for behind in range(at + 1, context.size - 1):
        if context.marks[behind] & mark.THAN:
            return context.lows[behind + 1] not in _EVER
    return False


_EVER: Final = frozenset({"before", "ever", "now", "today"})


def _is_name(context: Context, at: int) -> bool:
    """The "Best" of "publish the Best Food guide"; "a Better Food System" promises something."""
    pieces = context.pieces[at : at + 2]
    if context.lows[at - 1] in _QUOTES:
        return True  # rated "Good"
    if at < 2 or len(pieces) < 2 or context.marks[at] & mark.MORE:  # noqa: PLR2004
        return False
    return all(piece[0].isupper() for piece in pieces)


_QUOTES: Final = frozenset("\"'\u201c\u201e\u00ab")


def _purpose(sentence: Sentence) -> int:
    """Where the purpose begins of a thing that is made: "Build a form to serve them better"."""
    context, start = sentence.context, sentence.lead + 1
    made = sentence.leads & (mark.MAKE | mark.LAUNCH) and not sentence.leads & mark.CLAIMING
    if made and context.marks[start] & mark.ARTICLES:
        return end_of(context, start)
    return context.size


def claims(sentence: Sentence) -> bool:
    """Such as "... is fast and easy": a claim, no more."""
    if not sentence.held & mark.SUBJECTIVE:
        return False
    context = sentence.context
    if _is_quality(sentence):
        return True
    told = mark.STATES | mark.CLAIMING
    if sentence.verb in _MAKES and _makes_quality(context, sentence.lead):
        return True
    if sentence.leads & mark.ASSURING and not WHOLE.isdisjoint(context.lows):
        return False  # "Ensure every room has a clear sign"
    return any(
        (held & mark.STATES or at == sentence.lead)
        and (_judges(context.marks[at + 1]) or _judges(context.marks[at + 2]))
        and not is_no_praise(context, at + 2)
        for at, held in enumerate(context.marks)
        if held & told
    )


def _makes_quality(context: Context, lead: int) -> bool:
    """Such as "Make the desk easy to reach", "Make the ward a nice place"."""
    return any(
        _judges(context.marks[at])
        and (
            not context.is_word(at + 1) or context.marks[at + 1] & mark.SMALL or _ends(context, at)
        )
        for at in range(lead + 2, min(lead + _NEAR, context.size))
    )


def _ends(context: Context, at: int) -> bool:
    """Whether at most one word follows: "nice place", "safe again"."""
    return not context.is_word(at + 2)


_MAKES: Final = frozenset({"make", "making", "makes"})
_NEAR: Final = 7


def is_no_praise(context: Context, at: int) -> bool:
    """The "positive" of "Be cash-flow positive", the verb of "Clean the yard", "as well"."""
    if context.marks[at] & mark.SUBJECTIVE and context.marks[at + 1] & mark.ARTICLES:
        return True
    if context.lows[at] == "well" and context.lows[at - 1] == "as":
        return True
    signed = context.marks[at - 1] & mark.METRICS or context.lows[at - 1] in _SIGNED
    return context.lows[at] == "positive" and bool(signed)


_SIGNED: Final = frozenset({"cash", "net", "carbon", "climate"})


def _judges(held: int) -> bool:
    return bool(held & mark.SUBJECTIVE) and not held & mark.CAPABLE


def _is_quality(sentence: Sentence) -> bool:
    """Such as "Fast delivery", "Satisfied patients": a quality, and a thing that has it."""
    context, lead = sentence.context, sentence.lead
    if not sentence.leads & mark.SUBJECTIVE or sentence.leads & VERBS or ends_done(sentence):
        return False
    if is_no_praise(context, lead):
        return False
    few = context.size - lead <= _QUALITY or (_judges(sentence.leads) and _is_any_number(sentence))
    return few and not any(piece[0].isupper() for piece in context.pieces[lead + 1 :])


def _is_any_number(sentence: Sentence) -> bool:
    """Such as "Clear roles in all teams", "Cleaner kitchen at closing time"."""
    context, start = sentence.context, sentence.lead + 1
    if sentence.held & mark.STATES or not WHOLE.isdisjoint(context.lows):
        return False
    if sentence.verb.endswith("er") and context.marks[start + 1] & mark.SMALL:
        return True
    endless = head(context, start) & _ENDLESS
    return bool(endless) or is_bare_plural(context, start)


_ENDLESS: Final = mark.EFFORTS | mark.MOODS


def evades(sentence: Sentence) -> bool:
    """Such as "as soon as possible", "on a regular basis"; an aside evades nothing."""
    if not sentence.held & mark.EVASIVE:
        return False
    context = sentence.context
    lows, evasive = context.lows, sentence.words.evasive
    for at, held in enumerate(context.marks):
        if held & mark.EVASIVE and not in_brackets(context, at):
            if lows[at] in _LAST and not ends_name(context, at + 1):
                continue  # "Signals on track B"
            before = evasive[lows[at]]
            if not before and _is_slogan(sentence, at):
                return True
            if lows[at - 1] in before or f"{lows[at - 2]} {lows[at - 1]}" in before:
                return True
    return False


_LAST: Final = frozenset({"forward", "together", "track"})


def _is_slogan(sentence: Sentence, at: int) -> bool:
    """Such as "Be data driven", "Patient centred ward"; "data driven pricing is live" ends."""
    size, lead = sentence.context.size, sentence.lead
    if at == lead + 1:
        few = size - lead <= (_PAIR if sentence.context.lows[at] == "first" else _QUALITY)
        return few and not ends_done(sentence)
    return at == lead + 2 and at == size - 1


def intends(sentence: Sentence) -> bool:
    """Such as "Spread the word", "Put people over process": nobody is ever done with it."""
    if not sentence.leads & mark.INTENTIONS:
        return False
    at = sentence.lead + 1
    behind = " ".join(sentence.context.lows[at : at + _FOLLOWING]) + " "
    begun = sentence.words.intentions[sentence.verb]
    bare = not sentence.context.marks[at] & mark.ARTICLES
    return any(
        behind.startswith(f"{words} ") or (bare and words[0] == "*" and f"{words[1:]} " in behind)
        for words in begun
    )


def changes(sentence: Sentence) -> bool:
    """Such as "Costs reduced", "See an increase in traffic", "Reduction in waiting time"."""
    if not sentence.held & _MOVES:
        return sentence.verb in _TURNS and sentence.context.lows[sentence.lead + 1] in _OF
    return _changes_some(sentence) and WHOLE.isdisjoint(sentence.context.lows)


def _changes_some(sentence: Sentence) -> bool:
    leads, context = sentence.leads, sentence.context
    if leads & mark.REACH and not leads & mark.MAKE:
        start = sentence.lead + 1
        last = head(context, start)
        return bool(name(sentence, start) & mark.PROMISE or last & mark.EFFORTS)
    return not leads & VERBS and any(
        held & mark.PROMISE and _is_changed(sentence, at) for at, held in enumerate(context.marks)
    )


def _is_changed(sentence: Sentence, at: int) -> bool:
    """Whether a word of change says what was done, or begins a command behind a comma."""
    context = sentence.context
    low = context.lows[at]
    if at and context.lows[at - 1] == ",":
        named = context.marks[at] & (mark.MORE | mark.LESS) or low.endswith(sentence.words.ongoing)
        return not named
    if at <= sentence.lead or not low.endswith(sentence.words.done):
        return False
    behind = context.marks[at + 1]
    ends = not context.is_word(at + 1) or behind & mark.SMALL
    return bool(ends) and not behind & mark.GOAL and end_of(context, at) <= at + 1
