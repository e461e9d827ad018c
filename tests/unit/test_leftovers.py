"""What killed runs leave is tidied up; everything else is left alone."""

import os
import socket
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from okrsheet.ooxml.disk_here import this_disk
from okrsheet.ooxml.leftovers import sweep, temporary_name
from okrsheet.ooxml.snapshot import digest
from tests.saving.stand_ins import Witness
from tests.saving.versions import NEW, OLD, OTHER, backups_in, book_in, names_in

SOON = timedelta(minutes=2)
NEXT_WEEK = timedelta(days=7)


@pytest.fixture
def dead() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def left(
    path: Path, content: bytes, process: int, *, expected: bytes = NEW, machine: str = ""
) -> Path:
    """A temporary file of another process: what it was to hold, and what it holds."""
    disk = Witness(name=machine or this_disk().machine())
    name = temporary_name(disk, str(path), digest(expected))
    made = Path(name.replace(f"-{os.getpid()}-", f"-{process}-"))
    made.write_bytes(content)
    return made


def swept(path: Path, after: timedelta = SOON) -> None:
    made = max(each.stat().st_ctime for each in path.parent.iterdir())
    sweep(this_disk(), str(path), datetime.fromtimestamp(made).astimezone() + after)


def test_a_name_is_never_given_twice(tmp_path: Path) -> None:
    path = str(tmp_path / "book.xlsx")
    assert len({temporary_name(this_disk(), path, digest(NEW)) for _ in range(100)}) == 100


@pytest.mark.parametrize(
    "content",
    [NEW, NEW[:100], b"", bytes(len(NEW)), OLD],
    ids=["written whole", "torn", "empty", "zeros after a power cut", "what stands"],
)
def test_what_nobody_needs_is_removed(content: bytes, dead: int, tmp_path: Path) -> None:
    path = book_in(tmp_path)
    left(path, content, dead)
    swept(path)
    assert names_in(tmp_path) == ["book.xlsx"]


@pytest.mark.parametrize("former", [OTHER, b"PK\3\4 cut short"], ids=["whole", "damaged"])
def test_the_version_a_killed_run_took_out_becomes_a_backup(
    former: bytes, dead: int, tmp_path: Path
) -> None:
    path = book_in(tmp_path, content=NEW)
    left(path, former, dead)
    swept(path)
    assert backups_in(tmp_path) == [former]
    assert names_in(tmp_path) == [".okrsheet-backup", "book.xlsx"]


def test_a_version_that_is_a_backup_already_is_not_kept_twice(dead: int, tmp_path: Path) -> None:
    path = book_in(tmp_path, content=NEW)
    for _ in range(2):
        left(path, OTHER, dead)
        swept(path)
    assert backups_in(tmp_path) == [OTHER]


def test_the_file_of_a_process_that_lives_is_left_alone(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    made = left(path, NEW, os.getpid())
    swept(path)
    assert made.exists()


def test_a_file_of_this_minute_is_left_alone(dead: int, tmp_path: Path) -> None:
    path = book_in(tmp_path)
    made = left(path, NEW, dead)
    swept(path, timedelta(seconds=30))
    assert made.exists()


def test_an_old_version_just_taken_out_is_left_alone(dead: int, tmp_path: Path) -> None:
    path = book_in(tmp_path, content=NEW)
    made = left(path, OTHER, dead, machine="elsewhere")
    os.utime(made, (1, 1))
    swept(path)
    assert made.exists()


def test_a_file_of_another_computer_is_left_for_a_day(dead: int, tmp_path: Path) -> None:
    path = book_in(tmp_path)
    made = left(path, NEW, dead, machine="elsewhere")
    swept(path)
    assert made.exists()
    swept(path, NEXT_WEEK)
    assert not made.exists()


def test_the_file_of_another_workbook_is_left_alone(dead: int, tmp_path: Path) -> None:
    path = book_in(tmp_path)
    made = left(tmp_path / "other.xlsx", NEW, dead)
    swept(path, NEXT_WEEK)
    assert made.exists()


@pytest.mark.parametrize(
    "name",
    [
        "~$book.xlsx",
        "book.tmp",
        "A1B2C3D4.tmp",
        ".okrsheet.tmp",
        "book.xlsx.bak",
        ".~lock.book.xlsx#",
    ],
)
def test_files_of_others_are_never_touched(name: str, tmp_path: Path) -> None:
    path = book_in(tmp_path)
    (tmp_path / name).write_bytes(NEW[:50])
    swept(path, NEXT_WEEK)
    assert (tmp_path / name).read_bytes() == NEW[:50]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with a name")
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_what_is_no_file_is_left_alone(make: type, dead: int, tmp_path: Path) -> None:
    path = book_in(tmp_path)
    made = left(path, NEW, dead)
    made.unlink()
    make(made)
    swept(path, NEXT_WEEK)
    assert made.exists()


def test_the_machine_has_a_name() -> None:
    assert this_disk().machine() == socket.gethostname()
