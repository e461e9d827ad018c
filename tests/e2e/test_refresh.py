"""`okrsheet refresh` and `okrsheet doctor` as people run them."""

import json
import os
import re
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.table import Table

from tests import books
from tests.books import Book
from tests.commands import COMMAND, environment, run
from tests.small_plan import AS_OF, small_book, small_plan


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook somebody has worked with: a new target, nothing computed since."""
    made = Book(small_book())
    made.type_in("Key Results", "Target", 0, books.number(500))
    path = tmp_path / "Our OKRs.xlsx"
    path.write_bytes(made.data)
    return path


def damaged(path: Path, header: str, content: str) -> str:
    made = Book(path.read_bytes())
    place = made.type_in("Key Results", header, 0, content)
    path.write_bytes(made.data)
    return place


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def backups(path: Path) -> list[Path]:
    return [each for each in path.parent.rglob("*.xlsx") if each != path]


def test_refresh_stores_what_formulas_show_and_keeps_the_version_before(book: Path) -> None:
    before = book.read_bytes()
    done = run("refresh", str(book))
    assert done.returncode == 0, done.stderr
    assert " computed cells and 2 charts changed." in done.stdout
    assert [each.read_bytes() for each in backups(book)] == [before]
    again = run("refresh", str(book))
    assert "already show what they should" in again.stdout
    assert len(backups(book)) == 1


def test_refresh_touches_no_other_part(book: Path) -> None:
    before = members(book)
    run("refresh", str(book))
    after = members(book)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed
    places = ("xl/worksheets/sheet", "xl/charts/chart")
    assert all(name.startswith(places) for name in changed - {"xl/workbook.xml"})


def test_a_dry_run_lists_the_cells_and_writes_nothing(book: Path) -> None:
    before = book.read_bytes()
    done = run("refresh", str(book), "--dry-run")
    assert done.returncode == 0
    assert "Key Results!" in done.stdout
    assert " -> " in done.stdout
    assert "would change. Nothing was written." in done.stdout
    assert book.read_bytes() == before
    assert backups(book) == []


def test_lines_an_audit_lacks_are_told_and_added(tmp_path: Path) -> None:
    few = {**books.SPARE, "tblAudit": -5, "tblAuditSummary": -3}
    path = tmp_path / "short.xlsx"
    path.write_bytes(books.workbook(small_plan(), as_of=AS_OF, spare=few))
    assert "Audit!A4: warning OKR065: 3 lines are missing here" in run("check", str(path)).stdout
    foretold = run("refresh", str(path), "--dry-run").stdout
    assert "3 lines to Audit and 1 line to Audit Summary would be added; " in foretold
    assert "OKR065" in run("check", str(path)).stdout
    told = json.loads(run("refresh", str(path), "--dry-run", "--json").stdout)
    assert told["lines"] == {"Audit": 3, "Audit Summary": 1}
    done = run("refresh", str(path)).stdout
    assert "3 lines to Audit and 1 line to Audit Summary added; " in done
    assert "OKR065" not in run("check", str(path)).stdout
    assert "already show" in run("refresh", str(path)).stdout


def test_refresh_as_json(book: Path) -> None:
    told = json.loads(run("refresh", str(book), "--dry-run", "--json").stdout)
    assert told["format"] == 1
    assert {"sheet", "cell", "header", "old", "new"} == set(told["changes"][0])


def test_refresh_for_another_day_shows_that_day(book: Path) -> None:
    made = Book(book.read_bytes())
    made.setting("As of", books.blank())
    book.write_bytes(made.data)
    run("refresh", str(book), "--as-of", "2027-01-10")
    assert "already show" in run("refresh", str(book), "--as-of", "2027-01-10").stdout
    assert "already show" not in run("refresh", str(book), "--as-of", "2027-03-10").stdout


def test_a_day_named_in_settings_counts_as_it_does_for_the_formulas(book: Path) -> None:
    run("refresh", str(book))
    assert "already show" in run("refresh", str(book), "--as-of", "2027-03-10").stdout


def test_an_open_workbook_is_left_alone(book: Path) -> None:
    before = book.read_bytes()
    name = "Ann Lee"
    owner = bytes([len(name)]) + name.encode() + b" " * (54 - len(name))
    owner += len(name).to_bytes(2, "little") + name.encode("utf-16-le")
    (book.parent / f"~${book.name}").write_bytes(owner.ljust(165, b" "))
    done = run("refresh", str(book))
    assert done.returncode == 4
    assert "Ann Lee" in done.stderr
    assert book.read_bytes() == before
    assert run("refresh", str(book), "--dry-run").returncode == 0


def test_what_is_no_workbook_of_ours_is_not_refreshed(tmp_path: Path) -> None:
    path = tmp_path / "notes.xlsx"
    path.write_bytes(b"Just text")
    assert run("refresh", str(path)).returncode == 2
    assert path.read_bytes() == b"Just text"


def test_the_doctor_says_what_is_wrong_and_writes_nothing(book: Path) -> None:
    place = damaged(book, "Score", books.number(0.9))
    before = book.read_bytes()
    done = run("doctor", str(book))
    assert done.returncode == 1
    assert place in done.stdout
    assert "--repair: " in done.stdout
    assert book.read_bytes() == before


def test_the_doctor_repairs_and_keeps_the_version_before(book: Path) -> None:
    place = damaged(book, "Score", books.number(0.9))
    before = book.read_bytes()
    done = run("doctor", str(book), "--repair")
    assert f"Repaired {place}: the formula of Score is back" in done.stdout
    assert [each.read_bytes() for each in backups(book)] == [before]
    assert place not in run("doctor", str(book)).stdout
    assert "already show" in run("refresh", str(book)).stdout


def test_one_repair_uncovers_the_next(book: Path) -> None:
    made = Book(book.read_bytes())
    made.setting("Last day", books.text("31.03.2027"))
    made.type_in("Check-ins", "KR", 0, books.text("c1-1"))
    book.write_bytes(made.data)
    done = run("doctor", str(book), "--repair", "--locale", "de")
    assert "'31.03.2027' becomes 2027-03-31" in done.stdout
    assert "'c1-1' becomes C1.1" in done.stdout
    assert run("check", str(book)).returncode in (0, 1)


def test_a_healthy_workbook_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "new.xlsx"
    run("new", "2027-Q1", "--out", str(path))
    done = run("doctor", str(path))
    assert done.stdout == "Nothing is wrong with this file.\n"
    assert done.returncode == 0
    before = path.read_bytes()
    assert "Nothing was written." in run("doctor", str(path), "--repair").stdout
    assert path.read_bytes() == before


def test_a_locale_nobody_knows_is_said(book: Path) -> None:
    done = run("doctor", str(book), "--locale", "german")
    assert done.returncode == 2
    assert "german is no locale okrsheet knows" in done.stderr


def test_a_workbook_of_somebody_else_is_read_and_never_written(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "KeyResults"
    for row in (("KR ID", "Key Result", "Start", "Target", "Current"), ("K1", "Win", 0, 9, 3)):
        sheet.append(row)
    sheet.add_table(Table(displayName="tblKeyResults", ref="A1:E2"))
    book.save(path)
    before = path.read_bytes()
    for words in (("refresh", str(path)), ("doctor", str(path), "--repair")):
        done = run(*words)
        assert done.returncode == 3
        assert "was not made by okrsheet" in done.stderr
    assert "--repair" not in run("doctor", str(path)).stdout
    assert path.read_bytes() == before


def with_an_old_chart(path: Path) -> str:
    """Let a chart of a refreshed workbook keep an old value; give its part."""
    run("refresh", str(path))
    part = next(name for name in members(path) if name.startswith("xl/charts/chart"))
    made = Book(path.read_bytes())
    old = re.findall(r"<(?:c:)?v>[\d.]+</(?:c:)?v>", made.xml(part))[-1]
    made.change(part, old, re.sub(r">[\d.]+<", ">77<", old))
    path.write_bytes(made.data)
    return part


def test_a_chart_that_alone_shows_old_values_is_told(book: Path) -> None:
    part = with_an_old_chart(book)
    before = book.read_bytes()
    foretold = run("refresh", str(book), "--dry-run").stdout
    assert part in foretold
    assert " computed cells and 1 chart would change. Nothing was written." in foretold
    assert book.read_bytes() == before
    done = run("refresh", str(book))
    assert done.returncode == 0
    assert done.stdout.startswith("0 of ")
    assert " computed cells and 1 chart changed.\nThe version before: " in done.stdout
    assert "Nothing was written" not in done.stdout
    assert "already show" in run("refresh", str(book)).stdout


def test_charts_stand_in_the_json(book: Path) -> None:
    part = with_an_old_chart(book)
    told = json.loads(run("refresh", str(book), "--json").stdout)
    assert told == {
        "format": 1,
        "changes": [],
        "charts": [part],
        "lines": {},
        "offered": [],
        "cleared": 0,
    }
    assert json.loads(run("refresh", str(book), "--json").stdout)["charts"] == []


@pytest.mark.parametrize("words", [(), ("--dry-run",), ("--json",)], ids=["", "dry run", "json"])
def test_values_left_alone_where_they_count_give_1(words: tuple[str, ...], book: Path) -> None:
    made = Book(book.read_bytes())
    place = made.type_in("Key Results", "Score", 0, books.formula("0.5+0.4", "0.9"))
    book.write_bytes(made.data)
    done = run("refresh", str(book), *words)
    assert done.returncode == 1
    assert f"{place}: warning OKR008" in done.stderr
    assert "error OKR063" in done.stderr
    assert done.stdout


def test_a_result_nobody_can_hear_of_is_saved_all_the_same(book: Path) -> None:
    made = Book(book.read_bytes())
    made.type_in("Key Results", "Score", 0, books.formula("0.5+0.4", "0.9"))
    book.write_bytes(made.data)
    before = book.read_bytes()
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*COMMAND, "refresh", str(book)],
        stdout=writing,
        stderr=writing,
        env=environment(),
        check=False,
    )
    os.close(writing)
    assert done.returncode == 1
    assert book.read_bytes() != before


def test_a_workbook_reserved_for_somebody_is_not_changed(book: Path) -> None:
    made = Book(book.read_bytes())
    place = "<workbookPr"
    reserved = (
        '<fileSharing readOnlyRecommended="1" userName="Ann Lee" reservationPassword="CC1A"/>'
    )
    made.change("xl/workbook.xml", place, reserved + place)
    book.write_bytes(made.data)
    for words in (("refresh", str(book)), ("doctor", str(book), "--repair")):
        done = run(*words)
        assert done.returncode == 3
        assert "has a password for changing it: Ann Lee" in done.stderr
    assert book.read_bytes() == made.data
    assert run("check", str(book)).returncode in (0, 1)


MONDAY = date(2027, 3, 1)


@pytest.fixture
def running(tmp_path: Path) -> Path:
    """A published quarter on the Monday after its last check-ins."""
    plan = small_plan()._replace(published=date(2027, 1, 4))
    path = tmp_path / "running.xlsx"
    path.write_bytes(books.workbook(plan, as_of=MONDAY))
    return path


def test_the_check_ins_of_the_week_are_prepared(running: Path) -> None:
    before = running.read_bytes()
    tried = run("refresh", str(running), "--dry-run")
    assert "Check-ins: 2027-03-01 C1.1, to be filled in\n" in tried.stdout
    assert "8 check-ins of this week would be prepared; " in tried.stdout
    assert "would change. Nothing was written." in tried.stdout
    assert running.read_bytes() == before
    done = run("refresh", str(running))
    assert done.returncode == 0, done.stderr
    assert "8 check-ins of this week prepared; " in done.stdout
    again = run("refresh", str(running))
    assert "already show what they should" in again.stdout
    made = Book(running.read_bytes())
    made.setting("As of", books.day(date(2027, 4, 2)))
    running.write_bytes(made.data)
    told = json.loads(run("refresh", str(running), "--json").stdout)
    assert (told["offered"], told["cleared"]) == ([], 8)


def test_prepared_check_ins_stand_in_the_json(running: Path) -> None:
    told = json.loads(run("refresh", str(running), "--dry-run", "--json").stdout)
    assert told["offered"][0] == {"day": "2027-03-01", "key_result": "C1.1"}
    assert len(told["offered"]) == 8


def test_prepared_check_ins_that_are_taken_out_are_told(running: Path) -> None:
    run("refresh", str(running))
    made = Book(running.read_bytes())
    made.setting("Quarter closed", books.text("Yes"))
    running.write_bytes(made.data)
    done = run("refresh", str(running))
    assert "8 prepared check-ins taken out; " in done.stdout
