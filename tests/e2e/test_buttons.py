"""The buttons: the same cells in a file, in Excel and from the command line."""

import re
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Protection
from xlwings import XlwingsError

from okrsheet.addin import classic
from okrsheet.addin.actions import ACTIONS
from okrsheet.addin.file_book import FileBook
from okrsheet.addin.live_book import LiveBook
from okrsheet.addin.registry import COMMANDS
from okrsheet.core.model import Plan
from okrsheet.ooxml.read import parse_workbook, read_workbook
from okrsheet.ooxml.records import Workbook as Held
from okrsheet.workbook.closing_refusals import PublishingRefused
from okrsheet.workbook.excel_refusals import ExcelRefused
from okrsheet.workbook.load import read_plan
from tests import books, excel_double
from tests.books import Book
from tests.commands import run
from tests.small_plan import AS_OF, closed_book, small_book
from tests.unit.test_missing_lines import short_book

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
    return LiveBook(opened, NOW, path.parent), opened.impl


def held(value: object) -> object:
    """A value without the last digit, which openpyxl does not write."""
    return float(f"{value:.14g}") if isinstance(value, float) else value


def content(book: Held) -> Mapping[str, Any]:
    """All that a person or a formula wrote; values of formulas are Excel's own business."""
    cells = {
        (name, place): cell.formula if cell.formula is not None else held(cell.value)
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


@pytest.mark.parametrize("short", [False, True], ids=["all lines", "lines missing"])
@pytest.mark.parametrize("name", WORDS)
def test_file_excel_and_command_line_give_the_same_cells(
    name: str, book: Path, *, short: bool
) -> None:
    if short:
        book.write_bytes(short_book().data)
    by_file, by_excel, by_command = (book.with_name(f"{n}.xlsx") for n in "abc")
    for path in (by_file, by_excel, by_command):
        shutil.copy(book, path)
    ACTIONS[name](FileBook(by_file, NOW))
    port, excel = live(by_excel)
    ACTIONS[name](port)
    excel.SaveCopyAs(by_excel)
    run(*WORDS[name], str(by_command), "--as-of", AS_OF.isoformat())
    expected = content(read_workbook(by_command))
    changed = expected != content(read_workbook(book))
    assert changed or (name, short) == ("doctor", True), "the command changed nothing"
    assert content(read_workbook(by_file)) == expected
    assert content(read_workbook(by_excel)) == expected


def in_the_way(made: Book, lines: int) -> list[object]:
    column = made.headers("Check-ins")["In the way"]
    rows = list(made.rows("Check-ins"))[:lines]
    return [made.cells("Check-ins", row)[column] for row in rows]


@pytest.mark.parametrize("name", [name for name in ACTIONS if name not in (*WORDS, "explain")])
def test_the_other_buttons_write_the_same_into_a_file_and_into_excel(name: str, book: Path) -> None:
    by_file, by_excel = (book.with_name(f"{n}.xlsx") for n in "ab")
    for path in (by_file, by_excel):
        path.write_bytes(short_book().data)
    file = FileBook(by_file, NOW)
    ACTIONS[name](file)
    port, excel = live(by_excel)
    ACTIONS[name](port)
    excel.SaveCopyAs(by_excel)
    assert content(read_workbook(by_file)) == content(read_workbook(by_excel))
    assert file.told == excel.app.told


def test_a_text_that_looks_like_something_else_stays_a_text(book: Path) -> None:
    port, excel = live(book)
    texts = ["1/2", "007", "=1+1", "true", "May 5", "Bo", "'quoted", "-", "12 %"]
    before = port.read()
    made = Book(before)
    for row, text in enumerate(texts):
        made.type_in("Check-ins", "In the way", row, books.text(text))
    port.write(before, made.data)
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
    for name in ("refresh", "audit", "check_in", "meeting", "talk_list"):
        ACTIONS[name](port)
    assert excel.app.writes == 0


PLACES = {
    "audit": ("Audit", 1, 1),
    "meeting": ("Meeting", 1, 1),
}


@pytest.mark.parametrize("name", PLACES)
def test_buttons_that_show_something_go_there(name: str, book: Path) -> None:
    port, excel = live(book)
    ACTIONS[name](port)
    assert excel.cell == PLACES[name]


def test_a_sheet_that_was_renamed_is_named(book: Path) -> None:
    port, excel = live(book)
    excel.held["Meeting"].title = "Our meeting"
    with pytest.raises(
        ExcelRefused, match="Meeting: this sheet is hidden, or has another name now"
    ):
        ACTIONS["meeting"](port)


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


def test_publish_asks_nothing_where_the_quarter_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "closed.xlsx"
    path.write_bytes(closed_book())
    port, excel = live(path)
    with pytest.raises(PublishingRefused, match="the quarter is closed"):
        ACTIONS["publish"](port)
    assert (excel.app.told, excel.app.writes) == ([], 0)


def test_a_workbook_of_somebody_else(tmp_path: Path) -> None:
    path = tmp_path / "Budget.xlsx"
    other = Workbook()
    other.create_sheet("Costs").append(["Cost", 12])
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


# --- The macros ---------------------------------------------------------------------------------


@pytest.fixture
def pressed(book: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., excel_double.Book]:
    """Press a button in a workbook that is open."""
    monkeypatch.setattr(classic, "now", lambda: NOW)
    opened = excel_double.opened(book)
    opened.set_mock_caller()

    def press(name: str, *words: str) -> excel_double.Book:
        getattr(classic, name)(*words)
        return opened.impl

    return press


def test_every_button_of_the_ribbon_does_something() -> None:
    assert {each.name for each in COMMANDS} == set(classic.BUTTONS)
    assert all(callable(getattr(classic, each.name)) for each in COMMANDS)


def test_what_goes_wrong_is_said_in_a_dialog(pressed: Callable[..., Any]) -> None:
    excel = pressed("insert_formula", "OKR_SCORE")
    told = "Start!A1: this cell is not in the line of a key result. Click into a line of"
    assert [each[: len(told)] for each in excel.app.told] == [told]


def test_our_own_mistakes_are_said_and_kept(
    pressed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(classic, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setitem(classic.BUTTONS, "refresh", broken)
    excel = pressed("refresh")
    assert "OKR999" in excel.app.told[0]
    assert "ZeroDivisionError: by zero" in (tmp_path / "okrsheet-error.txt").read_text("utf-8")


def test_a_formula_gets_the_references_of_the_line(pressed: Callable[..., Any]) -> None:
    excel = pressed("help")
    made = Book(excel.path.read_bytes())
    row = made.rows("Key Results")[1]
    free = excel.held["Key Results"].max_column + 2
    excel.cell = ("Key Results", row, free)
    pressed("insert_formula", "OKR_SCORE")
    written = excel.held["Key Results"].cell(row, free).value
    baseline = made.headers("Key Results")["Baseline"]
    assert written.startswith("=OKR_SCORE(")
    assert f"'Key Results'!${baseline}${row}" in written


def test_explain_says_why(pressed: Callable[..., Any]) -> None:
    excel = pressed("help")
    made = Book(excel.path.read_bytes())
    row = made.rows("Key Results")[made.row_of("Key Results", "RAG", "Green")]
    excel.cell = ("Key Results", row, 5)
    pressed("explain")
    assert re.search(r"Score \d\.\d\d: .*; \w+ because", excel.app.told[-1])


def test_a_formula_beside_a_check_in_is_about_its_key_result(pressed: Callable[..., Any]) -> None:
    excel = pressed("help")
    made = Book(excel.path.read_bytes())
    row = made.rows("Check-ins")[0]
    named = str(made.cells("Check-ins", row)[made.headers("Check-ins")["KR"]])
    line = made.rows("Key Results")[made.row_of("Key Results", "ID", named)]
    excel.cell = ("Check-ins", row, excel.held["Check-ins"].max_column + 2)
    pressed("insert_formula", "OKR_SCORE")
    written = excel.held["Check-ins"].cell(*excel.cell[1:]).value
    assert f"'Key Results'!${made.headers('Key Results')['Target']}${line}" in written


def test_a_formula_never_goes_over_something(pressed: Callable[..., Any]) -> None:
    excel = pressed("help")
    row = Book(excel.path.read_bytes()).rows("Key Results")[0]
    excel.cell = ("Key Results", row, 3)
    pressed("insert_formula", "OKR_SCORE")
    assert "is not empty" in excel.app.told[-1]
    assert excel.app.writes == 0


def test_the_report_lies_beside_the_workbook(
    pressed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr("webbrowser.open", seen.append)
    excel = pressed("report")
    page = excel.path.with_name(f"Our OKRs-report-{AS_OF}.html")
    assert seen == [page.as_uri()], excel.app.told
    told = page.read_text("utf-8")
    assert "<h1" in told
    assert "26 Feb" in told


def test_the_day_on_settings_is_that_of_the_report(
    book: Path, pressed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda _: None)
    excel = pressed("help")
    excel.app.typed = "2027-02-19"
    pressed("as_of")
    pressed("report")
    assert book.with_name("Our OKRs-report-2027-02-19.html").is_file(), excel.app.told


def test_a_report_that_cannot_be_made(
    pressed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    moved = tmp_path / "python"
    moved.write_text("#!/bin/sh\necho 'No module named okrsheet' >&2\nexit 1\n")
    moved.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(moved))
    excel = pressed("report")
    assert "the report could not be made: No module named okrsheet" in excel.app.told[-1]


def test_a_workbook_whose_folder_nobody_knows_has_no_place_for_a_report(
    pressed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(_: object) -> str:
        raise XlwingsError("Couldn't find your local OneDrive file.")

    monkeypatch.setattr(excel_double.Book, "fullname", property(lost))
    excel = pressed("report")
    assert "lies in no folder of this computer" in excel.app.told[-1]


def names(plan: Plan) -> list[str]:
    return [team.name for team in plan.teams if team.name]


def test_the_next_quarter_is_made_for_the_same_teams(pressed: Callable[..., Any]) -> None:
    excel = pressed("new_quarter")
    path = excel.path.with_name("okrs-2027-Q2.xlsx")
    assert excel.app.opened == [str(path)]
    made = read_plan(read_workbook(path)).plan
    before = read_plan(read_workbook(excel.path)).plan
    assert made is not None
    assert before is not None
    assert names(made) == names(before) == ["Sales", "Product"]
    assert (made.quarter.start - before.quarter.end).days == 1
    pressed("new_quarter")
    assert "is already there" in excel.app.told[-1]


def test_a_quarter_that_is_none(pressed: Callable[..., Any]) -> None:
    excel = pressed("help")
    excel.app.typed = "next one"
    pressed("new_quarter")
    assert "is not a quarter" in excel.app.told[-1]
    excel.app.typed, told = None, len(excel.app.told)
    pressed("new_quarter")
    assert excel.app.opened == []
    assert len(excel.app.told) == told + 1, "the question alone"


def test_the_day_of_the_figures(pressed: Callable[..., Any]) -> None:
    excel = pressed("help")
    before = len(excel.app.told)
    excel.app.typed = "the first of May"
    pressed("as_of")
    assert "is no day" in excel.app.told[-1]
    excel.app.typed = None
    pressed("as_of")
    assert len(excel.app.told) == before + 3
    excel.app.typed = "2026-05-01"
    pressed("as_of")
    copy = excel.path.with_name("copy.xlsx")
    excel.SaveCopyAs(copy)
    assert str(read_plan(read_workbook(copy)).as_of) == "2026-05-01"


def test_the_talk_list_names_what_the_meeting_is_about(pressed: Callable[..., Any]) -> None:
    told = pressed("talk_list").app.told[-1].splitlines()
    assert any("  Red" in line for line in told)


def test_a_workbook_that_was_never_saved_is_refreshed_but_has_no_place_for_a_report(
    pressed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel_double.Book, "fullname", "Book1")
    monkeypatch.setattr(excel_double.Book, "name", "Book1")
    excel = pressed("refresh")
    assert "figures are up to date" in excel.app.told[-1]
    pressed("report")
    assert "Save it on this computer" in excel.app.told[-1]
