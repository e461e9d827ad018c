"""Progress, score and final band: the golden values of semantics.md, sections 1 and 2."""

from typing import Any

import pytest

from okrsheet.core.history import History, number, stage_weight, weight_of
from okrsheet.core.model import UNREADABLE, CheckIn, KeyResult, Stage
from okrsheet.core.policy import SMB, preset
from okrsheet.core.scoring import band_for, definition_problem, effective_type, two_decimals
from okrsheet.core.words import Band, Commitment, Rag, Type
from tests.unit.plans import (
    COMMITTED,
    HALF,
    KEEP,
    KEEP_BELOW,
    KEEP_RANGE,
    KR,
    STAGED,
    YES_NO,
    judged,
    line,
    on,
    only,
    plan_of,
)

FALLING = KR._replace(type=Type.DECREASE, baseline=50.0, target=20.0)


# --- Distance ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "progress", "score"),
    [
        pytest.param(280.0, 0.0, 0.0, id="280 of 360, still at its baseline, is 0 and not 0.78"),
        pytest.param(301.0, 0.2625, 0.2625, id="301 has come 21 of 80"),
        pytest.param(320.0, 0.5, 0.5, id="half way"),
        pytest.param(360.0, 1.0, 1.0, id="at the target"),
        pytest.param(380.0, 1.25, 1.0, id="past the target: raw progress, clamped score"),
        pytest.param(270.0, -0.125, 0.0, id="below the baseline: raw progress, clamped score"),
    ],
)
def test_distance_travelled(value: float, progress: float, score: float) -> None:
    figure = only(KR._replace(baseline=280.0, target=360.0), line(HALF, value))
    assert figure.reading.progress == progress
    assert figure.score == score
    assert figure.rollup == score


@pytest.mark.parametrize(
    ("kr", "value", "progress", "met"),
    [
        pytest.param(KR, 100.0, 1.0, True, id="Increase: c >= t is met"),
        pytest.param(KR, 99.0, 0.99, False, id="Increase below its target"),
        pytest.param(FALLING, 35.0, 0.5, False, id="Decrease half way"),
        pytest.param(FALLING, 20.0, 1.0, True, id="Decrease: c <= t is met"),
        pytest.param(FALLING, 56.0, -0.2, False, id="Decrease that rises"),
        pytest.param(
            KR._replace(type=Type.COUNT, baseline=None), 30.0, 0.3, False, id="Count starts at 0"
        ),
        pytest.param(
            KR._replace(type=Type.COUNT, baseline=20.0),
            60.0,
            0.5,
            False,
            id="Count with a baseline",
        ),
        pytest.param(
            FALLING._replace(type=Type.INCREASE), 44.0, 0.2, False, id="Increase against numbers"
        ),
        pytest.param(
            KR._replace(type=Type.DECREASE), 100.0, 1.0, True, id="Decrease against the numbers"
        ),
        pytest.param(KR._replace(type=None), 25.0, 0.25, False, id="no type, rising"),
        pytest.param(FALLING._replace(type=None), 20.0, 1.0, True, id="no type, falling"),
    ],
)
def test_distance_types(kr: KeyResult, value: float, progress: float, met: bool) -> None:
    figure = only(kr, line(HALF, value))
    assert figure.reading.progress == pytest.approx(progress, abs=1e-15)
    assert figure.met is met
    assert figure.message == ""


@pytest.mark.parametrize(
    ("kr", "expected"),
    [
        pytest.param(KR._replace(type=None), Type.INCREASE, id="target above baseline"),
        pytest.param(FALLING._replace(type=None), Type.DECREASE, id="target below baseline"),
        pytest.param(KR._replace(type=None, target=0.0), Type.INCREASE, id="target at baseline"),
        pytest.param(KR._replace(type=None, target=None), Type.INCREASE, id="no target"),
        pytest.param(
            FALLING._replace(type=None, baseline=UNREADABLE),
            Type.INCREASE,
            id="unreadable baseline",
        ),
        pytest.param(FALLING._replace(type=Type.INCREASE), Type.INCREASE, id="the one given stays"),
    ],
)
def test_a_blank_type_is_read_from_the_numbers(kr: KeyResult, expected: Type) -> None:
    assert effective_type(kr) is expected
    assert only(kr).reading.type is expected


