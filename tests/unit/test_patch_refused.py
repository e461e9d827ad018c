"""Changes that would do harm are refused before anything is made."""

import math

import pytest

from okrsheet.ooxml.errors import DamagedWorkbook, OkrsheetFileError, UnsafeWorkbook
from okrsheet.ooxml.patch import EMPTY, Changes, Content, Shown, patch
from okrsheet.ooxml.read import ErrorValue
from okrsheet.ooxml.refusals import ChangeRefused, ChangeUnproven
from okrsheet.ooxml.verify import verify
from tests.unit.tiny_book import SHEET, links, one_row, tiny_book, worksheet

ONE = one_row('<c r="A1"><v>1</v></c>', '<c r="B1"><f>A1</f><v>1</v></c>')
ARRAY = one_row('<c r="A1"><f t="array" ref="A1:A2">C1:C2</f><v>1</v></c>')
TABLE = (
    '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="T"'
    ' displayName="T" ref="A1:B3" totalsRowCount="1"><tableColumns count="2">'
    '<tableColumn id="1" name="Name"/><tableColumn id="2" name="Sum"/></tableColumns></table>'
)


def refused(data: bytes, changes: Changes) -> ChangeRefused:
    with pytest.raises(ChangeRefused) as caught:
        patch(data, changes, "book.xlsx")
    assert caught.value.exit_code == 3
    return caught.value


@pytest.mark.parametrize(
    ("change", "code", "what"),
    [
        pytest.param(Content(math.nan), "OKR930", "nan", id="not a number"),
        pytest.param(Content(-math.inf), "OKR930", "inf", id="infinite"),
        pytest.param(Content(10**400), "OKR930", "finite", id="an endless whole number"),
        pytest.param(Content("a\x00"), "OKR930", "U+0000", id="control character"),
        pytest.param(Content("\ufffe"), "OKR930", "U+FFFE", id="no character"),
        pytest.param(Content("\ud83d"), "OKR930", "U+D83D", id="half a character"),
        pytest.param(Content("\U0001f600" * 16_384), "OKR930", "32,768", id="too long for Excel"),
        pytest.param(Content(ErrorValue("N/A")), "OKR930", "N/A", id="no error value"),
        pytest.param(Content(1, "=A1"), "OKR930", "'=A1'", id="formula with equals sign"),
        pytest.param(Content(1, " "), "OKR930", "formula", id="blank formula"),
        pytest.param(Content(1, "A1\x01"), "OKR930", "U+0001", id="formula with control character"),
        pytest.param(Content(1, "A" * 8193), "OKR930", "8,192", id="endless formula"),
        pytest.param(Shown("\x1f"), "OKR930", "U+001F", id="shown control character"),
        pytest.param(Shown(1), "OKR931", "no formula", id="value of a formula that is not there"),
    ],
)
def test_what_no_cell_can_hold(change: Content | Shown, code: str, what: str) -> None:
    error = refused(tiny_book(ONE), Changes({"S": {(1, 1): change}}))
    assert (error.code, error.where) == (code, "book.xlsx: S!A1")
    assert what in str(error)


def test_the_longest_text_is_written() -> None:
    data = patch(tiny_book(ONE), Changes({"S": {(1, 1): Content("\U0001f600" * 16_383)}}), "book")
    assert data != tiny_book(ONE)


@pytest.mark.parametrize("change", [Content(5), EMPTY, Content("x")], ids=["value", "none", "text"])
def test_a_formula_is_not_lost_by_accident(change: Content) -> None:
    error = refused(tiny_book(ONE), Changes({"S": {(1, 2): change}}))
    assert (error.code, error.where) == ("OKR931", "book.xlsx: S!B1")


@pytest.mark.parametrize("key", [(1, 1), (2, 1)], ids=["its first cell", "a cell it fills"])
@pytest.mark.parametrize(
    "change", [Content(5, over_formula=True), Content(5, "C1")], ids=["value", "formula"]
)
def test_an_array_stays_whole(key: tuple[int, int], change: Content) -> None:
    error = refused(tiny_book(ARRAY), Changes({"S": {key: change}}))
    assert "array" in str(error)
    assert "A1:A2" in str(error)


@pytest.mark.parametrize(
    ("key", "change", "what"),
    [
        pytest.param((1, 1), Content("Other"), "header", id="header"),
        pytest.param((3, 2), Content(1), "totals", id="totals row"),
    ],
)
def test_the_frame_of_a_table_stays(key: tuple[int, int], change: Content, what: str) -> None:
    header = one_row(
        '<c r="A1" t="inlineStr"><is><t>Name</t></is></c>',
        '<c r="B1" t="inlineStr"><is><t>Sum</t></is></c>',
    )
    data = tiny_book(
        header,
        {
            "xl/worksheets/_rels/sheet1.xml.rels": links(("table", "../tables/table1.xml")),
            "xl/tables/table1.xml": TABLE,
        },
    )
    assert what in str(refused(data, Changes({"S": {key: change}})))
    patch(data, Changes({"S": {(1, 1): Content("Name"), (2, 2): Content(1)}}), "book")


@pytest.mark.parametrize("key", [(0, 1), (1, 0), (1_048_577, 1), (1, 16_385)])
def test_cells_that_are_not_there(key: tuple[int, int]) -> None:
    assert refused(tiny_book(ONE), Changes({"S": {key: Content(1)}})).code == "OKR930"


