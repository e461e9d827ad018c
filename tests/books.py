"""Workbooks for tests: made from plans, looked into and changed as bytes, cell by cell.

Nothing here uses okrsheet's reader: sheets, tables and headers are found in the file itself.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final
from xml.etree import ElementTree as ET

from okrsheet.core.figures import Figures, figures
from okrsheet.core.model import Plan
from okrsheet.core.policy import SMB, Policy
from okrsheet.core.quarter import parse_quarter
from okrsheet.ooxml.packing import pack, unpack
from okrsheet.workbook.build import author
from okrsheet.workbook.build_settings import configure
from okrsheet.workbook.example import EXAMPLE_DAY, example_plan
from okrsheet.workbook.expect import computed_cells
from okrsheet.workbook.finish import finish
from okrsheet.workbook.forecasted import Kept
from okrsheet.workbook.judged import Judged
from okrsheet.workbook.layout import TABLES
from okrsheet.workbook.load_picked import PICK
from okrsheet.workbook.view import View

SPARE: Final = {table.name: 2 for table in TABLES}
"""Two empty lines below the records of every table."""

STAMP: Final = datetime(2027, 1, 1, tzinfo=UTC)
QUARTER: Final = parse_quarter("2027-Q1")
EXAMPLE_AS_OF: Final = QUARTER.start + timedelta(EXAMPLE_DAY)
SPACES: Final = {
    "m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p": "http://schemas.openxmlformats.org/package/2006/relationships",
}
_EPOCH: Final = date(1899, 12, 30)
_LINK: Final = f"{{{SPACES['r']}}}id"
_TITLES: Final = re.compile('<definedName name="_xlnm.Print_Titles"[^>]*>[^<]*</definedName>')
_AREA: Final = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")

Shown = float | str | bool | None
Verdicts = Mapping[int, Judged | None]
NO_VERDICTS: Final[Verdicts] = {}
Forecasted = Mapping[int, Kept | None]
NO_FORECASTS: Final[Forecasted] = {}


@cache
def _pattern() -> Mapping[str, bytes]:
    return unpack(author())


def workbook(
    plan: Plan,
    policy: Policy = SMB,
    as_of: date = EXAMPLE_AS_OF,
    *,
    spare: Mapping[str, int] = SPARE,
    judged: Verdicts = NO_VERDICTS,
    forecasted: Forecasted = NO_FORECASTS,
    picked: str = "",
) -> bytes:
    """The workbook of a plan, from a template built now and not from the committed one.

    `judged` holds, by line, what the wording lint shall have said; the others are judged.
    `forecasted` holds, by line, what the last refresh shall have kept; `picked` is the key result
    picked on Trend.
    """
    made = configure(_pattern(), plan, policy, as_of)
    view = _view(plan, policy, as_of, judged, forecasted)
    view.picked = picked
    data = finish(made, view, spare, STAMP)
    if not picked:
        return data
    book = Book(data)
    book.put("Trend", PICK, text(picked))
    return book.data


def expected(
    plan: Plan,
    policy: Policy,
    as_of: date,
    judged: Verdicts = NO_VERDICTS,
    forecasted: Forecasted = NO_FORECASTS,
    picked: str = "",
) -> dict[str, dict[str, Shown]]:
    """Sheet -> address -> what the core says a computed cell of `workbook` shows."""
    view = _view(plan, policy, as_of, judged, forecasted)
    view.picked = picked
    return computed_cells(view, SPARE)  # type: ignore[return-value]


def _view(
    plan: Plan, policy: Policy, as_of: date, judged: Verdicts, forecasted: Forecasted
) -> View:
    view = View(figures(plan, policy, as_of))
    view.judged.update(judged)
    view.forecasted.update(forecasted)
    return view


def without_print_titles(data: bytes) -> bytes:
    """Columns that repeat on every printed page cost LibreOffice 0.7 s a workbook."""
    book = Book(data)
    book.parts["xl/workbook.xml"] = _TITLES.sub("", book.xml("xl/workbook.xml")).encode()
    return book.data


@cache
def example() -> bytes:
    """The example company's workbook, eight weeks into its quarter."""
    return workbook(example_plan(QUARTER))


@cache
def example_figures() -> Figures:
    """The core's figures of the example company."""
    return figures(example_plan(QUARTER), SMB, EXAMPLE_AS_OF)


def serial(day: date) -> int:
    """A date as Excel stores it."""
    return (day - _EPOCH).days


# What a cell may hold, as XML without its address and style.


def blank() -> str:
    return "/>"


def number(value: float | str) -> str:
    return f"><v>{value}</v></c>"


def day(value: date) -> str:
    return number(serial(value))


def text(value: str) -> str:
    clean = value.replace("&", "&amp;").replace("<", "&lt;")
    return f' t="inlineStr"><is><t xml:space="preserve">{clean}</t></is></c>'


def boolean(*, value: bool) -> str:
    return f' t="b"><v>{int(value)}</v></c>'


def error(value: str = "#N/A") -> str:
    return f' t="e"><v>{value}</v></c>'


def formula(source: str, shown: str | None = None) -> str:
    cached = "" if shown is None else f"<v>{shown}</v>"
    return f"><f>{source}</f>{cached}</c>"


