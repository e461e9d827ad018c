"""Sheets without a table, Start and Dashboard, with openpyxl."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from okrsheet.workbook import look
from okrsheet.workbook.build_chart import add_chart
from okrsheet.workbook.build_looks import LOOKS
from okrsheet.workbook.build_meeting import fill_meeting
from okrsheet.workbook.build_rules import bar, paint_words, rule_off
from okrsheet.workbook.build_trend import fill_trend
from okrsheet.workbook.formula import stored
from okrsheet.workbook.layout import SHORTS
from okrsheet.workbook.sheets import dashboard, meeting, start, trend
from okrsheet.workbook.sheets import dashboard_lists as lists
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.sheets.start_setup import STEPS

__all__ = ["add_chart", "fill_spots"]

_BAND: Final = {1: 34, 2: 22}
_TILES: Final = {3: 10, 4: 22, 5: 44, 6: 44, 7: 10}
_LINE: Final = 31.0
_WIDTHS: Final = {each.SHEET: each.WIDTHS for each in (dashboard, meeting, start, trend)}


def fill_spots(sheet: Worksheet, title: str, spots: Sequence[Spot]) -> None:
    """Every single cell of a sheet, its widths, its page."""
    for spot in spots:
        _fill(sheet, spot)
    for column, width in _WIDTHS[title].items():
        sheet.column_dimensions[column].width = width
    _heights(sheet, _BAND)
    _DRESSES[title](sheet)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.showRowColHeaders = False
    sheet.protection.enable()
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    _page(sheet)


def _fill(sheet: Worksheet, spot: Spot) -> None:
    cell = sheet[spot.address]
    cell.value = "=" + stored(spot.formula, "", SHORTS) if spot.formula else spot.text or None
    LOOKS[spot.look](cell)
    if spot.link:
        cell.hyperlink = Hyperlink(ref=spot.address, location=spot.link, display=spot.text or None)


def _heights(sheet: Worksheet, heights: Mapping[int, float]) -> None:
    for row, height in heights.items():
        sheet.row_dimensions[row].height = height


def _page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.3
    sheet.page_margins.top = sheet.page_margins.bottom = 0.3
    sheet.page_margins.header = sheet.page_margins.footer = 0.15


def _dashboard(sheet: Worksheet) -> None:
    _heights(sheet, _TILES)
    for first, count in (
        (lists.OBJECTIVES_AT, lists.OBJECTIVE_ROWS),
        (lists.KEY_RESULTS_AT, lists.KEY_RESULT_ROWS),
    ):
        last = first + count - 1
        _heights(sheet, {first - 3: 10, first - 2: 24, first - 1: 20})
        _heights(sheet, dict.fromkeys(range(first, last + 1), _LINE))
        last_column = "I" if first == lists.OBJECTIVES_AT else lists.FORECAST
        for columns in ("B{0}:F{1}", f"I{{0}}:{last_column}{{1}}"):
            rule_off(sheet, columns.format(first, last), f"$B{first}")
        bar(sheet, f"G{first}:G{last}")
        paint_words(sheet, f"H{first}:H{last}", look.RAG_WORDS, f"H{first}")
    first, last = lists.TEAMS_AT, lists.TEAMS_AT + lists.TEAM_ROWS - 1
    for columns in ("K{}:L{}", "N{}:N{}"):
        rule_off(sheet, columns.format(first, last), f"$K{first}")
    paint_words(sheet, f"M{first}:M{last}", look.RAG_WORDS, f"M{first}")
    _alert(sheet, "B5", look.PAINTS["Red"])
    _alert(sheet, "B6", look.PAINTS["Yellow"])
    sheet.column_dimensions[lists.HELPER].hidden = True


def _alert(sheet: Worksheet, place: str, paint: look.Paint) -> None:
    style = DifferentialStyle(font=Font(color=paint.ink), fill=PatternFill(bgColor=paint.fill))
    sheet.conditional_formatting.add(
        place, Rule(type="expression", dxf=style, formula=[f"{place}>0"])
    )


def _start(sheet: Worksheet) -> None:
    _heights(sheet, start.HEIGHTS)
    first, last = start.SETUP_AT, start.SETUP_AT + len(STEPS) - 1
    paint_words(sheet, f"H{first}:H{last}", look.STAGE_WORDS, f"H{first}")


_DRESSES: Final[Mapping[str, Callable[[Worksheet], None]]] = {
    dashboard.SHEET: _dashboard,
    meeting.SHEET: fill_meeting,
    start.SHEET: _start,
    trend.SHEET: fill_trend,
}
