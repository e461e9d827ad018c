"""The table of edge cases in semantics.md, section 1, row by row: score, message, roll-up."""

import itertools
import json
from datetime import date, timedelta
from typing import Any

import pytest

from okrsheet.core.audit import audit
from okrsheet.core.checks import check
from okrsheet.core.export import document
from okrsheet.core.figures import figures
from okrsheet.core.history import histories
from okrsheet.core.model import UNREADABLE, CheckIn, KeyResult, Plan, Quarter, Stage
from okrsheet.core.policy import SMB
from okrsheet.core.scoreboard import lines as scoreboard
from okrsheet.core.words import Band, Frequency, Level, Rag, Type
from tests.unit.plans import (
    COMMITTED,
    GREEN,
    HALF,
    HUNDRED,
    KEEP,
    KEEP_BELOW,
    KEEP_RANGE,
    KR,
    O1,
    SOUND,
    STAGED,
    T1,
    YES_NO,
    changed,
    judged,
    line,
    objective_of,
    on,
    only,
    plan_of,
    row,
)

COUNT = KR._replace(type=Type.COUNT, baseline=None)
AFTER = on(101)


def audited(kr: KeyResult) -> tuple[str, str]:
    """A1 (measurable) and A3 (baseline) of the audit."""
    plan = plan_of(kr)
    verdict = audit(kr, histories(plan)[0], wording=True)
    return verdict.measurable, verdict.baseline


def assert_left_out(kr: KeyResult, message: str) -> None:
    """Blank score, open or closed; the objective is the mean of the others."""
    for closed in (False, True):
        figure = only(kr, line(HALF, 10.0), closed=closed)
        assert (figure.message, figure.score, figure.rollup) == (message, None, None)
        assert (figure.reading.progress, figure.met, figure.band) == (None, None, None)
        assert (figure.automatic, figure.rag) == (Rag.NO_DATA, Rag.NO_DATA)
    beside = (kr._replace(id="R1"), (line(HALF, 10.0, "R1"),))
    assert objective_of(beside, row(2, 40.0)).score == 0.4


# --- t = b ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kr",
    [
        pytest.param(KR._replace(target=0.0), id="Increase"),
        pytest.param(KR._replace(type=Type.DECREASE, target=0.0), id="Decrease"),
        pytest.param(COUNT._replace(target=0.0), id="Count to 0 from a blank baseline"),
        pytest.param(KR._replace(type=None, baseline=7.0, target=7.0), id="no type"),
    ],
)
def test_target_equals_baseline_is_blank_and_left_out(kr: KeyResult) -> None:
    assert_left_out(kr, "Target = baseline: use a Keep type")
    assert audited(kr)[0] == "No"


# --- No target, no baseline -------------------------------------------------------------------


@pytest.mark.parametrize(
    "kr",
    [
        pytest.param(KR._replace(target=None), id="Increase"),
        pytest.param(KR._replace(target=None, baseline=None), id="neither: the target comes first"),
        pytest.param(KR._replace(target=UNREADABLE), id="a target that is not a number"),
        pytest.param(COUNT._replace(target=None), id="Count"),
        pytest.param(KEEP._replace(target=None), id="Keep at or above"),
        pytest.param(KEEP_BELOW._replace(target=None), id="Keep at or below"),
        pytest.param(KEEP_RANGE._replace(low=None), id="a range without a low end"),
        pytest.param(KEEP_RANGE._replace(high=None), id="a range without a high end"),
    ],
)
def test_no_target_is_blank_and_left_out(kr: KeyResult) -> None:
    assert_left_out(kr, "No target")
    assert audited(kr)[0] == "No"


@pytest.mark.parametrize(
    "kr",
    [
        pytest.param(KR._replace(baseline=None), id="Increase"),
        pytest.param(KR._replace(type=Type.DECREASE, baseline=None), id="Decrease"),
        pytest.param(KR._replace(baseline=UNREADABLE), id="a baseline that is not a number"),
        pytest.param(KR._replace(type=None, baseline=None), id="no type"),
    ],
)
def test_no_baseline_is_blank_and_left_out(kr: KeyResult) -> None:
    assert_left_out(kr, "No baseline")
    assert audited(kr)[1] == "No"


