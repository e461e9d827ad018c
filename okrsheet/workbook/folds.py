"""Which groups of columns are folded away when a workbook opens, and how wide it then prints.

While a quarter is planned, the columns that define are open, and hidden ones in which something
stands; once it runs, the weekly ones are left. A group's button stands above the column to its
left.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from math import ceil
from typing import Final

from okrsheet.workbook.contract import Group, Kind, TableSpec
from okrsheet.workbook.rows import typed_value

_COLUMNS: Final = re.compile("<cols>.*?</cols>", re.DOTALL)
_PAGES: Final = re.compile(r'fitToWidth="\d+"')
_PAGE_WIDTH: Final = 260


def folded(xml: str, table: TableSpec, shut: Collection[Group]) -> str:
    """The sheet with its columns as they should be on opening: these groups are shut."""
    columns = "".join(_columns(table, shut))
    pages = ceil(_width(table, shut) / _PAGE_WIDTH)
    xml = _COLUMNS.sub(f"<cols>{columns}</cols>", xml, count=1)
    return _PAGES.sub(f'fitToWidth="{pages}"', xml, count=1)


def several_pages_wide(table: TableSpec) -> bool:
    """Whether a table may need more than one page for its columns."""
    return _width(table, shut_groups(table, (), running=False)) > _PAGE_WIDTH


def shut_groups(table: TableSpec, lines: Sequence[object], *, running: bool) -> tuple[Group, ...]:
    """The groups that are shut on opening.

    Args:
        table: whose groups they are.
        lines: the records that stand in it.
        running: reports came in.
    """
    return tuple(
        group
        for group in table.groups
        if group.foldable and (running or (group.hidden and not _is_used(group, lines)))
    )


def _is_used(group: Group, lines: Sequence[object]) -> bool:
    asked = [c.field for c in group.columns if c.typed and c.kind is not Kind.WORKING]
    return any(typed_value(line, field) not in (None, "") for line in lines for field in asked)


def _columns(table: TableSpec, shut: Collection[Group]) -> Iterator[str]:
    number = 0
    for group, after in zip(table.groups, (*table.groups[1:], None), strict=True):
        for column in group.columns:
            number += 1
            notes = ' hidden="1"' if group in shut else ""
            notes += ' outlineLevel="1"' if group.foldable else ""
            if after in shut and column is group.columns[-1]:
                notes += ' collapsed="1"'
            place = f'min="{number}" max="{number}" width="{column.width:g}"'
            yield f'<col {place} customWidth="1"{notes}/>'


def _width(table: TableSpec, shut: Collection[Group]) -> float:
    return sum(
        column.width for group in table.groups if group not in shut for column in group.columns
    )
