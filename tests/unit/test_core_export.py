"""Figures as plain data: the names, dates and blanks of `okrsheet check --json`."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from okrsheet.core.checks import check
from okrsheet.core.codes import finding
from okrsheet.core.export import (
    audit_rows,
    company_row,
    document,
    fields,
    finding_row,
    key_result_row,
    key_result_rows,
    objective_row,
    plain,
    team_row,
)
from okrsheet.core.findings import Place
from okrsheet.core.forecast import forecasts
from okrsheet.core.limits import Verdict
from okrsheet.core.model import UNREADABLE, Plan, Quarter
from okrsheet.core.words import Commitment, Level, Rag, Type
from tests.unit.plans import (
    GREEN,
    HALF,
    HUNDRED,
    KR,
    SOUND,
    changed,
    judged,
    line,
    on,
    plan_of,
    with_key_result,
)

DOCS = Path(__file__).resolve().parents[2] / "docs" / "json.md"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(date(2026, 3, 2), "2026-03-02", id="a date"),
        pytest.param(Rag.NEEDS_A_CALL, "Needs a call", id="a word"),
        pytest.param(Verdict.PASS, "pass", id="a verdict"),
        pytest.param(UNREADABLE, None, id="the unreadable"),
        pytest.param(None, None, id="nothing"),
        pytest.param(0.5, 0.5, id="a number"),
        pytest.param(True, True, id="yes"),
        pytest.param("text", "text", id="a text"),
        pytest.param(("a", HALF, (UNREADABLE,)), ["a", "2026-04-21", [None]], id="a tuple"),
        pytest.param(frozenset({Rag.RED}), ["Red"], id="a set"),
    ],
)
def test_plain_values(value: object, expected: object) -> None:
    found = plain(value)
    assert found == expected
    assert type(found) is type(expected)


def test_fields_of_a_record() -> None:
    assert fields(HUNDRED) == {"name": "2026-Q2", "start": "2026-03-02", "end": "2026-06-10"}
    assert fields(HUNDRED, "name", "end") == {"start": "2026-03-02"}
    assert list(fields(Quarter("", HALF, HALF))) == ["name", "start", "end"]


def test_a_key_result() -> None:
    plan = with_key_result(type=None, unit="EUR", commitment=Commitment.COMMITTED)
    plan = changed(plan, "check_ins", 0, value=30.0, confidence=6.0)
    assert key_result_row(judged(plan).key_results[0]) == {
        "id": "KR1",
        "objective": "O1",
        "text": "Result",
        "owner": "Ann",
        "team": "",
        "type": "Increase",
        "commitment": "Committed",
        "unit": "EUR",
        "baseline": 0.0,
        "target": 100.0,
        "current": 30.0,
        "progress": 0.3,
        "score": 0.3,
        "band": "Missed",
        "met": False,
        "expected": 0.5,
        "pace": 0.6,
        "automatic_rag": "Red",
        "rag": "Red",
        "message": "",
        "last_check_in": "2026-04-21",
        "confidence": 6.0,
        "confidence_drop": None,
        "days_silent": 0,
        "reported": True,
        "owes_update": False,
        "red_weeks": 1,
        "red_since": "2026-04-21",
        "escalation": "",
        "weight": 1.0,
        "rollup": 0.3,
    }


def test_what_is_unknown_is_null() -> None:
    broken = KR._replace(baseline=UNREADABLE, target=UNREADABLE)
    found = key_result_row(judged(plan_of(broken, check_ins=(line(HALF, 9.0),))).key_results[0])
    nulls = {name for name, value in found.items() if value is None}
    assert nulls == {
        "commitment",
        "baseline",
        "target",
        "progress",
        "score",
        "band",
        "met",
        "pace",
        "confidence",
        "confidence_drop",
        "red_since",
        "rollup",
    }
    assert found["current"] == 9.0
    assert found["message"] == "No target"


def test_a_closed_key_result_without_data_scores_0() -> None:
    found = key_result_row(judged(plan_of(KR, closed=True)).key_results[0])
    shown = {name: found[name] for name in ("score", "band", "met", "message", "progress")}
    assert shown == {
        "score": 0.0,
        "band": "Missed",
        "met": False,
        "message": "Missed (no data)",
        "progress": None,
    }


def test_key_results_with_their_forecasts() -> None:
    found = judged(changed(SOUND, "key_results", 1, target=None))
    rows = key_result_rows(found)
    assert [each["id"] for each in rows] == ["KR1", "KR2", "KR3", "KR4"]
    assert rows[1] == {**key_result_row(found.key_results[1]), "forecast": None}
    (ahead,) = [each for each in forecasts(found)[:1] if each]
    assert rows[0]["forecast"] == {
        **ahead._asdict(),
        "projected_from": "2026-04-21",
        "value": 80.0,
        "band": "Hit",
    }


def test_an_objective() -> None:
    assert objective_row(judged(SOUND).objectives[1]) == {
        "id": "T1",
        "text": "Become the adviser that plants call first",
        "level": "Team",
        "team": "Sales",
        "owner": "",
        "supports": ["O1"],
        "number_one": False,
        "weight": 1.0,
        "key_results": 2,
        "limit": "pass",
        "score": 0.4,
        "expected": 0.5,
        "rag": "Green",
        "reported": 2,
        "due": 2,
        "supporting_score": None,
        "cascade": "",
        "message": "",
    }


def test_a_team_and_the_company() -> None:
    found = judged(SOUND)
    assert team_row(found.teams[0]) == {
        "name": "Sales",
        "objectives": 1,
        "limit": "pass",
        "score": 0.4,
        "rag": "Green",
        "reported": 2,
        "due": 2,
    }
    assert company_row(found) == {
        "objectives": 1,
        "limit": "pass",
        "score": 0.4,
        "supporting_score": 0.4,
        "rag": "Green",
        "reported": 2,
        "due": 2,
        "owes": 0,
        "decisions_due": 0,
        "counts": {
            "Green": 4,
            "Yellow": 0,
            "Red": 0,
            "Needs a call": 0,
            "No data": 0,
            "Not started": 0,
        },
    }


def test_the_audit() -> None:
    rows = audit_rows(judged(with_key_result(retriever="")))
    assert [each["id"] for each in rows] == ["KR1", "KR2", "KR3", "KR4"]
    assert rows[0] == {
        "id": "KR1",
        "measurable": "Yes",
        "data_source": "Yes",
        "baseline": "Yes",
        "frequency": "Yes",
        "owner": "Yes",
        "ambitious": "Yes",
        "access": "Yes",
        "retriever": "No",
        "over_trend": None,
        "hint": "",
        "trackable": "live",
        "defined": True,
        "wording": "Yes",
        "passed": 6,
        "answered": 3,
        "ready": False,
        "gaps": ["nobody retrieves it"],
        "next_steps": ["Name who gets the number each week."],
        "remark": "",
        "rewrite": "",
    }


def test_a_finding() -> None:
    made = finding("OKR016", "No ID.", place=Place("key_results", 0, "id"), ids=("KR1",))
    assert finding_row(made._replace(sheet="Key Results", cell="A5")) == {
        "code": "OKR016",
        "severity": "error",
        "message": "No ID.",
        "way_out": "Give it a short code that no other line has.",
        "ids": ["KR1"],
        "sheet": "Key Results",
        "cell": "A5",
    }


def made_of(plan: Plan, day: int = 50) -> Any:
    """The document after a journey through JSON."""
    found = judged(plan, on(day))
    written = document(found, check(found))
    read = json.loads(json.dumps(written, allow_nan=False))
    assert read == written  # nothing but what JSON can hold
    return read


def test_the_document() -> None:
    read = made_of(SOUND._replace(champion="Bo"))
    assert {name: value for name, value in read.items() if not isinstance(value, (list, dict))} == {
        "format": 1,
        "organisation": "Nord",
        "champion": "Bo",
        "as_of": "2026-04-21",
        "elapsed": 0.5,
        "closed": False,
        "published": None,
        "published_by": "",
    }
    assert read["quarter"] == fields(HUNDRED)
    lists = {name: len(value) for name, value in read.items() if isinstance(value, list)}
    assert lists == {"teams": 1, "objectives": 2, "key_results": 4, "audit": 4, "findings": 0}


def test_the_document_of_an_empty_plan() -> None:
    read = made_of(Plan(HUNDRED))
    assert read["company"]["score"] is None
    assert read["company"]["rag"] is None
    for name in ("teams", "objectives", "key_results", "audit", "findings"):
        assert read[name] == []


def test_the_document_holds_findings() -> None:
    read = made_of(with_key_result(target=UNREADABLE), -1)
    codes = {each["code"] for each in read["findings"]}
    assert "OKR025" in codes
    assert all(set(each) >= {"code", "severity", "message", "way_out"} for each in read["findings"])


def documented(heading: str) -> set[str]:
    """The names written as code in a part of docs/json.md."""
    parts = re.split(r"^#+ ", DOCS.read_text("utf-8"), flags=re.MULTILINE)
    (part,) = [part for part in parts if part.startswith(heading)]
    return set(re.findall(r"`([a-z_]+)`", part.split("\n", 1)[1]))


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("The JSON", ()),
        ("`company`", ("company",)),
        ("`teams`", ("teams", 0)),
        ("`objectives`", ("objectives", 0)),
        ("`key_results`", ("key_results", 0)),
        ("`forecast`", ("key_results", 1, "forecast")),
        ("`audit`", ("audit", 0)),
        ("`findings`", ("findings", 0)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_name_is_documented(heading: str, path: tuple[Any, ...]) -> None:
    record = made_of(with_key_result(target=None))
    for step in path:
        record = record[step]
    assert set(record) <= documented(heading)


def test_words_and_types_become_texts() -> None:
    read = made_of(SOUND)
    assert type(read["key_results"][0]["type"]) is str
    assert read["key_results"][0]["type"] == Type.INCREASE
    assert read["objectives"][0]["level"] == Level.COMPANY
    assert read["key_results"][0]["current"] == GREEN
