"""Buttons where something is in the way: each says what it is and what to do, in a dialog."""

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import pytest
import xlwings as xw
from openpyxl import Workbook
from openpyxl.styles import Protection
from openpyxl.workbook.protection import WorkbookProtection

from okrsheet.addin import classic
from okrsheet.addin.com_errors import is_busy, told
from okrsheet.addin.live_book import LiveBook
from okrsheet.addin.registry import COMMANDS
from okrsheet.core.policy import preset
from okrsheet.core.quarter import parse_quarter
from okrsheet.ooxml.changes import Changes
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.read import read_workbook
from okrsheet.workbook.load import read_plan
from tests import books, excel_double
from tests.books import Book
from tests.e2e.test_buttons import NOW, content, content_of
from tests.small_plan import small_book, small_plan

WRITES: Final = ("refresh", "check_in", "meeting", "audit", "publish", "doctor", "as_of")
BUTTONS: Final = [each.name for each in COMMANDS if each.name not in ("insert_formula", "help")]
BUSY: Final = (-2147418111, "Call was rejected by callee.", None, None)
TYPING: Final = (0x800AC472 - 2**32, "", None, None)
OUR_MISTAKE: Final = "OKR999"
SOME: Final = ("refresh", "publish", "report", "new_quarter")
"""One of each kind: all buttons take the same way to Excel."""

Press = Callable[..., Any]


