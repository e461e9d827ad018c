"""What `okrsheet refresh` changes: the value stored beside each formula, nothing else.

Excel computes formulas when it opens a workbook; previews, phones and other programs show what is
stored. A cell whose formula is not ours any more keeps what it has.
"""

from collections.abc import Iterable, Iterator
from itertools import compress
from math import isclose
from operator import ne
from typing import Final, NamedTuple

from okrsheet.core.codes import finding
from okrsheet.core.findings import Finding, count_of
from okrsheet.core.refresh_codes import (
    FORMULA_CHANGED,
    LEFT_ALONE,
    LINES_MISSING,
    SHEET_REARRANGED,
    UNFIT,
)
from okrsheet.ooxml.cell_text import units
from okrsheet.ooxml.cells import FORBIDDEN, LONGEST, one_kind_of_break
from okrsheet.ooxml.markup import address
from okrsheet.ooxml.records import CellValue, ErrorValue, Workbook
from okrsheet.workbook.in_file import (
    ComputedCell,
    ComputedColumn,
    computed_columns,
    moved_sheets,
)
from okrsheet.workbook.load import Loaded
from okrsheet.workbook.trust import sound_columns, without_value
from okrsheet.workbook.view import View

_CLOSE: Final = 1e-13
_PLAIN: Final = frozenset({float, int, str})
"""Types whose values are equal only where they show the same."""
_SOURCES: Final = frozenset({"OKR002", "OKR003", "OKR004", "OKR013", "OKR014", LINES_MISSING})
"""Findings of reading that say why values were left alone."""


class Refresh(NamedTuple):
    """What is to be done to a file.

    Attributes:
        sound: the computed cells whose value is known; some columns may have none.
        changes: those whose stored value is not what their formula shows.
        findings: what was left alone, and why.
        looked_at: how many computed cells were looked at.
    """

    sound: tuple[ComputedColumn, ...]
    changes: tuple[ComputedCell, ...]
    findings: tuple[Finding, ...]
    looked_at: int


def refresh(book: Workbook, loaded: Loaded, view: View) -> Refresh:
    """Hold every computed cell of a file against the figures."""
    columns = tuple(computed_columns(book, loaded, view))
    sound = sound_columns(book, loaded, columns)
    stale = [column.cell(place) for column in sound for place in stale_places(column)]
    changes = tuple(cell for cell in stale if fits(cell.value))
    told = (
        *(each for each in loaded.findings if each.code in _SOURCES),
        *_not_ours(columns),
        *_left_alone(loaded, columns, sound),
        *(_unfit(cell) for cell in stale if not fits(cell.value)),
        *_moved(book),
    )
    return Refresh(sound, changes, told, sum(len(column.rows) for column in columns))


def stale_places(column: ComputedColumn) -> Iterator[int]:
    """The places, from 0, of the cells that do not show their value."""
    held, values = [cell.value for cell in column.cells], column.values
    if not column.formula:
        return (place for place, value in enumerate(values) if not _is_kept(held[place], value))
    suspects: Iterable[int] = range(len(held))
    if {*map(type, held), *map(type, values)} <= _PLAIN:
        suspects = compress(suspects, map(ne, held, values))
    return (place for place in suspects if not is_shown(held[place], values[place]))


def _is_kept(held: CellValue, value: object) -> bool:
    """Whether a stored column's cell holds a value; nothing and an empty text are the same."""
    if isinstance(held, float) and isinstance(value, float):
        return is_shown(held, value)
    return ("" if held is None else held) == ("" if value is None else value)


def fits(value: object) -> bool:
    """Whether a cell can hold a value: no control letters, no endless texts."""
    return not isinstance(value, str) or (
        FORBIDDEN.search(value) is None and units(value) <= LONGEST
    )


def is_shown(stored: CellValue, value: object) -> bool:
    """Whether a cell already shows a value; the last digits of a number may differ.

    Another program adds up in another order: without that, saving in Excel and refreshing would
    write the whole workbook anew, for nothing.
    """
    if isinstance(stored, ErrorValue) or stored is None:
        return False
    if isinstance(value, bool) or isinstance(stored, bool):
        return stored is value
    if isinstance(value, (int, float)) and isinstance(stored, (int, float)):
        return isclose(stored, value, rel_tol=_CLOSE, abs_tol=_CLOSE)
    if isinstance(stored, str):
        stored = one_kind_of_break(stored)
    return stored == ("" if value is None else value)


def _not_ours(columns: Iterable[ComputedColumn]) -> Iterator[Finding]:
    for column in columns:
        for cell in map(column.cell, column.others):
            if cell.cell.formula is not None:
                label = f"of {cell.label} " if cell.label else ""
                message = (
                    f"The formula {label}is not the one of okrsheet; its value was left alone."
                )
                told = finding(FORMULA_CHANGED, message)
                yield told._replace(sheet=cell.sheet, cell=cell.address)


def _left_alone(
    loaded: Loaded, columns: Iterable[ComputedColumn], sound: Iterable[ComputedColumn]
) -> Iterator[Finding]:
    left: list[ComputedCell] = []
    for column, known in zip(columns, sound, strict=True):
        if len(column.rows) > len(known.rows) + len(column.others):
            gone = {*column.others}
            rows = frozenset(known.rows)
            ours = (place for place in range(len(column.rows)) if place not in gone)
            left += (column.cell(place) for place in ours if column.rows[place] not in rows)
    if left:
        first = f"{left[0].sheet}!{left[0].address}"
        many = f" and {count_of(len(left) - 1, 'other cell')}" if len(left) > 1 else ""
        message = f"The values of {first}{many} were left alone{_because(loaded)}."
        yield finding(LEFT_ALONE, message)


def _because(loaded: Loaded) -> str:
    """The first formula without a value, where there is one."""
    for grid, header, row in without_value(loaded):
        place = f"{grid.sheet.name}!{address(row, grid.columns[header])}"
        return f": the formula in {place} has no value, open the workbook in Excel and save it"
    return ""


def _unfit(cell: ComputedCell) -> Finding:
    message = "This cell would show a letter no cell can hold, or a text too long for one."
    return finding(UNFIT, message)._replace(sheet=cell.sheet, cell=cell.address)


def _moved(book: Workbook) -> Iterator[Finding]:
    for sheet in moved_sheets(book):
        told = "Cells were moved" if sheet in book.sheets else "There is no sheet of this name"
        message = f"{told}; the values stored here were left alone."
        yield finding(SHEET_REARRANGED, message)._replace(sheet=sheet)
