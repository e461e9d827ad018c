"""Read one sheet of a workbook file, and leave all others packed: what many files are asked for.

The directory is judged as always; of the parts only those are unpacked, and so judged, that lead
to the sheet. Nothing else of the file is read, so nothing else can come in.
"""

from typing import NamedTuple

from okrsheet.ooxml.archive import Archive, has_part, inside, read_part
from okrsheet.ooxml.garbage import nothing_collected
from okrsheet.ooxml.limits import MAX_CELLS
from okrsheet.ooxml.package import workbook_part
from okrsheet.ooxml.parts import Outline, Tab, read_outline, read_tables
from okrsheet.ooxml.quick_sheet import read_quickly
from okrsheet.ooxml.quick_texts import read_texts_quickly
from okrsheet.ooxml.records import Sheet, Table
from okrsheet.ooxml.sheet_xml import SheetSource, read_sheet
from okrsheet.ooxml.texts import read_texts

_SHARED_TEXT = (b't="s"', b"t='s'", b"\0")  # UTF-16 hides the words


class SingleSheet(NamedTuple):
    """What was read of a workbook file.

    Attributes:
        names: The defined names of the workbook.
        sheet: The sheet that holds the table; None where there is none.
        table: The table.
    """

    names: dict[str, str]
    sheet: Sheet | None
    table: Table | None


def read_single_sheet(archive: Archive, sheet: str, table: str) -> SingleSheet:
    """Read the sheet that holds a table.

    Args:
        archive: The workbook file.
        sheet: Where the table usually lies; the others are asked only if it is not there.
        table: The table's name.

    Raises:
        OkrsheetFileError: The file is damaged, unsafe, or no workbook.
    """
    with nothing_collected():
        outline = read_outline(archive, workbook_part(archive))
        for tab in sorted(outline.tabs, key=lambda each: each.name != sheet):
            tables = {found.name: found for found in read_tables(archive, tab)}
            if table in tables and tab.has_cells:
                return SingleSheet(outline.names, _cells(archive, outline, tab), tables[table])
    return SingleSheet(outline.names, None, None)


def _cells(archive: Archive, outline: Outline, tab: Tab) -> Sheet:
    data = read_part(archive, tab.part, tab.name)
    source = SheetSource(
        data=data,
        where=inside(archive.name, tab.part, tab.name),
        sheet=f"{archive.name}: {tab.name}",
        texts=_texts(archive, outline) if any(word in data for word in _SHARED_TEXT) else (),
        most_cells=MAX_CELLS,
        epoch_1904=outline.epoch_1904,
    )
    content = read_quickly(source)
    return Sheet(tab.name, tab.state, *(read_sheet(source) if content is None else content))


def _texts(archive: Archive, outline: Outline) -> list[str]:
    if not has_part(archive, outline.texts_part):
        return []
    where = inside(archive.name, outline.texts_part)
    data = read_part(archive, outline.texts_part)
    texts = read_texts_quickly(data, where)
    return read_texts(data, where) if texts is None else texts
