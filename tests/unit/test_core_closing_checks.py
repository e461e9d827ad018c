"""What was edited after a quarter was closed."""

from datetime import date
from typing import Any, Final

import pytest

from okrsheet.core.checks import check
from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.core.closing import closed_quarter
from okrsheet.core.figures import figures
from okrsheet.core.findings import Finding, Place
from okrsheet.core.model import Plan
from okrsheet.core.on_record import told_by_hand
from okrsheet.core.policy import SMB, Policy
from okrsheet.core.scoreboard import lines
from okrsheet.core.words import Carry, Commitment, Type
from tests.small_plan import small_plan
from tests.unit.plans import changed, with_more

END: Final = date(2027, 3, 31)


def closed(plan: Plan | None = None) -> Plan:
    """A plan with its own record."""
    plan = (plan or small_plan())._replace(closed=True)
    return plan._replace(record=closed_quarter(figures(plan, SMB, END), END))


def told(plan: Plan, policy: Policy = SMB) -> list[Finding]:
    return [each for each in check(figures(plan, policy, END)) if each.code == "OKR069"]


def only(plan: Plan, policy: Policy = SMB) -> tuple[str, Place | None]:
    (found,) = told(plan, policy)
    return found.message, found.place


def edited(records: str, place: int, **given: Any) -> tuple[str, Place | None]:
    return only(changed(closed(), records, place, **given))


def test_nothing_is_said_of_a_quarter_nobody_touched() -> None:
    assert told(closed()) == []


def test_nothing_is_said_of_a_record_without_the_number_of_stages() -> None:
    plan = closed()
    assert plan.record is not None
    older = tuple(each._replace(stages=None) for each in plan.record.key_results)
    assert older != plan.record.key_results
    assert told(plan._replace(record=plan.record._replace(key_results=older))) == []


def test_nothing_is_compared_while_the_quarter_is_open() -> None:
    plan = changed(closed(), "key_results", 0, target=400.0)._replace(closed=False)
    assert told(plan) == []


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("text", "New words", "C1.1: Key result is New words; Raise clients from 280 to 360"),
        ("objective_id", "S1", "C1.1: Objective is S1; C1"),
        ("type", Type.COUNT, "C1.1: Type is Count; Increase"),
        ("unit", "", "C1.1: Unit is blank; clients"),
        ("commitment", Commitment.ASPIRATIONAL, "C1.1: Commitment is Aspirational; Committed"),
        ("baseline", 270.0, "C1.1: Baseline is 270; 280"),
        ("target", 4000.0, "C1.1: Target is 4,000; 360"),
        ("low", 1.0, "C1.1: Low is 1; blank"),
        ("high", 1.0, "C1.1: High is 1; blank"),
        ("weight", 1.0, "C1.1: Weight is 1; 2"),
        ("owner", "Bo Ek", "C1.1: Owner is Bo Ek; Ann Lee"),
        ("carried", 2.0, "C1.1: Carried is 2; 1"),
    ],
)
def test_a_definition_that_was_changed(field: str, value: object, message: str) -> None:
    found = edited("key_results", 0, **{field: value})
    assert found == (f"{message} went on record.", Place("key_results", 0, field))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("text", "x" * 50, f"S1: Objective is {'x' * 40}\u2026; Win plants"),
        ("level", None, "S1: Level is blank; Team"),
        ("team", "Product", "S1: Team is Product; Sales"),
        ("owner", "", "S1: Owner is blank; Bo Ek"),
        ("weight", None, None),
        ("weight", 2.0, "S1: Weight is 2; 1"),
        ("number_one", True, "S1: Number one is Yes; No"),
    ],
)
def test_an_objective_that_was_changed(field: str, value: object, message: str | None) -> None:
    found = told(changed(closed(), "objectives", 1, **{field: value}))
    place = Place("objectives", 1, field)
    expected = [] if message is None else [(f"{message} went on record.", place)]
    assert [(each.message, each.place) for each in found] == expected


