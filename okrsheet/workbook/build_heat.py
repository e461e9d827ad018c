"""How the weeks of the Heat Map look, with openpyxl: a letter on its colour, dates, totals."""

from typing import Final

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from okrsheet.core.heat import LETTERS, UNKNOWN, WEEKS
from okrsheet.core.words import Rag
from okrsheet.workbook import look
from okrsheet.workbook.build_table import font
from okrsheet.workbook.contract import FIRST_ROW, letters
from okrsheet.workbook.sheets.heat_map import TABLE
from okrsheet.workbook.sheets.heat_map_values import FIXED

_DAY: Final = NumberFormat(numFmtId=230, formatCode="d mmm")
_THIS_WEEK: Final = "okr_as_of-MOD(okr_as_of-2,7)"
_WHITE: Final = Border(
    left=Side(style="thin", color=look.PAPER),
    right=Side(style="thin", color=look.PAPER),
    top=Side(style="thin", color=look.PAPER),
    bottom=Side(style="thin", color=look.PAPER),
)


def fill_heat(sheet: Worksheet) -> None:
    """The rules and the borders of the weeks."""
    first, last = TABLE.column("W1"), TABLE.column("W1") + WEEKS - 1
    for number in range(first, last + 1):
        cell = sheet.cell(FIRST_ROW, number)
        cell.font = font(look.BODY, look.QUIET, bold=True)
        cell.border = _WHITE
        cell.fill = PatternFill()
    weeks = f"{letters(first)}{FIRST_ROW}:{letters(last)}{FIRST_ROW}"
    here = f"{letters(first)}{FIRST_ROW}"
    for word, sign in (*LETTERS.items(), (Rag.NEEDS_A_CALL, UNKNOWN)):
        paint = look.PAINTS[str(word)]
        style = _style(Font(color=paint.ink, bold=True), paint.fill)
        _rule(sheet, weeks, f'{here}="{sign}"', style)
    above = f"ROW()<{FIRST_ROW + FIXED}"
    running = _style(Font(color=look.PAPER, bold=True), look.ACCENT, _DAY)
    dated = _style(Font(color=look.ACCENT, bold=True), look.ACCENT_SOFT, _DAY)
    _rule(sheet, weeks, f"AND(ROW()={FIRST_ROW},{here}={_THIS_WEEK})", running)
    _rule(sheet, weeks, f"ROW()={FIRST_ROW}", dated)
    total = _style(Font(color=look.INK), look.ACCENT_SOFT)
    _rule(sheet, weeks, above, total)
    label = _style(Font(color=look.ACCENT, bold=True), look.ACCENT_SOFT)
    needs = letters(TABLE.column("Talk about"))
    for left, right in (("A", letters(first - 1)), (letters(last + 1), needs)):
        _rule(sheet, f"{left}{FIRST_ROW}:{right}{FIRST_ROW}", above, label)


def _style(face: Font, fill: str, form: NumberFormat | None = None) -> DifferentialStyle:
    return DifferentialStyle(font=face, fill=PatternFill(bgColor=fill), numFmt=form)


def _rule(sheet: Worksheet, area: str, test: str, style: DifferentialStyle) -> None:
    rule = Rule(type="expression", dxf=style, formula=[test], stopIfTrue=True)
    sheet.conditional_formatting.add(area, rule)
