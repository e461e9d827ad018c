"""The forecast of a key result: the golden case, who gets none, and what the fields say."""

from datetime import date, timedelta
from typing import Any

import pytest

from okrsheet.core.figures import figures
from okrsheet.core.forecast import TOO_EARLY, Forecast, forecasts, why_none
from okrsheet.core.model import UNREADABLE, CheckIn, KeyResult, Plan, Quarter, Stage
from okrsheet.core.policy import SMB, Policy
from okrsheet.core.words import Band, Cadence, Commitment, Frequency, Rag, Type
from tests.unit.plans import COMMITTED, KEEP, KR, O1, STAGED, YES_NO, line, on, plan_of

Q3 = Quarter("2026-Q3", date(2026, 7, 1), date(2026, 9, 30))
GOLDEN = (282.0, 286.0, 290.0, 293.0, 298.0, 301.0)
AUGUST_10 = date(2026, 8, 10)


def forecast(
    kr: KeyResult, *lines: CheckIn, day: int = 50, policy: Policy = SMB, **given: Any
) -> Forecast | None:
    """The forecast of a plan's single key result on a day of the hundred-day quarter."""
    return forecasts(figures(plan_of(kr, check_ins=lines, **given), policy, on(day)))[0]


def made(*given: Any, **more: Any) -> Forecast:
    found = forecast(*given, **more)
    assert found is not None
    return found


def weekly(*values: Any, last: int = 50, step: int = 7) -> tuple[CheckIn, ...]:
    """Check-ins with these values, the last one on day `last`."""
    first = last - step * (len(values) - 1)
    return tuple(line(on(first + step * place), value) for place, value in enumerate(values))


def golden(**given: Any) -> Forecast:
    lines = (
        CheckIn(AUGUST_10 - timedelta(weeks=5 - place), "KR1", value)
        for place, value in enumerate(GOLDEN)
    )
    kr = KR._replace(baseline=280.0, target=360.0, **given)
    plan = Plan(Q3, objectives=(O1,), key_results=(kr,), check_ins=tuple(lines))
    (found,) = forecasts(figures(plan, SMB, AUGUST_10))
    assert found is not None
    return found


def test_the_golden_case() -> None:
    found = golden()
    assert round(found.value, 1) == 330.1
    assert round(found.score, 2) == 0.63
    assert round(found.shortfall, 1) == 29.9
    assert found.needed_per_week is not None
    assert round(found.needed_per_week, 1) == 8.1
    assert found.recent_per_week == pytest.approx(4.0)
    assert found.band is Band.PROGRESS
    assert found.projected_from == AUGUST_10
    assert found.low < found.value < found.high
    assert 0 < found.chance_target < 0.2 < found.chance_hit < 0.6


def test_a_falling_metric_is_the_mirror_of_a_rising_one() -> None:
    rising = made(KR, *weekly(10.0, 12.0, 19.0, 22.0, 30.0))
    down = KR._replace(type=Type.DECREASE, baseline=0.0, target=-100.0)
    falling = made(down, *weekly(-10.0, -12.0, -19.0, -22.0, -30.0))
    assert rising.needed_per_week is not None
    assert falling == rising._replace(
        value=-rising.value,
        low=-rising.high,
        high=-rising.low,
        needed_per_week=-rising.needed_per_week,
        recent_per_week=-rising.recent_per_week,
    )


