"""Why a key result has this score and this status (semantics.md, sections 1 to 3)."""

from datetime import date
from typing import Any

import pytest

from okrsheet.core.explanation import explanation
from okrsheet.core.figures import figures
from okrsheet.core.history import histories
from okrsheet.core.model import UNREADABLE, CheckIn, KeyResult, Stage
from okrsheet.core.policy import SMB
from okrsheet.core.words import Commitment, Frequency, Rag
from tests.unit.plans import HALF, KEEP, KEEP_RANGE, KR, STAGED, YES_NO, line, on, plan_of

CLIENTS = KR._replace(unit="clients", baseline=280.0, target=360.0)
WAY = "of the way from 280 to 360 clients"
BEHIND = "is behind where it started on the way from 280 to 360 clients"
BY_NOW = "50% was expected by now"


def told(kr: KeyResult, *lines: CheckIn, as_of: date = HALF, **given: Any) -> str:
    plan = plan_of(kr, check_ins=lines, **given)
    (figure,) = figures(plan, SMB, as_of).key_results
    return explanation(plan, SMB, figure, histories(plan)[0], as_of)


PACED = [
    pytest.param(
        *(301.0, 50),
        f"Score 0.26: 301 clients is 26% {WAY}; Yellow because {BY_NOW}: a pace of 0.52, and Green "
        "starts at 0.7.",
        id="at risk",
    ),
    pytest.param(
        *(340.0, 50),
        f"Score 0.75: 340 clients is 75% {WAY}; Green because {BY_NOW}: a pace of 1.50, and Green "
        "starts at 0.7.",
        id="on track",
    ),
    pytest.param(
        *(250.0, 50),
        f"Score 0.00: 250 clients {BEHIND}; Red because {BY_NOW}: a pace of -0.75, and Yellow "
        "starts at 0.5.",
        id="off track, behind the baseline",
    ),
    pytest.param(
        *(400.0, 50),
        "Score 1.00: 400 clients is past the target on the way from 280 to 360 clients; Green "
        "because the target is reached.",
        id="past the target",
    ),
    pytest.param(
        *(282.0, 20),
        f"Score 0.03: 282 clients is 3% {WAY}; Yellow because 20% was expected by now: a pace of "
        "0.12, and Yellow starts at 0.5, though it is too early for Red.",
        id="too early for Red",
    ),
    pytest.param(
        *(282.0, 5),
        f"Score 0.03: 282 clients is 3% {WAY}; Green because the quarter has just begun.",
        id="the first days",
    ),
    pytest.param(
        *(272.0, 5),
        f"Score 0.00: 272 clients {BEHIND}; Yellow because it fell behind its baseline, though the "
        "quarter has just begun.",
        id="the first days, behind the baseline",
    ),
]


@pytest.mark.parametrize(("value", "day", "sentence"), PACED)
def test_a_number_on_its_way(value: float, day: int, sentence: str) -> None:
    assert told(CLIENTS, line(on(day), value), as_of=on(day)) == sentence


def because(sentence: str) -> str:
    return sentence.partition("; ")[2]


def test_nothing_is_expected_yet() -> None:
    late = CLIENTS._replace(checkpoints=(280.0, None))
    found = because(told(late, line(on(20), 280.0), as_of=on(20)))
    assert found == "Green because nothing is expected yet."


def test_a_promise_has_edges_of_its_own() -> None:
    promise = CLIENTS._replace(commitment=Commitment.COMMITTED)
    found = because(told(promise, line(HALF, 317.9)))
    assert found == f"Yellow because {BY_NOW}: a pace of 0.94, and Green starts at 0.95."
    assert because(told(promise, line(HALF, 318.0))).endswith("0.95, and Green starts at 0.95.")


@pytest.mark.parametrize(
    ("day", "though"),
    [
        pytest.param(50, f"{BY_NOW}: a pace of 1.50, and Green starts at 0.7", id="by pace"),
        pytest.param(5, "the quarter has just begun", id="in the first days"),
    ],
)
def test_a_doubt_is_named(day: int, though: str) -> None:
    found = because(told(CLIENTS, line(on(day), 340.0, confidence=2.0), as_of=on(day)))
    assert found == f"Yellow because the owner's confidence is only 2, though {though}."


