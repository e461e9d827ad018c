"""The Forecast sheet: what stands there, and that it never shows the forecast of other numbers."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from okrsheet.core.figures import Figures, figures
from okrsheet.core.forecast import forecasts
from okrsheet.core.forecast_gaps import (
    EARLY,
    NO_VALUE,
    OTHER_TYPE,
    OVER,
    SLOW,
    STALE,
    gap,
)
from okrsheet.core.history import histories
from okrsheet.core.model import UNREADABLE, CheckIn, KeyResult, Plan
from okrsheet.core.policy import SMB
from okrsheet.core.scoring import NO_BASELINE
from okrsheet.core.words import Commitment, Frequency, Type
from okrsheet.workbook.forecasted import HEADERS, basis_now, current, kept_of
from okrsheet.workbook.rewrite import refreshed
from okrsheet.workbook.sheets.forecast_values import REFRESH, TRENDING, WAITING
from okrsheet.workbook.view import View
from tests import books
from tests.books import Book
from tests.engines.iron import recalculate_iron
from tests.oracle.generate import random_plan
from tests.small_plan import AS_OF, small_book, small_plan
from tests.unit.plans import HALF, KR, STAGED, YES_NO, line, on, plan_of

SHEET = "Forecast"


def gap_of(kr: KeyResult, *lines: CheckIn, as_of: date = HALF, **given: object) -> str:
    found = figures(plan_of(kr, check_ins=lines, **given), SMB, as_of)
    return gap(found, found.key_results[0], histories(found.plan)[0])


# --- Why there is none ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(gap_of(KR, line(HALF, 10.0)), "", id="there is one"),
        pytest.param(gap_of(YES_NO, line(HALF, False)), OTHER_TYPE, id="yes or no"),
        pytest.param(gap_of(STAGED), OTHER_TYPE, id="milestones"),
        pytest.param(
            gap_of(KR._replace(frequency=Frequency.YEARLY), line(HALF, 10.0)), SLOW, id="yearly"
        ),
        pytest.param(gap_of(KR, line(HALF, 10.0), closed=True), OVER, id="closed"),
        pytest.param(gap_of(KR, line(on(99), 10.0), as_of=on(101)), OVER, id="over"),
        pytest.param(gap_of(KR, line(on(12), 10.0), as_of=on(13)), EARLY, id="day 13"),
        pytest.param(gap_of(KR, line(on(12), 10.0), as_of=on(14)), "", id="day 14"),
        pytest.param(gap_of(KR), NO_VALUE, id="nothing reported"),
        pytest.param(gap_of(KR, line(HALF, UNREADABLE)), NO_VALUE, id="nothing readable"),
        pytest.param(
            gap_of(KR._replace(baseline=None), line(HALF, 1.0)), NO_BASELINE, id="no baseline"
        ),
        pytest.param(gap_of(KR, line(on(39), 10.0)), STALE, id="eleven days ago"),
        pytest.param(
            gap_of(
                KR._replace(frequency=Frequency.MONTHLY),
                line(on(0), 1.0),
                line(on(20)),
                as_of=on(20),
            ),
            EARLY,
            id="a monthly value of the first day",
        ),
    ],
)
def test_why_there_is_none(said: str, expected: str) -> None:
    assert said == expected


@pytest.mark.parametrize("seed", range(120))
def test_there_is_a_reason_wherever_there_is_no_forecast(seed: int) -> None:
    plan, policy, as_of = random_plan(seed)
    found = figures(plan, policy, as_of)
    past = histories(plan)
    for figure, ahead in zip(found.key_results, forecasts(found), strict=True):
        assert (gap(found, figure, past[figure.row]) == "") == (ahead is not None)


# --- What is kept -----------------------------------------------------------------------------

LINES = tuple(line(on(15 + 7 * week), value) for week, value in enumerate((9.0, 14.0, 21.0, 25.0)))
BEFORE = plan_of(KR, check_ins=LINES)
DAY = on(40)


def figures_of(plan: Plan, day: date = DAY) -> Figures:
    return figures(plan, SMB, day)


def is_current(plan: Plan, day: date = DAY, kept_on: date = DAY) -> bool:
    """Whether what was kept of `BEFORE` counts for a plan."""
    view = View(figures_of(plan, day))
    view.forecasted[0] = kept_of(View(figures_of(BEFORE, kept_on)), 0)
    assert view.forecasted[0] is not None
    return current(view, view.figures.key_results[0]) is not None


def with_line(place: int, **given: object) -> Plan:
    lines = list(LINES)
    lines[place] = lines[place]._replace(**given)  # type: ignore[arg-type]
    return BEFORE._replace(check_ins=tuple(lines))


def with_kr(**given: object) -> Plan:
    return BEFORE._replace(key_results=(KR._replace(**given),))  # type: ignore[arg-type]


def test_a_forecast_of_todays_numbers_counts() -> None:
    assert is_current(BEFORE)
    assert is_current(BEFORE, DAY + timedelta(days=3))
    noted = BEFORE._replace(check_ins=(*LINES, line(on(38), confidence=3.0)))
    assert is_current(noted)
    assert is_current(BEFORE._replace(check_ins=LINES[::-1]))


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(with_line(3, value=25.5), id="another last value"),
        pytest.param(with_line(0, value=9.5), id="another first value"),
        pytest.param(with_line(1, day=on(23)), id="another day"),
        pytest.param(
            BEFORE._replace(
                check_ins=(
                    LINES[0]._replace(value=14.0),
                    LINES[1]._replace(value=9.0),
                    *LINES[2:],
                )
            ),
            id="two values swapped",
        ),
        pytest.param(BEFORE._replace(check_ins=LINES[:3]), id="a line less"),
        pytest.param(BEFORE._replace(check_ins=(*LINES, line(on(39), 25.0))), id="a line more"),
        pytest.param(with_kr(target=101.0), id="another target"),
        pytest.param(with_kr(baseline=-1.0), id="another baseline"),
        pytest.param(with_kr(type=Type.COUNT), id="another type"),
        pytest.param(with_kr(commitment=Commitment.COMMITTED), id="the other commitment"),
        pytest.param(
            BEFORE._replace(quarter=BEFORE.quarter._replace(end=on(101))), id="another last day"
        ),
        pytest.param(
            with_kr(id="KR2")._replace(
                check_ins=tuple(each._replace(key_result_id="KR2") for each in LINES)
            ),
            id="another key result",
        ),
    ],
)
def test_a_forecast_of_other_numbers_does_not(plan: Plan) -> None:
    assert not is_current(plan)


def test_with_one_or_two_values_the_day_counts() -> None:
    few = BEFORE._replace(check_ins=LINES[:2])
    view = View(figures_of(few, on(25)))
    view.forecasted[0] = kept_of(View(figures_of(few, on(24))), 0)
    assert current(view, view.figures.key_results[0]) is None
    assert basis_now(view, view.figures.key_results[0]).day > 0


def test_an_id_no_cell_can_hold_has_no_forecast() -> None:
    odd = with_kr(id="KR\r1")._replace(
        check_ins=tuple(each._replace(key_result_id="KR\r1") for each in LINES)
    )
    assert kept_of(View(figures_of(odd)), 0) is None


def test_where_no_key_result_stands_nothing_is_kept() -> None:
    assert kept_of(View(figures_of(BEFORE)), 7) is None


# --- In a workbook ----------------------------------------------------------------------------


def cell(book: Book, header: str, row: int = 0) -> object:
    letter = book.headers(SHEET)[header]
    return book.cells(SHEET, book.rows(SHEET)[row]).get(letter)


def test_what_the_sheet_shows() -> None:
    book = Book(small_book())
    found = figures(small_plan(), SMB, AS_OF)
    ahead = forecasts(found)[0]
    assert ahead is not None
    shown = {
        "KR": "C1.1",
        "Value": 301.0,
        "Target": 360.0,
        "Forecast": ahead.value,
        "Likely from": ahead.low,
        "Likely to": ahead.high,
        "Score": ahead.score,
        "Heading for": str(ahead.band),
        "Target reached": ahead.chance_target,
        "Hit": ahead.chance_hit,
        "Shortfall": ahead.shortfall,
        "Needed a week": ahead.needed_per_week,
        "Recent a week": ahead.recent_per_week,
        "Remark": "",
    }
    for header, value in shown.items():
        wanted = pytest.approx(value) if isinstance(value, float) else value
        assert (cell(book, header) or "") == wanted or cell(book, header) == wanted, header
    assert [cell(book, "Remark", row) for row in (3, 5)] == [OTHER_TYPE, OTHER_TYPE]


def test_values_that_are_no_numbers_read_as_on_key_results(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(small_book())
    book, computed = Book(small_book()), recalculate_iron(path)
    for row, kr in enumerate(small_plan().key_results):
        for header, other in (("Value", "Current"), ("Target", "Target")):
            address = book.address(SHEET, header, row)
            shown = cell(book, header, row) or ""
            letter = book.headers("Key Results")[other]
            there = book.cells("Key Results", book.rows("Key Results")[row]).get(letter) or ""
            is_yes = kr.type is Type.YES_NO and header == "Target"
            assert shown == ("Yes" if is_yes else there), (kr.id, header)
            assert (computed[SHEET][address] or "") == shown


@pytest.mark.parametrize("header", ["Shortfall", "Needed a week", "Recent a week"])
def test_differences_of_percentages_are_points_and_next_to_nothing_has_no_sign(header: str) -> None:
    book = Book(small_book())
    place = f"{book.headers(SHEET)[header]}{book.rows(SHEET)[0]}"
    xml, styles = book.xml(book.sheets()[SHEET]), book.xml("xl/styles.xml")
    forms = re.findall(r"<dxf>.*?</dxf>", styles, re.DOTALL)
    rules = re.findall(rf'dxfId="(\d+)"[^>]*><formula>AND\(ISNUMBER\({place}\)([^<]*)<', xml)
    told = [(test, re.findall(r'formatCode="([^"]*)"', forms[int(at)])[0]) for at, test in rules]
    assert ["pts" in form for _, form in told] == [True, True, False, False, False]
    assert [";-" in form for _, form in told] == [False] * 5
    assert [test.endswith(("0.0005)", "0.05)")) for test, _ in told[:3]] == [True, False, True]


@pytest.mark.parametrize("seed", range(40))
def test_the_sheet_says_what_core_says(seed: int) -> None:
    plan, policy, as_of = random_plan(seed)
    found = figures(plan, policy, as_of)
    cells = books.expected(plan, policy, as_of)[SHEET]
    book = Book(books.workbook(plan, policy, as_of))
    columns = book.headers(SHEET)
    for figure, ahead in zip(found.key_results, forecasts(found), strict=True):
        row = book.rows(SHEET)[figure.row]

        def shown(header: str, row: int = row) -> object:
            value = cells[f"{columns[header]}{row}"]
            return None if value == "" else value

        if ahead is None:
            assert shown("Forecast") is None
            assert shown("Remark")
            continue
        assert shown("Forecast") == ahead.value
        assert (shown("Score"), shown("Heading for")) == (ahead.score, str(ahead.band))
        assert shown("Needed a week") == pytest.approx(ahead.needed_per_week)
        assert shown("Shortfall") == ahead.shortfall
        assert (shown("Remark") == TRENDING) is ahead.trending_off


def test_a_value_typed_since_is_told_until_a_refresh() -> None:
    book = Book(small_book())
    value = book.type_in("Check-ins", "Value", 8, books.number(310))
    assert value
    made = refreshed(book.data, "book.xlsx", AS_OF)
    new = Book(made.data)
    assert cell(new, "Based on total") == pytest.approx(286 + 310)
    assert cell(new, "Forecast") != cell(Book(small_book()), "Forecast")
    again = refreshed(made.data, "book.xlsx", AS_OF)
    assert again.data == made.data


def test_stale_cells_of_a_file_say_so() -> None:
    kept = {0: kept_of(View(figures(small_plan(), SMB, AS_OF)), 0)}
    lines = list(small_plan().check_ins)
    lines[8] = lines[8]._replace(value=310.0)
    plan = small_plan()._replace(check_ins=tuple(lines))
    book = Book(books.workbook(plan, SMB, AS_OF, forecasted=kept))
    assert (cell(book, "Forecast"), cell(book, "Remark")) == (REFRESH, WAITING)
    assert (cell(book, "Likely from") or "", cell(book, "Hit") or "") == ("", "")


def test_an_old_forecast_is_taken_out_where_there_is_none_any_more() -> None:
    book = Book(small_book())
    book.setting("Quarter closed", books.text("Yes"))
    new = Book(refreshed(book.data, "book.xlsx", AS_OF).data)
    assert [cell(new, header) for header in HEADERS] == [None] * len(HEADERS)
    assert cell(new, "Remark") == OVER
