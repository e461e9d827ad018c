"""Rules by which cells change their looks: words in their colour, bars, lines, forms of numbers."""

from typing import Final

from openpyxl.formatting.rule import DataBarRule, Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from okrsheet.workbook import look

PAD: Final = "_w"  # as wide as a w: LibreOffice forgets the indent of right-aligned cells
_SIGNS: Final = sorted({paint.sign for paint in look.PAINTS.values()})


def ruling() -> Border:
    """The thin line below a row."""
    return Border(bottom=Side(style="thin", color=look.LINE))


def paint_words(sheet: Worksheet, area: str, words: tuple[str, ...], first: str) -> None:
    """Colour each word of a column, with its sign; `first` is the area's first cell."""
    for word in words:
        paint = look.PAINTS[word]
        style = DifferentialStyle(
            font=Font(color=paint.ink, bold=paint.ink == look.PAPER),
            fill=PatternFill(bgColor=paint.fill),
            numFmt=NumberFormat(
                numFmtId=200 + _SIGNS.index(paint.sign), formatCode=f'"{paint.sign} "@'
            ),
        )
        rule = Rule(type="expression", dxf=style, formula=[f'{first}="{word}"'])
        sheet.conditional_formatting.add(area, rule)


def bar(sheet: Worksheet, area: str) -> None:
    """A bar from 0 to 1 behind a score."""
    rule = DataBarRule(
        "num", 0, "num", 1, color="FF" + look.BAR, showValue=False, minLength=0, maxLength=100
    )
    sheet.conditional_formatting.add(area, rule)


def rule_off(sheet: Worksheet, area: str, first: str) -> None:
    """A thin line below each row that shows something; `first` is the cell that tells."""
    style = DifferentialStyle(border=ruling())
    rule = Rule(type="expression", dxf=style, formula=[f'{first}<>""'])
    sheet.conditional_formatting.add(area, rule)


def leave_blank(sheet: Worksheet, area: str, tells: str) -> None:
    """Plain paper where a line of computed cells shows nothing; `tells` is empty there.

    To be set before all other rules, for of two rules the first counts.
    """
    paper = Side(style="thin", color=look.PAPER)
    style = DifferentialStyle(
        fill=PatternFill(bgColor=look.PAPER),
        border=Border(left=paper, right=paper, top=paper, bottom=paper),
    )
    rule = Rule(type="expression", dxf=style, formula=[f'{tells}=""'], stopIfTrue=True)
    sheet.conditional_formatting.add(area, rule)


def metric_forms(
    sheet: Worksheet, area: str, first: str, unit: str, *, ruled: bool = False
) -> None:
    """Percentages and large numbers in their form; `first` is the area's first cell.

    Where lines are ruled off, the line comes with the form: LibreOffice takes one rule for a cell.
    """
    border = ruling() if ruled else None
    share = f'AND(ISNUMBER({first}),{unit}="%")'
    _number_form(sheet, area, share, border, NumberFormat(numFmtId=220, formatCode=f"0.0%{PAD}"))
    large = f"AND(ISNUMBER({first}),ABS({first})>=1000)"
    _number_form(sheet, area, large, border, NumberFormat(numFmtId=221, formatCode=f"#,##0{PAD}"))


def distance_forms(sheet: Worksheet, place: str, unit: str) -> None:
    """How far apart two values lie: percentages by points, next to nothing without a sign.

    To be set before `metric_forms`, for of two rules the first counts.
    """
    percent = f'AND(ISNUMBER({place}),{unit}="%"'
    points = f'0.0%" pts"{PAD}'
    for test, number, form in (
        (f"{percent},ABS({place})<0.0005)", 222, f"{points};{points}"),
        (f"{percent})", 223, points),
        (f"AND(ISNUMBER({place}),ABS({place})<0.05)", 224, f"0.0{PAD};0.0{PAD};0{PAD}"),
    ):
        _number_form(sheet, place, test, None, NumberFormat(numFmtId=number, formatCode=form))


def _number_form(
    sheet: Worksheet, area: str, test: str, border: Border | None, form: NumberFormat
) -> None:
    style = DifferentialStyle(numFmt=form, border=border)
    rule = Rule(type="expression", dxf=style, formula=[test], stopIfTrue=True)
    sheet.conditional_formatting.add(area, rule)
