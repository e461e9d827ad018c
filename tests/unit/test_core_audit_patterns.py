"""What audits say together: patterns by criterion and team, owners, the report."""

from datetime import date
from typing import Any

import pytest

from okrsheet.core import audit_lines
from okrsheet.core.audit import audit
from okrsheet.core.audit_patterns import LABELS, Pattern, owner_load, pattern, patterns
from okrsheet.core.audit_report import Report, document, report
from okrsheet.core.audited import Audited
from okrsheet.core.checks import check
from okrsheet.core.codes import finding
from okrsheet.core.findings import Severity
from okrsheet.core.history import History
from okrsheet.core.lint.wording import Measure, Remark, Wording
from okrsheet.core.model import Dependency, KeyResult, Objective, Plan, Team
from okrsheet.core.teams import team_names
from okrsheet.core.words import Frequency, Level
from tests.unit.plans import (
    HALF,
    HUNDRED,
    O1,
    SOUND,
    T1,
    changed,
    judged,
    sound_and,
    with_key_result,
    with_objective,
)

SOUND_KR = SOUND.key_results[0]
READY = audit(SOUND_KR, History())


def without(**given: Any):
    return audit(SOUND_KR._replace(**given), History())


def told(plan: Plan, team: str = "") -> Report:
    found = judged(plan)
    return report(found, check(found), team)


# --- Patterns -----------------------------------------------------------------------------------


def test_failures_are_counted_by_criterion_and_question() -> None:
    made = pattern("Sales", [READY, without(access="", ambitious=None), without(ambitious=False)])
    assert (made.key_results, made.ready) == (3, 1)
    assert dict(zip(LABELS, made.failures, strict=True)) == {
        "Measurable": 0,
        "Data source": 0,
        "Baseline": 0,
        "Update frequency": 0,
        "Owner": 0,
        "Ambitious": 2,
        "Access": 1,
        "Retriever": 0,
    }
    assert made.fails_most == "Ambitious (2 of 3)"


def test_of_what_fails_equally_often_the_first_is_named() -> None:
    assert pattern("", [without(access="", data_source="")]).fails_most == "Data source (1 of 1)"


def test_nothing_fails_or_there_is_nothing() -> None:
    assert pattern("", [READY]).fails_most == "Nothing"
    assert pattern("", []) == Pattern("", 0, 0, (0,) * 8, 0, 0, 0)
    assert pattern("", []).fails_most == ""


def test_ways_of_tracking_are_counted() -> None:
    kinds = (*Frequency, None)
    made = pattern("", [without(frequency=kind) for kind in kinds])
    assert (made.key_results, made.live, made.manual, made.not_weekly) == (6, 2, 1, 2)


def test_each_line_of_teams_has_a_pattern_and_the_rest_has_no_team() -> None:
    teams = (Team("Sales"), Team(""), Team("Ops"), Team("SALES"))
    homes = {
        "S": (Level.TEAM, "sales"),
        "N": (Level.TEAM, "Nowhere"),
        "C": (Level.COMPANY, ""),
        "I": (Level.INDIVIDUAL, ""),
        "D": (Level.COMPANY, "Ops"),
        "U": (None, ""),
    }
    objectives = tuple(Objective(name, "Go", *home) for name, home in homes.items())
    plan = Plan(HUNDRED, objectives=objectives, teams=teams)
    named = [*homes, "c", "gone"]
    found = patterns(plan, [(KeyResult("K", name, "Go"), READY) for name in named])
    assert [(each.name, each.key_results) for each in found.lines] == [
        ("All teams", 8),
        ("Company", 2),
        ("No team", 4),
        ("Sales", 1),
        ("", 0),
        ("Ops", 1),
        ("SALES", 0),
    ]


def test_owners_stand_by_name_and_nobody_last() -> None:
    assert owner_load(["bo", "Zoe", "", "ann", "Bo", "Zoe", "Zoe"]) == (
        ("ann", 1),
        ("bo", 2),
        ("Zoe", 3),
        ("", 1),
    )


