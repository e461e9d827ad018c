"""Amounts and cells as people type them: taken only where they can be read in one way."""

from datetime import date

import pytest

from okrsheet.ooxml.records import Cell, CellValue
from okrsheet.sources.cell_values import Given, How, Value, read_value
from okrsheet.sources.fields import fields
from okrsheet.workbook.amounts_in_text import amount_in, decimal_mark


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("45 %", 0.45, "%"),
        ("99.9%", 0.999, "%"),
        ("1.234,5", 1234.5, ""),
        ("1,234.5", 1234.5, ""),
        ("1.234.567", 1234567.0, ""),
        ("1 234,5", 1234.5, ""),
        ("1'234.50", 1234.5, ""),
        ("93 days", 93.0, "days"),
        ("$180K", 180_000.0, "$"),
        ("€ 1.234,50", 1234.5, "€"),
        ("2 Mio", 2_000_000.0, ""),
        ("2 Mio EUR", 2_000_000.0, "EUR"),
        ("R$ 2,5 mi", 2_500_000.0, "R$"),
        ("$1.2m", 1_200_000.0, "$"),
        ("500,-", 500.0, ""),
        ("500,\u2013 \u20ac", 500.0, "\u20ac"),
        ("5-star", 5.0, "-star"),
        ("5 m", 5.0, "m"),
        ("5 b", 5.0, "b"),
        ("12k users", 12_000.0, "users"),
        ("-3", -3.0, ""),
        ("\u22123,5", -3.5, ""),
        (".5", 0.5, ""),
        ("0.375", 0.375, ""),
        ("0,375", 0.375, ""),
        ("1234.567", 1234.567, ""),
    ],
)
def test_an_amount_that_can_be_read_in_one_way(text: str, value: float, unit: str) -> None:
    assert amount_in(text) == (value, unit, "")


@pytest.mark.parametrize(
    ("text", "value", "question"),
    [
        ("1.234", None, "two ways"),
        ("12,345", None, "two ways"),
        ("1,2,3", None, "two ways"),
        ("1..2", None, "two ways"),
        ("+15%", None, "a change"),
        ("10-20", None, "more than one number"),
        ("3 of them by 2027", None, "more than one number"),
        ("500-", None, "may be negative"),
        ("500 \u2013", None, "may be negative"),
        ("500\u2212", None, "may be negative"),
        ("1.234,50- \u20ac", None, "may be negative"),
        ("500,00- EUR", None, "may be negative"),
        ("(3)", None, "no number"),
        ("soon", None, "no number"),
        ("9" * 100, None, "no number"),
        ("> 60", 60.0, "a limit"),
        ("\u2265 60 %", 0.6, "a limit"),
        ("50+", 50.0, "at least"),
        ("85%+", 0.85, "at least"),
        ("4.5/5", 4.5, "a scale"),
    ],
)
def test_what_a_person_has_to_look_at(text: str, value: float | None, question: str) -> None:
    found = amount_in(text)
    assert found.value == value
    assert question in found.question


@pytest.mark.parametrize(
    ("locale", "decimal", "value"),
    [("", ",", 1234.0), ("", ".", 1.234), ("de", "", 1234.0), ("en", "", 1.234)],
)
def test_a_stated_way_of_writing_decides(locale: str, decimal: str, value: float) -> None:
    assert amount_in("1.234", locale=locale, decimal=decimal).value == value


@pytest.mark.parametrize("decimal", [".", ",", ""])
@pytest.mark.parametrize(
    "text",
    ["31.03.27", "1.2.3", "1,2,3", "1,234.567.8", "12.34,5", "12,34.5", "1.234.56", "1.23.456"],
)
def test_marks_that_are_not_between_thousands_make_no_number(text: str, decimal: str) -> None:
    found = amount_in(text, decimal=decimal)
    assert found.value is None
    assert "two ways" in found.question


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1.234.567,8", ",", 1234567.8),
        ("1,234,567", ".", 1234567.0),
        ("1.234.567", "", 1234567.0),
        ("12.345", ",", 12345.0),
        ("1234,5", ",", 1234.5),
        ("1234.5", ",", 1234.5),
        (".25", ".", 0.25),
        ("42", "", 42.0),
    ],
)
def test_marks_between_thousands_are_left_out(text: str, decimal: str, value: float) -> None:
    assert amount_in(text, decimal=decimal) == (value, "", "")


def test_a_number_against_the_stated_way_is_none() -> None:
    assert amount_in("1,234.5", locale="de").value is None


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1.234", "1,5"], ","),
        (["1.234", "4.5 days", "none"], "."),
        (["1,234.5", "1.234,5"], ""),
        (["1.234", "12"], ""),
        (["9" * 100], ""),
    ],
)
def test_a_table_shows_how_its_decimals_are_written(texts: list[str], mark: str) -> None:
    assert decimal_mark(texts) == mark


def read(name: str, value: CellValue, how: How = How(), *, day: bool = False) -> Value:  # noqa: B008  # a record nobody changes
    return read_value(fields()[name], Given(Cell(value), "C4", day), how)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("due", "2027-02-15", date(2027, 2, 15)),
        ("due", "2027-02-15T09:30:00Z", date(2027, 2, 15)),
        ("due", "15.02.2027", date(2027, 2, 15)),
        ("due", "15/02/2027", date(2027, 2, 15)),
        ("due", "02/15/2027", date(2027, 2, 15)),
        ("due", "02/02/2027", date(2027, 2, 2)),
        ("due", "15 Feb 2027", date(2027, 2, 15)),
        ("due", 46433.0, date(2027, 2, 15)),
        ("due", "n/a", None),
        ("target", "-", None),
        ("target", "", None),
        ("number one", "Sí", True),
        ("number one", "não", False),
        ("number one", "-", None),
        ("key result", " Win\n  it ", "Win it"),
        ("data source", "CRM\r\nHubSpot", "CRM\nHubSpot"),
        ("owner", 7.0, "7"),
        ("owner", True, "TRUE"),
        ("owner", "Ann\x07", "Ann"),
        ("owner", "'=cmd", "=cmd"),
    ],
)
def test_a_cell_gives_its_field_a_value(name: str, typed: CellValue, value: object) -> None:
    assert read(name, typed) == (value, "", "")


@pytest.mark.parametrize(
    ("name", "typed", "question"),
    [
        ("due", "03/04/2027", "may be 2027-03-04 or 2027-04-03"),
        ("due", "soon", "C4: 'soon' is no day"),
        ("due", 5.0, "C4: 5 is no day"),
        ("target", True, "C4: TRUE is no number"),
        ("target", "TBD", "C4: 'TBD': not known yet"),
        ("target", 1e200, "too large to compute with"),
        ("number one", "perhaps", "neither Yes nor No"),
        ("level", "Planet", "'Planet' is not on the list"),
        ("key result", "x" * 40_000, "longer than 32,767"),
    ],
)
def test_a_cell_that_asks_gives_no_value(name: str, typed: CellValue, question: str) -> None:
    made = read(name, typed)
    assert made.value is None
    assert question in made.question


def test_a_day_in_a_column_of_numbers_is_no_number() -> None:
    assert read("target", 46433.0, day=True).question == "C4: 2027-02-15 is a day, not a number"
    assert read("owner", 46433.0, day=True).value == "2027-02-15"


def test_days_of_a_stated_locale() -> None:
    assert read("due", "03/04/2027", How("en_US")).value == date(2027, 3, 4)
    assert read("due", "03/04/2027", How("en_GB")).value == date(2027, 4, 3)
    assert read("due", "31/12/2027", How("en_US")).value is None