class Com(Exception):  # noqa: N818  # named for what pywin32 raises
    """An error of pywin32: a number, its text, and what Excel says beside it."""

    def __init__(self, hresult: int, text: str, excepinfo: Any = None, arg: Any = None) -> None:
        self.hresult, self.strerror, self.excepinfo = hresult, text, excepinfo
        super().__init__(hresult, text, excepinfo, arg)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook in which every button that writes has something to write."""
    made = Book(small_book())
    made.type_in("Key Results", "Key result", 0, books.text("Make onboarding better"))
    made.type_in("Audit", "KR", 0, books.text("C1.1"))
    path = tmp_path / "Our OKRs.xlsx"
    path.write_bytes(made.data)
    return path


@pytest.fixture
def open_book(book: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """That workbook, open in front; the day of the figures is typed."""
    monkeypatch.setattr(classic, "now", lambda: NOW)
    opened = excel_double.opened(book)
    opened.set_mock_caller()
    opened.impl.app.typed = "2027-02-25"
    return opened.impl


def press(name: str, *words: str) -> None:
    getattr(classic, name)(*words)


def last(excel: Any) -> str:
    """What was said at the end; a mistake of ours would be said, too."""
    assert not any(OUR_MISTAKE in each for each in excel.app.told), excel.app.told
    return str(excel.app.told[-1])


def cells(excel: Any, path: Path) -> Any:
    """All that the open workbook holds."""
    excel.held.save(path)
    return content(read_workbook(path))


@pytest.mark.parametrize("name", WRITES)
def test_each_of_them_writes_here(name: str, open_book: Any) -> None:
    press(name)
    last(open_book) if open_book.app.told else None
    assert open_book.app.writes > 0


# --- The workbook -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BUTTONS)
def test_another_workbook_in_front(name: str, tmp_path: Path, open_book: Any) -> None:
    path = tmp_path / "Budget.xlsx"
    Workbook().save(path)
    excel = excel_double.opened(path)
    excel.set_mock_caller()
    press(name)
    said = last(excel.impl)
    assert said.startswith(
        "Budget.xlsx: this is no quarter made by okrsheet: Budget.xlsx holds none"
    )
    assert "Click into the quarter's workbook and press the button again" in said
    assert (excel.impl.app.writes, open_book.app.writes) == (0, 0)


@pytest.mark.parametrize("name", ["refresh", "publish", "doctor", "as_of"])
def test_a_workbook_that_is_read_only(name: str, open_book: Any, tmp_path: Path) -> None:
    before = cells(open_book, tmp_path / "before.xlsx")
    open_book.ReadOnly = True
    press(name)
    assert "open for reading only, so nothing was written. Close it where" in last(open_book)
    assert cells(open_book, tmp_path / "after.xlsx") == before


@pytest.mark.parametrize("name", ["talk_list", "new_quarter"])
def test_what_writes_nothing_works_on_a_read_only_workbook(name: str, open_book: Any) -> None:
    open_book.ReadOnly = True
    open_book.app.typed = ""
    press(name)
    assert "reading only" not in last(open_book)


@pytest.mark.parametrize("name", ["refresh", "publish", "doctor"])
def test_protected_sheets(name: str, open_book: Any, tmp_path: Path) -> None:
    for sheet in open_book.held:
        sheet.protection.enable()
        for row in sheet.iter_rows():
            for cell in row:
                cell.protection = Protection(locked=True)
    before = cells(open_book, tmp_path / "before.xlsx")
    press(name)
    said = last(open_book)
    assert "every cell is back as it was: The cell is protected" in said
    assert "choose Review > Unprotect Sheet" in said
    assert cells(open_book, tmp_path / "after.xlsx") == before


def test_a_table_on_a_protected_sheet_does_not_grow(open_book: Any, tmp_path: Path) -> None:
    from tests.e2e.test_three_ways import growing

    path = tmp_path / "g.xlsx"
    path.write_bytes(growing())
    excel = excel_double.opened(path)
    excel.set_mock_caller()
    excel.impl.held["Check-ins"].protection.enable()
    before = cells(excel.impl, tmp_path / "before.xlsx")
    press("check_in")
    assert "every cell is back as it was: The sheet is protected" in last(excel.impl)
    assert cells(excel.impl, tmp_path / "after.xlsx") == before
    assert open_book.app.writes == 0


@pytest.mark.parametrize("name", SOME)
def test_a_protected_structure_is_in_nobodys_way(name: str, open_book: Any) -> None:
    """Nothing these buttons do adds, moves or shows a sheet."""
    open_book.held.security = WorkbookProtection(lockStructure=True)
    open_book.app.typed = "2027-02-25" if name == "as_of" else ""
    press(name)
    assert not any("protect" in each.lower() for each in open_book.app.told)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_sheet_that_cannot_be_shown_stays_hidden_as_it_was(
    state: str, open_book: Any, tmp_path: Path
) -> None:
    open_book.held["Reset"].sheet_state = state
    port = LiveBook(xw.Book(impl=open_book), NOW, tmp_path)
    before = port.read()
    made = Book(before)
    made.type_in("Check-ins", "In the way", 0, books.text("Ice"))
    after = patch(made.data, Changes(show=("Reset", "Agenda")), "b")
    kept = content_of(port)
    shown = open_book.app.count_write

    def refused() -> None:
        shown()
        if open_book.held["Reset"].sheet_state == "visible":
            open_book.app.count_write = shown
            raise excel_double.Refused("no")

    open_book.app.count_write = refused
    with pytest.raises(Exception, match="every cell is back as it was"):
        port.write(before, after)
    assert content_of(port) == kept
    assert open_book.held["Reset"].sheet_state == state
    port.write(before, after)
    assert open_book.held["Reset"].sheet_state == "visible"


@pytest.mark.parametrize("name", BUTTONS)
def test_renamed_sheets(name: str, open_book: Any, tmp_path: Path) -> None:
    for sheet in open_book.held:
        if sheet.title not in ("Start", "Dashboard"):
            sheet.title = f"{sheet.title} of ours"
    open_book.cell = ("Key Results of ours", 5, 4)
    open_book.app.typed = "2027-02-25" if name == "as_of" else ""
    press(name)
    if name == "meeting":
        said = last(open_book)
        assert "Meeting: this sheet is hidden, or has another name now" in said
        assert "the figures are up to date all the same" in said
    elif name in WRITES:
        assert open_book.app.writes > 0
    if open_book.app.told:
        last(open_book)


ELSEWHERE: Final = {
    "never saved": "Book1",
    "on OneDrive": "https://d.docs.live.net/0123456789abcdef/OKRs/Our OKRs.xlsx",
}


@pytest.mark.parametrize("fullname", ELSEWHERE.values(), ids=ELSEWHERE)
@pytest.mark.parametrize("name", SOME)
def test_a_workbook_that_lies_in_no_folder(
    name: str, fullname: str, open_book: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(excel_double.Book, "fullname", fullname)
    monkeypatch.setattr(excel_double.Book, "name", fullname.rpartition("/")[2])
    there = {*tmp_path.iterdir()}
    open_book.app.typed = "2027-02-25" if name == "as_of" else ""
    open_book.cell = ("Key Results", 5, 4)
    press(name)
    if name in ("report", "new_quarter"):
        said = last(open_book)
        assert "this workbook lies in no folder of this computer. Save it on this" in said
    elif name in WRITES:
        assert open_book.app.writes > 0
    assert {*tmp_path.iterdir()} == there


# --- Excel --------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [BUSY, TYPING], ids=["rejected", "typing"])
@pytest.mark.parametrize("name", SOME)
def test_somebody_types_in_a_cell(
    name: str, error: Any, open_book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise Com(*error)

    monkeypatch.setattr(excel_double.Book, "SaveCopyAs", busy)
    press(name)
    assert last(open_book).startswith(
        "Our OKRs.xlsx: Excel takes no order now: somebody is typing in a cell, or a dialog is "
        "open. Leave the cell with Enter"
    )
    assert open_book.app.writes == 0


def test_excel_that_gets_busy_half_way(open_book: Any, tmp_path: Path) -> None:
    before = cells(open_book, tmp_path / "before.xlsx")
    real, count = open_book.app.count_write, [0]

    def busy_for_a_moment() -> None:
        real()
        count[0] += 1
        if count[0] == 2:
            raise Com(*TYPING)

    open_book.app.count_write = busy_for_a_moment
    press("doctor")
    assert "Excel refused a change, and every cell is back as it was" in last(open_book)
    assert cells(open_book, tmp_path / "after.xlsx") == before


@pytest.mark.parametrize("name", ["refresh", "publish", "doctor"])
def test_a_workbook_that_is_closed_while_its_figures_are_computed(
    name: str, open_book: Any
) -> None:
    real, count = open_book.SaveCopyAs, [0]

    def closed_after(path: str) -> None:
        real(path)
        count[0] += 1
        open_book.app.close()

    open_book.SaveCopyAs = closed_after
    press(name)
    assert "this workbook was closed, or got another name, while okrsheet" in last(open_book)
    assert open_book.app.writes == 0


def test_a_workbook_that_is_closed_between_two_writes(open_book: Any) -> None:
    real, count = open_book.app.count_write, [0]

    def closed_after() -> None:
        count[0] += 1
        if count[0] == 2:
            open_book.app.close()
        real()

    open_book.app.count_write = closed_after
    press("doctor")
    assert "was closed, or got another name" in last(open_book)
    assert "back as it was" not in last(open_book)


def test_two_excels(open_book: Any, book: Path, tmp_path: Path) -> None:
    """The other one is in front of xlwings and has a workbook of the same name open."""
    (tmp_path / "other").mkdir()
    copy = tmp_path / "other" / book.name
    shutil.copy(book, copy)
    other = excel_double.opened(copy).impl
    before = cells(other, tmp_path / "before.xlsx")
    open_book.app.typed = ""
    for name in SOME:
        press(name)
    last(open_book)
    assert open_book.app.writes > 0
    assert (other.app.told, other.app.opened, other.app.writes) == ([], [], 0)
    assert cells(other, tmp_path / "after.xlsx") == before
    assert not list(copy.parent.glob("*report*"))


def test_the_excel_that_was_pressed_in_is_asked(
    open_book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The macro hands its workbook over; nobody looks for an Excel that runs."""
    windows = SimpleNamespace(BOOK_CALLER=open_book, Book=lambda given: given, N_COM_ATTEMPTS=0)
    monkeypatch.delattr(xw.Book, "_mock_caller")
    monkeypatch.setattr(xw, "_xlwindows", windows, raising=False)
    monkeypatch.setattr("sys.platform", "win32")
    excel_double.ENGINE.apps.started = []
    press("talk_list")
    assert "  Red" in last(open_book)
    assert windows.N_COM_ATTEMPTS > 0, "otherwise an Excel that is busy is asked for ever"


