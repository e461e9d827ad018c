"""The cells of Settings that take a value: found by the words beside them."""

from collections.abc import Iterable, Iterator, Mapping

from okrsheet.ooxml.changes import CellChange, Changes, Content
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.refusals import NO_SETTING, ChangeRefused
from okrsheet.workbook.fields import EMPTY, trimmed
from okrsheet.workbook.in_file import ComputedCell
from okrsheet.workbook.load import Grid, Loaded
from okrsheet.workbook.sheets.settings import TABLE


def setting_cells(
    loaded: Loaded, values: Mapping[str, object], name: str
) -> tuple[ComputedCell, ...]:
    """For each setting the cell that holds it, and what it is to hold.

    Args:
        loaded: our tables in the file.
        values: by the settings' labels.
        name: the file, for messages.

    Raises:
        ChangeRefused: there is no line for one of them.
    """
    return tuple(_cells(loaded.tables.get(TABLE.name), values, name))


def _cells(grid: Grid | None, values: Mapping[str, object], name: str) -> Iterator[ComputedCell]:
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


def with_settings(data: bytes, cells: Iterable[ComputedCell], name: str) -> bytes:
    """The file with these settings.

    Raises:
        ChangeRefused: a formula stands in one of the cells.
        OkrsheetFileError: the result would not be right.
    """
    by_sheet: dict[str, dict[tuple[int, int], CellChange]] = {}
    for cell in cells:
        content = Content(cell.value)  # type: ignore[arg-type]  # a number or a text
        by_sheet.setdefault(cell.sheet, {})[cell.row, cell.column] = content
    return patch(data, Changes(by_sheet, recalculate=True), name)
