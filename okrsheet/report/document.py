"""The weekly summary as plain data; its shape is described in docs/json.md."""

from okrsheet.core.concerns import Concern
from okrsheet.core.export import Row, fields, key_result_row, objective_row, plain
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.moves import gain
from okrsheet.core.owing import Owing
from okrsheet.core.successes import Success
from okrsheet.core.week import Week


def report_document(week: Week) -> Row:
    """Everything `okrsheet report --format json` prints."""
    plan, head = week.found.plan, week.headline
    if not week.compared:
        head = head._replace(before=None, rag_before=None)
    then = {o.row: o.score for o in week.before.objectives}
    return {
        "format": 1,
        "organisation": plan.organisation,
        "team": week.team or None,
        "quarter": fields(plan.quarter),
        "as_of": week.found.as_of.isoformat(),
        "since": week.before.as_of.isoformat() if week.compared else None,
        "headline": {**fields(head), "counts": {str(k): v for k, v in week.counts.items()}},
        "decisions_due": [_escalation(week, k) for k in week.decisions_due],
        "plans_running": [_escalation(week, k) for k in week.plans_running],
        "moves": [
            {
                "id": m.now.key_result.id,
                "before": str(m.before),
                "now": str(m.now.rag),
                "change": str(m.change),
            }
            for m in week.moves
        ],
        "decided": [_decision(k) for k in week.decided],
        "log": [fields(line) for line in week.log],
        "concerns": [_concern(each) for each in week.concerns],
        "successes": [_success(each) for each in week.successes],
        "misses": [k.key_result.id for k in week.misses],
        "owing": [_owing(each) for each in week.owing],
        "objectives": [
            {**objective_row(o), "gain": gain(o.score, then.get(o.row)) if week.compared else None}
            for o in week.objectives
        ],
        "key_results": [_key_result(week, k) for k in week.key_results],
    }


def _key_result(week: Week, figure: KeyResultFigures) -> Row:
    ahead = week.forecasts.get(figure.row)
    then = next(k for k in week.before.key_results if k.row == figure.row)
    return {
        **key_result_row(figure),
        "gain": gain(figure.score, then.score) if week.compared else None,
        "forecast": None if ahead is None else fields(ahead),
    }


def _decision(figure: KeyResultFigures) -> Row:
    kr = figure.key_result
    return {
        "id": kr.id,
        "decision": plain(kr.decision),
        "decided_by": kr.decided_by,
        "decided_on": plain(kr.decided_on),
    }


def _escalation(week: Week, figure: KeyResultFigures) -> Row:
    kr, latest = figure.key_result, week.latest.get(figure.row)
    return {
        "id": kr.id,
        "owner": kr.owner,
        "red_weeks": figure.streak,
        "red_since": plain(figure.red_since),
        "in_the_way": latest.in_the_way if latest else "",
        "next_step": latest.next_step if latest else "",
        "recovery_action": kr.recovery_action,
        "recovery_owner": kr.recovery_owner,
        "recovery_due": plain(kr.recovery_due),
    }


def _concern(concern: Concern) -> Row:
    latest = concern.check_in
    return {
        "id": concern.figure.key_result.id,
        "rag": str(concern.figure.rag),
        "reasons": [fields(each) for each in concern.reasons],
        "in_the_way": latest.in_the_way if latest else "",
        "next_step": latest.next_step if latest else "",
    }


def _success(success: Success) -> Row:
    return {
        "id": success.figure.key_result.id,
        "met_since": plain(success.met_since),
        "lead": success.lead,
    }


def _owing(owing: Owing) -> Row:
    return {
        "owner": owing.owner,
        "email": owing.email,
        "since": owing.since.isoformat(),
        "key_results": [k.key_result.id for k in owing.key_results],
    }
