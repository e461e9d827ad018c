"""Whole sheets of a workbook okrsheet made, put into another one: in place of old ones, or new.

All other parts are copied as they lie; formats are put behind those there are.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from okrsheet.ooxml.archive import Archive, check_parts, inside, read_part
from okrsheet.ooxml.encodings import Encoding, from_utf8, to_utf8
from okrsheet.ooxml.graft_book import (
    Listed,
    free_links,
    printed_names,
    with_links,
    with_listed,
    with_types,
)
from okrsheet.ooxml.graft_parts import (
    Names,
    Numbering,
    Numbers,
    Taken,
    linked_parts,
    only_of,
    taken,
)
from okrsheet.ooxml.graft_styles import with_formats
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.package import CONTENT_TYPES, read_types, relationships_part, workbook_part
from okrsheet.ooxml.packing import unpack
from okrsheet.ooxml.parts import Outline, Tab, read_outline
from okrsheet.ooxml.patch_book import recalculating, without_chain
from okrsheet.ooxml.refusals import NO_SHEET, STRUCTURE, ChangeRefused
from okrsheet.ooxml.repack import repacked
from okrsheet.ooxml.table_forms import table_parts
from okrsheet.ooxml.verify_graft import Sheets, refuse_other_graft


class _File(NamedTuple):
    """A workbook file: opened, and what it consists of."""

    archive: Archive
    outline: Outline

    def tab(self, name: str) -> Tab | None:
        return next((tab for tab in self.outline.tabs if tab.name == name), None)


def with_sheets(data: bytes, source: bytes, sheets: Sequence[str], name: str) -> bytes:
    """A workbook with sheets of another one, in place of those with the same name or behind all.

    Args:
        data: the whole file.
        source: a workbook okrsheet has just made.
        sheets: names of sheets of that one.
        name: the file, for messages.

    Returns:
        The whole new file, read again and compared.

    Raises:
        ChangeRefused: there is no such sheet, or the file is built in an unusual way.
        ChangeUnproven: the result is not what was asked for.
        OkrsheetFileError: the file is damaged, unsafe, or no workbook.
    """
    file, other = _opened(guard(data, name)), _opened(guard(source, "the current workbook"))
    if not file.outline.styles_part:
        raise ChangeRefused(name, STRUCTURE, "no formats")
    graft = _Graft(file, other, sheets)
    check_parts(file.archive)
    made = graft.packed()
    source_sheets = Sheets(other.archive, sheets, graft.more_formats)
    refuse_other_graft(file.archive, made, graft.gone, source_sheets)
    return made


def _opened(archive: Archive) -> _File:
    return _File(archive, read_outline(archive, workbook_part(archive)))


class _Graft:
    """One change: parts that come, parts that go, parts that list them."""

    def __init__(self, file: _File, other: _File, sheets: Sequence[str]) -> None:
        self._file, self._other, self._sheets = file, other, sheets
        self._stored: dict[str, tuple[bytes, Encoding]] = {}
        self._formats = with_formats(
            self._get(file.outline.styles_part),
            read_part(other.archive, other.outline.styles_part),
            self._where(file.outline.styles_part),
        )
        self._taken = dict(zip(sheets, self._take(), strict=True))
        held = [tab.part for each in sheets if (tab := file.tab(each)) is not None]
        kept = [part for part in linked_parts(file.archive, file.outline.part) if part not in held]
        self.gone = only_of(file.archive, held, kept) if held else set()

    @property
    def more_formats(self) -> int:
        """What is added to the numbers of cell formats."""
        return self._formats.cells

    def _where(self, part: str) -> str:
        return inside(self._file.archive.name, part)

    def _get(self, part: str) -> bytes:
        """A part of the file in UTF-8."""
        if part not in self._stored:
            self._stored[part] = to_utf8(read_part(self._file.archive, part), self._where(part))
        return self._stored[part][0]

    def _take(self) -> list[Taken]:
        archive, other = self._file.archive, self._other.archive
        tables = [
            read_part(archive, part)
            for tab in self._file.outline.tabs
            if tab.has_cells
            for part in table_parts(archive, tab)
        ]
        numbers = Numbers(self._formats.cells, self._formats.rules)
        names = Names([member.name for member in archive.members.values()])
        tools = names, Numbering(tables), numbers
        parts, types = unpack(other.data), read_types(other)
        return [taken(parts, other, types, self._part(each), tools) for each in self._sheets]

    def _part(self, sheet: str) -> str:
        tab = self._other.tab(sheet)
        if tab is None:
            raise ChangeRefused(self._file.archive.name, NO_SHEET, repr(sheet))
        return tab.part

    def packed(self) -> bytes:
        """The whole file."""
        changed = self._listing()
        new = {part: from_utf8(content, self._stored[part][1]) for part, content in changed.items()}
        for each in self._taken.values():
            new |= each.parts
        return repacked(self._file.archive, new, self.gone)

    def _listing(self) -> Mapping[str, bytes]:
        """The parts that say what the workbook consists of."""
        outline = self._file.outline
        links = relationships_part(outline.part)
        ids = free_links(self._get(links), len(self._taken), self._where(links))
        linked = {ids[at]: each.part for at, each in enumerate(self._taken.values())}
        types = {part: kind for each in self._taken.values() for part, kind in each.types.items()}
        chain = without_chain(self._get(links), self._where(links), _folder(outline.part))
        if chain is not None:
            self.gone.add(chain[1])
        book = with_listed(self._get(outline.part), self._listed(ids), self._where(outline.part))
        return {
            outline.styles_part: self._formats.styles,
            outline.part: recalculating(book, self._where(outline.part)),
            links: with_links(
                self._get(links), outline.part, linked, self.gone, self._where(links)
            ),
            CONTENT_TYPES: with_types(
                self._get(CONTENT_TYPES), types, self.gone, self._where(CONTENT_TYPES)
            ),
        }

    def _listed(self, ids: Sequence[str]) -> list[Listed]:
        other = self._other
        printed = printed_names(read_part(other.archive, other.outline.part), other.outline.part)
        states = {tab.name: tab.state for tab in other.outline.tabs}
        return [
            Listed(name, states[name], link, printed.get(name, {}))
            for name, link in zip(self._sheets, ids, strict=True)
        ]


def _folder(part: str) -> str:
    return part.rpartition("/")[0]
