"""Objectives, teams, company, cascade, sandbagging, limits (semantics.md, sections 4 and 8)."""

from typing import Any

import pytest

from okrsheet.core import rollup
from okrsheet.core.limits import Verdict, verdict
from okrsheet.core.model import UNREADABLE, Plan, Team
from okrsheet.core.objective_figures import CompanyFigures, ObjectiveFigures, TeamFigures
from okrsheet.core.policy import PRESETS, SMB, Limit, preset
from okrsheet.core.rollup import Part
from okrsheet.core.words import Commitment, Level, Rag
from tests.unit.plans import (
    GREEN,
    HALF,
    KEEP,
    KR,
    O1,
    RED,
    T1,
    YELLOW,
    YES_NO,
    Row,
    judged,
    line,
    objective_of,
    on,
    plan_of,
    plan_of_rows,
    row,
)

WORST = SMB._replace(worst_wins=True)


# --- Objective score --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weights", "score"),
    [
        pytest.param((None, None), 0.6, id="blank weighs 1"),
        pytest.param((3.0, None), 0.7, id="3 to 1"),
        pytest.param((0.0, None), 0.4, id="0 is shown, not counted"),
        pytest.param((-2.0, None), 0.4, id="negative counts 0"),
        pytest.param((UNREADABLE, None), 0.6, id="a text counts 1"),
        pytest.param((0.0, 0.0), None, id="all zero is blank"),
        pytest.param((-1.0, 0.0), None, id="nothing above zero is blank"),
        pytest.param((0.25, 0.75), 0.5, id="fractions"),
    ],
)
def test_the_objective_score_by_weight(weights: tuple[Any, Any], score: float | None) -> None:
    first, second = weights
    objective = objective_of(row(1, 80.0, weight=first), row(2, 40.0, weight=second))
    assert objective.score == (None if score is None else pytest.approx(score))
    assert objective.key_results == 2
    counted = sum(weight is None or weight is UNREADABLE or weight > 0 for weight in weights)
    assert (objective.reported, objective.due) == (counted, counted)


def test_scores_are_clamped_before_they_are_averaged() -> None:
    assert objective_of(row(1, 300.0), row(2, -50.0)).score == 0.5


def test_all_weights_zero_leave_the_objective_out() -> None:
    rows = [row(1, 80.0, weight=0.0), row(2, 40.0, objective_id="O2")]
    two = (O1, O1._replace(id="O2"))
    found = judged(plan_of_rows(*rows, objectives=two))
    assert [o.rag for o in found.objectives] == [None, Rag.GREEN]
    assert [o.message for o in found.objectives] == ["", ""]
    assert (found.company.score, found.company.rag) == (0.4, Rag.GREEN)


def test_what_enters_the_score_and_the_coverage() -> None:
    objective = objective_of(
        row(1, 80.0, weight=3.0),
        row(2, None),
        row(3, 100.0, weight=0.0),
        row(4, 50.0, target=None),
        row(5, 40.0),
        (KEEP._replace(id="R6"), ()),
    )
    assert objective.score == pytest.approx((3 * 0.8 + 0 + 0.4) / 5)
    # Due are all of weight above 0; the broken one has a value, the Keep type has none.
    assert (objective.reported, objective.due, objective.key_results) == (3, 5, 6)


def test_the_expected_progress_is_of_those_that_enter_the_score() -> None:
    stages_free = row(1, 10.0, weight=3.0, checkpoints=(10.0, None))
    broken = row(3, 10.0, target=None, weight=9.0)
    # With 10 expected on day 30, 50 expects 0.1 + 0.9 x 20 / 70.
    bent = 0.1 + 0.9 * 20 / 70
    objective = objective_of(stages_free, row(2, 10.0), broken)
    assert objective.expected == pytest.approx((3 * bent + 0.5) / 4)
    assert objective_of(broken).expected is None


def test_the_silent_are_due_but_not_reported() -> None:
    silent = KR._replace(id="R1")
    called = YES_NO._replace(id="R2")
    lines = (line(on(50 - 18), 30.0, "R1"), line(HALF, None, "R2", confidence=8.0))
    objective = judged(plan_of(silent, called, check_ins=lines)).objectives[0]
    assert (objective.reported, objective.due) == (1, 2)


