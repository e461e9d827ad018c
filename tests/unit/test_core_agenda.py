"""The agendas of planning and review: their minutes, and what they find to look at."""

from datetime import date
from typing import Any

from okrsheet.core.agenda import Meeting, agenda
from okrsheet.core.agenda_items import AgendaItem
from okrsheet.core.figures import figures
from okrsheet.core.model import Dependency, LogLine, Plan, ReviewLine
from okrsheet.core.policy import SMB
from okrsheet.core.words import Level
from tests.unit.plans import HALF, HUNDRED, KR, O1, T1, line, plan_of

DONE = KR._replace(id="KR2", text="Second", owner="Bo")
PLAN = plan_of(
    KR._replace(owner="Ann", carried=1.0),
    DONE,
    KR._replace(id="T1.1", objective_id="T1", text="Third"),
    objectives=(O1._replace(number_one=True, strategy="Lead the market"), T1),
    check_ins=(line(HALF, 30.0), line(HALF, 80.0, "KR2"), line(HALF, 100.0, "T1.1")),
    champion="Cho",
)

RUNS = (
    "The quarter runs until 10 Jun 2026: scores and bands say how far it is today, they are not "
    "final."
)


def items_of(
    meeting: Meeting, plan: Plan = PLAN, gaps: dict[int, tuple[str, ...]] | None = None
) -> tuple[AgendaItem, ...]:
    return agenda(figures(plan, SMB, HALF), gaps or {}, meeting)


def looked_at(
    number: int, meeting: Meeting, plan: Plan = PLAN, gaps: Any = None
) -> list[tuple[str, str, str]]:
    """What is looked at in an item: text, what it is about, who can answer."""
    found = items_of(meeting, plan, gaps)
    return [
        (each.text, each.about, each.who)
        for each in found
        if each.item == number and each.minutes is None
    ]


def minutes(meeting: Meeting, plan: Plan = PLAN) -> list[int]:
    return [each.minutes for each in items_of(meeting, plan) if each.minutes is not None]


def reviewed(*lines: ReviewLine, **more: Any) -> Plan:
    return PLAN._replace(reviews=lines, **more)


# --- Planning ---------------------------------------------------------------------------------


def test_planning_takes_140_minutes_and_publishes_the_day_after() -> None:
    assert minutes(Meeting.PLANNING) == [30, 20, 30, 45, 15]
    last = items_of(Meeting.PLANNING)[-1]
    assert (last.item, last.minutes, last.who) == (6, None, "Cho")
    assert "okrsheet publish" in last.text


def test_it_looks_back_on_scores_and_bands() -> None:
    assert looked_at(1, Meeting.PLANNING) == [
        (RUNS, "", ""),
        ("Objective: 0.55. Hit so far: KR2. Not yet: KR1", "O1", ""),
        ("Team objective: 1.00. Hit so far: T1.1", "T1", ""),
    ]
    assert looked_at(1, Meeting.PLANNING, PLAN._replace(closed=True)) == [
        ("Objective: 0.55. Hit: KR2. Missed: KR1", "O1", ""),
        ("Team objective: 1.00. Hit: T1.1", "T1", ""),
    ]


def test_a_score_set_by_hand_decides_the_band() -> None:
    plan = reviewed(ReviewLine("kr1", 0.6, "Half was ours"))
    assert looked_at(1, Meeting.PLANNING, plan)[1][0] == (
        "Objective: 0.55. Hit so far: KR2. Progress: KR1"
    )


def test_context_names_goals_opportunities_and_risks() -> None:
    log = (
        LogLine(HALF, "Risk", "KR2", "A strike", who="Bo"),
        LogLine(HALF, "Risk", "", "An old one", done=True),
        LogLine(HALF, "Priority", "", "Call them"),
        LogLine(HALF, "Risk", "", ""),
    )
    plan = reviewed(ReviewLine("KR1", opportunities="Plants", risks="Prices"), log=log)
    assert looked_at(2, Meeting.PLANNING, plan) == [
        ("Annual goal: Lead the market", "O1", ""),
        ("Opportunity: Plants", "KR1", "Ann"),
        ("Risk: Prices", "KR1", "Ann"),
        ("Risk: A strike", "KR2", "Bo"),
    ]


def test_candidates_are_all_objectives_but_those_that_are_over() -> None:
    objectives = (O1._replace(owner="Ann"), T1, O1._replace(id="O2", level=None, text="Odd"))
    plan = reviewed(
        ReviewLine("T1.1", decision="Done"),
        ReviewLine("KR1", decision="Drop"),
        objectives=(*objectives, O1._replace(id="O3", text="")),
    )
    assert looked_at(3, Meeting.PLANNING, plan) == [
        ("Company: Objective", "O1", "Ann"),
        ("No level: Odd", "O2", ""),
    ]


def test_key_results_carried_on_and_not_ready() -> None:
    plan = reviewed(ReviewLine("KR2", decision="Revise"), ReviewLine("T1.1", decision="Drop"))
    gaps = {1: ("no baseline", "no owner"), 2: ("no owner",)}
    assert looked_at(4, Meeting.PLANNING, plan, gaps) == [
        ("Result: carried on 1 time so far", "KR1", "Ann"),
        ("Second: carried on (Revise), not ready: no baseline; no owner", "KR2", "Bo"),
    ]


