"""Save a workbook: at every moment the old version or the new one is there, whole.

The order of things: the caller's own check of the result; nobody has the file open; the lock; the
new version written beside it, made to last, read again; the file still what was read; both change
places; what came out is what was read, and still nobody has it open; the names made to last; the
file read again; old backups removed. Whatever goes wrong before the end is undone and told.
"""

import contextlib
import errno
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from okrsheet.ooxml.backup_names import (
    Naming,
    backups_of,
    free_name,
    make_backup_folder,
    rotate,
)
from okrsheet.ooxml.disk import Disk, Facts
from okrsheet.ooxml.disk_here import this_disk
from okrsheet.ooxml.errors import FolderReadOnly, OkrsheetFileError
from okrsheet.ooxml.leftovers import sweep, temporary_name
from okrsheet.ooxml.lock import only_writer
from okrsheet.ooxml.open_elsewhere import refuse_open
from okrsheet.ooxml.patience import SHARING, patiently, windows_number
from okrsheet.ooxml.replace import Swap, content, put_back, put_in_place
from okrsheet.ooxml.save_errors import (
    GONE,
    HELD,
    NO_ROOM_FOR_BACKUPS,
    NOT_CONFIRMED,
    NOT_SAVED,
    OVERTAKEN,
    READ_ONLY_FILE,
    STRANDED,
    UNKNOWN,
    Conflict,
    OpenElsewhere,
    ResultRefused,
    SaveFailed,
)
from okrsheet.ooxml.snapshot import Snapshot, digest, read_still

_NO_RIGHT: Final = (errno.EACCES, errno.EPERM, errno.EROFS)

Verify = Callable[[bytes], object]


class Saved(NamedTuple):
    """What a save did.

    Attributes:
        path: The file that holds the new version, behind links.
        backup: The version before; None where the content was the same and nothing was written.
    """

    path: Path
    backup: Path | None


class _Job(NamedTuple):
    disk: Disk
    before: Snapshot
    data: bytes
    sha256: str
    now: datetime
    why: str

    @property
    def path(self) -> str:
        return self.before.path

    @property
    def real(self) -> str:
        return self.before.real


def save(
    data: bytes,
    before: Snapshot,
    *,
    verify: Verify | None,
    now: datetime,
    why: str = "save",
    disk: Disk | None = None,
) -> Saved:
    """Put a new version in the place of a file that was read.

    Args:
        data: The whole new content.
        before: The state it was made from.
        verify: Raises OkrsheetFileError if the content is not what it should be.
        now: The time, aware; it goes into the name of the backup.
        why: The command, in lower-case letters and hyphens; it goes there too.
        disk: The operating system; this machine's by default.

    Raises:
        ResultRefused: `verify` said no.
        OpenElsewhere: Excel, LibreOffice or another program has the file open.
        Conflict: Somebody else saved or removed it since it was read.
        Busy: Another okrsheet is saving it.
        FolderReadOnly: Nothing may be written in its folder.
        SaveFailed: The drive refused; the message says which version stands.
    """
    _verify(data, before.path, verify)
    job = _Job(disk or this_disk(), before, data, digest(data), now, why)
    with only_writer(job.path, job.real):
        return _save(job)


def _verify(data: bytes, path: str, verify: Verify | None) -> None:
    try:
        if verify:
            verify(data)
    except OkrsheetFileError as error:
        raise ResultRefused(path, detail=str(error)) from error


def _save(job: _Job) -> Saved:
    refuse_open(job.path, job.real, job.disk)
    facts = _facts_as_read(job)
    if not job.disk.may_write(job.real, facts):
        raise SaveFailed(job.path, READ_ONLY_FILE)
    sweep(job.disk, job.real, job.now)
    if job.sha256 == job.before.sha256:
        _refuse_changed(job)
        return Saved(Path(job.real), None)
    new = temporary_name(job.disk, job.real, job.sha256)
    try:
        return _replace(job, new)
    finally:
        discard(job.disk, new, job.sha256)


def _replace(job: _Job, new: str) -> Saved:
    disk = job.disk
    _write(disk, new, job)
    _refuse_changed(job)
    _make_room(job)
    # Writing took its time; the shorter the moment left to others, the better.
    refuse_open(job.path, job.real, disk)
    backup = free_name(disk, Naming(job.real, job.now, f"before-{job.why}", job.before.sha256))
    swap = Swap(new, job.real, backup, job.sha256, job.before.sha256)
    try:
        put_in_place(disk, swap, lambda: refuse_open(job.path, job.real, disk))
    except OSError as error:
        _put_aside(disk, swap)
        raise _failed(job, error, backup) from error
    _make_sure(job, swap)
    rotate(disk, job.real, backup)
    return Saved(Path(job.real), Path(backup))


