"""Backups of a workbook: where they lie and what they are called.

They lie in `.okrsheet-backup` beside the workbook: a person who looks for them looks there, they
move with the folder, and only on the same drive can a file become a backup in one step.
`BOOK.TIME.before-COMMAND.CONTENT.xlsx`: when it was put aside (UTC), by which command, and the
start of its SHA-256.
"""

import contextlib
import os
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from okrsheet.ooxml.disk import Disk

FOLDER: Final = ".okrsheet-backup"
KEEP: Final = 3
LEFT_OVER: Final = "left-over"
_TIME: Final = "%Y%m%dT%H%M%S.%fZ"
_CONTENT: Final = 12
_TAIL: Final = re.compile(r"\.(\d{8}T\d{6}\.\d{6}Z)\.([a-z-]+)\.([0-9a-f]{12})(?:\.(\d+))?")
_LONGEST_NAME: Final = 255
_TAIL_ROOM: Final = 80
_SHORT: Final = 8


class Naming(NamedTuple):
    """What goes into the name of a new backup.

    Attributes:
        real: The workbook, behind links.
        now: When it is put aside; aware.
        kind: "before-COMMAND", or LEFT_OVER.
        sha256: Of its content.
    """

    real: str
    now: datetime
    kind: str
    sha256: str


class Backup(NamedTuple):
    """One earlier version of a workbook.

    Attributes:
        path: The file.
        put_aside: When it was replaced; aware, UTC.
        kind: "before-COMMAND": which command replaced it; LEFT_OVER: found after a killed run.
        content: The first 12 digits of the SHA-256 it had.
        turn: Counts those of one moment, from 1.
    """

    path: str
    put_aside: datetime
    kind: str
    content: str
    turn: int

    @property
    def name(self) -> str:
        return os.path.basename(self.path)


def backup_folder(real: str) -> str:
    """Where the backups of a workbook lie."""
    return os.path.join(os.path.dirname(real), FOLDER)


def make_backup_folder(disk: "Disk", real: str) -> str:
    """The folder for the backups of a workbook, made where it is missing.

    Raises:
        OSError: It can't be made.
    """
    folder = backup_folder(real)
    if not disk.exists(folder):
        with contextlib.suppress(FileExistsError):
            disk.make_folder(folder)
    return folder


def free_name(disk: "Disk", naming: Naming) -> str:
    """A path for a new backup that nothing has yet."""
    time = naming.now.astimezone(UTC)
    stem, suffix = _stem_and_suffix(naming.real)
    start = f"{stem}.{time.strftime(_TIME)}.{naming.kind}.{naming.sha256[:_CONTENT]}"
    taken = set(disk.names(backup_folder(naming.real)))
    turn = 1
    while (name := f"{start}.{turn}{suffix}" if turn > 1 else start + suffix) in taken:
        turn += 1
    return os.path.join(backup_folder(naming.real), name)


def backups_of(disk: "Disk", real: str) -> list[Backup]:
    """The backups of a workbook, the newest first."""
    stem, suffix = _stem_and_suffix(real)
    found = []
    for name in disk.names(backup_folder(real)):
        if name.startswith(stem) and name.endswith(suffix):
            tail = _TAIL.fullmatch(name[len(stem) : len(name) - len(suffix)])
            # A name a person made up can have the form and no day of the calendar.
            with contextlib.suppress(ValueError):
                found += [_backup(real, name, tail)] if tail else []
    return sorted(found, key=lambda each: (each.put_aside, each.turn), reverse=True)


def rotate(disk: "Disk", real: str, made: str) -> None:
    """Remove the oldest backups beyond three; left-overs are counted by themselves.

    The one just made stays, even where a clock that was ahead makes it look the oldest.
    """
    backups = [each for each in backups_of(disk, real) if each.path != made]
    left_over = [each for each in backups if each.kind == LEFT_OVER]
    put_aside = [each for each in backups if each.kind != LEFT_OVER]
    for each in (*left_over[KEEP:], *put_aside[KEEP - 1 :]):
        with contextlib.suppress(OSError):
            disk.unlink(each.path)


def _backup(real: str, name: str, tail: "re.Match[str]") -> Backup:
    put_aside = datetime.strptime(tail[1], _TIME).replace(tzinfo=UTC)
    path = os.path.join(backup_folder(real), name)
    return Backup(path, put_aside, tail[2], tail[3], int(tail[4] or 1))


def _stem_and_suffix(real: str) -> tuple[str, str]:
    """A name cut so that the tail fits; what is cut off is told apart by its SHA-256."""
    stem, suffix = os.path.splitext(os.path.basename(real))
    room = _LONGEST_NAME - _TAIL_ROOM - len(os.fsencode(suffix))
    if len(os.fsencode(stem)) <= room:
        return stem, suffix
    from okrsheet.ooxml.snapshot import digest  # noqa: PLC0415  # a circle otherwise

    mark = digest(os.fsencode(stem))[:_SHORT]
    while len(os.fsencode(stem)) > room - _SHORT - 1:
        stem = stem[:-1]
    return f"{stem}_{mark}", suffix
