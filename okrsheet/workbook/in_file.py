"""Our computed cells where they lie in a file that people have worked with.

Tables are found by name, columns by header, engine cells by their defined name. The single cells
of Start and Dashboard are believed only while the sheet's fixed texts, or all of its formulas, are
where we put them.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from okrsheet.core.figures import Figures
from okrsheet.ooxml.markup import address, position
from okrsheet.ooxml.records import Cell, Sheet, Workbook
from okrsheet.workbook.contract import FIRST_ROW, Column
from okrsheet.workbook.fields import EMPTY, is_blank
from okrsheet.workbook.formula import canonical, stored
from okrsheet.workbook.layout import LATE_SHEETS, SHORTS, SPOT_SHEETS
from okrsheet.workbook.load import Grid, Loaded
from okrsheet.workbook.rows import shown_value
from okrsheet.workbook.sheets.check_ins import TABLE as CHECK_INS
from okrsheet.workbook.sheets.engine import ENGINE
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.stored_columns import stored_columns
from okrsheet.workbook.view import View

Node = tuple[str, str]
"""What formulas read: a table and a header; "" and a defined name; a sheet and an address."""


class ComputedCell(NamedTuple):
    """One computed cell in a file.

    Attributes:
        sheet: its sheet.
        row: from 1.
        column: from 1.
        label: its header, or the name of the engine cell; "" elsewhere.
        cell: what the file holds.
        formula: what our layout puts there, as stored, without "="; "" for a stored column.
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


class ComputedColumn(NamedTuple):
    """Computed cells that have the same formula; outside the tables it is one cell.

    Attributes:
        node: what other formulas call it by.
        sheet: its sheet.
        number: the column, from 1.
        label: its header, or the name of the engine cell; "" elsewhere.
        formula: what our layout puts there, as stored, without "="; "" for a stored column.
        rows: where its cells stand, from 1.
        cells: what the file holds.
        values: what Python gives for each, as stored.
        others: the places of those cells, from 0, that do not hold our formula.
    """

    node: Node
    sheet: str
    number: int
    label: str
    formula: str
    rows: Sequence[int]
    cells: Sequence[Cell]
    values: Sequence[object]
    others: Sequence[int]

    def cell(self, place: int) -> ComputedCell:
        """One of its cells, by its place from 0."""
        row, cell, value = self.rows[place], self.cells[place], self.values[place]
        return ComputedCell(self.sheet, row, self.number, self.label, cell, self.formula, value)

    def only(self, places: Sequence[int]) -> "ComputedColumn":
        """These of its cells, all of which hold our formula."""
        return self._replace(
            rows=[self.rows[place] for place in places],
            cells=[self.cells[place] for place in places],
            values=[self.values[place] for place in places],
            others=(),
        )


@cache
def is_same(held: str, ours: str) -> bool:
    """Whether two formulas are the same one, however a program writes it."""
    return held == ours or canonical(held) == canonical(ours)


@cache
def _stored(formula: str, table: str) -> str:
    return stored(formula, table, SHORTS)


def formula_in(grid: Grid, column: Column) -> str:
    """The formula of a column as its cells in a file hold it: headers may have other names there.

    As our layout puts it where no cell holds it.
    """
    ours = _stored(column.formula, grid.spec.name)
    held = (grid.cell(row, column.header).formula for row in grid.body)
    return next((text for text in held if text and is_same(text, ours)), ours)


def _others(cells: Iterable[Cell], formula: str) -> Sequence[int]:
    """The places of the cells that do not hold a formula: nearly always all hold the same one."""
    held = {cell.formula for cell in cells}
    if not formula:  # a stored column may hold anything else
        return [place for place, cell in enumerate(cells) if cell.formula is not None]
    ours = {text for text in held if text and is_same(text, formula)}
    if ours == held:
        return ()
    return [place for place, cell in enumerate(cells) if cell.formula not in ours]


def view_of(loaded: Loaded, figures: Figures) -> View:
    """The figures by the rows the file has, empty lines between check-ins included."""
    grid = loaded.tables.get(CHECK_INS.name)
    first = grid.body.start if grid else FIRST_ROW
    view = View(figures, loaded.rows.get("check_ins", ()), first)
    view.picked = loaded.picked
    return view


