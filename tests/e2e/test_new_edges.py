"""Corners of `okrsheet new`: every option, every refusal, odd names, odd places."""

import os
import re
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from okrsheet.core.figures import figures
from okrsheet.core.policy import PRESETS, SMB, preset
from okrsheet.workbook.load import load
from tests.books import Book
from tests.commands import run


@pytest.mark.parametrize("name", PRESETS)
def test_each_preset_stands_in_the_workbook(name: str, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    assert run("new", "2027-Q1", "--preset", name, "--out", str(path)).returncode == 0
    assert load(path).policy == preset(name)


def test_all_options_together(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('organisation = "Other"\nteams = ["X"]\ncadence = "weekly"\n', "utf-8")
    path = tmp_path / "all.XLSX"
    words = ("--out", str(path), "--org", "Acme & Söhne", "--champion", "Zoë", "--team", "R&D")
    more = ("--team", "営業", "--preset", "scala", "--preset", "google", "--fiscal-start", "7")
    last = ("--start", "2026-07-06", "--end", "2026-10-02", "--cadence", "bi-weekly")
    done = run("new", "2027-Q1", *words, *more, *last, "--settings", str(own), "--language", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert str(path) in done.stdout
    loaded = load(path)
    assert loaded.plan is not None
    assert loaded.plan.organisation == "Acme & Söhne"
    assert loaded.plan.champion == "Zoë"
    assert [team.name for team in loaded.plan.teams if team.name] == ["R&D", "営業"]
    assert loaded.plan.quarter[1:] == (date(2026, 7, 6), date(2026, 10, 2))
    assert loaded.policy == preset("scala", "google")._replace(cadence=loaded.policy.cadence)
    assert loaded.policy.cadence_days == 14
    assert loaded.as_of is None
    assert loaded.findings == ()


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A1"])
@pytest.mark.parametrize("option", ["--org", "--champion", "--team"])
def test_a_name_is_never_a_formula(option: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    assert run("new", "2027-Q1", f"{option}={name}", "--out", str(path)).returncode == 0
    loaded = load(path)
    assert loaded.plan is not None
    assert loaded.findings == ()
    named = [loaded.plan.organisation, loaded.plan.champion, loaded.plan.teams[0].name]
    assert name in named
    sheet = "Teams" if option == "--team" else "Settings"
    book = Book(path.read_bytes())
    assert name in {shown for row in book.rows(sheet) for shown in book.cells(sheet, row).values()}


BAD_TOML: Final = {
    "not TOML": "organisation = ",
    "not UTF-8": "organisation = '\udcff'",
    "unknown word": "organization = 'Acme'",
    "unknown number": "[settings]\nbravery = 1",
    "text for a number": "[settings]\nfirst_days = '14'",
    "list for a number": "[settings]\nfirst_days = [14]",
    "date for a number": "[settings]\nfirst_days = 2027-01-01",
    "yes for a number": "[settings]\nfirst_days = true",
    "number for yes": "[settings]\nworst_wins = 1",
    "not a number at all": "[settings]\ncommitted_green = nan",
    "endless": "[settings]\ncommitted_green = inf",
    "limit as a number": "[settings]\nkey_results = 4",
    "limit with another end": "[settings]\nkey_results = { most = 4 }",
    "limit with a fraction": "[settings]\nkey_results = { pass_to = 4.5 }",
    "limit with yes": "[settings]\nkey_results = { pass_to = true }",
    "settings as a number": "settings = 1",
    "cadence unknown": "cadence = 'daily'",
    "cadence among the numbers": "[settings]\ncadence = 'Weekly'",
    "month 13": "fiscal_start = 13",
    "month as text": "fiscal_start = 'April'",
    "preset unknown": "preset = ['steve']",
    "preset as a number": "preset = 5",
    "teams as a number": "teams = 5",
    "team without a name": "teams = ['']",
    "a team twice": "teams = ['Sales', 'sales ']",
    "organisation as a number": "organisation = 5",
}


@pytest.mark.parametrize("text", BAD_TOML.values(), ids=BAD_TOML)
def test_bad_settings_are_refused_in_a_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "okrsheet.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    done = run("new", "2027-Q1", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("where", ["missing.toml", "."], ids=["no such file", "a folder"])
def test_a_settings_file_that_is_not_there_is_refused(where: str, tmp_path: Path) -> None:
    done = run("new", "2027-Q1", "--settings", where, cwd=tmp_path)
    assert done.returncode == 2
    assert "settings file" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "name", ["", "2027", "Q1", "2027-Q0", "2027-Q5", "27-Q1", "2027-Q1x", "0000-Q1"]
)
def test_what_is_no_quarter_is_refused_with_a_way_out(name: str, tmp_path: Path) -> None:
    done = run("new", name, cwd=tmp_path)
    assert done.returncode == 2
    assert re.search(r"quarter|year", done.stderr, re.IGNORECASE)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["0001-Q1", "1899-Q4", "1900-Q1", "9999-Q4"])
def test_a_quarter_no_workbook_can_hold_is_refused_or_read_back(name: str, tmp_path: Path) -> None:
    done = run("new", name, "--out", "b.xlsx", cwd=tmp_path)
    if done.returncode == 0:
        assert run("check", "b.xlsx", "--as-of", "2027-01-01", cwd=tmp_path).returncode == 0
    else:
        assert done.returncode == 2
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("new",), id="no quarter"),
        pytest.param(("new", "2027-Q1", "--start", "2027-02-30"), id="no such day"),
        pytest.param(("new", "2027-Q1", "--fiscal-start", "April"), id="month in words"),
        pytest.param(("new", "2027-Q1", "--language", "xx"), id="no such language"),
        pytest.param(("new", "2027-Q1", "--cadence", "daily"), id="no such cadence"),
        pytest.param(("new", "2027-Q1", "--team", " "), id="team without a name"),
        pytest.param(("check",), id="no book"),
        pytest.param(("check", "b.xlsx", "--as-of", "today"), id="no day"),
        pytest.param(("check", "b.xlsx", "--fail-on", "typo"), id="no such level"),
        pytest.param((), id="no command"),
        pytest.param(("--nonsense",), id="no such option"),
    ],
)
def test_wrong_words_give_exit_code_2(words: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.strip()
    assert not list(tmp_path.iterdir())


def test_a_new_default_book_has_the_default_policy(tmp_path: Path) -> None:
    assert run("new", "2027-q3", cwd=tmp_path).returncode == 0
    loaded = load(tmp_path / "okrs-2027-Q3.xlsx")
    assert loaded.plan is not None
    assert loaded.policy == SMB
    assert figures(loaded.plan, loaded.policy, date(2027, 8, 1)).key_results == ()


@pytest.mark.skipif(os.name == "nt", reason="folders have no such permission")
def test_a_folder_nobody_may_write_in_gives_3(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):
        folder = Path("/proc")  # root may write everywhere but there
    done = run("new", "2027-Q1", "--out", str(folder / "b.xlsx"))
    assert done.returncode == 3
    assert "OKR94" in done.stderr


def test_a_folder_in_the_place_of_the_book_is_not_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "b.xlsx"
    folder.mkdir()
    for words in ((), ("--force",)):
        done = run("new", "2027-Q1", "--out", str(folder), *words)
        assert done.returncode == 3
        assert [each.name for each in tmp_path.iterdir()] == ["b.xlsx"]


@pytest.mark.parametrize("option", ["--org", "--team", "--champion"])
def test_the_example_takes_no_other_names(option: str, tmp_path: Path) -> None:
    done = run("new", "2027-Q2", "--example", option, "Foo", "--out", "b.xlsx", cwd=tmp_path)
    assert done.returncode == 2
    assert f"leave out {option}, or leave out --example" in done.stderr
    assert not (tmp_path / "b.xlsx").exists()
