"""Windows: ReplaceFileW, files held by other programs, hidden folders."""

import contextlib
import errno
import os
from typing import Final, Protocol

from okrsheet.ooxml.disk import Disk
from okrsheet.ooxml.patience import patiently, windows_number

_UNKNOWN_CALL: Final = (1, 50, 120)  # invalid function, not supported, not implemented
_STRANDED: Final = 1177  # the old file has the backup's name, the new one could not follow


class Kernel(Protocol):
    """The calls of kernel32 that Python does not have; errors as OSError with `winerror`."""

    def replace_file(self, path: str, by: str, backup: str) -> None: ...
    def hide(self, path: str) -> None: ...
    def lives(self, process: int) -> bool: ...


class WindowsDisk(Disk):
    """Windows and its network drives."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel

    def replace_file(self, path: str, by: str, backup: str) -> bool:
        try:
            self._kernel.replace_file(path, by, backup)
        except OSError as error:
            if windows_number(error) in _UNKNOWN_CALL:
                return False
            if windows_number(error) != _STRANDED:
                raise
            self._finish(path, by, backup, error)
        return True

    def _finish(self, path: str, by: str, backup: str, error: OSError) -> None:
        """ReplaceFileW gave up half way: go on to the end, or back to the start."""
        try:
            patiently(self.sleep, lambda: self.rename(by, path))
        except OSError:
            patiently(self.sleep, lambda: self.rename(backup, path))
            raise error from None

    def rename_new(self, path: str, to: str) -> bool:
        os.rename(path, to)  # fails on Windows where the name is taken
        return True

    def make_folder(self, path: str) -> None:
        os.mkdir(path)
        with contextlib.suppress(OSError):
            self._kernel.hide(path)

    def sync_folder(self, _path: str) -> None:
        """Windows has no such call; NTFS keeps a journal of names."""

    def is_held(self, path: str) -> bool | None:
        """Excel opens a workbook, and its owner file, so that nobody else may write them."""
        try:
            os.close(os.open(path, os.O_RDWR))
        except OSError as error:
            return error.errno == errno.EACCES and bool(self.facts(path).mode & 0o200)
        return False

    def lives(self, process: int) -> bool:
        return self._kernel.lives(process)