# --- Keep types, Yes/No -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kr", "value", "met"),
    [
        pytest.param(KEEP, 90.0, True, id="at or above: on the limit"),
        pytest.param(KEEP, 90 - 9e-10, True, id="at or above: inside the tolerance"),
        pytest.param(KEEP, 90 - 1.2e-9, False, id="at or above: outside the tolerance"),
        pytest.param(KEEP_BELOW, 90.0, True, id="at or below: on the limit"),
        pytest.param(KEEP_BELOW, 90 + 9e-10, True, id="at or below: inside the tolerance"),
        pytest.param(KEEP_BELOW, 90 + 1.2e-9, False, id="at or below: outside the tolerance"),
        pytest.param(KEEP_RANGE, 10.0, True, id="range: on the low end"),
        pytest.param(KEEP_RANGE, 10 - 9e-10, True, id="range: low end, inside the tolerance"),
        pytest.param(KEEP_RANGE, 10 - 1.2e-9, False, id="range: low end, outside the tolerance"),
        pytest.param(KEEP_RANGE, 20.0, True, id="range: on the high end"),
        pytest.param(KEEP_RANGE, 20 + 9e-10, True, id="range: high end, inside the tolerance"),
        pytest.param(KEEP_RANGE, 20 + 1.2e-9, False, id="range: high end, outside the tolerance"),
        pytest.param(KR, 100 - 9e-10, True, id="Increase: inside the tolerance"),
        pytest.param(KR, 100 - 1.2e-9, False, id="Increase: outside the tolerance"),
        pytest.param(FALLING, 20 + 9e-10, True, id="Decrease: inside the tolerance"),
        pytest.param(FALLING, 20 + 1.2e-9, False, id="Decrease: outside the tolerance"),
        pytest.param(KEEP._replace(target=0.0), 0.5, True, id="at or above 0"),
        pytest.param(KEEP._replace(target=0.0), -0.5, False, id="at or above 0: below"),
        pytest.param(KEEP_BELOW._replace(target=0.0), 0.5, False, id="at or below 0: above"),
        pytest.param(KEEP_BELOW._replace(target=0.0), 0.0, True, id="at or below 0: no incident"),
        pytest.param(KEEP_RANGE._replace(low=0.0), 0.5, True, id="range from 0"),
        pytest.param(KEEP_RANGE._replace(low=-1.0, high=0.0), 0.5, False, id="range up to 0"),
        pytest.param(KR._replace(target=0.5), 0.6, True, id="Increase from 0 to a fraction"),
        pytest.param(FALLING._replace(target=0.0), 0.5, False, id="Decrease to 0: not yet"),
        pytest.param(FALLING._replace(baseline=0.5, target=0.0), 0.0, True, id="Decrease to 0"),
    ],
)
def test_limits_are_inclusive(kr: KeyResult, value: float, met: bool) -> None:
    assert only(kr, line(HALF, value)).met is met


@pytest.mark.parametrize(
    ("kr", "values", "share", "met"),
    [
        pytest.param(KEEP, [95.0, 80.0, 92.0], 2 / 3, True, id="two of three"),
        pytest.param(KEEP, [95.0, None, 92.0], 1.0, True, id="a blank week is left out"),
        pytest.param(KEEP, [95.0, UNREADABLE, 80.0], 0.5, False, id="an unreadable week too"),
        pytest.param(KEEP, [80.0, 95.0, None], 0.5, True, id="the last value, not the last line"),
        pytest.param(KEEP_BELOW, [95.0, 80.0, 95.0], 1 / 3, False, id="at or below"),
        pytest.param(KEEP_RANGE, [9.0, 10.0, 20.0, 21.0], 0.5, False, id="in range"),
    ],
)
def test_keep_types_count_the_observations_met(
    kr: KeyResult, values: list[Any], share: float, met: bool
) -> None:
    lines = [line(on(10 + number), value) for number, value in enumerate(values)]
    figure = only(kr, *lines)
    assert figure.score == pytest.approx(share)
    assert figure.met is met
    assert figure.reading.observations == sum(isinstance(value, float) for value in values)


