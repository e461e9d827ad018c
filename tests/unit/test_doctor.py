"""What the doctor finds in a file, and the repair where there is just one."""

from collections.abc import Callable

import pytest

from okrsheet.core.codes import finding
from okrsheet.core.figures import figures
from okrsheet.ooxml.changes import Changes, Content
from okrsheet.ooxml.markup import position
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Cell
from okrsheet.ooxml.refusals import OtherEpoch
from okrsheet.workbook.ailments import Ailment, Patient
from okrsheet.workbook.doctor import examine
from okrsheet.workbook.in_file import computed_cells, view_of
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.repairs import repair_of
from okrsheet.workbook.rewrite import repaired as repaired_file
from tests import books
from tests.books import Book
from tests.small_plan import AS_OF, small_book

WORKBOOK = "xl/workbook.xml"


def seen(book: Book, locale: str = "") -> tuple[Ailment, ...]:
    read = parse_workbook(book.data, "book.xlsx")
    loaded = read_plan(read)
    day = loaded.as_of or AS_OF
    found = figures(loaded.plan, loaded.policy, day) if loaded.plan else None
    return examine(read, loaded, found, locale)


HEALTHY = {(a.finding.code, a.finding.where) for a in seen(Book(small_book()))}


def new(book: Book, locale: str = "") -> list[Ailment]:
    """What is wrong beyond what the small plan has on purpose."""
    return [a for a in seen(book, locale) if (a.finding.code, a.finding.where) not in HEALTHY]


def repaired(book: Book, locale: str = "") -> list[tuple[str, object]]:
    """Place and value of the repairs."""
    found = [a.repair for a in new(book, locale) if a.repair]
    return [(r.place, r.value) for r in found]  # type: ignore[union-attr]  # cells only


def test_a_healthy_workbook_needs_no_repair() -> None:
    assert not [a for a in seen(Book(small_book())) if a.repair]


@pytest.mark.parametrize(
    "content",
    [books.number(0.9), books.blank(), books.formula("1+1", "2"), books.error()],
    ids=["a number", "nothing", "another formula", "an error value"],
)
def test_a_formula_that_is_gone_comes_back(content: str) -> None:
    book = Book(small_book())
    sound = seen(book)
    place = book.type_in("Key Results", "Score", 0, content)
    (ailment,) = [a for a in new(book) if a.finding.where == place]
    assert ailment.repair is not None
    assert ailment.repair.place == place  # type: ignore[union-attr]
    assert ailment.repair.formula.startswith("IF(")  # type: ignore[union-attr]
    assert not [a for a in sound if a.finding.where == place]


@pytest.mark.parametrize(
    ("sheet", "address"), [("Dashboard", "B1"), ("Start", "E5"), ("Lists", "B2")]
)
def test_a_single_formula_that_is_gone_comes_back(sheet: str, address: str) -> None:
    book = Book(small_book())
    book.put(sheet, address, books.text("Ours"))
    assert [a.repair.place for a in new(book) if a.repair] == [f"{sheet}!{address}"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("header", "text", "locale", "value"),
    [
        ("Target", "1.234,5", "de", 1234.5),
        ("Target", "360", "", 360.0),
        ("Target", "1.234,5", "", None),
        ("Target", "a lot", "de", None),
        ("Due", "15.02.2027", "de", 46433),
        ("Due", "2027-02-15", "", 46433),
        ("Due", "15.02.2027", "", None),
    ],
)
def test_a_text_that_is_a_number_or_a_day(
    header: str, text: str, locale: str, value: float | None
) -> None:
    book = Book(small_book())
    place = book.type_in("Key Results", header, 0, books.text(text))
    assert place in {a.finding.where for a in new(book, locale)}
    expected = [] if value is None else [(place, value)]
    assert [each for each in repaired(book, locale) if each[0] == place] == expected


