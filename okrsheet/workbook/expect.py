"""Every computed cell of a workbook and the value Python gives for it."""

from collections.abc import Mapping

from okrsheet.workbook.contract import FIRST_ROW, letters
from okrsheet.workbook.finish import row_count, single_values
from okrsheet.workbook.layout import TABLES
from okrsheet.workbook.rows import shown_value
from okrsheet.workbook.view import View


def computed_cells(view: View, spare: Mapping[str, int]) -> dict[str, dict[str, object]]:
    """Sheet -> address -> value, for all formulas of a workbook made by `finish`."""
    found = {sheet: dict(values) for sheet, values in single_values(view).items()}
    for table in TABLES:
        cells = found.setdefault(table.sheet, {})
        for number, column in enumerate(table.columns, 1):
            if column.value is None or column.stored:
                continue
            for place in range(row_count(table, view, spare)):
                address = f"{letters(number)}{FIRST_ROW + place}"
                cells[address] = shown_value(column.value(view, place))
    return found
