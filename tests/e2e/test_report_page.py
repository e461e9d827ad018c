"""The page of the report in a real browser: on a desk, on a phone, in the dark, on paper."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from okrsheet.core.policy import SMB
from okrsheet.core.timeline import timeline
from okrsheet.core.week import Week, summary
from okrsheet.report.page import page
from okrsheet.report.sections import sections
from okrsheet.workbook.example import example_plan
from tests import books
from tests.engines import chromium as browser
from tests.payloads import PAYLOADS, everywhere

pytestmark = [pytest.mark.usefixtures("chromium"), pytest.mark.slow]
READABLE = 4.5


def made(folder: Path, text: str = "") -> Path:
    plan = everywhere(text)
    week = summary(plan, SMB, books.EXAMPLE_AS_OF)
    path = folder / "report.html"
    path.write_text(page(week, timeline(plan, SMB, week.found.as_of)), encoding="utf-8")
    return path


def light_of(colour: str) -> float:
    """Relative luminance as WCAG counts it."""
    parts = [int(each) / 255 for each in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(pair: str) -> float:
    low, high = sorted(map(light_of, pair.split(" on ")))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_the_page_fits_and_can_be_read(width: int, dark: bool, tmp_path: Path) -> None:
    found = browser.measured(made(tmp_path), width, dark=dark)
    assert found["scrollWidth"] == found["width"] == width
    assert found["tooWide"] == []
    assert light_of(found["background"]) < 0.05 if dark else light_of(found["background"]) > 0.8
    faint = {pair: contrast(pair) for pair in found["colours"] if contrast(pair) < READABLE}
    assert faint == {}
    assert len(found["colours"]) >= 8
    assert "Leadership decides" in found["text"]


def test_long_words_do_not_widen_a_phone(tmp_path: Path) -> None:
    found = browser.measured(made(tmp_path, PAYLOADS["long word"]), 375)
    assert (found["scrollWidth"], found["tooWide"]) == (375, [])


def test_nothing_typed_runs_or_asks_the_network(tmp_path: Path) -> None:
    source = made(tmp_path, "".join(PAYLOADS.values()))
    found = browser.measured(source, 1000)
    assert (found["scripts"], found["handlers"], found["links"]) == (0, 0, [])
    assert found["broken"] is None
    assert "<script>parent.broken" in found["text"]
    assert browser.requests_of(source, tmp_path / "log.json") == []


def test_the_browser_tells_what_a_page_asks_for(tmp_path: Path) -> None:
    source = tmp_path / "asking.html"
    source.write_text('<p class="page">x<img src="http://127.0.0.1:9/x.png">', encoding="utf-8")
    assert browser.requests_of(source, tmp_path / "log.json") == ["http://127.0.0.1:9/x.png"]


def test_the_browser_sees_what_is_too_wide_and_what_runs(tmp_path: Path) -> None:
    source = tmp_path / "bad.html"
    source.write_text(
        '<body class="page"><div style="width:999px">x</div><script>broken = 1</script>',
        encoding="utf-8",
    )
    found = browser.measured(source, 375)
    assert found["scrollWidth"] > 375
    assert len(found["tooWide"]) == 1
    assert (found["scripts"], found["broken"]) == (1, 1)


def sheets_of(source: Path, target: Path) -> list[str]:
    """The text of each sheet of paper."""
    told = subprocess.run(
        [shutil.which("pdftotext") or "", "-layout", browser.printed(source, target), "-"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    return told.rstrip("\f\n").split("\f")


def dressed(folder: Path, rules: str) -> tuple[Week, Path]:
    """The page of the example with more rules for paper."""
    plan, day = example_plan(books.QUARTER), books.EXAMPLE_AS_OF
    week = summary(plan, SMB, day)
    shown = page(week, timeline(plan, SMB, day))
    path = folder / "example.html"
    path.write_text(shown.replace("</style>", f"@media print{{{rules}}}</style>"), encoding="utf-8")
    return week, path


def test_the_page_is_printed_on_a_few_sheets(tmp_path: Path, poppler: None) -> None:
    sheets = sheets_of(made(tmp_path), tmp_path / "report.pdf")
    assert 1 < len(sheets) <= 4
    assert all(sheet.strip() for sheet in sheets)
    words = " ".join(" ".join(sheets).split())
    for objective in everywhere("").objectives:
        assert objective.text in words


@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_the_summary_is_one_sheet_of_paper(paper: str, tmp_path: Path, poppler: None) -> None:
    # Other programs set other type: a twentieth of the sheet stays free.
    rules = f"@page{{size:{paper};margin-bottom:22mm}}"
    week, source = dressed(tmp_path, rules)
    first, second, *_ = sheets_of(source, tmp_path / "example.pdf")
    for section in sections(week):
        assert section.title in first
        assert all(entry.text[:40] in " ".join(first.split()) for entry in section.entries)
    assert second.split("\n")[0].strip() == "Objectives week by week"


def test_no_heading_stands_alone_at_the_foot_of_a_sheet(tmp_path: Path, poppler: None) -> None:
    feet = set()
    for height in range(300, 420, 20):
        week, source = dressed(tmp_path, f".top{{height:{height}px}}")
        heads = {"Score", *(section.title for section in sections(week))}
        for sheet in sheets_of(source, tmp_path / "example.pdf"):
            last = re.split(r" {2,}", sheet.rstrip().split("\n")[-1].strip())
            feet.add(last[0])
            assert last[0] not in heads or len(last) > 2, height
    assert len(feet) > 4
