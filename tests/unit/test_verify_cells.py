"""The quick proof of a change: it takes what is right and plain, and nothing that is wrong."""

from typing import Final

import pytest

from okrsheet.ooxml.changes import CellChanges, Content, Shown
from okrsheet.ooxml.records import ErrorValue
from okrsheet.ooxml.verify_cells import is_proven
from tests.unit.tiny_book import MAIN, SPACES, worksheet

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROW: Final = (
    '<row r="1" spans="1:4"><c r="A1" s="2"><v>1</v></c><c r="B1"><f>A1*2</f><v>2</v></c>'
    '<c r="C1" t="s" s="1"><v>0</v></c><c r="D1" t="str"><f t="shared" si="0"/><v>x</v></c></row>'
)
NEXT: Final = '<row r="2"><c r="A2"><v>1</v></c><c r="AA2" s="1"/></row>'
SHEET: Final = worksheet(ROW + NEXT)
A1: Final[CellChanges] = {(1, 1): Content(5)}
B1: Final[CellChanges] = {(1, 2): Shown(5)}


def proven(old: str, new: str, asked: CellChanges) -> bool:
    return is_proven(old.encode(), new.encode(), asked)


@pytest.mark.parametrize(
    ("asked", "old", "new"),
    [
        pytest.param(A1, 's="2"><v>1', 's="2"><v>5', id="a number"),
        pytest.param(A1, 's="2"><v>1', 's="2"><v>5.0', id="the same number"),
        pytest.param(
            {(1, 1): Content(True)}, 's="2"><v>1', 's="2" t="b"><v>1', id="yes instead of 1"
        ),
        pytest.param(
            {(1, 3): Content("a & b")},
            ' t="s" s="1"><v>0</v>',
            ' s="1" t="inlineStr"><is><t xml:space="preserve">a &amp; b</t></is>',
            id="a text",
        ),
        pytest.param(B1, "<v>2</v>", "<v>5</v>", id="what a formula shows"),
        pytest.param({(1, 4): Shown("")}, "<v>x</v>", "<v></v>", id="no text"),
        pytest.param(
            {(1, 4): Shown(" y ")}, "<v>x</v>", '<v xml:space="preserve"> y </v>', id="blanks"
        ),
        pytest.param(
            {(1, 4): Shown("_x0041_")}, "<v>x</v>", "<v>_x005F_x0041_</v>", id="an escape"
        ),
        pytest.param({(1, 4): Shown("a\r\nb")}, "<v>x</v>", "<v>a\nb</v>", id="a line break"),
        pytest.param(
            {(2, 27): Content(7)}, 's="1"/>', 's="1"><v>7</v></c>', id="an empty cell filled"
        ),
        pytest.param({(1, 1): Content(1)}, "", "", id="nothing to do"),
        pytest.param(
            {(1, 1): Content(5), (2, 1): Content(5)}, "<v>1</v>", "<v>5</v>", id="two cells"
        ),
    ],
)
@pytest.mark.parametrize("head", ["", HEAD], ids=["bare", "declared"])
def test_what_was_asked_for_is_proven(asked: CellChanges, old: str, new: str, head: str) -> None:
    assert proven(head + SHEET, head + SHEET.replace(old, new), asked)


