"""New workbooks with openpyxl: the sheets as they look, one pattern row in each table.

The rows, the values beside formulas and what openpyxl can't write are added by
`okrsheet.workbook.finish`.
"""

import io
from typing import Final

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

from okrsheet.workbook import look
from okrsheet.workbook.build_agenda import fill_agenda
from okrsheet.workbook.build_heat import fill_heat
from okrsheet.workbook.build_planning import fill_planning
from okrsheet.workbook.build_review import fill_review
from okrsheet.workbook.build_scorecard import fill_scorecard
from okrsheet.workbook.build_settings import fill_settings
from okrsheet.workbook.build_spots import add_chart, fill_spots
from okrsheet.workbook.build_table import fill_table
from okrsheet.workbook.contract import letters
from okrsheet.workbook.formula import stored
from okrsheet.workbook.layout import (
    SHEET_ORDER,
    SHORTS,
    SPOT_SHEETS,
    TABLES,
    VERSION,
    VERSION_NAME,
    defined_names,
)
from okrsheet.workbook.sheets import (
    agenda,
    dashboard,
    forecast,
    heat_map,
    meeting,
    planning,
    review,
    scorecard,
    settings,
    trend,
)
from okrsheet.workbook.sheets.engine import ENGINE
from okrsheet.workbook.sheets.lists import ENGINE_AT, LISTS_SHEET, WORD_LISTS, list_column

# openpyxl writes the parts of a font in an order the schema refuses.
Font.__elements__ = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)
CREATOR: Final = "okrsheet"


def author() -> bytes:
    """The workbook with its sheets, formulas and formats, one empty row in each table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title in SHEET_ORDER:
        book.create_sheet(title)
    for table in TABLES:
        fill_table(book[table.sheet], table)
        if table.on_demand:
            book[table.sheet].sheet_state = "hidden"
    fill_heat(book[heat_map.TABLE.sheet])
    fill_settings(book[settings.TABLE.sheet])
    fill_agenda(book[agenda.AGENDA.sheet])
    fill_scorecard(book[scorecard.SCORECARD.sheet])
    fill_review(book[review.TABLE.sheet])
    fill_planning(book[planning.PLANNING.sheet])
    for sheet, spots in SPOT_SHEETS.items():
        fill_spots(book[sheet], sheet, spots)
    add_chart(book[dashboard.SHEET])
    _fill_lists(book)
    _name_ranges(book)
    _stamp(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill_lists(book: Workbook) -> None:
    sheet = book[LISTS_SHEET]
    sheet.sheet_state = "hidden"
    sheet["A1"], sheet["B1"] = "Engine", "Value"
    for place, engine in enumerate(ENGINE):
        row = ENGINE_AT + place
        sheet.cell(row, 1, engine.name)
        sheet.cell(row, 2, "=" + stored(engine.formula, "", SHORTS))
    for place, words in enumerate(WORD_LISTS):
        column = list_column(place)
        sheet.cell(1, column, words.name)
        for number, word in enumerate(words.words, 2):
            sheet.cell(number, column, word)
    for column in range(1, list_column(len(WORD_LISTS))):
        sheet.column_dimensions[letters(column)].width = 22
    sheet.protection.enable()


def _name_ranges(book: Workbook) -> None:
    for name, place_text in defined_names().items():
        book.defined_names[name] = DefinedName(name, attr_text=place_text)
    book.defined_names[VERSION_NAME] = DefinedName(
        VERSION_NAME, attr_text=f'"{VERSION}"', hidden=True
    )


def _stamp(book: Workbook) -> None:
    book.calculation.fullCalcOnLoad = True
    book.custom_doc_props.append(StringProperty(name="okrsheet layout", value=VERSION))
    book.properties.creator = CREATOR
    book.properties.title = "Objectives and key results"
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.zoomScale = 100
        sheet.sheet_view.tabSelected = sheet.title == SHEET_ORDER[0]
        sheet.sheet_properties.tabColor = _tab_colour(sheet.title)


def _tab_colour(title: str) -> str:
    weekly = (
        dashboard.SHEET,
        meeting.SHEET,
        trend.SHEET,
        heat_map.TABLE.sheet,
        forecast.TABLE.sheet,
        "Check-ins",
        "Key Results",
    )
    return look.ACCENT if title in weekly else look.BAR if title != LISTS_SHEET else look.LINE
