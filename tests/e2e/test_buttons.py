"""The buttons: the same cells in a file, in Excel and from the command line."""

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Protection

from okrsheet.addin.actions import ACTIONS
from okrsheet.addin.file_book import FileBook
from okrsheet.addin.live_book import LiveBook
from okrsheet.ooxml.read import parse_workbook, read_workbook
from okrsheet.ooxml.records import Workbook as Held
from okrsheet.workbook.excel_refusals import ExcelRefused
from tests import books, excel_double
from tests.books import Book
from tests.commands import run
from tests.small_plan import AS_OF, small_book

NOW = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 9, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook somebody worked with: a new wording, a target as text, a formula pasted over."""
    made = Book(small_book())
    made.type_in("Key Results", "Key result", 0, books.text("Make onboarding better"))
    made.type_in("Key Results", "Target", 1, books.text("500"))
    made.type_in("Key Results", "Score", 0, books.number(0.9))
    path = tmp_path / "Our OKRs.xlsx"
    path.write_bytes(made.data)
    return path


def live(path: Path) -> tuple[LiveBook, Any]:
    """The port of a workbook open in our stand-in for Excel, and the stand-in."""
    opened = excel_double.opened(path)
    return LiveBook(opened, AS_OF, path.parent), opened.impl


def content(book: Held) -> Mapping[str, Any]:
    """All that a person or a formula wrote; values of formulas are Excel's own business."""
    cells = {
        (name, place): cell.formula if cell.formula is not None else cell.value
        for name, sheet in book.sheets.items()
        for place, cell in sheet.cells.items()
        if cell.formula is not None or cell.value not in (None, "")
    }
    tables = {name: (t.first_row, t.last_row) for name, t in book.tables.items()}
    states = {name: sheet.state for name, sheet in book.sheets.items()}
    return {"cells": cells, "tables": tables, "states": states}


WORDS = {
    "refresh": ("refresh",),
    "publish": ("publish",),
    "doctor": ("doctor", "--repair"),
}


@pytest.mark.parametrize("name", WORDS)
def test_file_excel_and_command_line_give_the_same_cells(name: str, book: Path) -> None:
    by_file, by_excel, by_command = (book.with_name(f"{n}.xlsx") for n in "abc")
    for path in (by_file, by_excel, by_command):
        shutil.copy(book, path)
    ACTIONS[name](FileBook(by_file, NOW))
    port, excel = live(by_excel)
    ACTIONS[name](port)
    excel.SaveCopyAs(by_excel)
    run(*WORDS[name], str(by_command), "--as-of", AS_OF.isoformat())
    expected = content(read_workbook(by_command))
    assert expected != content(read_workbook(book)), "the command changed nothing"
    assert content(read_workbook(by_file)) == expected
    assert content(read_workbook(by_excel)) == expected


def in_the_way(made: Book, lines: int) -> list[object]:
    column = made.headers("Check-ins")["In the way"]
    rows = list(made.rows("Check-ins"))[:lines]
    return [made.cells("Check-ins", row)[column] for row in rows]


def test_a_text_that_looks_like_something_else_stays_a_text(book: Path) -> None:
    port, excel = live(book)
    texts = ["1/2", "007", "=1+1", "true", "May 5", "Bo", "'quoted", "-", "12 %"]
    made = Book(book.read_bytes())
    for row, text in enumerate(texts):
        made.type_in("Check-ins", "In the way", row, books.text(text))
    port.write(book.read_bytes(), made.data)
    excel.SaveCopyAs(book)
    after = Book(book.read_bytes())
    assert in_the_way(after, len(texts)) == texts


def test_a_filter_does_not_spoil_what_is_written(book: Path) -> None:
    port, excel = live(book)
    excel.held["Check-ins"].row_dimensions[9].hidden = True
    before = port.read()
    made = Book(before)
    for row in range(6):
        made.type_in("Check-ins", "In the way", row, books.text(f"Reason {row}"))
    port.write(before, made.data)
    excel.SaveCopyAs(book)
    after = Book(book.read_bytes())
    assert in_the_way(after, 6) == [f"Reason {row}" for row in range(6)]


