"""What a refresh would store is what the engines compute, in workbooks people have worked with."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from okrsheet.core.figures import figures
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.in_file import computed_cells, view_of
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.rewrite import refreshed
from tests import books
from tests.books import Book
from tests.commands import run
from tests.engines.compare import Cells, differences, only
from tests.engines.day import on_one_day
from tests.engines.iron import recalculate_iron
from tests.engines.libreoffice import LibreOffice
from tests.small_plan import AS_OF, small_book, small_plan

TYPED = ("Date", "KR", "Value", "Confidence", "Owner RAG", "Reason", "In the way", "Next step")


def clear_line(book: Book, place: int) -> None:
    for header in (*TYPED, "By"):
        book.type_in("Check-ins", header, place, books.blank())


def blank_lines_between_check_ins(book: Book) -> None:
    clear_line(book, 1)
    clear_line(book, 4)


def check_ins_written_further_down(book: Book) -> None:
    last = len(book.rows("Check-ins")) - 1
    book.type_in("Check-ins", "Date", last, books.number(46440))
    book.type_in("Check-ins", "KR", last, books.text("C1.1"))
    book.type_in("Check-ins", "Value", last, books.number(345))


def a_line_to_be_filled_in(book: Book) -> None:
    last = len(book.rows("Check-ins")) - 1
    book.type_in("Check-ins", "Date", last, books.number(46440))
    book.type_in("Check-ins", "KR", last, books.text("C1.1"))
    book.type_in("Check-ins", "By", last, books.text("Bo Ek"))


def another_key_result_picked(book: Book) -> None:
    book.put("Trend", "C4", books.text("s1.3"))


def a_line_without_a_day(book: Book) -> None:
    book.type_in("Check-ins", "Date", 2, books.text("soon"))


def a_key_result_in_a_spare_line(book: Book) -> None:
    last = len(book.rows("Key Results")) - 1
    for header, content in (
        ("ID", books.text("N9")),
        ("Key result", books.text("From 1 to 9")),
        ("Objective", books.text("C1")),
        ("Baseline", books.number(1)),
        ("Target", books.number(9)),
    ):
        book.type_in("Key Results", header, last, content)


def no_day_of_the_figures(book: Book) -> None:
    book.setting("As of", books.blank())


def a_team_renamed_in_one_place(book: Book) -> None:
    book.type_in("Teams", "Team", 0, books.text("Salesforce"))


def a_key_result_worded_anew(book: Book) -> None:
    book.type_in("Key Results", "Key result", 0, books.text("Grow the business"))
    book.type_in("Key Results", "Target", 0, books.blank())


def key_results_in_another_order(book: Book) -> None:
    for header in ("ID", "Key result", "Type", "Baseline", "Target", "Owner", "Data source"):
        column = book.headers("Key Results")[header]
        held = [book.cells("Key Results", row).get(column) for row in (5, 6)]
        for place, value in enumerate(reversed(held)):
            content = (
                books.number(value) if isinstance(value, float) else books.text(str(value or ""))
            )
            book.type_in("Key Results", header, place, content)


def a_key_result_with_the_breaks_of_another_program(book: Book) -> None:
    # The other way of writing a return, _x000D_, is one the second engine does not know.
    text = books.text("Raise clients<\n  from 280< to 360").replace("&lt;", "&#13;")
    book.type_in("Key Results", "Key result", 0, text)


WORKED_ON = (
    a_key_result_with_the_breaks_of_another_program,
    a_key_result_worded_anew,
    key_results_in_another_order,
    blank_lines_between_check_ins,
    check_ins_written_further_down,
    a_line_without_a_day,
    a_line_to_be_filled_in,
    another_key_result_picked,
    a_key_result_in_a_spare_line,
    no_day_of_the_figures,
    a_team_renamed_in_one_place,
)


def said_by_refresh(data: bytes, today: date) -> Cells:
    read = parse_workbook(data, "book.xlsx")
    loaded = read_plan(read)
    assert loaded.plan is not None
    view = view_of(loaded, figures(loaded.plan, loaded.policy, loaded.as_of or today))
    found: dict[str, dict[str, object]] = {}
    for cell in computed_cells(read, loaded, view):
        if not cell.formula:
            held = cell.cell.value if cell.cell.value != "" else None
            assert held == cell.value, cell.address
            continue
        found.setdefault(cell.sheet, {})[cell.address] = cell.value
    return found  # type: ignore[return-value]


@pytest.mark.slow
@pytest.mark.libreoffice
def test_lines_a_refresh_adds_show_what_the_engines_compute(
    libreoffice: LibreOffice, tmp_path: Path
) -> None:
    few = {**books.SPARE, "tblAudit": -5, "tblAuditSummary": -3}
    book = books.without_print_titles(books.workbook(small_plan(), as_of=AS_OF, spare=few))
    path = tmp_path / "longer.xlsx"
    made = refreshed(book, "book.xlsx", AS_OF)
    path.write_bytes(made.data)
    cells = said_by_refresh(made.data, AS_OF)
    office = libreoffice.recalculate(path)
    for name, count in made.lines.items():
        shown = {address: office[name][address] for address in cells[name]}
        assert count > 0
        assert differences({name: cells[name]}, {name: shown}) == []
    assert sorted(made.lines) == ["Audit", "Audit Summary"]
    assert differences(cells, recalculate_iron(path)) == []


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("change", WORKED_ON, ids=lambda each: each.__name__.replace("_", " "))
def test_a_refresh_stores_what_the_engines_compute(
    change: Callable[[Book], None], libreoffice: LibreOffice, tmp_path: Path
) -> None:
    book = Book(small_book())
    change(book)
    path = tmp_path / "worked_on.xlsx"
    made = books.without_print_titles(book.data)

    def by_all(today: date) -> tuple[Cells, list[Cells]]:
        # What the lint says of a new text stands in the file only after a refresh.
        path.write_bytes(refreshed(made, "book.xlsx", today).data)
        cells = said_by_refresh(path.read_bytes(), today)
        seen = only(cells, libreoffice.recalculate(path))
        return cells, [recalculate_iron(path), seen]

    cells, got = on_one_day(by_all)
    for each in got:
        assert differences(cells, each) == []


@pytest.mark.slow
@pytest.mark.libreoffice
def test_a_closed_quarter_is_what_the_engines_compute(
    libreoffice: LibreOffice, tmp_path: Path
) -> None:
    path = tmp_path / "closed.xlsx"
    path.write_bytes(small_book())
    given = ("--value", "C1.2=0.3", "--score", "S1.1=0.75", "--reason", "S1.1=Signed on 1 April")
    done = run("close", str(path), "--as-of", "2027-04-02", "--undecided", *given)
    assert done.returncode == 0, done.stderr
    stored = Book(path.read_bytes()).cached()
    assert sum(map(len, stored.values())) > 1000
    for got in (libreoffice.recalculate(path), recalculate_iron(path)):
        assert differences(stored, got) == []
