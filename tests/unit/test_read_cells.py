"""What the cells of a worksheet say: values, formulas, places."""

from collections.abc import Mapping

import pytest

from okrsheet.ooxml.read import Cell, CellValue, ErrorValue, parse_workbook
from tests.unit.tiny_book import MAIN, SHEET, Parts, one_row, texts, tiny_book, worksheet

TEXTS = "xl/sharedStrings.xml"


def cells(rows: str, parts: Parts | None = None) -> Mapping[tuple[int, int], Cell]:
    return parse_workbook(tiny_book(rows, parts), "plan.xlsx").sheets["S"].cells


def only(cell: str, parts: Parts | None = None) -> Cell:
    return cells(one_row(cell), parts)[1, 1]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        pytest.param('<c r="A1"><v>3</v></c>', 3.0, id="number without type"),
        pytest.param('<c r="A1" t="n"><v>-1.5E-3</v></c>', -0.0015, id="number with exponent"),
        pytest.param('<c r="A1"><v> 7 </v></c>', 7.0, id="number among blanks"),
        pytest.param('<c r="A1"><v>1e999</v></c>', ErrorValue("#NUM!"), id="number too large"),
        pytest.param('<c r="A1"><v>NaN</v></c>', ErrorValue("#NUM!"), id="no number"),
        pytest.param('<c r="A1" t="b"><v>1</v></c>', True, id="true"),
        pytest.param('<c r="A1" t="b"><v>false</v></c>', False, id="false as a word"),
        pytest.param('<c r="A1" t="e"><v>#N/A</v></c>', ErrorValue("#N/A"), id="error"),
        pytest.param('<c r="A1" t="e"><v>#SPILL!</v></c>', ErrorValue("#SPILL!"), id="new error"),
        pytest.param('<c r="A1" t="str"><v>#N/A</v></c>', "#N/A", id="text that looks like one"),
        pytest.param('<c r="A1" t="str"><v>a &amp; b</v></c>', "a & b", id="entity"),
        pytest.param('<c r="A1" t="str"><v> a </v></c>', "a", id="blanks around"),
        pytest.param(
            '<c r="A1" t="str"><v xml:space="preserve"> a </v></c>', " a ", id="blanks preserved"
        ),
        pytest.param('<c r="A1" t="str"><v/></c>', "", id="empty text"),
        pytest.param('<c r="A1" t="inlineStr"><is><t>in</t></is></c>', "in", id="inline text"),
        pytest.param(
            '<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>two </t></r><r><t>runs</t></r>'
            '<rPh sb="0" eb="1"><t>no</t></rPh></is></c>',
            "two runs",
            id="inline text in runs",
        ),
        pytest.param(
            '<c r="A1" t="str"><v>_x0041__x005F_x0041__xD83D__xDE00__xD800_</v></c>',
            "A_x0041_\N{GRINNING FACE}\N{REPLACEMENT CHARACTER}",
            id="escapes",
        ),
        pytest.param(
            '<c r="A1" t="inlineStr"><is><t>_x005F_x0041_</t></is></c>',
            "_x0041_",
            id="escaped escape, once only",
        ),
        pytest.param('<c r="A1" t="d"><v>2026-09-30</v></c>', 46295.0, id="ISO date"),
        pytest.param('<c r="A1" t="d"><v>2026-09-30T12:00:00Z</v></c>', 46295.5, id="ISO moment"),
        pytest.param('<c r="A1" t="d"><v>1900-02-28</v></c>', 59.0, id="ISO date before the gap"),
        pytest.param('<c r="A1" t="d"><v>06:00:00</v></c>', 0.25, id="ISO time"),
        pytest.param('<c r="A1" t="d"><v>2026-13-45</v></c>', "2026-13-45", id="no such day"),
        pytest.param('<c r="A1" t="d"><v>2026</v></c>', "2026", id="a year is no day"),
    ],
)
def test_value(cell: str, value: CellValue) -> None:
    assert only(cell) == Cell(value)
    assert type(only(cell).value) is type(value)


