"""The cells of some columns, all at once, are those one gets one by one."""

import pytest

from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Sheet
from okrsheet.workbook.fields import EMPTY
from okrsheet.workbook.stored_columns import stored_columns
from tests.unit.tiny_book import tiny_book

ROWS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row>'
    '<row r="2"><c r="B2"><v>2</v></c></row>'
    '<row r="4"><c r="A4"><v>4</v></c><c r="C4"><f>A4</f><v>5</v></c><c r="D4"><v>6</v></c></row>'
)


def read() -> Sheet:
    return parse_workbook(tiny_book(ROWS), "book.xlsx").sheets["S"]


@pytest.mark.parametrize("plain", [False, True], ids=["as read", "as a plain dictionary"])
@pytest.mark.parametrize(
    ("rows", "numbers"),
    [
        pytest.param((1, 2, 3, 4), (1, 2, 3), id="an area with gaps"),
        pytest.param((4, 1), (3, 1), id="in another order"),
        pytest.param((1, 4), (3,), id="one column"),
        pytest.param((2, 9), (7, 8), id="nothing stored"),
        pytest.param((), (1, 2), id="no rows"),
        pytest.param((1, 2), (), id="no columns"),
    ],
)
def test_all_at_once_is_one_by_one(
    rows: tuple[int, ...], numbers: tuple[int, ...], *, plain: bool
) -> None:
    sheet = read()
    if plain:
        sheet = sheet._replace(cells=dict(sheet.cells))
    assert stored_columns(sheet, rows, numbers) == [
        tuple(sheet.cells.get((row, number), EMPTY) for row in rows) for number in numbers
    ]
