"""Where somebody looks: progress on terminals, silence with --quiet, whole lines in pipes."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import books
from tests.commands import COMMAND, environment, run


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "okrs.xlsx"
    path.write_bytes(books.example())
    return path


@pytest.fixture
def open_elsewhere(book: Path) -> Iterator[Path]:
    """A workbook that stays open: every command has to wait for it."""
    note = book.with_name(f"~${book.name}")
    note.write_bytes(b"\x03Ann".ljust(165, b"\0"))
    yield book
    note.unlink()


def errors_on_a_terminal(*words: str) -> str:
    """What a command writes to standard error, which is a terminal."""
    pty = pytest.importorskip("pty")
    mine, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *words], stdout=subprocess.DEVNULL, stderr=theirs, env=environment()
    ):
        os.close(theirs)
        found = b""
        while True:
            try:
                piece = os.read(mine, 65536)
            except OSError:  # Linux says so at the end
                break
            if not piece:
                break
            found += piece
    os.close(mine)
    return found.decode("utf-8")


def test_what_takes_long_says_what_it_does(open_elsewhere: Path) -> None:
    told = errors_on_a_terminal("refresh", str(open_elsewhere), "--wait", "3")
    assert "\rokrsheet: waiting for okrs.xlsx to be closed (" in told
    assert "Waiting up to 3 seconds." in told
    last = told.replace("\r\n", "\n").split("\n")[-2]
    assert last.rpartition("\r")[2].startswith("okrsheet: OKR94")


def test_quiet_shows_neither_progress_nor_remarks(open_elsewhere: Path) -> None:
    told = errors_on_a_terminal("refresh", str(open_elsewhere), "--wait", "3", "--quiet")
    assert "\r" not in told.replace("\r\n", "\n")
    assert "Waiting" not in told
    assert told.startswith("okrsheet: OKR94")


def test_a_pipe_gets_no_progress(open_elsewhere: Path) -> None:
    done = run("refresh", str(open_elsewhere), "--wait", "3")
    assert done.stdout == ""
    assert "\r" not in done.stderr
    assert [line[:9] for line in done.stderr.splitlines()] == ["okrsheet:", "okrsheet:"]


def test_quiet_keeps_results_and_drops_remarks(book: Path) -> None:
    words = ("report", str(book), "--out", "-", "--format", "md")
    loud, quiet = run(*words), run("--quiet", *words)
    assert quiet.stdout == loud.stdout
    assert "shows where" in loud.stderr
    assert quiet.stderr == ""
    refused = run("checkin", str(book), "--kr", "X9", "--value", "1", "--quiet")
    assert refused.returncode == 2
    assert "X9" in refused.stderr


@pytest.mark.parametrize(
    ("command", "words"),
    [("check", ()), ("doctor", ()), ("audit", ()), ("alerts", ("--since", "n.json", "--dry-run"))],
)
def test_lines_fit_a_terminal_and_are_whole_in_a_pipe(
    command: str, words: tuple[str, ...], book: Path
) -> None:
    piped = run(command, book.name, *words, cwd=book.parent).stdout
    shown = run(command, book.name, *words, cwd=book.parent, COLUMNS="80").stdout
    assert max(map(len, shown.splitlines())) <= 80 < max(map(len, piped.splitlines()))
    assert "\u2026" not in piped
