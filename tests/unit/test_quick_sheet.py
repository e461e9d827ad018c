"""What the quick reader takes, and what it leaves to the exact one."""

import pytest

from okrsheet.ooxml.quick_sheet import read_quickly
from okrsheet.ooxml.quick_texts import read_texts_quickly
from okrsheet.ooxml.records import EVERYTHING, Area, Cell, LeaveOut
from okrsheet.ooxml.sheet_xml import SheetContent, SheetSource, read_sheet
from okrsheet.ooxml.texts import read_texts
from tests.unit.tiny_book import MAIN, SPACES, one_row, texts, worksheet

CELL = '<c r="A1"><v>1</v></c>'


def source_of(xml: str | bytes, leave_out: LeaveOut = EVERYTHING) -> SheetSource:
    data = xml.encode() if isinstance(xml, str) else xml
    return SheetSource(data, "part", "S", ["a", "b"], 100, epoch_1904=False, leave_out=leave_out)


def quick(xml: str | bytes, leave_out: LeaveOut = EVERYTHING) -> SheetContent | None:
    """What the quick reader makes of it, which must be what the exact one makes of it."""
    content = read_quickly(source_of(xml, leave_out))
    if content is not None:
        assert content == read_sheet(source_of(xml, leave_out))
    return content


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(worksheet(one_row(CELL)), id="bare"),
        pytest.param(
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
            + worksheet(one_row(CELL)),
            id="declared as Excel does",
        ),
        pytest.param("\ufeff" + worksheet(one_row(CELL)), id="byte order mark"),
        pytest.param(worksheet('<row r="1" spans="1:2" x="&quot;"/><row r="9"/>'), id="empty rows"),
        pytest.param(worksheet('<row r="1"></row><row r="2"/>' + one_row()[:0]), id="no cells"),
        pytest.param(
            worksheet(one_row(CELL), after="<!-- a --><?b?><x><![CDATA[</sheetData]]></x>"),
            id="comments behind the cells",
        ),
        pytest.param(
            worksheet(one_row('<c r="A1" t="inlineStr"><is><r><t>a&#65;</t></r></is></c>')),
            id="rich text",
        ),
        pytest.param(
            worksheet(one_row('<c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c>')),
            id="shared formula",
        ),
        pytest.param(worksheet(one_row('<c r="A1" t="str"><v>a&gt;b</v></c>')), id="entity"),
        pytest.param(worksheet(one_row('<c r="A1" t="str"><v>a>b</v></c>')), id="bare >"),
    ],
)
def test_taken(xml: str) -> None:
    assert quick(xml) is not None


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(worksheet("").replace("<sheetData>", "<sheetData >"), id="tag with a blank"),
        pytest.param(
            worksheet("").replace("<sheetData></sheetData>", "<sheetData/>"), id="no rows"
        ),
        pytest.param("<!DOCTYPE a>" + worksheet(one_row(CELL)), id="DOCTYPE"),
        pytest.param("<!-- <sheetData> -->" + worksheet(one_row(CELL)), id="comment before"),
        pytest.param(worksheet(one_row(CELL + "<!-- -->")), id="comment among cells"),
        pytest.param(worksheet(one_row('<c r="A1"><v><![CDATA[1]]></v></c>')), id="CDATA"),
        pytest.param(worksheet(one_row(CELL) + "<?a?>"), id="instruction"),
        pytest.param('<?xml version="1.0" encoding="utf-16"?>'.encode("utf-16") + b"", id="UTF-16"),
        pytest.param(
            '<?xml version="1.0" encoding="latin-1"?>' + worksheet(one_row(CELL)), id="Latin-1"
        ),
        pytest.param(
            worksheet(one_row(CELL)).replace("<worksheet ", '<worksheet xml:space="preserve" '),
            id="blanks preserved throughout",
        ),
        pytest.param(
            worksheet(one_row(CELL)).replace(f'xmlns="{MAIN}"', 'xmlns="urn:x"'),
            id="another vocabulary",
        ),
        pytest.param(worksheet("<row><c><v>1</v></c></row>"), id="places by order"),
        pytest.param(worksheet('<row r="2"/><row r="1"/>'), id="rows out of order"),
        pytest.param(worksheet('<row r="1"/><row r="1"/>'), id="row twice"),
        pytest.param(worksheet(one_row('<c r="B1"/><c r="A1"/>')), id="cells out of order"),
        pytest.param(worksheet(one_row('<c r="A2"/>')), id="cell of another row"),
        pytest.param(worksheet(one_row('<c r="a1"/>')), id="small letter"),
        pytest.param(worksheet(one_row(CELL, "<c><v>2</v></c>")), id="cell without place"),
        pytest.param(worksheet(one_row('<c s="1" r="A1"/>')), id="place not first"),
        pytest.param(worksheet('<row r="01"/>'), id="row with a zero before"),
        pytest.param(worksheet('<row r="1048577"/>'), id="row behind the last"),
        pytest.param(worksheet("\n" + one_row(CELL)), id="blanks between rows"),
        pytest.param(worksheet(one_row('<c r="A1" s="1" s="2"/>')), id="attribute twice"),
        pytest.param(worksheet(one_row('<c r="A1" y:s="1"/>')), id="unknown prefix"),
        pytest.param(
            worksheet(one_row(CELL, '<c r="B1" xmlns="urn:x"><v>1</v></c>')), id="foreign cell"
        ),
        pytest.param(
            worksheet('<row r="1" xmlns="urn:x"><c r="A1"><v>1</v></c></row>'), id="foreign row"
        ),
        pytest.param(worksheet(one_row('<c r="A1" r="B1"/>')), id="place twice"),
        pytest.param(worksheet(one_row('<c r="A1"><v>]]></v></c>')), id="]]>"),
        pytest.param(worksheet(one_row('<c r="A1"><v>&no;</v></c>')), id="unknown entity"),
        pytest.param(worksheet(one_row('<c r="A1" t="str"><v>\x0b</v></c>')), id="control"),
        pytest.param(worksheet(one_row('<c r="A1" t="str"><v>\uffff</v></c>')), id="no letter"),
        pytest.param(
            worksheet(one_row('<c r="A1" t="str"><v>?</v></c>')).encode().replace(b"?", b"\xff"),
            id="no UTF-8",
        ),
        pytest.param(
            worksheet(one_row('<c r="A1" t="s"><v>2</v></c>')), id="text not in the table"
        ),
        pytest.param(worksheet(one_row('<c r="A1"><v>1_0</v></c>')), id="no number"),
        pytest.param(worksheet(one_row('<c r="A1" s="x"/>')), id="no format"),
        pytest.param(
            worksheet(one_row('<c r="A1"><f t="array" ref="A1:A2">1</f></c>')), id="array area"
        ),
        pytest.param(
            worksheet(
                one_row('<c r="A1"><f>1</f><v>1</v></c><c><v></v></c>')
                + '<row r="2"><c r="A2"><f>1</f><v>1</v></c><c><v>2</v></c></row>'
            ),
            id="a cell without place behind a formula",
        ),
        pytest.param(
            worksheet(
                one_row('<c r="A1"/>', "<c r='B1'/>")
                + """<row r="2"><c r="A2"/><c r='B1'/></row>"""
            ),
            id="a cell in other quotes, behind one seen before",
        ),
        pytest.param(
            worksheet(one_row(CELL + "<row r='7'/>") + '<row r="8"/>'), id="a row in a row"
        ),
        pytest.param(worksheet(one_row(CELL), after="<v>1</v>"), id="value behind the rows"),
        pytest.param(worksheet(one_row(CELL), after="<row/>"), id="row behind the rows"),
        pytest.param(worksheet(one_row(CELL), after="<sheetData></sheetData>"), id="twice"),
        pytest.param(worksheet(one_row(CELL), after="<a>" * 257 + "</a>" * 257), id="depth"),
        pytest.param(worksheet(one_row(CELL))[:-1], id="cut"),
        pytest.param(
            worksheet(one_row(CELL), after=f'<a b="{"c" * (1 << 20)}"/>'), id="endless tag"
        ),
        pytest.param(
            worksheet(one_row(f'<c r="A1" t="str"><v>{"x" * 131_069}</v></c>')), id="endless text"
        ),
    ],
)
def test_left_to_the_exact_reader(xml: str | bytes) -> None:
    assert quick(xml) is None


