"""The workbook of a pack, with openpyxl: one sheet to fill in, one that says what it is."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from okrsheet.core.words import Rag, Type
from okrsheet.ooxml.cells import FORBIDDEN
from okrsheet.workbook import look
from okrsheet.workbook.build import CREATOR
from okrsheet.workbook.build_table import PAD, fill, font, paint_words, ruling
from okrsheet.workbook.contract import letters
from okrsheet.workbook.pack import FACTS, IDENTITY, SHEET, TABLE, Line, Pack

_HEADER_ROW: Final = 5
_FIRST_ROW: Final = _HEADER_ROW + 1
_LONGEST: Final = 2000
_HEIGHT: Final = 14.0
_MARGIN: Final = 0.3
"""Inches: the narrower, the larger the print."""
_MARKS_AT: Final = 4
_STAGES_AT: Final = 6
_SIDE: Final = Side(style="thin", color=look.COMPARED)
_BOX: Final = Border(_SIDE, _SIDE, _SIDE, _SIDE)
_SHARE: Final = f"0.0%{PAD}"
_DATE: Final = f"d mmm yyyy{PAD}"


class _Column(NamedTuple):
    """A column; a `typed` one is for the owner to fill in."""

    header: str
    width: float
    typed: bool = False
    across: str = "left"


_COLUMNS: Final = (
    _Column("KR", 7),
    _Column("Key result", 30),
    _Column("Last value", 13, across="right"),
    _Column("Target", 13, across="right"),
    _Column("Expected", 10, across="right"),
    _Column("RAG", 12.5, across="center"),
    _Column("Date", 12.5, typed=True, across="right"),
    _Column("Value", 10, typed=True, across="right"),
    _Column("Stage done", 18, typed=True),
    _Column("Confidence", 11.5, typed=True, across="right"),
    _Column("Owner RAG", 11, typed=True, across="center"),
    _Column("Reason", 16, typed=True),
    _Column("In the way", 20, typed=True),
    _Column("Next step", 20, typed=True),
)
_STAGE: Final = "Stage done"
_HOW: Final = "Fill in the white cells, save the file and send it back{}."
_WHERE_NOTHING: Final = "Leave a line blank where nothing is new."


def author_pack(pack: Pack, stamp: datetime) -> bytes:
    """The workbook of a pack.

    Args:
        pack: what is in it; at least one line.
        stamp: the time written as created.
    """
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = SHEET
    staged = any(line.type is Type.MILESTONES for line in pack.lines)
    columns = [column for column in _COLUMNS if staged or column.header != _STAGE]
    _fill_identity(book.create_sheet(IDENTITY), pack)
    _heading(sheet, pack)
    _head(sheet, columns)
    for place, line in enumerate(pack.lines):
        _fill_line(sheet, columns, place, line, pack)
    _finish(sheet, columns, len(pack.lines))
    book.properties.creator = CREATOR
    book.properties.title = f"Check-in of {_clean(pack.owner)}"
    book.properties.created = stamp.replace(tzinfo=None)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _clean(text: str) -> str:
    """A text that a cell can hold, not longer than anybody reads."""
    return FORBIDDEN.sub("", text)[:_LONGEST]


def _write(cell: Cell, text: str) -> None:
    """A text that stays one, whatever it begins with."""
    cell.value = _clean(text)
    cell.data_type = "s"


def _fill_identity(sheet: Worksheet, pack: Pack) -> None:
    sheet.sheet_state = "hidden"
    for row, (name, value) in enumerate(zip(FACTS, pack.facts, strict=True), 1):
        _write(sheet.cell(row, 1), name)
        _write(sheet.cell(row, 2), value)
    for row, line in enumerate(pack.lines, 1):
        _write(sheet.cell(row, _MARKS_AT), line.key_result_id)
        _write(sheet.cell(row, _MARKS_AT + 1), line.wording)
        for number, stage in enumerate(line.stages, _STAGES_AT):
            _write(sheet.cell(row, number), stage)
    sheet.protection.enable()


def _heading(sheet: Worksheet, pack: Pack) -> None:
    back = f" to {pack.champion}" if pack.champion else ""
    texts = (
        (f"Check-in of {pack.owner}", 18, look.ACCENT, 28),
        (f"{pack.organisation or 'OKRs'}, {pack.quarter.name}", look.BODY, look.QUIET, 18),
        (f"{_HOW.format(back)} {_WHERE_NOTHING}", look.BODY, look.INK, 18),
    )
    for row, (text, size, colour, height) in enumerate(texts, 1):
        cell = sheet.cell(row, 1)
        _write(cell, text)
        cell.font = font(size, colour, bold=row == 1)
        cell.alignment = Alignment(horizontal="left", vertical="center", indent=1)
        sheet.row_dimensions[row].height = height
    sheet.sheet_view.showGridLines = False


def _head(sheet: Worksheet, columns: Sequence[_Column]) -> None:
    for number, column in enumerate(columns, 1):
        cell = sheet.cell(_HEADER_ROW, number)
        _write(cell, column.header)
        cell.font = font(look.BODY, look.PAPER, bold=True)
        cell.fill = fill(look.ACCENT if column.typed else look.QUIET)
        cell.alignment = _alignment(column)
        sheet.column_dimensions[letters(number)].width = column.width
    sheet.row_dimensions[_HEADER_ROW].height = 30


def _alignment(column: _Column) -> Alignment:
    indent = 1 if column.across == "left" else 0
    return Alignment(column.across, vertical="center", wrap_text=True, indent=indent)


def _fill_line(
    sheet: Worksheet, columns: Sequence[_Column], place: int, line: Line, pack: Pack
) -> None:
    shown = {
        "KR": line.key_result_id,
        "Key result": line.text,
        "Last value": line.last,
        "Target": line.target,
        "Expected": line.expected,
        "RAG": line.rag,
    }
    for number, column in enumerate(columns, 1):
        cell = sheet.cell(_FIRST_ROW + place, number)
        cell.font = font(look.BODY)
        cell.alignment = _alignment(column)
        for_owner = column.typed and _has(line, column.header)
        cell.protection = Protection(locked=not for_owner)
        cell.fill = fill(look.PAPER if for_owner else look.COMPUTED)
        cell.border = _BOX if for_owner else ruling()
        if shown.get(column.header):
            _write(cell, shown[column.header])
        if column.header == "Date":
            cell.value = pack.day
        cell.number_format = _format(column, line)
        if for_owner:
            _validate(sheet, cell, column.header, line, place + 1)
    widths = {column.header: column.width for column in columns}
    rows = (int(len(text) / (widths[header] * 0.95)) + 1 for header, text in shown.items())
    sheet.row_dimensions[_FIRST_ROW + place].height = max(32.0, max(rows) * _HEIGHT + 6)


def _has(line: Line, header: str) -> bool:
    """Whether a key result has something to say in a column."""
    staged = line.type is Type.MILESTONES
    return {"Value": not staged, _STAGE: staged and bool(line.stages)}.get(header, True)


def _format(column: _Column, line: Line) -> str:
    if column.header == "Date":
        return _DATE
    if column.header == "Value" and line.type is not Type.YES_NO:
        return _SHARE if line.is_share else f"General{PAD};-General{PAD};General{PAD};@{PAD}"
    return f"@{PAD}" if column.across == "right" and not column.typed else "General"


def _validate(sheet: Worksheet, cell: Cell, header: str, line: Line, row: int) -> None:
    rule = _rule(header, line, row)
    if rule is not None:
        rule.allow_blank = rule.showErrorMessage = True
        rule.errorTitle = header
        rule.add(cell.coordinate)
        sheet.add_data_validation(rule)


def _rule(header: str, line: Line, row: int) -> DataValidation | None:
    if header == "Value":
        return _value_rule(line)
    if header == _STAGE:
        last = letters(_STAGES_AT + len(line.stages) - 1)
        stages = f"{IDENTITY}!${letters(_STAGES_AT)}${row}:${last}${row}"
        return DataValidation("list", formula1=stages, error="Please pick a stage from the list.")
    if header == "Owner RAG":
        words = f"{Rag.GREEN},{Rag.YELLOW},{Rag.RED}"
        error = "Please pick one from the list."
        return DataValidation("list", formula1=f'"{words}"', error=error)
    if header == "Confidence":
        error = "Please type a whole number from 0 (no chance) to 10 (certain)."
        return DataValidation("whole", operator="between", formula1="0", formula2="10", error=error)
    if header == "Date":
        error = "Please type a date, such as 15 Feb 2027."
        return DataValidation(
            "date", operator="between", formula1="36526", formula2="73050", error=error
        )
    return None


def _value_rule(line: Line) -> DataValidation:
    if line.type is Type.YES_NO:
        error = "Please pick Yes or No."
        return DataValidation("list", formula1='"Yes,No"', error=error)
    limit, error = str(10**15), "Please type a number."
    return DataValidation(
        "decimal", operator="between", formula1=f"-{limit}", formula2=limit, error=error
    )


def _finish(sheet: Worksheet, columns: Sequence[_Column], count: int) -> None:
    last = _FIRST_ROW + count - 1
    table = Table(displayName=TABLE, ref=f"A{_HEADER_ROW}:{letters(len(columns))}{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
    headers = [column.header for column in columns]
    for header in ("RAG", "Owner RAG"):
        column = letters(headers.index(header) + 1)
        area = f"{column}{_FIRST_ROW}:{column}{last}"
        paint_words(sheet, area, look.RAG_WORDS, f"{column}{_FIRST_ROW}")
    first = sheet.cell(_FIRST_ROW, headers.index("Value") + 1).coordinate
    sheet.freeze_panes = f"C{_FIRST_ROW}"
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = first
    sheet.protection.enable()
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.page_margins.left = sheet.page_margins.right = _MARGIN
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
