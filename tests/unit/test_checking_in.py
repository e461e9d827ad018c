"""Check-ins into a workbook: where the lines go, what is computed with them, what stays."""

import re
from collections.abc import Sequence
from datetime import date

import pytest

from okrsheet.core.figures import figures
from okrsheet.core.model import CheckIn, Stage
from okrsheet.core.words import Rag
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.refusals import ChangeRefused, NotOurs
from okrsheet.workbook.checking_in import CheckedIn, checked_in
from okrsheet.workbook.given import Given
from okrsheet.workbook.load import Loaded, read_plan
from okrsheet.workbook.rewrite import refreshed
from okrsheet.workbook.taking import Terms
from tests import books
from tests.books import Book
from tests.engines.package_lint import lint
from tests.small_plan import AS_OF, small_book, small_plan
from tests.unit import plain_book

TERMS = Terms(AS_OF)
MONDAY = date(2027, 3, 1)
"""After the last check-ins of the small plan."""
FRIDAY = Given("C1.1", AS_OF, "330", "7", in_the_way="=Strike", next_step="Zoë <calls> & waits")


def taken(data: bytes, *given: Given, terms: Terms = TERMS) -> CheckedIn:
    return checked_in(data, "book.xlsx", given, terms)


def read(data: bytes) -> Loaded:
    return read_plan(parse_workbook(data, "book.xlsx"))


def lines(data: bytes) -> Sequence[CheckIn]:
    plan = read(data).plan
    assert plan is not None
    return plan.check_ins


def assert_right(made: CheckedIn) -> None:
    """What the file holds is what was told, and every stored figure is that of core."""
    loaded = read(made.data)
    assert loaded.plan is not None
    found = figures(loaded.plan, loaded.policy, AS_OF)
    assert made.after is not None
    assert (made.after.key_results, made.after.objectives) == (found.key_results, found.objectives)
    again = refreshed(made.data, "book.xlsx", AS_OF)
    assert (again.changes, again.charts, again.data) == ((), (), made.data)
    assert lint(made.data) == []


def full_book(spare: int = 0) -> bytes:
    """The small workbook with this many empty lines in Check-ins."""
    return books.workbook(small_plan(), as_of=AS_OF, spare={"tblCheckIns": spare})


@pytest.mark.parametrize("spare", [0, 1, 2, 5])
def test_lines_go_into_the_empty_ones_and_then_below(spare: int) -> None:
    before = full_book(spare)
    given = [Given(name, AS_OF, "3") for name in ("C1.1", "S1.1", "S1.2")]
    made = taken(before, *given)
    assert [line.key_result_id for line in lines(made.data)[-3:]] == ["C1.1", "S1.1", "S1.2"]
    had, has = Book(before).rows("Check-ins"), Book(made.data).rows("Check-ins")
    assert has == range(had.start, had.stop + max(0, 3 - spare))
    assert_right(made)


def test_what_a_line_holds() -> None:
    made = taken(small_book(), FRIDAY)
    expected = CheckIn(
        AS_OF, "C1.1", 330.0, 7.0, in_the_way="=Strike", next_step="Zoë <calls> & waits"
    )
    assert lines(made.data)[-1] == expected
    sheet = parse_workbook(made.data, "b").sheets["Check-ins"]
    row = read(made.data).rows["check_ins"][-1]
    held = {cell.value: cell.formula for (line, _), cell in sheet.cells.items() if line == row}
    assert held["=Strike"] is None
    assert_right(made)


def test_nothing_else_in_the_file_changes() -> None:
    before = Book(small_book())
    after = Book(taken(before.data, FRIDAY).data)
    assert list(before.parts) == list(after.parts)
    changed = {part for part in before.parts if before.parts[part] != after.parts[part]}
    places = ("xl/worksheets/sheet", "xl/charts/chart", "xl/tables/table", "xl/workbook.xml")
    assert before.sheets()["Check-ins"] in changed
    assert all(part.startswith(places) for part in changed)


@pytest.mark.parametrize("times", [1, 2])
def test_the_same_again_changes_nothing(times: int) -> None:
    made = taken(small_book(), FRIDAY)
    again = taken(made.data, FRIDAY._replace(by="Bo Ek"))
    for _ in range(times):
        again = taken(again.data, FRIDAY)
    assert again.data == made.data
    assert [each.news for each in again.taken] == [False]


