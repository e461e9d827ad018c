"""What a workbook hands on to the next quarter, and when it is refused."""

from datetime import date

import pytest

from okrsheet.core.closing import closed_quarter
from okrsheet.core.figures import figures
from okrsheet.core.model import KeyResult, Plan, Quarter, ReviewLine
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import following, parse_quarter
from okrsheet.core.words import Carry, Type
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.carry_refusals import NotCarried
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.next_quarter import Wish, carry_from
from okrsheet.workbook.on_demand import Filling, filled, grid_of, new_rows
from okrsheet.workbook.scorecard_lines import scorecard_lines
from okrsheet.workbook.sheets.scorecard import SCORECARD
from okrsheet.workbook.tables import VERSION, VERSION_NAME
from okrsheet.workbook.view import View
from tests import books
from tests.books import Book
from tests.small_plan import AS_OF, small_plan
from tests.unit import plain_book
from tests.unit.tiny_book import tiny_book

NEXT = Wish(following)
TODAY = date(2027, 4, 5)
DECIDED = {
    "C1.1": "Continue",
    "C1.2": "revise",
    "S1.1": "Continue",
    "S1.2": "Revise",
    "S1.3": "Drop",
    "S1.4": "Done",
    "X1.1": "Continue",
    "X1.2": "Done",
}


def decided(**other: str) -> Plan:
    words = DECIDED | {name.replace("_", "."): word for name, word in other.items()}
    reviews = tuple(ReviewLine(name, decision=word) for name, word in words.items())
    return small_plan()._replace(closed=True, reviews=reviews)


def book(plan: Plan) -> bytes:
    return books.workbook(plan, as_of=AS_OF)


def refusal(data: bytes, wish: Wish = NEXT) -> OkrsheetFileError:
    with pytest.raises(NotCarried) as refused:
        carry_from(data, "old.xlsx", wish, TODAY)
    return refused.value


def test_what_was_decided_goes_on_from_its_last_value() -> None:
    made = carry_from(book(decided()), "old.xlsx", NEXT, TODAY).carried
    assert made.plan.quarter == Quarter("2027-Q2", date(2027, 4, 1), date(2027, 6, 30))
    went = {line.id: (line.baseline, line.keeps_target, line.times) for line in made.lines}
    assert went == {
        "C1.1": (301.0, True, 2),
        "C1.2": (0.4, False, 1),
        "S1.1": (0.0, True, 1),
        "S1.2": (88.0, False, 1),
        "S1.3": (None, False, 0),
        "S1.4": (None, False, 0),
        "X1.1": (None, True, 1),
        "X1.2": (None, False, 0),
    }


def test_nothing_is_dropped_because_nobody_decided() -> None:
    error = refusal(book(decided(C1_2="", S1_3="perhaps")))
    assert error.code == "OKR863"
    assert "C1.2 (Review!P6) and S1.3 (Review!P9)." in str(error)
    assert "C1.1" not in str(error)


def test_a_key_result_without_a_line_on_review_is_named_where_it_stands() -> None:
    plan = decided()
    error = refusal(book(plan._replace(reviews=plan.reviews[1:])))
    assert "C1.1 (Key Results!A5)." in str(error)


def test_a_line_without_an_id_or_under_the_id_of_another_is_named_too() -> None:
    plan = decided()
    odd = KeyResult("", "C1", "Nameless", baseline=1.0, target=2.0)
    data = book(plan._replace(key_results=(*plan.key_results, odd, odd._replace(id="c1.1"))))
    assert "one without an ID (Key Results!A13) and c1.1 (Key Results!A14)." in str(refusal(data))


def test_undecided_ones_are_left_out_where_somebody_says_so() -> None:
    data = book(decided(C1_2=""))
    made = carry_from(data, "old.xlsx", NEXT._replace(undecided=Carry.DROP), TODAY).carried
    line = next(each for each in made.lines if each.id == "C1.2")
    assert (line.carried, line.why) == (False, "Nothing is decided.")


