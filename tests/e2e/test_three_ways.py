"""Every button that writes gives the same cells in a file, in Excel and on the command line."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from okrsheet.addin.actions import ACTIONS
from okrsheet.addin.file_book import FileBook
from okrsheet.addin.makers import MAKERS
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import parse_quarter
from okrsheet.core.teams import team_names
from okrsheet.ooxml.read import read_workbook
from okrsheet.workbook.create import Request, empty_plan, new_workbook
from okrsheet.workbook.load import read_plan
from tests import books
from tests.books import Book
from tests.commands import run
from tests.e2e.test_buttons import NOW, content, live
from tests.own_things import SHEET, add_column, add_sheet
from tests.small_plan import AS_OF, small_plan
from tests.unit.test_missing_lines import FEW

DAY: Final = AS_OF.isoformat()
LATER: Final = date(2027, 3, 1)


@cache
def worked() -> bytes:
    """One people worked with: a new wording, texts for numbers, formulas pasted over."""
    made = Book(books.workbook(small_plan(), as_of=AS_OF))
    made.type_in("Key Results", "Key result", 0, books.text("Make onboarding better"))
    made.type_in("Key Results", "Target", 1, books.text("500"))
    made.type_in("Key Results", "Score", 0, books.number(0.9))
    made.type_in("Audit", "KR", 0, books.text("C1.1"))
    made.setting("As of", books.blank())
    return made.data


@cache
def empty() -> bytes:
    """A new quarter nobody wrote into."""
    plan = empty_plan(Request(parse_quarter("2027-Q1"), "Acme", "Ann Lee", ("Sales",)))
    return new_workbook(plan, SMB, as_of=None, today=date(2027, 1, 1), stamp=NOW)


@cache
def growing() -> bytes:
    """One whose tables are too short, in a week that still lacks its check-ins."""
    plan = small_plan()._replace(published=date(2027, 1, 4))
    made = Book(books.workbook(plan, as_of=AS_OF, spare={**FEW, "tblCheckIns": 0}))
    made.setting("As of", books.day(LATER))
    return made.data


@cache
def owned() -> bytes:
    """One with a column, a sheet and formulas of their own, and renamed sheets."""
    made = Book(growing())
    add_column(made, "Check-ins")
    add_sheet(made)
    made.type_in("Audit", "KR", 0, books.text("C1.1"))
    made.change("xl/workbook.xml", 'name="Audit"', 'name="Our audit"')
    return made.data


BOOKS: Final[dict[str, Callable[[], bytes]]] = {
    "the example": books.example,
    "worked with": worked,
    "new and empty": empty,
    "with tables that grow": growing,
    "with things of their own": owned,
}
PLAIN: Final = ("refresh", "--no-check-ins")
WORDS: Final[dict[str, tuple[str, ...]]] = {
    "refresh": ("refresh",),
    "check_in": ("refresh",),
    "meeting": PLAIN,
    "audit": PLAIN,
    "as_of": PLAIN,
    "publish": ("publish",),
    "doctor": ("doctor", "--repair"),
}
"""What one types for each button; for the day of the figures also a cell of Settings."""
READS: Final = {"talk_list", "explain"}


def test_every_button_is_compared_or_writes_nothing() -> None:
    assert set(WORDS) | READS == set(ACTIONS)


def differing(path: Path, other: Path) -> dict[object, tuple[object, object]]:
    """What one workbook holds, and what the other does, wherever they differ."""
    one, two = content(read_workbook(path)), content(read_workbook(other))
    cells = {place: 0 for kind in one for place in {*one[kind], *two[kind]}}
    found = {place: tuple(_at(each, place) for each in (one, two)) for place in cells}
    return {place: pair for place, pair in found.items() if pair[0] != pair[1]}  # type: ignore[misc]  # two of them


def _at(found: Mapping[str, Any], place: object) -> object:
    return next((found[kind][place] for kind in found if place in found[kind]), None)


class Typed(FileBook):
    """A file, and somebody who types a day."""

    def ask(self, question: str, usual: str = "") -> str:
        """Type the day."""
        super().ask(question, usual)
        return LATER.isoformat()


@pytest.mark.parametrize("name", WORDS)
@pytest.mark.parametrize("which", BOOKS)
def test_the_cells_are_the_same(which: str, name: str, tmp_path: Path) -> None:
    by_file, by_excel, by_command, before = (tmp_path / f"{n}.xlsx" for n in "abcd")
    for path in (by_file, by_excel, by_command, before):
        path.write_bytes(BOOKS[which]())
    port, excel = live(by_excel)
    excel.app.typed = LATER.isoformat()
    ACTIONS[name](Typed(by_file, NOW))
    ACTIONS[name](port)
    excel.SaveCopyAs(by_excel)
    if name == "as_of":
        made = Book(by_command.read_bytes())
        made.setting("As of", books.day(LATER))
        by_command.write_bytes(made.data)
    done = run(*WORDS[name], str(by_command), "--as-of", DAY)
    assert differing(by_file, by_command) == {}, done.stderr
    assert differing(by_excel, by_command) == {}


@pytest.mark.parametrize("name", WORDS)
def test_each_of_them_changes_something_somewhere(name: str, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    changed = []
    for made in BOOKS.values():
        path.write_bytes(made())
        before = content(read_workbook(path))
        ACTIONS[name](Typed(path, NOW))
        changed.append(content(read_workbook(path)) != before)
    assert any(changed)


@pytest.mark.parametrize("which", BOOKS)
def test_a_new_quarter_is_the_same_file(which: str, tmp_path: Path) -> None:
    by_file, by_excel, by_command = (tmp_path / name for name in "abc")
    for folder in (by_file, by_excel, by_command):
        folder.mkdir()
        (folder / "b.xlsx").write_bytes(BOOKS[which]())
    MAKERS["new_quarter"](FileBook(by_file / "b.xlsx", NOW))
    MAKERS["new_quarter"](live(by_excel / "b.xlsx")[0])
    plan = read_plan(read_workbook(by_command / "b.xlsx")).plan
    assert plan is not None
    whose = ("--org", plan.organisation, "--champion", plan.champion)
    teams = [word for name in team_names(plan) for word in ("--team", name)]
    assert run("new", "2027-Q2", "--out", str(by_command), *whose, *teams).returncode == 0
    name = "okrs-2027-Q2.xlsx"
    assert differing(by_file / name, by_command / name) == {}
    assert differing(by_excel / name, by_command / name) == {}


def test_what_is_theirs_stays(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(owned())
    before = content(read_workbook(path))["cells"]
    port, excel = live(path)
    for name in WORDS:
        ACTIONS[name](port)
    excel.SaveCopyAs(path)
    after = content(read_workbook(path))["cells"]
    assert {key: value for key, value in after.items() if key[0] == SHEET} == {
        (SHEET, (1, 1)): "Room 4.12",
        (SHEET, (2, 1)): "OKR_SCORE(0,100,40)",
    }
    column = max(column for (sheet, (_, column)) in before if sheet == "Check-ins")
    assert [before["Check-ins", (row, column)] for row in (5, 6)] == ["1/2", "B5"]
    assert [after["Check-ins", (row, column)] for row in (5, 6)] == ["1/2", "B5"]
