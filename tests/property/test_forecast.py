"""Forecasts: core and oracle agree on thousands of nasty plans, and nothing makes core raise."""

import math
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsheet.core.figures import figures
from okrsheet.core.forecast import Forecast, forecasts
from okrsheet.core.model import UNREADABLE, CheckIn, KeyResult, Plan, Quarter
from okrsheet.core.policy import SMB
from okrsheet.core.words import Band, Cadence, Commitment, Frequency, Rag, Type
from tests.oracle import forecast as oracle
from tests.oracle.generate import random_plan

BATCHES = 8
PLANS_A_BATCH = 120


def same(ours: Any, theirs: Any) -> bool:
    if isinstance(theirs, float) and isinstance(ours, float):
        return abs(ours - theirs) <= 1e-9 * max(1.0, abs(theirs))
    return bool(ours == theirs)


def differences(name: str, ours: Forecast | None, theirs: dict[str, Any] | None) -> list[str]:
    if ours is None or theirs is None:
        return [] if ours is None and theirs is None else [f"{name}: {ours} against {theirs}"]
    fields = ours._asdict()
    assert set(fields) == set(theirs)
    return [
        f"{name}.{field}: {fields[field]!r} against {value!r}"
        for field, value in theirs.items()
        if not same(fields[field], value)
    ]


def compared(seed: int, plan: Plan, policy: Any, as_of: date) -> list[str]:
    found, judged = figures(plan, policy, as_of), oracle.forecasts(plan, policy, as_of)
    rows = [figure.row for figure in found.key_results]
    assert rows == list(judged)
    return [
        line
        for row, ahead in zip(rows, forecasts(found), strict=True)
        for line in differences(f"seed {seed} row {row}", ahead, judged[row])
    ]


@pytest.mark.parametrize("batch", range(BATCHES), ids=lambda batch: f"batch {batch}")
def test_core_and_oracle_agree(batch: int) -> None:
    first = batch * PLANS_A_BATCH
    seeds = range(first, first + PLANS_A_BATCH)
    assert [line for seed in seeds for line in compared(seed, *random_plan(seed))] == []


def running(seed: int) -> tuple[Plan, Any, date]:
    """A plan of distance types with many values, in the middle of its quarter."""
    rng = Random(seed)
    start = date(2026, 7, 1) + timedelta(days=rng.randint(0, 6))
    quarter = Quarter("Q", start, start + timedelta(days=rng.choice([40, 89, 91, 91, 120])))
    length = (quarter.end - start).days
    as_of = start + timedelta(days=rng.randint(10, length))
    key_results, check_ins = [], []
    for number in range(6):
        baseline, target = rng.choice([(0.0, 100.0), (280.0, 360.0), (50.0, 20.0), (-3.0, 3.0)])
        kr = KeyResult(
            f"K{number}",
            "O",
            "Result",
            rng.choice([None, Type.INCREASE, Type.DECREASE, Type.COUNT]),
            commitment=rng.choice([None, Commitment.COMMITTED]),
            frequency=rng.choice([None, None, Frequency.WEEKLY, Frequency.MONTHLY]),
            baseline=baseline,
            target=target,
        )
        key_results.append(kr)
        day, done = start + timedelta(days=rng.randint(-9, 9)), rng.uniform(-0.1, 0.3)
        step, speed = rng.choice([1, 3, 7, 7, 7, 14]), rng.choice([0.0, 0.01, 0.01, 0.02])
        while day <= as_of + timedelta(days=3):
            done += rng.choice([1.0, 1.0, 0.0, 2.0, -1.0, rng.random()]) * speed * step
            value: Any = baseline + (target - baseline) * done
            value = rng.choice([value] * 9 + [None, UNREADABLE])
            owner = rng.choice([None] * 5 + [Rag.GREEN])
            check_ins.append(CheckIn(day, kr.id, value, owner_rag=owner, reason="So"))
            day += timedelta(days=step if rng.random() < 0.7 else rng.randint(0, 12))
    policy = SMB._replace(
        cadence=rng.choice(list(Cadence)), first_days=rng.choice([14.0, 14.0, 0.0])
    )
    return (
        Plan(quarter, key_results=tuple(key_results), check_ins=tuple(check_ins)),
        policy,
        as_of,
    )


@pytest.mark.parametrize("batch", range(BATCHES), ids=lambda batch: f"batch {batch}")
def test_core_and_oracle_agree_on_long_histories(batch: int) -> None:
    first = batch * PLANS_A_BATCH
    seeds = range(first, first + PLANS_A_BATCH)
    assert [line for seed in seeds for line in compared(seed, *running(seed))] == []


def test_the_generators_reach_every_corner() -> None:
    seen: list[Forecast] = []
    none = 0
    for seed in range(300):
        for plan, policy, as_of in (random_plan(seed), running(seed)):
            for ahead in forecasts(figures(plan, policy, as_of)):
                seen += [ahead] if ahead else []
                none += ahead is None
    assert none > 500
    assert len(seen) > 1000
    assert {each.band for each in seen} == set(Band)
    assert {each.trending_off for each in seen} == {True, False}
    assert any(each.needed_per_week is None for each in seen)
    assert any(each.needed_per_week == 0 for each in seen)
    assert {0.0, 1.0} < {each.chance_hit for each in seen}
    assert len({each.chance_target for each in seen}) > 30


numbers = st.one_of(
    st.none(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(-1e-6, 1e-6),
    st.integers(-3, 3).map(float),
    st.sampled_from([UNREADABLE, True, 1e99, -1e99, 9.9e99]),
)


@settings(deadline=None, max_examples=400)
@given(
    values=st.lists(st.tuples(st.integers(-400, 120), numbers), max_size=12),
    baseline=numbers,
    target=numbers,
    day=st.integers(-10, 110),
    length=st.integers(0, 100),
    first=st.integers(0, 14),
)
def test_nothing_raises_and_ranges_hold(
    values: Any, baseline: Any, target: Any, day: int, length: int, first: int
) -> None:
    start = date(2026, 3, 2)
    kr = KeyResult("K", "O", "R", baseline=baseline, target=target)
    kr = kr._replace(frequency=Frequency.MONTHLY if first % 2 else None)
    lines = tuple(CheckIn(start + timedelta(days=gap), "K", value) for gap, value in values)
    quarter = Quarter("Q", start, start + timedelta(days=length))
    plan = Plan(quarter, key_results=(kr,), check_ins=lines)
    policy = SMB._replace(first_days=float(first))
    (ahead,) = forecasts(figures(plan, policy, start + timedelta(days=day)))
    if ahead is None:
        return
    for name in ("score", "chance_target", "chance_hit"):
        assert 0 <= getattr(ahead, name) <= 1, name
    assert ahead.low <= ahead.value <= ahead.high
    assert math.isfinite(ahead.high - ahead.low)
    assert ahead.shortfall >= 0
    assert ahead.projected_from <= start + timedelta(days=day)
    assert ahead.chance_hit >= ahead.chance_target
