"""`okrsheet checkin` as people run it."""

import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from okrsheet.workbook.load import load
from tests import books
from tests.books import Book
from tests.commands import COMMAND, environment, run
from tests.saving.versions import excel_sign
from tests.small_plan import small_book
from tests.unit import plain_book

WEEK = ("--date", "2027-02-26")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Our OKRs.xlsx"
    path.write_bytes(small_book())
    return path


def interview(book: Path, answers: str, *words: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*COMMAND, "checkin", str(book), *words],
        input=answers,
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "OKR999" not in done.stderr, done.stderr
    return done


def lines(book: Path) -> list[tuple[str, object]]:
    plan = load(book).plan
    assert plan is not None
    return [(line.key_result_id, line.value) for line in plan.check_ins]


def backups(book: Path) -> list[Path]:
    return [each for each in book.parent.rglob("*.xlsx") if each != book]


def test_one_line_says_what_it_did(book: Path) -> None:
    before = book.read_bytes()
    words = ("--kr", "c1.1", "--value", "330", "--confidence", "2", "--next", "=Call")
    done = run("checkin", str(book), *words)
    assert done.returncode == 0, done.stderr
    told = done.stdout.splitlines()
    assert told[0].startswith("C1.1 330 of 360 clients (expected ")
    assert ", was " in told[0]
    assert "    Reported on 2027-02-23 too; the last report of a week counts" in told[1]
    assert "C1.1: confidence fell by 4. Talk about it in the meeting." in done.stdout
    assert [each.read_bytes() for each in backups(book)] == [before]
    assert lines(book)[-1] == ("C1.1", 330.0)
    assert "already show" in run("refresh", str(book)).stdout


def test_a_report_for_an_earlier_day_says_that_another_counts(book: Path) -> None:
    done = run("checkin", str(book), "--kr", "C1.1", "--value", "290", "--date", "2027-02-10")
    told = done.stdout.splitlines()
    assert told[0].startswith("C1.1 301 of 360 clients")
    assert "    290 is stored for 2027-02-10; the latest report, of 2027-02-23, counts." in told
    words = ("--kr", "C1.1", "--value", "291", "--date", "2027-02-10", "--replace")
    done = run("checkin", str(book), *words)
    assert "291 is stored for 2027-02-10; the latest report, of 2027-02-23" in done.stdout
    done = run("checkin", str(book), "--kr", "C1.1", "--confidence", "5", "--date", "2027-02-11")
    assert "    Stored for 2027-02-11; the latest report, of 2027-02-23, counts." in done.stdout
    done = run("checkin", str(book), "--kr", "C1.1", "--value", "330")
    assert "stored for" not in done.stdout


def test_a_value_that_is_hardly_meant_is_taken_and_asked_about(book: Path) -> None:
    done = run("checkin", str(book), "--kr", "C1.1", "--value", "33000")
    assert done.returncode == 0, done.stderr
    assert "    Is 33000 right? It lies far outside 280 to 360." in done.stdout
    assert lines(book)[-1] == ("C1.1", 33000.0)
    run("checkin", str(book), "--kr", "S1.1", "--value", "20", "--date", "2027-02-24")
    done = run("checkin", str(book), "--kr", "S1.1", "--value", "19")
    assert (
        "    Is 19 right? It was 20 on 2027-02-24, and a Count is a running total."
    ) in done.stdout


def test_of_the_reports_of_a_week_the_last_value_counts(book: Path) -> None:
    done = run("checkin", str(book), "--kr", "C1.1", "--confidence", "5", *WEEK)
    assert "Reported on 2027-02-23 too; the last value of a week counts: that of 2027-02-23." in (
        done.stdout
    )
    done = run("checkin", str(book), "--kr", "C1.1", "--value", "302", "--date", "2027-02-24")
    assert (
        "Reported on 2027-02-23, 2027-02-26 too; the last value of a week counts: "
        "that of 2027-02-24."
    ) in done.stdout
    assert "stored for" not in done.stdout


