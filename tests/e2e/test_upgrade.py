"""`okrsheet upgrade`: a workbook of an earlier version becomes one of now."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import books
from tests.books import Book
from tests.commands import run
from tests.dressed_up import dress_up
from tests.engines.compare import differences
from tests.engines.libreoffice import LibreOffice
from tests.older import older


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The example as an earlier version made it."""
    path = tmp_path / "q1.xlsx"
    path.write_bytes(older(books.example()).data)
    return path


def test_it_says_what_changes_keeps_a_backup_and_is_done_once(
    old: Path, sdk_errors: Callable[..., list[str]]
) -> None:
    before, errors = old.read_bytes(), Counter(sdk_errors(old))
    dry = run("upgrade", str(old), "--dry-run")
    assert (dry.returncode, old.read_bytes()) == (0, before)
    assert dry.stdout.startswith("Would change in q1.xlsx\n  Settings: 1 line worded as now.\n")
    assert dry.stdout.endswith("reads as before. Nothing was written.\n")
    done = run("upgrade", str(old))
    assert done.returncode == 0, done.stderr
    assert "  New sheets: Forecast, Scorecard, Agenda.\n" in done.stdout
    backup = Path(done.stdout.split("is kept as ")[1].strip())
    assert backup.read_bytes() == before
    assert not Counter(sdk_errors(old)) - errors
    now = old.read_bytes()
    again = run("upgrade", str(old))
    told = "q1.xlsx is as okrsheet makes it now. Nothing was written.\n"
    assert (again.returncode, again.stdout, old.read_bytes()) == (0, told, now)
    assert run("check", str(old), "--fail-on", "never").returncode == 0


@pytest.mark.libreoffice
def test_libreoffice_computes_what_is_stored(old: Path, libreoffice: LibreOffice) -> None:
    assert run("upgrade", str(old)).returncode == 0
    assert differences(Book(old.read_bytes()).cached(), libreoffice.recalculate(old)) == []


def test_built_anew(old: Path, sdk_errors: Callable[..., list[str]]) -> None:
    before = old.read_bytes()
    done = run("upgrade", str(old), "--rebuild")
    assert done.returncode == 0, done.stderr
    assert "Built anew from the template, with everything that is typed." in done.stdout
    assert "Does not come along\n" in done.stdout
    assert Path(done.stdout.split("is kept as ")[1].strip()).read_bytes() == before
    assert sdk_errors(old) == []
    assert "as okrsheet makes it now" in run("upgrade", str(old)).stdout


@pytest.mark.parametrize(
    ("words", "name", "code"),
    [((), "q1.xlsm", "OKR875"), (("--rebuild",), "q1.xlsm", "OKR882"), ((), "gone.xlsx", "OKR901")],
    ids=["something in the way", "macros", "not there"],
)
def test_what_it_cannot_do_it_says(
    words: tuple[str, ...], name: str, code: str, tmp_path: Path
) -> None:
    book = older()
    dress_up(book, macros=True)
    book.put("Dashboard", "B2", books.text("Call Ann"))
    path = tmp_path / "q1.xlsm"
    path.write_bytes(book.data)
    done = run("upgrade", name, *words, cwd=tmp_path)
    assert (done.returncode, code in done.stderr) == (2 if code == "OKR901" else 3, True)
    assert path.read_bytes() == book.data
    assert [*tmp_path.iterdir()] == [path]
