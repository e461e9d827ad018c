"""Heights of rows set; the rows themselves and all other rows stay."""

import pytest

from okrsheet.ooxml.cells import HIGHEST_ROW
from okrsheet.ooxml.patch import Changes, patch
from okrsheet.ooxml.refusals import ChangeRefused, ChangeUnproven
from okrsheet.ooxml.verify import verify
from tests.unit.test_patch_names import part_of
from tests.unit.tiny_book import SHEET, SPACES, tiny_book

ROWS = (
    '<row r="1" ht="20"><c r="A1"><v>1</v></c></row>'
    '<row r="2" spans="1:1"><c r="A2"><v>1</v></c></row>'
    '<row r="5" ht="30" customHeight="1"><c r="A5"><v>1</v></c></row><row r="6"/>'
)


def heights(**rows: float) -> Changes:
    return Changes(heights={"S": {int(name[1:]): height for name, height in rows.items()}})


@pytest.mark.parametrize(
    ("asked", "old", "new"),
    [
        pytest.param({"r1": 45.5}, 'ht="20"', 'ht="45.5"', id="another height"),
        pytest.param({"r2": 31.0}, ' spans="1:1"', ' spans="1:1" ht="31"', id="a first height"),
        pytest.param(
            {"r6": HIGHEST_ROW}, '<row r="6"/>', '<row r="6" ht="409"/>', id="an empty row"
        ),
        pytest.param({"r5": 99.0}, "", "", id="one set by hand stays"),
        pytest.param({"r1": 20.0}, "", "", id="the same"),
    ],
)
def test_heights_are_set(asked: dict[str, float], old: str, new: str) -> None:
    made = patch(tiny_book(ROWS), heights(**asked), "book")
    assert part_of(made, SHEET) == part_of(tiny_book(ROWS), SHEET).replace(old, new)


def test_a_sheet_with_names_before_its_elements() -> None:
    rows = '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row><x:row><x:c/></x:row>'
    spaces = SPACES.replace("xmlns=", "xmlns:x=")
    sheet = f"<x:worksheet {spaces}><x:sheetData>{rows}</x:sheetData></x:worksheet>"
    made = patch(tiny_book(parts={SHEET: sheet}), heights(r1=30, r2=40), "book")
    assert '<x:row r="1" ht="30">' in part_of(made, SHEET)
    assert '<x:row ht="40">' in part_of(made, SHEET)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        pytest.param({"r3": 20.0}, "OKR932", id="no such row"),
        pytest.param({"r1": 0.0}, "OKR930", id="no height at all"),
        pytest.param({"r1": HIGHEST_ROW + 1}, "OKR930", id="too high"),
        pytest.param({"r1": float("nan")}, "OKR930", id="no number"),
    ],
)
def test_what_is_refused(asked: dict[str, float], code: str) -> None:
    with pytest.raises(ChangeRefused) as caught:
        patch(tiny_book(ROWS), heights(**asked), "book")
    assert caught.value.code == code


def test_an_unknown_sheet_is_refused() -> None:
    with pytest.raises(ChangeRefused) as caught:
        patch(tiny_book(ROWS), Changes(heights={"X": {1: 20}}), "book")
    assert caught.value.code == "OKR932"


RIGHT = ROWS.replace('ht="20"', 'ht="45"')


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(ROWS, id="nothing happened"),
        pytest.param(RIGHT.replace('"45"', '"46"'), id="another height"),
        pytest.param(RIGHT.replace('"30"', '"31"'), id="another row"),
        pytest.param(RIGHT.replace(' customHeight="1"', ""), id="no longer set by hand"),
        pytest.param(RIGHT.replace("<v>1<", "<v>2<"), id="another value"),
        pytest.param(RIGHT.replace('r="1" ', 'r="1" hidden="1" '), id="hidden"),
    ],
)
def test_another_result_is_not_accepted(rows: str) -> None:
    asked = heights(r1=45)
    verify(tiny_book(ROWS), tiny_book(RIGHT), asked, "book")
    with pytest.raises(ChangeUnproven):
        verify(tiny_book(ROWS), tiny_book(rows), asked, "book")
