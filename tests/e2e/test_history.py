"""`okrsheet history` as people run it, and what close, new and insights do with a history."""

import csv
import json
import sqlite3
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Final

import pandas as pd
import pytest

import okrsheet
from okrsheet.core.closed_export import COLUMNS
from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.core.model import CheckIn
from okrsheet.sources import history_export
from okrsheet.sources.history_import import import_history
from okrsheet.sources.history_store import closed_quarters
from tests.books import workbook
from tests.closed_books import put, quarter
from tests.commands import run
from tests.e2e.test_close import DECIDED, END, open_book
from tests.small_plan import small_plan

WAY_OUT: Final = "Open it in Excel and save it as Excel Workbook (.xlsx)."


def spring() -> ClosedQuarter:
    first = quarter()
    return quarter("2027-Q2", score=0.4, start=first.end + timedelta(1))


@pytest.fixture
def books(tmp_path: Path) -> Path:
    put(tmp_path, "q1.xlsx", quarter())
    put(tmp_path, "q2.xlsx", spring())
    return tmp_path


@pytest.fixture
def history(books: Path) -> Path:
    import_history(str(books / "okrsheet-history.sqlite"), [str(books)], now_ns=0)
    return books


def test_a_copy_of_a_workbook_with_stages_is_the_same_quarter(tmp_path: Path) -> None:
    """A history keeps no number of stages, and must not take two for it."""
    book, copy = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book.write_bytes(open_book())
    assert run("close", str(book), *DECIDED).returncode == 0
    assert run("history", "import", ".", cwd=tmp_path).returncode == 0
    copy.write_bytes(book.read_bytes())
    again = run("history", "import", ".", cwd=tmp_path)
    assert (again.returncode, again.stdout.splitlines()[1]) == (0, "  b.xlsx: the same as a.xlsx")


def test_a_folder_is_imported_and_what_is_not_taken_is_told(books: Path) -> None:
    (books / "budget.xlsx").write_bytes(b"a;b")
    done = run("history", "import", ".", cwd=books)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "2 quarters taken into ./okrsheet-history.sqlite:",
        "  q1.xlsx: 2027-Q1 of Acme",
        "  q2.xlsx: 2027-Q2 of Acme",
        "Left out:",
        f"  budget.xlsx: this is text (CSV?). {WAY_OUT}",
    ]
    (books / "budget.xlsx").unlink()
    again = run("history", "import", ".", cwd=books)
    assert (again.returncode, again.stdout) == (0, "Nothing new.\n2 workbooks unchanged.\n")


def test_many_quarters_are_not_all_listed(tmp_path: Path) -> None:
    for year in range(2001, 2031):
        put(tmp_path, f"{year}.xlsx", quarter(f"{year}-Q1"))
    told = run("history", "import", ".", cwd=tmp_path).stdout.splitlines()
    assert told[0] == "30 quarters taken into ./okrsheet-history.sqlite:"
    assert told[-1] == "  and 10 more"
    assert len(told) == 22


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(
            ("import", "nowhere"), "OKR808: nowhere: there is no such folder", id="import"
        ),
        pytest.param(("show", "nowhere"), "OKR800: nowhere: there is no history here", id="show"),
        pytest.param(
            ("show", "--team", "Legal"),
            "no team 'Legal' in the history. Teams: Company, Sales.",
            id="team",
        ),
        pytest.param(("export", "nowhere", "--csv", "x"), "OKR800", id="export"),
    ],
)
def test_what_makes_no_sense_is_told(history: Path, words: tuple[str, ...], told: str) -> None:
    done = run("history", *words, cwd=history)
    assert done.returncode == 2
    assert told in done.stderr


def test_two_histories_are_refused_with_the_way_out(history: Path) -> None:
    put(history, "z.xlsx", quarter(score=0.1))
    refused = run("history", "import", ".", cwd=history)
    assert refused.returncode == 3
    assert "z.xlsx and q1.xlsx both close 2027-Q1" in refused.stderr
    done = run("history", "import", "z.xlsx", "--replace", cwd=history)
    assert "z.xlsx: 2027-Q1 of Acme, in the place of q1.xlsx" in done.stdout


def test_teams_that_replace_would_lose_are_named(history: Path) -> None:
    put(history, "z.xlsx", quarter(teams=("Sales",)))
    refused = run("history", "import", "z.xlsx", "--replace", cwd=history)
    assert refused.returncode == 3
    assert "z.xlsx in the place of q1.xlsx: 2027-Q1 loses Company" in refused.stderr
    done = run("history", "import", "z.xlsx", "--replace", "--drop", "Company", cwd=history)
    assert "z.xlsx: 2027-Q1 of Acme, in the place of q1.xlsx" in done.stdout


def test_moved_and_copied_files_are_told(history: Path) -> None:
    (history / "q1.xlsx").rename(history / "first.xlsx")
    put(history, "copy.xlsx", spring())
    told = run("history", "import", ".", cwd=history).stdout
    assert "first.xlsx: 2027-Q1 of Acme, before in q1.xlsx" in told
    assert "copy.xlsx: the same as q2.xlsx" in told


