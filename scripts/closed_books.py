"""Workbooks of closed quarters, as many as wanted: to measure the history with.

python scripts/closed_books.py FOLDER [--count N]

The first is made and closed as a user's is. The others are that one with another record on its
Scorecard: other names, scores and check-ins, every other part as it lies.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from books import QUARTER, STAMP, Size, real_plan

from okrsheet.core.closed_quarter import ClosedKeyResult, ClosedQuarter
from okrsheet.core.closing import closed_quarter
from okrsheet.core.figures import figures
from okrsheet.core.model import Plan
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import parse_quarter
from okrsheet.ooxml.archive import read_part
from okrsheet.ooxml.cells import escaped
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.package import workbook_part
from okrsheet.ooxml.parts import read_outline
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.repack import repacked
from okrsheet.workbook.create import new_workbook
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.on_demand import Filling, filled, grid_of, new_rows
from okrsheet.workbook.scorecard_lines import scorecard_lines
from okrsheet.workbook.sheets.scorecard import SCORECARD
from okrsheet.workbook.view import View

USUAL: Final = Size(18, 18 * 13)
NAME: Final = "q.xlsx"


def closed_book(plan: Plan) -> tuple[bytes, ClosedQuarter]:
    """A workbook whose quarter is closed, and what went on record."""
    end = plan.quarter.end
    data = new_workbook(plan._replace(closed=True), SMB, as_of=end, today=end, stamp=STAMP)
    book = parse_workbook(data, NAME)
    loaded = read_plan(book)
    found = figures(loaded.plan or plan, SMB, end)
    closed = closed_quarter(found, end)
    grid = grid_of(book, loaded, SCORECARD)
    rows = new_rows(grid, scorecard_lines(closed), View(found))
    return filled(data, NAME, (Filling(grid, rows, renewed=True),)), closed


def variants(closed: ClosedQuarter, count: int) -> Iterator[ClosedQuarter]:
    """Quarters of one organisation, each with figures of its own."""
    random = Random(1)  # noqa: S311  # no secrets here
    for turn in range(count):
        quarter = parse_quarter(f"{2000 + turn // 4 % 90}-Q{turn % 4 + 1}")
        yield closed._replace(
            organisation=f"{closed.organisation} {turn // 360}",
            name=quarter.name,
            start=quarter.start,
            end=quarter.end,
            closed_on=quarter.end,
            key_results=tuple(_varied(each, quarter.start, random) for each in closed.key_results),
        )


def _varied(key_result: ClosedKeyResult, start: date, random: Random) -> ClosedKeyResult:
    shift, score = start - QUARTER.start, round(random.random(), 4)
    reports = tuple(
        each._replace(day=each.day + shift, value=round(each.value * random.random(), 3))
        for each in key_result.reports
    )
    return key_result._replace(score=score, final_score=score, reports=reports)


def write_books(folder: Path, count: int) -> None:
    """Put so many closed workbooks into a folder."""
    plan = real_plan(USUAL)
    data, closed = closed_book(plan._replace(closed=True))
    archive = guard(data, NAME)
    outline = read_outline(archive, workbook_part(archive))
    [part] = [tab.part for tab in outline.tabs if tab.name == SCORECARD.sheet]
    sheet = read_part(archive, part).decode()
    records = [escaped(line.record) for line in scorecard_lines(closed)]
    if any(sheet.count(f">{each}<") != 1 for each in records):
        raise ValueError("a record does not stand on the Scorecard once, as text")
    for turn, variant in enumerate(variants(closed, count)):
        changed = sheet
        for old, line in zip(records, scorecard_lines(variant), strict=True):
            changed = changed.replace(old, escaped(line.record))
        made = repacked(archive, {part: changed.encode()})
        (folder / f"okrs-{turn:04}-{variant.name}.xlsx").write_bytes(made)


def main() -> int:
    """Write the books."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1_000)
    parsed = parser.parse_args()
    parsed.folder.mkdir(parents=True, exist_ok=True)
    write_books(parsed.folder, parsed.count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
