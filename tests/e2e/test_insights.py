"""`okrsheet insights` as a user runs it, on a swapped-in history."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

import pytest

from okrsheet.cli import main
from okrsheet.commands import insights as command
from okrsheet.core.closed_quarter import ClosedQuarter
from tests.closed import key_result, objective, quarter
from tests.histories import invented


def asked(*words: str) -> Namespace:
    parser = ArgumentParser()
    command.add_options(parser)
    return parser.parse_args(list(words))


@pytest.fixture
def history(monkeypatch: pytest.MonkeyPatch) -> list[ClosedQuarter]:
    found = list(invented())
    monkeypatch.setattr(command, "closed_quarters", lambda _parsed: found)
    return found


def test_text_is_folded_for_a_terminal(
    history: Any, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["insights"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.startswith("Marrowby Instruments: what 6 closed quarters teach")
    assert max(map(len, told.out.split("\n"))) <= 80


def test_json_is_data(history: Any, capsys: Any) -> None:
    assert main(["insights", ".", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["format"] == 1
    assert len(made["quarters"]) == 6


def test_a_page_is_written_where_it_is_asked_for(history: Any, capsys: Any, tmp_path: Path) -> None:
    target = tmp_path / "teaching.html"
    assert main(["insights", "--html", str(target)]) == 0
    assert capsys.readouterr().out == f"Made {target}\n"
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert main(["insights", "--html", str(target)]) == 3
    assert main(["insights", "--html", str(target), "--force"]) == 0
    assert main(["insights", "--html", str(tmp_path)]) == 0
    assert (tmp_path / "okr-insights.html").is_file()


def test_a_page_goes_to_the_standard_output(history: Any, capfdbinary: Any) -> None:
    assert main(["insights", "--html", "-"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"<!DOCTYPE html>")


def test_one_team_and_no_such_team(history: Any, capsys: Any) -> None:
    assert main(["insights", "--team", "sales"]) == 0
    assert "Instruments, Sales: what" in capsys.readouterr().out
    assert main(["insights", "--team", "Sails"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("okrsheet: There is no team 'Sails' in the history. Teams: Company, ")


def test_several_organisations_are_asked_about(history: list[ClosedQuarter], capsys: Any) -> None:
    history.append(quarter("2026-Q1", [key_result(0.5)], organisation="Beta"))
    assert main(["insights"]) == 2
    told = capsys.readouterr().err
    assert "several organisations: Beta, Marrowby Instruments. Say --org NAME." in told
    assert main(["insights", "--org", "beta"]) == 0
    assert capsys.readouterr().out.startswith("Beta: what 1 closed quarter teaches")
    assert main(["insights", "--org", "Gamma"]) == 2
    assert "no 'Gamma'. Organisations: Beta, Marrowby" in capsys.readouterr().err


def test_a_renamed_team_goes_on(history: list[ClosedQuarter], capsys: Any) -> None:
    history.append(
        quarter("2027-Q3", [], [objective(team="Growth", score=0.5)], "Marrowby Instruments")
    )
    assert main(["insights", "--team", "growth", "--renamed", "Sales = Growth", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    line = made["scores"]["lines"][0]
    assert (line["team"], len([q for q in line["quarters"] if q["score"] is not None])) == (
        "Growth",
        7,
    )


@pytest.mark.parametrize("word", ["Sales", "=Growth", "Sales="])
def test_a_renaming_that_names_no_two_teams(history: Any, word: str, capsys: Any) -> None:
    assert main(["insights", "--renamed", word]) == 2
    assert "Write OLD=NEW." in capsys.readouterr().err


def test_a_folder_without_a_history_says_what_makes_one(tmp_path: Path, capsys: Any) -> None:
    assert main(["insights", str(tmp_path)]) == 2
    assert "`okrsheet history import" in capsys.readouterr().err
