"""How the Agenda sheet looks, with openpyxl: the items stand out from what is looked at in them."""

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from okrsheet.workbook import look
from okrsheet.workbook.contract import FIRST_ROW, letters
from okrsheet.workbook.sheets.agenda import AGENDA


def fill_agenda(sheet: Worksheet) -> None:
    """Bold items on a soft ground, told by their minutes."""
    minutes, last = (letters(AGENDA.column(header)) for header in ("Minutes", "Done"))
    style = DifferentialStyle(
        font=Font(bold=True, color=look.ACCENT), fill=PatternFill(bgColor=look.ACCENT_SOFT)
    )
    rule = Rule(type="expression", dxf=style, formula=[f'${minutes}{FIRST_ROW}<>""'])
    sheet.conditional_formatting.add(f"A{FIRST_ROW}:{last}{FIRST_ROW}", rule)