# --- The line ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "value", "a_week"),
    [
        pytest.param(weekly(20.0), 40.0, 2.8, id="one check-in: as far again as it came"),
        pytest.param(weekly(30.0, 20.0), 40.0, 2.8, id="two check-ins: from the baseline too"),
        pytest.param(weekly(20.0, last=45), 40.0, 2.8, id="one check-in: what is gone is gone"),
        pytest.param(weekly(10.0, 17.0, 24.0), 74.0, 7.0, id="three check-ins: the trend"),
        pytest.param(
            weekly(10.0, 17.0, 24.0, last=45), 79.0, 7.0, id="the trend runs from the last value"
        ),
        pytest.param(
            weekly(0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0),
            32 + 14 / 3 * 50 / 7,
            14 / 3,
            id="only the last six",
        ),
        pytest.param(weekly(10.0, 17.0, 90.0, 31.0, 38.0), 88.0, 7.0, id="one slip of the pen"),
        pytest.param(weekly(5.0, 5.0, 5.0), 5.0, 0.0, id="nothing moves"),
        pytest.param(weekly(10.0, 17.0, 10.0, 17.0), 17 + 50 / 6, 7 / 6, id="two medians"),
        pytest.param(
            (line(on(1), 3.0), line(on(20), 22.0), line(on(50), 52.0)), 102.0, 7.0, id="odd days"
        ),
        pytest.param(
            (*weekly(10.0, 17.0, 99.0), line(on(50), 24.0)), 74.0, 7.0, id="twice a day: the later"
        ),
        pytest.param(
            (*weekly(10.0, UNREADABLE, None, 31.0, 38.0),), 88.0, 7.0, id="words and blanks"
        ),
        pytest.param(
            (*weekly(10.0, 17.0, 24.0), line(on(51), 99.0)), 74.0, 7.0, id="tomorrow is unknown"
        ),
        pytest.param(weekly(20.0, 20.0, 20.0, last=5), 20.0, 0.0, id="before the quarter"),
    ],
)
def test_the_line_to_the_last_day(lines: Any, value: float, a_week: float) -> None:
    policy = Policy(stale_slack_days=90)
    found = made(KR, *lines, policy=policy)
    assert found.value == pytest.approx(value)
    assert found.recent_per_week == pytest.approx(a_week)


def test_a_monthly_value_counts_on_its_own_day() -> None:
    monthly = KR._replace(frequency=Frequency.MONTHLY)
    lines = (line(on(25), 20.0), line(on(50), None))
    found = made(monthly, *lines)
    assert found.value == pytest.approx(80.0)
    assert found.projected_from == on(25)
    assert made(KR, *lines).value == pytest.approx(40.0)


def test_a_monthly_value_of_the_first_day_says_nothing_yet() -> None:
    monthly = KR._replace(frequency=Frequency.MONTHLY)
    assert forecast(monthly, line(on(0), 5.0), line(on(20), None), day=20) is None


def test_on_the_last_day_all_is_known() -> None:
    found = made(KR, *weekly(50.0, 60.0, 65.0, last=100), day=100)
    assert (found.value, found.low, found.high) == (65.0, 65.0, 65.0)
    assert (found.chance_target, found.chance_hit) == (0.0, 0.0)
    assert found.needed_per_week is None
    assert found.shortfall == 35.0


@pytest.mark.parametrize(
    ("last", "shortfall", "needed"),
    [
        pytest.param(70.0, 0.0, 4.2, id="on its way"),
        pytest.param(100.0, 0.0, 0.0, id="there"),
        pytest.param(140.0, 0.0, 0.0, id="beyond"),
        pytest.param(0.0, 100.0, 14.0, id="nowhere"),
        pytest.param(-10.0, 120.0, 15.4, id="below the start"),
    ],
)
def test_shortfall_and_need(last: float, shortfall: float, needed: float) -> None:
    found = made(KR, *weekly(last))
    assert found.shortfall == pytest.approx(shortfall)
    assert found.needed_per_week == pytest.approx(needed)


