"""What an import puts into a workbook: new lines, prepared ones filled, nothing else changed."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from okrsheet.core.checks import check
from okrsheet.core.figures import figures
from okrsheet.core.model import (
    CheckIn,
    Dependency,
    KeyResult,
    LogLine,
    Objective,
    Person,
    Plan,
    ReviewLine,
    Stage,
    Team,
)
from okrsheet.core.policy import Policy
from okrsheet.core.words import Level
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.refusals import NotOurs
from okrsheet.workbook.adding import Addition, with_addition
from okrsheet.workbook.create import Request, empty_plan, new_workbook
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.rewrite import refreshed
from tests.small_plan import small_book
from tests.unit.plain_book import book, tabs
from tests.unit.sources_of import QUARTER, proposal, reasons, text_file

TODAY = date(2027, 2, 20)
STAMP = datetime(2027, 1, 2, tzinfo=UTC)
LONG = "Win " + "very " * 60 + "much"


@cache
def fresh() -> bytes:
    """A new workbook with prepared lines."""
    plan = empty_plan(Request(QUARTER, teams=("Sales",)))
    return new_workbook(plan, Policy(), as_of=None, today=TODAY, stamp=STAMP)


def plan_of(data: bytes) -> Plan:
    plan = read_plan(parse_workbook(data, "book.xlsx")).plan
    assert plan is not None
    return plan


def addition(*ids: str, krs: int = 2) -> Addition:
    objectives = [Objective(each, f"Goal {each}", Level.COMPANY, owner="Ann") for each in ids]
    results = [
        KeyResult(f"{each}.{n}", each, f"Result {each}.{n}", baseline=1.0, target=9.0, unit="pcs")
        for each in ids
        for n in range(1, krs + 1)
    ]
    check_ins = [CheckIn(date(2027, 2, 12), results[0].id, 5.0, 7.0)]
    return Addition(objectives, results, check_ins, [Team("Ops")], [Person("Ann")])


@pytest.mark.parametrize(
    ("ids", "krs"),
    [
        pytest.param(("C1", "C2"), 2, id="the IDs of prepared lines"),
        pytest.param(("A", "B"), 2, id="other IDs"),
        pytest.param(("A", "C1"), 3, id="one prepared, one not"),
        pytest.param(tuple(f"N{n}" for n in range(9)), 4, id="more than is prepared"),
        pytest.param((*(f"N{n}" for n in range(9)), "C3"), 3, id="more, the last one prepared"),
    ],
)
def test_the_plan_read_back_is_the_plan_put_in(ids: tuple[str, ...], krs: int) -> None:
    given = addition(*ids, krs=krs)
    data = with_addition(fresh(), "book.xlsx", given, TODAY)
    plan = plan_of(data)
    written = {each.id: each for each in plan.objectives if each.text}
    results = {each.id: each for each in plan.key_results if each.text}
    assert written == {each.id: each for each in given.objectives}
    assert results == {each.id: each for each in given.key_results}
    assert [c for c in plan.check_ins if c.value is not None] == list(given.check_ins)
    assert {each.name for each in plan.teams} >= {"Sales", "Ops"}
    assert "Ann" in {each.name for each in plan.people}
    reviewed = [each.key_result_id for each in plan.reviews if each.key_result_id in results]
    assert sorted(reviewed) == sorted(results)


def test_lines_that_lead_nowhere_are_emptied() -> None:
    given = addition("A", "B", "C", "D", "E", krs=1)
    plan = plan_of(with_addition(fresh(), "book.xlsx", given, TODAY))
    known = {each.id for each in plan.objectives if each.id}
    assert all(kr.objective_id in known for kr in plan.key_results if kr.objective_id)
    left = {kr.id for kr in plan.key_results if kr.id}
    assert all(each.key_result_id in left for each in plan.reviews if each.key_result_id)


def test_every_stored_figure_is_that_of_the_new_plan() -> None:
    data = with_addition(fresh(), "book.xlsx", addition("A", "B"), TODAY)
    assert refreshed(data, "book.xlsx", TODAY).changes == ()
    found = figures(plan_of(data), Policy(), TODAY)
    assert {each.code for each in check(found) if each.severity == "error"} == set()


def test_a_plan_that_is_there_keeps_every_line() -> None:
    before = plan_of(small_book())
    given = addition("N1", "N2")
    after = plan_of(with_addition(small_book(), "book.xlsx", given, TODAY))
    objectives = [each for each in after.objectives if each.text and each.id[0] != "N"]
    assert objectives == [each for each in before.objectives if each.text]
    own = [kr for kr in after.key_results if kr.text and kr.id[0] != "N"]
    assert own == [kr for kr in before.key_results if kr.text]
    assert set(after.reviews) >= {each for each in before.reviews if each.key_result_id}
    assert after.stages == before.stages
    assert len([kr for kr in after.key_results if kr.text]) == len(own) + 4


def test_texts_that_begin_like_formulas_stay_texts() -> None:
    text = "=cmd|' /C calc'!A0"
    given = Addition([Objective("A", text)], [KeyResult("A.1", "A", "@SUM(1)", owner="+1")])
    data = with_addition(fresh(), "book.xlsx", given, TODAY)
    read = parse_workbook(data, "book.xlsx")
    cells = read.sheets["Objectives"].cells
    [cell] = [each for each in cells.values() if each.value == text]
    assert cell.formula is None
    assert plan_of(data).key_results[0].text == "@SUM(1)"


def test_a_long_text_gets_a_high_line() -> None:
    given = Addition([Objective("A", LONG)], [])
    data = with_addition(fresh(), "book.xlsx", given, TODAY)
    assert LONG in {each.text for each in plan_of(data).objectives}


def test_somebody_elses_workbook_is_left_alone() -> None:
    with pytest.raises(NotOurs):
        with_addition(book(tabs()), "book.xlsx", addition("A"), TODAY)


def test_a_flag_nobody_set_stays_blank() -> None:
    data = with_addition(fresh(), "book.xlsx", addition("A", "C1"), TODAY)
    cells = parse_workbook(data, "book.xlsx").sheets["Objectives"].cells
    assert "No" not in {each.value for each in cells.values()}


def test_prepared_lines_of_others_stay_where_some_are_used() -> None:
    plan = plan_of(with_addition(fresh(), "book.xlsx", addition("S1", "N1"), TODAY))
    assert [each.id for each in plan.objectives if each.id][:5] == ["C1", "C2", "C3", "S1", "S2"]
    assert [each.id for each in plan.objectives if each.text] == ["S1", "N1"]


NEW = "Objective;ID;Key result;Start;Target\nGrow;{};Orders;50;90\n"


@pytest.mark.parametrize(
    "left",
    [
        pytest.param({"check_ins": (CheckIn(TODAY, "O1.1", 0.0),)}, id="a check-in"),
        pytest.param({"stages": (Stage("o1.1", "Draft", done=TODAY),)}, id="a stage"),
        pytest.param({"reviews": (ReviewLine("O1.1", why="Won"),)}, id="a review"),
        pytest.param({"dependencies": (Dependency("O1.1", "Ops", "List"),)}, id="a dependency"),
        pytest.param({"log": (LogLine(None, "Change", "O1.1", "Target"),)}, id="the log"),
    ],
)
def test_what_a_deleted_key_result_left_goes_to_no_new_one(
    left: dict[str, tuple[object, ...]], tmp_path: Path
) -> None:
    plan = Plan(QUARTER, objectives=(Objective("O1", "Grow"),), **left)  # type: ignore[arg-type]  # fields match by id
    made = proposal(text_file(tmp_path, NEW.format("")), plan)
    assert [each.id for each in made.found.key_results] == ["O1.2"]
    given = proposal(text_file(tmp_path, NEW.format("O1.1")), plan)
    assert [each.id for each in given.found.key_results] == ["O1.1"]
    assert "lines of the workbook name O1.1 already; do they belong to it?" in reasons(given)


def test_a_line_that_is_only_prepared_leaves_its_id_free(tmp_path: Path) -> None:
    plan = Plan(QUARTER, objectives=(Objective("O1", "Grow"),), reviews=(ReviewLine("O1.1"),))
    made = proposal(text_file(tmp_path, NEW.format("")), plan)
    assert [each.id for each in made.found.key_results] == ["O1.1"]
    assert reasons(made) == ""


def test_an_objective_that_key_results_still_name_is_not_made_anew(tmp_path: Path) -> None:
    plan = Plan(QUARTER, key_results=(KeyResult("O1.1", "O1", "Orders"),))
    made = proposal(text_file(tmp_path, NEW.format("")), plan)
    assert [each.id for each in made.found.objectives] == ["O2"]