def test_an_owner_is_one_person_however_the_name_is_broken() -> None:
    owners = ["Ann  Lee", "Ann\nLee", " ann lee", "Ann\u00a0Lee", "Annlee", " \n"]
    assert owner_load(owners) == (("Ann Lee", 4), ("Annlee", 1), ("", 1))


# --- The report ---------------------------------------------------------------------------------


def test_a_quarter_that_is_ready() -> None:
    found = told(SOUND)
    assert found.not_ready == ()
    assert found.findings == ()
    assert not found.in_the_way


DEGREES = [
    pytest.param(with_key_result(access=""), True, id="a key result is not ready"),
    pytest.param(with_objective(0, number_one=False), True, id="no number one"),
    pytest.param(with_objective(0, owner="Bo and Cy"), True, id="a number one of two people"),
    pytest.param(with_objective(1, supports=()), True, id="an orphan"),
    pytest.param(sound_and("dependencies", Dependency("KR1", "Ops", "x")), True, id="not agreed"),
    pytest.param(
        sound_and("objectives", *(O1._replace(id=f"C{n}") for n in range(5))), True, id="a limit"
    ),
    pytest.param(
        changed(SOUND, "key_results", 3, objective_id="O1"), False, id="a limit that only warns"
    ),
    pytest.param(Plan(HUNDRED), True, id="nothing planned"),
    pytest.param(
        sound_and("objectives", T1._replace(id="X1", level=Level.INDIVIDUAL)),
        True,
        id="an individual objective",
    ),
    pytest.param(with_key_result(1, id="kr1"), True, id="an ID that stands twice"),
    pytest.param(with_key_result(objective_id=""), True, id="a key result of no objective"),
    pytest.param(with_objective(1, supports=("O1", "X")), True, id="support of no objective"),
    pytest.param(with_key_result(weight=-1.0), True, id="a negative weight"),
    pytest.param(with_key_result(target=-5.0), False, id="a type against the numbers"),
    pytest.param(
        with_key_result(unit="%", target=0.3, baseline=20.0), False, id="percentages of two scales"
    ),
]


@pytest.mark.parametrize(("plan", "in_the_way"), DEGREES)
def test_what_keeps_a_quarter_from_starting(plan: Plan, in_the_way: bool) -> None:
    assert told(plan).in_the_way is in_the_way


@pytest.mark.parametrize(
    ("given", "code"),
    [
        pytest.param({"baseline": 150.0}, "OKR024", id="a type against the numbers"),
        pytest.param(
            {"unit": "%", "baseline": 0.2, "target": 30.0}, "OKR021", id="percentages of two scales"
        ),
        pytest.param({"weight": -1.0}, "OKR022", id="a negative weight"),
    ],
)
def test_numbers_that_make_no_sense_are_to_be_put_right(given: dict[str, Any], code: str) -> None:
    plan = with_key_result(2, **given)
    assert code in {each.code for each in told(plan).findings}
    assert code in {each.code for each in told(plan, "Sales").findings}
    assert told(plan, "Ops").findings == ()


def test_findings_of_other_matters_do_not_belong_to_the_audit() -> None:
    plan = with_key_result(baseline=None)
    assert {each.code for each in check(judged(plan))} >= {"OKR025", "OKR054"}
    assert told(plan).findings == ()


def test_the_report_of_one_team() -> None:
    plan = changed(with_key_result(2, access=""), "objectives", 0, number_one=False)
    plan = changed(plan, "objectives", 1, supports=())
    found = told(plan, "Sales")
    assert found.team == "Sales"
    assert [each.figure.key_result.id for each in found.audits] == ["KR3", "KR4"]
    assert [each.figure.key_result.id for each in found.not_ready] == ["KR3"]
    assert [(each.name, each.key_results) for each in found.patterns] == [("Sales", 2)]
    assert [each.code for each in found.findings] == ["OKR045"]  # the priority is everybody's


