"""A change of a cell in words: days are days, names are words."""

import re

import pytest

from okrsheet.core.figures import figures
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Cell, ErrorValue
from okrsheet.workbook.change_line import change_line
from okrsheet.workbook.in_file import ComputedCell, computed_columns, view_of
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.sheets.engine import ENGINE
from okrsheet.workbook.sheets.heat_map import TABLE as HEAT_MAP
from tests import books

AROUND_THE_QUARTER = range(46_300, 46_600)


def line(sheet: str, label: str, old: object, new: object) -> str:
    cell = Cell(old)  # type: ignore[arg-type]  # what the test hands in is a cell's
    return change_line(ComputedCell(sheet, 5, 2, label, cell, "1", new))


@pytest.mark.parametrize(
    ("sheet", "label", "old", "new", "told"),
    [
        ("Lists", "okr_published", None, 46348, "Lists!B5 Published on: blank -> 2026-11-22"),
        ("Lists", "okr_red_weeks", 3, 4, "Lists!B5 Red weeks until leadership decides: 3 -> 4"),
        ("Lists", "okr_later", 1, 2, "Lists!B5 Later: 1 -> 2"),
        ("Start", "", 46388, 46389, "Start!B5: 2027-01-01 -> 2027-01-02"),
        ("Start", "", 3, 0.5, "Start!B5: 3 -> 0.5"),
        ("Heat Map", "W1", 46384, 12, "Heat Map!B5 W1: 2026-12-28 -> 12"),
        ("Key Results", "Current", 46389.0, 46390.0, "Key Results!B5 Current: 46389 -> 46390"),
        ("Key Results", "Score", ErrorValue("#N/A"), 0.5, "Key Results!B5 Score: #N/A -> 0.5"),
    ],
)
def test_a_change_is_told_in_words(
    sheet: str, label: str, old: object, new: object, told: str
) -> None:
    assert line(sheet, label, old, new) == told


def test_every_day_of_the_example_is_told_as_one() -> None:
    book = parse_workbook(books.example(), "book.xlsx")
    loaded = read_plan(book)
    assert loaded.plan is not None
    assert loaded.as_of is not None
    view = view_of(loaded, figures(loaded.plan, loaded.policy, loaded.as_of))
    columns = computed_columns(book, loaded, view)
    cells = [column.cell(place) for column in columns for place in range(len(column.rows))]
    days = [cell for cell in cells if cell.value in AROUND_THE_QUARTER]
    assert len({(cell.sheet, cell.label) for cell in days}) > 20
    for cell in days:
        # A new working column that holds days belongs to `_WORKING_DAYS`.
        assert re.search(r"-> 202[67]-\d\d-\d\d$", change_line(cell)), change_line(cell)
    assert {cell.sheet for cell in days} >= {HEAT_MAP.sheet, "Start", "Lists", "Check-ins"}


def test_every_engine_cell_has_words() -> None:
    for engine in ENGINE:
        told = line("Lists", engine.name, 0, 1).removeprefix("Lists!B5 ")
        assert re.match(r"[A-Z][a-z ]", told)
        assert "_" not in told
