"""The Start sheet: what is done before a quarter opens, and what is not."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import pytest

from okrsheet.addin.registry import COMMANDS
from okrsheet.core.day_names import short_day
from okrsheet.core.figures import figures
from okrsheet.core.model import Person, Plan, Team
from okrsheet.core.owing import owing
from okrsheet.core.policy import SMB
from okrsheet.core.words import Carry
from okrsheet.report.reminders import reminders
from okrsheet.workbook.create import Request, empty_plan
from okrsheet.workbook.example import example_plan
from okrsheet.workbook.layout import SHEET_ORDER
from okrsheet.workbook.sheets import check_ins, start
from okrsheet.workbook.sheets.start_setup import STEPS
from okrsheet.workbook.view import View
from tests import books

BEFORE: Final = date(2026, 11, 22)
EXAMPLE: Final = example_plan(books.QUARTER)
DRAFT: Final = EXAMPLE._replace(published=None)
EMPTY: Final = empty_plan(Request(books.QUARTER))
PEOPLE: Final = EMPTY._replace(teams=(Team("Sales"),), people=(Person("Ann Lee"), Person("")))
READY: Final = tuple(kr for kr in EXAMPLE.key_results if kr.id in ("C1.1", "C1.2"))


def cells(plan: Plan, day: date = BEFORE) -> Mapping[str, object]:
    view = View(figures(plan, SMB, day))
    return {spot.address: spot.value(view) for spot in start.spots() if spot.value is not None}


def states(plan: Plan) -> str:
    shown = cells(plan)
    return "".join(str(shown[f"H{start.SETUP_AT + line}"])[0] for line in range(len(STEPS)))


@pytest.mark.parametrize(
    ("plan", "wanted"),
    [
        pytest.param(EMPTY, "OOOOOO", id="nothing"),
        pytest.param(PEOPLE, "DOOOOO", id="teams and people"),
        pytest.param(PEOPLE._replace(people=()), "OOOOOO", id="teams alone"),
        pytest.param(DRAFT._replace(key_results=()), "DDOOOO", id="objectives"),
        pytest.param(
            DRAFT._replace(key_results=DRAFT.key_results[:-3]), "DDOOOO", id="one without any"
        ),
        pytest.param(DRAFT, "DDDOOO", id="all written, not all ready"),
        pytest.param(
            DRAFT._replace(objectives=DRAFT.objectives[:1], key_results=READY),
            "DDDDDO",
            id="all ready",
        ),
        pytest.param(EXAMPLE, "DDDOOD", id="published"),
    ],
)
def test_a_step_is_done_when_nothing_of_it_is_left(plan: Plan, wanted: str) -> None:
    assert states(plan) == wanted


def test_each_step_says_what_is_there_so_far() -> None:
    shown = cells(DRAFT._replace(key_results=DRAFT.key_results[:-3]))
    assert [shown[f"G{start.SETUP_AT + line}"] for line in range(len(STEPS))] == [
        "Teams: 3, people: 18",
        "Written: 9",
        "Written: 25, objectives without: 1",
        "Answered: 23 of 25",
        "Ready: 20 of 25",
        "Draft",
    ]


@pytest.mark.parametrize(
    ("plan", "day", "wanted"),
    [
        pytest.param(EMPTY, BEFORE, "No key results yet.", id="empty"),
        pytest.param(EXAMPLE, BEFORE, "The quarter starts on 1 Jan 2027.", id="to come"),
        pytest.param(EXAMPLE, date(2027, 1, 1), "", id="running"),
    ],
)
def test_what_the_quarter_waits_for_stands_above_the_steps(
    plan: Plan, day: date, wanted: str
) -> None:
    assert cells(plan, day)[f"E{start.SETUP_AT - 1}"] == wanted


@pytest.mark.parametrize("month", range(1, 13))
def test_days_in_sentences_name_the_month(month: int) -> None:
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    assert short_day(date(2027, month, 9)) == f"9 {names[month - 1]} 2027"


def test_the_lines_of_the_week_are_prepared_and_who_prepares_them_is_said() -> None:
    texts = {spot.text for spot in start.spots() if spot.text}
    assert any("okrsheet refresh (or the button Refresh) prepares" in each for each in texts)
    purpose = check_ins.TABLE.purpose
    assert purpose.startswith("Fill in the lines that okrsheet refresh")
    assert "None there? Type below the last line" in purpose
    found = books.example_figures()
    first, *_ = reminders(found, owing(found, found.key_results), "okrs.xlsx")
    told = first.message.get_body(("plain",))
    assert told is not None
    words = " ".join(told.get_content().split())
    assert "`okrsheet refresh` has prepared a line for each, fill it in; else add one" in words


LISTS: Final = (
    ("Before the quarter, in this order", [step.sheet for step in STEPS]),
    ("Every week, in this order", ["Check-ins", "Meeting", "Key Results", "Log", "Milestones"]),
    ("At the end of the quarter, in this order", ["Review", "Scorecard", "Planning"]),
)


def list_under(title: str) -> Sequence[tuple[str, str, str]]:
    """The number, the sheet and the text of each step below a title."""
    found = {spot.address: spot for spot in start.spots()}
    (at,) = (int(spot.address[1:]) for spot in found.values() if spot.text == title)
    steps: list[tuple[str, str, str]] = []
    while (number := found.get(f"B{at + 1 + len(steps)}")) and number.look == "step":
        line = number.address[1:]
        sheet = found[f"C{line}"].link.split("'")[1]
        steps.append((number.text, sheet, found[f"D{line}"].text))
    return steps


@pytest.mark.parametrize(("title", "sheets"), LISTS, ids=["before", "week", "end"])
def test_the_steps_are_numbered_and_lead_to_their_sheets(title: str, sheets: list[str]) -> None:
    steps = list_under(title)
    assert [(number, sheet) for number, sheet, _ in steps] == [
        (str(number), sheet) for number, sheet in enumerate(sheets, 1)
    ]
    assert {sheet for _, sheet, _ in steps} <= {*SHEET_ORDER}


def test_the_end_of_the_quarter_names_the_words_the_buttons_and_the_commands() -> None:
    review, scorecard, planning = (text for _, _, text in list_under(LISTS[-1][0]))
    assert f"{', '.join(list(Carry)[:-1])} or {list(Carry)[-1]}." in review
    labels = {each.label for each in COMMANDS}
    for text, command, button in (
        (scorecard, "okrsheet close", "Close quarter"),
        (planning, "okrsheet new --from", "New quarter"),
    ):
        assert f"Run {command} (or the button {button})" in text
        assert button in labels
    assert "okrsheet planning fills in" in planning


def test_all_that_is_computed_stands_above_the_lists_that_may_grow() -> None:
    # So that `refresh` still knows it in a workbook made before a list grew.
    week = next(spot for spot in start.spots() if spot.text == "Every week, in this order")
    computed = [int(spot.address[1:]) for spot in start.spots() if spot.formula]
    assert max(computed) < int(week.address[1:])
