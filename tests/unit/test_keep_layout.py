"""The workbook of a quarter becomes that of the next one: what goes, what stays, and where."""

from collections.abc import Callable
from datetime import date

import pytest

from okrsheet.core.carry import Carried
from okrsheet.core.figures import Figures, figures
from okrsheet.core.model import LogLine, Plan, ReviewLine
from okrsheet.core.quarter import parse_quarter
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.markup import position
from okrsheet.ooxml.patch import Changes, Content, patch
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.fields import EMPTY
from okrsheet.workbook.keep_layout import Kept, kept_layout
from okrsheet.workbook.line_cells import Added
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.next_quarter import NextQuarter
from okrsheet.workbook.quarter_lines import is_nothing
from okrsheet.workbook.rewrite import refreshed
from tests import books
from tests.books import Book
from tests.small_plan import small_book, small_plan

TODAY = date(2027, 4, 1)
KEPT = ("C1.1", "S1.2", "X1.1")
RISK = LogLine(None, "Risk", "C1", "The plant may close")


def carry(found: Figures) -> Plan:
    """Three key results go on; nothing else but what belongs to them."""
    old = found.plan
    going_on = [kr for kr in old.key_results if kr.id in KEPT]
    key_results = [going_on[0]._replace(baseline=301.0, carried=2.0), *going_on[1:]]
    return Plan(
        parse_quarter("2027-Q2"),
        organisation=old.organisation,
        champion=old.champion,
        objectives=old.objectives,
        key_results=tuple(key_results),
        stages=old.stages[1:],
        dependencies=tuple(d for d in old.dependencies if d.key_result_id in KEPT),
        reviews=tuple(map(ReviewLine, KEPT)),
        teams=old.teams,
        people=old.people,
        log=(RISK,),
    )


def kept(data: bytes, plan_of: Callable[[Figures], Plan] = carry) -> Kept:
    book = parse_workbook(data, "q1.xlsx")
    loaded = read_plan(book)
    assert loaded.plan is not None
    found = figures(loaded.plan, loaded.policy, loaded.as_of or TODAY)
    going = NextQuarter(book, loaded, found, Carried(plan_of(found), (), ()), data)
    return kept_layout(going, TODAY)


def made_of(book: Book) -> Kept:
    return kept(book.data)


def said(records: tuple[tuple[object, ...], ...]) -> list[tuple[object, ...]]:
    return [record for record in records if not is_nothing(record)]


def plan_in(data: bytes) -> Plan:
    plan = read_plan(parse_workbook(data, "made")).plan
    assert plan is not None
    return plan


def test_the_plan_stands_in_it_and_every_figure_follows() -> None:
    book = Book(small_book())
    made = made_of(book)
    plan = plan_in(made.data)
    assert (plan.quarter, plan.closed, plan.published) == (parse_quarter("2027-Q2"), False, None)
    for field in Plan._fields:
        held, wanted = getattr(plan, field), getattr(made.plan, field)
        is_list = isinstance(held, tuple) and field != "quarter"
        assert (said(held) == said(wanted)) if is_list else held == wanted, field
    assert refreshed(made.data, "made", TODAY).changes == ()


def test_what_goes_on_stays_in_its_line_and_the_others_are_empty() -> None:
    old, new = Book(small_book()), Book(made_of(Book(small_book())).data)
    for place, kr in enumerate(small_plan().key_results):
        row = old.rows("Key Results")[place]
        before, after = old.cells("Key Results", row), new.cells("Key Results", row)
        column = old.headers("Key Results")["ID"]
        assert before[column] == kr.id
        assert after[column] == (kr.id if kr.id in KEPT else None)
    assert new.rows("Key Results") == old.rows("Key Results")
    assert new.rows("Check-ins") == old.rows("Check-ins")
    typed = {"Date", "KR", "Value", "By", "Confidence"} & {*new.headers("Check-ins")}
    for row in new.rows("Check-ins"):
        cells = new.cells("Check-ins", row)
        assert {cells.get(new.headers("Check-ins")[each]) for each in typed} == {None}


def with_column(book: Book, sheet: str, header: str) -> str:
    """A column of somebody's own, in the place of one of ours that is late; its letters."""
    part = book.table_parts(sheet)[0]
    letters = book.headers(sheet)[header]
    book.change(part, f' name="{header}"', ' name="My notes"')
    book.put(sheet, f"{letters}{book.area(sheet)[1]}", books.text("My notes"))
    for place, row in enumerate(book.rows(sheet)):
        book.put(sheet, f"{letters}{row}", books.text(f"note {place}"))
    return letters


def test_columns_of_their_own_stay_beside_what_goes_on() -> None:
    book = Book(small_book())
    letters = with_column(book, "Key Results", "Talk about")
    first = book.rows("Key Results")[0]
    book.put("Key Results", f"{letters}{first}", books.formula("1+1", "2"))
    made = made_of(book)
    new = Book(made.data)
    shown = [new.cells("Key Results", row).get(letters) for row in new.rows("Key Results")]
    assert shown == [2.0, None, None, "note 3", None, None, "note 6", None, "note 8", "note 9"]
    assert made.added == (
        Added(
            "Key Results",
            "My notes",
            kept=(first + 3, first + 6, first + 8, first + 9),
            emptied=tuple(first + place for place in (1, 2, 4, 5, 7)),
            formulas=1,
        ),
    )


def test_a_formula_of_theirs_stays_where_its_value_does() -> None:
    book = Book(small_book())
    target = book.type_in("Key Results", "Target", 0, books.formula("300+60", "360"))
    baseline = book.type_in("Key Results", "Baseline", 0, books.formula("200+80", "280"))
    made = made_of(book)
    sheet = parse_workbook(made.data, "made").sheets["Key Results"]
    held = {cell.formula for cell in sheet.cells.values()}
    assert "300+60" in held
    assert "200+80" not in held
    assert made.formulas == (baseline,)
    assert target not in made.formulas


