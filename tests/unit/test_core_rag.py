"""Status: pace, keep types, confidence, the owner's word, silence (semantics.md, section 3)."""

from typing import Any

import pytest

from okrsheet.core.model import UNREADABLE, CheckIn, KeyResult, Stage
from okrsheet.core.pace import checkpoint_progress
from okrsheet.core.policy import SMB, preset
from okrsheet.core.rag import is_better
from okrsheet.core.words import Cadence, Commitment, Frequency, Rag, Type
from tests.unit.plans import (
    COMMITTED,
    GREEN,
    HALF,
    HUNDRED,
    KEEP,
    KEEP_BELOW,
    KEEP_RANGE,
    KR,
    RED,
    STAGED,
    YELLOW,
    YES_NO,
    line,
    on,
    only,
)

MONTHLY = KR._replace(frequency=Frequency.MONTHLY)
QUARTERLY = KR._replace(frequency=Frequency.QUARTERLY)


# --- Pace -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kr", "value", "rag"),
    [
        pytest.param(KR, 35.0, Rag.GREEN, id="aspirational, pace 0.70"),
        pytest.param(KR, 34.99, Rag.YELLOW, id="aspirational, just below 0.70"),
        pytest.param(KR, 25.0, Rag.YELLOW, id="aspirational, pace 0.50"),
        pytest.param(KR, 24.99, Rag.RED, id="aspirational, just below 0.50"),
        pytest.param(KR, -5.0, Rag.RED, id="aspirational, below the baseline"),
        pytest.param(COMMITTED, 47.5, Rag.GREEN, id="committed, pace 0.95"),
        pytest.param(COMMITTED, 47.49, Rag.YELLOW, id="committed, just below 0.95"),
        pytest.param(COMMITTED, 37.5, Rag.YELLOW, id="committed, pace 0.75"),
        pytest.param(COMMITTED, 37.49, Rag.RED, id="committed, just below 0.75"),
    ],
)
def test_pace_at_half_time(kr: KeyResult, value: float, rag: Rag) -> None:
    figure = only(kr, line(HALF, value))
    assert (figure.expected, figure.automatic, figure.rag) == (0.5, rag, rag)
    assert figure.pace == pytest.approx(value / 50)


def test_the_google_preset_is_red_below_0_4() -> None:
    google = preset("google")
    assert only(KR, line(HALF, 20.0), policy=google).rag is Rag.YELLOW
    assert only(KR, line(HALF, 19.9), policy=google).rag is Rag.RED


@pytest.mark.parametrize(
    ("day", "value", "rag"),
    [
        pytest.param(0, 0.0, Rag.GREEN, id="the first day"),
        pytest.param(13, 0.0, Rag.GREEN, id="day 13 at the baseline"),
        pytest.param(13, -0.1, Rag.YELLOW, id="day 13 below the baseline"),
        pytest.param(14, 0.0, Rag.YELLOW, id="day 14: pace, but not Red yet"),
        pytest.param(24, 0.0, Rag.YELLOW, id="24 % gone: not Red by pace alone"),
        pytest.param(25, 0.0, Rag.RED, id="25 % gone"),
        pytest.param(100, 49.9, Rag.RED, id="the last day still goes by pace"),
    ],
)
def test_the_first_days_and_the_first_quarter(day: int, value: float, rag: Rag) -> None:
    assert only(KR, line(on(day), value), as_of=on(day)).automatic is rag


def test_a_commitment_is_not_red_in_the_first_quarter_either() -> None:
    assert only(COMMITTED, line(on(24), 0.0), as_of=on(24)).rag is Rag.YELLOW


