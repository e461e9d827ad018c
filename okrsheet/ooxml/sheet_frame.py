"""Areas that are noted around the cells of a sheet."""

from collections.abc import Iterator
from typing import Final

from okrsheet.ooxml.errors import CONTENT, DamagedWorkbook
from okrsheet.ooxml.markup import MAIN, area, qualified
from okrsheet.ooxml.records import Table
from okrsheet.ooxml.sheet_map import SheetMap

Bounds = tuple[int, int, int, int]
"""First row, first column, last row, last column (inside)."""

_MERGED: Final = frozenset(qualified(MAIN, "mergeCell"))


def overlaps(one: Bounds, other: Bounds) -> bool:
    """Whether two areas share a cell."""
    rows = one[0] <= other[2] and other[0] <= one[2]
    return rows and one[1] <= other[3] and other[1] <= one[3]


def bounds_of(table: Table) -> Bounds:
    """Where a table lies."""
    return table.first_row, table.first_column, table.last_row, table.last_column


def merged_areas(sheet: SheetMap, where: str) -> Iterator[Bounds]:
    """The merged areas of a sheet.

    Raises:
        DamagedWorkbook: One of them is no area.
    """
    for node in sheet.nodes:
        if node.name in _MERGED:
            reference = node.attributes.get("ref", "")
            try:
                yield area(reference)
            except ValueError as error:
                raise DamagedWorkbook(where, CONTENT, f"merged {reference[:20]!r}") from error
