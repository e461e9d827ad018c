"""Which stored values a refresh changes, and which it leaves alone."""

from collections.abc import Callable

import pytest

from okrsheet.core.figures import figures
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Cell, ErrorValue
from okrsheet.workbook.change_line import change_line
from okrsheet.workbook.formula import canonical
from okrsheet.workbook.in_file import ComputedCell, ComputedColumn, view_of
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.refresh import Refresh, is_shown, refresh, stale_places
from okrsheet.workbook.sheets import key_results
from tests import books
from tests.books import Book
from tests.small_plan import AS_OF, small_book, small_plan


def planned(book: Book) -> Refresh:
    """What a refresh would do to a workbook."""
    read = parse_workbook(book.data, "book.xlsx")
    loaded = read_plan(read)
    assert loaded.plan is not None
    found = figures(loaded.plan, loaded.policy, loaded.as_of or AS_OF)
    return refresh(read, loaded, view_of(loaded, found))


def lines(book: Book) -> list[str]:
    return [change_line(cell) for cell in planned(book).changes]


def test_a_workbook_just_made_needs_nothing() -> None:
    done = planned(Book(small_book()))
    assert done.changes == ()
    assert done.findings == ()
    assert done.looked_at > 1900


def change(sheet: str, label: str, old: object, new: object) -> str:
    cell = Cell(old)  # type: ignore[arg-type]  # what the test hands in is a cell's
    return change_line(ComputedCell(sheet, 5, 2, label, cell, "1", new))


@pytest.mark.parametrize(
    ("sheet", "label", "old", "told"),
    [
        ("Settings", "Published on", 46389.0, "2027-01-02"),
        ("Settings", "Published by", 46389.0, "46389"),
        ("Key Results", "Last check-in", 46389.0, "2027-01-02"),
        ("Key Results", "Score", 46389.0, "46389"),
        ("Settings", "Published on", -1.0, "-1"),
        ("Settings", "Published on", "soon", "soon"),
    ],
)
def test_a_day_is_shown_as_one(sheet: str, label: str, old: object, told: str) -> None:
    assert change(sheet, label, old, old) == f"{sheet}!B5 {label}: {told} -> {told}"


def test_a_change_is_one_line_that_steers_no_terminal() -> None:
    line = change("Key\x9b Results", "Text used", "a\nb\x1b[2J", "c\u202ed\r\ne")
    assert line == "Key\ufffd Results!B5 Text used: a b\ufffd[2J -> c\ufffdd e"


def test_a_new_target_changes_what_depends_on_it_and_nothing_else() -> None:
    book = Book(small_book())
    book.type_in("Key Results", "Target", 0, books.number(500))
    changed = {cell.label for cell in planned(book).changes if cell.sheet == "Key Results"}
    assert {"Progress", "Score"} <= changed
    assert "Current" not in changed
    assert {cell.row for cell in planned(book).changes if cell.sheet == "Key Results"} == {5}


def test_a_stored_value_that_is_wrong_is_put_right() -> None:
    book = Book(small_book())
    address = book.address("Key Results", "Score", 0)
    cell = book.cells("Key Results", 5)[address.rstrip("0123456789")]
    book.change(book.sheets()["Key Results"], f'<c r="{address}"', f'<c t="e" r="{address}"')
    assert any(line.startswith(f"Key Results!{address} Score: ") for line in lines(book)), cell


@pytest.mark.parametrize(
    "content",
    [books.formula("1+1", "2"), books.formula("tblKeyResults[Score]", "0.5")],
    ids=["another formula", "a formula of another column"],
)
def test_a_formula_that_is_not_ours_keeps_its_value_and_is_told(content: str) -> None:
    book = Book(small_book())
    place = book.type_in("Key Results", "Score", 0, content)
    done = planned(book)
    assert [each.where for each in done.findings] == [place, "Workbook"]
    assert [each.code for each in done.findings] == ["OKR008", "OKR063"]
    assert place not in {f"{cell.sheet}!{cell.address}" for cell in done.changes}


