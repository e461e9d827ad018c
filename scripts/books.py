"""Workbooks of any size to measure with.

python scripts/books.py FOLDER [--sizes 60/800 1400/18000 10000/130000] [--real]

A plain book holds the typed columns of our layout for so many key results and check-ins, as Excel
stores them (shared texts, days as numbers), and three short formulas a check-in, two of them
the same in every line. A real book
(`--real`, for small sizes) is what `okrsheet new` makes, with every working column.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from okrsheet.core.model import CheckIn, KeyResult, Objective, Plan, Team
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import parse_quarter
from okrsheet.core.words import Frequency, Level, Type
from okrsheet.ooxml.cells import escaped, number
from okrsheet.ooxml.packing import pack
from okrsheet.workbook.contract import Column, Kind, letters
from okrsheet.workbook.create import new_workbook
from okrsheet.workbook.layout import TABLES

SIZES: Final = ((60, 800), (1_400, 18_000), (10_000, 130_000))
QUARTER: Final = parse_quarter("2027-Q1")
STAMP: Final = datetime(2027, 1, 1, tzinfo=UTC)
_EPOCH: Final = date(1899, 12, 30)
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAY_STYLE: Final = 1
_FORMULAS: Final = (
    "tblCheckIns[[#This Row],[Value]]-100",
    "IF(tblCheckIns[[#This Row],[Confidence]]>5,1,0)",
    "ROUND(C{row}/3,2)",
)
_OFTEN_EMPTY: Final = frozenset({Kind.LONG, Kind.WORD})
_EMPTY_SHARE: Final = 0.6

Value = str | float | date | None


class Size(NamedTuple):
    """How many lines a book holds."""

    key_results: int
    check_ins: int

    def __str__(self) -> str:
        return f"{self.key_results}-{self.check_ins}"


class TextTable:
    """The shared texts of a workbook, each once."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """The number cells call a text by."""
        return self._places.setdefault(text, len(self._places))

    def xml(self) -> str:
        """The part that holds them."""
        items = "".join(f"<si><t>{escaped(text)}</t></si>" for text in self._places)
        count = len(self._places)
        return f'{_HEAD}<sst xmlns="{_MAIN}" uniqueCount="{count}">{items}</sst>'


def plain_book(size: Size) -> bytes:
    """A workbook of typed tables."""
    texts, random = TextTable(), Random(1)  # noqa: S311  # no secrets here
    lines = {"Objectives": size.key_results // 3 + 1, "Key Results": size.key_results}
    lines["Check-ins"] = size.check_ins
    sheets = [
        _sheet(table.columns, lines[table.sheet], texts, random, size)
        for table in TABLES
        if table.sheet in lines
    ]
    parts = {
        f"xl/worksheets/sheet{place}.xml": sheet for place, sheet in enumerate(sheets, 1)
    } | _around(tuple(lines), texts)
    return pack({name: xml.encode() for name, xml in parts.items()})


def _sheet(
    columns: Sequence[Column], count: int, texts: TextTable, random: Random, size: Size
) -> str:
    typed = [column for column in columns if column.typed]
    rows = [_row(1, [column.header for column in typed], texts)]
    formulas = _FORMULAS if count == size.check_ins else ()
    for row in range(2, count + 2):
        values = [_value(column, row, random, size) for column in typed]
        rows.append(_row(row, values, texts, formulas))
    return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def _row(row: int, values: Sequence[Value], texts: TextTable, formulas: Sequence[str] = ()) -> str:
    cells = [
        _cell(f"{letters(column)}{row}", value, texts)
        for column, value in enumerate(values, 1)
        if value is not None
    ]
    for column, formula in enumerate(formulas, len(values) + 1):
        shown = escaped(formula.format(row=row))
        cells.append(f'<c r="{letters(column)}{row}"><f>{shown}</f><v>{row % 97 / 4}</v></c>')
    return f'<row r="{row}" spans="1:{len(values)}">{"".join(cells)}</row>'


def _cell(address: str, value: Value, texts: TextTable) -> str:
    if isinstance(value, str):
        return f'<c r="{address}" t="s"><v>{texts.place(value)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{address}" s="{_DAY_STYLE}"><v>{(value - _EPOCH).days}</v></c>'
    return f'<c r="{address}"><v>{number(value or 0)}</v></c>'


def _value(column: Column, row: int, random: Random, size: Size) -> Value:
    if column.kind in _OFTEN_EMPTY and random.random() < _EMPTY_SHARE:
        return None
    made = _VALUES.get(column.kind)
    if made is not None:
        return made(random)
    if column.kind is Kind.ID:
        return f"KR{row}" if column.field == "id" else f"KR{random.randrange(size.key_results) + 2}"
    if column.kind is Kind.LONG:
        return f"{column.header} of line {row}: ask Person {random.randrange(40)} & their team"
    return f"{column.header} {random.randrange(40)}"


_VALUES: Final[dict[Kind, Callable[[Random], Value]]] = {
    Kind.DATE: lambda random: QUARTER.start + timedelta(random.randrange(90)),
    Kind.METRIC: lambda random: round(random.random() * 400, 4),
    Kind.NUMBER: lambda random: float(random.randint(1, 3)),
    Kind.WHOLE: lambda random: float(random.randint(1, 10)),
}


def _around(sheets: Sequence[str], texts: TextTable) -> dict[str, str]:
    """All parts but the sheets."""
    tabs, links, types = [], [], [_override("/xl/workbook.xml", "sheet.main")]
    for place, sheet in enumerate(sheets, 1):
        tabs.append(f'<sheet name="{sheet}" sheetId="{place}" r:id="rId{place}"/>')
        links.append(_link(place, "worksheet", f"worksheets/sheet{place}.xml"))
        types.append(_override(f"/xl/worksheets/sheet{place}.xml", "worksheet"))
    links.append(_link(len(links) + 1, "sharedStrings", "sharedStrings.xml"))
    links.append(_link(len(links) + 1, "styles", "styles.xml"))
    types.append(_override("/xl/sharedStrings.xml", "sharedStrings"))
    types.append(_override("/xl/styles.xml", "styles"))
    spaces = f'xmlns="{_MAIN}" xmlns:r="{_OFFICE}"'
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{''.join(types)}</Types>",
        "_rels/.rels": _links([_link(1, "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f"{_HEAD}<workbook {spaces}><sheets>{''.join(tabs)}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _links(links),
        "xl/sharedStrings.xml": texts.xml(),
        "xl/styles.xml": f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts><font/></fonts><fills>'
        "<fill><patternFill/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>"
        '<xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0"/></cellXfs></styleSheet>',
    }


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>'


def _link(place: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _links(links: Sequence[str]) -> str:
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'
    )


def real_book(size: Size) -> bytes:
    """A workbook of ours, with a check-in for every key result and week, as long as they last."""
    as_of = QUARTER.start + timedelta(80)
    return new_workbook(real_plan(size), SMB, as_of=as_of, today=as_of, stamp=STAMP)


def real_plan(size: Size) -> Plan:
    """What it holds."""
    return Plan(
        QUARTER,
        "Measured",
        objectives=tuple(_objectives(size.key_results // 5 + 1)),
        key_results=tuple(_key_results(size.key_results)),
        check_ins=tuple(_check_ins(size)),
        teams=tuple(Team(f"Team {place}") for place in range(1, 7)),
    )


def _objectives(count: int) -> Iterator[Objective]:
    yield Objective("C1", "Company objective", Level.COMPANY)
    for place in range(1, count):
        team = f"Team {place % 6 + 1}"
        yield Objective(f"T{place}", f"Objective {place}", Level.TEAM, team, supports=("C1",))


def _key_results(count: int) -> Iterator[KeyResult]:
    for place in range(1, count + 1):
        made = KeyResult(f"K{place}", f"T{place // 5}" if place // 5 else "C1", f"Raise it {place}")
        yield made._replace(
            type=Type.INCREASE,
            owner=f"Person {place % 20}",
            baseline=100.0,
            target=200.0,
            data_source="CRM",
            frequency=Frequency.WEEKLY,
        )


def _check_ins(size: Size) -> Iterator[CheckIn]:
    random = Random(1)  # noqa: S311  # no secrets here
    for place in range(size.check_ins):
        week, key_result = divmod(place, size.key_results)
        day = QUARTER.start + timedelta(min(week * 7 + 3, 89))
        value = 100 + week * 7 + random.random() * 5
        yield CheckIn(day, f"K{key_result + 1}", value, float(random.randint(3, 9)))


def _size(text: str) -> Size:
    key_results, _, check_ins = text.partition("/")
    return Size(int(key_results), int(check_ins))


def main() -> int:
    """Write the books."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", nargs="+", type=_size, default=[Size(*size) for size in SIZES])
    parser.add_argument("--real", action="store_true")
    parsed = parser.parse_args()
    for size in parsed.sizes:
        path = parsed.folder / f"{'real' if parsed.real else 'plain'}-{size}.xlsx"
        path.write_bytes(real_book(size) if parsed.real else plain_book(size))
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
