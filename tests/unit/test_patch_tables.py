"""Rows put below a table and taken out of it; everything that reaches to its end follows."""

import io
import zipfile

import pytest

from okrsheet.ooxml.patch import Changes, Content, patch
from okrsheet.ooxml.read import Cell, parse_workbook
from okrsheet.ooxml.refusals import ChangeRefused, ChangeUnproven
from okrsheet.ooxml.verify import verify
from tests.unit.table_books import (
    AROUND,
    HEAD,
    NAMES,
    OTHER_SHEET,
    ROWS,
    SPARKLINE,
    TABLE_PART,
    TOTAL,
    body,
    table,
    table_book,
)
from tests.unit.tiny_book import SHEET, links, worksheet

NEW = {"Name": Content("d"), "Count": Content(4), "Twice": Content(8)}
ONE_MORE = Changes(append={"tbla": [NEW]})
ONE_LESS = Changes(remove={"tblA": [3]})


def parts_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def refused(data: bytes, changes: Changes) -> ChangeRefused:
    with pytest.raises(ChangeRefused) as caught:
        patch(data, changes, "b.xlsx")
    return caught.value


def with_end(text: str, row: int) -> str:
    """Areas to the end of the table, with another end."""
    for area in ("C3:C", "B3:B", "B2:D", "$B$3:$B$", "$A$1:$D$"):
        text = text.replace(f"{area}5", f"{area}{row}")
    return text.replace(f"T!$B$3:$B${row}", "T!$B$3:$B$5")


def test_a_row_is_put_below() -> None:
    old = parts_of(table_book())
    new = parts_of(patch(table_book(), ONE_MORE, "book"))
    made = (
        '<row r="6"><c r="B6" s="5" t="inlineStr"><is><t xml:space="preserve">d</t></is></c>'
        f'<c r="C6" s="6"><v>4</v></c><c r="D6" s="7"><f>{TOTAL}</f><v>8</v></c></row>'
    )
    assert new[SHEET] == worksheet(
        ROWS + made, before='<dimension ref="B2:D6"/>', after=with_end(AROUND, 6)
    )
    assert new[TABLE_PART] == table("B2:D6")
    assert new[OTHER_SHEET] == worksheet("", after=with_end(SPARKLINE, 6))
    assert new["xl/workbook.xml"] == old["xl/workbook.xml"].replace(NAMES, with_end(NAMES, 6))
    changed = {SHEET, TABLE_PART, OTHER_SHEET, "xl/workbook.xml"}
    assert {part for part in old if old[part] != new[part]} == changed


def test_what_new_rows_hold() -> None:
    rows = [
        {"Name": Content("d")},
        {"Count": Content(1, style=9), "Twice": Content(7, over_formula=True)},
        {"Twice": Content(2, "1+1")},
    ]
    book = parse_workbook(patch(table_book(), Changes(append={"tblA": rows}), "book"), "book")
    cells = {place: cell for place, cell in book.sheets["S"].cells.items() if place[0] > 5}
    assert cells == {
        (6, 2): Cell("d", None, 5),
        (6, 4): Cell(None, TOTAL, 7),
        (7, 3): Cell(1.0, None, 9),
        (7, 4): Cell(7.0, None, 7),
        (8, 4): Cell(2.0, "1+1", 7),
    }
    assert (book.tables["tblA"].last_row, book.names["okr_names"]) == (8, "S!$B$3:$B$8")


def test_the_end_can_move_again_and_again() -> None:
    data = table_book()
    for _ in range(3):
        data = patch(data, ONE_MORE, "book")
    for _ in range(3):
        data = patch(data, Changes(remove={"tblA": [6]}), "book")
    assert parts_of(data) == parts_of(table_book())


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        pytest.param([3], ["b", "c"], id="the first"),
        pytest.param([5], ["a", "b"], id="the last"),
        pytest.param([3, 5, 3], ["b"], id="two"),
    ],
)
def test_rows_are_taken_out(gone: list[int], left: list[str]) -> None:
    new = parts_of(patch(table_book(), Changes(remove={"tblA": gone}), "book"))
    end = 2 + len(left)
    counts = {"a": 1, "b": 2, "c": 3}
    rows = "".join(body(row, name, counts[name]) for row, name in enumerate(left, 3))
    around = with_end(AROUND, end).replace("B3:B3", "B3").replace("C3:C3", "C3")
    assert new[SHEET] == worksheet(
        HEAD + rows, before=f'<dimension ref="B2:D{end}"/>', after=around
    )
    assert new[TABLE_PART] == table(f"B2:D{end}")
    assert with_end(NAMES, end) in new["xl/workbook.xml"]


