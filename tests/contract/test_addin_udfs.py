"""Every formula under the real machinery of xlwings: registered, written as VBA, called.

Excel's cells come as COM hands them over: floats, texts, True and False, dates with a time, None,
whole numbers for errors; a range as rows of them.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from okrsheet.addin.cells import ERRORS
from okrsheet.addin.registry import FORMULAS, by_name
from tests.engines.stub_com import MISSING, MODULE, OF_ERROR, Cells, column, windows, wrappers

NA = OF_ERROR + 2042
FIRST, LAST, DAY = (
    datetime(2027, 1, 1, tzinfo=UTC),
    datetime(2027, 3, 31, tzinfo=UTC),
    datetime(2027, 2, 15, tzinfo=UTC),
)
QUARTER = (FIRST, LAST, DAY)
WEEKS = Cells(
    [datetime(2026, 7, 6, tzinfo=UTC), 282.0],
    [datetime(2026, 7, 13, tzinfo=UTC), 286.0],
    [datetime(2026, 7, 20, tzinfo=UTC), 290.0],
    [datetime(2026, 7, 27, tzinfo=UTC), 293.0],
    [datetime(2026, 8, 3, tzinfo=UTC), 298.0],
    [datetime(2026, 8, 10, tzinfo=UTC), 301.0],
)
SUMMER = (
    datetime(2026, 7, 1, tzinfo=UTC),
    datetime(2026, 9, 30, tzinfo=UTC),
    datetime(2026, 8, 10, tzinfo=UTC),
)


@pytest.fixture(scope="module")
def udfs() -> Iterator[Any]:
    with windows() as found:
        yield found


def test_every_formula_is_registered_with_its_texts(udfs: Any) -> None:
    module = udfs.get_udf_module(MODULE, None)
    found = {name for name in dir(module) if hasattr(getattr(module, name), "__xlfunc__")}
    assert found == {formula.name for formula in FORMULAS} == set(module.__all__)
    for formula in FORMULAS:
        known = getattr(module, formula.name).__xlfunc__
        assert known["name"] == formula.name
        assert known["category"] == "OKR"
        assert known["ret"]["doc"] == formula.help
        assert [a["name"] for a in known["args"]] == [a.name for a in formula.arguments]
        assert [a["doc"] for a in known["args"]] == [a.help for a in formula.arguments]
        assert ["optional" in a for a in known["args"]] == [a.optional for a in formula.arguments]
        assert {a["options"]["convert"] for a in known["args"]} == {"raw"}
        assert not known["volatile"]
        assert not known["sub"]


def test_every_formula_has_its_vba(udfs: Any) -> None:
    vba = wrappers(udfs)
    signatures = dict(re.findall(r"^Function (\w+)\((.*)\)$", vba, re.MULTILINE))
    for formula in FORMULAS:
        names = [f"Optional {a.name}" if a.optional else a.name for a in formula.arguments]
        assert signatures[formula.name] == ", ".join(names)
        call = f'XLPy.CallUDF("{MODULE}", "{formula.name}", Array('
        assert vba.count(call) == 2
    assert len(signatures) == len(FORMULAS) == vba.count("End Function")
    assert max(map(len, vba.splitlines())) < 1023, "VBA reads no longer lines"
    assert vba.isascii()


# --- values --------------------------------------------------------------------------------------


CALLS = [
    pytest.param("OKR_SCORE", (280.0, 360.0, 301.0), 0.2625, id="scalars"),
    pytest.param("OKR_SCORE", (280.0, 360.0, MISSING), "No data", id="current left out"),
    pytest.param("OKR_SCORE", (280.0, 360.0, None), "No data", id="current blank"),
    pytest.param("OKR_SCORE", (280.0, 360.0, ""), "No data", id="current an empty text"),
    pytest.param("OKR_SCORE", (None, 360.0, 301.0), "No baseline", id="no baseline"),
    pytest.param("OKR_SCORE", (None, None, None), "", id="an empty line"),
    pytest.param("OKR_SCORE", (280.0, 360.0, "301"), "Current is not a number", id="text number"),
    pytest.param("OKR_SCORE", (280.0, 360.0, True), "Current is not a number", id="TRUE"),
    pytest.param("OKR_SCORE", (280.0, 360.0, NA), "Current is not a number", id="#N/A in current"),
    pytest.param(
        "OKR_SCORE", (NA, 360.0, 301.0), "baseline shows #N/A: correct it first.", id="#N/A"
    ),
    pytest.param(
        "OKR_SCORE",
        ("#REF!", 360.0, 301.0),
        "baseline shows #REF!: correct it first.",
        id="an error as Office.js tells it",
    ),
    pytest.param(
        "OKR_SCORE",
        ("many", 360.0, 301.0),
        "baseline holds 'many', not a number.",
        id="baseline a text",
    ),
    pytest.param(
        "OKR_SCORE", (1.0, 1.0, 1.0), "Target = baseline: use a Keep type", id="target = baseline"
    ),
    pytest.param("OKR_SCORE", (Decimal(280), 360.0, 301.0), 0.2625, id="a currency cell"),
    pytest.param("OKR_SCORE", (280, 360, 301), 0.2625, id="whole numbers from VBA"),
    pytest.param(
        "OKR_SCORE",
        (column(280.0, None, 0.0), column(360.0, None, 1.0), column(301.0, None, 2.0)),
        [[0.2625], [""], [1.0]],
        id="columns, one line empty",
    ),
    pytest.param(
        "OKR_SCORE",
        (Cells([280.0, 0.0]), Cells([360.0, 1.0]), Cells([301.0, NA])),
        [[0.2625, "Current is not a number"]],
        id="rows",
    ),
    pytest.param(
        "OKR_SCORE",
        (280.0, 360.0, Cells([280.0, 360.0], [320.0, 400.0])),
        [[0.0, 1.0], [0.5, 1.0]],
        id="a block against single cells",
    ),
    pytest.param(
        "OKR_SCORE",
        (column(1.0, 2.0), column(1.0, 2.0, 3.0), 1.0),
        "The ranges differ in size: baseline 2 x 1, target 3 x 1.",
        id="columns of different length",
    ),
    pytest.param(
        "OKR_SCORE", (None, None, "Yes", "Yes/No"), 1.0, id="a yes of a Yes/No key result"
    ),
    pytest.param("OKR_SCORE", (None, None, True, "yes/no"), 1.0, id="TRUE of a Yes/No key result"),
    pytest.param(
        "OKR_SCORE",
        (1.0, 2.0, 3.0, "Upwards"),
        "kr_type holds 'Upwards', which is not on the list. Use one of: Increase, Decrease, Count, "
        "Keep at or above, Keep at or below, Keep in range, Yes/No, Milestones.",
        id="no such type",
    ),
    pytest.param("OKR_PROGRESS", (280.0, 360.0, 240.0), -0.5, id="raw progress"),
    pytest.param("OKR_BAND", (0.695,), "Hit", id="a band of what the reader sees"),
    pytest.param("OKR_BAND", (0.999, "Committed"), "Progress", id="committed is not rounded up"),
    pytest.param("OKR_BAND", (1.0, None, False), "Progress", id="a Keep type that ends badly"),
    pytest.param("OKR_BAND", (column(0.7, None, 0.1),), [["Hit"], [""], ["Missed"]], id="bands"),
    pytest.param("OKR_EXPECTED", QUARTER, 45 / 89, id="dates as Excel gives them"),
    pytest.param("OKR_EXPECTED", (46388.0, 46477.0, 46433.0), 45 / 89, id="dates as plain numbers"),
    pytest.param("OKR_EXPECTED", (FIRST, LAST, NA), "as_of shows #N/A: correct it first.", id="as"),
    pytest.param("OKR_EXPECTED", (None, LAST, DAY), "first_day is missing.", id="no first day"),
    pytest.param(
        "OKR_EXPECTED", (LAST, FIRST, DAY), "last_day is not after first_day.", id="turned around"
    ),
    pytest.param(
        "OKR_EXPECTED",
        ("1.1.2027", LAST, DAY),
        "first_day holds '1.1.2027', not a date.",
        id="a date as a text of its country",
    ),
    pytest.param("OKR_PACE", (280.0, 360.0, 301.0, *QUARTER), 0.2625 / (45 / 89), id="pace"),
    pytest.param("OKR_PACE", (None, None, "No", *QUARTER, "Yes/No"), "", id="no pace for Yes/No"),
    pytest.param("OKR_RAG", (280.0, 360.0, 301.0, *QUARTER), "Yellow", id="status"),
    pytest.param(
        "OKR_RAG",
        (column(280.0, 280.0), 360.0, column(301.0, 345.0), *QUARTER),
        [["Yellow"], ["Green"]],
        id="one status a line",
    ),
    pytest.param("OKR_STREAK", (Cells(["R", "R", "R"]),), 3.0, id="three weeks"),
    pytest.param("OKR_STREAK", (Cells(["R", None, "R", "R"]),), 3.0, id="a missing week"),
    pytest.param("OKR_STREAK", (Cells(["R", "R", "Y"]),), 0.0, id="no longer"),
    pytest.param("OKR_STREAK", (Cells(["G", "Red", "red"]),), 2.0, id="words and letters"),
    pytest.param(
        "OKR_STREAK",
        (
            column("Red", "Red", "Green", "Red"),
            column(FIRST, FIRST, DAY, DAY),
            MISSING,
            column("A", "B", "A", "B"),
            column("a", "B", "C"),
        ),
        [[0.0], [2.0], [0.0]],
        id="each key result of a list",
    ),
    pytest.param(
        "OKR_STREAK",
        (column("R", "R"), MISSING, MISSING, column("A", "B")),
        "kr_id is missing: ids hold more than one.",
        id="which of two",
    ),
    pytest.param("OKR_NEEDED", (280.0, 360.0, None, *SUMMER, WEEKS), 8.0980392, id="a week"),
    pytest.param("OKR_FORECAST", (280.0, 360.0, None, *SUMMER, WEEKS), 330.1428571, id="value"),
    pytest.param(
        "OKR_FORECAST",
        (280.0, 360.0, None, *SUMMER, WEEKS, *[MISSING] * 7, "shortfall"),
        29.8571428,
        id="shortfall",
    ),
    pytest.param(
        "OKR_FORECAST",
        (280.0, 360.0, None, *SUMMER, WEEKS, *[MISSING] * 7, "luck"),
        "what takes: value, score, band, low, high, shortfall, recent, off track.",
        id="no such figure",
    ),
    pytest.param(
        "OKR_FORECAST",
        (280.0, 360.0, 301.0, SUMMER[0], SUMMER[1], SUMMER[0]),
        "no forecast so early in the quarter",
        id="too early",
    ),
    pytest.param("OKR_CHANCE", (280.0, 360.0, None, *SUMMER, WEEKS), 10 / 91, id="chance"),
    pytest.param(
        "OKR_AUDIT",
        ("Improve it", "Increase", 1.0, 2.0, "TBD", "Weekly", "Ann", "all", "Ann", "Yes"),
        "wording not measurable; data source not named",
        id="gaps",
    ),
    pytest.param(
        "OKR_AUDIT",
        (
            column("Raise sales to 2 million", None),
            *("Increase", 1.0, 2.0, "CRM", "Weekly", "Ann", "all", "Ann", "Yes"),
        ),
        [["Ready"], [""]],
        id="ready, and an empty line",
    ),
    pytest.param(
        "OKR_READY",
        ("Raise sales to 2 million", "Increase", 1.0, 2.0, "CRM", "Weekly", "Ann", "all", "Ann"),
        "No",
        id="nobody said it is ambitious",
    ),
    pytest.param("OKR_LINT", ("Grow the business", MISSING, MISSING, "rule"), "vague-verb", id="l"),
    pytest.param("OKR_LINT", (column("", "Raise sales to 2 million"),), [[""], ["fine"]], id="ll"),
    pytest.param("OKR_ROLLUP", (column(0.5, 1.0), column(1.0, 3.0)), 0.875, id="by weight"),
    pytest.param("OKR_ROLLUP", (column(0.5, "No data"),), 0.25, id="silence counts 0"),
    pytest.param("OKR_ROLLUP", (column(0.5, "No target", None),), 0.5, id="left out"),
    pytest.param(
        "OKR_ROLLUP",
        (column(0.5, "No data"), MISSING, column(None, "Keep at or above")),
        0.5,
        id="a Keep type without data",
    ),
    pytest.param(
        "OKR_ROLLUP",
        (
            *(column(0.2, 1.0, 1.0), column(1.0, -1.0, 0.0), MISSING),
            *(column("Red", "Green", "Green"), column("Committed", None, None)),
            *(column("O1", "O1", "O2"), column("O1", "O2", "O3"), MISSING, "rag"),
        ),
        [["Red"], [""], ["No key results"]],
        id="status of objectives",
    ),
    pytest.param("OKR_TARGET", (100.0, "Increase"), 125.0, id="target"),
    pytest.param(
        "OKR_TARGET", (-5.0,), "The trend leads to 0 or below: set by hand.", id="by hand"
    ),
]


def near(value: object) -> Any:
    if isinstance(value, list):
        return [near(each) for each in value]
    return pytest.approx(value) if isinstance(value, float) else value


@pytest.mark.parametrize(("name", "given", "shown"), CALLS)
def test_a_call_from_excel(udfs: Any, name: str, given: tuple[object, ...], shown: object) -> None:
    assert udfs.call_udf(MODULE, name, given) == near(shown)


def test_every_formula_was_called() -> None:
    missing = {formula.name for formula in FORMULAS} - {call.values[0] for call in CALLS}
    assert missing == {"OKR_EXPLAIN"}  # its sentences have tests of their own


HOSTILE = [
    *(None, "", " ", "\x00", "=1", "x" * 40_000, True, False, 0.0, -1.0, 1e308, float("nan")),
    *(
        float("inf"),
        10**400,
        datetime.max.replace(tzinfo=UTC),
        date.min,
        Decimal("NaN"),
        object(),
        b"x",
        1j,
    ),
    *(OF_ERROR + number for number in ERRORS),
    *((), ((),), ((), ()), ((1.0,), (2.0, 3.0)), ((None,),), [[[1.0]]], ({},), [1.0, [2.0]]),
    Cells([None, None], [None, None]),
    Cells(["Date", "Value"], [FIRST, 1.0]),
    Cells(["Date", "Value"]),
    Cells(["Done"], [None], ["x"], [FIRST]),
    Cells(["First day", "x"], ["Check-in cadence", 3.0]),
]


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda f: f.name)
def test_nothing_in_a_cell_makes_a_formula_fail(udfs: Any, formula: Any) -> None:
    sound: dict[str, object] = {
        "first_day": FIRST,
        "last_day": LAST,
        "as_of": DAY,
        "baseline": 1.0,
        "target": 2.0,
        "current": 1.5,
    }
    base = [sound.get(argument.name) for argument in formula.arguments]
    for place in range(len(base)):
        for odd in HOSTILE:
            given = [*base[:place], odd, *base[place + 1 :]]
            shown = udfs.call_udf(MODULE, formula.name, given)
            cells = [c for row in shown for c in row] if isinstance(shown, list) else [shown]
            for cell in cells:
                assert type(cell) in (float, str), (formula.arguments[place].name, odd)
                assert "OKR999" not in str(cell), (formula.arguments[place].name, odd, cell)
                assert len(str(cell)) <= 400


def test_a_mistake_of_ours_is_told_and_not_raised(
    udfs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = by_name("OKR_BAND")
    monkeypatch.setattr("okrsheet.addin.formulas_score.band_for", lambda *_: 1 / 0)
    shown = udfs.call_udf(MODULE, broken.name, (0.5,))
    assert shown == "A mistake in okrsheet (OKR999): ZeroDivisionError: division by zero"
