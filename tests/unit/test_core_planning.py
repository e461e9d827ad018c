"""The Planning sheet: what stands in each item, and that what people wrote stays."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from okrsheet.core.checks import check
from okrsheet.core.closed_quarter import (
    ClosedKeyResult,
    ClosedObjective,
    ClosedQuarter,
    Lesson,
    Report,
)
from okrsheet.core.figures import figures
from okrsheet.core.model import Dependency, LogLine, Plan, PlanningLine, Quarter
from okrsheet.core.planning import planning_lines
from okrsheet.core.planning_kept import with_kept
from okrsheet.core.planning_lines import FILLED_IN, PlanningKind
from okrsheet.core.planning_look_back import LastQuarter
from okrsheet.core.planning_targets import past_scores
from okrsheet.core.policy import SMB
from okrsheet.core.words import Band, Carry, Choice, Commitment, Level, Type
from tests.unit.plans import HALF, HUNDRED, KR, O1, SOUND, T1, line, plan_of

NEXT = Quarter("2026-Q3", HUNDRED.end + timedelta(days=1), HUNDRED.end + timedelta(days=92))
PLAN = plan_of(KR._replace(owner="Ann"), objectives=(O1._replace(number_one=True, owner="Bo"), T1))
BEFORE = date(2025, 12, 1)
REPORTS = tuple(Report(BEFORE + timedelta(weeks=week), 40.0 + 4 * week, 7.0) for week in range(8))
OLD_KR = ClosedKeyResult(
    "KR1",
    "O1",
    "Old result",
    "Ann",
    Type.INCREASE,
    "calls",
    baseline=40.0,
    target=80.0,
    value=68.0,
    score=0.7,
    final_score=0.7,
    band=Band.HIT,
    decision=Carry.REVISE,
    reports=REPORTS,
)
OLD = ClosedQuarter(
    "Nord",
    "2026-Q1",
    BEFORE,
    date(2026, 3, 1),
    date(2026, 3, 1),
    (ClosedObjective("O1", "Old objective", Level.TEAM, "Sales", "Bo", 0.7),),
    (OLD_KR,),
)


def lines_of(
    plan: Plan = PLAN,
    last: LastQuarter | None = None,
    gaps: dict[int, tuple[str, ...]] | None = None,
) -> tuple[PlanningLine, ...]:
    return planning_lines(figures(plan, SMB, HALF), gaps or {}, NEXT, last)


def item(number: int, *given: Any, **more: Any) -> list[tuple[str, str, str]]:
    """What stands in an item below its own line: what, about, what is known."""
    return [
        (each.text, each.about, each.known)
        for each in lines_of(*given, **more)
        if each.item == number and each.kind != PlanningKind.ITEM
    ]


def closed(*key_results: ClosedKeyResult, **given: Any) -> LastQuarter:
    return LastQuarter(OLD._replace(key_results=key_results, **given))


# --- The agenda -------------------------------------------------------------------------------


def test_five_items_of_140_minutes_and_publishing_the_day_after() -> None:
    found = [each for each in lines_of() if each.kind == PlanningKind.ITEM]
    assert [each.minutes for each in found] == [30, 20, 30, 45, 15, None]
    assert [each.item for each in found] == [1, 2, 3, 4, 5, 6]
    assert "okrsheet publish" in found[-1].text


def test_every_line_stands_below_its_item_and_has_a_kind() -> None:
    numbers = [each.item for each in lines_of(last=closed(OLD_KR))]
    assert numbers == sorted(numbers, key=float)  # type: ignore[arg-type]  # all are numbers
    assert {each.kind for each in lines_of(last=closed(OLD_KR))} <= {*map(str, PlanningKind)}


def test_cells_to_fill_in_are_empty_and_fields_of_the_line() -> None:
    for each in lines_of(last=closed(OLD_KR)):
        assert (each.said, each.choice, each.mark) == ("", None, "")
    assert {name for fields in FILLED_IN.values() for name in fields} <= {*PlanningLine._fields}


# --- 1: look back -----------------------------------------------------------------------------


def test_without_a_last_quarter_it_says_how_to_get_one() -> None:
    ((text, _, known),) = item(1)
    assert text == "Nothing to look back on stands here"
    assert "--from OLD_BOOK" in known
    assert item(1, last=closed()) == item(1)


def test_the_retrospective_as_the_review_wrote_it() -> None:
    hit = OLD_KR._replace(lesson=Lesson(why="Calls", replicate="Call first"))
    missed = OLD_KR._replace(
        id="KR2",
        final_score=0.2,
        band=Band.MISSED,
        decision=Carry.DROP,
        lesson=Lesson(went_wrong="Late", differently="Start now"),
    )
    assert item(1, last=closed(hit, missed)) == [
        ("Old objective", "O1", "2026-Q1: 0.70 (1 Hit, 1 Missed)"),
        (
            "Old result",
            "KR1",
            "0.70, Hit. Decided: Revise.\nWhy it worked: Calls\nRepeat: Call first",
        ),
        (
            "Old result",
            "KR2",
            "0.20, Missed. Decided: Drop.\nWhat went wrong: Late\nDifferently: Start now",
        ),
    ]


@pytest.mark.parametrize(
    ("band", "told"),
    [
        pytest.param(Band.HIT, "why it worked and what to repeat", id="hit"),
        pytest.param(Band.PROGRESS, "go on like this or another way", id="progress"),
        pytest.param(Band.MISSED, "what went wrong and what to do differently", id="missed"),
    ],
)
def test_a_lesson_nobody_wrote_is_missed(band: Band, told: str) -> None:
    known = item(1, last=closed(OLD_KR._replace(band=band)))[1][2]
    assert known.split("\n")[1].startswith("Nobody wrote yet")
    assert told in known


def test_scores_by_hand_no_score_no_decision() -> None:
    by_hand = OLD_KR._replace(by_hand=True, reason="Half was ours", decision=None)
    none = OLD_KR._replace(id="KR3", final_score=None, band=None, decision=None)
    told = [known for _, _, known in item(1, last=closed(by_hand, none))[1:]]
    assert told[0].startswith("0.70, Hit (by hand: Half was ours). Not decided.")
    assert told[1] == "No score. Not decided."


def test_key_results_of_no_objective_and_objectives_without_any() -> None:
    alone = OLD_KR._replace(objective_id="O9")
    bare = ClosedObjective("O2", "Bare")
    last = closed(alone, objectives=(*OLD.objectives, bare))
    assert [(text, known[:13]) for text, _, known in item(1, last=last)] == [
        ("Old objective", "2026-Q1: 0.70"),
        ("Old result", "0.70, Hit. De"),
    ]
    kept = closed(OLD_KR._replace(objective_id="O2"), objectives=(bare,))
    assert item(1, last=kept)[0][2] == "2026-Q1: no score (1 Hit)"


def test_a_quarter_that_runs_gets_no_verdict() -> None:
    missed = OLD_KR._replace(final_score=0.2, band=Band.MISSED)
    last = LastQuarter(OLD._replace(key_results=(missed,)), own=True, over=False)
    plan = PLAN._replace(check_ins=(line(HALF, 30.0),))
    told = item(1, plan, last)
    assert told[0][0].startswith("The quarter runs until 10 Jun 2026")
    assert told[1][2] == "2026-Q1: 0.70 (1 Not yet)"
    assert told[2][2] == "0.20, Not yet. Decided: Revise."


# --- 2: context -------------------------------------------------------------------------------

RISK = LogLine(HALF, "Risk", "KR1", "A strike", who="Bo")


def test_context_names_goals_opportunities_and_risks() -> None:
    plan = PLAN._replace(
        objectives=(O1._replace(strategy="Lead the market"), T1),
        log=(
            RISK,
            RISK._replace(about="T1", what="Prices"),
            RISK._replace(about="", what="Nobody's"),
            RISK._replace(about="KR9", what="Gone"),
            RISK._replace(what="Past", done=True),
            RISK._replace(what=""),
            RISK._replace(kind="Priority"),
        ),
    )
    lesson = Lesson(opportunities="Plants", risks="Heat")
    same = Lesson(risks="PRICES")
    last = closed(OLD_KR._replace(lesson=lesson), OLD_KR._replace(id="KR2", lesson=same))
    open_risk = "Open: no objective answers it. Name one below About on Log."
    told = item(2, plan, last)
    assert told[0] == ("Annual goal: Lead the market", "O1", "")
    assert told[1] == ("Opportunity: Plants", "KR1", "From the review of KR1 (2026-Q1).")
    assert told[2][0] == "Risks, and which objective answers each"
    assert "goes on Log" in told[2][2]
    assert told[3:] == [
        ("A strike", "KR1", "Answered by O1: Objective"),
        ("Prices", "T1", "Answered by T1: Team objective"),
        ("Nobody's", "", open_risk),
        ("Gone", "KR9", open_risk),
        ("Heat", "KR1", "From the review of KR1. Still a risk? Then write it on Log."),
    ]


def risk_findings(plan: Plan) -> list[tuple[str, Any]]:
    found = check(figures(plan, SMB, HALF))
    return [(each.message, each.place) for each in found if each.code == "OKR059"]


def test_a_risk_that_no_objective_answers_is_found() -> None:
    plan = SOUND._replace(log=(RISK, RISK._replace(about="", what="Nobody's.")))
    ((message, place),) = risk_findings(plan)
    assert message == "No objective answers the risk: Nobody's."
    assert (place.records, place.row, place.field) == ("log", 1, "about")
    assert risk_findings(plan._replace(objectives=())) == []


# --- 3: candidates ----------------------------------------------------------------------------


def candidates(*given: Any, **more: Any) -> list[PlanningLine]:
    kinds = (PlanningKind.CANDIDATE, PlanningKind.NEW)
    return [each for each in lines_of(*given, **more) if each.kind in kinds]


def test_what_is_written_is_a_candidate_and_there_is_room_for_more() -> None:
    plan = PLAN._replace(
        objectives=(O1._replace(why="Plants decide now"), T1, O1._replace(id="O3", text="")),
        key_results=(KR._replace(carried=2.0), KR._replace(id="KR2", carried=1.0)),
    )
    first, second, *rest = candidates(plan)
    assert (first.text, first.about, first.level) == ("Objective", "O1", Level.COMPANY)
    assert first.known == (
        "Plants decide now\nCarried on 2 times so far: is it still the right one?"
    )
    assert (second.team, second.level) == ("Sales", Level.TEAM)
    assert second.known == "Why this quarter? Nobody wrote it on Objectives yet."
    assert [each.text for each in rest] == ["", "", ""]
    assert [each.kind for each in rest] == [PlanningKind.NEW] * 3
    assert rest[0].known == "Which outcome would make the quarter a success?"


def test_what_was_carried_and_is_not_written_yet_is_a_candidate() -> None:
    kept = OLD_KR._replace(id="KR2", decision=Carry.CONTINUE)
    found = candidates(last=closed(OLD_KR, kept, OLD_KR._replace(id="KR3", decision=None)))
    carried = next(each for each in found if each.text == "Old objective")
    assert (carried.level, carried.team, carried.who) == (Level.TEAM, "Sales", "Bo")
    assert carried.known == "From 2026-Q1; goes on: KR1 (Revise), KR2 (Continue)."


@pytest.mark.parametrize(
    "last",
    [
        pytest.param(closed(OLD_KR._replace(decision=Carry.DROP)), id="dropped"),
        pytest.param(closed(OLD_KR)._replace(own=True), id="its own quarter"),
        pytest.param(
            closed(OLD_KR, objectives=(ClosedObjective("O7", "OBJECTIVE"),)), id="written already"
        ),
    ],
)
def test_no_candidate_stands_twice_or_comes_from_what_ended(last: LastQuarter) -> None:
    assert [each.text for each in candidates(last=last)][:3] == ["Objective", "Team objective", ""]


def test_what_is_not_done_comes_from_the_log_with_its_reason() -> None:
    log = (
        LogLine(HALF, "Not doing", "O1", "A shop", why="Too early", who="Bo"),
        LogLine(HALF, "Not doing", "", "A fair"),
        LogLine(HALF, "Not doing", "", ""),
        LogLine(HALF, "Initiative", "", "Calls"),
    )
    told = item(3, PLAN._replace(log=log))
    place = next(n for n, (text, _, _) in enumerate(told) if text == "Not doing this quarter")
    assert "goes on Log with the reason" in told[place][2]
    assert told[place + 1 :] == [
        ("A shop", "O1", "Too early"),
        ("A fair", "", "No reason is given on Log."),
    ]


# --- 4: key results ---------------------------------------------------------------------------


def test_a_target_is_suggested_for_what_goes_on() -> None:
    told = item(4, last=closed(OLD_KR._replace(carried=1)))
    assert told[0] == (
        "Targets for what goes on",
        "",
        "The numbers you agree on go on Key Results.",
    )
    text, about, known = told[1]
    assert (text, about) == ("Old result", "KR1")
    first, second, *rest = known.split("\n")
    assert first == "Ended at 68 calls, target was 80 calls."
    assert second.startswith("Suggested target: ")
    assert "high confidence" in second
    assert "10 Sep 2026" in rest[0]
    assert rest[1].startswith("If it goes on as it did, ")
    assert rest[2] == "Carried on 2 times so far: is it still the right one?"


def test_what_was_known_on_the_day_of_closing_counts() -> None:
    late = Report(OLD.end + timedelta(days=2), 90.0)
    kr = OLD_KR._replace(reports=(*REPORTS, late))
    in_time = item(4, last=closed(kr))
    closed_later = item(4, last=closed(kr, closed_on=late.day))
    assert in_time == item(4, last=closed(OLD_KR)) != closed_later


def test_scores_of_earlier_quarters_count() -> None:
    last = closed(OLD_KR)
    told = item(4, last=last._replace(past={"sales": (0.96, 1.0), "": (0.1,)}))
    assert "at a median score of 0.70" in item(4, last=last)[1][2]
    assert "for a median score of 0.96 is easy" in told[1][2]


def test_the_range_of_a_target_runs_from_easy_to_hard() -> None:
    falling = tuple(each._replace(value=1000.0 - float(each.value)) for each in REPORTS)
    down = OLD_KR._replace(type=Type.DECREASE, baseline=1000.0, target=900.0, reports=falling)
    told = item(4, last=closed(down))[1][2]
    found = re.search(r"\(([0-9.]+) to ([0-9.]+) calls\), ", told)
    assert found
    assert float(found[1]) > float(found[2])


def test_an_end_without_a_value_is_called_so() -> None:
    told = item(4, last=closed(OLD_KR._replace(value=None, reports=())))[1][2]
    assert told.startswith("Ended without a value, target was 80 calls.\n")


def test_continue_keeps_the_target_unless_somebody_says_otherwise() -> None:
    told = item(4, last=closed(OLD_KR._replace(decision=Carry.CONTINUE)))[1][2]
    assert "Decided: Continue, so the target stays" in told


def test_where_no_target_can_be_suggested_it_says_why() -> None:
    bare = OLD_KR._replace(reports=(), target=None)
    told = item(4, last=closed(bare))[1][2]
    assert told.startswith("Ended at 68 calls.\n")
    assert "set by hand" in told
    assert "Suggested target" not in told


def test_what_was_carried_here_asks_for_the_old_workbook() -> None:
    plan = PLAN._replace(
        key_results=(KR._replace(carried=1.0), KR._replace(id="KR2", text="", carried=1.0))
    )
    told = item(4, plan)
    assert len(told) == 2
    assert told[1][:2] == ("Result", "KR1")
    assert "Carried on once so far." in told[1][2]
    assert "--from OLD_BOOK" in told[1][2]
    again = plan._replace(key_results=(KR._replace(text="OLD RESULT", carried=1.0),))
    assert len(item(4, again, closed(OLD_KR))) == 2


def test_where_nothing_is_carried_it_says_so_and_in_its_own_quarter_what_to_decide() -> None:
    assert item(4) == [("Targets for what goes on", "", "Nothing is carried on.")]
    own = LastQuarter(OLD._replace(key_results=()), own=True)
    plan = PLAN._replace(key_results=(KR._replace(carried=1.0),))
    ((_, _, known),) = item(4, plan, own, {0: ("no owner",)})
    assert known.startswith("Decide on Review")


def test_what_is_not_ready_is_listed_with_its_gaps() -> None:
    told = item(4, gaps={0: ("no owner", "no baseline")})
    assert told[1][0] == "Not ready yet"
    assert told[2] == ("Result", "KR1", "no owner; no baseline")


def test_past_scores_are_those_that_say_how_high_a_team_aims() -> None:
    record = OLD._replace(
        key_results=(
            OLD_KR,
            OLD_KR._replace(final_score=0.9),
            OLD_KR._replace(commitment=Commitment.COMMITTED),
            OLD_KR._replace(type=Type.KEEP_ABOVE),
            OLD_KR._replace(final_score=None),
            OLD_KR._replace(objective_id="O9", final_score=0.1),
            OLD_KR._replace(target=None, score=None, final_score=0.2, by_hand=True),
        ),
        objectives=(*OLD.objectives, ClosedObjective("o1", "Its ID again", Level.TEAM, "Product")),
    )
    assert past_scores(record) == {"sales": (0.7, 0.9), "": (0.1,)}


# --- 5: alignment -----------------------------------------------------------------------------


def test_the_alignment_check() -> None:
    orphan = T1._replace(id="T2", text="Orphan", supports=("T1", "O9"))
    plan = PLAN._replace(
        objectives=(*PLAN.objectives, orphan, T1._replace(id="T3", text="")),
        dependencies=(Dependency("KR1", "Sales", "A list", agreed=False),),
    )
    told = item(5, plan)
    assert [text for text, _, _ in told[:3]] == [
        "Is this the most important work there is?",
        "Can we do it with the people and the time we have?",
        "Does it ask enough of us?",
    ]
    ask = "If we reach this, which company objective moves? "
    assert told[3:] == [
        (f"{ask}Team objective", "T1", "O1: Objective"),
        (f"{ask}Orphan", "T2", "Open: no company objective stands below Supports on Objectives."),
        ("Is there exactly one number-one priority, with a name?", "", "O1: Objective (Bo)"),
        ("Needed from Sales: A list. Agreed?", "KR1", ""),
    ]


def test_no_number_one_and_one_without_an_owner() -> None:
    ask = "Is there exactly one number-one priority, with a name?"
    none = PLAN._replace(objectives=(O1,))
    assert item(5, none)[-1] == (ask, "", "Open: say Yes below Number one on Objectives.")
    nobody = PLAN._replace(objectives=(O1._replace(number_one=True),))
    assert item(5, nobody)[-1][2] == "O1: Objective (no owner)"


# --- What people wrote stays ------------------------------------------------------------------


def written(text: str, **given: Any) -> PlanningLine:
    return PlanningLine(3.0, text=text, kind=str(PlanningKind.NEW))._replace(**given)


def kept(*touched: PlanningLine) -> list[PlanningLine]:
    return [*with_kept(lines_of(), touched)]


def test_an_answer_goes_to_the_line_that_asks_the_same() -> None:
    asked = next(each for each in lines_of() if each.text == "Does it ask enough of us?")
    old = asked._replace(said="It does", choice=Choice.YES, who="Ann", mark="old")
    made = kept(old)
    assert len(made) == len(lines_of())
    assert next(each for each in made if each.said) == asked._replace(
        said="It does", choice=Choice.YES
    )


def test_a_candidate_people_wrote_stands_above_the_empty_lines() -> None:
    first, second = written("Ours", level=Level.TEAM), written("Theirs", choice=Choice.OUT)
    made = kept(first, second)
    place = made.index(first)
    assert made[place + 1] == second
    assert made[place - 1].kind == PlanningKind.CANDIDATE
    assert [each.text for each in made[place + 2 : place + 5]] == ["", "", ""]


def test_a_candidate_that_stands_on_objectives_by_now_is_not_shown_twice() -> None:
    made = kept(written("  OBJECTIVE ", said="Plants decide now", choice=Choice.IN))
    (found,) = [each for each in made if each.said]
    assert (found.about, found.choice) == ("O1", Choice.IN)
    assert len(made) == len(lines_of())


def test_an_answer_to_what_is_no_longer_asked_stays_in_its_item() -> None:
    old = PlanningLine(5.0, text="Gone?", said="Yes", kind=str(PlanningKind.QUESTION))
    made = kept(old)
    assert made[made.index(old) - 1].kind == PlanningKind.QUESTION
    assert made[made.index(old) + 1].item == 6
    odd = PlanningLine(4.0, text="Our own", kind="")
    assert made[kept(odd).index(odd) - 1].item == 4
    last = PlanningLine(None, text="At the end", kind="")
    assert kept(last)[-1] == last


def test_the_same_candidate_with_another_id_is_another_one() -> None:
    old = PlanningLine(
        3.0, text="Objective", about="O9", said="Why?", kind=str(PlanningKind.CANDIDATE)
    )
    assert old in kept(old)
