"""Workbooks of earlier versions become current; what is typed and what is theirs stays."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from okrsheet.ooxml.changes import Changes, Content
from okrsheet.ooxml.column_rules import PlacedRule, placed_rules
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.markup import address, position
from okrsheet.ooxml.package import workbook_part
from okrsheet.ooxml.parts import read_outline
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.closing_answers import Answers
from okrsheet.workbook.closing_book import Opened, When, answered, opened
from okrsheet.workbook.closing_file import closed
from okrsheet.workbook.load import Loaded, read_plan
from okrsheet.workbook.load_picked import PICK
from okrsheet.workbook.quarter_lines import is_nothing
from okrsheet.workbook.rebuild import rebuilt
from okrsheet.workbook.upgrade import Upgraded, upgraded
from tests import books
from tests.books import Book
from tests.dressed_up import SHEET, dress_up
from tests.older import (
    BOOK,
    LATE_SHEETS,
    NOTE,
    fixed_text,
    older,
    without_column,
    without_sheet,
)
from tests.small_plan import small_book, small_plan

TODAY = date(2027, 2, 26)
STAMP = datetime(2027, 2, 26, tzinfo=UTC)


def up(data: bytes, name: str = "q1.xlsx") -> Upgraded:
    return upgraded(data, name, TODAY, STAMP)


def anew(data: bytes, name: str = "q1.xlsx") -> Upgraded:
    return rebuilt(data, name, TODAY, STAMP)


def loaded(data: bytes) -> Loaded:
    return read_plan(parse_workbook(data, "book"))


def said(data: bytes) -> dict[str, object]:
    """What is typed in a workbook, lines that say nothing aside."""
    found = loaded(data)
    assert found.plan is not None
    told = found.plan._asdict()
    lists = {
        k: v for k, v in told.items() if isinstance(v, tuple) and k not in ("quarter", "record")
    }
    told |= {k: [each for each in v if not is_nothing(each)] for k, v in lists.items()}
    return {**told, "policy": found.policy, "as of": found.as_of, "picked": found.picked}


def test_an_older_workbook_becomes_current_and_reads_as_before() -> None:
    old = older()
    made = up(old.data)
    assert made.changes == (
        "Settings: 1 line worded as now.",
        "Settings: 1 line at the end: Published by.",
        f"Objectives: newer formulas in Note ({len(old.rows('Objectives'))} cells).",
        "People: 1 column at the right end: Exists.",
        "New sheets: Forecast, Scorecard, Agenda.",
        "Made anew, as nobody types there: Dashboard.",
        "Names that formulas use: okr_choices.",
    )
    assert (made.left, made.findings) == ((), ())
    before, after = said(old.data), said(made.data)
    assert before == after
    book = parse_workbook(made.data, "made")
    assert [*book.sheets][-3:] == [*LATE_SHEETS]
    assert "okr_choices" in book.names
    assert {"OKR002", "OKR003", "OKR005"}.isdisjoint(f.code for f in read_plan(book).findings)
    assert NOTE not in {cell.formula for cell in book.sheets["Objectives"].cells.values()}
    assert up(made.data) == Upgraded(made.data, ())


def without_late_columns() -> Book:
    """A workbook whose People were only names."""
    book = Book(small_book())
    for header in ("Exists", "Role", "Email", "Team"):
        without_column(book, "People", header)
    return book


def rules_of_people(data: bytes) -> dict[str, PlacedRule]:
    """What may be typed into the columns of People, by their headers."""
    archive = guard(data, "book")
    tabs = read_outline(archive, workbook_part(archive)).tabs
    held = placed_rules(archive, next(tab for tab in tabs if tab.name == "People"))
    headers = {letters: header for header, letters in Book(data).headers("People").items()}
    return {headers[each.areas.partition(":")[0].rstrip("0123456789")]: each for each in held}


def test_new_columns_have_the_drop_downs_of_a_new_workbook() -> None:
    old = without_late_columns()
    made = up(old.data)
    assert "People: 4 columns at the right end: Team, Email, Role, Exists." in made.changes
    held = rules_of_people(made.data)
    assert held == rules_of_people(small_book())
    assert held["Team"].rule.formulas == (("formula1", "okr_teams"),)
    assert up(made.data) == Upgraded(made.data, ())


def test_new_columns_with_drop_downs_are_valid(
    tmp_path: Path, sdk_errors: Callable[..., list[str]]
) -> None:
    before, after = tmp_path / "before.xlsx", tmp_path / "after.xlsx"
    old = without_late_columns()
    before.write_bytes(old.data)
    after.write_bytes(up(old.data).data)
    assert not Counter(sdk_errors(after)) - Counter(sdk_errors(before))


@pytest.mark.parametrize("make", [small_book, books.example], ids=["small", "example"])
def test_a_workbook_of_now_stays_as_it_is(make: Callable[[], bytes]) -> None:
    assert up(make()) == Upgraded(make(), ())


def test_a_number_under_an_earlier_label_counts_again() -> None:
    data = small_book()
    book = Book(data)
    book.setting("Most company objectives that pass", books.number(4))
    wanted = said(book.data)["policy"]
    assert said(up(older(book.data).data).data)["policy"] == wanted
    assert said(anew(older(book.data).data).data)["policy"] == wanted


def test_everything_somebody_added_stays() -> None:
    data = small_book()
    book = Book(data)
    dress_up(book)
    old = older(book.data)
    new = Book(up(old.data).data)
    theirs = [part for part in old.parts if "slicer" in part or "omment" in part]
    assert theirs
    assert {part: old.parts[part] for part in theirs} == {part: new.parts[part] for part in theirs}
    assert new.xml(old.sheets()[SHEET]) == old.xml(old.sheets()[SHEET])


def test_a_formula_of_their_own_stays() -> None:
    book = older()
    place = book.address("Objectives", "Note", 0)
    book.put("Objectives", place, books.formula("1+1", "2"))
    made = up(book.data)
    assert made.left == (f"Formulas of your own stay: Objectives!{place}.",)
    formulas = [
        c.formula for c in parse_workbook(made.data, "m").sheets["Objectives"].cells.values()
    ]
    assert "1+1" in formulas


def test_a_key_result_that_is_picked_stays_picked() -> None:
    book = older(books.workbook(small_plan(), picked="C1.2"))
    cells = parse_workbook(book.data, "book").sheets["Trend"].cells
    texts = [at for at, cell in cells.items() if cell.formula is None and cell.value]
    place = next(address(*at) for at in texts if at != position(PICK))
    book.put("Trend", place, books.text("Needs a person"))
    made = up(book.data)
    assert "Dashboard, Trend" in made.changes[-2]
    assert loaded(made.data).picked == "C1.2"


def write(book: Book, sheet: str, place: str, content: Content) -> None:
    """Fill in a cell that is not stored yet."""
    made = patch(book.data, Changes({sheet: {position(place): content}}), "book")
    book.parts.update(Book(made).parts)


def on_dashboard(book: Book) -> None:
    write(book, "Dashboard", "Z60", Content("Call Ann"))


def with_formula(book: Book) -> None:
    write(book, "Log", "Z60", Content("1", "Dashboard!B5&1"))


def with_name(book: Book) -> None:
    new = '<definedName name="mine">Dashboard!$B$5</definedName></definedNames>'
    book.change(BOOK, "</definedNames>", new)


def elsewhere(book: Book) -> None:
    book.change(BOOK, 'name="Objectives"', 'name="Our objectives"')


def locked(book: Book) -> None:
    book.change(BOOK, "<bookViews>", '<workbookProtection lockStructure="1"/><bookViews>')


def without_dates(book: Book) -> None:
    book.setting("First day", books.blank())


def beside(book: Book) -> None:
    letters = chr(ord(book.area("People")[2]) + 1)
    write(book, "People", f"{letters}{book.rows('People')[0]}", Content("mine"))


def with_comment(book: Book) -> None:
    """A comment on a sheet that is made anew."""
    folder, _, base = book.sheets()["Dashboard"].rpartition("/")
    kind = f"{books.SPACES['r']}/comments"
    link = f'<Relationship Id="rIdMine" Type="{kind}" Target="../comments1.xml"/></Relationships>'
    book.change(f"{folder}/_rels/{base}.rels", "</Relationships>", link)
    book.parts["xl/comments1.xml"] = f'<comments xmlns="{books.SPACES["m"]}"/>'.encode()


@pytest.mark.parametrize(
    ("spoil", "code", "told"),
    [
        (on_dashboard, "OKR875", "Z60"),
        (with_formula, "OKR875", "Dashboard!B5"),
        (with_name, "OKR875", "mine"),
        (with_comment, "OKR875", "comments"),
        (elsewhere, "OKR881", "Our objectives"),
        (locked, "OKR924", "Forecast"),
        (without_dates, "OKR878", "read"),
        (beside, "OKR9", "People"),
    ],
    ids=lambda each: getattr(each, "__name__", None),
)
def test_what_stands_in_the_way_is_told_and_nothing_is_done(
    spoil: Callable[[Book], None], code: str, told: str
) -> None:
    book = older()
    spoil(book)
    with pytest.raises(OkrsheetFileError) as refused:
        up(book.data)
    assert refused.value.code.startswith(code)
    assert told in str(refused.value)


def test_built_anew_it_holds_what_is_typed_and_says_what_it_does_not() -> None:
    book = older()
    for spoil in (on_dashboard, with_formula, with_name, beside):
        spoil(book)
    target = book.type_in("Key Results", "Target", 0, books.formula("300+60", "360"))
    made = anew(book.data)
    assert said(made.data) == said(book.data)
    told = "\n".join(made.left)
    for each in (
        "Dashboard: cells of yours (Z60)",
        "Names: mine",
        target.partition("!")[2],
        "Log",
        "People",
    ):
        assert each in told
    assert up(made.data).changes == ()


def test_sheets_on_demand_that_are_in_sight_stay_in_sight() -> None:
    cells = {(5, 3): Content("Ask Bo")}
    shown = patch(small_book(), Changes({"Agenda": cells}, show=("Agenda",)), "q1.xlsx")
    book = parse_workbook(anew(shown).data, "made")
    assert book.sheets["Agenda"].state == "visible"
    assert read_plan(book).plan.agenda  # type: ignore[union-attr]  # it was read above


def closed_book() -> Book:
    when = When(date(2027, 4, 5), date(2027, 3, 31), undecided=True)
    book = opened(small_book(), "q1.xlsx", when)
    assert isinstance(book, Opened)
    return Book(closed(answered(book, Answers())).data)


def test_what_went_on_record_stands_in_a_workbook_built_anew() -> None:
    data = closed_book().data
    made = anew(data)
    assert said(made.data) == said(data)
    assert loaded(made.data).plan.record == loaded(data).plan.record  # type: ignore[union-attr]  # both were read above
    assert parse_workbook(made.data, "made").sheets["Scorecard"].state == "visible"
    assert up(made.data).changes == ()


def test_a_record_that_cannot_be_read_is_not_lost() -> None:
    """Built without it, the quarter would be closed and nothing on record."""
    book = closed_book()
    place = book.type_in("Scorecard", "Record", 3, books.text("{broken"))
    with pytest.raises(OkrsheetFileError) as refused:
        anew(book.data)
    assert refused.value.code == "OKR878"
    assert place in str(refused.value)


def test_lines_of_a_scorecard_without_any_record_are_not_lost() -> None:
    book = closed_book()
    for row in range(len(book.rows("Scorecard"))):
        book.type_in("Scorecard", "Record", row, books.blank())
    with pytest.raises(OkrsheetFileError) as refused:
        anew(book.data)
    assert "Scorecard" in str(refused.value)


def test_a_line_that_cannot_be_read_is_not_lost() -> None:
    book = older()
    book.type_in("Check-ins", "In the way", len(small_plan().check_ins), books.text("No date"))
    with pytest.raises(OkrsheetFileError) as refused:
        anew(book.data)
    assert refused.value.code == "OKR878"
    assert "Check-ins, row" in str(refused.value)
    kept = parse_workbook(up(book.data).data, "made").sheets["Check-ins"].cells.values()
    assert "No date" in {cell.value for cell in kept}


def test_a_setting_that_cannot_be_read_does_not_become_its_default() -> None:
    book = Book(small_book())
    place = book.setting("Days of grace for a check-in", books.text("three"))
    with pytest.raises(OkrsheetFileError) as refused:
        anew(book.data)
    assert refused.value.code == "OKR878"
    assert place in str(refused.value)


def test_lines_of_their_own_in_settings_are_named() -> None:
    book = older()
    assert "Settings: lines of your own (A line of theirs)." in anew(book.data).left
    book.type_in("Settings", "Setting", 0, books.text("Quarter"))
    told = "Settings: lines of your own (Quarter and A line of theirs)."
    assert told in anew(book.data).left


def test_macros_are_not_dropped() -> None:
    with pytest.raises(OkrsheetFileError) as refused:
        anew(older().data, "q1.xlsm")
    assert refused.value.code == "OKR882"


def test_a_sheet_of_ours_that_was_deleted_comes_back() -> None:
    book = Book(books.without_print_titles(small_book()))
    without_sheet(book, "Heat Map")
    made = up(book.data)
    assert made.changes == ("New sheets: Heat Map.",)
    assert fixed_text(Book(made.data))
