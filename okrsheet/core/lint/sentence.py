"""One text, read once: its words, its leading verb, its numbers."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import MARGIN, Context
from okrsheet.core.lint.marks import Language, language
from okrsheet.core.lint.number import DATE, SPAN, Number
from okrsheet.core.lint.quantities import quantities
from okrsheet.core.lint.roles import roles
from okrsheet.core.lint.tokens import pieces
from okrsheet.core.lint.vocabulary import READY, language_of

LONGEST: Final = 1000
"""Letters of a text that are judged; a key result is a sentence."""

_PREFIX: Final = 6
_CLAUSE: Final = 12
_CLAUSES: Final = mark.STEP | mark.WITHIN | mark.PLACES | mark.ORIGIN
_BY: Final = mark.STEP | mark.WITHIN | mark.GOAL
_DATED: Final = frozenset({DATE, SPAN})
_DEEDS: Final = mark.PRODUCES | mark.CHORE
_VERBS: Final = _DEEDS | mark.PROMISE | mark.LAUNCH | mark.REACH | mark.KEEP | mark.UP | mark.DOWN
_LABELLING: Final = mark.JOINT | mark.LOOSE
_BEHIND_TITLES: Final = frozenset(".-\u2013\u2014")
_IN_TITLES: Final = frozenset("/&")
_NO_LABELS: Final = mark.PRODUCES | mark.CHANGE
_MEASURED: Final = mark.METRICS | mark.LOWER_IS_BETTER
_NO_LOWS: Final = ("",) * MARGIN
_NO_BITS: Final = (0,) * MARGIN
_NO_MARKS: Final = (0,) * LONGEST


class Sentence:
    """A text as the rules see it; never changed.

    Attributes:
        context: its pieces, their small words and what each of them can be.
        held: what any of its words can be.
        numbers: its numbers, each with its role.
        lead: where the word stands that leads it; `leads` is what that can be.
        verb: that word, "" where there is none.
        words: those of its language.
    """

    __slots__ = ("context", "held", "lead", "leads", "numbers", "text", "verb", "words")

    def __init__(self, text: str, context: Context, numbers: tuple[Number, ...]) -> None:
        self.text = text
        self.context = context
        self.held = context.held
        self.words = context.words
        self.numbers = numbers
        lead = _lead(context)
        if self.words.verb_last and not context.marks[lead] & _VERBS:
            lead = _last_verb(context, lead)
        self.lead = lead
        self.verb = context.lows[lead]
        self.leads = _leads(context, lead)

    def is_mute(self) -> bool:
        """Whether it holds neither a word nor a number, or is a formula that is shown as text."""
        if self.context.lows[0][:1] == "=":
            return True
        pieces = self.context.pieces
        return not self.held & mark.WORDS and not any(piece[0].isalnum() for piece in pieces)

    def has_date(self) -> bool:
        """Whether it says by when: a date, a quarter, a span of weeks or longer."""
        if self.held & mark.DEADLINES:
            return True
        if self.held & mark.MONTHS and _names_month(self.context.marks):
            return True
        for number in self.numbers:  # noqa: SIM110  # any() takes twice the time
            if number.role in _DATED:
                return True
        return False


def _names_month(marks: list[int]) -> bool:
    """Whether "by May" stands there; "may" alone is no month."""
    return any(held & mark.MONTHS and marks[at - 1] & _BY for at, held in enumerate(marks) if held)


def read_sentence(text: str) -> Sentence:
    """Read a text; only its first `LONGEST` letters."""
    return read_sentences((text,))[0]


def read_sentences(texts: Sequence[str]) -> list[Sentence]:
    """Read texts; of each only its first `LONGEST` letters.

    Step by step for all of them, which takes a third less time than text by text: a processor is
    quick at what it did last.
    """
    cuts = [pieces(text[:LONGEST]) for text in texts]
    ready = language(READY)
    contexts = [_context(cut, ready) for cut in cuts]
    found = [
        quantities(context, ascii_only=text.isascii())
        for context, text in zip(contexts, texts, strict=True)
    ]
    numbers = list(map(roles, contexts, found))
    return list(map(Sentence, texts, contexts, numbers))


def _context(cut: list[str], ready: Language) -> Context:
    lows = list(map(str.lower, cut))
    words, known = ready
    marks = list(map(known.get, lows, _NO_MARKS))
    held = reduce(or_, filter(None, marks), 0)
    if held & mark.FOREIGN:
        words, known = language(language_of(frozenset(lows)))
        marks = list(map(known.get, lows, _NO_MARKS))
        held = reduce(or_, filter(None, marks), 0)
    lows += _NO_LOWS
    marks += _NO_BITS
    return Context(cut, lows, marks, held, words)


def _lead(context: Context) -> int:
    """Where the sentence begins, behind a label such as "KR 1:" and words like "we will"."""
    marks = context.marks
    start = _behind_label(context) if context.held & _LABELLING else 0
    if marks[start] & _CLAUSES and not marks[start] & mark.ARTICLES:
        start = _behind_clause(context, start)
    for at in range(start, context.size):
        low = context.lows[at]
        if low[0].isalpha():
            if not marks[at] & mark.OPENERS and not low.endswith(context.words.adverbs):
                return at
        elif low[-1].isalnum() or at > start + _PREFIX:
            return at
    return context.size


def _behind_clause(context: Context, start: int) -> int:
    """Where the sentence goes on behind "By 10 October," or "After the move,"."""
    first = context.lows[start + 1 : start + _CLAUSE]
    behind = start + first.index(",") + 2 if "," in first else start
    return behind if context.is_word(behind) else start


def _last_verb(context: Context, lead: int) -> int:
    """Where the last word stands if it is a verb, else where the first one does."""
    last = context.size - 1
    while last > 0 and not context.is_word(last):
        last -= 1
    return last if context.marks[last] & _VERBS else lead


def _leads(context: Context, lead: int) -> int:
    """What the leading word can be; "training plan" and "working draft" begin with no verb."""
    held, behind = context.marks[lead], context.marks[lead + 1]
    if not held & _DEEDS or not context.is_word(lead + 1):
        return held
    if context.lows[lead].endswith(context.words.ongoing):
        return held if behind & mark.SMALL else 0
    if _is_capability(context, lead) or _names_a_thing(context, lead) or _is_told(context, lead):
        return 0
    if behind & mark.EFFORTS and not context.is_word(lead + 2):
        return 0  # "Lead generation"
    ends = not context.is_word(lead + 2) or context.marks[lead + 2] & mark.SMALL
    one = behind & mark.MADE and not context.lows[lead + 1].endswith("s")
    return 0 if one and ends else held


def _names_a_thing(context: Context, lead: int) -> bool:
    """Whether "support" or "order" begins the name of a thing: "Support portal is online"."""
    marks = context.marks
    if marks[lead + 1] & mark.SMALL:
        return not marks[lead + 1] & mark.ARTICLES and _is_finished(context)
    measured = _MEASURED if marks[lead] & mark.CHORE else mark.METRICS  # "Order errors below 4"
    for at in (lead + 1, lead + 2, lead + 3):
        if marks[at] & mark.STATES or context.lows[at] == "per" or _arrives(context, at):
            return True  # also "Support tickets per customer"
        if context.lows[at].endswith(context.words.done):
            return bool(marks[at + 1] & mark.SMALL) or not context.is_word(at + 1)
        if marks[at] & measured and any(low[:1].isdecimal() for low in context.lows):
            return True
        if marks[at] & mark.SMALL or not context.is_word(at):
            return False
    return False


def _arrives(context: Context, at: int) -> bool:
    """Such as the "passes" of "Coach passes the licence": what stands before is who does it."""
    verb = context.marks[at] & mark.REACH and context.lows[at].endswith("s")
    return bool(verb and context.marks[at + 1] & mark.ARTICLES)


def _is_finished(context: Context) -> bool:
    """Such as "Pilot with the hospital completed": the last word is a deed that is done."""
    last = max(at for at in range(context.size) if context.is_word(at))
    done = context.lows[last].endswith(context.words.done)
    return done and bool(context.marks[last] & (_DEEDS | mark.REACH | mark.WINNING | mark.LAUNCH))


def _is_told(context: Context, lead: int) -> bool:
    """Such as "Shared tools and guides are documented": a state of what is named."""
    if not context.held & mark.STATES or not context.lows[lead].endswith(context.words.done):
        return False
    for at in range(lead + 1, context.size):
        held = context.marks[at]
        if held & mark.STATES:
            return True
        if not context.is_word(at) or (held & mark.SMALL and not held & mark.AND_WORDS):
            return False
    return False


def _is_capability(context: Context, lead: int) -> bool:
    """Such as "Support for receipts", "Support dispatching a task": what a product can do."""
    behind = context.lows[lead + 1]
    if context.lows[lead] != "support":
        return False
    return behind == "for" or behind.endswith(context.words.ongoing)


def _behind_label(context: Context) -> int:
    if context.marks[0] & _NO_LABELS:
        return 0
    label = context.lows[: _PREFIX + 1]
    if ":" in label:
        at = label.index(":")
        if 0 < at < context.size - 1:
            return at + 1
    return next(
        (_behind_title(context, at) for at in range(1, len(label)) if label[at] in _BEHIND_TITLES),
        0,
    )


def _behind_title(context: Context, end: int) -> int:
    """Where the verb stands behind a title such as "Frame rate. Keep", "Frame rate - keep"."""
    titled = context.pieces[0][0].isupper() and end + 1 < context.size
    if not titled or not all(low[0].isalpha() or low in _IN_TITLES for low in context.lows[:end]):
        return 0
    begins = context.pieces[end + 1][0].isupper() or context.lows[end] != "."
    led = begins and context.marks[end + 1] & _VERBS and not context.marks[0] & _VERBS
    return end + 1 if led else 0
