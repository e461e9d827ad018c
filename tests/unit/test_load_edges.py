"""Values around the tables, and hidden lines."""

import pytest

from okrsheet.core.content_codes import CONTENT_CODES
from tests.books import Book
from tests.small_plan import small_book
from tests.unit.plain_book import KEY_RESULTS, Tab, Value, load, tabs
from tests.unit.test_load_places import told as told_of_ours


def told(loaded, code):
    return [each.where for each in loaded.findings if each.code == code]


def cell(place: str, row: int) -> str:
    return f'<row r="{row}"><c r="{place}"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("place", "row"),
    [("XFD1048576", 1_048_576), ("A1048576", 1_048_576), ("C1005", 1005), ("DE900", 900)],
)
def test_a_stray_value_is_named(place: str, row: int) -> None:
    loaded = load(tabs(KeyResults=Tab(KEY_RESULTS, stray=cell(place, row))))
    assert told(loaded, "OKR060") == [f"KeyResults!{place}"]
    assert loaded.plan is not None
    assert len(loaded.plan.key_results) == 3


@pytest.mark.parametrize(
    ("place", "row"), [("C40", 40), ("K6", 6), ("A1004", 1004), ("DD900", 900)]
)
def test_a_note_near_the_table_is_not_stray(place: str, row: int) -> None:
    loaded = load(tabs(KeyResults=Tab(KEY_RESULTS, stray=cell(place, row))))
    assert told(loaded, "OKR060") == []


def test_of_many_stray_values_three_are_named() -> None:
    stray = "".join(cell(f"A{row}", row) for row in range(5000, 5050))
    loaded = load(tabs(KeyResults=Tab(KEY_RESULTS, stray=stray)))
    found = [each for each in loaded.findings if each.code == "OKR060"]
    assert [each.cell for each in found] == ["A5000", "A5001", "A5002"]
    assert "49 others" in found[0].message


LATE: tuple[Value, ...] = ("C1", "B", "Too late", "Ida Berg", 1, 2, 1, 1)


def test_a_line_right_below_an_excel_table_is_not_part_of_it() -> None:
    rows = (*KEY_RESULTS, LATE)
    loaded = load(tabs(KeyResults=Tab(rows, table="tblKR", area="A1:H4")))
    assert told(loaded, "OKR060") == ["KeyResults!A5"]
    assert loaded.plan is not None
    assert len(loaded.plan.key_results) == 3


def test_without_an_excel_table_the_next_line_belongs_to_the_list() -> None:
    loaded = load(tabs(KeyResults=Tab((*KEY_RESULTS, LATE))))
    assert told(loaded, "OKR060") == []
    assert loaded.plan is not None
    assert len(loaded.plan.key_results) == 4


def test_hidden_lines_are_counted_and_said() -> None:
    loaded = load(tabs(KeyResults=Tab(KEY_RESULTS, hidden=(2, 4))))
    (found,) = [each for each in loaded.findings if each.code == "OKR036"]
    assert (found.where, str(found.severity)) == ("KeyResults!A2", "hint")
    assert "2 lines (2, 4)" in found.message
    assert loaded.plan is not None
    assert len(loaded.plan.key_results) == 3


@pytest.mark.parametrize("hidden", [(1,), (9,)], ids=["the headers", "below the data"])
def test_other_hidden_rows_are_no_matter(hidden: tuple[int, ...]) -> None:
    assert told(load(tabs(KeyResults=Tab(KEY_RESULTS, hidden=hidden))), "OKR036") == []


def test_hidden_lines_of_our_own_layout_are_said() -> None:
    book = Book(small_book())
    row = book.rows("Check-ins")[0]
    book.change(book.sheets()["Check-ins"], f'<row r="{row}"', f'<row r="{row}" hidden="1"')
    assert f"OKR036 Check-ins!A{row}" in told_of_ours(book)


def test_a_sound_workbook_of_ours_has_none_of_these() -> None:
    codes = {each.split()[0] for each in told_of_ours(Book(small_book()))}
    assert codes.isdisjoint(code.code for code in CONTENT_CODES)
