"""The scoreboard as text: what stands where, cut to the width, painted by status."""

from typing import Any

import pytest

from okrsheet.core.checks import check
from okrsheet.core.codes import finding
from okrsheet.core.findings import Finding, Severity
from okrsheet.core.model import Plan
from okrsheet.core.scoreboard import lines as scoreboard
from okrsheet.core.scoreboard import plain_paint
from tests.unit.plans import (
    GREEN,
    HALF,
    HUNDRED,
    KR,
    O1,
    RED,
    SOUND,
    YELLOW,
    YES_NO,
    changed,
    judged,
    line,
    on,
    plan_of,
    plan_of_rows,
    row,
)


def board(plan: Plan, day: int = 50, **options: Any) -> list[str]:
    return list(scoreboard(judged(plan, on(day)), (), **options))


def after(told: list[str], heading: str) -> list[str]:
    """The lines under a heading, up to the next blank one."""
    place = next(number for number, text in enumerate(told) if text.startswith(heading))
    end = told.index("", place) if "" in told[place:] else len(told)
    return told[place + 1 : end]


# --- The whole of it --------------------------------------------------------------------------


def test_a_sound_quarter() -> None:
    assert board(SOUND) == [
        "Nord, 2026-Q2, as of 2026-04-21 (51 days left)",
        "Company score 0.40 Green, supporting teams 0.40, 2 of 2 company key results reported",
        "4 key results: Green 4",
        "",
        "OBJECTIVES",
        "  O1       0.40  Green          2/2  Become the adviser that plants call first",
        "  T1       0.40  Green          2/2  Become the adviser that plants call first",
        "",
        "KEY RESULTS, the ones in trouble first",
        "  KR1      0.40  Green               Result",
        "  KR2      0.40  Green               Result",
        "  KR3      0.40  Green               Result",
        "  KR4      0.40  Green               Result",
        "",
        "WHAT NEEDS A PERSON",
        "  Nothing.",
        "",
        "FINDINGS: none",
    ]


def test_an_empty_plan() -> None:
    assert board(Plan(HUNDRED)) == [
        "OKRs, 2026-Q2, as of 2026-04-21 (51 days left)",
        "Nothing is planned yet. Write the objectives on the Objectives sheet first.",
        "",
        "FINDINGS: none",
    ]


def test_an_objective_without_key_results() -> None:
    told = board(plan_of())
    assert told[1:3] == [
        "Company score - no status, supporting teams -, 0 of 0 company key results reported",
        "0 key results: none yet",
    ]
    assert after(told, "OBJECTIVES") == ["  O1         -                  0/0  Objective"]
    assert after(told, "KEY RESULTS") == []


def test_key_results_without_objectives() -> None:
    told = board(plan_of(KR, check_ins=(line(HALF, GREEN),), objectives=()))
    assert told[2].endswith(": Green 1")
    assert after(told, "OBJECTIVES") == []
    assert after(told, "KEY RESULTS") == ["  KR1      0.40  Green               Result"]


def test_one_key_result_is_not_plural() -> None:
    assert board(plan_of(KR, check_ins=(line(HALF, GREEN),)))[2] == "1 key result: Green 1"


def test_the_ones_in_trouble_come_first_and_say_why() -> None:
    called = (YES_NO._replace(id="R5"), (line(HALF, None, "R5"),))
    plan = plan_of_rows(row(1, GREEN), row(2, YELLOW), row(3, RED), row(4, None), called)
    told = board(plan)
    assert told[2] == "5 key results: Green 1, Yellow 1, Red 1, No data 1, Needs a call 1"
    assert after(told, "KEY RESULTS") == [
        "  R3       0.10  Red                 Result",
        "  R4         -   No data             [No data] Result",
        "  R5       0.00  Needs a call        Result",
        "  R2       0.30  Yellow              Result",
        "  R1       0.40  Green               Result",
    ]


