"""Insights as lines, as data and as tables."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.core.export import json_text
from okrsheet.core.insights import NAMES, insights
from okrsheet.core.insights_export import COLUMNS, document, lines, rows
from okrsheet.core.insights_lines import TITLES
from okrsheet.core.insights_lines import lines as text_lines
from okrsheet.core.quarter import following, parse_quarter
from okrsheet.core.words import Level
from okrsheet.report.insights_frames import InsightFrames, insight_frames
from tests.closed import key_result, objective, quarter
from tests.histories import invented
from tests.payloads import PAYLOADS

DOCS = Path(__file__).parents[2] / "docs" / "json.md"


def shown(quarters: object, width: int = 100) -> str:
    return "\n".join(text_lines(insights(quarters), width))  # type: ignore[arg-type]  # any quarters


def many(quarters: int, teams: int = 1) -> list[ClosedQuarter]:
    """That many quarters in a row, each with that many teams."""
    name, found = parse_quarter("2020-Q1"), []
    for number in range(quarters):
        homes = [
            objective(f"O{team}", f"Team {team:03}", score=(team + number) % 10 / 10)
            for team in range(teams)
        ]
        own = [
            key_result((team + number) % 10 / 10, f"Result {team}", objective_id=f"O{team}")
            for team in range(teams)
        ]
        found.append(quarter(name.name, own, homes))
        name = following(name)
    return found


def test_every_insight_has_its_heading_sentence_and_basis() -> None:
    found, text = insights(invented()), shown(invented(), 400)
    for name, told in found.told:
        advice = f"  To do: {told.advice}\n" if told.advice else ""
        assert f"\n{TITLES[name].upper()}\n  {told.sentence}\n{advice}  ({told.basis})\n" in text
    assert text.startswith(
        "Marrowby Instruments: what 6 closed quarters teach (2026-Q1 to 2027-Q2)\n"
    )


@pytest.mark.parametrize(
    ("quarters", "head"),
    [
        pytest.param([], "OKRs: no closed quarter yet", id="none"),
        pytest.param(
            [quarter("2026-Q1")], "Acme: what 1 closed quarter teaches (2026-Q1)", id="one"
        ),
    ],
)
def test_the_head_says_how_many(quarters: list[ClosedQuarter], head: str) -> None:
    assert shown(quarters).split("\n")[0] == head


def test_the_head_names_the_team() -> None:
    told = next(text_lines(insights(invented(), team="sales"), 200))
    assert told.startswith("Marrowby Instruments, Sales: ")


def test_figures_stand_below_their_quarters() -> None:
    text = shown(invented()).split("\n")
    head = next(line for line in text if "2026-Q1" in line and "change" in line)
    line = next(line for line in text if line.startswith("  Company  "))
    assert [head.index(name) + len(name) for name in head.split()] == [
        found.end() for found in re.finditer(r"[+\d.]+", line)
    ]


def test_wide_tables_keep_their_last_columns() -> None:
    text = shown(invented(), 60)
    assert "2026-Q1  " not in text.split("HOW TARGETS")[0]
    assert "2027-Q2   change" in text


def test_of_forty_quarters_the_last_are_shown_and_it_says_so() -> None:
    text = shown(many(40), 1_000_000)
    assert "The last 12 of 40 quarters." in text
    assert "2029-Q4" in text.split("SCORES")[1]
    table = text.split("Company and teams:\n")[1].split("\n")[0]
    assert len(table.split()) == 13
    assert "The last 20 of 40 quarters." in text.split("WHAT THE REVIEWS")[1]


def test_of_two_hundred_teams_some_are_shown_and_it_says_so() -> None:
    text = shown(many(3, 200))
    assert "And 180 more: see --json, or --team for one team." in text
    assert len(text.split("\n")) < 260


def test_what_is_left_out_is_said() -> None:
    person = objective("P", "", level=Level.INDIVIDUAL)
    text = shown([quarter("2026-Q1", [], [objective(), person])])
    told = "left out: no figure here is a person's."
    assert text.endswith(f"1 objective of a single person {told}")
    two = shown([quarter("2026-Q1", [], [objective(), person, person._replace(id="Q")])])
    assert two.endswith(f"2 objectives of single people {told}")


@pytest.mark.parametrize("payload", [pytest.param(p, id=name) for name, p in PAYLOADS.items()])
def test_nothing_typed_steers_a_terminal(payload: str) -> None:
    def text(typed: str) -> str:
        def one(name: str) -> ClosedQuarter:
            return quarter(
                name,
                [key_result(0.4, f"Text{typed}", carried=2, gaps=("A1",))],
                [objective("O1", f"Team{typed}", text=f"Aim{typed}", score=0.4)],
                f"Acme{typed}",
            )

        return shown([one("2026-Q1"), one("2026-Q2")])

    found = text(payload)
    assert all(line.isprintable() or "\ufffd" in line for line in found.split("\n"))
    assert max(map(len, found.split("\n"))) <= max(100, len(payload) + 20)


# --- data


def test_every_name_of_the_json_is_documented() -> None:
    text = DOCS.read_text(encoding="utf-8").split("# What `okrsheet insights --json` says")[1]
    made = document(insights(invented()))

    def names(part: object) -> set[str]:
        if isinstance(part, dict):
            return set(part).union(*map(names, part.values()))
        return set().union(*map(names, part)) if isinstance(part, list) else set()

    assert {name for name in names(made) if f"`{name}`" not in text} == set()


def test_the_json_is_the_same_every_time_and_can_be_read() -> None:
    made = json_text(document(insights(invented())))
    assert made == json_text(document(insights(reversed(invented()))))
    assert json.loads(made)["quarters"][0] == {
        "name": "2026-Q1",
        "start": "2026-01-01",
        "end": "2026-03-31",
    }


@pytest.mark.parametrize("name", NAMES)
def test_rows_have_the_columns_that_are_named(name: str) -> None:
    found = insights(invented())
    made = list(rows(found, name))
    assert made
    assert {tuple(row) for row in made} == {COLUMNS[name]}


def test_a_line_without_quarters_of_its_own_is_no_row() -> None:
    assert list(rows(insights([]), "scores")) == []
    assert lines(insights([]), "scores") == []


# --- tables


def test_there_is_a_table_for_each_insight() -> None:
    found = insight_frames(insights(invented()))
    assert found._fields == ("told", "quarters", *NAMES) == InsightFrames._fields
    assert list(found.told["insight"]) == list(NAMES)
    assert found.quarters["start"].dtype.kind == "M"
    sales = found.scores[(found.scores["team"] == "Sales") & (found.scores["objective"] == "")]
    assert list(sales["quarter"]) == list(found.quarters["name"])
    assert sales["score"].iloc[-1] == pytest.approx(0.98, abs=0.02)
    counted = dict(zip(found.told["insight"], found.told["n"], strict=True))
    assert found.forecasts["n"].sum() == 2 * counted["forecasts"]


def test_empty_tables_have_the_columns_of_full_ones() -> None:
    full, empty = insight_frames(insights(invented())), insight_frames(insights([]))
    for one, other in zip(full, empty, strict=True):
        assert list(one.columns) == list(other.columns)
        assert isinstance(other, pd.DataFrame)
    assert (len(empty.told), len(empty.scores)) == (len(NAMES), 0)


def test_forty_quarters_of_two_hundred_teams_take_moments() -> None:
    found = insights(many(40, 200))
    assert len(found.past.key_results) == 8000
    span = found.past.periods[-1].end - found.past.periods[0].start
    assert span > timedelta(3600)