def computed_cells(book: Workbook, loaded: Loaded, view: View) -> Iterator[ComputedCell]:
    """Every computed cell of our layout that the file still has a place for."""
    for column in computed_columns(book, loaded, view):
        yield from map(column.cell, range(len(column.rows)))


def computed_columns(book: Workbook, loaded: Loaded, view: View) -> Iterator[ComputedColumn]:
    """The same cells, those with the same formula together."""
    for grid in loaded.tables.values():
        yield from _columns(grid, view, frozenset(loaded.rows.get(grid.records, ())))
    for name, spots in SPOT_SHEETS.items():
        sheet = book.sheets.get(name)
        if sheet is not None and in_place(sheet, spots):
            yield from _spots(sheet, _there(sheet, spots), view)
    yield from _engines(book, view)


def moved_sheets(book: Workbook) -> tuple[str, ...]:
    """The sheets whose single cells can't be told any more: renamed, gone, or rearranged."""
    return tuple(
        name
        for name, spots in SPOT_SHEETS.items()
        if not (in_place(book.sheets[name], spots) if name in book.sheets else name in LATE_SHEETS)
    )


def _there(sheet: Sheet, spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """The spots without those that came later than the workbook."""
    cells = sheet.cells
    return tuple(
        spot for spot in spots if not spot.late or cells.get(position(spot.address), EMPTY) != EMPTY
    )


def in_place(sheet: Sheet, spots: tuple[Spot, ...]) -> bool:
    """Whether a sheet still has the shape of our layout, so that addresses mean what they meant.

    Formulas refer to each other by row: where a row was put in, one that looks right may show
    another line than its own.
    """
    there = _there(sheet, spots)
    return all(map(_has_text(sheet), there)) or all(map(_has_formula(sheet), there))


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
        return not spot.formula or is_same(formula or "", _stored(spot.formula, ""))

    return held


def _unread(grid: Grid, rows: Container[int]) -> frozenset[int]:
    """The lines where something is typed that makes no record, such as a report without a day.

    Its formulas show some of it; Python has nothing to say about such a line.
    """
    if not grid.records:
        return frozenset()
    typed = [column.header for column in grid.typed]
    return frozenset(
        row
        for row in grid.body
        if row not in rows and not all(is_blank(grid.cell(row, header)) for header in typed)
    )


def _columns(grid: Grid, view: View, known: frozenset[int]) -> Iterator[ComputedColumn]:
    unread = _unread(grid, known)
    rows = [row for row in grid.body if row not in unread]
    places = [row - grid.body.start for row in rows]
    computed = [column for column in grid.spec.columns if column.header in grid.columns]
    computed = [column for column in computed if column.value is not None]
    numbers = [grid.columns[column.header] for column in computed]
    stored_cells = stored_columns(grid.sheet, rows, numbers)
    for column, number, cells in zip(computed, numbers, stored_cells, strict=True):
        formula, value = _stored(column.formula, grid.spec.name), column.value
        yield ComputedColumn(
            node=(grid.spec.name, column.header),
            sheet=grid.sheet.name,
            number=number,
            label=column.header,
            formula=formula,
            rows=rows,
            cells=cells,
            values=[shown_value(value(view, place)) for place in places] if value else (),
            others=_others(cells, formula),
        )


def _spots(sheet: Sheet, spots: tuple[Spot, ...], view: View) -> Iterator[ComputedColumn]:
    for spot in spots:
        if spot.value is not None:
            place = sheet.name, *position(spot.address)
            node = (sheet.name, spot.address)
            yield _single(sheet, place, node, _stored(spot.formula, ""), spot.value(view))


def _engines(book: Workbook, view: View) -> Iterator[ComputedColumn]:
    for engine in ENGINE:
        place = engine_place(book.names, engine.name)
        sheet = book.sheets.get(place[0]) if place else None
        if sheet is not None and place is not None:
            node = ("", engine.name)
            yield _single(sheet, place, node, _stored(engine.formula, ""), engine.value(view))


def _single(
    sheet: Sheet, place: tuple[str, int, int], node: Node, formula: str, value: object
) -> ComputedColumn:
    name, row, column = place
    cells = (sheet.cells.get((row, column), EMPTY),)
    label = "" if node[0] else node[1]
    shown = (shown_value(value),)
    others = _others(cells, formula)
    return ComputedColumn(node, name, column, label, formula, (row,), cells, shown, others)


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
