"""A workbook that an earlier version made lacks what came later, and nobody complains."""

from okrsheet.core.figures import figures
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.in_file import view_of
from okrsheet.workbook.layout import LATE_SHEETS, SPOT_SHEETS, TABLES
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.needs import needed
from okrsheet.workbook.refresh import refresh
from tests import books
from tests.books import Book
from tests.small_plan import AS_OF, small_book

BOOK = "xl/workbook.xml"


def without_sheet(book: Book, sheet: str) -> None:
    xml = book.xml(BOOK)
    start = xml.index(f'<sheet name="{sheet}"')
    end = xml.index("/>", start) + 2
    book.parts[BOOK] = (xml[:start] + xml[end:]).encode()


def older() -> Book:
    """Without the sheets, columns and cells that came later."""
    book = Book(small_book())
    for table in TABLES:
        for header in (column.header for column in table.columns if column.late):
            part = book.table_parts(table.sheet)[0]
            cell = f"{book.headers(table.sheet)[header]}{book.area(table.sheet)[1]}"
            book.change(part, f' name="{header}"', f' name="Other {header}"')
            book.put(table.sheet, cell, books.text(f"Other {header}"))
    for sheet, spots in SPOT_SHEETS.items():
        for spot in spots:
            if spot.late:
                book.put(sheet, spot.address, books.blank())
    for sheet in (*LATE_SHEETS, *(table.sheet for table in TABLES if table.dispensable)):
        without_sheet(book, sheet)
    return book


def test_nothing_is_missed_and_what_reads_it_is_left_alone() -> None:
    assert any(column.late for table in TABLES for column in table.columns)
    data = older().data
    read = parse_workbook(data, "older.xlsx")
    loaded = read_plan(read)
    assert [each for each in loaded.findings if each.code in ("OKR002", "OKR003")] == []
    assert loaded.plan is not None
    done = refresh(read, loaded, view_of(loaded, figures(loaded.plan, loaded.policy, AS_OF)))
    assert [each.code for each in done.findings] == ["OKR063"]
    assert done.changes == ()


def test_it_is_read_as_fast_as_a_new_one() -> None:
    read = parse_workbook(older().data, "older.xlsx", needed)
    computed = next(t for t in TABLES if t.name == "tblKeyResults").column("Score")
    assert computed in read.sheets["Key Results"].left_out.columns[5]
