"""`okrsheet close` as people run it."""

import os
import subprocess
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from okrsheet.core.closed_quarter import ClosedKeyResult
from okrsheet.core.model import CheckIn, Plan
from okrsheet.core.words import Band, Carry
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.load import load
from okrsheet.workbook.rewrite import refreshed
from tests import books
from tests.books import Book
from tests.commands import COMMAND, environment, run
from tests.engines.package_lint import lint
from tests.engines.validator import available, sdk_errors
from tests.small_plan import small_plan

END: Final = date(2027, 3, 31)
ON_THE_LAST_DAY: Final = ("--as-of", str(END))
DECIDED: Final = (
    *("--decide", "C1.2=Continue"),
    *("--decide", "S1.1=revise"),
    *("--decide", "S1.2=Drop"),
    *("--decide", "S1.4=Drop"),
    *("--decide", "X1.1=Continue"),
    *("--decide", "X1.2=Done"),
)


@cache
def open_book() -> bytes:
    return books.workbook(small_plan(), as_of=END)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Our OKRs.xlsx"
    path.write_bytes(open_book())
    return path


def plan_in(path: Path) -> Plan:
    plan = load(path).plan
    assert plan is not None
    return plan


def on_record(path: Path, name: str) -> ClosedKeyResult:
    record = plan_in(path).record
    assert record is not None
    return next(each for each in record.key_results if each.id == name)


def assert_refused(done: object, code: int, path: Path, before: bytes) -> str:
    told: str = done.stderr  # type: ignore[attr-defined]  # a finished process
    assert done.returncode == code, told  # type: ignore[attr-defined]  # the same
    assert path.read_bytes() == before
    return told


def test_a_quarter_is_closed(book: Path) -> None:
    done = run("close", str(book), *DECIDED)
    assert done.returncode == 0, done.stderr
    assert "Closed: 2027-Q1, on 31 March 2027 by Ann Lee." in done.stdout
    assert "Company score 0.64; key results: 1 Hit, 4 Progress, 3 Missed." in done.stdout
    assert "C1: 0.64 is on record, with scores by hand; Objectives shows" in done.stdout
    assert "Next: okrsheet new 2027-Q2 --from " in done.stdout
    assert "The version before: " in done.stdout
    loaded, plan = load(book), plan_in(book)
    assert plan.closed
    assert loaded.as_of == END
    assert plan.record is not None
    assert (plan.record.closed_on, plan.record.name) == (END, "2027-Q1")
    assert [each.code for each in loaded.findings if each.sheet == "Scorecard"] == []
    assert lint(book.read_bytes()) == []


def test_what_is_done_is_done_and_nothing_else_is_invented(book: Path) -> None:
    run("close", str(book), *DECIDED)
    reviews = {each.key_result_id: each for each in plan_in(book).reviews if each.key_result_id}
    assert list(reviews) == ["C1.1", "S1.2", "C1.2", "S1.1", "S1.3", "S1.4", "X1.1", "X1.2"]
    assert reviews["S1.3"].decision == "Done"
    for name in ("C1.2", "S1.1", "S1.3"):
        each = reviews[name]
        lessons = (each.why, each.replicate, each.went_wrong, each.differently)
        assert lessons == ("", "", "", "")
    assert reviews["C1.1"] == small_plan().reviews[0]
    last = [line for line in plan_in(book).log if line.what][-1]
    assert (last.day, last.what, last.who) == (END, "Quarter closed", "Ann Lee")
    assert sum(float(str(each.minutes or 0)) for each in plan_in(book).agenda) == 60


def test_every_value_is_stored_and_does_not_drift(book: Path) -> None:
    run("close", str(book), *DECIDED)
    data = book.read_bytes()
    again = refreshed(data, "q.xlsx", date(2028, 1, 1))
    assert (again.changes, again.charts) == ((), ())
    assert again.data == data


def test_the_sheets_are_shown_and_the_scorecard_is_in_front(book: Path) -> None:
    run("close", str(book), *DECIDED)
    made = Book(book.read_bytes())
    tabs = [each for each in made.xml("xl/workbook.xml").split("<sheet ") if "sheetId" in each]
    hidden = [
        each.partition('name="')[2].partition('"')[0] for each in tabs if 'state="hidden"' in each
    ]
    assert not {"Scorecard", "Agenda"} & {*hidden}
    front = made.xml("xl/workbook.xml").partition('activeTab="')[2].partition('"')[0]
    assert [*made.sheets()][int(front)] == "Scorecard"


