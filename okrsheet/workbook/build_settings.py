"""The lines of the Settings sheet, with openpyxl."""

import re
from collections.abc import Mapping
from copy import copy
from datetime import date
from typing import Final

from openpyxl.styles import Alignment, Border, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from okrsheet.core.model import Plan
from okrsheet.core.policy import Policy
from okrsheet.ooxml.cells import typed_cell
from okrsheet.workbook import look
from okrsheet.workbook.build_table import FORMATS, fill, font
from okrsheet.workbook.contract import FIRST_ROW, HEADER_ROW, Kind, letters
from okrsheet.workbook.layout import SHEET_ORDER
from okrsheet.workbook.sheets.settings import SETTINGS, TABLE, Setting, policy_value
from okrsheet.workbook.view import serial

_VALUE = TABLE.column("Value")
_VALUES: Final = re.compile(
    rf'<c r="{letters(_VALUE)}(\d+)" s="(\d+)"[^>]*?(?:/>|>.*?</c>)', re.DOTALL
)

_NEW_GROUP: Final = Border(
    top=Side(style="thin", color=look.ACCENT), bottom=Side(style="thin", color=look.LINE)
)


def fill_settings(sheet: Worksheet) -> None:
    """One line for each setting; values come with `configure`."""
    for place, setting in enumerate(SETTINGS):
        row = FIRST_ROW + place
        for number, content in enumerate((setting.group, setting.label, None, setting.meaning), 1):
            cell = sheet.cell(row, number, content)
            cell._style = copy(sheet.cell(FIRST_ROW, number)._style)  # noqa: SLF001  # the one way to share a style  # the one way to share a style
            cell.protection = Protection(locked=number != _VALUE)
            cell.fill = fill(look.PAPER if number == _VALUE else look.COMPUTED)
            if place and setting.group != SETTINGS[place - 1].group:
                cell.border = _NEW_GROUP
        cell = sheet.cell(row, _VALUE)
        cell.font = font(look.BODY, look.ACCENT, bold=True)
        cell.number_format = FORMATS.get(setting.kind, "General")
        cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
        sheet.row_dimensions[row].height = TABLE.row_height
        _validate(sheet, setting, cell.coordinate)
    last = FIRST_ROW + len(SETTINGS) - 1
    table = sheet.tables[TABLE.name]
    table.ref = f"A{HEADER_ROW}:{letters(len(TABLE.columns))}{last}"
    table.autoFilter.ref = table.ref
    sheet.protection.enable()
    sheet.protection.formatColumns = False
    sheet.protection.autoFilter = False


def _validate(sheet: Worksheet, setting: Setting, place: str) -> None:
    if setting.choices:
        rule = DataValidation(type="list", formula1=setting.choices, allow_blank=True)
    elif setting.kind is Kind.DATE:
        rule = DataValidation(
            type="date", operator="between", formula1="36526", formula2="73050", allow_blank=True
        )
    elif setting.kind is Kind.TEXT:
        return
    else:
        rule = DataValidation(
            type="decimal", operator="between", formula1="0", formula2="1000", allow_blank=True
        )
    rule.showErrorMessage = True
    rule.errorTitle = setting.label[:32]
    rule.error = (
        "Please pick one from the list." if setting.choices else "This value can't be used here."
    )
    rule.add(place)
    sheet.add_data_validation(rule)


def configure(
    template: Mapping[str, bytes], plan: Plan, policy: Policy, as_of: date | None
) -> dict[str, bytes]:
    """The template with the quarter's settings filled in; every cell keeps its format.

    Args:
        template: the parts of a workbook made by `build.author`, finished or not.
        plan: its quarter, organisation and champion.
        policy: the numbers the rules use.
        as_of: the day the figures are for; None leaves it at today.
    """
    name = f"xl/worksheets/sheet{SHEET_ORDER.index(TABLE.sheet) + 1}.xml"

    def cell(found: re.Match[str]) -> str:
        place = int(found[1]) - FIRST_ROW
        if not 0 <= place < len(SETTINGS):
            return found[0]
        value = _value(SETTINGS[place], plan, policy, as_of)
        shown = serial(value) if isinstance(value, date) else value
        return typed_cell(f"{letters(_VALUE)}{found[1]}", int(found[2]), shown)

    return {**template, name: _VALUES.sub(cell, template[name].decode("utf-8")).encode("utf-8")}


def _value(
    setting: Setting, plan: Plan, policy: Policy, as_of: date | None
) -> str | float | date | None:
    if setting.field == "as_of":
        return as_of
    if setting.field.startswith("plan/"):
        value: object = plan
        for name in setting.field.split("/")[1:]:
            value = getattr(value, name)
    else:
        value = policy_value(policy, setting.field)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return value if isinstance(value, (int, float, date)) else str(value) or None