def test_cells_that_repeat() -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" s="1"><v>7</v></c>'
        f'<c r="B{row}"><f>A1</f><v>{row % 3}</v></c>'
        f'<c r="C{row}" t="str"><f>A1&amp;1</f><v>{row}</v></c><c r="D{row}" s="2"/></row>'
        for row in range(8, 13)
    )
    content = quick(worksheet(rows))
    assert content is not None
    assert len(content.cells) == 15
    assert content.cells[12, 2] == Cell(0.0, "A1")
    assert content.cells[11, 3] == Cell("11", "A1&1")
    assert content.cells[8, 1] is content.cells[12, 1]


def test_formula_cells_left_out() -> None:
    rows = (
        '<row r="1"><c r="A1"><f>1</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f>2</f><v>1</v></c><c r="B2"><v>3</v></c></row>'
        '<row r="3"><c r="A3"><v>4</v></c><c r="B3"><f/></c><c r="C3"><f>5</f></c></row>'
    )
    leave_out = LeaveOut(range(2, 4), frozenset({1, 2}))
    for content in (
        quick(worksheet(rows), leave_out),
        read_sheet(source_of(worksheet(rows), leave_out)),
    ):
        assert content is not None
        assert set(content.cells) == {(1, 1), (2, 2), (3, 1), (3, 3)}
        assert content.left_out.columns == {2: {1}, 3: {2}}
        assert content.left_out.formulas == {"2", ""}


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param('<c r="A2"><f>1</f><v>x</v></c>', id="no number"),
        pytest.param('<c r="A2" t="b"><f>1</f><v>2</v></c>', id="neither true nor false"),
        pytest.param('<c r="A2" t="s"><f>1</f><v>9</v></c>', id="text not in the table"),
        pytest.param('<c r="A2"><f>1</f><v>1</v></c><c r="A2"><f>1</f></c>', id="stored twice"),
    ],
)
def test_cells_left_out_are_still_judged(cell: str) -> None:
    rows = f'<row r="1"><c r="A1"><f>1</f><v>1</v></c></row><row r="2">{cell}</row>'
    assert quick(worksheet(rows), LeaveOut(range(1, 3), frozenset({1}))) is None