@pytest.mark.parametrize(
    ("kr", "value", "closed", "rag"),
    [
        pytest.param(KR, 70.0, False, Rag.GREEN, id="Hit"),
        pytest.param(KR, 69.0, False, Rag.YELLOW, id="Progress"),
        pytest.param(KR, 49.0, False, Rag.RED, id="Missed"),
        pytest.param(COMMITTED, 99.9, False, Rag.YELLOW, id="committed, short"),
        pytest.param(COMMITTED, 69.9, True, Rag.RED, id="committed, missed, closed"),
        pytest.param(KR, None, False, Rag.NO_DATA, id="no data, open"),
        pytest.param(KR, None, True, Rag.RED, id="no data, closed"),
        pytest.param(KR._replace(target=None), 9.0, True, Rag.NO_DATA, id="a broken definition"),
        pytest.param(YES_NO, False, False, Rag.RED, id="Yes/No at No, whatever the confidence"),
    ],
)
def test_after_the_quarter_the_final_band_is_the_status(
    kr: KeyResult, value: Any, closed: bool, rag: Rag
) -> None:
    lines = () if value is None else (line(on(100), value, confidence=9.0),)
    assert only(kr, *lines, as_of=on(101), closed=closed).automatic is rag


def test_closing_early_gives_the_final_band_at_once() -> None:
    assert only(KR, line(HALF, 45.0)).automatic is Rag.GREEN
    assert only(KR, line(HALF, 45.0), closed=True).automatic is Rag.RED


def test_before_the_quarter_nothing_has_started() -> None:
    for kr in (KR, KEEP, YES_NO, KR._replace(target=None)):
        figure = only(kr, line(on(-2), 1.0, confidence=1.0), as_of=on(-1))
        assert (figure.automatic, figure.rag) == (Rag.NOT_STARTED, Rag.NOT_STARTED)


# --- Checkpoints ------------------------------------------------------------------------------
# The ends of months 1 and 2 are 1 April (day 30) and 1 May (day 60).


@pytest.mark.parametrize(
    ("checkpoints", "day", "expected"),
    [
        pytest.param((10.0, 60.0), 0, 0.0, id="the first day"),
        pytest.param((10.0, 60.0), 15, 0.05, id="half of month 1"),
        pytest.param((10.0, 60.0), 30, 0.1, id="the end of month 1"),
        pytest.param((10.0, 60.0), 45, 0.35, id="half of month 2"),
        pytest.param((10.0, 60.0), 60, 0.6, id="the end of month 2"),
        pytest.param((10.0, 60.0), 80, 0.8, id="half of month 3"),
        pytest.param((10.0, 60.0), 100, 1.0, id="the last day"),
        pytest.param((10.0, None), 65, 0.55, id="month 1 alone"),
        pytest.param((None, 20.0), 30, 0.1, id="month 2 alone"),
        pytest.param((UNREADABLE, 20.0), 30, 0.1, id="an unreadable checkpoint"),
        pytest.param((None, None), 30, 0.3, id="none: straight"),
        pytest.param((130.0, None), 30, 1.3, id="beyond the target"),
    ],
)
def test_checkpoints_bend_the_expected_line(
    checkpoints: tuple[Any, Any], day: int, expected: float
) -> None:
    figure = only(KR._replace(checkpoints=checkpoints), as_of=on(day))
    assert figure.expected == pytest.approx(expected, abs=1e-15)


@pytest.mark.parametrize(
    ("kr", "expected"),
    [
        pytest.param(
            KR._replace(type=Type.DECREASE, baseline=50.0, target=20.0, checkpoints=(44.0, None)),
            0.2,
            id="Decrease",
        ),
        pytest.param(
            KR._replace(type=Type.COUNT, baseline=None, checkpoints=(5.0, None)), 0.05, id="Count"
        ),
        pytest.param(KEEP._replace(checkpoints=(5.0, None)), 0.3, id="not for Keep types"),
        pytest.param(YES_NO._replace(checkpoints=(5.0, None)), 0.3, id="not for Yes/No"),
        pytest.param(
            KR._replace(target=None, checkpoints=(5.0, None)), 0.3, id="not without a target"
        ),
    ],
)
def test_which_types_follow_checkpoints(kr: KeyResult, expected: float) -> None:
    assert only(kr, line(on(30), 1.0), as_of=on(30)).expected == pytest.approx(expected)


