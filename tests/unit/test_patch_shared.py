"""Cells that share a formula: when the first is overwritten, the next takes the formula over."""

import pytest

from okrsheet.ooxml.patch import EMPTY, Changes, Content, Shown, patch
from okrsheet.ooxml.read import Cell, parse_workbook
from okrsheet.ooxml.references import UnclearFormula, references, shifted
from okrsheet.ooxml.refusals import ChangeRefused, ChangeUnproven
from okrsheet.ooxml.verify import verify
from tests.unit.test_patch_cells import Edits, patched
from tests.unit.tiny_book import tiny_book

FIRST = '<c r="C1"><f t="shared" ref="C1:C3" si="0">A1*B$1+1</f><v>2</v></c>'
SECOND = '<c r="C2" s="4"><f t="shared" ca="1" si="0"/><v>3</v></c>'
THIRD = '<c r="C3"><f t="shared" si="0"/><v>4</v></c>'
ROWS = f'<row r="1">{FIRST}</row><row r="2">{SECOND}</row><row r="3">{THIRD}</row>'
GONE = '<row r="1"><c r="C1"><v>9</v></c></row>'
ON = '<f t="shared" ca="1" si="0" ref="C2:C3">A2*B$1+1</f>'
SET = Content(9, over_formula=True)


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param(
            {(1, 3): SET},
            f'{GONE}<row r="2"><c r="C2" s="4">{ON}<v>3</v></c></row><row r="3">{THIRD}</row>',
            id="the next one takes it over",
        ),
        pytest.param(
            {(1, 3): SET, (2, 3): Shown(5)},
            f'{GONE}<row r="2"><c r="C2" s="4">{ON}<v>5</v></c></row><row r="3">{THIRD}</row>',
            id="and shows another value",
        ),
        pytest.param(
            {(1, 3): SET, (2, 3): Content(8, "B2")},
            f'{GONE}<row r="2"><c r="C2" s="4"><f>B2</f><v>8</v></c></row>'
            '<row r="3"><c r="C3"><f>A3*B$1+1</f><v>4</v></c></row>',
            id="the last one has it for itself",
        ),
        pytest.param(
            {(1, 3): Content(None, over_formula=True), (2, 3): SET, (3, 3): SET},
            '<row r="1"><c r="C1"/></row><row r="2"><c r="C2" s="4"><v>9</v></c></row>'
            '<row r="3"><c r="C3"><v>9</v></c></row>',
            id="none is left",
        ),
        pytest.param({(2, 3): SET}, None, id="not the first one"),
    ],
)
@pytest.mark.parametrize("exact", [False, True], ids=["the quick way", "the exact way"])
def test_the_formula_goes_on(edits: Edits, expected: str | None, exact: bool) -> None:
    comment = "<!-- -->" if exact else ""
    if expected is None:
        expected = ROWS.replace(SECOND, '<c r="C2" s="4"><v>9</v></c>')
    assert patched(edits, comment + ROWS) == comment + expected


def test_a_number_used_again_is_another_formula() -> None:
    rows = ROWS.replace(THIRD, f'{THIRD}<c r="D3"><f t="shared" ref="D3:D4" si="0">7</f></c>')
    rows += '<row r="4"><c r="D4"><f t="shared" si="0"/></c></row>'
    assert "A2*B$1+1" in patched({(1, 3): SET}, rows)
    assert '<c r="D4"><f>7</f></c>' in patched({(3, 4): SET}, rows)


EMPTY_IT = EMPTY._replace(over_formula=True)


def test_a_formula_that_cannot_be_moved_is_not_overwritten() -> None:
    for formula in ("A1048575", "Jan : A1", "a]"):
        with pytest.raises(ChangeRefused) as caught:
            patch(
                tiny_book(ROWS.replace("A1*B$1+1", formula)),
                Changes({"S": {(1, 3): EMPTY_IT, (2, 3): EMPTY_IT}}),
                "b",
            )
        assert (caught.value.code, caught.value.where) == ("OKR931", "b: S!C1")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("A2*B$1+1", "A3*B$1+1", id="another formula"),
        pytest.param("A2*B$1+1", "A2*B1+1", id="another formula in the last cell"),
        pytest.param('<f t="shared" si="0"/>', "<f>A3</f>", id="one that shares no more"),
    ],
)
def test_another_formula_is_not_accepted(old: str, new: str) -> None:
    rows = f'{GONE}<row r="2"><c r="C2" s="4">{ON}<v>3</v></c></row><row r="3">{THIRD}</row>'
    asked = Changes({"S": {(1, 3): SET}})
    verify(tiny_book(ROWS), tiny_book(rows), asked, "book")
    with pytest.raises(ChangeUnproven):
        verify(tiny_book(ROWS), tiny_book(rows.replace(old, new)), asked, "book")


def test_the_formula_reads_back() -> None:
    new = patch(tiny_book(ROWS), Changes({"S": {(1, 3): SET}}), "book")
    cells = parse_workbook(new, "book").sheets["S"].cells
    assert cells[2, 3] == Cell(3.0, "A2*B$1+1", 4)
    assert cells[3, 3] == Cell(4.0, "A3*B$1+1")


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1+$A1+A$1+$A$1", "B3+$A3+B$1+$A$1"),
        ("SUM(A:C,$D:E,3:4,$5:6)", "SUM(B:D,$D:F,5:6,$5:8)"),
        ("LOG10(A1)&LOG10", "LOG10(B3)&LOH12"),
        ('"A1"&A1&"a""A1"', '"A1"&B3&"a""A1"'),
        ("'It''s A1'!A1+Sheet1!A1:B2+Q1!$A1", "'It''s A1'!B3+Sheet1!B3:C4+Q1!$A3"),
        ("tblA[[#This Row],[A1]]+tblA[It'[s A1]+A1", "tblA[[#This Row],[A1]]+tblA[It'[s A1]+B3"),
        ("[1]Data!A1+'[2]My Data'!A1", "[1]Data!B3+'[2]My Data'!B3"),
        ("JAN:MAR!A1+1.5E+10+A1.B2+ZZZ1+_A1", "JAN:MAR!B3+1.5E+10+A1.B2+ZZZ1+_A1"),
        ("IF(A1=#N/A,#REF!,{1,2;3,4})", "IF(B3=#N/A,#REF!,{1,2;3,4})"),
        ("_xlfn.ANCHORARRAY(A1)+INDEX(A1:A9,2):A5", "_xlfn.ANCHORARRAY(B3)+INDEX(B3:B11,2):B7"),
        ("größe+ÄB1+A1", "größe+ÄB1+B3"),
    ],
)
def test_references_move_along(formula: str, moved: str) -> None:
    assert shifted(formula, 2, 1) == moved
    assert shifted(shifted(formula, 5, 4), -3, -3) == moved


@pytest.mark.parametrize(
    "formula", ["A1048576", "XFD1", '"open', "'open", "[open", "A1 :B2", "A1: B2"]
)
def test_an_unclear_formula_is_not_moved(formula: str) -> None:
    with pytest.raises(UnclearFormula):
        shifted(formula, 1, 1)


def test_references_are_found() -> None:
    found = references("SUM($B$5:C3)+'My ''S'!A:B+[1]T!7:7+T!D4")
    assert [tuple(each)[:3] for each in found] == [
        ("", (3, 5), (2, 3)),
        ("My 'S", (1, 1_048_576), (1, 2)),
        ("[1]T", (7, 7), (1, 16_384)),
        ("T", (4, 4), (4, 4)),
    ]
    with pytest.raises(UnclearFormula):
        references("Jan:Mar!A1")
