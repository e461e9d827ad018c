"""The chart on the Dashboard, with openpyxl: score beside expected score, objective by objective.

Its bars stand in line with the rows of the objectives; its heading and its key are cells.
"""

from typing import Final

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.drawing.text import Font as DrawingFont
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from okrsheet.workbook import look
from okrsheet.workbook.sheets import dashboard
from okrsheet.workbook.sheets.dashboard_lists import OBJECTIVE_ROWS, OBJECTIVES_AT

_COLUMNS: Final = ("K", "O")
_NAMES, _SCALE = 0.1, 0.075
_NO_LINE: Final = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))


def add_chart(sheet: Worksheet) -> None:
    """Put the chart beside the objectives."""
    chart = BarChart()
    chart.type = "bar"
    chart.style = 2
    chart.title = None
    chart.legend = None
    chart.gapWidth = 70
    chart.overlap = 0
    _data(chart, sheet)
    _axes(chart)
    chart.layout = Layout(
        manualLayout=ManualLayout(
            layoutTarget="inner",
            xMode="edge",
            yMode="edge",
            x=_NAMES,
            y=_SCALE,
            w=0.96 - _NAMES,
            h=1 - _SCALE,
        )
    )
    chart.graphical_properties = chart.plot_area.graphicalProperties = _NO_LINE
    chart.anchor = TwoCellAnchor(
        editAs="twoCell",
        _from=corner(_COLUMNS[0], OBJECTIVES_AT - 1),
        to=corner(_COLUMNS[1], OBJECTIVES_AT + OBJECTIVE_ROWS),
    )
    sheet.add_chart(chart)


def corner(column: str, row: int) -> AnchorMarker:
    """The upper left corner of a cell."""
    return AnchorMarker(col=column_index_from_string(column) - 1, row=row - 1)


def _data(chart: BarChart, sheet: Worksheet) -> None:
    first, last = OBJECTIVES_AT, OBJECTIVES_AT + OBJECTIVE_ROWS - 1
    for column, colour in ((dashboard.SCORES, look.ACCENT), (dashboard.EXPECTED, look.COMPARED)):
        number = column_index_from_string(column)
        chart.add_data(
            Reference(sheet, min_col=number, min_row=first - 1, max_row=last),
            titles_from_data=True,
        )
        chart.series[-1].graphicalProperties = GraphicalProperties(
            solidFill=colour, ln=LineProperties(noFill=True)
        )
    chart.set_categories(Reference(sheet, min_col=2, min_row=first, max_row=last))


def _axes(chart: BarChart) -> None:
    names, scale = chart.x_axis, chart.y_axis
    names.scaling.orientation = "maxMin"
    names.delete = scale.delete = False
    names.majorTickMark = scale.majorTickMark = "none"
    names.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=look.COMPARED))
    scale.graphicalProperties = _NO_LINE
    scale.scaling.min, scale.scaling.max = 0, 1
    scale.majorUnit = 0.25
    scale.number_format = "0.00"
    scale.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=look.LINE))
    names.txPr = scale.txPr = face()


def face() -> RichText:
    """How the words of a chart look."""
    face = CharacterProperties(
        sz=look.SMALL * 100, solidFill=look.QUIET, latin=DrawingFont(typeface=look.TYPEFACE)
    )
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=face), endParaRPr=face)])