def test_a_checkpoint_on_the_last_day_or_later_is_ignored() -> None:
    kr = KR._replace(checkpoints=(50.0, 10.0))
    to_day_60 = HUNDRED._replace(end=on(60))
    assert only(kr, as_of=on(45), quarter=to_day_60).expected == pytest.approx(0.75)
    to_day_61 = HUNDRED._replace(end=on(61))
    assert only(kr, as_of=on(60), quarter=to_day_61).expected == pytest.approx(0.1)
    to_day_30 = HUNDRED._replace(end=on(30))
    assert only(kr, as_of=on(15), quarter=to_day_30).expected == pytest.approx(0.5)
    reading = only(kr).reading
    assert checkpoint_progress(kr, reading, HUNDRED) == (0.5, 0.1)
    assert checkpoint_progress(kr, reading, to_day_60) == (0.5, None)


def test_progress_of_1_is_green_whatever_was_expected() -> None:
    kr = COMMITTED._replace(checkpoints=(130.0, None))
    figure = only(kr, line(on(30), 100.0, confidence=0.0), as_of=on(30))
    assert figure.pace == pytest.approx(1 / 1.3)
    assert figure.rag is Rag.GREEN


@pytest.mark.parametrize(
    ("value", "rag"),
    [pytest.param(0.0, Rag.GREEN, id="baseline"), pytest.param(-0.1, Rag.YELLOW, id="below")],
)
def test_nothing_expected_yet(value: float, rag: Rag) -> None:
    kr = KR._replace(checkpoints=(0.0, None))
    figure = only(kr, line(on(28), value), as_of=on(28))
    assert (figure.expected, figure.pace, figure.automatic) == (0.0, None, rag)


# --- Monthly metrics --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kr", "lines", "compared"),
    [
        pytest.param(MONTHLY, [line(on(19), 19.0)], 19, id="31 days old: on its own date"),
        pytest.param(MONTHLY, [line(on(18), 18.0)], 50, id="32 days old: overdue"),
        pytest.param(MONTHLY, [line(on(19), 9.0), line(on(40))], 19, id="a note changes nothing"),
        pytest.param(MONTHLY, [line(on(19), UNREADABLE)], 50, id="not a number"),
        pytest.param(MONTHLY, [], 50, id="no value"),
        pytest.param(KR, [line(on(19), 19.0)], 50, id="no frequency"),
        pytest.param(
            KR._replace(frequency=Frequency.WEEKLY), [line(on(19), 19.0)], 50, id="weekly"
        ),
        pytest.param(
            KEEP._replace(frequency=Frequency.MONTHLY), [line(on(19), 1.0)], 50, id="a Keep type"
        ),
        pytest.param(MONTHLY._replace(target=None), [line(on(19), 1.0)], 50, id="no target"),
    ],
)
def test_a_monthly_value_is_held_against_its_own_date(
    kr: KeyResult, lines: list[CheckIn], compared: int
) -> None:
    figure = only(kr, *lines)
    assert figure.compared == on(compared)
    assert figure.expected == compared / 100


def test_a_monthly_value_stays_green_until_it_is_overdue() -> None:
    fortnightly = SMB._replace(cadence=Cadence.BIWEEKLY, stale_slack_days=20)
    assert only(MONTHLY, line(on(19), 19.0), policy=fortnightly).rag is Rag.GREEN
    assert only(MONTHLY, line(on(18), 18.0), policy=fortnightly).rag is Rag.RED


def test_a_monthly_value_follows_checkpoints_on_its_date() -> None:
    kr = MONTHLY._replace(checkpoints=(10.0, None))
    assert only(kr, line(on(30), 10.0)).pace == pytest.approx(1.0)