def test_what_is_missing_is_listed_with_cells_and_options(book: Path) -> None:
    done = run("close", str(book))
    told = assert_refused(done, 1, book, open_book())
    assert "Not closed: 6 answers missing." in told
    assert "Review!P6: S1.2 is not met and not decided: --decide S1.2=WORD" in told
    assert "Key Results!A6: C1.2 is not met" in told
    assert "WORD is Continue, Revise, Drop or Done" in told
    assert "Nothing was written." in told
    assert done.stdout == ""


def test_undecided_leaves_it_open(book: Path) -> None:
    done = run("close", str(book), "--undecided")
    assert done.returncode == 0, done.stderr
    assert "6 not decided." in done.stdout
    assert on_record(book, "S1.2").decision is None


def silent_book(path: Path) -> bytes:
    plan = small_plan()
    lines = tuple(line for line in plan.check_ins if line.key_result_id != "C1.2")
    path.write_bytes(books.workbook(plan._replace(check_ins=lines), as_of=END))
    return path.read_bytes()


def test_what_is_met_at_the_end_and_no_hit_is_not_done_by_itself(book: Path) -> None:
    plan = small_plan()
    lines = [
        each._replace(value=80.0) if (each.key_result_id, each.value) == ("S1.3", 90.0) else each
        for each in plan.check_ins
    ]
    book.write_bytes(books.workbook(plan._replace(check_ins=tuple(lines)), as_of=END))
    told = assert_refused(run("close", str(book), *DECIDED), 1, book, book.read_bytes())
    assert "S1.3 is met at the end, but no Hit, and not decided: --decide S1.3=WORD" in told
    assert run("close", str(book), "--undecided").returncode == 0
    assert on_record(book, "S1.3").decision is None


def test_a_score_by_hand_below_a_hit_leaves_the_decision_open(book: Path) -> None:
    by_hand = ("--score", "S1.3=0.5", "--reason", "S1.3=Measured wrongly")
    told = assert_refused(run("close", str(book), *DECIDED, *by_hand), 1, book, open_book())
    assert "S1.3 is met at the end, but no Hit, and not decided" in told


def test_silence_has_to_be_confirmed(book: Path) -> None:
    before = silent_book(book)
    told = assert_refused(run("close", str(book), *DECIDED), 1, book, before)
    assert "Key Results!A6: C1.2 has no data: --value C1.2=V, or where there is none" in told
    assert "--no-data C1.2" in told


@pytest.mark.parametrize("name", ["C1.2", "c1.2", "all"])
def test_silence_is_missed_once_it_is(name: str, book: Path) -> None:
    silent_book(book)
    done = run("close", str(book), *DECIDED, "--no-data", name)
    assert done.returncode == 0, done.stderr
    each = on_record(book, "C1.2")
    assert (each.value, each.final_score, each.band) == (None, 0.0, Band.MISSED)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        pytest.param("C1.2=30%", 0.3, id="a share"),
        pytest.param("c1.2=0.2", 0.2, id="a number"),
    ],
)
def test_a_final_value_is_dated_inside_the_quarter(said: str, value: float, book: Path) -> None:
    silent_book(book)
    done = run("close", str(book), *DECIDED, "--value", said, "--as-of", "2027-04-05")
    assert done.returncode == 0, done.stderr
    assert f"Final value of C1.2: {value:.0%}, dated {END}." in done.stdout
    each = on_record(book, "C1.2")
    assert (each.value, each.reports[-1].day) == (value, END)


def test_a_final_value_after_a_late_report_corrects_that_one(book: Path) -> None:
    late = date(2027, 4, 2)
    plan = small_plan()
    lines = (*plan.check_ins, CheckIn(late, "C1.2", 0.35))
    book.write_bytes(books.workbook(plan._replace(check_ins=lines), as_of=date(2027, 4, 5)))
    done = run("close", str(book), *DECIDED, "--value", "C1.2=0.3")
    assert done.returncode == 0, done.stderr
    assert "dated 2027-04-02 (the line of that day was corrected)" in done.stdout
    assert on_record(book, "C1.2").value == 0.3