def test_a_day_that_settings_name_is_told(book: Path) -> None:
    done = run("checkin", str(book), "--kr", "C1.1", "--value", "330")
    assert done.stderr == (
        "Dated 2027-02-26, the day Settings names (As of). --date says another.\n"
    )
    words = ("--kr", "C1.1", "--value", "331", "--date", "2027-03-05", "--as-of", "2027-03-05")
    done = run("checkin", str(book), *words)
    assert "Dated" not in done.stderr
    assert done.stderr.startswith("--as-of 2027-03-05 was not used: Settings names 2027-02-26")
    told = "It counts from 2027-03-05 on; the figures are those of 2027-02-26."
    assert told in done.stdout
    assert lines(book)[-2:] == [("C1.1", 330.0), ("C1.1", 331.0)]


def test_values_left_alone_where_they_count_give_1(book: Path) -> None:
    made = Book(book.read_bytes())
    made.type_in("Key Results", "Score", 0, books.formula("0.5+0.4", "0.9"))
    book.write_bytes(made.data)
    done = run("checkin", str(book), "--kr", "C1.1", "--value", "330")
    assert done.returncode == 1
    assert "error OKR063" in done.stderr
    assert lines(book)[-1] == ("C1.1", 330.0)


def test_a_dry_run_writes_nothing(book: Path) -> None:
    before = book.read_bytes()
    done = run("checkin", str(book), "--kr", "C1.1", "--value", "330", "--dry-run")
    assert done.returncode == 0
    assert done.stdout.startswith("would be: C1.1 330 of 360 clients")
    assert "Nothing was written." in done.stdout
    assert (book.read_bytes(), backups(book)) == (before, [])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(("--kr", "C9", "--value", "1"), "is no key result", id="unknown"),
        pytest.param(("--kr", "C1.1", "--value", "x"), "'x' is none", id="no number"),
        pytest.param(
            ("--kr", "C1.1", "--value", "1", "--date", "2026-12-01"), "before", id="early"
        ),
        pytest.param(("--kr", "C1.1", "--value", "1", "--date", "2927-01-01"), "future", id="late"),
        pytest.param(("--kr", "C1.1"), "says nothing", id="nothing"),
        pytest.param(("--value", "3"), "--value says nothing without --kr", id="no key result"),
        pytest.param(("--kr", "C1.1", "--owner", "Ann"), "can't be given together", id="two ways"),
        pytest.param(("--kr", "C1.1", "--done", "2027-02-01"), "without --stage", id="done what?"),
        pytest.param(("--kr", "C1.1", "--value", "1", "--locale", "xx"), "no locale", id="locale"),
        pytest.param(("--from", "no.csv"), "can't be read", id="no file"),
        pytest.param(("--owner", "Nobody"), "No key result has the owner", id="no owner"),
        pytest.param(("--owner", "Lee"), "Is it Ann Lee?", id="half an owner"),
        pytest.param(("--team", "Salse"), "Is it Sales?", id="a slip in a team"),
    ],
)
def test_bad_input_is_one_clear_line(words: tuple[str, ...], told: str, book: Path) -> None:
    before = book.read_bytes()
    done = run("checkin", str(book), *words)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert (done.stdout, book.read_bytes(), backups(book)) == ("", before, [])


def test_a_workbook_that_is_open_is_left_alone(book: Path) -> None:
    before = book.read_bytes()
    (book.parent / f"~${book.name}").write_bytes(excel_sign("Ann Lee"))
    for words in (("--kr", "C1.1", "--value", "1"), ()):
        done = interview(book, "", *words)
        assert done.returncode == 4
        assert "Ann Lee" in done.stderr
        assert "Value" not in done.stderr
    assert book.read_bytes() == before


def test_a_read_only_workbook_is_left_alone(book: Path) -> None:
    before = book.read_bytes()
    book.chmod(0o444)
    done = run("checkin", str(book), "--kr", "C1.1", "--value", "1")
    assert (done.returncode, "read-only" in done.stderr) == (3, True)
    assert book.read_bytes() == before


def test_a_plain_workbook_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    path.write_bytes(plain_book.book(plain_book.tabs()))
    before = path.read_bytes()
    for words in (("--kr", "K1", "--value", "1"), ()):
        done = interview(path, "", *words)
        assert done.returncode == 3
        assert "was not made by okrsheet" in done.stderr
    assert path.read_bytes() == before


