"""Findings about single cells: what raises them, and where (semantics.md, section 1)."""

from typing import Any

import pytest

from okrsheet.core.findings import Place
from okrsheet.core.model import (
    UNREADABLE,
    Dependency,
    KeyResult,
    Objective,
    Plan,
    ReviewLine,
    Stage,
)
from okrsheet.core.words import Type
from tests.unit.plans import (
    HALF,
    KEEP,
    KEEP_RANGE,
    KR,
    SOUND,
    STAGED,
    T1,
    changed,
    findings_of,
    line,
    on,
    places_of,
    plan_of,
    sound_and,
    with_key_result,
    with_more,
    with_objective,
)

# --- IDs and links ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "hard"),
    [
        pytest.param(" KR1", True, id="a blank in front"),
        pytest.param("KR1 ", True, id="a blank behind"),
        pytest.param("KR?", True, id="a question mark"),
        pytest.param("KR~1", True, id="a tilde"),
        pytest.param("KR 1", False, id="a blank inside"),
        pytest.param("KR.1-X_2", False, id="letters, digits, dots and hyphens"),
        pytest.param("Größe.1", False, id="letters of other languages"),
    ],
)
def test_ids_that_are_hard_to_match(text: str, hard: bool) -> None:
    plan = sound_and("key_results", KR._replace(id=text))
    expected = [Place("key_results", 4, "id")] if hard else []
    assert places_of(plan, "OKR028") == expected


def test_ids_are_asked_of_written_objectives_too() -> None:
    plan = sound_and("objectives", Objective("", "Text"), Objective("", ""), T1._replace(id="t1"))
    assert places_of(plan, "OKR016") == [Place("objectives", 2, "id")]
    assert places_of(plan, "OKR017") == [Place("objectives", 4, "id")]


def test_a_third_line_with_an_id_is_a_finding_too() -> None:
    plan = sound_and("key_results", KR, KR)
    places = [Place("key_results", 4, "id"), Place("key_results", 5, "id")]
    assert places_of(plan, "OKR017") == places


@pytest.mark.parametrize(
    ("records", "unknown", "blank", "blank_is_told"),
    [
        pytest.param("check_ins", line(HALF, 1.0, "X"), line(HALF, 1.0, ""), True, id="check-ins"),
        pytest.param("stages", Stage("X", "One"), Stage("", "One"), False, id="stages"),
        pytest.param(
            "dependencies",
            Dependency("X", "", ""),
            Dependency("", "", ""),
            False,
            id="needs",
        ),
        pytest.param("reviews", ReviewLine("X"), ReviewLine(""), False, id="reviews"),
    ],
)
def test_unknown_key_results(records: str, unknown: Any, blank: Any, blank_is_told: bool) -> None:
    rows = len(getattr(SOUND, records))
    place = Place(records, rows, "key_result_id")
    assert places_of(sound_and(records, unknown), "OKR018") == [place]
    told = findings_of(sound_and(records, blank), "OKR018")
    assert [(each.message, each.ids, each.place) for each in told] == (
        [("No key result is named.", (), place)] if blank_is_told else []
    )


def test_review_lines_may_wait_for_a_key_result_without_text() -> None:
    prepared = sound_and("key_results", KeyResult("KR5", "", ""))
    assert places_of(with_more(prepared, "reviews", ReviewLine("kr5")), "OKR018") == []
    place = Place("stages", 0, "key_result_id")
    assert places_of(with_more(prepared, "stages", Stage("kr5", "One")), "OKR018") == [place]


def test_unknown_objectives() -> None:
    blank = findings_of(with_key_result(objective_id=""), "OKR019")
    assert [each.message for each in blank] == ["For key result KR1 there is no objective named."]
    unwritten = with_more(with_key_result(objective_id="O5"), "objectives", Objective("O5", ""))
    assert places_of(unwritten, "OKR019") == [Place("key_results", 0, "objective_id")]
    supports = findings_of(with_objective(1, supports=("O1", "", "X")), "OKR019")
    assert [(each.place, each.message, each.ids) for each in supports] == [
        (Place("objectives", 1, "supports/2"), "There is no objective X.", ("X",))
    ]
    assert places_of(sound_and("key_results", KeyResult("KR5", "X", "")), "OKR019") == []


# --- Dates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "place"),
    [
        pytest.param(
            sound_and("check_ins", line(on(101), 1.0)), ("check_ins", 4, "day"), id="a line"
        ),
        pytest.param(with_key_result(due=on(101)), ("key_results", 0, "due"), id="due date"),
        pytest.param(with_key_result(due=on(-1)), ("key_results", 0, "due"), id="due before"),
        pytest.param(
            sound_and("stages", Stage("KR1", "One", due=on(101), done=on(1))),
            ("stages", 0, "due"),
            id="due date of a stage",
        ),
        pytest.param(
            sound_and("stages", Stage("KR1", "One", due=on(99), done=on(-1))),
            ("stages", 0, "done"),
            id="done date of a stage",
        ),
    ],
)
def test_dates_outside_the_quarter(plan: Plan, place: tuple[str, int, str]) -> None:
    found = findings_of(plan, "OKR020")
    assert [(each.place, each.ids) for each in found] == [(Place(*place), ("KR1",))]
    assert findings_of(plan, "OKR027") == []  # one finding for one date


@pytest.mark.parametrize("day", [0, 50, 100])
def test_dates_inside_the_quarter(day: int) -> None:
    plan = with_more(with_key_result(due=on(day)), "stages", Stage("KR1", "One", due=on(day)))
    assert findings_of(plan, "OKR020") == []


# --- Numbers ----------------------------------------------------------------------------------


