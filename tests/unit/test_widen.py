"""Columns at the right end of a table, and other formulas for its calculated columns."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from okrsheet.ooxml.archive import read_part
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.patch import Changes, Content, patch
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.refusals import ChangeRefused
from okrsheet.ooxml.widen import NewColumn, Wider, with_wider_tables
from tests.books import Book
from tests.small_plan import small_book

SUM = "tblPeople[[#This Row],[Name]]&1"


def widened(data: bytes, *columns: NewColumn, **formulas: str) -> bytes:
    return with_wider_tables(data, {"tblPeople": Wider(columns, formulas)}, "book")


def test_columns_stand_behind_the_last_one_and_look_like_their_models() -> None:
    old = Book(small_book())
    made = widened(old.data, NewColumn("Phone", "Email"), NewColumn("Sum", "Exists", SUM))
    book, new = parse_workbook(made, "made"), Book(made)
    before = parse_workbook(old.data, "old").tables["tblPeople"]
    table = book.tables["tblPeople"]
    assert table.columns == (*before.columns, "Phone", "Sum")
    assert table.last_column == before.last_column + 2
    cells = book.sheets["People"].cells
    model = before.columns.index("Email") + 1
    for row in range(table.first_row, table.last_row + 1):
        phone = cells.get((row, table.last_column - 1))
        there = cells.get((row, model))
        assert phone is None or there is None or phone.style == there.style
    for row in range(table.first_row + 1, table.last_row + 1):
        assert cells[row, table.last_column].formula == SUM
    part = new.xml(new.table_parts("People")[0])
    assert f"<calculatedColumnFormula>{SUM.replace('&', '&amp;')}</calculatedColumnFormula>" in part
    assert part.count("<tableColumn ") == len(table.columns)
    sheet = new.xml(new.sheets()["People"])
    hidden = [tag for tag in sheet.split("<col ") if f'max="{table.last_column}"' in tag]
    assert ['hidden="1"' in tag for tag in hidden] == [True]


def test_a_column_may_be_hidden_though_its_model_is_not() -> None:
    made = Book(widened(small_book(), NewColumn("Sum", "Name", SUM, hidden=True)))
    last = parse_workbook(made.data, "made").tables["tblPeople"].last_column
    tags = [t for t in made.xml(made.sheets()["People"]).split("<col ") if f'max="{last}"' in t]
    assert ['hidden="1"' in tag for tag in tags] == [True]


def test_a_calculated_column_gets_another_formula() -> None:
    old = Book(small_book())
    new = Book(widened(old.data, Exists="1+1"))
    part = old.table_parts("People")[0]
    assert "<calculatedColumnFormula>1+1</calculatedColumnFormula>" in new.xml(part)
    assert {name for name in old.parts if old.parts[name] != new.parts[name]} == {part}


def test_one_that_another_program_forgot_is_calculated_again() -> None:
    old = Book(small_book())
    part = old.table_parts("People")[0]
    start = old.xml(part).index("<calculatedColumnFormula>")
    end = old.xml(part).index("</tableColumn>", start)
    old.change(part, old.xml(part)[start - 1 : end + len("</tableColumn>")], "/>")
    assert "<calculatedColumnFormula>1+1</calc" in Book(widened(old.data, Exists="1+1")).xml(part)


def test_the_validator_finds_nothing(tmp_path: Path, sdk_errors: Callable[..., list[str]]) -> None:
    made = tmp_path / "made.xlsx"
    made.write_bytes(widened(small_book(), NewColumn("Sum", "Exists", SUM), Exists="1+1"))
    assert not Counter(sdk_errors(made))


def test_what_stands_in_the_way_is_not_written_over() -> None:
    table = parse_workbook(small_book(), "book").tables["tblPeople"]
    cells = {(table.last_row, table.last_column + 1): Content("mine")}
    beside = patch(small_book(), Changes({"People": cells}), "book")
    with pytest.raises(ChangeRefused, match="in the way"):
        widened(beside, NewColumn("Phone", "Email"))


def test_other_parts_keep_their_bytes() -> None:
    old = guard(small_book(), "old")
    new = guard(widened(small_book(), NewColumn("Phone", "Email")), "new")
    differing = {
        name
        for name in old.members
        if name.endswith(".xml") and read_part(old, name) != read_part(new, name)
    }
    book = Book(small_book())
    assert differing == {
        book.sheets()["People"],
        *book.table_parts("People"),
    }
