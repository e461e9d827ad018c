"""One text, read once: its words, its leading verb, its numbers."""

from typing import Final, NamedTuple

from okrsheet.core.lint.quantities import quantities
from okrsheet.core.lint.roles import DATE, SPAN, Context, Number, roles
from okrsheet.core.lint.tokens import NAME, NUMBER, WORD
from okrsheet.core.lint.tokens import pieces as cut
from okrsheet.core.lint.vocabulary import Vocabulary, language_of, vocabulary

LONGEST: Final = 1000
"""Letters of a text that are judged; a key result is a sentence."""

_PREFIX: Final = 6


class Sentence(NamedTuple):
    """A text as the rules see it.

    Attributes:
        context: its pieces and small words, and the words of its language.
        present: all small words it holds.
        verb: the word that leads it, "" where there is none.
        lead: where that word stands.
        numbers: its numbers, each with its role.
    """

    text: str
    context: Context
    present: frozenset[str]
    verb: str
    lead: int
    numbers: tuple[Number, ...]

    @property
    def words(self) -> Vocabulary:
        """The words of its language."""
        return self.context.words

    @property
    def is_mute(self) -> bool:
        """Whether it holds neither a word nor a number."""
        return not any(self.context.lows) and not any(p[NUMBER] for p in self.context.pieces)

    @property
    def has_date(self) -> bool:
        """Whether it says by when: a date, a quarter, a span of weeks or longer."""
        if self.present & self.words.deadlines or any(p[NAME] for p in self.context.pieces):
            return True
        return any(number.role in (DATE, SPAN) for number in self.numbers)


def read_sentence(text: str) -> Sentence:
    """Read a text; only its first `LONGEST` letters."""
    pieces = cut(text[:LONGEST])
    lows = [piece[WORD].lower() for piece in pieces]
    present = frozenset(lows)
    words = vocabulary(language_of(present))
    context = Context(pieces, lows, words)
    lead = _lead(context)
    verb = lows[lead] if lead < len(lows) else ""
    digits = any(piece[NUMBER] for piece in pieces)
    numbers: tuple[Number, ...] = ()
    if digits or present & words.countable:
        numbers = roles(context, quantities(pieces, lows, words))
    return Sentence(text, context, present, verb, lead, numbers)


def _lead(context: Context) -> int:
    """Where the sentence begins, behind a label such as "KR 1:" and words like "we will"."""
    lows, words = context.lows, context.words
    start = _behind_label(context)
    for at in range(start, len(lows)):
        low = lows[at]
        if not low and (context.pieces[at][NUMBER] or at > start + _PREFIX):
            return at
        if low and low not in words.openers:
            return at
    return len(lows)


def _behind_label(context: Context) -> int:
    for at in range(1, min(_PREFIX + 1, len(context.lows))):
        if context.sign(at) == ":" and at + 1 < len(context.lows):
            return at + 1
    return 0

