"""The sheets of a reset as tables: read back as written, computed as core says."""

from datetime import date
from typing import Any, Final

import pytest

from okrsheet.core.model import Interview, Objective, ResetLine
from okrsheet.core.words import Level, Match
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.load import Loaded, read_plan
from okrsheet.workbook.sheets import reset_values as shows
from tests import books
from tests.books import Book
from tests.small_plan import AS_OF, small_plan

LINES: Final = (
    ResetLine(1.0, date(2027, 2, 1), date(2027, 2, 7), "Do it", "S1.2", "Ann Lee", True, "Please"),
    ResetLine(4.0, date(2027, 2, 22), date(2027, 3, 8), "Close it", done=False, mark="0badf00d"),
)
TALKS: Final = (
    Interview("Di Fox", "Plants,\nand rest", Match.YES),
    Interview("Ed Gunn", "Growth", Match.NO),
    Interview("", "", Match.PARTLY),
    Interview("Fay Hill", "Sleep"),
)


def made(**given: Any) -> Book:
    return Book(books.workbook(small_plan()._replace(**given), as_of=AS_OF))


def read(book: Book) -> Loaded:
    return read_plan(parse_workbook(book.data, "book.xlsx"))


def test_what_is_written_is_read_back() -> None:
    found = read(made(reset=LINES, interviews=TALKS))
    assert found.plan is not None
    assert found.plan.reset[: len(LINES)] == LINES
    assert found.plan.interviews[: len(TALKS)] == TALKS
    assert not [each for each in found.findings if each.sheet in ("Reset", "Interviews")]


def column(book: Book, sheet: str, header: str) -> list[object]:
    letters = book.headers(sheet)[header]
    return [book.cells(sheet, row).get(letters) or "" for row in book.rows(sheet)]


def test_a_task_shows_its_key_result() -> None:
    assert column(made(reset=LINES), "Reset", "Key result")[:2] == ["Keep 90", ""]


def test_each_line_shows_the_next_company_objective() -> None:
    plan = small_plan()
    late = Objective("C2", "Rest more", Level.COMPANY)
    blank = Objective("C3", "", Level.COMPANY)
    book = made(objectives=(*plan.objectives, blank, late), interviews=TALKS)
    shown = column(book, "Interviews", "Our objectives")
    assert shown[:3] == ["Be the first call", "Rest more", ""]
    assert column(book, "Interviews", "Taken together")[2].startswith("Company objectives: 2.")  # type: ignore[attr-defined]  # a text


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        pytest.param((), (shows.NOTHING_YET, ""), id="none"),
        pytest.param(
            (Match.YES, Match.NO),
            ("The same: 1 of 2, partly: 0, not: 1.", shows.TOO_FEW),
            id="too few",
        ),
        pytest.param(
            (Match.YES,) * 3, ("The same: 3 of 3, partly: 0, not: 0.", shows.AGREED), id="all"
        ),
        pytest.param(
            (Match.YES, Match.YES, Match.PARTLY, Match.NO),
            ("The same: 2 of 4, partly: 1, not: 1.", shows.MOSTLY),
            id="half",
        ),
        pytest.param(
            (Match.YES, Match.PARTLY, Match.PARTLY),
            ("The same: 1 of 3, partly: 2, not: 0.", shows.APART),
            id="fewer than half",
        ),
    ],
)
def test_the_answers_taken_together(answers: tuple[Match, ...], told: tuple[str, str]) -> None:
    talks = tuple(Interview(same=each) for each in answers)
    assert column(made(interviews=talks), "Interviews", "Taken together")[:2] == list(told)


def test_without_company_objectives_it_says_so() -> None:
    plan = small_plan()
    book = made(objectives=plan.objectives[1:], interviews=TALKS)
    assert column(book, "Interviews", "Taken together")[2] == shows.NO_OBJECTIVE
    assert set(column(book, "Interviews", "Our objectives")) == {""}
