"""Numbers and days that were typed as text, read under a stated locale.

Without a locale only what means the same everywhere is read: 298, 62 %, 2027-02-15. 1.234 is more
than a thousand in one country and a little over one in the next, so it stays text until somebody
says which.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel import Locale

_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_PLAIN: Final = re.compile(r"[+-]?\d{1,15}")
_MARKED: Final = re.compile(r"[+-]?\d[\d.,' \u2019]{0,40}")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DATE_PIECE: Final = re.compile(r"[^\W\d_]+|\d+")
_ANYWHERE: Final = "en"
_CENTURY: Final = 2000
_PIECES: Final = 3


def known_locale(name: str) -> str:
    """A locale such as de, de-CH or pt_BR as the library that knows them writes it; "" for none.

    Raises:
        ValueError: nobody knows it.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  # only doctor needs it

    if not name:
        return ""
    try:
        return str(Locale.parse(name.replace("-", "_")))
    except (UnknownLocaleError, ValueError, TypeError) as error:
        told = f"{name} is no locale okrsheet knows. Name one such as de, fr-CH or en-GB."
        raise ValueError(told) from error


def number_in(text: str, locale: str = "") -> float | None:
    """The number a text stands for; None where it is none, or could be two.

    Args:
        text: as typed; "62 %" is 0.62, as Excel stores it.
        locale: whose marks for thousands and decimals it uses; "" for nobody's.
    """
    plain = _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip().replace("\u2212", "-")
    share = plain.endswith("%")
    digits = plain.removesuffix("%").rstrip()
    number = _number(digits, locale)
    return number / 100 if share and number is not None else number


def _number(digits: str, locale: str) -> float | None:
    if _PLAIN.fullmatch(digits):
        return float(digits)
    if not locale or not _MARKED.fullmatch(digits):
        return None
    from babel.numbers import (  # noqa: PLC0415  # only doctor needs it
        NumberFormatError,
        get_group_symbol,
        parse_decimal,
    )

    group = get_group_symbol(locale)
    marked = digits.replace(" ", group) if not group.strip() else digits
    try:
        return float(parse_decimal(marked.replace("'", "\u2019"), locale=locale, strict=True))
    except (NumberFormatError, ValueError, ArithmeticError):
        return None


def day_in(text: str, locale: str = "") -> date | None:
    """The day a text stands for; None where it is none, or could be two.

    Args:
        text: as typed. A year of two digits is one of this century.
        locale: whose order of day and month, and whose names of months; "" for names in English
            and 2027-02-15 only.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    iso = _ISO.fullmatch(plain)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    pieces = _DATE_PIECE.findall(plain)
    if len(pieces) != _PIECES or not any(map(str.isdigit, pieces)):
        return None
    return _of_names(pieces, locale) or (_of_numbers(pieces, locale) if locale else None)


def _of_names(pieces: Sequence[str], locale: str) -> date | None:
    names = _months(locale or _ANYWHERE)
    months = [names[piece.casefold()] for piece in pieces if piece.casefold() in names]
    numbers = [piece for piece in pieces if piece.isdigit()]
    if len(months) != 1 or len(numbers) != _PIECES - 1:
        return None
    years = [piece for piece in numbers if len(piece) == len("2027")]
    if len(years) != 1:
        return None
    (day,) = (piece for piece in numbers if piece != years[0])
    return _day(int(years[0]), months[0], int(day))


def _of_numbers(pieces: Sequence[str], locale: str) -> date | None:
    if not all(map(str.isdigit, pieces)):
        return None
    order = _order(locale)
    found = dict(zip(order, map(int, pieces), strict=True))
    wide = len(pieces[order.index("y")])
    if wide not in (2, 4):
        return None
    return _day(found["y"] + (_CENTURY if wide == len("27") else 0), found["M"], found["d"])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _locale(name: str) -> "Locale":
    from babel import Locale  # noqa: PLC0415  # only doctor needs it

    return Locale.parse(name)


@cache
def _order(locale: str) -> tuple[str, ...]:
    """The letters y, M and d in the order people write them."""
    pattern = _locale(locale).date_formats["short"].pattern
    return tuple(dict.fromkeys(letter for letter in pattern if letter in "yMd"))


@cache
def _months(locale: str) -> Mapping[str, int]:
    """Names of months, short and long, without the dot and in small letters."""
    forms = _locale(locale).months
    return {
        name.rstrip(".").casefold(): number
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in forms[form][width].items()
    }