# --- Keep types -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kr", "red_line", "value", "rag"),
    [
        pytest.param(KEEP, 85.0, 90.0, Rag.GREEN, id="above: met"),
        pytest.param(KEEP, 85.0, 89.0, Rag.YELLOW, id="above: between target and red line"),
        pytest.param(KEEP, 85.0, 85.0, Rag.YELLOW, id="above: on the red line"),
        pytest.param(KEEP, 85.0, 84.9, Rag.RED, id="above: beyond the red line"),
        pytest.param(KEEP, 1.0, 0.0, Rag.RED, id="above: nothing at all"),
        pytest.param(KEEP_BELOW._replace(target=-1.0), 0.5, 0.0, Rag.YELLOW, id="below: at 0"),
        pytest.param(KEEP, None, 89.0, Rag.RED, id="above: never met, no red line"),
        pytest.param(KEEP, UNREADABLE, 89.0, Rag.RED, id="above: an unreadable red line is none"),
        pytest.param(KEEP_BELOW, 95.0, 90.0, Rag.GREEN, id="below: met"),
        pytest.param(KEEP_BELOW, 95.0, 95.0, Rag.YELLOW, id="below: on the red line"),
        pytest.param(KEEP_BELOW, 95.0, 95.1, Rag.RED, id="below: beyond the red line"),
        pytest.param(KEEP_RANGE, None, 20.0, Rag.GREEN, id="range: met"),
        pytest.param(KEEP_RANGE, 99.0, 21.0, Rag.RED, id="range: a red line means nothing"),
    ],
)
def test_keep_types_and_their_red_line(
    kr: KeyResult, red_line: Any, value: float, rag: Rag
) -> None:
    figure = only(kr._replace(red_line=red_line), line(HALF, value))
    assert (figure.automatic, figure.pace) == (rag, None)


@pytest.mark.parametrize(
    ("kr", "marks", "rag"),
    [
        pytest.param(KEEP, "--+++++++-+", Rag.GREEN, id="met, 8 of 11 so far"),
        pytest.param(KEEP, "---+++++++", Rag.GREEN, id="met, share 0.7"),
        pytest.param(KEEP, "-+-++", Rag.YELLOW, id="met, share 0.6"),
        pytest.param(KEEP, "+++++++++-", Rag.YELLOW, id="unmet, share 0.9: at most Progress"),
        pytest.param(KEEP, "+-", Rag.YELLOW, id="unmet, share 0.5 leads to Progress"),
        pytest.param(KEEP, "+--", Rag.RED, id="unmet, share 0.33 leads to Missed"),
        pytest.param(
            KEEP._replace(commitment=Commitment.COMMITTED), "++-", Rag.RED, id="committed, 0.67"
        ),
    ],
)
def test_keep_types_by_their_share_so_far(kr: KeyResult, marks: str, rag: Rag) -> None:
    values = {"+": 95.0, "-": 80.0}
    lines = [line(on(50 - len(marks) + n), values[mark]) for n, mark in enumerate(marks, 1)]
    assert only(kr, *lines).automatic is rag


def test_keep_types_do_not_follow_confidence_or_the_first_days() -> None:
    assert only(KEEP, line(HALF, 95.0, confidence=1.0)).rag is Rag.GREEN
    assert only(KEEP, line(on(1), 1.0), as_of=on(1)).rag is Rag.RED
    assert only(KEEP, line(HALF, confidence=9.0)).rag is Rag.NO_DATA


# --- Confidence -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kr",
    [
        pytest.param(YES_NO, id="Yes/No"),
        pytest.param(QUARTERLY, id="refreshed quarterly"),
        pytest.param(KR._replace(frequency=Frequency.YEARLY), id="refreshed yearly"),
        pytest.param(
            KEEP._replace(frequency=Frequency.QUARTERLY), id="a Keep type nobody observed yet"
        ),
    ],
)
@pytest.mark.parametrize(
    ("confidence", "rag"),
    [
        pytest.param(10.0, Rag.GREEN, id="10"),
        pytest.param(7.0, Rag.GREEN, id="7"),
        pytest.param(6.0, Rag.YELLOW, id="6"),
        pytest.param(4.0, Rag.YELLOW, id="4"),
        pytest.param(3.0, Rag.RED, id="3"),
        pytest.param(0.0, Rag.RED, id="0"),
        pytest.param(None, Rag.NEEDS_A_CALL, id="none"),
        pytest.param(11.0, Rag.NEEDS_A_CALL, id="above 10 counts as none"),
        pytest.param(-1.0, Rag.NEEDS_A_CALL, id="below 0 counts as none"),
    ],
)
def test_confidence_decides(kr: KeyResult, confidence: float | None, rag: Rag) -> None:
    figure = only(kr, line(HALF, confidence=confidence))
    assert figure.automatic is rag
    assert figure.reported


