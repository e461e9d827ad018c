"""Which quarter a row, a table or a sheet of a source is about."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from okrsheet.ooxml.records import Workbook
from okrsheet.sources.mapping import Block
from okrsheet.sources.sheet_rows import SheetRows
from okrsheet.workbook.typed_text import day_in

_NUMBER: Final = re.compile(r"(?<![a-z0-9])[qt]\s*([1-4])(?![0-9])", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_RANGE: Final = re.compile(r"(\S*\d{4}\S*)\s*(?:-|\u2013|to|bis|a|at\u00e9|hasta)\s*(\S*\d{4}\S*)")
_LONGEST: Final = 60
_DAYS: Final = range(80, 101)
_MONTHS: Final = 3


def quarter_in(text: str) -> str:
    """The calendar quarter a text names or whose days it gives, such as 2026-Q3; "" for none."""
    if len(text) > _LONGEST:
        return ""
    number, year = _NUMBER.search(text), _YEAR.search(text)
    if number and year:
        return f"{year[1]}-Q{number[1]}"
    found = _RANGE.fullmatch(text.strip())
    return _of_days(found[1], found[2]) if found else ""


def _of_days(first: str, last: str) -> str:
    for locale in ("en_GB", "en_US", "de"):
        start, end = day_in(first, locale), day_in(last, locale)
        if start and end and (end - start).days in _DAYS and _is_first(start):
            return f"{start.year}-Q{(start.month - 1) // _MONTHS + 1}"
    return ""


def _is_first(day: date) -> bool:
    return day.day == 1 and day.month % _MONTHS == 1


def block_period(book: Workbook, block: Block) -> str:
    """The quarter that what stands above a table names, or the name of its sheet; "" for none."""
    for text in _above(book, block):
        found = quarter_in(text)
        if found:
            return found
    return quarter_in(block.sheet)


def _above(book: Workbook, block: Block) -> Iterator[str]:
    rows = SheetRows(book, book.sheets[block.sheet])
    for number in rows.numbers:
        if number >= block.first:
            return
        yield from rows.texts(number).values()
