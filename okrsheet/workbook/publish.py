"""A user's workbook with its quarter marked as started, and refreshed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from okrsheet.ooxml.changes import CellChange, Changes, Content
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.refusals import NO_SETTING, ChangeRefused
from okrsheet.workbook.fields import EMPTY, trimmed
from okrsheet.workbook.in_file import ComputedCell
from okrsheet.workbook.load import Grid, read_plan
from okrsheet.workbook.rewrite import Refreshed, refreshed
from okrsheet.workbook.sheets.settings import TABLE as SETTINGS
from okrsheet.workbook.view import serial

ON: Final = "Published on"
BY: Final = "Published by"


def published(data: bytes, name: str, day: date, by: str) -> Refreshed:
    """A workbook that says when its quarter was published and by whom.

    Args:
        data: the whole file.
        name: the file, for messages.
        day: the day it is published; also that of the figures, where Settings names none.
        by: who publishes it; "" leaves what stands there.

    Raises:
        ChangeRefused: Settings has no lines for it, or formulas in them.
        OkrsheetFileError: as for `refreshed`.
    """
    book = parse_workbook(data, name)
    loaded = read_plan(book)
    values: dict[str, object] = {ON: serial(day), **({BY: by} if by else {})}
    marks = tuple(_marks(loaded.tables.get(SETTINGS.name), values, name))
    cells: dict[tuple[int, int], CellChange] = {
        (cell.row, cell.column): Content(cell.value)  # type: ignore[arg-type]  # a number or a text
        for cell in marks
    }
    marked = patch(data, Changes({marks[0].sheet: cells}, recalculate=True), name)
    made = refreshed(marked, name, day)
    return made._replace(
        changes=(*marks, *made.changes), looked_at=made.looked_at and made.looked_at + len(marks)
    )


def _marks(grid: Grid | None, values: Mapping[str, object], name: str) -> Iterator[ComputedCell]:
    for label, value in values.items():
        row = None if grid is None else _line(grid, label)
        column = None if grid is None else grid.columns.get("Value")
        if grid is None or row is None or column is None:
            raise ChangeRefused(f"{name}: Settings, {label}", NO_SETTING)
        cell = grid.sheet.cells.get((row, column), EMPTY)
        yield ComputedCell(grid.sheet.name, row, column, label, cell, "", value)


def _line(grid: Grid, label: str) -> int | None:
    for row in grid.body:
        if trimmed(str(grid.cell(row, "Setting").value)).casefold() == label.casefold():
            return row
    return None
