"""The figures a workbook stores, held against core and against LibreOffice."""

from datetime import date
from pathlib import Path

from okrsheet.core.figures import figures
from okrsheet.core.model import Plan
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.in_file import computed_cells, view_of
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.refresh import is_shown
from tests import books
from tests.books import Book
from tests.engines.compare import differences
from tests.engines.libreoffice import LibreOffice


def assert_figures_of_core(path: Path, day: date) -> Plan:
    """Every stored value of a computed cell is what core says of the plan in the file."""
    read = parse_workbook(path.read_bytes(), str(path))
    loaded = read_plan(read)
    assert loaded.plan is not None
    view = view_of(loaded, figures(loaded.plan, loaded.policy, day))
    cells = [cell for cell in computed_cells(read, loaded, view) if cell.formula]
    assert len(cells) > 4000
    wrong = [cell for cell in cells if not is_shown(cell.cell.value, cell.value)]
    assert wrong == []
    return loaded.plan


def assert_figures_of_libreoffice(path: Path, day: date, libreoffice: LibreOffice) -> None:
    """What is stored for a day is what LibreOffice computes for it."""
    book = Book(path.read_bytes())
    stored = book.cached()
    book.setting("As of", books.day(day))
    copy = path.with_name("dated.xlsx")
    copy.write_bytes(books.without_print_titles(book.data))
    office = libreoffice.recalculate(copy)
    seen = {
        sheet: {address: value for address, value in office[sheet].items() if address in cells}
        for sheet, cells in stored.items()
    }
    assert differences(stored, seen) == []
