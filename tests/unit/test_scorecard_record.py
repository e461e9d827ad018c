"""A closed quarter on the Scorecard sheet: there and back, and what hands do to it."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Final

import pytest

from okrsheet.core.closed_quarter import ClosedQuarter, Lesson
from okrsheet.core.closing import closed_quarter
from okrsheet.core.figures import figures
from okrsheet.core.model import Plan
from okrsheet.core.policy import SMB
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.load import Loaded, read_plan
from okrsheet.workbook.on_demand import Filling, filled, grid_of, new_rows
from okrsheet.workbook.scorecard_lines import scorecard_lines
from okrsheet.workbook.sheets.scorecard import SCORECARD
from okrsheet.workbook.view import View
from tests import books
from tests.small_plan import small_plan

END: Final = date(2027, 3, 31)
SHEET: Final = SCORECARD.sheet


def closed_plan() -> Plan:
    return small_plan()._replace(closed=True)


@cache
def quarter() -> ClosedQuarter:
    return closed_quarter(figures(closed_plan(), SMB, END), END)


def with_scorecard(kept: ClosedQuarter, plan: Plan | None = None) -> bytes:
    """A closed workbook whose Scorecard holds this record."""
    data = books.workbook(plan or closed_plan(), as_of=END)
    book = parse_workbook(data, "q.xlsx")
    loaded = read_plan(book)
    assert loaded.plan is not None
    grid = grid_of(book, loaded, SCORECARD)
    view = View(figures(loaded.plan, SMB, END))
    rows = new_rows(grid, scorecard_lines(kept), view)
    return filled(data, "q.xlsx", (Filling(grid, rows, renewed=True),))


@cache
def closed_book() -> bytes:
    return with_scorecard(quarter())


def read(data: bytes) -> Loaded:
    return read_plan(parse_workbook(data, "q.xlsx"))


def record_of(data: bytes) -> ClosedQuarter | None:
    plan = read(data).plan
    assert plan is not None
    return plan.record


def on_scorecard(loaded: Loaded) -> list[tuple[str, str]]:
    return [(each.code, each.cell) for each in loaded.findings if each.sheet == SHEET]


def test_what_went_on_record_is_read_again() -> None:
    loaded = read(closed_book())
    assert loaded.plan is not None
    assert loaded.plan.record == quarter()
    assert on_scorecard(loaded) == []


def test_an_open_quarter_has_no_record() -> None:
    assert record_of(books.example()) is None


def test_the_lines_are_the_quarter_then_objectives_with_their_key_results() -> None:
    assert [line.id for line in scorecard_lines(quarter())] == [
        *("2027-Q1", "C1", "C1.1", "C1.2", "S1", "S1.1", "S1.2", "S1.3", "S1.4"),
        *("X1", "X1.1", "X1.2"),
    ]


def test_values_and_targets_are_shown_as_people_read_them() -> None:
    lines = {line.id: (line.final_value, line.target) for line in scorecard_lines(quarter())}
    assert lines["C1.1"] == (301.0, 360.0)
    assert lines["S1.3"] == (91.0, "85 to 95")
    assert lines["S1.4"] == ("No", "Yes")
    assert lines["X1.1"] == ("1 of 2", "2 of 2")


def test_a_record_that_knows_the_share_of_the_stages_alone_is_still_read() -> None:
    older = [each._replace(stages=None) for each in quarter().key_results]
    kept = quarter()._replace(key_results=tuple(older))
    line = next(each for each in scorecard_lines(kept) if each.id == "X1.1")
    assert (line.final_value, line.target, "stages" in line.record) == ("33%", "100%", False)
    data = with_scorecard(kept)
    assert record_of(data) == kept
    assert on_scorecard(read(data)) == []


def test_silence_is_called_no_data() -> None:
    plan = closed_plan()._replace(check_ins=())
    kept = closed_quarter(figures(plan, SMB, END), END)
    line = next(each for each in scorecard_lines(kept) if each.id == "C1.2")
    assert (line.final_value, line.score, line.band, line.met) == ("No data", 0.0, "Missed", "No")


def test_key_results_without_an_objective_come_last() -> None:
    lost = quarter().key_results[0]._replace(objective_id="gone")
    kept = quarter()._replace(key_results=(lost, *quarter().key_results[1:]))
    assert scorecard_lines(kept)[-1].id == "C1.1"
    again = record_of(with_scorecard(kept))
    assert again is not None
    assert set(again.key_results) == set(kept.key_results)


@pytest.mark.parametrize("length", [5_000, 32_767], ids=["long", "as long as a cell holds"])
def test_texts_too_long_for_a_record_are_cut(length: int) -> None:
    lesson = Lesson(*("\U0001f680" * (length // 2) for _ in range(6)))
    first = quarter().key_results[0]._replace(lesson=lesson, text="\U0001f680" * (length // 2))
    kept = quarter()._replace(key_results=(first, *quarter().key_results[1:]))
    read_again = record_of(with_scorecard(kept))
    assert read_again is not None
    assert read_again.key_results[0].lesson.risks.endswith("\u2026")
    assert read_again.key_results[0].reports == first.reports
    assert read_again.key_results[1:] == quarter().key_results[1:]


def test_letters_no_cell_can_hold_are_kept_all_the_same() -> None:
    first = quarter().key_results[0]._replace(reason="a\x01b \ud83d _x0041_ \uffff")
    kept = quarter()._replace(key_results=(first, *quarter().key_results[1:]))
    assert record_of(with_scorecard(kept)) == kept


# --- What hands do to it -----------------------------------------------------------------------


def put(header: str, row: int, content: str) -> Loaded:
    book = books.Book(closed_book())
    book.type_in(SHEET, header, row, content)
    return read(book.data)


@pytest.mark.parametrize(
    ("header", "content", "cell"),
    [
        ("ID", books.text("C9"), "A7"),
        ("Objective or key result", books.text("Something else"), "B7"),
        ("Owner", books.blank(), "C7"),
        ("Final value", books.number(302), "D7"),
        ("Final value", books.text("none"), "D7"),
        ("Target", books.boolean(value=True), "E7"),
        ("Unit", books.error(), "F7"),
        ("Score", books.number(1), "G7"),
        ("Band", books.text("Hit"), "H7"),
        ("Met", books.text("Yes"), "I7"),
        ("Decision", books.text("Drop"), "J7"),
    ],
)
def test_a_visible_cell_that_was_typed_over_is_found_and_the_record_counts(
    header: str, content: str, cell: str
) -> None:
    loaded = put(header, 2, content)
    assert on_scorecard(loaded) == [("OKR071", cell)]
    assert loaded.plan is not None
    assert loaded.plan.record == quarter()


def test_blanks_and_the_last_digits_make_no_difference() -> None:
    score = quarter().key_results[0].final_score
    assert score is not None
    assert on_scorecard(put("Score", 2, books.number(score + 1e-13))) == []
    assert on_scorecard(put("Owner", 2, books.text("  Ann  Lee "))) == []


@pytest.mark.parametrize(
    "content",
    [
        books.blank(),
        books.number(7),
        books.text("lost"),
        books.text("[]"),
        books.text("{}"),
        books.text('{"is":["key_result"]}'),
        books.text('{"is":"key_result"}'),
        books.text("[" * 30_000),
        books.text('{"is":"objective","id":1,"text":"a"}'),
        books.text('{"is":"objective","id":"C1","text":"a","score":2}'),
        books.text('{"is":"objective","id":"C1","text":"a","score":true}'),
        books.text('{"is":"objective","id":"C1","text":"a","score":NaN}'),
        books.text('{"is":"objective","id":"C1","text":"a","weight":-1}'),
        books.text('{"is":"objective","id":"C1","text":"a","weight":1' + "0" * 400 + "}"),
        books.text('{"is":"objective","id":"C1","text":"a","weight":1' + "0" * 5000 + "}"),
        books.text('{"is":"objective","id":"C1","text":"a","level":"Galaxy"}'),
        books.text('{"is":"objective","id":"C1","text":"a","number_one":1}'),
        books.text('{"is":"objective","id":"C1","text":"a","supports":"S1"}'),
        books.text('{"is":"key_result","id":"a","objective_id":"b","text":"c","carried":0.5}'),
        books.text('{"is":"key_result","id":"a","objective_id":"b","text":"c","lesson":[]}'),
        books.text('{"is":"key_result","id":"a","objective_id":"b","text":"c","reports":[[]]}'),
        books.text(
            '{"is":"key_result","id":"a","objective_id":"b","text":"c",'
            '"reports":[["2027-02-01",1,null],["2027-01-01",1,null]]}'
        ),
        *(
            books.text(
                f'{{"is":"key_result","id":"a","objective_id":"b","text":"c","stages":{odd}}}'
            )
            for odd in ("3", "[1]", "[1,2,3]", "[3,2]", "[-1,2]", "[0.5,2]", "[true,2]")
        ),
        books.text('{"is":"quarter","name":"2027-Q1"}'),
    ],
)
def test_an_odd_record_is_a_finding_and_nothing_is_taken(content: str) -> None:
    loaded = put("Record", 2, content)
    assert on_scorecard(loaded) == [("OKR070", "K7")]
    assert loaded.plan is not None
    assert loaded.plan.record is None


def twice(book: books.Book, row: int) -> None:
    there = book.cells(SHEET, book.rows(SHEET)[row])
    book.type_in(SHEET, "Record", row + 1, books.text(str(there["K"])))


def emptied(book: books.Book, row: int) -> None:
    for header in book.headers(SHEET):
        book.type_in(SHEET, header, row, books.blank())


@pytest.mark.parametrize(
    ("change", "row", "told"),
    [
        (twice, 0, "2 lines for the quarter itself, not 1"),
        (emptied, 0, "0 lines for the quarter itself, not 1"),
        (emptied, 1, "2 objectives, not 3"),
        (emptied, 2, "7 key results, not 8"),
    ],
)
def test_a_line_that_is_gone_or_twice_is_a_finding(
    change: Callable[[books.Book, int], None], row: int, told: str
) -> None:
    book = books.Book(closed_book())
    change(book, row)
    loaded = read(book.data)
    assert [each.message for each in loaded.findings if each.sheet == SHEET] == [
        f"The record of the quarter has {told}."
    ]
    assert loaded.plan is not None
    assert loaded.plan.record is None


def test_lines_may_be_sorted() -> None:
    book = books.Book(closed_book())
    first, last = book.rows(SHEET)[2], book.rows(SHEET)[3]
    above, below = book.cells(SHEET, first), book.cells(SHEET, last)
    for column in above:
        for row, cells in ((last, above), (first, below)):
            value = cells.get(column)
            shown = books.number(value) if isinstance(value, float) else books.text(str(value))
            book.put(SHEET, f"{column}{row}", books.blank() if value is None else shown)
    loaded = read(book.data)
    assert on_scorecard(loaded) == []
    assert loaded.plan is not None
    assert loaded.plan.record is not None
    assert set(loaded.plan.record.key_results) == set(quarter().key_results)


def test_a_record_in_an_open_workbook_is_a_finding_at_the_setting() -> None:
    book = books.Book(closed_book())
    place = book.setting("Quarter closed", books.text("No"))
    loaded = read(book.data)
    found = [each for each in loaded.findings if each.code == "OKR072"]
    assert [each.where for each in found] == [place]
    assert found[0].message == "2027-Q1 was closed on 2027-03-31."
