"""Proof that what stands around the cells of a sheet says what it said."""

import re
from collections.abc import Sequence
from typing import Final

from okrsheet.ooxml.encodings import to_utf8
from okrsheet.ooxml.stretch import Stretch
from okrsheet.ooxml.verify_book import are_same_words, words_of
from okrsheet.ooxml.verify_shown import frame_words

_FRAME: Final = re.compile(rb"<(?:[\w.-]+:)?sheetData[\s/>]")
_DIMENSION: Final = re.compile(
    rb"(<(?:[\w.-]+:)?dimension\s[^>]*?)ref\s*=\s*(?:\"[^\"]*\"|'[^']*')"
)


def are_same_frames(
    parts: tuple[bytes, bytes], where: str, stretches: Sequence[Stretch], *, shows: bool
) -> bool:
    """Whether a sheet's part has the same around its cells before and after a change.

    Args:
        parts: The part before and after.
        where: The file, sheet and part, for messages.
        stretches: Tables whose ends move, and areas with them.
        shows: It may be selected where it was not, or the other way round.
    """
    old, new = (_frame(part, where) for part in parts)
    if old == new:
        return True
    if not stretches and not shows:
        return False
    one, other = (words_of(head + tail.removeprefix(b">"), where) for head, tail in (old, new))
    if shows:
        one, other = frame_words(one), frame_words(other)
    return are_same_words(one, other, stretches)


def _frame(stored: bytes, where: str) -> tuple[bytes, bytes]:
    """What stands before and behind the cells, but for the hint about the used area."""
    data, _ = to_utf8(stored, where)
    found = _FRAME.search(data)
    start = found.start() if found else 0
    end = data.rfind(b"sheetData")
    tail = data[end + len(b"sheetData") :].lstrip(b" /")
    return _DIMENSION.sub(rb"\1", data[:start]), tail