@pytest.mark.parametrize("said", ["Yes", "No"])
def test_a_final_yes_or_no_is_told_as_it_was_read(said: str, book: Path) -> None:
    done = run("close", str(book), *DECIDED, "--value", f"S1.4={said}")
    assert done.returncode == 0, done.stderr
    assert f"Final value of S1.4: {said}, dated {END}." in done.stdout


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param("S1.1=3,5", "Is 3.5 right? It was 22 on 2027-02-23", id="a total that falls"),
        pytest.param("C1.1=1.234.567", "Is 1234567 right? It lies far outside", id="far off"),
    ],
)
def test_a_final_value_that_is_hardly_meant_is_asked_about(
    said: str, told: str, book: Path
) -> None:
    done = run("close", str(book), *DECIDED, "--value", said)
    assert done.returncode == 0, done.stderr
    assert f"  {told}" in done.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(
            ("--decide", "S1.1=Drop", "--decide", "s1.1=Continue"),
            "--decide says two things about S1.1: 'Drop', 'Continue'.",
            id="in other letters",
        ),
        pytest.param(
            ("--no-data", "S1.1", "--value", "S1.1=3"),
            "S1.1 has both --value and --no-data: give one of them.",
            id="a value and none",
        ),
        pytest.param(("--value", "S1.1="), "--value 'S1.1=' says nothing", id="nothing said"),
        pytest.param(("--value", "S1.1"), "has another form than --value KR=...", id="no sign"),
    ],
)
def test_words_that_contradict_are_refused(words: tuple[str, ...], told: str, book: Path) -> None:
    assert told in assert_refused(run("close", str(book), *words), 2, book, open_book())


def test_the_last_stage_may_be_named(book: Path) -> None:
    done = run("close", str(book), *DECIDED, "--value", "X1.1=Pilot")
    assert done.returncode == 0, done.stderr
    assert f"Final value of X1.1: 'Pilot' is done, dated {END}." in done.stdout
    assert on_record(book, "X1.1").final_score == 1
    assert on_record(book, "X1.1").decision is Carry.CONTINUE


def test_a_stage_that_is_done_already_keeps_its_date(book: Path) -> None:
    stages = plan_in(book).stages
    done = run("close", str(book), *DECIDED, "--value", "X1.1=Draft")
    assert done.returncode == 0, done.stderr
    assert "Final value of X1.1: 'Draft' is done, as it was on 2027-02-03." in done.stdout
    assert plan_in(book).stages == stages


def test_a_stage_that_was_dated_ahead_may_be_done_earlier(book: Path) -> None:
    plan = small_plan()
    ahead = plan.stages[1]._replace(done=date(2027, 4, 20))
    book.write_bytes(books.workbook(plan._replace(stages=(plan.stages[0], ahead)), as_of=END))
    run("close", str(book), *DECIDED, "--value", "X1.1=Pilot")
    assert plan_in(book).stages[1].done == END


def test_a_score_by_hand_that_is_none_is_asked_for(book: Path) -> None:
    plan = small_plan()
    first = plan.reviews[0]._replace(manual_score=1.5)
    book.write_bytes(books.workbook(plan._replace(reviews=(first, *plan.reviews[1:])), as_of=END))
    told = assert_refused(run("close", str(book), *DECIDED), 1, book, book.read_bytes())
    way_out = "--score C1.1=0.7, or empty Score by hand"
    assert (
        f"Review!G5: C1.1 has a score by hand of 1.5, not 0 to 1, so it does not count: {way_out}"
        in told
    )
    done = run("close", str(book), *DECIDED, "--score", "C1.1=0.9")
    assert done.returncode == 0, done.stderr
    assert on_record(book, "C1.1").final_score == 0.9


def test_what_nobody_can_read_on_review_is_told(book: Path) -> None:
    made = Book(book.read_bytes())
    made.type_in("Review", "Decision", 0, books.text("Maybe later"))
    book.write_bytes(made.data)
    done = run("close", str(book), "--undecided")
    assert done.returncode == 0, done.stderr
    assert "Not on record: Review!P5: Decision holds 'Maybe later'" in done.stdout + done.stderr


