"""Checks before and during a quarter: key results that are not ready, and how they are worded.

Source: semantics, sections 6 and 7.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from okrsheet.core.audit_gaps import TRY
from okrsheet.core.codes import finding
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding, Place

if TYPE_CHECKING:
    from okrsheet.core.audited import Audited
    from okrsheet.core.lint.wording import Wording

    Judged = tuple[str, int, Wording]


def check_readiness(found: Figures) -> Iterator[Finding]:
    """What is to be put right while it still helps: nothing once the quarter is over."""
    over = found.plan.closed or found.as_of > found.plan.quarter.end
    if over or not (found.objectives or found.key_results):
        return
    from okrsheet.core.audited import (  # noqa: PLC0415  # a finished quarter needs no lint
        audited,
        objective_wordings,
    )

    audits = audited(found)
    for each in audits:
        yield from _not_ready(each)
        yield from _torn(each)
    yield from wording_findings(
        "OKR055",
        "key_results",
        (
            (each.figure.key_result.id, each.figure.row, each.wording)
            for each in audits
            if each.figure.key_result.wording_fine is None
        ),
    )
    wordings = objective_wordings(found, audits)
    judged = (
        (o.objective.id, o.row, wording)
        for o, wording in zip(found.objectives, wordings, strict=True)
    )
    yield from wording_findings("OKR056", "objectives", judged)


def _not_ready(each: "Audited") -> Iterator[Finding]:
    gaps = each.audit.gaps
    if gaps:
        name = each.figure.key_result.id
        place = Place("key_results", each.figure.row, "text")
        message = f"{name} is not ready: {', '.join(gaps)}."
        yield finding("OKR054", message, place=place, ids=(name,))


def _torn(each: "Audited") -> Iterator[Finding]:
    """Where the text of a key result says something else than its columns."""
    from okrsheet.core.lint.compare import disagreements  # noqa: PLC0415  # as above

    kr = each.figure.key_result
    for sentence in disagreements(kr):
        place = Place("key_results", each.figure.row, "text")
        yield finding("OKR057", f"{kr.id}: {sentence}", place=place, ids=(kr.id,))


def wording_findings(code: str, records: str, judged: "Iterable[Judged]") -> Iterator[Finding]:
    """The worst of what the lint says about each text: whole lists would not be read.

    Args:
        code: OKR055 for key results, OKR056 for objectives.
        records: the plan's field they stand in.
        judged: ID, row (0-based) and verdict of each.
    """
    for name, row, wording in judged:
        for remark in wording.remarks[:1]:
            place = Place(records, row, "text")
            severity = remark.severity
            told = finding(code, f"{name}: {remark.why}", place=place, ids=(name,))
            way_out = f"{TRY}{remark.rewrite}" if remark.rewrite else told.way_out
            yield told._replace(severity=severity, way_out=way_out)
