"""Headers, labels and sheet names as people type them: what makes no difference, near misses."""

import re
from collections.abc import Iterable
from typing import Final

_ASIDE: Final = r"\([^)]*\)|\[[^\]]*\]"
_NEAR: Final = 0.6
_LONGEST: Final = 40


def word_of(text: str) -> str:
    r"""A header as it is compared: width of letters, blanks and capitals make no difference.

    Characters nobody sees (zero width, byte order marks) are dropped.

    Example:
        >>> word_of("\ufeff Key\u00a0 RESULT\u200b")
        'key result'
    """
    if not text.isascii():
        from unicodedata import category, normalize  # noqa: PLC0415  # most headers are ASCII

        text = "".join(sign for sign in normalize("NFKC", text) if category(sign) != "Cf")
    return " ".join(text.split()).casefold()


def term_of(text: str) -> str:
    """A header of somebody else's table: asides in brackets, underscores and colons go too.

    Example:
        >>> term_of("Key_Results (KRs):")
        'key results'
    """
    return word_of(re.sub(_ASIDE, " ", text).replace("_", " ")).strip(" :*.?#") or word_of(text)


def closest(text: str, among: Iterable[str]) -> str:
    """The most similar of some names; "" where none comes near."""
    from difflib import SequenceMatcher  # noqa: PLC0415  # needed only where something is wrong

    wanted = term_of(text)
    best, likeness = "", _NEAR
    for name in among:
        found = SequenceMatcher(None, wanted, term_of(name)).ratio()
        if found > likeness:
            best, likeness = name, found
    return best


def listed(names: Iterable[str], most: int = 12) -> str:
    """Names in quotes, the first ones of many."""
    shown = [repr(name if len(name) <= _LONGEST else f"{name[:_LONGEST]}\u2026") for name in names]
    rest = f" and {len(shown) - most} more" if len(shown) > most else ""
    return ", ".join(shown[:most]) + rest