@pytest.mark.parametrize(
    ("kr", "given", "day", "rag"),
    [
        pytest.param(YES_NO, line(on(74)), 74, Rag.NEEDS_A_CALL, id="no call, 74 % gone"),
        pytest.param(YES_NO, line(on(75)), 75, Rag.YELLOW, id="no call, 75 % gone"),
        pytest.param(YES_NO, line(HALF, True, confidence=0.0), 50, Rag.GREEN, id="done"),
        pytest.param(
            YES_NO._replace(due=on(49)), line(HALF, True), 50, Rag.GREEN, id="done after its date"
        ),
        pytest.param(
            YES_NO._replace(due=on(49)), line(HALF, confidence=9.0), 50, Rag.RED, id="date passed"
        ),
        pytest.param(
            YES_NO._replace(due=HALF), line(HALF, confidence=9.0), 50, Rag.GREEN, id="due today"
        ),
        pytest.param(YES_NO, line(on(100), confidence=9.0), 100, Rag.GREEN, id="the last day"),
        pytest.param(
            QUARTERLY, line(HALF, 1.0, confidence=9.0), 50, Rag.GREEN, id="the value is not asked"
        ),
        pytest.param(QUARTERLY, line(HALF, 100.0, confidence=1.0), 50, Rag.GREEN, id="reached"),
        pytest.param(
            QUARTERLY._replace(target=None),
            line(HALF, confidence=9.0),
            50,
            Rag.NO_DATA,
            id="broken",
        ),
        pytest.param(
            KEEP._replace(frequency=Frequency.YEARLY),
            line(HALF, 95.0, confidence=1.0),
            50,
            Rag.GREEN,
            id="a Keep type that was observed",
        ),
    ],
)
def test_edges_of_confidence(kr: KeyResult, given: CheckIn, day: int, rag: Rag) -> None:
    assert only(kr, given, as_of=on(day)).automatic is rag


def test_a_keep_type_that_was_observed_never_goes_by_confidence_again() -> None:
    kr = KEEP._replace(frequency=Frequency.QUARTERLY)
    figure = only(kr, line(on(40), 95.0), line(HALF, UNREADABLE, confidence=9.0))
    assert (figure.automatic, figure.message) == (Rag.NO_DATA, "Current is not a number")
    assert not figure.reported


def test_without_any_check_in_nobody_is_confident() -> None:
    assert only(YES_NO).automatic is Rag.NO_DATA
    assert only(YES_NO._replace(due=on(10))).automatic is Rag.NO_DATA


def test_milestones_do_not_follow_confidence() -> None:
    kr = STAGED._replace(frequency=Frequency.QUARTERLY)
    figure = only(kr, line(HALF, confidence=9.0), stages=(Stage("KR1", "One"),))
    assert (figure.pace, figure.automatic) == (0.0, Rag.RED)


@pytest.mark.parametrize(
    ("confidence", "value", "rag"),
    [
        pytest.param(4.0, GREEN, Rag.GREEN, id="4 leaves Green alone"),
        pytest.param(3.0, GREEN, Rag.YELLOW, id="3 makes it Yellow"),
        pytest.param(-1.0, GREEN, Rag.GREEN, id="below 0 counts as none"),
        pytest.param(9.0, RED, Rag.RED, id="high confidence changes nothing"),
        pytest.param(0.0, YELLOW, Rag.YELLOW, id="Yellow stays Yellow"),
        pytest.param(0.0, 100.0, Rag.GREEN, id="a target reached stays Green"),
    ],
)
def test_low_confidence_turns_green_by_pace_yellow(
    confidence: float, value: float, rag: Rag
) -> None:
    figure = only(KR, line(HALF, value, confidence=confidence))
    assert figure.automatic is rag
    assert figure.score == value / 100  # confidence never enters the score


def test_low_confidence_in_the_first_days() -> None:
    assert only(KR, line(on(3), 0.0, confidence=3.0), as_of=on(3)).rag is Rag.YELLOW