def test_what_was_answered_anew_is_no_more_called_unread(book: Path) -> None:
    made = Book(book.read_bytes())
    made.type_in("Review", "Decision", 1, books.text("Go on"))
    made.type_in("Review", "Score by hand", 1, books.text("0,7"))
    made.type_in("Review", "Reason", 1, books.text("Half ours"))
    made.type_in("Review", "Decision", 0, books.text("Maybe later"))
    book.write_bytes(made.data)
    done = run("close", str(book), *DECIDED, "--undecided", "--score", "S1.2=0.7")
    assert done.returncode == 0, done.stderr
    each = on_record(book, "S1.2")
    assert (each.decision, each.final_score) == (Carry.DROP, 0.7)
    told = [line for line in done.stderr.splitlines() if "Not on record" in line]
    assert len(told) == 1
    assert "Review!P5" in told[0]


def test_a_score_by_hand_has_a_reason(book: Path) -> None:
    bare = run("close", str(book), *DECIDED, "--score", "S1.1=0.75")
    told = assert_refused(bare, 1, book, open_book())
    assert '--reason S1.1="..."' in told
    reason = ("--reason", "S1.1=Signed on 1 April")
    done = run("close", str(book), *DECIDED, "--score", "S1.1=0.75", *reason)
    assert done.returncode == 0, done.stderr
    each = on_record(book, "S1.1")
    assert (each.final_score, each.by_hand, each.reason) == (0.75, True, "Signed on 1 April")
    assert each.score == pytest.approx(0.55)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(("--value", "Q9=1"), "Q9 is no key result", id="unknown"),
        pytest.param(("--value", "C1.1"), "another form", id="no value"),
        pytest.param(("--value", "C1.1=many"), "'many' is none", id="no number"),
        pytest.param(("--value", "C1.2=45"), "stored as a share of one", id="another scale"),
        pytest.param(("--value", "S1.4=perhaps"), "neither Yes nor No", id="no yes or no"),
        pytest.param(("--value", "X1.1=Party"), "X1.1", id="no stage"),
        pytest.param(
            ("--value", "C1.1=1", "--value", "C1.1=2"), "two things about C1.1", id="said twice"
        ),
        pytest.param(("--no-data", "C1.1"), "reported on 2027-02-23", id="there are data"),
        pytest.param(
            ("--no-data", "C1.1", "--value", "C1.1=300"), "both --value", id="value and none"
        ),
        pytest.param(("--score", "S1.1=1.2"), "give 0 to 1", id="score too high"),
        pytest.param(("--score", "S1.1=good"), "give 0 to 1", id="score in words"),
        pytest.param(("--reason", "S1.1=So"), "add --score", id="a reason for nothing"),
        pytest.param(("--decide", "S1.1=Maybe"), "Continue, Revise, Drop, Done", id="decision"),
        pytest.param(("--locale", "xx"), "xx", id="locale"),
        pytest.param(("--as-of", "1850-01-01"), "1850", id="odd year"),
    ],
)
def test_a_word_that_makes_no_sense(words: tuple[str, ...], told: str, book: Path) -> None:
    done = run("close", str(book), *words)
    assert told in assert_refused(done, 2, book, open_book())


def test_not_before_it_has_begun(book: Path) -> None:
    done = run("close", str(book), *DECIDED, "--as-of", "2026-12-31", "--early")
    told = assert_refused(done, 3, book, open_book())
    assert "OKR852" in told
    assert "its first day is 1 January 2027" in told


def test_not_before_it_is_over_unless_it_is_meant(book: Path) -> None:
    early = ("--as-of", "2027-03-30")
    told = assert_refused(run("close", str(book), *DECIDED, *early), 3, book, open_book())
    assert "OKR851" in told
    assert "its last day is 31 March 2027, and this is 30 March 2027" in told
    done = run("close", str(book), *DECIDED, *early, "--early")
    assert done.returncode == 0, done.stderr
    record = plan_in(book).record
    assert record is not None
    assert record.closed_on == date(2027, 3, 30)


