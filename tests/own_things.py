"""What people add to their workbook: a column of their own, a sheet, formulas of the add-in."""

import re
from typing import Final

from tests import books
from tests.books import Book

SHEET: Final = "Our notes"
COLUMN: Final = "Room"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_PART: Final = "xl/worksheets/sheet99.xml"


def add_column(book: Book, sheet: str) -> None:
    """A column at the right end of a table, filled in two lines."""
    first, top, last, bottom = book.area(sheet)
    column = _after(last)
    part = book.table_parts(sheet)[0]
    book.change(part, f"{first}{top}:{last}{bottom}", f"{first}{top}:{column}{bottom}")
    count = book.xml(part).count("<tableColumn ")
    book.change(part, f'<tableColumns count="{count}">', f'<tableColumns count="{count + 1}">')
    added = f'<tableColumn id="{count + 1}" name="{COLUMN}"/></tableColumns>'
    book.change(part, "</tableColumns>", added)
    cells = {top: books.text(COLUMN), top + 1: books.text("1/2"), top + 2: books.formula("B5", "1")}
    for row, content in cells.items():
        _append(book, sheet, row, f'<c r="{column}{row}"{content}')


def add_sheet(book: Book) -> None:
    """A sheet of theirs behind all of ours."""
    rows = (
        f'<row r="1"><c r="A1"{books.text("Room 4.12")}</row>'
        f'<row r="2"><c r="A2"{books.formula("OKR_SCORE(0,100,40)", "0.4")}</row>'
    )
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    book.parts[_PART] = sheet.encode()
    added = f'<Override PartName="/{_PART}" ContentType="{_TYPE}"/></Types>'
    book.change("[Content_Types].xml", "</Types>", added)
    link = f'<Relationship Id="rIdOwn" Type="{_KIND}" Target="/{_PART}"/></Relationships>'
    book.change("xl/_rels/workbook.xml.rels", "</Relationships>", link)
    tab = f'<sheet name="{SHEET}" sheetId="99" r:id="rIdOwn"/></sheets>'
    if "xmlns:r=" not in book.xml("xl/workbook.xml"):
        tab = tab.replace("r:id", f'xmlns:r="{books.SPACES["r"]}" r:id')
    book.change("xl/workbook.xml", "</sheets>", tab)


def _append(book: Book, sheet: str, row: int, cell: str) -> None:
    part = book.sheets()[sheet]
    line = rf'(<row r="{row}"[ >].*?)</row>'
    made, count = re.subn(line, lambda found: f"{found[1]}{cell}</row>", book.xml(part), count=1)
    assert count == 1
    book.parts[part] = made.encode()


def _after(column: str) -> str:
    """The letters of the next column."""
    head, last = column[:-1], column[-1]
    if last != "Z":
        return head + chr(ord(last) + 1)
    return (_after(head) if head else "A") + "A"
