"""`okrsheet report` as a person meets it."""

import email
import json
import subprocess
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from tests import books
from tests.commands import COMMAND, environment, run
from tests.unit.plain_book import book as plain_book
from tests.unit.plain_book import tabs

NAME = "okrs-2027-Q1"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / f"{NAME}.xlsx"
    path.write_bytes(books.example())
    return path


@pytest.mark.parametrize("form", ["html", "md", "eml", "json"])
def test_the_report_stands_beside_the_workbook(form: str, book: Path) -> None:
    before = book.read_bytes()
    done = run("report", book.name, "--format", form, cwd=book.parent)
    made = book.parent / f"{NAME}-report-2027-02-26.{form}"
    assert (done.returncode, done.stdout) == (0, f"Made {made.name}\n")
    assert f"`okrsheet check {book.name}` shows where" in done.stderr
    assert "C2.3" in made.read_text(encoding="utf-8")
    assert book.read_bytes() == before
    assert {path.name for path in book.parent.iterdir()} == {book.name, made.name}


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(book: Path) -> None:
    made = book.parent / "mine.html"
    made.write_text("mine", encoding="utf-8")
    words = ("report", str(book), "--out", str(made))
    refused = run(*words)
    assert refused.returncode == 3
    assert "mine.html" in refused.stderr
    assert made.read_text(encoding="utf-8") == "mine"
    assert run(*words, "--force").returncode == 0
    assert made.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_report_goes_where_it_is_told(book: Path) -> None:
    folder = book.parent / "for the board"
    folder.mkdir()
    assert run("report", str(book), "--out", str(folder), "--team", "sales").returncode == 0
    assert [path.name for path in folder.iterdir()] == [f"{NAME}-report-sales-2027-02-26.html"]
    shown = run("report", str(book), "--out", "-", "--format", "md")
    assert shown.stdout.startswith("# Larkfield Energy Advisers, OKRs 2027-Q1\n")
    lost = run("report", str(book), "--out", str(book.parent / "nowhere" / "a.html"))
    assert lost.returncode == 3


def test_the_day_can_be_another(book: Path) -> None:
    words = ("report", str(book), "--format", "json", "--out", "-", "--as-of", "2027-02-05")
    shown = json.loads(run(*words).stdout)
    assert (shown["as_of"], shown["since"]) == ("2027-02-05", "2027-01-29")
    early = json.loads(run(*words[:-1], "2027-01-04").stdout)
    assert early["since"] is None


@pytest.mark.parametrize(
    ("day", "form"),
    [
        ("0001-01-01", "html"),
        ("0001-01-01", "json"),
        ("2026-12-31", "eml"),
        ("2027-04-20", "md"),
        ("9999-12-31", "html"),
        ("9999-12-31", "eml"),
    ],
)
def test_any_day_has_a_report(day: str, form: str, book: Path) -> None:
    words = ("report", str(book), "--format", form, "--out", "-", "--as-of", day)
    assert run(*words).returncode == 0


def test_json_says_what_the_page_says(book: Path) -> None:
    shown = json.loads(run("report", str(book), "--format", "json", "--out", "-").stdout)
    assert [each["id"] for each in shown["decisions_due"]] == ["C2.3"]
    assert [each["id"] for each in shown["plans_running"]] == ["C3.3"]
    assert {each["id"]: each["change"] for each in shown["moves"]} == {
        "C1.3": "Worse",
        "S2.1": "Worse",
        "S1.3": "Worse",
        "C1.2": "Recovered",
        "M1.3": "Recovered",
        "D2.3": "Recovered",
    }
    assert {each["id"] for each in shown["successes"]} == {"S1.4", "M2.1"}
    assert {each["owner"]: each["since"] for each in shown["owing"]} == {
        "Samuel Adeyemi": "2027-01-08",
        "Jonas Brandt": "2027-02-08",
        "Yuki Hamasaki": "2027-02-19",
    }
    assert shown["headline"]["counts"]["Red"] == 3
    page = run("report", str(book), "--out", "-").stdout
    assert all(each["text"].replace("'", "&#x27;") in page for each in shown["objectives"])


def test_a_mail_opens_ready_to_be_sent(book: Path) -> None:
    words = ("report", str(book), "--format", "eml", "--out", "-")
    found = email.message_from_string(
        run(*words, "--to", "lead@example.com").stdout, policy=default
    )
    assert isinstance(found, EmailMessage)
    assert found.defects == []
    assert (found["To"], found["X-Unsent"], found["From"]) == ("lead@example.com", "1", None)
    assert found["Subject"] == (
        "Larkfield Energy Advisers, OKRs 2027-Q1, week 9: "
        "1 decision is due and 3 people owe an update"
    )
    plain, html = found.get_body(("plain",)), found.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "LEADERSHIP DECIDES" in plain.get_content()
    # Gmail cuts what is longer; mail programs show no SVG.
    assert len(html.get_content().encode()) < 102_400
    assert "<svg" not in html.get_content()
    blank = email.message_from_string(run(*words).stdout, policy=default)
    assert blank["To"] is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(("--team", "Legal"), "no team 'Legal'", id="no such team"),
        pytest.param(("--to", "a@example.com"), "--format eml", id="an address for a page"),
        pytest.param(("--format", "eml", "--to", "Ann"), "no email address", id="no address"),
        pytest.param(("--as-of", "Friday"), "is no day", id="no day"),
        pytest.param(("--format", "pdf"), "invalid choice", id="no format"),
    ],
)
def test_a_wrong_word_is_named(words: tuple[str, ...], told: str, book: Path) -> None:
    done = run("report", str(book), *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert list(book.parent.iterdir()) == [book]


@pytest.mark.parametrize("command", ["report", "remind", "calendar"])
def test_what_is_no_quarter_is_named(command: str, tmp_path: Path) -> None:
    assert run(command, str(tmp_path / "none.xlsx")).returncode == 2
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    done = run(command, str(broken))
    assert done.returncode == 2
    assert "broken.xlsx" in done.stderr
    undated = tmp_path / "undated.xlsx"
    book = books.Book(books.example())
    row = book.row_of("Settings", "Setting", "First day")
    book.put("Settings", book.address("Settings", "Value", row), books.blank())
    undated.write_bytes(book.data)
    told = run(command, str(undated))
    assert told.returncode == 2
    assert "OKR006" in told.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"broken.xlsx", "undated.xlsx"}


def test_an_empty_quarter_has_a_report(tmp_path: Path) -> None:
    assert run("new", "2027-Q2", "--out", str(tmp_path)).returncode == 0
    done = run("report", str(tmp_path / "okrs-2027-Q2.xlsx"), "--out", "-", "--format", "md")
    assert (done.returncode, done.stderr) == (0, "")
    assert "**Nothing is planned yet.**" in done.stdout


def test_a_workbook_that_is_not_ours_has_a_report(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    path.write_bytes(plain_book(tabs()))
    words = ("report", str(path), "--as-of", "2027-04-20", "--format", "md", "--out", "-")
    done = run(*words)
    assert done.returncode == 0
    assert "## Teams" in done.stdout
    assert "Harbour (0.23)" in done.stdout


def test_a_reader_that_has_enough_may_stop(book: Path) -> None:
    words = [*COMMAND, "report", str(book), "--out", "-"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.read(15) == b"<!DOCTYPE html>"
        running.stdout.close()
        told = running.stderr.read()
    assert running.returncode == 0
    assert b"Traceback" not in told