@pytest.mark.parametrize("again", [(), ("--again",)], ids=["open", "with --again"])
@pytest.mark.parametrize(
    ("field", "told"),
    [
        pytest.param("objectives", "no objective is written on Objectives", id="no objective"),
        pytest.param("key_results", "no key result is written on Key Results", id="no key result"),
    ],
)
def test_not_where_nothing_was_set(
    field: str, told: str, again: tuple[str, ...], book: Path
) -> None:
    plan = small_plan()
    lines = tuple(each._replace(text="") for each in getattr(plan, field))
    book.write_bytes(books.workbook(plan._replace(**{field: lines}), as_of=END))  # type: ignore[arg-type]  # fields of a plan
    done = run("close", str(book), "--undecided", "--no-data", "all", *again)
    said = assert_refused(done, 3, book, book.read_bytes())
    assert f"OKR855: {book}: there is nothing to close: {told}. Write the objectives" in said


def test_not_a_workbook_as_it_was_made(tmp_path: Path) -> None:
    book = tmp_path / "new.xlsx"
    assert run("new", "2027-Q1", "--out", str(book)).returncode == 0
    done = run("close", str(book), *ON_THE_LAST_DAY)
    assert "OKR855" in assert_refused(done, 3, book, book.read_bytes())


def test_the_day_settings_names_may_be_too_early(book: Path) -> None:
    book.write_bytes(books.workbook(small_plan(), as_of=date(2027, 2, 26)))
    done = run("close", str(book), *DECIDED)
    told = assert_refused(done, 3, book, book.read_bytes())
    assert "Settings names 26 February 2027 (As of)" in told
    assert run("close", str(book), *DECIDED, *ON_THE_LAST_DAY).returncode == 0


def test_not_twice(book: Path) -> None:
    run("close", str(book), *DECIDED)
    closed = book.read_bytes()
    told = assert_refused(run("close", str(book)), 3, book, closed)
    assert "OKR853" in told
    assert "closed already: on 31 March 2027" in told
    done = run("close", str(book), "--again")
    assert done.returncode == 0, done.stderr
    assert "The record says all of this already. The workbook stays as it is." in done.stdout
    assert book.read_bytes() == closed


def test_again_knows_its_record_whatever_the_order_of_the_key_results(book: Path) -> None:
    first, *others = small_plan().key_results
    plan = small_plan()._replace(key_results=(*others, first))
    book.write_bytes(books.workbook(plan, as_of=END))
    assert run("close", str(book), *DECIDED).returncode == 0
    closed = book.read_bytes()
    done = run("close", str(book), "--again")
    assert done.stdout.startswith("The record says all of this already."), done.stderr
    assert book.read_bytes() == closed


def test_what_is_dated_after_the_day_of_closing_is_named(book: Path) -> None:
    plan, late = small_plan(), date(2027, 4, 10)
    lines = [CheckIn(late, "c1.2", 0.3), CheckIn(date(2027, 4, 9), "C1.2", 0.31)]
    nothing = CheckIn(late, "S1.1", None)
    unknown = CheckIn(late, "S9.9", 3.0)
    stages = (plan.stages[0], plan.stages[1]._replace(done=date(2027, 4, 7)))
    given = plan._replace(check_ins=(*plan.check_ins, *lines, nothing, unknown), stages=stages)
    book.write_bytes(books.workbook(given, as_of=END))
    told = (
        "Not on record, for it is dated after 5 April 2027: X1.1 (2027-04-07) and C1.2 "
        f'(2027-04-10). To count it: okrsheet close "{book}" --again --as-of 2027-04-10'
    )
    first = run("close", str(book), *DECIDED, "--as-of", "2027-04-05")
    same = run("close", str(book), "--again")
    assert same.stdout.startswith("The record says all of this already.")
    for done in (first, same):
        assert done.returncode == 0
        assert told in done.stderr
    counted = run("close", str(book), "--again", "--as-of", str(late))
    assert "dated after" not in counted.stderr
    assert on_record(book, "C1.2").value == 0.3


def test_check_names_the_cells_of_what_is_not_on_record(book: Path) -> None:
    run("close", str(book), *DECIDED)
    made = Book(book.read_bytes())
    cells = [
        made.setting("Quarter", books.text("2027-Q2")),
        made.setting("Organisation", books.text("Other Ltd")),
        made.type_in("Objectives", "Number one", 1, books.text("Yes")),
        made.type_in("Objectives", "Supports", 1, books.blank()),
    ]
    book.write_bytes(made.data)
    told = run("check", str(book), "--fail-on", "hint").stdout
    lines = [line for line in told.splitlines() if "OKR069" in line]
    assert len(lines) == len(cells)
    assert all(any(cell in line for line in lines) for cell in cells), (cells, lines)


