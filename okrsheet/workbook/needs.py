"""What `load` needs of a workbook: all that people typed, and whether formulas are still there."""

from collections.abc import Sequence
from typing import Final

from okrsheet.ooxml.records import EVERYTHING, LeaveOut, Table
from okrsheet.workbook.tables import TABLES

_COMPUTED: Final = {
    spec.name: frozenset(column.header for column in spec.columns if column.computed)
    for spec in TABLES
}
_LATE: Final = frozenset(column.header for spec in TABLES for column in spec.columns if column.late)


def needed(_: str, tables: Sequence[Table]) -> LeaveOut:
    """Leave out what formulas show in the lines of one of our tables: we compute it ourselves.

    Nine of ten cells of a quarter's workbook are such cells.
    """
    if len(tables) != 1 or tables[0].name not in _COMPUTED:
        return EVERYTHING
    table = tables[0]
    computed = _COMPUTED[table.name]
    if not (computed - _LATE).issubset(table.columns):
        # Somebody else's table of this name: what its formulas show is all there is.
        return EVERYTHING
    columns = frozenset(
        number
        for number, header in enumerate(table.columns, table.first_column)
        if header in computed
    )
    return LeaveOut(range(table.first_row + table.header_rows, table.last_row + 1), columns)
