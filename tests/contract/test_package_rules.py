"""What Excel asks of a package, and how a new workbook meets the reader."""

import hashlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from okrsheet.core.policy import SMB, preset
from okrsheet.workbook.contract import Column, Kind, TableSpec
from okrsheet.workbook.create import Request, empty_plan, new_workbook, template_path
from okrsheet.workbook.layout import SHEET_ORDER, TABLES, VERSION, VERSION_NAME
from okrsheet.workbook.sheets.settings import SETTINGS
from tests import books
from tests.books import Book
from tests.engines.package_lint import lint
from tests.engines.sheet_lint import area_of, position
from tests.small_plan import small_book

ROOT: Final = Path(__file__).parents[2]
CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MAIN: Final = f"{{{books.SPACES['m']}}}"


def new(teams: tuple[str, ...] = ()) -> bytes:
    plan = empty_plan(Request(books.QUARTER, "Acme", "Ann", teams))
    return new_workbook(plan, SMB, as_of=None, today=date(2026, 12, 1), stamp=books.STAMP)


MADE: Final[dict[str, Callable[[], bytes]]] = {
    "template": lambda: template_path().read_bytes(),
    "new, no team": new,
    "new, 20 teams": lambda: new(tuple(f"Team {number}" for number in range(20))),
    "every field filled": small_book,
    "example": books.example,
}


@cache
def opened(name: str) -> Book:
    return Book(MADE[name]())


@pytest.fixture(params=list(MADE))
def book(request: pytest.FixtureRequest) -> Book:
    return opened(request.param)


def test_excel_would_repair_nothing(book: Book) -> None:
    assert lint(book.data) == []


def test_it_opens_at_start(book: Book) -> None:
    view = book.tree("xl/workbook.xml").find("m:bookViews/m:workbookView", books.SPACES)
    assert view is not None
    assert view.get("activeTab", "0") == "0"
    chosen = [
        sheet
        for sheet, part in book.sheets().items()
        for view in book.tree(part).iter(f"{MAIN}sheetView")
        if view.get("tabSelected") in ("1", "true")
    ]
    assert chosen == [SHEET_ORDER[0]] == ["Start"]


def test_every_sheet_opens_at_its_beginning(book: Book) -> None:
    for part in book.sheets().values():
        for view in book.tree(part).iter(f"{MAIN}sheetView"):
            assert view.get("topLeftCell", "A1") == "A1"
            assert {s.get("activeCell", "A1") for s in view.iter(f"{MAIN}selection")} <= {"A1"}


def test_it_says_which_layout_it_has(book: Book) -> None:
    custom = book.tree("docProps/custom.xml")
    stamps = {each.attrib["name"]: "".join(each.itertext()) for each in custom}
    assert stamps == {"okrsheet layout": VERSION}
    names = book.tree("xl/workbook.xml").iterfind("m:definedNames/*", books.SPACES)
    hidden = {each.attrib["name"]: each for each in names if each.get("hidden") == "1"}
    assert hidden[VERSION_NAME].text == f'"{VERSION}"'


def test_nothing_calls_an_add_in_or_another_file(book: Book) -> None:
    kinds = {kind for part in book.parts for kind, _ in book.links(part).values()}
    assert not kinds & {"externalLink", "vbaProject", "customXml", "webextension", "connections"}
    assert not [part for part in book.parts if re.search(r"calcChain|externalLink|vba", part)]
    for part in book.sheets().values():
        assert not re.search(r"<f>[^<]*(OKR_|\.xlam|\[\d+\])", book.xml(part))


def references(chart: ET.Element) -> Iterator[tuple[str, list[object]]]:
    """What each reference of a chart stores beside itself: blanks left out of the points."""
    for kind in ("numRef", "strRef"):
        for each in chart.iter(f"{CHART}{kind}"):
            points = each.iter(f"{CHART}pt")
            found = {int(point.attrib["idx"]): "".join(point.itertext()) for point in points}
            count = each.find(f".//{CHART}ptCount")
            size = 0 if count is None else int(count.attrib["val"])
            place = each.findtext(f"{CHART}f") or ""
            yield place, [_number(found.get(number, "")) for number in range(size)]


def _number(value: str) -> object:
    return float(value) if re.fullmatch(r"-?[\d.]+(?:[eE]-?\d+)?", value) else value


