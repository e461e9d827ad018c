"""The disk of this machine."""

import sys
from typing import Final

from okrsheet.ooxml.disk import Disk

_HIDDEN: Final = 2
_IGNORE_MERGE_ERRORS: Final = 2  # rights and streams are kept where they can be
_IGNORE_ACL_ERRORS: Final = 4
_QUERY_LIMITED: Final = 0x1000
_INVALID_PARAMETER: Final = 87  # no process has this number


def this_disk() -> Disk:
    """The operating system as saving sees it."""
    if sys.platform == "win32":
        from okrsheet.ooxml.disk_windows import WindowsDisk  # noqa: PLC0415  # one of three

        return WindowsDisk(_Kernel32())
    from okrsheet.ooxml.disk_posix import LinuxDisk, MacDisk, PosixDisk  # noqa: PLC0415  # see above

    return {"linux": LinuxDisk, "darwin": MacDisk}.get(sys.platform, PosixDisk)()


if sys.platform == "win32":
    import ctypes

    class _Kernel32:
        """The real kernel32."""

        def __init__(self) -> None:
            self._library = ctypes.WinDLL("kernel32", use_last_error=True)
            self._library.OpenProcess.restype = ctypes.c_void_p
            self._library.CloseHandle.argtypes = [ctypes.c_void_p]

        def replace_file(self, path: str, by: str, backup: str) -> None:
            flags = _IGNORE_MERGE_ERRORS | _IGNORE_ACL_ERRORS
            words = [ctypes.c_wchar_p(each) for each in (path, by, backup)]
            if not self._library.ReplaceFileW(*words, flags, None, None):
                raise ctypes.WinError(ctypes.get_last_error())

        def hide(self, path: str) -> None:
            if not self._library.SetFileAttributesW(ctypes.c_wchar_p(path), _HIDDEN):
                raise ctypes.WinError(ctypes.get_last_error())

        def lives(self, process: int) -> bool:
            handle = self._library.OpenProcess(_QUERY_LIMITED, 0, process)
            if handle:
                self._library.CloseHandle(handle)
                return True
            return ctypes.get_last_error() != _INVALID_PARAMETER
