"""`okrsheet insights` as a user runs it, on histories made from workbooks."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

import okrsheet
from okrsheet.cli import main
from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.core.insights_lines import TITLES
from okrsheet.sources.history_import import import_history
from okrsheet.sources.history_schema import FILE_NAME
from tests.closed import key_result, objective, quarter
from tests.closed_books import put
from tests.commands import run
from tests.e2e.test_close import DECIDED, open_book
from tests.histories import invented

Keep = Callable[[ClosedQuarter], None]


def imported(folder: Path) -> None:
    import_history(str(folder / FILE_NAME), [str(folder)], now_ns=0)


@pytest.fixture(scope="module")
def invented_history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("history")
    for each in invented():
        put(folder, f"{each.name}.xlsx", each)
    imported(folder)
    return folder / FILE_NAME


@pytest.fixture
def history(
    invented_history: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[ClosedQuarter], None]:
    """The invented quarters, in a folder of their own, and a way to add another."""
    folder = tmp_path / "okrs"
    folder.mkdir()
    copyfile(invented_history, folder / FILE_NAME)
    monkeypatch.chdir(folder)

    def keep(closed: ClosedQuarter) -> None:
        put(folder, f"{closed.organisation} {closed.name}.xlsx", closed)
        imported(folder)

    return keep


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


def test_several_organisations_are_asked_about(history: Keep, capsys: Any) -> None:
    history(quarter("2026-Q1", [key_result(0.5)], organisation="Beta"))
    assert main(["insights"]) == 2
    told = capsys.readouterr().err
    assert "several organisations: Beta, Marrowby Instruments. Name one (--org NAME)." in told
    assert main(["insights", "--org", "beta"]) == 0
    assert capsys.readouterr().out.startswith("Beta: what 1 closed quarter teaches")
    assert main(["insights", "--org", "Gamma"]) == 2
    assert "no 'Gamma'. Organisations: Beta, Marrowby" in capsys.readouterr().err


def test_a_renamed_team_goes_on(history: Keep, capsys: Any) -> None:
    history(quarter("2027-Q3", [], [objective(team="Growth", score=0.5)], "Marrowby Instruments"))
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
    told = capsys.readouterr().err
    assert "there is no history here" in told
    assert "`okrsheet history import FOLDER`" in told


def test_frames_are_those_of_the_history(history: Keep) -> None:
    found = okrsheet.insight_frames()
    assert len(found.quarters) == 6
    assert list(found.told["insight"]) == list(TITLES)
    sales = okrsheet.insight_frames(Path(), team="sales").scores
    assert set(sales["team"]) == {"Sales"}
    history(quarter("2026-Q1", [key_result(0.5)], organisation="Beta"))
    with pytest.raises(ValueError, match="several organisations: Beta, Marrowby"):
        okrsheet.insight_frames()
    assert len(okrsheet.insight_frames(organisation="Beta").quarters) == 1
    with pytest.raises(ValueError, match="no team 'Sails'"):
        okrsheet.insight_frames(team="Sails", organisation="Beta")


def test_from_an_open_quarter_to_what_it_teaches(tmp_path: Path) -> None:
    book = tmp_path / "okrs.xlsx"
    book.write_bytes(open_book())
    assert run("close", str(book), *DECIDED).returncode == 0
    assert run("insights", cwd=tmp_path).returncode == 2
    assert run("history", "import", ".", cwd=tmp_path).returncode == 0

    told = run("insights", cwd=tmp_path, COLUMNS="80")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("Acme: what 1 closed quarter teaches (2027-Q1)")
    assert all(title.upper() in told.stdout for title in TITLES.values())

    made = json.loads(run("insights", "--json", cwd=tmp_path).stdout)
    (company,) = [
        x for x in made["scores"]["lines"] if (x["team"], x["objective"]) == ("Company", "")
    ]
    assert [round(each["score"], 2) for each in company["quarters"]] == [0.64]
    decided = next(x for x in made["decisions"]["lines"] if x["team"] == "All teams")["quarters"][0]
    assert decided == {
        "quarter": "2027-Q1",
        "continued": 2,
        "revised": 1,
        "dropped": 2,
        "done": 1,
        "undecided": 0,
    }

    shown = run("insights", "--html", "-", cwd=tmp_path).stdout
    assert "0.64" in shown
    assert shown.rstrip().endswith("</html>")
