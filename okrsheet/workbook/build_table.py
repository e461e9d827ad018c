"""A sheet with a table: title, group bands, headers and one pattern row, with openpyxl."""

from collections.abc import Mapping
from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from okrsheet.workbook import look
from okrsheet.workbook.build_rules import (
    PAD,
    distance_forms,
    leave_blank,
    metric_forms,
    paint_words,
    ruling,
)
from okrsheet.workbook.contract import (
    FIRST_ROW,
    HEADER_ROW,
    Column,
    Group,
    Kind,
    TableSpec,
    letters,
)
from okrsheet.workbook.folds import several_pages_wide
from okrsheet.workbook.formula import stored
from okrsheet.workbook.layout import SHORTS

PLAIN: Final = f"General{PAD};-General{PAD};General{PAD};@{PAD}"
FORMATS: Final[Mapping[Kind, str]] = {
    Kind.ID: "@",
    Kind.METRIC: PLAIN,
    Kind.ESTIMATE: f"#,##0.0{PAD};-#,##0.0{PAD};0{PAD};@{PAD}",
    Kind.DISTANCE: f"#,##0.0{PAD};-#,##0.0{PAD};0{PAD};@{PAD}",
    Kind.NUMBER: PLAIN,
    Kind.WHOLE: f"0{PAD}",
    Kind.SCORE: f"0.00{PAD}",
    Kind.BAR: "0.00",
    Kind.SHARE: f"0%{PAD}",
    Kind.DATE: f"d mmm yyyy{PAD}",
}
APART: Final = Border(bottom=Side(style="thick", color=look.PAPER))
_CENTRED: Final = frozenset({Kind.RAG, Kind.BAND, Kind.WORD, Kind.HEAT})
_METRICS: Final = frozenset({Kind.METRIC, Kind.ESTIMATE, Kind.DISTANCE})
_RIGHT: Final = _METRICS | {Kind.NUMBER, Kind.WHOLE, Kind.SCORE, Kind.SHARE, Kind.DATE}
_SHORT_RANGES: Final = {"Confidence": (0, 10), "Score by hand": (0, 1), "Week": (1, 4)}
_QUIET_ZERO: Final = dict.fromkeys(("Red weeks", "Carried"), f'0{PAD};-0{PAD};""')
WORKING: Final = "Working columns"
_WRITTEN: Final = "okrsheet writes this cell. Undo."
_GUARDED: Final = "This figure is computed. Undo, and change what it is computed from instead."


def fill(colour: str) -> PatternFill:
    """A plain fill."""
    return PatternFill("solid", fgColor=colour)


def font(size: float = 11, colour: str = look.INK, *, bold: bool = False) -> Font:
    """Our typeface."""
    return Font(name=look.TYPEFACE, size=size, color=colour, bold=bold)


def fill_table(sheet: Worksheet, table: TableSpec) -> None:
    """Everything of a table's sheet but its rows."""
    _heading(sheet, table)
    if not any(column.typed for column in table.columns):
        last = letters(len(table.columns))
        leave_blank(sheet, f"A{FIRST_ROW}:{last}{FIRST_ROW}", f"$B{FIRST_ROW}")
    number = 0
    for group in table.groups:
        first = number + 1
        for column in group.columns:
            number += 1
            _column(sheet, table, column, number)
            dimension = sheet.column_dimensions[letters(number)]
            dimension.width = column.width
            if group.foldable:
                dimension.outlineLevel = 1
        _band(sheet, group, first, number)
    if any(group.foldable for group in table.groups):
        sheet.column_dimensions.max_outline = 1
    _metrics(sheet, table)
    sheet.add_table(_table(table))
    sheet.freeze_panes = f"{letters(table.frozen + 1)}{FIRST_ROW}"
    _page(sheet, table)


def purpose_parts(table: TableSpec) -> tuple[str, str]:
    """What stands above the columns that every printed page repeats, and what beside it.

    Pages that lie beside the first one repeat those columns, and would cut a longer text off.
    """
    if not several_pages_wide(table):
        return table.purpose, ""
    first, stop, rest = table.purpose.partition(". ")
    return first + stop.strip(), rest