def test_quarters_and_scores_are_shown(history: Path) -> None:
    assert run("history", "show", cwd=history).stdout.splitlines() == [
        "Acme",
        "2027-Q1: 2027-01-01 to 2027-03-31, closed 2027-04-02",
        "  0.70  Company  O0  Be first 0",
        "  0.70  Sales    O1  Be first 1",
        "  2 key results: Hit 2",
        "",
        "2027-Q2: 2027-04-01 to 2027-06-29, closed 2027-07-01",
        "  0.40  Company  O0  Be first 0",
        "  0.40  Sales    O1  Be first 1",
        "  2 key results: Hit 2",
    ]
    own = run("history", "show", "--team", "sales", cwd=history).stdout
    assert "Sales    O1" not in own
    assert "Sales  O1" in own
    assert "Company" not in own


def test_json_has_everything(history: Path) -> None:
    told = json.loads(run("history", "show", "--json", cwd=history).stdout)
    assert [each["quarter"] for each in told["quarters"]] == ["2027-Q1", "2027-Q2"]
    first = told["quarters"][0]["key_results"][0]
    assert (first["why"], first["gaps"]) == ('"Luck" & <work>', ["A2"])
    assert first["check_ins"][0] == {"day": "2027-01-01", "value": 10.0, "confidence": 7.0}


