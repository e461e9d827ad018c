"""What goes on record when a quarter is closed."""

from datetime import date
from typing import Any, Final

import pytest

from okrsheet.core.closed_quarter import ClosedKeyResult, ClosedQuarter, Lesson, Report
from okrsheet.core.closing import closed_quarter
from okrsheet.core.figures import figures
from okrsheet.core.model import UNREADABLE, CheckIn, KeyResult, Plan, Quarter, ReviewLine, Stage
from okrsheet.core.on_record import company_score
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import parse_quarter
from okrsheet.core.words import Band, Carry, Commitment, Type
from tests.unit.plans import HALF, HUNDRED, KR, O1, T1, line, on, plan_of

END: Final = on(100)


def closed(plan: Plan, day: date = END) -> ClosedQuarter:
    return closed_quarter(figures(plan._replace(closed=True), SMB, day), day)


def only(kr: KeyResult, *lines: CheckIn, day: date = END, **given: Any) -> ClosedKeyResult:
    return closed(plan_of(kr, check_ins=lines, **given), day).key_results[0]


def reviewed(**given: Any) -> ClosedKeyResult:
    return only(KR, line(END, 40.0), reviews=(ReviewLine(KR.id, **given),))


def test_the_quarter_says_what_it_is() -> None:
    plan = plan_of(KR, organisation="Nord")
    made = closed(plan, on(101))
    assert made[:5] == ("Nord", HUNDRED.name, HUNDRED.start, HUNDRED.end, on(101))
    assert [each.id for each in made.objectives] == ["O1"]


def test_a_score_by_the_figures() -> None:
    made = only(KR, line(HALF, 50.0, confidence=7.0), line(END, 75.0))
    assert (made.value, made.score, made.final_score, made.by_hand) == (75.0, 0.75, 0.75, False)
    assert (made.band, made.met, made.decision, made.reason) == (Band.HIT, False, None, "")
    assert made.reports == (Report(HALF, 50.0, 7.0), Report(END, 75.0, None))


def test_a_score_by_hand_stands_beside_the_one_by_the_figures() -> None:
    made = reviewed(manual_score=0.8, manual_reason="The last order was signed a day later")
    assert (made.score, made.final_score, made.by_hand) == (0.4, 0.8, True)
    assert (made.band, made.reason) == (Band.HIT, "The last order was signed a day later")


def test_a_score_by_hand_without_a_reason_does_not_count() -> None:
    made = reviewed(manual_score=0.8)
    assert (made.final_score, made.by_hand, made.reason) == (0.4, False, "")


def test_silence_is_missed() -> None:
    made = only(KR)
    assert (made.value, made.final_score, made.band, made.met) == (None, 0.0, Band.MISSED, False)


def test_what_cant_be_scored_has_no_score() -> None:
    made = only(KR._replace(target=None), line(END, 40.0))
    assert (made.value, made.final_score, made.band, made.met) == (40.0, None, None, None)


def test_what_was_learned_and_decided() -> None:
    texts = {
        "why": "a",
        "replicate": "b",
        "went_wrong": "c",
        "differently": "d",
        "opportunities": "e",
        "risks": "f",
    }
    made = reviewed(decision="revise", **texts)
    assert made.lesson == Lesson(**texts)
    assert made.decision is Carry.REVISE


@pytest.mark.parametrize("word", ["", "Perhaps"])
def test_no_decision(word: str) -> None:
    assert reviewed(decision=word).decision is None


def test_of_several_values_of_a_day_the_last_readable_one_is_kept() -> None:
    lines = (line(HALF, 1.0), line(HALF, 2.0), line(HALF, UNREADABLE), line(HALF, None))
    assert only(KR, *lines).reports == (Report(HALF, 2.0, None),)


def test_what_is_dated_after_the_closing_day_is_left_out() -> None:
    made = only(KR, line(HALF, 10.0), line(on(60), 20.0), day=on(55))
    assert (made.value, made.reports) == (10.0, (Report(HALF, 10.0, None),))


def test_yes_is_one() -> None:
    made = only(KR._replace(type=Type.YES_NO, target=None), line(END, value=True))
    assert (made.value, made.final_score, made.reports) == (1.0, 1.0, (Report(END, 1.0, None),))


def test_of_milestones_the_share_that_is_done_is_the_value() -> None:
    kr = KR._replace(type=Type.MILESTONES)
    stages = (Stage(kr.id, "a", 3.0, done=HALF), Stage(kr.id, "b", 1.0))
    made = only(kr, stages=stages)
    assert (made.value, made.final_score, made.met) == (0.75, 0.75, False)
    assert made.stages == (1, 2)


def test_stages_are_counted_as_they_were_on_the_day() -> None:
    kr = KR._replace(type=Type.MILESTONES)
    days = (HALF, on(60), None)
    stages = tuple(Stage(kr.id, f"{day}", done=day) for day in days)
    assert only(kr, stages=stages, day=on(55)).stages == (1, 3)
    assert only(kr, stages=stages[2:]).stages == (0, 1)


