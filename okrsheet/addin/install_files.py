"""Putting the files of the add-in in place, all of them or none, and taking them away."""

import contextlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from okrsheet.ooxml.disk import Disk
from okrsheet.ooxml.errors import FolderReadOnly, UnreadableFile
from okrsheet.ooxml.new_file import write_new
from okrsheet.ooxml.open_elsewhere import refuse_open
from okrsheet.ooxml.save_errors import HELD, NOT_MADE, OpenElsewhere, SaveFailed

MOST: Final = 1 << 26


class Step(NamedTuple):
    """One file to be put in place.

    Attributes:
        path: Where.
        data: The whole content.
        before: What stands there now; None where nothing does.
    """

    path: Path
    data: bytes
    before: bytes | None

    @property
    def deed(self) -> str:
        """What it does, in a word."""
        if self.before is None:
            return "new"
        return "as it is" if self.before == self.data else "replaced"


def content_of(path: Path) -> bytes | None:
    """What a file holds; None where there is none.

    Raises:
        UnreadableFile: It is there and can't be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MOST)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UnreadableFile(str(path), detail=error.strerror or "") from error


def missing_folders(paths: Iterable[Path]) -> list[Path]:
    """Folders that must be made for files to stand there, the outermost first."""
    around = {folder for path in paths for folder in path.parents if not folder.exists()}
    return sorted(around, key=lambda folder: len(folder.parts))


def put_all(steps: Sequence[Step], now: datetime, disk: Disk) -> None:
    """Put all files in place; where one can't be, the others are put back.

    Raises:
        FolderReadOnly: A folder can't be made, or nothing may be written in it.
        OpenElsewhere: Excel has a file open.
        OkrsheetFileError: What else saving raises.
    """
    made = missing_folders(step.path for step in steps)
    done: list[Step] = []
    try:
        for step in steps:
            _make_folder(step.path.parent)
            done.append(step)
            put(step.path, step.data, now, disk)
    except BaseException:
        for step in reversed(done):
            with contextlib.suppress(Exception):
                _put_back(step, now, disk)
        remove_empty(made)
        raise


def put(path: Path, data: bytes, now: datetime, disk: Disk) -> None:
    """Put one file in place, at one moment.

    Raises:
        OkrsheetFileError: It can't be written; the one that was there stands.
    """
    backup = write_new(path, data, now=now, force=True, disk=disk)
    if backup:
        # What stood there is kept elsewhere: Excel's own folders are no place for it.
        with contextlib.suppress(OSError):
            backup.unlink()
            backup.parent.rmdir()


def take_away(path: Path, disk: Disk) -> None:
    """Delete a file that may be gone already.

    Raises:
        OpenElsewhere: Excel has it open.
        SaveFailed: It can't be deleted.
    """
    refuse_open(str(path), disk.resolve(str(path)), disk)
    try:
        path.unlink(missing_ok=True)
    except PermissionError as error:
        raise OpenElsewhere(str(path), HELD) from error
    except OSError as error:
        raise SaveFailed(str(path), detail=error.strerror or "") from error


def remove_empty(folders: Iterable[Path]) -> None:
    """Remove those of our folders that hold nothing, the innermost first."""
    for folder in sorted(folders, key=lambda each: -len(each.parts)):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _put_back(step: Step, now: datetime, disk: Disk) -> None:
    if step.before is None:
        take_away(step.path, disk)
    elif step.before != content_of(step.path):
        put(step.path, step.before, now, disk)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except PermissionError as error:
        raise FolderReadOnly(str(folder)) from error
    except OSError as error:
        raise SaveFailed(str(folder), NOT_MADE, error.strerror or "") from error
