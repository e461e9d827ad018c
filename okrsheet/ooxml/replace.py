"""Put a new version in the place of a file so that at every moment one whole version is there.

Where the system can let two files change places it does; Windows has a call of its own; anywhere
else a second name keeps the old version while the new one is renamed over it. Every way ends with
the former file as a backup, so that it can be looked at, and put back.
"""

import contextlib
import errno
import os
from collections.abc import Callable
from typing import Final, NamedTuple

from okrsheet.ooxml.disk import Disk, Facts
from okrsheet.ooxml.limits import MAX_FILE
from okrsheet.ooxml.patience import patiently
from okrsheet.ooxml.snapshot import digest

_ROUNDS: Final = 5


class Swap(NamedTuple):
    """One replacement.

    Attributes:
        new: The new version, beside the file.
        real: The file.
        backup: What the file will be called afterwards.
        ours: The SHA-256 of the new version.
        former: The SHA-256 of the version it was made from.
    """

    new: str
    real: str
    backup: str
    ours: str
    former: str


def put_in_place(disk: Disk, swap: Swap, look: Callable[[], None]) -> None:
    """Give `real` the content of `new`; the former file is then `backup`, and `new` is gone.

    Args:
        disk: The operating system.
        swap: What takes whose place.
        look: Called the moment after; what it raises undoes the replacement.

    Raises:
        OSError: It could not be done; unless the drive failed twice, `real` is as it was.
    """
    if patiently(disk.sleep, lambda: disk.exchange(swap.new, swap.real)):
        try:
            look()
            patiently(disk.sleep, lambda: disk.rename(swap.new, swap.backup))
        except BaseException:
            put_back(disk, swap._replace(backup=swap.new))
            raise
        return
    if not patiently(disk.sleep, lambda: disk.replace_file(swap.real, swap.new, swap.backup)):
        _rename_over(disk, swap)
    try:
        look()
    except BaseException:
        put_back(disk, swap)
        raise


def _rename_over(disk: Disk, swap: Swap) -> None:
    before = disk.facts(swap.real)
    keep_copy(disk, swap.real, swap.backup)
    try:
        disk.sync_folder(os.path.dirname(swap.backup))
        # Syncing takes its time, and renaming would bury what somebody saved in it.
        _refuse_other(disk, swap.real, before)
        patiently(disk.sleep, lambda: disk.rename(swap.new, swap.real))
    except BaseException:
        with contextlib.suppress(OSError):
            # A network drive can rename and lose the answer: then the backup is all there is.
            if content(disk, swap.real) != swap.ours:
                disk.unlink(swap.backup)
        raise


def _refuse_other(disk: Disk, real: str, before: Facts) -> None:
    if disk.facts(real).version != before.version:
        raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), real)


def keep_copy(disk: Disk, real: str, backup: str) -> None:
    """Make a backup while the file stays where it is: a second name, else a copy."""
    try:
        disk.link(real, backup)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.EEXIST, errno.ENOSPC):
            raise
        data, _, _ = disk.read(real, MAX_FILE)
        disk.create(backup, data, real)


def put_back(disk: Disk, swap: Swap) -> bool:
    """Undo `put_in_place`; a version that somebody saved meanwhile wins over both.

    Returns:
        Whether `backup` is gone. If not, somebody saved meanwhile and it holds a version to keep.
    """
    placed, putting = swap.ours, swap.former
    if content(disk, swap.real) != placed:
        # Even for a moment the former version must not stand where somebody just saved.
        return False
    for _ in range(_ROUNDS):
        if not patiently(disk.sleep, lambda: disk.exchange(swap.backup, swap.real)):
            if content(disk, swap.real) != placed:
                return False
            patiently(disk.sleep, lambda: disk.rename(swap.backup, swap.real))
            return True
        # What came out should be what we had put there. If not, somebody saved it just now.
        came_out = content(disk, swap.backup)
        if came_out == placed:
            disk.unlink(swap.backup)
            return True
        placed, putting = putting, came_out
    return False


def content(disk: Disk, path: str) -> str:
    """The SHA-256 of a file."""
    data, _, _ = patiently(disk.sleep, lambda: disk.read(path, MAX_FILE))
    return digest(data)