def test_no_workbook_at_all(tmp_path: Path) -> None:
    assert run("checkin", str(tmp_path / "no.xlsx"), "--kr", "A", "--value", "1").returncode == 2
    assert run("checkin", str(tmp_path), "--kr", "A", "--value", "1").returncode == 2


WEEKS = {
    "commas": 'KR,Value,Confidence,In the way\nC1.1,"1,330.5",7,"Strike, again"\nS1.4,Yes,,\n',
    "semicolons": "In the way;kr;VALUE;Confidence\nStrike, again;C1.1;1330,5;7\n;S1.4;yes;\n",
    "tabs": "KR\tValue\tIn the way\tBy\r\nC1.1\t1 330.5\tStrike, again\t\r\nS1.4\tY\t\t\r\n",
}


@pytest.mark.parametrize("kind", WEEKS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_of_a_week(kind: str, encoding: str, book: Path) -> None:
    week = book.with_name("week.csv")
    week.write_bytes(WEEKS[kind].encode(encoding))
    done = run("checkin", str(book), "--from", str(week), "--by", "Bo Ek")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("line 2: C1.1 1,330.5 of 360 clients")
    assert lines(book)[-2:] == [("C1.1", 1330.5), ("S1.4", True)]
    plan = load(book).plan
    assert plan is not None
    assert [line.by for line in plan.check_ins[-2:]] == ["Bo Ek", "Bo Ek"]
    assert plan.check_ins[-2].in_the_way == "Strike, again"


def test_a_file_under_a_locale(book: Path) -> None:
    week = book.with_name("week.csv")
    week.write_text("Date;KR;Value\n25.02.2027;C1.1;1.234,5\n", encoding="utf-8")
    assert run("checkin", str(book), "--from", str(week)).returncode == 1
    assert run("checkin", str(book), "--from", str(week), "--locale", "de").returncode == 0
    assert lines(book)[-1] == ("C1.1", 1234.5)


def test_all_of_a_file_or_nothing(book: Path) -> None:
    before = book.read_bytes()
    week = book.with_name("week.csv")
    week.write_text("KR,Value\nC1.1,330\nC9,1\nC1.2,\n\nS1.4,12\n", encoding="utf-8")
    done = run("checkin", str(book), "--from", str(week))
    assert done.returncode == 1
    assert "Not taken: line 3: C9 is no key result" in done.stderr
    assert "Not taken: line 6: S1.4 is a Yes/No key result" in done.stderr
    assert done.stdout == (
        "2 of 3 check-ins can't be taken, so nothing was written. Correct them, or use --partial.\n"
    )
    assert book.read_bytes() == before
    done = run("checkin", str(book), "--from", str(week), "--partial")
    assert done.returncode == 1
    assert done.stdout.startswith("line 2: C1.1 330 of 360 clients")
    assert lines(book)[-1] == ("C1.1", 330.0)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"", "has no column KR", id="empty"),
        pytest.param(b"KR,Vlaue\nC1.1,3\n", "has no column 'Vlaue'. Is it Value?", id="a slip"),
        pytest.param(b"Value\n3\n", "has no column KR", id="no key result"),
        pytest.param(b"KR,Value,value\nC1.1,3,4\n", "stands twice", id="a column twice"),
        pytest.param(b"KR,Value\nC1.1,1.234,5\n", "more cells than", id="a comma too many"),
        pytest.param(b"KR,Value\n", "reports nothing", id="headers alone"),
        pytest.param(b"KR,Value\nC1.1,\n", "reports nothing", id="nothing said"),
        pytest.param(b"KR,Value\nC1.1,\xff\n", "is not UTF-8", id="another encoding"),
        pytest.param(b"PK\3\4", "is a workbook", id="a workbook"),
    ],
)
def test_files_that_are_no_week(content: bytes, told: str, book: Path) -> None:
    before = book.read_bytes()
    week = book.with_name("week.csv")
    week.write_bytes(content)
    done = run("checkin", str(book), "--from", str(week))
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    assert book.read_bytes() == before


def due_again(book: Path) -> None:
    """Let two weeks go by since the last check-in."""
    made = Book(book.read_bytes())
    made.setting("As of", books.day(date(2027, 3, 10)))
    book.write_bytes(made.data)


