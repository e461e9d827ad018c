"""`okrsheet pack` and `okrsheet merge` as people run them."""

import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from okrsheet.workbook.load import load
from tests import books
from tests.books import Book
from tests.commands import COMMAND, environment, run
from tests.packs import OWNER, book_for_packs, filled, packed
from tests.saving.versions import excel_sign
from tests.unit import plain_book

SAID = {"C1.1": {"Value": books.number(330)}, "S1.4": {"Value": books.text("No")}}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Our OKRs.xlsx"
    path.write_bytes(book_for_packs())
    return path


@pytest.fixture
def pack(book: Path) -> Path:
    """A pack made by the command and filled in."""
    path = book.with_name("ann.xlsx")
    done = run("pack", str(book), "--owner", "ann lee", "--out", str(path))
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"Made {path} with 8 key results of {OWNER}\n"
    path.write_bytes(filled(path.read_bytes(), SAID))
    return path


def lines(book: Path) -> list[tuple[str, object]]:
    plan = load(book).plan
    assert plan is not None
    return [(line.key_result_id, line.value) for line in plan.check_ins]


def test_another_spelling_of_an_owner_is_the_same_person(book: Path, pack: Path) -> None:
    made = Book(book.read_bytes())
    made.type_in("Key Results", "Owner", 1, books.text("ANN  lee"))
    book.write_bytes(made.data)
    done = run("merge", str(book), str(pack))
    assert f"{OWNER} has still to report C1.2, S1.1, S1.2, S1.3, X1.1, X1.2." in done.stdout
    assert done.stdout.count("has still to report") == 1


def test_there_and_back(book: Path, pack: Path) -> None:
    before = book.read_bytes()
    done = run("merge", str(book), str(pack))
    assert done.returncode == 0, done.stderr
    told = done.stdout.splitlines()
    assert told[0].startswith("ann.xlsx, Check-in!H6: C1.1 330 of 360 clients (expected 340): ")
    assert told[1].startswith("ann.xlsx, Check-in!H11: S1.4 No: ")
    assert f"{OWNER} has still to report C1.2, S1.1, S1.2, S1.3, X1.1, X1.2." in done.stdout
    assert lines(book)[-2:] == [("C1.1", 330.0), ("S1.4", False)]
    assert "already show" in run("refresh", str(book)).stdout
    kept = [each.read_bytes() for each in (book.parent / ".okrsheet-backup").iterdir()]
    assert kept == [before]
    merged = book.read_bytes()
    again = run("merge", str(book), str(pack), str(pack))
    assert again.returncode == 0
    assert "was reported like this for 2027-03-10 already" in again.stdout
    assert "Nothing was written." in again.stdout
    assert book.read_bytes() == merged


def test_what_is_reported_is_not_asked_for_again(book: Path, pack: Path) -> None:
    run("merge", str(book), str(pack))
    done = run("pack", str(book), "--owner", OWNER, "--out", str(pack), "--force")
    assert "with 6 key results" in done.stdout
    assert "The file that was there is kept as" in done.stdout


def test_a_conflict_is_told_and_somebody_chooses(book: Path, pack: Path) -> None:
    run("checkin", str(book), "--kr", "C1.1", "--value", "333")
    done = run("merge", str(book), str(pack))
    assert done.returncode == 1
    assert (
        "C1.1 was reported for 2027-03-10 already, value 333, not 330: use --theirs" in done.stderr
    )
    assert lines(book)[-2:] == [("C1.1", 333.0), ("S1.4", False)]
    before = book.read_bytes()
    ours = run("merge", str(book), str(pack), "--ours")
    assert (ours.returncode, book.read_bytes()) == (0, before)
    assert "Left as it is: C1.1" in ours.stdout
    theirs = run("merge", str(book), str(pack), "--theirs")
    assert theirs.returncode == 0, theirs.stderr
    assert lines(book)[-2:] == [("C1.1", 330.0), ("S1.4", False)]
    assert run("merge", str(book), str(pack), "--theirs", "--ours").returncode == 2


def test_a_stage_done_on_another_day_is_told_and_somebody_chooses(book: Path, pack: Path) -> None:
    pack.write_bytes(filled(packed(), {"X1.1": {"Stage done": books.text("Pilot")}}))
    run("checkin", str(book), "--kr", "X1.1", "--stage", "Pilot", "--done", "2027-03-09")
    before = book.read_bytes()
    done = run("merge", str(book), str(pack))
    assert (done.returncode, book.read_bytes()) == (1, before)
    told = "X1.1 has 'Pilot' done on 2027-03-09, not 2027-03-10: use --theirs"
    assert told in done.stderr
    ours = run("merge", str(book), str(pack), "--ours")
    assert (ours.returncode, book.read_bytes()) == (0, before)
    assert "Left as it is: X1.1" in ours.stdout
    theirs = run("merge", str(book), str(pack), "--theirs")
    assert theirs.returncode == 0, theirs.stderr
    plan = load(book).plan
    assert plan is not None
    assert [stage.done for stage in plan.stages[1:2]] == [date(2027, 3, 10)]