def test_a_formula_in_settings_that_makes_way_is_named() -> None:
    book = Book(small_book())
    last = book.setting("Last day", books.formula("DATE(2027,3,31)", "46477"))
    day = book.setting("As of", books.formula("TODAY()", "46444"))
    stays = book.setting("Days of grace for a check-in", books.formula("1+1", "2"))
    made = made_of(book)
    assert made.formulas == (last, day)
    cells = parse_workbook(made.data, "made").sheets["Settings"].cells
    assert cells[position(stays.partition("!")[2])].formula == "1+1"


def test_lines_that_cannot_be_read_are_emptied_too() -> None:
    book = Book(small_book())
    row = len(small_plan().check_ins)
    book.type_in("Check-ins", "KR", row, books.text("C1.1"))
    book.type_in("Check-ins", "In the way", row, books.text("No date"))
    new = Book(made_of(book).data)
    cells = new.cells("Check-ins", new.rows("Check-ins")[row])
    assert cells.get(new.headers("Check-ins")["In the way"]) is None


def test_more_lines_than_there_are_stand_below() -> None:
    many = tuple(RISK._replace(what=f"Risk {number}") for number in range(9))
    old = Book(small_book())
    made = kept(old.data, lambda found: carry(found)._replace(log=many))
    new = Book(made.data)
    assert len(new.rows("Log")) == 9 > len(old.rows("Log"))
    assert said(plan_in(made.data).log) == [*many]
    assert refreshed(made.data, "made", TODAY).changes == ()


def test_sheets_on_demand_are_emptied_and_hidden() -> None:
    cells = {(5, 3): Content("Ask Bo")}
    shown = patch(small_book(), Changes({"Agenda": cells}, show=("Agenda",)), "q1.xlsx")
    made = kept(shown)
    sheet = parse_workbook(made.data, "made").sheets["Agenda"]
    assert (sheet.state, made.hidden, made.shown) == ("hidden", ("Agenda",), ())
    assert said(plan_in(made.data).agenda) == []


def test_what_is_on_record_of_this_quarter_is_emptied_and_hidden() -> None:
    cells = {(5, 1): Content("C1"), (5, 2): Content("Be loved by clients"), (5, 8): Content("Good")}
    shown = patch(small_book(), Changes({"Scorecard": cells}, show=("Scorecard",)), "q1.xlsx")
    made = kept(shown)
    sheet = parse_workbook(made.data, "made").sheets["Scorecard"]
    assert (sheet.state, made.hidden) == ("hidden", ("Scorecard",))
    assert all(sheet.cells.get(place, EMPTY).value is None for place in cells)


def test_a_suggested_target_stands_beside_the_blank_one() -> None:
    def suggesting(found: Figures) -> Plan:
        plan = carry(found)
        first, *others = plan.key_results
        new = first._replace(target=None, suggested=320.0, suggested_why="Halfway up.")
        return plan._replace(key_results=(new, *others))

    made = plan_in(kept(small_book(), suggesting).data).key_results[0]
    assert (made.target, made.suggested, made.suggested_why) == (None, 320.0, "Halfway up.")
    book = Book(small_book())
    book.change(book.table_parts("Key Results")[0], ' name="Suggested target"', ' name="Mine"')
    letters = book.headers("Key Results")["Suggested target"]
    book.put("Key Results", f"{letters}{book.area('Key Results')[1]}", books.text("Mine"))
    made = plan_in(kept(book.data, suggesting).data).key_results[0]
    assert (made.suggested, made.suggested_why) == (None, "Halfway up.")


def test_a_locked_structure_leaves_them_in_sight() -> None:
    book = Book(patch(small_book(), Changes(show=("Agenda",)), "q1.xlsx"))
    book.change(
        "xl/workbook.xml", "<bookViews>", '<workbookProtection lockStructure="1"/><bookViews>'
    )
    made = made_of(book)
    assert (made.hidden, made.shown) == ((), ("Agenda",))


def test_a_key_result_that_went_is_picked_no_more() -> None:
    for picked, left in (("C1.1", "C1.1"), ("C1.2", "")):
        book = Book(books.workbook(small_plan(), picked=picked))
        loaded = read_plan(parse_workbook(made_of(book).data, "made"))
        assert loaded.picked == left


def test_settings_that_older_workbooks_lack_are_not_asked_for() -> None:
    book = Book(small_book())
    row = book.row_of("Settings", "Setting", "Published by")
    book.type_in("Settings", "Setting", row, books.text("Something else"))
    assert plan_in(made_of(book).data).quarter.name == "2027-Q2"


def version(book: Book) -> None:
    book.change("xl/workbook.xml", "okr_layout_version", "okr_other_version")


def final(book: Book) -> None:
    book.change(
        "xl/workbook.xml",
        "<workbookPr",
        '<fileSharing userName="x" reservationPassword="CC"/><workbookPr',
    )


@pytest.mark.parametrize(("spoil", "code"), [(version, "OKR877"), (final, "OKR923")])
def test_what_cannot_become_a_quarter_is_refused(spoil: object, code: str) -> None:
    book = Book(small_book())
    spoil(book)  # type: ignore[operator]  # one of the two above
    with pytest.raises(OkrsheetFileError) as refused:
        made_of(book)
    assert refused.value.code == code


def test_a_plan_that_would_not_be_read_back_is_not_written() -> None:
    def odd(found: Figures) -> Plan:
        return carry(found)._replace(published_by="Somebody")

    with pytest.raises(OkrsheetFileError, match="Settings"):
        kept(small_book(), odd)
