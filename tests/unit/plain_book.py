"""Workbooks teams make themselves, written cell by cell: each test says what differs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from okrsheet.ooxml.markup import address
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.load import Loaded, read_plan
from okrsheet.workbook.needs import needed
from tests.books import serial
from tests.unit.tiny_book import SPACES, links, tiny_book, workbook, worksheet


class Formula(NamedTuple):
    """A formula and the value stored beside it."""

    text: str
    value: float | str


class Error(NamedTuple):
    """An error value such as #N/A."""

    text: str


Value = str | float | bool | date | Formula | Error | None
Rows = Sequence[Sequence[Value]]


class Tab(NamedTuple):
    """A sheet.

    Attributes:
        rows: what stands in it, from `first_row` and column A on.
        table: the name of the Excel table over it, if any.
        first_row: where the rows begin.
        area: the table's area where it is not that of the rows.
        hidden: hidden rows.
        behind: XML behind the cells.
        stray: single cells somewhere else, as XML rows.
    """

    rows: Rows
    table: str = ""
    first_row: int = 1
    area: str = ""
    hidden: tuple[int, ...] = ()
    behind: str = ""
    stray: str = ""


QUARTER_DAYS: Final = (date(2027, 4, 1), date(2027, 6, 30))
CONFIG: Final = (("Key", "Value"), ("Team", "Harbour"), ("Quarter", "2027-Q2"))
OBJECTIVES: Final = (
    ("Objective ID", "Objective", "Owner", "Team"),
    ("A", "Ships leave on time", "Ida Berg", "Harbour"),
    ("B", "Crews like to come back", "Jon Aas", "Harbour"),
)
KEY_RESULTS: Final = (
    ("KR ID", "Objective ID", "Key Result", "Owner", "Start", "Target", "Current", "Weight"),
    ("A1", "A", "Raise punctual departures from 60 to 90", "Ida Berg", 60, 90, 75, 1),
    ("A2", "A", "Cut waiting from 50 to 20 minutes", "Jon Aas", 50, 20, 35, 2),
    ("B1", "B", "Raise crews that return from 10 to 20", "Jon Aas", 10, 20, 12, None),
)
CHECK_INS: Final = (
    ("Date", "KR ID", "Value", "Confidence", "Note"),
    (date(2027, 4, 9), "A1", 66, 0.6, "Two new pilots"),
    (date(2027, 4, 16), "A1", 72, 0.7, None),
    (date(2027, 4, 16), "A2", 44, 0.5, None),
)
AS_OF: Final = date(2027, 4, 20)


def tabs(**changed: Tab | None) -> dict[str, Tab]:
    """The sheets of a usual plain workbook; None leaves one out."""
    usual = {
        "Config": Tab(CONFIG),
        "Objectives": Tab(OBJECTIVES),
        "KeyResults": Tab(KEY_RESULTS),
        "CheckIns": Tab(CHECK_INS),
    }
    return {name: tab for name, tab in {**usual, **changed}.items() if tab is not None}


def with_cells(rows: Rows, cells: Mapping[tuple[int, int], Value]) -> list[list[Value]]:
    """Rows with other values in some cells, by (row, column) from 0."""
    made = [list(row) for row in rows]
    for (row, column), value in cells.items():
        made[row][column] = value
    return made


def without_column(rows: Rows, header: str) -> list[list[Value]]:
    place = list(rows[0]).index(header)
    return [[value for number, value in enumerate(row) if number != place] for row in rows]


def with_column(rows: Rows, *values: Value) -> list[list[Value]]:
    return [[*row, value] for row, value in zip(rows, values, strict=True)]


def renamed(rows: Rows, header: str, name: str) -> list[list[Value]]:
    return with_cells(rows, {(0, list(rows[0]).index(header)): name})


def book(sheets: Mapping[str, Tab], parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """The bytes of a workbook with these sheets, and further parts."""
    made: dict[str, str | bytes | None] = {}
    listed, targets = "", []
    for number, (name, tab) in enumerate(sheets.items(), 1):
        shown = name.replace("&", "&amp;").replace("<", "&lt;")
        listed += f'<sheet name="{shown}" sheetId="{number}" r:id="rId{number}"/>'
        targets.append(("worksheet", f"worksheets/sheet{number}.xml"))
        made[f"xl/worksheets/sheet{number}.xml"] = _sheet(tab)
        if tab.table:
            made[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = links(
                ("table", f"../tables/table{number}.xml")
            )
            made[f"xl/tables/table{number}.xml"] = _table(tab, number)
    made["xl/workbook.xml"] = workbook(listed)
    made["xl/_rels/workbook.xml.rels"] = links(*targets)
    return tiny_book(parts={**made, **(parts or {})})


def _sheet(tab: Tab) -> str:
    rows = ""
    for row, values in enumerate(tab.rows, tab.first_row):
        hidden = ' hidden="1"' if row in tab.hidden else ""
        cells = "".join(_cell(address(row, c), value) for c, value in enumerate(values, 1))
        rows += f'<row r="{row}"{hidden}>{cells}</row>'
    return worksheet(rows + tab.stray, after=tab.behind)


def _cell(place: str, value: Value) -> str:
    if value is None:
        return ""
    kind, content = _content(value)
    return f'<c r="{place}"{kind}>{content}</c>'


def _content(value: Value) -> tuple[str, str]:
    if isinstance(value, Formula):
        kind = ' t="str"' if isinstance(value.value, str) else ""
        return kind, f"<f>{_xml(value.text)}</f><v>{value.value}</v>"
    if isinstance(value, Error):
        return ' t="e"', f"<v>{value.text}</v>"
    if isinstance(value, str):
        return ' t="inlineStr"', f'<is><t xml:space="preserve">{_xml(value)}</t></is>'
    if isinstance(value, bool):
        return ' t="b"', f"<v>{int(value)}</v>"
    return "", f"<v>{serial(value) if isinstance(value, date) else value}</v>"


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _table(tab: Tab, number: int) -> str:
    headers = [str(header) for header in tab.rows[0]]
    last = tab.first_row + len(tab.rows) - 1
    area = tab.area or f"A{tab.first_row}:{address(last, len(headers))}"
    columns = "".join(
        f'<tableColumn id="{place}" name="{_xml(header)}"/>'
        for place, header in enumerate(headers, 1)
    )
    return (
        f'<table {SPACES} id="{number}" name="{tab.table}" displayName="{tab.table}" '
        f'ref="{area}"><tableColumns>{columns}</tableColumns></table>'
    )


def load(sheets: Mapping[str, Tab], parts: Mapping[str, str | bytes] | None = None) -> Loaded:
    """What okrsheet reads of a workbook with these sheets."""
    return read_plan(parse_workbook(book(sheets, parts), "book.xlsx", needed))


def told(loaded: Loaded) -> list[str]:
    """`place severity code` of what was found on reading, sorted."""
    return sorted(f"{each.where} {each.severity} {each.code}" for each in loaded.findings)
