"""Undoing a replacement never takes the place of what somebody saved meanwhile."""

import pytest

from okrsheet.ooxml.replace import Swap, put_back
from okrsheet.ooxml.snapshot import digest
from tests.saving.memory import ROOM, LocalDrive, MemoryDisk
from tests.saving.versions import NEW, OLD, OTHER

BOOK = f"{ROOM}/book.xlsx"
ASIDE = f"{ROOM}/aside.tmp"
SWAP = Swap(ASIDE, BOOK, ASIDE, digest(NEW), digest(OLD))


@pytest.mark.parametrize("kind", [LocalDrive, MemoryDisk], ids=["exchange", "second name"])
def test_what_somebody_saved_stays_in_its_place(kind: type[MemoryDisk]) -> None:
    drive = kind({BOOK: OTHER, ASIDE: OLD})
    drive.calls.clear()
    assert not put_back(drive, SWAP)
    assert drive.read(BOOK, 1 << 20)[0] == OTHER
    assert drive.read(ASIDE, 1 << 20)[0] == OLD
    assert {"exchange", "rename"}.isdisjoint(drive.calls)


@pytest.mark.parametrize("kind", [LocalDrive, MemoryDisk], ids=["exchange", "second name"])
def test_our_version_is_taken_back(kind: type[MemoryDisk]) -> None:
    drive = kind({BOOK: NEW, ASIDE: OLD})
    assert put_back(drive, SWAP)
    assert drive.read(BOOK, 1 << 20)[0] == OLD
    assert not drive.exists(ASIDE)
