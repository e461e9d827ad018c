"""What okrsheet itself wrote into workbooks, now or earlier, told from what somebody added.

Earlier texts and formulas are known by checksums (`earlier_cells`, made by
`scripts/build_earlier.py` from workbooks of earlier versions).
"""

import re
from collections.abc import Iterator
from typing import Final
from zlib import crc32

from okrsheet.ooxml.records import Cell, Sheet, Table, Workbook
from okrsheet.workbook.earlier_cells import EARLIER
from okrsheet.workbook.formula import canonical
from okrsheet.workbook.sheets import start
from okrsheet.workbook.tables import TABLES

_ROW: Final = re.compile(r"(\$?\b[A-Z]{1,3}\$?)\d+\b")
SHOWN_TABLES: Final = frozenset(
    table.name
    for table in TABLES
    if not table.on_demand and not any(column.typed for column in table.columns)
)
"""Tables in which nobody types anything."""


def checksum(cell: Cell) -> int | None:
    """What a text or a formula is recognised by, in whatever row; None for anything else."""
    if cell.formula:
        return crc32(_ROW.sub(r"\1#", f"={canonical(cell.formula)}").encode())
    if isinstance(cell.value, str) and cell.formula is None:
        return crc32(" ".join(cell.value.split()).encode("utf-8", "surrogatepass"))
    return None


def checksums(sheet: Sheet) -> frozenset[int]:
    """Those of all cells of a sheet."""
    found = map(checksum, sheet.cells.values())
    return frozenset(each for each in found if each is not None)


def is_earlier(cell: Cell) -> bool:
    """Whether an earlier version of okrsheet wrote such a cell."""
    return checksum(cell) in EARLIER


def strangers(book: Workbook, name: str, ours: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The cells of a sheet, row and column, that hold something okrsheet never wrote.

    Args:
        book: the workbook.
        name: a sheet on which nobody types.
        ours: the checksums of that sheet as it is made now.
    """
    tables = [table for table in book.tables.values() if table.sheet == name]
    known = ours | EARLIER
    sheet = book.sheets[name]
    for (row, column), cell in sheet.cells.items():
        is_filled = cell.formula is not None or cell.value not in (None, "")
        if is_filled and not _is_ours(sheet, tables, (row, column), known):
            yield row, column


def _is_ours(
    sheet: Sheet, tables: list[Table], place: tuple[int, int], known: frozenset[int]
) -> bool:
    row, column = place
    cell = sheet.cells[place]
    for table in tables:
        is_inside = table.first_row < row <= table.last_row
        if is_inside and table.first_column <= column <= table.last_column:
            header = sheet.cells.get((table.first_row, column))
            return header is not None and checksum(header) in known
    if isinstance(cell.value, float) and cell.formula is None:
        return sheet.name == start.SHEET and float(cell.value).is_integer()
    return checksum(cell) in known
