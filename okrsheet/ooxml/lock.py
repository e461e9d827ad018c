"""One okrsheet at a time writes a file.

The lock is a file in the user's own state folder, never beside the workbook: there it would be
synchronised, seen and asked about. The system frees it when a process ends, however it ends.
It keeps apart what one user runs on one machine; against everybody else stand the checks of
`okrsheet.ooxml.save`.
"""

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Final

from okrsheet.ooxml.save_errors import Busy
from okrsheet.ooxml.snapshot import digest

_PATIENCE: Final = 20.0
_POLL: Final = 0.01
_PRIVATE: Final = 0o700
_KEY: Final = 32


@contextlib.contextmanager
def only_writer(path: str, real: str) -> Iterator[None]:
    """Hold the lock of a file; go on without where no folder can keep one.

    Args:
        path: The file as it was named, for the message.
        real: The file behind links.

    Raises:
        Busy: Another okrsheet kept the lock for 20 seconds.
    """
    import filelock  # noqa: PLC0415  # costs 20 ms, and only saving needs it

    key = digest(os.path.normcase(real).encode("utf-8", "surrogateescape"))[:_KEY]
    with contextlib.ExitStack() as stack:
        for folder in filter(_usable, state_folders(sys.platform, os.environ)):
            lock = filelock.FileLock(os.path.join(folder, f"{key}.lock"), timeout=_PATIENCE)
            try:
                stack.enter_context(lock.acquire(poll_interval=_POLL))
                break
            except filelock.Timeout:
                raise Busy(path) from None
            except (OSError, NotImplementedError):
                continue
        yield


def state_folders(platform: str, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Where locks may lie, the best first: the user's state folder, else the temporary one.

    Args:
        platform: As `sys.platform`.
        environ: The variables of the process.
    """
    home = os.path.expanduser("~")
    temporary = environ.get("TMPDIR") or environ.get("TEMP") or "/tmp"  # noqa: S108  # see `_usable`
    own = f"okrsheet-{os.getuid()}" if sys.platform != "win32" else "okrsheet"
    if platform == "win32":
        state = environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif platform == "darwin":
        state = os.path.join(home, "Library", "Application Support")
    else:
        state = environ.get("XDG_STATE_HOME") or os.path.join(home, ".local", "state")
    return os.path.join(state, "okrsheet", "locks"), os.path.join(temporary, own, "locks")


def _usable(folder: str) -> bool:
    """Whether the folder is there, or could be made, and is ours alone."""
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(folder), mode=_PRIVATE, exist_ok=True)
        os.makedirs(folder, mode=_PRIVATE, exist_ok=True)
        status = os.lstat(os.path.dirname(folder))
        mine = sys.platform == "win32" or status.st_uid == os.getuid()
        return mine and os.access(folder, os.W_OK) and not os.path.islink(folder)
    return False
