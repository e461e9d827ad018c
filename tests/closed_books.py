"""Closed quarters, and the smallest workbooks that hold one; written by hand."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from okrsheet.core.closed_quarter import (
    ClosedKeyResult,
    ClosedObjective,
    ClosedQuarter,
    Lesson,
    Report,
)
from okrsheet.core.words import Band, Carry, Level, Type
from okrsheet.workbook.scorecard_lines import scorecard_lines
from okrsheet.workbook.sheets.scorecard import SCORECARD
from okrsheet.workbook.tables import VERSION, VERSION_NAME
from tests.unit.tiny_book import MAIN, SHEET, Parts, links, texts, tiny_book, workbook, worksheet

START: Final = date(2027, 1, 1)
TABLE: Final = "xl/tables/table1.xml"
LINKS: Final = "xl/worksheets/_rels/sheet1.xml.rels"
FIRST: Final = 4
SHEETS: Final = f'<sheet name="{SCORECARD.sheet}" sheetId="1" r:id="rId1"/>'
STAMP: Final = (
    f'<definedNames><definedName name="{VERSION_NAME}">"{VERSION}"</definedName></definedNames>'
)


def quarter(
    name: str = "2027-Q1",
    *,
    organisation: str = "Acme",
    teams: Sequence[str] = ("", "Sales"),
    score: float = 0.7,
    start: date = START,
) -> ClosedQuarter:
    """A quarter with an objective and a key result for each team; "" is the company."""
    end = start + timedelta(89)
    return ClosedQuarter(
        organisation,
        name,
        start,
        end,
        end + timedelta(2),
        tuple(_objective(at, team, score) for at, team in enumerate(teams)),
        tuple(_key_result(at, score, start) for at in range(len(teams))),
    )


def _objective(at: int, team: str, score: float) -> ClosedObjective:
    level = Level.TEAM if team else Level.COMPANY
    supports = ("O0",) if at else ()
    return ClosedObjective(f"O{at}", f"Be first {at}", level, team, "Ann", score, not at, supports)


def _key_result(at: int, score: float, start: date) -> ClosedKeyResult:
    reports = tuple(Report(start + timedelta(7 * week), 10.0 + week, 7.0) for week in range(4))
    return ClosedKeyResult(
        f"O{at}.1",
        f"O{at}",
        "Raise it from 10 to 20 \u2013 \u20ac",
        "Ann Lee",
        Type.INCREASE,
        baseline=10.0,
        target=20.0,
        value=13.0,
        score=score,
        final_score=score,
        band=Band.HIT,
        met=False,
        decision=Carry.CONTINUE,
        gaps=("A2",),
        lesson=Lesson(why='"Luck" & <work>'),
        reports=reports,
    )


def closed_file(
    closed: ClosedQuarter, parts: Parts | None = None, *, shared: bool = False
) -> bytes:
    """The smallest workbook that holds it.

    Args:
        closed: what is on record.
        parts: others for the parts of these names; None takes one away.
        shared: whether its texts stand in a table of shared ones, as Excel stores them.
    """
    lines = [(line.id, line.record) for line in scorecard_lines(closed)]
    words = [text for line in lines for text in line]
    rows = "".join(_row(FIRST + 1 + at, *line, shared=shared) for at, line in enumerate(lines))
    return closed_parts(rows, len(lines), words if shared else (), parts)


def closed_parts(
    rows: str, count: int, words: Sequence[str] = (), parts: Parts | None = None
) -> bytes:
    """A workbook whose Scorecard has these rows in its table."""
    last = FIRST + max(count, 1)
    columns = "".join(
        f'<tableColumn id="{at}" name="{escape(column.header)}"/>'
        for at, column in enumerate(SCORECARD.columns, 1)
    )
    table = (
        f'<table xmlns="{MAIN}" id="1" name="{SCORECARD.name}" displayName="{SCORECARD.name}" '
        f'ref="A{FIRST}:K{last}"><tableColumns>{columns}</tableColumns></table>'
    )
    made: Parts = {
        "xl/workbook.xml": workbook(SHEETS, after=STAMP),
        SHEET: worksheet(rows, after='<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'),
        LINKS: links(("table", "../tables/table1.xml")),
        TABLE: table,
    }
    if words:
        made["xl/sharedStrings.xml"] = texts(*(f"<t>{escape(word)}</t>" for word in words))
    return tiny_book(parts={**made, **(parts or {})})


def _row(row: int, name: str, record: str, *, shared: bool) -> str:
    if shared:
        at = 2 * (row - FIRST - 1)
        cells = (("A", at), ("K", at + 1))
        told = (f'<c r="{each}{row}" t="s"><v>{number}</v></c>' for each, number in cells)
    else:
        texts_there = (("A", name), ("K", record))
        told = (
            f'<c r="{each}{row}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is>'
            "</c>"
            for each, text in texts_there
        )
    return f'<row r="{row}">{"".join(told)}</row>'


def put(folder: Path, name: str, closed: ClosedQuarter) -> Path:
    """Such a workbook as a file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(closed_file(closed))
    return path
