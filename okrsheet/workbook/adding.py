"""Objectives, key results and their check-ins put into a user's workbook; nothing there changes.

Lines that were prepared and never filled in are filled first, the rest goes below the last line.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.model import CheckIn, KeyResult, Objective, Person, ReviewLine, Team
from okrsheet.ooxml.archive import Archive
from okrsheet.ooxml.changes import CellChange, Changes, Content, Row
from okrsheet.ooxml.garbage import nothing_collected
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.patch import patch, patch_archive
from okrsheet.ooxml.read import parse_archive, parse_workbook
from okrsheet.ooxml.records import CellValue, Workbook
from okrsheet.ooxml.refusals import NO_TABLE, ChangeRefused
from okrsheet.workbook.check_in_lines import Entry, line_changes
from okrsheet.workbook.fields import is_blank
from okrsheet.workbook.formula import canonical, stored
from okrsheet.workbook.line_cells import field_value
from okrsheet.workbook.load import Grid, Loaded, read_plan
from okrsheet.workbook.quarter_lines import Record
from okrsheet.workbook.rewrite import refreshed, refuse_others
from okrsheet.workbook.rows import height_for, typed_value
from okrsheet.workbook.table_lines import empty_lines
from okrsheet.workbook.tables import SHORTS

_PREPARED: Final = {
    "tblObjectives": frozenset({"id", "level", "team"}),
    "tblKeyResults": frozenset({"id", "objective_id"}),
    "tblReview": frozenset({"key_result_id"}),
}
"""What a prepared line holds before anybody fills it in."""


class Addition(NamedTuple):
    """What goes into a workbook."""

    objectives: Sequence[Objective] = ()
    key_results: Sequence[KeyResult] = ()
    check_ins: Sequence[CheckIn] = ()
    teams: Sequence[Team] = ()
    people: Sequence[Person] = ()

    def by_table(self) -> Iterator[tuple[str, Sequence[Record]]]:
        """The records of each table that is not the Check-ins."""
        yield "tblTeams", self.teams
        yield "tblPeople", self.people
        yield "tblObjectives", self.objectives
        yield "tblKeyResults", self.key_results
        yield "tblReview", [ReviewLine(each.id) for each in self.key_results]


def with_addition(data: bytes, name: str, addition: Addition, today: date) -> bytes:
    """A workbook with these lines in it, and every stored figure as it is with them.

    Args:
        data: the whole file.
        name: the file, for messages.
        addition: the lines; their IDs are new to the workbook.
        today: the day of the figures, where Settings names none.

    Raises:
        NotOurs: somebody else made the workbook.
        OtherEpoch: the workbook counts its days from 1904.
        Guarded: it is signed, marked as final, or has a password for changing it.
        ChangeRefused: a sheet has no place for the lines.
        OkrsheetFileError: the file can't be read, or the result would not be right.
    """
    with nothing_collected():
        archive = guard(data, name)
        book = parse_archive(archive)
        loaded = read_plan(book)
        refuse_others(book, loaded)
        made = _with_lines(archive, book, loaded, addition)
        if addition.check_ins:
            made = _with_check_ins(made, name, addition.check_ins)
        return refreshed(made, name, today).data


class _Place(NamedTuple):
    """A table, its new records, and the row each fills; None for one that goes below the last."""

    grid: Grid
    records: Sequence[Record]
    rows: Sequence[int | None]
    left: Sequence[int]

    def heights(self, first: int) -> dict[int, float]:
        """How high the lines have to be; `first` is the row below the table's last one."""
        wrapped = [c for c in self.grid.typed if c.kind.wraps]
        found, below = {}, first
        for row, record in zip(self.rows, self.records, strict=True):
            shown = [height_for(c, typed_value(record, c.field)) for c in wrapped]
            found[below if row is None else row] = max([self.grid.spec.row_height, *shown])
            below += row is None
        return found


def _with_lines(archive: Archive, book: Workbook, loaded: Loaded, addition: Addition) -> bytes:
    cells: dict[str, dict[tuple[int, int], CellChange]] = {}
    append: dict[str, Sequence[Row]] = {}
    heights: dict[str, dict[int, float]] = {}
    gone: set[str] = set()
    for place in _places(book, loaded, addition):
        grid = place.grid
        changed = cells.setdefault(grid.sheet.name, {})
        for row, record in zip(place.rows, place.records, strict=True):
            if row is not None:
                gone |= {_name(grid, row)} - {_id(record)}
                changed |= _filled(grid, row, record)
        for row in place.left:
            # A prepared line of an objective whose place was taken would lead nowhere.
            if gone & {_parent(grid, row), _name(grid, row)}:
                gone.add(_name(grid, row))
                changed |= _emptied(grid, row)
        pairs = zip(place.rows, place.records, strict=True)
        below = [_row(grid, record) for row, record in pairs if row is None]
        if below:
            append[grid.table.name] = below
        first = book.tables[grid.table.name].last_row + 1
        heights.setdefault(grid.sheet.name, {}).update(place.heights(first))
    made = patch_archive(archive, Changes(cells, append=append, recalculate=True))
    return patch(made, Changes(heights=heights), archive.name)