@pytest.mark.parametrize(
    ("word", "reason", "sentence"),
    [
        pytest.param(
            Rag.RED, "", "Red because its owner says so, where the figures say Yellow.", id="worse"
        ),
        pytest.param(
            Rag.GREEN,
            "two deals\nsigned. ",
            "Green because its owner says so (two deals signed), where the figures say Yellow.",
            id="better, with a reason",
        ),
        pytest.param(
            Rag.GREEN,
            "",
            f"Yellow because {BY_NOW}: a pace of 0.52, and Green starts at 0.7.",
            id="better, without a reason",
        ),
    ],
)
def test_the_owners_word(word: Rag, reason: str, sentence: str) -> None:
    said = line(HALF, 301.0, owner_rag=word, reason=reason)
    assert because(told(CLIENTS, said)) == sentence


@pytest.mark.parametrize(
    ("kr", "last", "sentence"),
    [
        pytest.param(CLIENTS, 38, "Yellow because the last check-in is 12 days old.", id="stale"),
        pytest.param(CLIENTS, 20, "No data because the last check-in is 30 days old.", id="silent"),
        pytest.param(
            CLIENTS._replace(target=None),
            38,
            "No data because it can't be scored as it is defined.",
            id="stale, and undefined anyway",
        ),
        pytest.param(
            CLIENTS._replace(target=None),
            20,
            "No data because the last check-in is 30 days old.",
            id="silent, and undefined",
        ),
    ],
)
def test_silence(kr: KeyResult, last: int, sentence: str) -> None:
    assert because(told(kr, line(on(last), 340.0))) == sentence


@pytest.mark.parametrize(
    ("kr", "lines", "sentence"),
    [
        pytest.param(
            CLIENTS,
            (),
            "No score: nothing was reported yet; No data because there is no value to go by.",
            id="nothing",
        ),
        pytest.param(
            CLIENTS,
            (line(HALF, UNREADABLE),),
            "No score: current is not a number; No data because there is no value to go by.",
            id="no number",
        ),
        pytest.param(
            CLIENTS._replace(target=None),
            (line(HALF, 3.0),),
            "No score: no target; No data because it can't be scored as it is defined.",
            id="no target",
        ),
        pytest.param(
            YES_NO,
            (),
            "No score: nothing was reported yet; No data because nobody has checked in yet.",
            id="nobody",
        ),
    ],
)
def test_without_a_score(kr: KeyResult, lines: tuple[CheckIn, ...], sentence: str) -> None:
    assert told(kr, *lines) == sentence


@pytest.mark.parametrize(
    ("kr", "day", "closed", "sentence"),
    [
        pytest.param(
            CLIENTS, -3, False, "Not started because the quarter begins on 2026-03-02.", id="before"
        ),
        pytest.param(
            CLIENTS,
            120,
            False,
            "No data because the quarter is over and there is no score.",
            id="after",
        ),
        pytest.param(
            CLIENTS,
            120,
            True,
            "Red because the quarter is over and silence is Missed.",
            id="closed",
        ),
        pytest.param(
            CLIENTS._replace(target=None),
            120,
            True,
            "No data because the quarter is over and there is no score.",
            id="closed, undefined",
        ),
    ],
)
def test_outside_the_quarter(kr: KeyResult, day: int, *, closed: bool, sentence: str) -> None:
    assert because(told(kr, as_of=on(day), closed=closed)) == sentence


def test_the_final_band() -> None:
    found = told(CLIENTS, line(on(99), 340.0), as_of=on(120))
    assert because(found) == "Green because the quarter is over and the score is a Hit."
    missed = told(CLIENTS, as_of=on(120), closed=True)
    assert missed.startswith("Score 0.00: nothing was reported by the end of the quarter;")


LIMIT = "the last observation kept the limit"
BROKE = "the last observation broke the limit"
RED_LINE = KEEP._replace(red_line=80.0)


