"""Areas that reach to the end of a table's body grow and shrink with it."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from okrsheet.ooxml.cells import escaped
from okrsheet.ooxml.markup import MAIN, address, area, qualified
from okrsheet.ooxml.records import Table
from okrsheet.ooxml.references import Reference, UnclearFormula, readdressed
from okrsheet.ooxml.spans import Cut, Node, with_attribute

_X14: Final = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM: Final = "http://schemas.microsoft.com/office/excel/2006/main"
_LISTED: Final = frozenset(
    qualified(MAIN, "conditionalFormatting", "dataValidation", "ignoredError", "protectedRange")
)
_LIST: Final = f"{_XM} sqref"
_FORMULA: Final = f"{_XM} f"
_SPARKLINE: Final = f"{_X14} sparkline"


class Stretch(NamedTuple):
    """How the end of a table's body moves.

    Attributes:
        sheet: The sheet.
        first: The first row of the body.
        last: The last row of the body, before.
        left: The first column.
        right: The last column.
        by: How many rows it moves down; less than 0 for up.
    """

    sheet: str
    first: int
    last: int
    left: int
    right: int
    by: int

    def rows(self, rows: tuple[int, int], columns: tuple[int, int]) -> tuple[int, int]:
        """The rows of an area of the sheet; the end moves where it covers the body to its end."""
        is_beside = columns[1] < self.left or columns[0] > self.right
        covers = rows[1] == self.last and rows[0] <= self.first and not is_beside
        return (rows[0], rows[1] + self.by) if covers else rows


def stretch_of(table: Table, by: int) -> Stretch:
    """How a table without a totals row stretches."""
    first = table.first_row + table.header_rows
    return Stretch(table.sheet, first, table.last_row, table.first_column, table.last_column, by)


def stretched(areas: str, stretches: Sequence[Stretch]) -> str:
    """A list of areas of the tables' sheet, such as "A5:A19 C5", after the stretches."""
    return " ".join(_stretched(each, stretches) for each in areas.split(" "))


def _stretched(reference: str, stretches: Sequence[Stretch]) -> str:
    try:
        top, left, bottom, right = area(reference)
    except ValueError:
        return reference  # whole columns reach the end anyway, and nonsense stays
    rows = top, bottom
    for each in stretches:
        rows = each.rows(rows, (left, right))
    if rows == (top, bottom):
        return reference
    first, last = address(rows[0], left), address(rows[1], right)
    return first if first == last else f"{first}:{last}"


def stretched_formula(formula: str, stretches: Sequence[Stretch]) -> str:
    """A formula that names its sheets after the stretches; as it is where it is unclear."""

    def new_rows(reference: Reference) -> tuple[int, int]:
        rows = reference.rows
        for each in stretches:
            if reference.sheet.casefold() == each.sheet.casefold():
                rows = each.rows(rows, reference.columns)
        return rows

    try:
        return readdressed(formula, new_rows)
    except UnclearFormula:
        return formula


def frame_cuts(
    data: bytes, nodes: Sequence[Node], sheet: str, stretches: Sequence[Stretch]
) -> Iterator[Cut]:
    """The changes around the cells of a sheet.

    Args:
        data: The sheet in UTF-8.
        nodes: Its elements but for rows and cells.
        sheet: Its name.
        stretches: Of tables of any sheets.
    """
    own = [each for each in stretches if each.sheet == sheet]
    for node in nodes:
        if node.name in _LISTED and "sqref" in node.attributes:
            areas = stretched(node.attributes["sqref"], own)
            if areas != node.attributes["sqref"]:
                head = data[node.start : node.head_end]
                yield node.start, node.head_end, with_attribute(head, "sqref", areas)
        elif node.name == _LIST and nodes[node.parent].name != _SPARKLINE:
            yield from _text_cut(node, stretched(node.text, own))
        elif node.name == _FORMULA and nodes[node.parent].name == _SPARKLINE:
            yield from _text_cut(node, stretched_formula(node.text, stretches))


def _text_cut(node: Node, text: str) -> Iterator[Cut]:
    if text != node.text:
        yield node.head_end, node.tail_start, escaped(text).encode()
