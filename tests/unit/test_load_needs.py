"""`load` leaves cells out that it does not need, and finds all it would find with them."""

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import EVERYTHING, Table
from okrsheet.workbook.layout import TABLES
from okrsheet.workbook.load import load, read_plan
from okrsheet.workbook.needs import needed
from okrsheet.workbook.sheets import key_results
from tests import books
from tests.books import Book
from tests.small_plan import small_book

COMPUTED = [
    (spec.sheet, column.header) for spec in TABLES for column in spec.columns if column.computed
]


def shared(book: Book) -> None:
    book.change_formulas("IF(", "1+IF(", "Check-ins")


def overwritten(book: Book) -> None:
    random = Random(7)
    for sheet, header in random.sample(COMPUTED, 40):
        content = random.choice((books.number(1), books.text("x"), books.blank(), books.error()))
        book.type_in(sheet, header, random.randrange(len(book.rows(sheet))), content)


def longer_than_its_sheet(book: Book) -> None:
    part = book.table_parts("Check-ins")[0]
    first, header, last, end = book.area("Check-ins")
    book.change(
        part, f'ref="{first}{header}:{last}{end}"', f'ref="{first}{header}:{last}{end + 9}"'
    )


def formula_in_header(book: Book) -> None:
    address = f"{book.headers('Key Results')['Score']}{book.area('Key Results')[1]}"
    book.put("Key Results", address, ' t="str"><f>"Baseline"</f><v>Baseline</v></c>')


def column_renamed(book: Book) -> None:
    book.change(book.table_parts("Key Results")[0], 'name="Score"', 'name="Points"')


def without_formulas(book: Book) -> None:
    for sheet in ("Key Results", "Check-ins", "Audit"):
        xml = book.xml(book.sheets()[sheet])
        book.parts[book.sheets()[sheet]] = re.sub("<f>[^<]*</f>", "", xml).encode()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(lambda book: None, "", id="sound"),
        pytest.param(overwritten, "OKR014", id="formulas overwritten"),
        pytest.param(shared, "", id="formulas changed"),
        pytest.param(longer_than_its_sheet, "", id="rows without cells"),
        pytest.param(formula_in_header, "OKR004", id="formula in a header"),
        pytest.param(column_renamed, "OKR003", id="column renamed"),
        pytest.param(without_formulas, "OKR014", id="no formula left"),
    ],
)
def test_the_same_plan_and_findings(
    change: Callable[[Book], None], code: str, tmp_path: Path
) -> None:
    book = Book(small_book())
    change(book)
    path = tmp_path / "book.xlsx"
    path.write_bytes(book.data)
    less, full = load(path), read_plan(parse_workbook(book.data, str(path)))
    assert less._replace(tables={}) == full._replace(tables={})
    assert not code or code in {each.code for each in less.findings}


def test_most_cells_are_left_out() -> None:
    data = small_book()
    full, less = parse_workbook(data, "a"), parse_workbook(data, "a", needed)
    for name, sheet in less.sheets.items():
        left_out = {(r, c) for r, columns in sheet.left_out.columns.items() for c in columns}
        assert left_out.isdisjoint(sheet.cells)
        assert left_out | set(sheet.cells) == set(full.sheets[name].cells)
        assert sheet.last_row == full.sheets[name].last_row
    check_ins = less.sheets["Check-ins"]
    assert len(check_ins.cells) < 0.3 * len(full.sheets["Check-ins"].cells)


def test_tables_of_others_are_read_in_full() -> None:
    other = Table("tblOther", "S", 1, 1, 9, 1, ("Score",), 1, 0)
    headers = tuple(column.header for column in key_results.TABLE.columns)
    ours = other._replace(name="tblKeyResults", columns=headers)
    same_name = other._replace(name="tblKeyResults")
    assert needed("S", []) == needed("S", [other]) == needed("S", [ours, other]) == EVERYTHING
    assert needed("S", [same_name]) == EVERYTHING
    computed = {n for n, column in enumerate(key_results.TABLE.columns, 1) if column.computed}
    assert needed("S", [ours]).columns == computed
