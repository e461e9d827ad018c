"""Lines that a computed table lacks: its line n shows the nth line of another table, which grew.

Excel lets a table grow where people type below it, but not the tables that show its lines.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from okrsheet.core.codes import finding
from okrsheet.core.findings import Finding, count_of
from okrsheet.core.refresh_codes import LINES_MISSING
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.load_grid import Grid
from okrsheet.workbook.sheets.audit_summary import FIXED_LINES


class Mirror(NamedTuple):
    """A computed table that shows the lines of another one.

    Attributes:
        table: its name.
        records: the plan's field that the other one fills.
        field: what makes a line of the other one count.
        fixed: how many lines stand above those of the other one.
    """

    table: str
    records: str
    field: str
    fixed: int = 0


MIRRORS: Final = (
    Mirror("tblAudit", "key_results", "text"),
    Mirror("tblForecast", "key_results", "text"),
    Mirror("tblAuditSummary", "teams", "name", FIXED_LINES),
)


def missing_lines(
    book: Workbook, grids: Mapping[str, Grid], records: Mapping[str, Sequence[object]]
) -> dict[str, range]:
    """By the name of the table, the places of the lines it lacks, from 0.

    Args:
        book: the workbook.
        grids: our tables in it, by name.
        records: the plan's records, by field.
    """
    found = {}
    for mirror in MIRRORS:
        grid = grids.get(mirror.table)
        used = _used(records.get(mirror.records, ()), mirror.field)
        wanted = mirror.fixed + used if used else 0
        # The grid leaves out empty rows at the end of its table, which are there all the same.
        held = wanted if grid is None else len(_whole(book, grid).body)
        if held < wanted:
            found[mirror.table] = range(held, wanted)
    return found


def missing_findings(
    book: Workbook, grids: Mapping[str, Grid], records: Mapping[str, Sequence[object]]
) -> Iterator[Finding]:
    """A finding for each table that lacks lines, at the header of its first column."""
    for name, places in missing_lines(book, grids, records).items():
        grid = grids[name]
        lines = count_of(len(places), "line")
        verb = "is" if len(places) == 1 else "are"
        message = f"{lines} {verb} missing here: {places.stop} are needed, {places.start} stand."
        yield finding(LINES_MISSING, message)._replace(
            sheet=grid.sheet.name, cell=grid.header_cell(grid.table.first_column)
        )


def _used(records: Sequence[object], field: str) -> int:
    """How many lines there are, up to the last one that counts."""
    places = range(len(records), 0, -1)
    return next((place for place in places if getattr(records[place - 1], field)), 0)


def _whole(book: Workbook, grid: Grid) -> Grid:
    return grid._replace(table=book.tables.get(grid.table.name, grid.table))