def _first_open(table: TableSpec) -> int:
    """The first column to the right of the repeated ones that is never folded away."""
    groups = ((group, column) for group in table.groups for column in group.columns)
    return next(
        number
        for number, (group, _) in enumerate(groups, 1)
        if number > table.frozen and not group.foldable
    )


def _heading(sheet: Worksheet, table: TableSpec) -> None:
    first, rest = purpose_parts(table)
    for place, text, size, colour, height in (
        ("A1", table.title, 18, look.ACCENT, 28),
        ("A2", first, look.BODY, look.QUIET, 18),
        (f"{letters(_first_open(table))}2", rest, look.BODY, look.QUIET, 18),
    ):
        if not text:
            continue
        sheet[place] = text
        sheet[place].font = font(size, colour, bold=place == "A1")
        sheet[place].alignment = Alignment(horizontal="left", vertical="center", indent=1)
        sheet.row_dimensions[int(place[1])].height = height
    sheet.row_dimensions[HEADER_ROW - 1].height = 18
    sheet.row_dimensions[HEADER_ROW].height = 39
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.outlinePr.summaryRight = False


def _band(sheet: Worksheet, group: Group, first: int, last: int) -> None:
    """The group's title above its columns; to its left, where the button is, how to open it."""
    for number in range(first, last + 1):
        cell = sheet.cell(HEADER_ROW - 1, number)
        cell.fill = fill(look.ACCENT_SOFT)
        cell.font = font(look.BODY, look.ACCENT, bold=True)
        cell.alignment = Alignment(horizontal="left", vertical="center", indent=1)
    sheet.cell(HEADER_ROW - 1, first).value = group.title
    if first > 1:
        for row in (HEADER_ROW - 1, HEADER_ROW):
            sheet.cell(row, first).border = Border(left=Side(style="medium", color=look.PAPER))
        cell = sheet.cell(FIRST_ROW, first)
        left = Side(style="thin", color=look.COMPARED)
        cell.border = Border(left=left, bottom=cell.border.bottom)
    if group.foldable and group.title != WORKING:
        hint = sheet.cell(HEADER_ROW - 1, first - 1, f"{group.title} \u25b8")
        hint.font = font(look.BODY, look.QUIET)
        hint.alignment = Alignment(horizontal="right", vertical="center")
        hint.number_format = f"@{PAD}"


def _column(sheet: Worksheet, table: TableSpec, column: Column, number: int) -> None:
    head = sheet.cell(HEADER_ROW, number, column.header)
    head.font = font(look.BODY, look.PAPER, bold=True)
    head.fill = fill(look.ACCENT if column.typed else look.QUIET)
    head.alignment = _alignment(column.kind, wrap=True)
    head.number_format = f"@{PAD}" if _across(column.kind) == "right" else "General"
    cell = sheet.cell(FIRST_ROW, number)
    cell.font = font(look.BODY if column.kind is not Kind.WORKING else look.SMALL, _ink(column))
    cell.alignment = _alignment(column.kind, wrap=column.kind.wraps)
    cell.border = APART if column.kind in (Kind.RAG, Kind.BAND) else ruling()
    cell.number_format = _QUIET_ZERO.get(column.header) or FORMATS.get(column.kind, "General")
    if column.computed and cell.number_format == "@":  # Excel takes a formula there for a text
        cell.number_format = "General"
    cell.protection = Protection(locked=not column.typed)
    if not column.typed:
        cell.fill = fill(look.COMPUTED)
    if column.computed:
        cell.value = "=" + stored(column.formula, table.name, SHORTS)
    place = f"{letters(number)}{FIRST_ROW}"
    _validate(sheet, column, place)
    if column.kind is Kind.RAG or column.header == "Owner RAG":
        paint_words(sheet, place, look.RAG_WORDS, place)
    if column.kind is Kind.BAND:
        words = look.STAGE_WORDS if column.header == "Status" else look.BAND_WORDS
        paint_words(sheet, place, words, place)


