"""Sheets of a workbook okrsheet made, put into another one."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from okrsheet.ooxml.graft import with_sheets
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.refusals import ChangeRefused
from okrsheet.workbook.load import read_plan
from tests import books
from tests.books import Book
from tests.dressed_up import dress_up
from tests.small_plan import small_book

BOOK = "xl/workbook.xml"


def dressed() -> Book:
    """A workbook with parts of every kind, and formats and sheets put elsewhere."""
    book = Book(small_book())
    dress_up(book)
    return book


def without(book: Book, *sheets: str) -> Book:
    """Without some sheets, in the list only."""
    for sheet in sheets:
        xml = book.xml(BOOK)
        start = xml.index(f'<sheet name="{sheet}"')
        book.parts[BOOK] = (xml[:start] + xml[xml.index("/>", start) + 2 :]).encode()
    return book


@pytest.mark.parametrize(
    "sheets", [("Dashboard", "Trend"), ("Audit", "Start"), ("Lists",)], ids=" ".join
)
def test_sheets_take_the_place_of_old_ones(sheets: tuple[str, ...]) -> None:
    old = dressed()
    made = with_sheets(old.data, books.example(), sheets, "book")
    before, source, after = (
        parse_workbook(data, "book") for data in (old.data, books.example(), made)
    )
    assert [*after.sheets] == [*before.sheets]
    for name, sheet in after.sheets.items():
        wanted = (source if name in sheets else before).sheets[name]
        assert {at: cell[:2] for at, cell in sheet.cells.items()} == {
            at: cell[:2] for at, cell in wanted.cells.items()
        }
    new = Book(made)
    gone = {old.sheets()[name] for name in sheets}
    assert not gone & new.parts.keys()
    assert {name for name in old.parts if "slicer" in name} <= new.parts.keys()


def test_sheets_that_are_new_come_behind_all_others() -> None:
    old = without(dressed(), "Heat Map", "Forecast")
    made = with_sheets(old.data, small_book(), ["Heat Map", "Forecast"], "book")
    after = parse_workbook(made, "book")
    assert [*after.sheets][-2:] == ["Heat Map", "Forecast"]
    assert {"tblHeat", "tblForecast"} <= after.tables.keys()
    loaded = read_plan(after)
    assert [each for each in loaded.findings if each.code in ("OKR002", "OKR003")] == []
    new = Book(made)
    ids = [new.tree(part).attrib["id"] for part in new.parts if "/tables/" in part]
    assert len(ids) == len(set(ids))


def test_formats_with_a_prefix_are_understood() -> None:
    book = dressed()
    styles = book.xml("xl/styles.xml")
    styles = styles.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    book.parts["xl/styles.xml"] = (
        styles.replace("<x:?xml", "<?xml").replace(' xmlns="', ' xmlns:x="').encode()
    )
    made = with_sheets(book.data, books.example(), ["Dashboard"], "book")
    assert parse_workbook(made, "book").sheets["Dashboard"].cells


@pytest.mark.parametrize("is_new", [False, True], ids=["replaced", "new"])
def test_the_validator_finds_nothing_new(
    is_new: bool, tmp_path: Path, sdk_errors: Callable[..., list[str]]
) -> None:
    book = without(dressed(), "Heat Map") if is_new else dressed()
    old, new = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    old.write_bytes(book.data)
    new.write_bytes(with_sheets(book.data, small_book(), ["Heat Map", "Dashboard"], "book"))
    assert not Counter(sdk_errors(new)) - Counter(sdk_errors(old))


def test_only_sheets_that_are_there_are_taken() -> None:
    with pytest.raises(ChangeRefused, match="no such sheet"):
        with_sheets(small_book(), small_book(), ["Nowhere"], "book")
