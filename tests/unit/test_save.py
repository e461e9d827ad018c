"""Saving over a file that was read: what is written, what is refused, what is kept."""

import os
import sys
from pathlib import Path

import pytest

from okrsheet.ooxml.backup_names import FOLDER
from okrsheet.ooxml.errors import DamagedWorkbook, FileMissing, UnreadableFile
from okrsheet.ooxml.save import Saved, save
from okrsheet.ooxml.save_errors import Conflict, OpenElsewhere, ResultRefused, SaveFailed
from okrsheet.ooxml.snapshot import Snapshot, digest, snapshot
from tests.saving.versions import (
    NEW,
    NOW,
    OLD,
    OTHER,
    backups_in,
    book_in,
    excel_sign,
    later,
    litter_in,
    names_in,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")


def saved(before: Snapshot, data: bytes = NEW, seconds: float = 0) -> Saved:
    return save(data, before, verify=None, now=later(seconds), why="test")


def test_the_new_version_stands_and_the_old_one_is_a_backup(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    data, before = snapshot(path)
    done = saved(before)
    assert data == OLD
    assert path.read_bytes() == NEW
    assert done.path == path.resolve()
    assert done.backup is not None
    assert done.backup.read_bytes() == OLD
    assert done.backup.parent == path.resolve().parent / FOLDER
    assert done.backup.name == (f"book.20270105T091200.000000Z.before-test.{digest(OLD)[:12]}.xlsx")
    assert litter_in(tmp_path) == []


def test_a_snapshot_is_what_was_read(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    _, before = snapshot(path)
    assert (before.path, before.sha256) == (str(path), digest(OLD))
    assert before.facts.size == len(OLD)
    assert before.facts.inode == path.stat().st_ino


@pytest.mark.parametrize(
    ("name", "error"),
    [("none.xlsx", FileMissing), (".", UnreadableFile), ("book.xlsx/deeper", FileMissing)],
    ids=["missing", "folder", "below a file"],
)
def test_what_cannot_be_read_is_said(name: str, error: type[Exception], tmp_path: Path) -> None:
    book_in(tmp_path)
    with pytest.raises(error):
        snapshot(tmp_path / name)


def test_three_backups_are_kept(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    contents = [OLD, *(NEW + bytes([number]) for number in range(5))]
    for number, content in enumerate(contents[1:]):
        _, before = snapshot(path)
        saved(before, content, number)
    assert path.read_bytes() == contents[-1]
    assert backups_in(tmp_path) == contents[-4:-1]


def test_backups_of_one_moment_are_all_kept(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    for content in (NEW, OLD, NEW):
        _, before = snapshot(path)
        saved(before, content)
    assert sorted(backups_in(tmp_path)) == sorted([OLD, NEW, OLD])


def test_backups_of_another_workbook_are_left_alone(tmp_path: Path) -> None:
    plan, longer = book_in(tmp_path, "plan.xlsx"), book_in(tmp_path, "plan.a.xlsx")
    for path in (plan, longer):
        for number in range(5):
            _, before = snapshot(path)
            saved(before, NEW + bytes([number]), number)
    names = [each.name for each in (tmp_path / FOLDER).iterdir()]
    assert len([name for name in names if name.startswith("plan.a.")]) == 3
    assert len(names) == 6


def test_the_same_content_is_not_written_again(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    _, before = snapshot(path)
    inode = path.stat().st_ino
    assert saved(before, OLD).backup is None
    assert path.stat().st_ino == inode
    assert names_in(tmp_path) == ["book.xlsx"]


def test_a_result_that_fails_its_check_is_not_written(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    _, before = snapshot(path)

    def verify(data: bytes) -> None:
        assert data == NEW
        raise DamagedWorkbook("result")

    with pytest.raises(ResultRefused, match="result") as caught:
        save(NEW, before, verify=verify, now=NOW)
    assert caught.value.exit_code == 3
    assert names_in(tmp_path) == ["book.xlsx"]
    assert path.read_bytes() == OLD


def test_a_file_somebody_else_saved_is_left_alone(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    _, before = snapshot(path)
    path.write_bytes(OTHER)
    with pytest.raises(Conflict, match="somebody else saved") as caught:
        saved(before)
    assert caught.value.exit_code == 4
    assert path.read_bytes() == OTHER
    assert names_in(tmp_path) == ["book.xlsx"]


@pytest.mark.parametrize("data", [NEW, OLD], ids=["new content", "same content"])
def test_a_file_that_is_gone_is_not_made_again(data: bytes, tmp_path: Path) -> None:
    path = book_in(tmp_path)
    _, before = snapshot(path)
    path.unlink()
    with pytest.raises(Conflict, match="moved or deleted"):
        saved(before, data)
    assert names_in(tmp_path) == []


def test_saving_twice_from_one_reading_is_a_conflict(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    _, before = snapshot(path)
    saved(before)
    with pytest.raises(Conflict):
        saved(before, OTHER)
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("name", ["~$book.xlsx", "~$ok.xlsx", ".~lock.book.xlsx#"])
def test_nothing_is_written_while_the_file_is_open(name: str, tmp_path: Path) -> None:
    path = book_in(tmp_path)
    _, before = snapshot(path)
    (tmp_path / name).write_bytes(excel_sign("Ann Lee"))
    with pytest.raises(OpenElsewhere, match="--wait") as caught:
        saved(before)
    assert caught.value.exit_code == 4
    assert path.read_bytes() == OLD
    assert names_in(tmp_path) == sorted(["book.xlsx", name])


@posix
def test_a_link_stays_and_its_file_is_saved(tmp_path: Path) -> None:
    folder, links = tmp_path / "real", tmp_path / "links"
    folder.mkdir()
    links.mkdir()
    path = book_in(folder)
    link = links / "shortcut.xlsx"
    link.symlink_to(path)
    _, before = snapshot(link)
    done = saved(before)
    assert link.is_symlink()
    assert path.read_bytes() == NEW
    assert done.backup is not None
    assert done.backup.parent == folder / FOLDER
    assert names_in(links) == ["shortcut.xlsx"]


@posix
def test_a_link_that_leads_elsewhere_now_is_a_conflict(tmp_path: Path) -> None:
    path, other = book_in(tmp_path), book_in(tmp_path, "other.xlsx")
    link = tmp_path / "link.xlsx"
    link.symlink_to(path)
    _, before = snapshot(link)
    link.unlink()
    link.symlink_to(other)
    with pytest.raises(Conflict):
        saved(before)
    assert path.read_bytes() == other.read_bytes() == OLD


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_rights_are_kept(mode: int, tmp_path: Path) -> None:
    path = book_in(tmp_path)
    path.chmod(mode)
    _, before = snapshot(path)
    done = saved(before)
    assert done.backup is not None
    assert path.stat().st_mode & 0o777 == done.backup.stat().st_mode & 0o777 == mode


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="attributes of Linux")
def test_attributes_are_kept(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    try:
        os.setxattr(path, "user.okrsheet.colour", b"green")
    except OSError:
        pytest.xfail("this drive has no attributes")
    _, before = snapshot(path)
    saved(before)
    assert os.getxattr(path, "user.okrsheet.colour") == b"green"


@posix
def test_the_owner_is_kept(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    owner = (1234, 4321) if os.getuid() == 0 else (os.getuid(), os.getgid())
    os.chown(path, *owner)
    _, before = snapshot(path)
    saved(before)
    assert (path.stat().st_uid, path.stat().st_gid) == owner


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    path.chmod(0o444)
    _, before = snapshot(path)
    with pytest.raises(SaveFailed, match="read-only") as caught:
        saved(before)
    assert (caught.value.code, caught.value.exit_code) == ("OKR944", 3)
    assert path.read_bytes() == OLD


def test_a_folder_of_backups_that_is_a_file_stops_the_save(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    (tmp_path / FOLDER).write_bytes(b"a file")
    _, before = snapshot(path)
    with pytest.raises(SaveFailed, match="no backup can be kept"):
        saved(before)
    assert path.read_bytes() == OLD
    assert litter_in(tmp_path) == []


@posix
def test_a_folder_of_backups_that_leads_away_is_not_followed(tmp_path: Path) -> None:
    home, away = tmp_path / "home", tmp_path / "away"
    home.mkdir()
    away.mkdir()
    path = book_in(home)
    (home / FOLDER).symlink_to(away)
    _, before = snapshot(path)
    with pytest.raises(SaveFailed):
        saved(before)
    assert names_in(away) == []


@pytest.mark.parametrize("stem", ["b", "q" * 250, "ü" * 125, "a b 'c' [1] $x"])
def test_odd_names_can_be_saved(stem: str, tmp_path: Path) -> None:
    path = book_in(tmp_path, f"{stem}.xlsx")
    for number in range(5):
        _, before = snapshot(path)
        saved(before, NEW + bytes([number]), number)
    assert len(backups_in(tmp_path)) == 3


def test_long_names_that_begin_alike_keep_their_own_backups(tmp_path: Path) -> None:
    one, two = (book_in(tmp_path, "q" * 240 + letter + ".xlsx") for letter in "12")
    for path in (one, two):
        for number in range(4):
            _, before = snapshot(path)
            saved(before, NEW + bytes([number]), number)
    assert len(backups_in(tmp_path)) == 6
