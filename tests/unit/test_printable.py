"""Text of a workbook never steers a terminal."""

import json

import pytest

from okrsheet.core.codes import finding
from okrsheet.core.export import json_text
from okrsheet.core.figures import figures
from okrsheet.core.model import KeyResult, Objective, Plan, Team
from okrsheet.core.policy import SMB
from okrsheet.core.printable import printable, printable_json
from okrsheet.core.quarter import parse_quarter
from okrsheet.core.scoreboard import lines
from okrsheet.core.words import Level

STEERING = {
    "escape sequence": "\x1b[2J",
    "bell": "\x07",
    "backspace": "\x08",
    "carriage return alone": "a\rb",
    "C1 control": "\x9b31m",
    "delete": "\x7f",
    "right to left override": "\u202egpj",
    "isolate": "\u2066x",
    "line separator": "a\u2028b",
    "lone surrogate": "\ud800",
}
QUARTER = parse_quarter("2027-Q1")


def is_tame(text: str) -> bool:
    return not any(sign in text for sign in "\x1b\x07\x08\r\n\x9b\x7f\u202e\u2066\u2028\ud800")


@pytest.mark.parametrize("text", STEERING.values(), ids=STEERING)
def test_steering_characters_are_shown_as_signs(text: str) -> None:
    assert is_tame(printable(text))
    assert printable(text) != text


@pytest.mark.parametrize(
    "text",
    [
        "R\u00e9duire",
        "\u4fe1\u983c\u6027",
        "\u0634\u0627\u062e\u0635\u200c\u0647\u0627",
        "\U0001f468\u200d\U0001f469",
        "a\u00a0b",
        "",
    ],
    ids=["accent", "Chinese", "Persian with joiner", "joined emoji", "no-break space", "empty"],
)
def test_letters_of_all_scripts_stay(text: str) -> None:
    assert printable(text) == text


def test_line_breaks_become_blanks() -> None:
    assert printable("a\r\nb\tc") == "a b c"


@pytest.mark.parametrize("text", STEERING.values(), ids=STEERING)
def test_no_line_of_the_scoreboard_steers(text: str) -> None:
    plan = Plan(
        QUARTER._replace(name=f"Q{text}"),
        organisation=f"Acme{text}",
        objectives=(Objective(f"O{text}", f"Win{text}", Level.TEAM, f"T{text}", f"P{text}"),),
        key_results=(KeyResult(f"K{text}", f"O{text}", f"Grow{text}", owner=f"Ann{text}"),),
        teams=(Team(f"T{text}"),),
    )
    found = figures(plan, SMB, QUARTER.end)
    told = finding("OKR018", f"There is no key result {text}.")._replace(sheet=f"S{text}")
    assert all(is_tame(line) for line in lines(found, [told]))


@pytest.mark.parametrize("text", STEERING.values(), ids=STEERING)
def test_json_means_the_same_without_steering(text: str) -> None:
    shown = json_text({"text": text, "name": "R\u00e9duire"})
    assert is_tame(shown.replace("\n", ""))
    assert json.loads(shown) == {"text": text, "name": "R\u00e9duire"}
    assert "R\u00e9duire" in shown


def test_plain_json_is_left_alone() -> None:
    assert printable_json('{"a": "\u00e9"}') == '{"a": "\u00e9"}'
    assert printable_json('{"a": 1}') == '{"a": 1}'
