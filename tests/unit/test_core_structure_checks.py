"""Findings about the quarter as a whole, and what needs a person (semantics.md, 3, 4, 8)."""

from typing import Any

import pytest

from okrsheet.core.checks import check
from okrsheet.core.findings import Place, Severity
from okrsheet.core.model import Plan, Team
from okrsheet.core.policy import SMB, preset
from okrsheet.core.words import Cadence, Commitment, Frequency, Level, Rag, Type
from tests.unit.plans import (
    HALF,
    KR,
    O1,
    RED,
    SETTLED,
    SOUND,
    T1,
    YELLOW,
    changed,
    dropped,
    ended,
    findings_of,
    judged,
    line,
    on,
    places_of,
    plan_of,
    red_weeks,
    sound_and,
    with_key_result,
    with_objective,
)

# --- Structure --------------------------------------------------------------------------------


def test_nothing_is_asked_of_an_empty_plan() -> None:
    assert check(judged(Plan(SOUND.quarter, teams=(Team("Sales"),)))) == []


@pytest.mark.parametrize(
    ("records", "new", "code", "severity"),
    [
        pytest.param("objectives", [O1] * 4, "OKR041", Severity.WARNING, id="5 of the company"),
        pytest.param("objectives", [O1] * 5, "OKR041", Severity.ERROR, id="6 of the company"),
        pytest.param("objectives", [T1] * 2, "OKR042", Severity.WARNING, id="3 of a team"),
        pytest.param("objectives", [T1] * 3, "OKR042", Severity.ERROR, id="4 of a team"),
        pytest.param("key_results", [KR] * 3, "OKR043", Severity.WARNING, id="5 key results"),
        pytest.param("key_results", [KR] * 4, "OKR043", Severity.ERROR, id="6 key results"),
    ],
)
def test_how_bad_a_count_is(records: str, new: list[Any], code: str, severity: Severity) -> None:
    plan = sound_and(records, *(record._replace(id=f"X{n}") for n, record in enumerate(new)))
    assert [each.severity for each in findings_of(plan, code)] == [severity]


def test_too_few() -> None:
    no_company = with_objective(0, level=Level.TEAM, team="Ops", supports=("O1",))
    assert [each.message for each in findings_of(no_company, "OKR041")] == [
        "There are 0 company objectives."
    ]
    idle = findings_of(sound_and("teams", Team("Ops")), "OKR042")
    assert [(each.message, each.place) for each in idle] == [
        ("Ops has 0 objectives.", Place("teams", 1, "name"))
    ]
    empty = sound_and("objectives", O1._replace(id="O2"))
    assert [(each.message, each.severity) for each in findings_of(empty, "OKR043")] == [
        ("O2 has 0 key results.", Severity.ERROR)
    ]
    lone = with_key_result(objective_id="T1")
    assert [(each.ids, each.severity) for each in findings_of(lone, "OKR043")] == [
        (("O1",), Severity.WARNING)
    ]


def test_one_is_not_plural() -> None:
    lone = findings_of(with_key_result(objective_id="T1"), "OKR043")
    assert [each.message for each in lone] == ["O1 has 1 key result."]
    scala = preset("scala")
    company = findings_of(SOUND, "OKR041", policy=scala)
    assert [each.message for each in company] == ["There is 1 company objective."]
    team = findings_of(SOUND, "OKR042", policy=scala)
    assert [each.message for each in team] == ["Sales has 1 objective."]


def test_the_limits_are_those_of_the_settings() -> None:
    found = findings_of(SOUND, "OKR041", policy=preset("scala"))
    assert [each.severity for each in found] == [Severity.WARNING]
    assert findings_of(SOUND, "OKR043", policy=preset("doerr")) == []


def test_supporting_another_team_is_not_enough() -> None:
    plan = sound_and("objectives", T1._replace(id="T2", supports=("T1",)))
    assert places_of(plan, "OKR045") == [Place("objectives", 2, "supports/0")]


