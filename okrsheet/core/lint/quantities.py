"""The numbers of a text, each with its unit and with what stands around it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from okrsheet.core.lint.tokens import GLUED, NAME, NUMBER, SIGN, WORD, Piece
from okrsheet.core.lint.vocabulary import Vocabulary

PERCENT: Final = "%"
TIMES: Final = "x"
CURRENCIES: Final = {
    "$": "USD",
    "us$": "USD",
    "usd": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "¥": "JPY",
    "chf": "CHF",
    "r$": "BRL",
    "brl": "BRL",
    "inr": "INR",
    "₹": "INR",
}
_PERCENT_WORDS: Final = frozenset({"percent", "prozent", "pct", "percentage", "pp"})
_ORDINALS: Final = frozenset({"st", "nd", "rd", "th"})
_NAMES: Final = frozenset({"am", "pm", "d", "a", "c", "e", "f", "g", "i"})
_SCALES_OUT_OF: Final = frozenset({5.0, 7.0, 10.0, 100.0})
_LONGEST_UNIT: Final = 6


class Quantity(NamedTuple):
    """A number with its unit.

    Attributes:
        value: plain, its scale applied (180K is 180000).
        unit: %, USD, x, days, points of 5, or the words that follow it.
        scale: what was multiplied in: 1, 1000 and so on.
        first, after: the pieces it takes, from `first` up to but without `after`.
        counts: it counts things: no percentage, money, factor, span or rating.
        named: it is no amount at all: an ordinal, "5-star", "24/7".
    """

    value: float
    unit: str
    scale: float
    first: int
    after: int
    counts: bool
    named: bool = False


def plain_number(text: str, *, decimal_comma: bool = False) -> float:
    """The value of digits with their marks: "1,234.5", "1.234,5", "45.5"."""
    digits = text.replace("'", "").replace("’", "")
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        mark = "," if comma > point else "."
    elif comma >= 0:
        mark = "." if _groups(digits, ",") and not _decimal(digits, ",", decimal_comma) else ","
    else:
        grouped = _groups(digits, ".") and (decimal_comma or digits.count(".") > 1)
        mark = "," if grouped else "."
    other = "," if mark == "." else "."
    return float(digits.replace(other, "").replace(mark, ".", 1).replace(",", ""))


def _groups(digits: str, mark: str) -> bool:
    head, *rest = digits.split(mark)
    return bool(head) and len(head) <= 3 and all(len(part) == 3 for part in rest)  # noqa: PLR2004


def _decimal(digits: str, mark: str, decimal_comma: bool) -> bool:  # noqa: FBT001
    return decimal_comma and digits.count(mark) == 1 and digits.startswith("0")


def quantities(
    pieces: Sequence[Piece], lows: Sequence[str], words: Vocabulary
) -> tuple[Quantity, ...]:
    """All numbers of a text, in order; versions, dates and links are none."""
    found: list[Quantity] = []
    position, last = 0, len(pieces)
    while position < last:
        read = _read(pieces, lows, words, position)
        if read is not None:
            found.append(read)
        position = max(position + 1, read.after if read else 0)
    return tuple(found)


def _read(
    pieces: Sequence[Piece], lows: Sequence[str], words: Vocabulary, at: int
) -> Quantity | None:
    piece = pieces[at]
    if piece[NUMBER]:
        if piece[NUMBER].count(".") > 1 and not _groups(piece[NUMBER], "."):
            return None
        value = plain_number(piece[NUMBER], decimal_comma=words.decimal_comma)
        return _with_unit(pieces, lows, words, at, value)
    low = lows[at]
    if low in words.times:
        rhythm = lows[at + 1] if at + 1 < len(lows) else ""
        if rhythm in words.per and at + 2 < len(lows):
            return Quantity(words.times[low], f"per {lows[at + 2]}", 1.0, at, at + 3, counts=False)
        return None
    if low in words.numbers:
        return _with_unit(pieces, lows, words, at, words.numbers[low])
    return None


def _with_unit(
    pieces: Sequence[Piece], lows: Sequence[str], words: Vocabulary, at: int, value: float
) -> Quantity:
    glued = pieces[at][GLUED].lower()
    first = at - 1 if at and _sign_or_word(pieces, lows, at - 1) in CURRENCIES else at
    after, scale = at + 1, 1.0
    if glued == "s" and lows[after + 1 : after + 2] and lows[after + 1] in words.scales:
        scale, glued, after = words.scales[lows[after + 1]], "", after + 2
    elif glued in words.scales:
        scale, glued = words.scales[glued], ""
    elif not glued and after < len(lows) and lows[after] in words.scales:
        scale, after = words.scales[lows[after]], after + 1
    value, after = _and_a_half(value, lows, after)
    value *= scale
    unit = _marked_unit(pieces, lows, words, first, after, glued)
    if unit:
        return Quantity(value, unit[0], scale, first, unit[1], counts=False)
    if glued:
        named = glued in _ORDINALS or glued in _NAMES or glued[0] == "-"
        return Quantity(value, glued, scale, first, after, counts=not named, named=named)
    rating = _rating(pieces, words, value, after)
    if rating:
        return rating._replace(first=first, scale=scale)
    return Quantity(value, _things(lows, words, after), scale, first, after, counts=True)


def _sign_or_word(pieces: Sequence[Piece], lows: Sequence[str], at: int) -> str:
    return pieces[at][SIGN] or lows[at]


def _and_a_half(value: float, lows: Sequence[str], after: int) -> tuple[float, int]:
    if tuple(lows[after : after + 3]) == ("and", "a", "half"):
        return value + 0.5, after + 3
    return value, after


def _marked_unit(
    pieces: Sequence[Piece],
    lows: Sequence[str],
    words: Vocabulary,
    first: int,
    after: int,
    glued: str,
) -> tuple[str, int] | None:
    """A unit that stands beside the number by a sign or a word of its own, and where it ends."""
    before = _sign_or_word(pieces, lows, first)
    if before in CURRENCIES:
        return CURRENCIES[before], after
    if glued == TIMES:
        return TIMES, after
    if glued in words.periods:
        return words.periods[glued], after
    if glued or after >= len(pieces):
        return None
    behind = _sign_or_word(pieces, lows, after)
    if behind == PERCENT or behind in _PERCENT_WORDS:
        return PERCENT, after + 1
    if behind in CURRENCIES:
        return CURRENCIES[behind], after + 1
    if behind in words.periods:
        return words.periods[behind], after + 1
    return None


def _rating(
    pieces: Sequence[Piece], words: Vocabulary, value: float, after: int
) -> Quantity | None:
    """ "4.5/5" is a rating; "24/7" is a name."""
    if after + 1 >= len(pieces) or pieces[after][SIGN] != "/" or not pieces[after + 1][NUMBER]:
        return None
    whole = plain_number(pieces[after + 1][NUMBER], decimal_comma=words.decimal_comma)
    if whole in _SCALES_OUT_OF and value <= whole:
        return Quantity(value, f"points of {whole:g}", 1.0, after - 1, after + 2, counts=False)
    return Quantity(value, "", 1.0, after - 1, after + 2, counts=False, named=True)


def _things(lows: Sequence[str], words: Vocabulary, after: int) -> str:
    """What is counted: the words behind the number up to the next small one."""
    found: list[str] = []
    for low in lows[after : after + _LONGEST_UNIT]:
        if low in words.small:
            break
        if low:
            found.append(low)
    return " ".join(found)


def is_name(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece has digits and yet is no number: a date, a link, an issue."""
    return bool(pieces[at][NAME])


def follows_word(pieces: Sequence[Piece], at: int) -> str:
    """The word as written right before a piece, "" where there is none."""
    return pieces[at - 1][WORD] if at else ""