@pytest.mark.parametrize(
    ("supports", "message"),
    [
        (("X1", "C1"), "S1: Supports is X1, C1; C1 went on record."),
        ((), "S1: Supports is blank; C1 went on record."),
        (("", "C1"), None),
    ],
)
def test_what_an_objective_supports_was_changed(
    supports: tuple[str, ...], message: str | None
) -> None:
    found = told(changed(closed(), "objectives", 1, supports=supports))
    expected = [] if message is None else [(message, Place("objectives", 1, "supports/0"))]
    assert [(each.message, each.place) for each in found] == expected


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "2027-Q2", "Quarter is 2027-Q2; 2027-Q1 went on record."),
        ("start", date(2027, 1, 2), "First day is 2027-01-02; 2027-01-01 went on record."),
        ("end", date(2027, 3, 30), "Last day is 2027-03-30; 2027-03-31 went on record."),
    ],
)
def test_a_quarter_that_was_changed(field: str, value: object, message: str) -> None:
    plan = closed()
    found = told(plan._replace(quarter=plan.quarter._replace(**{field: value})))  # type: ignore[arg-type]  # one field
    assert (message, Place("settings", 0, message.partition(" is")[0])) in [
        (each.message, each.place) for each in found
    ]
    if field == "name":
        assert len(found) == 1


def test_an_organisation_that_was_changed() -> None:
    expected = "Organisation is Other Ltd; Acme went on record."
    found = only(closed()._replace(organisation="Other Ltd"))
    assert found == (expected, Place("settings", 0, "Organisation"))


def test_a_last_value_that_was_changed() -> None:
    found = edited("check_ins", 8, value=310.0)
    message = "C1.1: the last value is 310; 301 went on record."
    assert found == (message, Place("check_ins", 8, "value"))


def test_a_value_that_came_later() -> None:
    late = small_plan().check_ins[8]._replace(day=END, value=360.0)
    place = Place("check_ins", len(small_plan().check_ins), "value")
    found = only(with_more(closed(), "check_ins", late))
    assert found == ("C1.1: the last value is 360; 301 went on record.", place)


def test_values_that_are_gone() -> None:
    plan = closed()
    left = tuple(each for each in plan.check_ins if each.key_result_id != "C1.1")
    found = only(plan._replace(check_ins=left))
    message = "C1.1: the last value is blank; 301 went on record."
    assert found == (message, Place("key_results", 0, "id"))


def test_an_earlier_value_that_was_changed() -> None:
    found = edited("check_ins", 0, value=285.0)
    message = "C1.1: the value of 2027-02-12 is 285; 286 went on record."
    assert found == (message, Place("check_ins", 0, "value"))


def test_an_earlier_value_that_is_gone() -> None:
    plan = closed()
    message = "C1.1: the value of 2027-02-12 is blank; 286 went on record."
    assert only(plan._replace(check_ins=plan.check_ins[1:])) == (
        message,
        Place("key_results", 0, "id"),
    )


def test_reports_older_than_those_the_record_keeps_are_no_change() -> None:
    plan = closed()
    assert plan.record is not None
    first = plan.record.key_results[0]
    cut = first._replace(reports=first.reports[1:])
    kept = plan.record._replace(key_results=(cut, *plan.record.key_results[1:]))
    assert told(plan._replace(record=kept)) == []


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("manual_score", 0.9, "C1.1: Score by hand is 0.9; 0.8"),
        ("manual_reason", "All ours", "C1.1: Reason is All ours; Half ours"),
        ("decision", "Drop", "C1.1: Decision is Drop; Continue"),
        ("decision", "", "C1.1: Decision is blank; Continue"),
        ("why", "Luck", "C1.1: Why it worked is Luck; Why"),
        ("replicate", "", "C1.1: What to repeat is blank; Again"),
        ("went_wrong", "Rain", "C1.1: What went wrong is Rain; Wrong"),
        ("differently", "Roof", "C1.1: What to do differently is Roof; Other"),
        ("opportunities", "Sun", "C1.1: Opportunities is Sun; blank"),
        ("risks", "Snow", "C1.1: Risks is Snow; blank"),
    ],
)
def test_a_review_that_was_changed(field: str, value: object, message: str) -> None:
    found = edited("reviews", 0, **{field: value})
    assert found == (f"{message} went on record.", Place("reviews", 0, field))


