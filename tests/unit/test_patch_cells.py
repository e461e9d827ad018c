"""Cells set in a workbook: what was asked for is there, every other byte stays."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from okrsheet.ooxml.patch import EMPTY, Changes, Content, Shown, patch
from okrsheet.ooxml.read import Cell, ErrorValue, parse_workbook
from tests.unit.tiny_book import MAIN, SHEET, Parts, one_row, tiny_book, worksheet

Edits = Mapping[tuple[int, int], Content | Shown]

PLAIN = (
    '<row r="1"><c r="A1" s="1"><v>1</v></c><c r="C1" t="inlineStr"><is><t>old</t></is></c></row>'
    '<row r="3"><c r="B3"><f>A1*2</f><v>2</v></c></row>'
)


def patched(edits: Edits, rows: str = PLAIN, parts: Parts | None = None) -> str:
    """The sheet's rows after the edits; the reader finds the cells that were asked for."""
    data = tiny_book(rows, parts)
    new = patch(data, Changes({"S": edits}), "book")
    return sheet_of(new).partition("<sheetData>")[2].partition("</sheetData>")[0]


def sheet_of(data: bytes, part: str = SHEET) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(part).decode()


def one(change: Content | Shown, cell: str = '<c r="A1" s="1"><v>1</v></c>') -> str:
    """The first cell after a change of A1."""
    row = patched({(1, 1): change}, one_row(cell))
    return row.removeprefix('<row r="1">').removesuffix("</row>")


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        pytest.param(2, '<c r="A1" s="1"><v>2</v></c>', id="whole number"),
        pytest.param(-0.1, '<c r="A1" s="1"><v>-0.1</v></c>', id="fraction"),
        pytest.param(1e300, '<c r="A1" s="1"><v>1e+300</v></c>', id="large number"),
        pytest.param(True, '<c r="A1" s="1" t="b"><v>1</v></c>', id="yes"),
        pytest.param(
            "a&<",
            '<c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve">a&amp;&lt;</t></is></c>',
            id="text",
        ),
        pytest.param(
            "=1+1",
            '<c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>',
            id="text that looks like a formula",
        ),
        pytest.param(
            "_x0041_",
            '<c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve">_x005F_x0041_</t></is></c>',
            id="text that looks like an escape",
        ),
        pytest.param(
            "a\r\nb\rc\nd",
            '<c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve">a\nb\nc\nd</t></is></c>',
            id="line breaks",
        ),
        pytest.param(ErrorValue("#N/A"), '<c r="A1" s="1" t="e"><v>#N/A</v></c>', id="error"),
        pytest.param(None, '<c r="A1" s="1"/>', id="nothing"),
        pytest.param("", '<c r="A1" s="1"/>', id="empty text"),
    ],
)
def test_a_typed_value(value: object, stored: str) -> None:
    assert one(Content(value)) == stored  # type: ignore[arg-type]  # any of the kinds above


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        pytest.param(0.5, '<c r="A1"><f>B1/2</f><v>0.5</v></c>', id="number"),
        pytest.param("a<b", '<c r="A1" t="str"><f>B1/2</f><v>a&lt;b</v></c>', id="text"),
        pytest.param("", '<c r="A1" t="str"><f>B1/2</f><v></v></c>', id="empty text"),
        pytest.param(
            " a", '<c r="A1" t="str"><f>B1/2</f><v xml:space="preserve"> a</v></c>', id="blanks"
        ),
        pytest.param(False, '<c r="A1" t="b"><f>B1/2</f><v>0</v></c>', id="no"),
        pytest.param(
            ErrorValue("#DIV/0!"), '<c r="A1" t="e"><f>B1/2</f><v>#DIV/0!</v></c>', id="error"
        ),
        pytest.param(None, '<c r="A1"><f>B1/2</f></c>', id="not computed"),
    ],
)
def test_a_formula_with_its_value(value: object, stored: str) -> None:
    assert one(Content(value, "B1/2"), '<c r="A1" t="b"><v>1</v></c>') == stored  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize(
    ("cell", "stored"),
    [
        pytest.param(
            '<c r="A1" s="4" t="str"><f>B1&amp;"x"</f><v>y</v></c>',
            '<c r="A1" s="4"><f>B1&amp;"x"</f><v>7</v></c>',
            id="plain",
        ),
        pytest.param(
            '<c r="A1" t="e" vm="1"><f>B1</f><v>#VALUE!</v></c>',
            '<c r="A1"><f>B1</f><v>7</v></c>',
            id="a value with metadata",
        ),
        pytest.param(
            '<c r="A1" cm="1"><f t="array" ref="A1:A3">SORT(B1:B3)</f><v>1</v></c>',
            '<c r="A1" cm="1"><f t="array" ref="A1:A3">SORT(B1:B3)</f><v>7</v></c>',
            id="a spilling formula",
        ),
        pytest.param(
            '<c r="A1"><f t="shared" ref="A1:A3" si="0">B1</f><v>1</v></c>',
            '<c r="A1"><f t="shared" ref="A1:A3" si="0">B1</f><v>7</v></c>',
            id="a formula that others share",
        ),
        pytest.param(
            '<c r="A1"><f>B1</f></c>', '<c r="A1"><f>B1</f><v>7</v></c>', id="never computed"
        ),
        pytest.param(
            '<c r="A1" t="n"><f>B1</f><v /></c>', '<c r="A1"><f>B1</f><v>7</v></c>', id="openpyxl"
        ),
    ],
)
def test_only_the_value_of_a_formula_is_renewed(cell: str, stored: str) -> None:
    assert one(Shown(7), cell) == stored