@pytest.mark.parametrize(
    ("item", "value"),
    [
        pytest.param("<t>plain</t>", "plain", id="plain"),
        pytest.param('<t xml:space="preserve">  a \n b </t>', "  a \n b ", id="blanks kept"),
        pytest.param("<t>  a \n b\t</t>", "a \n b", id="blanks at the ends not kept"),
        pytest.param("<t>\u3000a\u00a0</t>", "\u3000a\u00a0", id="blanks XML does not know"),
        pytest.param("<t>_x0009_a_x0009_</t>", "\ta\t", id="escaped blanks"),
        pytest.param("<t> </t>", " ", id="nothing but a blank"),
        pytest.param(
            '<r><t> a </t></r><r><t> </t></r><r><t xml:space="preserve">b </t></r>',
            "a  b ",
            id="blanks between runs",
        ),
        pytest.param("<t>one_x000D_\ntwo</t>", "one\r\ntwo", id="carriage return"),
        pytest.param("<r><t>bo</t></r><r><rPr><b/></rPr><t>ld</t></r>", "bold", id="rich text"),
        pytest.param(
            '<t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh><phoneticPr fontId="1"/>',
            "課",
            id="phonetic",
        ),
        pytest.param("", "", id="empty"),
    ],
)
def test_shared_text(item: str, value: str) -> None:
    parts: Parts = {TEXTS: texts("<t>first</t>", item)}
    assert only('<c r="A1" t="s"><v>1</v></c>', parts).value == value


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param('<c r="A1"><f>B1+1</f><v>2</v></c>', {1: Cell(2.0, "B1+1")}, id="formula"),
        pytest.param('<c r="A1" s="3"><f>B1</f></c>', {1: Cell(None, "B1", 3)}, id="no result"),
        pytest.param('<c r="A1"><f>B1</f><v/></c>', {1: Cell(None, "B1")}, id="empty result"),
        pytest.param('<c r="A1" t="str"><f>B1</f><v/></c>', {1: Cell("", "B1")}, id="result ''"),
        pytest.param('<c r="A1"><f/><v>2</v></c>', {1: Cell(2.0, "")}, id="formula without text"),
        pytest.param(
            '<c r="A1"><f t="shared" ref="A1:B1" si="0">C1</f><v>1</v></c>'
            '<c r="B1"><f t="shared" si="0"/><v>2</v></c>',
            {1: Cell(1.0, "C1"), 2: Cell(2.0, "D1")},
            id="shared",
        ),
        pytest.param(
            '<c r="A1"><f t="array" ref="A1:B1">D1:E1</f><v>1</v></c><c r="B1"><v>2</v></c>'
            '<c r="C1"><v>3</v></c>',
            {1: Cell(1.0, "D1:E1"), 2: Cell(2.0, ""), 3: Cell(3.0)},
            id="array, and its neighbour that is typed",
        ),
        pytest.param(
            '<c r="A1"><f t="dataTable" ref="A1:B1" r1="C1"/><v>1</v></c><c r="B1"><v>2</v></c>',
            {1: Cell(1.0, ""), 2: Cell(2.0, "")},
            id="data table",
        ),
        pytest.param('<c r="A1" s="5"/><c r="B1" t="s"><v/></c>', {}, id="only a format"),
        pytest.param('<c r="A1" s="999"><v>1</v></c>', {1: Cell(1.0, None, 999)}, id="any format"),
    ],
)
def test_formula(row: str, expected: dict[int, Cell]) -> None:
    assert cells(one_row(row)) == {(1, column): cell for column, cell in expected.items()}


def test_array_ends_with_its_last_row() -> None:
    rows = '<row><c><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row>' + (
        "<row><c><v>2</v></c></row>" * 2
    )
    assert [cell.formula for cell in cells(rows).values()] == ["B1:B2", "", None]


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        pytest.param('<row r="2"><c r="B2"><v>1</v></c></row>', {(2, 2)}, id="by reference"),
        pytest.param(
            "<row><c/><c><v>1</v></c></row><row><c><v>1</v></c></row>",
            {(1, 2), (2, 1)},
            id="by order",
        ),
        pytest.param('<row r="4"><c r="C4"/><c><v>1</v></c></row>', {(4, 4)}, id="mixed in a row"),
        pytest.param(
            '<row><c r="A7"><v>1</v></c><c r="B7"><v>2</v></c></row>',
            {(7, 1), (7, 2)},
            id="row told by its cells",
        ),
        pytest.param(
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
            {(1048576, 16384)},
            id="last cell of a sheet",
        ),
        pytest.param(
            '<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
            {(3, 1), (2, 1)},
            id="rows out of order",
        ),
    ],
)
def test_position(rows: str, places: set[tuple[int, int]]) -> None:
    assert set(cells(rows)) == places


@pytest.mark.parametrize("root", ["worksheet", "sst"])
def test_blanks_preserved_throughout_a_part(root: str) -> None:
    parts: Parts = {TEXTS: texts("<t> a </t>")}
    inline = '<c t="inlineStr"><is><t> a </t></is></c>'
    parts[SHEET] = worksheet(one_row(inline, '<c t="s"><v>0</v></c>'))
    for part in (TEXTS, SHEET):
        parts[part] = str(parts[part]).replace(f"<{root} ", f'<{root} xml:space="preserve" ')
    read = [cell.value for cell in cells("", parts).values()]
    assert read == ([" a ", "a"] if root == "worksheet" else ["a", " a "])


def test_the_dimension_is_not_believed() -> None:
    sheet = worksheet(one_row('<c r="C1"><v>1</v></c>'), before='<dimension ref="A1"/>')
    assert set(cells("", {SHEET: sheet})) == {(1, 3)}


def test_same_names_in_other_vocabularies_are_not_cells() -> None:
    alien = '<extLst><x:row xmlns:x="urn:x"><x:c r="A9"><x:v>1</x:v></x:c></x:row></extLst>'
    assert cells("", {SHEET: worksheet("", after=alien)}) == {}


def test_prefixes_do_not_matter() -> None:
    sheet = f'<p:worksheet xmlns:p="{MAIN}"><p:row r="1"><p:c r="A1"><p:v>1</p:v></p:c></p:row>'
    assert set(cells("", {SHEET: sheet + "</p:worksheet>"})) == {(1, 1)}


def test_a_shared_formula_is_read_in_the_words_of_each_cell() -> None:
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*$C$1+tbl[X]</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="4"><c r="A4"><f t="shared" si="9"/><v>2</v></c></row>'
        '<row r="5"><c r="A5"><f t="shared" ref="A5:A6" si="1">1:1 2:2</f><v>2</v></c></row>'
        '<row r="6"><c r="A6"><f t="shared" si="1"/><v>2</v></c></row>'
    )
    cells = parse_workbook(tiny_book(rows), "book.xlsx").sheets["S"].cells
    assert [cells[row, 1].formula for row in range(1, 5)] == [
        "B1*$C$1+tbl[X]",
        "B2*$C$1+tbl[X]",
        "B3*$C$1+tbl[X]",
        "",
    ]