def test_a_sheet_that_is_not_there() -> None:
    error = refused(tiny_book(ONE), Changes({"T": {(1, 1): Content(1)}}))
    assert (error.code, "'T'" in str(error)) == ("OKR932", True)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param('<row r="2"/><row r="1"/>', id="rows"),
        pytest.param('<row r="1"/><row r="1"/>', id="a row twice"),
        pytest.param(one_row('<c r="B1"/>', '<c r="A1"/>'), id="cells"),
        pytest.param(one_row('<c r="A1"/>', '<c r="A1"/>'), id="a cell twice"),
    ],
)
def test_disorder(rows: str) -> None:
    assert refused(tiny_book(rows), Changes({"S": {(1, 3): Content(1)}})).code == "OKR933"


@pytest.mark.parametrize(
    ("sheet", "kind"),
    [
        pytest.param(worksheet(ONE) + "<", DamagedWorkbook, id="broken XML"),
        pytest.param("<!DOCTYPE worksheet>" + worksheet(ONE), UnsafeWorkbook, id="DOCTYPE"),
        pytest.param(worksheet(ONE, after="<sheetData/>"), DamagedWorkbook, id="two sets of rows"),
        pytest.param("<worksheet/>", DamagedWorkbook, id="no rows, no vocabulary"),
        pytest.param(
            worksheet('<row r="1"><x><c r="A1"/></x></row>'), ChangeRefused, id="a cell deeper down"
        ),
        pytest.param(worksheet('<row r="0"/>'), DamagedWorkbook, id="row 0"),
        pytest.param(worksheet('<row r="x"/>'), DamagedWorkbook, id="no row number"),
        pytest.param(worksheet(one_row('<c r="A2"/>')), DamagedWorkbook, id="cell of another row"),
        pytest.param(worksheet(one_row('<c r="1"/>')), DamagedWorkbook, id="no cell reference"),
        pytest.param(
            worksheet(one_row('<c r="XFD1"/>', "<c/>")),
            DamagedWorkbook,
            id="behind the last column",
        ),
        pytest.param(
            worksheet(one_row('<c r="A1"><f>1</f><f>2</f></c>')), ChangeRefused, id="two formulas"
        ),
        pytest.param(
            worksheet(one_row('<c r="A1"><f t="array" ref="?">1</f></c>')),
            DamagedWorkbook,
            id="no formula area",
        ),
        pytest.param(
            worksheet(one_row('<c r="B1"><f \xff="1">1</f></c>')).encode("latin-1"),
            DamagedWorkbook,
            id="letters that are no UTF-8",
        ),
        pytest.param(
            '<?xml version="1.0" encoding="windows-1252"?>' + worksheet(ONE),
            ChangeRefused,
            id="an unusual encoding",
        ),
    ],
)
def test_sheets_that_make_no_sense(sheet: str | bytes, kind: type[OkrsheetFileError]) -> None:
    with pytest.raises(kind):
        patch(tiny_book(parts={SHEET: sheet}), Changes({"S": {(1, 1): Content(1)}}), "book")


@pytest.mark.parametrize(
    ("asked", "done"),
    [
        pytest.param({(1, 1): Content(5)}, {(1, 1): Content(6)}, id="another value"),
        pytest.param({(1, 1): Content(1.0)}, {(1, 1): Content(True)}, id="yes for 1"),
        pytest.param({(1, 1): Content(5)}, {(1, 3): Content(5)}, id="another cell"),
        pytest.param({(1, 1): Content(5)}, {}, id="nothing done"),
        pytest.param({(1, 2): Shown(5)}, {(1, 2): Content(5, "A2")}, id="another formula"),
        pytest.param(
            {(1, 2): Shown(5)}, {(1, 2): Content(5, over_formula=True)}, id="no formula left"
        ),
        pytest.param({(1, 1): Content(5)}, {(1, 1): Content(5, style=3)}, id="another style"),
        pytest.param({(1, 1): EMPTY}, {(1, 1): Content("x")}, id="not emptied"),
        pytest.param({}, {(1, 1): Content(2)}, id="not asked for"),
    ],
)
def test_another_result_is_not_accepted(
    asked: dict[tuple[int, int], Content | Shown], done: dict[tuple[int, int], Content | Shown]
) -> None:
    old = tiny_book(ONE)
    new = patch(old, Changes({"S": done}), "book")
    with pytest.raises(ChangeUnproven) as caught:
        verify(old, new, Changes({"S": asked}), "book")
    assert caught.value.code == "OKR934"


def test_parts_lost_or_changed_are_not_accepted() -> None:
    old = tiny_book(ONE, {"xl/a.xml": "<a/>"})
    for new in (tiny_book(ONE), tiny_book(ONE, {"xl/a.xml": "<b/>"})):
        with pytest.raises(ChangeUnproven):
            verify(old, new, Changes({"S": {(1, 1): Content(1)}}), "book")


@pytest.mark.parametrize("style", [10, -1])
def test_a_format_that_is_not_there(style: int) -> None:
    error = refused(tiny_book(ONE), Changes({"S": {(1, 1): Content(1, style=style)}}))
    assert (error.code, f"{style} of 10" in str(error)) == ("OKR930", True)
