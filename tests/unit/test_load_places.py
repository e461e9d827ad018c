"""Findings of damaged structure, and the cell each points at, worked out from the file itself."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest

from okrsheet.core.checks import check
from okrsheet.core.figures import figures
from okrsheet.core.model import Plan
from okrsheet.core.policy import SMB
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.contract import Kind
from okrsheet.workbook.layout import TABLES
from okrsheet.workbook.load import Loaded, load, read_plan
from okrsheet.workbook.sheets.settings import SETTINGS
from tests import books
from tests.books import Book
from tests.small_plan import AS_OF, small_book, small_plan
from tests.unit.tiny_book import tiny_book

BOOK: Final = "xl/workbook.xml"
DAYS_BETWEEN_EPOCHS: Final = 1462
TYPED_TABLES: Final = tuple(t for t in TABLES if any(not c.computed for c in t.columns))


def read(book: Book) -> Loaded:
    return read_plan(parse_workbook(book.data, "book.xlsx"))


def told(book: Book) -> set[str]:
    """`code place` of every finding."""
    loaded = read(book)
    checked = []
    if loaded.plan is not None:
        checked = check(figures(loaded.plan, loaded.policy, loaded.as_of or AS_OF))
    found = loaded.all_findings(checked)
    return {f"{each.code} {books.place(each.sheet, each.cell)}" for each in found}


def new(change: Callable[[Book], object]) -> set[str]:
    """What is found after a change and was not before."""
    book = Book(small_book())
    change(book)
    return told(book) - told(Book(small_book()))


def without_sheet(book: Book, sheet: str) -> None:
    xml = book.xml(BOOK)
    start = xml.index(f'<sheet name="{sheet}"')
    end = xml.index("/>", start) + 2
    book.parts[BOOK] = (xml[:start] + xml[end:]).encode()


def without_table(book: Book, sheet: str) -> None:
    part = book.sheets()[sheet]
    xml = book.xml(part)
    start = xml.index("<tableParts")
    end = xml.index("</tableParts>") + len("</tableParts>")
    book.parts[part] = (xml[:start] + xml[end:]).encode()
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    book.parts[rels] = b"".join(book.parts[rels].split(b"<Relationship ")[:1]) + b"</Relationships>"


GIVEN_UP = ("Heat Map", "Forecast", "Reset", "Interviews", "Agenda", "Planning", "Scorecard")


@pytest.mark.parametrize("remove", [without_sheet, without_table], ids=["sheet", "table"])
@pytest.mark.parametrize("sheet", [table.sheet for table in TABLES])
def test_a_lost_sheet_or_table_is_named(sheet: str, remove: Callable[[Book, str], None]) -> None:
    book = Book(small_book())
    remove(book, sheet)
    lost = [f for f in read(book).findings if f.code == "OKR002"]
    given_up = remove is without_sheet and sheet in GIVEN_UP
    assert [sheet in each.message for each in lost] == ([] if given_up else [True])
    assert (read(book).plan is None) == (sheet == "Settings")


def test_nothing_but_findings_comes_of_a_workbook_that_is_not_ours() -> None:
    loaded = read_plan(parse_workbook(tiny_book(), "other.xlsx"))
    assert loaded.plan is None
    assert [(f.code, f.sheet, f.cell) for f in loaded.findings] == [("OKR001", "", "")]


def headers() -> Iterator[tuple[str, str]]:
    for table in TABLES:
        shown = (c for c in table.columns if c.kind is not Kind.WORKING and not c.late)
        yield from ((table.sheet, column.header) for column in shown)


def rename(book: Book, sheet: str, header: str, name: str) -> None:
    cell = f"{book.headers(sheet)[header]}{book.area(sheet)[1]}"
    book.change(book.table_parts(sheet)[0], f' name="{header}"', f' name="{name}"')
    book.put(sheet, cell, books.text(name))


@pytest.mark.parametrize(
    ("sheet", "header"), [pytest.param(*each, id=" ".join(each)) for each in headers()]
)
def test_a_renamed_header_is_named_with_its_new_name(sheet: str, header: str) -> None:
    book = Book(small_book())
    rename(book, sheet, header, "Renamed")
    cell = f"{book.headers(sheet)['Renamed']}{book.area(sheet)[1]}"
    (lost,) = [each for each in read(book).findings if each.code == "OKR003"]
    assert lost.where == f"{sheet}!{cell}"
    assert repr(header) in lost.message
    assert "'Renamed'" in lost.message


def test_a_header_twice_is_found_at_the_second() -> None:
    book = Book(small_book())
    column = book.headers("Check-ins")["Confidence"]
    row = book.area("Check-ins")[1]
    book.put("Check-ins", f"{column}{row}", books.text(" value"))
    assert f"OKR004 Check-ins!{column}{row}" in told(book)


def test_a_layout_of_another_version_is_a_warning() -> None:
    found = new(lambda book: book.change(BOOK, '"1"</definedName>', '"99"</definedName>'))
    assert {each.split()[0] for each in found} == {"OKR005"}


def quarter_blank(book: Book) -> object:
    return book.setting("First day", books.blank())


def quarter_text(book: Book) -> object:
    return book.setting("Last day", books.text("31 March"))


def quarter_reversed(book: Book) -> object:
    return book.setting("Last day", books.day(date(2026, 12, 31)))


def quarter_of_one_day(book: Book) -> object:
    return book.setting("Last day", books.day(date(2027, 1, 1)))


@pytest.mark.parametrize(
    "change", [quarter_blank, quarter_text, quarter_reversed, quarter_of_one_day]
)
def test_without_dates_there_is_no_plan(change: Callable[[Book], object]) -> None:
    book = Book(small_book())
    change(book)
    assert read(book).plan is None
    assert "OKR006" in {each.code for each in read(book).findings}


def test_a_quarter_without_dates_points_at_settings() -> None:
    book = Book(small_book())
    where = book.setting("First day", books.blank())
    assert f"OKR006 {where}" in told(book)


WRONG_SETTINGS: Final = {
    "text for a number": ("Aspirational: Hit from", books.text("high")),
    "yes for a number": ("Red share for Red", books.boolean(value=True)),
    "error for a number": ("Confidence for Red", books.error()),
    "text for a day": ("As of", books.text("today")),
    "below the first day": ("As of", books.number(-3)),
    "word not on the list": ("Check-in cadence", books.text("daily")),
    "maybe for yes": ("Quarter closed", books.text("maybe")),
    "number for yes": ("Worst key result wins", books.number(7)),
    "error for a name": ("Organisation", books.error("#REF!")),
}


@pytest.mark.parametrize(("label", "content"), WRONG_SETTINGS.values(), ids=WRONG_SETTINGS)
def test_a_setting_that_cannot_be_read_is_its_default(label: str, content: str) -> None:
    book = Book(small_book())
    where = book.setting(label, content)
    loaded = read(book)
    assert loaded.plan is not None
    assert f"OKR029 {where}" in {f"{f.code} {f.where}" for f in loaded.findings}
    assert loaded.policy == SMB
    assert loaded.as_of == (None if label == "As of" else AS_OF)
    assert loaded.plan.organisation == ("" if label == "Organisation" else "Acme")
    assert not loaded.plan.closed


def test_every_setting_of_the_test_is_one_of_ours() -> None:
    assert {label for label, _ in WRONG_SETTINGS.values()} <= {s.label for s in SETTINGS}


def test_an_unknown_objective_in_the_second_place_is_found_there() -> None:
    place = "Objectives!"
    book = Book(small_book())
    where = book.type_in("Objectives", "Also supports", 0, books.text("C9"))
    assert f"OKR019 {where}" in told(book)
    assert place in where


def blank_check_in(book: Book) -> None:
    for header in ("Date", "KR", "Value", "Confidence", "By"):
        book.type_in("Check-ins", header, 0, books.blank())


def test_rows_after_an_empty_line_keep_their_place() -> None:
    book = Book(small_book())
    blank_check_in(book)
    where = book.type_in("Check-ins", "KR", 1, books.text("Z9"))
    assert f"OKR018 {where}" in told(book)


def test_a_formula_without_a_stored_value_is_found_but_a_computed_one_is_not() -> None:
    book = Book(small_book())
    where = book.type_in("Check-ins", "Value", 0, books.formula("280+6"))
    column = book.headers("Key Results")["Score"]
    row = book.rows("Key Results")[0]
    book.put("Key Results", f"{column}{row}", books.formula("1+1"))
    found = {each for each in told(book) if each.startswith("OKR013")}
    assert found == {f"OKR013 {where}"}


def shifted(plan: Plan, days: int) -> Plan:
    """The plan with every date moved."""

    def moved(value: object) -> object:
        if isinstance(value, date):
            return value + timedelta(days)
        if isinstance(value, tuple):
            parts = [moved(each) for each in value]
            return (
                value._replace(**dict(zip(value._fields, parts, strict=True)))
                if hasattr(value, "_replace") and hasattr(value, "_fields")
                else tuple(parts)
            )
        return value

    made = moved(plan)
    assert isinstance(made, Plan)
    return made


def test_a_1904_workbook_has_the_dates_it_shows() -> None:
    book = Book(small_book())
    book.change(BOOK, "<workbookPr ", '<workbookPr date1904="1" ')
    loaded = read(book)
    assert loaded.plan is not None
    want = shifted(small_plan(), DAYS_BETWEEN_EPOCHS)
    assert loaded.plan.quarter == want.quarter
    assert loaded.plan.check_ins == want.check_ins
    assert loaded.plan.key_results[: len(want.key_results)] == want.key_results
    assert loaded.plan.stages[: len(want.stages)] == want.stages
    assert loaded.as_of == AS_OF + timedelta(DAYS_BETWEEN_EPOCHS)


def test_a_1904_workbook_with_the_same_days_is_the_same_plan() -> None:
    book = Book(small_book())
    book.change(BOOK, "<workbookPr ", '<workbookPr date1904="1" ')
    for table in TYPED_TABLES:
        for column in table.columns:
            if column.kind is Kind.DATE and not column.computed:
                for row in range(len(book.rows(table.sheet))):
                    _back(book, table.sheet, column.header, row)
    for label in ("First day", "Last day", "As of"):
        _back(book, "Settings", "Value", book.row_of("Settings", "Setting", label))
    loaded, plain = read(book), read(Book(small_book()))
    assert loaded.plan == plain.plan
    assert loaded.as_of == plain.as_of


def _back(book: Book, sheet: str, header: str, row: int) -> None:
    column = book.headers(sheet)[header]
    stored = book.cells(sheet, book.rows(sheet)[row]).get(column)
    if isinstance(stored, float):
        book.type_in(sheet, header, row, books.number(int(stored) - DAYS_BETWEEN_EPOCHS))


def test_reading_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(small_book())
    before = path.stat()
    load(path)
    assert path.read_bytes() == small_book()
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert [each.name for each in tmp_path.iterdir()] == ["book.xlsx"]
