"""How the Planning sheet looks, with openpyxl: items stand out, cells to fill in are framed."""

from collections.abc import Iterator
from typing import Final

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from okrsheet.core.planning_lines import FILLED_IN, PlanningKind
from okrsheet.workbook import look
from okrsheet.workbook.contract import FIRST_ROW, Column, letters
from okrsheet.workbook.sheets.planning import PLANNING

_BOLD: Final = (PlanningKind.HEADING, PlanningKind.OBJECTIVE)
_FRAME: Final = Side(style="thin", color=look.BAR)


def fill_planning(sheet: Worksheet) -> None:
    """The rules of the sheet, told by the hidden column with the kind of each line."""
    kind = f"${letters(PLANNING.column('Kind'))}{FIRST_ROW}"
    whole = f"A{FIRST_ROW}:{letters(PLANNING.column('Who'))}{FIRST_ROW}"
    item = DifferentialStyle(
        font=Font(bold=True, color=look.ACCENT), fill=PatternFill(bgColor=look.ACCENT_SOFT)
    )
    _rule(sheet, whole, f'{kind}="{PlanningKind.ITEM}"', item)
    what = letters(PLANNING.column("What"))
    bold = DifferentialStyle(font=Font(bold=True, color=look.ACCENT))
    headings = ",".join(f'{kind}="{each}"' for each in _BOLD)
    _rule(sheet, f"{what}{FIRST_ROW}", f"OR({headings})", bold)
    quiet = DifferentialStyle(font=Font(color=look.COMPARED))
    _rule(sheet, f"A{FIRST_ROW}", f'{kind}<>"{PlanningKind.ITEM}"', quiet)
    framed = DifferentialStyle(
        fill=PatternFill(bgColor=look.INVITING),
        border=Border(left=_FRAME, right=_FRAME, top=_FRAME, bottom=_FRAME),
    )
    for column, kinds in _inviting():
        place = f"{letters(PLANNING.column(column.header))}{FIRST_ROW}"
        one_of = ",".join(f'{kind}="{each}"' for each in kinds)
        _rule(sheet, place, f"OR({one_of})", framed)


def _inviting() -> Iterator[tuple[Column, list[PlanningKind]]]:
    """Each column with the kinds of lines in which people fill it in."""
    for column in PLANNING.columns:
        kinds = [kind for kind, fields in FILLED_IN.items() if column.field in fields]
        if kinds:
            yield column, kinds


def _rule(sheet: Worksheet, area: str, test: str, style: DifferentialStyle) -> None:
    rule = Rule(type="expression", dxf=style, formula=[test], stopIfTrue=True)
    sheet.conditional_formatting.add(area, rule)
