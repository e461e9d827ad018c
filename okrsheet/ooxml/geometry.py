"""Rectangles of cells as a sheet writes them: "B2:C9", and whole columns and rows."""

import re

from okrsheet.ooxml.markup import MAX_ROW, area
from okrsheet.ooxml.records import Area

_COLUMNS = "([A-Za-z]{1,3}):([A-Za-z]{1,3})"
_ROWS = "([1-9][0-9]{0,6}):([1-9][0-9]{0,6})"


def rectangle(reference: str) -> Area:
    """The rectangle a reference stands for.

    Example:
        >>> rectangle("B:D")
        Area(first_row=1, first_column=2, last_row=1048576, last_column=4)

    Raises:
        ValueError: It is none of a worksheet.
    """
    columns, rows = re.fullmatch(_COLUMNS, reference), re.fullmatch(_ROWS, reference)
    if columns:
        reference = f"{columns[1]}1:{columns[2]}{MAX_ROW}"
    if rows:
        reference = f"A{rows[1]}:XFD{rows[2]}"
    return Area(*area(reference))


def size(rectangle: Area) -> int:
    """How many cells it covers."""
    height = rectangle.last_row - rectangle.first_row + 1
    return height * (rectangle.last_column - rectangle.first_column + 1)
