"""Checks before and during a quarter: key results that are not ready, and how they are worded.

Source: semantics, sections 6 and 7.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from okrsheet.core.codes import finding
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding, Place

if TYPE_CHECKING:
    from okrsheet.core.audited import Audited
    from okrsheet.core.lint.wording import Remark


def check_readiness(found: Figures) -> Iterator[Finding]:
    """What is to be put right while it still helps: nothing once the quarter is over."""
    over = found.plan.closed or found.as_of > found.plan.quarter.end
    if over or not (found.objectives or found.key_results):
        return
    from okrsheet.core.audited import audited  # noqa: PLC0415  # seldom loads the lint for nothing

    audits = audited(found)
    for each in audits:
        yield from _not_ready(each)
        yield from _wording(each)
    yield from _objectives(found, audits)


def _not_ready(each: "Audited") -> Iterator[Finding]:
    gaps = each.audit.gaps
    if gaps:
        name = each.figure.key_result.id
        place = Place("key_results", each.figure.row, "text")
        message = f"{name} is not ready: {', '.join(gaps)}."
        yield finding("OKR054", message, place=place, ids=(name,))


def _wording(each: "Audited") -> Iterator[Finding]:
    if each.wording.remarks and each.figure.key_result.wording_fine is None:
        place = Place("key_results", each.figure.row, "text")
        yield _told("OKR055", each.figure.key_result.id, each.wording.remarks[0], place)


def _objectives(found: Figures, audits: Sequence["Audited"]) -> Iterator[Finding]:
    from okrsheet.core.lint.judge import judge_objective  # noqa: PLC0415  # as above

    under: dict[str, list[Audited]] = {}
    for each in audits:
        under.setdefault(each.figure.key_result.objective_id.lower(), []).append(each)
    for o in found.objectives:
        own = under.get(o.objective.id.lower(), [])
        remarks = judge_objective(o.objective.text, [each.wording for each in own]).remarks
        if remarks:
            yield _told("OKR056", o.objective.id, remarks[0], Place("objectives", o.row, "text"))


def _told(code: str, name: str, remark: "Remark", place: Place) -> Finding:
    """The worst of what the lint says: a list of remarks would not be read."""
    found = finding(code, f"{name}: {remark.why}", place=place, ids=(name,))
    found = found._replace(severity=remark.severity)
    return found._replace(way_out=f"Write it as: {remark.rewrite}") if remark.rewrite else found
