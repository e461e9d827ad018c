"""Read a workbook file: bytes to records, in one pass, nothing believed that is not checked.

Only the parts that are needed are unpacked. Sheets are found by relationship, never by file name;
both the transitional and the strict vocabulary of ISO 29500 are read.
"""

from __future__ import annotations

import os
from itertools import chain
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from okrsheet.ooxml.active import read_facts
from okrsheet.ooxml.archive import (
    Archive,
    has_part,
    inside,
    mark_checked,
    part_pieces,
    part_size,
    read_part,
)
from okrsheet.ooxml.dates import as_date, has_date_style
from okrsheet.ooxml.errors import (
    FAILING,
    FILE_TOO_LARGE,
    IS_FOLDER,
    NO_PERMISSION,
    NOT_A_FILE,
    SAME_NAME,
    DamagedWorkbook,
    FileMissing,
    UnreadableFile,
    UnsafeWorkbook,
)
from okrsheet.ooxml.garbage import nothing_collected
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.limits import MAX_CELLS, MAX_FILE
from okrsheet.ooxml.package import workbook_part
from okrsheet.ooxml.parts import (
    Outline,
    Tab,
    read_custom_properties,
    read_outline,
    read_styles,
    read_tables,
)
from okrsheet.ooxml.quick_sheet import read_pieces
from okrsheet.ooxml.quick_texts import read_texts_quickly
from okrsheet.ooxml.records import (
    EVERYTHING,
    Area,
    Cell,
    Cells,
    CellValue,
    ErrorValue,
    Fact,
    FactKind,
    LeaveOut,
    Sheet,
    State,
    Table,
    Wanted,
    Workbook,
)
from okrsheet.ooxml.sheet_xml import SheetContent, SheetSource, read_sheet
from okrsheet.ooxml.texts import read_texts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = [
    "EVERYTHING",
    "Area",
    "Cell",
    "CellValue",
    "Cells",
    "ErrorValue",
    "Fact",
    "FactKind",
    "LeaveOut",
    "Sheet",
    "State",
    "Table",
    "Wanted",
    "Workbook",
    "as_date",
    "has_date_style",
    "parse_archive",
    "parse_workbook",
    "read_workbook",
]


def read_workbook(path: Path | str) -> Workbook:
    """Read a workbook file, once.

    Raises:
        OkrsheetFileError: It is missing, unreadable, damaged, unsafe, or no workbook.
    """
    return parse_workbook(read_file(path), str(path))


def read_file(path: Path | str) -> bytes:
    """Read all bytes of a regular file.

    Raises:
        FileMissing: There is no such file.
        UnreadableFile: It is a folder or device, or the system refuses.
        UnsafeWorkbook: It is larger than any workbook.
    """
    name = str(path)
    try:
        mode = os.stat(path).st_mode
        if not S_ISREG(mode):
            raise UnreadableFile(name, IS_FOLDER if S_ISDIR(mode) else NOT_A_FILE)
        with open(path, "rb") as file:
            data = file.read(MAX_FILE + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileMissing(name) from error
    except PermissionError as error:
        raise UnreadableFile(name, NO_PERMISSION) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(name, FAILING, str(error)) from error
    if len(data) > MAX_FILE:
        raise UnsafeWorkbook(name, FILE_TOO_LARGE)
    return data


def parse_workbook(data: bytes, name: str, wanted: Wanted | None = None) -> Workbook:
    """Read the bytes of a workbook file.

    Args:
        data: The whole file.
        name: The file, for messages.
        wanted: Says what is needed of each sheet; None for all of every sheet.

    Raises:
        OkrsheetFileError: It is damaged, unsafe, or no workbook.
    """
    return parse_archive(guard(data, name), wanted)


def parse_archive(archive: Archive, wanted: Wanted | None = None) -> Workbook:
    """The same, for a file that `guard` has judged already."""
    with nothing_collected():
        return _parsed(archive, wanted)


def _parsed(archive: Archive, wanted: Wanted | None) -> Workbook:
    outline = read_outline(archive, workbook_part(archive))
    tables = [read_tables(archive, tab) for tab in outline.tabs]
    styles = read_styles(archive, outline.styles_part)
    return Workbook(
        name=archive.name,
        sheets=_sheets(archive, outline, tables, wanted),
        tables=_by_name(archive, chain.from_iterable(tables)),
        names=outline.names,
        custom_properties=read_custom_properties(archive),
        epoch_1904=outline.epoch_1904,
        date_styles=frozenset(at for at, shows in enumerate(styles) if shows == "day"),
        facts=read_facts(archive, outline),
        percent_styles=frozenset(at for at, shows in enumerate(styles) if shows == "percentage"),
    )


def _sheets(
    archive: Archive, outline: Outline, tables: list[list[Table]], wanted: Wanted | None
) -> dict[str, Sheet]:
    texts: list[str] | None = None
    room = MAX_CELLS
    sheets = {}
    for tab, on_it in zip(outline.tabs, tables, strict=True):
        leave_out = wanted(tab.name, on_it) if wanted else EVERYTHING
        sheet = Sheet(tab.name, tab.state, {}, frozenset())
        if tab.has_cells and leave_out is not None:
            texts = _texts(archive, outline) if texts is None else texts
            source = _source(archive, outline, tab, texts, room)
            content = _content(archive, tab, source._replace(leave_out=leave_out))
            sheet = Sheet(tab.name, tab.state, *content)
            room -= len(sheet.cells) + sum(map(len, sheet.left_out.columns.values()))
        sheets[tab.name] = sheet
    return sheets


def _content(archive: Archive, tab: Tab, source: SheetSource) -> SheetContent:
    pieces = part_pieces(archive, tab.part, tab.name)
    read = read_pieces(source, pieces, part_size(archive, tab.part))
    if read is None:
        # Whatever is wrong with the part is found again, and told.
        return read_sheet(source._replace(data=read_part(archive, tab.part, tab.name)))
    content, tail = read
    mark_checked(archive, tab.part, tail)
    return content


def _texts(archive: Archive, outline: Outline) -> list[str]:
    """The text table; one that is missing matters only where a cell asks for a text."""
    if not has_part(archive, outline.texts_part):
        return []
    where = inside(archive.name, outline.texts_part)
    data = read_part(archive, outline.texts_part)
    texts = read_texts_quickly(data, where)
    return read_texts(data, where) if texts is None else texts


def _source(
    archive: Archive, outline: Outline, tab: Tab, texts: list[str], room: int
) -> SheetSource:
    return SheetSource(
        data=b"",
        where=inside(archive.name, tab.part, tab.name),
        sheet=f"{archive.name}: {tab.name}",
        texts=texts,
        most_cells=room,
        epoch_1904=outline.epoch_1904,
    )


def _by_name(archive: Archive, tables: Iterable[Table]) -> dict[str, Table]:
    named: dict[str, Table] = {}
    for table in tables:
        if named.setdefault(table.name, table) is not table:
            raise DamagedWorkbook(archive.name, SAME_NAME, f"table {table.name!r}")
    return named