@pytest.mark.parametrize(
    ("kr", "values", "sentence"),
    [
        pytest.param(
            KEEP,
            (95.0, 95.0, 95.0),
            f"Score 1.00: 3 of 3 observations kept the limit; Green because {LIMIT}.",
            id="kept",
        ),
        pytest.param(
            KEEP,
            (85.0, 85.0, 95.0),
            f"Score 0.33: 1 of 3 observations kept the limit; Yellow because {LIMIT}, but too few "
            "of the others did.",
            id="kept at last",
        ),
        pytest.param(
            KEEP,
            (95.0, 95.0, 85.0),
            f"Score 0.67: 2 of 3 observations kept the limit; Yellow because {BROKE}.",
            id="broken at last",
        ),
        pytest.param(
            KEEP,
            (85.0, 95.0, 85.0),
            f"Score 0.33: 1 of 3 observations kept the limit; Red because {BROKE}, as too many "
            "did.",
            id="broken too often",
        ),
        pytest.param(
            RED_LINE,
            (85.0,),
            "Score 0.00: 0 of 1 observations kept the limit; Yellow because the last observation "
            "lies between the limit and the red line of 80.",
            id="before the red line",
        ),
        pytest.param(
            RED_LINE,
            (75.0,),
            "Score 0.00: 0 of 1 observations kept the limit; Red because the last observation "
            "lies beyond the red line of 80.",
            id="beyond the red line",
        ),
        pytest.param(
            KEEP_RANGE._replace(red_line=80.0),
            (75.0,),
            f"Score 0.00: 0 of 1 observations kept the limit; Red because {BROKE}, as too many "
            "did.",
            id="a range has no red line",
        ),
    ],
)
def test_keep_types(kr: KeyResult, values: tuple[float, ...], sentence: str) -> None:
    lines = [line(on(50 - len(values) + place), value) for place, value in enumerate(values, 1)]
    assert told(kr, *lines) == sentence


@pytest.mark.parametrize(
    ("kr", "given", "day", "sentence"),
    [
        pytest.param(YES_NO, (True, None), 50, "Green because it is done.", id="done"),
        pytest.param(
            YES_NO, (False, None), 50, "Needs a call because no confidence was given.", id="a call"
        ),
        pytest.param(
            YES_NO,
            (False, None),
            80,
            "Yellow because no confidence was given and the quarter is nearly over.",
            id="a call that is late",
        ),
        pytest.param(
            YES_NO,
            (False, 5.0),
            50,
            "Yellow because the owner's confidence is 5 of 10.",
            id="confidence",
        ),
        pytest.param(
            YES_NO._replace(due=on(40)),
            (False, 9.0),
            50,
            "Red because it was due on 2026-04-11 and is not done.",
            id="due date passed",
        ),
        pytest.param(
            CLIENTS._replace(frequency=Frequency.QUARTERLY),
            (UNREADABLE, 8.0),
            50,
            "Green because the owner's confidence is 8 of 10.",
            id="a slow metric",
        ),
    ],
)
def test_what_confidence_decides(
    kr: KeyResult, given: tuple[Any, float | None], day: int, sentence: str
) -> None:
    value, confidence = given
    reported = line(on(day), value, confidence=confidence)
    assert because(told(kr, reported, as_of=on(day))) == sentence


def test_the_score_of_a_task() -> None:
    assert told(YES_NO, line(HALF, True)).startswith("Score 1.00: it is done;")
    assert told(YES_NO, line(HALF, False)).startswith("Score 0.00: it is not done yet;")
    stages = (Stage("KR1", "a", done=on(48)), Stage("KR1", "b", weight=2.0))
    found = told(STAGED, stages=stages)
    assert found.startswith("Score 0.33: stages that make up 33% are done; Yellow because 50%")


def test_nothing_in_it_steers_a_terminal() -> None:
    said = line(HALF, 301.0, owner_rag=Rag.RED, reason="\x1b[31mred\x07")
    assert told(CLIENTS, said).isprintable()