@pytest.mark.parametrize(
    ("header", "text", "meant"),
    [
        ("Type", "Decreese", "Decrease"),
        ("Type", "Growth", None),
        ("Commitment", "commited", "Committed"),
        ("Commitment", "Com\u200bmitted", "Committed"),
        ("Commitment", "comitted", "Committed"),
        ("Commitment", "Commmitted", "Committed"),
        ("Commitment", "Commtited.", "Committed"),
        ("Type", "Yes / No", "Yes/No"),
        ("Type", "Milestone", "Milestones"),
        ("Type", "keep in rang", "Keep in range"),
        ("Type", "\uff23ount", "Count"),
        ("Ambitious but achievable", "no.", "No"),
        ("Ambitious but achievable", "YES!", "Yes"),
        ("Ambitious but achievable", "perhaps", None),
    ],
)
def test_a_word_close_to_one_of_the_list(header: str, text: str, meant: str | None) -> None:
    book = Book(small_book())
    place = book.type_in("Key Results", header, 0, books.text(text))
    found = [each for each in repaired(book) if each[0] == place]
    assert found == ([(place, meant)] if meant else [])
    assert place in {a.finding.where for a in new(book)}


@pytest.mark.parametrize(
    ("sheet", "header", "text"),
    [
        ("Review", "Decision", "Discontinue"),
        ("Review", "Decision", "Discontinued"),
        ("Review", "Decision", "Undone"),
        ("Review", "Decision", "Not done"),
        ("Review", "Decision", "Revive"),
        ("Review", "Decision", "Drops"),
        ("Key Results", "Commitment", "Uncommitted"),
        ("Key Results", "Commitment", "Not committed"),
        ("Key Results", "Commitment", "Committed?"),
        ("Key Results", "Commitment", "\u2260 Committed"),
        ("Key Results", "Commitment", "Committed\u00b2"),
        ("Key Results", "Commitment", "Commited\u00b2"),
        ("Key Results", "Commitment", "\u2260 Commited"),
        ("Key Results", "Commitment", "Non-aspirational"),
        ("Key Results", "Type", "No increase"),
        ("Key Results", "Type", "Account"),
        ("Key Results", "Type", "Mount"),
        ("Key Results", "Type", "Increase/Decrease"),
        ("Key Results", "Update frequency", "Biweekly"),
        ("Key Results", "Update frequency", "Bi-weekly"),
        ("Key Results", "Update frequency", "Bimonthly"),
        ("Key Results", "Update frequency", "-"),
        ("Key Results", "Ambitious but achievable", "Now"),
        ("Key Results", "Ambitious but achievable", "Not"),
        ("Key Results", "Ambitious but achievable", "Yess"),
        ("Key Results", "Ambitious but achievable", "Yes?"),
        ("Key Results", "Ambitious but achievable", "Yes/No"),
        ("Log", "Kind", "Now doing"),
        ("Log", "Kind", "Chance"),
    ],
)
def test_a_word_of_another_meaning_is_for_a_person(sheet: str, header: str, text: str) -> None:
    book = Book(small_book())
    place = book.type_in(sheet, header, 0, books.text(text))
    (ailment,) = [a for a in new(book) if a.finding.where == place]
    assert ailment.finding.code == "OKR015"
    assert ailment.repair is None


@pytest.mark.parametrize(("held", "word"), [(True, "Yes"), (False, "No")])
def test_a_logical_value_becomes_the_word_it_stands_for(*, held: bool, word: str) -> None:
    book = Book(small_book())
    place = book.type_in("Key Results", "Ambitious but achievable", 0, books.boolean(value=held))
    setting = book.setting("Quarter closed", books.boolean(value=held))
    found = new(book)
    assert {(place, word), (setting, word)} <= {
        (a.repair.place, a.repair.value)  # type: ignore[union-attr]  # cells only
        for a in found
        if a.repair
    }
    lines = [a.repair.line for a in found if a.repair and a.finding.where == place]
    assert lines == [f"{place}: '{str(held).upper()}' becomes {word}"]
    done = repaired_file(book.data, "book.xlsx", AS_OF, "")
    assert not {place, setting} & {a.finding.where for a in new(Book(done.data))}


