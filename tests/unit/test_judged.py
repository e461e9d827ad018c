"""What the Audit sheet keeps of the lint's verdicts: written on refresh, believed for one text."""

import pytest

from okrsheet.core.figures import figures
from okrsheet.core.history import History
from okrsheet.core.model import KeyResult
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.change_line import change_line
from okrsheet.workbook.in_file import view_of
from okrsheet.workbook.judged import HEADERS, judged_now
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.refresh import Refresh, refresh
from okrsheet.workbook.rewrite import refreshed
from okrsheet.workbook.sheets.audit_values import NOT_JUDGED
from tests import books
from tests.books import Book
from tests.small_plan import AS_OF, small_book, small_plan

AUDIT = "Audit"
TEXT = small_plan().key_results[0].text


def kept(book: Book, row: int = 0) -> dict[str, books.Shown]:
    """The cells of one line that keep a verdict."""
    cells = book.cells(AUDIT, book.rows(AUDIT)[row])
    columns = book.headers(AUDIT)
    return {header: cells.get(columns[header]) or None for header in HEADERS}


def shows(book: Book, header: str, row: int = 0) -> books.Shown:
    return book.cells(AUDIT, book.rows(AUDIT)[row])[book.headers(AUDIT)[header]]


def planned(book: Book) -> Refresh:
    read = parse_workbook(book.data, "book.xlsx")
    loaded = read_plan(read)
    assert loaded.plan is not None
    return refresh(read, loaded, view_of(loaded, figures(loaded.plan, loaded.policy, AS_OF)))


def again(book: Book) -> Book:
    return Book(refreshed(book.data, "book.xlsx", AS_OF).data)


def test_a_new_workbook_holds_the_verdict_beside_its_text() -> None:
    book = Book(small_book())
    found = judged_now(small_plan().key_results[0], History())
    assert found is not None
    assert (found.text, found.with_target, found.fine) == (TEXT, True, True)
    wanted = (text or None for text in found.cells)
    assert kept(book) == dict(zip(HEADERS, wanted, strict=True))
    assert (shows(book, "Measurable"), shows(book, "Wording")) == ("Yes", found.why)
    assert set(kept(book, len(small_plan().key_results)).values()) == {None}


def test_no_formula_stands_in_the_cells_that_keep_a_verdict() -> None:
    book = Book(small_book())
    for header in HEADERS:
        address = book.address(AUDIT, header, 0)
        assert address not in book.cached()[AUDIT]


def test_another_text_is_judged_anew_and_then_nothing_is_left_to_do() -> None:
    book = Book(small_book())
    place = book.type_in(
        "Key Results", "Key result", 0, books.text("Grow <fast> & =1+1 \U0001f3af")
    )
    lines = [change_line(cell) for cell in planned(book).changes]
    assert any(
        line.startswith("Audit!") and " Judged text: Raise clients" in line for line in lines
    )
    done = again(book)
    assert kept(done)["Judged text"] == "Grow <fast> & =1+1 \U0001f3af"
    assert shows(done, "Key result") == "Grow <fast> & =1+1 \U0001f3af"
    assert planned(done).changes == ()
    assert place


def test_a_target_that_is_gone_asks_for_another_verdict() -> None:
    book = Book(small_book())
    book.type_in("Key Results", "Target", 0, books.blank())
    assert kept(again(book))["Judged with target"] == "No"


def test_what_belonged_to_a_line_that_is_gone_is_cleared() -> None:
    book = Book(small_book())
    book.type_in("Key Results", "Key result", 0, books.blank())
    done = again(book)
    assert set(kept(done).values()) == {None}
    assert planned(done).changes == ()


@pytest.mark.parametrize("header", HEADERS)
def test_a_formula_of_somebodys_own_is_left_alone_and_so_is_what_reads_it(header: str) -> None:
    book = Book(small_book())
    book.type_in("Key Results", "Key result", 0, books.text("Grow by 20"))
    place = book.type_in(AUDIT, header, 0, books.formula("1+1", "2"))
    done = planned(book)
    assert "OKR008" in {each.code for each in done.findings if each.where == place}
    assert place not in {f"{c.sheet}!{c.address}" for c in done.changes}
    changed = {c.label for c in done.changes if c.sheet == AUDIT and c.row == 5}
    assert "Key result" in changed
    if header in HEADERS[:2]:
        assert "Current" not in changed
    assert again(book).cells(AUDIT, 5)[book.headers(AUDIT)[header]] == 2.0


