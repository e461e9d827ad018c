"""Proof that sheets came into a workbook whole, and that all else is as it was."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from okrsheet.ooxml.archive import Archive, inside, read_part
from okrsheet.ooxml.graft_styles import are_behind
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.package import CONTENT_TYPES, read_types, relationships_part, workbook_part
from okrsheet.ooxml.parts import read_outline
from okrsheet.ooxml.read import parse_archive
from okrsheet.ooxml.records import Workbook
from okrsheet.ooxml.refusals import ChangeUnproven
from okrsheet.ooxml.repack import directory


class Sheets(NamedTuple):
    """Sheets that came: of which workbook, their names, what was added to their formats."""

    source: Archive
    names: Sequence[str]
    more_formats: int


def refuse_other_graft(old: Archive, made: bytes, gone: Collection[str], came: Sheets) -> None:
    """Let pass a file that has the sheets of the source, and all else of the old file.

    Args:
        old: the file before.
        made: the file after.
        gone: parts that only the sheets that were replaced needed.
        came: the sheets.

    Raises:
        ChangeUnproven: something is missing, or differs.
        OkrsheetFileError: the new file can't be read.
    """
    new = guard(made, old.name)
    _refuse_other_parts(old, new, gone)
    _refuse_other_types(old, new, gone)
    before, after, other = (parse_archive(each) for each in (old, new, came.source))
    _refuse_other_book(before, after, came.names)
    for name in came.names:
        if _seen(after, name, came.more_formats) != _seen(other, name, 0):
            raise ChangeUnproven(f"{old.name}: {name}", detail="the sheet is another one")


def _refuse_other_parts(old: Archive, new: Archive, gone: Collection[str]) -> None:
    part = workbook_part(old)
    outline = read_outline(old, part)
    may = (part, relationships_part(part), outline.styles_part, CONTENT_TYPES)
    lost = {each.lower() for each in gone}
    before, after = _lying(old), _lying(new)
    kept = before.keys() - lost - {each.lower() for each in may}
    differing = {name for name in kept if after.get(name) != before[name]}
    if differing:
        raise ChangeUnproven(inside(old.name, min(differing)), detail="this part differs")
    if lost & after.keys():
        raise ChangeUnproven(old.name, detail="parts are left over")
    where = inside(old.name, outline.styles_part)
    held, made = (read_part(each, outline.styles_part) for each in (old, new))
    if not are_behind(held, made, where):
        raise ChangeUnproven(where, detail="a format differs")


def _lying(archive: Archive) -> dict[str, bytes]:
    entries, _ = directory(archive.data)
    return {entry.part: archive.data[entry.offset : entry.end] for entry in entries}


def _refuse_other_types(old: Archive, new: Archive, gone: Collection[str]) -> None:
    """What is known of the parts that stay is known of them."""
    before, after = read_types(old), read_types(new)
    lost = {each.lower() for each in gone}
    kept = {name: kind for name, kind in before.parts.items() if name not in lost}
    if before.endings != after.endings or not kept.items() <= after.parts.items():
        raise ChangeUnproven(inside(old.name, CONTENT_TYPES), detail="it says other things")


def _refuse_other_book(before: Workbook, after: Workbook, sheets: Sequence[str]) -> None:
    """Other sheets in their order, other names, other tables: nothing of that differs."""
    names = [*before.sheets, *(name for name in sheets if name not in before.sheets)]
    tables = {name: each for name, each in before.tables.items() if each.sheet not in sheets}
    held = {name: each for name, each in after.tables.items() if each.sheet not in sheets}
    states = {name: sheet.state for name, sheet in before.sheets.items()}
    now = {name: after.sheets[name].state for name in states if name in after.sheets}
    same = (
        (names, [*after.sheets]),
        (tables, held),
        (states, now),
        (before.names, after.names),
        (before.epoch_1904, after.epoch_1904),
        (before.custom_properties, after.custom_properties),
    )
    if any(one != other for one, other in same):
        raise ChangeUnproven(before.name, detail="the workbook says other things")


def _seen(book: Workbook, name: str, more: int) -> tuple[object, ...]:
    """All that is read of a sheet, as if its formats were counted from `more`."""
    sheet = book.sheets[name]
    cells = {at: cell._replace(style=cell.style - more) for at, cell in sheet.cells.items()}
    days = {number - more for number in book.date_styles}
    shown = {at for at, cell in cells.items() if cell.style in days}
    tables = [each for each in book.tables.values() if each.sheet == name]
    return cells, shown, sheet.hidden_rows, sheet.merged, tables