@pytest.mark.parametrize(
    ("kr", "last", "score", "band"),
    [
        pytest.param(KR, 34.74, 0.6948, Band.PROGRESS, id="just short of a Hit"),
        pytest.param(KR, 34.75, 0.695, Band.HIT, id="shown as 0.70"),
        pytest.param(KR, 24.0, 0.48, Band.MISSED, id="missed"),
        pytest.param(KR, -5.0, 0.0, Band.MISSED, id="never below 0"),
        pytest.param(KR, 90.0, 1.0, Band.HIT, id="never above 1"),
        pytest.param(COMMITTED, 49.9, 0.998, Band.PROGRESS, id="a promise is not rounded up"),
        pytest.param(COMMITTED, 50.0, 1.0, Band.HIT, id="a promise kept"),
    ],
)
def test_score_and_band(kr: KeyResult, last: float, score: float, band: Band) -> None:
    found = made(kr, *weekly(last))
    assert found.score == pytest.approx(score)
    assert found.band is band


def test_the_interval_is_stretched_to_the_line() -> None:
    found = made(KR, *weekly(40.0, 20.0, 40.0, 20.0))
    assert found.low == found.value < 0 < found.high
    found = made(KR, *weekly(0.0, 30.0, 30.0, 40.0))
    assert found.low < 40 < found.value == found.high


def test_a_count_never_falls() -> None:
    values = weekly(0.0, 10.0, 20.0, 26.0, 28.0, 28.0)
    assert made(KR._replace(type=Type.COUNT), *values).low == 28.0
    assert made(KR, *values).low < 28.0


# --- Who gets none ----------------------------------------------------------------------------

VALUES = weekly(10.0, 17.0, 24.0)


@pytest.mark.parametrize(
    ("kr", "lines", "given"),
    [
        pytest.param(YES_NO, weekly(False, False, False), {}, id="Yes/No"),
        pytest.param(KEEP, weekly(90.0, 90.0, 90.0), {}, id="a Keep type"),
        pytest.param(
            STAGED,
            weekly(1.0, 1.0, 1.0),
            {"stages": (Stage("KR1", "A", done=on(5)), Stage("KR1", "B"))},
            id="Milestones",
        ),
        pytest.param(KR._replace(frequency=Frequency.QUARTERLY), VALUES, {}, id="quarterly"),
        pytest.param(KR._replace(frequency=Frequency.YEARLY), VALUES, {}, id="yearly"),
        pytest.param(KR._replace(target=None), VALUES, {}, id="no target"),
        pytest.param(KR._replace(baseline=None), VALUES, {}, id="no baseline"),
        pytest.param(KR._replace(target=0.0), VALUES, {}, id="target = baseline"),
        pytest.param(KR, (), {}, id="no check-in"),
        pytest.param(KR, weekly(None, None), {}, id="no value"),
        pytest.param(KR, weekly(1.0, UNREADABLE), {}, id="the last value is no number"),
        pytest.param(KR, weekly(10.0, 17.0, 24.0, last=39), {}, id="stale"),
        pytest.param(KR, VALUES, {"closed": True}, id="closed"),
        pytest.param(KR, weekly(10.0, 17.0, 24.0, last=100), {"day": 101}, id="after the end"),
        pytest.param(KR, weekly(1.0, 2.0, 3.0, last=13, step=5), {"day": 13}, id="day 13"),
        pytest.param(KR, weekly(1.0, 2.0, last=-1), {"day": -1}, id="before the start"),
    ],
)
def test_no_forecast(kr: KeyResult, lines: Any, given: Any) -> None:
    assert forecast(kr, *lines, **given) is None


@pytest.mark.parametrize(
    ("kr", "lines", "given"),
    [
        pytest.param(KR, weekly(10.0, 17.0, 24.0, last=40), {}, id="ten days without a word"),
        pytest.param(
            KR,
            weekly(10.0, 17.0, 24.0, last=33),
            {"policy": Policy(cadence=Cadence.BIWEEKLY)},
            id="seventeen days in a bi-weekly team",
        ),
        pytest.param(KR, weekly(1.0, 2.0, 3.0, last=14), {"day": 14}, id="day 14"),
        pytest.param(KR, weekly(1.0, 2.0, 3.0, last=100), {"day": 100}, id="the last day"),
        pytest.param(KR._replace(type=None), VALUES, {}, id="no type given"),
        pytest.param(KR._replace(type=Type.COUNT, baseline=None), VALUES, {}, id="a count"),
        pytest.param(KR._replace(frequency=Frequency.MONTHLY), VALUES, {}, id="monthly"),
        pytest.param(KR, weekly(UNREADABLE, 2.0), {}, id="a word before the last value"),
    ],
)
def test_a_forecast(kr: KeyResult, lines: Any, given: Any) -> None:
    assert forecast(kr, *lines, **given) is not None


