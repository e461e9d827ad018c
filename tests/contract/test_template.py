"""The template and what is made from it: valid, the same every time, safe for Excel."""

import re
import runpy
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import openpyxl
import pytest

from okrsheet.core.policy import SMB
from okrsheet.core.quarter import parse_quarter
from okrsheet.workbook.contract import HEADER_ROW
from okrsheet.workbook.create import Request, empty_plan, new_workbook, template_path
from okrsheet.workbook.formula import stored
from okrsheet.workbook.layout import SHEET_ORDER, SHORTS, TABLES
from tests import books
from tests.engines.iron import recalculate_iron
from tests.engines.libreoffice import LibreOffice
from tests.long_plan import long_plan
from tests.small_plan import small_plan

QUARTER: Final = parse_quarter("2027-Q1")
# Native functions of Excel 2019; those newer than 2007 carry a prefix in the file.
KNOWN: Final = frozenset(
    {
        *(
            "ABS",
            "AND",
            "CHAR",
            "COUNT",
            "COUNTIFS",
            "DAY",
            "EDATE",
            "EXACT",
            "FIND",
            "FIXED",
            "IF",
        ),
        *("IFERROR", "INDEX"),
        *("INT", "ISERROR", "ISNUMBER", "LARGE", "LEFT", "LEN", "LOWER", "MATCH", "MAX", "MID"),
        *(
            "MIN",
            "MOD",
            "MONTH",
            "NOT",
            "OR",
            "ROW",
            "ROWS",
            "SEARCH",
            "SMALL",
            "SUM",
            "SUMIFS",
            "TODAY",
        ),
        *("SUBSTITUTE", "SUMPRODUCT", "TRIM", "YEAR"),
    }
)
PREFIXED: Final = frozenset({"MAXIFS", "MINIFS"})
ERROR: Final = re.compile(r"#(N/A|NAME\?|VALUE!|REF!|DIV/0!|NUM!|NULL!|SPILL!|CALC!)")


def planned() -> bytes:
    """A new quarter with three teams and nothing written yet."""
    plan = empty_plan(Request(QUARTER, "A & B <Ltd>", "Ann", ("Sales", "R&D", "Support")))
    return new_workbook(
        plan, SMB, as_of=None, today=date(2026, 12, 1), stamp=datetime(2027, 1, 1, tzinfo=UTC)
    )


MADE: Final[dict[str, Callable[[], bytes]]] = {
    "template": lambda: template_path().read_bytes(),
    "a new quarter": planned,
    "the example": books.example,
    "long texts": lambda: books.workbook(long_plan()),
    "the day before": lambda: books.workbook(small_plan(), as_of=date(2026, 12, 31)),
    "the quarter is over": lambda: books.workbook(small_plan(), as_of=date(2027, 4, 1)),
}


@pytest.fixture(params=list(MADE))
def made(request: pytest.FixtureRequest) -> books.Book:
    return books.Book(MADE[request.param]())


def formulas(book: books.Book) -> Iterator[str]:
    for part in book.sheets().values():
        yield from re.findall(r"<f>([^<]*)</f>", book.xml(part))
        yield from re.findall(r"<formula[12]?>([^<]*)</formula", book.xml(part))
    for part in book.parts:
        if part.startswith("xl/tables/"):
            pattern = r"<calculatedColumnFormula>([^<]*)<"
            yield from re.findall(pattern, book.xml(part))


def test_the_committed_template_is_what_a_rebuild_gives() -> None:
    script = Path(__file__).parents[2] / "scripts" / "build_template.py"
    assert template_path().read_bytes() == runpy.run_path(str(script))["build"]()


def test_the_same_words_give_the_same_bytes() -> None:
    assert planned() == planned()


def test_the_schema_is_kept(made: books.Book, tmp_path: Path, sdk_errors) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(made.data)
    assert sdk_errors(path) == []


def test_no_cell_shows_an_error(made: books.Book) -> None:
    shown = [
        f"{sheet}!{address}"
        for sheet, cells in made.cached().items()
        for address, value in cells.items()
        if isinstance(value, str) and ERROR.search(value)
    ]
    assert shown == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", [name for name in MADE if name != "template"])
def test_recalculated_cells_show_no_error_and_what_was_stored(
    name: str, tmp_path: Path, libreoffice: LibreOffice
) -> None:
    book = books.Book(MADE[name]())
    if name == "a new quarter":
        book.setting("As of", books.day(date(2026, 12, 1)))
    path = tmp_path / "book.xlsx"
    path.write_bytes(book.data)
    cached = book.cached()
    for got in (libreoffice.recalculate(path), recalculate_iron(path)):
        for sheet, cells in got.items():
            for address, value in cells.items():
                assert not (isinstance(value, str) and ERROR.search(value)), f"{sheet}!{address}"
                want = cached[sheet][address]
                same = (value or "") == (want or "") or value == pytest.approx(want)
                assert same, f"{sheet}!{address}: {value!r} against {want!r}"


