"""The workbooks of a folder: found and described, none of them opened."""

import os
from collections.abc import Iterable
from stat import S_ISREG
from typing import Final, NamedTuple

from okrsheet.workbook.history_refusals import NO_WORKBOOKS, NothingToImport

ENDINGS: Final = (".xlsx", ".xlsm")
_NO_WORKBOOK: Final = ("~$", ".")


class Found(NamedTuple):
    """A workbook as the folder lists it.

    Attributes:
        path: where it is, as it was named.
        key: by which the history knows it: from the history's folder, with slashes.
        size: in bytes.
        mtime_ns: when its content was changed, in nanoseconds.
        inode: which file the name stands for; 0 where the system does not say.
    """

    path: str
    key: str
    size: int
    mtime_ns: int
    inode: int


class Scan(NamedTuple):
    """What was found, and what could not be looked at, a folder or a link, each with the reason."""

    workbooks: list[Found]
    unreadable: list[tuple[str, str]]


def find_workbooks(places: Iterable[str], base: str) -> Scan:
    """All workbooks, in the order of their names.

    Folders in folders are searched too, but none that begins with a dot (backups lie there), and
    none that is a link, so that no link can lead in a circle.

    Args:
        places: folders and files.
        base: the history's folder; paths in it are kept without it, so that it can move.

    Raises:
        NothingToImport: a place is not there, or there are no workbooks.
    """
    scanner = _Scanner(os.path.realpath(base))
    for place in places:
        if os.path.isdir(place):
            scanner.look_into(place)
        elif os.path.isfile(place):
            scanner.add(place, os.stat(place))
        else:
            raise NothingToImport(place)
        if not scanner.found and not scanner.unreadable:
            raise NothingToImport(place, NO_WORKBOOKS)
    return Scan([scanner.found[key] for key in sorted(scanner.found)], scanner.unreadable)


class _Scanner:
    def __init__(self, base: str) -> None:
        self.found: dict[str, Found] = {}
        self.unreadable: list[tuple[str, str]] = []
        self._inside = os.path.join(base, "")
        self._real: dict[str, str] = {}

    def look_into(self, folder: str) -> None:
        todo = [folder]
        while todo:
            for entry in self._entries(todo.pop()):
                if entry.name.startswith(_NO_WORKBOOK):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    todo.append(entry.path)
                elif entry.name.lower().endswith(ENDINGS):
                    self._look_at(entry)

    def _look_at(self, entry: "os.DirEntry[str]") -> None:
        try:
            status = entry.stat()
        except OSError as error:
            self.unreadable.append((self._key(entry.path), error.strerror or str(error)))
            return
        if S_ISREG(status.st_mode):
            self.add(entry.path, status)

    def add(self, path: str, status: os.stat_result) -> None:
        key = self._key(path)
        self.found[key] = Found(path, key, status.st_size, status.st_mtime_ns, status.st_ino)

    def _entries(self, folder: str) -> "list[os.DirEntry[str]]":
        try:
            with os.scandir(folder) as entries:
                return list(entries)
        except OSError as error:
            self.unreadable.append((folder, error.strerror or str(error)))
            return []

    def _key(self, path: str) -> str:
        folder, name = os.path.split(path)
        real = self._real.get(folder)
        if real is None:
            # Asking the drive about every step of every path would take longer than the rest.
            real = self._real[folder] = os.path.join(os.path.realpath(folder), "")
        return (real.removeprefix(self._inside) + name).replace(os.sep, "/")
