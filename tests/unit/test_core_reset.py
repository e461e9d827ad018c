"""The 30-day reset: which tasks come of which gaps, when, and for whom."""

from collections import Counter
from datetime import date, timedelta
from typing import Any, Final

import pytest

from okrsheet.core.audit import Audit, audit
from okrsheet.core.history import History
from okrsheet.core.interview import INTERVIEW_QUESTION
from okrsheet.core.model import KeyResult, Objective, Plan, Team
from okrsheet.core.reset import LAST_DEADLINE, Checked, Task, reset_tasks
from okrsheet.core.reset_words import day_text, listed
from okrsheet.core.words import Frequency, Level
from tests.unit.plans import HUNDRED, KR, O1, T1, on, plan_of

MONDAY: Final = date(2026, 3, 9)
READY: Final = KR._replace(
    owner="Ann Lee",
    data_source="HubSpot",
    frequency=Frequency.WEEKLY,
    access="Sales",
    retriever="Bo Ek",
    ambitious=True,
)


def verdict(kr: KeyResult) -> Audit:
    return audit(kr, History(), wording=True)


def tasks(*key_results: KeyResult, start: date = MONDAY, **given: Any) -> tuple[Task, ...]:
    plan = plan_of(*key_results, **{"champion": "Cy Day", **given})
    return reset_tasks(plan, [Checked(kr, verdict(kr)) for kr in key_results], start)


def about(kr: KeyResult, week: int, **given: Any) -> list[str]:
    return [t.text for t in tasks(kr, **given) if t.key_result_id == kr.id and t.week == week]


def test_a_week_is_seven_days_and_the_thirty_end_with_a_look_back() -> None:
    made = tasks(READY)
    spans = dict.fromkeys((t.week, t.first, t.last) for t in made[:-1])
    assert list(spans) == [
        (week, MONDAY + timedelta(7 * week - 7), MONDAY + timedelta(7 * week - 1))
        for week in (1, 2, 3, 4)
    ]
    last = made[-1]
    assert last.text.startswith("Days 29 and 30: look back.")
    assert (last.first, last.last) == (MONDAY + timedelta(28), MONDAY + timedelta(29))


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(date(2026, 3, 12), id="a Thursday"),
        pytest.param(date(2026, 3, 15), id="a Sunday"),
        pytest.param(date(2001, 1, 1), id="long ago"),
        pytest.param(date.max - timedelta(LAST_DEADLINE), id="the last possible day"),
    ],
)
def test_it_starts_on_any_day(start: date) -> None:
    slow = KR._replace(frequency=Frequency.YEARLY)
    made = tasks(slow, start=start)
    assert min(t.first for t in made) == start
    assert max(t.last for t in made) == start + timedelta(LAST_DEADLINE)
    assert list(made) == sorted(made, key=lambda t: t.week)


def test_every_item_of_the_four_weeks_is_there_whatever_the_audit_says() -> None:
    for made in (tasks(READY), tasks(KR), tasks()):
        texts = {week: " ".join(t.text for t in made if t.week == week) for week in range(1, 5)}
        assert "three to five people" in texts[1]
        assert "Interviews" in texts[1]
        assert INTERVIEW_QUESTION in {t.words for t in made}
        assert "same day at the same time" in texts[3]
        assert "Check-ins each week" in texts[3]
        assert "Tell everyone about the reset" in texts[3]
        assert "first check-in" in texts[4]


def test_the_audit_week_says_how_many_are_ready_and_what_is_missing_most() -> None:
    bare = READY._replace(id="KR2", owner="", baseline=None)
    odd = READY._replace(id="KR3", owner="Ann and Bo", objective_id="T1")
    made = [t.text for t in tasks(READY, bare, odd, objectives=(O1, T1)) if t.week == 1]
    assert "3 key results, 1 ready, 2 not." in made[0]
    assert "the owners of KR1 that theirs" in made[1]
    assert "no single owner (2); baseline not measured (1)." in made[2]
    assert made[2].endswith("Where: Company (1) and Sales (1).")


GAPS: Final[dict[str, tuple[dict[str, Any], list[str]]]] = {
    "no type": ({"type": None}, ["Rewrite KR1"]),
    "no target": ({"target": None}, ["Rewrite KR1"]),
    "no source": ({"data_source": "TBD"}, ["Make sure that the data of KR1"]),
    "no frequency": ({"frequency": None}, ["Make sure that the data of KR1"]),
    "no access": ({"access": ""}, ["Make sure that the data of KR1"]),
    "nobody retrieves it": ({"retriever": ""}, ["Make sure that the data of KR1"]),
    "no owner": ({"owner": ""}, ["Name the one person who answers for KR1"]),
    "a team as owner": ({"owner": "Team Red"}, ["Name the one person who answers for KR1"]),
    "no baseline": ({"baseline": None}, ["Measure where KR1 stands today"]),
    "nobody judged it": ({"ambitious": None}, ["Decide whether the target of KR1"]),
    "not ambitious": ({"ambitious": False}, ["Set another target for KR1"]),
    "below the trend": ({"trend": 120.0}, ["Set another target for KR1"]),
}