def test_each_key_result_has_its_place() -> None:
    plan = plan_of(
        KR._replace(id="A"),
        KR._replace(id="B", text=""),
        YES_NO._replace(id="C"),
        KR._replace(id="D"),
        check_ins=(line(on(50), 10.0, "A"), line(on(50), 30.0, "D")),
    )
    found = forecasts(figures(plan, SMB, on(50)))
    assert [each and each.value for each in found] == [20.0, None, 60.0]


def test_no_early_days_and_no_time_gone() -> None:
    policy = Policy(first_days=-3)
    assert forecast(KR, line(on(0), 5.0), day=0, policy=policy) is None
    assert forecast(KR, line(on(-1), 5.0), day=-1, policy=policy) is None
    assert made(KR, line(on(1), 5.0), day=1, policy=policy).value == pytest.approx(500.0)


def test_a_quarter_of_one_day() -> None:
    plan = plan_of(KR, check_ins=weekly(1.0, 2.0, 3.0, last=0), quarter=Quarter("", on(0), on(0)))
    (found,) = forecasts(figures(plan, Policy(first_days=0), on(0)))
    assert found is not None
    assert (found.value, found.low, found.high) == (3.0, 3.0, 3.0)


@pytest.mark.parametrize("scale", [1e-8, 1e90], ids=["tiny", "huge"])
def test_the_unit_makes_no_difference(scale: float) -> None:
    plain = made(KR, *weekly(10.0, 20.0, 28.0, 40.0))
    kr = KR._replace(target=100 * scale)
    scaled = made(kr, *weekly(10 * scale, 20 * scale, 28 * scale, 40 * scale))
    assert scaled.value == pytest.approx(plain.value * scale)
    assert scaled.low == pytest.approx(plain.low * scale)
    assert scaled.high == pytest.approx(plain.high * scale)
    assert scaled.chance_target == plain.chance_target
    assert scaled.chance_hit == plain.chance_hit


# --- Trending off track -----------------------------------------------------------------------

SLOWING = (40.0, 44.0, 45.0, 45.0, 45.0, 45.0)


@pytest.mark.parametrize(
    ("kr", "values", "rag", "off"),
    [
        pytest.param(KR, SLOWING, Rag.GREEN, True, id="Green, and twice heading lower"),
        pytest.param(KR, SLOWING[:2], Rag.GREEN, False, id="heading up"),
        pytest.param(
            KR, (30.0, 36.0, 42.0, 40.0, 37.0), Rag.GREEN, False, id="heading lower for once"
        ),
        pytest.param(KR, (47.0, 46.0, 45.0, 42.0), Rag.GREEN, True, id="Green, heading down"),
        pytest.param(KR, (35.0, 25.0), Rag.YELLOW, False, id="Yellow, once"),
        pytest.param(KR, (29.0, 27.0, 26.0, 25.0), Rag.YELLOW, True, id="Yellow, heading to miss"),
        pytest.param(KR, (19.0, 18.0, 17.0), Rag.RED, False, id="Red is as low as it gets"),
        pytest.param(KR, (36.0,), Rag.GREEN, False, id="a single check-in"),
        pytest.param(KR, (105.0, 104.0, 103.0, 102.0), Rag.GREEN, False, id="still beyond it"),
    ],
)
def test_trending_off(kr: KeyResult, values: Any, rag: Rag, off: bool) -> None:
    plan = plan_of(kr, check_ins=weekly(*values))
    found = figures(plan, SMB, on(50))
    assert found.key_results[0].rag is rag
    (made_of,) = forecasts(found)
    assert made_of is not None
    assert made_of.trending_off is off


