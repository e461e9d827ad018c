"""The next quarter in the workbook of this one: everything somebody added to it stays."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.findings import Finding
from okrsheet.core.model import Plan
from okrsheet.ooxml.changes import CellChange, Changes, Content
from okrsheet.ooxml.markup import address, position
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.contract import RECORDS
from okrsheet.workbook.fields import EMPTY, is_blank
from okrsheet.workbook.keep_refusals import (
    NOT_CARRIED,
    OTHER_LAYOUT,
    NotKept,
)
from okrsheet.workbook.layout import SHEET_ORDER, TABLES, VERSION, VERSION_NAME
from okrsheet.workbook.line_cells import (
    Added,
    added_columns,
    formulas_over,
    line_cells,
    new_lines,
)
from okrsheet.workbook.load import Grid, Loaded, read_plan
from okrsheet.workbook.load_picked import PICK, TREND_SHEET
from okrsheet.workbook.next_quarter import NextQuarter
from okrsheet.workbook.quarter_lines import all_lines, is_nothing
from okrsheet.workbook.rewrite import refreshed, refuse_others
from okrsheet.workbook.rows import height_for
from okrsheet.workbook.setting_cells import setting_cells
from okrsheet.workbook.sheets.settings import TABLE as SETTINGS
from okrsheet.workbook.view import serial

_BLANK: Final = ("As of", "Published on", "Published by")
"""Settings that a new quarter leaves blank."""


class Kept(NamedTuple):
    """A workbook that became the next quarter.

    Attributes:
        data: the whole file.
        plan: what stands in it.
        added: the columns somebody added to our tables, and what became of them.
        formulas: the cells people fill in where a formula made way for a value, such as Log!B7.
        sheets: the sheets somebody added, which are as they were.
        hidden: the sheets on demand that were emptied and hidden.
        shown: those that stay in sight, emptied, for the structure of the workbook is protected.
        findings: what was left alone, and why.
    """

    data: bytes
    plan: Plan
    added: tuple[Added, ...]
    formulas: tuple[str, ...]
    sheets: tuple[str, ...]
    hidden: tuple[str, ...]
    shown: tuple[str, ...]
    findings: tuple[Finding, ...]


def kept_layout(made: NextQuarter, today: date) -> Kept:
    """The workbook of the next quarter, with all that somebody added to this one.

    Args:
        made: what the workbook of this quarter hands on.
        today: the day of the figures; the new quarter names none.

    Raises:
        OtherEpoch: the workbook counts its days from 1904.
        Guarded: it is signed, marked as final, or has a password for changing it.
        NotKept: it was made by another version, or takes not all that is carried.
        ChangeRefused: something stands in the way of a line.
        OkrsheetFileError: the result would not be right.
    """
    book, loaded = made.book, made.loaded
    refuse_others(book, loaded)
    if book.names.get(VERSION_NAME, "").strip('"') != VERSION:
        raise NotKept(book.name, OTHER_LAYOUT)
    plan = _as_wide(loaded, made.carried.plan)
    step = _Step(book, loaded, plan)
    figures = refreshed(step.patched(made.data), book.name, today)
    fitted = _fitted(figures.data, book.name, step.changed_rows)
    _prove(fitted, book.name, plan)
    return Kept(
        fitted,
        plan,
        step.added,
        step.formulas,
        step.own_sheets,
        step.hidden,
        step.shown,
        figures.findings,
    )


def _as_wide(loaded: Loaded, plan: Plan) -> Plan:
    """The plan without what a workbook has no column for: it came with a later version."""
    for grid in loaded.tables.values():
        fields = [c.field for c in grid.typed if c.late and c.header not in grid.columns]
        lines = getattr(plan, grid.records) if grid.records else ()
        if fields and lines:
            nothing = lines[0]._field_defaults
            blank = {field: nothing[field] for field in fields}
            narrow = tuple(line._replace(**blank) for line in lines)
            held = {grid.records: narrow}
            plan = plan._replace(**held)  # type: ignore[arg-type]  # its own records
    return plan


class _Step:
    """What changes from one quarter to the next in one workbook."""

    def __init__(self, book: Workbook, loaded: Loaded, plan: Plan) -> None:
        self._book, self._loaded = book, loaded
        grids = {name: _whole(book, grid) for name, grid in loaded.tables.items()}
        self._lines = tuple(all_lines(loaded, grids, plan))
        self._cells = {lines.grid.spec.name: line_cells(lines) for lines in self._lines}
        self._plan = plan
        self._settings = [*_settings(loaded, plan, book.name)]
        self._demand = [*self._on_demand()]

    def patched(self, data: bytes) -> bytes:
        """The file with everything that is typed in the next quarter."""
        cells: dict[str, dict[tuple[int, int], CellChange]] = {}
        for lines in self._lines:
            cells.setdefault(lines.grid.sheet.name, {}).update(self._cells[lines.grid.spec.name])
        for sheet, single in (*self._settings, *self._pick()):
            cells.setdefault(sheet, {}).update(single)
        append = {lines.grid.table.name: new_lines(lines) for lines in self._lines if lines.below}
        front = self._front() if self.hidden else ()
        changes = Changes(
            {sheet: each for sheet, each in cells.items() if each},
            append=append,
            show=front,
            hide=self.hidden,
            recalculate=True,
        )
        return patch(data, changes, self._book.name)

    @property
    def added(self) -> tuple[Added, ...]:
        """The columns somebody added to our tables."""
        return tuple(each for lines in self._lines for each in added_columns(lines))

    @property
    def formulas(self) -> tuple[str, ...]:
        """The cells where a formula made way."""
        found = [
            (lines.grid.sheet.name, place)
            for lines in self._lines
            for place in formulas_over(lines, self._cells[lines.grid.spec.name])
        ]
        for sheet, single in self._settings:
            cells = self._book.sheets[sheet].cells
            found += [(sheet, at) for at in single if cells.get(at, EMPTY).formula is not None]
        return tuple(f"{sheet}!{address(*place)}" for sheet, place in found)

    @property
    def changed_rows(self) -> dict[str, set[int]]:
        """By table, the rows in which something changed."""
        return {name: {row for row, _ in cells} for name, cells in self._cells.items() if cells}

    @property
    def own_sheets(self) -> tuple[str, ...]:
        """The sheets somebody added."""
        ours = {*SHEET_ORDER, *(grid.sheet.name for grid in self._loaded.tables.values())}
        return tuple(name for name in self._book.sheets if name not in ours)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The sheets on demand that are hidden."""
        return () if self._is_locked or not self._front() else tuple(self._demand)

    @property
    def shown(self) -> tuple[str, ...]:
        """Those that stay in sight."""
        return tuple(name for name in self._demand if name not in self.hidden)

    @property
    def _is_locked(self) -> bool:
        return any(fact.kind == "structure protection" for fact in self._book.facts)

    def _on_demand(self) -> Iterator[str]:
        for spec in TABLES:
            grid = self._loaded.tables.get(spec.name)
            if spec.on_demand and grid is not None and grid.sheet.state == "visible":
                yield grid.sheet.name

    def _front(self) -> tuple[str, ...]:
        """The sheet to open on: the first one in sight."""
        sheets = self._book.sheets.values()
        seen = (s.name for s in sheets if s.state == "visible" and s.name not in self._demand)
        return tuple(seen)[:1]

    def _pick(self) -> Iterator[tuple[str, Mapping[tuple[int, int], CellChange]]]:
        """A key result that is picked on Trend and was not carried is picked no more."""
        there = {kr.id.casefold() for kr in self._plan.key_results if kr.text}
        sheet = self._book.sheets.get(TREND_SHEET)
        cell = EMPTY if sheet is None else sheet.cells.get(position(PICK), EMPTY)
        is_typed = sheet is not None and cell.formula is None and not is_blank(cell)
        if is_typed and self._loaded.picked.casefold() not in there:
            yield TREND_SHEET, {position(PICK): Content(None)}