def test_a_keep_type_that_ends_unmet_is_at_most_progress() -> None:
    nine = [line(on(number), 95.0) for number in range(9)]
    assert only(KEEP, *nine).band is Band.HIT
    unmet = only(KEEP, *nine, line(HALF, 80.0))
    assert (unmet.score, unmet.band) == (0.9, Band.PROGRESS)
    assert only(KEEP, line(HALF, 80.0)).band is Band.MISSED


@pytest.mark.parametrize(
    ("value", "score"),
    [
        pytest.param(True, 1.0, id="yes"),
        pytest.param(False, 0.0, id="no"),
        pytest.param(1.0, 1.0, id="the number 1"),
        pytest.param(0.0, 0.0, id="the number 0"),
        pytest.param(None, 0.0, id="checked in without a value: at No"),
    ],
)
def test_yes_or_no(value: Any, score: float) -> None:
    figure = only(YES_NO, line(HALF, value))
    assert (figure.score, figure.met, figure.reading.current) == (score, score == 1, score)


@pytest.mark.parametrize("value", [2.0, 0.5, -1.0, UNREADABLE], ids=str)
def test_yes_or_no_reads_nothing_else(value: Any) -> None:
    assert only(YES_NO, line(HALF, value)).message == "Current is not a number"


# --- Milestones -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stages", "share", "met"),
    [
        pytest.param([(None, 40), (None, None)], 0.5, False, id="equal weights by default"),
        pytest.param([(3.0, 40), (None, None)], 0.75, False, id="by weight, blank is 1"),
        pytest.param([(3.0, 50), (1.0, 51)], 0.75, False, id="done today counts, tomorrow not"),
        pytest.param([(1.0, 40), (2.0, 50)], 1.0, True, id="all done"),
        pytest.param([(1.0, 40), (0.0, None)], 1.0, False, id="met needs weight 0 too"),
        pytest.param([(1.0, 40), (-4.0, None)], 1.0, False, id="a negative weight counts 0"),
        pytest.param([(1.0, 40), (UNREADABLE, None)], 1.0, False, id="an unreadable one too"),
    ],
)
def test_milestones(stages: list[Any], share: float, met: bool) -> None:
    made = tuple(
        Stage("kr1", "Stage", weight, done=None if done is None else on(done))
        for weight, done in stages
    )
    figure = only(STAGED, stages=made)
    assert (figure.score, figure.met) == (share, met)
    assert figure.message == ""
    assert figure.reported


def test_milestones_have_data_with_a_check_in_or_a_done_stage() -> None:
    open_stage = (Stage("KR1", "Stage"),)
    assert only(STAGED, stages=open_stage).message == "No data"
    reported = only(STAGED, line(HALF), stages=open_stage)
    assert (reported.message, reported.score) == ("", 0.0)
    later = (Stage("KR1", "Stage", done=on(51)),)
    assert only(STAGED, stages=later).message == "No data"


@pytest.mark.parametrize("weight", [0.0, -1.0, UNREADABLE], ids=["zero", "negative", "unreadable"])
def test_milestones_without_weight_have_no_stages(weight: Any) -> None:
    figure = only(STAGED, line(HALF), stages=(Stage("KR1", "Stage", weight, done=on(1)),))
    assert (figure.message, figure.score, figure.rollup) == ("No stages", None, None)


