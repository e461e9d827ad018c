"""The urn: exact counting equals drawing it out in full, and drawing at random within error."""

import math
from collections.abc import Iterator
from fractions import Fraction
from random import Random

import pytest

from okrsheet.core.chances import (
    TARGET,
    Situation,
    chance,
    hit_edge,
    interval,
    outcomes,
    speeds,
    tickets,
)
from okrsheet.core.policy import PRESETS, SMB, Policy, preset
from okrsheet.core.scoring import TOLERANCE, band_for
from okrsheet.core.words import Band, Commitment

STEADY = Situation(0.4, (0.0, 0.1, 0.2, 0.2, 0.3, 0.4), 0.08, 0.07, 7.0)
CASES = [
    pytest.param(STEADY, id="half way"),
    pytest.param(STEADY._replace(left=2.0), id="two weeks left"),
    pytest.param(STEADY._replace(left=1.9), id="less than two weeks left"),
    pytest.param(STEADY._replace(left=1 / 7), id="a day left"),
    pytest.param(STEADY._replace(left=0.0), id="nothing left"),
    pytest.param(STEADY._replace(weekly=(0.4,), trend=0.02), id="a single value"),
    pytest.param(STEADY._replace(weekly=(0.3, 0.4)), id="one week"),
    pytest.param(STEADY._replace(weekly=(0.2, 0.3, 0.4)), id="two weeks"),
    pytest.param(STEADY._replace(weekly=(0.1, 0.2, 0.3, 0.4)), id="three weeks"),
    pytest.param(STEADY._replace(weekly=(0.4,) * 6, trend=0.0), id="flat"),
    pytest.param(STEADY._replace(progress=1.2, left=3.0), id="beyond the target"),
    pytest.param(STEADY._replace(progress=-0.3), id="below the start"),
    pytest.param(Situation(0.65, (0.0, 0.2, 0.3, 0.5, 0.6, 0.65), 0.1, 0.07, 5.0), id="fast"),
    pytest.param(Situation(0.5, (0.9, 0.8, 0.7, 0.7, 0.6, 0.5), -0.1, 0.07, 4.0), id="falling"),
]


def endings(case: Situation) -> Iterator[tuple[Fraction, float]]:
    """Every ordered drawing with its probability: a drawn ticket goes back with a copy."""
    urn = tickets(case)
    for place, first in enumerate(urn):
        once = Fraction(1, len(urn))
        if case.left < 2:
            yield once, case.progress + first * case.left
            continue
        for other, second in enumerate(urn):
            again = Fraction(2 if other == place else 1, len(urn) + 1)
            yield once * again, case.progress + (first + second) * (case.left / 2)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("edge", [TARGET, 0.695, 0.5, 0.4, 0.0], ids=lambda edge: f"{edge:.3g}")
def test_counting_equals_drawing_every_order(case: Situation, edge: float) -> None:
    if case.left == 0:
        assert chance(outcomes(case), edge) == (case.progress >= edge)
        return
    exact = sum((share for share, end in endings(case) if end >= edge), Fraction(0))
    assert chance(outcomes(case), edge) == float(exact)


@pytest.mark.parametrize("case", CASES)
def test_counting_is_near_drawing_at_random(case: Situation) -> None:
    if case.left == 0:
        return
    random, rounds, hits = Random(20260810), 4000, 0
    for _ in range(rounds):
        urn = tickets(case)
        draws = 2 if case.left >= 2 else 1
        end = case.progress
        for _ in range(draws):
            ticket = random.choice(urn)
            urn.append(ticket)
            end += ticket * case.left / draws
        hits += end >= 0.695
    exact = chance(outcomes(case), 0.695)
    error = math.sqrt(exact * (1 - exact) / rounds)
    assert abs(hits / rounds - exact) <= 4 * error + TOLERANCE


@pytest.mark.parametrize("case", CASES)
def test_the_interval_holds_at_least_four_of_five(case: Situation) -> None:
    ends = outcomes(case)
    low, high = interval(ends)
    below, above = sum(end < low for end in ends), sum(end > high for end in ends)
    assert 10 * below <= len(ends)
    assert 10 * above <= len(ends)
    assert low in ends
    assert high in ends