@pytest.mark.parametrize("name", GAPS)
def test_each_gap_has_its_task(name: str) -> None:
    changes, starts = GAPS[name]
    found = about(READY._replace(**changes), 2)
    assert [text[: len(start)] for text, start in zip(found, starts, strict=True)] == starts


def test_a_key_result_without_anything_gets_one_task_of_each_kind() -> None:
    found = about(KeyResult("KR1", "O1", "Do it"), 2)
    assert [text.split()[0] for text in found] == ["Rewrite", "Decide", "Make", "Name", "Measure"]
    assert "say how often it is renewed, say who can open it and name who" in found[2]


def rewriting(checked: Checked) -> str:
    made = reset_tasks(plan_of(checked.key_result), [checked], MONDAY)
    return next(t.text for t in made if t.key_result_id)


def test_a_gap_the_rest_of_the_audit_does_not_know_means_rewriting() -> None:
    class Wider(Audit):
        """As a later audit may be."""

        ready = False
        gaps = ("wording: no outcome",)

    assert "The audit found: wording: no outcome." in rewriting(
        Checked(READY, Wider(*verdict(READY)))
    )


@pytest.mark.parametrize("hint", ["Say what changes for whom", "Say what changes for whom."])
def test_a_hint_how_to_put_it_stands_behind(hint: str) -> None:
    bare = READY._replace(target=None)
    assert rewriting(Checked(bare, verdict(bare), hint)).endswith(
        ". Try: Say what changes for whom."
    )


def test_where_all_are_ready_nothing_is_rebuilt_and_it_says_so() -> None:
    made = tasks(READY, READY._replace(id="KR2"))
    assert [t.key_result_id for t in made if t.key_result_id] == []
    rebuilt = [t.text for t in made if t.week == 2]
    assert len(rebuilt) == 1
    assert rebuilt[0].startswith("Nothing to rebuild: all 2 key results pass the audit.")
    assert "all of them are ready" in made[0].text


def test_without_key_results_it_says_to_write_them_first() -> None:
    made = tasks()
    assert made[0].text.startswith("There is no key result to audit yet.")
    assert not any("0 key results" in t.text + t.words for t in made)


@pytest.mark.parametrize(
    ("owner", "objective", "lead", "who"),
    [
        pytest.param("Ann Lee", "Bo Ek", "Di Fox", "Ann Lee", id="the owner"),
        pytest.param("", "Bo Ek", "Di Fox", "Bo Ek", id="the objective's owner"),
        pytest.param("Ann & Bo", "Sales team", "Di Fox", "Di Fox", id="the team's lead"),
        pytest.param("", "", "", "Cy Day", id="the champion"),
    ],
)
def test_who_can_move_it(owner: str, objective: str, lead: str, who: str) -> None:
    kr = READY._replace(owner=owner, baseline=None, objective_id="t1")
    given: dict[str, Any] = {
        "objectives": (T1._replace(owner=objective),),
        "teams": (Team("SALES", lead), Team("Sales", "Somebody else")),
    }
    assert {t.who for t in tasks(kr, **given) if t.key_result_id} == {who}


def test_a_key_result_of_no_objective_is_the_champions() -> None:
    kr = KR._replace(objective_id="gone")
    assert {t.who for t in tasks(kr) if t.key_result_id} == {"Cy Day"}


def test_each_team_with_objectives_sets_up_its_own_check_in() -> None:
    teams = (Team("Sales", "Di Fox"), Team("Idle", "Ed"), Team("Legal"))
    third = T1._replace(id="L1", team="legal")
    made = [t for t in tasks(READY, objectives=(O1, T1, third), teams=teams) if t.week == 3]
    assert [t.who for t in made[:2]] == ["Di Fox", "Cy Day"]
    assert "the check-in of Sales into" in made[0].text
    assert "the check-in of Legal into" in made[1].text
    assert len(made) == 4


@pytest.mark.parametrize(
    ("start", "told"),
    [pytest.param(on(10), True, id="in time"), pytest.param(on(90), False, id="too late")],
)
def test_meetings_last_until_the_quarter_ends_where_it_ends_later(start: date, told: bool) -> None:
    week = [t for t in tasks(READY, start=start) if t.week == 3]
    assert (day_text(HUNDRED.end) in week[0].text) is told
    assert (day_text(HUNDRED.end) in week[0].words) is told