@pytest.mark.parametrize("name", ["every field filled", "example"])
def test_the_chart_stores_what_its_cells_show(name: str) -> None:
    book = opened(name)
    found = dict(references(book.tree("xl/charts/chart1.xml")))
    assert len(found) >= 5  # categories, and for each series its name and values
    for reference, points in found.items():
        sheet, _, place = reference.replace("$", "").partition("!")
        area = area_of(place)
        column = re.match("[A-Z]+", place)
        assert column is not None
        rows = [
            book.cells(sheet.strip("'"), row).get(column[0])
            for row in range(area.top, area.bottom + 1)
        ]
        assert points == [row if row is not None else "" for row in rows], reference


def typed_columns() -> Iterator[tuple[TableSpec, Column]]:
    for table in TABLES:
        if table.name != "tblSettings":
            yield from ((table, column) for column in table.columns if not column.computed)


def covering(book: Book, sheet: str, header: str, tag: str) -> list[ET.Element]:
    """The rules of a kind whose area holds every data row below a header."""
    rows, column = book.rows(sheet), book.headers(sheet)[header]
    first, last = position(f"{column}{rows[0]}"), position(f"{column}{rows[-1]}")
    return [
        rule
        for rule in book.tree(book.sheets()[sheet]).iter(f"{MAIN}{tag}")
        for area in map(area_of, rule.get("sqref", "").split())
        if area.left <= first[0] <= area.right and area.top <= first[1] and last[1] <= area.bottom
    ]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        pytest.param(table, column, id=f"{table.sheet} {column.header}")
        for table, column in typed_columns()
        if column.choices or column.kind in (Kind.DATE, Kind.NUMBER, Kind.WHOLE, Kind.METRIC)
    ],
)
def test_every_row_of_the_example_has_its_rule(table: TableSpec, column: Column) -> None:
    (rule,) = covering(opened("example"), table.sheet, column.header, "dataValidation")
    if column.choices:
        assert rule.get("type") == "list"
        assert rule.findtext(f"{MAIN}formula1") == column.choices
    elif column.kind is Kind.DATE:
        assert rule.get("type") == "date"


@pytest.mark.parametrize(
    ("sheet", "header"),
    [
        pytest.param(table.sheet, column.header, id=f"{table.sheet} {column.header}")
        for table in TABLES
        for column in table.columns
        if column.kind in (Kind.RAG, Kind.BAND)
    ],
)
def test_every_word_of_the_example_has_its_colour(sheet: str, header: str) -> None:
    rules = covering(opened("example"), sheet, header, "conditionalFormatting")
    assert any(rule.find(f"{MAIN}cfRule") is not None for rule in rules)


def test_settings_offer_their_words(book: Book) -> None:
    rules = {
        rule.attrib["sqref"]: rule.findtext(f"{MAIN}formula1")
        for rule in book.tree(book.sheets()["Settings"]).iter(f"{MAIN}dataValidation")
    }
    for setting in SETTINGS:
        row = book.row_of("Settings", "Setting", setting.label)
        if setting.choices:
            assert rules[book.address("Settings", "Value", row)] == setting.choices


def test_the_time_given_is_the_time_written() -> None:
    plan, stamp = empty_plan(Request(books.QUARTER)), datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
    made = Book(new_workbook(plan, SMB, as_of=None, today=date(2031, 5, 6), stamp=stamp))
    assert made.xml("docProps/core.xml").count("2031-05-06T07:08:09Z") == 2
    other = Book(new_workbook(plan, SMB, as_of=None, today=date(2031, 5, 6), stamp=books.STAMP))
    assert {n for n in made.parts if made.parts[n] != other.parts[n]} == {"docProps/core.xml"}


@pytest.mark.slow
def test_the_same_words_give_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib; from tests.contract.test_package_rules import new;"
        "print(hashlib.sha256(new(('Sales', 'R&D', 'Support'))).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert told == {hashlib.sha256(new(("Sales", "R&D", "Support"))).hexdigest()}


@pytest.mark.parametrize("name", ["doerr", "scala", "google"])
def test_a_preset_stands_in_settings(name: str) -> None:
    plan = empty_plan(Request(books.QUARTER))
    made = Book(
        new_workbook(plan, preset(name), as_of=None, today=date(2027, 1, 1), stamp=books.STAMP)
    )
    assert lint(made.data) == []
    row = made.row_of("Settings", "Setting", "Most company objectives that pass")
    value = made.cells("Settings", made.rows("Settings")[row])[made.headers("Settings")["Value"]]
    assert value == preset(name).company_objectives.pass_to