def test_a_logical_value_is_no_word_of_another_list() -> None:
    book = Book(small_book())
    place = book.type_in("Key Results", "Commitment", 0, books.boolean(value=True))
    (ailment,) = [a for a in new(book) if a.finding.where == place]
    assert (ailment.finding.code, ailment.repair) == ("OKR015", None)


def test_a_word_people_added_to_the_list_is_what_they_mean() -> None:
    book = Book(small_book())
    place = book.type_in("Key Results", "Commitment", 0, books.text("Commited"))
    assert place in dict(repaired(book))
    text = parse_workbook(book.data, "book.xlsx").names["okr_commitments"].replace("$", "")
    first, last = text.removeprefix("Lists!").split(":")
    row, column = position(last)
    added = Changes({"Lists": {(row + 1, column): Content("Commited")}})
    book = Book(patch(book.data, added, "book.xlsx"))
    assert place in dict(repaired(book))
    last = last.replace(str(row), str(row + 1))
    leads_to("okr_commitments", f"Lists!{first}:{last}")(book)
    assert place not in dict(repaired(book))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("c1-1", "C1.1"),
        (" C 1.1", "C1.1"),
        ("C-1.1", "C1.1"),
        ("C1.\u200b1", "C1.1"),
        ("\uff23\uff11.\uff11", "C1.1"),
        ("C9.9", None),
        ("?", None),
        ("C1.1?", None),
        ("C11", None),
        ("C.11", None),
        ("C1.1\u00b2", None),
        ("C1, 1", None),
        ("C1.1, C1.2", None),
        ("C1/1", None),
        ("not C1.1", None),
        ("1.1", None),
    ],
)
def test_an_orphan_check_in_finds_its_key_result(text: str, meant: str | None) -> None:
    book = Book(small_book())
    place = book.type_in("Check-ins", "KR", 0, books.text(text))
    found = [each for each in repaired(book) if each[0] == place]
    assert found == ([(place, meant)] if meant else [])
    assert place in {a.finding.where for a in new(book)}


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("1.11", books.text("11.1")),
        ("11.1", books.text("1.11")),
        ("1.1", books.number(11)),
        ("1-1", books.number(1.1)),
    ],
    ids=["1.11 and 11.1", "11.1 and 1.11", "1.1 and the number 11", "1-1 and the number 1.1"],
)
def test_a_dot_between_numbers_is_part_of_an_id(known: str, typed: str) -> None:
    book = Book(small_book())
    book.type_in("Key Results", "ID", 0, books.text(known))
    place = book.type_in("Check-ins", "KR", 3, typed)
    assert place not in dict(repaired(book))
    assert place in {a.finding.where for a in new(book)}


def test_a_link_does_not_go_to_a_line_that_is_not_written() -> None:
    book = Book(small_book())
    spare = len(book.rows("Key Results")) - 1
    book.type_in("Key Results", "ID", spare, books.text("C1.9"))
    place = book.type_in("Check-ins", "KR", 0, books.text("c1-9"))
    assert place not in dict(repaired(book))
    book.type_in("Key Results", "Key result", spare, books.text("Win"))
    assert dict(repaired(book))[place] == "C1.9"


def test_a_link_is_never_mended_in_another_column() -> None:
    book = Book(small_book())
    place = book.type_in("Key Results", "ID", 0, books.text("c-1"))
    renamed(book, "Objective", "Ziel")
    assert ("OKR019", place) in {(a.finding.code, a.finding.where) for a in new(book)}
    assert place not in dict(repaired(book))


def test_lines_without_an_id_get_different_ones() -> None:
    book = Book(small_book())
    first = book.type_in("Key Results", "ID", 0, books.blank())
    second = book.type_in("Key Results", "ID", 1, books.blank())
    found = dict(each for each in repaired(book) if each[0] in (first, second))
    assert len(found) == 2
    assert len(set(found.values())) == 2


