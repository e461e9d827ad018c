"""Backups: what is listed, which one is meant, and the way back."""

from pathlib import Path

import pytest

from okrsheet.ooxml.backup_names import FOLDER, backups_of, rotate
from okrsheet.ooxml.backups import list_backups, restore
from okrsheet.ooxml.disk_here import this_disk
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.save import save
from okrsheet.ooxml.save_errors import NoBackup, OpenElsewhere
from okrsheet.ooxml.snapshot import digest, snapshot
from tests.commands import run
from tests.saving.versions import (
    NEW,
    OLD,
    OTHER,
    backups_in,
    book_in,
    excel_sign,
    later,
    names_in,
)


def saved(path: Path, content: bytes, seconds: float, why: str = "refresh") -> None:
    _, before = snapshot(path)
    save(content, before, verify=None, now=later(seconds), why=why)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with the backups OLD and NEW."""
    path = book_in(tmp_path)
    saved(path, NEW, 1)
    saved(path, OTHER, 2, "doctor")
    return path


def test_backups_are_listed_the_newest_first(book: Path) -> None:
    found = list_backups(book)
    assert [each.what for each in found] == ["before doctor", "before refresh"]
    assert [each.size for each in found] == [len(NEW), len(OLD)]
    assert [each.backup.put_aside for each in found] == [later(2), later(1)]
    assert all(each.intact for each in found)


def test_a_workbook_without_backups_has_none(tmp_path: Path) -> None:
    assert list_backups(book_in(tmp_path)) == []


def test_backups_of_a_workbook_that_is_gone_are_listed(book: Path) -> None:
    book.unlink()
    assert len(list_backups(book)) == 2


@pytest.mark.parametrize(
    "name",
    [
        "book.xlsx",
        "book.20270105T091201.000000Z.before-x.xlsx",
        "book.20279905T091201.000000Z.before-x.0123456789ab.xlsx",
        "other.20270105T091201.000000Z.before-x.0123456789ab.xlsx",
        "book.a.20270105T091201.000000Z.before-x.0123456789ab.xlsx",
    ],
    ids=["plain", "no content", "no day of the calendar", "another book", "a longer name"],
)
def test_files_of_others_are_no_backups_and_stay(name: str, book: Path) -> None:
    path = book.parent / FOLDER / name
    path.write_bytes(b"mine")
    assert len(list_backups(book)) == 2
    for number in range(5):
        saved(book, NEW + bytes([number]), 10 + number)
    assert path.read_bytes() == b"mine"
    assert len(list_backups(book)) == 3


def test_a_backup_that_was_changed_is_told_and_not_restored(book: Path) -> None:
    newest = list_backups(book)[0].backup
    Path(newest.path).write_bytes(b"changed")
    assert list_backups(book)[0].what == "before doctor; changed since"
    with pytest.raises(NoBackup, match="changed after it was made"):
        restore(book, "latest", now=later(9))
    assert book.read_bytes() == OTHER


def test_the_newest_backup_comes_back_and_what_it_replaced_is_one(book: Path) -> None:
    done = restore(book, "latest", now=later(9))
    assert book.read_bytes() == NEW
    assert done.backup is not None
    assert done.backup.read_bytes() == OTHER
    assert list_backups(book)[0].what == "before restore"
    restore(book, "latest", now=later(10))
    assert book.read_bytes() == OTHER


@pytest.mark.parametrize("at", ["refresh", "091201", digest(OLD)[:12], "before-refresh."])
def test_a_part_of_a_name_is_enough(at: str, book: Path) -> None:
    restore(book, at, now=later(9))
    assert book.read_bytes() == OLD


def test_a_whole_name_is_taken(book: Path) -> None:
    restore(book, list_backups(book)[1].backup.name, now=later(9))
    assert book.read_bytes() == OLD


@pytest.mark.parametrize(("at", "count"), [("before", 2), ("20270105", 2), ("", 2), ("banana", 0)])
def test_a_part_that_several_or_none_have_is_refused(at: str, count: int, book: Path) -> None:
    with pytest.raises(NoBackup, match=f"{count} have {at} in their name"):
        restore(book, at, now=later(9))
    assert book.read_bytes() == OTHER


def test_a_workbook_that_is_gone_comes_back(book: Path) -> None:
    book.unlink()
    done = restore(book, "latest", now=later(9))
    assert done.backup is None
    assert book.read_bytes() == NEW


def test_a_damaged_workbook_is_replaced_and_kept(book: Path) -> None:
    book.write_bytes(b"PK\3\4 damaged")
    restore(book, "latest", now=later(9))
    assert book.read_bytes() == NEW
    assert b"PK\3\4 damaged" in backups_in(book.parent)


def test_nothing_is_restored_into_an_open_workbook(book: Path) -> None:
    (book.parent / "~$book.xlsx").write_bytes(excel_sign("Ann Lee"))
    with pytest.raises(OpenElsewhere):
        restore(book, "latest", now=later(9))
    assert book.read_bytes() == OTHER


def test_no_backup_is_said(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    with pytest.raises(NoBackup, match="no such backup") as caught:
        restore(path, "latest", now=later())
    assert isinstance(caught.value, OkrsheetFileError)
    assert caught.value.code == "OKR949"


def test_a_clock_that_was_ahead_costs_no_backup(book: Path) -> None:
    for number in range(3):
        saved(book, NEW + bytes([number]), 1e6 + number)
    saved(book, OLD, 20)
    assert NEW + b"\2" in backups_in(book.parent)
    assert len(backups_in(book.parent)) == 3


def test_left_overs_are_counted_by_themselves(book: Path) -> None:
    for number in range(5):
        name = f"book.20270105T09120{number}.000000Z.left-over.{number:012x}.xlsx"
        (book.parent / FOLDER / name).write_bytes(bytes([number]))
    rotate(this_disk(), str(book), "")
    kinds = [each.kind for each in backups_of(this_disk(), str(book))]
    assert sorted(kinds) == ["before-doctor", "before-refresh", *["left-over"] * 3]


def test_the_command_lists_and_restores(book: Path) -> None:
    listed = run("backups", "list", str(book))
    assert listed.returncode == 0
    assert "before doctor on 2027-" in listed.stdout
    assert f"{len(NEW):,} bytes" in listed.stdout
    restored = run("backups", "restore", str(book), "--at", "refresh")
    assert (restored.returncode, book.read_bytes()) == (0, OLD)
    assert "What it replaced is kept as book." in restored.stdout
    missing = run("backups", "restore", str(book), "--at", "banana")
    assert missing.returncode != 0
    assert "OKR949" in missing.stderr


def test_the_command_says_where_there_are_none(tmp_path: Path) -> None:
    told = run("backups", "list", str(book_in(tmp_path)))
    assert (told.returncode, told.stdout.count("has no backups yet")) == (0, 1)
    assert names_in(tmp_path) == ["book.xlsx"]
