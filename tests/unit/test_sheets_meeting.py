"""The Meeting sheet: whose words and which week's priorities it shows."""

from datetime import date, timedelta
from typing import Final

import pytest

from okrsheet.core.figures import figures
from okrsheet.core.model import LogLine, Plan
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import parse_quarter
from okrsheet.workbook.sheets import meeting
from okrsheet.workbook.sheets.meeting_lists import PRIORITIES_AT, TALK_AT
from okrsheet.workbook.sheets.meeting_next_week import WRITE
from okrsheet.workbook.view import View
from tests import books
from tests.small_plan import small_plan

FRIDAY: Final = date(2027, 2, 26)


def shown(view: View) -> dict[str, object]:
    return {
        spot.address: spot.text if spot.value is None else spot.value(view)
        for spot in meeting.spots()
    }


def priority(day: date, what: str, *, done: bool | None = None) -> LogLine:
    return LogLine(day, "Priority", "KR1", what, who="Ann", done=done)


def of_log(*lines: LogLine, day: date = FRIDAY) -> dict[str, object]:
    return shown(View(figures(Plan(parse_quarter("2027-Q1"), log=lines), SMB, day)))


@pytest.mark.parametrize(
    ("days", "last", "coming"),
    [
        pytest.param((-7, 0), "first", "second", id="a week each"),
        pytest.param((-4, -1), "None were written down.", "first", id="both of this week"),
        pytest.param((-21, -14), "second", WRITE, id="two weeks ago"),
        pytest.param((-5, 1), "first", WRITE, id="one of tomorrow"),
    ],
)
def test_priorities_belong_to_the_week_of_their_date(
    days: tuple[int, int], last: str, coming: str
) -> None:
    first, second = (FRIDAY + timedelta(each) for each in days)
    cells = of_log(priority(first, "first"), priority(second, "second"))
    assert (cells[f"C{PRIORITIES_AT}"], cells[f"I{PRIORITIES_AT}"]) == (last, coming)


def test_priorities_are_done_or_open_and_other_lines_are_none() -> None:
    week_ago = FRIDAY - timedelta(7)
    cells = of_log(
        priority(week_ago, "a", done=True),
        LogLine(week_ago, "Risk", "", "no priority"),
        priority(week_ago, "b", done=False),
        priority(week_ago, "c"),
    )
    rows = range(PRIORITIES_AT, PRIORITIES_AT + 3)
    assert [(cells[f"B{row}"], cells[f"C{row}"]) for row in rows] == [
        ("Done", "a"),
        ("Open", "b"),
        ("Open", "c"),
    ]


def test_the_example_shows_trouble_with_the_words_of_its_owner() -> None:
    cells = shown(View(books.example_figures()))
    line = [cells[f"{column}{TALK_AT}"] for column in "BDEFGHIJKL"]
    assert line == [
        "C2.3",
        "Tomasz Wieczorek",
        56.4,
        44.0,
        "Red",
        "Leadership: decide; Red 5 weeks",
        "Nobody owns the step between sign-off and invoice",
        "Leadership has to say who does",
        "",
        "",
    ]
    plan = cells[f"K{TALK_AT + 1}"]
    assert str(plan).endswith("(Amara Okonjo)")
    assert cells["K2"] == "9 of 14"
    assert cells["I6"] == 15


def test_changes_stand_with_old_and_new_value_the_latest_first() -> None:
    cells = shown(View(books.example_figures()))
    why = "The first three dates drew more people than planned."
    assert (cells["J6"], cells["K6"], cells["J7"]) == ("M1.1: 360 to 420", why, "")
    assert of_log()["J6"] == "No change was written down."


def quarter_on(day: date, *, planned: bool) -> dict[str, object]:
    plan = small_plan() if planned else Plan(parse_quarter("2027-Q1"))
    stages = tuple(stage._replace(done=None) for stage in plan.stages)
    plan = plan._replace(check_ins=(), log=(), stages=stages)
    return shown(View(figures(plan, SMB, day)))


@pytest.mark.parametrize(
    ("day", "planned", "owing", "talk"),
    [
        pytest.param(
            date(2026, 12, 1), False, "No key results yet.", "No key results yet.", id="empty"
        ),
        pytest.param(
            date(2026, 12, 31),
            True,
            "The quarter starts on 1 Jan 2027.",
            "The quarter starts on 1 Jan 2027.",
            id="the day before",
        ),
        pytest.param(
            date(2027, 1, 1),
            True,
            "Nobody owes an update.",
            "Nothing was reported yet.",
            id="the first day",
        ),
    ],
)
def test_nothing_to_talk_about_is_said_as_it_is(
    day: date,
    planned: bool,
    owing: str,
    talk: str,
) -> None:
    cells = quarter_on(day, planned=planned)
    assert (cells["C6"], cells[f"C{TALK_AT}"]) == (owing, talk)


def test_the_week_before_the_first_one_says_when_that_is() -> None:
    assert quarter_on(date(2026, 12, 1), planned=True)["K2"] == "starts 1 Jan 2027"
