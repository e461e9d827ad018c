"""Bad input: every mistake is a finding with its cell, and nothing that was typed changes."""

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from okrsheet.core.checks import check
from okrsheet.core.export import document
from okrsheet.core.figures import figures
from okrsheet.core.scoreboard import lines
from okrsheet.workbook.contract import letters
from okrsheet.workbook.layout import TABLES
from okrsheet.workbook.load import Loaded, load
from tests import books
from tests.books import Book
from tests.small_plan import AS_OF, small_book, small_plan

Change = Callable[[Book], str]
NA: Final = books.error("#N/A")


def read(book: Book, folder: Path) -> Loaded:
    path = folder / "book.xlsx"
    path.write_bytes(book.data)
    loaded = load(path)
    assert path.read_bytes() == book.data
    return loaded


def found(book: Book, folder: Path) -> dict[str, set[str]]:
    """Code -> places of all findings, of reading and of checking."""
    loaded = read(book, folder)
    checked = []
    if loaded.plan is not None:
        checked = check(figures(loaded.plan, loaded.policy, loaded.as_of or AS_OF))
    places: dict[str, set[str]] = {}
    for each in loaded.all_findings(checked):
        places.setdefault(each.code, set()).add(books.place(each.sheet, each.cell))
    return places


def test_a_sound_workbook_has_none_of_these_findings(tmp_path: Path) -> None:
    assert not set(found(Book(small_book()), tmp_path)) & {code for code, _ in MISTAKES.values()}


def test_every_field_comes_back(tmp_path: Path) -> None:
    loaded = read(Book(small_book()), tmp_path)
    assert loaded.plan is not None
    assert loaded.plan.objectives[:3] == small_plan().objectives
    assert loaded.plan.key_results[:8] == small_plan().key_results
    assert loaded.plan.check_ins == small_plan().check_ins
    assert loaded.plan.log[:1] == small_plan().log


def renamed_header(book: Book) -> str:
    address = f"{book.headers('Key Results')['Target']}4"
    book.change(book.table_parts("Key Results")[0], 'name="Target"', 'name="Aim"')
    book.put("Key Results", address, books.text("Aim"))
    return f"Key Results!{address}"


def doubled_header(book: Book) -> str:
    address = f"{book.headers('Key Results')['Target']}4"
    book.put("Key Results", address, books.text("Baseline"))
    return f"Key Results!{address}"


def deleted_table(book: Book) -> str:
    part = book.table_parts("Milestones")[0]
    book.change(part, "tblMilestones", "tblOther")
    return ""


def second_number_one(book: Book) -> str:
    return book.type_in("Objectives", "Number one", 1, books.text("Yes"))


def typed(sheet: str, header: str, row: int, content: str) -> Change:
    return lambda book: book.type_in(sheet, header, row, content)


def setting(label: str, content: str) -> Change:
    return lambda book: book.setting(label, content)


MISTAKES: Final[dict[str, tuple[str, Change]]] = {
    "a table is gone": ("OKR002", deleted_table),
    "a header renamed": ("OKR003", renamed_header),
    "a header twice": ("OKR004", doubled_header),
    "text in a target": ("OKR010", typed("Key Results", "Target", 0, books.text("360 clients"))),
    "yes in a weight": ("OKR010", typed("Key Results", "Weight", 0, books.boolean(value=True))),
    "text in a value": ("OKR010", typed("Check-ins", "Value", 0, books.text("about 300"))),
    "no date": ("OKR011", typed("Check-ins", "Date", 1, books.blank())),
    "a text for a date": ("OKR011", typed("Check-ins", "Date", 1, books.text("last week"))),
    "serial 60": ("OKR011", typed("Milestones", "Due", 0, books.number(60))),
    "a day after the last": ("OKR011", typed("Milestones", "Due", 0, books.number(2958466))),
    "a day before the first": ("OKR011", typed("Key Results", "Due", 0, books.number(-1))),
    "an enormous target": ("OKR010", typed("Key Results", "Target", 0, books.number("1E+200"))),
    "an enormous value": ("OKR010", typed("Check-ins", "Value", 0, books.number("-1E+200"))),
    "#N/A in a baseline": ("OKR012", typed("Key Results", "Baseline", 1, NA)),
    "#N/A in a text": ("OKR012", typed("Objectives", "Owner", 0, NA)),
    "no stored value": ("OKR013", typed("Key Results", "Target", 0, books.formula("1+1"))),
    "a formula overwritten": ("OKR014", typed("Key Results", "Score", 2, books.number(0.7))),
    "a formula deleted": ("OKR014", typed("Key Results", "RAG", 2, books.blank())),
    "an unknown word": ("OKR015", typed("Key Results", "Type", 0, books.text("Improve"))),
    "maybe for yes": ("OKR015", typed("Objectives", "Number one", 1, books.text("maybe"))),
    "no ID": ("OKR016", typed("Key Results", "ID", 7, books.blank())),
    "an ID twice": ("OKR017", typed("Key Results", "ID", 7, books.text("c1.1"))),
    "unknown in Check-ins": ("OKR018", typed("Check-ins", "KR", 3, books.text("C9.9"))),
    "unknown in Milestones": ("OKR018", typed("Milestones", "KR", 0, books.text("C9.9"))),
    "unknown objective": ("OKR019", typed("Key Results", "Objective", 0, books.text("C9"))),
    "last year": ("OKR020", typed("Check-ins", "Date", 0, books.day(date(2026, 2, 12)))),
    "percent mixed": ("OKR021", typed("Key Results", "Baseline", 1, books.number(50))),
    "a negative weight": ("OKR022", typed("Key Results", "Weight", 0, books.number(-1))),
    "confidence 11": ("OKR023", typed("Check-ins", "Confidence", 0, books.number(11))),
    "a setting unreadable": ("OKR029", setting("Aspirational: Hit from", books.text("high"))),
    "two number ones": ("OKR040", second_number_one),
}


