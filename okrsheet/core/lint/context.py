"""The pieces of a text, and what each of them can be."""

from typing import Final, NamedTuple

from okrsheet.core.lint.vocabulary import Vocabulary

MARGIN: Final = 6
"""Empty places behind the last piece: a rule looks that far, before the first piece as well."""


class Context(NamedTuple):
    """A text cut into pieces; `lows` and `marks` run beside them, with a margin behind.

    Attributes:
        pieces: words, numbers and signs as written.
        lows: the same in small letters; "" in the margin.
        marks: what each word can be, as bits of `marks`; 0 for numbers, signs and the margin.
        size: how many pieces there are.
        words: the language.
    """

    pieces: list[str]
    lows: list[str]
    marks: list[int]
    size: int
    words: Vocabulary

    def is_word(self, at: int) -> bool:
        """Whether a word stands at a place."""
        return self.lows[at][:1].isalpha()