# --- Which check-in counts --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "current"),
    [
        pytest.param([line(on(10), 1.0), line(on(20), 2.0)], 2.0, id="the latest"),
        pytest.param([line(on(20), 2.0), line(on(10), 1.0)], 2.0, id="whatever the order of lines"),
        pytest.param([line(on(20), 2.0), line(on(20), 3.0)], 3.0, id="same day: the lower line"),
        pytest.param([line(on(20), 2.0), line(on(30))], 2.0, id="a note leaves the value alone"),
        pytest.param([line(HALF, 2.0), line(on(51), 9.0)], 2.0, id="tomorrow does not exist yet"),
        pytest.param([line(HALF, 2.0), line(HALF, 9.0, "KR2")], 2.0, id="another key result"),
        pytest.param([line(HALF, 2.0, "kr1")], 2.0, id="capitals make no difference"),
        pytest.param(
            [line(on(20), UNREADABLE), line(HALF, 4)], 4.0, id="an older text is forgotten"
        ),
    ],
)
def test_the_current_value(lines: list[CheckIn], current: float) -> None:
    assert only(KR, *lines).reading.current == current


def test_a_row_without_text_or_a_second_one_with_the_same_id_gets_nothing() -> None:
    assert only(KR._replace(id=""), line(HALF, 9.0, "")).message == "No data"
    blank = KR._replace(text="")
    plan = [blank, KR, KR._replace(id="kr1", text="Again")]
    found = judged(plan_of(*plan, check_ins=(line(HALF, 40.0), line(HALF, 1.0, "none"))))
    assert [figure.row for figure in found.key_results] == [1, 2]
    assert [figure.reading.current for figure in found.key_results] == [40.0, None]
    assert [told and told.rag for told in found.check_ins] == [Rag.GREEN, None]


# --- Numbers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(1.5, 1.5, id="a fraction"),
        pytest.param(2, 2.0, id="a whole number"),
        pytest.param(None, None, id="blank"),
        pytest.param(True, None, id="TRUE"),
        pytest.param(False, None, id="FALSE"),
        pytest.param("12", None, id="a text"),
        pytest.param(UNREADABLE, None, id="unreadable"),
        pytest.param(9.9e99, 9.9e99, id="a large one"),
        pytest.param(1e100, None, id="one too large to compute with"),
        pytest.param(-1e100, None, id="the same below 0"),
        pytest.param(float("nan"), None, id="not a number at all"),
    ],
)
def test_what_is_a_number(value: Any, expected: float | None) -> None:
    assert number(value) == expected


def test_the_unreadable_says_so() -> None:
    assert repr(UNREADABLE) == "UNREADABLE"


@pytest.mark.parametrize(
    ("weight", "of_key_result", "of_stage"),
    [
        pytest.param(None, 1.0, 1.0, id="blank"),
        pytest.param(0.0, 0.0, 0.0, id="zero"),
        pytest.param(2.5, 2.5, 2.5, id="a number"),
        pytest.param(-1.0, 0.0, 0.0, id="negative"),
        pytest.param(UNREADABLE, 1.0, 0.0, id="unreadable"),
    ],
)
def test_weights(weight: Any, of_key_result: float, of_stage: float) -> None:
    assert weight_of(weight) == of_key_result
    assert stage_weight(Stage("KR1", "Stage", weight)) == of_stage


# --- Final bands ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("commitment", "score", "band"),
    [
        pytest.param(None, 0.70, Band.HIT, id="blank is aspirational: 0.70"),
        pytest.param(None, 0.695, Band.HIT, id="0.695 shows 0.70 and is a Hit"),
        pytest.param(None, 0.6949, Band.PROGRESS, id="0.6949 shows 0.69"),
        pytest.param(None, 0.50, Band.PROGRESS, id="the lower edge belongs to Progress"),
        pytest.param(None, 0.495, Band.PROGRESS, id="0.495 shows 0.50"),
        pytest.param(None, 0.4949, Band.MISSED, id="0.4949 shows 0.49"),
        pytest.param(Commitment.ASPIRATIONAL, 0.695, Band.HIT, id="aspirational, said so"),
        pytest.param(Commitment.COMMITTED, 1.0, Band.HIT, id="committed: 1"),
        pytest.param(Commitment.COMMITTED, 1 - 9e-10, Band.HIT, id="committed: 1, by computation"),
        pytest.param(Commitment.COMMITTED, 0.999, Band.PROGRESS, id="committed, shows 1.00"),
        pytest.param(Commitment.COMMITTED, 0.999999, Band.PROGRESS, id="committed, never rounded"),
        pytest.param(Commitment.COMMITTED, 0.70, Band.PROGRESS, id="committed: 0.70"),
        pytest.param(Commitment.COMMITTED, 0.695, Band.MISSED, id="committed, shows 0.70"),
        pytest.param(Commitment.COMMITTED, 0.0, Band.MISSED, id="committed: 0"),
    ],
)
def test_bands(commitment: Commitment | None, score: float, band: Band) -> None:
    assert band_for(score, commitment, SMB) is band
    kr = KR._replace(commitment=commitment, target=1.0)
    assert only(kr, line(HALF, score)).band is band


