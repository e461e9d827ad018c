"""Cut a text into words, numbers and signs."""

import re
from functools import cache
from typing import Final


def _cutter(letter: str, inner: str, quote: str, space: str) -> str:
    """The pattern of a piece: words first, then what begins with a digit, then signs.

    Every alternative runs forward only, so no text can be slow.
    """
    digits = (
        rf"\d{{1,2}}[/-]{letter}{{3,9}}[/-]\d{{2,4}}(?!\d)"
        r"|\d{4}-\d\d(?:-\d\d)?(?!\d)|\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)|(?:19|20)\d\d/\d{1,2}(?!\d)"
        r"|\d+(?:-\d+){2,}|1(?::|-on-|-to-)1s?(?!\w)|\d{1,2}:[0-5]\d(?![\d:])"
        rf"|\d{{1,3}}(?:[{space}]\d{{3}})+(?![\d.,]){letter}*"
        rf"|\d+(?:[.,{quote}]\d+)*{letter}*(?:-{letter}+)*"
    )
    signs = (
        r"(?<![\w.])\.\d+|\#\d+|-?->|=?=>|>>|[<>]="
        r"|\[[^\[\]\d]{1,30}\]|\{[^{}\d]{1,30}\}|<[A-Za-z][^<>]{0,30}>|\S"
    )
    # The space before a piece is passed with it: a fifth quicker than to fail at it first. Plain
    # digits and signs come before the many forms of others: a quarter quicker.
    plain = r"\d+(?=%| (?!\d)|$)|[%,$():;/+&]"
    return rf" ?({letter}[{inner}{quote}-]*|{plain}|(?=\d)(?:{digits})|(?![\w\s])(?:{signs})|\S)"


# A plain set of letters is matched in half the time of a class such as \w.
_ASCII_PIECE: Final = re.compile(_cutter("[A-Za-z]", "A-Za-z0-9_", "'", " "), re.ASCII)
_NUMBER: Final = re.compile(
    r"(\d+(?:[.,'\u2019 \u00a0\u202f]\d+)*|\.\d+)([^\W\d_]*(?:-[^\W\d_]+)*)"
)


_FRACTIONS: Final = {
    "\u00bd": 1 / 2,
    "\u2153": 1 / 3,
    "\u2154": 2 / 3,
    "\u00bc": 1 / 4,
    "\u00be": 3 / 4,
}
_PERCENT: Final = 100
_HYPHENS: Final = {0x2010: "-", 0x2011: "-"}


# Patterns that few texts ask for are compiled when one does: it takes milliseconds.
@cache
def _link() -> "re.Pattern[str]":
    return re.compile(r"https?://\S+")


@cache
def _tag() -> "re.Pattern[str]":
    return re.compile(
        r"</?(?:a|b|i|u|s|p|br|div|span|strong|em|ul|ol|li|h[1-6]|font|script|style|table|tr|td)"
        r"(?:\s[^<>]{0,200})?/?>",
        re.IGNORECASE,
    )


@cache
def _half() -> "re.Pattern[str]":
    return re.compile(r"(?<![\w.,/])(\d{1,3}) 1/2(?![\w/])")


@cache
def _fraction() -> "re.Pattern[str]":
    shared = r" (?:of|less|fewer|more)\b|(?=[ .,;!)]*$)"
    return re.compile(rf"(?<![\d.,])(\d{{0,3}}) ?([{''.join(_FRACTIONS)}])({shared})?")


def _written_out(found: "re.Match[str]") -> str:
    """The sign of a fraction in digits: "2\u00bd" is 2.5, "\u00be of", "by \u00be" are 75 %."""
    whole, part = found[1], _FRACTIONS[found[2]]
    if found[3] is not None and not whole:
        return f" {part * _PERCENT:.4g} %{found[3]}"
    return f" {float(whole or 0) + part:.6g}{found[3] or ''}"


@cache
def _beyond_ascii() -> "tuple[re.Pattern[str], ...]":
    """A script without spaces, where its words and numbers meet, and the pattern of a piece."""
    unspaced = "[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
    glued = rf"(?<={unspaced})(?=\d)|(?<=\d)(?={unspaced})"
    piece = _cutter(r"[^\W\d_]", r"\w", "'\u2019", " \u00a0\u202f")
    return re.compile(unspaced), re.compile(glued), re.compile(piece)


def pieces(text: str) -> list[str]:
    """All pieces of a text, in order; white space, links and HTML tags fall away.

    A number keeps the letters glued to it ("50k", "30-day"); dates and "#12" are pieces of their
    own.
    """
    if "://" in text:
        text = _link().sub(" ", text)
    if "<" in text:
        text = _tag().sub(" ", text)
    if " 1/2" in text:
        text = _half().sub(r"\1.5", text)
    if "per cent" in text:
        text = text.replace("per cent", "percent")
    if "p.c." in text:
        text = text.replace("p.c.", "percent")
    if text.isascii():
        return _ASCII_PIECE.findall(text)
    text = _fraction().sub(_written_out, text.translate(_HYPHENS))
    unspaced, glued, piece = _beyond_ascii()
    if unspaced.search(text):
        text = glued.sub(" ", text)
    return piece.findall(text)


def number_and_rest(piece: str) -> tuple[str, str] | None:
    """The digits of a piece and the letters glued to them; None for a date, a word, a sign."""
    if piece.isdecimal():
        return piece, ""
    found = _NUMBER.fullmatch(piece)
    return (found[1], found[2]) if found else None


def plain_number(text: str, *, decimal_comma: bool = False) -> float:
    """The value of digits with their marks: "1,234.5", "1.234,5", "45.5"."""
    if text.isdecimal():
        return float(text)
    plain = text.replace(",", "")
    if text[-4:-3] == "," and not decimal_comma and plain.isdecimal():
        return float(plain)
    digits = "".join(letter for letter in text if letter.isdecimal() or letter in ",.")
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        point_mark = "," if comma > point else "."
    elif comma >= 0:
        point_mark = (
            "." if is_grouped(digits, ",") and not (decimal_comma and digits[0] == "0") else ","
        )
    else:
        written = decimal_comma or digits.count(".") > 1 or digits.endswith(".000")
        thousands = is_grouped(digits, ".") and written
        point_mark = "," if thousands else "."
    other = "," if point_mark == "." else "."
    return float(digits.replace(other, "").replace(point_mark, ".", 1).replace(",", ""))


def is_grouped(digits: str, mark: str) -> bool:
    """Whether a mark stands between thousands: "1,234"."""
    head, *rest = digits.split(mark)
    return bool(head) and len(head) <= 3 and all(len(part) == 3 for part in rest)  # noqa: PLR2004
