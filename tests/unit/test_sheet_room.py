"""Texts have room: a row is as high as what its cells show, and nothing runs into its neighbour.

How wide a letter is depends on the program that draws it; these are the estimates we make rows by.
"""

import io
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Final

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from okrsheet.workbook.build_table import purpose_parts
from okrsheet.workbook.contract import HEADER_ROW, Column, Kind, TableSpec
from okrsheet.workbook.create import Request, empty_plan
from okrsheet.workbook.folds import several_pages_wide
from okrsheet.workbook.layout import SHEET_ORDER, TABLES
from okrsheet.workbook.rows import height_for
from okrsheet.workbook.sheets import dashboard, meeting, start
from okrsheet.workbook.sheets.settings import SETTINGS
from tests import books
from tests.long_plan import ORGANISATION, long_plan

_LETTER: Final = 5.75 / 10
"""Points across for each point of size; a bold letter takes a tenth more."""
_BOLD: Final = 1.1
_BEYOND: Final = 30
_DEFAULT_HEIGHT: Final = 15.0
SPOT_SHEETS: Final = (start.SHEET, dashboard.SHEET, meeting.SHEET)
_SIDES: Final = 12

MADE: Final[dict[str, Callable[[], bytes]]] = {
    "long texts": lambda: books.workbook(long_plan()),
    "an empty quarter": lambda: books.workbook(
        empty_plan(Request(books.QUARTER, ORGANISATION, teams=("Sales", "Delivery"))),
        as_of=date(2026, 11, 22),
    ),
}


@cache
def opened(name: str) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        stream = io.BytesIO(MADE[name]())
        return openpyxl.load_workbook(stream, data_only=True, rich_text=True)


def told(sheet: Worksheet) -> Iterator[tuple[Cell, str]]:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, (str, CellRichText)) and str(cell.value).strip():
                if not width(sheet, cell.column) or sheet.row_dimensions[cell.row].hidden:
                    continue
                yield cell, str(cell.value)


@cache
def widths(name: str, title: str) -> dict[int, float]:
    """How wide each column is; 0 where it is folded away."""
    found = {}
    for each in opened(name)[title].column_dimensions.values():
        for number in range(each.min or 0, (each.max or 0) + 1):
            found[number] = 0.0 if each.hidden else each.width
    return found


def width(sheet: Worksheet, number: int) -> float:
    name = next(key for key in MADE if opened(key) is sheet.parent)
    return widths(name, sheet.title).get(number, 8.43)


def letter_of(cell: Cell) -> float:
    return float(cell.font.sz or 11) * _LETTER * (_BOLD if cell.font.b else 1)


def room(sheet: Worksheet, cell: Cell) -> float:
    """How many letters stand beside each other; those of a line that does not wrap run on."""
    across = width(sheet, cell.column) * 7
    for number in range(cell.column + 1, cell.column + _BEYOND):
        if cell.alignment.wrap_text or sheet.cell(cell.row, number).value is not None:
            break
        across += width(sheet, number) * 7
    return (across - _SIDES) / letter_of(cell)


@pytest.mark.parametrize("title", [title for title in SHEET_ORDER if title != "Lists"])
@pytest.mark.parametrize("name", MADE)
def test_a_row_is_as_high_as_its_texts(name: str, title: str) -> None:
    sheet = opened(name)[title]
    cut = []
    for cell, text in told(sheet):
        if cell.alignment.wrap_text and cell.row > HEADER_ROW:
            high = sheet.row_dimensions[cell.row].height or _DEFAULT_HEIGHT
            size = float(cell.font.sz or 11)
            # `height_for` reckons with our body size.
            column = Column("", Kind.LONG, width(sheet, cell.column) * 10 / size)
            if height_for(column, text) * size / 10 > high + size:
                cut.append((cell.coordinate, text, high))
    assert cut == []


@pytest.mark.parametrize("title", SPOT_SHEETS)
@pytest.mark.parametrize("name", MADE)
def test_what_does_not_wrap_has_room_beside_it(name: str, title: str) -> None:
    sheet = opened(name)[title]
    assert [
        (cell.coordinate, text)
        for cell, text in told(sheet)
        if not cell.alignment.wrap_text
        and cell.alignment.horizontal == "left"
        and len(text) > room(sheet, cell)
    ] == []


@pytest.mark.parametrize("name", MADE)
def test_the_title_keeps_the_quarter(name: str) -> None:
    title = str(opened(name)[dashboard.SHEET]["B1"].value)
    assert title.startswith(ORGANISATION[:50])
    assert title.endswith("\u2026 OKRs, 2027-Q1")


def test_names_and_mails_go_on_in_the_next_line() -> None:
    wrapped = {
        (table.sheet, column.header)
        for table in TABLES
        for number, column in enumerate(table.columns, 1)
        if opened("long texts")[table.sheet].cell(HEADER_ROW + 1, number).alignment.wrap_text
    }
    texts = {
        (table.sheet, column.header)
        for table in TABLES
        for column in table.columns
        if column.kind in (Kind.TEXT, Kind.LONG)
    }
    assert wrapped >= texts
    assert ("People", "Email") in wrapped


@pytest.mark.parametrize(
    "table", [pytest.param(table, id=table.sheet) for table in TABLES if several_pages_wide(table)]
)
def test_pages_beside_the_first_repeat_no_text_that_they_cut(table: TableSpec) -> None:
    first, rest = purpose_parts(table)
    repeated = sum(column.width for column in table.columns[: table.frozen])
    assert len(first) <= (repeated * 7 - _SIDES) / (10 * _LETTER)
    assert rest
    sheet = opened("an empty quarter")[table.sheet]
    shown = [cell for cell in sheet[2] if cell.value]
    assert [cell.value for cell in shown] == [first, rest]
    assert shown[1].column > table.frozen


def test_a_folded_group_hides_no_part_of_the_purpose() -> None:
    for table in TABLES:
        sheet = opened("long texts")[table.sheet]
        assert all(width(sheet, cell.column) for cell in sheet[2] if cell.value), table.sheet


def test_a_setting_that_is_typed_in_later_makes_its_row_higher() -> None:
    book = books.Book(books.workbook(long_plan()))
    assert "customHeight" not in book.xml(book.sheets()["Settings"])


def test_each_limit_says_what_it_means() -> None:
    meanings = [each.meaning for each in SETTINGS if each.group == "Limits"]
    assert len(set(meanings)) == len(meanings) == 12


def test_start_names_every_sheet() -> None:
    links = {spot.text for spot in start.spots() if spot.link and spot.text == spot.link[1:-4]}
    assert links >= set(SHEET_ORDER) - {"Lists", start.SHEET}


def test_columns_repeated_on_every_page_are_those_that_stay_in_sight() -> None:
    for table in TABLES:
        sheet = opened("an empty quarter")[table.sheet]
        assert sheet.print_title_cols == f"$A:${get_column_letter(table.frozen)}"
        assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