def _whole(book: Workbook, grid: Grid) -> Grid:
    """The table with empty rows at its end."""
    return grid._replace(table=book.tables[grid.table.name])


def _settings(
    loaded: Loaded, plan: Plan, name: str
) -> Iterator[tuple[str, Mapping[tuple[int, int], CellChange]]]:
    values: dict[str, object] = {
        "Quarter": plan.quarter.name,
        "First day": float(serial(plan.quarter.start)),
        "Last day": float(serial(plan.quarter.end)),
        "Quarter closed": "No",
    }
    there = {label: None for label in _BLANK if _stands(loaded, label)}
    for cell in setting_cells(loaded, {**values, **there}, name):
        content = Content(cell.value, over_formula=True)  # type: ignore[arg-type]  # as typed above
        yield cell.sheet, {(cell.row, cell.column): content}


def _stands(loaded: Loaded, label: str) -> bool:
    grid = loaded.tables.get(SETTINGS.name)
    labels = () if grid is None else (grid.cell(row, "Setting").value for row in grid.body)
    return any(str(each).strip().casefold() == label.casefold() for each in labels)


def _fitted(data: bytes, name: str, rows: Mapping[str, Iterable[int]]) -> bytes:
    """The file with lines as high as what they show now."""
    loaded = read_plan(parse_workbook(data, name))
    heights: dict[str, dict[int, float]] = {}
    for table, changed in rows.items():
        grid = loaded.tables[table]
        found = heights.setdefault(grid.sheet.name, {})
        found.update({row: _height(grid, row) for row in changed})
    return patch(data, Changes(heights=heights), name)


def _height(grid: Grid, row: int) -> float:
    columns = [column for column in grid.spec.columns if column.kind.wraps]
    shown = (height_for(column, grid.cell(row, column.header).value) for column in columns)
    return max([grid.spec.row_height, *shown])


def _prove(data: bytes, name: str, plan: Plan) -> None:
    """Let pass a file that holds the plan, in whatever lines.

    Raises:
        NotKept: it does not.
    """
    made = read_plan(parse_workbook(data, name)).plan
    if made is None or _facts(made) != _facts(plan):
        raise NotKept(name, NOT_CARRIED, "Settings")
    for field in RECORDS.values():
        if _said(getattr(made, field)) != _said(getattr(plan, field)):
            raise NotKept(name, NOT_CARRIED, field.replace("_", " "))


def _facts(plan: Plan) -> tuple[object, ...]:
    return plan.quarter, plan.closed, plan.published, plan.published_by


def _said(records: Sequence[tuple[object, ...]]) -> list[str]:
    return sorted(map(repr, (record for record in records if not is_nothing(record))))
