"""The stored cells of some columns of a sheet, all at once: one by one they cost ten times more."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter

from okrsheet.ooxml.records import Cell, Cells, Row, Sheet
from okrsheet.workbook.fields import EMPTY

Pick = Callable[[tuple[Cell, ...]], tuple[Cell, ...]]
"""Picks some cells out of those of a row, behind which an empty one is put."""


def stored_columns(
    sheet: Sheet, rows: Sequence[int], numbers: Sequence[int]
) -> list[tuple[Cell, ...]]:
    """The cells of each column, in the order of the rows; an empty one where nothing is stored.

    Args:
        sheet: the sheet.
        rows: which rows, from 1.
        numbers: which columns, from 1.
    """
    cells = sheet.cells
    if not isinstance(cells, Cells):
        return [tuple(cells.get((row, number), EMPTY) for row in rows) for number in numbers]
    lines = _lines(cells.rows, rows, numbers)
    return list(zip(*lines, strict=True)) if lines else [()] * len(numbers)


def _lines(
    stored: Mapping[int, Row], rows: Sequence[int], numbers: Sequence[int]
) -> list[tuple[Cell, ...]]:
    """The cells of these columns, row by row; most rows store the same columns."""
    picks: dict[int, Pick] = {}
    blank = (EMPTY,) * len(numbers)
    lines = []
    for row in rows:
        found = stored.get(row)
        if found is None:
            lines.append(blank)
            continue
        places, cells = found
        pick = picks.get(id(places))
        if pick is None:
            pick = picks[id(places)] = _pick(places, numbers)
        lines.append(pick((*cells, EMPTY)))
    return lines


def _pick(places: Mapping[int, int], numbers: Sequence[int]) -> Pick:
    found = [places.get(number, -1) for number in numbers]
    if len(found) > 1:
        return itemgetter(*found)
    return lambda cells: tuple(cells[place] for place in found)