def test_formulas_use_only_functions_every_excel_since_2019_has(made: books.Book) -> None:
    used = set()
    for formula in formulas(made):
        code = re.sub(r'"[^"]*"|&quot;.*?&quot;|\[[^\[\]]*\]', "", formula)
        used |= set(re.findall(r"([A-Za-z_.]+[A-Za-z0-9.]*)\(", code))
        assert "@" not in code
        assert not formula.startswith("=")
        assert len(formula) <= 8192
    assert used - KNOWN == {f"_xlfn.{name}" for name in PREFIXED}


def test_every_column_is_typed_or_computed_or_stored() -> None:
    for table in TABLES:
        for column in table.columns:
            assert [column.typed, column.computed, column.stored].count(True) == 1, column.header
            assert (column.value is None) == column.typed, column.header
            if column.computed:
                assert stored(column.formula, table.name, SHORTS)


def test_sheets_stand_in_order_and_those_on_demand_are_hidden(made: books.Book) -> None:
    tabs = made.tree("xl/workbook.xml").findall("m:sheets/m:sheet", books.SPACES)
    assert tuple(tab.attrib["name"] for tab in tabs) == SHEET_ORDER
    states = {tab.attrib["name"]: tab.get("state", "visible") for tab in tabs}
    hidden = {table.sheet for table in TABLES if table.on_demand} | {"Lists"}
    assert hidden == {"Reset", "Interviews", "Agenda", "Planning", "Scorecard", "Lists"}
    assert {name: state for name, state in states.items() if state != "visible"} == dict.fromkeys(
        hidden, "hidden"
    )


def test_each_table_has_rows_headers_and_nothing_below(made: books.Book) -> None:
    for table in TABLES:
        assert len(made.table_parts(table.sheet)) == 1
        _, header, _, last = made.area(table.sheet)
        assert header == HEADER_ROW
        assert last > header
        rows = re.findall(r'<row r="(\d+)"', made.xml(made.sheets()[table.sheet]))
        assert max(map(int, rows)) == last
        names = [
            each.attrib["name"]
            for each in made.tree(made.table_parts(table.sheet)[0]).iter(
                f"{{{books.SPACES['m']}}}tableColumn"
            )
        ]
        assert names == [column.header for column in table.columns]
        assert list(made.headers(table.sheet)) == names


def test_headers_stay_in_sight_and_nothing_is_merged(made: books.Book) -> None:
    for sheet, part in made.sheets().items():
        xml = made.xml(part)
        assert "mergeCell" not in xml
        if sheet in {table.sheet for table in TABLES}:
            assert 'state="frozen"' in xml
            assert f'ySplit="{HEADER_ROW}"' in xml


def test_drop_downs_name_lists_that_exist(made: books.Book) -> None:
    names = {
        each.attrib["name"]
        for each in made.tree("xl/workbook.xml").iterfind("m:definedNames/*", books.SPACES)
    }
    for part in made.sheets().values():
        for rule in re.findall(
            r'<dataValidation [^>]*type="list".*?</dataValidation>', made.xml(part)
        ):
            named = re.search(r"<formula1>([^<]*)</formula1>", rule)
            assert named is not None
            assert named[1] in names


def test_rules_cover_every_row_of_their_column() -> None:
    book = books.Book(books.example())
    for table in TABLES:
        if table.sheet == "Settings":
            continue
        rows = book.rows(table.sheet)
        xml = book.xml(book.sheets()[table.sheet])
        rules = re.findall(r"<(?:dataValidation|conditionalFormatting) [^>]*>", xml)
        areas = re.findall(r'sqref="([A-Z]+)(\d+):([A-Z]+)(\d+)"', " ".join(rules))
        assert areas
        assert {(int(first), int(last)) for _, first, _, last in areas} == {(rows[0], rows[-1])}


def test_the_chart_has_its_values_and_words(made: books.Book) -> None:
    chart, drawing = made.xml("xl/charts/chart1.xml"), made.xml("xl/drawings/drawing1.xml")
    assert chart.count("Cache>") >= 2 * 4
    assert re.search(r'descr="[^"]{20,}"', drawing)


def test_the_workbook_is_stamped_and_recomputes_on_opening(made: books.Book) -> None:
    book = made.xml("xl/workbook.xml")
    assert 'fullCalcOnLoad="1"' in book
    assert "okr_layout_version" in book
    assert "okrsheet layout" in made.xml("docProps/custom.xml")


def test_openpyxl_opens_it(made: books.Book, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(made.data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert tuple(openpyxl.load_workbook(path).sheetnames) == SHEET_ORDER


ALL_COMPUTED = [table.sheet for table in TABLES if not any(c.typed for c in table.columns)]


@pytest.mark.parametrize("sheet", ALL_COMPUTED)
def test_a_computed_line_without_a_key_result_is_plain_paper(sheet: str, made: books.Book) -> None:
    xml = made.xml(made.sheets()[sheet])
    first = re.search(r'<cfRule[^>]*priority="1"[^>]*>.*?</cfRule>', xml, re.DOTALL)
    assert first is not None
    assert f'<formula>$B{HEADER_ROW + 1}=""</formula>' in first[0]
    assert 'stopIfTrue="1"' in first[0]


@pytest.mark.parametrize("sheet", ["Heat Map", "Forecast", "Audit"])
def test_an_empty_sheet_says_what_to_do_first(sheet: str) -> None:
    (table,) = [each for each in TABLES if each.sheet == sheet]
    assert "Still empty? Write key results" in table.purpose
