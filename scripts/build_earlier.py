"""Add what the workbooks of a version held to what okrsheet knows of its earlier versions.

Run it with workbooks of the version before whenever a formula or a fixed text changes:
`python scripts/build_earlier.py BOOK...`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.create import template_path
from okrsheet.workbook.earlier import checksum
from okrsheet.workbook.earlier_cells import EARLIER
from okrsheet.workbook.layout import SPOT_SHEETS
from okrsheet.workbook.sheets.lists import LISTS_SHEET

TARGET = Path(__file__).parent.parent / "okrsheet/workbook/earlier_cells.py"
HEAD = '''"""Checksums of what earlier versions wrote; made by `scripts/build_earlier.py`."""

from typing import Final

EARLIER: Final = frozenset(
    (
'''


def sums(book: Workbook) -> Iterator[int]:
    """Of every formula, and of the texts that are the same in every workbook."""
    tables = {table.sheet: table for table in book.tables.values()}
    for sheet in book.sheets.values():
        table = tables.get(sheet.name)
        is_shown = sheet.name in (*SPOT_SHEETS, LISTS_SHEET)
        for (row, _), cell in sheet.cells.items():
            is_head = table is not None and row <= table.first_row
            found = checksum(cell) if cell.formula or is_shown or is_head else None
            if found is not None:
                yield found


def main(books: list[str]) -> None:
    """Write them all."""
    found = {each for book in books for each in sums(parse_workbook(Path(book).read_bytes(), book))}
    now = {*sums(parse_workbook(template_path().read_bytes(), "template"))}
    numbers = sorted(EARLIER | (found - now))
    lines = [", ".join(map(str, numbers[at : at + 7])) for at in range(0, len(numbers), 7)]
    body = "".join(f"        {line},\n" for line in lines)
    TARGET.write_text(f"{HEAD}{body}    )\n)\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
