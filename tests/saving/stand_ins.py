"""This machine's disk with one thing changed: what another system or a bad day would do."""

import os
from collections.abc import Callable
from pathlib import Path

from okrsheet.ooxml.disk import Disk
from okrsheet.ooxml.disk_here import this_disk

_Here: type[Disk] = type(this_disk())


class Witness(_Here):  # type: ignore[misc,valid-type]  # the class is the system's own
    """Knows what a test says about other programs.

    Attributes:
        held: What `is_held` answers for a file of this name.
        running: What `runs` answers.
        name: The machine's.
    """

    def __init__(self, *, running: bool | None = None, name: str = "here") -> None:
        self.held: dict[str, bool | None] = {}
        self.running = running
        self.name = name

    def is_held(self, path: str) -> bool | None:
        return self.held.get(Path(path).name)

    def runs(self, _program: str) -> bool | None:
        return self.running

    def machine(self) -> str:
        return self.name


class Meddler(_Here):  # type: ignore[misc,valid-type]  # see above
    """Does something before a call, the first time it is made, and never waits."""

    def __init__(self, call: str, deed: Callable[[], object]) -> None:
        self._call = call
        self._deed: Callable[[], object] | None = deed

    def sleep(self, _seconds: float) -> None:
        pass

    def _meddle(self, call: str) -> None:
        if call == self._call and self._deed:
            deed, self._deed = self._deed, None
            deed()

    def create(self, path: str, data: bytes, like: str | None = None) -> int:
        self._meddle("create")
        inode: int = super().create(path, data, like)
        self._meddle("created")
        return inode

    def exchange(self, one: str, other: str) -> bool:
        self._meddle("exchange")
        return bool(super().exchange(one, other))

    def rename_new(self, path: str, to: str) -> bool:
        self._meddle("rename_new")
        return bool(super().rename_new(path, to))

    def sync_folder(self, path: str) -> None:
        self._meddle("sync_folder")
        super().sync_folder(path)


class Refusing(_Here):  # type: ignore[misc,valid-type]  # see above
    """A folder where nothing can be made, for a reason."""

    def __init__(self, number: int) -> None:
        self._number = number

    def create(self, path: str, data: bytes, like: str | None = None) -> int:
        raise OSError(self._number, os.strerror(self._number), path)


class OldSystem(_Here):  # type: ignore[misc,valid-type]  # see above
    """A system that lets no files change places."""

    def exchange(self, _one: str, _other: str) -> bool:
        return False

    def rename_new(self, _path: str, _to: str) -> bool:
        return False
