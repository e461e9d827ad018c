"""The word of a list that somebody meant, where a slip of the finger is all that stands between.

Likeness is no reason: Discontinue looks like Continue, and Uncommitted like Committed.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_SHORTEST: Final = 5
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_OTHER_WORDS: Final = frozenset({"chance", "charge", "revive"})
"""One letter away from a word of ours, and words of their own."""


def meant(typed: str, offered: Iterable[str]) -> str | None:
    """The word that a typed one stands for; None where it is none, or could be two.

    Capitals, blanks, punctuation and invisible signs make no difference; a question mark does.
    Otherwise one letter may be missing, too many, another one or swapped with the next, in a word
    of five letters or more, and never the first one.
    """
    words = tuple(offered)
    form = _form(typed)
    same = [word for word in words if _form(word) == form]
    close = same or [word for word in words if form.isalpha() and _is_slip(typed, word)]
    return close[0] if len(close) == 1 else None


def _form(text: str) -> str:
    seen = unicodedata.normalize("NFKC", text).casefold()
    return "".join(
        sign for sign in seen if sign == "?" or unicodedata.category(sign)[0] not in "PZC"
    )


def _pieces(text: str) -> list[str]:
    seen = unicodedata.normalize("NFKC", text).casefold()
    return _LETTERS.findall("".join(each for each in seen if unicodedata.category(each) != "Cf"))


def _is_slip(typed: str, word: str) -> bool:
    """Whether all words of a text are right but one, and that one has a single slip."""
    held, right = _pieces(typed), _pieces(word)
    wrong = [pair for pair in zip(held, right, strict=False) if pair[0] != pair[1]]
    return len(held) == len(right) and len(wrong) == 1 and _one_edit(*wrong[0])


def _one_edit(held: str, right: str) -> bool:
    if len(right) < _SHORTEST or held[0] != right[0] or held in _OTHER_WORDS:
        return False
    pairs = enumerate(zip(held, right, strict=False))
    same = next((place for place, (a, b) in pairs if a != b), min(len(held), len(right)))
    ours, theirs = held[same:], right[same:]
    swapped = ours[:2] == theirs[:2][::-1] and ours[2:] == theirs[2:]
    return swapped or theirs[1:] in (ours, ours[1:]) or ours[1:] == theirs
