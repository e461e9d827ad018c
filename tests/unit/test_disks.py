"""The operating systems: calls that are there, that are missing, and that say no."""

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from okrsheet.ooxml import disk_posix
from okrsheet.ooxml.disk import Disk, Facts
from okrsheet.ooxml.disk_here import this_disk
from okrsheet.ooxml.disk_posix import LinuxDisk, MacDisk, PosixDisk
from okrsheet.ooxml.disk_windows import WindowsDisk
from okrsheet.ooxml.save import save
from okrsheet.ooxml.snapshot import snapshot
from tests.saving.memory import windows_error
from tests.saving.stand_ins import OldSystem
from tests.saving.versions import NEW, NOW, OLD, backups_in, book_in, names_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="calls of POSIX")

SYSTEMS = [LinuxDisk(), MacDisk()]


def ending(number: int) -> Callable[[str], Callable[..., int] | None]:
    """The system's calls, all of which end with this error; 0 is success."""

    def call(*_words: object) -> int:
        ctypes.set_errno(number)
        return -1 if number else 0

    return lambda _name: call


@pytest.mark.parametrize("disk", SYSTEMS, ids=["Linux", "macOS"])
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP])
def test_a_drive_that_knows_no_exchange_is_told_apart(
    disk: Disk, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk_posix, "system_call", ending(number))
    assert not disk.exchange("/a", "/b")
    assert not disk.rename_new("/a", "/b")


@pytest.mark.parametrize("disk", SYSTEMS, ids=["Linux", "macOS"])
def test_a_system_without_the_call_is_told_apart(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk_posix, "system_call", lambda _name: None)
    assert not disk.exchange("/a", "/b")