@pytest.mark.parametrize(
    ("commitment", "score", "band"),
    [
        pytest.param(None, 0.70, Band.HIT, id="hit at 0.7"),
        pytest.param(None, 0.6949, Band.PROGRESS, id="not yet a hit"),
        pytest.param(None, 0.40, Band.PROGRESS, id="progress at 0.4"),
        pytest.param(None, 0.395, Band.PROGRESS, id="0.395 shows 0.40"),
        pytest.param(None, 0.3949, Band.MISSED, id="missed below"),
        pytest.param(Commitment.COMMITTED, 0.69, Band.MISSED, id="committed as ever"),
    ],
)
def test_bands_of_the_google_preset(
    commitment: Commitment | None, score: float, band: Band
) -> None:
    assert band_for(score, commitment, preset("google")) is band


@pytest.mark.parametrize(
    ("score", "shown"),
    [(0.0, 0.0), (0.005, 0.01), (0.29, 0.29), (0.625, 0.63), (0.695, 0.7), (0.9949, 0.99), (1, 1)],
)
def test_two_decimals_are_rounded_half_up(score: float, shown: float) -> None:
    assert two_decimals(score) == shown


@pytest.mark.parametrize(
    ("kr", "closed", "message"),
    [
        pytest.param(COMMITTED, True, "short of commitment: explain", id="committed, closed"),
        pytest.param(COMMITTED, False, "awaiting final score", id="committed, still open"),
        pytest.param(KR, True, "", id="aspirational"),
        pytest.param(COMMITTED._replace(target=80.0), True, "", id="a commitment kept"),
        pytest.param(COMMITTED._replace(target=200.0), True, "", id="a commitment missed"),
    ],
)
def test_short_of_a_commitment(kr: KeyResult, closed: bool, message: str) -> None:
    assert only(kr, line(on(99), 80.0), as_of=on(101), closed=closed).message == message


# --- Definitions ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kr", "problem"),
    [
        pytest.param(KR._replace(target=9e-10), "Target = baseline: use a Keep type", id="equal"),
        pytest.param(KR._replace(target=1.2e-9), "", id="just apart"),
        pytest.param(KR._replace(target=-1.2e-9), "", id="just apart, falling"),
        pytest.param(KEEP_RANGE._replace(low=20 + 9e-10), "", id="a range of one point"),
        pytest.param(KEEP_RANGE._replace(low=20 + 1.2e-9), "Bad range", id="a range upside down"),
        pytest.param(KEEP_RANGE._replace(low=None), "No target", id="a range without a low end"),
        pytest.param(
            KEEP_RANGE._replace(high=UNREADABLE), "No target", id="an unreadable high end"
        ),
        pytest.param(
            KR._replace(type=Type.COUNT, baseline=UNREADABLE), "No baseline", id="Count from a text"
        ),
        pytest.param(KEEP._replace(baseline=90.0), "", id="Keep types know no baseline"),
        pytest.param(YES_NO, "", id="Yes/No needs nothing"),
    ],
)
def test_definitions(kr: KeyResult, problem: str) -> None:
    assert definition_problem(kr, History()) == problem
