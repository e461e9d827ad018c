"""New files: whole or not there, and never over somebody else's."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from okrsheet.ooxml.disk import Disk
from okrsheet.ooxml.errors import FileExists, FolderMissing, FolderReadOnly
from okrsheet.ooxml.new_file import write_new
from okrsheet.ooxml.save_errors import OpenElsewhere, SaveFailed
from tests.saving.stand_ins import Meddler, OldSystem, Refusing
from tests.saving.versions import NEW, NOW, OLD, OTHER, backups_in, book_in, excel_sign, names_in

posix = pytest.mark.skipif(sys.platform == "win32", reason="rights and links of POSIX")


def made(path: Path, *, force: bool = False, disk: Disk | None = None) -> Path | None:
    return write_new(path, NEW, now=NOW, force=force, disk=disk)


@pytest.mark.parametrize("disk", [None, OldSystem()], ids=["this system", "an old system"])
def test_a_new_file_is_written_whole(disk: Disk | None, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    assert made(path, disk=disk) is None
    assert path.read_bytes() == NEW
    assert names_in(tmp_path) == ["book.xlsx"]


@posix
def test_a_new_file_has_the_rights_of_any_other(tmp_path: Path) -> None:
    made(tmp_path / "book.xlsx")
    book_in(tmp_path, "other.xlsx")
    assert (tmp_path / "book.xlsx").stat().st_mode == (tmp_path / "other.xlsx").stat().st_mode


@pytest.mark.parametrize("disk", [None, OldSystem()], ids=["this system", "an old system"])
def test_a_file_that_is_there_stays(disk: Disk | None, tmp_path: Path) -> None:
    path = book_in(tmp_path)
    with pytest.raises(FileExists, match="--force"):
        made(path, disk=disk)
    assert path.read_bytes() == OLD
    assert names_in(tmp_path) == ["book.xlsx"]


def test_force_replaces_it_and_keeps_it_as_a_backup(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    backup = made(path, force=True)
    assert backup is not None
    assert "before-new" in backup.name
    assert (path.read_bytes(), backup.read_bytes()) == (NEW, OLD)


def test_force_leaves_an_open_file_alone(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    (tmp_path / "~$book.xlsx").write_bytes(excel_sign("Ann Lee"))
    with pytest.raises(OpenElsewhere, match="Ann Lee"):
        made(path, force=True)
    assert path.read_bytes() == OLD


def test_force_makes_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert made(tmp_path / "book.xlsx", force=True) is None
    assert backups_in(tmp_path) == []


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_that_is_missing_is_not_made(force: bool, tmp_path: Path) -> None:
    with pytest.raises(FolderMissing, match="no such folder"):
        made(tmp_path / "none" / "book.xlsx", force=force)
    assert names_in(tmp_path) == []


@posix
def test_a_link_that_leads_nowhere_is_no_free_name(tmp_path: Path) -> None:
    link = tmp_path / "book.xlsx"
    link.symlink_to(tmp_path / "gone.xlsx")
    with pytest.raises(FileExists):
        made(link)
    assert names_in(tmp_path) == ["book.xlsx"]


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_folder_that_refuses_is_said(number: int, tmp_path: Path) -> None:
    with pytest.raises(FolderReadOnly, match="nothing may be written") as caught:
        made(tmp_path / "book.xlsx", disk=Refusing(number))
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_full_or_broken_drive_is_said(number: int, tmp_path: Path) -> None:
    with pytest.raises(SaveFailed, match="could not be made") as caught:
        made(tmp_path / "book.xlsx", disk=Refusing(number))
    assert os.strerror(number) in caught.value.what
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("call", ["create", "created", "rename_new"])
def test_a_file_somebody_makes_meanwhile_stays(call: str, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with pytest.raises(FileExists):
        made(path, disk=Meddler(call, lambda: path.write_bytes(OTHER)))
    assert path.read_bytes() == OTHER
    assert names_in(tmp_path) == ["book.xlsx"]


def replaced(path: Path) -> None:
    path.unlink()
    path.write_bytes(OTHER)


@pytest.mark.parametrize(
    ("deed", "left"),
    [(replaced, ["book.xlsx"]), (Path.unlink, [])],
    ids=["replaced", "removed"],
)
def test_a_file_somebody_takes_at_once_is_not_said_to_be_made(
    deed: Callable[[Path], None], left: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    with pytest.raises(SaveFailed):
        made(path, disk=Meddler("sync_folder", lambda: deed(path)))
    assert names_in(tmp_path) == left
    assert all((tmp_path / name).read_bytes() == OTHER for name in left)