def test_what_has_no_stages_counts_none() -> None:
    assert only(KR, line(HALF, 10.0)).stages is None
    assert only(KR._replace(type=Type.MILESTONES)).stages is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(None, 0), (UNREADABLE, 0), (2.0, 2), (-3.0, 0), (1e99, 999)],
    ids=["blank", "a word", "twice", "negative", "absurd"],
)
def test_how_often_it_was_carried(typed: Any, kept: int) -> None:
    assert only(KR._replace(carried=typed)).carried == kept


def test_a_type_that_was_inferred_and_a_baseline_that_counts_as_0_go_on_record() -> None:
    falling = only(KR._replace(type=None, baseline=100.0, target=0.0))
    assert (falling.type, falling.baseline) == (Type.DECREASE, 100.0)
    count = only(KR._replace(type=Type.COUNT, baseline=None))
    assert (count.type, count.baseline) == (Type.COUNT, 0.0)


def test_criteria_that_do_not_pass() -> None:
    made = only(KR._replace(owner="The team", data_source="TBD", ambitious=True, wording_fine=True))
    assert made.gaps == ("A2", "A4", "A5")
    assert "A6" in only(KR._replace(ambitious=None)).gaps


# --- What was foreseen -------------------------------------------------------------------------

QUARTER: Final = parse_quarter("2027-Q3")  # 1 July is a Thursday: week 6 ends on 8 August
CLIENTS: Final = KeyResult(
    "K", "O1", "Clients", Type.INCREASE, baseline=280.0, target=360.0
)._replace(commitment=Commitment.COMMITTED)
VALUES: Final = {7: 282.0, 14: 286.0, 21: 290.0, 28: 293.0, 35: 298.0}


def of_summer(
    *more: CheckIn, quarter: Quarter = QUARTER, day: date | None = None
) -> ClosedKeyResult:
    days = (quarter.start.toordinal() - 1 + day for day in VALUES)
    lines = [
        line(date.fromordinal(day), value, "K")
        for day, value in zip(days, VALUES.values(), strict=True)
    ]
    plan = Plan(quarter, objectives=(O1,), key_results=(CLIENTS,), check_ins=(*lines, *more))
    return closed(plan, day or quarter.end).key_results[0]


def test_the_forecast_at_the_end_of_week_6_is_kept() -> None:
    # Slopes of 282 286 290 293 298, a week apart: median 4 a week; 57 days from 298 on 4 August.
    assert of_summer().foreseen == pytest.approx((298 + 4 * 57 / 7 - 280) / 80)


def test_what_came_later_changes_nothing_of_what_was_foreseen() -> None:
    later = line(date(2027, 8, 9), 360.0, "K")
    assert of_summer(later).foreseen == of_summer().foreseen
    in_time = line(date(2027, 8, 8), 360.0, "K")
    assert of_summer(in_time).foreseen == 1.0


def test_nothing_was_foreseen_without_a_forecast_or_a_sixth_week() -> None:
    assert only(KR).foreseen is None
    short = Quarter("short", QUARTER.start, date(2027, 8, 7))
    assert of_summer(quarter=short).foreseen is None


def test_a_quarter_closed_before_the_sixth_week_ended_has_no_forecast_of_it() -> None:
    assert of_summer(day=date(2027, 8, 7)).foreseen is None
    assert of_summer(day=date(2027, 8, 8)).foreseen == of_summer().foreseen


# --- Roll-ups ----------------------------------------------------------------------------------


def rolled(*reviews: ReviewLine) -> ClosedQuarter:
    plan = plan_of(
        KR._replace(id="A", weight=3.0),
        KR._replace(id="B"),
        KR._replace(id="C", objective_id="T1"),
        KR._replace(id="D", objective_id="nowhere"),
        check_ins=(line(END, 40.0, "A"), line(END, 80.0, "B"), line(END, 100.0, "C")),
        reviews=reviews,
        objectives=(O1._replace(weight=2.0), T1._replace(supports=("O1", ""))),
    )
    return closed(plan)


def test_an_objective_rolls_up_final_scores_by_weight() -> None:
    made = rolled()
    assert [each.score for each in made.objectives] == [pytest.approx(0.5), 1.0]
    assert [each.weight for each in made.objectives] == [2.0, 1.0]
    assert made.objectives[1].supports == ("O1",)


def test_a_score_by_hand_counts_in_its_objective() -> None:
    made = rolled(ReviewLine("A", 1.0, "Signed"))
    assert made.objectives[0].score == pytest.approx(0.95)


def test_key_results_count_under_the_first_objective_with_their_id_only() -> None:
    plan = plan_of(KR, check_ins=(line(END, 40.0),), objectives=(O1, O1._replace(id="o1")))
    made = closed(plan)
    assert [each.score for each in made.objectives] == [0.4, None]
    assert company_score(made) == 0.4
    nameless = plan._replace(objectives=(O1._replace(id=""), O1._replace(text=""), O1))
    assert [each.score for each in closed(nameless).objectives] == [None, 0.4]


def test_the_company_score_is_that_of_its_own_objectives() -> None:
    assert company_score(rolled()) == pytest.approx(0.5)
    assert company_score(closed(Plan(HUNDRED))) is None
