"""The page of a closed quarter: what it says about everything that went on record."""

import re
from functools import cache

import html5lib
import pytest

from okrsheet.core.closed_quarter import ClosedQuarter, Lesson
from okrsheet.core.closing import closed_quarter
from okrsheet.core.figures import figures
from okrsheet.core.policy import SMB
from okrsheet.core.words import Band
from okrsheet.report.scorecard import scorecard
from tests import books
from tests.payloads import PAYLOADS, PLAIN, everywhere
from tests.small_plan import small_plan

END = books.QUARTER.end


@cache
def quarter() -> ClosedQuarter:
    return closed_quarter(figures(small_plan()._replace(closed=True), SMB, END), END)


def words(found: ClosedQuarter) -> str:
    body = html5lib.parse(scorecard(found), namespaceHTMLElements=False).find("body")
    return re.sub(r"\s+", " ", " ".join(body.itertext()))


@pytest.mark.parametrize(
    "told",
    [
        "Acme, Scorecard 2027-Q1",
        "1 Jan 2027 to 31 Mar 2027, closed on 31 Mar 2027",
        "Company score 0.64. 1 of 8 key results Hit; 1 to be carried on.",
        "\u25cf Hit 1",
        "\u25b2 Progress 4",
        "\u25a0 Missed 3",
        "Number one \u00b7 Company \u00b7 Ann Lee \u00b7 score 0.64",
        "280 to 301 clients, target 360 clients: not met \u00b7 decided: Continue \u00b7 Committed",
        "carried 1 time",
        "Score by hand, 0.26 by the figures: Half ours",
        "50% to 40%, target 20%: not met \u00b7 not decided",
        "88, to stay at or above 90: not met",
        "91, to stay between 85 and 95: met",
        "6, to stay at or below 5: not met",
        "Not done \u00b7 not decided",
        "1 of 2 stages done: not met",
        "Opportunity, S1.2: More",
        "Risk, S1.2: Fewer",
        "Scores of objectives count those set by hand.",
    ],
)
def test_it_says(told: str) -> None:
    shown = words(quarter()).replace(" :", ":")
    assert told in shown


@pytest.mark.parametrize(
    ("stages", "told"),
    [
        pytest.param((1, 1), "1 of 1 stage done", id="one stage"),
        pytest.param(None, "33% of the stages done", id="an older record"),
    ],
)
def test_stages_are_told_as_the_record_knows_them(
    stages: tuple[int, int] | None, told: str
) -> None:
    found = [each._replace(stages=each.stages and stages) for each in quarter().key_results]
    assert told in words(quarter()._replace(key_results=tuple(found)))


@pytest.mark.parametrize(
    ("band", "asked"),
    [
        (Band.HIT, ("Why it worked", "To repeat")),
        (Band.MISSED, ("What went wrong", "To do differently")),
        (Band.PROGRESS, ("Why it worked", "To repeat", "What went wrong", "To do differently")),
    ],
)
def test_lessons_are_those_of_the_band(band: Band, asked: tuple[str, ...]) -> None:
    lesson = Lesson("one", "two", "three", "four")
    first = quarter().key_results[0]._replace(band=band, lesson=lesson)
    shown = words(quarter()._replace(key_results=(first,)))
    all_of_them = ("Why it worked", "To repeat", "What went wrong", "To do differently")
    assert tuple(each for each in all_of_them if f"{each}:" in shown) == asked


def test_what_has_no_data_no_score_or_no_objective() -> None:
    first = quarter().key_results[0]
    silent = first._replace(value=None, met=False)
    bare = first._replace(id="Z1", band=None, final_score=None, objective_id="gone", met=None)
    undone = first._replace(baseline=None)
    shown = words(quarter()._replace(key_results=(silent, bare, undone), objectives=()))
    assert "No data: not met" in shown
    assert "Without a score 1" in shown
    assert "Without an objective" in shown
    assert "No company score" in shown
    assert "301 clients, target 360 clients" in shown


def test_an_empty_quarter() -> None:
    shown = words(quarter()._replace(key_results=()))
    assert "No key result went on record." in shown
    assert "No key results" in shown
    assert "Opportunities" not in shown


def test_nothing_noted_is_said() -> None:
    plain = tuple(each._replace(lesson=Lesson()) for each in quarter().key_results)
    assert "None was noted in the review." in words(quarter()._replace(key_results=plain))


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=list(PAYLOADS))
def test_what_people_type_stays_text(payload: str) -> None:
    def elements(text: str) -> list[tuple[str, tuple[str, ...]]]:
        plan = everywhere(text)._replace(closed=True)
        made = scorecard(closed_quarter(figures(plan, SMB, END), END))
        assert "http-equiv" in made
        tree = html5lib.parse(made, namespaceHTMLElements=False)
        found = [(str(each.tag), tuple(sorted(each.attrib))) for each in tree.iter()]
        # What is written like a quarter's name stays in one line.
        return [each for each in found if each != ("span", ("style",))]

    assert elements(payload) == elements(PLAIN)