@pytest.mark.parametrize(
    ("sheet", "header", "content"),
    [
        ("Check-ins", "KR", books.text("c1.3")),
        ("Milestones", "KR", books.text("C1.3")),
        ("Dependencies", "KR", books.text("C1.3")),
        ("Review", "KR", books.text("C1.3")),
        ("Log", "About", books.text("C1.3")),
        ("Log", "What", books.text("see C1.3, please")),
    ],
    ids=["check-in", "stage", "dependency", "review", "log", "text of the log"],
)
def test_a_new_id_is_none_that_is_named_somewhere(sheet: str, header: str, content: str) -> None:
    book = Book(small_book())
    row = book.row_of("Key Results", "ID", "X1.1")
    place = book.type_in("Key Results", "ID", row, books.blank())
    book.type_in("Key Results", "Objective", row, books.text("C1"))
    assert dict(repaired(book))[place] == "C1.3"
    book.type_in(sheet, header, 0, content)
    assert dict(repaired(book))[place] == "C1.4"


def test_a_new_id_is_none_that_a_line_without_a_day_names() -> None:
    book = Book(small_book())
    row = book.row_of("Key Results", "ID", "X1.1")
    place = book.type_in("Key Results", "ID", row, books.blank())
    book.type_in("Key Results", "Objective", row, books.text("C1"))
    book.type_in("Check-ins", "KR", 0, books.text("C1.3"))
    book.type_in("Check-ins", "Date", 0, books.text("soon"))
    assert dict(repaired(book))[place] == "C1.4"


@pytest.mark.parametrize("named", ["", "C9", "Be the first call"])
def test_a_key_result_of_no_objective_gets_no_id(named: str) -> None:
    book = Book(small_book())
    place = book.type_in("Key Results", "ID", 0, books.blank())
    book.type_in("Key Results", "Objective", 0, books.text(named) if named else books.blank())
    assert place not in dict(repaired(book))
    assert ("OKR016", place) in {(a.finding.code, a.finding.where) for a in new(book)}


def test_an_objective_without_an_id_gets_one() -> None:
    book = Book(small_book())
    place = book.type_in("Objectives", "ID", 2, books.blank())
    assert dict(repaired(book))[place] == "O1"
    book.type_in("Key Results", "Objective", 0, books.text("O1"))
    assert dict(repaired(book))[place] == "O2"


def test_an_id_that_shows_an_error_is_for_a_person() -> None:
    book = Book(small_book())
    place = book.type_in("Key Results", "ID", 0, books.error())
    assert place not in dict(repaired(book))


def test_a_new_id_never_stands_in_another_column() -> None:
    book = Book(small_book())
    header = f"{book.headers('Key Results')['ID']}{book.area('Key Results')[1]}"
    book.put("Key Results", header, books.text("Short"))
    book.change(book.table_parts("Key Results")[0], 'name="ID"', 'name="Short"')
    for row in range(3):
        book.type_in("Key Results", "Short", row, books.blank())
    assert {a.finding.code for a in new(book)} >= {"OKR003", "OKR016"}
    assert not [each for each in repaired(book) if each[0].startswith("Key Results!A")]


@pytest.mark.parametrize(("sheet", "text"), [("Key Results", "C1.1"), ("Objectives", "C1")])
def test_an_id_that_stands_twice_is_for_a_person(sheet: str, text: str) -> None:
    book = Book(small_book())
    place = book.type_in(sheet, "ID", 1, books.text(text))
    (ailment,) = [a for a in new(book) if a.finding.code == "OKR017"]
    assert ailment.finding.where == place
    assert place not in dict(repaired(book))


def test_a_line_that_was_copied_whole_is_for_a_person() -> None:
    book = Book(small_book())
    cells = book.cells("Key Results", 5)
    for header in ("ID", "Key result"):
        shown = str(cells[book.headers("Key Results")[header]])
        place = book.type_in("Key Results", header, 1, books.text(shown))
    place = book.address("Key Results", "ID", 1)
    twice = [a for a in new(book) if a.finding.code == "OKR017"]
    assert [a.finding.cell for a in twice] == [place]
    assert [a.repair for a in twice] == [None]


