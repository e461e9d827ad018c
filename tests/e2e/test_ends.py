"""How commands end: stopped by a person, cut off from their output, or by a mistake of ours."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import books
from tests.books import Book
from tests.commands import COMMAND, ROOT, environment, run
from tests.small_plan import small_book

FULL = Path("/dev/full")
LOST = "okrsheet: the output could not be written: No space left on device; what the command did"

posix = pytest.mark.skipif(os.name == "nt", reason="signals and descriptors of POSIX")
full = pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
buffered = pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with a new target, nothing computed since."""
    made = Book(small_book())
    made.type_in("Key Results", "Target", 0, books.number(500))
    path = tmp_path / "Our OKRs.xlsx"
    path.write_bytes(made.data)
    return path


def _heeds_ctrl_c() -> None:
    # A shell lets what it runs in the background ignore Ctrl-C, and whatever that starts.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def started(*words: str, out: int = subprocess.DEVNULL) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [*COMMAND, *words],
        stdout=out,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
        preexec_fn=_heeds_ctrl_c,  # noqa: PLW1509  # no threads here
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def told(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    return process.stderr.read()


def open_in_excel(book: Path) -> None:
    (book.parent / f"~${book.name}").write_bytes(b"\x03Ann".ljust(165, b" "))


@posix
def test_waiting_says_so_and_can_be_stopped(book: Path) -> None:
    before = book.read_bytes()
    open_in_excel(book)
    with started("refresh", str(book), "--wait", "100") as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert "the file is open: in Excel by Ann" in line
        assert "Waiting up to 100 seconds." in line
        process.send_signal(signal.SIGINT)
        assert told(process) == "okrsheet: stopped. Nothing was changed.\n"
        assert process.wait() == 130
    assert book.read_bytes() == before


@posix
def test_who_stops_a_command_that_has_saved_is_not_told_that_nothing_changed(book: Path) -> None:
    before = book.read_bytes()
    reading, writing = os.pipe()
    # The pipe is full from the start: the command saves, and waits to say so.
    os.set_blocking(writing, False)
    while True:
        try:
            os.write(writing, b" " * 512)
        except BlockingIOError:
            break
    os.set_blocking(writing, True)
    with started("refresh", str(book), out=writing) as process:
        end = time.monotonic() + 60
        while book.read_bytes() == before:
            assert time.monotonic() < end
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        said = told(process)
        assert process.wait() == 130
    os.close(reading)
    os.close(writing)
    assert len(said.splitlines()) == 1
    assert said.startswith("okrsheet: stopped. ")
    assert "Nothing was changed" not in said


def to(path: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    with path.open("w", encoding="utf-8") as out:
        return subprocess.run(
            [*COMMAND, *words],
            stdout=out,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment(**more),
            check=False,
        )


@full
@buffered
def test_a_refresh_that_cannot_say_so_stands(book: Path, unbuffered: str) -> None:
    before = book.read_bytes()
    done = to(FULL, "refresh", str(book), PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 3
    assert done.stderr == f"{LOST} stands.\n"
    assert book.read_bytes() != before
    assert "already show" in run("refresh", str(book)).stdout


@full
@buffered
@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "--json"),
        ("refresh", "--dry-run"),
        ("refresh", "--dry-run", "--json"),
        ("doctor",),
        ("doctor", "--json"),
        ("backups", "list"),
        ("explain",),
        ("--version",),
    ],
    ids=" ".join,
)
def test_what_cannot_be_written_is_told(
    words: tuple[str, ...], unbuffered: str, book: Path
) -> None:
    named = () if words[0] in ("explain", "--version") else (str(book),)
    done = to(FULL, *words, *named, PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 3
    assert done.stderr == f"{LOST} stands.\n"


@posix
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize("words", [("check",), ("refresh", "--dry-run")], ids=" ".join)
def test_closed_streams_change_no_exit_code(
    words: tuple[str, ...], closed: str, book: Path
) -> None:
    whole = run(*words, str(book))
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {closed}', "sh", *COMMAND, *words, str(book)],
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        check=False,
    )
    assert done.returncode == whole.returncode
    assert done.stdout == ("" if closed.startswith(">") else whole.stdout)
    assert done.stderr == ("" if "2" in closed else whole.stderr)


@full
def test_what_is_said_beside_the_result_may_be_lost(book: Path) -> None:
    (book.parent / "text.xlsx").write_text("Just text", encoding="utf-8")
    for name, code in ((book.name, 0), ("text.xlsx", 2)):
        with FULL.open("w", encoding="utf-8") as lost:
            done = subprocess.run(
                [*COMMAND, "refresh", str(book.parent / name)],
                stdout=subprocess.DEVNULL,
                stderr=lost,
                env=environment(),
                check=False,
            )
        assert done.returncode == code


@posix
@buffered
def test_a_reader_that_stops_early_changes_no_exit_code(unbuffered: str, tmp_path: Path) -> None:
    path = tmp_path / "example.xlsx"
    run("new", "2027-Q1", "--example", "--out", str(path))
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*COMMAND, "check", str(path)],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=environment(PYTHONUNBUFFERED=unbuffered),
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


MISTAKE = """
import sys
from okrsheet.commands import refresh
from okrsheet.{module} import {name}
import okrsheet.{module}

def wrong(*args, **more):
    raise KeyError("what")

okrsheet.{module}.{name} = wrong
from okrsheet.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("module", "name", "code", "state"),
    [
        pytest.param("workbook.rewrite", "refreshed", 2, "Nothing was changed.", id="before"),
        pytest.param("ooxml.save", "save", 3, "It is not known whether", id="while saving"),
    ],
)
def test_a_mistake_of_ours_claims_only_what_is_known(
    module: str, name: str, code: int, state: str, book: Path
) -> None:
    program = [*COMMAND[:1], "-c", MISTAKE.format(module=module, name=name)]
    for debug in ((), ("--debug",)):
        done = subprocess.run(
            [*program, *debug, "refresh", str(book)],
            capture_output=True,
            encoding="utf-8",
            env=environment(),
            cwd=ROOT,
            check=False,
        )
        if debug:
            assert "Traceback" in done.stderr
        else:
            assert done.returncode == code
            assert done.stderr.startswith("okrsheet: OKR999: KeyError: 'what'. ")
            assert state in done.stderr
