"""`okrsheet check` on workbooks teams made themselves, as a person sees it."""

import json
from pathlib import Path

import pytest

from tests.commands import run
from tests.unit.plain_book import KEY_RESULTS, Tab, book, tabs, with_cells

DAY = ("--as-of", "2027-04-20")


def check(path: Path, sheets: dict[str, Tab], *words: str):
    data = book(sheets)
    path.write_bytes(data)
    done = run("check", str(path), *DAY, *words)
    assert path.read_bytes() == data
    return done


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plain.xlsx"


def test_a_plain_workbook_has_a_scoreboard(path: Path) -> None:
    done = check(path, tabs())
    assert done.returncode == 0
    assert "Harbour, 2027-Q2, as of 2027-04-20" in done.stdout
    assert "Harbour score 0.23" in done.stdout
    assert "FINDINGS: 1 warning, 3 hints" in done.stdout
    assert "`okrsheet new`" in done.stdout


def test_its_json_has_the_usual_shape(path: Path) -> None:
    shown = json.loads(check(path, tabs(), "--json").stdout)
    assert [each["id"] for each in shown["key_results"]] == ["A1", "A2", "B1"]
    assert shown["quarter"]["name"] == "2027-Q2"


def test_an_error_gives_1_and_a_workbook_without_okrs_2(path: Path) -> None:
    wrong = with_cells(KEY_RESULTS, {(1, 5): 60})
    assert check(path, tabs(KeyResults=Tab(wrong))).returncode == 1
    done = check(path, {"Sales": Tab((("Month", "Revenue"), ("Jan", 1)))})
    assert done.returncode == 2
    assert "OKR001" in done.stderr
    assert "'Sales'" in done.stderr


def test_the_worst_finding_comes_first_where_there_are_no_figures(path: Path) -> None:
    told = check(path, tabs(Config=None)).stderr.splitlines()
    assert "error OKR006" in told[0]
    assert "hint" in told[-1]


@pytest.mark.parametrize("words", [(), ("--json",)], ids=["text", "json"])
def test_no_text_of_a_workbook_steers_the_terminal(path: Path, words: tuple[str, ...]) -> None:
    # An escape sequence can stand in a cell: Excel writes the sign as _x001B_.
    steering = "_x001B_[2J_x009B_31m\u202e_x0007_"
    cells = {(1, 0): "A1", (1, 1): "Z", (1, 2): "Raise", (1, 3): "Ida"}
    rows = with_cells(KEY_RESULTS, {place: text + steering for place, text in cells.items()})
    done = check(path, {"S\u202e": Tab(rows), **tabs(KeyResults=None)}, *words)
    shown = done.stdout + done.stderr
    assert "Raise" in shown
    assert not any(sign in shown for sign in "\x1b\x9b\x07\u202e")


def test_a_vague_text_is_advice_in_a_workbook_of_others(path: Path) -> None:
    vague = with_cells(KEY_RESULTS, {(1, 2): "Improve customer satisfaction"})
    done = check(path, tabs(KeyResults=Tab(vague)))
    assert "warning OKR055" in done.stdout
    assert done.returncode == 0
