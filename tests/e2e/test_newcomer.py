"""What somebody new meets: clear dates, a pack in the wrong place, a day that does not count."""

from pathlib import Path

import pytest

from tests import books
from tests.books import Book
from tests.commands import run

DAY = "2027-03-03"
OWNER = "Samuel Adeyemi"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "okrs.xlsx"
    path.write_bytes(books.example())
    return path


def without(book: Path, label: str) -> None:
    """Clear a setting."""
    found = Book(book.read_bytes())
    row = found.row_of("Settings", "Setting", label)
    found.put("Settings", found.address("Settings", "Value", row), books.blank())
    book.write_bytes(found.data)


# --- new --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(
            ("2027-Q1",),
            "2027-Q1 runs from Fri 2027-01-01 to Wed 2027-03-31: 90 days in 14 calendar weeks, "
            "check-ins weekly.",
            id="calendar quarter",
        ),
        pytest.param(
            ("2027-Q1", "--fiscal-start", "4", "--cadence", "bi-weekly"),
            "2027-Q1 runs from Wed 2026-04-01 to Tue 2026-06-30: 91 days in 14 calendar weeks, "
            "check-ins bi-weekly.",
            id="fiscal quarter",
        ),
        pytest.param(
            ("2027-Q1", "--start", "2027-01-04", "--end", "2027-04-04"),
            "2027-Q1 runs from Mon 2027-01-04 to Sun 2027-04-04: 91 days in 13 calendar weeks, "
            "check-ins weekly.",
            id="days of their own",
        ),
    ],
)
def test_a_new_quarter_says_its_dates(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    done = run("new", *words, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["Made okrs-2027-Q1.xlsx", told]


@pytest.mark.parametrize("name", ["x.xls", "x.xlsm", "folder.d/x.csv"])
def test_a_new_workbook_is_an_xlsx(name: str, tmp_path: Path) -> None:
    done = run("new", "2027-Q1", "--out", name, cwd=tmp_path)
    assert done.returncode == 2
    assert f"{name} can't be the workbook: its name has to end in .xlsx" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_may_have_a_dot_in_its_name(tmp_path: Path) -> None:
    (tmp_path / "2027.okrs").mkdir()
    assert run("new", "2027-Q1", "--out", "2027.okrs", cwd=tmp_path).returncode == 0
    assert (tmp_path / "2027.okrs" / "okrs-2027-Q1.xlsx").is_file()


# --- the day of the figures -------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("refresh",),
        ("doctor",),
        ("checkin", "--kr", "S1.2", "--value", "700000"),
    ],
    ids=["refresh", "doctor", "checkin"],
)
def test_a_day_that_does_not_count_is_told(words: tuple[str, ...], book: Path) -> None:
    name, *rest = words
    done = run(name, str(book), *rest, "--as-of", DAY)
    told = f"--as-of {DAY} was not used: Settings names 2027-02-26 (As of)"
    assert told in done.stderr
    assert told not in run(name, str(book), *rest, "--as-of", "2027-02-26").stderr
    assert told not in run(name, str(book), *rest, "--as-of", DAY, "--quiet").stderr
    without(book, "As of")
    assert "was not used" not in run(name, str(book), *rest, "--as-of", DAY).stderr


def test_a_merge_tells_it_too(book: Path) -> None:
    run("pack", str(book), "--owner", OWNER, "--out", str(book.parent / "p.xlsx"))
    done = run("merge", str(book), str(book.parent / "p.xlsx"), "--as-of", DAY)
    assert f"--as-of {DAY} was not used" in done.stderr


# --- publish and audit ------------------------------------------------------------------------


def test_an_open_quarter_tells_what_is_not_ready(book: Path) -> None:
    before = book.read_bytes()
    done = run("publish", str(book))
    assert (done.returncode, done.stderr) == (0, "")
    first, second, *stopping, last = done.stdout.splitlines()
    assert first == "Already published on 2026-12-30 by Declan Foyle. Nothing was written."
    assert second == "5 key results are not ready, and 1 finding is in the way:"
    assert [line.split(": ")[1] for line in stopping] == ["warning OKR051"]
    assert last == f"`okrsheet audit {book}` says what is missing, and what to do."
    strict = run("publish", str(book), "--strict")
    assert (strict.returncode, strict.stdout) == (1, done.stdout)
    assert book.read_bytes() == before


def test_an_open_quarter_without_key_results_is_told(tmp_path: Path) -> None:
    run("new", "2027-Q1", cwd=tmp_path)
    path = tmp_path / "okrs-2027-Q1.xlsx"
    found = Book(path.read_bytes())
    row = found.row_of("Settings", "Setting", "Published on")
    found.put("Settings", found.address("Settings", "Value", row), books.number(46388))
    path.write_bytes(found.data)
    for words, code in (((), 0), (("--strict",), 1)):
        done = run("publish", str(path), *words)
        assert done.returncode == code
        assert "There is no key result in it." in done.stdout


def test_a_quarter_without_key_results_is_not_ready(tmp_path: Path) -> None:
    run("new", "2027-Q1", cwd=tmp_path)
    words = ("audit", "okrs-2027-Q1.xlsx")
    assert run(*words, cwd=tmp_path).returncode == 0
    strict = run(*words, "--fail-on", "not-ready", cwd=tmp_path)
    assert strict.returncode == 1
    assert "There is no key result yet." in strict.stdout


# --- a pack where the quarter is wanted -------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "--json"),
        ("audit",),
        ("publish",),
        ("refresh",),
        ("doctor",),
        ("doctor", "--repair"),
        ("reset", "--start", "2027-03-01"),
        ("alerts", "--since", "state.json"),
        ("checkin", "--kr", "S2.3", "--value", "7"),
        ("checkin",),
        ("pack", "--owner", OWNER),
        ("report",),
        ("remind",),
        ("calendar",),
    ],
    ids=" ".join,
)
def test_a_pack_is_no_quarter(words: tuple[str, ...], book: Path) -> None:
    pack = book.parent / "p.xlsx"
    assert run("pack", str(book), "--owner", OWNER, "--out", str(pack)).returncode == 0
    before = {path: path.read_bytes() for path in book.parent.iterdir()}
    name, *rest = words
    done = run(name, str(pack), *rest, cwd=book.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert "OKR939: " in done.stderr
    assert "this is an owner's pack, not the workbook of the quarter" in done.stderr
    assert "`okrsheet merge BOOK PACK`" in done.stderr
    assert {path: path.read_bytes() for path in book.parent.iterdir()} == before


def test_book_and_pack_the_wrong_way_round(book: Path) -> None:
    pack = book.parent / "p.xlsx"
    run("pack", str(book), "--owner", OWNER, "--out", str(pack))
    done = run("merge", str(pack), str(pack))
    assert done.returncode == 2
    assert "this is an owner's pack, not the workbook of the quarter" in done.stderr