def _alignment(kind: Kind, *, wrap: bool) -> Alignment:
    across = _across(kind)
    indent = 1 if across == "left" else 0
    return Alignment(horizontal=across, vertical="center", wrap_text=wrap, indent=indent)


def _across(kind: Kind) -> str:
    return "center" if kind in _CENTRED else "right" if kind in _RIGHT else "left"


def _ink(column: Column) -> str:
    return look.INK if column.kind is not Kind.WORKING else look.QUIET


def _validate(sheet: Worksheet, column: Column, place: str) -> None:
    rule = _rule(column)
    if rule is None:
        return
    if column.help:
        rule.promptTitle = column.header[:32]
        rule.prompt = column.help
        rule.showInputMessage = True
    rule.add(place)
    sheet.add_data_validation(rule)


def _rule(column: Column) -> DataValidation | None:
    if not column.typed:
        return DataValidation(
            type="custom",
            formula1="FALSE",
            showErrorMessage=True,
            errorTitle="Computed",
            error=_GUARDED if column.computed else _WRITTEN,
        )
    if column.choices:
        strict = column.kind in (Kind.WORD, Kind.ID)
        return DataValidation(
            type="list",
            formula1=column.choices,
            allow_blank=True,
            showErrorMessage=strict,
            errorTitle=column.header,
            error="Please pick one from the list.",
        )
    if column.kind is Kind.DATE:
        return DataValidation(
            type="date",
            operator="between",
            formula1="36526",
            formula2="73050",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle=column.header,
            error="Please type a date, such as 15 Feb 2027.",
        )
    return _number_rule(column)


def _number_rule(column: Column) -> DataValidation | None:
    low, high = _SHORT_RANGES.get(column.header, (0, 1_000_000))
    if column.kind is Kind.METRIC and column.header != "Value":
        low, high = -(10**15), 10**15
    elif column.kind not in (Kind.WHOLE, Kind.NUMBER):
        return DataValidation(allow_blank=True) if column.help else None
    limits = f" from {low} to {high}" if column.header in _SHORT_RANGES else ""
    return DataValidation(
        type="whole" if column.kind is Kind.WHOLE else "decimal",
        operator="between",
        formula1=str(low),
        formula2=str(high),
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=column.header,
        error=f"Please type a number{limits}.",
    )


def _metrics(sheet: Worksheet, table: TableSpec) -> None:
    headers = [column.header for column in table.columns]
    if "Unit" not in headers:
        return
    unit = f"${letters(table.column('Unit'))}{FIRST_ROW}"
    for column in table.columns:
        if column.kind in _METRICS:
            place = f"{letters(table.column(column.header))}{FIRST_ROW}"
            if column.kind is Kind.DISTANCE:
                distance_forms(sheet, place, unit)
            metric_forms(sheet, place, place, unit)


def _table(table: TableSpec) -> Table:
    last = letters(len(table.columns))
    made = Table(displayName=table.name, ref=f"A{HEADER_ROW}:{last}{FIRST_ROW}")
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    made._initialise_columns()  # noqa: SLF001 - there is no public way to name columns
    for column, made_column in zip(table.columns, made.tableColumns, strict=True):
        made_column.name = column.header
        if column.computed:
            formula = stored(column.formula, table.name, SHORTS)
            made_column.calculatedColumnFormula = TableFormula(attr_text=formula)
    return made


def _page(sheet: Worksheet, table: TableSpec) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_title_cols = f"A:{letters(table.frozen)}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.page_margins.header = sheet.page_margins.footer = 0.25
    for part, text in (
        (sheet.oddFooter.left, table.title),
        (sheet.oddFooter.right, "Page &P of &N"),
    ):
        part.text, part.font, part.size, part.color = text, look.TYPEFACE, look.SMALL, look.QUIET
