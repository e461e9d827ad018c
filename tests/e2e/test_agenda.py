"""`okrsheet agenda` as people run it."""

import zipfile
from pathlib import Path

import pytest

from okrsheet.workbook.load import load
from tests import books
from tests.books import Book
from tests.commands import run
from tests.engines.package_lint import lint
from tests.engines.validator import available, sdk_errors
from tests.small_plan import small_book


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Our OKRs.xlsx"
    path.write_bytes(small_book())
    return path


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(("meeting", "minutes"), [("planning", 140), ("review", 60)])
def test_the_sheet_is_filled_and_shown(meeting: str, minutes: int, book: Path) -> None:
    done = run("agenda", str(book), meeting)
    assert done.returncode == 0, done.stderr
    plan = load(book).plan
    assert plan is not None
    assert sum(float(str(each.minutes or 0)) for each in plan.agenda) == minutes
    lines = len(plan.agenda)
    assert f"Agenda of the {meeting}: {minutes} minutes, {lines} lines." in done.stdout
    assert "The version before: " in done.stdout
    made = Book(book.read_bytes())
    assert 'name="Agenda" sheetId' in made.xml("xl/workbook.xml")
    assert 'name="Agenda"' not in "".join(
        part for part in made.xml("xl/workbook.xml").split("<sheet ") if 'state="hidden"' in part
    )
    assert lint(book.read_bytes()) == []


def test_nothing_else_changes(book: Path) -> None:
    before = members(book)
    run("agenda", str(book), "review")
    after = members(book)
    changed = {name for name in before if before[name] != after[name]}
    agenda = Book(book.read_bytes()).sheets()["Agenda"]
    assert agenda in changed
    others = changed - {agenda, "xl/workbook.xml"}
    shown = {name for name in others if name.startswith("xl/worksheets/")}
    assert all(name.startswith(("xl/tables/", "xl/worksheets/")) for name in others)
    assert len(shown) <= 1  # the sheet that was in front
    assert run("check", str(book)).returncode in (0, 1)


def test_a_dry_run_prints_it_and_writes_nothing(book: Path) -> None:
    before = book.read_bytes()
    done = run("agenda", str(book), "planning", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "1  30 min  Look back" in done.stdout
    assert "Needed from Sales" not in done.stdout  # that one is agreed
    assert "C1: Be the first call" in " ".join(done.stdout.split())
    assert "Nothing was written." in done.stdout
    assert book.read_bytes() == before


def test_another_agenda_takes_the_place_of_an_untouched_one(book: Path) -> None:
    run("agenda", str(book), "planning")
    done = run("agenda", str(book), "review")
    assert done.returncode == 0, done.stderr
    plan = load(book).plan
    assert plan is not None
    assert plan.agenda[0].text.startswith("Scorecard")
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("header", "content", "told"),
    [
        pytest.param("Outcome", books.text("We stay"), "1 line done (row 6)", id="an outcome"),
        pytest.param("Done", books.text("Yes"), "1 line done (row 6)", id="ticked"),
        pytest.param("What", books.text("Our own"), "1 line changed (row 6)", id="another text"),
        pytest.param("Minutes", books.number(5), "1 line changed (row 6)", id="other minutes"),
    ],
)
def test_what_people_wrote_is_not_lost_unasked(
    header: str, content: str, told: str, book: Path
) -> None:
    run("agenda", str(book), "planning")
    made = Book(book.read_bytes())
    made.type_in("Agenda", header, 1, content)
    book.write_bytes(made.data)
    refused = run("agenda", str(book), "review")
    assert refused.returncode == 3
    assert "OKR938" in refused.stderr
    assert told in refused.stderr
    assert book.read_bytes() == made.data
    forced = run("agenda", str(book), "review", "--force")
    assert forced.returncode == 0
    assert f"{told} were replaced; the version before has them." in forced.stderr


def test_a_sheet_that_was_deleted_is_told(book: Path) -> None:
    made = Book(book.read_bytes())
    xml = made.xml("xl/workbook.xml")
    start = xml.index('<sheet name="Agenda"')
    end = xml.index("/>", start) + 2
    made.parts["xl/workbook.xml"] = (xml[:start] + xml[end:]).encode()
    book.write_bytes(made.data)
    done = run("agenda", str(book), "planning")
    assert done.returncode == 3
    assert "OKR937" in done.stderr


def test_a_workbook_without_a_quarter(book: Path) -> None:
    made = Book(book.read_bytes())
    made.setting("First day", books.blank())
    book.write_bytes(made.data)
    done = run("agenda", str(book), "planning")
    assert done.returncode == 2
    assert "OKR" in done.stderr


def test_the_meeting_is_one_of_two(book: Path) -> None:
    done = run("agenda", str(book), "party")
    assert done.returncode == 2
    assert "planning" in done.stderr


@pytest.mark.skipif(not available(), reason="the npm package is not installed")
def test_excel_would_open_it(book: Path) -> None:
    run("agenda", str(book), "planning")
    assert sdk_errors(book) == []


def test_a_workbook_of_a_plan_with_everything_in_it(tmp_path: Path) -> None:
    path = tmp_path / "example.xlsx"
    path.write_bytes(books.example())
    for meeting in ("planning", "review"):
        done = run("agenda", str(path), meeting)
        assert done.returncode == 0, done.stderr