@pytest.mark.parametrize(
    ("given", "drop"),
    [
        pytest.param([8.0, 5.0], 3.0, id="a drop of 3"),
        pytest.param([8.0, 6.0], 2.0, id="a drop of 2"),
        pytest.param([9.0, 5.0, 8.0], -3.0, id="a rise"),
        pytest.param([9.0, None, 5.0], 4.0, id="against the last one given"),
        pytest.param([9.0, 5.0, None], None, id="none given this time"),
        pytest.param([9.0, 11.0, 5.0], 4.0, id="11 counts as not given"),
        pytest.param([5.0], None, id="the first one"),
        pytest.param([], None, id="no check-in"),
    ],
)
def test_the_drop_in_confidence(given: list[float | None], drop: float | None) -> None:
    lines = [line(on(10 + n), 1.0, confidence=value) for n, value in enumerate(given)]
    figure = only(KR, *lines, line(on(51), 1.0, confidence=0.0))  # tomorrow's does not count
    assert figure.confidence_drop == drop
    latest = given[-1] if given else None
    assert figure.confidence == latest


# --- Milestones -------------------------------------------------------------------------------

DATED = (
    Stage("KR1", "One", due=HALF, done=HALF),
    Stage("KR1", "Two", due=HALF),
    Stage("KR1", "Three", due=on(51)),
    Stage("KR1", "Four"),
)


@pytest.mark.parametrize(
    ("stages", "expected", "pace", "rag"),
    [
        pytest.param(DATED, 0.625, 0.4, Rag.RED, id="due today counts, tomorrow not, undated half"),
        pytest.param(DATED[::3], 0.75, 2 / 3, Rag.YELLOW, id="one due and done, one undated"),
        pytest.param(
            (DATED[0]._replace(weight=3.0), DATED[1]), 1.0, 0.75, Rag.GREEN, id="by weight"
        ),
        pytest.param(
            (DATED[0]._replace(due=None), DATED[3]), 0.5, 1.0, Rag.GREEN, id="no dates: linear"
        ),
        pytest.param(
            (DATED[0], DATED[1]._replace(weight=-1.0)), 1.0, 1.0, Rag.GREEN, id="negative: nothing"
        ),
        pytest.param((DATED[2],), 0.0, None, Rag.GREEN, id="nothing due yet"),
    ],
)
def test_milestones_against_due_dates(
    stages: tuple[Stage, ...], expected: float, pace: float | None, rag: Rag
) -> None:
    figure = only(STAGED, line(HALF), stages=stages)
    assert figure.expected == pytest.approx(expected)
    assert figure.pace == (None if pace is None else pytest.approx(pace))
    assert figure.automatic is rag


# --- The owner's word -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kr", "value", "automatic", "owner", "reason", "rag"),
    [
        pytest.param(KR, GREEN, Rag.GREEN, Rag.YELLOW, "", Rag.YELLOW, id="Green, Yellow: worse"),
        pytest.param(KR, GREEN, Rag.GREEN, Rag.RED, "", Rag.RED, id="Green, Red: worse"),
        pytest.param(KR, YELLOW, Rag.YELLOW, Rag.RED, "", Rag.RED, id="Yellow, Red: worse"),
        pytest.param(KR, YELLOW, Rag.YELLOW, Rag.GREEN, "", Rag.YELLOW, id="better, no reason"),
        pytest.param(KR, RED, Rag.RED, Rag.YELLOW, "", Rag.RED, id="Red, Yellow, no reason"),
        pytest.param(KR, RED, Rag.RED, Rag.YELLOW, "Won", Rag.YELLOW, id="Red, Yellow, a reason"),
        pytest.param(KR, RED, Rag.RED, Rag.GREEN, "Won", Rag.GREEN, id="Red, Green, a reason"),
        pytest.param(KR, RED, Rag.RED, Rag.RED, "", Rag.RED, id="the same word"),
        pytest.param(KR, GREEN, Rag.GREEN, None, "", Rag.GREEN, id="no word"),
        pytest.param(KR, None, Rag.NO_DATA, Rag.YELLOW, "", Rag.YELLOW, id="No data, Yellow"),
        pytest.param(KR, None, Rag.NO_DATA, Rag.GREEN, "", Rag.NO_DATA, id="No data, Green"),
        pytest.param(KR, None, Rag.NO_DATA, Rag.GREEN, "Won", Rag.GREEN, id="No data, a reason"),
        pytest.param(
            YES_NO, None, Rag.NEEDS_A_CALL, Rag.YELLOW, "", Rag.YELLOW, id="Needs a call, Yellow"
        ),
        pytest.param(
            YES_NO, None, Rag.NEEDS_A_CALL, Rag.GREEN, "", Rag.NEEDS_A_CALL, id="a call, Green"
        ),
        pytest.param(
            YES_NO, None, Rag.NEEDS_A_CALL, Rag.GREEN, "Won", Rag.GREEN, id="a call, a reason"
        ),
        pytest.param(
            KR, RED, Rag.RED, Rag.NOT_STARTED, "Won", Rag.RED, id="a word no owner can give"
        ),
    ],
)
def test_the_owners_word(
    kr: KeyResult, value: float | None, automatic: Rag, owner: Rag | None, reason: str, rag: Rag
) -> None:
    figure = only(kr, line(HALF, value, owner_rag=owner, reason=reason))
    assert (figure.automatic, figure.owned, figure.rag) == (automatic, rag, rag)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (Rag.GREEN, Rag.YELLOW),
        (Rag.GREEN, Rag.RED),
        (Rag.YELLOW, Rag.RED),
        (Rag.GREEN, Rag.NO_DATA),
        (Rag.GREEN, Rag.NEEDS_A_CALL),
        (Rag.NO_DATA, Rag.YELLOW),
        (Rag.NEEDS_A_CALL, Rag.YELLOW),
    ],
)
def test_which_colour_is_better(better: Rag, worse: Rag) -> None:
    assert is_better(better, worse)
    assert not is_better(worse, better)
    assert not is_better(better, better)
    assert not is_better(better, Rag.NOT_STARTED)
    assert not is_better(Rag.NOT_STARTED, worse)