# --- Objective status -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "rag", "worst"),
    [
        pytest.param([row(1, GREEN), row(2, GREEN)], "Green", "Green", id="all Green"),
        pytest.param([row(1, GREEN), row(2, YELLOW)], "Yellow", "Yellow", id="one Yellow"),
        pytest.param([row(1, YELLOW), row(2, YELLOW)], "Yellow", "Yellow", id="all Yellow"),
        pytest.param([row(1, GREEN), row(2, RED)], "Red", "Red", id="Red holds half the weight"),
        pytest.param(
            [row(1, GREEN, weight=1.01), row(2, RED)],
            "Yellow",
            "Red",
            id="Red holds less",
        ),
        pytest.param(
            [row(1, GREEN), row(2, YELLOW), row(3, RED)], "Yellow", "Red", id="Red holds a third"
        ),
        pytest.param(
            [row(1, 50.0, weight=9.0), row(2, RED, commitment=Commitment.COMMITTED)],
            "Red",
            "Red",
            id="a committed Red of a tenth",
        ),
        pytest.param(
            [row(1, GREEN), row(2, RED, weight=0.0, commitment=Commitment.COMMITTED)],
            "Green",
            "Green",
            id="a committed Red that is not counted",
        ),
        pytest.param([row(1, GREEN), row(2, None)], "Yellow", "Yellow", id="one without data"),
        pytest.param([row(1, RED), row(2, None)], "Red", "Red", id="Red beside one without data"),
        pytest.param([row(1, None), row(2, None)], "No data", "No data", id="no data at all"),
        pytest.param(
            [row(1, None), row(2, YELLOW, weight=0.0)], "No data", "No data", id="weight 0"
        ),
        pytest.param([row(1, 40.0, target=None)], "No data", "No data", id="only a broken one"),
        pytest.param([row(1, 40.0, weight=0.0)], None, None, id="none counted"),
        pytest.param([], None, None, id="no key results"),
    ],
)
def test_objective_status(rows: list[Row], rag: str | None, worst: str | None) -> None:
    assert objective_of(*rows).rag == rag
    assert objective_of(*rows, policy=WORST).rag == worst


@pytest.mark.parametrize(
    ("words", "rag", "worst"),
    [
        pytest.param("NOT_STARTED NOT_STARTED", Rag.NOT_STARTED, Rag.NOT_STARTED, id="not started"),
        pytest.param("NEEDS_A_CALL", Rag.YELLOW, Rag.YELLOW, id="needs a call"),
        pytest.param("NEEDS_A_CALL GREEN", Rag.YELLOW, Rag.YELLOW, id="a call beside Green"),
        pytest.param("NO_DATA NOT_STARTED", Rag.YELLOW, Rag.YELLOW, id="nothing but unknown"),
        pytest.param("RED RED", Rag.RED, Rag.RED, id="all Red"),
        pytest.param("RED GREEN GREEN", Rag.YELLOW, Rag.RED, id="one of three Red"),
    ],
)
def test_status_of_other_words(words: str, rag: Rag, worst: Rag) -> None:
    parts = [Part(1.0, 0.5, Rag[word]) for word in words.split()]
    assert rollup.rag(parts, SMB) is rag
    assert rollup.rag(parts, WORST) is worst


def test_the_weight_of_red_is_a_setting() -> None:
    parts = [Part(1.0, 0.1, Rag.RED), Part(2.0, 0.9, Rag.GREEN)]
    assert rollup.rag(parts, SMB._replace(red_weight=1 / 3)) is Rag.RED
    assert rollup.rag(parts, SMB._replace(red_weight=0.34)) is Rag.YELLOW


def test_parts_without_status_do_not_dilute() -> None:
    parts = [Part(9.0, None, None), Part(1.0, 0.1, Rag.RED), Part(1.0, 0.5, Rag.GREEN)]
    assert rollup.rag(parts, SMB) is Rag.RED
    assert rollup.score(parts) == pytest.approx(0.3)


# --- Teams and company ------------------------------------------------------------------------


