"""Which groups of columns are folded away when a workbook opens.

While a quarter is planned, the columns that define are open; once it runs, the weekly ones are
left. A group's button stands above the column to its left.
"""

import re
from collections.abc import Iterator
from typing import Final

from okrsheet.workbook.contract import Group, TableSpec

_COLUMNS: Final = re.compile("<cols>.*?</cols>", re.DOTALL)


def folded(xml: str, table: TableSpec, *, running: bool) -> str:
    """The sheet with its columns as they should be on opening; `running` once reports came in."""
    return _COLUMNS.sub(f"<cols>{''.join(_columns(table, running=running))}</cols>", xml, count=1)


def _columns(table: TableSpec, *, running: bool) -> Iterator[str]:
    number = 0
    for place, group in enumerate(table.groups):
        after = table.groups[place + 1] if place + 1 < len(table.groups) else None
        for column in group.columns:
            number += 1
            notes = ' hidden="1"' if _shut(group, running=running) else ""
            notes += ' outlineLevel="1"' if group.foldable else ""
            if after and column is group.columns[-1] and _shut(after, running=running):
                notes += ' collapsed="1"'
            yield (
                f'<col min="{number}" max="{number}" width="{column.width:g}" customWidth="1"{notes}/>'
            )


def _shut(group: Group, *, running: bool) -> bool:
    return group.foldable and (group.hidden or running)
