"""The measurement audit: six criteria, four data questions (semantics.md, section 6)."""

from typing import Any

import pytest

from okrsheet.core.audit import Audit, audit, over_trend
from okrsheet.core.audit_gaps import GAPS, UNWORDED, step_of
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


def judged(kr: KeyResult, *, wording: bool | None = True) -> Audit:
    """The audit of a key result whose wording passes."""
    return audit(kr, NONE, wording=wording)


def test_a_key_result_that_is_ready() -> None:
    found = judged(READY)
    assert found == Audit(
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
        defined=True,
        wording="Yes",
    )
    assert (found.passed, found.answered, found.ready, found.gaps) == (6, 4, True, ())


def test_a_key_result_with_nothing_but_a_text() -> None:
    found = judged(KeyResult("KR1", "O1", "Result"), wording=False)
    assert found.criteria == ("No", "No", "No", "No", "No", "Your call")
    assert found.questions == ("No", "No", "No", "No")
    assert found.answers == (*found.criteria, "No", "No")
    assert (found.passed, found.answered, found.ready) == (0, 0, False)
    assert found.gaps == (
        "type or target missing or not usable",
        "wording not measurable",
        "data source not named",
        "baseline not measured",
        "update frequency open",
        "no single owner",
        "ambition not confirmed",
        "access not known",
        "nobody retrieves it",
    )
    assert (found.over_trend, found.hint, found.trackable) == (None, "", "")


@pytest.mark.parametrize(
    ("given", "passed", "answered", "gap"),
    [
        ({"type": None}, 5, 4, "type or target missing or not usable"),
        ({"wording_fine": False}, 5, 4, "wording not measurable"),
        ({"data_source": ""}, 5, 3, "data source not named"),
        ({"type": Type.KEEP_ABOVE, "baseline": None}, 5, 4, "baseline not measured"),
        ({"frequency": None}, 5, 3, "update frequency open"),
        ({"owner": ""}, 5, 4, "no single owner"),
        ({"ambitious": None}, 5, 4, "ambition not confirmed"),
        ({"ambitious": False}, 5, 4, "not ambitious or not achievable"),
        ({"trend": 126.0}, 5, 4, "easier than doing nothing"),
        ({"access": ""}, 6, 3, "access not known"),
        ({"retriever": ""}, 6, 3, "nobody retrieves it"),
    ],
    ids=lambda given: given if isinstance(given, str) else None,
)
def test_a_single_gap_makes_it_not_ready(
    given: dict[str, Any], passed: int, answered: int, gap: str
) -> None:
    found = judged(READY._replace(**given))
    assert (found.passed, found.answered, found.ready) == (passed, answered, False)
    assert found.gaps == (gap,)


def test_every_gap_says_what_to_do_and_where_the_rule_is_from() -> None:
    assert len({gap.words for gap in GAPS}) == len(GAPS)
    for gap in GAPS:
        assert gap.of in Audit._fields
        assert gap.step.endswith(".")
        assert len(gap.step) < 255  # the most a formula takes in one text
        assert gap.source


def test_the_step_for_a_wording_is_how_the_lint_would_say_it() -> None:
    assert step_of(UNWORDED, "from 3 to 5") == "Try: from 3 to 5"
    assert step_of(UNWORDED, "") == UNWORDED.step
    assert step_of(GAPS[0], "from 3 to 5") == GAPS[0].step


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
    found = audit(kr, History(stages=stages), wording=True)
    assert (found.measurable, found.defined) == (verdict, verdict == "Yes")


