"""Sheets without a table, Start and Dashboard, with openpyxl."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from openpyxl.cell import Cell
from openpyxl.chart import BarChart, Reference


from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font as DrawingFont,
    Paragraph,
    ParagraphProperties,
)
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from okrsheet.workbook import look
from okrsheet.workbook.build_table import bar, fill, font, paint_words
from okrsheet.workbook.formula import stored
from okrsheet.workbook.layout import SHORTS
from okrsheet.workbook.sheets import dashboard, start
from okrsheet.workbook.sheets.spots import Spot

_LINE: Final = Border(bottom=Side(style="thin", color=look.LINE))
_TOP: Final = Border(top=Side(style="thick", color=look.ACCENT))


def _tile(cell: Cell, colour: str, ink: str, form: str) -> None:
    cell.font = font(22, ink, bold=True)
    cell.fill = fill(colour)
    cell.alignment = Alignment(horizontal="center", vertical="center")
    cell.number_format = form


def _big(word: str = "", form: str = "General") -> Callable[[Cell], None]:
    paint = look.PAINTS.get(word, look.Paint(look.ACCENT_SOFT, look.ACCENT))
    return lambda cell: _tile(cell, paint.fill, paint.ink, form)


def _text(
    size: float = 11, colour: str = look.INK, *, bold: bool = False, form: str = "General"
) -> Callable[[Cell], None]:
    def dress(cell: Cell) -> None:
        cell.font = font(size, colour, bold=bold)
        cell.alignment = Alignment(horizontal="left", vertical="center")
        cell.number_format = form

    return dress


def _line(
    across: str = "left", form: str = "General", *, wrap: bool = False
) -> Callable[[Cell], None]:
    def dress(cell: Cell) -> None:
        cell.font = font(11)
        cell.alignment = Alignment(
            horizontal=across, vertical="center", wrap_text=wrap, shrink_to_fit=False
        )
        cell.border = _LINE
        cell.number_format = form

    return dress


def _head(cell: Cell) -> None:
    cell.font = font(10, look.PAPER, bold=True)
    cell.fill = fill(look.ACCENT)
    across = {"E": "right", "H": "right", "G": "center", "L": "right", "M": "center"}
    cell.alignment = Alignment(horizontal=across.get(cell.column_letter, "left"), vertical="center")


def _tile_label(cell: Cell) -> None:
    cell.font = font(10, look.QUIET)
    cell.border = _TOP
    cell.alignment = Alignment(horizontal="center", vertical="center")
    cell.fill = fill(look.COMPUTED)


def _remark(cell: Cell) -> None:
    cell.font = font(9, look.QUIET)
    cell.alignment = Alignment(horizontal="center", vertical="top")


def _link(cell: Cell) -> None:
    cell.font = font(11, look.ACCENT, bold=True)
    cell.alignment = Alignment(horizontal="left", vertical="center")


def _number(cell: Cell) -> None:
    cell.font = font(14, look.ACCENT, bold=True)
    cell.alignment = Alignment(horizontal="center", vertical="center")


LOOKS: Final[Mapping[str, Callable[[Cell], None]]] = {
    "title": _text(20, look.ACCENT, bold=True),
    "subtitle": _text(11, look.QUIET),
    "date": _text(11, look.QUIET, form="d mmm yyyy"),
    "section": _text(13, look.ACCENT, bold=True),
    "label": _text(11, look.QUIET),
    "fact": _text(11),
    "fact_date": _text(11, form="d mmm yyyy"),
    "head": _head,
    "tile_label": _tile_label,
    "remark": _remark,
    "link": _link,
    "number": _number,
    "big": _big(),
    "big_score": _big(form="0.00"),
    "big_share": _big(form="0%"),
    "big_green": _big("Green"),
    "big_yellow": _big("Yellow"),
    "big_red": _big("Red"),
    "big_grey": _big("No data"),
    "id": _line(),
    "cell": _line(),
    "long": _line(wrap=True),
    "score": _line("right", "0.00"),
    "share": _line("right", "0%"),
    "bar": _line(form="0.00"),
    "rag": _line("center"),
    "hidden": _text(9, look.QUIET),
}
_HEIGHTS: Final = {1: 34, 2: 18, 3: 18, 4: 8, 5: 20, 6: 40, 7: 18, 8: 20}


def fill_spots(sheet: Worksheet, title: str, spots: Sequence[Spot]) -> None:
    """Every single cell of a sheet, its widths, its page."""
    for spot in spots:
        cell = sheet[spot.address]
        cell.value = "=" + stored(spot.formula, "", SHORTS) if spot.formula else spot.text
        LOOKS[spot.look](cell)
        if spot.link:
            sheet._hyperlinks.append(  # noqa: SLF001  # the public setter makes external links only
                Hyperlink(ref=spot.address, location=spot.link, display=spot.text)
            )
    widths = dashboard.WIDTHS if title == dashboard.SHEET else start.WIDTHS
    for column, width in widths.items():
        sheet.column_dimensions[column].width = width
    sheet.sheet_view.showGridLines = False
    if title == dashboard.SHEET:
        _dashboard(sheet)
    else:
        _start(sheet, spots)
    sheet.protection.enable()
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _start(sheet: Worksheet, spots: Sequence[Spot]) -> None:
    for row in range(3, 3 + len(spots)):
        sheet.row_dimensions[row].height = 21
    sheet.row_dimensions[1].height = 34
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _dashboard(sheet: Worksheet) -> None:
    first, last = dashboard.OBJECTIVES_AT, dashboard.OBJECTIVES_AT + dashboard.OBJECTIVE_ROWS - 1
    start_row = dashboard.KEY_RESULTS_AT
    end_row = start_row + dashboard.KEY_RESULT_ROWS - 1
    teams_end = dashboard.TEAMS_AT + dashboard.TEAM_ROWS - 1
    for top, bottom in ((first, last), (start_row, end_row)):
        paint_words(sheet, f"G{top}:G{bottom}", look.RAG_WORDS, f"G{top}")
        bar(sheet, f"F{top}:F{bottom}")
        for row in range(top, bottom + 1):
            sheet.row_dimensions[row].height = 30
    paint_words(
        sheet, f"M{dashboard.TEAMS_AT}:M{teams_end}", look.RAG_WORDS, f"M{dashboard.TEAMS_AT}"
    )
    for row, height in _HEIGHTS.items():
        sheet.row_dimensions[row].height = height
    sheet.column_dimensions[dashboard.HELPER].hidden = True
    sheet.print_area = f"A1:N{end_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.3
    sheet.page_margins.top = sheet.page_margins.bottom = 0.3


def _chart_text(size: int) -> RichText:
    face = CharacterProperties(
        sz=size, solidFill=look.QUIET, latin=DrawingFont(typeface=look.TYPEFACE)
    )
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=face), endParaRPr=face)])


def add_chart(sheet: Worksheet) -> None:
    """Score beside expected progress, one pair of bars for each objective."""
    first = dashboard.OBJECTIVES_AT
    last = first + dashboard.OBJECTIVE_ROWS - 1
    chart = BarChart()
    chart.type = "bar"
    chart.style = 2
    chart.title = None
    chart.gapWidth = 60
    chart.overlap = -5
    for column, colour in ((5, look.ACCENT), (8, "B9C4CA")):
        chart.add_data(
            Reference(sheet, min_col=column, min_row=first - 1, max_row=last),
            titles_from_data=True,
        )
        chart.series[-1].graphicalProperties = GraphicalProperties(solidFill=colour)
    chart.set_categories(Reference(sheet, min_col=2, min_row=first, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    chart.y_axis.majorUnit = 0.25
    chart.y_axis.number_format = "0.00"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=look.LINE))
    chart.x_axis.txPr = chart.y_axis.txPr = _chart_text(900)
    chart.legend.position = "t"
    chart.legend.txPr = _chart_text(900)
    chart.height, chart.width = 14.5, 11.4
    sheet.add_chart(chart, dashboard.CHART_AT)