def gone(name: str) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        xml = book.xml(WORKBOOK)
        start = xml.index(f'<definedName name="{name}"')
        end = xml.index("</definedName>", start) + len("</definedName>")
        book.parts[WORKBOOK] = (xml[:start] + xml[end:]).encode()

    return change


def leads_to(name: str, text: str) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        xml = book.xml(WORKBOOK)
        start = xml.index(">", xml.index(f'<definedName name="{name}"')) + 1
        end = xml.index("</definedName>", start)
        book.parts[WORKBOOK] = (xml[:start] + text + xml[end:]).encode()

    return change


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (gone("okr_start"), "okr_start"),
        (leads_to("okr_start", "#REF!"), "okr_start"),
        (leads_to("okr_start", "Lists!$B$3"), "okr_start"),
        (leads_to("okr_start", "Lists!$A$2"), "okr_start"),
        (leads_to("okr_types", "Lists!$D$2:$D$4"), "okr_types"),
        (leads_to("okr_types", "Lists!#REF!"), "okr_types"),
        (leads_to("okr_teams", "tblTeams[Lead]"), "okr_teams"),
        (gone("okr_people"), "okr_people"),
    ],
)
def test_a_broken_name_is_mended(change: Callable[[Book], None], name: str) -> None:
    book = Book(small_book())
    before = book.xml(WORKBOOK)
    change(book)
    assert book.xml(WORKBOOK) != before
    mended = [a.repair for a in new(book) if a.finding.code == "OKR007"]
    assert [each.name for each in mended] == [name]  # type: ignore[union-attr]
    text = mended[0].text  # type: ignore[union-attr]
    assert f">{text}</definedName>" in before


def test_a_list_people_added_words_to_is_sound() -> None:
    book = Book(small_book())
    held = book.xml(WORKBOOK)
    start = held.index(">", held.index('<definedName name="okr_types"')) + 1
    text = held[start : held.index("<", start)]
    last = int(text.rpartition("$")[2])
    leads_to("okr_types", text.removesuffix(str(last)) + str(last + 3))(book)
    assert not [a for a in new(book) if a.finding.code == "OKR007"]


@pytest.mark.parametrize(
    ("label", "content", "locale", "value"),
    [
        ("Check-in cadence", books.text("weekley"), "", "Weekly"),
        ("Check-in cadence", books.text("daily"), "", None),
        ("Committed: Green from pace", books.text("0,95"), "de", 0.95),
        ("Committed: Green from pace", books.text("95%"), "", 0.95),
        ("Confidence for Green", books.text("70 %"), "", None),
        ("Last day", books.text("31.03.2027"), "de", 46477),
    ],
)
def test_a_setting_as_it_was_meant(label: str, content: str, locale: str, value: object) -> None:
    book = Book(small_book())
    place = book.setting(label, content)
    found = [each for each in repaired(book, locale) if each[0] == place]
    assert found == ([] if value is None else [(place, value)])


def test_a_workbook_that_counts_its_days_from_1904_is_not_touched() -> None:
    book = Book(small_book())
    book.change(WORKBOOK, "<workbookPr />", '<workbookPr date1904="1" />')
    with pytest.raises(OtherEpoch) as caught:
        repaired_file(book.data, "book.xlsx", AS_OF, "")
    assert (caught.value.code, caught.value.exit_code) == ("OKR936", 3)
    assert "1904 date system" in str(caught.value)


def of_key_results(book: Book) -> str:
    return book.table_parts("Key Results")[0]


def renamed(book: Book, old: str, new_name: str) -> None:
    """Another header for a column of Key Results, and in all formulas, as Excel does it."""
    header = f"{book.headers('Key Results')[old]}{book.area('Key Results')[1]}"
    book.put("Key Results", header, books.text(new_name))
    book.change(of_key_results(book), f'name="{old}"', f'name="{new_name}"')
    book.change_formulas(f"[{old}]", f"[{new_name}]")


