"""IDs that are numbers or hold signs with a meaning lead where Python says they do."""

from pathlib import Path

import pytest

from okrsheet.workbook.rewrite import refreshed
from tests import books
from tests.books import Book
from tests.engines.compare import differences, only
from tests.engines.iron import recalculate_iron
from tests.engines.libreoffice import LibreOffice
from tests.property.test_refresh_parity import said_by_refresh
from tests.small_plan import AS_OF, small_book


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("content", "named"),
    [
        pytest.param(books.number(7), books.number(7), id="numbers"),
        pytest.param(books.number(7), books.text("7"), id="a number named by a text"),
        pytest.param(books.text("1.1"), books.number(1.1), id="a text named by a number"),
        pytest.param(books.text("C1.?"), books.text("C1.?"), id="a question mark"),
        pytest.param(books.text("C1*"), books.text("c1*"), id="an asterisk"),
        pytest.param(books.text("C~1"), books.text("C~1"), id="a tilde"),
        pytest.param(books.text("C1.9"), books.text("C1.?"), id="a pattern of another ID"),
        pytest.param(books.text("stra\u00dfe"), books.text("STRASSE"), id="letters spelt out"),
        pytest.param(books.text("\u00c4-1"), books.text("\u00e4-1"), id="a capital umlaut"),
    ],
)
def test_odd_ids(content: str, named: str, libreoffice: LibreOffice, tmp_path: Path) -> None:
    book = Book(small_book())
    book.type_in("Key Results", "ID", 1, content)
    for line in (2, 4):
        book.type_in("Check-ins", "KR", line, named)
    path = tmp_path / "odd.xlsx"
    # Forecasts are stored beside the ID they were found for: those of the old one go first.
    made = refreshed(books.without_print_titles(book.data), "odd.xlsx", AS_OF)
    path.write_bytes(made.data)
    cells = said_by_refresh(path.read_bytes(), AS_OF)
    seen = only(cells, libreoffice.recalculate(path))
    assert differences(cells, seen) == []
    assert differences(cells, recalculate_iron(path)) == []
