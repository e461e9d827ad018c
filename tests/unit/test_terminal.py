"""Lines that fit a terminal, and the line that says what takes long."""

import io
import time

import pytest

from okrsheet.commands.progress import Progress
from okrsheet.commands.terminal import fitting, line_width, typed

LONG = "  Key Results!Z25: error OKR025: S2.2 can't be scored: No baseline."


@pytest.mark.parametrize(
    ("columns", "text", "told"),
    [
        pytest.param("80", LONG, LONG, id="it fits"),
        pytest.param("", LONG * 9, LONG * 9, id="no terminal"),
        pytest.param("zero", LONG * 9, LONG * 9, id="no number"),
        pytest.param(
            "50",
            LONG,
            "  Key Results!Z25: error OKR025: S2.2 can't be\n    scored: No baseline.",
            id="further in from the second line on",
        ),
        pytest.param("40", "a" * 90, "a" * 90, id="a word is never cut"),
        pytest.param(
            "40", f"x {'a' * 90} y", f"x\n  {'a' * 90}\n  y", id="a long word has its own line"
        ),
        pytest.param("20", "b" * 30 + " c", "b" * 30 + " c", id="nobody reads less than 40"),
        pytest.param(
            "40",
            "\033[31;1mRed\033[0m " + "d" * 36,
            "\033[31;1mRed\033[0m " + "d" * 36,
            id="colours take no room",
        ),
        pytest.param("40", f"{LONG[:30]}\nshort", f"{LONG[:30]}\nshort", id="lines stay lines"),
    ],
)
def test_a_text_is_folded_to_the_terminal(
    columns: str, text: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert fitting(text, io.StringIO()) == told


def test_tables_are_never_narrower_than_they_have_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    assert (line_width(), line_width(60)) == (40, 60)


def waited_for(stream: io.StringIO, text: str) -> str:
    for _ in range(500):
        if text in stream.getvalue():
            break
        time.sleep(0.01)
    return stream.getvalue()


def test_progress_is_shown_and_taken_away() -> None:
    stream = io.StringIO()
    line = Progress(stream, patience=0.0)
    assert "\rokrsheet: working (0 s)" in waited_for(stream, "working")
    line.doing("pack 2 of 3")
    assert "\rokrsheet: pack 2 of 3 (0 s)" in waited_for(stream, "pack 2")
    line.end()
    rest = stream.getvalue().rpartition("s)")[2]
    assert rest.strip() == ""
    assert rest.endswith("\r")
    assert "\n" not in stream.getvalue()


def test_what_is_done_within_a_second_shows_nothing() -> None:
    stream = io.StringIO()
    Progress(stream).end()
    assert stream.getvalue() == ""


def test_nothing_is_shown_while_somebody_is_asked() -> None:
    stream = io.StringIO()
    line = Progress(stream, patience=0.0)
    waited_for(stream, "working")
    line.hold(held=True)
    asked = stream.getvalue()
    time.sleep(0.05)
    assert stream.getvalue() == asked
    line.hold(held=False)
    line.doing("going on")
    assert "going on" in waited_for(stream, "going on")
    line.end()


def test_a_line_is_cut_to_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    stream = io.StringIO()
    line = Progress(stream, patience=0.0)
    line.doing("reading " + "x" * 90)
    waited_for(stream, "reading")
    line.end()
    assert max(map(len, stream.getvalue().split("\r"))) == 29


def test_a_terminal_that_is_gone_is_no_mistake() -> None:
    stream = io.StringIO()
    line = Progress(stream, patience=0.0)
    waited_for(stream, "working")
    stream.close()
    time.sleep(0.05)
    line.end()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("plan.xlsx", "plan.xlsx"),
        (r"C:\Teams\Übersicht_2027-Q1.xlsx", r"C:\Teams\Übersicht_2027-Q1.xlsx"),
        ("our plan.xlsx", '"our plan.xlsx"'),
        ("plan (2).xlsx", '"plan (2).xlsx"'),
        ("R&D.xlsx", '"R&D.xlsx"'),
    ],
)
def test_a_name_is_told_as_one_types_it(name: str, told: str) -> None:
    assert typed(name) == told
