"""What Excel hands over, read as cells, shapes and ranges."""

from datetime import UTC, date, datetime

import pytest

from okrsheet.addin import clock, functions
from okrsheet.addin.cells import serial, stored
from okrsheet.addin.ranges import check_in_lines, rules_of, stage_lines
from okrsheet.addin.shapes import Grid, folded, grid
from okrsheet.core.model import UNREADABLE, CheckIn, Stage
from okrsheet.core.words import Cadence, Rag
from okrsheet.ooxml.records import Cell, ErrorValue

DAY = date(2027, 2, 15)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (None, None),
        ("", ""),
        ("text", "text"),
        (True, True),
        (3.5, 3.5),
        (7, 7.0),
        (-2146826246, ErrorValue("#N/A")),
        (-2146826281, ErrorValue("#DIV/0!")),
        ("#N/A", ErrorValue("#N/A")),
        ("#n/a", "#n/a"),
        (float("nan"), ErrorValue("#NUM!")),
        (10**400, ErrorValue("#NUM!")),
        (DAY, 46433.0),
        (datetime(2027, 2, 15, 12, tzinfo=UTC), 46433.5),
    ],
)
def test_a_cell_is_what_a_file_would_hold(raw: object, value: object) -> None:
    assert stored(raw) == Cell(value)  # type: ignore[arg-type]  # what a cell may hold


def test_a_day_has_the_number_excel_stores() -> None:
    assert serial(date(1900, 3, 1)) == 61
    assert serial(date(2027, 1, 1)) == 46388


@pytest.mark.parametrize(
    ("raw", "shape", "cells"),
    [
        pytest.param(1.0, (1, 1), [1.0], id="a cell"),
        pytest.param(((1.0,), (2.0,)), (2, 1), [1.0, 2.0], id="a column"),
        pytest.param(((1.0, 2.0),), (1, 2), [1.0, 2.0], id="a row"),
        pytest.param([1.0, 2.0], (1, 2), [1.0, 2.0], id="a row as a flat list"),
        pytest.param(((1.0, 2.0), (3.0, 4.0)), (2, 2), [1.0, 2.0, 3.0, 4.0], id="a block"),
        pytest.param(((1.0,), (2.0, 3.0)), (2, 2), [1.0, None, 2.0, 3.0], id="ragged"),
        pytest.param((), (1, 1), [None], id="nothing"),
        pytest.param(((),), (1, 1), [None], id="an empty row"),
    ],
)
def test_a_range_is_a_grid(raw: object, shape: tuple[int, int], cells: list[object]) -> None:
    found = grid(raw)
    assert (found.height, found.width, list(found.cells)) == (*shape, cells)
    assert folded(cells, *shape) == (
        cells[0] if found.size == 1 else [list(r) for r in found.rows()]
    )


def table(*rows: tuple[object, ...]) -> Grid:
    return grid(rows)


def test_two_columns_are_dates_and_values() -> None:
    found = check_in_lines("check_ins", table((DAY, 3.0), (None, 4.0), ("x", 5.0), (DAY, "no")))
    assert not found.told
    assert [line.check_in for line in found.of("K")] == [  # type: ignore[attr-defined]  # lines
        CheckIn(DAY, "", 3.0),
        CheckIn(DAY, "", value=False),
    ]


def test_headers_may_stand_in_any_order() -> None:
    found = check_in_lines(
        "check_ins",
        table(
            ("Owner RAG", "value", "Other", " KR ", "DATE", "Confidence", "Reason"),
            ("red", "abc", 1.0, "A1", DAY, 7.0, "late"),
            (None, None, None, None, None, None, None),
            ("Blue", 2.0, 1.0, "b2", date(2027, 2, 14), "high", None),
            (None, 4.0, None, "a1", date(2027, 2, 1), None, None),
        ),
    )
    assert found.ambiguous
    assert [line.check_in for line in found.of("a1")] == [  # type: ignore[attr-defined]  # lines
        CheckIn(date(2027, 2, 1), "a1", 4.0),
        CheckIn(DAY, "A1", UNREADABLE, 7.0, Rag.RED, "late"),
    ]
    assert [line.check_in.value for line in found.of("B2")] == [2.0]  # type: ignore[attr-defined]  # lines
    assert found.of("C3") == ()


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        pytest.param(
            ((1.0, 2.0, 3.0),),
            "check_ins has no headers in its first row: Date, KR, Value, Confidence, Owner RAG, "
            "Reason, In the way, Next step.",
            id="no headers",
        ),
        pytest.param(
            (("Date", "KR"), (DAY, "A")), "check_ins has no column Value.", id="no column of values"
        ),
    ],
)
def test_a_range_that_is_no_table_is_told(rows: tuple[tuple[object, ...], ...], told: str) -> None:
    assert check_in_lines("check_ins", grid(rows)).told == told


def test_stages() -> None:
    rows = (("Stage", "Weight", "Due", "Done"), ("a", None, DAY, DAY), ("b", -1.0, None, None))
    found = stage_lines("stages", grid(rows))
    assert found.of("K1") == [Stage("", "a", None, DAY, DAY), Stage("", "b", -1.0)]
    assert stage_lines("stages", grid((("KR", "Due"),))).told == "stages has no column Done."
    assert stage_lines("stages", grid(((DAY, 1.0),))).told.startswith("stages has no headers")


