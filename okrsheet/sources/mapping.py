"""What is taken from where: the tables of a source, each column with its field.

It is proposed, shown, saved as a small TOML file, edited by people, and replayed.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

ROWS: Final = "rows"
"""A row is a key result, with its objective beside or above it."""
LIST: Final = "list"
"""A row is an objective or a key result; both stand in the same column."""
ACROSS: Final = "across"
"""A column is an objective; its key results stand below it."""
EXPORT: Final = "export"
"""A row is a key result, as `okrsheet export` writes it: nothing in it is interpreted."""
LAYOUTS: Final = (ROWS, LIST, ACROSS, EXPORT)
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class Block(NamedTuple):
    """One table of a source.

    Attributes:
        sheet: the name of its sheet.
        layout: one of LAYOUTS.
        first: the row of its headers; across, the row of the objectives.
        last: its last row; 0 for the last one of the sheet.
        columns: fields by column, from 1; across, the columns of the objectives.
        headers: what the row of headers says, by column; what was there when it was proposed.
        why: why a column is that field; empty where a person said so.
        why_row: across, the row that says why the objectives matter; 0 for none.
        owner_row: across, the row that says who owns the objectives; 0 for none.
        labels: across, the column that numbers the key results.
        fixed: what holds for all rows, by field.
    """

    sheet: str
    layout: str
    first: int
    last: int = 0
    columns: Mapping[int, str] = MappingProxyType({})
    headers: Mapping[int, str] = MappingProxyType({})
    why: Mapping[int, str] = MappingProxyType({})
    why_row: int = 0
    owner_row: int = 0
    labels: int = 0
    fixed: Mapping[str, str] = _NONE

    def column_of(self, field: str) -> int | None:
        """The column of a field; None without one."""
        return next((column for column, name in self.columns.items() if name == field), None)


class Reading(NamedTuple):
    """All that decides what a source gives, so that it gives the same again.

    Attributes:
        blocks: its tables, in the order of the sheets.
        locale: how numbers and dates are written; "" where nobody said.
        decimal: the mark of decimals its own numbers show, "." or ","; "" for none.
        numbers_from_text: whether numbers in the wording are proposed where the columns have none.
    """

    blocks: tuple[Block, ...]
    locale: str = ""
    decimal: str = ""
    numbers_from_text: bool = True
