"""The measurement audit: six criteria, four data questions (semantics.md, section 6)."""

from typing import Any

import pytest

from okrsheet.core.audit import GAPS, Audit, audit, over_trend
from okrsheet.core.history import History
from okrsheet.core.model import UNREADABLE, KeyResult, Stage
from okrsheet.core.words import Frequency, Type
from tests.unit.plans import KEEP, KEEP_BELOW, KEEP_RANGE, KR, STAGED, YES_NO

NONE = History()
READY = KR._replace(
    baseline=80.0,
    target=125.0,
    trend=100.0,
    data_source="CRM report 7",
    frequency=Frequency.WEEKLY,
    owner="Ann Lee",
    ambitious=True,
    access="Ann",
    retriever="Ann",
)


def test_a_key_result_that_is_ready() -> None:
    assert audit(READY, NONE) == Audit(
        measurable="Yes",
        data_source="Yes",
        baseline="Yes",
        frequency="Yes",
        owner="Yes",
        ambitious="Yes",
        access="Yes",
        retriever="Yes",
        over_trend=0.25,
        hint="as the guide",
        trackable="live",
    )
    found = audit(READY, NONE)
    assert (found.passed, found.answered, found.ready, found.gaps) == (6, 4, True, ())


def test_a_key_result_with_nothing_but_a_text() -> None:
    found = audit(KeyResult("KR1", "O1", "Result"), NONE)
    assert found.criteria == ("No", "No", "No", "No", "No", "Your call")
    assert found.questions == ("No", "No", "No", "No")
    assert (found.passed, found.answered, found.ready) == (0, 0, False)
    assert found.gaps == GAPS
    assert (found.over_trend, found.hint, found.trackable) == (None, "", "")


@pytest.mark.parametrize(
    ("given", "passed", "answered", "gap"),
    [
        ({"type": None}, 5, 4, "type or target missing"),
        ({"data_source": ""}, 5, 3, "data source not named"),
        ({"type": Type.KEEP_ABOVE, "baseline": None}, 5, 4, "baseline not measured"),
        ({"frequency": None}, 5, 3, "update frequency open"),
        ({"owner": ""}, 5, 4, "no single owner"),
        ({"ambitious": None}, 5, 4, "ambition not confirmed"),
        ({"access": ""}, 6, 3, "access not known"),
        ({"retriever": ""}, 6, 3, "nobody retrieves it"),
    ],
    ids=lambda given: given if isinstance(given, str) else None,
)
def test_a_single_gap_makes_it_not_ready(
    given: dict[str, Any], passed: int, answered: int, gap: str
) -> None:
    found = audit(READY._replace(**given), NONE)
    assert (found.passed, found.answered, found.ready) == (passed, answered, False)
    assert found.gaps == (gap,)


# --- A1 measurable ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kr", "stages", "verdict"),
    [
        pytest.param(KR, (), "Yes", id="type and target"),
        pytest.param(KR._replace(type=None), (), "No", id="no type"),
        pytest.param(KR._replace(target=None), (), "No", id="no target"),
        pytest.param(KR._replace(target=0.0), (), "No", id="target = baseline"),
        pytest.param(KR._replace(baseline=None), (), "Yes", id="no baseline is A3's matter"),
        pytest.param(KEEP_RANGE, (), "Yes", id="a range"),
        pytest.param(KEEP_RANGE._replace(high=None), (), "No", id="half a range"),
        pytest.param(KEEP_RANGE._replace(high=1.0), (), "No", id="a bad range"),
        pytest.param(STAGED, (Stage("KR1", "One"),), "Yes", id="stages"),
        pytest.param(STAGED, (), "No", id="no stages"),
        pytest.param(YES_NO, (), "Yes", id="Yes/No"),
    ],
)
def test_measurable(kr: KeyResult, stages: tuple[Stage, ...], verdict: str) -> None:
    assert audit(kr, History(stages=stages)).measurable == verdict


# --- A2 data source ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Salesforce, report 12", "Yes"),
        ("Excel sheet of the finance team", "Yes"),
        ("manual count in the CRM", "Yes"),
        ("TBD", "No"),
        ("tbc", "No"),
        ("?", "No"),
        ("Excel", "No"),
        ("MANUAL", "No"),
        ("n/a", "No"),
        ("None", "No"),
        ("Spreadsheet", "No"),
        ("unknown", "No"),
        ("", "No"),
    ],
    ids=lambda text: text or "nothing",
)
def test_data_source(text: str, verdict: str) -> None:
    found = audit(READY._replace(data_source=text), NONE)
    assert (found.data_source, found.questions[0]) == (verdict, verdict)


