"""What was given to a formula, read as the cells of our workbook are read.

An argument that stands in our workbook is read like its column there, so that a formula and the
workbook never understand one cell in two ways.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from okrsheet.addin.cells import serial, stored
from okrsheet.addin.declared import Argument
from okrsheet.addin.shapes import Grid
from okrsheet.core.history import TOO_LARGE
from okrsheet.ooxml.records import Cell
from okrsheet.workbook.contract import Column, Kind
from okrsheet.workbook.fields import NUMERIC, WORDS, Read, read_field
from okrsheet.workbook.sheets import check_ins, key_results

_KINDS: Final = {
    "number": Kind.METRIC,
    "numbers": Kind.METRIC,
    "value": Kind.METRIC,
    "date": Kind.DATE,
    "dates": Kind.DATE,
    "yes_no": Kind.WORD,
}
_MOST: Final = 60
_NOWHERE: Final = 0.0
"""The width of a column that stands in no workbook."""


class Taken(NamedTuple):
    """The cells of one argument, read: a value for each, and a text where one can't be read."""

    values: Sequence[object]
    refused: Mapping[int, str]


@cache
def column_of(argument: Argument) -> Column:
    """How a cell of the argument is read; it is called by the argument's name."""
    if argument.kind == "value":
        return Column(argument.name, Kind.METRIC, _NOWHERE, field="value")
    for column in (*key_results.TABLE.columns, *check_ins.TABLE.columns):
        if column.typed and column.header == argument.source:
            return column._replace(header=argument.name)
    choices = "okr_yes_no" if argument.kind == "yes_no" else ""
    kind = _KINDS.get(argument.kind, Kind.TEXT)
    return Column(argument.name, kind, _NOWHERE, field=argument.name, choices=choices)


def taken(argument: Argument, grid: Grid) -> Taken:
    """Every cell of an argument, read."""
    if argument.kind == "values":
        return Taken([stored(raw).value for raw in grid.cells], {})
    column = column_of(argument)
    if column.kind in NUMERIC:
        return _numbers(column, grid.cells)
    known: dict[object, Read] = {}
    values, refused = [], {}
    for place, raw in enumerate(grid.cells):
        # True and 1.0 are one key, and mean the same in no column that is read here.
        key = (type(raw), raw) if isinstance(raw, (str, float, date, type(None))) else None
        found = known.get(key) if key else None
        if found is None:
            found = read_cell(column, raw)
            if key:
                known[key] = found
        values.append(found.value)
        if found.code:
            refused[place] = told(column, found)
    return Taken(values, refused)


def _numbers(column: Column, cells: Sequence[object]) -> Taken:
    refused: dict[int, str] = {}

    def other(place: int, raw: object) -> object:
        found = read_cell(column, raw)
        if found.code and column.field != "value":
            refused[place] = told(column, found)
        return found.value

    # Nearly all are plain numbers, and there may be ten thousand of them.
    values = [
        raw if type(raw) is float and -TOO_LARGE < raw < TOO_LARGE else other(place, raw)
        for place, raw in enumerate(cells)
    ]
    return Taken(values, refused)


def read_cell(column: Column, raw: object) -> Read:
    """What a cell of a column gives; a finding's code and words where it can't be read."""
    cell = stored(raw)
    if column.kind is Kind.DATE and isinstance(cell.value, str):
        cell = _day_of_text(cell)
    if column.width == _NOWHERE and column.choices and isinstance(cell.value, bool):
        cell = Cell("Yes" if cell.value else "No")
    return read_field(column, cell, epoch_1904=False)


def _day_of_text(cell: Cell) -> Cell:
    """In a formula a day may be written out: 2027-03-31."""
    try:
        return Cell(serial(date.fromisoformat(str(cell.value).strip())))
    except ValueError:
        return cell


def told(column: Column, found: Read) -> str:
    """What is wrong with a cell, in a line that fits one."""
    if found.code == "OKR012":
        return f"{found.message[:-1]}: correct it first."
    words = WORDS.get(column.choices)
    if found.code == "OKR015" and words:
        return f"{_short(found.message)} Use one of: {', '.join(words)}."
    return _short(found.message)


def _short(message: str) -> str:
    quoted = message.find("'")
    if len(message) <= 2 * _MOST or quoted < 0:
        return message
    end = message.rfind("'")
    return f"{message[:_MOST]}...{message[end:]}"


def is_missing(value: object) -> bool:
    """Whether a cell gave nothing."""
    return value is None or value == ""
