"""New files: written whole or not at all, never over a file that is already there."""

import contextlib
import os
from pathlib import Path

from okrsheet.ooxml.errors import FileExists, FolderMissing, FolderReadOnly


def write_new(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a new file.

    Args:
        path: where; its folder must exist.
        data: the whole content.
        force: put it in the place of a file that is already there.

    Raises:
        FolderMissing: the folder is not there.
        FolderReadOnly: nothing may be written in the folder.
        FileExists: the file is there and `force` is off.
    """
    if not path.parent.is_dir():
        raise FolderMissing(str(path.parent))
    if path.exists() and not force:
        raise FileExists(str(path))
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        _write(beside, data)
        _place(beside, path, force=force)
    except PermissionError as error:
        raise FolderReadOnly(str(path.parent)) from error
    except OSError as error:
        raise FolderReadOnly(str(path.parent), detail=error.strerror or "") from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _place(beside: Path, path: Path, *, force: bool) -> None:
    if force:
        beside.replace(path)
        return
    try:
        # A hard link fails when somebody else has made the file meanwhile; a rename would not.
        path.hardlink_to(beside)
    except FileExistsError as error:
        raise FileExists(str(path)) from error
    except OSError:
        beside.rename(path)
