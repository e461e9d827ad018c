"""What openpyxl leaves out: the rows, the value beside each formula, chart caches, alt text.

It works on workbooks this package has just made, never on a user's file.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from okrsheet.ooxml.cells import cached
from okrsheet.ooxml.packing import pack
from okrsheet.workbook import chart_values
from okrsheet.workbook.bars import solid_bars
from okrsheet.workbook.calm import calm
from okrsheet.workbook.contract import FIRST_ROW, HEADER_ROW, TableSpec, letters
from okrsheet.workbook.folds import folded, shut_groups
from okrsheet.workbook.layout import SHEET_ORDER, SHORTS, SPOT_SHEETS, TABLES
from okrsheet.workbook.rows import RowMaker, records, shown_value
from okrsheet.workbook.sheets import (
    audit,
    audit_summary,
    dashboard,
    forecast,
    heat_map,
    heat_map_values,
    settings,
)
from okrsheet.workbook.sheets.engine import ENGINE
from okrsheet.workbook.sheets.lists import ENGINE_AT, LISTS_SHEET
from okrsheet.workbook.view import View

_STYLE: Final = re.compile(r'<c r="[A-Z]+\d+"(?: s="(\d+)")?')
_FORMULA_CELL: Final = re.compile(
    r'<c r="([A-Z]+\d+)"( s="\d+")?(?: t="\w+")?><f>(.*?)</f><v ?(?:/>|>[^<]*</v>)</c>'
)
_CHART: Final = "xl/charts/chart1.xml"
_DRAWING: Final = "xl/drawings/drawing1.xml"
_TREND: Final = "xl/charts/chart2.xml"
_TREND_DRAWING: Final = "xl/drawings/drawing2.xml"
_FACTS: Final = "docProps/core.xml"
_STAMP: Final = re.compile(r"(<dcterms:(created|modified)[^>]*>)[^<]*")


def finish(
    made: Mapping[str, bytes], view: View, spare: Mapping[str, int], stamp: datetime
) -> bytes:
    """The finished workbook.

    Args:
        made: the parts of a workbook from `build`.
        view: the quarter to put into it.
        spare: empty rows below the records, by table name; every table has at least one row.
        stamp: the time written as created and modified.
    """
    xml = {name: part.decode("utf-8") for name, part in made.items()}
    sheets = {
        title: f"xl/worksheets/sheet{place}.xml" for place, title in enumerate(SHEET_ORDER, 1)
    }
    for place, table in enumerate(TABLES, 1):
        if table is not settings.TABLE:
            count = row_count(table, view, spare)
            sheet = sheets[table.sheet]
            filled = _with_rows(xml[sheet], table, count, view)
            shut = shut_groups(table, records(view.plan, table), running=bool(view.plan.check_ins))
            xml[sheet] = folded(filled, table, shut)
            name = f"xl/tables/table{place}.xml"
            xml[name] = _longer(xml[name], table, count)
    for title, values in single_values(view).items():
        xml[sheets[title]] = _with_values(xml[sheets[title]], values)
    for title, sheet in sheets.items():
        xml[sheet] = calm(xml[sheet].replace(' t="n" />', "/>"), title)
    xml[sheets[dashboard.SHEET]] = solid_bars(xml[sheets[dashboard.SHEET]])
    xml[_CHART] = chart_values.with_values(xml[_CHART], view)
    xml[_DRAWING] = chart_values.with_description(xml[_DRAWING])
    xml[_TREND] = chart_values.with_trend_values(xml[_TREND], view)
    xml[_TREND_DRAWING] = chart_values.with_trend_description(xml[_TREND_DRAWING])
    xml[_FACTS] = _STAMP.sub(rf"\g<1>{stamp:%Y-%m-%dT%H:%M:%SZ}", xml[_FACTS])
    return pack({name: text.encode("utf-8") for name, text in xml.items()})


def row_count(table: TableSpec, view: View, spare: Mapping[str, int]) -> int:
    """How many rows a table gets: its records and the spare ones, at least one."""
    count = len(records(view.plan, table)) + spare.get(table.name, 0)
    if table in (audit.TABLE, forecast.TABLE):
        count += len(view.plan.key_results) + spare.get("tblKeyResults", 0)
    if table is heat_map.TABLE:
        rows = len(view.plan.key_results) + spare.get("tblKeyResults", 0)
        count += heat_map_values.FIXED + rows if rows else 0
    if table is audit_summary.TABLE:
        teams = len(view.plan.teams) + spare.get("tblTeams", 0)
        # The template holds pattern rows only.
        count += audit_summary.FIXED_LINES + teams if teams or view.plan.key_results else 0
    return max(1, count)


def _with_rows(xml: str, table: TableSpec, count: int, view: View) -> str:
    start = xml.index(f'<row r="{FIRST_ROW}"')
    end = xml.index("</sheetData>")
    pattern = xml[start : xml.index("</row>", start)]
    styles = [int(found or 0) for found in _STYLE.findall(pattern)]
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
    one = rf'sqref="([A-Z]+){FIRST_ROW}"'
    xml = re.sub(one, rf'sqref="\g<1>{FIRST_ROW}:\g<1>{last}"', xml)
    some = rf'sqref="([A-Z]+{FIRST_ROW}:[A-Z]+){FIRST_ROW}"'
    xml = re.sub(some, rf'sqref="\g<1>{last}"', xml)
    return re.sub(rf'(<dimension ref="A1:[A-Z]+){FIRST_ROW}"', rf'\g<1>{last}"', xml)


def _longer(xml: str, table: TableSpec, count: int) -> str:
    column = letters(len(table.columns))
    old = f'ref="A{HEADER_ROW}:{column}{FIRST_ROW}"'
    return xml.replace(old, f'ref="A{HEADER_ROW}:{column}{FIRST_ROW + count - 1}"')


def single_values(view: View) -> dict[str, dict[str, object]]:
    """What the single formulas outside the tables show, by sheet and address."""
    found: dict[str, dict[str, object]] = {
        sheet: {spot.address: spot.value(view) for spot in spots if spot.value is not None}
        for sheet, spots in SPOT_SHEETS.items()
    }
    found[LISTS_SHEET] = {
        f"B{ENGINE_AT + place}": engine.value(view) for place, engine in enumerate(ENGINE)
    }
    return found


def _with_values(xml: str, values: Mapping[str, object]) -> str:
    def cell(found: re.Match[str]) -> str:
        address, style, formula = found[1], found[2] or "", found[3]
        kind, shown = cached(shown_value(values[address]))
        return f'<c r="{address}"{style}{kind}><f>{formula}</f><v>{shown}</v></c>'

    return _FORMULA_CELL.sub(cell, xml)
