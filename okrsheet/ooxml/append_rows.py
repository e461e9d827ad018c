"""Rows put below the last one of a table, as changes of cells."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from okrsheet.ooxml.changes import Content, Row
from okrsheet.ooxml.formula_areas import computed_areas
from okrsheet.ooxml.markup import MAX_ROW, address
from okrsheet.ooxml.records import Place
from okrsheet.ooxml.references import UnclearFormula, is_bound_to_place
from okrsheet.ooxml.refusals import (
    BELOW,
    FORMULA_TEXT,
    NO_COLUMN,
    PLACE,
    ChangeRefused,
)
from okrsheet.ooxml.sheet_frame import bounds_of, merged_areas, overlaps
from okrsheet.ooxml.sheet_map import CellSpan, SheetMap, cells_of
from okrsheet.ooxml.spans import attribute_values
from okrsheet.ooxml.table_forms import Form

_FILLED: Final = re.compile(rb"<(?:[\w.-]+:)?(?:v|t)(?:\s[^>]*)?>[^<]")


def appended_cells(
    sheet: SheetMap, form: Form, rows: Sequence[Row], where: str
) -> dict[Place, Content]:
    """The cells of new rows below a table.

    Args:
        sheet: The sheet.
        form: The table.
        rows: By header.
        where: File and sheet, for messages.

    Raises:
        ChangeRefused: A header is unknown, or something stands in the way.
        Unusual: The cells do not have the form the quick way knows.
    """
    table = form.table
    top, bottom = table.last_row + 1, table.last_row + len(rows)
    if bottom > MAX_ROW:
        raise ChangeRefused(where, PLACE, f"row {bottom}")
    _refuse_unknown(form, rows, where)
    _refuse_filled(sheet, form, (top, bottom), where)
    for header, computed in form.calculated.items():
        if any(_is_computed(row.get(header)) for row in rows):
            _refuse_bound(computed, f"{where}, column {header!r}")
    styles = dict(styles_of(sheet, table.last_row))
    found = {}
    for number, row in enumerate(rows, top):
        for column, header in enumerate(table.columns, table.first_column):
            formula = form.calculated.get(header)
            content = _completed(row.get(header), formula, styles.get(column))
            if content is not None:
                found[number, column] = content
    return found


def _is_computed(content: Content | None) -> bool:
    """Whether a cell of a calculated column gets the column's formula."""
    return content is None or (content.formula is None and not content.over_formula)


def _completed(content: Content | None, formula: str | None, style: int | None) -> Content | None:
    """What the cell of a new row holds; None where it is not needed."""
    if content is None and formula is None and not style:
        return None
    if formula is not None and _is_computed(content):
        content = (content or Content(None))._replace(formula=formula)
    content = content or Content(None)
    return content if content.style is not None else content._replace(style=style)


def _refuse_bound(formula: str, where: str) -> None:
    """A calculated column's formula is written the same in all rows, or we leave it to Excel."""
    try:
        is_bound = is_bound_to_place(formula)
    except UnclearFormula:
        is_bound = True
    if is_bound:
        raise ChangeRefused(where, FORMULA_TEXT, repr(formula[:40]))


def _refuse_unknown(form: Form, rows: Sequence[Row], where: str) -> None:
    for row in rows:
        for header in row:
            if header not in form.table.columns:
                detail = f"{header[:60]!r} in {form.table.name}"
                raise ChangeRefused(where, NO_COLUMN, detail)


def _refuse_filled(sheet: SheetMap, form: Form, rows: tuple[int, int], where: str) -> None:
    table = form.table
    needed = rows[0], table.first_column, rows[1], table.last_column
    arrays = (each[:4] for each in computed_areas(sheet, where).wide)
    for other in (*arrays, *merged_areas(sheet, where), *map(bounds_of, form.others)):
        if overlaps(needed, other):
            raise ChangeRefused(f"{where}!{address(*other[:2])}", BELOW)
    for row in sheet.rows:
        if rows[0] <= row.number <= rows[1]:
            for cell in cells_of(sheet, row):
                if table.first_column <= cell.column <= table.last_column and is_filled(
                    sheet, cell
                ):
                    raise ChangeRefused(f"{where}!{address(row.number, cell.column)}", BELOW)


def is_filled(sheet: SheetMap, cell: CellSpan) -> bool:
    """Whether a cell holds anything but its format."""
    if cell.formula or cell.tail:
        return True
    return _FILLED.search(sheet.data, cell.start, cell.end) is not None


def styles_of(sheet: SheetMap, number: int) -> Iterator[tuple[int, int]]:
    """The cell formats in a row, by column."""
    row = next((row for row in sheet.rows if row.number == number), None)
    for cell in cells_of(sheet, row) if row else ():
        style = attribute_values(b"<c" + cell.head + b">").get("s", "0")
        if style.isdigit():
            yield cell.column, int(style)