def test_again_after_a_correction_says_what_changed(book: Path) -> None:
    run("close", str(book), *DECIDED)
    made = Book(book.read_bytes())
    made.type_in("Key Results", "Target", 0, books.number(340))
    made.type_in("Scorecard", "Score", 2, books.number(1))
    book.write_bytes(made.data)
    codes = [each.code for each in load(book).findings if each.sheet == "Scorecard"]
    assert codes == ["OKR071"]
    done = run("close", str(book), "--again")
    assert done.returncode == 0, done.stderr
    assert "C1.1: Target is 340; 360 went on record." in done.stderr
    assert on_record(book, "C1.1").target == 340
    checked = run("check", str(book), "--fail-on", "hint")
    assert not {"OKR069", "OKR071"} & {*checked.stdout.split()}
    assert [line.what for line in plan_in(book).log if line.what][-1] == "Quarter closed again"


def test_again_keeps_what_was_confirmed(book: Path) -> None:
    silent_book(book)
    run("close", str(book), *DECIDED, "--no-data", "C1.2")
    told = "Missed (no data), as confirmed for the record of 31 March 2027: C1.2.\n"
    same = run("close", str(book), "--again")
    assert same.stdout == "The record says all of this already. The workbook stays as it is.\n", (
        same.stderr
    )
    made = Book(book.read_bytes())
    made.type_in("Key Results", "Target", 0, books.number(340))
    book.write_bytes(made.data)
    done = run("close", str(book), "--again")
    assert done.returncode == 0, done.stderr
    assert told in done.stdout
    assert on_record(book, "C1.1").target == 340
    assert on_record(book, "C1.2").band is Band.MISSED
    given = run("close", str(book), "--again", "--value", "C1.2=30%")
    assert given.returncode == 0, given.stderr
    assert told not in given.stdout
    assert on_record(book, "C1.2").value == 0.3


def test_again_asks_about_a_silence_that_is_new(book: Path) -> None:
    silent_book(book)
    run("close", str(book), *DECIDED, "--no-data", "C1.2")
    made = Book(book.read_bytes())
    for row in range(len(made.rows("Check-ins"))):
        cells = made.cells("Check-ins", made.rows("Check-ins")[row])
        if cells.get(made.headers("Check-ins")["KR"]) == "S1.1":
            made.type_in("Check-ins", "Value", row, books.blank())
    book.write_bytes(made.data)
    told = assert_refused(run("close", str(book), "--again"), 1, book, made.data)
    assert "S1.1 has no data: --value" in told
    assert "C1.2" not in told


def test_stages_stand_on_the_scorecard_as_on_review(book: Path) -> None:
    run("close", str(book), *DECIDED)
    made = Book(book.read_bytes())
    shown = {
        sheet: made.cells(sheet, made.rows(sheet)[made.row_of(sheet, header, "X1.1")])[
            made.headers(sheet)["Final value"]
        ]
        for sheet, header in (("Scorecard", "ID"), ("Review", "KR"))
    }
    assert shown == {"Scorecard": "1 of 2", "Review": "1 of 2"}


def test_a_record_without_the_number_of_stages_is_whole_and_written_anew(book: Path) -> None:
    run("close", str(book), *DECIDED)
    made = Book(book.read_bytes())
    row = made.row_of("Scorecard", "ID", "X1.1")
    column = made.headers("Scorecard")["Record"]
    record = str(made.cells("Scorecard", made.rows("Scorecard")[row])[column])
    assert record.endswith(',"stages":[1,2]}')
    older = record.replace(',"stages":[1,2]', "")
    for header, text in (("Record", older), ("Final value", "33%"), ("Target", "100%")):
        made.type_in("Scorecard", header, row, books.text(text))
    book.write_bytes(made.data)
    checked = run("check", str(book), "--fail-on", "hint")
    assert not {"OKR069", "OKR070", "OKR071"} & {*checked.stdout.split()}
    page = run("report", str(book), "--scorecard", "--out", "-").stdout
    assert "33% of the stages done" in page
    assert run("close", str(book), "--again").returncode == 0
    assert on_record(book, "X1.1").stages == (1, 2)


