"""Columns at the right end of a table, and other formulas for its calculated columns."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from okrsheet.ooxml.archive import read_part
from okrsheet.ooxml.column_rules import Rule, rules_of
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


LIST = Rule((("type", "list"), ("prompt", "A & B")), (("formula1", "okr_teams"),))


def rules_in(data: bytes) -> dict[str, Rule]:
    return rules_of(guard(data, "book"), "tblPeople")


def sheet_changed(change: Callable[[str], str]) -> bytes:
    """A workbook with other words in the part of People."""
    book = Book(small_book())
    part = book.sheets()["People"]
    assert change(book.xml(part)) != book.xml(part)
    book.parts[part] = change(book.xml(part)).encode()
    return book.data


RULES = "<dataValidations.*</dataValidations>"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda xml: xml.replace("Where a", "Where the"), id="beside others"),
        pytest.param(lambda xml: re.sub(RULES, "", xml), id="the first of its sheet"),
        pytest.param(
            lambda xml: re.sub(RULES, '<dataValidations count="0" />', xml), id="an empty list"
        ),
        pytest.param(
            lambda xml: re.sub(RULES, '<mergeCells><mergeCell ref="Y1:Z1"/></mergeCells>', xml),
            id="behind merged cells",
        ),
    ],
)
def test_a_column_gets_what_may_be_typed_there(
    change: Callable[[str], str], tmp_path: Path, sdk_errors: Callable[..., list[str]]
) -> None:
    old = sheet_changed(change)
    made = widened(old, NewColumn("Unit", "Team", rule=LIST), NewColumn("Phone", "Email"))
    assert rules_in(made) == {**rules_in(old), "Unit": LIST}
    xml = Book(made).xml(Book(made).sheets()["People"])
    assert f'<dataValidations count="{xml.count("<dataValidation ")}"' in xml
    path = tmp_path / "made.xlsx"
    path.write_bytes(made)
    assert not Counter(sdk_errors(path))


@pytest.mark.parametrize("areas", ["B2:XFD1048576", "F6", "F:F"])
def test_a_rule_that_somebody_put_there_stays(areas: str) -> None:
    mine = f'<dataValidations count="1"><dataValidation sqref="{areas}" prompt="mine"/>'
    old = sheet_changed(lambda xml: re.sub(RULES, f"{mine}</dataValidations>", xml))
    made = widened(old, NewColumn("Unit", "Team", rule=LIST))
    xml = Book(made).xml(Book(made).sheets()["People"])
    assert (xml.count("<dataValidation "), xml.count(f'sqref="{areas}"')) == (1, 1)


def test_a_rule_in_the_newer_form_stays_too() -> None:
    x14 = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
    xm = 'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
    mine = (
        f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" {x14}>'
        f'<x14:dataValidations count="1" {xm}><x14:dataValidation type="list"><x14:formula1>'
        "<xm:f>Teams!$A$5</xm:f></x14:formula1><xm:sqref>F6:F9</xm:sqref></x14:dataValidation>"
        "</x14:dataValidations></ext></extLst></worksheet>"
    )
    old = sheet_changed(lambda xml: xml.replace("</worksheet>", mine))
    made = widened(old, NewColumn("Unit", "Team", rule=LIST))
    assert rules_in(made) == rules_in(old)


def test_the_validator_finds_nothing(tmp_path: Path, sdk_errors: Callable[..., list[str]]) -> None:
    made = tmp_path / "made.xlsx"
    made.write_bytes(widened(small_book(), NewColumn("Sum", "Exists", SUM), Exists="1+1"))
    assert not Counter(sdk_errors(made))


def test_what_stands_in_the_way_is_not_written_over() -> None:
    table = parse_workbook(small_book(), "book").tables["tblPeople"]
    cells = {(table.last_row, table.last_column + 1): Content("mine")}
    beside = patch(small_book(), Changes({"People": cells}), "book")
    with pytest.raises(ChangeRefused, match="in the way of its new columns"):
        widened(beside, NewColumn("Phone", "Email"))


def test_other_parts_keep_their_bytes() -> None:
    old = guard(small_book(), "old")
    new = guard(widened(small_book(), NewColumn("Phone", "Email", rule=LIST)), "new")
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
