"""The Review sheet: no verdict before the quarter is over."""

from datetime import date
from html import unescape
from typing import Final

import pytest

from okrsheet.core.figures import figures
from okrsheet.core.model import CheckIn, KeyResult, Objective, Plan, ReviewLine
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import parse_quarter
from okrsheet.core.words import Level, Type
from okrsheet.workbook.sheets.review import TABLE
from okrsheet.workbook.view import View
from tests import books
from tests.books import Book

DURING: Final = date(2027, 2, 1)
LAST: Final = date(2027, 3, 31)
AFTER: Final = date(2027, 4, 1)
KR: Final = KeyResult("A1", "A", "Grow", Type.INCREASE, baseline=0.0, target=100.0)


def verdict(value: float, day: date, *, closed: bool = False, by_hand: float | None = None) -> str:
    plan = Plan(
        parse_quarter("2027-Q1"),
        objectives=(Objective("A", "Win", Level.COMPANY),),
        key_results=(KR,),
        check_ins=(CheckIn(date(2027, 1, 20), "A1", value),),
        reviews=(ReviewLine("A1", manual_score=by_hand, manual_reason="Agreed"),),
        closed=closed,
    )
    view = View(figures(plan, SMB, day))
    columns = {column.header: column.value for column in TABLE.columns}
    shown = (columns[header] for header in ("Final score", "Band", "Met"))
    return ", ".join(str(value(view, 0)) for value in shown if value is not None)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        pytest.param(100.0, ", Hit so far, Yes so far", id="reached"),
        pytest.param(60.0, ", Progress so far, Not yet", id="on the way"),
        pytest.param(10.0, ", Not yet, Not yet", id="far away"),
    ],
)
@pytest.mark.parametrize("day", [DURING, LAST], ids=["in the quarter", "on its last day"])
def test_until_the_quarter_is_over_nothing_is_missed(value: float, wanted: str, day: date) -> None:
    assert verdict(value, day) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(100.0, "1.0, Hit, Yes"), (60.0, "0.6, Progress, No"), (10.0, "0.1, Missed, No")],
)
@pytest.mark.parametrize(
    ("day", "closed"), [(AFTER, False), (LAST, True)], ids=["after its end", "closed"]
)
def test_then_the_verdict_stands(
    value: float,
    wanted: str,
    day: date,
    closed: bool,
) -> None:
    assert verdict(value, day, closed=closed) == wanted


def test_a_score_by_hand_is_final_at_any_time() -> None:
    assert verdict(10.0, DURING, by_hand=0.2) == "0.2, Missed, Not yet"


def test_cells_that_wait_for_an_answer_are_tinted() -> None:
    book = Book(books.example())
    rules = unescape(book.xml(book.sheets()["Review"]))
    columns = book.headers("Review")
    band, met = columns["Band"], columns["Met"]
    for header, asked in (
        ("Why it worked", f'${band}5="Hit"'),
        ("What to repeat", f'${band}5="Hit"'),
        ("What went wrong", f'${band}5="Missed"'),
        ("What to do differently", f'${band}5="Missed"'),
        ("Decision", f'${met}5="No"'),
    ):
        assert f'AND({asked},{columns[header]}5="")' in rules
