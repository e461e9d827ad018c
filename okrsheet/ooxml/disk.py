"""What saving asks of the operating system: a dozen calls, so that others can stand in for it.

Paths are absolute texts. Every method raises OSError as the system does; `exchange`,
`rename_new` and `replace_file` answer False, with nothing changed, where the system or the drive
does not know such a call.
"""

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from stat import S_IMODE, S_ISREG
from typing import Final, NamedTuple

PIECE: Final = 1 << 20
PRIVATE: Final = 0o600
_NO_SYNC: Final = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF)
_READ: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe of that name must not keep us waiting
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_CREATE: Final = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


class Facts(NamedTuple):
    """What the system says of a file: bytes, nanoseconds since 1970, identity, rights.

    `mtime_ns` is when its content was changed, `changed_ns` when that, its name or its rights were.
    """

    size: int
    mtime_ns: int
    inode: int
    mode: int
    owner: int
    group: int
    regular: bool
    changed_ns: int = 0

    @property
    def version(self) -> tuple[int, int, int]:
        """Changes when the content does, as far as the system notices."""
        return self.size, self.mtime_ns, self.inode


def facts_of(status: os.stat_result) -> Facts:
    """The part of a `stat` that saving needs."""
    return Facts(
        status.st_size,
        status.st_mtime_ns,
        status.st_ino,
        S_IMODE(status.st_mode),
        status.st_uid,
        status.st_gid,
        S_ISREG(status.st_mode),
        max(status.st_mtime_ns, status.st_ctime_ns),
    )


class Disk:
    """The calls every system has; the systems' own classes add what only they have."""

    def resolve(self, path: str) -> str:
        """The real file behind links, absolute."""
        return os.path.realpath(path)

    def facts(self, path: str) -> Facts:
        return facts_of(os.stat(path))

    def read(self, path: str, limit: int) -> tuple[bytes, Facts, Facts]:
        """At most `limit` bytes of the file, and its facts before and after reading."""
        handle = os.open(path, _READ)
        try:
            before = facts_of(os.fstat(handle))
            data = _read_all(handle, limit, before.size)
            return data, before, facts_of(os.fstat(handle))
        finally:
            os.close(handle)

    def create(self, path: str, data: bytes, like: str | None = None) -> int:
        """Make a file that must not exist, write it whole, make it last; gives its inode.

        Args:
            path: Where.
            data: The whole content.
            like: A file whose owner, rights and attributes it takes over; None for a new file's.
        """
        handle = os.open(path, _CREATE, 0o666 if like is None else PRIVATE)
        try:
            try:
                _write_all(handle, data)
                if like is not None:
                    self.dress(handle, like)
                self.sync(handle)
                inode = os.fstat(handle).st_ino
            finally:
                os.close(handle)
        except BaseException:
            with contextlib.suppress(OSError):
                self.unlink(path)
            raise
        return inode

    def dress(self, handle: int, like: str) -> None:
        """Give an open file the owner, rights and attributes of another, never wider rights."""

    def sync(self, handle: int) -> None:
        """Wait until the bytes of an open file have reached the drive."""
        with allowed(*_NO_SYNC):
            os.fsync(handle)

    def sync_folder(self, path: str) -> None:
        """Wait until the names in a folder have reached the drive, where that can be asked for."""
        with allowed(*_NO_SYNC, errno.EACCES):
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
            try:
                self.sync(handle)
            finally:
                os.close(handle)

    def exchange(self, _one: str, _other: str) -> bool:
        """Let two files change places at one moment."""
        return False

    def rename_new(self, _path: str, _to: str) -> bool:
        """Give a file a name that must be free."""
        return False

    def replace_file(self, _path: str, _by: str, _backup: str) -> bool:
        """Put a file in the place of another, which becomes the backup, rights kept."""
        return False

    def rename(self, path: str, to: str) -> None:
        """Give a file another name; a file of that name is gone."""
        os.replace(path, to)

    def link(self, path: str, to: str) -> None:
        """Give a file a second name that must be free."""
        os.link(path, to)

    def unlink(self, path: str) -> None:
        os.unlink(path)

    def make_folder(self, path: str) -> None:
        """Make a folder that whoever may write in the one around it may use."""
        os.mkdir(path, 0o700)

    def exists(self, path: str) -> bool:
        """Whether anything has this name, be it a link that leads nowhere."""
        return os.path.lexists(path)

    def is_folder(self, path: str) -> bool:
        """Whether a folder, and not a link to one, is there."""
        return os.path.isdir(path) and not os.path.islink(path)

    def names(self, folder: str) -> list[str]:
        """The names in a folder; none where it is not there."""
        try:
            return os.listdir(folder)
        except OSError:
            return []

    def may_write(self, path: str, facts: Facts) -> bool:
        """Whether the file is not marked read-only for us."""
        return bool(facts.mode & 0o222) and os.access(path, os.W_OK)

    def is_held(self, _path: str) -> bool | None:
        """Whether another program keeps the file from being written; None: can't be known."""
        return None

    def runs(self, _program: str) -> bool | None:
        """Whether a program whose name starts so runs on this machine; None: can't be known."""
        return None

    def lives(self, _process: int) -> bool:
        """Whether a process of this machine lives; True where that can't be known."""
        return True

    def machine(self) -> str:
        """The name of this machine."""
        return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def _read_all(handle: int, limit: int, expected: int) -> bytes:
    # No more room than is needed: to ask for a megabyte costs as much as to read a workbook.
    step = min(expected + 1, PIECE)
    pieces = []
    while limit > 0 and (piece := os.read(handle, min(limit, step))):
        pieces.append(piece)
        limit -= len(piece)
    return b"".join(pieces)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest[:PIECE]) :]


@contextlib.contextmanager
def allowed(*numbers: int) -> Iterator[None]:
    """Let errors of these numbers pass; a drive that can't do a thing is not a broken one."""
    try:
        yield
    except OSError as error:
        if error.errno not in numbers:
            raise
