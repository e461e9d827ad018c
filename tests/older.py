"""Workbooks as an earlier version made them: one of now with what came later taken away."""

import re
from typing import Final

from tests import books
from tests.books import Book
from tests.small_plan import small_book

BOOK: Final = "xl/workbook.xml"
LATE_SHEETS: Final = ("Forecast", "Scorecard", "Agenda")
NOTE: Final = (
    'IF(tblObjectives[[#This Row],[Exists]]=0,"",'
    'IF(tblObjectives[[#This Row],[Key results]]=0,"No key results",""))'
)
"""The formula of Objectives, Note, as an earlier version had it."""
EARLIER_TEXT: Final = "Needs a person"
_LABEL: Final = "Most company objectives that pass"


def older(data: bytes | None = None) -> Book:
    """A workbook without late sheets, columns, lines, names; with earlier words and formulas."""
    book = Book(books.without_print_titles(data or small_book()))
    for sheet in LATE_SHEETS:
        without_sheet(book, sheet)
    without_column(book, "People", "Exists")
    for row in range(len(book.rows("Objectives"))):
        book.put("Objectives", book.address("Objectives", "Note", row), books.formula(NOTE, ""))
    late = book.row_of("Settings", "Setting", "Published by")
    book.type_in("Settings", "Setting", late, books.text("A line of theirs"))
    setting = book.row_of("Settings", "Setting", _LABEL)
    earlier = _LABEL.replace("that pass", "that is right")
    book.type_in("Settings", "Setting", setting, books.text(earlier))
    book.put("Dashboard", fixed_text(book), books.text(EARLIER_TEXT))
    xml = book.xml(BOOK)
    book.parts[BOOK] = re.sub(r'<definedName name="okr_choices".*?</definedName>', "", xml).encode()
    return book


def fixed_text(book: Book) -> str:
    """A cell of Dashboard with a text that is always there."""
    sheet = book.tree(book.sheets()["Dashboard"])
    for cell in sheet.iter(f"{{{books.SPACES['m']}}}c"):
        if books.shown(cell) == "Score":
            return cell.attrib["r"]
    raise LookupError


def without_sheet(book: Book, sheet: str) -> None:
    """Without a sheet, in the list and among the links."""
    part = book.sheets()[sheet]
    xml = book.xml(BOOK)
    tag = next(each for each in re.findall(r"<sheet [^>]*/>", xml) if f'name="{sheet}"' in each)
    book.change(BOOK, tag, "")
    rels = "xl/_rels/workbook.xml.rels"
    base = part.rpartition("/")[2]
    link = next(e for e in re.findall(r"<Relationship [^>]*/>", book.xml(rels)) if f"/{base}" in e)
    book.change(rels, link, "")


def without_column(book: Book, sheet: str, header: str) -> None:
    """Without the last column of a table."""
    letters = book.headers(sheet)[header]
    _, first, _, last = book.area(sheet)
    for row in range(first, last + 1):
        book.put(sheet, f"{letters}{row}", books.blank())
    without_rule(book, sheet, letters)
    part = book.table_parts(sheet)[0]
    column = rf'<tableColumn [^>]*name="{header}"[^>]*?(?:/>|>.*?</tableColumn>)'
    xml, found = re.subn(column, "", book.xml(part))
    assert found == 1
    before = chr(ord(letters) - 1)
    xml = xml.replace(f":{letters}{last}", f":{before}{last}")
    count = re.search(r'<tableColumns count="(\d+)"', xml)
    assert count is not None
    xml = xml.replace(count[0], f'<tableColumns count="{int(count[1]) - 1}"')
    book.parts[part] = xml.encode()


def without_rule(book: Book, sheet: str, letters: str) -> None:
    """Without what may be typed into a column."""
    part = book.sheets()[sheet]
    place = rf'sqref="{letters}\d+(?::{letters}\d+)?"'
    rule = rf"<dataValidation [^>]*?{place}[^>]*?(?:/>|>.*?</dataValidation>)"
    xml, found = re.subn(rule, "", book.xml(part))
    assert found == 1
    count = re.search(r'<dataValidations count="(\d+)"', xml)
    assert count is not None
    xml = xml.replace(count[0], f'<dataValidations count="{int(count[1]) - 1}"')
    book.parts[part] = xml.encode()