def test_tables_are_exported_as_csv(history: Path) -> None:
    assert run("history", "export", "--csv", "out", cwd=history).returncode == 0
    names = {path.name for path in (history / "out").iterdir()}
    assert names == {"quarters.csv", "objectives.csv", "key_results.csv", "check_ins.csv"}
    text = (history / "out" / "check_ins.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert len(rows) == 16
    assert rows[0] == {
        "organisation": "Acme",
        "quarter": "2027-Q1",
        "key_result": "O0.1",
        "day": "2027-01-01",
        "value": "10.0",
        "confidence": "7.0",
    }
    again = run("history", "export", "--csv", "out", cwd=history)
    assert (again.returncode, "--force" in again.stderr) == (3, True)
    assert run("history", "export", "--csv", "out", "--force", cwd=history).returncode == 0


def test_no_text_becomes_a_formula() -> None:
    made = quarter()
    bad = made.objectives[0]._replace(text="=HYPERLINK(1)", owner="-Ann")
    files = dict(history_export.csv_files([made._replace(objectives=(bad,))]))
    [row] = csv.DictReader(StringIO(files["objectives.csv"].decode("utf-8-sig")))
    assert (row["text"], row["owner"], row["score"]) == ("'=HYPERLINK(1)", "'-Ann", "0.7")


def test_parquet_says_what_it_needs(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(Exception, match=r"pyarrow.*pip install pyarrow"):
        list(history_export.parquet_files([]))


def test_parquet_holds_the_same(history: Path) -> None:
    assert run("history", "export", "--parquet", "out", cwd=history).returncode == 0
    frames = okrsheet.history_frames(history)
    for table in COLUMNS:
        found = pd.read_parquet(history / "out" / f"{table}.parquet")
        pd.testing.assert_frame_equal(found, getattr(frames, table))


def test_frames_hold_every_row(history: Path) -> None:
    found = okrsheet.history_frames(history)
    assert list(map(len, found)) == [2, 4, 4, 16]
    assert list(found.key_results["team"]) == ["", "Sales"] * 2
    assert pd.api.types.is_datetime64_any_dtype(found.quarters["closed_on"])
    assert pd.api.types.is_datetime64_any_dtype(found.check_ins["day"])
    assert list(
        okrsheet.history_frames(str(history / "okrsheet-history.sqlite")).quarters["quarter"]
    ) == [
        "2027-Q1",
        "2027-Q2",
    ]


def test_insights_read_the_history(history: Path) -> None:
    done = run("insights", str(history))
    assert done.returncode == 0
    assert done.stdout.startswith("Acme: what 2 closed quarters teach")
    assert run("insights", str(history / "empty")).returncode == 2


def test_close_keeps_the_quarter_where_a_history_is(tmp_path: Path) -> None:
    history = tmp_path
    put(history, "q2.xlsx", spring())
    import_history(str(history / "okrsheet-history.sqlite"), [str(history)], now_ns=0)
    book = history / "okrs.xlsx"
    book.write_bytes(open_book())
    done = run("close", str(book), *DECIDED)
    assert done.returncode == 0, done.stderr
    assert f"Kept in {history / 'okrsheet-history.sqlite'}" in done.stdout
    assert len(closed_quarters(str(history))) == 2


def test_close_keeps_it_in_the_history_that_is_named(tmp_path: Path) -> None:
    book = tmp_path / "okrs.xlsx"
    book.write_bytes(open_book())
    assert "Kept" not in run("close", str(book), *DECIDED).stdout
    named = tmp_path / "all.sqlite"
    done = run("close", str(book), *DECIDED, "--again", "--by", "Bo Ek", "--history", str(named))
    assert done.returncode == 0, done.stderr
    assert "Kept in" in done.stdout
    assert len(closed_quarters(str(named))) == 1


def test_a_history_that_does_not_take_it_is_told_and_the_quarter_is_closed(tmp_path: Path) -> None:
    book = tmp_path / "okrs.xlsx"
    book.write_bytes(open_book())
    (tmp_path / "okrsheet-history.sqlite").write_text("my notes")
    done = run("close", str(book), *DECIDED)
    assert done.returncode == 2
    assert "Closed: 2027-Q1" in done.stdout
    assert "The quarter is closed, but the history does not have it: " in done.stderr
    assert (tmp_path / "okrsheet-history.sqlite").read_text() == "my notes"


def test_closing_again_makes_up_for_a_history_that_did_not_take_it(tmp_path: Path) -> None:
    book, history = tmp_path / "okrs.xlsx", tmp_path / "okrsheet-history.sqlite"
    book.write_bytes(open_book())
    history.write_text("my notes")
    assert run("close", str(book), *DECIDED).returncode == 2
    history.unlink()
    again = ("close", str(book), "--again", "--history", str(history))
    assert run(*again, "--dry-run").returncode == 0
    assert not history.exists()
    done = run(*again)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].startswith("The record says all of this already.")
    assert f"Kept in {history}" in done.stdout
    assert len(closed_quarters(str(tmp_path))) == 1
    history.write_text("my notes")
    assert run(*again).returncode == 2


def test_the_real_scorecard_is_read_without_its_cells(tmp_path: Path) -> None:
    book = tmp_path / "okrs.xlsx"
    book.write_bytes(open_book())
    run("close", str(book), *DECIDED)
    from okrsheet.ooxml.guard import guard
    from okrsheet.ooxml.marked_texts import marked_texts
    from okrsheet.workbook.load import load
    from okrsheet.workbook.scorecard_json import BEGINS
    from okrsheet.workbook.scorecard_record import quarter_from

    plan = load(book).plan
    assert plan is not None
    texts = marked_texts(guard(book.read_bytes(), "q"), "Scorecard", BEGINS)
    assert texts
    assert quarter_from(texts) == plan.record


def test_targets_are_suggested_without_a_history_that_cannot_be_read(tmp_path: Path) -> None:
    book, history = tmp_path / "okrs.xlsx", tmp_path / "okrsheet-history.sqlite"
    book.write_bytes(open_book())
    run("close", str(book), *DECIDED)
    put(tmp_path, "old/q2.xlsx", spring())
    run("history", "import", str(tmp_path / "old"), "--history", str(history))
    made = ("new", "2027-Q2", "--from", str(book), "--out")
    done = run(*made, str(tmp_path / "a.xlsx"))
    assert (done.returncode, "without it" in done.stderr) == (0, False)
    history.write_text("my notes")
    done = run(*made, str(tmp_path / "b.xlsx"))
    assert (done.returncode, "Targets are suggested without it." in done.stderr) == (0, True)


def test_planning_and_the_next_quarter_suggest_the_same_target(tmp_path: Path) -> None:
    """From values of the days after the last one too, and from scores of earlier quarters."""
    plan, book = small_plan(), tmp_path / "okrs.xlsx"
    days = [date(2027, 3, 8) + timedelta(7 * week) for week in range(4)]
    lines = [CheckIn(day, "C1.2", 0.4 - 0.01 * at) for at, day in enumerate(days)]
    late = CheckIn(date(2027, 4, 2), "C1.2", 0.30)
    given = plan._replace(check_ins=(*plan.check_ins, *lines, late))
    book.write_bytes(workbook(given, as_of=END))
    words = [*DECIDED[:1], "C1.2=Revise", *DECIDED[2:], "--as-of", "2027-04-05"]
    assert run("close", str(book), *words).returncode == 0
    easy = quarter("2026-Q4", teams=("",) * 5, score=1.0, start=date(2026, 10, 1))
    put(tmp_path, "old/q4.xlsx", easy)
    history = tmp_path / "okrsheet-history.sqlite"

    def suggested() -> tuple[str, str]:
        new = tmp_path / "new.xlsx"
        told = run("new", "2027-Q2", "--from", str(book), "--out", str(new), "--force").stdout
        listed = told[told.index("C1.2") :].partition("Suggested: ")[2]
        meeting = run("planning", str(new), "--from", str(book), "--dry-run").stdout
        shown = " ".join(meeting.split()).partition("Suggested target: ")[2]
        return listed.partition(" (")[0], shown.partition(" (")[0]

    before = suggested()
    assert before[0] == before[1]
    run("history", "import", str(tmp_path / "old"), "--history", str(history))
    after = suggested()
    assert after[0] == after[1] != before[0]


def test_any_program_may_read_the_tables(history: Path) -> None:
    with sqlite3.connect(history / "okrsheet-history.sqlite") as base:
        found = base.execute(
            "SELECT q.name, k.id, c.value FROM check_ins c JOIN key_results k "
            "ON k.quarter = c.quarter AND k.place = c.key_result "
            "JOIN quarters q ON q.number = k.quarter ORDER BY c.day LIMIT 1"
        ).fetchone()
    base.close()
    assert found == ("2027-Q1", "O0.1", 10.0)