def test_a_team_with_too_many_objectives_hears_of_it() -> None:
    more = [T1._replace(id=f"T{n}") for n in (2, 3)]
    plan = sound_and("objectives", *more)._replace(teams=(Team("Ops"), Team("Sales")))
    for team, message in (("Sales", "Sales has 3 objectives."), ("Ops", "Ops has 0 objectives.")):
        limits = [each for each in told(plan, team).findings if each.code == "OKR042"]
        assert [each.message for each in limits] == [message]


def test_teams_are_those_of_the_sheet_and_of_objectives() -> None:
    plan = with_objective(0, team="Board")
    assert team_names(plan) == ("Sales", "Board")


def test_the_document_of_a_report() -> None:
    plan = with_key_result(access="")._replace(published=date(2026, 3, 1), published_by="Bo")
    made = document(told(plan))
    assert (made["key_results"], made["ready"], made["team"]) == (4, 3, "")
    assert (made["published"], made["published_by"]) == ("2026-03-01", "Bo")
    assert made["owners"] == [{"owner": "Ann", "key_results": 4}]
    shown: Any = made["patterns"]
    every = shown[0]
    assert every["failures"]["access"] == 1
    assert every["fails_most"] == "Access (1 of 4)"
    assert document(told(SOUND))["published"] is None


# --- What the lint says of one --------------------------------------------------------------------

REMARKS = (
    Remark("vague", Severity.ERROR, "No number says when.", "from 3 to 5 days"),
    Remark("long", Severity.HINT, "It is long.", ""),
)


def audited(word: bool | None = None, *remarks: Remark) -> Audited:
    figure = judged(with_key_result(wording_fine=word)).key_results[0]
    wording = Wording(figure.key_result.text, Measure(), remarks)
    kr = figure.key_result
    return Audited(figure, audit(kr, History(), wording=wording.passes), wording)


def test_the_worst_remark_and_its_rewrite() -> None:
    found = audited(None, *REMARKS)
    assert (found.why, found.rewrite) == ("No number says when.", "from 3 to 5 days")
    assert found.steps == ("Try: from 3 to 5 days",)


@pytest.mark.parametrize("found", [audited(), audited(True, *REMARKS)], ids=["none", "overruled"])
def test_no_remark_counts(found: Audited) -> None:
    assert (found.why, found.rewrite, found.steps) == ("", "", ())


def test_a_persons_no_keeps_what_the_lint_has_to_offer() -> None:
    assert audited(False, *REMARKS).steps == ("Try: from 3 to 5 days",)
    assert audited(False).steps == ("Write it as: from X to Y as measured by Z.",)


# --- As lines -------------------------------------------------------------------------------------


def lines(plan: Plan, team: str = "", width: int = 80) -> list[str]:
    return list(audit_lines.lines(told(plan, team), width))


def test_a_sound_quarter_as_lines() -> None:
    assert lines(SOUND) == [
        "Nord, 2026-Q2",
        "4 of 4 key results ready. A draft: not published yet.",
        "",
        "READY",
        "  KR1      6/6 4/4  Result",
        "  KR2      6/6 4/4  Result",
        "  KR3      6/6 4/4  Result",
        "  KR4      6/6 4/4  Result",
        "",
        "WHAT FAILS: the number of key results that do not pass",
        "                          KRs ready meas  src base freq  own  amb  acc retr",
        "  All teams                 4     4    0    0    0    0    0    0    0    0",
        "  Company                   2     2    0    0    0    0    0    0    0    0",
        "  Sales                     2     2    0    0    0    0    0    0    0    0",
        "  Trackable: 4 live, 0 manual, 0 not weekly.",
        "",
        "KEY RESULTS OF EACH OWNER, by name",
        "  Ann: 4",
        "",
        "ALSO TO PUT RIGHT: nothing",
    ]


