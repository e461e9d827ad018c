"""The power fails at any moment of a save: which versions can stand, and whether they are whole."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from okrsheet.ooxml.backup_names import FOLDER
from okrsheet.ooxml.backups import restore
from okrsheet.ooxml.new_file import write_new
from okrsheet.ooxml.save import save
from okrsheet.ooxml.snapshot import snapshot
from tests.saving.memory import ROOM, LocalDrive, MemoryDisk, PlainDrive, WindowsDrive
from tests.saving.power import Files, any_part, in_order
from tests.saving.versions import NEW, NOW, OLD, OTHER, later

BOOK: Final = f"{ROOM}/book.xlsx"
PATH: Final = Path(BOOK)
SYNCING: Final = pytest.mark.parametrize(
    "kind", [LocalDrive, MemoryDisk, PlainDrive], ids=["exchange", "second name", "copy"]
)


def save_new(drive: MemoryDisk) -> None:
    _, before = snapshot(PATH, drive)
    save(NEW, before, verify=None, now=later(60), why="test", disk=drive)


def make_new(drive: MemoryDisk) -> None:
    write_new(PATH, NEW, now=NOW, disk=drive)


def with_backups(drive: MemoryDisk) -> MemoryDisk:
    """The drive after three saves, all of it synced."""
    for number in range(3):
        _, before = snapshot(PATH, drive)
        save(OTHER + bytes([number]), before, verify=None, now=later(number), disk=drive)
    return type(drive)({name: drive.contents[node] for name, node in drive.tree.items() if node})


def states(drive: MemoryDisk, deed: Callable[[MemoryDisk], None]) -> Iterator[tuple[bool, Files]]:
    """Every distinct state a power cut can leave, and whether the deed was done before it."""
    start = dict(drive.tree)
    deed(drive)
    survivors = in_order if isinstance(drive, WindowsDrive) else any_part
    for cut in range(len(drive.log) + 1):
        seen = []
        for files in survivors(drive, start, cut):
            if files not in seen:
                seen.append(files)
                yield cut == len(drive.log), files


def kept(files: Files) -> list[bytes]:
    return [data for path, data in files.items() if path.startswith(f"{ROOM}/{FOLDER}/")]


def go_on(kind: type[MemoryDisk], files: Files) -> None:
    """The next save works, keeps what stood, and tidies up."""
    drive, now = kind(files), later(600)
    if BOOK in files:
        data, before = snapshot(PATH, drive)
        save(OTHER, before, verify=None, now=now, disk=drive)
        assert data in kept(stands(drive))
    else:
        write_new(PATH, OTHER, now=now, disk=drive)
    assert stands(drive)[BOOK] == OTHER
    assert not [name for name in drive.names(ROOM) if name.endswith(".tmp")]


def stands(drive: MemoryDisk) -> Files:
    return {path: drive.contents[node] for path, node in drive.tree.items() if node}


@SYNCING
@pytest.mark.parametrize("used", [False, True], ids=["first save", "with backups"])
def test_a_save_leaves_the_old_version_or_the_new_one(kind: type[MemoryDisk], used: bool) -> None:
    drive = with_backups(kind({BOOK: OLD})) if used else kind({BOOK: OLD})
    former, _ = snapshot(PATH, drive)
    count = 0
    for done, files in states(drive, save_new):
        count += 1
        assert files[BOOK] == NEW if done else files[BOOK] in (former, NEW)
        assert former in (files[BOOK], *kept(files)) or not done
        go_on(kind, files)
    assert count > 30


@SYNCING
def test_a_new_file_is_there_whole_or_not_at_all(kind: type[MemoryDisk]) -> None:
    count = 0
    for done, files in states(kind({f"{ROOM}/other": OLD}), make_new):
        count += 1
        assert files.get(BOOK) == NEW if done else files.get(BOOK) in (None, NEW)
        go_on(kind, files)
    assert count > 10


@pytest.mark.parametrize("used", [False, True], ids=["first save", "with backups"])
def test_windows_leaves_a_whole_version_in_place_or_as_a_backup(used: bool) -> None:
    drive = with_backups(WindowsDrive({BOOK: OLD})) if used else WindowsDrive({BOOK: OLD})
    former, _ = snapshot(PATH, drive)
    missing = 0
    for _, files in states(drive, save_new):
        if BOOK in files:
            assert files[BOOK] in (former, NEW)
            go_on(WindowsDrive, files)
        else:
            # Between the two renamings of ReplaceFileW: the backup brings it back.
            missing += 1
            again = WindowsDrive(files)
            restore(PATH, "latest", now=later(600), disk=again)
            assert stands(again)[BOOK] == former
    assert missing > 0


def test_windows_makes_a_new_file_whole_or_not_at_all() -> None:
    for _, files in states(WindowsDrive({f"{ROOM}/other": OLD}), make_new):
        assert files.get(BOOK) in (None, NEW)
        go_on(WindowsDrive, files)


class ForgetfulDrive(LocalDrive):
    """A drive whose contents are not synced before their names are."""

    def create(self, path: str, data: bytes, like: str | None = None) -> int:
        node = super().create(path, data, like)
        self.log.pop()
        return node


def test_a_save_that_does_not_sync_would_be_found_out() -> None:
    found = [files[BOOK] for _, files in states(ForgetfulDrive({BOOK: OLD}), save_new)]
    assert any(data not in (OLD, NEW) for data in found)
