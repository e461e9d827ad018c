"""From a quarter's workbook to its plan, with a finding for all that can't be taken as typed."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from okrsheet.core.codes import finding
from okrsheet.core.findings import Finding
from okrsheet.core.model import Plan
from okrsheet.core.policy import Policy
from okrsheet.ooxml.read import parse_workbook, read_file
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.contract import letters
from okrsheet.workbook.fields import is_blank
from okrsheet.workbook.known import read_known
from okrsheet.workbook.load_edges import edge_findings
from okrsheet.workbook.load_facts import fact_findings
from okrsheet.workbook.load_formulas import formula_findings, source_finding
from okrsheet.workbook.load_grid import Grid, our_grids
from okrsheet.workbook.load_picked import picked_in
from okrsheet.workbook.load_records import make_plan, table_records
from okrsheet.workbook.load_result import Loaded
from okrsheet.workbook.load_settings import place_of, read_settings
from okrsheet.workbook.missing_lines import missing_findings
from okrsheet.workbook.needs import needed
from okrsheet.workbook.sheets import audit, key_results, scorecard, settings
from okrsheet.workbook.tables import VERSION, VERSION_NAME

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Grid", "Loaded", "load", "read_plan"]


def load(path: "Path | str") -> Loaded:
    """Read a quarter's workbook.

    Raises:
        OkrsheetFileError: the file can't be read at all.
    """
    return read_plan(parse_workbook(read_file(path), str(path), needed))


def read_plan(book: Workbook) -> Loaded:
    """The plan in a workbook that was read: of our own layout, or of somebody else's tables.

    Raises:
        PackRefused: it is an owner's pack.
    """
    if VERSION_NAME in book.names or settings.TABLE.name in book.tables:
        loaded = _read_ours(book)
    else:
        from okrsheet.workbook.pack_refusals import refuse_pack  # noqa: PLC0415  # as below
        from okrsheet.workbook.plain import read_plain  # noqa: PLC0415  # most workbooks are ours

        refuse_pack(book)
        loaded = read_plain(book)
    if not loaded.tables:
        return loaded
    around = (
        *edge_findings(loaded.tables),
        *_sources(loaded.tables.get(key_results.TABLE.name)),
        *formula_findings(book.sheets.values()),
        *fact_findings(book.facts),
    )
    return loaded._replace(findings=(*loaded.findings, *around))


def _read_ours(book: Workbook) -> Loaded:
    found: list[Finding] = []
    grids = our_grids(book, found)
    if not grids:
        only = finding("OKR001", f"{book.name} holds none of our tables.")
        return Loaded(None, Policy(), None, (only,), {}, {})
    if book.names.get(VERSION_NAME, "").strip('"') != VERSION:
        found.append(finding("OKR005", "The workbook carries another layout version."))
    records, rows = _records(book, grids, found)
    found += missing_findings(book, grids, records)
    typed = read_settings(grids.get(settings.TABLE.name), book, found)
    plan = None if typed.quarter is None else make_plan(typed.quarter, typed.facts, records)
    if plan is not None and plan.published is not None:
        plan = plan._replace(known=read_known(grids.get(audit.TABLE.name)))
    if plan is not None:
        plan = _with_record(plan, grids, found)
    picked = picked_in(book)
    return Loaded(plan, typed.policy, typed.as_of, tuple(found), rows, grids, picked=picked)


def _with_record(plan: Plan, grids: Mapping[str, Grid], found: list[Finding]) -> Plan:
    grid = grids.get(scorecard.SCORECARD.name)
    if grid is None or all(is_blank(grid.cell(row, scorecard.RECORD)) for row in grid.body):
        return plan
    from okrsheet.workbook.scorecard_record import read_record  # noqa: PLC0415  # closed ones only

    kept = read_record(grid)
    found += kept.findings
    if kept.quarter is not None and not plan.closed:
        sheet, cell = place_of(grids.get(settings.TABLE.name), "Quarter closed")
        message = f"{kept.quarter.name} was closed on {kept.quarter.closed_on}."
        found.append(finding("OKR072", message)._replace(sheet=sheet, cell=cell))
    return plan._replace(record=kept.quarter)


def _records(
    book: Workbook, grids: Mapping[str, Grid], found: list[Finding]
) -> tuple[dict[str, tuple[object, ...]], dict[str, tuple[int, ...]]]:
    records: dict[str, tuple[object, ...]] = {}
    rows: dict[str, tuple[int, ...]] = {}
    for grid in grids.values():
        found += _overwritten(grid)
        if grid.records:
            made = list(table_records(book, grid, found))
            records[grid.records] = tuple(record for record, _ in made)
            rows[grid.records] = tuple(row for _, row in made)
    return records, rows


def _sources(grid: Grid | None) -> Iterator[Finding]:
    column = None if grid is None else grid.column_of("data_source")
    if grid is None or column is None:
        return
    for row in grid.body:
        cell = grid.sheet.cells.get((row, column))
        if cell is not None:
            yield from source_finding(grid.sheet, row, column, cell)


def _overwritten(grid: Grid) -> Iterator[Finding]:
    typed = [c.header for c in grid.typed]
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