def test_count_and_milestones_assume_a_baseline_of_0() -> None:
    assert only(COUNT, line(HALF, 30.0)).score == 0.3
    stages = (Stage("KR1", "One", done=on(10)), Stage("KR1", "Two"))
    assert only(STAGED, stages=stages).score == 0.5
    assert audited(COUNT) == ("Yes", "Yes")
    assert audited(STAGED)[1] == "Yes"


# --- No check-in yet --------------------------------------------------------------------------


@pytest.mark.parametrize("kr", [KR, COUNT, YES_NO], ids=["Increase", "Count", "Yes/No"])
def test_no_check_in_yet_is_blank_and_rolls_up_as_0(kr: KeyResult) -> None:
    figure = only(kr)
    assert (figure.message, figure.score, figure.rollup) == ("No data", None, 0.0)
    assert (figure.met, figure.band, figure.rag) == (None, None, Rag.NO_DATA)
    assert not figure.reported


def test_no_check_in_yet_of_milestones_too() -> None:
    figure = only(STAGED, stages=(Stage("KR1", "One"),))
    assert (figure.message, figure.score, figure.rollup) == ("No data", None, 0.0)


@pytest.mark.parametrize("kr", [KEEP, KEEP_BELOW, KEEP_RANGE], ids=lambda kr: str(kr.type))
def test_no_check_in_yet_leaves_keep_types_out(kr: KeyResult) -> None:
    figure = only(kr)
    assert (figure.message, figure.score, figure.rollup) == ("No data", None, None)


def test_coverage_shows_2_of_3_reported() -> None:
    objective = objective_of(row(1, 60.0), row(2, 30.0), row(3, None))
    assert (objective.reported, objective.due) == (2, 3)
    assert objective.score == pytest.approx(0.3)


def test_a_keep_type_without_data_is_due_but_not_in_the_score() -> None:
    silent = (KEEP._replace(id="R3"), ())
    objective = objective_of(row(1, 60.0), row(2, 30.0), silent)
    assert (objective.reported, objective.due) == (2, 3)
    assert objective.score == pytest.approx(0.45)


# --- No check-in by closing -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kr", "lines"),
    [
        pytest.param(KR, (), id="Increase"),
        pytest.param(COMMITTED, (), id="committed"),
        pytest.param(KEEP, (), id="Keep types are not left out any more"),
        pytest.param(YES_NO, (), id="Yes/No"),
        pytest.param(STAGED, (), id="Milestones"),
        pytest.param(KR, (line(HALF, UNREADABLE),), id="an unreadable value"),
        pytest.param(KR, (line(HALF, confidence=9.0),), id="only a confidence"),
    ],
)
def test_no_check_in_by_closing_is_missed(kr: KeyResult, lines: tuple[CheckIn, ...]) -> None:
    stages = (Stage("KR1", "One"),) if kr is STAGED else ()
    figure = only(kr, *lines, as_of=AFTER, closed=True, stages=stages)
    assert (figure.message, figure.score, figure.rollup) == ("Missed (no data)", 0.0, 0.0)
    assert (figure.met, figure.band) == (False, Band.MISSED)
    assert (figure.automatic, figure.rag) == (Rag.RED, Rag.RED)  # silence is never green


# --- Current is not a number ------------------------------------------------------------------


@pytest.mark.parametrize("kr", [KR, COUNT], ids=["Increase", "Count"])
@pytest.mark.parametrize(
    "value",
    [
        pytest.param(UNREADABLE, id="a text or an error value"),
        pytest.param(True, id="TRUE"),
        pytest.param(False, id="FALSE"),
    ],
)
def test_a_current_that_is_not_a_number_counts_as_no_data(kr: KeyResult, value: Any) -> None:
    figure = only(kr, line(on(40), 30.0), line(HALF, value))
    assert (figure.message, figure.score) == ("Current is not a number", None)
    assert (figure.rollup, figure.rag, figure.reported) == (0.0, Rag.NO_DATA, False)