def quarter_of(*rows: Row, **given: Any) -> Plan:
    """O1 of the company; T1 (Sales) supports it, T2 (Sales) and T3 (Ops) do not, P1 is Ann's."""
    objectives = (
        O1,
        T1,
        T1._replace(id="T2", supports=(), weight=3.0),
        T1._replace(id="T3", supports=("none",), team="ops"),
        T1._replace(id="P1", level=Level.INDIVIDUAL),
        T1._replace(id="T9", team="Nobody", supports=()),
    )
    teams = (Team("Sales"), Team("Ops"), Team(""), Team("sales"))
    return plan_of_rows(*rows, objectives=objectives, teams=teams, **given)


ROWS = (
    row(1, YELLOW, objective_id="O1"),
    row(2, GREEN, objective_id="t1"),
    row(3, RED, objective_id="T2"),
    row(4, 100.0, objective_id="P1"),
    row(5, None, objective_id="T2", weight=0.0),
    row(6, 100.0, objective_id="unknown"),
    row(7, None, objective_id="O1"),
    row(8, 45.0, objective_id="T9"),
)


def test_a_teams_score_is_the_mean_of_its_objectives() -> None:
    found = judged(quarter_of(*ROWS))
    sales = found.teams[0]
    assert sales == TeamFigures(
        row=0,
        name="Sales",
        objectives=2,
        limit=Verdict.PASS,
        score=(0.4 + 3 * 0.1) / 4,
        rag=Rag.RED,  # three quarters of the weight
        reported=2,
        due=2,
    )
    ops = TeamFigures(1, "Ops", 1, Verdict.PASS, None, None, 0, 0)
    second = TeamFigures(3, "sales", 0, Verdict.WARN, None, None, 0, 0)
    assert found.teams[1:] == (ops, second)


def test_the_companys_score_is_of_its_own_key_results_only() -> None:
    assert judged(quarter_of(*ROWS)).company == CompanyFigures(
        objectives=1,
        limit=Verdict.PASS,
        score=0.15,
        supporting_score=0.4,
        rag=Rag.YELLOW,
        reported=1,
        due=2,
        counts={
            Rag.GREEN: 4,
            Rag.YELLOW: 1,
            Rag.RED: 1,
            Rag.NEEDS_A_CALL: 0,
            Rag.NO_DATA: 2,
            Rag.NOT_STARTED: 0,
        },
        owes=2,
        decisions_due=0,
    )


def test_objectives_weigh_in_the_company_score() -> None:
    objectives = (O1._replace(weight=3.0), O1._replace(id="O2"), O1._replace(id="O3", weight=-1.0))
    rows = [row(n, value, objective_id=f"O{n}") for n, value in ((1, 80.0), (2, 40.0), (3, 0.0))]
    assert judged(plan_of_rows(*rows, objectives=objectives)).company.score == pytest.approx(0.7)


def test_supporters_are_weighed_and_each_counted_once() -> None:
    objectives = (
        O1,
        O1._replace(id="O2"),
        T1._replace(id="T1", supports=("O1", "o1", "O2")),
        T1._replace(id="T2", weight=3.0),
        T1._replace(id="P1", level=Level.INDIVIDUAL),
    )
    rows = [row(1, 80.0, objective_id="T1"), row(2, 40.0, objective_id="T2")]
    found = judged(plan_of_rows(*rows, objectives=objectives))
    assert found.objectives[2].supports == frozenset({0, 1})
    assert found.objectives[0].supporting_score == pytest.approx(0.5)
    assert found.objectives[1].supporting_score == pytest.approx(0.8)
    assert found.objectives[2].supporting_score is None
    assert found.company.supporting_score == pytest.approx(0.5)


def test_the_first_of_two_objectives_with_one_id_gets_the_key_results() -> None:
    twice = (O1._replace(text=""), O1, O1._replace(id="o1"))
    found = judged(plan_of_rows(row(1, 40.0), objectives=twice))
    assert [(o.row, o.key_results) for o in found.objectives] == [(1, 1), (2, 0)]


def test_a_key_result_carries_its_objectives_team() -> None:
    found = judged(quarter_of(*ROWS))
    assert [k.team for k in found.key_results] == [
        "",
        "Sales",
        "Sales",
        "Sales",
        "Sales",
        "",
        "",
        "Nobody",
    ]


