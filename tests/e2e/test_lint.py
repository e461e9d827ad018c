"""`okrsheet lint` as a person meets it."""

import json
from pathlib import Path

import pytest

from tests.commands import run

VAGUE = "Improve customer satisfaction"
GOOD = "Grow monthly recurring revenue from $180K to $240K by Q4"


def test_a_vague_text_fails_and_is_told_how_to_say_it_better() -> None:
    done = run("lint", VAGUE)
    assert done.returncode == 1
    assert "vague-verb" in done.stdout
    assert "Improve customer satisfaction from X to Y as measured by Z" in done.stdout


def test_a_good_text_passes_and_its_numbers_are_shown() -> None:
    done = run("lint", GOOD)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"fine     {GOOD}",
        "         from 180000 to 240000 USD, increase",
    ]


def test_thirds_have_no_long_tail() -> None:
    done = run("lint", "Raise the share of members who renew from one in nine to one in three")
    assert "from 11.11 to 33.33 %, increase" in done.stdout
    done = run("lint", "Lower faults from 1 in 50 to 1 in 300")
    assert "from 2 to 0.3333 %, decrease" in done.stdout


def test_several_texts_are_summed_up() -> None:
    done = run("lint", VAGUE, GOOD, "--fail-on", "never")
    assert done.returncode == 0
    assert "2 texts by their gravest remark: 1 error, 1 fine." in done.stdout


def test_objectives_have_rules_of_their_own() -> None:
    done = run("lint", "--objective", "Win 20% of the market", "--fail-on", "warning")
    assert done.returncode == 1
    assert "objective-number" in done.stdout


def test_json_holds_the_same(tmp_path: Path) -> None:
    shown = json.loads(run("lint", VAGUE, GOOD, "--json").stdout)
    assert shown["format"] == 1
    assert [text["verdict"] for text in shown["texts"]] == ["error", "fine"]
    assert shown["texts"][1]["measure"] == {
        "baseline": 180000,
        "target": 240000,
        "unit": "USD",
        "direction": "increase",
        "relative": False,
    }


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("texts.txt", f"{VAGUE}\n\n  {GOOD}  \r\n", id="lines"),
        pytest.param("a.csv", f'id,Key Result\n1,"{VAGUE}"\n2,"{GOOD}"\n', id="commas"),
        pytest.param("b.csv", f"KR;Owner\n{VAGUE};Ann\n{GOOD};Bo\n;\n", id="semicolons"),
        pytest.param("c.tsv", f"text\tx\n{VAGUE}\t1\n{GOOD}\t2\n", id="tabs"),
        pytest.param("e.csv", f"sep=;\nOwner;Key Results\nA;{VAGUE}\nB;{GOOD}\n", id="sep"),
        pytest.param("d.txt", f"\ufeff{VAGUE}\n{GOOD}", id="a mark at the start"),
    ],
)
def test_files_hold_lists(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8", newline="")
    shown = json.loads(run("lint", str(path), "--json").stdout)
    assert [text["text"] for text in shown["texts"]] == [VAGUE, GOOD]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("book.xlsx", b"PK", "okrsheet audit", id="a workbook"),
        pytest.param("a.txt", b"\xff\xfe\x00", "not UTF-8", id="not text"),
        pytest.param("a.csv", b"id,owner\n1,Ann\n", "no column of texts", id="no column"),
        pytest.param("b.csv", b"", "no column of texts", id="an empty table"),
        pytest.param("b.txt", b" \n\n", "holds no text", id="empty"),
        pytest.param("a.txt", b"x" * (8 * 1024 * 1024 + 1), "more than 8 MiB", id="too much"),
    ],
)
def test_what_can_not_be_read_is_said(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = run("lint", str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_of_a_table_the_objectives_are_taken_where_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "both.csv"
    path.write_text(f"Key result,Objective\n{GOOD},Win 20% of the market\n", encoding="utf-8")
    done = run("lint", "--objective", str(path))
    assert "Win 20% of the market" in done.stdout
    assert GOOD in run("lint", str(path)).stdout


@pytest.mark.parametrize("name", ["nosuch.txt", "NoSuch.CSV", "book.xlsx", "."])
def test_a_name_that_leads_nowhere_is_no_text(tmp_path: Path, name: str) -> None:
    done = run("lint", name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert name in done.stderr


def test_a_text_may_speak_of_files() -> None:
    assert run("lint", "All 40 teams read plan.txt").returncode == 0


def test_lines_fit_a_terminal() -> None:
    done = run("lint", VAGUE, GOOD, "Support the teams " + "that care " * 12, COLUMNS="80")
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_odd_texts_are_shown_safely() -> None:
    done = run("lint", "Reach 40 \x1b[31mteams", "", "=1+1", "🎯", "a" * 5000, "--fail-on", "never")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert done.stdout.count("There is nothing to judge.") == 3


def test_a_rule_is_explained() -> None:
    done = run("explain", "vague-verb")
    assert done.returncode == 0
    assert "no number in it says how much" in done.stdout
