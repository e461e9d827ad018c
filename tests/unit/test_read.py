"""What a readable workbook says beyond its cells: sheets, tables, names, dates."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table as OpenpyxlTable

from okrsheet.ooxml.dates import shows_a_day
from okrsheet.ooxml.read import (
    EVERYTHING,
    Cell,
    ErrorValue,
    Sheet,
    Table,
    Workbook,
    as_date,
    has_date_style,
    parse_workbook,
    read_workbook,
)
from tests.unit.tiny_book import (
    LINKS,
    MAIN,
    OFFICE,
    SHEET,
    SPACES,
    Parts,
    content_types,
    default_parts,
    links,
    one_row,
    tiny_book,
    workbook,
    worksheet,
    zip64,
)

DATES_1904: Parts = {"xl/workbook.xml": workbook(before='<workbookPr date1904="1"/>')}


def parsed(rows: str = "", parts: Parts | None = None) -> Workbook:
    return parse_workbook(tiny_book(rows, parts), "plan.xlsx")


def cells(rows: str, parts: Parts | None = None) -> Mapping[tuple[int, int], Cell]:
    return parsed(rows, parts).sheets["S"].cells


def at(book: Workbook, row: int, column: int) -> Cell:
    return next(iter(book.sheets.values())).cells[row, column]


def test_hidden_rows() -> None:
    rows = '<row r="2" hidden="1"/><row r="3" hidden="true"/><row r="4" hidden="0"/>'
    assert parsed(rows).sheets["S"].hidden_rows == {2, 3}


def test_strict_vocabulary() -> None:
    parts: Parts = {}
    for name, content in default_parts(one_row('<c t="d"><v>2026-09-30</v></c>')).items():
        parts[name] = content.replace(
            MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"
        ).replace(LINKS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
    assert cells("", parts) == {(1, 1): Cell(46295.0)}


@pytest.mark.parametrize(
    ("part", "target"),
    [
        pytest.param("xl/any/where.xml", "/xl/any/where.xml", id="absolute"),
        pytest.param("xl/where.xml", "where.xml", id="relative"),
        pytest.param("where.xml", "../where.xml", id="one folder up"),
        pytest.param("XL/Where.XML", "where.xml", id="in another case"),
    ],
)
def test_sheets_are_found_by_relationship(part: str, target: str) -> None:
    parts: Parts = {
        SHEET: worksheet(one_row("<c><v>0</v></c>")),
        part: worksheet(one_row("<c><v>1</v></c>")),
        "xl/_rels/workbook.xml.rels": links(("worksheet", target)),
    }
    assert cells("", parts)[1, 1].value == 1


def test_sheet_states_and_sheets_without_cells() -> None:
    sheets = (
        '<sheet name="A" r:id="rId1"/><sheet name="B" state="hidden" r:id="rId2"/>'
        '<sheet name="C" state="veryHidden" r:id="rId3"/>'
    )
    parts: Parts = {
        "xl/workbook.xml": workbook(sheets),
        "xl/_rels/workbook.xml.rels": links(
            ("worksheet", "worksheets/sheet1.xml"), ("chartsheet", "c.xml"), ("worksheet", "d.xml")
        ),
        "xl/c.xml": f"<chartsheet {SPACES}/>",
        "xl/d.xml": worksheet(""),
    }
    book = parsed(one_row("<c><v>1</v></c>"), parts)
    assert [(s.name, s.state, len(s.cells)) for s in book.sheets.values()] == [
        ("A", "visible", 1),
        ("B", "hidden", 0),
        ("C", "veryHidden", 0),
    ]


def test_only_wanted_sheets_are_unpacked() -> None:
    sheets = '<sheet name="S" r:id="rId1"/><sheet name="T" r:id="rId2"/>'
    parts: Parts = {
        "xl/workbook.xml": workbook(sheets),
        "xl/_rels/workbook.xml.rels": links(
            ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "broken.xml")
        ),
        "xl/broken.xml": "<broken",
    }
    data = tiny_book(one_row("<c><v>1</v></c>"), parts)
    book = parse_workbook(data, "plan.xlsx", lambda name, _: EVERYTHING if name == "S" else None)
    assert (len(book.sheets["S"].cells), book.sheets["T"].cells) == (1, {})


def test_tables() -> None:
    columns = '<tableColumn id="1" name="Key_x000a_Result"/><tableColumn id="2" name="a&#10;b"/>'
    head = f'<table {SPACES} name="t" displayName="tblKR" ref="B3:C9" totalsRowCount="1">'
    parts: Parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": links(("table", "../tables/table1.xml")),
        "xl/tables/table1.xml": f"{head}<tableColumns>{columns}</tableColumns></table>",
    }
    expected = Table("tblKR", "S", 3, 2, 9, 3, ("Key\nResult", "a\nb"), 1, 1)
    assert parsed("", parts).tables == {"tblKR": expected}


def test_names_of_the_workbook_only() -> None:
    names = (
        '<definedNames><definedName name="AsOf">S!$A$1</definedName>'
        '<definedName name="Local" localSheetId="0">S!$A$2</definedName></definedNames>'
    )
    assert parsed("", {"xl/workbook.xml": workbook(after=names)}).names == {"AsOf": "S!$A$1"}


def test_custom_properties() -> None:
    properties = (
        f'<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
        '<property pid="2" name="okrsheet"><vt:lpwstr>1 &amp; 2</vt:lpwstr></property>'
        '<property pid="3" name="count">\n<vt:i4>3</vt:i4>\n</property></Properties>'
    )
    parts: Parts = {
        "_rels/.rels": links(
            ("officeDocument", "xl/workbook.xml"), ("custom-properties", "docProps/custom.xml")
        ),
        "docProps/custom.xml": properties,
    }
    assert parsed("", parts).custom_properties == {"okrsheet": "1 & 2", "count": "3"}


def test_date_styles() -> None:
    styles = (
        f'<styleSheet {SPACES}><numFmts><numFmt numFmtId="164" formatCode="dd.mm.yy"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/><xf/></cellXfs>'
        '<dxfs><dxf><numFmt numFmtId="0" formatCode="yyyy"/></dxf></dxfs></styleSheet>'
    )
    book = parsed(one_row('<c s="1"><v>1</v></c><c s="3"><v>1</v></c>'), {"xl/styles.xml": styles})
    assert book.date_styles == {1, 2}
    assert [has_date_style(at(book, 1, column), book) for column in (1, 2)] == [True, False]


@pytest.mark.parametrize(
    ("code", "is_day"),
    [
        pytest.param("yyyy\\-mm\\-dd;@", True, id="ISO"),
        pytest.param("[$-407]mmmm", True, id="month"),
        pytest.param("d/m/yy h:mm AM/PM", True, id="with time"),
        pytest.param("[h]:mm:ss", False, id="hours"),
        pytest.param("h:mm AM/PM", False, id="time of day"),
        pytest.param('0.0 "days"', False, id="unit in quotes"),
        pytest.param("[Red]0.00;#,##0_d", False, id="colour and space"),
        pytest.param("0\\d", False, id="escaped letter"),
        pytest.param("General", False, id="general"),
    ],
)
def test_formats_that_show_a_day(code: str, *, is_day: bool) -> None:
    assert shows_a_day(code) is is_day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        pytest.param("46295.75", date(2026, 9, 30), id="time dropped"),
        pytest.param("61", date(1900, 3, 1), id="first sound day"),
        pytest.param("60", None, id="29 February 1900 never was"),
        pytest.param("0", None, id="zero"),
        pytest.param("-1", None, id="negative"),
        pytest.param("2958465", date(9999, 12, 31), id="last day"),
        pytest.param("2958466", None, id="behind the last day"),
        pytest.param("1e12", None, id="far too large"),
    ],
)
def test_date_of_a_serial(value: str, day: date | None) -> None:
    book = parsed(one_row(f"<c><v>{value}</v></c>"))
    assert as_date(at(book, 1, 1), book) == day


def test_date_of_other_values() -> None:
    book = parsed()
    others = (None, "46295", True, ErrorValue("#N/A"))
    assert [as_date(Cell(other), book) for other in others] == [None] * 4


def test_1904_epoch() -> None:
    row = "<c><v>0</v></c><c><v>-1</v></c><c t='d'><v>2026-09-30</v></c><c><v>2957004</v></c>"
    book = parsed(one_row(row), DATES_1904)
    days = [as_date(at(book, 1, column), book) for column in (1, 2, 3, 4)]
    assert book.epoch_1904
    assert days == [date(1904, 1, 1), None, date(2026, 9, 30), None]
    assert at(book, 1, 3).value == 46295.0 - 1462


def test_zip64_and_other_encodings() -> None:
    xml = '<?xml version="1.0" encoding="utf-16"?>' + worksheet(one_row("<c><v>1</v></c>"))
    data = zip64(tiny_book("", {SHEET: xml.encode("utf-16")}))
    assert at(parse_workbook(data, "plan.xlsx"), 1, 1).value == 1


@pytest.mark.parametrize(
    "main",
    [
        pytest.param("spreadsheetml.template", id="template"),
        pytest.param("ms-excel.sheet.macroEnabled", id="with macros"),
    ],
)
def test_kinds_of_workbook(main: str) -> None:
    kind = f"application/vnd.{main}.main+xml"
    assert list(parsed("", {"[Content_Types].xml": content_types(kind)}).sheets) == ["S"]


def test_a_workbook_written_by_openpyxl(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Key Results"
    sheet.append(["ID", "Due"])
    sheet.append(["KR1", datetime(2026, 9, 30, 6)])  # noqa: DTZ001 - as cells are: no zone
    sheet.append(["=A2", True])
    sheet["A4"] = ArrayFormula("A4:A5", "=A2:A3")
    sheet["B1"].font = Font(bold=True)
    sheet.row_dimensions[3].hidden = True
    sheet.add_table(OpenpyxlTable(displayName="tblKR", ref="A1:B3"))
    book.defined_names["AsOf"] = DefinedName("AsOf", attr_text="'Key Results'!$B$2")
    book.create_sheet("Lists").sheet_state = "hidden"
    book.save(tmp_path / "plan.xlsx")
    read = read_workbook(tmp_path / "plan.xlsx")
    results = read.sheets["Key Results"]
    assert {key: cell._replace(style=0) for key, cell in results.cells.items()} == {
        (1, 1): Cell("ID"),
        (1, 2): Cell("Due"),
        (2, 1): Cell("KR1"),
        (2, 2): Cell(46295.25),
        (3, 1): Cell(None, "A2"),
        (3, 2): Cell(True),
        (4, 1): Cell(None, "A2:A3"),
    }
    assert as_date(results.cells[2, 2], read) == date(2026, 9, 30)
    assert has_date_style(results.cells[2, 2], read)
    assert results.hidden_rows == {3}
    assert read.tables == {"tblKR": Table("tblKR", "Key Results", 1, 1, 3, 2, ("ID", "Due"), 1, 0)}
    assert read.names == {"AsOf": "'Key Results'!$B$2"}
    assert read.sheets["Lists"] == Sheet("Lists", "hidden", {}, frozenset())
