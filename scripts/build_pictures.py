"""Render every sheet and the report of the example, and insights, into docs/images.

Needs LibreOffice, poppler and Chromium.

The sheets on demand are filled first: a reset from the sixth week on, with three interviews held;
then the quarter is closed and the next one planned.

.venv/bin/python -m scripts.build_pictures
"""

import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from okrsheet.cli import main as okrsheet
from okrsheet.core.insights import insights
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import parse_quarter
from okrsheet.core.timeline import timeline
from okrsheet.core.week import summary
from okrsheet.ooxml.patch import Changes, Content, patch
from okrsheet.report.insights import page as insights_page
from okrsheet.report.page import page
from okrsheet.workbook.contract import FIRST_ROW
from okrsheet.workbook.create import new_workbook
from okrsheet.workbook.example import EXAMPLE_DAY, example_plan
from okrsheet.workbook.reset_book import Planned, plan_reset
from okrsheet.workbook.reset_book import with_reset as reset_book
from okrsheet.workbook.rewrite import refreshed
from okrsheet.workbook.sheets.reset import INTERVIEWS
from tests.engines import chromium
from tests.engines.libreoffice import LibreOffice
from tests.engines.pictures import render_sheets
from tests.histories import invented

FOLDER: Final = Path(__file__).parent.parent / "docs" / "images"
DPI: Final = 110
DESK: Final = (1000, 1300)
PHONE: Final = (375, 900)
INSIGHTS: Final = (1000, 1110)
RESET_DAY: Final = 38
LAST_DAY: Final = "2027-03-31"
DECIDED: Final = ("C1.1=Continue", "C1.2=Revise", "C2.3=Revise", "S1.1=Continue", "S1.2=Revise")
AFTERWARDS: Final = ("Scorecard", "Planning")
ANSWERS: Final = (
    (
        "Leila Haddad",
        "Keep the clients we have happy, and stop starting things we do not finish.",
        "Yes",
    ),
    (
        "Samuel Adeyemi",
        "New contracts, more than last quarter. I think there was something about margin too.",
        "Partly",
    ),
    ("Yuki Hamasaki", "The new website, and getting the invoices out on time.", "No"),
    ("Anouk de Wit", "Clients who stay and recommend us, and a firm people want to join.", "Yes"),
)


def example() -> bytes:
    """The example workbook of 2027-Q1, the same bytes every time."""
    plan = example_plan(parse_quarter("2027-Q1"))
    day = plan.quarter.start + timedelta(EXAMPLE_DAY)
    return new_workbook(plan, SMB, as_of=day, today=day, stamp=datetime(2026, 1, 1, tzinfo=UTC))


def report_pictures(folder: Path) -> None:
    """The weekly summary of the example on a desk and on a phone."""
    plan = example_plan(parse_quarter("2027-Q1"))
    day = plan.quarter.start + timedelta(EXAMPLE_DAY)
    source = folder / "report.html"
    shown = page(summary(plan, SMB, day), timeline(plan, SMB, day))
    source.write_text(shown, encoding="utf-8")
    for name, (width, height) in (("report", DESK), ("report-phone", PHONE)):
        print(chromium.picture(source, FOLDER / f"{name}.png", width, height))


def insights_picture(folder: Path) -> None:
    """The page of insights over six invented quarters."""
    source = folder / "insights.html"
    source.write_text(insights_page(insights(invented())), encoding="utf-8")
    print(chromium.picture(source, FOLDER / "insights.png", *INSIGHTS))


def with_reset_held() -> bytes:
    """The example with the sheets of a reset filled and answers written down."""
    data = example()
    plan = example_plan(parse_quarter("2027-Q1"))
    planned = plan_reset(data, "example", plan.quarter.start + timedelta(RESET_DAY))
    if not isinstance(planned, Planned):
        raise TypeError(planned)
    cells = {
        (FIRST_ROW + line, column): Content(value)
        for line, answer in enumerate(ANSWERS)
        for column, value in zip(("A", "B", "D"), answer, strict=True)
    }
    places = {(row, ord(column) - 64): content for (row, column), content in cells.items()}
    data = reset_book(planned, force=False).data
    data = patch(data, Changes({INTERVIEWS.sheet: places}), "example")
    return refreshed(data, "example", plan.quarter.start + timedelta(EXAMPLE_DAY)).data


def closed_and_planned(folder: Path) -> tuple[Path, Path]:
    """The example closed, and the quarter that follows with its planning meeting filled in.

    Raises:
        RuntimeError: a command refused.
    """
    book, following = folder / "closed.xlsx", folder / "following.xlsx"
    book.write_bytes(example())
    decided = [f"--decide={each}" for each in DECIDED]
    for words in (
        ["close", str(book), "--as-of", LAST_DAY, "--no-data", "all", *decided, "--undecided"],
        ["new", "--from", str(book), "--undecided", "drop", "--out", str(following)],
        ["planning", str(following), "--from", str(book)],
    ):
        if okrsheet(words):
            raise RuntimeError(words)
    return book, following


def main() -> int:
    """Replace the pictures by new ones: the first page of each sheet."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, LibreOffice(timeout=120) as office:
        book = Path(folder) / "example.xlsx"
        book.write_bytes(with_reset_held())
        for sheet, pages in render_sheets(office, book, Path(folder), dpi=DPI).items():
            target = FOLDER / f"{sheet.lower().replace(' ', '-')}.png"
            shutil.copyfile(pages[0], target)
            print(target)
        for made, sheet in zip(closed_and_planned(Path(folder)), AFTERWARDS, strict=True):
            pages = render_sheets(office, made, Path(folder), dpi=DPI)[sheet]
            shutil.copyfile(pages[0], FOLDER / f"{sheet.lower()}.png")
        report_pictures(Path(folder))
        insights_picture(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
