"""The rows of a table: what people typed, formulas with the values they show."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from okrsheet.core.model import Plan, Unreadable
from okrsheet.ooxml.cells import HIGHEST_ROW, escaped, formula_cell, one_kind_of_break, typed_cell
from okrsheet.workbook.contract import FIRST_ROW, RECORDS, Column, TableSpec, letters
from okrsheet.workbook.formula import stored
from okrsheet.workbook.view import View, serial

UNREADABLE_TEXT: Final = "n/a yet"
_LINE_HEIGHT: Final = 13.0
_AROUND: Final = 5.0
_LETTER: Final = 5.75
_MARGINS: Final = 12


def records(plan: Plan, table: TableSpec) -> Sequence[object]:
    """The plan's records that stand in a table; none for a table that is all computed."""
    field = RECORDS.get(table.name)
    found: Sequence[object] = getattr(plan, field) if field else ()
    return found


def typed_value(record: object, field: str) -> object:
    """What a record puts into a cell."""
    name, _, place = field.partition("/")
    value = getattr(record, name)
    if place:
        value = value[int(place)] if int(place) < len(value) else None
    if isinstance(value, date):
        return serial(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Unreadable):
        return UNREADABLE_TEXT
    return value


def shown_value(value: object) -> object:
    """What a computed cell's twin gives, as a cell stores it."""
    if isinstance(value, str):
        return one_kind_of_break(value)
    return serial(value) if isinstance(value, date) else value


class RowMaker:
    """Makes the rows of one table, each column with the style of the pattern row."""

    def __init__(self, table: TableSpec, styles: Sequence[int], shorts: dict[str, str]) -> None:
        self._table = table
        self._columns = [
            (
                letters(number),
                style,
                column,
                escaped(stored(column.formula, table.name, shorts)),
            )
            for number, (style, column) in enumerate(zip(styles, table.columns, strict=True), 1)
        ]

    def row(self, view: View, place: int, record: object | None) -> str:
        """One row as XML; `record` None for a spare row."""
        number = FIRST_ROW + place
        cells = []
        height = self._table.row_height
        for letter, style, column, formula in self._columns:
            address = f"{letter}{number}"
            if column.value is not None:
                shown = shown_value(column.value(view, place))
                cells.append(
                    formula_cell(address, style, formula, shown)
                    if formula
                    else typed_cell(address, style, shown)
                )
            else:
                shown = None if record is None else typed_value(record, column.field)
                if column.field in _FLAGS and shown == "No":
                    shown = None
                cells.append(typed_cell(address, style, shown))
            height = max(height, height_for(column, shown))
        return f'<row r="{number}" ht="{height:g}">{"".join(cells)}</row>'


_FLAGS: Final = frozenset({"number_one", "director"})


def height_for(column: Column, shown: object) -> float:
    """How high a row has to be, in points, for what a cell shows; 0 where any height will do."""
    if not column.kind.wraps or not isinstance(shown, str):
        return 0
    room = (column.width * 7 - _MARGINS) / _LETTER
    lines = sum(_lines(part, room) for part in shown.split("\n"))
    return min(HIGHEST_ROW, lines * _LINE_HEIGHT + _AROUND)


def _lines(text: str, room: float) -> int:
    """How many lines a paragraph takes where `room` letters fit beside each other."""
    lines, used = 1, 0.0
    for word in text.split():
        if used and used + len(word) > room:
            lines, used = lines + 1, 0.0
        broken = int(len(word) / room)
        lines += broken
        used += len(word) - broken * room + 1
    return lines