def test_a_keep_type_whose_current_is_not_a_number_is_left_out() -> None:
    figure = only(KEEP, line(on(40), 95.0), line(HALF, UNREADABLE))
    assert (figure.message, figure.score) == ("Current is not a number", None)
    assert (figure.rollup, figure.reading.observations) == (None, 1)


# --- low > high -------------------------------------------------------------------------------


def test_a_bad_range_is_blank_and_left_out() -> None:
    kr = KEEP_RANGE._replace(low=20.0, high=10.0)
    assert_left_out(kr, "Bad range")
    assert audited(kr)[0] == "No"


# --- Percent ----------------------------------------------------------------------------------


def test_percent_is_never_multiplied_by_100() -> None:
    kr = KR._replace(unit="%", baseline=0.25, target=0.75)
    assert only(kr, line(HALF, 0.5)).score == 0.5
    mixed = only(kr, line(HALF, 50.0))
    assert mixed.reading.progress == 99.5
    assert mixed.score == 1.0


@pytest.mark.parametrize(
    ("unit", "baseline", "target", "current", "warned"),
    [
        pytest.param("%", 0.4, 0.8, 0.6, False, id="all fractions"),
        pytest.param("%", 40.0, 80.0, 60.0, False, id="all whole"),
        pytest.param("%", 0.4, 80.0, 0.6, True, id="the target mixes"),
        pytest.param("%", 40.0, 0.8, 60.0, True, id="the baseline mixes"),
        pytest.param("%", 0.4, 0.8, 60.0, True, id="the value mixes"),
        pytest.param("% of leads", 0.4, 0.8, 60.0, True, id="a longer unit with a % sign"),
        pytest.param("EUR", 0.4, 0.8, 60.0, False, id="not a percentage"),
        pytest.param("%", 0.0, 80.0, 60.0, False, id="0 fits either way"),
        pytest.param("%", 1.5, 80.0, 60.0, False, id="1.5 and 80 are both above 1"),
        pytest.param("%", 0.4, 1.0, 0.6, False, id="1 is 100 %"),
        pytest.param("%", -0.4, 80.0, 60.0, True, id="a negative fraction"),
    ],
)
def test_mixed_percentages_are_a_finding(
    unit: str, baseline: float, target: float, current: float, warned: bool
) -> None:
    plan = changed(SOUND, "key_results", 0, unit=unit, baseline=baseline, target=target)
    plan = changed(plan, "check_ins", 0, value=current)
    codes = {found.code for found in check(judged(plan))}
    assert bool(codes & {"OKR021", "OKR068"}) is warned


# --- An objective with no key result ----------------------------------------------------------


def test_an_objective_without_key_results_is_blank_and_left_out() -> None:
    empty = T1._replace(id="T2")
    plan = plan_of(
        KR._replace(objective_id="T1"),
        check_ins=(line(HALF, 40.0),),
        objectives=(O1, T1, empty),
        teams=SOUND.teams,
    )
    found = judged(plan)
    assert [o.message for o in found.objectives] == ["No key results", "", "No key results"]
    assert [o.score for o in found.objectives] == [None, 0.4, None]
    assert [o.rag for o in found.objectives] == [None, Rag.GREEN, None]
    assert (found.teams[0].score, found.teams[0].rag) == (0.4, Rag.GREEN)
    assert (found.company.score, found.company.rag) == (None, None)


