"""Whether a file still has everything that one of our formulas names."""

from typing import Final

from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.formula import sources

_BROKEN: Final = "#REF!"


def resolves(formula: str, book: Workbook) -> bool:
    """Whether a workbook has every column and every name that one of our formulas needs.

    Args:
        formula: as our layout stores it, without "=".
        book: the workbook; its headers have to be spelled the same, capitals and blanks included.
    """
    for source in sources(formula):
        if source.table:
            held = book.tables.get(source.table)
            if held is None or source.name not in held.columns:
                return False
        elif source.name.startswith("okr_") and _BROKEN in book.names.get(source.name, _BROKEN):
            return False
    return True