def test_the_owners_word_is_for_that_check_in_only() -> None:
    said = line(on(45), RED, owner_rag=Rag.GREEN, reason="Won")
    assert only(KR, said).rag is Rag.GREEN
    assert only(KR, said, line(HALF, RED)).rag is Rag.RED
    assert only(KR, said, line(HALF)).rag is Rag.RED  # a note is a check-in too


@pytest.mark.parametrize(
    ("day", "closed", "rag"),
    [
        pytest.param(-1, False, Rag.NOT_STARTED, id="before the quarter"),
        pytest.param(100, False, Rag.RED, id="on its last day"),
        pytest.param(101, False, Rag.GREEN, id="after it"),
        pytest.param(50, True, Rag.GREEN, id="closed"),
    ],
)
def test_final_bands_stand_against_the_owners_word(day: int, closed: bool, rag: Rag) -> None:
    given = line(on(day), 90.0, owner_rag=Rag.RED)
    assert only(KR, given, as_of=on(day), closed=closed).rag is rag


# --- Silence ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cadence", "age", "rag", "message"),
    [
        pytest.param(Cadence.WEEKLY, 10, Rag.GREEN, "", id="weekly, 10 days"),
        pytest.param(Cadence.WEEKLY, 11, Rag.YELLOW, "stale: 11 days", id="weekly, 11 days"),
        pytest.param(Cadence.WEEKLY, 17, Rag.YELLOW, "stale: 17 days", id="weekly, 17 days"),
        pytest.param(Cadence.WEEKLY, 18, Rag.NO_DATA, "silent: 18 days", id="weekly, two missed"),
        pytest.param(Cadence.BIWEEKLY, 17, Rag.GREEN, "", id="bi-weekly, 17 days"),
        pytest.param(Cadence.BIWEEKLY, 18, Rag.YELLOW, "stale: 18 days", id="bi-weekly, 18 days"),
        pytest.param(Cadence.BIWEEKLY, 31, Rag.YELLOW, "stale: 31 days", id="bi-weekly, 31 days"),
        pytest.param(
            Cadence.BIWEEKLY, 32, Rag.NO_DATA, "silent: 32 days", id="bi-weekly, two missed"
        ),
    ],
)
def test_silence(cadence: Cadence, age: int, rag: Rag, message: str) -> None:
    figure = only(KR, line(on(50 - age), GREEN), policy=SMB._replace(cadence=cadence))
    assert (figure.silence, figure.rag, figure.message) == (age, rag, message)
    assert (figure.automatic, figure.owned) == (Rag.GREEN, Rag.GREEN)
    assert figure.reported is (rag is not Rag.NO_DATA)