def test_the_company_hits_and_the_teams_do_not() -> None:
    plan = changed(SOUND, "check_ins", 2, value=RED)
    assert [each.message for each in findings_of(plan, "OKR046")] == [
        "O1: Company hits, teams do not."
    ]


def test_more_than_one_number_one() -> None:
    plan = with_objective(1, number_one=True)
    found = findings_of(plan, "OKR040")
    message = "2 objectives are the number-one priority."
    assert [(each.message, each.place) for each in found] == [
        (message, Place("objectives", 0, "number_one")),
        (message, Place("objectives", 1, "number_one")),
        ("The number-one priority T1 has no owner.", Place("objectives", 1, "owner")),
    ]


def test_the_number_one_needs_an_owner() -> None:
    found = findings_of(with_objective(0, owner=""), "OKR040")
    assert [(each.message, each.place, each.ids) for each in found] == [
        ("The number-one priority O1 has no owner.", Place("objectives", 0, "owner"), ("O1",))
    ]


# --- What needs a person ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(
            {"recovery_action": "A", "recovery_owner": "B", "recovery_due": HALF}, id="plan"
        ),
        pytest.param(
            {"decided_by": "Bo", "decision": "Add resources", "decided_on": HALF}, id="made"
        ),
    ],
)
def test_a_plan_or_a_decision_settles_a_long_red(given: dict[str, Any]) -> None:
    plan = changed(red_weeks(4), "key_results", 0, **given)
    assert findings_of(plan, "OKR048") == []
    assert len(findings_of(red_weeks(4), "OKR048")) == 1


def test_silence_follows_the_cadence() -> None:
    plan = changed(SOUND, "check_ins", 0, day=on(33))
    fortnightly = SMB._replace(cadence=Cadence.BIWEEKLY)
    assert findings_of(plan, "OKR049", policy=fortnightly) == []
    later = changed(SOUND, "check_ins", 0, day=on(32))
    assert len(findings_of(later, "OKR049", policy=fortnightly)) == 1


@pytest.mark.parametrize(
    ("day", "count"),
    [pytest.param(-1, 0, id="before the quarter"), pytest.param(0, 1, id="from its first day on")],
)
def test_silence_before_the_quarter(day: int, count: int) -> None:
    plan = SOUND._replace(check_ins=(line(on(-20), 1.0),))
    assert len(findings_of(plan, "OKR049", day)) == count


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param({"agreed": None}, True, id="not asked"),
        pytest.param({"on_team": ""}, True, id="no team"),
        pytest.param({"what": ""}, True, id="no work"),
        pytest.param({"by_when": None}, True, id="no date"),
        pytest.param({"key_result_id": "", "agreed": None}, True, id="no key result"),
        pytest.param({"key_result_id": "", "what": "", "by_when": None}, True, id="a team alone"),
        pytest.param(
            {"key_result_id": "", "on_team": "", "what": "", "by_when": None}, False, id="blank"
        ),
    ],
)
def test_dependencies(given: dict[str, Any], told: bool) -> None:
    plan = sound_and("dependencies", SETTLED._replace(**given))
    assert bool(findings_of(plan, "OKR051")) is told


def test_short_of_a_commitment_is_told_when_the_quarter_is_closed() -> None:
    plan = ended(80.0, 70.0, 70.0, 70.0)._replace(closed=True)
    committed = changed(plan, "key_results", 0, commitment=Commitment.COMMITTED)
    assert len(findings_of(committed, "OKR052", 101)) == 1
    assert findings_of(committed._replace(closed=False), "OKR052", 101) == []
    assert findings_of(plan, "OKR052", 101) == []


def test_the_drop_that_is_talked_about_is_a_setting() -> None:
    policy = SMB._replace(confidence_drop=2)
    assert [each.message for each in findings_of(dropped(8.0, 5.5), "OKR053", policy=policy)] == [
        "Confidence in KR1 fell by 2.5."
    ]


