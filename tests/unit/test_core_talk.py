"""The talk list: who is on it, in which order, and what is said about them."""

from typing import Any

import pytest

from okrsheet.core.figures import figures
from okrsheet.core.history import histories
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import CheckIn, KeyResult, Plan
from okrsheet.core.policy import SMB
from okrsheet.core.talk import LISTED, is_listed, remarks, talk_order
from okrsheet.core.words import Rag
from tests.unit.plans import GREEN, KR, RED, YELLOW, line, on, plan_of

EARLY, LATE = on(43), on(50)


def judged(*lines: CheckIn, kr: KeyResult = KR, day: int = 50, **given: Any) -> tuple[Any, ...]:
    plan: Plan = plan_of(kr, check_ins=lines, **given)
    found = figures(plan, SMB, on(day))
    return found.key_results[0], histories(plan)[0].until(on(day)).latest, found


def words(*lines: CheckIn, **given: Any) -> str:
    return "; ".join(remarks(*judged(*lines, **given)))


@pytest.mark.parametrize(
    ("lines", "listed", "said"),
    [
        pytest.param((line(LATE, GREEN),), False, "", id="Green"),
        pytest.param((line(LATE, YELLOW),), True, "", id="Yellow"),
        pytest.param((line(LATE, RED),), True, "", id="Red"),
        pytest.param((line(EARLY, RED), line(LATE, RED)), True, "Red 2 weeks", id="two Red weeks"),
        pytest.param(
            tuple(line(on(day), RED) for day in (36, 43, 50)),
            True,
            "Leadership: decide; Red 3 weeks",
            id="three Red weeks",
        ),
        pytest.param(
            (line(EARLY, GREEN, confidence=9.0), line(LATE, GREEN, confidence=6.0)),
            True,
            "confidence 9 to 6",
            id="a drop in confidence",
        ),
        pytest.param(
            (line(EARLY, GREEN, confidence=8.0), line(LATE, GREEN, confidence=6.0)),
            False,
            "",
            id="a smaller drop",
        ),
        pytest.param(
            (line(LATE, GREEN, owner_rag=Rag.YELLOW),), True, "owner says Yellow", id="a doubt"
        ),
        pytest.param(
            (line(LATE, YELLOW, owner_rag=Rag.GREEN, reason="Signed"),),
            True,
            "owner says Green",
            id="Green by the owner's word",
        ),
        pytest.param(
            (line(LATE, YELLOW, owner_rag=Rag.GREEN),),
            True,
            "owner says Green",
            id="better without a reason",
        ),
        pytest.param((line(LATE, GREEN, owner_rag=Rag.GREEN),), False, "", id="agreed"),
        pytest.param((line(on(38), GREEN),), True, "stale: 12 days", id="stale"),
        pytest.param((line(on(20), GREEN),), True, "silent: 30 days", id="silent"),
        pytest.param((), True, "never reported", id="never reported"),
    ],
)
def test_who_is_on_the_list_and_why(lines: tuple[CheckIn, ...], listed: bool, said: str) -> None:
    assert is_listed(*judged(*lines)) is listed
    assert words(*lines) == said


def test_nobody_had_to_report_yet() -> None:
    assert not is_listed(*judged(day=3))
    assert words(day=3) == ""


def test_before_and_after_the_quarter() -> None:
    before = line(on(-5), GREEN, owner_rag=Rag.RED)
    assert not is_listed(*judged(before, day=-2))
    assert words(before, day=-2) == ""
    after = line(on(99), 90.0, owner_rag=Rag.RED)
    assert not is_listed(*judged(after, day=120))
    assert words(after, day=120) == "awaiting final score"


def test_what_cannot_be_scored_is_listed_and_so_is_a_running_plan() -> None:
    assert words(line(LATE, GREEN), kr=KR._replace(target=None)) == "No target"
    assert is_listed(*judged(line(LATE, GREEN), kr=KR._replace(target=None)))
    plan: dict[str, Any] = {
        "recovery_action": "Call",
        "recovery_owner": "Ann",
        "recovery_due": on(60),
    }
    long = tuple(line(on(day), RED) for day in (36, 43, 50))
    assert words(*long, kr=KR._replace(**plan)) == "Red 3+, plan running"


def test_those_on_the_list_come_first() -> None:
    doubted = KR._replace(id="KR2")
    plan = plan_of(
        KR,
        doubted,
        KR._replace(id="KR3"),
        check_ins=(
            line(LATE, 36.0),  # Green, further behind than the next
            line(LATE, GREEN, "KR2", owner_rag=Rag.YELLOW),
            line(LATE, RED, "KR3"),
        ),
    )
    found = figures(plan, SMB, LATE)

    def order(figure: KeyResultFigures) -> int:
        latest = histories(plan)[figure.row].latest
        return talk_order(figure, latest, found)

    ordered = sorted(found.key_results, key=order, reverse=True)
    assert [k.key_result.id for k in ordered] == ["KR3", "KR2", "KR1"]
    assert [order(k) >= LISTED for k in ordered] == [True, True, False]