def test_another_spelling_of_an_owner_is_asked_too(book: Path) -> None:
    due_again(book)
    made = Book(book.read_bytes())
    made.type_in("Key Results", "Owner", 1, books.text("ANN  lee"))
    book.write_bytes(made.data)
    done = interview(book, "q\n", "--owner", "Ann Lee")
    assert "2 to report for Ann Lee, as of 2027-03-10." in done.stderr


def test_questions_about_one_owner(book: Path) -> None:
    due_again(book)
    done = interview(book, "330\n8\nStrike\nCall them\n", "--owner", "ann lee")
    assert done.returncode == 0, done.stderr
    assert "1 to report for Ann Lee, as of 2027-03-10." in done.stderr
    assert "(1 of 1) C1.1 Raise clients from 280 to 360" in done.stderr
    assert "last 301 on 2027-02-23, baseline 280, target 360 clients, expected " in done.stderr
    assert "Value [Enter: still 301, -: no new number, s: skip, q: stop]:" in done.stderr
    assert "Confidence 0 to 10 [Enter: still 6, s: none, q: stop]:" in done.stderr
    assert "In the way [Enter or s: nothing, q: stop]:" in done.stderr
    assert done.stdout.startswith("C1.1 330 of 360 clients")
    plan = load(book).plan
    assert plan is not None
    assert plan.check_ins[-1][1:9] == (
        "C1.1",
        330.0,
        8.0,
        None,
        "",
        "Strike",
        "Call them",
        "Ann Lee",
    )
    again = interview(book, "", "--owner", "Ann Lee")
    assert again.returncode == 0
    assert again.stdout.startswith("Nothing is due for Ann Lee in the week of 2027-03-10.")


def test_a_closed_quarter_asks_nobody(book: Path) -> None:
    made = Book(book.read_bytes())
    made.setting("Quarter closed", books.text("Yes"))
    book.write_bytes(made.data)
    done = interview(book, "")
    assert done.returncode == 0
    assert done.stdout == (
        "The quarter is closed (Settings, Quarter closed): nothing is to be reported. "
        "Nothing was written.\n"
    )
    refused = run("checkin", str(book), "--kr", "C1.1", "--value", "330")
    assert "the quarter is closed (Settings, Quarter closed)" in refused.stderr


def test_before_the_quarter_it_says_when_it_starts(book: Path) -> None:
    done = interview(book, "", "--date", "2026-12-20")
    assert done.stdout.startswith("The quarter starts on 1 Jan 2027: nothing is due yet.")


def test_asked_is_what_was_due_on_the_day_of_the_check_ins(tmp_path: Path) -> None:
    subprocess.run([*COMMAND, "new", "2027-Q1", "--example"], check=True, cwd=tmp_path)
    (path,) = tmp_path.glob("*.xlsx")
    done = interview(path, "q\n", "--date", "2027-02-17")
    assert "7 to report, as of 2027-02-17." in done.stderr


def test_enter_keeps_what_was(book: Path) -> None:
    due_again(book)
    interview(book, "\n\n\n\n", "--owner", "Ann Lee")
    plan = load(book).plan
    assert plan is not None
    assert plan.check_ins[-1][1:4] == ("C1.1", 301.0, 6.0)


@pytest.mark.parametrize(
    ("answers", "reported"),
    [
        pytest.param("s\nq\n", [], id="skip, then stop"),
        pytest.param("-\n\n\n\nq\n", [], id="no new number and nothing else"),
        pytest.param("-\n5\n\n\nq\n", [("C1.1", None)], id="a confidence alone"),
        pytest.param("330\nq\n", [("C1.1", 330.0)], id="stopped in the middle of one"),
        pytest.param("330\n", [("C1.1", 330.0)], id="the answers end"),
        pytest.param("", [], id="no answers at all"),
        pytest.param("many\n330\n11\n9\n\n\nq\n", [("C1.1", 330.0)], id="slips are asked again"),
        pytest.param("\n\n\n\n30%\n\n\n\nq\n", [("C1.1", 301.0), ("C1.2", 0.3)], id="two of them"),
    ],
)
def test_what_is_answered_is_kept(
    answers: str, reported: list[tuple[str, object]], book: Path
) -> None:
    due_again(book)
    before = lines(book)
    done = interview(book, answers)
    assert done.returncode == 0, done.stderr
    assert lines(book) == [*before, *reported]
    assert bool(reported) is not ("Nothing was written." in done.stdout)


