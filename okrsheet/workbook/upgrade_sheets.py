"""Sheets that come into a workbook whole: those it lacks, and those that only show something."""

import posixpath
import re
from collections.abc import Collection, Iterator
from html import unescape
from typing import Final, NamedTuple

from okrsheet.ooxml.archive import Archive, read_part
from okrsheet.ooxml.graft_parts import linked_parts
from okrsheet.ooxml.markup import address
from okrsheet.ooxml.package import read_relationships, resolved, workbook_part
from okrsheet.ooxml.parts import read_outline
from okrsheet.ooxml.records import Cell, Sheet, Workbook
from okrsheet.workbook.earlier import SHOWN_TABLES, checksum, checksums, strangers
from okrsheet.workbook.earlier_cells import EARLIER
from okrsheet.workbook.in_file import is_same
from okrsheet.workbook.layout import SHEET_ORDER, SPOT_SHEETS
from okrsheet.workbook.load import Loaded
from okrsheet.workbook.load_picked import PICK, TREND_SHEET
from okrsheet.workbook.sheets.lists import LISTS_SHEET
from okrsheet.workbook.tables import TABLES

_PLAIN_LINKS: Final = frozenset({"table", "drawing", "printerSettings"})
_CHARTS: Final = re.compile(rb"<(?:\w+:)?(?:graphicFrame|pic|sp|cxnSp)[\s>]")
_FORMULA: Final = re.compile(r"<(?:\w+:)?(?:f|formula|formula1|formula2)\b[^>]*>([^<]+)<")
_MOST_CELLS: Final = 5


