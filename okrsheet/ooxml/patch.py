"""Change a workbook: bytes in, bytes out, and everything that was not asked for stays.

All other parts are copied as they lie in the file; in a changed part only the bytes of what
changes are touched. The result is read again and compared before anybody gets it.
"""

import posixpath
from collections.abc import Mapping, Sequence
from typing import Final

from okrsheet.ooxml.archive import Archive, check_parts, has_part, inside, read_part
from okrsheet.ooxml.changes import EMPTY, CellChanges, Changes, Content, Shown
from okrsheet.ooxml.demand_refusals import NO_FRONT
from okrsheet.ooxml.encodings import Encoding, from_utf8, to_utf8
from okrsheet.ooxml.garbage import nothing_collected
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.package import CONTENT_TYPES, workbook_part
from okrsheet.ooxml.parts import Tab, properties_part, read_outline, read_styles, read_tables
from okrsheet.ooxml.patch_book import recalculating, refuse_broken, without_chain, without_type
from okrsheet.ooxml.patch_heights import with_heights
from okrsheet.ooxml.patch_names import refuse_name, stretched_names, with_names
from okrsheet.ooxml.patch_properties import refuse_property, with_properties
from okrsheet.ooxml.patch_sheet import SheetPlace, with_cells
from okrsheet.ooxml.patch_views import refuse_locked, selecting, showing
from okrsheet.ooxml.pointers import Pointers
from okrsheet.ooxml.refusals import (
    BAD_NAME,
    NO_CELLS,
    NO_PART,
    NO_PROPERTIES,
    NO_SHEET,
    OWN_PART,
    STYLE,
    ChangeRefused,
)
from okrsheet.ooxml.remove_rows import Removal, removal_cuts
from okrsheet.ooxml.repack import repacked
from okrsheet.ooxml.sheet_map import SheetMap
from okrsheet.ooxml.sheet_walk import on_map
from okrsheet.ooxml.spans import Cut, spliced
from okrsheet.ooxml.stretch import Stretch, frame_cuts
from okrsheet.ooxml.table_changes import planned
from okrsheet.ooxml.table_forms import Form, resized, table_parts
from okrsheet.ooxml.used_area import shrunk
from okrsheet.ooxml.verify import verify, verify_change

__all__ = ["EMPTY", "Changes", "Content", "Shown", "patch", "patch_archive", "verify"]

_OWN_ENDINGS: Final = (".rels", "/calcchain.xml")


def patch(data: bytes, changes: Changes, name: str) -> bytes:
    """Carry out changes of a workbook.

    Args:
        data: The whole file.
        changes: What shall change.
        name: The file, for messages.

    Returns:
        The whole new file, verified; the same bytes where nothing is to change.

    Raises:
        ChangeRefused: A change is impossible or would do harm.
        ChangeUnproven: The result is not what was asked for.
        OkrsheetFileError: The file is damaged, unsafe, or no workbook.
    """
    with nothing_collected():
        return _patched(guard(data, name), changes)


def patch_archive(archive: Archive, changes: Changes) -> bytes:
    """The same, for a file that is open: parts that were unpacked need no check any more."""
    with nothing_collected():
        return _patched(archive, changes)


def _patched(archive: Archive, changes: Changes) -> bytes:
    book = _Book(archive)
    book.refuse_styles(changes)
    plan = planned(book.archive, book.outline.tabs, changes)
    lost = [book.set_cells(sheet, cells) for sheet, cells in plan.cells.items() if cells]
    lost += [book.remove_rows(form, gone) for form, gone in plan.removals]
    if any(lost):
        book.forget_chain()
    if plan.stretches:
        book.stretch(plan.stretches)
    if changes.names:
        book.set_names(changes.names)
    for part, content in changes.parts.items():
        book.replace(part, content)
    if changes.properties:
        book.set_properties(changes.properties)
    book.show(changes.show, changes.hide)
    book.set_heights(changes.heights)
    if changes.recalculate:
        book.put(book.part, recalculating(book.get(book.part), book.where(book.part)))
    # Parts nobody looked at go into the new file as they are, so they must be sound as well.
    check_parts(archive)
    result = book.packed()
    if result != archive.data:
        verify_change(archive, book.unpacked, result, changes)
    return result


