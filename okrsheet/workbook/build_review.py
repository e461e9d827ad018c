"""How the Review sheet looks, with openpyxl: the cells that wait for an answer are tinted."""

from collections.abc import Iterator

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from okrsheet.core.words import Band
from okrsheet.workbook import look
from okrsheet.workbook.contract import FIRST_ROW, letters
from okrsheet.workbook.sheets.review import TABLE


def fill_review(sheet: Worksheet) -> None:
    """A Hit has two questions, a Miss two others, and what is not met is decided on."""
    style = DifferentialStyle(fill=PatternFill(bgColor=look.PAINTS["Needs a call"].fill))
    for header, asked in _asked():
        cell = f"{letters(TABLE.column(header))}{FIRST_ROW}"
        rule = Rule(type="expression", dxf=style, formula=[f'AND({asked},{cell}="")'])
        sheet.conditional_formatting.add(cell, rule)


def _asked() -> Iterator[tuple[str, str]]:
    """Columns people fill in, each with what makes them asked for."""
    band, met = (f"${letters(TABLE.column(header))}{FIRST_ROW}" for header in ("Band", "Met"))
    for header in ("Why it worked", "What to repeat"):
        yield header, f'{band}="{Band.HIT}"'
    for header in ("What went wrong", "What to do differently"):
        yield header, f'{band}="{Band.MISSED}"'
    yield "Decision", f'{met}="No"'
