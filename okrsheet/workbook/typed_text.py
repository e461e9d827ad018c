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

_BLANKS: Final = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_NARROW: Final = dict.fromkeys(map(ord, _BLANKS), " ") | {
    wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)
}
_SPACES: Final = re.compile(r"\s+")
_PLAIN: Final = re.compile(r"-?\d{1,15}")
_MARKED: Final = re.compile(r"-?\d[\d.,' \u2019]{0,40}")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_PIECE: Final = r"([^\W\d_]+|\d{1,2}|\d{4})"
_BETWEEN: Final = r"( ?[./,-] ?| |\. ?[/-] ?)"
_DATE: Final = re.compile(rf"{_PIECE}{_BETWEEN}{_PIECE}{_BETWEEN}{_PIECE}\.?")
_ANYWHERE: Final = "en"
_CENTURY: Final = 2000
_YEARS: Final = range(2000, 2101)
_SHORT_YEARS: Final = range(20, 60)
"""Years of two digits that no other calendar in use gives these days."""


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


def narrow(text: str) -> str:
    """A text with full-width letters, digits and signs as usual ones, and one kind of blanks.

    Nothing else is taken for something it only looks like: 10\u00b2 is not 102.
    """
    return unicodedata.normalize("NFC", text).translate(_NARROW)


def is_share(text: str) -> bool:
    """Whether a text ends with a percent sign."""
    return narrow(text).rstrip().endswith("%")


def number_in(text: str, locale: str = "") -> float | None:
    """The number a text stands for; None where it is none, or could be two.

    Args:
        text: as typed; "62 %" is 0.62, as Excel stores it. "+5" may mean five more, so it is
            none.
        locale: whose marks for thousands and decimals it uses; "" for nobody's.
    """
    plain = _SPACES.sub(" ", narrow(text)).strip().replace("\u2212", "-")
    number = _number(plain.removesuffix("%").rstrip(), locale)
    return number / 100 if number is not None and is_share(plain) else number


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
    """The day a text stands for, of the years 2000 to 2100; None where it is none or could be two.

    Args:
        text: as typed, nothing but day, month and year. A year of two digits is one from 2020 to
            2059.
        locale: whose order of day and month, and whose names of months; "" for names in English
            and 2027-02-15 only.
    """
    plain = _SPACES.sub(" ", narrow(text)).strip()
    iso = _ISO.fullmatch(plain)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    found = _DATE.fullmatch(plain)
    if found is None:
        return None
    first, mark, second, other_mark, third = found.groups()
    pieces = (first, second, third)
    if all(map(str.isdecimal, pieces)):
        # 1-3.2027 may be three days of a month that is not told.
        alike = mark.strip() == other_mark.strip()
        return _of_numbers(pieces, locale) if locale and alike else None
    return _of_names(pieces, locale)


def _of_names(pieces: Sequence[str], locale: str) -> date | None:
    names = _months(locale or _ANYWHERE)
    months = [names[piece.casefold()] for piece in pieces if piece.casefold() in names]
    years = [piece for piece in pieces if piece.isdecimal() and len(piece) == len("2027")]
    days = [piece for piece in pieces if piece.isdecimal() and len(piece) < len("2027")]
    if not len(months) == len(years) == len(days) == 1:
        return None
    return _day(int(years[0]), months[0], int(days[0]))


def _of_numbers(pieces: Sequence[str], locale: str) -> date | None:
    order = _order(locale)
    found = dict(zip(order, map(int, pieces), strict=True))
    if len(pieces[order.index("y")]) == len("2027"):
        return _day(found["y"], found["M"], found["d"])
    return (
        _day(_CENTURY + found["y"], found["M"], found["d"]) if found["y"] in _SHORT_YEARS else None
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
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
