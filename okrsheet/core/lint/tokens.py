"""Cut a text into words, numbers and signs."""

import re
from typing import Final

# Every alternative runs forward only, so no text can be slow.
_PIECE: Final = re.compile(
    r"(https?://\S+|\d{4}-\d\d(?:-\d\d)?(?!\d)|\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)"
    r"|(?:19|20)\d\d/\d{1,2}(?!\d)|\#\d+)"
    r"|(\d+(?:[.,'’]\d+)*|(?<![\w.])\.\d+)([^\W\d_]*(?:-[^\W\d_]+)*)"
    r"|([^\W\d_][\w'’]*(?:\.\d+)*(?:-\w[\w'’]*)*)"
    r"|(-?->|=>|[<>]=|\[[^\[\]\d]{1,30}\]|\{[^{}\d]{1,30}\}|<[A-Za-z][^<>]{0,30}>|\S)"
)

Piece = tuple[str, str, str, str, str]
"""A piece of a text, four of the five being "": what is no number though it has digits (a date, a
link), a number and the letters glued to it ("50", "k"), a word, a sign."""

NAME, NUMBER, GLUED, WORD, SIGN = range(5)


def pieces(text: str) -> list[Piece]:
    """All pieces of a text, in order; white space falls away."""
    return _PIECE.findall(text)
