"""The buttons at the end of a quarter: close it, make the next one; three ways, the same cells."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl.workbook.protection import WorkbookProtection

from okrsheet.addin import classic
from okrsheet.addin.closing import close_quarter
from okrsheet.addin.file_book import FileBook
from okrsheet.addin.makers import MAKERS
from okrsheet.core.model import Plan, ReviewLine
from okrsheet.core.words import Carry
from okrsheet.ooxml.read import read_workbook
from okrsheet.workbook.load import read_plan
from tests import books, excel_double
from tests.books import Book
from tests.commands import run
from tests.e2e.test_buttons import NOW, live
from tests.e2e.test_close import END, silent_book
from tests.e2e.test_three_ways import differing
from tests.own_things import add_column, add_sheet
from tests.small_plan import AS_OF, small_plan

NEXT: Final = "okrs-2027-Q2.xlsx"
DECISIONS: Final = {
    "C1.1": Carry.CONTINUE,
    "C1.2": Carry.REVISE,
    "S1.1": Carry.DROP,
    "S1.2": Carry.DROP,
    "S1.3": Carry.DONE,
    "S1.4": Carry.CONTINUE,
    "X1.1": Carry.DROP,
    "X1.2": Carry.DONE,
}


def decided() -> Plan:
    lines = (ReviewLine(name, decision=word) for name, word in DECISIONS.items())
    return small_plan()._replace(reviews=tuple(lines))


@cache
def ready() -> bytes:
    """Everything is said."""
    return books.workbook(decided(), as_of=END)


@cache
def owned() -> bytes:
    """The same, with things of their own and no line to spare."""
    spare = dict.fromkeys(books.SPARE, 0)
    made = Book(books.workbook(decided(), as_of=END, spare=spare))
    add_column(made, "Review")
    add_sheet(made)
    return made.data


@cache
def open_ends() -> bytes:
    """Decisions are missing."""
    return books.workbook(small_plan(), as_of=END)


BOOKS: Final[dict[str, Callable[[], bytes]]] = {"ready": ready, "with their own": owned}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Our OKRs.xlsx"
    path.write_bytes(ready())
    return path


def opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(classic, "now", lambda: NOW)
    excel = excel_double.opened(path)
    excel.set_mock_caller()
    return excel.impl


def press(name: str) -> None:
    getattr(classic, name)()


def plan_of(excel: Any, path: Path) -> Plan:
    excel.SaveCopyAs(path)
    plan = read_plan(read_workbook(path)).plan
    assert plan is not None
    return plan


@pytest.mark.parametrize("which", BOOKS)
def test_the_cells_are_the_same(which: str, tmp_path: Path) -> None:
    by_file, by_excel, by_command = (tmp_path / f"{name}.xlsx" for name in "abc")
    for path in (by_file, by_excel, by_command):
        path.write_bytes(BOOKS[which]())
    close_quarter(FileBook(by_file, NOW))
    port, excel = live(by_excel)
    close_quarter(port)
    excel.SaveCopyAs(by_excel)
    done = run("close", str(by_command))
    assert done.returncode == 0, done.stderr
    assert differing(by_file, by_command) == {}
    assert differing(by_excel, by_command) == {}
    assert excel.held["Scorecard"].sheet_state == "visible"
    assert excel.cell == ("Scorecard", 1, 1)


def test_the_next_quarter_is_the_same_file(book: Path, tmp_path: Path) -> None:
    close_quarter(FileBook(book, NOW))
    folders = [tmp_path / name for name in "abc"]
    for folder in folders:
        folder.mkdir()
        shutil.copy(book, folder / book.name)
    file = FileBook(folders[0] / book.name, NOW)
    MAKERS["new_quarter"](file)
    port, excel = live(folders[1] / book.name)
    MAKERS["new_quarter"](port)
    words = ("new", "--from", str(folders[2] / book.name), "--out", str(folders[2]))
    assert run(*words).returncode == 0
    assert differing(folders[0] / NEXT, folders[2] / NEXT) == {}
    assert differing(folders[1] / NEXT, folders[2] / NEXT) == {}
    assert "3 of 8 key results carried from Our OKRs.xlsx." in excel.app.told[-1]
    assert file.told[-1] == excel.app.told[-1]
    made = read_plan(read_workbook(folders[1] / NEXT)).plan
    assert made is not None
    assert {kr.id for kr in made.key_results if kr.text} == {"C1.1", "C1.2", "S1.4"}


def test_the_next_quarter_may_be_empty(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close_quarter(FileBook(book, NOW))
    excel = opened(book, monkeypatch)
    excel.app.answer = "no"
    press("new_quarter")
    assert "2027-Q1 is closed." in excel.app.told[-1]
    made = read_plan(read_workbook(book.with_name(NEXT))).plan
    assert made is not None
    assert not any(kr.text for kr in made.key_results)


def test_a_quarter_that_is_open_carries_nothing_and_says_so(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    excel = opened(book, monkeypatch)
    press("new_quarter")
    assert "made empty; close this quarter first to carry over what goes on" in excel.app.told[0]
    assert len(excel.app.told) == 1


def test_an_earlier_quarter_is_not_made_from_a_later_one(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_quarter(FileBook(book, NOW))
    excel = opened(book, monkeypatch)
    excel.app.typed = "2026-Q4"
    press("new_quarter")
    assert "the next quarter has to start after this one ends" in excel.app.told[-1]
    assert [each.name for each in book.parent.glob("okrs-*")] == []


def test_the_person_may_say_no(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    excel = opened(book, monkeypatch)
    excel.app.answer = "no"
    press("close_quarter")
    assert "2027-Q1 on 31 March 2027, company score" in excel.app.told[-1]
    assert excel.app.told[-1].endswith("Its figures stay as they are from then on.")
    assert excel.app.writes == 0


def test_what_is_missing_is_listed_and_shown(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book.write_bytes(open_ends())
    excel = opened(book, monkeypatch)
    press("close_quarter")
    told = excel.app.told[-1].splitlines()
    assert told[0] == "Not closed: 6 answers missing."
    assert any(line.startswith(("Review!", "Key Results!")) for line in told[1:7])
    assert "then press Close quarter again" in told[-1]
    assert excel.app.writes == 0
    sheet, cell = told[1].split(":")[0].split("!")
    assert excel.held[sheet][cell].row == excel.cell[1]
    assert (excel.cell[0], excel.held[sheet][cell].column) == (sheet, excel.cell[2])


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_no_value_at_all_is_asked_about(
    answer: str, book: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plan = decided()
    reports = tuple(line for line in plan.check_ins if line.key_result_id != "C1.2")
    book.write_bytes(books.workbook(plan._replace(check_ins=reports), as_of=END))
    excel = opened(book, monkeypatch)
    excel.app.answer = answer
    press("close_quarter")
    assert "C1.2 has no data." in excel.app.told[0]
    assert "Are there no values for them?" in excel.app.told[0]
    after = plan_of(excel, tmp_path / "copy.xlsx")
    assert after.closed is (answer == "yes")
    if answer == "no":
        assert excel.app.writes == 0
        assert excel.cell[0] == "Key Results"


def test_a_silence_on_record_is_told_and_not_asked_about(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = decided()
    reports = tuple(line for line in plan.check_ins if line.key_result_id != "C1.2")
    book.write_bytes(books.workbook(plan._replace(check_ins=reports), as_of=END))
    close_quarter(FileBook(book, NOW))
    made = Book(book.read_bytes())
    made.type_in("Key Results", "Target", 0, books.number(340))
    book.write_bytes(made.data)
    excel = opened(book, monkeypatch)
    press("close_quarter")
    assert not [told for told in excel.app.told if "Are there no values for them?" in told]
    assert "as confirmed for the record of 31 March 2027: C1.2." in excel.app.told[1]
    assert excel.app.told[-1].startswith("Closed: 2027-Q1")


def test_not_before_it_is_over_unless_it_is_meant(
    book: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    book.write_bytes(books.workbook(decided(), as_of=AS_OF))
    excel = opened(book, monkeypatch)
    excel.app.answer = "no"
    press("close_quarter")
    assert excel.app.told[-1].endswith("Close it before its last day?")
    assert "the quarter is not over yet: its last day is 31 Mar" in excel.app.told[-1]
    assert excel.app.writes == 0
    excel.app.answer = "yes"
    press("close_quarter")
    assert plan_of(excel, tmp_path / "copy.xlsx").closed
    assert excel.app.told[-1].startswith("Closed: 2027-Q1 on 26 Feb")


def test_not_twice_unless_it_is_meant(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close_quarter(FileBook(book, NOW))
    excel = opened(book, monkeypatch)
    press("close_quarter")
    assert "the quarter was closed already: on 31 Mar" in excel.app.told[0]
    assert excel.app.told[0].endswith("Write the record anew from what the sheets say now?")
    assert excel.app.told[-1] == "The record says all of this already."
    excel.app.answer = "no"
    press("close_quarter")
    assert excel.app.told[-1].endswith("from what the sheets say now?")
    assert excel.app.writes == 0


def test_a_quarter_that_has_not_begun(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Book(ready())
    made.setting("As of", books.day(AS_OF.replace(year=2026)))
    book.write_bytes(made.data)
    excel = opened(book, monkeypatch)
    press("close_quarter")
    assert "the quarter has not begun yet" in excel.app.told[-1]
    assert excel.app.writes == 0


def test_a_protected_structure_is_named(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    excel = opened(book, monkeypatch)
    excel.held.security = WorkbookProtection(lockStructure=True)
    press("close_quarter")
    assert "structure" in excel.app.told[-1]
    assert "Protect Workbook" in excel.app.told[-1]
    assert excel.app.writes == 0


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9, 1.0])
def test_what_excel_refuses_half_way_is_taken_back(
    share: float, book: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    excel = opened(book, monkeypatch)
    press("close_quarter")
    writes = excel.app.writes
    assert writes > 10
    excel = opened(book, monkeypatch)
    excel.held["Scorecard"].sheet_state = "veryHidden"
    excel.SaveCopyAs(tmp_path / "before.xlsx")
    excel.app.fails_at = 1 + round(share * (writes - 1))
    press("close_quarter")
    assert "every cell is back as it was" in excel.app.told[-1]
    excel.SaveCopyAs(tmp_path / "after.xlsx")
    assert differing(tmp_path / "before.xlsx", tmp_path / "after.xlsx") == {}
    assert excel.held["Scorecard"].sheet_state == "veryHidden"


def test_silence_in_an_undecided_quarter_is_listed(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.write_bytes(silent_book(book))
    excel = opened(book, monkeypatch)
    press("close_quarter")
    (told,) = excel.app.told
    assert "answers missing." in told
    assert "Are there no values" not in told
    assert excel.app.writes == 0