def _facts_as_read(job: _Job) -> Facts:
    """The file's facts now; links must still lead to it."""
    try:
        if job.disk.resolve(job.path) != job.real:
            raise Conflict(job.path, GONE)
        return job.disk.facts(job.real)
    except OSError as error:
        raise Conflict(job.path, GONE) from error


def _refuse_changed(job: _Job) -> None:
    try:
        data, _ = read_still(job.disk, job.path, job.real)
    except FileNotFoundError as error:
        raise Conflict(job.path, GONE) from error
    except OSError as error:
        raise _failed(job, error) from error
    _refuse_other(job, digest(data))


def _refuse_other(job: _Job, sha256: str) -> None:
    if sha256 != job.before.sha256:
        raise Conflict(job.path)


def _make_room(job: _Job) -> None:
    """The folder of the backups, without what a killed run left half done in it."""
    disk = job.disk
    try:
        folder = make_backup_folder(disk, job.real)
        if not (disk.is_folder(folder) and disk.may_write(folder, disk.facts(folder))):
            raise SaveFailed(job.path, NO_ROOM_FOR_BACKUPS)
    except OSError as error:
        raise _folder_failed(job, error) from error
    for each in backups_of(disk, job.real)[:1]:
        # A second name of the file itself, from a run that ended before it was replaced.
        with contextlib.suppress(OSError):
            if disk.facts(each.path).inode == disk.facts(job.real).inode != 0:
                disk.unlink(each.path)


def _write(disk: Disk, new: str, job: _Job) -> None:
    try:
        disk.create(new, job.data, job.real)
        written = content(disk, new)
    except FileNotFoundError as error:
        raise Conflict(job.path, GONE) from error
    except OSError as error:
        raise _folder_failed(job, error) from error
    if written != job.sha256:
        raise SaveFailed(job.path, NOT_SAVED, "the drive gave back other bytes than were written")


def _make_sure(job: _Job, swap: Swap) -> None:
    """All that is looked at once both have changed places; anything odd puts them back."""
    disk = job.disk
    try:
        came_out = content(disk, swap.backup)
        swap = swap._replace(former=came_out)
        _refuse_other(job, came_out)
        disk.sync_folder(os.path.dirname(swap.backup))
        disk.sync_folder(os.path.dirname(job.real))
        stands, _ = read_still(disk, job.path, job.real)
    except FileNotFoundError as error:
        raise Conflict(job.path, OVERTAKEN) from error
    except OSError as error:
        _undo(job, swap)
        raise _failed(job, error, swap.backup) from error
    except BaseException:
        _undo(job, swap)
        raise
    if digest(stands) != job.sha256:
        raise Conflict(job.path, OVERTAKEN)


def _put_aside(disk: Disk, swap: Swap) -> None:
    """What came out of an exchange that couldn't be undone is a version to keep."""
    with contextlib.suppress(OSError):
        if disk.exists(swap.new) and content(disk, swap.new) != swap.ours:
            disk.rename(swap.new, swap.backup)


def _undo(job: _Job, swap: Swap) -> None:
    try:
        put_back(job.disk, swap)
        job.disk.sync_folder(os.path.dirname(job.real))
    except FileNotFoundError as error:
        raise Conflict(job.path, OVERTAKEN) from error
    except OSError as error:
        raise _failed(job, error, swap.backup) from error


def _failed(job: _Job, error: OSError, backup: str = "") -> OkrsheetFileError:
    """The error to tell, by looking at which version stands."""
    detail, held = error.strerror or str(error), windows_number(error) in SHARING
    try:
        data, _ = read_still(job.disk, job.path, job.real)
    except FileNotFoundError:
        if backup and job.disk.exists(backup):
            return SaveFailed(job.path, STRANDED, backup)
        return Conflict(job.path, GONE)
    except (OSError, OkrsheetFileError):
        if held and not backup:
            return OpenElsewhere(job.path, HELD)
        return SaveFailed(job.path, UNKNOWN, detail)
    return _told(job, digest(data), detail, held=held)


def _told(job: _Job, stands: str, detail: str, *, held: bool) -> OkrsheetFileError:
    if stands not in (job.sha256, job.before.sha256):
        return Conflict(job.path)
    if stands == job.sha256:
        return SaveFailed(job.path, NOT_CONFIRMED, detail)
    return OpenElsewhere(job.path, HELD) if held else SaveFailed(job.path, NOT_SAVED, detail)


def _folder_failed(job: _Job, error: OSError) -> OkrsheetFileError:
    if error.errno in _NO_RIGHT:
        return FolderReadOnly(os.path.dirname(job.path) or ".")
    return _failed(job, error)


def discard(disk: Disk, new: str, sha256: str) -> None:
    """Remove a temporary file if it holds our version; anything else may be the last of its kind.

    Args:
        disk: The operating system.
        new: The temporary file, or where it was.
        sha256: Of our version.
    """
    with contextlib.suppress(OSError):
        if disk.exists(new) and content(disk, new) == sha256:
            patiently(disk.sleep, lambda: disk.unlink(new))