def test_a_score_by_hand_that_is_gone() -> None:
    found = told(changed(closed(), "reviews", 0, manual_score=None))
    assert [each.message for each in found] == [
        "C1.1: Score by hand is blank; 0.8 went on record.",
        "C1.1: Reason is blank; Half ours went on record.",
    ]


def test_a_review_line_that_is_gone() -> None:
    plan = closed()
    found = told(plan._replace(reviews=plan.reviews[:1]))
    assert {(each.message, each.place) for each in found} == {
        ("S1.2: Opportunities is blank; More went on record.", Place("key_results", 3, "id")),
        ("S1.2: Risks is blank; Fewer went on record.", Place("key_results", 3, "id")),
    }


def test_a_stage_that_was_done_after_all() -> None:
    found = told(changed(closed(), "stages", 1, done=date(2027, 3, 2)))
    assert [each.message for each in found] == [
        "X1.1: the last value is 1; 0.3333333333 went on record."
    ]


def test_a_rule_that_was_changed() -> None:
    lenient = SMB._replace(aspirational_hit=0.3)
    plan = closed()
    found = {each.message for each in told(plan, lenient)}
    assert "C1.2: Band is Hit; Missed went on record." in found


def test_a_score_that_changed_though_nothing_else_did() -> None:
    plan = closed()
    assert plan.record is not None
    other = plan.record.key_results[1]._replace(final_score=0.9)
    kept = plan.record._replace(
        key_results=(plan.record.key_results[0], other, *plan.record.key_results[2:])
    )
    (found,) = told(plan._replace(record=kept))
    assert found.message == "C1.2: Final score is 0.3333333333; 0.9 went on record."


def test_lines_that_came_and_went() -> None:
    plan = closed()
    new = plan.key_results[1]._replace(id="C9")
    found = told(changed(plan, "key_results", 1, id="C9"))
    assert [(each.message, each.place) for each in found] == [
        ("C9 did not go on record.", Place("key_results", 1, "id")),
        ("C1.2 went on record and is not there any more.", None),
    ]
    assert new.id == "C9"
    found = told(changed(plan, "objectives", 2, id="X9"))
    assert [each.message for each in found] == [
        "X9 did not go on record.",
        "X1 went on record and is not there any more.",
    ]


def test_of_two_with_the_same_id_each_is_held_against_its_own() -> None:
    plan = closed(changed(small_plan(), "key_results", 1, id="C1.1"))
    assert told(plan) == []


def test_texts_the_record_had_to_cut_are_compared_as_far_as_they_go() -> None:
    plan = closed()
    assert plan.record is not None
    cut = plan.record.key_results[0]._replace(text="Raise clients\u2026")
    kept = plan.record._replace(key_results=(cut, *plan.record.key_results[1:]))
    assert told(plan._replace(record=kept)) == []
    assert len(told(changed(plan._replace(record=kept), "key_results", 0, text="Cut"))) == 1


def test_decisions_are_words_of_the_list() -> None:
    plan = closed()
    assert isinstance(plan.record, ClosedQuarter)
    assert plan.record.key_results[0].decision is Carry.CONTINUE


def test_a_score_by_hand_is_told_beside_the_computed_one() -> None:
    found = figures(closed(), SMB, END)
    (computed,) = [k.score for k in found.key_results if k.key_result.id == "C1.1"]
    assert computed is not None
    assert told_by_hand(found).endswith(
        f"with 1 score set by hand: C1.1 0.80 instead of {computed:.2f}."
    )
    assert told_by_hand(found) in lines(found, ())
    assert told_by_hand(figures(closed()._replace(closed=False), SMB, END)) == ""


def test_of_many_scores_by_hand_some_are_told() -> None:
    plan = closed()
    assert plan.record is not None
    by_hand = plan.record.key_results[0]._replace(by_hand=True, score=None, final_score=0.8)
    for many, told_of in ((0, ""), (5, "C1.1 0.80 instead of none and 2 more.")):
        record = plan.record._replace(key_results=(by_hand,) * many)
        text = told_by_hand(figures(plan._replace(record=record), SMB, END))
        assert text.endswith(told_of)
        assert bool(text) == bool(many)