class Book:
    """A workbook that can be looked into and changed; `data` packs it again."""

    def __init__(self, data: bytes) -> None:
        self.parts = unpack(data)
        self._headers: dict[str, dict[str, str]] = {}

    @property
    def data(self) -> bytes:
        return pack(self.parts)

    def xml(self, part: str) -> str:
        return self.parts[part].decode("utf-8")

    def tree(self, part: str) -> ET.Element:
        return ET.fromstring(self.parts[part])

    def change(self, part: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which must be there."""
        before = self.xml(part)
        assert old in before, f"{part} has no {old}"
        self.parts[part] = before.replace(old, new).encode("utf-8")
        self._headers.clear()

    def links(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship ID -> kind and part it leads to."""
        folder, _, name = part.rpartition("/")
        source = f"{folder}/_rels/{name}.rels"
        if source not in self.parts:
            return {}
        return {
            link.attrib["Id"]: (
                link.attrib["Type"].rpartition("/")[2],
                link.attrib["Target"].removeprefix("/"),
            )
            for link in self.tree(source).iterfind("p:Relationship", SPACES)
        }

    def sheets(self) -> dict[str, str]:
        """Sheet -> its part, in the order of the tabs."""
        links = self.links("xl/workbook.xml")
        tabs = self.tree("xl/workbook.xml").iterfind("m:sheets/m:sheet", SPACES)
        return {tab.attrib["name"]: links[tab.attrib[_LINK]][1] for tab in tabs}

    def table_parts(self, sheet: str) -> list[str]:
        found = self.links(self.sheets()[sheet]).values()
        return [part for kind, part in found if kind == "table"]

    def area(self, sheet: str) -> tuple[str, int, str, int]:
        """First column, header row, last column and last row of the sheet's table."""
        found = _AREA.fullmatch(self.tree(self.table_parts(sheet)[0]).attrib["ref"])
        assert found is not None
        return found[1], int(found[2]), found[3], int(found[4])

    def rows(self, sheet: str) -> range:
        """The sheet rows of the table's data."""
        _, header, _, last = self.area(sheet)
        return range(header + 1, last + 1)

    def headers(self, sheet: str) -> dict[str, str]:
        """What the table's header cells show -> column letters."""
        if sheet not in self._headers:
            row = self.area(sheet)[1]
            cells = self.cells(sheet, row)
            self._headers[sheet] = {str(shown): column for column, shown in cells.items()}
        return self._headers[sheet]

    def cells(self, sheet: str, row: int) -> dict[str, Shown]:
        """Column letters -> what the cells of one row show."""
        found = re.search(
            rf'<row r="{row}"[ >].*?</row>', self.xml(self.sheets()[sheet]), re.DOTALL
        )
        assert found is not None
        line = ET.fromstring(found[0])
        return {each.attrib["r"].rstrip("0123456789"): shown(each) for each in line.iter("c")}

    def address(self, sheet: str, header: str, row: int) -> str:
        """The cell below a header; `row` counts the table's data from 0."""
        return f"{self.headers(sheet)[header]}{self.rows(sheet)[row]}"

    def row_of(self, sheet: str, header: str, value: Shown) -> int:
        """The first data row, from 0, that shows `value` below a header."""
        column = self.headers(sheet)[header]
        return next(
            place
            for place, row in enumerate(self.rows(sheet))
            if self.cells(sheet, row).get(column) == value
        )

    def put(self, sheet: str, address: str, content: str) -> None:
        """Change what a cell holds; its style stays."""
        part = self.sheets()[sheet]
        cell = re.compile(rf'<c r="{address}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
        made, count = cell.subn(
            lambda found: f'<c r="{address}"{found[1] or ""}{content}', self.xml(part)
        )
        assert count == 1, f"{sheet}!{address} is there {count} times"
        self.parts[part] = made.encode("utf-8")
        self._headers.clear()

    def type_in(self, sheet: str, header: str, row: int, content: str) -> str:
        """Change a cell below a header and give its place, such as `Key Results!F12`."""
        address = self.address(sheet, header, row)
        self.put(sheet, address, content)
        return f"{sheet}!{address}"

    def setting(self, label: str, content: str) -> str:
        """Change the value of a setting and give its place."""
        return self.type_in("Settings", "Value", self.row_of("Settings", "Setting", label), content)

    def change_formulas(self, old: str, new: str, sheet: str | None = None) -> int:
        """Change the text of formulas in cells (XML-escaped); how many cells were changed."""
        count = 0
        for title, part in self.sheets().items():
            if sheet in (None, title):
                pieces = re.split(r"(<f>[^<]*</f>)", self.xml(part))
                made = [
                    piece.replace(old, new) if piece.startswith("<f>") else piece
                    for piece in pieces
                ]
                count += sum(a != b for a, b in zip(pieces, made, strict=True))
                self.parts[part] = "".join(made).encode("utf-8")
        return count

    def cached(self) -> dict[str, dict[str, Shown]]:
        """Sheet -> address -> stored value of every cell with a formula."""
        return {
            title: {
                cell.attrib["r"]: shown(cell)
                for cell in self.tree(part).iter(f"{{{SPACES['m']}}}c")
                if cell.find("m:f", SPACES) is not None
            }
            for title, part in self.sheets().items()
        }


def shown(cell: ET.Element) -> Shown:
    """What a `c` element holds: text, number, yes or no; error values as text."""
    pieces = [each for each in cell.iter() if each.tag.rpartition("}")[2] in ("v", "t")]
    content = "".join(each.text or "" for each in pieces)
    kind = cell.get("t", "n")
    if kind == "n":
        return float(content) if content else None
    return content == "1" if kind == "b" else content


def place(sheet: str, cell: str) -> str:
    """A place as findings write it."""
    return f"{sheet}!{cell}" if cell else sheet
