"""Targets and baselines that were changed after the quarter was published, and whether it was said.

Source: semantics, section 9; reading 50.
"""

import re
from collections.abc import Iterator, Mapping
from math import isclose
from typing import Final

from okrsheet.core.codes import finding
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding, Place
from okrsheet.core.history import number
from okrsheet.core.model import KeyResult, Known, LogLine, Plan
from okrsheet.core.words import LogKind

FIELDS: Final = ("baseline", "target", "low", "high")
_NUMBER: Final = r"[-\u2212]?\d(?:[\d.,' \u00a0\u202f]*\d)?"
_GAPS: Final = r"[' \u00a0\u202f]"
_PERCENT: Final = 100


def known_by_id(plan: Plan) -> dict[str, Known]:
    """What was known of each key result, by its ID in small letters."""
    return {each.key_result_id.lower(): each for each in reversed(plan.known)}


def known_now(plan: Plan, kr: KeyResult, before: Mapping[str, Known]) -> Known | None:
    """What is known of a key result from now on; None before the quarter is published.

    A number that was changed without a word stays known as it was.

    Args:
        plan: the quarter.
        kr: one of its key results.
        before: what was known up to now, from `known_by_id`.
    """
    if plan.published is None or not kr.text or not kr.id:
        return None
    old = before.get(kr.id.lower())
    kept = dict(_unsaid(plan, kr, old)) if old else {}
    today: dict[str, float | None] = {name: number(getattr(kr, name)) for name in FIELDS}
    if old:
        # A number that is gone for now is no new one.
        kept |= {name: getattr(old, name) for name in FIELDS if today[name] is None}
    return Known(kr.id, **(today | kept))


def _unsaid(plan: Plan, kr: KeyResult, old: Known) -> Iterator[tuple[str, float]]:
    """The fields that were changed without a line in the Log, and what they were."""
    for name in FIELDS:
        was, now = getattr(old, name), number(getattr(kr, name))
        if was is None or now is None or _same(was, now):
            continue
        if not any(_says(line.new, now) for line in changes_of(plan, kr)):
            yield name, was


def changes_of(plan: Plan, kr: KeyResult) -> Iterator[LogLine]:
    """The lines of the Log that tell of changes of a key result."""
    for line in plan.log:
        if line.kind == LogKind.CHANGE and line.about.lower() == kr.id.lower():
            yield line


def _same(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def _says(text: str, value: float) -> bool:
    """Whether a text names a number in one of the ways people write it: 1,200, 62 %, EUR 29.000."""
    return any(_same(found, value) for found in _readings(text))


def _readings(text: str) -> Iterator[float]:
    for found in re.findall(_NUMBER, text):
        digits = re.sub(_GAPS, "", found.replace("\u2212", "-"))
        for form in (digits.replace(",", ""), digits.replace(".", "").replace(",", ".")):
            if form.count(".") <= 1:
                yield float(form)
                if "%" in text:
                    yield float(form) / _PERCENT


def check_changes(found: Figures) -> Iterator[Finding]:
    """A changed target or baseline is logged: old, new, who, when and why."""
    plan = found.plan
    if plan.published is None or not plan.known:
        return
    before = known_by_id(plan)
    for figure in found.key_results:
        kr = figure.key_result
        old = before.get(kr.id.lower())
        for name, was in _unsaid(plan, kr, old) if old else ():
            now = number(getattr(kr, name)) or 0.0
            message = f"{name.capitalize()} of {kr.id} was {was:.15g} and is {now:.15g} now."
            place = Place("key_results", figure.row, name)
            yield finding("OKR058", message, place=place, ids=(kr.id,))
