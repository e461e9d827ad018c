"""The page of insights: what stands on it, and that nothing typed becomes markup."""

import re

import html5lib
import pytest

from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.core.insights import insights
from okrsheet.core.insights_lines import TITLES
from okrsheet.core.printable import printable
from okrsheet.core.words import Carry, Commitment, Level, Type
from okrsheet.report.insights import page
from okrsheet.report.insights_charts import big_line, spark
from tests.closed import NAMES, key_result, objective, quarter
from tests.histories import invented
from tests.payloads import PAYLOADS, PLAIN
from tests.unit.test_insights_forms import many

Element = tuple[str, tuple[str, ...]]


def elements(source: str) -> tuple[list[Element], str]:
    """Every element with the names of its attributes, and the text; a mistake is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parse(source)
    found = [(str(each.tag), tuple(sorted(map(str, each.attrib)))) for each in root.iter()]
    return found, " ".join("".join(root.itertext()).split())


def with_text(typed: str) -> list[ClosedQuarter]:
    """Three quarters with a text everywhere where somebody can type one."""
    found = []
    for name in NAMES[:3]:
        own = [
            key_result(1.0, f"One{typed}", id=f"K{typed}", carried=2, gaps=("A2", f"G{typed}")),
            *(key_result(0.4, f"{n} {typed}", foreseen=0.5) for n in range(8)),
            key_result(0.4, f"C{typed}", commitment=Commitment.COMMITTED, decision=Carry.DROP),
            key_result(0.4, f"L{typed}", type=Type.KEEP_BELOW, reason=typed, owner=typed),
        ]
        homes = [
            objective("O1", f"Team{typed}", text=f"Aim{typed}", score=0.4, owner=typed),
            objective("O2", "", text=f"Company aim{typed}", score=0.4),
            objective("O3", text=typed, level=Level.INDIVIDUAL),
        ]
        found.append(quarter(name, own, homes, f"Acme{typed}"))
    return found


@pytest.mark.parametrize("payload", [pytest.param(p, id=name) for name, p in PAYLOADS.items()])
def test_a_page_has_the_elements_it_has_with_harmless_texts(payload: str) -> None:
    found, text = elements(page(insights(with_text(payload))))
    harmless, _ = elements(page(insights(with_text(PLAIN))))
    assert found == harmless
    assert " ".join(printable(f"Acme{payload}").split()) in text
    assert " ".join(printable(f"Company aim{payload}").split()) in text


def test_every_insight_has_a_tile_and_a_card() -> None:
    found = insights(invented())
    source = page(found)
    made, text = elements(source)
    for name, told in found.told:
        assert f'href="#{name}"' in source
        assert f'id="{name}"' in source
        assert text.count(TITLES[name]) == 2
        assert " ".join(told.sentence.split()) in text
        assert told.basis in text
    assert [name for name, _ in made].count("h2") == 7


@pytest.mark.parametrize(
    ("count", "told"), [(1, "1 week-6 forecast against"), (2, "2 week-6 forecasts against")]
)
def test_forecasts_are_counted_in_words(count: int, told: str) -> None:
    own = [key_result(0.5, f"{n}", foreseen=0.5) for n in range(count)]
    _, text = elements(page(insights([quarter("2026-Q1", own)])))
    assert f"{told} final scores" in text


def test_a_page_names_no_person() -> None:
    assert "Somebody Real" not in page(insights(invented()))


@pytest.mark.parametrize(
    "quarters",
    [
        pytest.param([], id="no quarter"),
        pytest.param([quarter("2026-Q1")], id="nothing in it"),
        pytest.param(invented()[:1], id="one quarter"),
        pytest.param([quarter("2026-Q1", [key_result(None)])], id="no score"),
        pytest.param([quarter("2026-Q1", [key_result(1.0, carried=3)])], id="from one quarter"),
        pytest.param(
            [quarter(n, [key_result(1.0, n, type=Type.KEEP_ABOVE)]) for n in NAMES],
            id="limits to keep alone",
        ),
        pytest.param(invented()[::2], id="gaps between quarters"),
        pytest.param(
            [quarter("2026-Q1", [key_result(0.5)], [objective("O1", "", score=0.5)])] * 2,
            id="the company alone",
        ),
    ],
)
def test_a_page_of_little_is_whole(quarters: list[ClosedQuarter]) -> None:
    found = insights(quarters)
    _, text = elements(page(found))
    assert all(" ".join(told.sentence.split()) in text for _, told in found.told)


def test_one_team_has_a_page() -> None:
    _, text = elements(page(insights(invented(), team="Sales")))
    assert "Marrowby Instruments, Sales" in text
    assert "Operations" not in text


def test_much_is_cut_and_it_says_so() -> None:
    source = page(insights(many(40, 200)))
    _, text = elements(source)
    assert "The last 12 of 40 quarters are shown" in text
    assert "The last 8 of 40 quarters are shown" in text
    assert "12 of 200 teams are shown, --json has all" in text
    assert len(source) < 400_000


def test_charts_say_in_words_what_they_show() -> None:
    drawn = big_line(("2026-Q1", "2026-Q2"), (0.5, None), "Company")
    assert 'aria-label="Company: 2026-Q1 0.50, 2026-Q2 -"' in drawn
    assert "<title>words</title>" in spark((0.5,), "words")


@pytest.mark.parametrize(
    ("values", "path"),
    [
        pytest.param((), "", id="none"),
        pytest.param((None, None), "", id="none known"),
        pytest.param((0.0, 1.0), "M6.0 49.0h0L234.0 5.0", id="a line"),
        pytest.param((0.0, None, 1.0), "M6.0 49.0h0M234.0 5.0h0", id="a gap breaks it"),
    ],
)
def test_a_line_is_drawn_through_what_is_known(values: tuple[float | None, ...], path: str) -> None:
    assert f'd="{path}"' in spark(values, "x")


@pytest.mark.parametrize(
    ("count", "wide", "narrow"),
    [
        pytest.param(3, 3, 3, id="all of few"),
        pytest.param(6, 6, 3, id="every second on a phone"),
        pytest.param(12, 12, 4, id="every third on a phone"),
        pytest.param(24, 12, 4, id="every second everywhere"),
    ],
)
def test_quarters_are_named_where_there_is_room(count: int, wide: int, narrow: int) -> None:
    names = [f"20{n:02}-Q1" for n in range(count)]
    drawn = big_line(names, [0.5] * count, "x")
    always = re.findall(r'class="q" style="[^"]*">([^<]*)<', drawn)
    assert len(always) == narrow
    assert drawn.count('class="q') == wide
    assert always[-1] == names[-1]