def test_again_takes_new_values(book: Path) -> None:
    run("close", str(book), *DECIDED)
    done = run("close", str(book), "--again", "--value", "C1.2=0.25")
    assert done.returncode == 0, done.stderr
    assert on_record(book, "C1.2").value == 0.25


def test_again_where_the_record_can_not_be_read(book: Path) -> None:
    run("close", str(book), *DECIDED)
    made = Book(book.read_bytes())
    made.type_in("Scorecard", "Record", 3, books.text("{"))
    book.write_bytes(made.data)
    assert "see Scorecard" in assert_refused(run("close", str(book)), 3, book, made.data)
    done = run("close", str(book), "--again")
    assert done.returncode == 0, done.stderr
    assert "The record there was can't be read" in done.stderr
    assert on_record(book, "C1.1").target == 360


def test_a_quarter_that_was_only_called_closed_goes_on_record(book: Path) -> None:
    book.write_bytes(books.workbook(small_plan()._replace(closed=True), as_of=END))
    done = run("close", str(book), *DECIDED)
    assert done.returncode == 0, done.stderr
    assert plan_in(book).record is not None


@pytest.mark.parametrize("sheet", ["Scorecard", "Review"])
def test_a_workbook_without_the_sheet_is_sent_to_upgrade(sheet: str, book: Path) -> None:
    made = Book(book.read_bytes())
    xml = made.xml("xl/workbook.xml")
    start = xml.index(f'<sheet name="{sheet}"')
    made.parts["xl/workbook.xml"] = (xml[:start] + xml[xml.index("/>", start) + 2 :]).encode()
    book.write_bytes(made.data)
    told = assert_refused(run("close", str(book), *DECIDED), 3, book, made.data)
    assert f"OKR850: {book}: there is no sheet {sheet} " in told
    assert "okrsheet upgrade BOOK" in told


def test_a_workbook_without_a_quarter(book: Path) -> None:
    made = Book(book.read_bytes())
    made.setting("First day", books.blank())
    book.write_bytes(made.data)
    assert "OKR006" in assert_refused(run("close", str(book)), 2, book, made.data)


def on_a_terminal(answers: str, *words: str) -> tuple[int, str, str]:
    """Exit code and what is said, where somebody types these answers."""
    pty = pytest.importorskip("pty")
    mine, theirs = pty.openpty()
    os.write(mine, answers.encode())
    done = subprocess.run(
        [*COMMAND, *words],
        stdin=theirs,
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        check=False,
    )
    os.close(theirs)
    os.close(mine)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


def test_at_a_terminal_it_asks(book: Path) -> None:
    silent_book(book)
    given = (
        *("", "", "45", "30%"),  # no value, but not sure of it; the wrong scale; right
        "1",  # C1.2: continue
        *("Maybe", "revise"),  # S1.1
        "",  # S1.2 is left open
        *("3", "4", "drop"),  # S1.4, X1.1, X1.2
    )
    code, told, asked = on_a_terminal("\n".join((*given, "")), "close", str(book))
    assert code == 0, asked
    assert "C1.2 Cut waits" in asked
    assert "Missed (no data) with score 0, is that right?" in asked
    assert "stored as a share of one" in asked
    assert "give one of Continue, Revise, Drop, Done" in asked
    assert "1 not decided" in told
    decided = {each.id: each.decision for each in plan_in(book).record.key_results}  # type: ignore[union-attr]  # it is closed
    assert decided["C1.2"] is Carry.CONTINUE
    assert decided["S1.1"] is Carry.REVISE
    assert decided["S1.2"] is None
    assert decided["X1.1"] is Carry.DONE
    assert on_record(book, "C1.2").value == 0.3


def test_at_a_terminal_silence_is_confirmed_and_a_reason_given(book: Path) -> None:
    silent_book(book)
    words = ("close", str(book), *DECIDED, "--score", "S1.1=0.7")
    code, _, asked = on_a_terminal("\ny\n\nCounted twice\n", *words)
    assert code == 0, asked
    assert "Say why." in asked
    assert on_record(book, "C1.2").band is Band.MISSED
    assert on_record(book, "S1.1").reason == "Counted twice"


