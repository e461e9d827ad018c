"""A command that adds to a workbook does it again where somebody saved meanwhile."""

import itertools
from argparse import Namespace
from pathlib import Path

import pytest

from okrsheet.commands import again
from okrsheet.ooxml.save_errors import Conflict
from okrsheet.workbook.checking_in import CheckedIn
from tests.books import Book, text
from tests.small_plan import small_book


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Namespace:
    path = tmp_path / "book.xlsx"
    path.write_bytes(small_book())
    monkeypatch.setattr(again, "_LONGEST_PAUSE", again._SHORTEST_PAUSE)
    return Namespace(book=str(path), wait=0, dry_run=False, saving=False)


def renamed(data: bytes, name: str) -> bytes:
    book = Book(data)
    book.setting("Organisation", text(name))
    return book.data


def test_it_adds_to_what_somebody_saved_meanwhile(words: Namespace) -> None:
    others = iter(["Bo", "Cy"])
    seen: list[bytes] = []

    def make(data: bytes, _name: str) -> CheckedIn:
        seen.append(data)
        for other in others:
            Path(words.book).write_bytes(renamed(data, other))
            break
        return CheckedIn(renamed(data, "Ann"))

    made, backup = again.added(words, make, "test")
    assert len(seen) == 3
    assert backup is not None
    assert backup.read_bytes() == seen[-1] == renamed(small_book(), "Cy")
    assert Path(words.book).read_bytes() == made.data


def test_it_ends_where_somebody_saves_all_the_time(
    words: Namespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = 0
    seconds = itertools.count(step=20.0)  # of 60: the fourth try is the last
    monkeypatch.setattr("time.monotonic", lambda: next(seconds))

    def make(data: bytes, _name: str) -> CheckedIn:
        nonlocal tries
        tries += 1
        Path(words.book).write_bytes(renamed(data, f"Bo {tries}"))
        return CheckedIn(renamed(data, "Ann"))

    with pytest.raises(Conflict):
        again.added(words, make, "test")
    assert tries == 4
    assert Path(words.book).read_bytes() == renamed(small_book(), f"Bo {tries}")


def test_what_changes_nothing_is_not_saved(words: Namespace) -> None:
    before = Path(words.book).stat()
    assert again.added(words, lambda data, _: CheckedIn(data), "test")[1] is None
    words.dry_run = True
    made, backup = again.added(words, lambda data, _: CheckedIn(renamed(data, "A")), "test")
    assert (made.data != small_book(), backup) == (True, None)
    assert Path(words.book).stat().st_mtime_ns == before.st_mtime_ns
