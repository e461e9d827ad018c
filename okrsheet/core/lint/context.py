"""The pieces of a text, and what each of them can be."""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.vocabulary import Vocabulary

_ENDING: Final = mark.SMALL | mark.MORE | mark.LESS
MARGIN: Final = 6
"""Empty places behind the last piece: a rule looks that far, before the first piece as well."""


class Context:
    """A text cut into pieces; `lows` and `marks` run beside them, with a margin behind.

    Not a tuple, for it is asked hundreds of times a text: a slot is read in a third of the time.

    Attributes:
        pieces: words, numbers and signs as written.
        lows: the same in small letters; "" in the margin.
        marks: what each word can be, as bits of `marks`; 0 for numbers, signs and the margin.
        held: what any of the words can be.
        size: how many pieces there are.
        words: the language.
    """

    __slots__ = ("held", "lows", "marks", "pieces", "size", "words")

    def __init__(
        self, pieces: list[str], lows: list[str], marks: list[int], held: int, words: Vocabulary
    ) -> None:
        self.pieces = pieces
        self.lows = lows
        self.marks = marks
        self.held = held
        self.size = len(pieces)
        self.words = words

    def is_word(self, at: int) -> bool:
        """Whether a word stands at a place."""
        return self.lows[at][:1].isalpha()


def ends_name(context: Context, at: int) -> bool:
    """Whether no thing is named there: "half a day per week", not "half a day workshop"."""
    return not context.is_word(at) or bool(context.marks[at] & _ENDING)


def is_part(context: Context, after: int) -> bool:
    """Whether "of 10" stands behind a number: "8 of 10"."""
    return context.lows[after] == "of" and context.lows[after + 1].isdecimal()


FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2060
"""What may be a year lies between them."""


def is_year(low: str) -> bool:
    """Whether a piece can be a year."""
    return low.isdecimal() and FIRST_YEAR <= float(low) <= LAST_YEAR


def in_brackets(context: Context, first: int) -> bool:
    """Whether a place stands in brackets."""
    if not context.held & mark.BRACKET:
        return False
    before = context.lows[:first]
    return before.count("(") > before.count(")")
