"""Amounts as people type them into tables of their own: "93 days", "$180K", "1.234,5", "2 Mio".

Nothing is guessed: what could be two numbers, or is a change or a range, is no amount, and the
question to ask stands beside it.
"""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from okrsheet.workbook.typed_text import is_share, narrow, number_in

POINT: Final = "."
COMMA: Final = ","
_AMBIGUOUS_GROUP: Final = 3
_LONGEST: Final = 80
_CURRENCIES: Final = (
    "US$", "R$", "A$", "C$", "$", "\u20ac", "\u00a3", "\u00a5", "\u20b9",
    "USD", "EUR", "GBP", "CHF", "BRL", "JPY", "INR", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN",
)  # fmt: skip
_MILLION: Final = 1e6
_SCALES: Final = {
    "k": 1e3,
    "tsd": 1e3,
    "thousand": 1e3,
    "m": _MILLION,
    "mm": _MILLION,
    "mn": _MILLION,
    "mio": _MILLION,
    "mill": _MILLION,
    "million": _MILLION,
    "millions": _MILLION,
    "millionen": _MILLION,
    "milhões": _MILLION,
    "milhão": _MILLION,
    "mi": _MILLION,
    "millones": _MILLION,
    "millón": _MILLION,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "mrd": 1e9,
    "milliarden": 1e9,
}
_DASHES: Final = ("-", "\u2013", "\u2014")
_UNITS_TOO: Final = frozenset({"m", "mi", "mm", "b"})
"""Scales of money; after other numbers they are metres, miles, millimetres, bytes."""
_MONEY: Final = "|".join(map(re.escape, _CURRENCIES))
_AMOUNT: Final = re.compile(
    rf"(?P<limit>[<>\u2264\u2265~\u2248]=?|min\.?|max\.?|ca\.?)?\s*(?P<money>{_MONEY})?\s*"
    r"(?P<sign>[+-])?\s*(?P<number>\d[\d.,'\u2019 ]*|[.,]\d+)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_POWER: Final = re.compile(r"-?\d(?:[.,]\d{1,20})?e[+-]?\d{1,3}", re.IGNORECASE)
"""1.5E+06, as spreadsheets write large numbers into CSV."""
_SCALED: Final = re.compile(r"([^\W\d_]+)\.?(?!\w)", re.UNICODE)
_OF: Final = re.compile(r"(?:/|out of|of|von|de)\s*\d+(?:[.,]\d+)?", re.IGNORECASE)
_GROUPED: Final = re.compile(r"\d{1,3}(?:([ '\u2019])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_WHOLE: Final = re.compile(r"\d*|\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")


class Amount(NamedTuple):
    """A number a text stands for.

    Attributes:
        value: in the metric's own unit, percentages as fractions; None where it can't be told.
        unit: such as %, days, EUR; "" for none.
        question: what a person should look at; "" for nothing.
    """

    value: float | None
    unit: str = ""
    question: str = ""


def amount_in(text: str, *, locale: str = "", decimal: str = "") -> Amount:
    """The amount a text stands for.

    Args:
        text: as typed.
        locale: whose marks for thousands and decimals it uses; "" for nobody's.
        decimal: the mark of decimals in the same table, where that is known: "." or ",".
    """
    plain = " ".join(narrow(text).replace("\u2212", "-").split())
    sure = number_in(plain, locale)
    if sure is not None:
        return Amount(sure, "%" if is_share(plain) else "")
    if _POWER.fullmatch(plain):
        return Amount(float(plain.replace(",", ".")))
    found = _AMOUNT.fullmatch(plain) if len(plain) <= _LONGEST else None
    if found is None:
        return Amount(None, "", f"{_quoted(text)} is no number")
    if found["sign"] == "+":
        return Amount(None, "", f"{_quoted(text)} may be a change, not a value")
    value = _digits(found["number"].strip(), locale, decimal)
    if value is None:
        told = "could be read in two ways: say how numbers are written, with --locale"
        return Amount(None, "", f"{_quoted(text)} {told}")
    return _with_rest(found, -value if found["sign"] else value, text)


def _with_rest(found: re.Match[str], value: float, text: str) -> Amount:
    rest, question = found["rest"].strip(), ""
    if found["limit"]:
        question = f"{_quoted(text)} says a limit; taken is the number"
    if rest.startswith(("+", "%+", "% +")):
        rest = rest.replace("+", "", 1).strip()
        question = f"{_quoted(text)} says at least; taken is the number"
    if rest.startswith(_DASHES) and found["number"].endswith((COMMA, POINT)):
        # 500,- is an amount without cents.
        rest = rest[1:].lstrip()
    elif _is_minus(found["number"], rest):
        return Amount(None, "", f"{_quoted(text)} may be negative, or a range without an end")
    rest, scale = _scaled(rest, is_money=bool(found["money"]))
    if _OF.fullmatch(rest):
        return Amount(value * scale, rest, f"{_quoted(text)} names a scale; taken is the number")
    if any(letter.isdecimal() for letter in rest):
        return Amount(None, "", f"{_quoted(text)} holds more than one number")
    if rest == "%":
        # 99.9 / 100 is a little more than 0.999.
        return Amount(float(f"{value / 100:.15g}"), "%", question)
    unit = " ".join(part for part in (found["money"] or "", rest) if part)
    return Amount(value * scale, unit, question)


def _is_minus(number: str, rest: str) -> bool:
    """Whether a dash behind a number may be its sign: in "500-" and "500- EUR", not in "5-star"."""
    if not rest.startswith(_DASHES):
        return False
    apart = not number.endswith(" ") and rest[1:2] in ("", " ")
    return apart or not any(letter.isalnum() for letter in rest)


def _scaled(rest: str, *, is_money: bool) -> tuple[str, float]:
    """What follows a number without its "K" or "Mio", and what that multiplies by."""
    found = _SCALED.match(rest)
    scale = _SCALES.get(found[1].casefold()) if found else None
    if found is None or scale is None or (found[1] in _UNITS_TOO and not is_money):
        return rest, 1.0
    return rest[found.end() :].strip(), scale


def _digits(number: str, locale: str, decimal: str) -> float | None:
    number = number.rstrip(".,'\u2019 ")
    if locale:
        return number_in(number, locale)
    if _GROUPED.fullmatch(number):
        number = re.sub("[ '\u2019]", "", number)
    if not re.fullmatch(r"[\d.,]+", number):
        return None
    mark = _mark(number) or decimal
    if not mark:
        return None
    whole, _, rest = number.partition(mark)
    if not _WHOLE.fullmatch(whole) or not (rest.isdecimal() or not rest):
        # 31.03.27 is a day, 1,2,3 a list: to leave out their marks would make numbers of them.
        return None
    plain = whole.replace(COMMA, "").replace(POINT, "")
    return float(f"{plain or 0}.{rest or 0}")


def _mark(number: str) -> str:
    """The mark of decimals a number itself shows; "" where it may be either."""
    marks = [letter for letter in number if letter in (COMMA, POINT)]
    if not marks:
        return POINT
    if len(set(marks)) > 1:
        return marks[-1] if marks.count(marks[-1]) == 1 else ""
    head, *groups = number.split(marks[0])
    other = COMMA if marks[0] == POINT else POINT
    if len(marks) > 1:
        return other if all(len(each) == _AMBIGUOUS_GROUP for each in groups) else ""
    in_groups = len(groups[0]) == _AMBIGUOUS_GROUP and head.strip("0") and len(head) <= len("999")
    return "" if in_groups else marks[0]


def decimal_mark(texts: Iterable[str]) -> str:
    """The mark of decimals that a table's own numbers show; "" where none does, or they differ."""
    shown = set()
    for text in texts:
        found = _AMOUNT.fullmatch(" ".join(narrow(text).split())) if len(text) <= _LONGEST else None
        number = found["number"].strip() if found else ""
        if COMMA in number or POINT in number:
            shown.add(_mark(re.sub("[ '\u2019]", "", number.rstrip(".,'\u2019 "))))
    shown.discard("")
    return shown.pop() if len(shown) == 1 else ""


def _quoted(text: str) -> str:
    short = " ".join(text.split())
    return repr(short if len(short) <= _LONGEST else f"{short[:_LONGEST]}\u2026")