# --- A3 baseline ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kr", "verdict"),
    [
        pytest.param(KR, "Yes", id="a number, 0 too"),
        pytest.param(KR._replace(baseline=None), "No", id="Increase without"),
        pytest.param(KR._replace(baseline=UNREADABLE), "No", id="not a number"),
        pytest.param(KR._replace(type=None, baseline=None), "No", id="no type, without"),
        pytest.param(KEEP, "No", id="Keep at or above without"),
        pytest.param(KEEP._replace(baseline=88.0), "Yes", id="Keep at or above with"),
        pytest.param(KEEP_BELOW, "No", id="Keep at or below without"),
        pytest.param(KEEP_RANGE, "No", id="Keep in range without"),
        pytest.param(KR._replace(type=Type.COUNT, baseline=None), "Yes", id="Count needs none"),
        pytest.param(YES_NO, "Yes", id="Yes/No needs none"),
        pytest.param(STAGED, "Yes", id="Milestones need none"),
    ],
)
def test_baseline(kr: KeyResult, verdict: str) -> None:
    assert audit(kr, NONE).baseline == verdict


# --- A4 update frequency ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frequency", "verdict", "trackable"),
    [
        (Frequency.DAILY, "Yes", "live"),
        (Frequency.WEEKLY, "Yes", "live"),
        (Frequency.MONTHLY, "Yes", "manual"),
        (Frequency.QUARTERLY, "Yes", "not trackable weekly"),
        (Frequency.YEARLY, "Yes", "not trackable weekly"),
        (None, "No", ""),
    ],
    ids=str,
)
def test_frequency(frequency: Frequency | None, verdict: str, trackable: str) -> None:
    found = audit(READY._replace(frequency=frequency), NONE)
    assert (found.frequency, found.questions[1], found.trackable) == (verdict, verdict, trackable)


# --- A5 owner ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Ann", "Yes"),
        ("Ann Lee", "Yes"),
        ("Alexander Sandberg", "Yes"),
        ("Teamer O'Neil", "Yes"),
        ("Team", "No"),
        ("Sales team", "No"),
        ("the Team Sales", "No"),
        ("Ann & Bo", "No"),
        ("Ann/Bo", "No"),
        ("Ann, Bo", "No"),
        ("Ann; Bo", "No"),
        ("Ann + Bo", "No"),
        ("Ann and Bo", "No"),
        ("", "No"),
    ],
    ids=lambda text: text or "nobody",
)
def test_owner(text: str, verdict: str) -> None:
    assert audit(READY._replace(owner=text), NONE).owner == verdict


# --- A6 ambitious but achievable --------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "over", "hint", "verdict"),
    [
        (99.0, -0.01, "easier than doing nothing", "No"),
        (100.0, 0.0, "may be too easy", "Yes"),
        (119.0, 0.19, "may be too easy", "Yes"),
        (120.0, 0.20, "as the guide", "Yes"),
        (125.0, 0.25, "as the guide", "Yes"),
        (130.0, 0.30, "as the guide", "Yes"),
        (131.0, 0.31, "check the path", "Yes"),
    ],
)
def test_over_the_recent_trend(target: float, over: float, hint: str, verdict: str) -> None:
    found = audit(READY._replace(target=target), NONE)
    assert found.over_trend == pytest.approx(over)
    assert (found.hint, found.ambitious) == (hint, verdict)


@pytest.mark.parametrize(
    ("ambitious", "target", "verdict"),
    [
        pytest.param(True, 125.0, "Yes", id="yes"),
        pytest.param(False, 125.0, "No", id="no"),
        pytest.param(None, 125.0, "Your call", id="not said"),
        pytest.param(True, 90.0, "No", id="yes, but easier than doing nothing"),
        pytest.param(None, 90.0, "No", id="not said, easier than doing nothing"),
    ],
)
def test_ambition_is_the_humans_call(ambitious: bool | None, target: float, verdict: str) -> None:
    found = audit(READY._replace(ambitious=ambitious, target=target), NONE)
    assert found.ambitious == verdict


@pytest.mark.parametrize(
    ("kr", "over"),
    [
        pytest.param(
            READY._replace(type=Type.DECREASE, baseline=120.0, target=75.0), 0.25, id="Decrease"
        ),
        pytest.param(
            READY._replace(type=Type.DECREASE, baseline=120.0, target=105.0),
            -0.05,
            id="a Decrease that the trend beats",
        ),
        pytest.param(READY._replace(type=None), 0.25, id="no type, rising"),
        pytest.param(READY._replace(type=None, baseline=200.0), -0.25, id="no type, falling"),
        pytest.param(READY._replace(type=Type.COUNT, baseline=None), 0.25, id="Count from 0"),
        pytest.param(
            READY._replace(baseline=-50.0, trend=-20.0, target=10.0), 1.5, id="a negative trend"
        ),
        pytest.param(READY._replace(trend=None), None, id="no trend"),
        pytest.param(READY._replace(trend=UNREADABLE), None, id="a trend that is not a number"),
        pytest.param(READY._replace(trend=0.0), None, id="a trend of 0"),
        pytest.param(READY._replace(target=None), None, id="no target"),
        pytest.param(READY._replace(baseline=None), None, id="no baseline, no direction"),
        pytest.param(READY._replace(type=Type.KEEP_ABOVE), None, id="Keep types have no trend"),
        pytest.param(READY._replace(type=Type.YES_NO), None, id="nor has Yes/No"),
    ],
)
def test_which_way_is_harder(kr: KeyResult, over: float | None) -> None:
    assert over_trend(kr) == (None if over is None else pytest.approx(over))