@pytest.mark.parametrize(
    ("wording", "word", "verdict", "gaps"),
    [
        pytest.param(True, None, "Yes", (), id="the lint says yes"),
        pytest.param(False, None, "No", ("wording not measurable",), id="the lint says no"),
        pytest.param(None, None, "Your call", ("wording not judged yet",), id="nobody judged"),
        pytest.param(False, True, "Yes", (), id="a person's yes beats the lint"),
        pytest.param(None, True, "Yes", (), id="a person's yes where nobody judged"),
        pytest.param(True, False, "No", ("wording not measurable",), id="a person's no as well"),
    ],
)
def test_the_wording_is_half_of_it(
    wording: bool | None, word: bool | None, verdict: str, gaps: tuple[str, ...]
) -> None:
    found = audit(READY._replace(wording_fine=word), NONE, wording=wording)
    assert (found.measurable, found.wording, found.gaps) == (verdict, verdict, gaps)


@pytest.mark.parametrize("wording", [True, None, False])
def test_a_persons_yes_does_not_stand_for_type_and_target(wording: bool | None) -> None:
    found = audit(READY._replace(type=None, wording_fine=True), NONE, wording=wording)
    assert (found.measurable, found.wording) == ("No", "Yes")
    assert found.gaps == ("type or target missing or not usable",)


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
        ("tbd.", "No"),
        ("(TBD)", "No"),
        ("[tbd]?", "No"),
        ("...", "No"),
        ("??", "No"),
        ("-", "No"),
        ("an Excel file", "No"),
        ("Google Sheets", "No"),
        ("by hand", "No"),
        ("T.B.D.", "No"),
        ("Report", "No"),
        ("Report 12", "Yes"),
        ("tbd by Ann: CRM", "Yes"),
        ("Excel: forecast.xlsx of Finance", "Yes"),
        ("sap.example.org", "Yes"),
        ("Open Data portal", "Yes"),
        ("SAP", "Yes"),
        ("*", "Yes"),
        ("\u0440\u0430\u0431\u043e\u0442\u0430", "Yes"),
    ],
    ids=lambda text: text or "nothing",
)
def test_data_source(text: str, verdict: str) -> None:
    found = judged(READY._replace(data_source=text))
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
    assert judged(kr).baseline == verdict


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
    found = judged(READY._replace(frequency=frequency))
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
        ("Sales team.", "No"),
        ("Sales dept.", "No"),
        ("the Team Sales", "No"),
        ("Ann & Bo", "No"),
        ("Ann/Bo", "No"),
        ("Ann, Bo", "No"),
        ("Ann; Bo", "No"),
        ("Ann + Bo", "No"),
        ("Ann and Bo", "No"),
        ("", "No"),
        ("Ann or Bo", "No"),
        ("Ann|Bo", "No"),
        ("Ann\nBo", "No"),
        ("all", "No"),
        ("Everyone.", "No"),
        ("TBD", "No"),
        ("tbd.", "No"),
        ("?", "No"),
        ("Marketing", "No"),
        ("Marketing team", "No"),
        ("Marketing department", "No"),
        ("Nobody", "No"),
        ("Allison Sales", "Yes"),
        ("Ann Lee (Sales team)", "Yes"),
        ("Ann Lee (Sales dept.)", "Yes"),
        ("Dr. Orla Anders-Orr", "Yes"),
        ("\u738b\u82b3", "Yes"),
        ("\u0645\u0631\u064a\u0645", "Yes"),
    ],
    ids=lambda text: text or "nobody",
)
def test_owner(text: str, verdict: str) -> None:
    assert judged(READY._replace(owner=text)).owner == verdict


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
    found = judged(READY._replace(target=target))
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
    found = judged(READY._replace(ambitious=ambitious, target=target))
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


# --- The data questions -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["access", "retriever"])
@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Ann", "Yes"),
        ("Everyone in Sales", "Yes"),
        ("All", "Yes"),
        ("tbd.", "No"),
        ("unknown", "No"),
        ("?", "No"),
        ("", "No"),
    ],
    ids=lambda text: text or "nothing",
)
def test_a_question_is_answered_by_more_than_tbd(name: str, text: str, verdict: str) -> None:
    given: dict[str, Any] = {name: text}
    assert getattr(judged(READY._replace(**given)), name) == verdict