def test_the_same_day_otherwise_is_refused() -> None:
    made = taken(small_book(), FRIDAY)
    again = taken(made.data, FRIDAY._replace(value="331", confidence="5"))
    assert again.data == made.data
    told = str(again.refused[0])
    assert told == (
        "C1.1 was reported for 2027-02-26 already, value 330, not 331; confidence 7, not 5: "
        "use --replace to correct that line"
    )
    assert again.refused[0].clash


def test_a_correction_changes_what_it_says_and_nothing_else() -> None:
    made = taken(small_book(), FRIDAY)
    again = taken(made.data, Given("c1.1", AS_OF, "331"), terms=TERMS._replace(replace=True))
    assert len(lines(again.data)) == len(lines(made.data))
    assert lines(again.data)[-1] == lines(made.data)[-1]._replace(value=331.0)
    assert again.taken[0].corrects == lines(made.data)[-1]
    assert_right(again)


def test_of_two_lines_of_a_day_the_lower_is_corrected() -> None:
    plan = small_plan()
    both = (CheckIn(AS_OF, "C1.1", 310.0), CheckIn(AS_OF, "C1.1", 320.0))
    book = books.workbook(plan._replace(check_ins=(*plan.check_ins, *both)), as_of=AS_OF)
    made = taken(book, Given("C1.1", AS_OF, "321"), terms=TERMS._replace(replace=True))
    assert [line.value for line in lines(made.data)[-2:]] == [310.0, 321.0]
    assert_right(made)


def test_another_day_of_the_week_is_a_new_line_and_said() -> None:
    made = taken(small_book(), FRIDAY)
    assert made.taken[0].same_week == (date(2027, 2, 23),)
    assert len(lines(made.data)) == len(small_plan().check_ins) + 1


def test_nothing_is_taken_where_something_is_refused() -> None:
    made = taken(small_book(), FRIDAY, Given("C9", AS_OF, "1"))
    assert (made.data, made.before) == (small_book(), made.after)
    assert [each.line.key_result_id for each in made.taken] == ["C1.1"]
    assert [each.key_result_id for each in made.refused] == ["C9"]


def test_or_what_is_right_is_taken() -> None:
    terms = TERMS._replace(partial=True)
    made = taken(small_book(), FRIDAY, Given("C9", AS_OF, "1"), terms=terms)
    assert lines(made.data)[-1].key_result_id == "C1.1"
    assert len(made.refused) == 1
    assert_right(made)


def test_a_key_result_twice_on_a_day_is_refused_where_they_differ() -> None:
    first, same = FRIDAY._replace(where="line 2"), FRIDAY._replace(where="line 3")
    made = taken(small_book(), first, same._replace(value="331"))
    assert str(made.refused[0]) == (
        "line 3: C1.1 is reported twice for 2027-02-26: line 2 says otherwise"
    )
    twice = taken(small_book(), first, same)
    assert twice.data == taken(small_book(), first).data
    assert [each.news for each in twice.taken] == [True, False]


def test_an_empty_line_in_the_middle_stays_empty() -> None:
    book = Book(full_book(1))
    for header in ("Date", "KR", "Value", "Confidence", "By"):
        book.type_in("Check-ins", header, 3, books.blank())
    before = refreshed(book.data, "b", AS_OF).data
    made = taken(before, FRIDAY)
    assert read(made.data).rows["check_ins"][-1] == Book(before).rows("Check-ins")[-1]
    assert_right(made)


def test_an_empty_line_without_formulas_gets_them() -> None:
    book = Book(full_book(1))
    place = len(book.rows("Check-ins")) - 1
    for header in ("RAG", "KR row", "Week", "Automatic"):
        book.type_in("Check-ins", header, place, books.blank())
    made = taken(book.data, FRIDAY)
    assert len(Book(made.data).rows("Check-ins")) == place + 1
    assert_right(made)


def test_a_line_somebody_began_is_not_filled() -> None:
    book = Book(full_book(1))
    place = len(book.rows("Check-ins")) - 1
    book.type_in("Check-ins", "Reason", place, books.text("to be written"))
    made = taken(book.data, FRIDAY)
    assert len(Book(made.data).rows("Check-ins")) == place + 2
    assert lines(made.data)[-1].in_the_way == "=Strike"


def test_formulas_come_along_where_the_table_does_not_name_them() -> None:
    book = Book(full_book())
    part = book.table_parts("Check-ins")[0]
    formulas = "<calculatedColumnFormula>[^<]*</calculatedColumnFormula>"
    book.parts[part] = re.sub(formulas, "", book.xml(part)).encode()
    assert_right(taken(book.data, FRIDAY))


