"""What is wrong with a workbook itself, and what of it can be put right.

`check` says how the quarter stands; the doctor looks at the file: formulas that were pasted over,
names that lead nowhere, IDs, links, and what was typed in a way nobody can read.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from okrsheet.core.checks import check
from okrsheet.core.codes import finding
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding
from okrsheet.core.refresh_codes import FORMULA_CHANGED, SHEET_REARRANGED, UNFIT
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.ailments import Ailment, Patient
from okrsheet.workbook.id_repairs import named_in
from okrsheet.workbook.in_file import ComputedCell, computed_cells, view_of
from okrsheet.workbook.load import Loaded
from okrsheet.workbook.names_check import name_ailments
from okrsheet.workbook.refresh import refresh
from okrsheet.workbook.repairs import repair_of

_NO_ID: Final = "OKR016"
_OF_THE_QUARTER: Final = tuple(f"OKR0{number}" for number in range(40, 60))
"""How the quarter is planned is the audit's business, not the file's."""


_OF_FORMULAS: Final = (FORMULA_CHANGED, SHEET_REARRANGED, UNFIT)


def examine(
    book: Workbook, loaded: Loaded, found: Figures | None, locale: str
) -> tuple[Ailment, ...]:
    """Everything that is wrong with the file; repairs only where okrsheet made it.

    A workbook that counts its days from 1904 gets none: our formulas and values know no such days.

    Args:
        book: what the file holds, formulas included.
        loaded: our tables in it.
        found: the figures of its plan; None where the quarter's dates can't be read.
        locale: how texts that are numbers or dates are meant; "" where nobody said.
    """
    computed: dict[tuple[str, str], ComputedCell] = {}
    told = loaded.all_findings(check(found) if found else ())
    if found and not loaded.plain:
        view = view_of(loaded, found)
        computed = {(c.sheet, c.address): c for c in computed_cells(book, loaded, view)}
        told += (each for each in refresh(book, loaded, view).findings if each.code in _OF_FORMULAS)
        told += _overwritten(computed.values(), loaded)
    of_the_file = [each for each in told if each.code not in _OF_THE_QUARTER]
    if loaded.plain or not loaded.tables:
        return tuple(map(Ailment, of_the_file))
    if book.epoch_1904:
        names = (each.finding for each in name_ailments(book))
        return tuple(map(Ailment, (*names, *of_the_file)))
    lacks_ids = any(each.code == _NO_ID for each in of_the_file)
    taken = named_in(book) if lacks_ids else set()
    patient = Patient(book, loaded, loaded.plan, computed, locale, taken, {})
    found_in_cells = (Ailment(each, repair_of(patient, each)) for each in of_the_file)
    return (*name_ailments(book), *found_in_cells)


def _overwritten(cells: Iterable[ComputedCell], loaded: Loaded) -> Iterator[Finding]:
    """Formulas outside the tables that are gone; those inside were found on reading."""
    tables = {grid.sheet.name for grid in loaded.tables.values()}
    for cell in cells:
        if cell.sheet not in tables and cell.cell.formula is None:
            held = "is gone" if cell.cell.value is None else "was overwritten"
            told = finding("OKR014", f"The formula of {cell.label or 'this cell'} {held}.")
            yield told._replace(sheet=cell.sheet, cell=cell.address)