@pytest.mark.parametrize(
    ("asked", "old", "new"),
    [
        pytest.param(A1, "", "", id="nothing done"),
        pytest.param(A1, 's="2"><v>1</v>', 's="2"><v>6</v>', id="another number"),
        pytest.param(A1, 's="2"><v>1</v>', 's="3"><v>5</v>', id="another format"),
        pytest.param(A1, 's="2"><v>1</v>', 's="2" cm="1"><v>5</v>', id="a new attribute"),
        pytest.param(A1, 's="2"><v>1</v>', 's="2" t="b"><v>5</v>', id="another type"),
        pytest.param(A1, 's="2"><v>1</v>', 's="2" t="str"><v>5</v>', id="text for a number"),
        pytest.param(A1, 's="2"><v>1</v>', 's="2"><f>5</f><v>5</v>', id="a formula"),
        pytest.param(A1, 's="2"><v>1</v></c>', 's="2"/>', id="an empty cell"),
        pytest.param(A1, '<c r="A1" s="2"><v>1</v></c>', "", id="no cell"),
        pytest.param(A1, 's="2"><v>1</v>', 's="2"><v>5_0</v>', id="no number"),
        pytest.param(A1, 's="2"><v>1</v>', 's="2"><v>5</v><v>6</v>', id="two values"),
        pytest.param(A1, 's="2"><v>1</v>', 's="2"><v>5</v><extLst/>', id="something behind it"),
        pytest.param(A1, "<v>1</v></c>", "<v>5</v></c>", id="another cell as well"),
        pytest.param(A1, 's="2"><v>1</v></c>', 's="2"><v>5</v></c> ', id="a blank behind it"),
        pytest.param(B1, "<f>A1*2</f><v>2</v>", "<f>A1*3</f><v>5</v>", id="another formula"),
        pytest.param(B1, "<f>A1*2</f><v>2</v>", "<v>5</v>", id="no formula left"),
        pytest.param({(1, 1): Shown(5)}, 's="2"><v>1</v>', 's="2"><v>5</v>', id="never a formula"),
        pytest.param(
            {(1, 2): Content(5)}, "<f>A1*2</f><v>2", "<f>A1*2</f><v>5", id="typed, formula there"
        ),
        pytest.param(
            {(1, 1): Content(5, style=3)}, 's="2"><v>1</v>', 's="2"><v>5</v>', id="format as it was"
        ),
        pytest.param(
            {(1, 2): Content(5, "A1")}, "<v>2</v>", "<v>5</v>", id="another formula asked for"
        ),
        pytest.param({(1, 4): Shown("y")}, "<v>x</v>", "<v> y</v>z", id="text around the value"),
        pytest.param({(1, 4): Shown(" y")}, "<v>x</v>", "<v> y</v>", id="a blank that is lost"),
        pytest.param({(1, 4): Shown("y")}, "<v>x</v>", "<v>&#121;</v>", id="a rare way to write y"),
        pytest.param({(1, 2): Shown(None)}, "<v>2</v>", "", id="no value: read it again"),
        pytest.param(
            {(1, 2): Shown(ErrorValue("#N/A"))},
            ">2<",
            ">2<",
            id="an error: read it again",
        ),
        pytest.param({(3, 1): Content(5)}, "", "", id="a cell that is not there"),
        pytest.param(A1, '4"><c r="A1" s="2"><v>1', '5"><c r="A1" s="2"><v>5', id="another row"),
        pytest.param({}, "<v>2</v>", "<v>5</v>", id="nothing asked for"),
    ],
)
def test_what_is_wrong_or_unclear_is_not_proven(asked: CellChanges, old: str, new: str) -> None:
    assert not proven(SHEET, SHEET.replace(old, new), asked)


@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(SHEET.replace("<sheetData>", "<sheetData/><sheetData>"), id="two sheetData"),
        pytest.param(SHEET.replace("sheetData>", "sheetdata>"), id="no sheetData"),
        pytest.param(
            SHEET.replace("<sheetData>", "<x><sheetData>").replace("Data></w", "Data></x></w"),
            id="sheetData deeper down",
        ),
        pytest.param(SHEET.replace(MAIN, "urn:other"), id="another vocabulary"),
        pytest.param(SHEET.replace('<row r="1"', '<row r="1" xmlns="urn:x"'), id="in one row"),
        pytest.param(SHEET.replace(SPACES, f'{SPACES} xml:space="preserve"'), id="blanks count"),
        pytest.param(SHEET.replace("<row", "<!-- --><row", 1), id="a comment"),
        pytest.param(SHEET.replace("<row", "<?x?><row", 1), id="an instruction"),
        pytest.param(
            SHEET.replace("<row", '<![CDATA[<c r="A1"><v>1</v></c>]]><row', 1), id="no cell at all"
        ),
        pytest.param(worksheet(ROW + ROW + NEXT), id="the row twice"),
        pytest.param(
            SHEET.replace('<c r="B1">', '<c r="A1"><v>1</v></c><c r="B1">'), id="the cell twice"
        ),
        pytest.param(
            SHEET.replace('<c r="B1">', '<c r="A1"><x/></c><c r="B1">'), id="twice, once oddly"
        ),
        pytest.param(SHEET.replace('r="A1" s="2"', "s='2' r=\"A1\""), id="other quotes"),
        pytest.param('<?xml version="1.0" encoding="latin-1"?>' + SHEET, id="another encoding"),
        pytest.param("\ufeff" + SHEET, id="a byte order mark"),
        pytest.param(SHEET.removesuffix("</worksheet>"), id="not well-formed"),
    ],
)
def test_an_unusual_sheet_is_read_again(sheet: str) -> None:
    old, new = 's="2"><v>1</v>', 's="2"><v>5</v>'
    changed = sheet.replace(old, new, 1).replace("s='2' r=\"A1\"><v>1", "s='2' r=\"A1\"><v>5")
    assert sheet != changed
    assert not proven(sheet, changed, A1)


def test_hundreds_of_cells_in_many_columns() -> None:
    cells = [(row, column) for row in range(1, 30) for column in range(1, 30)]
    letters = [chr(64 + column) if column < 27 else f"A{chr(38 + column)}" for column in range(30)]
    rows = (
        f'<row r="{row}">'
        + "".join(f'<c r="{letters[column]}{row}"><v>0</v></c>' for column in range(1, 30))
        + "</row>"
        for row in range(1, 30)
    )
    old = worksheet("".join(rows))
    new = old.replace("<v>0</v>", "<v>1</v>")
    asked: CellChanges = dict.fromkeys(cells, Content(1))
    assert proven(old, new, asked)
    assert not proven(old, new, {place: asked[place] for place in cells[1:]})
    assert not proven(old, new, {**asked, (7, 7): Content(2)})
