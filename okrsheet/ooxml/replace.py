"""Put a new version in the place of a file so that at every moment one whole version is there.

Where the system can let two files change places it does; Windows has a call of its own; anywhere
else a second name keeps the old version while the new one is renamed over it. Every way ends with
the former file as a backup, so that it can be looked at, and put back.
"""

import errno
from collections.abc import Callable
from typing import Final, TypeVar

from okrsheet.ooxml.disk import Disk
from okrsheet.ooxml.disk_windows import windows_number
from okrsheet.ooxml.snapshot import MAX_FILE, digest

Result = TypeVar("Result")

SHARING: Final = (5, 32, 33)  # access denied, sharing violation, lock violation
_PASSING: Final = (errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY, errno.EAGAIN)
_TRIES: Final = 7
_FIRST_PAUSE: Final = 0.02
_ROUNDS: Final = 5


def patiently(disk: Disk, call: Callable[[], Result]) -> Result:
    """Try again for a second what virus scanners and synchronisation bar for a moment."""
    for count in range(_TRIES):
        try:
            return call()
        except OSError as error:
            if error.errno not in _PASSING and windows_number(error) not in SHARING:
                raise
        disk.sleep(_FIRST_PAUSE * 2**count)
    return call()


def put_in_place(disk: Disk, new: str, real: str, backup: str) -> None:
    """Give `real` the content of `new`; the former file is then `backup`, and `new` is gone.

    Raises:
        OSError: It could not be done; unless the drive failed twice, `real` is as it was.
    """
    ours = content(disk, new)
    if patiently(disk, lambda: disk.exchange(new, real)):
        try:
            patiently(disk, lambda: disk.rename(new, backup))
        except BaseException:
            put_back(disk, new, real, ours)
            raise
        return
    if patiently(disk, lambda: disk.replace_file(real, new, backup)):
        return
    keep_copy(disk, real, backup)
    try:
        patiently(disk, lambda: disk.rename(new, real))
    except BaseException:
        disk.unlink(backup)
        raise


def keep_copy(disk: Disk, real: str, backup: str) -> None:
    """Make a backup while the file stays where it is: a second name, else a copy."""
    try:
        disk.link(real, backup)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.EEXIST, errno.ENOSPC):
            raise
        data, _, _ = disk.read(real, MAX_FILE)
        disk.create(backup, data, real)


def put_back(disk: Disk, backup: str, real: str, ours: str) -> bool:
    """Undo `put_in_place`; a version that somebody saved meanwhile wins over both.

    Args:
        disk: The operating system.
        backup: The former file.
        real: The file that holds our version, or what somebody saved since.
        ours: The SHA-256 of our version.

    Returns:
        Whether `backup` is gone. If not, somebody saved meanwhile and it holds a version to keep.
    """
    placed = ours
    for _ in range(_ROUNDS):
        putting = content(disk, backup)
        if not patiently(disk, lambda: disk.exchange(backup, real)):
            if content(disk, real) != placed:
                return False
            patiently(disk, lambda: disk.rename(backup, real))
            return True
        # What came out should be what we had put there. If not, somebody saved it just now.
        if content(disk, backup) == placed:
            disk.unlink(backup)
            return True
        placed = putting
    return False


def content(disk: Disk, path: str) -> str:
    """The SHA-256 of a file."""
    data, _, _ = patiently(disk, lambda: disk.read(path, MAX_FILE))
    return digest(data)