def test_a_workbook_without_these_columns_is_left_right() -> None:
    book = Book(small_book())
    part = book.table_parts(AUDIT)[0]
    for header in HEADERS:
        book.change(part, f'name="{header}"', f'name="Old {header}"')
        place = f"{book.headers(AUDIT)[header]}{book.area(AUDIT)[1]}"
        book.put(AUDIT, place, books.text(f"Old {header}"))
    book.type_in("Key Results", "Key result", 0, books.text("Grow by 20"))
    done = planned(book)
    assert not {cell.label for cell in done.changes} & {*HEADERS, "Measurable", "Wording"}
    assert {"OKR003", "OKR063"} <= {each.code for each in done.findings}
    assert shows(again(book), "Measurable") == "Yes"


def test_a_workbook_without_the_audit_sheet_is_refreshed_all_the_same() -> None:
    book = Book(small_book())
    part = book.table_parts(AUDIT)[0]
    book.change(part, 'displayName="tblAudit"', 'displayName="tblElse"')
    book.type_in("Key Results", "Target", 0, books.number(500))
    labels = {(cell.sheet, cell.label) for cell in planned(book).changes}
    assert ("Key Results", "Score") in labels
    assert not {label for sheet, label in labels if sheet == AUDIT}


@pytest.mark.parametrize(
    "text",
    ["", "bell \x07", "half \ud800", "\ufffe", "two\rlines", "x" * 32_768],
    ids=["none", "a control sign", "half a pair", "no character", "a bare return", "too long"],
)
def test_a_text_no_cell_can_keep_has_no_verdict(text: str) -> None:
    assert judged_now(KeyResult("K", "O", text), History()) is None


@pytest.mark.parametrize("end", ["_x000D_\n", "_x000D_"], ids=["CR LF", "CR"])
def test_a_text_from_another_program_is_judged_once_and_for_all(end: str) -> None:
    book = Book(small_book())
    book.type_in("Key Results", "Key result", 0, books.text(f"Raise clients{end}from 280 to 360"))
    book = again(book)
    assert kept(book)["Judged text"] == "Raise clients\nfrom 280 to 360"
    assert shows(book, "Key result") == "Raise clients\nfrom 280 to 360"
    assert shows(book, "Wording") != NOT_JUDGED
    assert planned(book).changes == ()


def test_what_shows_another_kind_of_break_is_not_written_anew() -> None:
    book = Book(small_book())
    book.type_in("Objectives", "Objective", 0, books.text("Be first_x000D_\nin town"))
    assert planned(again(book)).changes == ()


def test_the_longest_text_a_cell_can_hold_is_judged() -> None:
    found = judged_now(KeyResult("K", "O", "9" * 32_767), History())
    assert found is not None
    assert len(found.text) == 32_767


def test_a_verdict_is_never_shown_beside_another_text(first_line) -> None:
    book = Book(small_book())
    book.type_in("Key Results", "Key result", 0, books.text("raise clients from 280 to 360"))
    shown = first_line(book)
    assert shown["Wording"] == NOT_JUDGED
    assert (shown["Measurable"], shown["Ready"]) == ("Your call", "No")
    assert shown["Gaps"] == "wording not judged yet"
    assert shown["Next step"] == "Run okrsheet refresh, or say Yes or No in Wording is fine."


def test_people_can_do_without_the_lint(first_line) -> None:
    book = Book(small_book())
    book.type_in("Key Results", "Key result", 0, books.text("Grow"))
    book.type_in("Key Results", "Wording is fine", 0, books.text("Yes"))
    shown = first_line(book)
    assert (shown["Measurable"], shown["Ready"], shown["Gaps"]) == ("Yes", "Yes", "")
    assert shown["Wording"] == "fine, you say"


@pytest.fixture
def first_line(tmp_path):
    """The first line of Audit as IronCalc computes it."""
    from tests.engines.iron import recalculate_iron

    def line(book: Book) -> dict[str, object]:
        path = tmp_path / "book.xlsx"
        path.write_bytes(book.data)
        cells = recalculate_iron(path)[AUDIT]
        addresses = {header: f"{c}5" for header, c in book.headers(AUDIT).items()}
        return {header: cells[a] for header, a in addresses.items() if a in cells}

    return line