@pytest.mark.parametrize("disk", SYSTEMS, ids=["Linux", "macOS"])
@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.EACCES, PermissionError), (errno.EIO, OSError), (errno.EEXIST, FileExistsError)],
)
def test_a_failing_exchange_is_no_missing_one(
    disk: Disk, number: int, kind: type[OSError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk_posix, "system_call", ending(number))
    with pytest.raises(kind) as caught:
        disk.exchange("/a", "/b")
    assert (caught.value.errno, caught.value.filename) == (number, "/a")


@pytest.mark.parametrize("disk", [*SYSTEMS, OldSystem()], ids=["Linux", "macOS", "other"])
def test_every_system_saves(disk: Disk, tmp_path: Path) -> None:
    path = book_in(tmp_path)
    _, before = snapshot(path, disk)
    save(NEW, before, verify=None, now=NOW, disk=disk)
    assert path.read_bytes() == NEW
    assert backups_in(tmp_path) == [OLD]


@pytest.mark.parametrize("number", [errno.ENOTSUP, errno.EINVAL, errno.ENOTTY])
def test_a_drive_of_macos_without_full_sync_gets_the_usual_one(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def no_full_sync(_handle: int, _command: int) -> int:
        raise OSError(number, os.strerror(number))

    synced: list[int] = []
    monkeypatch.setattr(fcntl, "fcntl", no_full_sync)
    monkeypatch.setattr(os, "fsync", synced.append)
    MacDisk().sync(7)
    MacDisk().sync_folder(str(tmp_path))
    assert synced[0] == 7
    assert len(synced) == 2


def test_a_full_sync_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def broken(_handle: int, _command: int) -> int:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(fcntl, "fcntl", broken)
    with pytest.raises(OSError, match="broken"):
        MacDisk().sync(7)


def test_macos_copies_attributes_and_access_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    path = book_in(tmp_path)
    monkeypatch.setattr(disk_posix, "system_call", lambda _name: lambda *words: asked.append(words))
    MacDisk().create(str(tmp_path / "new"), NEW, str(path))
    (words,) = asked
    assert isinstance(words, tuple)
    assert words[2:] == (None, 1 | 4)


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF])
def test_a_share_that_syncs_no_folders_is_no_broken_one(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def files_only(handle: int) -> None:
        if os.path.isdir(f"/dev/fd/{handle}"):  # noqa: PTH112  # a handle
            raise OSError(number, os.strerror(number))
        real(handle)

    monkeypatch.setattr(os, "fsync", files_only)
    path = book_in(tmp_path)
    _, before = snapshot(path)
    save(NEW, before, verify=None, now=NOW)
    assert path.read_bytes() == NEW


@pytest.mark.parametrize(
    ("mode", "got_group", "wanted"),
    [
        (0o660, 5, 0o660),
        (0o660, 6, 0o600),
        (0o664, 6, 0o644),
        (0o666, 6, 0o666),
        (0o640, 6, 0o600),
    ],
)
def test_a_group_that_could_not_be_kept_gets_no_rights(
    mode: int, got_group: int, wanted: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def facts(group: int) -> Facts:
        return Facts(1, 1, 1, mode, 1, group, regular=True)

    monkeypatch.setattr(disk_posix, "facts_of", lambda _status: facts(got_group))
    monkeypatch.setattr(PosixDisk, "facts", lambda _self, _path: facts(5))
    given: list[int] = []
    monkeypatch.setattr(os, "fchmod", lambda _handle, given_mode: given.append(given_mode))
    with (tmp_path / "new").open("wb") as file:
        PosixDisk().dress(file.fileno(), "like")
    assert given == [wanted]


@pytest.mark.parametrize(
    ("number", "held"),
    [(errno.EBUSY, True), (errno.ETXTBSY, True), (errno.EIO, None), (errno.ENOENT, None)],
)
def test_a_share_that_lets_nobody_write_says_the_file_is_held(
    number: int, held: bool | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book_in(tmp_path)

    def refuse(_path: str, _flags: int) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    assert PosixDisk().is_held(str(path)) is held


def test_processes_live_and_end() -> None:
    disk = PosixDisk()
    assert disk.lives(os.getpid())
    assert disk.lives(1)
    assert not disk.lives(2**22 + 1)
    assert disk.lives(2**80)


def test_programs_that_run_are_seen() -> None:
    disk = this_disk()
    assert disk.runs("no-such-program-") in (False, None)


def test_a_pipe_does_not_keep_anybody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert this_disk().read(str(tmp_path / "pipe"), 100)[0] == b""


@pytest.mark.parametrize("around", [0o700, 0o755, 0o775, 0o2770], ids=oct)
def test_the_folder_of_backups_is_for_whom_the_folder_around_is(
    around: int, tmp_path: Path
) -> None:
    tmp_path.chmod(around)
    this_disk().make_folder(str(tmp_path / "inside"))
    assert (tmp_path / "inside").stat().st_mode & 0o777 == around & 0o777


def test_in_a_folder_for_everybody_backups_are_ours_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    this_disk().make_folder(str(tmp_path / "inside"))
    assert (tmp_path / "inside").stat().st_mode & 0o777 == 0o700


class Kernel:
    """kernel32, as far as a test says."""

    def __init__(self, *, hides: bool = True) -> None:
        self.hidden: list[str] = []
        self._hides = hides

    def replace_file(self, path: str, by: str, backup: str) -> None:
        raise windows_error(50)

    def hide(self, path: str) -> None:
        if not self._hides:
            raise windows_error(5)
        self.hidden.append(path)

    def lives(self, process: int) -> bool:
        return process == 4


@pytest.mark.parametrize("hides", [True, False], ids=["hidden", "cannot be hidden"])
def test_windows_hides_the_folder_of_backups_where_it_can(hides: bool, tmp_path: Path) -> None:
    kernel = Kernel(hides=hides)
    WindowsDisk(kernel).make_folder(str(tmp_path / "inside"))
    assert (tmp_path / "inside").is_dir()
    assert kernel.hidden == ([str(tmp_path / "inside")] if hides else [])


def test_windows_knows_processes_and_syncs_no_folders(tmp_path: Path) -> None:
    disk = WindowsDisk(Kernel())
    assert (disk.lives(4), disk.lives(5)) == (True, False)
    disk.sync_folder(str(tmp_path / "none"))


@pytest.mark.parametrize(
    ("number", "mode", "held"),
    [(0, 0o644, False), (errno.EACCES, 0o644, True), (errno.EACCES, 0o444, False)],
    ids=["free", "held", "read-only"],
)
def test_windows_tells_a_held_file_from_a_read_only_one(
    number: int, mode: int, held: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book_in(tmp_path)
    path.chmod(mode)
    real = os.open

    def barred(name: str, flags: int) -> int:
        if number:
            raise OSError(number, os.strerror(number))
        return real(name, flags)

    monkeypatch.setattr(os, "open", barred)
    assert WindowsDisk(Kernel()).is_held(str(path)) is held


def test_windows_saves_on_a_drive_without_its_own_call(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    disk = WindowsDisk(Kernel())
    _, before = snapshot(path, disk)
    save(NEW, before, verify=None, now=NOW, disk=disk)
    assert (path.read_bytes(), backups_in(tmp_path)) == (NEW, [OLD])
    assert names_in(tmp_path) == [".okrsheet-backup", "book.xlsx"]
