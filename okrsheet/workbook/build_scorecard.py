"""How the Scorecard sheet looks, with openpyxl: objectives stand out, and it prints upright."""

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from okrsheet.workbook import look
from okrsheet.workbook.contract import FIRST_ROW, letters
from okrsheet.workbook.scorecard_json import KIND, OBJECTIVE, QUARTER
from okrsheet.workbook.sheets.scorecard import RECORD, SCORECARD


def fill_scorecard(sheet: Worksheet) -> None:
    """The quarter and its objectives in bold on a soft ground, told by their record."""
    record, last = (letters(SCORECARD.column(header)) for header in (RECORD, "Decision"))
    for kind, ground in ((QUARTER, look.BAR), (OBJECTIVE, look.ACCENT_SOFT)):
        starts = f'{{"{KIND}":"{kind}"'
        quoted = starts.replace('"', '""')
        style = DifferentialStyle(
            font=Font(bold=True, color=look.INK), fill=PatternFill(bgColor=ground)
        )
        told = f'LEFT(${record}{FIRST_ROW},{len(starts)})="{quoted}"'
        rule = Rule(type="expression", dxf=style, formula=[told])
        sheet.conditional_formatting.add(f"A{FIRST_ROW}:{last}{FIRST_ROW}", rule)
    sheet.page_setup.orientation = "portrait"