def test_formulas_of_their_own_row_move_along() -> None:
    rows = HEAD + body(3, "a", 1) + body(4, "b", 2, formula="C4*$C$4+S!C4+A$1+LEN(B2)")
    rows += '<row r="6"><c r="B6"><v>1</v></c></row>'
    data = table_book(rows, {TABLE_PART: table("B2:D4")}, after="")
    cells = parse_workbook(patch(data, ONE_LESS, "b"), "b").sheets["S"].cells
    assert cells[3, 4].formula == "C3*$C$3+S!C3+A$1+LEN(B2)"
    assert {place for place, _ in cells.items() if place[0] > 3} == {(6, 2)}


def test_texts_move_as_they_are() -> None:
    rich = '<c r="B5" t="inlineStr"><is><r><rPr><b/></rPr><t>b</t></r><r><t>c</t></r></is></c>'
    rows = HEAD + body(3, "a", 1) + body(4, "b", 2) + f'<row r="5" hidden="1">{rich}</row>'
    new = patch(table_book(rows), ONE_LESS, "b")
    assert f'<row r="4" hidden="1">{rich.replace("B5", "B4")}</row>' in parts_of(new)[SHEET]
    assert parse_workbook(new, "b").sheets["S"].hidden_rows == {4}


def also(row: str) -> str:
    return ROWS + row


BELOW_ONE = '<row r="6"><c r="C6"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(table_book(also(BELOW_ONE)), "S!C6", id="a cell below"),
        pytest.param(
            table_book(after='<mergeCells><mergeCell ref="A6:B7"/></mergeCells>'),
            "S!A6",
            id="merged cells below",
        ),
        pytest.param(
            table_book(
                also('<row r="9"><c r="A9"><f t="array" ref="A6:B9">1</f><v>1</v></c></row>')
            ),
            "S!A6",
            id="an array formula below",
        ),
        pytest.param(
            table_book(parts={TABLE_PART: table(more=' totalsRowCount="1"')}),
            "totals row",
            id="a totals row",
        ),
        pytest.param(
            table_book(parts={TABLE_PART: table(more=' tableType="queryTable"')}),
            "linked",
            id="a query",
        ),
        pytest.param(
            table_book(parts={TABLE_PART: table().replace(f">{TOTAL}<", ">C3*2<")}),
            "'C3*2'",
            id="a column that computes from addresses",
        ),
        pytest.param(
            table_book(
                parts={
                    TABLE_PART: table().replace(
                        "<calculatedColumnFormula>", '<calculatedColumnFormula array="1">'
                    )
                }
            ),
            "array formulas",
            id="a column of array formulas",
        ),
    ],
)
def test_nothing_is_put_where_something_is_in_the_way(data: bytes, what: str) -> None:
    error = refused(data, ONE_MORE)
    assert what in str(error)
    assert error.code in {"OKR930", "OKR932"}


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        pytest.param(Changes(append={"tblB": [NEW]}), "tblB", id="no such table"),
        pytest.param(Changes(append={"tblA": [{"name": Content(1)}]}), "'name'", id="no column"),
        pytest.param(
            Changes({"S": {(6, 2): Content(1)}}, append={"tblA": [NEW]}), "one at", id="cell twice"
        ),
        pytest.param(Changes(append={"tblA": [NEW], "TBLA": [NEW]}), "one at", id="table twice"),
        pytest.param(
            Changes(append={"tblA": [NEW]}, remove={"tblA": [3]}), "one at", id="both at once"
        ),
        pytest.param(
            Changes({"S": {(9, 9): Content(1)}}, remove={"tblA": [3]}), "one at", id="and a cell"
        ),
        pytest.param(Changes(remove={"tblA": [2]}), "row 2", id="the header"),
        pytest.param(Changes(remove={"tblA": [6]}), "row 6", id="a row below"),
        pytest.param(Changes(remove={"tblA": [3, 4, 5]}), "at least one", id="all rows"),
        pytest.param(Changes(append={"tblA": [NEW] * 1_048_572}), "row 1048577", id="too many"),
    ],
)
def test_impossible_changes_are_refused(changes: Changes, what: str) -> None:
    assert what in str(refused(table_book(), changes))


