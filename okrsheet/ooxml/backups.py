"""Look at the backups of a workbook, and put one back."""

import os
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from okrsheet.ooxml.backup_names import LEFT_OVER, Backup, backups_of
from okrsheet.ooxml.disk import Disk
from okrsheet.ooxml.disk_here import this_disk
from okrsheet.ooxml.new_file import write_new
from okrsheet.ooxml.save import Saved, save
from okrsheet.ooxml.save_errors import BACKUP_CHANGED, NoBackup
from okrsheet.ooxml.snapshot import digest, snapshot

LATEST: Final = "latest"
_BEFORE: Final = "before-"


class Shown(NamedTuple):
    """A backup as a person wants to know it.

    Attributes:
        backup: Its name, when it was put aside, and why.
        saved: When that version itself had been saved, seconds since 1970.
        size: Bytes.
        intact: Whether it still is what was put aside.
    """

    backup: Backup
    saved: float
    size: int
    intact: bool

    @property
    def what(self) -> str:
        """What it is, in words."""
        kind = self.backup.kind
        words = "left by a run that was cut off" if kind == LEFT_OVER else _words(kind)
        return words if self.intact else f"{words}; changed since"


def list_backups(path: Path, disk: Disk | None = None) -> list[Shown]:
    """The backups of a workbook, the newest first; the workbook itself may be gone.

    Args:
        path: The workbook.
        disk: The operating system; this machine's by default.

    Raises:
        NoBackup: One vanished or can't be read.
    """
    disk = disk or this_disk()
    return [_shown(disk, each) for each in backups_of(disk, disk.resolve(str(path)))]


def restore(path: Path, at: str, *, now: datetime, disk: Disk | None = None) -> Saved:
    """Put a backup in the place of the workbook, which becomes a backup itself.

    Args:
        path: The workbook; if it is gone, it is made.
        at: The backup's name or a part of it that only one has; "latest" for the newest.
        now: The time, aware.
        disk: The operating system; this machine's by default.

    Raises:
        NoBackup: There is none, several have that part, or it is not what was put aside.
        OkrsheetFileError: What `save` and `write_new` raise.
    """
    disk = disk or this_disk()
    real = disk.resolve(str(path))
    backup = _chosen(path, at, backups_of(disk, real))
    data = _read(disk, backup)
    if not digest(data).startswith(backup.content):
        raise NoBackup(backup.name, BACKUP_CHANGED)
    if disk.exists(real):
        _, before = snapshot(path, disk)
        return save(data, before, verify=None, now=now, why="restore", disk=disk)
    write_new(Path(real), data, now=now, disk=disk)
    return Saved(Path(real), None)


def _chosen(path: Path, at: str, backups: list[Backup]) -> Backup:
    fitting = backups[:1] if at == LATEST else [each for each in backups if at in each.name]
    if len(fitting) == 1:
        return fitting[0]
    raise NoBackup(
        str(path), detail="" if at == LATEST else f"{len(fitting)} have {at} in their name"
    )


def _shown(disk: Disk, backup: Backup) -> Shown:
    data = _read(disk, backup)
    saved = disk.facts(backup.path).mtime_ns / 1e9
    return Shown(backup, saved, len(data), digest(data).startswith(backup.content))


def _read(disk: Disk, backup: Backup) -> bytes:
    try:
        data, _, _ = disk.read(backup.path, disk.facts(backup.path).size)
    except OSError as error:
        raise NoBackup(os.path.basename(backup.path), detail=error.strerror or "") from error
    return data


def _words(kind: str) -> str:
    return f"before {kind.removeprefix(_BEFORE)}"