def places(done: Refresh) -> set[str]:
    return {f"{cell.sheet}!{cell.label or cell.address}" for cell in done.changes}


def test_what_reads_a_value_pasted_over_a_formula_is_left_alone_and_the_rest_is_not() -> None:
    book = Book(small_book())
    book.type_in("Key Results", "Target", 0, books.number(500))
    book.type_in("Key Results", "Target", 1, books.number(500))
    whole = places(planned(book))
    book.type_in("Key Results", "Progress", 0, books.number(0.9))
    done = planned(book)
    assert {"OKR014", "OKR063"} == {each.code for each in done.findings}
    changed = {(c.label, c.row) for c in done.changes if c.sheet == "Key Results"}
    assert ("Progress", 6) in changed  # another line
    assert ("Target used", 5) in changed  # what was before it
    assert not {("Progress", 5), ("Score", 5), ("RAG", 5)} & changed
    assert "Objectives!Score" in whole
    assert "Objectives!Score" not in places(done)


def test_what_reads_a_whole_column_is_left_alone_in_every_line() -> None:
    book = Book(small_book())
    book.type_in("Key Results", "Target", 0, books.number(500))
    whole = {c.row for c in planned(book).changes if (c.sheet, c.label) == ("Objectives", "Score")}
    last = max(place for place, kr in enumerate(small_plan().key_results) if kr.text)
    place = book.type_in("Key Results", "Progress", last, books.number(0.9))
    assert whole == {5}
    assert not place.endswith("5")
    assert "Objectives!Score" not in places(planned(book))


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda b: b.put("Lists", "B2", books.number(46000)), {"OKR063"}),
        (lambda b: b.type_in("Key Results", "Target", 0, books.formula("300+60")), {"OKR013"}),
        (
            lambda b: b.change(b.table_parts("Key Results")[0], 'name="Target"', 'name="Ziel"'),
            {"OKR003"},
        ),
        (
            lambda b: b.change(
                "xl/workbook.xml", "Lists!$B$2</definedName>", "#REF!</definedName>"
            ),
            {"OKR063"},
        ),
    ],
    ids=["an engine cell", "a typed formula without value", "a renamed column", "a broken name"],
)
def test_a_lost_source_is_told_and_what_reads_it_left_alone(
    change: Callable[[Book], object], codes: set[str]
) -> None:
    book = Book(small_book())
    change(book)
    done = planned(book)
    assert codes <= {each.code for each in done.findings}
    (left,) = [each for each in done.findings if each.code == "OKR063"]
    assert "Key Results!Score" not in places(done)
    assert ("the formula in Key Results!" in left.message) == ("OKR013" in codes)


def test_a_letter_no_cell_can_hold_is_told_and_the_rest_is_refreshed() -> None:
    book = Book(small_book())
    book.type_in("Key Results", "Key result", 0, books.text("From_x000B_Word"))
    book.type_in("Key Results", "Target", 0, books.number(500))
    done = planned(book)
    assert {each.code for each in done.findings} == {"OKR064"}
    assert "Key Results!Score" in places(done)
    assert not [c for c in done.changes if "\x0b" in str(c.value)]


def test_a_sheet_that_was_renamed_is_told() -> None:
    book = Book(small_book())
    book.change("xl/workbook.xml", 'name="Dashboard"', 'name="Overview"')
    assert ("OKR009", "Dashboard") in {(e.code, e.sheet) for e in planned(book).findings}


def test_engine_cells_are_found_where_their_names_lead() -> None:
    book = Book(small_book())
    xml = book.xml("xl/workbook.xml").replace('name="Lists"', 'name="It\'s hidden"')
    book.parts["xl/workbook.xml"] = xml.replace("Lists!", "'It''s hidden'!").encode()
    assert planned(book).findings == ()
    book.setting("As of", books.number(46400))
    assert ("It's hidden", "okr_as_of") in {(c.sheet, c.label) for c in planned(book).changes}