@pytest.mark.parametrize(
    ("start", "by"),
    [
        pytest.param(on(80), day_text(HUNDRED.end), id="in time"),
        pytest.param(on(90), "[day]", id="at the very end"),
        pytest.param(on(120), "[day]", id="after it"),
    ],
)
def test_nothing_is_to_be_reached_by_a_day_that_is_over(start: date, by: str) -> None:
    made = tasks(READY._replace(target=None), start=start)
    words = next(t.words for t in made if t.text.startswith("Rewrite "))
    assert f" to [target] by {by}, read in " in words


def test_nobody_says_that_key_results_were_gone_over_where_there_are_none() -> None:
    words = next(t.words for t in tasks() if t.text.startswith("Tell everyone"))
    assert words.startswith("We are writing our objectives and key results for ")
    words = next(t.words for t in tasks(READY) if t.text.startswith("Tell everyone"))
    assert words.startswith("We went over our objectives and key results for ")


def test_the_owner_of_the_number_one_speaks_for_the_quarter() -> None:
    first = O1._replace(number_one=True, owner="Ann Lee")
    for objectives, who in (((first,), "Ann Lee"), ((O1,), "Cy Day")):
        made = tasks(KR, objectives=objectives)
        speaker = next(t for t in made if t.text.startswith("Tell everyone"))
        assert speaker.who == who
        assert "Of our 1 key result we put 1 in order" in speaker.words


def test_what_can_be_followed_is_sorted_out() -> None:
    rates = (Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY, None)
    krs = [READY._replace(id=f"K{n}", frequency=rate) for n, rate in enumerate(rates)]
    text = next(t.text for t in tasks(*krs) if "correct it on Key Results" in t.text)
    assert "New every day or week: K0 and K1." in text
    assert "Once a month, by hand: K2." in text
    assert "Too slow to follow weekly: K3." in text
    assert "Nobody has said how often: K4." in text


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({"frequency": Frequency.QUARTERLY}, "renewed quarterly", id="too slow"),
        pytest.param({"access": ""}, "still not complete (say who can open it)", id="a gap"),
    ],
)
def test_a_data_gap_has_two_weeks_from_the_first_day_of_week_4(
    changes: dict[str, Any], told: str
) -> None:
    kr = READY._replace(**changes)
    (found,) = (t for t in tasks(kr) if t.week == 4 and t.key_result_id)
    deadline = MONDAY + timedelta(21 + 14)
    assert (found.first, found.last) == (MONDAY + timedelta(21), deadline)
    assert told in found.text
    assert f"by {day_text(deadline)}, or put a proxy" in found.text


def test_a_ready_key_result_that_is_too_slow_still_has_a_deadline() -> None:
    kr = READY._replace(frequency=Frequency.YEARLY)
    assert verdict(kr).ready
    assert len(about(kr, 4)) == 1
    assert about(kr, 2) == []


def test_two_hundred_failing_key_results() -> None:
    krs = [KeyResult(f"K{n}", "O1", "Do it") for n in range(200)]
    made = tasks(*krs)
    assert Counter(t.week for t in made if t.key_result_id) == {2: 1000, 4: 200}
    assert "200 key results, 0 ready, 200 not." in made[0].text
    assert max(len(t.text) for t in made) < 600


def test_odd_names_stay_short_and_in_one_line() -> None:
    kr = KeyResult("", "O1", "Line one\nline two " + "x" * 500, owner="A\n& B" + "y" * 500)
    texts = [t.text for t in tasks(kr)]
    assert not any("\n" in text for text in texts)
    assert max(map(len, texts)) < 600
    assert any("Rewrite Line one line two xxx" in text for text in texts)


def test_a_plan_with_nothing_in_it() -> None:
    made = reset_tasks(Plan(HUNDRED), (), MONDAY)
    assert {t.who for t in made} == {""}
    assert any("no company objective is written" in t.text for t in made)


def test_company_objectives_are_counted() -> None:
    company = Objective("O2", "Another", Level.COMPANY)
    made = tasks(READY, objectives=(O1, company, T1, Objective("O3", "", Level.COMPANY)))
    assert any("against 2 company objectives" in t.text for t in made)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", "b"), "a and b"),
        (("a", "b", "c"), "a, b and c"),
        (("a", "b", "c", "d", "e"), "a, b, c and 2 more"),
    ],
    ids=len,
)
def test_names_as_people_list_them(names: tuple[str, ...], told: str) -> None:
    assert listed(names, 3) == told
