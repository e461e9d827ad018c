"""From a quarter's workbook to its plan, with a finding for all that can't be taken as typed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from okrsheet.core import model
from okrsheet.core.codes import finding
from okrsheet.core.findings import Finding, Place, Severity
from okrsheet.core.model import Plan, Quarter
from okrsheet.core.policy import Policy
from okrsheet.ooxml.read import parse_workbook, read_file
from okrsheet.ooxml.records import Cell, Sheet, Table, Workbook
from okrsheet.workbook.contract import Column, TableSpec, letters
from okrsheet.workbook.fields import EMPTY, Read, is_blank, read_field
from okrsheet.workbook.layout import TABLES, VERSION, VERSION_NAME
from okrsheet.workbook.load_settings import read_settings
from okrsheet.workbook.needs import needed
from okrsheet.workbook.rows import RECORDS
from okrsheet.workbook.sheets import settings

_MAKERS: Final[Mapping[str, Callable[..., object]]] = {
    "objectives": model.Objective,
    "key_results": model.KeyResult,
    "check_ins": model.CheckIn,
    "stages": model.Stage,
    "dependencies": model.Dependency,
    "teams": model.Team,
    "people": model.Person,
    "reviews": model.ReviewLine,
    "log": model.LogLine,
}
_NEEDED: Final = {"check_ins": "day"}
_NAMED: Final = {"teams": "name", "people": "name"}


class Loaded(NamedTuple):
    """A workbook as read.

    Attributes:
        plan: what people typed; None where the quarter's dates are missing.
        policy: the settings.
        as_of: the day typed into Settings, if any.
        findings: all that could not be taken as typed, with cells.
        rows: for each kind of record, the sheet row of each of the plan's records.
    """

    plan: Plan | None
    policy: Policy
    as_of: date | None
    findings: tuple[Finding, ...]
    rows: Mapping[str, tuple[int, ...]]
    tables: Mapping[str, "Grid"]

    def located(self, found: Finding) -> Finding:
        """The finding with the sheet and cell of its place."""
        if found.place is None:
            return found
        grid = next((g for g in self.tables.values() if g.records == found.place.records), None)
        rows = self.rows.get(found.place.records, ())
        if grid is None or found.place.row >= len(rows):
            return found
        column = grid.place_of(found.place.field)
        return found._replace(
            sheet=grid.sheet.name, cell=f"{letters(column)}{rows[found.place.row]}"
        )

    def all_findings(self, checked: Iterable[Finding]) -> list[Finding]:
        """The findings of reading and of checking, with their cells, worst first."""
        order = {kind: place for place, kind in enumerate(Severity)}
        sheets = {spec.sheet: place for place, spec in enumerate(TABLES)}
        both = {*self.findings, *(self.located(each) for each in checked)}
        return sorted(
            both,
            key=lambda f: (order[f.severity], sheets.get(f.sheet, -1), f.code, f.cell, f.message),
        )


class Grid(NamedTuple):
    """One of our tables as it lies in the file."""

    spec: TableSpec
    table: Table
    sheet: Sheet
    columns: Mapping[str, int]

    @property
    def records(self) -> str:
        """The plan's field it fills; "" for tables that are all computed."""
        return RECORDS.get(self.spec.name, "")

    def cell(self, row: int, header: str) -> Cell:
        """A cell by sheet row and header; an empty one where the column is missing."""
        column = self.columns.get(header)
        return EMPTY if column is None else self.sheet.cells.get((row, column), EMPTY)

    def place_of(self, field: str) -> int:
        """The sheet column of a record's field; the first column where it is missing."""
        for column in self.spec.columns:
            if column.field == field and column.header in self.columns:
                return self.columns[column.header]
        return self.table.first_column

    @property
    def body(self) -> range:
        """The sheet rows of the table's data."""
        first = self.table.first_row + self.table.header_rows
        return range(first, self.table.last_row - self.table.totals_rows + 1)


def load(path: Path) -> Loaded:
    """Read a quarter's workbook.

    Raises:
        OkrsheetFileError: the file can't be read at all.
    """
    return read_plan(parse_workbook(read_file(path), str(path), needed))


def read_plan(book: Workbook) -> Loaded:
    """The plan in a workbook that was read."""
    found: list[Finding] = []
    grids = _grids(book, found)
    if not grids:
        only = finding("OKR001", f"{book.name} holds none of our tables.")
        return Loaded(None, Policy(), None, (only,), {}, {})
    if book.names.get(VERSION_NAME, "").strip('"') != VERSION:
        found.append(finding("OKR005", "The workbook carries another layout version."))
    records, rows = _records(book, grids, found)
    typed = read_settings(grids.get(settings.TABLE.name), book, found)
    plan = None if typed.quarter is None else _plan(typed.quarter, typed.facts, records)
    return Loaded(plan, typed.policy, typed.as_of, tuple(found), rows, grids)


def _plan(
    quarter: Quarter, facts: Mapping[str, object], records: Mapping[str, tuple[object, ...]]
) -> Plan:
    return Plan(quarter)._replace(**facts, **records)  # type: ignore[arg-type]  # fields match by test