# --- Colours ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "value", "owner", "told"),
    [
        pytest.param(50, RED, Rag.YELLOW, "KR1: Yellow stays Red.", id="a better colour"),
        pytest.param(50, YELLOW, Rag.RED, "", id="a worse colour is taken"),
        pytest.param(50, RED, Rag.RED, "", id="the same colour"),
        pytest.param(50, RED, None, "", id="no colour"),
        pytest.param(50, None, Rag.GREEN, "KR1: Green stays No data.", id="no value"),
        pytest.param(-1, RED, Rag.GREEN, "", id="before the quarter nothing is said"),
        pytest.param(0, -1.0, Rag.GREEN, "KR1: Green stays Yellow.", id="on its first day"),
        pytest.param(100, 10.0, Rag.GREEN, "KR1: Green stays Red.", id="on its last day"),
        pytest.param(101, 10.0, Rag.GREEN, "", id="after it no reason would change the band"),
    ],
)
def test_colours(day: int, value: float | None, owner: Rag | None, told: str) -> None:
    given = line(on(day), value, owner_rag=owner)
    found = findings_of(plan_of(KR, check_ins=(given,)), "OKR050", 102)
    assert [each.message for each in found] == ([told] if told else [])


def test_a_worse_colour_after_the_quarter_is_not_a_better_one() -> None:
    """The final band stands against it, but OKR050 says "the owner sees it better"."""
    given = line(on(101), 90.0, owner_rag=Rag.RED)
    assert findings_of(plan_of(KR, check_ins=(given,)), "OKR050", 102) == []


def test_colours_of_lines_that_belong_nowhere() -> None:
    given = line(HALF, RED, "KR9", owner_rag=Rag.GREEN)
    assert findings_of(plan_of(KR, check_ins=(given,)), "OKR050") == []


def test_every_line_is_asked_for_its_own_reason() -> None:
    lines = (line(on(40), 1.0, owner_rag=Rag.GREEN), line(HALF, 40.0, owner_rag=Rag.GREEN))
    plan = plan_of(KR, check_ins=lines)
    assert places_of(plan, "OKR050") == [Place("check_ins", 0, "reason")]


# --- Too easy ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "closed", "told"),
    [
        pytest.param(99, False, False, id="while it runs"),
        pytest.param(99, True, True, id="closed early"),
        pytest.param(101, False, True, id="after it"),
    ],
)
def test_when_ease_is_judged(day: int, closed: bool, told: bool) -> None:
    lines = tuple(line(on(50), 100.0, f"KR{n}") for n in (1, 2, 3, 4))
    plan = SOUND._replace(check_ins=lines, closed=closed)
    assert bool(findings_of(plan, "OKR047", day)) is told


def test_ease_is_not_judged_on_the_last_day_which_is_still_in_the_quarter() -> None:
    assert findings_of(ended(100.0, 100.0, 100.0, 100.0), "OKR047", 100) == []


def test_commitments_and_keep_types_are_expected_to_hit() -> None:
    plan = ended(100.0, 100.0, 70.0, 70.0)
    for place in (0, 1):
        plan = changed(plan, "key_results", place, commitment=Commitment.COMMITTED)
    assert findings_of(plan, "OKR047", 101) == []
    keeps = ended(100.0, 100.0, 70.0, 70.0)
    for place in (0, 1):
        keeps = changed(keeps, "key_results", place, type=Type.KEEP_ABOVE, target=90.0)
    assert findings_of(keeps, "OKR047", 101) == []


def test_a_mean_above_0_85_is_a_hint() -> None:
    found = findings_of(ended(100.0, 100.0, 90.0, 60.0), "OKR047", 101)
    assert [each.message for each in found] == ["Aspirational key results scored 0.88 on average."]


def test_a_key_result_nobody_reported_on_was_not_too_easy() -> None:
    """Three of four at 1.0 are not "every aspirational key result"."""
    plan = ended(100.0, 100.0, 100.0)
    assert findings_of(plan._replace(closed=True), "OKR047", 101) == []
    assert findings_of(plan, "OKR047", 101) == []


def test_frequencies_do_not_matter_to_checks() -> None:
    assert check(judged(with_key_result(frequency=Frequency.MONTHLY))) == []
