"""What has to be said before a quarter is closed."""

from collections.abc import Collection
from typing import Any

import pytest

from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.core.closing_gaps import Lack, Missing, confirmed_before, missing
from okrsheet.core.figures import figures
from okrsheet.core.findings import Place
from okrsheet.core.model import UNREADABLE, ReviewLine
from okrsheet.core.policy import SMB
from okrsheet.core.words import Commitment
from tests.closed import key_result, quarter
from tests.unit.plans import COMMITTED, KEEP, KR, STAGED, YES_NO, line, on, plan_of

END = on(100)
MET = line(END, 100.0)
SHORT = line(END, 90.0)
NAME = Place("key_results", 0, "id")


def lacks(
    *key_results: Any,
    no_data: Collection[str] = (),
    undecided: bool = False,
    **given: Any,
) -> tuple[Missing, ...]:
    plan = plan_of(*key_results, **given)._replace(closed=True)
    return missing(figures(plan, SMB, END), no_data, undecided=undecided)


def reviewed(**given: Any) -> tuple[ReviewLine, ...]:
    return (ReviewLine("kr1", **given),)


def test_nothing_is_missing_where_the_target_is_met() -> None:
    assert lacks(KR, check_ins=(MET,)) == ()


@pytest.mark.parametrize(
    ("kr", "given"),
    [
        pytest.param(
            KEEP._replace(commitment=Commitment.COMMITTED),
            {"check_ins": (line(on(20), 80.0, KEEP.id), line(END, 95.0, KEEP.id))},
            id="a limit that was broken once",
        ),
        pytest.param(
            KR,
            {"check_ins": (MET,), "reviews": reviewed(manual_score=0.6, manual_reason="Luck")},
            id="by hand it is no Hit",
        ),
    ],
)
def test_what_is_met_and_no_hit_needs_a_decision(kr: Any, given: dict[str, Any]) -> None:
    [found] = lacks(kr, **given)
    assert (found.lack, found.why) == (
        Lack.DECISION,
        "is met at the end, but no Hit, and not decided",
    )
    assert lacks(kr, **given, undecided=True) == ()


@pytest.mark.parametrize("kr", [KR, COMMITTED, YES_NO], ids=["stretch", "promise", "yes or no"])
def test_what_was_never_reported_needs_a_value_and_a_decision(kr: Any) -> None:
    found = lacks(kr)
    assert [each.lack for each in found] == [Lack.VALUE, Lack.DECISION]
    assert [each.place for each in found] == [NAME, NAME]
    assert found[0].why == "has no data"


def test_a_value_nobody_can_read_is_none() -> None:
    found = lacks(KR, check_ins=(line(END, UNREADABLE),), undecided=True)
    assert [each.why for each in found] == ["has a last value that is not a number"]


def test_silence_counts_once_it_is_confirmed() -> None:
    assert [each.lack for each in lacks(KR, no_data={"kr1"})] == [Lack.DECISION]
    assert lacks(KR, no_data={"kr1"}, undecided=True) == ()


@pytest.mark.parametrize(
    ("score", "why"),
    [
        pytest.param(1.5, "of 1.5, not 0 to 1", id="above"),
        pytest.param(-0.1, "of -0.1, not 0 to 1", id="below"),
        pytest.param(UNREADABLE, "that is no number", id="a word"),
    ],
)
@pytest.mark.parametrize("reason", ["", "Counted on paper"])
def test_a_score_by_hand_that_cannot_count_is_not_dropped_in_silence(
    score: Any, why: str, reason: str
) -> None:
    told = reviewed(manual_score=score, manual_reason=reason, decision="Drop")
    [found] = lacks(KR, check_ins=(SHORT,), reviews=told)
    assert (found.lack, found.place) == (Lack.SCORE, Place("reviews", 0, "manual_score"))
    assert found.why == f"has a score by hand {why}, so it does not count"


def test_a_score_by_hand_speaks_for_silence() -> None:
    told = reviewed(manual_score=0.5, manual_reason="Counted on paper", decision="Drop")
    assert lacks(KR, reviews=told) == ()


def test_a_score_by_hand_needs_a_reason() -> None:
    (found,) = lacks(KR, check_ins=(MET,), reviews=reviewed(manual_score=0.8))
    assert (found.lack, found.place) == (Lack.REASON, Place("reviews", 0, "manual_reason"))
    assert found.why == "has the score 0.8 by hand and no reason, so it does not count"


@pytest.mark.parametrize("word", ["Continue", "Revise", "Drop", "Done", "drop "])
def test_what_is_not_met_is_decided_on(word: str) -> None:
    assert lacks(KR, check_ins=(SHORT,), reviews=reviewed(decision=word)) == ()


@pytest.mark.parametrize("word", ["", "Maybe"])
def test_a_decision_nobody_knows_is_none(word: str) -> None:
    (found,) = lacks(KR, check_ins=(SHORT,), reviews=reviewed(decision=word))
    assert (found.lack, found.place) == (Lack.DECISION, Place("reviews", 0, "decision"))
    assert lacks(KR, check_ins=(SHORT,), reviews=reviewed(decision=word), undecided=True) == ()


def test_what_has_no_stages_has_no_score_and_needs_a_decision_only() -> None:
    assert [each.lack for each in lacks(STAGED)] == [Lack.DECISION]


def test_every_key_result_has_an_id_of_its_own() -> None:
    found = lacks(KR, KR, KR._replace(id=""), check_ins=(MET,))
    assert [(each.lack, each.place.row) for each in found] == [(Lack.ID, 1), (Lack.ID, 2)]
    assert [each.why for each in found] == ["is the ID of another line, too", "has no ID"]


def kept(*check_ins: Any, record: ClosedQuarter | None, reviews: Any = ()) -> tuple[str, ...]:
    """Whose silence is on record already."""
    plan = plan_of(KR, check_ins=check_ins, reviews=reviews)._replace(closed=True, record=record)
    return confirmed_before(figures(plan, SMB, END))


def recorded(name: str = "kr1", **given: Any) -> ClosedQuarter:
    return quarter("2026-Q2", [key_result(id=name, **{"score": 0.0, "final_score": 0.0, **given})])


def test_a_silence_on_record_is_not_asked_about_again() -> None:
    assert kept(record=recorded()) == ("KR1",)


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(None, id="nothing is on record"),
        pytest.param(recorded("KR2"), id="another key result"),
        pytest.param(recorded(value=0.0), id="a value that is gone now"),
        pytest.param(recorded(score=None), id="it could not be scored"),
        pytest.param(recorded(by_hand=True, final_score=0.5), id="the score by hand is gone"),
    ],
)
def test_a_silence_nobody_confirmed_is_asked_about(record: ClosedQuarter | None) -> None:
    assert kept(record=record) == ()


@pytest.mark.parametrize(
    "value", [pytest.param(90.0, id="data"), pytest.param(UNREADABLE, id="no number")]
)
def test_what_was_reported_since_is_not_silent(value: Any) -> None:
    assert kept(line(END, value), record=recorded()) == ()


def test_a_score_by_hand_needs_no_confirmation() -> None:
    told = reviewed(manual_score=0.5, manual_reason="Counted on paper")
    assert kept(record=recorded(), reviews=told) == ()