def test_decisions_due_and_owed_updates_are_counted() -> None:
    lines = tuple(line(on(28 + 7 * n), 1.0, "R1") for n in range(3))
    rows = plan_of(KR._replace(id="R1"), KR._replace(id="R2"), check_ins=lines)
    company = judged(rows).company
    assert (company.decisions_due, company.owes) == (1, 2)


# --- Cascade ----------------------------------------------------------------------------------


def cascade_of(company: float | None, *teams: float | None) -> ObjectiveFigures:
    supporters = [T1._replace(id=f"T{n}") for n in range(len(teams))]
    rows = [row(n, value, objective_id=f"T{n}") for n, value in enumerate(teams)]
    plan = plan_of_rows(row(99, company), *rows, objectives=(O1, *supporters))
    return judged(plan).objectives[0]


@pytest.mark.parametrize(
    ("company", "teams", "told"),
    [
        pytest.param(RED, [GREEN, GREEN], "Teams hit, company does not", id="Red over Green"),
        pytest.param(YELLOW, [GREEN], "Teams hit, company does not", id="Yellow over Green"),
        pytest.param(YELLOW, [GREEN, YELLOW], "", id="Yellow over Green and Yellow"),
        pytest.param(GREEN, [RED, YELLOW], "Company hits, teams do not", id="Green over trouble"),
        pytest.param(GREEN, [RED, GREEN], "", id="Green over Red and Green"),
        pytest.param(GREEN, [GREEN], "", id="all Green"),
        pytest.param(RED, [RED], "", id="all Red"),
        pytest.param(None, [GREEN], "", id="no data over Green"),
        pytest.param(GREEN, [None], "", id="Green over no data"),
        pytest.param(RED, [], "", id="no supporters"),
    ],
)
def test_the_cascade_gap(company: float | None, teams: list[float | None], told: str) -> None:
    assert cascade_of(company, *teams).cascade == told


def test_individual_objectives_and_strangers_do_not_close_the_gap() -> None:
    others = (
        T1,
        T1._replace(id="P1", level=Level.INDIVIDUAL),
        T1._replace(id="T2", supports=()),
        O1._replace(id="O2", supports=("O1",)),
    )
    rows = [row(1, RED), row(2, GREEN, objective_id="T1")]
    rows += [row(n, RED, objective_id=name) for n, name in enumerate(("P1", "T2", "O2"), 3)]
    found = judged(plan_of_rows(*rows, objectives=(O1, *others)))
    assert found.objectives[0].cascade == "Teams hit, company does not"
    assert [o.cascade for o in found.objectives[1:]] == ["", "", "", ""]


def test_a_supporter_without_key_results_is_not_green() -> None:
    plan = plan_of_rows(
        row(1, RED), row(2, GREEN, objective_id="T1"), objectives=(O1, T1, T1._replace(id="T2"))
    )
    assert judged(plan).objectives[0].cascade == ""


# --- Sandbagging ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scores", "hint"),
    [
        pytest.param([], "", id="nothing scored"),
        pytest.param([0.95, 1.0], "Every aspirational key result scored 0.95 or more", id="all"),
        pytest.param([0.9499, 0.7], "", id="a good quarter"),
        pytest.param(
            [0.94, 1.0], "Aspirational key results scored 0.97 on average", id="a mean above 0.85"
        ),
        pytest.param([0.85, 0.85], "", id="a mean of 0.85"),
        pytest.param(
            [0.86, 0.86], "Aspirational key results scored 0.86 on average", id="a mean of 0.86"
        ),
        pytest.param([0.7, 1.0], "", id="a mean of 0.85 of different ones"),
    ],
)
def test_sandbagging(scores: list[float], hint: str) -> None:
    assert rollup.sandbagging(scores, SMB) == hint


def test_the_mean_is_shown_half_up_like_every_score() -> None:
    hint = rollup.sandbagging([0.865], SMB)
    assert hint == "Aspirational key results scored 0.87 on average"


# --- Limits -----------------------------------------------------------------------------------

P, W, F = Verdict.PASS, Verdict.WARN, Verdict.FAIL


