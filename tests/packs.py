"""Packs for tests: made from a plan and filled in as their owners would, cell by cell."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final

from okrsheet.core.figures import figures
from okrsheet.core.model import Plan
from okrsheet.core.policy import SMB
from okrsheet.workbook.build_pack import author_pack
from okrsheet.workbook.pack import SHEET, Pack, pack_of
from tests import books
from tests.books import Book
from tests.small_plan import small_plan

STAMP: Final = datetime(2027, 3, 10, 9, tzinfo=UTC)
DAY: Final = date(2027, 3, 10)
OWNER: Final = "Ann Lee"


def owned(owner: str = OWNER) -> Plan:
    """The small plan with one owner for everything."""
    plan = small_plan()
    return plan._replace(key_results=tuple(kr._replace(owner=owner) for kr in plan.key_results))


def small_pack(plan: Plan | None = None, day: date = DAY, owner: str = OWNER) -> Pack:
    return pack_of(figures(plan or owned(), SMB, day), owner, day, "0" * 64)


def packed(pack: Pack | None = None) -> bytes:
    return author_pack(pack or small_pack(), STAMP)


def book_for_packs() -> bytes:
    """The workbook of that plan, two weeks after its last check-in."""
    return books.workbook(owned(), as_of=DAY)


def filled(data: bytes, said: Mapping[str, Mapping[str, str]]) -> bytes:
    """A pack with these cells, by key result and header."""
    book = Book(data)
    for name, cells in said.items():
        row = book.row_of(SHEET, "KR", name)
        for header, content in cells.items():
            book.type_in(SHEET, header, row, content)
    return book.data
