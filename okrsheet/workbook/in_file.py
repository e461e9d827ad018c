"""Our computed cells where they lie in a file that people have worked with.

Tables are found by name, columns by header, engine cells by their defined name. The single cells
of Start and Dashboard are believed only while the sheet's fixed texts, or all of its formulas, are
where we put them.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from okrsheet.core.figures import Figures
from okrsheet.ooxml.markup import address, position
from okrsheet.ooxml.records import Cell, Sheet, Workbook
from okrsheet.workbook.contract import FIRST_ROW, Column
from okrsheet.workbook.fields import EMPTY, is_blank
from okrsheet.workbook.formula import canonical, stored
from okrsheet.workbook.layout import SHORTS, SPOT_SHEETS
from okrsheet.workbook.load import Grid, Loaded
from okrsheet.workbook.rows import shown_value
from okrsheet.workbook.sheets.check_ins import TABLE as CHECK_INS
from okrsheet.workbook.sheets.engine import ENGINE
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.view import View


class ComputedCell(NamedTuple):
    """One computed cell in a file.

    Attributes:
        sheet: its sheet.
        row: from 1.
        column: from 1.
        label: its header, or the name of the engine cell; "" elsewhere.
        cell: what the file holds.
        formula: what our layout puts there, as stored, without "=".
        value: what Python gives for it, as stored.
    """

    sheet: str
    row: int
    column: int
    label: str
    cell: Cell
    formula: str
    value: object

    @property
    def address(self) -> str:
        """Such as F12."""
        return address(self.row, self.column)

    @property
    def is_ours(self) -> bool:
        """Whether the file holds our formula here, however the program that saved it writes it."""
        return bool(self.cell.formula) and _same(self.cell.formula or "", self.formula)


@cache
def _same(held: str, ours: str) -> bool:
    return held == ours or canonical(held) == canonical(ours)


def view_of(loaded: Loaded, figures: Figures) -> View:
    """The figures by the rows the file has, empty lines between check-ins included."""
    grid = loaded.tables.get(CHECK_INS.name)
    first = grid.body.start if grid else FIRST_ROW
    return View(figures, loaded.rows.get("check_ins", ()), first)


def computed_cells(book: Workbook, loaded: Loaded, view: View) -> Iterator[ComputedCell]:
    """Every computed cell of our layout that the file still has a place for."""
    for grid in loaded.tables.values():
        unread = _unread(grid, frozenset(loaded.rows.get(grid.records, ())))
        for column in grid.spec.columns:
            if column.value is not None and column.header in grid.columns:
                yield from _column(grid, column, view, unread)
    for name, spots in SPOT_SHEETS.items():
        sheet = book.sheets.get(name)
        if sheet is not None and in_place(sheet, spots):
            yield from _spots(sheet, spots, view)
    yield from _engines(book, view)


def moved_sheets(book: Workbook) -> tuple[str, ...]:
    """The sheets whose single cells can't be told any more: renamed, gone, or rearranged."""
    return tuple(
        name
        for name, spots in SPOT_SHEETS.items()
        if name not in book.sheets or not in_place(book.sheets[name], spots)
    )


def in_place(sheet: Sheet, spots: tuple[Spot, ...]) -> bool:
    """Whether a sheet still has the shape of our layout, so that addresses mean what they meant.

    Formulas refer to each other by row: where a row was put in, one that looks right may show
    another line than its own.
    """
    return all(map(_has_text(sheet), spots)) or all(map(_has_formula(sheet), spots))


def _has_text(sheet: Sheet) -> Callable[[Spot], bool]:
    def held(spot: Spot) -> bool:
        shown = sheet.cells.get(position(spot.address), EMPTY).value
        # The numbers of the steps on Start are stored as numbers.
        fixed = spot.text and not spot.formula and not spot.text.isdigit()
        return not fixed or shown == spot.text

    return held


def _has_formula(sheet: Sheet) -> Callable[[Spot], bool]:
    def held(spot: Spot) -> bool:
        formula = sheet.cells.get(position(spot.address), EMPTY).formula
        return not spot.formula or _same(formula or "", stored(spot.formula, "", SHORTS))

    return held


def _unread(grid: Grid, rows: Container[int]) -> frozenset[int]:
    """The lines where something is typed that makes no record, such as a report without a day.

    Its formulas show some of it; Python has nothing to say about such a line.
    """
    if not grid.records:
        return frozenset()
    typed = [column.header for column in grid.spec.columns if not column.computed]
    return frozenset(
        row
        for row in grid.body
        if row not in rows and not all(is_blank(grid.cell(row, header)) for header in typed)
    )


def _column(
    grid: Grid, column: Column, view: View, unread: Container[int]
) -> Iterator[ComputedCell]:
    formula = stored(column.formula, grid.spec.name, SHORTS)
    number, name = grid.columns[column.header], grid.sheet.name
    for place, row in enumerate(grid.body):
        if row in unread:
            continue
        cell = grid.sheet.cells.get((row, number), EMPTY)
        value = shown_value(column.value(view, place)) if column.value else None
        yield ComputedCell(name, row, number, column.header, cell, formula, value)


def _spots(sheet: Sheet, spots: tuple[Spot, ...], view: View) -> Iterator[ComputedCell]:
    for spot in spots:
        if spot.value is not None:
            row, column = position(spot.address)
            formula = stored(spot.formula, "", SHORTS)
            cell = sheet.cells.get((row, column), EMPTY)
            value = shown_value(spot.value(view))
            yield ComputedCell(sheet.name, row, column, "", cell, formula, value)


def _engines(book: Workbook, view: View) -> Iterator[ComputedCell]:
    for engine in ENGINE:
        place = engine_place(book.names, engine.name)
        sheet = book.sheets.get(place[0]) if place else None
        if sheet is None or place is None:
            continue
        formula = stored(engine.formula, "", SHORTS)
        cell = sheet.cells.get(place[1:], EMPTY)
        value = shown_value(engine.value(view))
        yield ComputedCell(*place, engine.name, cell, formula, value)


def engine_place(names: Mapping[str, str], name: str) -> tuple[str, int, int] | None:
    """Sheet, row and column of an engine cell, by its name; None where the name is broken."""
    sheet, _, cell = names.get(name, "").replace("$", "").rpartition("!")
    try:
        row, column = position(cell)
    except ValueError:
        return None
    return sheet_named(sheet), row, column


def sheet_named(text: str) -> str:
    """A sheet's name as formulas write it, without its quotes."""
    return text[1:-1].replace("''", "'") if text.startswith("'") else text