class _Book:
    """A workbook under change: parts in UTF-8, and how each is stored."""

    def __init__(self, archive: Archive) -> None:
        self.part = workbook_part(archive)
        self.archive = archive
        self.outline = read_outline(archive, self.part)
        self._tabs = {tab.name: tab for tab in self.outline.tabs}
        self.unpacked: dict[str, bytes] = {}
        self._stored: dict[str, tuple[bytes, Encoding]] = {}
        self._new: dict[str, bytes] = {}
        self._whole: dict[str, bytes] = {}
        self._dropped: list[str] = []

    def where(self, part: str, sheet: str = "") -> str:
        """The file, sheet and part, for messages."""
        return inside(self.archive.name, part, sheet)

    def get(self, part: str, sheet: str = "") -> bytes:
        """A part as it is by now, in UTF-8."""
        if part not in self._stored:
            stored = self.unpacked[part] = read_part(self.archive, part, sheet)
            self._stored[part] = to_utf8(stored, self.where(part, sheet))
        return self._new.get(part, self._stored[part][0])

    def put(self, part: str, data: bytes) -> None:
        """Replace a part that was read."""
        self._new[part] = data

    def refuse_styles(self, changes: Changes) -> None:
        """Let pass cell formats the workbook has; Excel calls a file with others damaged."""
        contents = [each for cells in changes.cells.values() for each in cells.values()]
        rows = (row for added in changes.append.values() for row in added)
        contents += [each for row in rows for each in row.values()]
        styles = {each.style or 0 for each in contents if isinstance(each, Content)} - {0}
        if styles:
            count = len(read_styles(self.archive, self.outline.styles_part))
            if not 0 <= min(styles) <= max(styles) < count:
                raise ChangeRefused(self.archive.name, STYLE, f"{max(styles)} of {count}")

    def set_cells(self, sheet: str, cells: CellChanges) -> bool:
        """Set cells of a sheet, and say whether cells gained or lost formulas."""
        tab = self._tab(sheet)
        where = self.where(tab.part, sheet)
        tables = tuple(read_tables(self.archive, tab))
        place = SheetPlace(where, f"{self.archive.name}: {sheet}", tables)
        changed = with_cells(self.get(tab.part, sheet), cells, place)
        self.put(tab.part, changed.data)
        return changed.formulas

    def remove_rows(self, form: Form, gone: Removal) -> bool:
        """Take rows out of a table, and say that formulas have moved."""
        part, sheet = form.tab.part, form.tab.name
        where = f"{self.archive.name}: {sheet}"
        pointers = Pointers(gone)
        pointers.refuse_in_others(self.archive, self.outline.tabs)

        def cuts(found: SheetMap) -> list[Cut]:
            pointers.refuse_in_sheet(found, where)
            return [*removal_cuts(found, gone, form, where), *shrunk(found, gone)]

        data = self.get(part, sheet)
        self.put(part, spliced(data, on_map(data, self.where(part, sheet), cuts)))
        return True

    def stretch(self, stretches: Mapping[str, Stretch]) -> None:
        """Let everything grow and shrink that reaches to the end of tables; by their parts."""
        for part, stretch in stretches.items():
            self.put(part, resized(self.get(part), self.where(part), stretch))
        found = tuple(stretches.values())
        names = stretched_names(self.get(self.part), self.where(self.part), found)
        self.put(self.part, names)
        own = {each.sheet for each in found}
        for tab in self.outline.tabs:
            data = self.get(tab.part, tab.name) if tab.has_cells else b""
            if tab.name in own or b"sparkline" in data:
                self._stretch_around(tab, data, found)

    def _stretch_around(self, tab: Tab, data: bytes, found: Sequence[Stretch]) -> None:
        def cuts(sheet: SheetMap) -> list[Cut]:
            return [*frame_cuts(data, sheet.nodes, tab.name, found)]

        where = self.where(tab.part, tab.name)
        self.put(tab.part, spliced(data, on_map(data, where, cuts)))

    def _tab(self, sheet: str) -> Tab:
        tab = self._tabs.get(sheet)
        if tab is None or not tab.has_cells:
            cause = NO_SHEET if tab is None else NO_CELLS
            raise ChangeRefused(self.archive.name, cause, repr(sheet[:40]))
        return tab

    def set_names(self, names: Mapping[str, str]) -> None:
        """Set defined names that hold for the whole workbook."""
        where = self.where(self.part)
        taken = {each.casefold() for each in self.outline.names}
        for name, text in names.items():
            refuse_name(name, text, where)
            if name.casefold() not in taken and name.casefold() in self._table_names():
                raise ChangeRefused(where, BAD_NAME, repr(name[:60]))
        self.put(self.part, with_names(self.get(self.part), names, where))

    def _table_names(self) -> set[str]:
        tables = (read_tables(self.archive, tab) for tab in self.outline.tabs if tab.has_cells)
        return {table.name.casefold() for found in tables for table in found}

    def set_properties(self, texts: Mapping[str, str]) -> None:
        """Set custom document properties."""
        part = properties_part(self.archive)
        where = self.where(part)
        if not has_part(self.archive, part):
            raise ChangeRefused(self.archive.name, NO_PROPERTIES)
        for name, text in texts.items():
            refuse_property(name, text, where)
        self.put(part, with_properties(self.get(part), texts, where))

    def show(self, sheets: Sequence[str], hide: Sequence[str]) -> None:
        """Show sheets, the first one in front, and hide others."""
        if {*sheets} & {*hide} or (hide and not sheets):
            raise ChangeRefused(self.archive.name, NO_FRONT)
        if not sheets:
            return
        shown, *_ = [self._tab(sheet) for sheet in (*sheets, *hide)]
        states = {**dict.fromkeys(sheets, "visible"), **dict.fromkeys(hide, "hidden")}
        refuse_locked(self.outline, states, self.archive.name)
        front = self.outline.tabs.index(shown)
        data, where = self.get(self.part), self.where(self.part)
        self.put(self.part, showing(data, where, states, front))
        for tab in self.outline.tabs:
            data, where = self.get(tab.part, tab.name), self.where(tab.part, tab.name)
            self.put(tab.part, selecting(data, where, chosen=tab is shown))

    def set_heights(self, heights: Mapping[str, Mapping[int, float]]) -> None:
        """Set the heights of rows, by sheet."""
        for sheet, rows in heights.items():
            part = self._tab(sheet).part
            self.put(part, with_heights(self.get(part, sheet), rows, self.where(part, sheet)))

    def replace(self, part: str, content: bytes) -> None:
        """Replace all of a part that holds no cells and is not needed to find those."""
        where = self.where(part)
        if not has_part(self.archive, part):
            raise ChangeRefused(where, NO_PART)
        if self._is_own(part):
            raise ChangeRefused(where, OWN_PART)
        if part.lower().endswith(".xml"):
            refuse_broken(content, where)
        if read_part(self.archive, part) != content:
            self._whole[part] = content

    def _is_own(self, part: str) -> bool:
        """Whether the part holds cells, or is needed to find those that do."""
        own = {CONTENT_TYPES, self.part, self.outline.texts_part, properties_part(self.archive)}
        for tab in self.outline.tabs:
            own |= {tab.part, *table_parts(self.archive, tab)}
        key = part.lower()
        return key.endswith(_OWN_ENDINGS) or key in {each.lower() for each in own}

    def forget_chain(self) -> None:
        """Leave out the list of formula cells: Excel makes it anew, a wrong one it complains of."""
        folder, base = posixpath.split(self.part)
        links = posixpath.join(folder, "_rels", f"{base}.rels")
        if not has_part(self.archive, links):
            return
        chain = without_chain(self.get(links), self.where(links), folder)
        if chain is None:
            return
        data, part = chain
        self.put(links, data)
        if has_part(self.archive, part):
            self._dropped.append(part)
            self.put(
                CONTENT_TYPES,
                without_type(self.get(CONTENT_TYPES), self.where(CONTENT_TYPES), part),
            )

    def packed(self) -> bytes:
        """The whole file."""
        replaced = {
            part: from_utf8(data, self._stored[part][1])
            for part, data in self._new.items()
            if data != self._stored[part][0]
        }
        replaced |= self._whole
        if not replaced:
            return self.archive.data
        return repacked(self.archive, replaced, self._dropped)