class Sheets(NamedTuple):
    """The sheets that come.

    Attributes:
        new: those the workbook lacks.
        anew: those it has, made by an earlier version.
    """

    new: tuple[str, ...]
    anew: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Both, in their order."""
        return tuple(name for name in SHEET_ORDER if name in {*self.new, *self.anew})


def sheets_to_come(book: Workbook, current: Workbook) -> Sheets:
    """What a workbook lacks of a current one, or shows as an earlier version did."""
    shown = [*SPOT_SHEETS, *(t.sheet for t in TABLES if t.name in SHOWN_TABLES), LISTS_SHEET]
    new = tuple(name for name in SHEET_ORDER if name not in book.sheets)
    there = (name for name in shown if name in book.sheets)
    return Sheets(new, tuple(name for name in there if not _is_current(book, current, name)))


def misplaced(loaded: Loaded) -> tuple[str, ...]:
    """Our tables on sheets with other names than ours."""
    return tuple(
        f"{grid.spec.name} on {grid.sheet.name!r}, which was {grid.spec.sheet}"
        for grid in loaded.tables.values()
        if grid.sheet.name != grid.spec.sheet
    )


def _is_current(book: Workbook, current: Workbook, name: str) -> bool:
    """Whether a sheet has all texts and formulas of the one that is made now, in their places.

    Of a table the header and the first line count: how many lines it has is for refresh.
    """
    ours, held = current.sheets[name], book.sheets[name]
    tables = [table for table in current.tables.values() if table.sheet == name]
    last = tables[0].first_row + 1 if tables else None
    mine = ours.cells.items()
    return all(
        _is_same(held.cells.get(place), cell)
        for place, cell in mine
        if not last or place[0] <= last
    ) and _wide(book, name) == _wide(current, name)


def _wide(book: Workbook, name: str) -> list[int]:
    return [len(table.columns) for table in book.tables.values() if table.sheet == name]


def _is_same(held: Cell | None, ours: Cell) -> bool:
    if ours.formula:
        return held is not None and is_same(held.formula or "", ours.formula)
    if not isinstance(ours.value, str) or not ours.value:
        return True
    return held is not None and checksum(held) == checksum(ours)


def in_the_way(
    archive: Archive, book: Workbook, current: Archive, now: Workbook, anew: Collection[str]
) -> Iterator[str]:
    """What somebody put on sheets that are made anew, or refers to a cell there; a line each.

    Args:
        archive: the file.
        book: what was read of it.
        current: a workbook as it is made now.
        now: what was read of that one.
        anew: the sheets that are made anew.
    """
    for name in anew:
        yield from cells_of_theirs(book, name, checksums(now.sheets[name]))
        yield from parts_of_theirs(archive, current, name)
        if any(f.kind == "sheet protection" and f.sheet == name and f.detail for f in book.facts):
            yield f"{name}: protected with a password."
    ours = frozenset[int]().union(*map(checksums, now.sheets.values()))
    yield from _references(archive, anew, ours | EARLIER)
    yield from _named(book, now, anew)


def cells_of_theirs(book: Workbook, name: str, ours: frozenset[int]) -> Iterator[str]:
    """The cells of a sheet that somebody filled in, in a sentence.

    Args:
        book: the workbook.
        name: the sheet.
        ours: the checksums of the sheet as it is made now.
    """
    found = [address(*place) for place in strangers(book, name, ours)]
    if name == TREND_SHEET and PICK in found:
        found.remove(PICK)
    if found:
        more = f" and {len(found) - _MOST_CELLS} more" if len(found) > _MOST_CELLS else ""
        yield f"{name}: cells of yours ({', '.join(found[:_MOST_CELLS])}{more})."


def parts_of_theirs(archive: Archive, current: Archive, name: str) -> Iterator[str]:
    """The comments, charts and tables somebody put on a sheet, a sentence each.

    Args:
        archive: the file.
        current: a workbook as it is made now.
        name: the sheet.
    """
    kinds, drawn = _linked(archive, name), _drawn(archive, name)
    more = {kind for kind in kinds if kind not in _PLAIN_LINKS}
    if more:
        yield f"{name}: {', '.join(sorted(more))} of yours."
    if drawn > _drawn(current, name):
        yield f"{name}: charts, pictures or shapes of yours."
    if kinds.count("table") > _linked(current, name).count("table"):
        yield f"{name}: a table of yours."


def _part_of(archive: Archive, name: str) -> str:
    tabs = read_outline(archive, workbook_part(archive)).tabs
    return next((tab.part for tab in tabs if tab.name == name), "")


def _linked(archive: Archive, name: str) -> list[str]:
    """The kinds of parts a sheet has."""
    return [link.kind for link in read_relationships(archive, _part_of(archive, name))]


def _drawn(archive: Archive, name: str) -> int:
    """How many charts, pictures and shapes stand on a sheet."""
    part = _part_of(archive, name)
    links = (link for link in read_relationships(archive, part) if link.kind == "drawing")
    drawings = [resolved(posixpath.dirname(part), link.target) for link in links]
    return sum(len(_CHARTS.findall(read_part(archive, each))) for each in drawings)


def _references(archive: Archive, anew: Collection[str], ours: frozenset[int]) -> Iterator[str]:
    """Formulas of theirs, in cells, rules, charts and names, that name a cell of such a sheet."""
    outline = read_outline(archive, workbook_part(archive))
    wanted = {name: _naming(name) for name in anew}
    for tab in outline.tabs:
        if tab.name in anew or not tab.has_cells:
            continue
        for part in [tab.part, *_charts(archive, tab.part)]:
            texts = {unescape(text) for text in _formulas(archive, part)}
            for name, pattern in wanted.items():
                found = [t for t in texts if pattern.search(t) and not _is_known(t, ours)]
                if found:
                    yield f"{tab.name}: refers to cells of {name} ({min(found)[:60]})."


def _named(book: Workbook, now: Workbook, anew: Collection[str]) -> Iterator[str]:
    """Names of theirs that stand for cells of such a sheet."""
    for name in anew:
        found = [
            each
            for each, text in book.names.items()
            if each not in now.names and _naming(name).search(text)
        ]
        if found:
            yield f"The name {found[0]} refers to cells of {name}."


def _naming(sheet: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\b{re.escape(sheet)}|'{re.escape(sheet)}')!", re.IGNORECASE)


def _is_known(formula: str, ours: frozenset[int]) -> bool:
    return checksum(Cell(None, formula)) in ours


def _formulas(archive: Archive, part: str) -> list[str]:
    return _FORMULA.findall(read_part(archive, part).decode("utf-8", "replace"))


def _charts(archive: Archive, part: str) -> Iterator[str]:
    for drawing in linked_parts(archive, part):
        if "drawing" in drawing.lower():
            yield from (each for each in linked_parts(archive, drawing) if "chart" in each.lower())


def typed_pick(sheet: Sheet | None, place: tuple[int, int]) -> Cell | None:
    """What somebody typed into the cell that picks a key result."""
    cell = None if sheet is None else sheet.cells.get(place)
    return cell if cell is not None and cell.formula is None and cell.value else None
