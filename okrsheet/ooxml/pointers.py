"""What leads to rows that would move, anywhere in a workbook: then they must stay."""

import re
from collections.abc import Iterator
from typing import Final

from okrsheet.ooxml.archive import Archive, inside, read_part
from okrsheet.ooxml.encodings import to_utf8
from okrsheet.ooxml.markup import MAIN, area, qualified
from okrsheet.ooxml.package import read_relationships, resolved
from okrsheet.ooxml.parts import Tab
from okrsheet.ooxml.references import Reference, UnclearFormula, references
from okrsheet.ooxml.refusals import POINTED_AT, STRUCTURE, ChangeRefused
from okrsheet.ooxml.remove_rows import Removal, leads_to
from okrsheet.ooxml.sheet_frame import overlaps
from okrsheet.ooxml.sheet_map import SheetMap
from okrsheet.ooxml.spans import Node, attribute_values, unescaped

_FORMULA: Final = re.compile(
    rb"<(?:[\w.-]+:)?(?:f|formula[12]?|definedName|FmlaLink|FmlaRange)(\s[^>]*)?>([^<]+)</"
)
_ROWS: Final = re.compile(rb"<((?:[\w.-]+:)?sheetData)[\s>].*</\1\s*>", re.DOTALL)
_PLACE: Final = re.compile(rb'\bref="([^"]{1,20})"')
_ELSEWHERE: Final = frozenset(qualified(MAIN, "dimension", "selection", "pane", "mergeCell"))
_RULES: Final = frozenset({"formula", "formula1", "formula2", "f"})
_NOTES: Final = frozenset({"comments", "threadedComment"})


class Pointers:
    """Looks for what leads to rows that would move; formulas with table names are no such thing."""

    def __init__(self, gone: Removal) -> None:
        self._gone = gone
        self._sheet = gone.sheet.casefold()

    def refuse_in_others(self, archive: Archive, tabs: tuple[Tab, ...]) -> None:
        """Let pass what other parts say.

        Raises:
            ChangeRefused: A formula, name, chart or note leads to cells that would move.
        """
        for tab in tabs:
            if tab.name == self._gone.sheet:
                self._refuse_notes(archive, tab)
        own = {tab.part.lower() for tab in tabs if tab.name == self._gone.sheet}
        for part in archive.members:
            if part.endswith((".xml", ".vml")) and part not in own:
                where = inside(archive.name, part)
                data, _ = to_utf8(read_part(archive, part), where)
                rows = _ROWS.search(data)
                start, end = rows.span() if rows else (0, 0)
                if b"<!" in data[start:end]:
                    raise ChangeRefused(where, STRUCTURE)
                self._refuse_texts(data[start:end], where, {self._sheet}, covering=False)
                around = data[:start] + data[end:]
                self._refuse_texts(around, where, {self._sheet}, covering=True)

    def _refuse_notes(self, archive: Archive, tab: Tab) -> None:
        top, _, bottom, _ = self._gone.moving
        for found in read_relationships(archive, tab.part):
            if found.kind in _NOTES:
                part = resolved(tab.part.rpartition("/")[0], found.target)
                for match in _PLACE.finditer(read_part(archive, part)):
                    bounds = _bounds(match[1].decode())
                    if bounds and top <= bounds[2] and bounds[0] <= bottom:
                        where = inside(archive.name, part, tab.name)
                        raise ChangeRefused(where, POINTED_AT, f"a note at {match[1].decode()}")

    def refuse_in_sheet(self, sheet: SheetMap, where: str) -> None:
        """Let pass what the sheet itself says, but for the formulas in the rows that move.

        Raises:
            ChangeRefused: A formula or area leads to cells that would move.
        """
        top, _, bottom, _ = self._gone.moving
        moving = [row for row in sheet.rows if top <= row.number <= bottom]
        start, end = (moving[0].start, moving[-1].end) if moving else (0, 0)
        above = sheet.data[sheet.sheet_data.head_end : start]
        below = sheet.data[end : sheet.sheet_data.tail_start]
        for rows in (above, below):
            self._refuse_texts(rows, where, {"", self._sheet}, covering=False)
        for node in sheet.nodes:
            self._refuse_node(node, where)

    def _refuse_node(self, node: Node, where: str) -> None:
        name = node.name.rpartition(" ")[2]
        areas = "" if node.name in _ELSEWHERE else node.attributes.get("sqref", "")
        areas = areas or (node.text if name == "sqref" else "")
        if name != "conditionalFormatting" and not areas and node.name not in _ELSEWHERE:
            areas = node.attributes.get("ref", "")
        for one in areas.split():
            bounds = _bounds(one)
            if bounds and overlaps(bounds, self._gone.moving) and not self._covers(bounds):
                raise ChangeRefused(where, POINTED_AT, f"{name} at {one[:20]}")
        if name in _RULES:
            for each in _references(node.text, where):
                is_here = each.sheet.casefold() in {"", self._sheet}
                if is_here and each.is_fixed and self._is_hit(each, covering=True):
                    raise ChangeRefused(where, POINTED_AT, node.text[:40])

    def _refuse_texts(self, data: bytes, where: str, names: set[str], *, covering: bool) -> None:
        for text, (down, right) in {*_formulas(data)}:
            for each in _references(text, where):
                rows = each.rows[0], each.rows[1] + down
                columns = each.columns[0], each.columns[1] + right
                wide = each._replace(rows=rows, columns=columns) if down or right else each
                if each.sheet.casefold() in names and self._is_hit(wide, covering=covering):
                    raise ChangeRefused(where, POINTED_AT, text[:40])

    def _is_hit(self, reference: Reference, *, covering: bool) -> bool:
        (top, bottom), (left, right) = reference.rows, reference.columns
        if not leads_to(reference, self._gone):
            return False
        return not (covering and self._covers((top, left, bottom, right)))

    def _covers(self, bounds: tuple[int, int, int, int]) -> bool:
        """Whether an area holds all rows that move: then it holds them afterwards."""
        top, _, bottom, _ = self._gone.moving
        return bounds[0] <= top and bounds[2] >= bottom


def _references(text: str, where: str) -> list[Reference]:
    try:
        return references(text)
    except UnclearFormula as error:
        raise ChangeRefused(where, POINTED_AT, text[:40]) from error


def _bounds(reference: str) -> tuple[int, int, int, int] | None:
    try:
        return area(reference.replace("$", ""))
    except ValueError:
        return None


def _formulas(data: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    """Formulas, and over how many more rows and columns each is shared."""
    for match in _FORMULA.finditer(data):
        bounds = _bounds(attribute_values(b"<f" + (match[1] or b"") + b">").get("ref", "A1"))
        top, left, bottom, right = bounds or (1, 1, 1, 1)
        yield unescaped(match[2].decode()), (bottom - top, right - left)