def test_merged_areas() -> None:
    merged = '<mergeCells><mergeCell ref="B2:C3"/><mergeCell ref="D:E"/><mergeCell ref="7:8"/>'
    content = quick(worksheet(one_row(CELL), after=merged + "</mergeCells>"))
    assert content is not None
    assert content.merged == (
        Area(2, 2, 3, 3),
        Area(1, 4, 1_048_576, 5),
        Area(7, 1, 8, 16_384),
    )


def table_of(*items: str) -> bytes:
    return texts(*items).encode()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(
            table_of("<t> a </t>", '<t xml:space="preserve"> b </t>', "<t></t>"),
            ["a", " b ", ""],
            id="plain",
        ),
        pytest.param(
            table_of("<r><t>a</t></r><r><t>b</t></r>", "<t>&lt;c&#33;</t>", ""),
            ["ab", "<c!", ""],
            id="rich, escaped, empty",
        ),
        pytest.param(
            table_of("<t>a</t>", "<t>b</t>").replace(b"</si><si>", b"</si><si/><si>"),
            ["a", "", "b"],
            id="empty one",
        ),
        pytest.param(
            table_of("<t>a</t>").replace(b"</sst>", b"<extLst><!-- --></extLst></sst>"),
            ["a"],
            id="something behind",
        ),
    ],
)
def test_text_table_taken(data: bytes, expected: list[str]) -> None:
    assert read_texts_quickly(data, "part") == read_texts(data, "part") == expected


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(table_of(), id="empty"),
        pytest.param(table_of("<t>a</t>", "<!-- </si><si> -->"), id="comment"),
        pytest.param(table_of("<t>a</t>") + b"<a/>", id="two roots"),
        pytest.param(table_of("<t>a</b>"), id="broken"),
        pytest.param(table_of("<t>a</t>").replace(b"</sst>", b"<si/></sst>"), id="one more behind"),
        pytest.param(table_of("<t>a</t>").replace(b"<si>", b"<si/><si>"), id="empty one first"),
        pytest.param(table_of(f"<t>{'x' * 131_069}</t>"), id="endless text"),
        pytest.param(
            f'<p:sst xmlns:p="{MAIN}" xmlns="urn:x"><si><t>a</t></si></p:sst>'.encode(),
            id="another vocabulary",
        ),
        pytest.param(
            f'<sst xml:space="preserve" {SPACES}><si><t>a</t></si></sst>'.encode(), id="preserved"
        ),
    ],
)
def test_text_table_left_to_the_exact_reader(data: bytes) -> None:
    assert read_texts_quickly(data, "part") is None
