"""The values charts keep beside their references."""

from collections.abc import Sequence

import pytest

from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Cell
from okrsheet.workbook.chart_refresh import refreshed_charts, with_values
from okrsheet.workbook.in_file import ComputedColumn
from tests import books

CELLS = {("S", (1, 1)): 0.5, ("S", (2, 1)): "", ("S", (3, 1)): 2.0, ("It's", (1, 1)): "a & b"}


def shows(sheet: str, places: Sequence[tuple[int, int]]) -> list[object] | None:
    if sheet not in ("S", "It's"):
        return None
    return [CELLS.get((sheet, place)) for place in places]


def num(points: str, p: str = "c:", place: str = "S!$A$1:$A$3") -> bytes:
    count = f'<{p}ptCount val="3"/>'
    form = f"<{p}formatCode>0.00</{p}formatCode>"
    cache = f"<{p}numCache>{form}{count}{points}</{p}numCache>"
    return f"<a><{p}numRef><{p}f>{place}</{p}f>{cache}</{p}numRef></a>".encode()


@pytest.mark.parametrize("p", ["c:", ""])
def test_values_that_changed_are_written(p: str) -> None:
    old = num(f'<{p}pt idx="0"><{p}v>0.4</{p}v></{p}pt>', p)
    points = f'<{p}pt idx="0"><{p}v>0.5</{p}v></{p}pt><{p}pt idx="2"><{p}v>2</{p}v></{p}pt>'
    assert with_values(old, shows) == num(points, p)


def test_a_text_never_stands_among_numbers() -> None:
    for place in ("It's!$A$1", "S!$A$1:$A$3"):
        old = num('<c:pt idx="0"><c:v>0.5</c:v></c:pt>', place=place)
        assert b"a &amp; b" not in with_values(old, shows)


def test_what_a_program_keeps_of_a_blank_among_numbers_stays() -> None:
    points = [(0, "0.50000000000000011"), (1, "0"), (2, "2")]
    old = num("".join(f'<c:pt idx="{n}"> <c:v>{v}</c:v></c:pt>' for n, v in points))
    assert with_values(old, shows) == old


def test_texts_are_escaped_and_quoted_sheets_found() -> None:
    cache = '<c:strCache><c:ptCount val="1"/></c:strCache>'
    old = f"<c:strRef><c:f>'It''s'!$A$1</c:f>{cache}</c:strRef>"
    made = with_values(old.encode(), shows).decode()
    assert '<c:pt idx="0"><c:v>a &amp; b</c:v></c:pt>' in made


@pytest.mark.parametrize(
    "place", ["S!$A$1:$B$3", "[1]S!$A$1", "tblX[Score]", "S!#REF!", "(S!A1,S!A2)", "T!A1"]
)
def test_other_references_stay(place: str) -> None:
    old = num('<c:pt idx="0"><c:v>9</c:v></c:pt>', place=place)
    assert with_values(old, shows) == old


def test_a_part_in_another_encoding_stays() -> None:
    assert with_values(b"\xff\xfe<\x00", shows) == b"\xff\xfe<\x00"


def test_the_example_needs_no_new_values() -> None:
    book = parse_workbook(books.example(), "book.xlsx")
    assert refreshed_charts(guard(books.example(), "book.xlsx"), book, ()) == {}


def test_only_what_shows_a_cell_of_ours_is_written() -> None:
    book = parse_workbook(books.example(), "book.xlsx")
    cells = (Cell(0.1, "1"),)
    shown = ComputedColumn(("Dashboard", "E10"), "Dashboard", 5, "", "1", (10,), cells, (0.77,), ())
    other = shown._replace(sheet="Lists", rows=(2,))
    assert refreshed_charts(guard(books.example(), "book.xlsx"), book, [other]) == {}
    ((_, made),) = refreshed_charts(guard(books.example(), "book.xlsx"), book, [shown]).items()
    assert b"<v>0.77</v>" in made
