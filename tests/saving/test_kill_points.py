"""Every command that writes, ended and disturbed at every call by which it changes a folder."""

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Final

import pytest

from okrsheet.ooxml.backup_names import FOLDER
from okrsheet.ooxml.snapshot import digest
from tests import books
from tests.books import Book
from tests.older import older
from tests.packs import book_for_packs, filled, packed
from tests.saving.points import BOOK, Command, Runner, build_shim, faults
from tests.small_plan import closed_book, next_book, small_book
from tests.unit.tiny_book import tiny_book

pytestmark = pytest.mark.slow

FEWEST: Final = 20
SAID: Final = {"C1.1": {"Value": books.number(330)}}
KEPT: Final = f"{FOLDER}/book.20270105T091200.000000Z.before-test.{{}}.xlsx"
TABLE: Final = b"Objective,Key result,Start,Target\nWin more,Partners,3,9\n"
OLD: Final = tiny_book('<row r="1"><c r="A1"><v>1</v></c></row>')
NEW: Final = tiny_book('<row r="1"><c r="A1"><v>2</v></c></row>')


@pytest.fixture(scope="module")
def runners(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Runner]]:
    if sys.platform != "linux":
        pytest.skip("the shim is for Linux")
    if not shutil.which("cc"):
        if os.environ.get("CI"):
            pytest.fail("no C compiler: apt-get install gcc libc6-dev")
        pytest.skip("no C compiler")
    shim = build_shim(tmp_path_factory.mktemp("shim"))
    made = [Runner(shim, tmp_path_factory.mktemp("points").resolve()) for _ in range(2)]
    yield made
    for each in made:
        each.close()


def hurt() -> bytes:
    """A workbook with a formula pasted over."""
    book = Book(small_book())
    book.type_in("Key Results", "Score", 0, books.number(0.123))
    return book.data


def stale() -> bytes:
    """A workbook with a new target and nothing computed since."""
    book = Book(small_book())
    book.type_in("Key Results", "Target", 0, books.number(500))
    return book.data


def commands() -> dict[str, Command]:
    backup = {KEPT.format(digest(NEW)[:12]): NEW}
    replace = ("replace", "{book}", "{book}.next")
    versions = {BOOK: OLD, f"{BOOK}.next": NEW}
    new = ("okrsheet", "new", "2027-Q2", "--out", "{book}")
    ends = ("--from", "{book}.old.xlsx", "--not-closed", "--undecided", "continue")
    kept = (*new, *ends, "--keep-layout")
    restore = ("okrsheet", "backups", "restore", "{book}")
    refresh = ("okrsheet", "refresh", "{book}")
    repair = ("okrsheet", "doctor", "{book}", "--repair")
    reset = ("okrsheet", "reset", "{book}", "--start", "2027-02-01")
    agenda = ("okrsheet", "agenda", "{book}", "review", "--as-of", "2026-06-29")
    planning = ("okrsheet", "planning", "{book}", "--from", "{book}.old")
    publish = ("okrsheet", "publish", "{book}")
    decided = ("--undecided", "--value", "C1.2=0.3", "--by", "Ann")
    close = ("okrsheet", "close", "{book}", "--as-of", "2027-04-01", *decided)
    report = ("okrsheet", "checkin", "{book}", "--kr", "C1.1", "--value", "330")
    into = ("okrsheet", "import", "{book}.csv", "--to", "{book}", "--yes")
    return {
        "save": Command(replace, versions),
        "save where files cannot be exchanged": Command(replace, versions, "exchange"),
        "save where files have one name": Command(replace, versions, "exchange link"),
        "backups restore": Command(restore, {BOOK: OLD, **backup}),
        "backups restore, workbook gone": Command(restore, backup),
        "new": Command(new, {}),
        "new where files have one name": Command(new, {}, "exchange link"),
        "new --force": Command((*new, "--force"), {BOOK: OLD}, quick=False),
        "new --from": Command((*new, *ends), {f"{BOOK}.old.xlsx": small_book()}),
        "refresh": Command(refresh, {BOOK: stale()}, quick=False),
        "new --keep-layout": Command(kept, {f"{BOOK}.old.xlsx": small_book()}),
        "upgrade": Command(("okrsheet", "upgrade", "{book}"), {BOOK: older().data}, quick=False),
        "doctor --repair": Command(repair, {BOOK: hurt()}, quick=False),
        "reset": Command(reset, {BOOK: small_book()}, quick=False),
        "agenda": Command(agenda, {BOOK: small_book()}, quick=False),
        "planning": Command(
            planning, {BOOK: next_book(), f"{BOOK}.old": closed_book()}, quick=False
        ),
        "publish": Command(publish, {BOOK: small_book()}, quick=False),
        "close": Command(close, {BOOK: small_book()}, quick=False),
        "checkin": Command(report, {BOOK: small_book()}, quick=False),
        "import": Command(into, {BOOK: small_book(), f"{BOOK}.csv": TABLE}, quick=False),
        "import, new": Command((*into, "--quarter", "2027-Q1"), {f"{BOOK}.csv": TABLE}),
        "merge": Command(
            ("okrsheet", "merge", "{book}", "{book}.pack"),
            {BOOK: book_for_packs(), f"{BOOK}.pack": filled(packed(), SAID)},
            quick=False,
        ),
    }


@pytest.mark.parametrize("name", list(commands()))
def test_no_version_is_ever_damaged_or_lost(name: str, runners: list[Runner]) -> None:
    tally, wrong = faults(runners, commands()[name])
    assert wrong == [], "\n".join(wrong)
    assert tally.total() >= FEWEST


def test_a_program_that_writes_over_the_file_would_be_found_out(runners: list[Runner]) -> None:
    command = Command(("careless", "{book}", "{book}.next"), {BOOK: OLD, f"{BOOK}.next": NEW})
    _, wrong = faults(runners, command)
    assert any("the workbook is damaged" in each for each in wrong)