def test_undecided_ones_go_on_where_somebody_says_so() -> None:
    plan = decided(C1_2="")
    data = book(plan._replace(reviews=plan.reviews[1:]))
    made = carry_from(data, "old.xlsx", NEXT._replace(undecided=Carry.CONTINUE), TODAY).carried
    whys = {line.id: (line.carried, line.why) for line in made.lines}
    assert whys["C1.1"] == (True, "Nothing is decided: it goes on. Its target stays.")
    assert whys["C1.2"] == (True, "Nothing is decided: it goes on. Its target stays.")
    assert whys["S1.1"] == (True, "Decided: Continue. Its target stays.")
    assert whys["S1.3"] == (False, "Decided: Drop.")


def test_a_second_line_with_its_id_does_not_undo_what_was_decided() -> None:
    plan = decided()
    dropped = next(kr for kr in plan.key_results if kr.id == "S1.3")
    data = book(plan._replace(key_results=(*plan.key_results, dropped._replace(id="s1.3"))))
    made = carry_from(data, "old.xlsx", NEXT._replace(undecided=Carry.CONTINUE), TODAY).carried
    whys = [(line.id, line.why) for line in made.lines if line.id.lower() == "s1.3"]
    assert whys == [("S1.3", "Decided: Drop."), ("s1.3", "Another line has its ID.")]
    assert "S1.3" not in {kr.id for kr in made.plan.key_results}


def test_stages_that_go_on_undecided_are_not_called_decided() -> None:
    plan = decided()
    stages = [kr.id for kr in plan.key_results if kr.type is Type.MILESTONES]
    reviews = tuple(line for line in plan.reviews if line.key_result_id not in stages)
    wish = NEXT._replace(undecided=Carry.CONTINUE)
    made = carry_from(book(plan._replace(reviews=reviews)), "old.xlsx", wish, TODAY).carried
    whys = [line.why for line in made.lines if line.id in stages]
    assert whys == ["Nothing is decided: it goes on, with the stages that are left."]


def test_an_open_quarter_waits_for_its_end() -> None:
    data = book(decided()._replace(closed=False))
    assert refusal(data).code == "OKR862"
    made = carry_from(data, "old.xlsx", NEXT._replace(not_closed=True), TODAY)
    assert len(made.carried.plan.key_results) == 5
    assert made.found.as_of == AS_OF


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(tiny_book('<row r="1"><c r="A1"><v>1</v></c></row>'), id="no tables at all"),
        pytest.param(plain_book.book(plain_book.tabs()), id="tables like ours"),
    ],
)
def test_a_foreign_workbook_is_refused(data: bytes) -> None:
    error = refusal(data)
    assert error.code == "OKR860"
    assert "okrsheet import" in error.way_out


def test_a_workbook_that_lost_its_dates_is_refused() -> None:
    made = Book(book(decided()))
    made.setting("First day", books.blank())
    error = refusal(made.data)
    assert error.code == "OKR861"
    assert "First day and Last day make no quarter" in str(error)


def test_a_workbook_that_lost_a_column_is_refused() -> None:
    """Read on, all decisions would be gone and everything dropped."""
    made = Book(book(decided()))
    changed = 0
    for name, part in made.parts.items():
        if b'name="tblReview"' in part or name == made.sheets()["Review"]:
            made.parts[name] = part.replace(b"Decision", b"Verdict")
            changed += made.parts[name] != part
    assert changed == 2
    error = refusal(made.data)
    assert error.code == "OKR861"
    assert "Decision" in str(error)