def test_a_dry_run_writes_nothing(book: Path, pack: Path) -> None:
    before = book.read_bytes()
    done = run("merge", str(book), str(pack), "--dry-run")
    assert done.returncode == 0
    assert "would be: C1.1 330 of 360" in done.stdout
    assert book.read_bytes() == before


def test_one_pack_that_does_not_fit_stops_all(book: Path, pack: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    assert run("new", "2027-Q2", "--example", "--out", str(tmp_path / "q2.xlsx")).returncode == 0
    words = ("--owner", "Jonas Brandt", "--date", "2027-06-01", "--out", str(other))
    assert run("pack", str(tmp_path / "q2.xlsx"), *words).returncode == 0
    before = book.read_bytes()
    done = run("merge", str(book), str(pack), str(other))
    assert done.returncode == 2
    assert "OKR939" in done.stderr
    assert "this pack is for another quarter: 2027-Q2, not 2027-Q1" in done.stderr
    assert run("merge", str(book), str(book)).returncode == 2
    assert run("merge", str(book), str(tmp_path / "none.xlsx")).returncode == 2
    assert book.read_bytes() == before


def test_an_open_workbook_is_left_alone(book: Path, pack: Path) -> None:
    before = book.read_bytes()
    (book.parent / f"~${book.name}").write_bytes(excel_sign("Ann Lee"))
    assert run("merge", str(book), str(pack)).returncode == 4
    assert run("pack", str(book), "--owner", OWNER, "--out", str(pack), "--force").returncode == 0
    assert book.read_bytes() == before


def test_packs_are_made_from_our_workbooks_only(tmp_path: Path) -> None:
    plain = tmp_path / "plain.xlsx"
    plain.write_bytes(plain_book.book(plain_book.tabs()))
    done = run("pack", str(plain), "--owner", OWNER, "--out", str(tmp_path / "p.xlsx"))
    assert (done.returncode, (tmp_path / "p.xlsx").exists()) == (3, False)


def test_names_and_places_of_packs(book: Path) -> None:
    done = run("pack", str(book), "--owner", OWNER, cwd=book.parent)
    assert done.stdout.startswith("Made check-in-ann-lee-2027-03-10.xlsx with 8")
    assert run("pack", str(book), "--owner", OWNER, cwd=book.parent).returncode == 3
    assert "Is it Ann Lee?" in run("pack", str(book), "--owner", "Ann").stderr
    assert run("pack", str(book), "--owner", OWNER, "--out", "x.csv").returncode == 2
    late = run("pack", str(book), "--owner", OWNER, "--date", "2026-12-01", cwd=book.parent)
    assert late.returncode == 0
    assert "The quarter starts on 1 Jan 2027: nothing is due yet. No file" in late.stdout


@pytest.mark.slow
def test_merges_and_check_ins_at_the_same_time_lose_nothing(book: Path, pack: Path) -> None:
    before = lines(book)
    second = book.with_name("second.xlsx")
    second.write_bytes(filled(packed(), {"X1.2": {"Value": books.number(4)}}))
    jobs = (
        ("merge", str(book), str(pack)),
        ("merge", str(book), str(second)),
        ("checkin", str(book), "--kr", "S1.2", "--value", "91"),
        ("checkin", str(book), "--kr", "S1.3", "--value", "90"),
    )
    running = [
        subprocess.Popen(
            [*COMMAND, *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment(),
        )
        for words in jobs
    ]
    for process in running:
        _, told = process.communicate(timeout=120)
        assert process.returncode == 0, told
    new = [("C1.1", 330.0), ("S1.4", False), ("X1.2", 4.0), ("S1.2", 91.0), ("S1.3", 90.0)]
    assert Counter(lines(book)[len(before) :]) == Counter(new)
    assert "already show" in run("refresh", str(book)).stdout


def test_the_validator_finds_nothing(
    book: Path, pack: Path, sdk_errors: Callable[..., list[str]]
) -> None:
    before = Counter(sdk_errors(book))
    assert sdk_errors(pack) == []
    assert run("merge", str(book), str(pack)).returncode == 0
    assert not Counter(sdk_errors(book)) - before