@pytest.mark.parametrize("name", list(MISTAKES))
def test_a_mistake_is_found_in_its_cell(name: str, tmp_path: Path) -> None:
    code, change = MISTAKES[name]
    book = Book(small_book())
    place = change(book)
    assert place in found(book, tmp_path).get(code, set())


@pytest.mark.parametrize("label", ["First day", "Last day"])
def test_a_quarter_without_dates_has_no_figures(label: str, tmp_path: Path) -> None:
    book = Book(small_book())
    book.setting(label, books.blank())
    loaded = read(book, tmp_path)
    assert loaded.plan is None
    assert "OKR006" in {each.code for each in loaded.findings}


def test_a_quarter_that_ends_before_it_starts_has_no_figures(tmp_path: Path) -> None:
    book = Book(small_book())
    book.setting("Last day", books.day(date(2026, 12, 31)))
    assert read(book, tmp_path).plan is None


def test_a_cleared_threshold_counts_as_its_default(tmp_path: Path) -> None:
    book = Book(small_book())
    book.setting("Committed: Green from pace", books.blank())
    assert read(book, tmp_path).policy.committed_green == 0.95


def test_a_workbook_that_is_not_ours_says_so(tmp_path: Path) -> None:
    book = Book(small_book())
    for table in TABLES:
        part = book.table_parts(table.sheet)[0]
        book.change(part, table.name, table.name.replace("tbl", "own"))
    loaded = read(book, tmp_path)
    assert [each.code for each in loaded.findings] == ["OKR001"]


def test_dates_of_a_1904_workbook_are_read_by_its_own_calendar(tmp_path: Path) -> None:
    book = Book(small_book())
    book.change("xl/workbook.xml", "<workbookPr ", '<workbookPr date1904="1" ')
    loaded = read(book, tmp_path)
    assert loaded.plan is not None
    assert loaded.plan.quarter.start == date(2031, 1, 2)


GARBAGE: Final = (
    books.text("x"),
    books.text("\U0001f3af"),
    books.text("y" * 32_767),
    books.text("=cmd|' /C calc'!A1"),
    books.text("   "),
    books.text("1,5"),
    books.number("1E+308"),
    books.number("-1E+308"),
    books.number("0"),
    books.number("2958466"),
    books.number("46400.75"),
    books.boolean(value=True),
    books.error("#REF!"),
    books.formula("1+1"),
    ' t="e"><f>NA()</f><v>#N/A</v></c>',
    books.blank(),
)


@pytest.mark.parametrize("seed", range(60))
def test_garbage_never_raises(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    book = Book(small_book())
    for _ in range(40):
        table = rng.choice(TABLES)
        column = rng.randrange(len(table.columns))
        row = rng.choice(book.rows(table.sheet))
        book.put(table.sheet, f"{letters(column + 1)}{row}", rng.choice(GARBAGE))
    loaded = read(book, tmp_path)
    if loaded.plan is None:
        return
    shown = figures(loaded.plan, loaded.policy, loaded.as_of or AS_OF)
    findings = loaded.all_findings(check(shown))
    assert json.dumps(document(shown, findings))
    assert list(lines(shown, findings))
    for figure in shown.key_results:
        assert figure.score is None or 0 <= figure.score <= 1


def test_a_day_that_never_was_is_said_to_be_one(tmp_path: Path) -> None:
    book = Book(small_book())
    book.type_in("Milestones", "Due", 0, books.number(60))
    book.type_in("Milestones", "Due", 1, books.number(61))
    told = [each.message for each in read(book, tmp_path).findings if each.code == "OKR011"]
    assert told == ["Due holds 60, which would be 29 February 1900, a day that never was."]


@pytest.mark.parametrize("header", ["target ", "TARGET", "Tar\u200bget", "\uff34arget"])
def test_a_header_that_looks_the_same_is_found(header: str, tmp_path: Path) -> None:
    book = Book(small_book())
    address = f"{book.headers('Key Results')['Target']}4"
    book.change(book.table_parts("Key Results")[0], 'name="Target"', f'name="{header}"')
    book.put("Key Results", address, books.text(header))
    loaded, usual = read(book, tmp_path), read(Book(small_book()), tmp_path)
    assert loaded.plan == usual.plan
    assert loaded.findings == usual.findings


def test_a_setting_that_looks_the_same_is_found(tmp_path: Path) -> None:
    book = Book(small_book())
    row = book.row_of("Settings", "Setting", "Organisation")
    book.type_in("Settings", "Setting", row, books.text(" organisation\u00a0"))
    loaded = read(book, tmp_path)
    assert loaded.plan is not None
    assert loaded.plan.organisation == "Acme"


def test_of_several_renamed_headers_each_is_found_in_its_cell(tmp_path: Path) -> None:
    book = Book(small_book())
    cells = {}
    for header, name in (("Target", "Aim"), ("Owner", "Who")):
        cells[header] = f"Key Results!{book.headers('Key Results')[header]}4"
        book.change(book.table_parts("Key Results")[0], f' name="{header}"', f' name="{name}"')
        book.put("Key Results", cells[header].partition("!")[2], books.text(name))
    lost = [each for each in read(book, tmp_path).findings if each.code == "OKR003"]
    assert {each.where for each in lost} == set(cells.values())
    assert "Is it 'Aim' now?" in str(lost)
