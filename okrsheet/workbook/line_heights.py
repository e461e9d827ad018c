"""How high lines of Check-ins have to be: Excel fits rows itself, other programs do not."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Final

from okrsheet.core.model import CheckIn, KeyResult, Plan
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.check_in_lines import Entry
from okrsheet.workbook.load import Grid, Loaded
from okrsheet.workbook.rows import height_for
from okrsheet.workbook.sheets.check_ins import TABLE
from okrsheet.workbook.table_lines import empty_lines

_COPIED: Final = {"Key result": "text", "Unit": "unit"}
_COLUMNS: Final = [
    (column, column.field, _COPIED.get(column.header, ""))
    for column in TABLE.columns
    if column.kind.wraps
]
"""Those that wrap: the field of the line, or that of its key result."""


def line_heights(
    book: Workbook, loaded: Loaded, entries: Sequence[Entry]
) -> dict[str, dict[int, float]]:
    """By sheet and row, the height in points that each line needs once it is written.

    Args:
        book: the workbook before the lines are written.
        loaded: our tables in it.
        entries: the lines.
    """
    if loaded.plan is None:
        return {}
    named = {each.id.lower(): each for each in reversed(loaded.plan.key_results)}
    rows = _rows(book, loaded, loaded.plan, entries)
    sheet = loaded.tables[TABLE.name].sheet.name
    return {sheet: {row: _height(line, named) for row, line in rows}}


def corrected(there: CheckIn, line: CheckIn) -> CheckIn:
    """A line after another one was written over it: what that one does not say stays."""
    said = {name: value for name, value in line._asdict().items() if value not in (None, "")}
    return there._replace(**said)


def _rows(
    book: Workbook, loaded: Loaded, plan: Plan, entries: Sequence[Entry]
) -> Iterator[tuple[int, CheckIn]]:
    grid: Grid = loaded.tables[TABLE.name]
    new = count(empty_lines(book, grid).start)
    for line, place in entries:
        if place is None:
            yield next(new), line
        else:
            yield loaded.rows[grid.records][place], corrected(plan.check_ins[place], line)


def _height(line: CheckIn, named: Mapping[str, KeyResult]) -> float:
    key_result = named.get(line.key_result_id.lower())
    needed = [
        height_for(column, getattr(line, own) if own else getattr(key_result, copied, ""))
        for column, own, copied in _COLUMNS
    ]
    return max(TABLE.row_height, *needed)
