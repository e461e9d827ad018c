"""Which key result somebody picked on the Trend sheet."""

from typing import Final

from okrsheet.ooxml.markup import position
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.fields import EMPTY

TREND_SHEET: Final = "Trend"
PICK: Final = "C4"


def picked_in(book: Workbook) -> str:
    """The ID as its cell holds it; "" where there is none."""
    sheet = book.sheets.get(TREND_SHEET)
    value = EMPTY.value if sheet is None else sheet.cells.get(position(PICK), EMPTY).value
    if isinstance(value, float):
        return f"{value:.15g}"
    return value if isinstance(value, str) else ""