def test_the_value_of_a_spilled_cell_is_renewed() -> None:
    master = '<c r="A1"><f t="array" ref="A1:B1">C1:D1</f><v>1</v></c>'
    row = patched({(1, 2): Shown("x")}, one_row(master, '<c r="B1"><v>2</v></c>'))
    assert row == f'<row r="1">{master}<c r="B1" t="str"><v>x</v></c></row>'


def test_a_formula_gives_way_when_told_to() -> None:
    cell = '<c r="A1" s="2" cm="1" t="b"><f>TRUE()</f><v>1</v></c>'
    assert one(Content(5, over_formula=True), cell) == '<c r="A1" s="2"><v>5</v></c>'


def test_a_style_is_set() -> None:
    assert one(Content(2, style=9)) == '<c r="A1" s="9"><v>2</v></c>'


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param(
            {(1, 2): Content(5)},
            PLAIN.replace('<c r="C1"', '<c r="B1"><v>5</v></c><c r="C1"'),
            id="between two cells",
        ),
        pytest.param(
            {(3, 1): Content(5), (3, 4): Content(6)},
            PLAIN.replace('<c r="B3"', '<c r="A3"><v>5</v></c><c r="B3"').replace(
                "<v>2</v></c>", '<v>2</v></c><c r="D3"><v>6</v></c>'
            ),
            id="before and behind the cells of a row",
        ),
        pytest.param(
            {(2, 2): Content(5)},
            PLAIN.replace('<row r="3"', '<row r="2"><c r="B2"><v>5</v></c></row><row r="3"'),
            id="in a new row",
        ),
        pytest.param(
            {(9, 28): Content(5), (10, 1): Content(6)},
            PLAIN
            + '<row r="9"><c r="AB9"><v>5</v></c></row><row r="10"><c r="A10"><v>6</v></c></row>',
            id="in rows behind the last one",
        ),
        pytest.param({(2, 2): EMPTY, (3, 9): Content("")}, PLAIN, id="nothing where nothing is"),
    ],
)
def test_a_new_cell_is_put_in_order(edits: Edits, expected: str) -> None:
    assert patched(edits) == expected


@pytest.mark.parametrize(
    ("before", "row", "stored"),
    [
        pytest.param("", '<row r="1"/>', '<row r="1"><c r="B1"><v>5</v></c></row>', id="none"),
        pytest.param(
            '<cols><col min="2" max="3" style="4"/></cols>',
            '<row r="1"></row>',
            '<row r="1"><c r="B1" s="4"><v>5</v></c></row>',
            id="of its column",
        ),
        pytest.param(
            '<cols><col min="2" max="3" style="4"/></cols>',
            '<row r="1" s="6" customFormat="1" />',
            '<row r="1" s="6" customFormat="1"><c r="B1" s="6"><v>5</v></c></row>',
            id="of its row",
        ),
        pytest.param(
            "", '<row r="1" s="6"/>', '<row r="1" s="6"><c r="B1"><v>5</v></c></row>', id="not told"
        ),
    ],
)
def test_the_style_of_a_new_cell(before: str, row: str, stored: str) -> None:
    sheet = worksheet(row, before=before)
    assert patched({(1, 2): Content(5)}, parts={SHEET: sheet}) == stored


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param('<dimension ref="A1:C3"/>', '<dimension ref="A1:D9"/>', id="it grows"),
        pytest.param('<dimension ref="A1:Z99"/>', '<dimension ref="A1:Z99"/>', id="it covers all"),
        pytest.param('<dimension ref="C3"/>', '<dimension ref="C3:D9"/>', id="one cell"),
        pytest.param('<dimension ref="?"/>', '<dimension ref="?"/>', id="nonsense stays"),
    ],
)
def test_the_used_area_grows(before: str, after: str) -> None:
    data = tiny_book(parts={SHEET: worksheet(PLAIN, before=before)})
    new = patch(data, Changes({"S": {(9, 4): Content(1)}}), "book")
    assert after in sheet_of(new)


def test_the_hint_of_a_row_grows() -> None:
    row = patched(
        {(1, 9): Content(1)}, '<row r="1" spans="2:3" ht="20"><c r="B1"><v>1</v></c></row>'
    )
    assert row.startswith('<row r="1" spans="2:9" ht="20">')


def test_a_sheet_without_rows_gets_one() -> None:
    data = tiny_book(parts={SHEET: f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'})
    new = patch(data, Changes({"S": {(2, 1): Content("x")}}), "book")
    assert parse_workbook(new, "book").sheets["S"].cells == {(2, 1): Cell("x")}


def test_nothing_to_do_gives_the_same_bytes() -> None:
    data = tiny_book(PLAIN)
    assert patch(data, Changes(), "book") == data
    assert patch(data, Changes({"S": {}}), "book") == data
    assert patch(data, Changes({"S": {(1, 1): Content(1)}}), "book") == data
