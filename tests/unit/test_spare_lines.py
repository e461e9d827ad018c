"""Empty lines of a new quarter: as many as there should be, under IDs nobody had before."""

from datetime import date

import pytest

from okrsheet.core.model import CheckIn, KeyResult, Objective, Plan, Team
from okrsheet.core.quarter import parse_quarter
from okrsheet.core.words import Level
from okrsheet.workbook.spare_lines import prefixes, with_spare_lines

QUARTER = parse_quarter("2027-Q2")
C1 = Objective("C1", "Company", Level.COMPANY)
S2 = Objective("Sal2", "Sales", Level.TEAM, "Sales")
OWN = Objective("P1", "Own", Level.INDIVIDUAL)


def made(plan: Plan, before: Plan | None = None) -> tuple[list[str], list[str]]:
    """The IDs of all objectives and key results; empty ones in brackets."""
    found = with_spare_lines(plan, before or plan)
    assert [line.key_result_id for line in found.reviews] == [kr.id for kr in found.key_results]
    objectives = [each.id if each.text else f"({each.id})" for each in found.objectives]
    return objectives, [each.id if each.text else f"({each.id})" for each in found.key_results]


def test_a_company_without_teams() -> None:
    objectives, key_results = made(Plan(QUARTER))
    assert objectives == ["(C1)", "(C2)", "(C3)"]
    assert key_results[:4] == ["(C1.1)", "(C1.2)", "(C1.3)", "(C2.1)"]
    assert len(key_results) == 9


def test_no_id_of_the_quarter_before_is_used_again() -> None:
    """C2 and C1.2 were dropped; C3 is only known from a check-in, C4.1 from its objective."""
    before = Plan(
        QUARTER,
        objectives=(C1, C1._replace(id="C2")),
        key_results=(
            KeyResult("C1.1", "C1", "A"),
            KeyResult("c1.2", "C1", "B"),
            KeyResult("X", "c4", "C"),
        ),
        check_ins=(CheckIn(date(2027, 1, 4), "C3", 1.0),),
    )
    plan = Plan(QUARTER, objectives=(C1,), key_results=(KeyResult("C1.1", "C1", "A"),))
    objectives, key_results = made(plan, before)
    assert objectives == ["C1", "(C5)", "(C6)"]
    assert key_results[:4] == ["C1.1", "(C1.3)", "(C1.4)", "(C5.1)"]


def test_an_objective_that_is_full_has_one_line_more() -> None:
    names = ("C1.1", "C1.2", "C1.3", "C1.4")
    plan = Plan(
        QUARTER, objectives=(C1,), key_results=tuple(KeyResult(n, "c1", "A") for n in names)
    )
    assert made(plan)[1][:6] == [*names, "(C1.5)", "(C2.1)"]


def test_teams_and_people_have_theirs_after_the_company() -> None:
    plan = Plan(QUARTER, objectives=(OWN, S2, C1), teams=(Team("sales"), Team(""), Team("Ops")))
    assert made(plan)[0] == [
        *("C1", "(C2)", "(C3)"),
        *("Sal2", "(Sal1)"),
        *("(O1)", "(O2)"),
        "P1",
    ]


def test_a_team_that_is_listed_twice_has_its_objectives_once() -> None:
    kr = KeyResult("Sal2.1", "Sal2", "A")
    teams = (Team("Sales"), Team("Ops"), Team("sales"))
    objectives, key_results = made(
        Plan(QUARTER, objectives=(C1, S2), key_results=(kr,), teams=teams)
    )
    assert objectives[3:] == ["Sal2", "(Sal1)", "(O1)", "(O2)"]
    assert key_results.count("Sal2.1") == 1


def test_what_belongs_nowhere_is_kept() -> None:
    """An objective of a team that is not listed, a key result of no objective."""
    lost = KeyResult("Z", "", "Lost")
    plan = Plan(QUARTER, objectives=(C1, S2), key_results=(lost,))
    objectives, key_results = made(plan)
    assert objectives == ["C1", "(C2)", "(C3)", "Sal2"]
    assert key_results[-1] == "Z"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(["Sales", "Service"], ["S", "SE"], id="the shortest that tell them apart"),
        pytest.param(["Care", "42"], ["CA", "T2-"], id="C is the company's; no letters"),
        pytest.param(["R&D", "研究"], ["R", "T2-"], id="signs that no ID has"),
    ],
)
def test_the_ids_of_new_teams(names: list[str], expected: list[str]) -> None:
    assert prefixes([Team(name) for name in names]) == expected


def test_the_ids_of_a_team_go_on_as_they_began() -> None:
    own = (S2._replace(id="North"), S2._replace(id="7"), S2)
    assert prefixes([Team("Sales"), Team("Salt")], own) == ["Sal", "S"]