@pytest.mark.parametrize(("new_name", "count"), [("Ziel", 0), ("target", 0), ("Target", 1)])
def test_a_formula_that_names_a_lost_column_stays_away(new_name: str, count: int) -> None:
    book = Book(small_book())
    renamed(book, "Target", new_name)
    place = book.type_in("Key Results", "Target used", 0, books.number(0.9))
    assert place in {a.finding.where for a in new(book)}
    assert [each[0] for each in repaired(book)].count(place) == count
    for ailment in seen(book):
        formula = getattr(ailment.repair, "formula", None) or ""
        # The Forecast sheet has a column of that name too.
        assert new_name == "Target" or "[Target]" not in formula.replace("tblForecast[Target]", "")


def test_a_formula_that_names_a_lost_table_stays_away() -> None:
    book = Book(small_book())
    part = book.table_parts("Milestones")[0]
    book.change(part, 'ame="tblMilestones"', 'ame="tblStages"')
    lost = [
        a.repair
        for a in seen(book)
        if "tblMilestones" in (getattr(a.repair, "formula", None) or "")
    ]
    assert not lost


def test_a_formula_that_names_a_lost_name_waits_for_it() -> None:
    book = Book(small_book())
    place = book.type_in("Key Results", "Expected", 0, books.number(0.9))
    assert place in dict(repaired(book))
    gone("okr_start")(book)
    assert place not in {getattr(a.repair, "place", "") for a in seen(book)}
    made = repaired_file(book.data, "book.xlsx", AS_OF, "")
    lines = [each.line for each in made.repairs]
    assert any(line.startswith("okr_start") for line in lines)
    assert any(line.startswith(place) for line in lines)


FORMULA_IN_TYPED = [
    ("Key Results", "Type", "Incraese"),
    ("Check-ins", "KR", "c1-1"),
    ("Check-ins", "Value", "298"),
    ("Check-ins", "Date", "2027-02-15"),
]


@pytest.mark.parametrize(("sheet", "header", "shown"), FORMULA_IN_TYPED)
def test_what_a_formula_shows_is_never_typed_over(sheet: str, header: str, shown: str) -> None:
    book = Book(small_book())
    place = book.type_in(sheet, header, 0, f' t="str"><f>LOWER("x")</f><v>{shown}</v></c>')
    assert place in {a.finding.where for a in new(book)}
    assert place not in dict(repaired(book))
    book.type_in(sheet, header, 0, books.text(shown))
    assert place in dict(repaired(book))


def test_a_setting_with_a_formula_is_never_typed_over() -> None:
    book = Book(small_book())
    place = book.setting("As of", ' t="str"><f>LOWER("x")</f><v>2027-02-26</v></c>')
    assert place not in dict(repaired(book))


def test_a_refused_repair_leaves_the_others() -> None:
    book = Book(small_book())
    first, second = (book.address("Key Results", "Score", row) for row in (0, 1))
    array = f'><f t="array" ref="{first}:{second}">ROW()/100</f><v>0.05</v></c>'
    book.put("Key Results", first, array)
    book.put("Key Results", second, books.number(0.05))
    good = book.type_in("Key Results", "Type", 0, books.text("Incraese"))
    made = repaired_file(book.data, "book.xlsx", AS_OF, "")
    assert [each.place for each in made.repairs] == [good]  # type: ignore[union-attr]
    assert f"Key Results!{first}" in {each.where for each in made.left}
    assert repaired_file(made.data, "book.xlsx", AS_OF, "") == (made.data, (), made.left)