def test_what_is_missing_and_what_to_do() -> None:
    plan = with_key_result(
        2, frequency=None, owner="", trend=100.0, ambitious=None, text="Win \x1b[31mall\nplants"
    )._replace(published=HALF, published_by="Bo")
    found = lines(changed(plan, "objectives", 1, supports=()), "Sales")
    assert found[:14] == [
        "Nord, 2026-Q2, Sales",
        "1 of 2 key results ready. Published on 2026-04-21 by Bo.",
        "",
        "NOT READY",
        "  KR3      3/6 3/4  Win \ufffd[31mall plants",
        "        (+0% on the trend: may be too easy)",
        "        - update frequency open: Say how often the number is refreshed: daily,",
        "          weekly or monthly.",
        "        - no single owner: Name the one person who answers for it.",
        "        - ambition not confirmed: Say Yes or No in Ambitious but achievable; 20",
        "          to 30 % over the trend is the guide.",
        "",
        "READY",
        "  KR4      6/6 4/4  Result",
    ]
    assert "  Fails most: Sales: Update frequency (1 of 2)." in found
    assert "  Trackable: 1 live, 0 manual, 0 not weekly, 1 without a frequency." in found
    assert "  Ann: 1; (nobody): 1" in found
    assert "ALSO TO PUT RIGHT: 1 finding" in found
    assert any("OKR045: T1 supports no company objective." in line for line in found)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_line_is_too_wide(width: int) -> None:
    long = "Raise the share of plants that call us first " * 3
    plan = with_key_result(text=long, access="", frequency=Frequency.YEARLY)
    plan = plan._replace(teams=(Team("The team with the long name"), *plan.teams))
    found = lines(changed(plan, "objectives", 1, supports=()), width=width)
    assert max(map(len, found)) <= width
    assert any(line.endswith("\u2026") for line in found) is (width < 150)
    assert "        (not trackable weekly)" in found


def test_remarks_stand_below_the_gaps_and_beside_what_is_ready() -> None:
    found = told(SOUND)
    mild = Remark("vague", Severity.WARNING, "It could be clearer.", "from 3 to 5")
    audits = (audited(None, *REMARKS), audited(None, mild), audited(None, REMARKS[1]))
    shown = list(audit_lines.lines(found._replace(audits=audits)))
    assert shown[3:13] == [
        "NOT READY",
        "  KR1      5/6 4/4  Result",
        "        - wording not measurable: Try: from 3 to 5 days",
        "          No number says when.",
        "",
        "READY",
        "  KR1      6/6 4/4  Result",
        "          It could be clearer. Try: from 3 to 5",
        "  KR1      6/6 4/4  Result",
        "          It is long.",
    ]


def test_where_nothing_is_ready_no_list_of_it_stands() -> None:
    assert "READY" not in list(audit_lines.lines(told(SOUND)._replace(audits=(audited(False),))))


def test_an_empty_quarter_says_what_comes_first() -> None:
    assert lines(Plan(HUNDRED, key_results=(KeyResult("K1", "", ""),))) == [
        "OKRs, 2026-Q2",
        "0 of 0 key results ready. A draft: not published yet.",
        "",
        "There is no key result yet. Write them on the Key Results sheet first.",
        "",
        "ALSO TO PUT RIGHT: nothing",
    ]


@pytest.mark.parametrize(
    ("unready", "orphans", "told_first"),
    [
        pytest.param(1, 0, "Not published: 1 key result is not ready.", id="one"),
        pytest.param(2, 0, "Not published: 2 key results are not ready.", id="two"),
        pytest.param(0, 1, "Not published: 1 finding is in the way:", id="a finding"),
        pytest.param(
            1,
            2,
            "Not published: 1 key result is not ready, and 2 findings are in the way:",
            id="both",
        ),
    ],
)
def test_what_is_in_the_way_is_named(unready: int, orphans: int, told_first: str) -> None:
    audits = (*[audited(False)] * unready, audited(None, REMARKS[1]))
    orphan = finding("OKR045", "T1 supports no company objective.")
    shown = told(SOUND)._replace(audits=audits, findings=(orphan,) * orphans)
    first, *rest = audit_lines.in_the_way(shown, 200)
    assert first == told_first
    assert sum("OKR045" in line for line in rest) == orphans
