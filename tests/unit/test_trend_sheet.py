"""The Trend sheet: which key result it shows, where the points of its chart lie."""

import re
from datetime import date

import pytest

from okrsheet.core.figures import figures
from okrsheet.core.forecast import forecasts
from okrsheet.core.model import CheckIn, Plan
from okrsheet.core.policy import SMB
from okrsheet.workbook.rewrite import refreshed
from okrsheet.workbook.sheets import trend_values
from okrsheet.workbook.sheets.trend import CHART_AT, LINES, POINTS_AT
from okrsheet.workbook.sheets.trend_values import At, points
from okrsheet.workbook.view import View
from tests import books
from tests.books import Book, serial
from tests.small_plan import AS_OF, small_book, small_plan

START, END = date(2027, 1, 1), date(2027, 3, 31)
CHART = "xl/charts/chart2.xml"


def lines_of(picked: str, plan: Plan | None = None) -> dict[str, list[At]]:
    view = View(figures(plan or small_plan(), SMB, AS_OF))
    view.picked = picked
    return {name: list(found) for name, found in points(view).items()}


def test_the_values_of_each_week_and_nothing_twice() -> None:
    found = lines_of("C1.1")["Value"]
    told = [At(START, 280.0), At(date(2027, 2, 12), 286.0), At(date(2027, 2, 23), 301.0)]
    assert list(dict.fromkeys(found)) == told
    assert len(found) == LINES["Value"][2]
    assert found[-1] == told[-1]


def test_target_expected_path_and_forecast() -> None:
    found = lines_of("c1.1")
    ahead = forecasts(figures(small_plan(), SMB, AS_OF))[0]
    assert ahead is not None
    assert found["Target"] == [At(START, 360.0), At(END, 360.0), At(END, 360.0), At(END, 360.0)]
    days = [START, date(2027, 1, 31), date(2027, 2, 28), END]
    assert [each.day for each in found["Expected"]] == days
    values = [each.value for each in found["Expected"]]
    assert values == pytest.approx([280.0, 300.0, 330.0, 360.0])
    assert found["Forecast"] == [At(AS_OF, 301.0), At(END, ahead.value)]
    assert found["Likely range"] == [At(END, ahead.low), At(END, ahead.high)]


def test_a_range_shows_both_limits_and_no_path() -> None:
    found = lines_of("S1.3")
    assert [each.value for each in found["Target"]] == [85.0, 85.0, 95.0, 95.0]
    assert found["Target"][-1].day == START
    last = found["Value"][-1]
    assert found["Expected"] == [last] * 4
    assert found["Forecast"] == found["Likely range"] == [last] * 2


def test_yes_or_no_goes_from_0_to_1() -> None:
    found = lines_of("S1.4")
    assert {each.value for each in found["Value"]} == {0.0}
    assert {each.value for each in found["Target"]} == {1.0}


@pytest.mark.parametrize("picked", ["", "KR404"], ids=["nothing picked", "no such key result"])
def test_an_empty_plan_has_flat_lines(picked: str) -> None:
    empty = small_plan()._replace(key_results=(), check_ins=())
    found = lines_of(picked, empty)
    assert {each.value for line in found.values() for each in line} == {0.0}


def test_without_values_the_line_begins_at_the_target() -> None:
    found = lines_of("S1.2", small_plan()._replace(check_ins=()))
    assert set(found["Value"]) == {At(START, 90.0)}
    assert set(lines_of("X1.1")["Value"]) == {At(START, 0.0)}


def test_nothing_picked_shows_the_most_urgent() -> None:
    view = View(figures(small_plan(), SMB, AS_OF))
    urgent = view.in_trouble[0].key_result.id
    assert lines_of("") == lines_of(urgent)


def test_a_quarter_at_the_end_of_time() -> None:
    late = small_plan().quarter._replace(start=date(9999, 10, 1), end=date(9999, 12, 31))
    plan = small_plan()._replace(quarter=late, check_ins=(CheckIn(late.end, "C1.1", 300.0),))
    view = View(figures(plan, SMB, late.end))
    view.picked = "C1.1"
    assert points(view)["Value"][-1] == At(late.end, 300.0)


# --- In a workbook ----------------------------------------------------------------------------


def cached(book: Book, reference: str) -> list[float]:
    """What the chart keeps beside a reference."""
    xml = book.xml(CHART)
    found = re.search(rf"<f>'Trend'!{re.escape(reference)}</f><numCache>(.*?)</numCache>", xml)
    assert found is not None, reference
    return [float(each) for each in re.findall(r"<v>([^<]*)</v>", found[1])]


@pytest.mark.parametrize("name", LINES)
def test_the_chart_keeps_the_values_of_its_points(name: str) -> None:
    book = Book(books.workbook(small_plan(), as_of=AS_OF, picked="C1.1"))
    x, y, count = LINES[name]
    last = POINTS_AT + count - 1
    days, values = (cached(book, f"${column}${POINTS_AT}:${column}${last}") for column in (x, y))
    expected = lines_of("C1.1")[name]
    assert days == [serial(each.day) for each in expected]
    assert values == pytest.approx([each.value for each in expected])
    assert f"<v>{name}</v>" in book.xml(CHART)


def test_another_pick_changes_cells_and_chart_with_a_refresh() -> None:
    book = Book(small_book())
    book.put("Trend", "C4", books.text("S1.3"))
    made = refreshed(book.data, "book.xlsx", AS_OF)
    assert CHART in made.charts
    again = Book(made.data)
    assert cached(again, f"$S${POINTS_AT}:$S${POINTS_AT + 3}") == [85.0, 85.0, 95.0, 95.0]
    assert again.cells("Trend", 4)["C"] == "S1.3"
    assert refreshed(made.data, "book.xlsx", AS_OF).data == made.data


def test_a_pick_that_is_a_number() -> None:
    plan = small_plan()
    first = plan.key_results[0]._replace(id="7")
    book = Book(books.workbook(plan._replace(key_results=(first,)), as_of=AS_OF))
    book.put("Trend", "C4", books.number(7))
    made = Book(refreshed(book.data, "book.xlsx", AS_OF).data)
    assert made.cells("Trend", 4)["D"] == "7  Raise clients from 280 to 360"


def test_the_chart_has_words_and_draws_what_is_hidden() -> None:
    book = Book(small_book())
    drawing = book.xml("xl/drawings/drawing2.xml")
    assert 'descr="Line chart.' in drawing
    assert '<plotVisOnly val="0"' in book.xml(CHART)
    assert f"<row>{CHART_AT - 1}</row>" in re.sub(
        r"</?\w+:", lambda m: m[0][: 1 + (m[0][1] == "/")], drawing
    )


def test_people_may_type_into_the_pick_and_nowhere_else() -> None:
    book = Book(small_book())
    xml = book.xml(book.sheets()["Trend"])
    assert "<sheetProtection" in xml
    assert 'sqref="C4"' in xml
    assert "okr_key_result_ids" in xml


def test_where_nothing_is_shown_a_sentence_says_so() -> None:
    plan = small_plan()
    empty = plan._replace(objectives=(), key_results=(), check_ins=(), stages=())
    assert trend_values.text(View(figures(empty, SMB, AS_OF))) == trend_values.NO_KEY_RESULT
    view = View(figures(plan, SMB, AS_OF))
    view.picked = "Z9"
    assert trend_values.text(view) == trend_values.UNKNOWN
    view.picked = "C1.1"
    assert trend_values.text(view).startswith("C1.1  ")
