"""Tables whose lines show those of another one: what they lack is told, and added by a refresh."""

from typing import Final

import pytest

from okrsheet.core.findings import Finding
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.rewrite import refreshed
from tests import books
from tests.books import Book
from tests.small_plan import AS_OF, small_book, small_plan

FEW: Final = {**books.SPARE, "tblAudit": -5, "tblAuditSummary": -3}
"""Eight key results on five lines of the Audit, two teams on four of the Audit Summary."""


def short_book() -> Book:
    return Book(books.workbook(small_plan(), as_of=AS_OF, spare=FEW))


def missing(data: bytes) -> list[Finding]:
    loaded = read_plan(parse_workbook(data, "book.xlsx"))
    return [each for each in loaded.findings if each.code == "OKR065"]


def test_missing_lines_are_told_with_their_count() -> None:
    audit, summary = missing(short_book().data)
    assert (audit.sheet, audit.cell, audit.severity) == ("Audit", "A4", "warning")
    assert audit.message == "3 lines are missing here: 8 are needed, 5 stand."
    assert summary.sheet == "Audit Summary"
    assert summary.message == "1 line is missing here: 5 are needed, 4 stand."


@pytest.mark.parametrize("data", [small_book(), books.example()], ids=["small", "example"])
def test_nothing_is_missing_where_there_are_spare_lines(data: bytes) -> None:
    assert missing(data) == []
    assert refreshed(data, "book.xlsx", AS_OF).lines == {}


def test_a_key_result_counts_where_it_has_a_text() -> None:
    book = short_book()
    for place in (5, 6, 7):
        book.type_in("Key Results", "Key result", place, books.blank())
    assert [each.sheet for each in missing(book.data)] == ["Audit Summary"]
    book.type_in("Key Results", "Key result", 6, books.text("From 1 to 9"))
    assert missing(book.data)[0].message.startswith("2 lines are missing here: 7 are needed")


def test_a_refresh_adds_them_with_formulas_and_values() -> None:
    made = refreshed(short_book().data, "book.xlsx", AS_OF)
    assert made.lines == {"Audit": 3, "Audit Summary": 1}
    new, whole = Book(made.data), Book(small_book())
    assert missing(made.data) == []
    for sheet, last in (("Audit", 12), ("Audit Summary", 9)):
        assert new.rows(sheet).stop == last + 1
        assert [new.cells(sheet, row) for row in range(5, last + 1)] == [
            whole.cells(sheet, row) for row in range(5, last + 1)
        ]
        ours = {
            address for address in whole.cached()[sheet] if int(address.lstrip(LETTERS)) <= last
        }
        assert set(new.cached()[sheet]) == ours


LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_a_second_refresh_has_nothing_to_do() -> None:
    data = refreshed(short_book().data, "book.xlsx", AS_OF).data
    again = refreshed(data, "book.xlsx", AS_OF)
    assert (again.data == data, again.changes, again.lines) == (True, (), {})


def test_what_stands_below_the_table_stays_and_the_lines_stay_missing() -> None:
    book = short_book()
    part = book.sheets()["Audit"]
    row = '<row r="11"><c r="B11" t="inlineStr"><is><t>Note</t></is></c></row></sheetData>'
    book.change(part, "</sheetData>", row)
    made = refreshed(book.data, "book.xlsx", AS_OF)
    assert made.lines == {"Audit Summary": 1}
    assert [each.where for each in made.findings if each.code == "OKR065"] == ["Audit!A4"]
    assert Book(made.data).cells("Audit", 11) == {"B": "Note"}
