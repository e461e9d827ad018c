"""The lines of the Settings sheet, with openpyxl."""

import io
import re
from collections.abc import Mapping
from copy import copy
from datetime import date
from typing import Final

from openpyxl import load_workbook
from openpyxl.styles import Alignment, Border, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from okrsheet.core.model import Plan
from okrsheet.core.policy import Policy
from okrsheet.ooxml.packing import pack, unpack
from okrsheet.workbook import look
from okrsheet.workbook.build_table import FORMATS, fill, font
from okrsheet.workbook.contract import FIRST_ROW, HEADER_ROW, Kind, letters
from okrsheet.workbook.layout import SHEET_ORDER
from okrsheet.workbook.rows import height_for
from okrsheet.workbook.sheets.settings import SETTINGS, TABLE, Setting, policy_value

_VALUE = TABLE.column("Value")
_NAMES: Final = re.compile("<definedNames>.*</definedNames>", re.DOTALL)
_SHEETS: Final = re.compile("<sheets>.*</sheets>", re.DOTALL)
_TABS: Final = re.compile("<sheet [^>]*>")
_STYLES: Final = re.compile(r'<c r="([A-Z]+\d+)" s="(\d+)"')

# A row whose height nobody chose grows with what is typed into it.
_FIXED_HEIGHT: Final = b' customHeight="1"'
_NEW_GROUP: Final = Border(
    top=Side(style="thin", color=look.ACCENT), bottom=Side(style="thin", color=look.LINE)
)


def fill_settings(sheet: Worksheet) -> None:
    """One line for each setting; values come with `configure`."""
    for place, setting in enumerate(SETTINGS):
        row = FIRST_ROW + place
        for number, content in enumerate((setting.group, setting.label, None, setting.meaning), 1):
            cell = sheet.cell(row, number, content)
            cell._style = copy(sheet.cell(FIRST_ROW, number)._style)  # noqa: SLF001  # the one way to share a style
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
    """The template with the quarter's settings filled in.

    openpyxl opens the Settings sheet alone; every other part stays as it is in the template, with
    all that openpyxl would not keep.

    Args:
        template: the parts of a workbook made by `build.author`, finished or not.
        plan: its quarter, organisation and champion.
        policy: the numbers the rules use.
        as_of: the day the figures are for; None leaves it at today.
    """
    name = f"xl/worksheets/sheet{SHEET_ORDER.index(TABLE.sheet) + 1}.xml"
    book = load_workbook(io.BytesIO(pack(_only(template, name), packed=False)))
    sheet = book[TABLE.sheet]
    for place, setting in enumerate(SETTINGS):
        cell = sheet.cell(FIRST_ROW + place, _VALUE)
        cell.value = _value(setting, plan, policy, as_of)
        high = max(height_for(TABLE.columns[_VALUE - 1], cell.value), TABLE.row_height)
        sheet.row_dimensions[FIRST_ROW + place].height = high
        if isinstance(cell.value, str):
            # A name that begins with = stays a name.
            cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    saved = unpack(stream.getvalue())["xl/worksheets/sheet1.xml"].replace(_FIXED_HEIGHT, b"")
    return {**template, name: _restyled(saved, template[name])}


def _only(parts: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """The package with one sheet."""
    kept = {
        part: content
        for part, content in parts.items()
        if not part.startswith(("xl/worksheets/", "xl/charts/", "xl/drawings/"))
        or part in (name, name.replace("worksheets/", "worksheets/_rels/") + ".rels")
    }
    book = _NAMES.sub("", kept["xl/workbook.xml"].decode("utf-8"))
    tab = next(tab for tab in _TABS.findall(book) if f'name="{TABLE.sheet}"' in tab)
    kept["xl/workbook.xml"] = _SHEETS.sub(f"<sheets>{tab}</sheets>", book).encode("utf-8")
    return kept


def _restyled(saved: bytes, original: bytes) -> bytes:
    """The saved sheet with the style numbers of the template, which openpyxl counts anew."""
    styles = dict(_STYLES.findall(original.decode("utf-8")))
    return _STYLES.sub(
        lambda found: f'<c r="{found[1]}" s="{styles[found[1]]}"', saved.decode("utf-8")
    ).encode("utf-8")


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
    return value if value is None or isinstance(value, (int, float, date)) else str(value) or None
