"""Which groups of columns are folded away when a workbook opens, and how wide it then prints.

While a quarter is planned, the columns that define are open; once it runs, the weekly ones are
left. A group's button stands above the column to its left.
"""

import re
from collections.abc import Iterator
from math import ceil
from typing import Final

from okrsheet.workbook.contract import Group, TableSpec

_COLUMNS: Final = re.compile("<cols>.*?</cols>", re.DOTALL)
_PAGES: Final = re.compile(r'fitToWidth="\d+"')
_PAGE_WIDTH: Final = 260


def folded(xml: str, table: TableSpec, *, running: bool) -> str:
    """The sheet with its columns as they should be on opening; `running` once reports came in."""
    columns = "".join(_columns(table, running=running))
    pages = ceil(_width(table, running=running) / _PAGE_WIDTH)
    xml = _COLUMNS.sub(f"<cols>{columns}</cols>", xml, count=1)
    return _PAGES.sub(f'fitToWidth="{pages}"', xml, count=1)


def several_pages_wide(table: TableSpec) -> bool:
    """Whether a table may need more than one page for its columns."""
    return _width(table, running=False) > _PAGE_WIDTH


def _columns(table: TableSpec, *, running: bool) -> Iterator[str]:
    number = 0
    for group, after in zip(table.groups, (*table.groups[1:], None), strict=True):
        for column in group.columns:
            number += 1
            notes = ' hidden="1"' if _shut(group, running=running) else ""
            notes += ' outlineLevel="1"' if group.foldable else ""
            if after and column is group.columns[-1] and _shut(after, running=running):
                notes += ' collapsed="1"'
            place = f'min="{number}" max="{number}" width="{column.width:g}"'
            yield f'<col {place} customWidth="1"{notes}/>'


def _width(table: TableSpec, *, running: bool) -> float:
    return sum(
        column.width
        for group in table.groups
        if not _shut(group, running=running)
        for column in group.columns
    )


def _shut(group: Group, *, running: bool) -> bool:
    return group.foldable and (group.hidden or running)
