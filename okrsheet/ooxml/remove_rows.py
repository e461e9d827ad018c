"""Rows taken out of a table: those below move up, where nothing else can come to harm."""

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from okrsheet.ooxml.append_rows import is_filled
from okrsheet.ooxml.cell_text import formula_element
from okrsheet.ooxml.formula_areas import computed_areas
from okrsheet.ooxml.markup import MAX_COLUMN, MAX_ROW, address
from okrsheet.ooxml.records import Table
from okrsheet.ooxml.references import Reference, UnclearFormula, readdressed
from okrsheet.ooxml.refusals import (
    ALL_ROWS,
    ARRAY,
    BESIDE,
    NO_ROW,
    POINTED_AT,
    STRUCTURE,
    ChangeRefused,
)
from okrsheet.ooxml.sheet_frame import Bounds, bounds_of, merged_areas, overlaps
from okrsheet.ooxml.sheet_map import CellSpan, RowSpan, SheetMap, cells_of
from okrsheet.ooxml.spans import TAG, Cut, attribute_values, unescaped, with_attribute
from okrsheet.ooxml.table_forms import Form

_WHOLE: Final = (1, MAX_ROW)


class Removal(NamedTuple):
    """Rows of a table that go.

    Attributes:
        sheet: The sheet.
        table: The table, before.
        rows: The rows of the sheet that go, sorted.
    """

    sheet: str
    table: Table
    rows: tuple[int, ...]

    @property
    def moving(self) -> Bounds:
        """The part of the table that goes or moves."""
        table = self.table
        return self.rows[0], table.first_column, table.last_row, table.last_column

    def row_after(self, row: int) -> int | None:
        """Where a row of the sheet is afterwards; None for one that goes."""
        if row in self.rows:
            return None
        if row > self.table.last_row:
            return row
        return row - sum(gone < row for gone in self.rows)


def removal(form: Form, rows: Collection[int], where: str) -> Removal:
    """Rows that may go, as far as the table alone can tell.

    Raises:
        ChangeRefused: They are not rows of its body, or all of them.
    """
    table = form.table
    first = table.first_row + table.header_rows
    for row in rows:
        if not first <= row <= table.last_row:
            raise ChangeRefused(where, NO_ROW, f"row {row} of {table.name}")
    if len(set(rows)) > table.last_row - first:
        raise ChangeRefused(where, ALL_ROWS, table.name)
    return Removal(form.tab.name, table, tuple(sorted(set(rows))))


def removal_cuts(sheet: SheetMap, gone: Removal, form: Form, where: str) -> Iterator[Cut]:
    """The changes of rows and cells.

    Args:
        sheet: The sheet.
        gone: The rows.
        form: The table.
        where: File and sheet, for messages.

    Raises:
        ChangeRefused: Something else would move along, or leads to what moves.
        Unusual: The cells do not have the form the quick way knows.
    """
    _refuse_areas(sheet, gone, form, where)
    for row in sheet.rows:
        if gone.rows[0] <= row.number <= gone.table.last_row:
            cells = cells_of(sheet, row)
            _refuse_beside(sheet, gone, row, cells, where)
            new = gone.row_after(row.number)
            if new is None:
                yield row.start, row.end, b""
            elif new != row.number:
                yield from _renumbered(sheet, gone, row, cells, new, where)


def _refuse_areas(sheet: SheetMap, gone: Removal, form: Form, where: str) -> None:
    rows = gone.rows[0], 1, gone.table.last_row, MAX_COLUMN
    for each in form.others:
        if overlaps(rows, bounds_of(each)):
            here = f"{where}!{address(each.first_row, each.first_column)}"
            raise ChangeRefused(here, BESIDE, f"table {each.name}")
    for bounds in merged_areas(sheet, where):
        if overlaps(rows, bounds):
            raise ChangeRefused(f"{where}!{address(*bounds[:2])}", BESIDE, "merged cells")
    areas = computed_areas(sheet, where)
    for computed in (*areas.wide, *areas.single.values()):
        if overlaps(rows, computed[:4]):
            raise ChangeRefused(f"{where}!{computed.reference}", ARRAY)


def _refuse_beside(
    sheet: SheetMap, gone: Removal, row: RowSpan, cells: list[CellSpan], where: str
) -> None:
    for cell in cells:
        is_own = gone.table.first_column <= cell.column <= gone.table.last_column
        if not is_own and is_filled(sheet, cell):
            raise ChangeRefused(f"{where}!{address(row.number, cell.column)}", BESIDE)


def _renumbered(
    sheet: SheetMap, gone: Removal, row: RowSpan, cells: list[CellSpan], new: int, where: str
) -> Iterator[Cut]:
    head = sheet.data[row.start : row.head_end]
    if "r" not in attribute_values(head):
        raise ChangeRefused(f"{where}, row {row.number}", STRUCTURE, "rows without numbers")
    yield row.start, row.head_end, with_attribute(head, "r", str(new))
    for cell in cells:
        here = f"{where}!{address(row.number, cell.column)}"
        tag = TAG.match(sheet.data, cell.start)
        if tag is None or "r" not in attribute_values(tag[0]):
            raise ChangeRefused(here, STRUCTURE, "cells without places")
        place = address(new, cell.column)
        yield cell.start, tag.end(), with_attribute(tag[0], "r", place)
        if cell.formula:
            yield from _moved_formula(sheet, gone, cell, (row.number, new), here)


def _moved_formula(
    sheet: SheetMap, gone: Removal, cell: CellSpan, rows: tuple[int, int], where: str
) -> Iterator[Cut]:
    tag = TAG.match(cell.formula)
    body = cell.formula[tag.end() :].rpartition(b"</")[0] if tag else b""
    if tag is None or b"<" in body or attribute_values(tag[0]).get("t", "normal") != "normal":
        raise ChangeRefused(where, POINTED_AT, "a formula that cells share")
    text = unescaped(body.decode())
    new = moved_formula(text, gone, rows, where)
    if new != text:
        piece = formula_element(new, sheet.prefix)
        yield cell.formula_start, cell.formula_start + len(cell.formula), piece


def moved_formula(text: str, gone: Removal, rows: tuple[int, int], where: str) -> str:
    """The formula of a cell that moves from one row to another: its own row moves along.

    Raises:
        ChangeRefused: It leads to other rows that move.
    """

    def new_rows(reference: Reference) -> tuple[int, int]:
        is_here = reference.sheet.casefold() in {"", gone.sheet.casefold()}
        if is_here and reference.rows == (rows[0], rows[0]):
            return rows[1], rows[1]
        if is_here and leads_to(reference, gone):
            raise ChangeRefused(where, POINTED_AT, text[:40])
        return reference.rows

    try:
        return readdressed(text, new_rows)
    except UnclearFormula as error:
        raise ChangeRefused(where, POINTED_AT, text[:40]) from error


def leads_to(reference: Reference, gone: Removal) -> bool:
    """Whether an area of the table's sheet holds cells that go or move, but not whole columns."""
    (top, bottom), (left, right) = reference.rows, reference.columns
    return reference.rows != _WHOLE and overlaps((top, left, bottom, right), gone.moving)