def test_alignment_asks_what_is_open() -> None:
    orphan = T1._replace(supports=("O9", ""), owner="Bo")
    plan = PLAN._replace(
        objectives=(O1, orphan),
        dependencies=(
            Dependency("KR1", "Sales", "A list", date(2026, 4, 1)),
            Dependency("KR1", "", "Help", agreed=False),
            Dependency("KR1", "Sales", "Settled", agreed=True),
            Dependency("KR9", "Sales", "Nobody", agreed=None),
            Dependency("KR1", "Sales", ""),
        ),
    )
    assert looked_at(5, Meeting.PLANNING, plan) == [
        ("Team objective: which company objective does it advance?", "T1", "Bo"),
        ("No number-one priorities: agree on exactly one, with a name.", "", ""),
        ("Needed from Sales by 1 Apr 2026: A list. Agreed?", "KR1", "Ann"),
        ("Needed from another team: Help. Agreed?", "KR1", "Ann"),
        ("Needed from Sales: Nobody. Agreed?", "KR9", ""),
    ]
    two = PLAN._replace(objectives=(O1._replace(number_one=True), T1._replace(number_one=True)))
    assert looked_at(5, Meeting.PLANNING, two)[0][0].startswith("2 number-one priorities")


def test_an_empty_plan_says_what_to_bring() -> None:
    empty = Plan(HUNDRED)
    assert minutes(Meeting.PLANNING, empty) == [30, 20, 30, 45, 15]
    told = [looked_at(number, Meeting.PLANNING, empty) for number in (1, 2, 3, 4)]
    assert [len(each) for each in told] == [1, 1, 1, 1]
    assert [each[0][1:] for each in told] == [("", "")] * 4


def test_where_all_is_settled_the_check_says_so() -> None:
    assert [text for text, _, _ in looked_at(5, Meeting.PLANNING)] == [
        "Every team objective supports one, and nothing is open."
    ]


# --- Review -----------------------------------------------------------------------------------


def test_the_review_takes_an_hour() -> None:
    assert minutes(Meeting.REVIEW) == [20, 20, 10, 10]


def test_the_scorecard_has_every_key_result() -> None:
    blank = KR._replace(id="KR4", text="Fourth", baseline=None)
    plan = PLAN._replace(key_results=(*PLAN.key_results, blank, KR._replace(id="KR5")))
    assert looked_at(1, Meeting.REVIEW, plan) == [
        (RUNS, "", ""),
        ("Result: 0.30, Not yet", "KR1", "Ann"),
        ("Second: 0.80, Hit so far", "KR2", "Bo"),
        ("Third: 1.00, Hit so far", "T1.1", ""),
        ("Fourth: No baseline", "KR4", ""),
        ("Result: No data", "KR5", ""),
    ]


def test_a_key_result_without_a_score_and_without_a_word_about_it() -> None:
    stage = KR._replace(type=None, baseline=0.0)
    found = looked_at(1, Meeting.REVIEW, PLAN._replace(key_results=(stage,), check_ins=()))
    assert found == [("Result: No data", "KR1", "")]


def test_lessons_ask_by_band_and_repeat_what_is_noted() -> None:
    plan = reviewed(
        ReviewLine("KR1", 0.6, "Half was ours", went_wrong="Late", differently="Start now"),
        ReviewLine("KR2", why="Calls", went_wrong="Nothing"),
    )
    told = [text for text, _, _ in looked_at(2, Meeting.REVIEW, plan)]
    again = "why did it work, and where do we do the same again?"
    assert told == [
        "Result: Progress: go on like this, or another way? Noted so far: Late; Start now",
        f"Second: Hit so far: {again} Noted so far: Calls",
        f"Third: Hit so far: {again}",
    ]


def test_what_is_not_reached_is_decided() -> None:
    plan = reviewed(ReviewLine("KR1", decision="Continue"))
    assert [text for text, _, _ in looked_at(3, Meeting.REVIEW, plan)] == [
        "Result: decided: Continue",
        "Second: Hit so far, target not met; not decided yet",
    ]


def test_nothing_is_missed_before_the_quarter_is_over() -> None:
    told = [each.text for each in items_of(Meeting.REVIEW, PLAN)]
    assert not [text for text in told if "Missed" in text]
    (lesson, *_), *_ = looked_at(2, Meeting.REVIEW, PLAN)
    assert lesson == "Result: Not yet: what is in the way, and what will we do differently?"


def test_once_it_is_closed_the_verdicts_stand() -> None:
    plan = PLAN._replace(closed=True)
    assert looked_at(1, Meeting.REVIEW, plan)[0] == ("Result: 0.30, Missed", "KR1", "Ann")
    lesson = looked_at(2, Meeting.REVIEW, plan)[0][0]
    assert lesson == "Result: Missed: what went wrong, and what will we do differently?"
    assert looked_at(3, Meeting.REVIEW, plan)[1][0] == (
        "Second: Hit, target not met; not decided yet"
    )


def test_where_all_is_reached_nothing_is_carried_forward() -> None:
    plan = PLAN._replace(key_results=PLAN.key_results[2:])
    told = looked_at(3, Meeting.REVIEW, plan)
    assert told == [("Every target is met: nothing to carry forward.", "", "")]


def test_an_empty_review_says_so_in_every_item() -> None:
    empty = Plan(HUNDRED)
    assert [len(looked_at(number, Meeting.REVIEW, empty)) for number in (1, 2, 3, 4)] == [1] * 4


def test_an_individual_objective_without_support_is_no_orphan() -> None:
    own = T1._replace(level=Level.INDIVIDUAL, supports=())
    plan = PLAN._replace(objectives=(O1._replace(number_one=True), own))
    assert "which company" not in str(looked_at(5, Meeting.PLANNING, plan))