def _grids(book: Workbook, found: list[Finding]) -> dict[str, Grid]:
    grids = {}
    for spec in TABLES:
        table = book.tables.get(spec.name)
        sheet = book.sheets.get(table.sheet) if table else None
        if table is None or sheet is None:
            continue
        columns: dict[str, int] = {}
        for number, header in enumerate(table.columns, table.first_column):
            columns.setdefault(header, number)
        grids[spec.name] = Grid(spec, table, sheet, columns)
        found += _header_findings(grids[spec.name])
    if grids:
        found += [
            finding("OKR002", f"The table {spec.name} of the sheet {spec.sheet} is missing.")
            for spec in TABLES
            if spec.name not in grids
        ]
    return grids


def _header_findings(grid: Grid) -> Iterator[Finding]:
    known = {column.header for column in grid.spec.columns}
    strange = [header for header in grid.table.columns if header not in known]
    for column in grid.spec.columns:
        if column.header not in grid.columns:
            hint = f" Is it {strange[0]!r} now?" if len(strange) == 1 else ""
            message = f"The column {column.header!r} is missing.{hint}"
            yield finding("OKR003", message)._replace(
                sheet=grid.sheet.name,
                cell=f"{letters(grid.table.first_column)}{grid.table.first_row}",
            )
    seen: set[str] = set()
    for number, header in enumerate(grid.table.columns, grid.table.first_column):
        shown = grid.sheet.cells.get((grid.table.first_row, number), EMPTY).value
        word = str(shown).strip().casefold() if isinstance(shown, str) else header.casefold()
        if word in seen:
            yield finding("OKR004", f"The header {shown!r} stands twice.")._replace(
                sheet=grid.sheet.name, cell=f"{letters(number)}{grid.table.first_row}"
            )
        seen.add(word)


def _records(
    book: Workbook, grids: Mapping[str, Grid], found: list[Finding]
) -> tuple[dict[str, tuple[object, ...]], dict[str, tuple[int, ...]]]:
    records: dict[str, tuple[object, ...]] = {}
    rows: dict[str, tuple[int, ...]] = {}
    for grid in grids.values():
        found += _overwritten(grid)
        if grid.records:
            made = list(_table_records(book, grid, found))
            records[grid.records] = tuple(record for record, _ in made)
            rows[grid.records] = tuple(row for _, row in made)
    return records, rows


def _table_records(
    book: Workbook, grid: Grid, found: list[Finding]
) -> Iterator[tuple[object, int]]:
    needed = _NEEDED.get(grid.records)
    for row in grid.body:
        typed = [column for column in grid.spec.columns if not column.computed]
        if all(is_blank(grid.cell(row, c.header)) for c in typed) and needed:
            continue
        fields: dict[str, object] = {}
        for column in typed:
            fields[column.field] = _field(book, grid, row, column, found)
        if needed and fields.get(needed) is None:
            if is_blank(grid.cell(row, "Date")):
                found.append(_at(grid, row, needed, finding("OKR011", "The check-in has no date.")))
            continue
        yield _MAKERS[grid.records](**_joined(fields)), row


def _field(book: Workbook, grid: Grid, row: int, column: Column, found: list[Finding]) -> object:
    read: Read = read_field(column, grid.cell(row, column.header), epoch_1904=book.epoch_1904)
    if read.code:
        found.append(_at(grid, row, column.field, finding(read.code, read.message)))
    return read.value


def _at(grid: Grid, row: int, field: str, made: Finding) -> Finding:
    cell = f"{letters(grid.place_of(field))}{row}"
    return made._replace(sheet=grid.sheet.name, cell=cell, place=Place(grid.records, row, field))


def _joined(fields: Mapping[str, object]) -> dict[str, object]:
    """Fields such as `checkpoints/0` and `checkpoints/1` as one pair."""
    joined: dict[str, object] = {}
    pairs: dict[str, dict[int, object]] = {}
    for name, value in fields.items():
        stem, _, place = name.partition("/")
        if place:
            pairs.setdefault(stem, {})[int(place)] = value
        else:
            joined[name] = value
    for stem, values in pairs.items():
        if stem == "supports":
            named = [str(value or "") for _, value in sorted(values.items())]
            joined[stem] = tuple(named[: max((n for n, v in enumerate(named, 1) if v), default=0)])
        else:
            joined[stem] = (values.get(0), values.get(1))
    return joined


def _overwritten(grid: Grid) -> Iterator[Finding]:
    typed = [c.header for c in grid.spec.columns if not c.computed]
    computed = {
        column: grid.columns[column.header]
        for column in grid.spec.columns
        if column.computed and column.header in grid.columns
    }
    whole = frozenset(computed.values())
    for row in grid.body:
        left_out = grid.sheet.left_out.columns.get(row, frozenset())
        if whole <= left_out:
            continue
        used = any(not is_blank(grid.cell(row, header)) for header in typed)
        for column, number in computed.items():
            if number in left_out:
                continue
            cell = grid.cell(row, column.header)
            if cell.formula is None and (used or cell.value is not None):
                held = "is gone" if cell.value is None else "was overwritten"
                address = f"{letters(number)}{row}"
                yield finding("OKR014", f"The formula of {column.header} {held}.")._replace(
                    sheet=grid.sheet.name, cell=address
                )