@pytest.mark.parametrize(
    ("early", "off"),
    [
        pytest.param(13, False, id="the earlier one fell into the first days"),
        pytest.param(14, True, id="the earlier one counted"),
    ],
)
def test_trending_off_needs_two_forecasts(early: int, off: bool) -> None:
    lines = (line(on(early - 2), 16.0), line(on(early - 1), 14.0), line(on(early), 12.0))
    found = made(KR, *lines, line(on(early + 1), 11.5), day=early + 1)
    assert found.band is Band.MISSED
    assert found.trending_off is off


def test_trending_off_where_the_earlier_value_came_with_no_time_gone() -> None:
    policy = Policy(first_days=0, no_red_before=0.0)
    lines = (line(on(0), 5.0), line(on(30), 19.0))
    found = made(KR, *lines, day=30, policy=policy)
    assert found.band is Band.PROGRESS
    assert found.trending_off is False


def test_the_owner_word_is_part_of_the_status() -> None:
    lines = (*weekly(5.0, 5.0), line(on(50), 5.0, owner_rag=Rag.GREEN, reason="A large order"))
    assert made(KR, *lines).trending_off is True
    assert made(KR, *weekly(5.0, 5.0, 5.0)).trending_off is False


def test_a_promise_kept_half_way_is_no_hit() -> None:
    lines = weekly(36.0, 38.0, 40.0, 42.0)
    assert made(KR._replace(commitment=Commitment.COMMITTED), *lines).chance_hit < (
        made(KR, *lines).chance_hit
    )


@pytest.mark.parametrize(
    ("kr", "values", "day", "given", "why"),
    [
        pytest.param(KR, (10.0, 20.0), 50, {}, "", id="there is one"),
        pytest.param(KEEP, (95.0,), 50, {}, "no forecast for Keep at or above", id="a Keep type"),
        pytest.param(YES_NO, (True,), 50, {}, "no forecast for Yes/No", id="Yes/No"),
        pytest.param(
            KR._replace(frequency=Frequency.QUARTERLY),
            (10.0,),
            50,
            {},
            "no forecast for quarterly data",
            id="a slow metric",
        ),
        pytest.param(KR._replace(target=None), (10.0,), 50, {}, "No target", id="no target"),
        pytest.param(KR, (), 50, {}, "No data", id="nothing reported"),
        pytest.param(KR, (), 50, {"closed": True}, "Missed (no data)", id="nothing, and closed"),
        pytest.param(KR, (UNREADABLE,), 50, {}, "Current is not a number", id="no number"),
        pytest.param(KR, (10.0,), 13, {}, TOO_EARLY, id="the first days"),
        pytest.param(KR, (10.0,), 101, {}, "no forecast: the quarter is over", id="over"),
        pytest.param(
            KR, (10.0,), 50, {"closed": True}, "no forecast: the quarter is over", id="closed"
        ),
    ],
)
def test_why_there_is_none(
    kr: KeyResult, values: tuple[Any, ...], day: int, given: dict[str, Any], why: str
) -> None:
    found = figures(plan_of(kr, check_ins=weekly(*values, last=day), **given), SMB, on(day))
    assert why_none(found.plan, SMB, found.key_results[0], on(day)) == why
    assert (forecasts(found)[0] is None) is bool(why)


def test_a_stale_value_has_no_forecast_and_says_so() -> None:
    found = figures(plan_of(KR, check_ins=weekly(10.0, last=38)), SMB, on(50))
    told = why_none(found.plan, SMB, found.key_results[0], on(50))
    assert told == "no forecast: stale: 12 days"