def test_negative_weights_everywhere() -> None:
    plan = with_more(with_objective(1, weight=-2.0), "stages", Stage("KR1", "One", -3.0))
    assert places_of(plan, "OKR022") == [
        Place("objectives", 1, "weight"),
        Place("stages", 0, "weight"),
    ]
    assert findings_of(with_key_result(weight=UNREADABLE), "OKR022") == []


def test_confidence_below_0() -> None:
    plan = sound_and("check_ins", line(HALF, 40.0, confidence=-1.0))
    assert [each.message for each in findings_of(plan, "OKR023")] == ["The confidence is -1."]


@pytest.mark.parametrize(
    ("given", "value", "field"),
    [
        pytest.param({"baseline": 20.0, "target": 0.8}, 60.0, "baseline", id="the baseline"),
        pytest.param({"baseline": 20.0, "target": 80.0}, 0.6, "baseline", id="the first above 1"),
        pytest.param(
            {"type": Type.KEEP_RANGE, "baseline": None, "target": None, "low": 0.1, "high": 20.0},
            0.15,
            "high",
            id="the range",
        ),
        pytest.param(
            {"type": Type.KEEP_ABOVE, "baseline": None, "target": 0.9, "red_line": 85.0},
            0.95,
            "red_line",
            id="the red line",
        ),
        pytest.param({"baseline": 0.2, "target": -80.0}, 0.3, "target", id="negative ones too"),
        pytest.param({"baseline": 1.0, "target": 80.0}, 60.0, "target", id="1 is up to 1"),
        pytest.param({"baseline": 1.5, "target": 0.5}, 0.6, "baseline", id="1.5 is above 1"),
        pytest.param(
            {"type": Type.KEEP_RANGE, "baseline": None, "target": None, "low": 20.0, "high": 80.0},
            0.5,
            "low",
            id="the low end",
        ),
    ],
)
def test_where_percentages_mix(given: dict[str, Any], value: float, field: str) -> None:
    plan = changed(with_key_result(unit="%", **given), "check_ins", 0, value=value)
    assert places_of(plan, "OKR021") == [Place("key_results", 0, field)]


def test_where_a_value_alone_mixes_it_is_named() -> None:
    plan = changed(with_key_result(unit="%", baseline=0.2, target=0.8), "check_ins", 0, value=1.3)
    assert places_of(plan, "OKR021") == [Place("check_ins", 0, "value")]


def test_percentages_that_cannot_be_read_do_not_mix() -> None:
    plan = with_key_result(unit="%", baseline=0.0, target=UNREADABLE)
    plan = changed(plan, "check_ins", 0, value=True)
    other = with_more(plan, "check_ins", line(HALF, 0.5, "KR2"))
    assert findings_of(other, "OKR021") == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param(
            {"type": Type.INCREASE, "target": -5.0},
            "KR1 is an Increase from 0 to -5.",
            id="Increase",
        ),
        pytest.param(
            {"type": Type.COUNT, "baseline": None, "target": -5.0},
            "KR1 is a Count from 0 to -5.",
            id="Count from a blank baseline",
        ),
        pytest.param({"type": Type.DECREASE, "target": -5.0}, "", id="Decrease that falls"),
        pytest.param({"type": Type.DECREASE, "target": 5e-10}, "", id="equal is another finding"),
        pytest.param({"type": Type.INCREASE, "target": -5e-10}, "", id="of Increase too"),
        pytest.param({"type": Type.DECREASE, "target": None}, "", id="no target"),
        pytest.param({"type": Type.DECREASE, "baseline": None}, "", id="no baseline"),
        pytest.param({"type": Type.KEEP_BELOW, "target": 5.0}, "", id="Keep types have no way"),
    ],
)
def test_types_against_the_numbers(given: dict[str, Any], told: str) -> None:
    found = [each.message for each in findings_of(with_key_result(**given), "OKR024")]
    assert found == ([told] if told else [])


# --- Definitions and values -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kr", "field", "problem"),
    [
        pytest.param(KR._replace(target=None), "target", "No target", id="no target"),
        pytest.param(KR._replace(baseline=None), "baseline", "No baseline", id="no baseline"),
        pytest.param(
            KR._replace(target=0.0), "target", "Target = baseline: use a Keep type", id="equal"
        ),
        pytest.param(KEEP._replace(target=None), "target", "No target", id="a Keep type"),
        pytest.param(KEEP_RANGE._replace(low=None), "low", "No target", id="no low end"),
        pytest.param(KEEP_RANGE._replace(high=None), "high", "No target", id="no high end"),
        pytest.param(KEEP_RANGE._replace(low=99.0), "low", "Bad range", id="a bad range"),
        pytest.param(STAGED, "type", "No stages", id="no stages"),
    ],
)
def test_what_cannot_be_scored(kr: KeyResult, field: str, problem: str) -> None:
    unreadable = plan_of(kr, check_ins=(line(HALF, UNREADABLE),))
    found = findings_of(unreadable, "OKR025")
    assert [(each.place, each.message) for each in found] == [
        (Place("key_results", 0, field), f"KR1 can't be scored: {problem}.")
    ]
    assert findings_of(unreadable, "OKR026") == []  # the definition comes first


def test_the_cell_of_the_value_that_cannot_be_read() -> None:
    lines = (
        line(on(60), UNREADABLE),  # not yet
        line(HALF, UNREADABLE, "kr1"),
        line(on(40), UNREADABLE),
        line(HALF, 1.0, "KR2"),
        line(HALF),
    )
    plan = SOUND._replace(check_ins=lines)
    assert places_of(plan, "OKR026") == [Place("check_ins", 1, "value")]
    twice = with_more(plan, "check_ins", line(HALF, True))
    assert places_of(twice, "OKR026") == [Place("check_ins", 5, "value")]