def test_how_many_outcomes() -> None:
    assert len(tickets(STEADY)) == 10
    assert len(outcomes(STEADY)) == 55
    assert len(outcomes(STEADY._replace(left=1.0))) == 10
    assert outcomes(STEADY._replace(left=0.0)) == [0.4]


# --- The tickets ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "urn"),
    [
        pytest.param(
            STEADY,
            (0.2 / 3, 0.2 / 3, 0.2 / 3, 0.08, 0, 0.2, 0.2, *[0.6 / 7] * 3),
            id="half way",
        ),
        pytest.param(
            STEADY._replace(weekly=(0.4,), trend=0.02),
            (0.02, 0.02, 0, 0.02, 0.02, *[0.6 / 7] * 3),
            id="no week yet: the trend in place of speeds",
        ),
        pytest.param(
            STEADY._replace(weekly=(0.1, 0.2, 0.4), progress=0.4),
            (0.15, 0.08, 0, 0.4, 0.4, *[0.6 / 7] * 3),
            id="two weeks: one speed over both, faster and faster",
        ),
        pytest.param(
            STEADY._replace(left=1.0),
            (0.2 / 3, 0.2 / 3, 0.2 / 3, 0.08, 0, 0.2, 0.2, *[0.12] * 3),
            id="the target is out of reach",
        ),
        pytest.param(
            STEADY._replace(left=1.0, planned=0.2),
            (0.2 / 3, 0.2 / 3, 0.2 / 3, 0.08, 0, 0.2, 0.2, *[0.3] * 3),
            id="the plan counts as within reach",
        ),
        pytest.param(
            STEADY._replace(progress=1.1),
            (0.2 / 3, 0.2 / 3, 0.2 / 3, 0.08, 0, 0.2, 0.2, 0, 0, 0),
            id="the target asks for nothing more",
        ),
    ],
)
def test_tickets(case: Situation, urn: tuple[float, ...]) -> None:
    assert tickets(case) == pytest.approx(list(urn))


@pytest.mark.parametrize(
    ("weekly", "expected"),
    [
        pytest.param((1.0,), [], id="one value"),
        pytest.param((1.0, 3.0), [2.0], id="one week"),
        pytest.param((1.0, 3.0, 7.0), [3.0], id="two weeks"),
        pytest.param((1.0, 3.0, 7.0, 10.0), [3.0], id="three weeks"),
        pytest.param((1.0, 3.0, 7.0, 10.0, 0.0), [3.0, -1.0], id="four weeks"),
    ],
)
def test_speeds(weekly: tuple[float, ...], expected: list[float]) -> None:
    assert speeds(weekly, 3) == pytest.approx(expected)


# --- The edge of a Hit ------------------------------------------------------------------------


@pytest.mark.parametrize("commitment", [None, *Commitment], ids=str)
@pytest.mark.parametrize(
    "policy",
    [
        *(pytest.param(preset(name), id=name) for name in PRESETS),
        pytest.param(Policy(aspirational_hit=0.655, committed_hit=0.97), id="between decimals"),
        pytest.param(Policy(aspirational_hit=1.0), id="everything"),
        pytest.param(Policy(aspirational_hit=0.01, committed_hit=0.001), id="next to nothing"),
    ],
)
def test_the_edge_is_where_the_band_changes(commitment: Commitment | None, policy: Policy) -> None:
    edge = hit_edge(commitment, policy)
    assert band_for(edge + 1e-12, commitment, policy) is Band.HIT
    assert band_for(edge - 1e-12, commitment, policy) is not Band.HIT


def test_an_edge_nobody_reaches_and_one_nobody_misses() -> None:
    never = Policy(aspirational_hit=1.2, committed_hit=1.2)
    always = Policy(aspirational_hit=0.0, committed_hit=0.0)
    for commitment in (None, Commitment.COMMITTED):
        assert chance([-5.0, 5.0], hit_edge(commitment, never)) == 0
        assert chance([-5.0, 5.0], hit_edge(commitment, always)) == 1


def test_committed_needs_all_of_it() -> None:
    assert hit_edge(Commitment.COMMITTED, SMB) == TARGET
    assert hit_edge(None, SMB) == pytest.approx(0.695)
