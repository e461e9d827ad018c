"""Tables people type into, as a current workbook has them: columns, formulas, settings."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from okrsheet.core.findings import count_of
from okrsheet.ooxml.changes import CellChange, Content, Row
from okrsheet.ooxml.records import Workbook
from okrsheet.ooxml.widen import NewColumn, Wider
from okrsheet.workbook.contract import Column, Kind, letters
from okrsheet.workbook.earlier import SHOWN_TABLES, is_earlier
from okrsheet.workbook.formula import stored
from okrsheet.workbook.headers import word_of
from okrsheet.workbook.in_file import is_same
from okrsheet.workbook.load import Grid, Loaded
from okrsheet.workbook.sheets.settings import SETTINGS
from okrsheet.workbook.sheets.settings import TABLE as SETTINGS_TABLE
from okrsheet.workbook.tables import SHORTS

_RENAMED: Final = (("before it fails", "before they fail"), ("that is right", "that pass"))
"""How labels on Settings were worded earlier, and how they are now."""

Cells = dict[str, dict[tuple[int, int], CellChange]]


class Tables(NamedTuple):
    """What the tables of a workbook get.

    Attributes:
        cells: by sheet, the cells that change.
        wider: by table, columns and formulas for new rows.
        told: what that is, a line each.
        theirs: cells whose formula is somebody's own and stays.
    """

    cells: Cells
    wider: Mapping[str, Wider]
    told: tuple[str, ...]
    theirs: tuple[str, ...]


def tables_to_come(loaded: Loaded) -> Tables:
    """What the tables people type into lack."""
    cells: Cells = {}
    wider: dict[str, Wider] = {}
    told: list[str] = []
    theirs: list[str] = []
    for grid in loaded.tables.values():
        if grid.spec.name in SHOWN_TABLES:
            continue
        columns = tuple(_new_columns(grid))
        newer = {column: rows for column in grid.spec.columns if (rows := _older(grid, column))}
        formulas = {_header(grid, c.header): _ours(grid, c) for c in newer}
        if columns or newer:
            wider[grid.table.name] = Wider(columns, formulas)
        for column, rows in newer.items():
            place = grid.columns[column.header]
            formula = formulas[_header(grid, column.header)]
            found = {(row, place): Content(None, formula) for row in rows}
            cells.setdefault(grid.sheet.name, {}).update(found)
        told += _told(grid, columns, newer)
        theirs += _theirs(grid)
    return Tables(cells, wider, tuple(told), tuple(theirs))


def _header(grid: Grid, header: str) -> str:
    """What a column is called in the file."""
    return grid.table.columns[grid.columns[header] - grid.table.first_column]


def _ours(grid: Grid, column: Column) -> str:
    return stored(column.formula, grid.spec.name, SHORTS)


def _new_columns(grid: Grid) -> Iterator[NewColumn]:
    for place, column in enumerate(grid.spec.columns):
        if column.header not in grid.columns:
            formula = _ours(grid, column) if column.computed else ""
            hidden = column.kind is Kind.WORKING
            yield NewColumn(column.header, _like(grid, place), formula, hidden)


def _like(grid: Grid, place: int) -> str:
    """The column whose formats fit a new one: the nearest to its left of the same kind."""
    columns = grid.spec.columns
    there = [
        each for each in (*columns[place::-1], *columns[place:]) if each.header in grid.columns
    ]
    same = (each for each in there if each.kind is columns[place].kind)
    return _header(grid, next(same, there[0]).header)


def _older(grid: Grid, column: Column) -> tuple[int, ...]:
    """The rows in which an earlier formula of ours stands."""
    if not column.computed or column.header not in grid.columns:
        return ()
    return tuple(row for row, is_ours in _others(grid, column) if is_ours)


def _others(grid: Grid, column: Column) -> Iterator[tuple[int, bool]]:
    """The rows with a formula that is not that of now, and whether it was once ours."""
    ours = _ours(grid, column)
    for row in grid.body:
        cell = grid.cell(row, column.header)
        if cell.formula and not is_same(cell.formula, ours):
            yield row, is_earlier(cell)


def _theirs(grid: Grid) -> Iterator[str]:
    for column in grid.spec.columns:
        if column.computed and column.header in grid.columns:
            number = grid.columns[column.header]
            for row, is_ours in _others(grid, column):
                if not is_ours:
                    yield f"{grid.sheet.name}!{letters(number)}{row}"


def _told(
    grid: Grid, columns: tuple[NewColumn, ...], newer: Mapping[Column, tuple[int, ...]]
) -> Iterator[str]:
    sheet = grid.sheet.name
    if columns:
        names = ", ".join(each.header for each in columns)
        yield f"{sheet}: {count_of(len(columns), 'column')} at the right end: {names}."
    if newer:
        count = sum(map(len, newer.values()))
        names = ", ".join(column.header for column in newer)
        yield f"{sheet}: newer formulas in {names} ({count_of(count, 'cell')})."


class Labels(NamedTuple):
    """What Settings gets: labels worded anew, new lines, and what that is."""

    cells: Cells
    lines: tuple[Row, ...]
    told: tuple[str, ...]


def settings_to_come(loaded: Loaded, current: Workbook) -> Labels:
    """The lines of Settings as they are called now, and those that are new.

    Args:
        loaded: the workbook.
        current: a workbook of the same quarter as it is made now.
    """
    grid = loaded.tables.get(SETTINGS_TABLE.name)
    if grid is None or not {"Setting", "Value"} <= grid.columns.keys():
        return Labels({}, (), ())
    rows = {word_of(str(grid.cell(row, "Setting").value)): row for row in reversed(grid.body)}
    cells: dict[tuple[int, int], CellChange] = {}
    new = []
    for setting in SETTINGS:
        if word_of(setting.label) in rows:
            continue
        old = rows.get(word_of(_earlier(setting.label)))
        if old is None:
            new.append(setting.label)
        else:
            cells[old, grid.columns["Setting"]] = Content(setting.label)
    told = []
    if cells:
        told.append(f"{grid.sheet.name}: {count_of(len(cells), 'line')} worded as now.")
    if new:
        told.append(
            f"{grid.sheet.name}: {count_of(len(new), 'line')} at the end: {', '.join(new)}."
        )
    changed = {grid.sheet.name: cells} if cells else {}
    return Labels(changed, tuple(_lines(grid, current, new)), tuple(told))


def _earlier(label: str) -> str:
    for old, new in _RENAMED:
        label = label.replace(new, old)
    return label


def _lines(grid: Grid, current: Workbook, labels: list[str]) -> Iterator[Row]:
    """New lines as a current workbook has them; what is typed there looks like the first day."""
    table, sheet = current.tables[SETTINGS_TABLE.name], current.sheets[SETTINGS_TABLE.sheet]
    day = next((row for row in grid.body if grid.cell(row, "Setting").value == "First day"), None)
    for row in range(table.first_row + 1, table.last_row + 1):
        cells = [sheet.cells.get((row, at)) for at in range(1, len(table.columns) + 1)]
        shown = dict(zip(table.columns, cells, strict=True))
        label = shown["Setting"]
        if label is None or label.value not in labels:
            continue
        style = None
        if day is not None and str(label.value).endswith(" on"):
            style = grid.cell(day, "Value").style
        yield {
            _header(grid, header): Content(cell.value, style=style if header == "Value" else None)
            for header, cell in shown.items()
            if cell is not None and header in grid.columns
        }