def test_what_excel_refuses_half_way_is_taken_back(book: Path) -> None:
    port, excel = live(book)
    before = content_of(port)
    ACTIONS["doctor"](port)
    writes = excel.app.writes
    assert writes > 2, "too few writes for a half"
    for stop in range(1, writes + 1):
        port, excel = live(book)
        excel.app.fails_at = stop
        with pytest.raises(ExcelRefused, match="every cell is back as it was: Excel is busy"):
            ACTIONS["doctor"](port)
        assert content_of(port) == before, f"stopped at write {stop}"
        assert (excel.app.screen_updating, excel.app.calculation) == (True, "automatic")


def content_of(port: LiveBook) -> Mapping[str, Any]:
    copy = port.read()
    return content(parse_workbook(copy, "copy"))


def test_a_protected_sheet_is_said_and_nothing_is_half_written(book: Path) -> None:
    port, excel = live(book)
    before = port.read()
    made = Book(before)
    made.type_in("Check-ins", "In the way", 0, books.text("Ice"))
    made.type_in("Log", "What", 0, books.text("Other"))
    excel.held["Log"].protection.enable()
    for row in excel.held["Log"].iter_rows():
        for cell in row:
            cell.protection = Protection(locked=True)
    kept = content_of(port)
    with pytest.raises(ExcelRefused, match="Unprotect Sheet"):
        port.write(before, made.data)
    assert content_of(port) == kept


def test_a_cell_that_cannot_be_put_back_is_said(book: Path) -> None:
    port, excel = live(book)
    before = port.read()
    made = Book(before)
    made.type_in("Check-ins", "In the way", 0, books.text("Ice"))
    made.type_in("Check-ins", "In the way", 2, books.text("Snow"))
    excel.app.fails_at, excel.app.fails_on = 2, 2
    with pytest.raises(ExcelRefused, match="without saving it") as caught:
        port.write(before, made.data)
    assert caught.value.code == "OKR953"


def test_no_button_writes_what_is_right_already(book: Path) -> None:
    port, excel = live(book)
    ACTIONS["doctor"](port)
    ACTIONS["refresh"](port)
    excel.app.writes = 0
    for name in ("refresh", "audit", "check_in", "meeting", "talk_list", "as_of"):
        ACTIONS[name](port)
    assert excel.app.writes == 0


PLACES = {
    "audit": ("Audit", 1, 1),
    "meeting": ("Meeting", 1, 1),
    "talk_list": ("Dashboard", 1, 1),
}


@pytest.mark.parametrize("name", PLACES)
def test_buttons_that_show_something_go_there(name: str, book: Path) -> None:
    port, excel = live(book)
    ACTIONS[name](port)
    assert excel.cell == PLACES[name]


def test_the_day_of_the_figures_is_shown_where_it_is_typed(book: Path) -> None:
    port, excel = live(book)
    ACTIONS["as_of"](port)
    sheet, row, column = excel.cell
    assert sheet == "Settings"
    assert excel.held[sheet].cell(row, column - 1).value == "As of"


def test_check_in_goes_to_the_first_empty_line(book: Path) -> None:
    port, excel = live(book)
    ACTIONS["check_in"](port)
    sheet, row, column = excel.cell
    assert sheet == "Check-ins"
    cells = excel.held[sheet]
    typed = [cells.cell(row, place).value for place in (column, column + 1, column + 3)]
    assert typed == [None, None, None]
    assert cells.cell(row - 1, column + 1).value, "the line above is taken"


def test_publish_asks_and_takes_no_for_an_answer(book: Path) -> None:
    port, excel = live(book)
    excel.app.answer = "no"
    ACTIONS["publish"](port)
    assert "Publish the quarter now?" in excel.app.told[-1]
    assert excel.app.writes == 0


def test_a_workbook_of_somebody_else(tmp_path: Path) -> None:
    path = tmp_path / "Budget.xlsx"
    other = Workbook()
    other.active.append(["Cost", 12])
    other.save(path)
    for name, action in ACTIONS.items():
        port, excel = live(path)
        with pytest.raises(ExcelRefused, match=r"Budget\.xlsx: this is no quarter"):
            action(port)
        assert excel.app.writes == 0, name


def test_excel_that_gives_no_copy(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port, _ = live(book)

    def busy(*_: object) -> None:
        raise excel_double.Refused("Call was rejected by callee.")

    monkeypatch.setattr(excel_double.Book, "SaveCopyAs", busy)
    with pytest.raises(ExcelRefused, match="Leave the cell you are typing in"):
        port.read()
