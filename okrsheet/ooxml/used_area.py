"""What a sheet notes about where its cells lie and how its columns look, kept true."""

from typing import Final, NamedTuple

from okrsheet.ooxml.markup import MAIN, MAX_COLUMN, MAX_ROW, address, area, qualified, whole_number
from okrsheet.ooxml.remove_rows import Removal
from okrsheet.ooxml.sheet_map import SheetMap
from okrsheet.ooxml.spans import Cut, attribute_values, with_attribute

_DIMENSION: Final = frozenset(qualified(MAIN, "dimension"))
_COLUMN: Final = frozenset(qualified(MAIN, "col"))


class ColumnStyles(NamedTuple):
    """The cell formats of columns: first column, last column, format."""

    spans: list[tuple[int, int, str]]
    known: dict[int, str]

    def of(self, column: int) -> str:
        """The format of a column; "0" where it has none."""
        if column not in self.known:
            found = (style for first, last, style in self.spans if first <= column <= last)
            self.known[column] = next(found, "0")
        return self.known[column]


class Used:
    """The area of the cells that are new."""

    def __init__(self) -> None:
        self._low = (MAX_ROW, MAX_COLUMN)
        self._high = (0, 0)

    def add(self, row: int, column: int) -> None:
        """Note a new cell."""
        self._low = (min(self._low[0], row), min(self._low[1], column))
        self._high = (max(self._high[0], row), max(self._high[1], column))

    def dimension(self, sheet: SheetMap) -> list[Cut]:
        """The change of the sheet's `<dimension>`, where it has one that the new cells exceed."""
        node = next((node for node in sheet.nodes if node.name in _DIMENSION), None)
        if node is None or self._high == (0, 0):
            return []
        try:
            old = area(node.attributes.get("ref", ""))
        except ValueError:
            return []  # nonsense stays as it is: nothing relies on it
        new = self._around(old) if sheet.rows else (*self._low, *self._high)
        if new == old:
            return []
        first, last = address(*new[:2]), address(*new[2:])
        reference = first if first == last else f"{first}:{last}"
        tag = with_attribute(sheet.data[node.start : node.head_end], "ref", reference)
        return [(node.start, node.head_end, tag)]

    def _around(self, old: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
        return (
            min(old[0], self._low[0]),
            min(old[1], self._low[1]),
            max(old[2], self._high[0]),
            max(old[3], self._high[1]),
        )


def shrunk(sheet: SheetMap, gone: Removal) -> list[Cut]:
    """The change of the sheet's `<dimension>` where the cells of a table were the last ones."""
    node = next((node for node in sheet.nodes if node.name in _DIMENSION), None)
    try:
        top, left, bottom, right = area(node.attributes.get("ref", "") if node else "")
    except ValueError:
        return []
    if node is None or bottom != gone.table.last_row:
        return []
    reference = f"{address(top, left)}:{address(bottom - len(gone.rows), right)}"
    tag = with_attribute(sheet.data[node.start : node.head_end], "ref", reference)
    return [(node.start, node.head_end, tag)]


def column_styles(sheet: SheetMap) -> ColumnStyles:
    """First column, last column and cell format of the columns that have one."""
    styles = []
    for node in sheet.nodes:
        if node.name in _COLUMN and node.attributes.get("style"):
            try:
                first = whole_number(node.attributes.get("min", ""))
                last = whole_number(node.attributes.get("max", ""))
                style = whole_number(node.attributes["style"])
            except ValueError:
                continue  # a nonsense hint gives a new cell no format
            styles.append((first, last, str(style)))
    return ColumnStyles(styles, {})


def with_spans(head: bytes, first: int, last: int) -> bytes:
    """The start tag of a row whose hint about used columns covers these, if it has one."""
    hint = attribute_values(head).get("spans")
    if hint is None:
        return head
    try:
        numbers = [whole_number(part) for part in hint.replace(" ", ":").split(":")]
    except ValueError:
        return head
    if min(numbers) <= first and last <= max(numbers):
        return head
    return with_attribute(head, "spans", f"{min(*numbers, first)}:{max(*numbers, last)}")
