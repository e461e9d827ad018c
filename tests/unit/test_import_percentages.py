"""Numbers that a cell shows in percent come in like percentages that somebody typed."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from okrsheet.cli import main
from okrsheet.ooxml.read import read_workbook
from okrsheet.sources.importing import Wish
from okrsheet.workbook.load import read_plan
from tests.unit.sources_of import DAY, proposal, reasons, states, text_file

HEAD = ("Objective", "Key result", "Start", "Target", "Current", "Confidence")
Shown = tuple[float, str]
"""A number and its format."""


def formatted(folder: Path, *rows: Sequence[str | float | Shown | None]) -> Path:
    """A workbook as Excel saves it, with formats on its numbers."""
    book = openpyxl.Workbook()
    [sheet] = book.worksheets
    for number, row in enumerate([HEAD, *rows], 1):
        for column, held in enumerate(row, 1):
            value, code = held if isinstance(held, tuple) else (held, "General")
            cell = sheet.cell(number, column, value)
            cell.number_format = code
    path = folder / "plan.xlsx"
    book.save(path)
    return path


def typed(folder: Path, *rows: str) -> Path:
    return text_file(folder, "\n".join([";".join(HEAD), *rows]))


def test_a_number_shown_in_percent_is_the_percentage_somebody_would_type(tmp_path: Path) -> None:
    row = ("Grow", "Share of renewals", (0.3, "0%"), (0.45, "0.00%"), (0.333, "0.0 %"), (0.7, "0%"))
    shown = proposal(formatted(tmp_path, row), wish=Wish(day=DAY))
    told = proposal(
        typed(tmp_path, "Grow;Share of renewals;30 %;45 %;33.3 %;70 %"), wish=Wish(day=DAY)
    )
    [kr] = shown.found.key_results
    assert (kr.baseline, kr.target, kr.unit) == (0.3, 0.45, "%")
    assert shown.found.key_results == told.found.key_results
    assert shown.found.check_ins == told.found.check_ins
    assert shown.notes == told.notes
    assert states(shown) == {2: "taken"}


@pytest.mark.parametrize("name", ["Low", "High", "Red line"])
def test_limits_in_percent_are_percentages_too(name: str, tmp_path: Path) -> None:
    text = f"Objective;Key result;{name};Type\nGrow;Churn;3 %;Keep within\n"
    [kr] = proposal(text_file(tmp_path, text)).found.key_results
    assert kr.unit == "%"


@pytest.mark.parametrize(
    "row",
    [
        pytest.param((0.3, (0.45, "0%"), None), id="baseline below one"),
        pytest.param((30, (0.45, "0%"), None), id="baseline above one"),
        pytest.param(((0.3, "0%"), 1, None), id="target"),
        pytest.param(((0.3, "0%"), (0.45, "0%"), 0.4), id="last value"),
        pytest.param(("0.3", "45 %", None), id="typed as texts"),
    ],
)
def test_percentages_beside_plain_numbers_are_asked_about(
    row: Sequence[str | float | Shown | None], tmp_path: Path
) -> None:
    path = formatted(tmp_path, ("Grow", "From 30 % to 45 % renewals", *row))
    found = proposal(path, wish=Wish(day=DAY))
    [kr] = found.found.key_results
    assert (kr.baseline, kr.target, kr.unit, found.found.check_ins) == (None, None, "", ())
    assert states(found) == {2: "taken with a question"}
    assert "in percent" in reasons(found)
    assert "without a percent sign; no number is taken" in reasons(found)


@pytest.mark.parametrize(
    ("row", "question"),
    [
        pytest.param(
            "Increase response rate from 50% to 85%;;;62", "in percent, E2 is not", id="current"
        ),
        pytest.param("Increase response rate to 85%;62;;", "in percent, C2 is not", id="baseline"),
        pytest.param(
            "Increase response rate from 50 to 85;;;62 %",
            "not in percent, E2 is",
            id="text without",
        ),
    ],
)
def test_percentages_of_a_text_are_not_put_beside_plain_numbers(
    row: str, question: str, tmp_path: Path
) -> None:
    found = proposal(typed(tmp_path, f"Grow;{row};7"), wish=Wish(day=DAY))
    [kr] = found.found.key_results
    assert kr.target is None
    assert states(found) == {2: "taken with a question"}
    assert f"{question}; no number of the text is taken" in reasons(found)


@pytest.mark.parametrize("current", ["0", "62 %", "0 %"])
def test_percentages_of_a_text_go_with_percentages_and_nothing(
    current: str, tmp_path: Path
) -> None:
    text = f"Grow;Increase response rate from 50% to 85%;;;{current};7"
    [kr] = proposal(typed(tmp_path, text), wish=Wish(day=DAY)).found.key_results
    assert (kr.baseline, kr.target, kr.unit) == (0.5, 0.85, "%")


def test_nothing_is_nothing_in_percent_too(tmp_path: Path) -> None:
    found = proposal(formatted(tmp_path, ("Grow", "Share", 0, (0.45, "0%"))))
    [kr] = found.found.key_results
    assert (kr.baseline, kr.target, kr.unit, reasons(found)) == (0.0, 0.45, "%", "")


def test_a_sign_that_is_only_text_makes_no_percentage(tmp_path: Path) -> None:
    row = ("Grow", "Share", (30, '0"%"'), (45, "0\\%"))
    [kr] = proposal(formatted(tmp_path, row)).found.key_results
    assert (kr.baseline, kr.target, kr.unit) == (30.0, 45.0, "")


def test_the_workbook_holds_the_percentage_and_the_report_shows_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = formatted(tmp_path, ("Grow", "Share of renewals", (0.3, "0%"), (0.45, "0%")))
    book = tmp_path / "okrs.xlsx"
    assert main(["import", str(path), "--to", str(book), "--quarter", "2027-Q1", "--yes"]) == 0
    said = capsys.readouterr().out
    assert "[30 > 45 %] Share of renewals" in said
    assert "baseline         30 %" in said
    assert "Rows: 1 taken\n" in said
    plan = read_plan(read_workbook(book)).plan
    assert plan is not None
    [kr] = [each for each in plan.key_results if each.text]
    assert (kr.baseline, kr.target, kr.unit) == (0.3, 0.45, "%")
