"""The page of insights in a real browser: on a desk, on a phone, in the dark, on paper."""

import re
from pathlib import Path
from typing import Final

import pytest

from okrsheet.core.insights import insights
from okrsheet.core.insights_lines import TITLES
from okrsheet.report.insights import page
from tests.e2e.test_report_page import READABLE, contrast, light_of, sheets_of
from tests.engines import chromium as browser
from tests.histories import invented
from tests.payloads import PAYLOADS
from tests.unit.test_insights_forms import many
from tests.unit.test_insights_page import with_text

pytestmark = [pytest.mark.usefixtures("chromium"), pytest.mark.slow]
PAPER: Final = {False: (255, 255, 255), True: (27, 35, 41)}


def made(folder: Path, found: object = None) -> Path:
    path = folder / "insights.html"
    quarters = invented() if found is None else found
    path.write_text(page(insights(quarters)), encoding="utf-8")  # type: ignore[arg-type]  # quarters
    return path


def seen(pair: str, paper: tuple[int, ...]) -> str:
    """Two colours as they are seen on a card: a thin one lets the paper through."""
    ink, behind = pair.split(" on ")
    thin = re.fullmatch(r"rgba\((\d+), (\d+), (\d+), ([\d.]+)\)", behind)
    if thin is None:
        return pair
    share = float(thin[4])
    parts = zip(map(int, thin.groups()[:3]), paper, strict=True)
    mixed = ", ".join(str(round(one * share + other * (1 - share))) for one, other in parts)
    return f"{ink} on rgb({mixed})"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_fits_and_can_be_read(width: int, dark: bool, tmp_path: Path) -> None:
    found = browser.measured(made(tmp_path), width, dark=dark)
    assert found["scrollWidth"] == found["width"] == width
    assert found["tooWide"] == []
    assert light_of(found["background"]) < 0.05 if dark else light_of(found["background"]) > 0.8
    pairs = {seen(pair, PAPER[dark]) for pair in found["colours"]}
    assert {pair: contrast(pair) for pair in pairs if contrast(pair) < READABLE} == {}
    assert len(pairs) >= 15
    assert all(title in found["text"] for title in TITLES.values())


def test_twenty_quarters_of_many_teams_fit_a_phone(tmp_path: Path) -> None:
    found = browser.measured(made(tmp_path, many(20)), 390)
    assert (found["scrollWidth"], found["tooWide"]) == (390, [])


def test_long_words_do_not_widen_a_phone(tmp_path: Path) -> None:
    found = browser.measured(made(tmp_path, with_text(PAYLOADS["long word"])), 390)
    assert found["scrollWidth"] == 390


def test_nothing_typed_runs_or_asks_the_network(tmp_path: Path) -> None:
    source = made(tmp_path, with_text("".join(PAYLOADS.values())))
    found = browser.measured(source, 1000)
    assert (found["scripts"], found["handlers"], found["broken"]) == (0, 0, None)
    assert all(re.match(r'<a [^>]*href="#\w+"', each) for each in found["links"])
    assert len(found["links"]) == len(TITLES)
    assert browser.requests_of(source, tmp_path / "log.json") == []


def test_no_card_is_cut_in_two_on_paper(tmp_path: Path, poppler: None) -> None:
    sheets = sheets_of(made(tmp_path), tmp_path / "insights.pdf")
    assert 1 < len(sheets) <= 4
    flat = [" ".join(sheet.split()) for sheet in sheets]
    for name, told in insights(invented()).told:
        # What a card begins with and what it ends with stand on one sheet.
        (own,) = [sheet for sheet in flat if told.sentence[:30] in sheet]
        before, _, after = own.partition(told.sentence[:30])
        assert before.rstrip().endswith(TITLES[name])
        assert told.basis in after
