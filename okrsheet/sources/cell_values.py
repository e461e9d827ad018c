"""One cell of a source as the value of a field: taken, taken with a question, or left out."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.history import TOO_LARGE
from okrsheet.ooxml.records import Cell, CellValue, ErrorValue
from okrsheet.sources.content import is_day, word_in
from okrsheet.sources.fields import Field
from okrsheet.workbook.amounts_in_text import amount_in
from okrsheet.workbook.contract import Kind
from okrsheet.workbook.fields import day_of
from okrsheet.workbook.headers import word_of
from okrsheet.workbook.plain_languages import NO, NOTHING, YES
from okrsheet.workbook.typed_text import day_in

LONGEST: Final = 32_767
_QUOTED: Final = 60
_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TIME: Final = re.compile(r"[T ]\d{1,2}:\d{2}(?::[\d.]+)?(?: ?[AaPp][Mm])?(?:Z|[+-]\d\d:?\d\d)?$")
_NUMBERS: Final = (Kind.METRIC, Kind.NUMBER, Kind.WHOLE)
_LOCALES: Final = ("en_US", "en_GB")
_SILENT: Final = frozenset({"", "-", "--", "\u2013", "\u2014", "n/a", "na", "n.a.", "none", "null"})


class How(NamedTuple):
    """How numbers and days of a source are written.

    Attributes:
        locale: as somebody said; "" where nobody did.
        decimal: the mark of decimals its own numbers show; "" for none.
        epoch_1904: its days count from 1904.
        exact: okrsheet wrote it, so texts stay letter for letter.
    """

    locale: str = ""
    decimal: str = ""
    epoch_1904: bool = False
    exact: bool = False


class Given(NamedTuple):
    """What a cell holds, its address, and whether its number is shown as a day or in percent."""

    cell: Cell
    where: str
    shows_day: bool = False
    shows_percentage: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is to be seen in it."""
        value = self.cell.value
        computed = self.cell.formula is not None and value is None
        return not computed and (value is None or (isinstance(value, str) and not word_of(value)))

    @property
    def whole(self) -> str:
        """What it shows, without what no cell can hold."""
        return _UNSEEN.sub("", _shown(self.cell.value, shows_day=self.shows_day))

    @property
    def text(self) -> str:
        """The same without blanks around it."""
        return self.whole.strip()


class Value(NamedTuple):
    """The value of a field: what a text says of its unit, and what to ask a person."""

    value: object = None
    unit: str = ""
    question: str = ""


NO_VALUE: Final = Value()


def read_value(field: Field, given: Given, how: How) -> Value:
    """What a cell gives a field; it never raises."""
    if given.is_blank:
        return NO_VALUE
    value = given.cell.value
    if isinstance(value, ErrorValue):
        return Value(None, "", f"{given.where} shows {value.text}")
    if value is None:
        return Value(None, "", f"{given.where} holds a formula without a value")
    made = _read(field, given, value, how)
    if made.question:
        return made._replace(question=f"{given.where}: {made.question}")
    return made


def _read(field: Field, given: Given, value: CellValue, how: How) -> Value:
    if field.kind is Kind.DATE:
        return _day(given, value, how)
    if field.kind in _NUMBERS:
        done = _done(field, given)
        return _number(given, value, how) if done is None else Value(done)
    text = given.text
    if field.choices == "okr_yes_no":
        return _yes_no(text)
    if field.kind is Kind.WORD:
        word = word_in(field.choices, text)
        known = word is not None or word_of(text) in NOTHING
        return Value(word, "", "" if known else f"{_quoted(text)} is not on the list")
    return Value(given.whole) if how.exact else _text(field, text)


def _text(field: Field, text: str) -> Value:
    if len(text) > LONGEST:
        return Value(None, "", f"the text is longer than {LONGEST:,} characters")
    if field.attribute == "text" or field.kind is not Kind.LONG:
        text = " ".join(text.split())
    return Value(text.replace("\r\n", "\n").replace("\r", "\n"))


def _done(field: Field, given: Given) -> bool | None:
    """What a key result that is met or not showed last; None for a number."""
    word = word_of(given.text)
    if field.attribute != "value" or word not in YES | NO:
        return None
    return word in YES


def _yes_no(text: str) -> Value:
    word = word_of(text)
    if word in YES or word in NO:
        return Value(word in YES)
    return Value(None, "", "" if word in NOTHING else f"{_quoted(text)} is neither Yes nor No")


def _number(given: Given, value: CellValue, how: How) -> Value:
    if isinstance(value, bool):
        return Value(None, "", f"{given.text} is no number")
    if isinstance(value, float):
        if given.shows_day:
            return Value(None, "", f"{given.text} is a day, not a number")
        return _in_range(Value(value, "%" if given.shows_percentage else ""))
    text = given.text
    if word_of(text) in NOTHING:
        silent = word_of(text) in _SILENT
        return Value(None, "", "" if silent else f"{_quoted(text)}: not known yet")
    return _in_range(Value(*amount_in(text, locale=how.locale, decimal=how.decimal)))


def _in_range(made: Value) -> Value:
    if isinstance(made.value, float) and not abs(made.value) < TOO_LARGE:
        return Value(None, "", f"{made.value:g} is too large to compute with")
    return made


def _day(given: Given, value: CellValue, how: How) -> Value:
    if isinstance(value, float):
        found = day_of(value, epoch_1904=how.epoch_1904)
        return Value(found) if found else Value(None, "", f"{value:g} is no day")
    text = given.text
    if word_of(text) in NOTHING:
        return NO_VALUE
    days = list(dict.fromkeys(_days(_TIME.sub("", text), how)))
    if len(days) == 1:
        return Value(days[0])
    if days:
        told = f"{_quoted(text)} may be {days[0]} or {days[1]}: say how days are written (--locale)"
        return Value(None, "", told)
    return Value(None, "", f"{_quoted(text)} is no day")


def _days(text: str, how: How) -> Iterator[date]:
    """The days a text may stand for; just one under a stated locale."""
    sure = day_in(text, how.locale)
    if sure is not None:
        yield sure
    elif how.locale or not is_day(text):
        return
    else:
        # Between dots the day comes first, wherever dots are written.
        for locale in ("de",) if "." in text else _LOCALES:
            found = day_in(text, locale)
            if found is not None:
                yield found


def _shown(value: CellValue, *, shows_day: bool) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        found = day_of(value, epoch_1904=False) if shows_day else None
        return found.isoformat() if found else f"{value:.15g}"
    if isinstance(value, ErrorValue):
        return value.text
    text = str(value or "")
    # An apostrophe in front is how spreadsheets keep a text from being a formula.
    return text[1:] if re.match(r"'[=+@'\t\r-]", text) else text


def _quoted(text: str) -> str:
    short = " ".join(text.split())
    return repr(short if len(short) <= _QUOTED else f"{short[:_QUOTED]}\u2026")
