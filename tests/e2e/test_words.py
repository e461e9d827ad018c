"""Words of the command line: times, days, workbooks that are none; each refusal with a way out."""

from pathlib import Path

import pytest

from tests.commands import run
from tests.small_plan import small_book


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(small_book())
    return path


@pytest.mark.parametrize(
    "words",
    [
        ("--wait", "book.xlsx"),
        ("--wait", "book.xlsx", "--dry-run"),
        ("--dry-run", "--wait", "book.xlsx"),
        ("book.xlsx", "--wait"),
        ("book.xlsx", "--wait", "0.5"),
        ("--wait", "86400", "book.xlsx"),
        ("--wait=1", "book.xlsx"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("command", ["refresh", "doctor"])
def test_waiting_takes_seconds_or_none(command: str, words: tuple[str, ...], book: Path) -> None:
    if command == "doctor":
        words = tuple(word for word in words if word != "--dry-run")
    done = run(command, *words, cwd=book.parent)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("time", ["nan", "inf", "-5", "0", "86401", "soon", ""], ids=repr)
def test_what_is_no_time_to_wait_is_refused_with_a_way_out(time: str, book: Path) -> None:
    done = run("refresh", "book.xlsx", f"--wait={time}", cwd=book.parent)
    assert done.returncode == 2
    assert f"{time!r} is no number of seconds above 0 and up to 86,400" in done.stderr
    assert "write BOOK before --wait, or --wait 600" in done.stderr


@pytest.mark.parametrize("name", ["okrs", "book.csv"])
def test_a_book_behind_wait_that_has_another_name_is_told(name: str, book: Path) -> None:
    done = run("refresh", "--wait", name, cwd=book.parent)
    assert done.returncode == 2
    assert f"{name!r} is no number of seconds" in done.stderr


def test_two_books_are_one_too_many(book: Path) -> None:
    done = run("refresh", "--wait", "book.xlsx", "other.xlsx", cwd=book.parent)
    assert done.returncode == 2
    assert "unrecognized arguments: other.xlsx" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("check", "book.xlsx", "--as-of"),
        ("refresh", "book.xlsx", "--as-of"),
        ("doctor", "book.xlsx", "--as-of"),
        ("new", "2027-Q1", "--start"),
        ("new", "2027-Q1", "--end"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("day", ["tomorrow", "2027-02-30", "%d"], ids=repr)
def test_what_is_no_day_is_refused_with_a_way_out(
    words: tuple[str, ...], day: str, tmp_path: Path
) -> None:
    done = run(*words, day, cwd=tmp_path)
    assert done.returncode == 2
    assert f"{words[-1]}: {day!r} is no day: write it as YYYY-MM-DD" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("month", ["April", "0", "13", "-1"], ids=repr)
def test_what_is_no_month_is_refused_with_a_way_out(month: str, tmp_path: Path) -> None:
    done = run("new", "2027-Q1", f"--fiscal-start={month}", cwd=tmp_path)
    assert done.returncode == 2
    assert f"{month!r} is no month: write its number, 1 to 12" in done.stderr
    assert not list(tmp_path.iterdir())


COMMANDS = (
    ("check",),
    ("refresh",),
    ("doctor", "--repair"),
    ("backups", "list"),
)
each_command = pytest.mark.parametrize("words", COMMANDS, ids=" ".join)


@each_command
@pytest.mark.parametrize("name", ["missing.xlsx", "no/folder.xlsx", "file.txt/below.xlsx"], ids=str)
def test_a_book_that_is_not_there_is_missing(
    words: tuple[str, ...], name: str, tmp_path: Path
) -> None:
    (tmp_path / "file.txt").write_text("hello", encoding="utf-8")
    done = run(*words, name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("okrsheet: OKR901: ")
    assert [each.name for each in tmp_path.iterdir()] == ["file.txt"]


@pytest.mark.parametrize("words", [*COMMANDS, ("backups", "restore")], ids=" ".join)
@pytest.mark.parametrize("name", ["folder.xlsx", ".", ""], ids=repr)
def test_a_folder_is_no_book(words: tuple[str, ...], name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    done = run(*words, name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "this is a folder. Name the workbook inside it." in done.stderr
    assert not list((tmp_path / "folder.xlsx").iterdir())


@pytest.mark.parametrize("words", [*COMMANDS, ("new",), ("explain",)], ids=" ".join)
def test_an_option_nobody_knows_is_refused(words: tuple[str, ...], book: Path) -> None:
    done = run(*words, "book.xlsx", "--nonsense", cwd=book.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert "unrecognized arguments: --nonsense" in done.stderr


def test_a_book_without_backups_has_none_yet(book: Path) -> None:
    done = run("backups", "list", str(book))
    assert (done.returncode, done.stderr) == (0, "")
    assert "has no backups yet" in done.stdout


def test_the_backups_of_a_book_that_is_gone_are_listed(book: Path) -> None:
    run("refresh", str(book), "--as-of", "2027-02-20")
    run("new", "2027-Q1", "--force", "--out", str(book))
    book.unlink()
    done = run("backups", "list", str(book))
    assert (done.returncode, done.stderr) == (0, "")
    assert "before new" in done.stdout


@pytest.mark.parametrize(("columns", "widest"), [("60", 58), ("80", 78), ("400", 258), ("", 78)])
def test_help_fits_the_terminal(columns: str, widest: int) -> None:
    shown = run("refresh", "--help", COLUMNS=columns)
    assert (shown.returncode, shown.stderr) == (0, "")
    purpose = shown.stdout.split("\n\n")[1].splitlines()
    assert widest - 8 <= max(map(len, purpose)) <= widest


@pytest.mark.parametrize("command", ["check", "refresh", "doctor"])
def test_no_command_loads_what_only_asks_for_the_width(command: str, book: Path) -> None:
    told = run(command, str(book), PYTHONPROFILEIMPORTTIME="1").stderr
    assert "okrsheet.workbook.load" in told
    assert "shutil" not in told


@pytest.mark.parametrize("module", ["argparse", "pathlib", "locale", "layout", "load_outside"])
def test_a_plain_check_loads_no_more_than_it_needs(module: str, book: Path) -> None:
    told = run("check", str(book), PYTHONPROFILEIMPORTTIME="1").stderr
    assert "okrsheet.workbook.load" in told
    assert not [line for line in told.splitlines() if line.endswith((f" {module}", f".{module}"))]


def test_no_color_is_mentioned() -> None:
    assert "NO_COLOR" in run("check", "--help").stdout
