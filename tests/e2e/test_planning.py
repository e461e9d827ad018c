"""`okrsheet planning` as people run it."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from okrsheet.workbook.load import load
from tests import books
from tests.books import Book
from tests.commands import run
from tests.engines.package_lint import lint
from tests.engines.validator import available, sdk_errors
from tests.small_plan import AS_OF, closed_book, next_book, next_plan, small_book, small_plan


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Our OKRs.xlsx"
    path.write_bytes(next_book())
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "Last quarter.xlsx"
    path.write_bytes(closed_book())
    return path


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(path: Path) -> list[str]:
    plan = load(path).plan
    assert plan is not None
    return [each.text for each in plan.planning]


def row_of(path: Path, text: str) -> int:
    return texts(path).index(text)


def type_in(path: Path, row: int, **given: str) -> None:
    made = Book(path.read_bytes())
    for header, text in given.items():
        made.type_in("Planning", header.replace("_", " "), row, books.text(text))
    path.write_bytes(made.data)


def test_the_sheet_is_filled_and_shown(book: Path, old: Path) -> None:
    before = old.read_bytes()
    done = run("planning", str(book), "--from", str(old))
    assert done.returncode == 0, done.stderr
    plan = load(book).plan
    assert plan is not None
    assert [each.minutes for each in plan.planning if each.minutes] == [30, 20, 30, 45, 15]
    assert f"Planning of 2027-Q2: 140 minutes, {len(plan.planning)} lines." in done.stdout
    assert "It looks back on 2027-Q1: 8 key results." in done.stdout
    assert "The version before: " in done.stdout
    known = "\n".join(each.known for each in plan.planning)
    assert "0.80, Progress (by hand: Half ours). Decided: Continue." in known
    assert "Opportunity: More" in texts(book)
    tabs = Book(book.read_bytes()).xml("xl/workbook.xml").split("<sheet ")
    (tab,) = [each for each in tabs if 'name="Planning"' in each]
    assert 'state="hidden"' not in tab
    assert lint(book.read_bytes()) == []
    assert old.read_bytes() == before
    assert run("check", str(book)).returncode in (0, 1)


def test_nothing_else_changes(book: Path, old: Path) -> None:
    before = members(book)
    run("planning", str(book), "--from", str(old))
    after = members(book)
    changed = {name for name in before if before[name] != after[name]}
    planning = Book(book.read_bytes()).sheets()["Planning"]
    assert planning in changed
    others = changed - {planning, "xl/workbook.xml"}
    assert all(name.startswith(("xl/tables/", "xl/worksheets/")) for name in others)
    assert len([name for name in others if name.startswith("xl/worksheets/")]) <= 1


def test_a_dry_run_prints_it_and_writes_nothing(book: Path, old: Path) -> None:
    before = book.read_bytes()
    done = run("planning", str(book), "--from", str(old), "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "1  30 min  Look back" in done.stdout
    assert "- C1.1: Raise clients from 280 to 360 (Ann Lee)" in done.stdout
    assert "- Which outcome would make the quarter a success?" in done.stdout
    assert "Nothing was written." in done.stdout
    assert book.read_bytes() == before


def test_the_running_quarter_looks_back_on_itself(tmp_path: Path) -> None:
    path = tmp_path / "running.xlsx"
    path.write_bytes(small_book())
    done = run("planning", str(path))
    assert "Planning of 2027-Q2: " in done.stdout
    assert "It looks back on 2027-Q1: 8 key results." in done.stdout
    assert not [each for each in texts(path) if "Missed" in each]


def test_a_quarter_opened_again_is_looked_back_on_as_it_stands(tmp_path: Path) -> None:
    path, line = tmp_path / "again.xlsx", len(small_plan().check_ins) - 8
    path.write_bytes(small_book())
    early = ("--early", "--undecided", "--as-of", str(AS_OF))
    assert run("close", str(path), *early).returncode == 0
    made = Book(path.read_bytes())
    made.setting("Quarter closed", books.text("No"))
    made.type_in("Check-ins", "Value", line, books.number(333.0))
    path.write_bytes(made.data)
    known = run("planning", str(path), "--dry-run").stdout
    assert "Planning of 2027-Q2: " in known
    assert "Ended at 333 clients" in known


def test_a_new_quarter_alone_says_how_to_look_back(book: Path) -> None:
    done = run("planning", str(book))
    assert done.returncode == 0, done.stderr
    assert "Planning of 2027-Q2: " in done.stdout
    assert "name the workbook of the last quarter with --from" in done.stdout


def test_what_people_wrote_stays(book: Path, old: Path) -> None:
    run("planning", str(book), "--from", str(old))
    empty = row_of(book, "")
    type_in(book, empty, What="Win the plants", Level="Team", Team="Sales", Choice="In")
    asked = row_of(book, "Does it ask enough of us?")
    type_in(book, asked, Our_words="It does", Choice="Yes")
    done = run("planning", str(book), "--from", str(old))
    assert done.returncode == 0, done.stderr
    assert "2 lines with what people wrote stay." in done.stderr
    plan = load(book).plan
    assert plan is not None
    by_text = {each.text: each for each in plan.planning}
    assert by_text["Win the plants"].team == "Sales"
    assert str(by_text["Win the plants"].choice) == "In"
    assert by_text["Does it ask enough of us?"].said == "It does"
    assert texts(book).count("") == 3
    again = run("planning", str(book), "--from", str(old))
    assert "2 lines with what people wrote stay." in again.stderr
    assert load(book).plan == plan


def test_force_leaves_out_what_people_wrote(book: Path) -> None:
    run("planning", str(book))
    type_in(book, row_of(book, "Does it ask enough of us?"), Our_words="It does")
    done = run("planning", str(book), "--force")
    assert "What people wrote in 1 line is left out; the version before has it." in done.stderr
    plan = load(book).plan
    assert plan is not None
    assert not any(each.said for each in plan.planning)


def other_organisation() -> bytes:
    plan = small_plan()._replace(closed=True, organisation="Nord")
    return books.workbook(plan, as_of=AS_OF)


def same_quarter() -> bytes:
    return books.workbook(next_plan()._replace(closed=True), as_of=AS_OF)


def without_days() -> bytes:
    made = Book(closed_book())
    made.setting("First day", books.blank())
    return made.data


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        pytest.param(small_book, "OKR870", "2027-Q1. Close it first", id="not closed"),
        pytest.param(other_organisation, "OKR871", "Nord, not Acme", id="another organisation"),
        pytest.param(same_quarter, "OKR873", "does not come before", id="the same quarter"),
        pytest.param(without_days, "OKR874", "no workbook of okrsheet", id="no quarter"),
        pytest.param(lambda: b"KR;Target\nA;5\n", "OKR912", "", id="no workbook"),
        pytest.param(lambda: closed_book()[:5000], "OKR903", "", id="cut short"),
    ],
)
def test_an_old_workbook_that_does_not_fit(
    content: Callable[[], bytes], code: str, told: str, book: Path, old: Path
) -> None:
    old.write_bytes(content())
    done = run("planning", str(book), "--from", str(old))
    assert done.returncode == 2
    assert code in done.stderr
    assert old.name in done.stderr
    assert told in done.stderr
    assert book.read_bytes() == next_book()


def test_the_old_workbook_is_missing_or_the_same(book: Path, tmp_path: Path) -> None:
    gone = run("planning", str(book), "--from", str(tmp_path / "gone.xlsx"))
    assert (gone.returncode, "OKR901" in gone.stderr) == (2, True)
    link = tmp_path / "link.xlsx"
    link.symlink_to(book)
    for name in (book, link):
        same = run("planning", str(book), "--from", str(name))
        assert (same.returncode, "OKR872" in same.stderr) == (2, True)
    assert book.read_bytes() == next_book()


def test_a_workbook_of_others_is_never_filled(book: Path, old: Path) -> None:
    from tests.unit.tiny_book import tiny_book

    book.write_bytes(tiny_book('<row r="1"><c r="A1"><v>1</v></c></row>'))
    done = run("planning", str(book), "--from", str(old))
    assert done.returncode == 2
    assert "OKR001" in done.stderr


def test_a_sheet_that_was_deleted_is_told(book: Path) -> None:
    made = Book(book.read_bytes())
    xml = made.xml("xl/workbook.xml")
    start = xml.index('<sheet name="Planning"')
    end = xml.index("/>", start) + 2
    made.parts["xl/workbook.xml"] = (xml[:start] + xml[end:]).encode()
    book.write_bytes(made.data)
    done = run("planning", str(book))
    assert done.returncode == 3
    assert "OKR937" in done.stderr


def test_a_workbook_without_a_quarter(book: Path) -> None:
    made = Book(book.read_bytes())
    made.setting("First day", books.blank())
    book.write_bytes(made.data)
    done = run("planning", str(book))
    assert done.returncode == 2
    assert "OKR006" in done.stderr


@pytest.mark.skipif(not available(), reason="the npm package is not installed")
def test_excel_would_open_it(book: Path, old: Path) -> None:
    run("planning", str(book), "--from", str(old))
    assert sdk_errors(book) == []


def test_a_copy_of_the_book_is_no_quarter_before(book: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    shutil.copy(book, copy)
    done = run("planning", str(book), "--from", str(copy))
    assert (done.returncode, "OKR873" in done.stderr) == (2, True)