def test_before_the_quarter() -> None:
    told = board(plan_of(KR, KR._replace(id="KR2")), -3)
    assert told[0] == "OKRs, 2026-Q2, as of 2026-02-27 (starts in 3 days)"
    assert told[1].startswith("Company score 0.00 Not started,")
    assert told[2] == "2 key results: Not started 2"


# --- Scores and texts -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(62.5, "0.63", id="0.625 is half up"),
        pytest.param(62.4, "0.62", id="0.624"),
        pytest.param(69.5, "0.70", id="0.695, the edge of a Hit"),
        pytest.param(0.5, "0.01", id="0.005"),
        pytest.param(100.0, "1.00", id="1"),
        pytest.param(0.0, "0.00", id="0"),
    ],
)
def test_scores_are_shown_half_up(value: float, shown: str) -> None:
    told = board(plan_of(KR, check_ins=(line(HALF, value),)))
    assert told[1].startswith(f"Company score {shown} ")
    assert after(told, "OBJECTIVES")[0].split()[1] == shown
    assert after(told, "KEY RESULTS")[0].split()[1] == shown


@pytest.mark.parametrize("width", [60, 61, 72, 80, 100, 140])
def test_long_texts_are_cut_to_the_width(width: int) -> None:
    words = "word " * 40
    plan = plan_of(
        KR._replace(text=words),
        check_ins=(line(HALF, GREEN),),
        objectives=(O1._replace(text=words),),
    )
    told = board(plan, width=width)
    for heading in ("OBJECTIVES", "KEY RESULTS"):
        (cut,) = after(told, heading)
        assert len(cut) == width
        assert cut.endswith("\u2026")


def test_a_text_that_just_fits_is_not_cut() -> None:
    room = 100 - len("  KR1      0.40  Green               ")
    fits, longer = "x" * room, "x" * (room + 1)
    for text, shown in ((fits, fits), (longer, "x" * (room - 1) + "\u2026")):
        plan = plan_of(KR._replace(text=text), check_ins=(line(HALF, GREEN),))
        assert after(board(plan), "KEY RESULTS")[0].split()[-1] == shown


def test_a_width_that_is_too_small_leaves_20_characters() -> None:
    plan = plan_of(KR._replace(text="x" * 21), check_ins=(line(HALF, GREEN),))
    for width in (10, 57):
        assert after(board(plan, width=width), "KEY RESULTS")[0].endswith(" " + "x" * 19 + "\u2026")


def test_line_breaks_and_double_blanks_make_one_blank() -> None:
    plan = plan_of(KR._replace(text="One\n two\t  three "), check_ins=(line(HALF, GREEN),))
    assert after(board(plan), "KEY RESULTS")[0].endswith("    One two three")


# --- When -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "told"),
    [
        pytest.param(-30, "starts in 30 days", id="before"),
        pytest.param(-1, "starts in 1 day", id="the day before"),
        pytest.param(0, "101 days left", id="the first day"),
        pytest.param(99, "2 days left", id="the last day but one"),
        pytest.param(100, "last day", id="the last day"),
        pytest.param(101, "ended 1 day ago, awaiting final scores", id="the day after"),
        pytest.param(110, "ended 10 days ago, awaiting final scores", id="after"),
    ],
)
def test_how_far_the_quarter_is(day: int, told: str) -> None:
    assert board(Plan(HUNDRED), day)[0].endswith(f"({told})")


@pytest.mark.parametrize("day", [50, 110])
def test_a_closed_quarter_has_no_days_left(day: int) -> None:
    told = board(Plan(HUNDRED, closed=True), day)[0]
    assert told.endswith("(closed, the scores are final)")


# --- People -----------------------------------------------------------------------------------


def test_what_needs_a_person() -> None:
    lines = [line(on(22 + 7 * week), 1.0, "R1") for week in range(4)]
    plan = plan_of(
        KR._replace(id="R1", owner="Ann"),
        KR._replace(id="R2", owner="Bo"),
        KR._replace(id="R3"),
        KR._replace(id="R4", owner="Cy"),
        check_ins=(*lines, line(on(42), 30.0, "R2"), line(on(43), 30.0, "R4")),
    )
    told = board(plan)
    assert after(told, "WHAT NEEDS A PERSON") == [
        "  Leadership decides on R1 (Ann): Red for 3 check-in weeks, no clear plan",
        "  R2 (Bo) owes an update, last on 2026-04-13",
        "  R3 (no owner) owes an update, never reported",
    ]
    assert after(told, "KEY RESULTS")[0] == (
        "  R1       0.01  Red                 [Leadership: decide] Result"
    )


