"""Corners of `okrsheet check` and `explain`: colour, pipes, books nobody can read."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from okrsheet.core.checks import check
from okrsheet.core.export import document
from okrsheet.workbook.registry import all_codes
from tests import books
from tests.books import Book
from tests.commands import COMMAND, environment, run
from tests.engines.iron import recalculate_iron
from tests.engines.libreoffice import LibreOffice
from tests.unit.tiny_book import tiny_book

JSON_TO_HEADER: Final = {
    "progress": "Progress",
    "score": "Score",
    "expected": "Expected",
    "pace": "Pace",
    "rag": "RAG",
    "message": "Note",
    "confidence": "Confidence",
    "red_weeks": "Red weeks",
    "escalation": "Escalation",
    "team": "Team",
    "automatic_rag": "Automatic",
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("example") / "example.xlsx"
    assert run("new", "2027-Q1", "--example", "--out", str(path)).returncode == 0
    return path


def test_the_example_is_the_example_of_the_core(example: Path) -> None:
    shown = json.loads(run("check", str(example), "--json").stdout)
    found = books.example_figures()
    want = json.loads(json.dumps(document(found, [])))
    assert {name: shown[name] for name in want if name != "findings"} == {
        name: value for name, value in want.items() if name != "findings"
    }
    codes = sorted(each.code for each in check(found))
    assert sorted(each["code"] for each in shown["findings"]) == codes
    assert all(each["sheet"] for each in shown["findings"])


def test_two_runs_say_the_same(example: Path) -> None:
    assert run("check", str(example)).stdout == run("check", str(example)).stdout


@pytest.mark.libreoffice
def test_every_figure_of_the_json_is_in_the_sheet(example: Path, libreoffice: LibreOffice) -> None:
    shown = json.loads(run("check", str(example), "--json").stdout)["key_results"]
    book = Book(example.read_bytes())
    for cells in (libreoffice.recalculate(example), recalculate_iron(example)):
        for row, figure in enumerate(shown):
            for name, header in JSON_TO_HEADER.items():
                seen = cells["Key Results"][book.address("Key Results", header, row)]
                want = "" if figure[name] is None else figure[name]
                same = seen == want or (seen or "") == (want or "")
                assert same or seen == pytest.approx(want, abs=1e-9), (figure["id"], name)


def unreadable_books() -> Iterator[tuple[str, bytes, str]]:
    good = books.example()
    yield "empty", b"", "OKR910"
    yield "text", b"a;b;c\n", "OKR912"
    yield "cut", good[: len(good) // 2], "OKR903"
    yield "a byte changed", good[:4000] + bytes([good[4000] ^ 255]) + good[4001:], "OKR9"
    yield "not ours", tiny_book(), "OKR001"


@pytest.mark.parametrize(
    ("data", "code"), [pytest.param(*each[1:], id=each[0]) for each in unreadable_books()]
)
@pytest.mark.parametrize("words", [(), ("--json",)], ids=["text", "json"])
def test_a_book_nobody_can_read_gives_2(
    data: bytes, code: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(data)
    done = run("check", str(path), *words)
    assert done.returncode == 2
    assert code in done.stderr
    assert path.read_bytes() == data
    if words and done.stdout:
        assert json.loads(done.stdout)["findings"][0]["code"] == code


def test_a_lost_header_is_a_finding_and_no_accident(example: Path, tmp_path: Path) -> None:
    book = Book(example.read_bytes())
    cell = f"{book.headers('Key Results')['ID']}{book.area('Key Results')[1]}"
    book.change(book.table_parts("Key Results")[0], ' name="ID"', ' name="Code"')
    book.put("Key Results", cell, books.text("Code"))
    path = tmp_path / "b.xlsx"
    path.write_bytes(book.data)
    done = run("check", str(path))
    assert done.returncode == 1
    assert "OKR003" in done.stdout


@pytest.mark.parametrize("code", sorted(all_codes()))
def test_each_code_is_explained(code: str) -> None:
    done = run("explain", code.lower())
    assert done.returncode == 0
    assert all_codes()[code].title in done.stdout
    assert all_codes()[code].way_out in done.stdout


def on_a_terminal(*words: str, **more: str) -> str:
    """What a command writes to a terminal."""
    pty = pytest.importorskip("pty")
    mine, theirs = pty.openpty()
    with subprocess.Popen([*COMMAND, *words], stdout=theirs, env=environment(**more)) as process:
        os.close(theirs)
        found = b""
        while True:
            try:
                piece = os.read(mine, 65536)
            except OSError:  # Linux says so at the end
                break
            if not piece:
                break
            found += piece
        process.wait()
    os.close(mine)
    return found.decode("utf-8")


def test_colour_is_for_terminals_without_no_color(example: Path) -> None:
    coloured = on_a_terminal("check", str(example), TERM="xterm-256color", COLUMNS="100")
    plain = on_a_terminal("check", str(example), NO_COLOR="1", COLUMNS="100")
    assert "\033[" in coloured
    assert "\033" not in plain
    assert re.sub(r"\033\[[\d;]*m", "", coloured) == plain
    assert plain.replace("\r\n", "\n") == run("check", str(example), COLUMNS="100").stdout


@pytest.mark.parametrize("columns", ["20", "60", "80", "200"])
def test_lines_of_the_board_fit_the_terminal(columns: str, example: Path) -> None:
    board = run("check", str(example), COLUMNS=columns).stdout.partition("WHAT NEEDS")[0]
    table = board.partition("OBJECTIVES")[2]
    assert max(map(len, table.splitlines())) <= max(60, int(columns))


def test_a_console_that_knows_ascii_only_gets_question_marks(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    run("new", "2027-Q1", "--org", "営業", "--out", str(path))
    done = run("check", str(path), PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "??, 2027-Q1" in done.stdout


@pytest.mark.parametrize("words", [("check",), ("check", "--json"), ("explain",)])
def test_a_reader_that_stops_early_is_no_mistake(words: tuple[str, ...], example: Path) -> None:
    book = [str(example)] if words[0] == "check" else []
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.run(
        [*COMMAND, *words, *book],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=environment(),
        check=False,
    )
    os.close(writing)
    assert process.stderr == b""