def test_a_workbook_of_another_version_is_carried_as_far_as_it_is_understood() -> None:
    made = Book(book(decided()))
    old = f'name="{VERSION_NAME}" hidden="1">"{VERSION}"'.encode()
    assert old in made.parts["xl/workbook.xml"]
    new = old.replace(f'"{VERSION}"'.encode(), b'"0"')
    made.parts["xl/workbook.xml"] = made.parts["xl/workbook.xml"].replace(old, new)
    found = carry_from(made.data, "old.xlsx", NEXT, TODAY)
    assert [each.code for each in found.loaded.findings] == ["OKR005"]
    assert found.carried == carry_from(book(decided()), "old.xlsx", NEXT, TODAY).carried


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("2027-Q1", "and 2027-Q1 is no later one", id="the same one"),
        pytest.param("2026-Q4", "2026-Q4 would start on 2026-10-01", id="the one before"),
    ],
)
def test_a_quarter_that_does_not_follow_is_refused(name: str, told: str) -> None:
    wish = Wish(lambda _: parse_quarter(name))
    error = refusal(book(decided()), wish)
    assert error.code == "OKR864"
    assert f"2027-Q1 ends on 2027-03-31, {told}" in str(error)


def test_an_earlier_name_is_told_without_a_day_that_is_not_its() -> None:
    wish = Wish(lambda ends: ends._replace(name="2026-Q2"))
    error = str(refusal(book(decided()), wish))
    assert "2027-Q1 ends on 2027-03-31, and 2026-Q2 is no later one" in error


def test_a_quarter_nobody_can_name_the_next_of_is_refused() -> None:
    def unknown(quarter: Quarter) -> Quarter:
        raise LookupError(quarter.name)

    error = refusal(book(decided()), Wish(unknown))
    assert error.code == "OKR864"
    assert "--start" in error.way_out


def test_past_scores_make_the_suggestion_harder() -> None:
    """Those of the quarter that ends, unless a longer history is given."""
    plan = decided(C1_1="Revise")
    values = (280.0, 284.0, 288.0, 292.0)
    more = tuple(
        plan.check_ins[0]._replace(day=date(2027, 1, 4 + 7 * week), value=value)
        for week, value in enumerate(values)
    )
    data = book(plan._replace(check_ins=more))
    wish = NEXT._replace(past=lambda _whose, _day: {"": (0.99, 0.97, 0.96), "sales": (0.1,)})
    with_history = carry_from(data, "old.xlsx", wish, TODAY).carried
    without = carry_from(data, "old.xlsx", NEXT, TODAY).carried
    hard, usual = (each.lines[0].next_target.suggestion for each in (with_history, without))
    assert hard is not None
    assert usual is not None
    assert (hard.beyond, usual.beyond) == (0.30, 0.20)


def test_a_quarter_on_record_does_not_go_on_with_the_calendar() -> None:
    plan = decided()
    late = plan.check_ins[0]._replace(day=date(2027, 4, 2), value=555.0)
    made = Book(book(plan._replace(check_ins=(*plan.check_ins, late))))
    made.setting("As of", books.blank())
    assert carry_from(made.data, "old.xlsx", NEXT, TODAY).carried.lines[0].baseline == 555
    found = carry_from(on_record(made.data), "old.xlsx", NEXT, TODAY)
    assert found.found.as_of == AS_OF
    assert found.carried.lines[0].baseline == 301


def on_record(data: bytes) -> bytes:
    """The workbook with the Scorecard of a quarter closed on `AS_OF`."""
    read = parse_workbook(data, "q.xlsx")
    loaded = read_plan(read)
    assert loaded.plan is not None
    found = figures(loaded.plan, SMB, AS_OF)
    lines = scorecard_lines(closed_quarter(found, AS_OF))
    rows = new_rows(grid_of(read, loaded, SCORECARD), lines, View(found))
    filling = Filling(grid_of(read, loaded, SCORECARD), rows, renewed=True)
    return filled(data, "q.xlsx", (filling,))


def test_the_old_workbook_is_only_read() -> None:
    data = book(decided())
    kept = bytes(data)
    carry_from(data, "old.xlsx", NEXT, TODAY)
    assert data == kept