def test_a_red_objective_says_how_many_of_its_key_results_are() -> None:
    parts = [KR._replace(id=f"K{n}", objective_id="T1") for n in range(3)]
    lines = [line(HALF, value) for value in (0.0, 95.0, 95.0)]
    lines = [each._replace(key_result_id=f"K{n}") for n, each in enumerate(lines)]
    plan = plan_of(*parts, check_ins=tuple(lines), objectives=(O1, T1), teams=SOUND.teams)
    worst = figures(plan, SMB._replace(worst_wins=True), HALF).objectives[1]
    assert (worst.rag, worst.message) == (Rag.RED, "1 of 3 key results is Red")
    mild = figures(plan, SMB._replace(worst_wins=False, red_weight=0.9), HALF).objectives[1]
    assert (mild.rag, mild.message) == (Rag.YELLOW, "")
    two = [each._replace(value=0.0) for each in lines[:2]]
    most = figures(plan._replace(check_ins=(*two, lines[2])), SMB, HALF).objectives[1]
    assert (most.rag, most.message) == (Rag.RED, "2 of 3 key results are Red")
    alone = plan_of(parts[0], check_ins=lines[:1], objectives=(O1, T1), teams=SOUND.teams)
    assert figures(alone, SMB, HALF).objectives[1].message == "Its only key result is Red"


# --- Before the quarter -----------------------------------------------------------------------


def test_before_the_quarter_the_score_is_shown_if_there_is_a_value() -> None:
    early = only(KR, line(on(-2), 10.0), as_of=on(-1))
    assert (early.message, early.score, early.rag) == ("Not started", 0.1, Rag.NOT_STARTED)
    assert early.rollup == 0.1
    blank = only(KR, as_of=on(-1))
    assert (blank.message, blank.score, blank.rag) == ("Not started", None, Rag.NOT_STARTED)
    assert only(KR, as_of=on(0)).message == "No data"


# --- After the quarter, open ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "band", "rag"),
    [
        pytest.param(70.0, Band.HIT, Rag.GREEN, id="Hit"),
        pytest.param(50.0, Band.PROGRESS, Rag.YELLOW, id="Progress"),
        pytest.param(49.0, Band.MISSED, Rag.RED, id="Missed"),
    ],
)
def test_after_the_quarter_the_final_band_awaits_the_final_score(
    value: float, band: Band, rag: Rag
) -> None:
    figure = only(KR, line(on(100), value), as_of=AFTER)
    assert (figure.message, figure.score) == ("awaiting final score", value / 100)
    assert (figure.band, figure.rag) == (band, rag)
    assert only(KR, line(on(100), value), as_of=on(100)).message == ""


def test_after_the_quarter_silence_is_still_no_data() -> None:
    figure = only(KR, as_of=AFTER)
    assert (figure.message, figure.score, figure.rag) == ("No data", None, Rag.NO_DATA)


# --- Which message ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kr", "value", "day", "closed", "message"),
    [
        pytest.param(KR._replace(target=None), None, 101, True, "No target", id="the definition"),
        pytest.param(KR._replace(target=None), None, -1, False, "No target", id="even before"),
        pytest.param(KR, None, -1, True, "Missed (no data)", id="then Missed"),
        pytest.param(KR, UNREADABLE, -1, False, "Not started", id="then Not started"),
        pytest.param(KR, UNREADABLE, 101, False, "Current is not a number", id="then the value"),
        pytest.param(COMMITTED, 80.0, 101, False, "awaiting final score", id="then the ending"),
        pytest.param(COMMITTED, 80.0, 50, True, "short of commitment: explain", id="or short"),
        pytest.param(KR, 40.0, 70, False, "silent: 71 days", id="then silence"),
    ],
)
def test_the_first_message_that_applies(
    kr: KeyResult, value: Any, day: int, closed: bool, message: str
) -> None:
    lines = () if value is None else (line(on(min(day, -1)), value),)
    assert only(kr, *lines, as_of=on(day), closed=closed).message == message


# --- Nothing ever raises ----------------------------------------------------------------------

ODD = (None, UNREADABLE, -1.0, 0.0, 1.0, 9.9e99)
QUARTERS = {
    "a quarter": HUNDRED,
    "a quarter of one day": Quarter("", HALF, HALF),
    "a quarter that ends before it starts": Quarter("", HALF, on(-1)),
}
DAYS = (date.min, on(-40), on(0), HALF, on(100), on(140), date.max)


