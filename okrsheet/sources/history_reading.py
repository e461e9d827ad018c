"""The closed quarter in a workbook file: of its sheets, Scorecard and Settings are opened."""

from typing import Final

from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.ooxml.archive import Archive
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.marked_texts import marked_texts, text_beside
from okrsheet.ooxml.single_sheet import SingleSheet, read_single_sheet
from okrsheet.sources.history_rows import as_kept
from okrsheet.workbook.headers import word_of
from okrsheet.workbook.history_refusals import (
    NO_RECORD,
    NOT_CLOSED,
    NOT_MADE_HERE,
    OPEN_AGAIN,
    NotTaken,
)
from okrsheet.workbook.load_grid import grid_from
from okrsheet.workbook.load_settings import setting_values
from okrsheet.workbook.scorecard_json import BEGINS
from okrsheet.workbook.scorecard_record import quarter_from, read_record
from okrsheet.workbook.sheets import settings
from okrsheet.workbook.sheets.scorecard import SCORECARD
from okrsheet.workbook.tables import VERSION_NAME

_CLOSED: Final = "Quarter closed"
_YES: Final = "Yes"


def closed_quarter_in(data: bytes, name: str) -> ClosedQuarter:
    """Read what went on record, as a history keeps it.

    Args:
        data: all of the file.
        name: the file, for messages.

    Raises:
        NotTaken: it is not ours, not closed, open again, or its record was changed.
        OkrsheetFileError: it is damaged, unsafe, or no workbook.
    """
    archive = guard(data, name)
    quarter = _record(archive, name)
    if text_beside(archive, settings.TABLE.sheet, _CLOSED) != _YES and _is_open(archive):
        raise NotTaken(name, OPEN_AGAIN)
    return quarter


def _record(archive: Archive, name: str) -> ClosedQuarter:
    quarter = quarter_from(marked_texts(archive, SCORECARD.sheet, BEGINS) or ())
    if quarter is not None:
        return as_kept(quarter)
    read = read_single_sheet(archive, SCORECARD.sheet, SCORECARD.name)
    if VERSION_NAME not in read.names:
        raise NotTaken(name, NOT_MADE_HERE)
    return as_kept(_on_record(read, name))


def _on_record(read: SingleSheet, name: str) -> ClosedQuarter:
    if read.sheet is None or read.table is None:
        raise NotTaken(name, NOT_CLOSED)
    found = read_record(grid_from(SCORECARD, read.table, read.sheet), compared=False)
    if found.quarter is not None:
        return found.quarter
    if not found.findings:
        raise NotTaken(name, NOT_CLOSED)
    first = found.findings[0]
    raise NotTaken(f"{name}: {first.sheet}!{first.cell}", NO_RECORD, first.message.rstrip("."))


def _is_open(archive: Archive) -> bool:
    """Whether Settings says so; where it is gone, the record alone counts."""
    read = read_single_sheet(archive, settings.TABLE.sheet, settings.TABLE.name)
    if read.sheet is None or read.table is None:
        return False
    grid = grid_from(settings.TABLE, read.table, read.sheet)
    lines = {
        word_of(str(grid.cell(row, "Setting").value)): grid.cell(row, "Value")
        for row in reversed(grid.body)
    }
    return setting_values(lines).get("plan/closed") != "yes"
