"""Areas that one formula fills: arrays, spills and data tables."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from okrsheet.ooxml.errors import CELL, DamagedWorkbook
from okrsheet.ooxml.markup import area
from okrsheet.ooxml.sheet_map import SheetMap
from okrsheet.ooxml.spans import TAG, attribute_values

_KINDS: Final = frozenset({"array", "dataTable"})
_TAG_START: Final = re.compile(rb"<f\s")


class Area(NamedTuple):
    """First row, first column, last row, last column (inside), and the same as stored."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int
    reference: str

    @property
    def is_wide(self) -> bool:
        """Whether it is more than one cell."""
        return (self.first_row, self.first_column) != (self.last_row, self.last_column)


class Areas:
    """The areas of a sheet, asked for row by row."""

    def __init__(self, single: dict[tuple[int, int], Area], wide: list[Area]) -> None:
        self.single = single
        self.are_any = bool(single or wide)
        self.wide = sorted(wide)
        self._row = 0
        self._next = 0
        self._here: list[Area] = []

    def covering(self, row: int, column: int) -> Area | None:
        """The area a cell lies in; rows must be asked for in their order."""
        if row != self._row:
            self._go_to(row)
        for one in self._here:
            if one.first_column <= column <= one.last_column:
                return one
        return self.single.get((row, column))

    def _go_to(self, row: int) -> None:
        self._row = row
        self._here = [one for one in self._here if one.last_row >= row]
        while self._next < len(self.wide) and self.wide[self._next].first_row <= row:
            if self.wide[self._next].last_row >= row:
                self._here.append(self.wide[self._next])
            self._next += 1


def computed_areas(sheet: SheetMap, where: str) -> Areas:
    """The areas of all array formulas and data tables of a sheet.

    Raises:
        DamagedWorkbook: One of them is no area.
    """
    single: dict[tuple[int, int], Area] = {}
    wide: list[Area] = []
    for tag in _formula_tags(sheet):
        values = attribute_values(tag)
        if values.get("t") in _KINDS and values.get("ref"):
            try:
                found = Area(*area(values["ref"]), values["ref"])
            except ValueError as error:
                detail = f"formula area {values['ref'][:20]!r}"
                raise DamagedWorkbook(where, CELL, detail) from error
            if found.is_wide:
                wide.append(found)
            else:
                single[found[:2]] = found
    return Areas(single, wide)


def _formula_tags(sheet: SheetMap) -> Iterator[bytes]:
    if sheet.cells is None:
        found = _TAG_START.finditer(
            sheet.data, sheet.sheet_data.head_end, sheet.sheet_data.tail_start
        )
        tags = (TAG.match(sheet.data, match.start()) for match in found)
    else:
        formulas = (cell.formula for cells in sheet.cells.values() for cell in cells)
        tags = (TAG.match(formula) for formula in formulas if formula)
    return (tag[0] for tag in tags if tag)