def test_a_decision_alone_is_not_nothing() -> None:
    lines = tuple(line(on(36 + 7 * week), 1.0) for week in range(3))
    assert after(board(plan_of(KR, check_ins=lines)), "WHAT NEEDS A PERSON") == [
        "  Leadership decides on KR1 (no owner): Red for 3 check-in weeks, no clear plan"
    ]


def test_a_running_plan_needs_no_decision_but_is_told() -> None:
    lines = [line(on(36 + 7 * week), 1.0) for week in range(3)]
    kr = KR._replace(recovery_action="Act", recovery_owner="Ann", recovery_due=HALF)
    told = board(plan_of(kr, check_ins=tuple(lines)))
    assert after(told, "WHAT NEEDS A PERSON") == ["  Nothing."]
    assert after(told, "KEY RESULTS")[0].endswith("  [Red 3+, plan running] Result")


def test_nobody_is_ranked() -> None:
    """No line of the scoreboard counts or sorts by owner."""
    plan = changed(SOUND, "key_results", 0, owner="Zoe")
    told = "\n".join(board(plan))
    assert "Zoe" not in told
    assert "Ann" not in told


# --- Paint ------------------------------------------------------------------------------------


def test_paint_gets_the_padded_word() -> None:
    def marked(text: str, word: str) -> str:
        return f"<{word}|{text}>"

    plan = plan_of(KR, check_ins=(line(HALF, YELLOW),), objectives=(O1, O1._replace(id="O2")))
    told = board(plan, paint=marked)
    assert told[1].startswith("Company score 0.30 <Yellow|Yellow>, supporting teams -,")
    assert told[2].endswith(": <Yellow|Yellow> 1")
    assert after(told, "OBJECTIVES") == [
        "  O1       0.30  <Yellow|Yellow      >   1/1  Objective",
        "  O2         -   <|            >   0/0  Objective",
    ]
    assert after(told, "KEY RESULTS") == ["  KR1      0.30  <Yellow|Yellow      >        Result"]
    assert plain_paint("Red   ", "Red") == "Red   "


# --- Findings ---------------------------------------------------------------------------------

ERROR = finding("OKR016", "This line has no ID.")._replace(sheet="Key Results", cell="A5")
WARNING = finding("OKR020", "2026-01-01 lies outside the quarter.")
HINT = finding("OKR027", "Tomorrow.")


@pytest.mark.parametrize(
    ("findings", "told"),
    [
        pytest.param([], "none", id="none"),
        pytest.param([ERROR], "1 error", id="one"),
        pytest.param([WARNING, WARNING], "2 warnings", id="two"),
        pytest.param([HINT, ERROR, HINT, WARNING], "1 error, 1 warning, 2 hints", id="all kinds"),
    ],
)
def test_findings_are_counted_and_listed(findings: list[Finding], told: str) -> None:
    lines = list(scoreboard(judged(SOUND), findings))
    place = lines.index(f"FINDINGS: {told}")
    assert lines[place + 1 :] == [f"  {each}" for each in findings]


def test_a_finding_says_where_and_the_way_out() -> None:
    assert list(scoreboard(judged(SOUND), [ERROR]))[-1] == (
        "  Key Results!A5: error OKR016: This line has no ID. "
        "Give it a short code that no other line has."
    )
    assert ERROR.severity is Severity.ERROR


def test_findings_stand_below_an_empty_plan_too() -> None:
    told = list(scoreboard(judged(Plan(HUNDRED)), [HINT]))
    assert told[-2:] == ["FINDINGS: 1 hint", f"  {HINT}"]
    assert check(judged(Plan(HUNDRED))) == []