def odd_plan(quarter: Quarter) -> Plan:
    """Every type with every pair of odd numbers, odd stages, odd links, odd lines."""
    definitions = itertools.product([None, *Type], ODD, ODD)
    key_results = tuple(
        KeyResult(
            f"K{number}" if number % 7 else "",
            f"O{number % 5}",
            "Result" if number % 11 else "",
            kind,
            unit="%",
            weight=ODD[number % 6],
            due=HALF if number % 3 else None,
            baseline=first,
            target=second,
            low=first,
            high=second,
            red_line=ODD[number % 5],
            checkpoints=(second, first),
            frequency=(None, *Frequency)[number % 6],
            trend=ODD[number % 4],
            recovery_due=on(number),
            decided_on=on(number),
        )
        for number, (kind, first, second) in enumerate(definitions)
    )
    values = (*ODD, True, False)
    check_ins = tuple(
        CheckIn(
            on(number % 30 * 5 - 30),
            f"k{number % 400}",
            values[number % 8],
            (None, -1.0, 0.0, 10.0, 11.0)[number % 5],
            (None, *Rag)[number % 7],
            "Why" if number % 3 else "",
        )
        for number in range(900)
    )
    stages = tuple(
        Stage(f"K{number}", "", ODD[number % 6], on(number % 140 - 20), on(number % 110 - 10))
        for number in range(200, 400)
    )
    objectives = tuple(
        O1._replace(
            id=f"O{number}" if number else "",
            level=(None, *Level)[number % 4],
            supports=("", f"O{number}", "none"),
            weight=ODD[number % 6],
        )
        for number in range(6)
    )
    return Plan(
        quarter,
        objectives=objectives,
        key_results=key_results,
        check_ins=check_ins,
        stages=stages,
        teams=(*SOUND.teams, *SOUND.teams),
    )


@pytest.mark.parametrize("name", QUARTERS)
@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_nothing_ever_raises(name: str, closed: bool) -> None:
    plan = odd_plan(QUARTERS[name])._replace(closed=closed)
    for as_of in DAYS:
        found = figures(plan, SMB, as_of)
        findings = check(found)
        assert json.dumps(document(found, findings), allow_nan=False)
        assert list(scoreboard(found, findings))
        for figure in found.key_results:
            assert figure.score is None or 0 <= figure.score <= 1
            assert figure.rollup is None or 0 <= figure.rollup <= 1
            assert (figure.rag is Rag.NOT_STARTED) <= (as_of < plan.quarter.start)


def test_the_last_quarter_of_the_calendar_does_not_raise() -> None:
    """Excel's dates end on the last day Python knows; the end of month 2 would lie beyond."""
    last = Quarter("9999-Q4", date(9999, 11, 1), date.max - timedelta(days=1))
    plan = plan_of(KR, check_ins=(line(last.start, GREEN),), quarter=last)
    assert figures(plan, SMB, last.start).key_results[0].score == 0.4


LARGEST = 9.99e307  # Excel takes no larger number


@pytest.mark.parametrize(
    "kr",
    [
        pytest.param(KR._replace(weight=LARGEST), id="weights whose sum is infinite"),
        pytest.param(KR._replace(baseline=-LARGEST, target=LARGEST), id="an infinite distance"),
        pytest.param(KR._replace(target=1e-8), id="infinite progress"),
    ],
)
def test_the_largest_numbers_of_excel_do_not_raise(kr: KeyResult) -> None:
    lines = (line(HALF, LARGEST, "R1"), line(HALF, LARGEST, "R2"))
    found = judged(plan_of(kr._replace(id="R1"), kr._replace(id="R2"), check_ins=lines))
    assert list(scoreboard(found, check(found)))
    assert json.dumps(document(found, check(found)), allow_nan=False)