def test_settings() -> None:
    rows = (("Check-in cadence", "Bi-weekly"), ("quarter  CLOSED", "Yes"), ("Whatever", 3.0))
    found = rules_of("settings", grid((*rows, ("Aspirational: Hit from", 0.8))))
    assert found.closed
    assert found.policy.cadence is Cadence.BIWEEKLY
    assert found.policy.aspirational_hit == 0.8
    assert rules_of("settings", grid(1.0)).told == "settings needs two columns: Setting and Value."


def test_without_a_day_it_is_today(monkeypatch: pytest.MonkeyPatch) -> None:
    assert clock.today() > date(2026, 1, 1)
    monkeypatch.setattr("okrsheet.addin.given.today", lambda: date(2027, 2, 15))
    expected = functions.OKR_EXPECTED
    assert expected("2027-01-01", "2027-03-31") == pytest.approx(45 / 89)


QUARTER = ("2027-01-01", "2027-03-31", "2027-02-15")
TWO = (
    ("KR", "Date", "Value"),
    ("A", date(2027, 2, 12), 150.0),
    ("B", date(2027, 2, 12), 110.0),
)


def test_one_table_of_check_ins_serves_many_key_results() -> None:
    score = functions.OKR_SCORE
    columns = (((100.0,),) * 3, ((200.0,),) * 3)
    ids = (("a",), ("B",), ("C",))
    shown = score(*columns, None, None, None, None, TWO, ids, "2027-02-15")
    assert shown == [[0.5], [0.1], ["No data"]]
    told = "kr_id is missing: check_ins hold more than one key result."
    assert score(100.0, 200.0, None, None, None, None, TWO) == told
    assert score(100.0, 200.0, 120.0, None, None, None, TWO[:2], None, "2027-03-01") == 0.5
    assert score(100.0, 200.0, 120.0, None, None, None, TWO, "A", "2027-02-01") == "No data"


def test_closed_quarters_score_silence_as_missed() -> None:
    score = functions.OKR_SCORE
    progress = functions.OKR_PROGRESS
    pace = functions.OKR_PACE
    closed = (("Quarter closed", "Yes"),)
    given = (100.0, 200.0, *[None] * 8, closed)
    assert score(*given) == 0.0
    assert progress(*given) == "Missed (no data)"
    assert pace(100.0, 200.0, None, *QUARTER, *[None] * 7, closed) == "Missed (no data)"


SUMMER = (
    ("2026-07-06", 282.0),
    ("2026-07-13", 286.0),
    ("2026-07-20", 290.0),
)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        pytest.param((200.0,), 250.0, id="Increase where nothing is said"),
        pytest.param((200.0, "Decrease"), 150.0, id="Decrease"),
        pytest.param((200.0, None, ((0.95,), (1.0,), (None,))), 260.0, id="past scores"),
        pytest.param((200.0, None, None, None, None, None, "low"), 240.0, id="low"),
        pytest.param((200.0, "Decrease", None, None, None, None, "low"), 140.0, id="low, falling"),
        pytest.param((200.0, None, None, None, None, None, "trend"), 200.0, id="trend"),
        pytest.param(
            (200.0, None, None, None, None, None, "why"),
            "the middle of 20 to 30 %, for there are no scores yet",
            id="why",
        ),
        pytest.param(
            (None, None, None, SUMMER, "2026-08-03"), (290 + 8) * 1.25, id="from check-ins"
        ),
        pytest.param(
            (None, None, None, tuple((d, -v + 900) for d, v in SUMMER), "2026-08-03"),
            (610 - 8) * 0.75,
            id="from check-ins that fall",
        ),
        pytest.param(
            (), "trend is missing; or give check_ins and next_end.", id="nothing to go by"
        ),
        pytest.param(
            (None, None, None, SUMMER[:2], "2026-08-03"),
            "check_ins: needs 3 check-ins on different days.",
            id="too few",
        ),
        pytest.param(
            (None, "Count", None, SUMMER, "2026-08-03"),
            "A Count starts again each quarter: give its trend.",
            id="a Count",
        ),
        pytest.param(
            (200.0, "Yes/No"), "Yes/No has no trend: set by hand.", id="a type without a trend"
        ),
        pytest.param((0.0,), "The trend leads to 0 or below: set by hand.", id="trend 0"),
        pytest.param(
            (None, "Increase", None, tuple((d, -v + 900) for d, v in SUMMER), "2027-07-19"),
            "20 to 30 % beyond the trend is not ahead of the last value: set by hand.",
            id="from check-ins that go the wrong way",
        ),
        pytest.param(
            (200.0, "Increase", None, SUMMER),
            "20 to 30 % beyond the trend is not ahead of the last value: set by hand.",
            id="a trend below the last value",
        ),
        pytest.param((30.0, "Count", None, SUMMER), 37.5, id="a Count that starts again"),
    ],
)
def test_a_target_for_the_next_quarter(given: tuple[object, ...], shown: object) -> None:
    target = functions.OKR_TARGET
    assert target(*given) == (pytest.approx(shown) if isinstance(shown, float) else shown)


def test_the_lint_knows_objectives_and_columns() -> None:
    lint = functions.OKR_LINT
    assert lint("Net Promoter Score", None, None, "severity") == "error"
    assert lint("Net Promoter Score", None, True) == "fine"
    assert lint("Grow 12 % in the north", "Yes", None, "rule") != "fine"
    assert lint("Become the adviser that plants call first", "Yes") == "fine"