def test_a_table_that_says_it_is_longer_than_its_sheet() -> None:
    book = Book(full_book())
    part, first, header = book.table_parts("Check-ins")[0], *book.area("Check-ins")[:2]
    last, end = book.area("Check-ins")[2:]
    old = f'ref="{first}{header}:{last}{end}"'
    book.change(part, old, old.replace(f"{last}{end}", f"{last}{end + 3}"))
    made = taken(book.data, FRIDAY)
    assert read(made.data).rows["check_ins"][-1] == end + 1
    again = refreshed(made.data, "b", AS_OF)
    assert again.changes == ()


def test_a_column_that_is_gone_is_named() -> None:
    book = Book(small_book())
    part = book.table_parts("Check-ins")[0]
    book.change(part, 'name="In the way"', 'name="Obstacles"')
    header = f"{book.headers('Check-ins')['In the way']}{book.area('Check-ins')[1]}"
    book.put("Check-ins", header, books.text("Obstacles"))
    with pytest.raises(ChangeRefused, match="no such column: in_the_way"):
        taken(book.data, FRIDAY)
    assert lines(taken(book.data, Given("C1.1", AS_OF, "330")).data)[-1].value == 330.0


def test_a_stage_is_done() -> None:
    made = taken(small_book(), Given("X1.1", AS_OF, stage="pilot"))
    plan = read(made.data).plan
    assert plan is not None
    assert [stage.done for stage in plan.stages[:2]] == [date(2027, 2, 3), AS_OF]
    assert len(plan.check_ins) == len(small_plan().check_ins)
    assert made.after is not None
    by_id = {each.key_result.id: each for each in made.after.key_results}
    assert by_id["X1.1"].reading.progress == 1.0
    assert_right(made)
    again = taken(made.data, Given("X1.1", AS_OF, stage="Pilot"))
    assert (again.data, again.taken[0].news) == (made.data, False)


def test_two_stages_of_a_day_share_their_line() -> None:
    plan = small_plan()
    plan = plan._replace(stages=(*plan.stages, Stage("X1.1", "Launch", 3.0)))
    given = Given("X1.1", AS_OF, confidence="8", stage="Pilot")
    book = books.workbook(plan, as_of=AS_OF)
    made = taken(book, given, given._replace(stage="Launch"))
    assert len(lines(made.data)) == len(plan.check_ins) + 1
    assert [(each.news, each.corrects) for each in made.taken] == [(True, None)] * 2
    after = read(made.data).plan
    assert after is not None
    assert [stage.done for stage in after.stages[1:3]] == [AS_OF, AS_OF]
    assert_right(made)


@pytest.mark.parametrize("replace", [False, True])
def test_a_stage_is_done_on_one_day(replace: bool) -> None:
    terms = TERMS._replace(partial=True, replace=replace)
    first = Given("X1.1", date(2027, 2, 24), stage="Pilot", where="line 2")
    made = taken(small_book(), first, first._replace(day=AS_OF, where="line 3"), terms=terms)
    assert [str(each) for each in made.refused] == [
        "line 3: X1.1 has 'Pilot' done on 2027-02-26: line 2 says 2027-02-24"
    ]
    plan = read(made.data).plan
    assert plan is not None
    assert plan.stages[1].done == date(2027, 2, 24)
    twice = taken(small_book(), first, first)
    assert [each.news for each in twice.taken] == [True, False]
    assert twice.data == taken(small_book(), first).data


def test_a_stage_with_what_is_in_the_way_makes_a_line_too() -> None:
    given = Given("X1.1", AS_OF, confidence="8", stage="Pilot", done=date(2027, 2, 25))
    made = taken(small_book(), given)
    assert lines(made.data)[-1] == CheckIn(AS_OF, "X1.1", confidence=8.0)
    assert_right(made)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param(Given("X1.1", stage="Pilots"), "'Pilot' may be meant", id="nearly"),
        pytest.param(Given("X1.1", stage="Launch"), "its stages are 'Draft', 'Pilot'", id="none"),
        pytest.param(
            Given("X1.1", stage="Draft"),
            "done on 2027-02-03, not 2027-02-26: use --replace",
            id="done",
        ),
        pytest.param(Given("C1.1", stage="Draft"), "has no stages", id="another type"),
        pytest.param(
            Given("X1.1", stage="Pilot", done=date(2027, 3, 1)), "in the future", id="later"
        ),
    ],
)
def test_stages_that_are_refused(given: Given, told: str) -> None:
    made = taken(small_book(), given)
    assert told in str(made.refused[0])
    assert made.data == small_book()


