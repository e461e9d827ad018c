"""The next check-ins: which lines a refresh prepares, what becomes of them, who fills them."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from okrsheet.core.checks import check
from okrsheet.core.due import open_in_week
from okrsheet.core.figures import figures
from okrsheet.core.model import CheckIn, Plan
from okrsheet.core.policy import SMB, Policy
from okrsheet.core.words import Cadence
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.checking_in import checked_in
from okrsheet.workbook.given import Given
from okrsheet.workbook.load import Loaded, read_plan
from okrsheet.workbook.rewrite import Refreshed, examined, refreshed
from okrsheet.workbook.taking import Terms
from tests import books
from tests.books import Book
from tests.engines.package_lint import lint
from tests.small_plan import AS_OF, small_plan

MONDAY = date(2027, 3, 1)
"""The Monday after the last check-ins of the small plan."""
IDS = ["C1.1", "C1.2", "S1.1", "S1.2", "S1.3", "S1.4", "X1.1", "X1.2"]


def plan(**given: object) -> Plan:
    return small_plan()._replace(published=date(2027, 1, 4), **given)  # type: ignore[arg-type]


def book(made: Plan | None = None, *, spare: int = 0, policy: Policy = SMB) -> bytes:
    return books.workbook(made or plan(), policy, as_of=MONDAY, spare={"tblCheckIns": spare})


def on(data: bytes, day: date) -> bytes:
    made = Book(data)
    made.setting("As of", books.day(day))
    return made.data


def offer(data: bytes, day: date = MONDAY) -> Refreshed:
    return refreshed(on(data, day), "book.xlsx", day, offering=True)


def read(data: bytes) -> Loaded:
    return read_plan(parse_workbook(data, "book.xlsx"))


def lines(data: bytes) -> Sequence[CheckIn]:
    found = read(data).plan
    assert found is not None
    return found.check_ins


def told(data: bytes) -> list[tuple[str, str]]:
    """What `check` has to say, without how far down the lines stand."""
    loaded = read(data)
    assert loaded.plan is not None
    found = figures(loaded.plan, loaded.policy, loaded.as_of or MONDAY)
    return [(each.code, each.message) for each in loaded.all_findings(check(found))]


def test_every_key_result_that_is_due_gets_a_line() -> None:
    made = offer(book())
    new = lines(made.data)[len(plan().check_ins) :]
    assert [(line.day, line.key_result_id) for line in new] == [(MONDAY, name) for name in IDS]
    assert [line._replace(mark="") for line in new] == [CheckIn(MONDAY, name) for name in IDS]
    assert made.offered == tuple(new)
    assert made.findings == ()
    assert lint(made.data) == []


def test_a_line_shows_which_key_result_it_is_about_and_nothing_else() -> None:
    made = Book(offer(book()).data)
    last = made.rows("Check-ins")[-8]
    shown = made.cells("Check-ins", last)
    columns = made.headers("Check-ins")
    assert shown[columns["Key result"]] == "Raise clients from 280 to 360"
    assert shown[columns["Unit"]] == "clients"
    assert shown[columns["RAG"]] in (None, "")
    assert shown[columns["KR row"]] in (None, "")


@pytest.mark.parametrize("spare", [1, 3, 8, 12])
def test_empty_lines_are_filled_before_the_table_grows(spare: int) -> None:
    before = book(spare=spare)
    made = offer(before)
    had, has = Book(before).rows("Check-ins"), Book(made.data).rows("Check-ins")
    assert len(has) == len(had) + max(0, 8 - spare)
    assert [line.key_result_id for line in lines(made.data)[-8:]] == IDS


def test_it_is_never_done_twice() -> None:
    once = offer(book())
    again = offer(once.data)
    assert (again.offered, again.cleared, again.data) == ((), 0, once.data)
    later = offer(once.data, MONDAY + timedelta(days=4))
    assert lines(later.data) == lines(once.data)


def test_a_line_that_waits_is_no_check_in_and_no_finding() -> None:
    before = book()
    made = offer(before).data
    was, now = read(before), read(made)
    assert was.plan is not None
    assert now.plan is not None
    old, new = (figures(each, SMB, MONDAY) for each in (was.plan, now.plan))
    assert old.key_results == new.key_results
    assert old.objectives == new.objectives
    assert told(before) == told(made)
    late = MONDAY + timedelta(days=14)
    assert told(on(before, late)) == told(on(made, late))
    assert [each.owes for each in figures(now.plan, SMB, late).key_results] == [True] * 8
    assert examined(made, "b", MONDAY, "") == examined(before, "b", MONDAY, "")


def test_lines_nobody_filled_move_to_the_next_week() -> None:
    once = offer(book()).data
    friday = MONDAY + timedelta(days=11)
    made = offer(once, friday)
    assert len(lines(made.data)) == len(lines(once))
    assert [line.day for line in lines(made.data)[-8:]] == [friday] * 8
    assert len(made.offered) == 8


def test_lines_that_are_not_needed_any_more_are_used_for_others_or_cleared() -> None:
    once = Book(offer(book()).data)
    reported = CheckIn(MONDAY + timedelta(days=7), "C1.1", 330.0)
    once.type_in("Check-ins", "Date", 16, books.day(reported.day))
    once.type_in("Check-ins", "Value", 16, books.number(330))
    for place in (17, 18):  # two that somebody has touched
        once.type_in("Check-ins", "By", place, books.text("Bo Ek"))
    made = offer(once.data, reported.day)
    held = lines(made.data)[16:]
    assert [(e.key_result_id, e.day) for e in held[:3]] == [
        ("C1.1", reported.day),
        ("C1.2", MONDAY),
        ("S1.1", MONDAY),
    ]
    assert [e.key_result_id for e in held[3:]] == ["C1.2", "S1.1", *IDS[3:]]
    assert {e.day for e in held[3:]} == {reported.day}


def test_of_a_quarter_that_is_over_the_lines_are_taken_out() -> None:
    once = offer(book()).data
    made = offer(once, date(2027, 4, 2))
    assert (made.offered, made.cleared) == ((), 8)
    assert lines(made.data) == plan().check_ins
    assert offer(made.data, date(2027, 4, 2)).cleared == 0


@pytest.mark.parametrize(
    ("header", "content"),
    [
        pytest.param("Value", books.text("soon"), id="a value that is none"),
        pytest.param("Confidence", books.text("high"), id="a confidence that is none"),
        pytest.param("Owner RAG", books.text("Amber"), id="a colour that is none"),
        pytest.param("Next step", books.text("Call"), id="a note"),
        pytest.param("By", books.text("Bo Ek"), id="a name"),
        pytest.param("Date", books.day(MONDAY + timedelta(days=1)), id="another day"),
        pytest.param("KR", books.text("C1.2"), id="another key result"),
    ],
)
def test_what_somebody_typed_is_never_touched(header: str, content: str) -> None:
    once = Book(offer(book()).data)
    once.type_in("Check-ins", header, 16, content)
    row = once.rows("Check-ins")[16]
    typed = ("Date", "KR", "Value", "Confidence", "Owner RAG", "Next step", "By")
    for day in (MONDAY, MONDAY + timedelta(days=9), date(2027, 4, 2)):
        made = Book(offer(once.data, day).data)
        columns = [made.headers("Check-ins")[each] for each in typed]
        held, was = (each.cells("Check-ins", row) for each in (made, once))
        assert [held[c] for c in columns] == [was[c] for c in columns]


def test_a_line_somebody_wrote_for_this_week_is_not_offered_again() -> None:
    own = CheckIn(MONDAY + timedelta(days=4), "s1.2")
    made = offer(book(plan(check_ins=(*plan().check_ins, own))))
    assert [line.key_result_id for line in made.offered] == [n for n in IDS if n != "S1.2"]
    assert lines(made.data)[16] == own
    later = offer(made.data, MONDAY + timedelta(days=7))
    assert lines(later.data)[16] == own
    assert len(later.offered) == 8


@pytest.mark.parametrize(
    ("made", "day"),
    [
        pytest.param(small_plan(), MONDAY, id="not published"),
        pytest.param(plan(closed=True), MONDAY, id="closed"),
        pytest.param(plan(), date(2026, 12, 30), id="not begun"),
        pytest.param(plan(), date(2027, 4, 1), id="over"),
        pytest.param(plan(), AS_OF, id="all reported this week"),
    ],
)
def test_no_line_is_offered(made: Plan, day: date) -> None:
    before = on(book(made), day)
    assert offer(before, day).data == refreshed(before, "book.xlsx", day).data


def test_every_second_week_is_enough_where_that_is_the_rhythm() -> None:
    policy = SMB._replace(cadence=Cadence.BIWEEKLY)
    before = book(policy=policy)
    assert offer(before).offered == ()
    assert len(offer(before, MONDAY + timedelta(days=7)).offered) == 8


def test_of_two_lines_with_one_id_the_upper_is_due() -> None:
    first = small_plan().key_results[0]
    twice = plan(key_results=(first, first._replace(id="c1.1", text="Another")), check_ins=())
    due = open_in_week(figures(twice, SMB, MONDAY))
    assert [each.row for each in due] == [0]


def test_nothing_is_offered_by_any_other_command() -> None:
    assert refreshed(book(), "book.xlsx", MONDAY).offered == ()


def test_something_below_the_table_is_told_and_the_rest_is_refreshed() -> None:
    made = Book(book())
    made.type_in("Key Results", "Target", 0, books.number(500))
    part = made.sheets()["Check-ins"]
    below = made.rows("Check-ins").stop
    made.change(
        part, "</sheetData>", f'<row r="{below}"><c r="B{below}"><v>7</v></c></row></sheetData>'
    )
    done = offer(made.data)
    assert done.offered == ()
    assert [each.code for each in done.findings if each.code == "OKR066"] == ["OKR066"]
    finding = next(each for each in done.findings if each.code == "OKR066")
    assert (finding.sheet, finding.cell) == ("Check-ins", "A4")
    assert finding.message.startswith("8 check-ins of this week could not be prepared: ")
    assert done.changes


def test_a_table_without_the_columns_gets_no_lines() -> None:
    made = Book(book())
    part = made.table_parts("Check-ins")[0]
    made.change(part, ' name="Offered"', ' name="Other"')
    cell = f"{made.headers('Check-ins')['Offered']}{made.area('Check-ins')[1]}"
    made.put("Check-ins", cell, books.text("Other"))
    assert offer(made.data).offered == ()


# --- Who fills them ---------------------------------------------------------------------------


def test_a_report_fills_the_line_that_waits_for_it() -> None:
    once = offer(book()).data
    day = MONDAY + timedelta(days=3)
    given = [Given("c1.2", day, "0.3"), Given("S1.3", MONDAY, "91"), Given("C1.2", day, "0.3")]
    made = checked_in(on(once, day), "book.xlsx", given, Terms(day))
    assert made.refused == ()
    held = lines(made.data)
    assert len(held) == len(lines(once))
    assert (held[17].day, held[17].value) == (day, 0.3)
    assert (held[20].day, held[20].value) == (MONDAY, 91.0)
    assert [each.corrects for each in made.taken[:2]] == [None, None]
    assert [each.same_week for each in made.taken[:2]] == [(), ()]
    assert made.after is not None
    again = read(made.data)
    assert again.plan is not None
    assert figures(again.plan, again.policy, day).key_results == made.after.key_results
    assert checked_in(made.data, "book.xlsx", given, Terms(day)).data == made.data


def test_one_line_takes_one_report() -> None:
    once = offer(book()).data
    friday = MONDAY + timedelta(days=4)
    given = [Given("C1.2", MONDAY, "0.3"), Given("C1.2", friday, "0.29")]
    made = checked_in(on(once, friday), "book.xlsx", given, Terms(friday))
    held = [(line.day, line.value) for line in lines(made.data) if line.key_result_id == "C1.2"]
    assert held[2:] == [(MONDAY, 0.3), (friday, 0.29)]


def test_a_report_of_a_week_before_leaves_it_for_this_week() -> None:
    once = offer(book()).data
    made = checked_in(once, "book.xlsx", [Given("C1.1", date(2027, 2, 25), "305")], Terms(MONDAY))
    held = lines(made.data)
    assert len(held) == len(lines(once)) + 1
    assert held[16] == lines(once)[16]


def test_a_line_with_a_name_in_it_is_somebodys() -> None:
    once = Book(offer(book()).data)
    once.type_in("Check-ins", "By", 16, books.text("Bo Ek"))
    made = checked_in(once.data, "book.xlsx", [Given("C1.1", MONDAY, "305")], Terms(MONDAY))
    assert len(lines(made.data)) == len(lines(once.data)) + 1
    assert offer(made.data).offered == ()