@pytest.mark.parametrize(("held", "offered"), [("", False), ("1+1", True)])
def test_a_member_of_an_array_gets_no_formula_of_its_own(held: str, *, offered: bool) -> None:
    book = Book(small_book())
    read = parse_workbook(book.data, "book.xlsx")
    address = book.address("Key Results", "Score", 0)
    loaded = read_plan(read)
    assert loaded.plan is not None
    view = view_of(loaded, figures(loaded.plan, loaded.policy, AS_OF))
    found = {(c.sheet, c.address): c for c in computed_cells(read, loaded, view)}
    place = ("Key Results", address)
    found[place] = found[place]._replace(cell=Cell(0.05, held))
    patient = Patient(read, loaded, loaded.plan, found, "", set(), {})
    changed = finding("OKR008", "Changed.")._replace(sheet="Key Results", cell=address)
    assert (repair_of(patient, changed) is not None) == offered


@pytest.mark.parametrize(
    ("row", "header", "unit", "target", "value"),
    [
        (1, "Baseline", "%", books.number(0.2), 0.62),
        (1, "Baseline", "%", books.text("20 %"), 0.62),
        (1, "Baseline", "% of calls", books.number(-1), 0.62),
        (1, "Baseline", "%", books.number(70), None),
        (1, "Baseline", "%", books.text("70"), None),
        (1, "Baseline", "calls", books.number(0.2), None),
        (1, "Baseline", "", books.number(0.2), None),
        (1, "Weight", "%", books.number(0.2), None),
    ],
)
def test_a_percentage_of_a_key_result(
    row: int, header: str, unit: str, target: str, value: float | None
) -> None:
    book = Book(small_book())
    book.type_in("Key Results", "Unit", row, books.text(unit))
    book.type_in("Key Results", "Target", row, target)
    place = book.type_in("Key Results", header, row, books.text("62 %"))
    assert place in {a.finding.where for a in new(book)}
    assert dict(repaired(book)).get(place) == value


@pytest.mark.parametrize(
    ("header", "target", "other", "value"),
    [
        ("Value", 0.2, 0.45, 0.62),
        ("Value", 70, 0.45, None),
        ("Value", 0.2, 45, None),
        ("Confidence", 0.2, 0.45, None),
    ],
)
def test_a_percentage_of_a_check_in(
    header: str, target: float, other: float, value: float | None
) -> None:
    book = Book(small_book())
    book.type_in("Key Results", "Target", 1, books.number(target))
    row = book.row_of("Check-ins", "KR", "C1.2")
    book.type_in("Check-ins", "Value", row + 8, books.number(other))
    place = book.type_in("Check-ins", header, row, books.text("62 %"))
    assert place in {a.finding.where for a in new(book)}
    assert dict(repaired(book)).get(place) == value


def test_a_percentage_typed_as_a_whole_number() -> None:
    book = Book(small_book())
    book.type_in("Key Results", "Target", 1, books.number(0.9))
    row = book.row_of("Check-ins", "KR", "C1.2")
    place = book.type_in("Check-ins", "Value", row, books.number(45))
    assert "OKR068" in {a.finding.code for a in new(book) if a.finding.where == place}
    assert dict(repaired(book)).get(place) == 0.45
    book.type_in("Check-ins", "Value", row, books.formula("40+5", "45"))
    assert place not in dict(repaired(book))


def test_a_percentage_of_no_key_result_is_for_a_person() -> None:
    book = Book(small_book())
    row = book.row_of("Check-ins", "KR", "C1.2")
    place = book.type_in("Check-ins", "Value", row, books.text("62 %"))
    assert place in dict(repaired(book))
    book.type_in("Check-ins", "KR", row, books.text("C9.9"))
    assert place not in dict(repaired(book))


def test_a_workbook_that_counts_its_days_from_1904_is_offered_no_repair() -> None:
    book = Book(small_book())
    book.type_in("Key Results", "Type", 0, books.text("Incraese"))
    assert repaired(book)
    book.change(WORKBOOK, "<workbookPr />", '<workbookPr date1904="1" />')
    gone("okr_people")(book)
    assert {"OKR007", "OKR015"} <= {a.finding.code for a in seen(book)}
    assert not [a for a in seen(book) if a.repair]
