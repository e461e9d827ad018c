"""Which computed cells of a file show what Python computes: those whose every source is sound.

A formula of ours that reads a cell somebody typed over shows what that makes of it; Python does
not know. Such cells, and all that read them in turn, are left to the program that opens the file.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.fields import is_blank
from okrsheet.workbook.formula import Source, sources
from okrsheet.workbook.in_file import ComputedCell
from okrsheet.workbook.layout import TABLES, defined_names
from okrsheet.workbook.load import Loaded
from okrsheet.workbook.load_grid import Grid
from okrsheet.workbook.names_check import is_right
from okrsheet.workbook.sheets.engine import ENGINE

_EVERY_ROW: Final = -1
_ENGINES: Final = frozenset(engine.name for engine in ENGINE)

Node = tuple[str, str]
"""A table and a header; "" and a defined name; a sheet and an address."""


class _Group(NamedTuple):
    """Computed cells with one formula: a column of a table, an engine cell, a single cell."""

    node: Node
    cells: Sequence[ComputedCell]
    reads: tuple[tuple[Node, bool], ...]


def sound_cells(
    book: Workbook, loaded: Loaded, cells: Iterable[ComputedCell]
) -> tuple[ComputedCell, ...]:
    """The computed cells that are ours and read nothing, however far back, that is not."""
    groups = tuple(_groups(loaded, cells))
    bad: dict[Node, set[int]] = {}
    for node, row in (*_lost(book, loaded), *_without_value(loaded), *_foreign(loaded, groups)):
        bad.setdefault(node, set()).add(row)
    while sum(_spread(group, bad) for group in groups):
        pass
    return tuple(
        cell
        for group in groups
        for cell in group.cells
        if cell.is_ours and not bad.get(group.node, set()) & {cell.row, _EVERY_ROW}
    )


def _groups(loaded: Loaded, cells: Iterable[ComputedCell]) -> Iterator[_Group]:
    tables = {grid.sheet.name: name for name, grid in loaded.tables.items()}
    found: dict[Node, list[ComputedCell]] = {}
    for cell in cells:
        if cell.label in _ENGINES:
            node = ("", cell.label)
        elif cell.label:
            node = (tables[cell.sheet], cell.label)
        else:
            node = (cell.sheet, cell.address)
        found.setdefault(node, []).append(cell)
    for node, same in found.items():
        yield _Group(node, same, tuple(_reads(node, sources(same[0].formula))))


def _reads(node: Node, found: Iterable[Source]) -> Iterator[tuple[Node, bool]]:
    for source in found:
        if source.table or source.name.startswith("okr_"):
            yield (source.table, source.name), source.this_row
        else:
            yield (node[0], source.name), False


def _lost(book: Workbook, loaded: Loaded) -> Iterator[tuple[Node, int]]:
    """Columns and names that are gone; nobody can say what formulas make of that."""
    for spec in TABLES:
        grid = loaded.tables.get(spec.name)
        for column in spec.columns:
            if grid is None or column.header not in grid.columns:
                yield (spec.name, column.header), _EVERY_ROW
    for name in defined_names():
        if not is_right(book, name):
            yield ("", name), _EVERY_ROW


def _without_value(loaded: Loaded) -> Iterator[tuple[Node, int]]:
    """Formulas in cells people fill in whose value the file does not hold."""
    for grid in loaded.tables.values():
        for column in grid.typed:
            for row in grid.body if column.header in grid.columns else ():
                cell = grid.cell(row, column.header)
                if cell.formula is not None and cell.value is None:
                    yield (grid.spec.name, column.header), row


def _foreign(loaded: Loaded, groups: Iterable[_Group]) -> Iterator[tuple[Node, int]]:
    for group in groups:
        grid = loaded.tables.get(group.node[0])
        for cell in group.cells:
            if not cell.is_ours and not (grid and _is_spare(grid, cell)):
                yield group.node, cell.row


def _is_spare(grid: Grid, cell: ComputedCell) -> bool:
    """A blank cell in a line nobody uses, below a table that grew."""
    if cell.cell.formula is not None or cell.cell.value is not None:
        return False
    return all(is_blank(grid.cell(cell.row, column.header)) for column in grid.typed)


def _spread(group: _Group, bad: dict[Node, set[int]]) -> bool:
    """Mark what a group shows from what it reads; whether that was news."""
    known = bad.get(group.node, set())
    if _EVERY_ROW in known:
        return False
    new: set[int] = set()
    for node, this_row in group.reads:
        rows = bad.get(node, set())
        if rows and (not this_row or _EVERY_ROW in rows):
            new = {_EVERY_ROW}
            break
        new |= rows
    if new <= known:
        return False
    bad[group.node] = known | new
    return True