def with_formula(formula: str, more: str = "") -> bytes:
    row = f'<row r="1"><c r="A1"><f{more}>{formula}</f><v>1</v></c></row>'
    return table_book(parts={OTHER_SHEET: worksheet(row)})


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(with_formula("S!C4"), id="a formula of another sheet"),
        pytest.param(with_formula("SUM(S!C3:C5)"), id="a sum of the column"),
        pytest.param(
            with_formula("S!C2", ' t="shared" ref="A1:A9" si="0"'), id="a formula of many cells"
        ),
        pytest.param(with_formula("SUM(S:T!A1)"), id="a formula through sheets"),
        pytest.param(with_formula("<![CDATA[S!C4]]>"), id="a formula in disguise"),
        pytest.param(
            table_book('<row r="1"><c r="A1"><f>C4</f></c></row>' + ROWS), id="a formula above"
        ),
        pytest.param(table_book(also('<row r="9"><c r="A9"><f>S!C4</f></c></row>')), id="below"),
        pytest.param(
            table_book(HEAD + body(3, "a", 1) + body(4, "b", 2) + body(5, "c", 3, formula="C4")),
            id="a formula with the row above",
        ),
        pytest.param(
            table_book(
                HEAD
                + body(3, "a", 1).replace("<f>", '<f t="shared" ref="D3:D5" si="0">')
                + body(4, "b", 2).replace(f"<f>{TOTAL}</f>", '<f t="shared" si="0"/>')
                + body(5, "c", 3)
            ),
            id="a formula that cells share",
        ),
        pytest.param(
            table_book(ROWS.replace('</row><row r="5"', '<c r="F4"><v>1</v></c></row><row r="5"')),
            id="a cell beside",
        ),
        pytest.param(
            table_book(after='<mergeCells><mergeCell ref="F3:G4"/></mergeCells>'), id="merged"
        ),
        pytest.param(
            table_book(after='<hyperlinks><hyperlink ref="C4" location="T!A1"/></hyperlinks>'),
            id="a link",
        ),
        pytest.param(
            table_book(after='<conditionalFormatting sqref="C4:C5"/>'), id="a format of some rows"
        ),
        pytest.param(
            table_book(
                after='<conditionalFormatting sqref="C3:C5"><cfRule><formula>C3&gt;$C$4</formula>'
                "</cfRule></conditionalFormatting>"
            ),
            id="a format that looks at a row",
        ),
        pytest.param(
            table_book(parts={"xl/charts/chart1.xml": "<c><f>'S'!$C$4</f></c>"}), id="a chart"
        ),
        pytest.param(
            table_book(
                parts={
                    "xl/workbook.xml": parts_of(table_book())["xl/workbook.xml"].replace(
                        "T!$B$3:$B$5", "S!$B$4"
                    )
                }
            ),
            id="a name",
        ),
        pytest.param(
            table_book(
                parts={
                    "xl/worksheets/_rels/sheet1.xml.rels": links(
                        ("table", "../tables/table1.xml"), ("comments", "../comments1.xml")
                    ),
                    "xl/comments1.xml": '<comments><comment ref="C4"/></comments>',
                }
            ),
            id="a note",
        ),
    ],
)
def test_rows_stay_where_something_would_come_to_harm(data: bytes) -> None:
    assert refused(data, ONE_LESS).code in {"OKR931", "OKR932", "OKR933"}


@pytest.mark.parametrize(
    "formula",
    ["SUM(tblA[Count])", "SUM(S!C:C)", "T!C4", "'[1]S'!C4", "S!C2", "S!E4", "S!C6", '"S!C4"'],
)
def test_other_formulas_do_not_mind(formula: str) -> None:
    patch(with_formula(formula.replace('"', "&quot;")), ONE_LESS, "book")


def test_a_chart_of_the_whole_body_does_not_mind() -> None:
    data = table_book(parts={"xl/charts/chart1.xml": "<c><f>S!$C$3:$C$5</f></c>"})
    assert (
        parts_of(patch(data, ONE_LESS, "b"))["xl/charts/chart1.xml"] == "<c><f>S!$C$3:$C$5</f></c>"
    )


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        pytest.param(TABLE_PART, "B2:D6", "B2:D7", id="another end"),
        pytest.param(TABLE_PART, "B2:D6", "B2:D5", id="the table did not grow"),
        pytest.param(TABLE_PART, 'id="3"', 'id="4"', id="another table"),
        pytest.param(SHEET, "B3:B6", "B4:B6", id="another area"),
        pytest.param(SHEET, ">okr_names<", ">okr_others<", id="another list"),
        pytest.param(SHEET, "<v>4</v>", "<v>5</v>", id="another value"),
        pytest.param(SHEET, 's="6"><v>4', 's="5"><v>4', id="another format"),
        pytest.param(SHEET, f"<f>{TOTAL}</f><v>8", "<f>1</f><v>8", id="another formula"),
        pytest.param(OTHER_SHEET, "<xm:sqref>A5", "<xm:sqref>A4", id="another sparkline"),
        pytest.param("xl/workbook.xml", "S!$B$3:$B$6", "S!$B$3:$B$5", id="a name stayed"),
        pytest.param("xl/workbook.xml", "$A$1:$D$6", "$A$2:$D$6", id="another area to print"),
    ],
)
def test_another_result_is_not_accepted(part: str, old: str, new: str) -> None:
    done = patch(table_book(), ONE_MORE, "book")
    verify(table_book(), done, ONE_MORE, "book")
    assert old in parts_of(done)[part]
    wrong = table_book(parts={**parts_of(done), part: parts_of(done)[part].replace(old, new)})
    with pytest.raises(ChangeUnproven):
        verify(table_book(), wrong, ONE_MORE, "book")


def test_other_rows_gone_are_not_accepted() -> None:
    done = patch(table_book(), Changes(remove={"tblA": [4]}), "book")
    with pytest.raises(ChangeUnproven):
        verify(table_book(), done, ONE_LESS, "book")