def test_a_blank_line_between_check_ins_moves_no_figure() -> None:
    book = Book(small_book())
    for column, shown in book.cells("Check-ins", 6).items():
        if column in book.headers("Check-ins").values() and shown is not None:
            kind = next(h for h, c in book.headers("Check-ins").items() if c == column)
            if kind in ("Date", "KR", "Value", "Confidence", "In the way", "Next step", "By"):
                book.put("Check-ins", f"{column}6", books.blank())
    orders = {c.row: c.value for c in planned(book).changes if c.label == "Order"}
    assert orders == {6: ""}


def test_a_line_that_makes_no_record_is_left_alone() -> None:
    book = Book(small_book())
    book.type_in("Check-ins", "Date", 2, books.text("some day"))
    rows = {cell.row for cell in planned(book).changes if cell.sheet == "Check-ins"}
    assert 7 not in rows


def test_a_dashboard_whose_cells_were_moved_is_left_alone_and_told() -> None:
    book = Book(small_book())
    part = book.sheets()["Dashboard"]
    old = book.xml(part)
    book.change(part, "Company score", "Our score")
    book.change_formulas("okr_elapsed", "okr_elapsed*1", "Dashboard")
    assert book.xml(part) != old
    found = {(each.code, each.sheet) for each in planned(book).findings}
    assert ("OKR009", "Dashboard") in found


@pytest.mark.parametrize(
    ("stored", "value", "same"),
    [
        (0.1 + 0.2, 0.3, True),
        (0.3, 0.300001, False),
        (1e12, 1e12 + 1, False),
        (1.0, True, False),
        (True, True, True),
        (None, "", False),
        ("", "", True),
        ("", None, True),
        (ErrorValue("#N/A"), "#N/A", False),
        ("0.3", 0.3, False),
    ],
)
def test_what_counts_as_the_same_value(stored: object, value: object, same: bool) -> None:
    assert is_shown(stored, value) is same  # type: ignore[arg-type]
    cells = Cell(0.5), Cell(stored), Cell("x")  # type: ignore[arg-type]
    column = ComputedColumn(("S", "A"), "S", 1, "A", "1", (5, 6, 7), cells, (0.5, value, "y"), ())
    assert [*stale_places(column)] == ([2] if same else [1, 2])


@pytest.mark.parametrize(
    ("held", "ours", "same"),
    [
        ("IF(A1>1.0000000000000001E-9, FALSE(), TRUE())", "if(A1>0.000000001,FALSE,TRUE)", True),
        ("_xlfn.MAXIFS(A1:A5,B1:B5,2)", "MAXIFS(A1:A5,B1:B5,2)", True),
        ("A12+1", "A1+21", False),
        ("okr_month_1+1", "okr_month_2+1", False),
        ("A1*0.7", "A1*0.70", True),
        ("A1*0.7", "A1*0.8", False),
        ("LOG10(A1)", "LOG2(A1)", False),
        ('A1&", "', 'A1&","', False),
        ('A1&"x"', 'A1&"X"', False),
        ('a1 & "a 1"', 'A1&"a 1"', True),
    ],
)
def test_formulas_are_told_apart_but_not_by_their_spelling(
    held: str, ours: str, same: bool
) -> None:
    assert (canonical(held) == canonical(ours)) is same


def test_a_change_reads_as_a_line() -> None:
    book = Book(small_book())
    book.type_in("Check-ins", "Value", 0, books.number(77))
    assert all(" -> " in line and "!" in line for line in lines(book))


def test_a_spare_line_without_formulas_is_no_reason_to_leave_anything_alone() -> None:
    book = Book(small_book())
    spare = len(book.rows("Key Results")) - 2
    for column in key_results.TABLE.columns:
        if column.computed:
            book.type_in("Key Results", column.header, spare, books.blank())
    book.type_in("Key Results", "Target", 0, books.number(500))
    done = planned(book)
    assert "OKR063" not in {each.code for each in done.findings}
    assert ("Score", 5) in {(c.label, c.row) for c in done.changes if c.sheet == "Key Results"}
    assert all((cell.cell.formula or "") == cell.formula for cell in done.changes)
