"""The Trend sheet with openpyxl: where people pick a key result, and the chart."""

from typing import Final, Literal

from openpyxl.chart import Reference, ScatterChart, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series as Line
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import TwoCellAnchor
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from okrsheet.workbook import look
from okrsheet.workbook.build_chart import corner, face
from okrsheet.workbook.build_rules import metric_forms, paint_words
from okrsheet.workbook.load_picked import PICK
from okrsheet.workbook.sheets import trend

_POINT: Final = 12_700
_Dash = Literal["solid", "sysDash"]
_DRESS: Final[dict[str, tuple[str, float, _Dash]]] = {
    "Value": (look.ACCENT, 2.25, "solid"),
    "Target": (look.INK, 1.25, "solid"),
    "Expected": (look.COMPARED, 1.75, "solid"),
    "Forecast": (look.ACCENT, 1.75, "sysDash"),
    "Likely range": (look.BAR, 5.0, "solid"),
}


def fill_trend(sheet: Worksheet) -> None:
    """Everything but its cells."""
    for row, height in ((3, 8), (4, 24), (5, 8), (trend.HEADS_AT, 20), (trend.HEADS_AT + 1, 26)):
        sheet.row_dimensions[row].height = height
    line = trend.HEADS_AT + 1
    paint_words(sheet, f"B{line}", look.RAG_WORDS, f"B{line}")
    metric_forms(sheet, f"C{line}:I{line}", f"C{line}", f"$N${trend.POINTS_AT + 3}")
    rule = DataValidation(type="list", formula1="okr_key_result_ids", allow_blank=True)
    rule.showErrorMessage = True
    rule.errorTitle, rule.error = "Key result", "Please pick one from the list."
    rule.promptTitle, rule.prompt = "Key result", "Pick one; blank for the most urgent."
    rule.showInputMessage = True
    rule.add(PICK)
    sheet.add_data_validation(rule)
    for column in trend.HELPERS:
        sheet.column_dimensions[column].hidden = True
    _add_chart(sheet)


def _add_chart(sheet: Worksheet) -> None:
    chart = ScatterChart()
    chart.style = 2
    chart.scatterStyle = "lineMarker"
    chart.title = None
    # The points stand in hidden columns.
    chart.visible_cells_only = False
    for name in trend.LINES:
        chart.series.append(_series(sheet, name))
    _axes(chart)
    chart.legend = Legend()
    chart.legend.position = "b"
    chart.legend.txPr = face()
    inner = ManualLayout(
        layoutTarget="inner", xMode="edge", yMode="edge", x=0.06, y=0.04, w=0.92, h=0.78
    )
    chart.layout = Layout(manualLayout=inner)
    chart.anchor = TwoCellAnchor(  # type: ignore[assignment]  # the stubs know one kind
        editAs="twoCell",
        _from=corner("B", trend.CHART_AT),
        to=corner("L", trend.CHART_TO),
    )
    sheet.add_chart(chart)


def _series(sheet: Worksheet, name: str) -> Line:
    x, y, count = trend.LINES[name]
    first, last = trend.POINTS_AT, trend.POINTS_AT + count - 1
    days, values = (
        Reference(sheet, min_col=column_index_from_string(column), min_row=first, max_row=last)
        for column in (x, y)
    )
    made: Line = Series(values, days, title_from_data=False)
    title = Reference(sheet, min_col=column_index_from_string(y), min_row=first - 1)
    made.tx = SeriesLabel(strRef=StrRef(f=str(title)))
    colour, width, dash = _DRESS[name]
    stroke = LineProperties(solidFill=colour, w=int(width * _POINT), prstDash=dash)
    made.graphicalProperties = GraphicalProperties(ln=stroke)
    made.smooth = False
    dots = GraphicalProperties(solidFill=colour, ln=LineProperties(solidFill=colour))
    is_value = name == "Value"
    made.marker = Marker(symbol="circle", size=6, spPr=dots) if is_value else Marker(symbol="none")
    return made


def _axes(chart: ScatterChart) -> None:
    days, values = chart.x_axis, chart.y_axis
    days.delete = values.delete = False
    days.number_format, values.number_format = "d mmm", "#,##0.##"
    days.majorTickMark, values.majorTickMark = "out", "none"
    days.majorGridlines = None
    lines = GraphicalProperties(ln=LineProperties(solidFill=look.LINE))
    values.majorGridlines = ChartLines(spPr=lines)
    days.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=look.COMPARED))
    values.graphicalProperties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    days.tickLblPos = "low"
    days.txPr = values.txPr = face()
