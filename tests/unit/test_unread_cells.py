"""Cells of the old workbook that can't be read: said, and nothing invented in their place."""

from argparse import Namespace
from datetime import date

import pytest

from okrsheet.core.model import Dependency, LogLine, Plan, ReviewLine, Stage
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import following
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.create import new_workbook
from okrsheet.workbook.keep_layout import kept_layout
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.next_order import next_order
from okrsheet.workbook.next_quarter import NextQuarter, Wish, carry_from
from tests import books
from tests.books import Book
from tests.small_plan import AS_OF, small_plan

TODAY = date(2027, 4, 5)
LATER = date(2027, 5, 1)
DECIDED = {
    "C1.1": "Continue",
    "C1.2": "Revise",
    "S1.1": "Continue",
    "S1.2": "Drop",
    "X1.1": "Continue",
}
WORDS = ("quarter", "org", "champion", "team", "preset", "start", "end", "cadence", "settings")
BLANK = "It counts as blank: type it anew"


def old_book() -> Book:
    plan = small_plan()._replace(
        closed=True,
        reviews=tuple(
            ReviewLine(kr.id, decision=DECIDED.get(kr.id, "Done"))
            for kr in small_plan().key_results
        ),
        dependencies=(
            Dependency("S1.2", "Product", "A list", LATER, agreed=True),
            Dependency("C1.1", "Sales", "A list", LATER, agreed=True),
            Dependency("C1.1", "Product", "A plan", LATER, agreed=True),
        ),
        log=(LogLine(AS_OF, "Risk", "", "The plant may close", due=LATER),),
        stages=(*small_plan().stages, Stage("X1.1", "Everywhere", 1.0)),
    )
    return Book(books.workbook(plan, as_of=AS_OF))


def carry(book: Book) -> NextQuarter:
    return carry_from(book.data, "old.xlsx", Wish(following), TODAY)


def fresh(made: NextQuarter) -> Plan:
    """What stands in a new workbook from the template."""
    words = Namespace(**dict.fromkeys(WORDS))
    plan = next_order(words, made).plan
    data = new_workbook(plan, SMB, as_of=None, today=TODAY, stamp=books.STAMP)
    loaded = read_plan(parse_workbook(data, "new.xlsx"))
    assert loaded.plan is not None
    assert not [each for each in loaded.findings if each.code < "OKR016"]
    return loaded.plan


@pytest.mark.parametrize(
    ("sheet", "header", "row", "word", "told"),
    [
        ("Key Results", "Target", 0, "tbd", "C1.1: Target holds 'tbd', not a number"),
        ("Key Results", "Weight", 0, "1,5", "C1.1: Weight holds '1,5', not a number"),
        ("Key Results", "Weight", 1, "abc", "C1.2: Weight holds 'abc', not a number"),
        ("Key Results", "Commitment", 0, "Both", "C1.1: Commitment holds 'Both', which is not"),
        ("Objectives", "Weight", 0, "heavy", "C1: Weight holds 'heavy', not a number"),
        ("Milestones", "Weight", 1, "lots", "X1.1: Weight holds 'lots', not a number"),
        ("Milestones", "Done", 1, "Yes", "X1.1: Done holds 'Yes', not a date"),
        ("Log", "Due", 0, "soon", "Due holds 'soon', not a date"),
    ],
)
def test_what_goes_on_without_a_cell_is_told_with_its_place(
    sheet: str, header: str, row: int, word: str, told: str
) -> None:
    book = old_book()
    usual = carry(book).carried.notes
    place = book.type_in(sheet, header, row, books.text(word))
    made = carry(book)
    [new] = [note for note in made.carried.notes if note not in usual]
    assert new.startswith(told)
    assert new.endswith(f"({place} of the old workbook). {BLANK}.")
    fresh(made)


@pytest.mark.parametrize(
    ("sheet", "header", "row", "content"),
    [
        pytest.param("Key Results", "Target", 1, books.text("tbd"), id="a target set anew"),
        pytest.param("Key Results", "Target", 3, books.text("tbd"), id="of a dropped one"),
        pytest.param("Key Results", "Baseline", 0, books.text("?"), id="it starts elsewhere"),
        pytest.param("Key Results", "Due", 0, books.text("May"), id="every quarter has its own"),
        pytest.param("Key Results", "Target", 0, books.number("1e300"), id="a number, too large"),
        pytest.param("Milestones", "Weight", 0, books.text("lots"), id="a stage that is done"),
        pytest.param("Dependencies", "By when", 0, books.text("May"), id="nobody needs it"),
        pytest.param("Review", "Score by hand", 0, books.text("?"), id="the review stays behind"),
        pytest.param("Check-ins", "Value", 0, books.text("?"), id="a value before the last"),
        pytest.param("Check-ins", "Date", 3, books.text("May"), id="reported about a dropped one"),
    ],
)
def test_what_does_not_come_along_is_not_asked_for(
    sheet: str, header: str, row: int, content: str
) -> None:
    book = old_book()
    book.type_in(sheet, header, row, content)
    assert not [note for note in carry(book).carried.notes if "holds" in note]


def test_a_baseline_nobody_can_read_is_told_where_no_value_takes_its_place() -> None:
    book = old_book()
    for row in (2, 10):
        book.type_in("Check-ins", "Value", row, books.blank())
    place = book.type_in("Key Results", "Baseline", 2, books.text("?"))
    kinds = book.row_of("Key Results", "ID", "S1.1")
    book.type_in("Key Results", "Type", kinds, books.text("Increase"))
    assert [note for note in carry(book).carried.notes if place in note]


def test_what_was_agreed_for_a_day_nobody_can_read_is_agreed_anew() -> None:
    book = old_book()
    place = book.type_in("Dependencies", "By when", 1, books.text("June"))
    made = carry(book)
    assert [(each.what, each.by_when, each.agreed) for each in made.carried.plan.dependencies] == [
        ("A list", None, None),
        ("A plan", LATER, True),
    ]
    assert made.carried.notes[-1] == (
        f"C1.1: By when holds 'June', not a date ({place} of the old workbook). {BLANK}, and ask "
        "again whether it is agreed."
    )


def test_a_report_without_a_day_may_have_been_the_last_one() -> None:
    book = old_book()
    place = book.type_in("Check-ins", "Date", 8, books.text("yesterday"))
    assert carry(book).carried.notes[-1] == (
        f"{place}: Date holds 'yesterday', not a date. It counted for nothing: was it the last "
        "value?"
    )


def test_a_setting_of_the_organisation_is_told_and_one_of_the_quarter_is_not() -> None:
    book = old_book()
    book.setting("As of", books.text("now"))
    place = book.setting("Days of grace for a check-in", books.text("three"))
    assert carry(book).carried.notes[-1] == (
        f"Days of grace for a check-in can't be read ({place} of the old workbook). Its default "
        "counts: type it anew."
    )


def test_in_the_own_workbook_it_stays_as_it_was_typed() -> None:
    book = old_book()
    target = book.type_in("Key Results", "Target", 0, books.text("tbd")).partition("!")[2]
    day = book.type_in("Dependencies", "By when", 1, books.text("June")).partition("!")[2]
    new = Book(kept_layout(carry(book), TODAY).data)
    assert (
        new.cells("Key Results", int(target.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")))[
            target.rstrip("0123456789")
        ]
        == "tbd"
    )
    row = int(day.lstrip("E"))
    assert [new.cells("Dependencies", row)[column] for column in "EF"] == ["June", None]
