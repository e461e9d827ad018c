"""A target that is changed in a published quarter: told until it is logged, then known."""

from okrsheet.core.checks import check
from okrsheet.core.figures import figures
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.publish import published
from okrsheet.workbook.rewrite import refreshed
from tests import books
from tests.books import Book
from tests.small_plan import AS_OF, small_plan

KR = "Key Results"


def told(data: bytes) -> list[str]:
    """The findings about changes, each with its cell."""
    loaded = read_plan(parse_workbook(data, "book.xlsx"))
    assert loaded.plan is not None
    found = loaded.all_findings(check(figures(loaded.plan, loaded.policy, AS_OF)))
    return [f"{each.where}: {each.message}" for each in found if each.code == "OKR058"]


def opened() -> Book:
    """A workbook whose quarter was published with a target of 360."""
    return Book(published(books.workbook(small_plan(), as_of=AS_OF), "b", AS_OF, "Ann").data)


def with_target(book: Book, value: float) -> str:
    return book.type_in(KR, "Target", 0, books.number(value))


def logged(book: Book, old: str, new: str, about: str = "C1.1", kind: str = "Change") -> None:
    row = next(r for r, n in enumerate(book.rows("Log")) if not book.cells("Log", n).get("B"))
    for header, value in (("Kind", kind), ("About", about), ("Old", old), ("New", new)):
        book.type_in("Log", header, row, books.text(value))


def after_refresh(book: Book) -> Book:
    return Book(refreshed(book.data, "b", AS_OF).data)


def test_a_change_is_told_until_it_is_logged_and_then_is_known() -> None:
    book = opened()
    assert told(book.data) == []
    place = with_target(book, 400)
    line = f"{place}: Target of C1.1 was 360 and is 400 now."
    assert told(book.data) == [line]
    book = after_refresh(book)
    assert told(book.data) == [line]
    logged(book, "360", "400")
    assert told(book.data) == []
    book = after_refresh(book)
    with_target(book, 420)
    assert told(book.data) == [f"{place}: Target of C1.1 was 400 and is 420 now."]


def test_the_old_number_put_back_is_no_change() -> None:
    book = opened()
    with_target(book, 400)
    book = after_refresh(book)
    with_target(book, 360)
    assert told(book.data) == []


def nothing_is_kept(book: Book) -> bool:
    return not any(
        book.cells("Audit", row).get(book.headers("Audit")["Known KR"])
        for row in book.rows("Audit")
    )


def test_a_draft_keeps_nothing_and_tells_nothing() -> None:
    book = Book(books.workbook(small_plan(), as_of=AS_OF))
    with_target(book, 400)
    book = after_refresh(book)
    assert told(book.data) == []
    assert nothing_is_kept(book)


def test_a_quarter_that_is_a_draft_again_forgets() -> None:
    book = opened()
    assert not nothing_is_kept(book)
    book.setting("Published on", books.blank())
    assert nothing_is_kept(after_refresh(book))


def test_key_results_in_another_order_have_not_changed() -> None:
    book = opened()
    for header in ("ID", "Key result", "Type", "Baseline", "Target", "Low", "High"):
        column = book.headers(KR)[header]
        held = [book.cells(KR, row).get(column) for row in book.rows(KR)[:2]]
        for place, value in enumerate(reversed(held)):
            kind = books.number if isinstance(value, float) else books.text
            book.type_in(KR, header, place, kind(value) if value is not None else books.blank())  # type: ignore[arg-type]  # what the cell held
    assert told(book.data) == []
    book = after_refresh(book)
    assert told(book.data) == []
    assert refreshed(book.data, "b", AS_OF).data == book.data


def without_known_columns(book: Book) -> Book:
    """As okrsheet made workbooks before it kept anything: other headers stand there."""
    part = book.table_parts("Audit")[0]
    for header, column in list(book.headers("Audit").items()):
        if header.startswith("Known "):
            book.change(part, f' name="{header}"', f' name="Mine {header}"')
            book.put("Audit", f"{column}4", books.text(f"Mine {header}"))
    return book


def test_a_workbook_that_has_no_place_for_it_is_told_nothing() -> None:
    book = without_known_columns(opened())
    with_target(book, 400)
    loaded = read_plan(parse_workbook(book.data, "book.xlsx"))
    assert "OKR003" not in {each.code for each in loaded.findings}
    assert told(book.data) == []
    assert told(after_refresh(book).data) == []
