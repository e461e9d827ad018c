"""A file somebody keeps OKRs in, opened for reading: a workbook or a text table, by its content."""

from pathlib import Path
from typing import NamedTuple

from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.read import parse_archive, read_file
from okrsheet.ooxml.records import Workbook
from okrsheet.sources.text_tables import Told, read_text_table
from okrsheet.workbook.import_refusals import (
    MOST_TEXT,
    NO_SUCH_SHEET,
    OUR_BOOK,
    TEXT_TOO_LARGE,
    ImportRefused,
)
from okrsheet.workbook.sheets.key_results import TABLE

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


class Source(NamedTuple):
    """What was opened; `told` is how a text was read, None for a workbook."""

    book: Workbook
    told: Told | None

    @property
    def is_text(self) -> bool:
        """Whether all its cells are texts."""
        return self.told is not None


def open_source(path: str, sheet: str = "") -> Source:
    """The tables of a file.

    Args:
        path: the file, which is only read.
        sheet: the one sheet that is meant; "" for all.

    Raises:
        OkrsheetFileError: it can't be read, is damaged, unsafe or too large, or holds no table.
    """
    _refuse_large_text(path)
    data = read_file(path)
    if data.startswith((_ZIP, _OLE)):
        source = Source(parse_archive(guard(data, path)), None)
        if TABLE.name in source.book.tables:
            raise ImportRefused(path, OUR_BOOK)
    else:
        source = Source(*read_text_table(data, path))
    return source._replace(book=_with_sheet(source.book, sheet)) if sheet else source


def _refuse_large_text(path: str) -> None:
    """No more than the beginning of a large file is read to find out that it is no workbook."""
    try:
        named = Path(path)
        if not named.is_file() or named.stat().st_size <= MOST_TEXT:
            return
        with named.open("rb") as file:
            head = file.read(len(_OLE))
    except (OSError, ValueError):
        return
    if not head.startswith((_ZIP, _OLE)):
        raise ImportRefused(path, TEXT_TOO_LARGE)


def _with_sheet(book: Workbook, name: str) -> Workbook:
    wanted = name.strip().casefold()
    sheets = {each: it for each, it in book.sheets.items() if each.strip().casefold() == wanted}
    if not sheets:
        shown = ", ".join(map(repr, list(book.sheets)[:12]))
        raise ImportRefused(book.name, NO_SUCH_SHEET, f"{name!r}; it has {shown}")
    return book._replace(sheets=sheets)