@pytest.mark.parametrize("answers", ["q\n", "1\nq\n", "\x04"], ids=["stop", "late", "no more"])
def test_who_stops_writes_nothing(answers: str, book: Path) -> None:
    code, _, asked = on_a_terminal(answers, "close", str(book))
    assert code == 1
    assert "Stopped: the quarter is not closed. Nothing was written." in asked
    assert book.read_bytes() == open_book()


def test_a_missing_id_can_not_be_asked_for(book: Path) -> None:
    plan = small_plan()
    first, *others = plan.key_results
    plan = plan._replace(key_results=(first, others[0]._replace(id="c1.1"), *others[1:]))
    book.write_bytes(books.workbook(plan, as_of=END))
    code, _, asked = on_a_terminal("", "close", str(book), "--undecided")
    assert code == 1
    assert "Key Results!A6: c1.1 is the ID of another line, too: write one of its own" in asked


def test_a_dry_run_says_it_and_writes_nothing(book: Path) -> None:
    done = run("close", str(book), *DECIDED, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "Would be closed: 2027-Q1" in done.stdout
    assert done.stdout.endswith("Nothing was written.\n")
    assert book.read_bytes() == open_book()


def test_the_scorecard_as_a_page(book: Path) -> None:
    page = book.with_name("Our OKRs-scorecard.html")
    refused = run("report", str(book), "--scorecard")
    assert "OKR854" in assert_refused(refused, 3, book, open_book())
    assert not page.exists()
    run("close", str(book), *DECIDED)
    done = run("report", str(book), "--scorecard")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"Made {page}\n"
    assert "Scorecard 2027-Q1" in page.read_text(encoding="utf-8")
    shown = run("report", str(book), "--scorecard", "--out", "-")
    assert shown.stdout == page.read_text(encoding="utf-8")


def test_a_quarter_opened_again_has_no_scorecard(book: Path) -> None:
    run("close", str(book), *DECIDED)
    made = Book(book.read_bytes())
    made.setting("Quarter closed", books.text("No"))
    book.write_bytes(made.data)
    refused = run("report", str(book), "--scorecard")
    assert "OKR854" in assert_refused(refused, 3, book, made.data)


@pytest.mark.parametrize(
    "words",
    [("--team", "Sales"), ("--format", "md"), ("--as-of", "2027-01-01")],
    ids=["of a team", "another form", "another day"],
)
def test_the_scorecard_is_all_of_the_record(words: tuple[str, ...], book: Path) -> None:
    done = run("report", str(book), "--scorecard", *words)
    assert f"leave out {words[0]}" in assert_refused(done, 2, book, open_book())


def test_remarks(book: Path) -> None:
    done = run("close", str(book), *DECIDED)
    assert "never published" in done.stderr
    assert "X1.2 is decided Done, though its target is not met." in done.stderr


def test_a_decision_in_words_nobody_knows_stays(book: Path) -> None:
    run("close", str(book), *DECIDED)
    made = Book(open_book())
    made.type_in("Review", "KR", 1, books.text("S1.3"))
    made.type_in("Review", "Decision", 1, books.text("Maybe"))
    book.write_bytes(made.data)
    done = run("close", str(book), *DECIDED)
    assert done.returncode == 0, done.stderr
    sheet = Book(book.read_bytes())
    row = sheet.row_of("Review", "KR", "S1.3")
    column = sheet.headers("Review")["Decision"]
    assert sheet.cells("Review", sheet.rows("Review")[row])[column] == "Maybe"
    assert on_record(book, "S1.3").decision is None


@pytest.mark.skipif(not available(), reason="the npm package is not installed")
def test_excel_would_open_it(book: Path) -> None:
    run("close", str(book), *DECIDED)
    assert sdk_errors(book) == []


def test_parse_and_plan_agree_on_an_example_quarter(tmp_path: Path) -> None:
    path = tmp_path / "example.xlsx"
    path.write_bytes(books.example())
    end = books.QUARTER.end
    done = run("close", str(path), "--as-of", str(end), "--undecided", "--no-data", "all")
    assert done.returncode == 0, done.stderr
    assert lint(path.read_bytes()) == []
    parse_workbook(path.read_bytes(), "example.xlsx")
    record = plan_in(path).record
    assert record is not None
    assert all(each.band is not None or each.score is None for each in record.key_results)
