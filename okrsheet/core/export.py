"""Figures as plain data, for JSON and tables: every figure, under the names of the docs."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from okrsheet.core.audited import Audited, audited
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import Unreadable
from okrsheet.core.objective_figures import ObjectiveFigures, TeamFigures
from okrsheet.core.printable import printable_json

Row = dict[str, object]


def plain(value: object) -> object:
    """A value as JSON holds it: dates as YYYY-MM-DD, words as text, the unreadable as null."""
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Unreadable):
        return None
    if isinstance(value, (tuple, frozenset)):
        return [plain(each) for each in value]
    return value


def fields(record: object, *left_out: str) -> Row:
    """A record's fields as plain data."""
    names: Sequence[str] = record._fields  # type: ignore[attr-defined]  # all records are named tuples
    return {name: plain(getattr(record, name)) for name in names if name not in left_out}


def key_result_row(figure: KeyResultFigures) -> Row:
    """Every figure of one key result."""
    kr, reading = figure.key_result, figure.reading
    row: Row = {
        "id": kr.id,
        "objective": kr.objective_id,
        "text": kr.text,
        "owner": kr.owner,
        "team": figure.team,
        "type": reading.type,
        "commitment": kr.commitment,
        "unit": kr.unit,
        "baseline": kr.baseline,
        "target": kr.target,
        "current": reading.current,
        "progress": reading.progress,
        "score": figure.score,
        "band": figure.band,
        "met": figure.met,
        "expected": figure.expected,
        "pace": figure.pace,
        "automatic_rag": figure.automatic,
        "rag": figure.rag,
        "message": figure.message,
        "last_check_in": figure.last_check_in,
        "confidence": figure.confidence,
        "confidence_drop": figure.confidence_drop,
        "days_silent": figure.silence,
        "reported": figure.reported,
        "owes_update": figure.owes,
        "red_weeks": figure.streak,
        "red_since": figure.red_since,
        "escalation": figure.escalation,
        "weight": figure.weight,
        "rollup": figure.rollup,
    }
    return {name: plain(value) for name, value in row.items()}


def key_result_rows(found: Figures) -> list[Row]:
    """Every figure of every key result, and under `forecast` where it will end, or None."""
    from okrsheet.core.forecast import forecasts  # noqa: PLC0415  # only who exports wants it

    return [
        {**key_result_row(figure), "forecast": None if ahead is None else fields(ahead)}
        for figure, ahead in zip(found.key_results, forecasts(found), strict=True)
    ]


def objective_row(figure: ObjectiveFigures) -> Row:
    """Every figure of one objective."""
    row: Row = {
        "id": figure.objective.id,
        "text": figure.objective.text,
        "level": figure.objective.level,
        "team": figure.objective.team,
        "owner": figure.objective.owner,
        "supports": tuple(name for name in figure.objective.supports if name),
        "number_one": figure.objective.number_one,
        "weight": figure.weight,
        "key_results": figure.key_results,
        "limit": figure.limit,
        "score": figure.score,
        "expected": figure.expected,
        "rag": figure.rag,
        "reported": figure.reported,
        "due": figure.due,
        "supporting_score": figure.supporting_score,
        "cascade": figure.cascade,
        "message": figure.message,
    }
    return {name: plain(value) for name, value in row.items()}


def team_row(figure: TeamFigures) -> Row:
    """Every figure of one team."""
    return fields(figure, "row")


def company_row(found: Figures) -> Row:
    """Every figure of the quarter as a whole."""
    row = fields(found.company, "counts")
    row["counts"] = {str(word): count for word, count in found.company.counts.items()}
    return row


def audit_row(each: Audited) -> Row:
    """The audit of one key result."""
    verdict = each.audit
    return {
        "id": each.figure.key_result.id,
        **fields(verdict),
        "passed": verdict.passed,
        "answered": verdict.answered,
        "ready": verdict.ready,
        "gaps": list(verdict.gaps),
        "next_steps": list(each.steps),
        "remark": each.why,
        "rewrite": each.rewrite,
    }


def audit_rows(found: Figures) -> list[Row]:
    """The audit of every key result."""
    return [audit_row(each) for each in audited(found)]


def finding_row(found: Finding) -> Row:
    """A finding as plain data."""
    return fields(found, "place")


def json_text(content: Mapping[str, object]) -> str:
    """Plain data as JSON: letters as they are, but nothing that steers a terminal."""
    import json  # noqa: PLC0415  # most commands print text

    return printable_json(json.dumps(content, indent=1, ensure_ascii=False))


def document(found: Figures, findings: Sequence[Finding]) -> Mapping[str, object]:
    """Everything `okrsheet check --json` prints; its shape is described in docs/json.md."""
    quarter = found.plan.quarter
    return {
        "format": 1,
        "organisation": found.plan.organisation,
        "champion": found.plan.champion,
        "quarter": fields(quarter),
        "as_of": found.as_of.isoformat(),
        "elapsed": found.elapsed,
        "closed": found.plan.closed,
        "published": plain(found.plan.published),
        "published_by": found.plan.published_by,
        "company": company_row(found),
        "teams": [team_row(team) for team in found.teams],
        "objectives": [objective_row(objective) for objective in found.objectives],
        "key_results": key_result_rows(found),
        "audit": audit_rows(found),
        "findings": [finding_row(each) for each in findings],
    }
