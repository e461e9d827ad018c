"""What the doctor finds in a file, and the repair where there is just one."""

from collections.abc import Callable

import pytest

from okrsheet.core.figures import figures
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.refusals import OtherEpoch
from okrsheet.workbook.ailments import Ailment
from okrsheet.workbook.doctor import examine
from okrsheet.workbook.load import read_plan
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
        ("Ambitious but achievable", "Yess", "Yes"),
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
    ("text", "meant"), [("c1-1", "C1.1"), (" C 1.1", "C1.1"), ("C9.9", None), ("?", None)]
)
def test_an_orphan_check_in_finds_its_key_result(text: str, meant: str | None) -> None:
    book = Book(small_book())
    place = book.type_in("Check-ins", "KR", 0, books.text(text))
    found = [each for each in repaired(book) if each[0] == place]
    assert found == ([(place, meant)] if meant else [])


def test_lines_without_an_id_get_different_ones() -> None:
    book = Book(small_book())
    first = book.type_in("Key Results", "ID", 0, books.blank())
    second = book.type_in("Key Results", "ID", 1, books.blank())
    found = dict(each for each in repaired(book) if each[0] in (first, second))
    assert len(found) == 2
    assert len(set(found.values())) == 2


def test_an_id_that_stands_twice_is_kept_by_the_first_line() -> None:
    book = Book(small_book())
    first = str(book.cells("Key Results", 5)[book.headers("Key Results")["ID"]])
    place = book.type_in("Key Results", "ID", 1, books.text(first))
    ((where, made),) = [each for each in repaired(book) if each[0] == place]
    assert where == place
    assert made != first


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
        (leads_to("okr_types", "Lists!$D$2:$D$4"), "okr_types"),
        (leads_to("okr_types", "Lists!#REF!"), "okr_types"),
        (leads_to("okr_teams", "tblTeams[Lead]"), "okr_teams"),
        (gone("okr_people"), "okr_people"),
    ],
    ids=str,
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
    assert (caught.value.code, caught.value.exit_code) == ("OKR935", 3)
    assert "1904 date system" in str(caught.value)
