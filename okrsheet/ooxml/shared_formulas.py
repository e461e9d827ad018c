"""Formulas that several cells share: written in the first, the others only point to it.

When the first one is overwritten, the next one takes its formula over.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from okrsheet.ooxml.cell_text import formula_element
from okrsheet.ooxml.changes import CellChange, Content
from okrsheet.ooxml.markup import address
from okrsheet.ooxml.references import UnclearFormula, shifted
from okrsheet.ooxml.refusals import SHARED, ChangeRefused
from okrsheet.ooxml.sheet_map import SheetMap, cells_of
from okrsheet.ooxml.spans import TAG, attribute_values, attributes_of, unescaped, with_attribute

Place = tuple[int, int]


class Group(NamedTuple):
    """A shared formula: its element as stored, the cell it stands in, and those that share it."""

    element: bytes
    first: Place
    others: dict[Place, bytes]


def handed_on(
    sheet: SheetMap, changes: Mapping[Place, CellChange], where: str
) -> dict[Place, bytes]:
    """The formula elements that other cells need when these changes are made.

    Args:
        sheet: The sheet.
        changes: By row and column.
        where: File and sheet, for messages.

    Raises:
        ChangeRefused: A formula cannot be moved.
        Unusual: The cells do not have the form the quick way knows.
    """
    new: dict[Place, bytes] = {}
    for group in groups_of(sheet):
        if isinstance(changes.get(group.first), Content):
            left = [each for each in group.others if not isinstance(changes.get(each), Content)]
            if left:
                text = formula_at(group, left[0], where)
                new[left[0]] = _first_of(text, group.others[left[0]], left, sheet.prefix)
    return new


def groups_of(sheet: SheetMap) -> list[Group]:
    """The shared formulas; a number that is given again means the later one from there on.

    Raises:
        Unusual: The cells do not have the form the quick way knows.
    """
    groups: list[Group] = []
    by_number: dict[str, Group] = {}
    for place, element, values in _shared(sheet):
        number = values.get("si", "")
        if "ref" in values:
            by_number[number] = Group(element, place, {})
            groups.append(by_number[number])
        elif number in by_number:
            by_number[number].others[place] = element
    return groups


def _shared(sheet: SheetMap) -> Iterator[tuple[Place, bytes, dict[str, str]]]:
    for row in sheet.rows:
        for cell in cells_of(sheet, row):
            tag = TAG.match(cell.formula)
            values = attribute_values(tag[0]) if tag else {}
            if values.get("t") == "shared":
                yield (row.number, cell.column), cell.formula, values


def formula_at(group: Group, place: Place, where: str) -> str:
    """The formula of a cell that shares it, in its own words.

    Raises:
        ChangeRefused: It cannot be told without a doubt.
    """
    here = f"{where}!{address(*group.first)}"
    tag = TAG.match(group.element)
    body = group.element[tag.end() :].rpartition(b"</")[0] if tag else b""
    if b"<" in body:
        raise ChangeRefused(here, SHARED)
    rows, columns = place[0] - group.first[0], place[1] - group.first[1]
    try:
        return shifted(unescaped(body.decode()), rows, columns)
    except UnclearFormula as error:
        raise ChangeRefused(here, SHARED) from error


def _first_of(text: str, element: bytes, left: list[Place], prefix: bytes) -> bytes:
    """The formula element of a cell that becomes the first of these."""
    tag = TAG.match(element)
    attributes = attributes_of(tag[0]) if tag and len(left) > 1 else b""
    if attributes:
        rows, columns = zip(*left, strict=True)
        reference = f"{address(min(rows), min(columns))}:{address(max(rows), max(columns))}"
        attributes = attributes_of(with_attribute(b"<f" + attributes + b">", "ref", reference))
    return formula_element(text, prefix, attributes)
