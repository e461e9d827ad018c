"""The measurement audit a second time, from semantics section 6 and readings 31 to 37 only.

Whether a wording passes comes from outside: the lint is not judged here.
"""

from typing import Any

from okrsheet.core.model import KeyResult, Plan, Stage
from okrsheet.core.words import Frequency, Type
from tests.oracle.oracle import (
    fault_of,
    key_result_named,
    number_or_none,
    objective_named,
    same,
)

ANYWHERE = """
-, --, \u2013, \u2014, tbd, tbc, tba, n/a, none, nothing, no, to be defined, to be determined,
to be decided, to be confirmed, to do, todo, open, pending, unknown, not known, unknown yet,
not yet known, not sure
"""
SOURCES = """
excel, excel file, an excel file, excel sheet, an excel sheet, excel list, spreadsheet,
a spreadsheet, spreadsheets, sheet, google sheet, google sheets, a google sheet, csv, file, a file,
manual, manually, manual count, manual tracking, manual entry, manual update, by hand, report,
a report, reports, system, a system, the system, database, dashboard, data, various
"""
OWNERS = """
all, all of us, everyone, everybody, anyone, anybody, someone, somebody, nobody, no one, team,
teams, the team, we, us, various, several, many, multiple, vacant, staff, employees, managers,
management, leadership, board, company, department, sales, marketing, finance, hr, it, operations,
ops, engineering, product, support, delivery, legal
"""


def words(listed: str) -> set[str]:
    return {word.strip() for word in listed.replace("\n", " ").split(",")}


NOTHING_ANYWHERE = words(ANYWHERE)


def says_something(text: str, listed: str = "") -> bool:
    """Reading 33."""
    left = "".join(sign for sign in text if sign not in ".?!()[];")
    left = " ".join(left.lower().split(" ")).strip(" ")
    while "  " in left:
        left = left.replace("  ", " ")
    if left == "":
        return False
    known = NOTHING_ANYWHERE | words(listed)
    return left not in known


def is_one_person(text: str) -> bool:
    """Reading 34."""
    if not says_something(text, OWNERS):
        return False
    if any(sign in text for sign in "&/,;+|\n"):
        return False
    return not set(text.lower().split(" ")) & {"and", "or", "team", "teams", "department", "dept"}


def over_trend(kr: KeyResult) -> float | None:
    """Reading 35."""
    if kr.type not in (None, Type.INCREASE, Type.DECREASE, Type.COUNT):
        return None
    trend, target, baseline = map(number_or_none, (kr.trend, kr.target, kr.baseline))
    if kr.type == Type.COUNT and baseline is None and kr.baseline is None:
        baseline = 0.0
    if trend is None or target is None or baseline is None or abs(trend) <= 1e-9:
        return None
    over = (target - trend) / abs(trend)
    return over if target > baseline else -over


def ambition(over: float | None) -> str:
    if over is None:
        return ""
    if over < -1e-9:
        return "easier than doing nothing"
    if over < 0.2 - 1e-9:
        return "may be too easy"
    if over <= 0.3 + 1e-9:
        return "as the guide"
    return "check the path"


def said(answer: bool | None) -> str:
    return "Your call" if answer is None else "Yes" if answer else "No"


def judge_audit(kr: KeyResult, stages: list[Stage], wording: bool | None) -> dict[str, Any]:
    """All of the audit of one key result, under the names of docs/json.md."""
    defined = kr.type is not None and fault_of(kr, stages) in ("", "No baseline")
    worded = said(wording if kr.wording_fine is None else kr.wording_fine)
    over = over_trend(kr)
    hint = ambition(over)
    needs_baseline = kr.type not in (Type.COUNT, Type.YES_NO, Type.MILESTONES)
    answers = {
        "measurable": worded if defined else "No",
        "data_source": said(says_something(kr.data_source, SOURCES)),
        "baseline": said(not needs_baseline or number_or_none(kr.baseline) is not None),
        "frequency": said(kr.frequency is not None),
        "owner": said(is_one_person(kr.owner)),
        "ambitious": "No" if hint == "easier than doing nothing" else said(kr.ambitious),
        "access": said(says_something(kr.access)),
        "retriever": said(says_something(kr.retriever)),
    }
    criteria = list(answers.values())[:6]
    questions = [answers[name] for name in ("data_source", "frequency", "access", "retriever")]
    weekly = (Frequency.DAILY, Frequency.WEEKLY)
    slow = (Frequency.QUARTERLY, Frequency.YEARLY)
    return {
        **answers,
        "over_trend": over,
        "hint": hint,
        "trackable": ""
        if kr.frequency is None
        else "live"
        if kr.frequency in weekly
        else "not trackable weekly"
        if kr.frequency in slow
        else "manual",
        "passed": criteria.count("Yes"),
        "answered": questions.count("Yes"),
        "ready": criteria.count("Yes") == 6 and questions.count("Yes") == 4,
        "gaps": len([answer for answer in answers.values() if answer != "Yes"])
        + (not defined and worded != "Yes"),
    }


def judge_audits(plan: Plan, wordings: dict[int, bool | None]) -> dict[int, dict[str, Any]]:
    """The audits of all rows that hold a key result."""
    found = {}
    for index, kr in enumerate(plan.key_results):
        if kr.text:
            stages = [s for s in plan.stages if key_result_named(s.key_result_id, plan) == index]
            found[index] = judge_audit(kr, stages, wordings.get(index))
    return found


def team_of(plan: Plan, kr: KeyResult) -> int | str | None:
    """The line of Teams a key result belongs to, "Company" or None (reading 37)."""
    home = objective_named(kr.objective_id, plan)
    if home is None:
        return None
    for line, team in enumerate(plan.teams):
        if same(team.name, plan.objectives[home].team):
            return line
    return "Company" if plan.objectives[home].level == "Company" else None


def failures(
    plan: Plan, audits: dict[int, dict[str, Any]], line: int | str | None
) -> dict[str, int]:
    """How many key results of a team (None: of none) do not pass, by criterion and question."""
    own = [a for row, a in audits.items() if team_of(plan, plan.key_results[row]) == line]
    return {
        name: sum(each[name] != "Yes" for each in own)
        for name in (
            *("measurable", "data_source", "baseline", "frequency", "owner", "ambitious"),
            *("access", "retriever"),
        )
    }
