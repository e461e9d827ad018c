"""Cut a text into words, numbers and signs."""

import re
from typing import Final

# Every alternative runs forward only, so no text can be slow.
_PIECE: Final = re.compile(
    r"[^\W\d_][\w'\u2019-]*"
    r"|\d{4}-\d\d(?:-\d\d)?(?!\d)|\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)|(?:19|20)\d\d/\d{1,2}(?!\d)"
    r"|1(?::|-on-|-to-)1s?(?!\w)"
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,])[^\W\d_]*"
    r"|\d+(?:[.,'\u2019]\d+)*[^\W\d_]*(?:-[^\W\d_]+)*|(?<![\w.])\.\d+|\#\d+"
    r"|-?->|=>|[<>]=|\[[^\[\]\d]{1,30}\]|\{[^{}\d]{1,30}\}|<[A-Za-z][^<>]{0,30}>|\S"
)
_NUMBER: Final = re.compile(
    r"(\d+(?:[.,'\u2019 \u00a0\u202f]\d+)*|\.\d+)([^\W\d_]*(?:-[^\W\d_]+)*)"
)
# Some scripts put no space between words and numbers.
_UNSPACED: Final = "[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
_GLUED: Final = re.compile(rf"(?<={_UNSPACED})(?=\d)|(?<=\d)(?={_UNSPACED})")
_LINK: Final = re.compile(r"https?://\S+")
_TAG: Final = re.compile(
    r"</?(?:a|b|i|u|s|p|br|div|span|strong|em|ul|ol|li|h[1-6]|font|script|style|table|tr|td)"
    r"(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)


def pieces(text: str) -> list[str]:
    """All pieces of a text, in order; white space, links and HTML tags fall away.

    A number keeps the letters glued to it ("50k", "30-day"); dates and "#12" are pieces of their
    own.
    """
    if "://" in text:
        text = _LINK.sub(" ", text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if not text.isascii():
        text = _GLUED.sub(" ", text)
    return _PIECE.findall(text)


def number_and_rest(piece: str) -> tuple[str, str] | None:
    """The digits of a piece and the letters glued to them; None for a date, a word, a sign."""
    if piece.isdecimal():
        return piece, ""
    found = _NUMBER.fullmatch(piece)
    return (found[1], found[2]) if found else None
