"""What openpyxl leaves out: the rows, the value beside each formula, chart caches, alt text.

It works on workbooks this package has just made, never on a user's file.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from html import escape
from typing import Final

from okrsheet.ooxml.cells import cached, number, text
from okrsheet.ooxml.packing import pack, unpack
from okrsheet.workbook.contract import FIRST_ROW, HEADER_ROW, TableSpec, letters
from okrsheet.workbook.layout import SHEET_ORDER, SHORTS, SPOT_SHEETS, TABLES
from okrsheet.workbook.rows import RowMaker, records, shown_value
from okrsheet.workbook.sheets import audit, dashboard, settings
from okrsheet.workbook.sheets.lists import ENGINE_AT, LISTS_SHEET
from okrsheet.workbook.view import View

_STYLE: Final = re.compile(r'<c r="[A-Z]+\d+"(?: s="(\d+)")?')
_FORMULA_CELL: Final = re.compile(r'<c r="([A-Z]+\d+)"( s="\d+")?><f>(.*?)</f><v ?/></c>')
_CHART_REF: Final = re.compile(r"<(numRef|strRef)><f>'Dashboard'!([^<]+)</f></\1>")
_STAMP: Final = re.compile(r"(<dcterms:(created|modified)[^>]*>)[^<]*")
CHART_NAME: Final = "Score and expected progress"
CHART_TEXT: Final = (
    "Bar chart. For each objective the score, from 0 to 1, beside the progress expected by now."
)


def finish(data: bytes, view: View, spare: Mapping[str, int], stamp: datetime) -> bytes:
    """The finished workbook.

    Args:
        data: a workbook from `build`.
        view: the quarter to put into it.
        spare: empty rows below the records, by table name; every table has at least one row.
        stamp: the time written as created and modified.
    """
    parts = unpack(data)
    sheets = {
        title: f"xl/worksheets/sheet{place}.xml" for place, title in enumerate(SHEET_ORDER, 1)
    }
    for place, table in enumerate(TABLES, 1):
        if table is not settings.TABLE:
            count = row_count(table, view, spare)
            _edit(
                parts,
                sheets[table.sheet],
                lambda xml, t=table, n=count: _with_rows(xml, t, n, view),
            )  # type: ignore[misc]  # one closure a table
            _edit(
                parts,
                f"xl/tables/table{place}.xml",
                lambda xml, t=table, n=count: _longer(xml, t, n),
            )  # type: ignore[misc]  # one closure a table
    for title, values in single_values(view).items():
        _edit(parts, sheets[title], lambda xml, v=values: _with_values(xml, v))  # type: ignore[misc]  # one closure a sheet
    for name in sheets.values():
        _edit(parts, name, lambda xml: xml.replace(' t="n" />', "/>"))
    _finish_chart(parts, view)
    _edit(
        parts, "docProps/core.xml", lambda xml: _STAMP.sub(rf"\g<1>{stamp:%Y-%m-%dT%H:%M:%SZ}", xml)
    )
    return pack(parts)


def _edit(parts: dict[str, bytes], name: str, change: Callable[[str], str]) -> None:
    parts[name] = change(parts[name].decode("utf-8")).encode("utf-8")


def row_count(table: TableSpec, view: View, spare: Mapping[str, int]) -> int:
    if table is audit.TABLE:
        return len(view.plan.key_results) + spare.get("tblKeyResults", 0) + spare.get(table.name, 0)
    return max(1, len(records(view.plan, table)) + spare.get(table.name, 0))


def _with_rows(xml: str, table: TableSpec, count: int, view: View) -> str:
    start = xml.index(f'<row r="{FIRST_ROW}"')
    end = xml.index("</sheetData>")
    styles = [int(found or 0) for found in _STYLE.findall(xml[start:end])]
    maker = RowMaker(table, styles, SHORTS)
    typed = records(view.plan, table)
    rows = "".join(
        maker.row(view, place, typed[place] if place < len(typed) else None)
        for place in range(count)
    )
    return _stretched(xml[:start], count) + rows + _stretched(xml[end:], count)


def _stretched(xml: str, count: int) -> str:
    last = FIRST_ROW + count - 1
    if last == FIRST_ROW:
        return xml
    xml = re.sub(rf'sqref="([A-Z]+){FIRST_ROW}"', rf'sqref="\g<1>{FIRST_ROW}:\g<1>{last}"', xml)
    return re.sub(rf'(<dimension ref="A1:[A-Z]+){FIRST_ROW}"', rf'\g<1>{last}"', xml)


def _longer(xml: str, table: TableSpec, count: int) -> str:
    column = letters(len(table.columns))
    old = f'ref="A{HEADER_ROW}:{column}{FIRST_ROW}"'
    return xml.replace(old, f'ref="A{HEADER_ROW}:{column}{FIRST_ROW + count - 1}"')


def single_values(view: View) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {
        sheet: {spot.address: spot.value(view) for spot in spots if spot.value is not None}
        for sheet, spots in SPOT_SHEETS.items()
    }
    found[LISTS_SHEET] = {
        f"B{ENGINE_AT + place}": engine.value(view) for place, engine in enumerate(settings.ENGINE)
    }
    return found


def _with_values(xml: str, values: Mapping[str, object]) -> str:
    def cell(found: re.Match[str]) -> str:
        address, style, formula = found[1], found[2] or "", found[3]
        kind, shown = cached(shown_value(values[address]))
        return f'<c r="{address}"{style}{kind}><f>{formula}</f><v>{shown}</v></c>'

    return _FORMULA_CELL.sub(cell, xml)


def _finish_chart(parts: dict[str, bytes], view: View) -> None:
    first = dashboard.OBJECTIVES_AT
    full = first + dashboard.OBJECTIVE_ROWS - 1
    last = first + dashboard.chart_rows(len(view.plan.objectives)) - 1
    spots = {spot.address: spot for spot in SPOT_SHEETS[dashboard.SHEET]}

    def shown(address: str) -> object:
        spot = spots[address]
        return spot.text if spot.value is None else shown_value(spot.value(view))

    def reference(found: re.Match[str]) -> str:
        area = found[2].replace(f"${full}", f"${last}")
        cells = _cells(area)
        numeric = "$E$" in area or "$H$" in area
        kind = "num" if numeric else "str"
        cache = _cache(kind, [shown(address) for address in cells])
        return f"<{kind}Ref><f>'Dashboard'!{area}</f>{cache}</{kind}Ref>"

    _edit(parts, "xl/charts/chart1.xml", lambda xml: _CHART_REF.sub(reference, xml))
    named = f'id="2" name="{CHART_NAME}" descr="{escape(CHART_TEXT)}"'
    _edit(
        parts, "xl/drawings/drawing1.xml", lambda xml: xml.replace('id="1" name="Chart 1"', named)
    )


def _cells(area: str) -> list[str]:
    first, _, last = area.replace("$", "").partition(":")
    if not last:
        return [first]
    column = first.rstrip("0123456789")
    return [
        f"{column}{row}" for row in range(int(first[len(column) :]), int(last[len(column) :]) + 1)
    ]


def _cache(kind: str, values: Iterable[object]) -> str:
    known = list(values)
    form = "<formatCode>General</formatCode>" if kind == "num" else ""
    points = "".join(
        f'<pt idx="{place}"><v>{number(value) if isinstance(value, (int, float)) else text(str(value))}</v></pt>'
        for place, value in enumerate(known)
        if value != ""
    )
    return f'<{kind}Cache>{form}<ptCount val="{len(known)}"/>{points}</{kind}Cache>'