def test_a_day_named_in_settings_is_the_day_of_a_check_in() -> None:
    later = Terms(date(2027, 3, 20))
    assert taken(small_book(), Given("C1.1", value="330"), terms=later).taken[0].line.day == AS_OF
    dated = later._replace(day=date(2027, 3, 19))
    made = taken(small_book(), Given("C1.1", value="330"), terms=dated)
    assert made.taken[0].line.day == date(2027, 3, 19)
    assert_right(made)


def test_the_owners_colour_is_taken_as_the_rules_say() -> None:
    made = taken(small_book(), Given("C1.1", AS_OF, "350", owner_rag="red"))
    assert made.after is not None
    assert made.after.key_results[0].rag is Rag.RED
    assert lines(made.data)[-1].owner_rag is Rag.RED


def test_other_peoples_workbooks_are_refused() -> None:
    with pytest.raises(NotOurs):
        taken(plain_book.book(plain_book.tabs()), FRIDAY)


def test_a_workbook_without_a_quarter_says_so() -> None:
    book = Book(small_book())
    book.setting("First day", books.blank())
    made = taken(book.data, FRIDAY)
    assert made.before is None
    assert made.data == book.data
    assert [each.code for each in made.findings if each.code == "OKR006"] == ["OKR006"]


HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "'quoted", "#N/A", "TRUE"),
    *("1e5", "<b>&amp;]]>", "\u202egnp.exe", "\U0001f3af hit", "王芳", "_x0041_", "a\tb\nc"),
    *("{=A1}", "\u200b", "x" * 32767, "\U0001f600" * 16383, "e\u0301" * 3000),
)


@pytest.mark.parametrize("field", ["reason", "in_the_way", "next_step", "by"])
def test_hostile_texts_come_back_as_they_are(field: str) -> None:
    data = full_book()
    days = [date(2027, 1, 4 + number) for number in range(len(HOSTILE))]
    given = [
        Given("C1.1", day, "300")._replace(**{field: text})
        for day, text in zip(days, HOSTILE, strict=True)
    ]
    made = taken(data, *given)
    assert made.refused == ()
    found = [getattr(line, field) for line in lines(made.data)[-len(HOSTILE) :]]
    assert found == list(HOSTILE)
    assert lint(made.data) == []
    sheet = parse_workbook(made.data, "b").sheets["Check-ins"]
    texts = {cell.value for cell in sheet.cells.values() if cell.formula is None}
    assert set(HOSTILE) <= texts


LONG = "We agreed with the landlord and with both of the builders on what comes first. " * 3


def height(data: bytes, line: int) -> str | None:
    """The noted height of a line of Check-ins, from 0, or from the end."""
    made = Book(data)
    head = re.search(rf'<row [^>]*?r="{made.rows("Check-ins")[line]}"[^>]*>', sheet_of(made))
    assert head is not None
    found = re.search(r' ht="([^"]*)"', head[0])
    return found and found[1]


def sheet_of(made: Book) -> str:
    return made.xml(made.sheets()["Check-ins"])


@pytest.mark.parametrize("spare", [0, 1])
def test_lines_are_as_high_as_their_texts(spare: int) -> None:
    given = [Given("C1.1", AS_OF, "330", next_step=LONG), Given("S1.1", AS_OF, "3")]
    made = taken(full_book(spare), *given).data
    assert float(height(made, -2) or 0) > 80
    assert 20 < float(height(made, -1) or 0) < 80


@pytest.mark.parametrize("own", ["", ' ht="30" customHeight="1"'], ids=["not set", "set by hand"])
def test_a_prepared_line_grows_with_what_is_reported(own: str) -> None:
    plan = small_plan()._replace(published=date(2027, 1, 4))
    before = books.workbook(plan, as_of=MONDAY)
    made = Book(refreshed(before, "book.xlsx", MONDAY, offering=True).data)
    part, row = made.sheets()["Check-ins"], made.rows("Check-ins")[-1]
    key = lines(made.data)[-1].key_result_id
    head = re.search(rf'<row [^>]*?r="{row}"[^>]*>', made.xml(part))
    assert head is not None
    made.change(part, head[0], f'<row r="{row}"{own}>')
    terms = Terms(MONDAY)
    filled = taken(made.data, Given(key, MONDAY, "3", next_step=LONG), terms=terms).data
    assert Book(filled).rows("Check-ins") == made.rows("Check-ins")
    assert (height(filled, -1) == "30") is bool(own)
    assert own or float(height(filled, -1) or 0) > 80
