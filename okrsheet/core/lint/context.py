"""The pieces of a text, and what each of them can be."""

from collections.abc import Sequence
from typing import NamedTuple

from okrsheet.core.lint.tokens import Piece
from okrsheet.core.lint.vocabulary import Vocabulary


class Context(NamedTuple):
    """A text cut into pieces; `lows`, `marks` and `signs` run beside them.

    Attributes:
        lows: the words in small letters, "" for what is none.
        marks: what each word can be, as bits of `marks`.
        signs: the signs, "" for what is none.
        words: the language.
    """

    pieces: Sequence[Piece]
    lows: list[str]
    marks: list[int]
    signs: list[str]
    words: Vocabulary

    def low(self, at: int) -> str:
        """The small word at a place, "" outside the text."""
        return self.lows[at] if 0 <= at < len(self.lows) else ""

    def mark(self, at: int) -> int:
        """What the word at a place can be, 0 outside the text."""
        return self.marks[at] if 0 <= at < len(self.marks) else 0

    def sign(self, at: int) -> str:
        """The sign at a place, "" outside the text."""
        return self.signs[at] if 0 <= at < len(self.signs) else ""
