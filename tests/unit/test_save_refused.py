"""What happens to a file or its folder while it is being saved, and what is said then."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from okrsheet.ooxml.errors import FolderReadOnly, OkrsheetFileError
from okrsheet.ooxml.save import save
from okrsheet.ooxml.save_errors import Conflict, OpenElsewhere, SaveFailed
from okrsheet.ooxml.snapshot import snapshot
from tests.saving.stand_ins import Meddler, Refusing
from tests.saving.versions import (
    NEW,
    NOW,
    OLD,
    OTHER,
    backups_in,
    book_in,
    excel_sign,
    litter_in,
    names_in,
)

MOMENTS = ["create", "created", "exchange", "sync_folder"]


def replaced(path: Path) -> None:
    """As Excel saves: delete, and rename the new one."""
    new = path.with_name("A1B2C3D4")
    new.write_bytes(OTHER)
    path.unlink()
    new.rename(path)


def written_over(path: Path) -> None:
    path.write_bytes(OTHER)


def opened(path: Path) -> None:
    (path.parent / f"~${path.name}").write_bytes(excel_sign("Ann Lee"))


def meddled(path: Path, call: str, deed: Callable[[Path], object]) -> OkrsheetFileError | None:
    _, before = snapshot(path)
    disk = Meddler(call, lambda: deed(path))
    try:
        save(NEW, before, verify=None, now=NOW, why="test", disk=disk)
    except OkrsheetFileError as error:
        return error
    return None


@pytest.mark.parametrize("call", MOMENTS)
@pytest.mark.parametrize("deed", [replaced, written_over])
def test_a_version_that_comes_in_meanwhile_stays(
    call: str, deed: Callable[[Path], None], tmp_path: Path
) -> None:
    path = book_in(tmp_path)
    error = meddled(path, call, deed)
    assert isinstance(error, Conflict)
    assert error.exit_code == 4
    assert path.read_bytes() == OTHER
    assert litter_in(tmp_path) == []


@pytest.mark.parametrize("call", MOMENTS)
def test_a_file_that_goes_away_meanwhile_is_said(call: str, tmp_path: Path) -> None:
    path = book_in(tmp_path)
    error = meddled(path, call, Path.unlink)
    assert isinstance(error, Conflict)
    assert not path.exists()
    assert litter_in(tmp_path) == []


@pytest.mark.parametrize("call", ["create", "created", "exchange"])
def test_a_file_that_is_opened_meanwhile_is_left_as_it_was(call: str, tmp_path: Path) -> None:
    path = book_in(tmp_path)
    error = meddled(path, call, opened)
    assert isinstance(error, OpenElsewhere)
    assert path.read_bytes() == OLD
    assert backups_in(tmp_path) == []
    assert litter_in(tmp_path) == []


@pytest.mark.parametrize("call", ["create", "created"])
def test_a_folder_that_goes_away_meanwhile_is_said(call: str, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    path = book_in(folder)
    error = meddled(path, call, lambda each: shutil.rmtree(each.parent))
    assert isinstance(error, (Conflict, SaveFailed))
    assert error.exit_code in (3, 4)
    assert names_in(tmp_path) == []


def test_a_folder_that_is_renamed_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    path = book_in(folder)
    error = meddled(path, "create", lambda each: each.parent.rename(tmp_path / "other"))
    assert isinstance(error, Conflict)
    assert names_in(tmp_path / "other") == ["book.xlsx"]


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.EACCES, FolderReadOnly, "nothing may be written in this folder"),
        (errno.EROFS, FolderReadOnly, "nothing may be written in this folder"),
        (errno.ENOSPC, SaveFailed, "stands as it was"),
        (errno.EDQUOT, SaveFailed, "stands as it was"),
        (errno.EIO, SaveFailed, "stands as it was"),
    ],
    ids=lambda each: errno.errorcode.get(each, "") if isinstance(each, int) else "",
)
def test_a_folder_or_drive_that_takes_nothing_is_said(
    number: int, kind: type[OkrsheetFileError], words: str, tmp_path: Path
) -> None:
    path = book_in(tmp_path)
    _, before = snapshot(path)
    with pytest.raises(kind, match=words) as caught:
        save(NEW, before, verify=None, now=NOW, disk=Refusing(number))
    assert caught.value.exit_code == 3
    if kind is SaveFailed:
        assert os.strerror(number) in caught.value.what
    assert path.read_bytes() == OLD
    assert names_in(tmp_path) == ["book.xlsx"]


def test_a_message_names_the_file_as_it_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    error = meddled(Path("book.xlsx"), "created", replaced)
    assert str(error).startswith("book.xlsx: somebody else saved the file")