@pytest.mark.parametrize(
    ("value", "age", "rag"),
    [
        pytest.param(YELLOW, 11, Rag.YELLOW, id="Yellow, stale"),
        pytest.param(RED, 11, Rag.RED, id="Red, stale"),
        pytest.param(YELLOW, 18, Rag.NO_DATA, id="Yellow, silent"),
        pytest.param(RED, 18, Rag.NO_DATA, id="Red, silent"),
    ],
)
def test_silence_of_what_was_not_green(value: float, age: int, rag: Rag) -> None:
    assert only(KR, line(on(50 - age), value)).rag is rag


def test_a_note_breaks_the_silence() -> None:
    figure = only(KR, line(on(10), GREEN), line(on(45)))
    assert (figure.silence, figure.last_check_in, figure.rag) == (5, on(45), Rag.GREEN)


@pytest.mark.parametrize(
    ("kr", "given", "stages"),
    [
        pytest.param(YES_NO, [line(on(10), True)], (), id="a Yes/No that is done"),
        pytest.param(STAGED, [], (Stage("KR1", "One", done=on(10)),), id="all stages done"),
    ],
)
def test_what_is_done_never_goes_stale(
    kr: KeyResult, given: list[CheckIn], stages: tuple[Stage, ...]
) -> None:
    figure = only(kr, *given, stages=stages)
    assert (figure.rag, figure.message, figure.silence) == (Rag.GREEN, "", None)
    assert figure.reported
    assert not figure.owes


@pytest.mark.parametrize(
    ("checked", "done", "updated"),
    [
        pytest.param(10, 45, 45, id="the stage is later"),
        pytest.param(45, 10, 45, id="the check-in is later"),
        pytest.param(None, 45, 45, id="a stage alone"),
        pytest.param(45, 51, 45, id="a stage done tomorrow"),
        pytest.param(45, None, 45, id="no stage done"),
    ],
)
def test_the_last_update_of_milestones(checked: int | None, done: int | None, updated: int) -> None:
    lines = () if checked is None else (line(on(checked)),)
    first = Stage("KR1", "One", done=None if done is None else on(done))
    figure = only(STAGED, *lines, stages=(first, Stage("KR1", "Two")))
    assert (figure.last_check_in, figure.silence) == (on(updated), 50 - updated)


@pytest.mark.parametrize(
    ("last", "day", "closed", "silence", "rag"),
    [
        pytest.param(90, 140, False, 10, Rag.GREEN, id="after the end, counted to the last day"),
        pytest.param(89, 140, False, 11, Rag.YELLOW, id="after the end, stale by then"),
        pytest.param(82, 140, False, 18, Rag.NO_DATA, id="after the end, silent by then"),
        pytest.param(82, 140, True, None, Rag.GREEN, id="closed: no stale rule"),
        pytest.param(-30, -2, False, 28, Rag.NOT_STARTED, id="before the start"),
    ],
)
def test_silence_around_the_quarter(
    last: int, day: int, closed: bool, silence: int | None, rag: Rag
) -> None:
    figure = only(KR, line(on(last), 90.0), as_of=on(day), closed=closed)
    assert (figure.silence, figure.rag) == (silence, rag)


@pytest.mark.parametrize(
    ("last", "day", "owes"),
    [
        pytest.param(43, 50, False, id="7 days after the last update"),
        pytest.param(42, 50, True, id="8 days after it"),
        pytest.param(None, 7, False, id="7 days after the start"),
        pytest.param(None, 8, True, id="8 days after the start"),
        pytest.param(None, 100, True, id="on the last day"),
        pytest.param(None, 101, False, id="after the quarter"),
        pytest.param(-20, -1, False, id="before the quarter"),
        pytest.param(-20, 0, True, id="on the first day, last heard of long before"),
    ],
)
def test_owing_an_update(last: int | None, day: int, owes: bool) -> None:
    lines = () if last is None else (line(on(last), 1.0),)
    assert only(KR, *lines, as_of=on(day)).owes is owes
    assert not only(KR, *lines, as_of=on(day), closed=True).owes
