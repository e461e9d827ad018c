"""Proof of a change: what was asked for is there, and nothing else differs.

Parts nobody wanted to change are compared as they lie in the file. A changed sheet is proven by
its bytes (`verify_cells`), else it is read again by the reader, which shares no code with the
patcher, and compared cell by cell; rows that have the same bytes before and after are left out of
that.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, overload

from okrsheet.ooxml.archive import Archive, inside, read_part
from okrsheet.ooxml.cells import one_kind_of_break
from okrsheet.ooxml.changes import CellChange, CellChanges, Changes, Content, Shown
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.limits import MAX_CELLS
from okrsheet.ooxml.markup import address
from okrsheet.ooxml.package import workbook_part
from okrsheet.ooxml.parts import Outline, Tab, properties_part, read_custom_properties, read_outline
from okrsheet.ooxml.quick_sheet import read_quickly
from okrsheet.ooxml.records import Cell, Cells, CellValue, Place
from okrsheet.ooxml.refusals import ChangeUnproven
from okrsheet.ooxml.remove_rows import Removal
from okrsheet.ooxml.repack import Entry, directory
from okrsheet.ooxml.sheet_xml import SheetSource, read_sheet
from okrsheet.ooxml.stretch import Stretch
from okrsheet.ooxml.table_changes import TablePlan, planned
from okrsheet.ooxml.verify_book import are_same_words, moved_cells, names_after, words_of
from okrsheet.ooxml.verify_cells import is_proven
from okrsheet.ooxml.verify_formulas import moved_formulas
from okrsheet.ooxml.verify_frames import are_same_frames
from okrsheet.ooxml.verify_heights import refuse_other_heights
from okrsheet.ooxml.verify_rows import thinned
from okrsheet.ooxml.verify_shown import (
    book_words,
    refuse_other_frame,
    refuse_other_front,
    tabs_after,
)

_CHAIN: Final = "calcchain.xml"


class Before(NamedTuple):
    """A workbook file before or after a change; `unpacked` parts need not be unpacked again."""

    archive: Archive
    entries: dict[str, tuple[Entry, bytes]]
    part: str
    outline: Outline
    unpacked: Mapping[str, bytes]

    def read(self, tab: Tab) -> bytes:
        """The part of a sheet."""
        found = self.unpacked.get(tab.part)
        return read_part(self.archive, tab.part, tab.name) if found is None else found


def verify(old: bytes, new: bytes, changes: Changes, name: str) -> None:
    """Let pass a change that did what was asked for and nothing else.

    Args:
        old: The file before.
        new: The file after.
        changes: What was asked for.
        name: The file, for messages.

    Raises:
        ChangeUnproven: Something asked for is not there, or something else differs.
        OkrsheetFileError: One of the two cannot be read.
    """
    verify_change(guard(old, name), {}, new, changes)


def verify_change(
    old: Archive, unpacked: Mapping[str, bytes], new: bytes, changes: Changes
) -> None:
    """The same, where the old file is open and some of its parts are unpacked, by their names."""
    try:
        _prove(old, unpacked, new, changes)
    except ChangeUnproven:
        raise
    except OkrsheetFileError as error:
        # The file itself was read before: what can't be read now is the change's doing.
        raise ChangeUnproven(error.where, detail=error.what) from error


def _prove(old: Archive, unpacked: Mapping[str, bytes], new: bytes, changes: Changes) -> None:
    before, after = _opened(old, unpacked), _opened(guard(new, old.name), {})
    plan = planned(before.archive, before.outline.tabs, changes)
    _refuse_other_parts(before, after, changes, plan)
    _refuse_other_book(before, after, changes, plan)
    if changes.properties:
        _refuse_other_properties(before, after, changes.properties)
    for part, stretch in plan.stretches.items():
        _refuse_other_table(before, after, part, stretch)
    gone = {found.sheet: found for _, found in plan.removals}
    for tab in before.outline.tabs:
        refuse_other_heights(before.archive, after.archive, tab, changes.heights.get(tab.name, {}))
        asked = plan.cells.get(tab.name, {})
        if changes.show and not tab.has_cells:
            refuse_other_frame(before.archive, after.archive, tab)
        elif asked or not _is_same_part(before, after, tab.part):
            stretches = tuple(plan.stretches.values())
            sheet = _Sheet(tab, asked, gone.get(tab.name), stretches, bool(changes.show))
            _refuse_other_cells(before, after, sheet)


def _opened(archive: Archive, unpacked: Mapping[str, bytes]) -> Before:
    data, part = archive.data, workbook_part(archive)
    entries, _ = directory(data)
    lying = {entry.part: (entry, data[entry.offset : entry.end]) for entry in entries}
    return Before(archive, lying, part, read_outline(archive, part), unpacked)


def _refuse_other_parts(before: Before, after: Before, changes: Changes, plan: TablePlan) -> None:
    tabs = before.outline.tabs
    sheets = {tab.name for tab in tabs if plan.stretches and tab.has_cells}
    sheets |= {*plan.cells, *changes.heights}
    may = {tab.part.lower() for tab in tabs if tab.name in sheets or changes.show}
    may |= {part.lower() for part in (*changes.parts, *plan.stretches)}
    if changes.properties:
        may.add(properties_part(before.archive).lower())
    if changes.recalculate or changes.names or plan.stretches or changes.show:
        may.add(before.part.lower())
    gone = [part for part in before.entries if part not in after.entries]
    if gone:
        folder, _, base = before.part.lower().rpartition("/")
        may |= {"[content_types].xml", f"{folder}/_rels/{base}.rels".lstrip("/")}
    kept = [part for part in before.entries if part not in gone]
    if list(after.entries) != kept or any(not part.endswith(_CHAIN) for part in gone):
        raise ChangeUnproven(before.archive.name, detail="parts are missing or added")
    differing = {part for part in kept if not _is_same(before.entries[part], after.entries[part])}
    if not differing <= may:
        where = inside(before.archive.name, min(differing - may))
        raise ChangeUnproven(where, detail="this part differs")
    for part, content in changes.parts.items():
        if read_part(after.archive, part) != content:
            where = inside(before.archive.name, part)
            raise ChangeUnproven(where, detail="it is not what it shall be")


def _is_same(old: tuple[Entry, bytes], new: tuple[Entry, bytes]) -> bool:
    return (
        old[1] == new[1]
        and old[0].name == new[0].name
        and old[0].fields[:-1] == new[0].fields[:-1]
        and old[0].comment == new[0].comment
        and len(old[0].extra) == len(new[0].extra)
    )


def _refuse_other_book(before: Before, after: Before, changes: Changes, plan: TablePlan) -> None:
    """What the workbook part says may differ in the names and in the order to compute."""
    stretches = tuple(plan.stretches.values())
    names = names_after(before.outline.names, changes.names, stretches)
    where = inside(before.archive.name, before.part)
    old, new = (words_of(read_part(book.archive, book.part), where) for book in (before, after))
    tabs = tabs_after(before.outline.tabs, changes.show, changes.hide)
    same = before.outline._replace(names=names, tabs=tabs) == after.outline
    if changes.show:
        old, new = (book_words(words, (*changes.show, *changes.hide)) for words in (old, new))
        refuse_other_front(after.archive, after.part, after.outline.tabs, changes.show[0])
    if not same or not are_same_words(old, new, stretches):
        raise ChangeUnproven(where, detail="it says other things")


def _refuse_other_properties(before: Before, after: Before, asked: Mapping[str, str]) -> None:
    part = properties_part(before.archive)
    where = inside(before.archive.name, part)
    wanted = {name: one_kind_of_break(text) for name, text in asked.items()}
    texts = {**read_custom_properties(before.archive), **wanted}
    words = [words_of(read_part(book.archive, part), where, {*asked}) for book in (before, after)]
    if texts != read_custom_properties(after.archive) or words[0] != words[1]:
        raise ChangeUnproven(where, detail="it says other things")


def _refuse_other_table(before: Before, after: Before, part: str, stretch: Stretch) -> None:
    where = inside(before.archive.name, part)
    old, new = (words_of(read_part(book.archive, part), where) for book in (before, after))
    if not are_same_words(old, new, [stretch]) or old[0] == new[0]:
        raise ChangeUnproven(where, detail="the table is another one")


def _is_same_part(before: Before, after: Before, part: str) -> bool:
    return _is_same(before.entries[part.lower()], after.entries[part.lower()])


class _Sheet(NamedTuple):
    """A sheet that may differ: in which cells, which rows went, which tables stretched.

    `shows`: it may be selected where it was not, or the other way round.
    """

    tab: Tab
    asked: CellChanges
    gone: Removal | None
    stretches: tuple[Stretch, ...]
    shows: bool = False


def _refuse_other_cells(before: Before, after: Before, sheet: _Sheet) -> None:
    tab, asked = sheet.tab, sheet.asked
    where = inside(before.archive.name, tab.part, tab.name)
    old_data, new_data = before.read(tab), after.read(tab)
    if asked and not sheet.gone and is_proven(old_data, new_data, asked):
        return
    parts = old_data, new_data
    if not are_same_frames(parts, where, sheet.stretches, shows=sheet.shows):
        raise ChangeUnproven(where, detail="what stands around the cells differs")
    name = f"{before.archive.name}: {tab.name}"
    thin = (old_data, new_data) if sheet.gone else thinned(old_data, new_data, asked)
    old, old_hidden = _read(thin[0], before, tab)
    new, new_hidden = _read(thin[1], after, tab)
    if any(_overwrites(change, old.get(key)) for key, change in asked.items()):
        moved = moved_formulas(old_data, new_data, asked, name)
        old = {**old, **{key: old[key]._replace(formula=text) for key, text in moved.items()}}
    if sheet.gone:
        old, old_hidden = moved_cells(old, old_hidden, sheet.gone, name)
    if old_hidden != new_hidden:
        raise ChangeUnproven(where, detail="other rows are hidden")
    for key in old.keys() | new.keys() | asked.keys():
        if not _is_right(old.get(key), new.get(key), asked.get(key)):
            raise ChangeUnproven(f"{name}!{address(*key)}", detail=_told(new.get(key)))


def _overwrites(change: CellChange, old: Cell | None) -> bool:
    return isinstance(change, Content) and old is not None and bool(old.formula)


def _told(cell: Cell | None) -> str:
    return "the cell is empty" if cell is None else f"the cell shows {str(cell.value)[:30]!r}"


class _TextNumbers(Sequence[str]):
    """Stands for the text table, which no change touches: a text is as good as its number."""

    def __len__(self) -> int:
        return 1 << 62

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        return f"text {index}" if isinstance(index, int) else ()


def _read(data: bytes, book: Before, tab: Tab) -> tuple[Mapping[Place, Cell], frozenset[int]]:
    source = SheetSource(
        data=data,
        where=inside(book.archive.name, tab.part, tab.name),
        sheet=f"{book.archive.name}: {tab.name}",
        texts=_TextNumbers(),
        most_cells=MAX_CELLS,
        epoch_1904=book.outline.epoch_1904,
    )
    content = read_quickly(source) or read_sheet(source)
    cells = content.cells
    if isinstance(cells, Cells):  # a plain dictionary answers faster
        cells = {
            (row, column): stored[at]
            for row, (columns, stored) in cells.rows.items()
            for column, at in columns.items()
        }
    return cells, content.hidden_rows


def _is_right(old: Cell | None, new: Cell | None, asked: CellChange | None) -> bool:
    if asked is None:
        return _same(old, new)
    if isinstance(asked, Shown):
        formula = old.formula if old else None
        style = old.style if old else None
        wanted = None if asked.value is None and formula is None else asked.value
    else:
        formula = None if asked.formula is None else one_kind_of_break(asked.formula)
        style = asked.style if asked.style is not None else (old.style if old else None)
        wanted = None if formula is None and asked.value == "" else asked.value
    if isinstance(wanted, str):
        wanted = one_kind_of_break(wanted)
    if wanted is None and formula is None:
        return new is None
    if new is None:
        return False
    expected = Cell(wanted, formula, new.style if style is None else style)
    return _same(expected, new)


def _same(one: Cell | None, other: Cell | None) -> bool:
    """Equal, with yes and no told from 1 and 0."""
    if one is None or other is None:
        return one is other
    return one == other and _is_truth(one.value) == _is_truth(other.value)


def _is_truth(value: CellValue) -> bool:
    return isinstance(value, bool)
