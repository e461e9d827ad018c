"""The page of a closed quarter in a real browser: on a desk, on a phone, in the dark, on paper."""

from pathlib import Path
from typing import Final

import pytest

from okrsheet.core.closed_quarter import ClosedQuarter, Lesson
from okrsheet.core.closing import closed_quarter
from okrsheet.core.figures import figures
from okrsheet.core.policy import SMB
from okrsheet.report.scorecard import scorecard
from okrsheet.workbook.example import example_plan
from tests import books
from tests.e2e.test_report_page import contrast, sheets_of
from tests.engines import chromium as browser
from tests.payloads import PAYLOADS, everywhere

pytestmark = [pytest.mark.usefixtures("chromium"), pytest.mark.slow]
END: Final = books.QUARTER.end
LESSON: Final = Lesson(
    "Two of us called every client in the first week",
    "The same list, one month earlier",
    "The report came a month late, so we saw it too late",
    "Ask for the numbers in week 1",
)


def reviewed(most: int) -> ClosedQuarter:
    """The example with this many key results, all of them decided on and learned from."""
    plan = example_plan(books.QUARTER)._replace(closed=True)
    found = closed_quarter(figures(plan, SMB, END), END)
    lines = tuple(each._replace(lesson=LESSON) for each in found.key_results[:most])
    noted = lines[0].lesson._replace(opportunities="A second region", risks="One supplier only")
    first = lines[0]._replace(lesson=noted)
    used = {each.objective_id for each in lines}
    objectives = tuple(each for each in found.objectives if each.id in used)
    return found._replace(key_results=(first, *lines[1:]), objectives=objectives)


def made(folder: Path, found: ClosedQuarter, rules: str = "") -> Path:
    path = folder / "scorecard.html"
    shown = scorecard(found).replace("</style>", f"{rules}</style>")
    path.write_text(shown, encoding="utf-8")
    return path


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_fits_and_can_be_read(width: int, dark: bool, tmp_path: Path) -> None:
    found = browser.measured(made(tmp_path, reviewed(28)), width, dark=dark)
    assert found["scrollWidth"] == found["width"] == width
    assert found["tooWide"] == []
    faint = {pair: contrast(pair) for pair in found["colours"] if contrast(pair) < 4.5}
    assert faint == {}


@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_twenty_key_results_are_one_sheet_of_paper(
    paper: str, tmp_path: Path, poppler: None
) -> None:
    # Other programs set other type: a twentieth of the sheet stays free.
    rules = f"@media print{{@page{{size:{paper};margin-bottom:22mm}}}}"
    sheets = sheets_of(made(tmp_path, reviewed(20), rules), tmp_path / "scorecard.pdf")
    assert len(sheets) == 1
    words = " ".join(sheets[0].split())
    assert "Ask for the numbers in week 1" in words
    assert "A second region" in words


def test_nothing_typed_runs_or_asks_the_network(tmp_path: Path) -> None:
    plan = everywhere("".join(PAYLOADS.values()))._replace(closed=True)
    source = made(tmp_path, closed_quarter(figures(plan, SMB, END), END))
    found = browser.measured(source, 1000)
    assert (found["scripts"], found["handlers"], found["links"]) == (0, 0, [])
    assert found["broken"] is None
    assert browser.requests_of(source, tmp_path / "log.json") == []
