"""Linux and macOS: files that change places at one moment, owners, rights and attributes."""

import contextlib
import errno
import os
from collections.abc import Callable
from stat import S_ISVTX
from typing import Any, Final

from okrsheet.ooxml.disk import Disk, Facts, facts_of

_UNKNOWN_CALL: Final = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY)
_HELD: Final = (errno.EACCES, errno.EBUSY, errno.ETXTBSY)
_GROUP: Final = 0o070
_HERE: Final = -100  # AT_FDCWD of Linux: names are seen from the current folder
_NOREPLACE: Final = 1
_EXCHANGE: Final = 2
_MAC_SWAP: Final = 2
_MAC_EXCL: Final = 4
_MAC_FULLFSYNC: Final = 51
_MAC_ACL_AND_XATTR: Final = 1 | 4

Call = Callable[..., int]


class PosixDisk(Disk):
    """What Linux and macOS share."""

    def dress(self, handle: int, like: str) -> None:
        wanted = self.facts(like)
        with contextlib.suppress(OSError):
            os.fchown(handle, -1, wanted.group)
        with contextlib.suppress(OSError):
            os.fchown(handle, wanted.owner, -1)
        self.take_attributes(handle, like)
        os.fchmod(handle, _no_wider(wanted, facts_of(os.fstat(handle))))

    def take_attributes(self, handle: int, like: str) -> None:
        """Copy extended attributes, access lists among them, as far as the drive takes them."""

    def make_folder(self, path: str) -> None:
        super().make_folder(path)
        around = self.facts(os.path.dirname(path)).mode
        # In a folder like /tmp nobody else may touch our files, so nobody needs their backups.
        if not around & S_ISVTX:
            with contextlib.suppress(OSError):
                os.chmod(path, around)

    def is_held(self, path: str) -> bool | None:
        """Network drives refuse to open for writing what another computer has open."""
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CLOEXEC))
        except OSError as error:
            return True if error.errno in _HELD and os.access(path, os.W_OK) else None
        return None

    def lives(self, process: int) -> bool:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except (OSError, OverflowError):
            return True
        return True


class LinuxDisk(PosixDisk):
    """Linux: renameat2."""

    def exchange(self, one: str, other: str) -> bool:
        return _renamed("renameat2", _HERE, one, _HERE, other, _EXCHANGE)

    def rename_new(self, path: str, to: str) -> bool:
        return _renamed("renameat2", _HERE, path, _HERE, to, _NOREPLACE)

    def take_attributes(self, handle: int, like: str) -> None:
        with contextlib.suppress(OSError):
            for name in os.listxattr(like):
                with contextlib.suppress(OSError):
                    os.setxattr(handle, name, os.getxattr(like, name))

    def runs(self, program: str) -> bool | None:
        seen = [_first_line(f"/proc/{name}/comm") for name in self.names("/proc") if name.isdigit()]
        return any(each.startswith(program) for each in seen) if seen else None


class MacDisk(PosixDisk):
    """macOS: renamex_np, and a sync that reaches the drive itself."""

    def exchange(self, one: str, other: str) -> bool:
        return _renamed("renamex_np", one, other, _MAC_SWAP)

    def rename_new(self, path: str, to: str) -> bool:
        return _renamed("renamex_np", path, to, _MAC_EXCL)

    def sync(self, handle: int) -> None:
        import fcntl  # noqa: PLC0415  # Windows has none

        try:
            fcntl.fcntl(handle, getattr(fcntl, "F_FULLFSYNC", _MAC_FULLFSYNC))
        except OSError as error:
            if error.errno not in _UNKNOWN_CALL:
                raise
            super().sync(handle)

    def take_attributes(self, handle: int, like: str) -> None:
        fcopyfile = system_call("fcopyfile")
        if fcopyfile:
            source = os.open(like, os.O_RDONLY | os.O_CLOEXEC)
            try:
                fcopyfile(source, handle, None, _MAC_ACL_AND_XATTR)
            finally:
                os.close(source)


def system_call(name: str) -> Call | None:
    """A function of the system's C library; None where it has none of that name."""
    import ctypes  # noqa: PLC0415  # costs 5 ms, and only saving needs it

    library: Any = ctypes.CDLL(None, use_errno=True)
    return getattr(library, name, None)


def _renamed(name: str, *words: str | int) -> bool:
    call = system_call(name)
    if call is None:
        return False
    given = [os.fsencode(word) if isinstance(word, str) else word for word in words]
    if call(*given) == 0:
        return True
    import ctypes  # noqa: PLC0415  # see `system_call`

    number = ctypes.get_errno()
    if number in _UNKNOWN_CALL:
        return False
    raise OSError(number, os.strerror(number), next(word for word in words if word != _HERE))


def _no_wider(wanted: Facts, got: Facts) -> int:
    """The rights wanted; a group that couldn't be kept gets no more than everybody."""
    if wanted.group == got.group:
        return wanted.mode
    return wanted.mode & ~_GROUP | (wanted.mode & _GROUP & wanted.mode << 3)


def _first_line(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.readline()
    except OSError:
        return ""