def test_what_the_person_sees_stays(open_book: Any) -> None:
    """The selected cell, the lines a filter hides, the sheet in front."""
    open_book.cell = ("Check-ins", 7, 3)
    for row in (6, 8, 9):
        open_book.held["Check-ins"].row_dimensions[row].hidden = True
    for name in ("refresh", "publish", "doctor", "as_of"):
        press(name)
        assert open_book.cell == ("Check-ins", 7, 3), name
    last(open_book)
    lines = open_book.held["Check-ins"].row_dimensions
    assert [row for row in range(5, 12) if lines[row].hidden] == [6, 8, 9]


NO_CELL: Final = {
    "a chart sheet": property(lambda _: None),
    "nothing": property(lambda _: 1 / 0),
}


@pytest.mark.parametrize("cell", NO_CELL.values(), ids=NO_CELL)
def test_a_chart_is_selected(
    cell: property, open_book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_book.cell = ("Dashboard", 4, 4)
    monkeypatch.setattr(excel_double.App, "ActiveCell", cell)
    for words in (("explain",), ("insert_formula", "OKR_SCORE")):
        press(*words)
        said = last(open_book)
        assert said.startswith("Dashboard!A1: this cell is not in the line of a key result. Click")
    assert open_book.app.writes == 0


def test_excel_that_shows_no_dialog_says_it_in_the_macro(
    open_book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise Com(-2147023174, "The RPC server is unavailable.")

    monkeypatch.setattr(excel_double.App, "alert", gone)
    with pytest.raises(xw.XlwingsError, match="not in the line of a key result"):
        press("explain")


def test_excel_that_hands_over_no_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise Com(*BUSY)

    monkeypatch.setattr(xw.Book, "caller", none)
    with pytest.raises(
        xw.XlwingsError, match=r"^Excel: Excel did not answer: Call was rejected by callee\. Close"
    ):
        press("refresh")


@pytest.mark.parametrize(
    ("error", "expected", "busy"),
    [
        pytest.param(Com(*BUSY), "Call was rejected by callee", True, id="rejected"),
        pytest.param(Com(-2147417846, "Try again later."), "Try again later", True, id="later"),
        pytest.param(Com(*TYPING), "", True, id="typing"),
        pytest.param(
            Com(-2147352567, "Exception occurred.", (0, "E", None, None, 0, -2146777998)),
            "Exception occurred",
            True,
            id="typing, said inside",
        ),
        pytest.param(excel_double.Refused("It is locked."), "It is locked", False, id="refused"),
        pytest.param(KeyError("x"), "'x'", False, id="none of Excel's"),
        pytest.param(OSError(5, "no"), "no", False, id="of the system"),
        pytest.param(ValueError(), "", False, id="says nothing"),
    ],
)
def test_what_excel_says(error: Exception, expected: str, busy: bool) -> None:
    assert (told(error), is_busy(error)) == (expected, busy)


# --- Asking -------------------------------------------------------------------------------------


def test_a_question_that_cannot_be_asked(open_book: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object, **__: object) -> None:
        raise Com(*BUSY)

    monkeypatch.setattr(excel_double.App, "InputBox", busy)
    for name in ("as_of", "new_quarter"):
        press(name)
        assert "Excel takes no order now" in last(open_book)
    assert open_book.app.writes == 0


@pytest.mark.parametrize("typed", ["2027-02-30", "1999-12-31", "2100-01-01", "soon"])
def test_a_day_that_is_none(typed: str, open_book: Any) -> None:
    open_book.app.typed = typed
    press("as_of")
    assert "is no day" in last(open_book)
    assert typed in last(open_book)
    assert open_book.app.writes == 0


def test_no_day_is_today(open_book: Any, tmp_path: Path) -> None:
    press("as_of")
    open_book.app.typed = " "
    press("as_of")
    assert last(open_book) == "All figures are for today."
    open_book.held.save(tmp_path / "copy.xlsx")
    loaded = read_plan(read_workbook(tmp_path / "copy.xlsx"))
    assert loaded.as_of is None
    assert [each.code for each in loaded.findings if each.sheet == "Settings"] == []


def test_a_new_quarter_keeps_the_months_and_the_numbers_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "b.xlsx"
    policy = preset("google")
    plan = small_plan()._replace(quarter=parse_quarter("2027-Q1", 4))
    path.write_bytes(books.workbook(plan, policy, as_of=plan.quarter.start))
    excel = excel_double.opened(path)
    excel.set_mock_caller()
    monkeypatch.setattr(classic, "now", lambda: NOW)
    press("new_quarter")
    made = read_plan(read_workbook(tmp_path / "okrs-2027-Q2.xlsx"))
    assert made.plan is not None
    assert (made.plan.quarter.start - plan.quarter.end).days == 1
    assert made.plan.champion == plan.champion
    assert made.policy == policy


def test_a_new_quarter_that_opens_nowhere_is_made_all_the_same(
    open_book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise excel_double.Refused("The file is open elsewhere.")

    monkeypatch.setattr(excel_double.Books, "open", refused)
    open_book.app.typed = ""
    press("new_quarter")
    assert "The file is open elsewhere" in last(open_book)
    made = open_book.path.with_name("okrs-2027-Q2.xlsx")
    assert read_plan(read_workbook(made)).plan is not None


# --- A formula ----------------------------------------------------------------------------------


@pytest.mark.parametrize("newer", [False, True], ids=["Excel 2019", "Excel 365"])
def test_an_inserted_formula_has_no_at_sign(newer: bool, open_book: Any) -> None:
    open_book.app.gives_columns = newer
    free = open_book.held["Key Results"].max_column + 2
    cell = open_book.held["Key Results"].cell(5, free)
    cell.number_format = "@"
    open_book.cell = ("Key Results", 5, free)
    press("insert_formula", "OKR_SCORE")
    assert cell.value.startswith("=OKR_SCORE("), open_book.app.told
    assert cell.number_format == "General"
    assert open_book.cell == ("Key Results", 5, free)


def test_a_formula_that_is_refused_leaves_the_cell_as_it_was(open_book: Any) -> None:
    free = open_book.held["Key Results"].max_column + 2
    cell = open_book.held["Key Results"].cell(5, free)
    cell.number_format = "@"
    open_book.cell = ("Key Results", 5, free)
    open_book.app.fails_at = 2
    press("insert_formula", "OKR_SCORE")
    assert "every cell is back as it was: Excel is busy" in last(open_book)
    assert (cell.value, cell.number_format) == (None, "@")
