"""A workbook file read once: its bytes, and what they will be recognised by when it is saved."""

import contextlib
import os
from typing import TYPE_CHECKING, Final, NamedTuple

from okrsheet.ooxml.disk_here import this_disk
from okrsheet.ooxml.errors import (
    FAILING,
    FILE_TOO_LARGE,
    NO_PERMISSION,
    NOT_A_FILE,
    FileMissing,
    UnreadableFile,
    UnsafeWorkbook,
)
from okrsheet.ooxml.limits import MAX_FILE
from okrsheet.ooxml.save_errors import RESTLESS, Busy

if TYPE_CHECKING:
    from pathlib import Path

    from okrsheet.ooxml.disk import Disk, Facts

_MOMENT: Final = 0.05
_TRIES: Final = 40
_TRIES_WITHOUT_A_SIGN: Final = 2


class Snapshot(NamedTuple):
    """One state of a file.

    Attributes:
        path: The file as it was named.
        real: The file behind links.
        sha256: Of its bytes, 64 hexadecimal digits.
        facts: Size, time of change, identity and rights.
    """

    path: str
    real: str
    sha256: str
    facts: "Facts"


def snapshot(path: "Path", disk: "Disk | None" = None) -> tuple[bytes, Snapshot]:
    """Read a file once, also while somebody saves it.

    Args:
        path: The file, or a link to it.
        disk: The operating system; this machine's by default.

    Raises:
        FileMissing: It is not there, or stayed away for two seconds.
        UnreadableFile: It is a folder or device, or the system refuses.
        UnsafeWorkbook: It is larger than any workbook.
        Busy: It keeps changing for two seconds.
    """
    disk = disk or this_disk()
    name = str(path)
    try:
        real = disk.resolve(name)
        data, facts = read_still(disk, name, real)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileMissing(name) from error
    except PermissionError as error:
        raise UnreadableFile(name, NO_PERMISSION) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(name, FAILING, getattr(error, "strerror", "") or str(error)) from error
    return data, Snapshot(name, real, digest(data), facts)


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, as 64 hexadecimal digits."""
    from hashlib import sha256  # noqa: PLC0415  # not needed before something is written

    return sha256(data).hexdigest()


def read_still(disk: "Disk", name: str, real: str) -> tuple[bytes, "Facts"]:
    """The bytes of a file that did not change while they were read.

    Raises:
        OSError: It can't be read.
        Busy: It keeps changing.
        UnreadableFile: It is no file.
        UnsafeWorkbook: It is too large.
    """
    for _ in range(_TRIES):
        found = _read_once(disk, name, real)
        if found:
            return found
        disk.sleep(_MOMENT)
    raise Busy(name, RESTLESS)


def _read_once(disk: "Disk", name: str, real: str) -> tuple[bytes, "Facts"] | None:
    facts = _facts_when_back(disk, real)
    if not facts.regular:
        raise UnreadableFile(name, NOT_A_FILE)
    if facts.size > MAX_FILE:
        raise UnsafeWorkbook(name, FILE_TOO_LARGE)
    # Gone between two calls: a program that saves by deleting and renaming is at work.
    with contextlib.suppress(FileNotFoundError):
        data, before, after = disk.read(real, MAX_FILE + 1)
        if before.version == after.version == disk.facts(real).version and len(data) == after.size:
            return data, after
    return None


def _facts_when_back(disk: "Disk", real: str) -> "Facts":
    """Excel deletes a workbook and renames its new one: the name can be missing for a moment."""
    for count in range(_TRIES):
        try:
            return disk.facts(real)
        except FileNotFoundError:
            if count >= _TRIES_WITHOUT_A_SIGN and not _somebody_saves(disk, real):
                raise
        disk.sleep(_MOMENT)
    return disk.facts(real)


def _somebody_saves(disk: "Disk", real: str) -> bool:
    names = disk.names(os.path.dirname(real))
    return any(name.startswith(("~$", ".~lock.")) or name.endswith(".tmp") for name in names)