@pytest.mark.parametrize(
    ("answers", "confidence", "in_the_way", "next_step"),
    [
        pytest.param("330\n8\ns\nCall\n", 8.0, "", "Call", id="s at a text"),
        pytest.param("330\n8\nS\n-\n", 8.0, "", "", id="in capitals, and a hyphen"),
        pytest.param("330\ns\nStrike\ns\n", None, "Strike", "", id="s at the confidence"),
        pytest.param("330\n8\nStrike\nq\n", 8.0, "Strike", "", id="q at a text"),
        pytest.param("330\n8\nso so\nquit\n", 8.0, "so so", "quit", id="words that begin so"),
    ],
)
def test_a_lone_s_or_q_is_no_text(
    answers: str, confidence: float | None, in_the_way: str, next_step: str, book: Path
) -> None:
    due_again(book)
    interview(book, answers, "--owner", "Ann Lee")
    plan = load(book).plan
    assert plan is not None
    line = plan.check_ins[-1]
    assert (line.key_result_id, line.value, line.confidence) == ("C1.1", 330.0, confidence)
    assert (line.in_the_way, line.next_step) == (in_the_way, next_step)


def test_stages_are_asked_for_by_number(book: Path) -> None:
    due_again(book)
    answers = "s\n" * 6 + "2\n1\n7\n\n\n" + "q\n"
    done = interview(book, answers)
    assert "Stages done now, of 1 Pilot [numbers, Enter: none, s: skip, q: stop]:" in done.stderr
    assert "Write numbers from 1 to 1" in done.stderr
    assert "'Pilot' is done since 2027-03-10." in done.stdout
    plan = load(book).plan
    assert plan is not None
    assert plan.stages[1].done == date(2027, 3, 10)


def test_monthly_numbers_are_not_kept_as_new(book: Path) -> None:
    due_again(book)
    done = interview(book, "s\ns\nq\n")
    assert "(3 of 8) S1.1" in done.stderr
    assert "Value [Enter: no new number, s: skip, q: stop]:" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals are different there")
def test_ctrl_c_writes_nothing_and_says_so(book: Path) -> None:
    due_again(book)
    before = book.read_bytes()
    with subprocess.Popen(
        [*COMMAND, "checkin", str(book)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write("330\n8\n")
        process.stdin.flush()
        told = ""
        while "In the way" not in told:
            told += process.stderr.read(1)
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        told += process.communicate(timeout=20)[1]
    assert process.returncode == 130
    assert "okrsheet: stopped. Nothing was changed." in told
    assert (book.read_bytes(), backups(book)) == (before, [])


@pytest.mark.slow
@pytest.mark.parametrize("people", [2, 4])
def test_people_who_report_at_the_same_time_lose_nothing(people: int, book: Path) -> None:
    names = ["C1.1", "C1.2", "S1.1", "S1.2", "S1.3", "X1.2"][:people]
    days = ["2027-02-24", "2027-02-25", "2027-02-26"]
    before = lines(book)
    for day in days:
        running = [
            subprocess.Popen(
                [*COMMAND, "checkin", str(book), "--kr", name, "--value", "0.5", "--date", day],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                env=environment(),
            )
            for name in names
        ]
        for process in running:
            _, told = process.communicate(timeout=120)
            assert process.returncode == 0, told
    reported = Counter(lines(book)[len(before) :])
    assert reported == Counter({(name, 0.5): len(days) for name in names})
    assert lines(book)[: len(before)] == before
    assert "already show" in run("refresh", str(book)).stdout


def test_the_validator_finds_nothing_new(book: Path, sdk_errors: Callable[..., list[str]]) -> None:
    before = Counter(sdk_errors(book))
    week = book.with_name("week.csv")
    week.write_text("KR,Value,Next step\nC1.1,330,=1+1\nS1.4,No,\U0001f3af\n", encoding="utf-8")
    assert run("checkin", str(book), "--from", str(week)).returncode == 0
    assert not Counter(sdk_errors(book)) - before
