"""The quarter of a plain workbook, and who it is for: labels with their value to the right."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.codes import finding
from okrsheet.core.findings import Finding
from okrsheet.core.model import Quarter
from okrsheet.core.quarter import parse_quarter
from okrsheet.ooxml.markup import address
from okrsheet.ooxml.records import Cell, Sheet, Workbook
from okrsheet.workbook.fields import EMPTY, day_of, is_blank, trimmed
from okrsheet.workbook.headers import term_of, word_of
from okrsheet.workbook.load_formulas import source_finding
from okrsheet.workbook.load_grid import Grid
from okrsheet.workbook.plain_terms import SETTINGS, SETTINGS_SHEETS

_ROWS: Final = 200
_COLUMNS: Final = 20
_NAME: Final = re.compile(r"q\s*([1-4])", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_LONGEST_NAME: Final = 24
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_WAY_OUT: Final = (
    "Write Quarter into a cell and its name, such as 2027-Q1, into the cell to the right."
)

Spot = tuple[Sheet, int, int]


class PlainSettings(NamedTuple):
    """What was found: the quarter, None without; fields of the plan; the team; the day."""

    quarter: Quarter | None
    facts: Mapping[str, object]
    team: str
    as_of: date | None


def read_plain_settings(
    book: Workbook, grids: Iterable[Grid], found: list[Finding]
) -> PlainSettings:
    """The settings of a plain workbook; what can't be read is found."""
    spots = _spots(book, {grid.sheet.name: grid.table.first_row for grid in grids})
    found += _sources(book)
    values = {name: _value(name, spots[name], book, found) for name in spots}
    team = _text(values.get("team"))
    as_of = values.get("as_of")
    return PlainSettings(
        quarter=_quarter(values, spots, found),
        facts={
            "organisation": _text(values.get("organisation")) or team,
            "champion": _text(values.get("champion")),
        },
        team=team,
        as_of=as_of if isinstance(as_of, date) else None,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _is_settings(sheet: Sheet) -> bool:
    return word_of(sheet.name) in SETTINGS_SHEETS


def _spots(book: Workbook, headers: Mapping[str, int]) -> dict[str, Spot]:
    """Where each setting's value stands; sheets for settings first, then what is above tables."""
    spots: dict[str, Spot] = {}
    sheets = sorted(book.sheets.values(), key=lambda sheet: not _is_settings(sheet))
    for sheet in sheets:
        last = headers.get(sheet.name, _ROWS) - 1
        for row, column, cell in _texts(sheet, last):
            value = sheet.cells.get((row, column + 1), EMPTY)
            name = _setting(term_of(str(cell.value)))
            if not name or name in spots or is_blank(value):
                continue
            if _is_settings(sheet) or _read(name, value, book) is not None:
                spots[name] = (sheet, row, column + 1)
    return spots


def _setting(word: str) -> str:
    return next((name for name, labels in SETTINGS.items() if word in labels), "")


def _texts(sheet: Sheet, last_row: int) -> Iterator[tuple[int, int, Cell]]:
    for (row, column), cell in sheet.cells.items():
        if row <= last_row and column <= _COLUMNS and isinstance(cell.value, str):
            yield row, column, cell


def _value(name: str, spot: Spot, book: Workbook, found: list[Finding]) -> object:
    sheet, row, column = spot
    value = _read(name, sheet.cells.get((row, column), EMPTY), book)
    if value is None:
        label = str(sheet.cells[row, column - 1].value)
        message = f"{label.strip()} can't be read."
        found.append(
            finding("OKR029", message)._replace(sheet=sheet.name, cell=address(row, column))
        )
    return value


def _read(name: str, cell: Cell, book: Workbook) -> object:
    """A setting's value; None where it can't be read."""
    value = cell.value
    if name in ("start", "end", "as_of"):
        return day_of(value, epoch_1904=book.epoch_1904) if isinstance(value, float) else None
    if name == "fiscal":
        return _month(value)
    if not isinstance(value, str):
        return None
    if name == "quarter":
        return _quarter_name(value)
    return trimmed(value)


def _month(value: object) -> int | None:
    if isinstance(value, float):
        return int(value) if value.is_integer() and 1 <= value <= len(_MONTHS) else None
    text = str(value).strip().casefold()
    if text.isdecimal():
        return _month(float(text))
    start = text[:3]
    return _MONTHS.index(start) + 1 if start in _MONTHS else None


def _quarter_name(text: str) -> str | None:
    """2026-Q4, Q4 2026, FY2026 Q4: year and quarter in any order."""
    number, year = _NAME.search(text), _YEAR.search(text)
    if number is None or year is None or len(text.strip()) > _LONGEST_NAME:
        return None
    return f"{year[1]}-Q{number[1]}"


def _quarter(
    values: Mapping[str, object], spots: Mapping[str, Spot], found: list[Finding]
) -> Quarter | None:
    start, end, name = values.get("start"), values.get("end"), values.get("quarter")
    first = start if isinstance(start, date) else None
    last = end if isinstance(end, date) else None
    fiscal = values.get("fiscal")
    if isinstance(name, str):
        try:
            return parse_quarter(name, fiscal if isinstance(fiscal, int) else 1, first, last)
        except ValueError as error:
            message = str(error)
    elif first and last and first < last:
        return Quarter(f"{first:%Y-%m-%d} to {last:%Y-%m-%d}", first, last)
    else:
        message = "No quarter is known, neither its name nor a first and a last day."
    made = finding("OKR006", message)._replace(way_out=_WAY_OUT)
    spot = spots.get("quarter") or spots.get("start")
    if spot is not None:
        made = made._replace(sheet=spot[0].name, cell=address(spot[1], spot[2]))
    found.append(made)
    return None


def _sources(book: Workbook) -> Iterator[Finding]:
    """Values on sheets for settings that name a place to read from."""
    for sheet in book.sheets.values():
        if _is_settings(sheet):
            for row, column, cell in _texts(sheet, _ROWS):
                yield from source_finding(sheet, row, column, cell)
