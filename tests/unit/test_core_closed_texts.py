"""Closed quarters as lines and as data."""

from typing import Any

from okrsheet.core.closed_export import COLUMNS, document, tables
from okrsheet.core.closed_lines import closed_lines, only_of, sides
from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.core.words import Band, Level
from tests.closed_books import quarter


def bare() -> ClosedQuarter:
    """A quarter in which nothing is filled in that can be left out."""
    made = quarter(organisation="", teams=("Sales", ""))
    first, second = made.objectives
    return made._replace(
        objectives=(first._replace(score=None), second._replace(level=Level.INDIVIDUAL)),
        key_results=tuple(each._replace(band=None) for each in made.key_results),
    )


def test_a_quarter_in_lines() -> None:
    assert list(closed_lines([bare()])) == [
        "(an organisation without a name)",
        "2027-Q1: 2027-01-01 to 2027-03-31, closed 2027-04-02",
        "     -  Sales  O0  Be first 0",
        "  0.70  -      O1  Be first 1",
        "  2 key results: no score 2",
    ]


def test_organisations_stand_apart() -> None:
    lines = list(closed_lines([quarter(), quarter("2027-Q2"), quarter(organisation="Bolt")]))
    assert [line for line in lines if not line.startswith((" ", "2027"))] == [
        "Acme",
        "",
        "",
        "Bolt",
    ]


def test_a_quarter_with_nothing_in_it() -> None:
    lines = list(closed_lines([quarter(teams=())]))
    assert lines[-1] == "  0 key results: none"


def test_bands_are_counted() -> None:
    made = quarter(teams=("", "Sales", "People"))
    bands = (Band.MISSED, Band.HIT, None)
    key_results = [kr._replace(band=band) for kr, band in zip(made.key_results, bands, strict=True)]
    lines = list(closed_lines([made._replace(key_results=tuple(key_results))]))
    assert lines[-1] == "  3 key results: Hit 1, Missed 1, no score 1"


def test_what_steers_a_terminal_is_not_shown() -> None:
    assert "\x1b" not in "".join(closed_lines([quarter(organisation="\x1b[31m", name="\x1b")]))


def test_only_what_is_a_teams() -> None:
    [own] = only_of([quarter(), quarter(teams=("",))], " SALES ")
    assert [each.id for each in own.objectives] == ["O1"]
    assert [each.id for each in own.key_results] == ["O1.1"]
    assert sides([quarter(), quarter(teams=("sales", "People"))]) == ("Company", "Sales", "People")


def test_every_row_has_the_columns_it_says() -> None:
    orphan = quarter()._replace(objectives=())
    for name, rows in tables([quarter(), orphan, bare()]).items():
        assert rows
        assert all(tuple(row) == COLUMNS[name] for row in rows)
    assert [row["team"] for row in tables([orphan])["key_results"]] == ["", ""]


def test_a_document_nests_check_ins() -> None:
    told = document([quarter()])
    quarters: Any = told["quarters"]
    [only] = quarters
    assert only["closed_on"] == "2027-04-02"
    assert len(only["key_results"][0]["check_ins"]) == 4


def test_scores_are_rounded_as_their_bands_are() -> None:
    """0.695 shows 0.70 and is a Hit; Python alone would show 0.69."""
    lines = list(closed_lines([quarter(teams=("Sales",), score=0.695)]))
    assert [line.split()[0] for line in lines if "Be first" in line] == ["0.70"]