@pytest.mark.parametrize(
    ("name", "limit", "verdicts"),
    [
        pytest.param("smb", "company_objectives", [W, P, P, P, W, W, F, F], id="smb, company"),
        pytest.param("smb", "team_objectives", [W, P, P, W, F, F, F, F], id="smb, team"),
        pytest.param("smb", "key_results", [F, W, P, P, P, W, F, F], id="smb, key results"),
        pytest.param("google", "key_results", [F, W, P, P, P, W, F, F], id="google, as smb"),
        pytest.param("doerr", "company_objectives", [W, W, W, P, P, P, F, F], id="doerr, company"),
        pytest.param("doerr", "team_objectives", [W, W, W, P, P, P, F, F], id="doerr, team"),
        pytest.param("doerr", "key_results", [F, P, P, P, P, P, F, F], id="doerr, key results"),
        pytest.param("scala", "company_objectives", [W, W, W, P, P, P, F, F], id="scala, company"),
        pytest.param("scala", "team_objectives", [W, W, W, P, P, P, F, F], id="scala, team"),
        pytest.param("scala", "key_results", [F, W, W, P, P, P, F, F], id="scala, key results"),
    ],
)
def test_the_limits_of_each_preset(name: str, limit: str, verdicts: list[Verdict]) -> None:
    ends: Limit = getattr(preset(name), limit)
    assert [verdict(count, ends) for count in range(8)] == verdicts


@pytest.mark.parametrize("count", range(8), ids=lambda count: f"{count} of each")
def test_the_counts_that_are_judged(count: int) -> None:
    company = [O1._replace(id=f"O{n}") for n in range(count)]
    teams = [T1._replace(id=f"T{n}") for n in range(count)]
    rows = [row(n, GREEN, objective_id="X") for n in range(count)]
    lone = O1._replace(id="X", level=Level.INDIVIDUAL)
    plan = plan_of_rows(*rows, objectives=(*company, *teams, lone), teams=(Team("Sales"),))
    found = judged(plan)
    assert (found.company.objectives, found.teams[0].objectives) == (count, count)
    assert found.company.limit == verdict(count, SMB.company_objectives)
    assert found.teams[0].limit == verdict(count, SMB.team_objectives)
    assert found.objectives[-1].limit == verdict(count, SMB.key_results)


def test_the_words_of_the_limits_table() -> None:
    assert [str(word) for word in Verdict] == ["pass", "warn", "fail"]


def test_presets_are_laid_over_each_other_in_order() -> None:
    assert preset() == SMB == preset("smb")
    both = preset("doerr", "google")
    assert both.company_objectives == Limit(0, 3, 5, 5)
    assert (both.aspirational_progress, both.aspirational_hit) == (0.4, 0.7)
    assert preset("scala", "doerr").key_results == preset("doerr").key_results
    assert set(PRESETS) == {"smb", "doerr", "scala", "google"}


def test_every_preset_changes_settings_that_exist() -> None:
    for name, changes in PRESETS.items():
        assert set(changes) <= set(SMB._fields)
        for field, value in changes.items():
            assert getattr(preset(name), field) == value
            assert type(value) is type(getattr(SMB, field))


def test_an_unknown_preset_is_the_callers_mistake() -> None:
    with pytest.raises(KeyError, match="okr"):
        preset("okr")


def test_the_defaults_are_those_of_the_semantics() -> None:
    bands = (
        SMB.aspirational_hit,
        SMB.aspirational_progress,
        SMB.committed_hit,
        SMB.committed_progress,
    )
    paces = (
        SMB.aspirational_green,
        SMB.aspirational_yellow,
        SMB.committed_green,
        SMB.committed_yellow,
    )
    assert bands == (0.7, 0.5, 1.0, 0.7)
    assert paces == (0.7, 0.5, 0.95, 0.75)
    assert (SMB.first_days, SMB.no_red_before, SMB.call_due) == (14, 0.25, 0.75)
    assert (SMB.confidence_green, SMB.confidence_red, SMB.confidence_drop) == (7, 3, 3)
    assert (SMB.cadence_days, SMB.stale_slack_days, SMB.red_weeks) == (7, 3, 3)
    assert (SMB.sandbag_score, SMB.sandbag_mean, SMB.red_weight) == (0.95, 0.85, 0.5)
