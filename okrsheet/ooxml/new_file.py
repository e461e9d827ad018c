"""New files: written whole or not at all, never over a file that is already there."""

import contextlib
import errno
import os
from datetime import datetime
from pathlib import Path
from typing import Final

from okrsheet.ooxml.disk import Disk
from okrsheet.ooxml.disk_here import this_disk
from okrsheet.ooxml.errors import FileExists, FolderMissing, FolderReadOnly, OkrsheetFileError
from okrsheet.ooxml.leftovers import sweep, temporary_name
from okrsheet.ooxml.patience import patiently
from okrsheet.ooxml.replace import content
from okrsheet.ooxml.save import discard, save
from okrsheet.ooxml.save_errors import MADE_UNCONFIRMED, NOT_MADE, SaveFailed
from okrsheet.ooxml.snapshot import digest, snapshot

_NO_RIGHT: Final = (errno.EACCES, errno.EPERM, errno.EROFS)


def write_new(
    path: Path, data: bytes, *, now: datetime, force: bool = False, disk: Disk | None = None
) -> Path | None:
    """Write a new file.

    Args:
        path: Where; its folder must exist.
        data: The whole content.
        now: The time, aware.
        force: Put it in the place of a file that is already there, which becomes a backup.
        disk: The operating system; this machine's by default.

    Returns:
        The backup, where a file was replaced.

    Raises:
        FolderMissing: The folder is not there.
        FolderReadOnly: Nothing may be written in the folder.
        FileExists: The file is there and `force` is off.
        SaveFailed: The drive refused; the message says whether anything is left of the file.
        OkrsheetFileError: With `force`, what `save` raises.
    """
    disk = disk or this_disk()
    name = str(path)
    real = disk.resolve(name)
    if not disk.is_folder(os.path.dirname(real)):
        raise FolderMissing(str(path.parent))
    if not disk.exists(name):
        _make(disk, name, real, data, now)
        return None
    if not force or disk.is_folder(real):
        raise FileExists(name)
    _, before = snapshot(path, disk)
    return save(data, before, verify=None, now=now, why="new", disk=disk).backup


def _make(disk: Disk, path: str, real: str, data: bytes, now: datetime) -> None:
    sweep(disk, real, now)
    sha256 = digest(data)
    new = temporary_name(disk, real, sha256)
    try:
        inode = disk.create(new, data)
        _settle(disk, new, real, sha256, inode)
    except FileExistsError as error:
        raise FileExists(path) from error
    except OSError as error:
        raise _failed(disk, path, real, error) from error
    finally:
        discard(disk, new, sha256)


def _settle(disk: Disk, new: str, real: str, sha256: str, inode: int) -> None:
    try:
        _require(content(disk, new) == sha256)
        if not disk.rename_new(new, real):
            _link_or_rename(disk, new, real)
        disk.sync_folder(os.path.dirname(real))
        _require(content(disk, real) == sha256)
    except FileExistsError:
        raise
    except BaseException:
        with contextlib.suppress(OSError):
            # Somebody may have put a file of their own there since.
            if _is_ours(disk, real, sha256, inode):
                patiently(disk.sleep, lambda: disk.unlink(real))
        raise


def _is_ours(disk: Disk, real: str, sha256: str, inode: int) -> bool:
    try:
        return content(disk, real) == sha256
    except OSError:
        return disk.facts(real).inode == inode


def _link_or_rename(disk: Disk, new: str, real: str) -> None:
    try:
        # A second name fails when somebody has made the file meanwhile; renaming would not.
        disk.link(new, real)
    except FileExistsError:
        # A network drive can lose the answer and ask its server again.
        if disk.facts(real).inode != disk.facts(new).inode:
            raise
    except OSError:
        if disk.exists(real):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), real) from None
        disk.rename(new, real)


def _require(same: bool) -> None:  # noqa: FBT001  # one condition
    if not same:
        raise OSError(errno.EIO, "the drive gave back other bytes than were written")


def _failed(disk: Disk, path: str, real: str, error: OSError) -> OkrsheetFileError:
    stands = disk.exists(real)
    if error.errno in _NO_RIGHT and not stands:
        return FolderReadOnly(os.path.dirname(path) or ".")
    cause = MADE_UNCONFIRMED if stands else NOT_MADE
    return SaveFailed(path, cause, error.strerror or str(error))
