"""Which way a text points that names no number.

Source: semantics, section 7.
"""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.names import end_of
from okrsheet.core.lint.sentence import Sentence
from okrsheet.core.lint.wording import Measure

INCREASE: Final = "increase"
DECREASE: Final = "decrease"
MAINTAIN: Final = "maintain"
BINARY: Final = "binary"
UNKNOWN: Final = "unknown"

DONE_OR_NOT: Final = Measure(direction=BINARY)
"""What a text with an end state measures."""
DUTY: Final = Measure(direction=MAINTAIN)
"""What a duty that comes back measures."""
_UNCOUNTED: Final = frozenset({"performance", "quality", "culture", "security", "reputation"})
"""Better says nothing of more or less of these."""
_DUTIES: Final = mark.DUTIES | mark.HOLDING
_COMES_BACK: Final = mark.RHYTHMS | mark.ADVERBS_OF_RHYTHM


def is_duty(sentence: Sentence) -> bool:
    """Such as "Share wins every day", "Write in a journal weekly"."""
    if not sentence.held & _COMES_BACK or not sentence.leads & _DUTIES:
        return False
    context = sentence.context
    marks = context.marks
    last = max(at for at in range(context.size) if context.is_word(at))
    if marks[last] & mark.ADVERBS_OF_RHYTHM:
        return True
    return any(held & mark.RHYTHMS and is_per(marks[at - 1]) for at, held in enumerate(marks))


def bare_direction(sentence: Sentence) -> str:
    """The direction of a text without a target, by what its verb can be."""
    leads = sentence.leads
    if leads & mark.UP:
        return INCREASE
    if leads & mark.DOWN:
        return DECREASE
    if leads & mark.KEEP:
        return MAINTAIN
    if leads & mark.BETTER:
        last = end_of(sentence.context, sentence.lead + 1) - 1
        if sentence.context.lows[last].endswith(sentence.words.adverbs):
            last -= 1
        measured = sentence.context.marks[last]
        if measured & mark.LOWER_IS_BETTER:
            return DECREASE
        if measured & mark.METRICS and sentence.context.lows[last] not in _UNCOUNTED:
            return INCREASE
    return UNKNOWN


def to_come(sentence: Sentence, found: Measure) -> Measure:
    """What a text measures whose number is still to come, given what its verb says."""
    if found.direction != UNKNOWN:
        return found
    return Measure(direction=DECREASE if sentence.held & mark.LOWER_IS_BETTER else INCREASE)


def is_per(held: int) -> bool:
    """Whether a word means per: "per", "every", not "a"."""
    return bool(held & mark.PER) and not held & mark.ARTICLES