def _places(book: Workbook, loaded: Loaded, addition: Addition) -> Iterator[_Place]:
    for table, records in addition.by_table():
        grid = loaded.tables.get(table)
        if records and grid is None:
            raise ChangeRefused(book.name, NO_TABLE, table)
        if records and grid is not None:
            yield _placed(book, loaded, grid, records)


def _placed(book: Workbook, loaded: Loaded, grid: Grid, records: Sequence[Record]) -> _Place:
    """The prepared line a record's ID is on is its own; others go below.

    Only where no record has one, and nobody has worded anything, are all prepared lines filled
    from the top: the table brings IDs of its own.
    """
    prepared = list(_prepared(loaded, grid))
    empty = [row for row in empty_lines(book, grid) if row not in prepared]
    ids = {_name(grid, row): row for row in reversed(prepared)}
    own = {_id(record): ids[_id(record)] for record in records if _id(record) in ids}
    others = iter(empty if own or _written(loaded) else [*prepared, *empty])
    rows = [own[_id(each)] if _id(each) in own else next(others, None) for each in records]
    return _Place(grid, records, rows, [row for row in prepared if row not in rows])


def _id(record: Record) -> str:
    if isinstance(record, (Objective, KeyResult)):
        return record.id.casefold()
    return record.key_result_id.casefold() if isinstance(record, ReviewLine) else ""


def _name(grid: Grid, row: int) -> str:
    field = "key_result_id" if grid.spec.name == "tblReview" else "id"
    column = grid.column_of(field)
    cell = None if column is None else grid.sheet.cells.get((row, column))
    return "" if cell is None else str(cell.value or "").casefold()


def _parent(grid: Grid, row: int) -> str:
    column = grid.column_of("objective_id")
    cell = None if column is None else grid.sheet.cells.get((row, column))
    return "" if cell is None else str(cell.value or "").casefold()


def _emptied(grid: Grid, row: int) -> dict[tuple[int, int], CellChange]:
    """A prepared line with nothing in it."""
    held = [c.header for c in grid.typed if not is_blank(grid.cell(row, c.header))]
    return {(row, grid.columns[header]): Content(None) for header in held}


def _prepared(loaded: Loaded, grid: Grid) -> Iterator[int]:
    """The rows that hold no more than what they were prepared with."""
    kept = _PREPARED.get(grid.spec.name)
    if kept is None:
        return
    written = _written(loaded)
    for row in grid.body:
        name = _name(grid, row)
        typed = (c for c in grid.typed if c.field not in kept)
        if name and name not in written and all(is_blank(grid.cell(row, c.header)) for c in typed):
            yield row


def _written(loaded: Loaded) -> set[str]:
    """The IDs of what somebody has worded; their lines are nobody's to fill."""
    plan = loaded.plan
    if plan is None:
        return set()
    objectives = {each.id.casefold() for each in plan.objectives if each.text}
    return objectives | {each.id.casefold() for each in plan.key_results if each.text}


def _typed(grid: Grid, record: Record) -> Mapping[str, CellValue]:
    """What a record puts into the columns people fill in, by header."""
    return {
        column.header: field_value(record, column.field)
        for column in grid.typed
        if column.header in grid.columns
    }


def _filled(grid: Grid, row: int, record: Record) -> dict[tuple[int, int], CellChange]:
    """The cells of a prepared line; whatever it holds that the record does not say goes."""
    changes: dict[tuple[int, int], CellChange] = {}
    for header, shown in _typed(grid, record).items():
        content = Content(shown)
        held = grid.cell(row, header)
        if content.value is not None or held.value is not None:
            changes[row, grid.columns[header]] = content
    for column in grid.spec.columns:
        there = column.computed and column.header in grid.columns
        if there and grid.cell(row, column.header).formula is None:
            ours = stored(column.formula, grid.spec.name, SHORTS)
            changes[row, grid.columns[column.header]] = Content(None, ours)
    return changes


def _row(grid: Grid, record: Record) -> Row:
    """A line below the last one; calculated columns get our formula, where the last line has it."""
    first = grid.table.first_column
    headers = grid.table.columns
    row = {
        headers[grid.columns[header] - first]: content
        for header, shown in _typed(grid, record).items()
        if (content := Content(shown)).value is not None
    }
    for column in grid.spec.columns:
        if not column.computed or column.header not in grid.columns:
            continue
        held = grid.cell(grid.body[-1], column.header).formula if grid.body else None
        if held and canonical(held) == canonical(stored(column.formula, grid.spec.name, SHORTS)):
            row[headers[grid.columns[column.header] - first]] = Content(None, held)
    return row


def _with_check_ins(data: bytes, name: str, lines: Sequence[CheckIn]) -> bytes:
    book = parse_workbook(data, name)
    loaded = read_plan(book)
    return patch(data, line_changes(book, loaded, [Entry(line) for line in lines]), name)
