"""Drives in memory: what each kind knows and lacks, what fails, and all that was asked of them.

The log of a drive tells what a power cut could leave of it, see `tests.saving.power`.
"""

import errno
import os
from collections.abc import Callable, Mapping
from functools import partial
from posixpath import dirname
from typing import Final, NamedTuple

from okrsheet.ooxml.disk import Disk, Facts
from okrsheet.ooxml.disk_windows import WindowsDisk
from okrsheet.ooxml.patience import SHARING

ROOM: Final = "/drive"
FOLDER_NODE: Final = 0
STRANDED: Final = 1177
_HALF: Final = 2


class Named(NamedTuple):
    """One call gave these names these contents; None takes a name away."""

    changes: dict[str, int | None]


class Written(NamedTuple):
    """A piece of the content `node` was written."""

    node: int


class Synced(NamedTuple):
    """The content `node` has reached the drive."""

    node: int


class FolderSynced(NamedTuple):
    """The names of a folder have reached the drive."""

    folder: str


Step = Named | Written | Synced | FolderSynced
Fault = Callable[[int, str], OSError | None]


def never(_turn: int, _call: str) -> None:
    """No call fails."""


class MemoryDisk(Disk):
    """A drive that knows hard links and the syncing of folders, and no exchange.

    Attributes:
        tree: Path -> content; folders have the content 0.
        contents: What is in each.
        log: All changes, in order.
        calls: The name of every call, changing or not.
        before: Asked at every call: what it raises instead of being done.
        after: The same, once it was done: an answer that got lost.
    """

    lacks = "exchange"

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.tree: dict[str, int] = {ROOM: FOLDER_NODE}
        self.contents: dict[int, bytes] = {}
        self.log: list[Step] = []
        self.calls: list[str] = []
        self.before: Fault = never
        self.after: Fault = never
        for path, data in files.items():
            self.tree[dirname(path)] = FOLDER_NODE
            self.tree[path] = self._node(data)

    # Calls that change nothing.

    def resolve(self, path: str) -> str:
        return path

    def facts(self, path: str) -> Facts:
        self.turn("facts", lambda: None)
        node = self._there(path)
        size = len(self.contents.get(node, b""))
        return Facts(size, node, node, 0o644, 0, 0, node != FOLDER_NODE)

    def read(self, path: str, limit: int) -> tuple[bytes, Facts, Facts]:
        self.turn("read", lambda: None)
        node = self._there(path)
        facts = self.facts(path)
        return self.contents[node][:limit], facts, facts

    def exists(self, path: str) -> bool:
        return path in self.tree

    def is_folder(self, path: str) -> bool:
        return self.tree.get(path) == FOLDER_NODE

    def names(self, folder: str) -> list[str]:
        start = f"{folder}/"
        inside = (path[len(start) :] for path in self.tree if path.startswith(start))
        return [name for name in inside if "/" not in name]

    def may_write(self, _path: str, _facts: Facts) -> bool:
        return True

    def lives(self, _process: int) -> bool:
        return False

    def machine(self) -> str:
        return "here"

    def sleep(self, _seconds: float) -> None:
        pass

    # Calls that change something.

    def create(self, path: str, data: bytes, _like: str | None = None) -> int:
        node = self._node(b"")
        self.turn("create", lambda: self._add(path, node))
        try:
            for piece in (data[: len(data) // _HALF], data[len(data) // _HALF :]):
                self.turn("write", partial(self._write, node, piece))
            self.turn("sync", lambda: self.log.append(Synced(node)))
        except OSError:
            self.unlink(path)
            raise
        return node

    def sync_folder(self, path: str) -> None:
        self.turn("sync_folder", lambda: self.log.append(FolderSynced(path)))

    def exchange(self, one: str, other: str) -> bool:
        return self._known("exchange", lambda: self._exchange(one, other))

    def rename_new(self, path: str, to: str) -> bool:
        return self._known("rename_new", lambda: self._move_new(path, to))

    def rename(self, path: str, to: str) -> None:
        self.turn("rename", lambda: self.move(path, to))

    def link(self, path: str, to: str) -> None:
        if "link" in self.lacks:
            raise OSError(errno.EPERM, "no second names")
        self.turn("link", lambda: self._add(to, self._there(path)))

    def unlink(self, path: str) -> None:
        self.turn("unlink", lambda: self._remove(path))

    def make_folder(self, path: str) -> None:
        self.turn("make_folder", lambda: self._add(path, FOLDER_NODE))

    # What they are made of.

    def turn(self, call: str, deed: Callable[[], object]) -> None:
        self.calls.append(call)
        number = len(self.calls)
        if error := self.before(number, call):
            raise error
        deed()
        if error := self.after(number, call):
            raise error

    def _known(self, call: str, deed: Callable[[], object]) -> bool:
        if call in self.lacks:
            return False
        self.turn(call, deed)
        return True

    def _node(self, data: bytes) -> int:
        node = len(self.contents) + 1
        self.contents[node] = data
        return node

    def _there(self, path: str) -> int:
        if path not in self.tree:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return self.tree[path]

    def _free(self, path: str) -> None:
        if path in self.tree:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
        self._there(dirname(path))

    def _write(self, node: int, piece: bytes) -> None:
        self.contents[node] += piece
        self.log.append(Written(node))

    def _name(self, changes: Mapping[str, int | None]) -> None:
        self.log.append(Named(dict(changes)))
        for path, node in changes.items():
            if node is None:
                del self.tree[path]
            else:
                self.tree[path] = node

    def _add(self, path: str, node: int) -> None:
        self._free(path)
        self._name({path: node})

    def _remove(self, path: str) -> None:
        self._there(path)
        self._name({path: None})

    def _move_new(self, path: str, to: str) -> None:
        self._free(to)
        self.move(path, to)

    def move(self, path: str, to: str) -> None:
        self._there(dirname(to))
        self._name({to: self._there(path), path: None})

    def _exchange(self, one: str, other: str) -> None:
        self._name({one: self._there(other), other: self._there(one)})


class LocalDrive(MemoryDisk):
    """A drive of Linux or macOS that lets files change places."""

    lacks = ""


class PlainDrive(MemoryDisk):
    """A drive where a file has one name, such as exFAT or many network shares."""

    lacks = "exchange rename_new link"


class WindowsDrive(MemoryDisk, WindowsDisk):
    """NTFS: ReplaceFileW instead of an exchange, no syncing of folders."""

    lacks = "exchange"

    def __init__(self, files: Mapping[str, bytes]) -> None:
        MemoryDisk.__init__(self, files)
        self.kernel = SimulatedKernel(self)
        WindowsDisk.__init__(self, self.kernel)

    def sync_folder(self, _path: str) -> None:
        pass

    def is_held(self, _path: str) -> bool | None:
        return False


class SimulatedKernel:
    """ReplaceFileW as it is documented: two renamings, one after the other.

    Attributes:
        replies: Numbers that the next calls end with; 0 is success.
    """

    def __init__(self, drive: MemoryDisk) -> None:
        self.replies: list[int] = []
        self._drive = drive

    def replace_file(self, path: str, by: str, backup: str) -> None:
        number = self.replies.pop(0) if self.replies else 0
        self._drive.turn("replace_file", lambda: self._replace(path, by, backup, number))

    def _replace(self, path: str, by: str, backup: str, number: int) -> None:
        if number in (0, STRANDED):
            self._drive.move(path, backup)
        if number:
            raise windows_error(number)
        self._drive.move(by, path)

    def hide(self, _path: str) -> None:
        pass

    def lives(self, _process: int) -> bool:
        return False


def windows_error(number: int) -> OSError:
    """An error as Python makes it of a number of Windows."""
    error = OSError(errno.EACCES if number in SHARING else errno.EINVAL, f"Windows {number}")
    setattr(error, "winerror", number)  # noqa: B010  # the stubs know it on Windows alone
    return error
