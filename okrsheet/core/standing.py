"""Where a key result stands after a check-in, in a line people read, and what it asks of them."""

from collections.abc import Iterator

from okrsheet.core import rag as status
from okrsheet.core.amounts import is_share, precise
from okrsheet.core.figures import Figures
from okrsheet.core.history import number, reports
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import CheckIn, KeyResult
from okrsheet.core.printable import printable
from okrsheet.core.scoring import NO_DATA, baseline_of
from okrsheet.core.words import KEEP_TYPES, Decision, Rag, Type

_ROUND = 20
_FINE = 2


def standing(now: KeyResultFigures, before: KeyResultFigures) -> str:
    """Such as `S1.2 298 of 360 clients (expected 310): Yellow, was Green`."""
    silent = now.rag is Rag.NO_DATA and now.reading.gap == NO_DATA
    told = now.key_result.id if silent else f"{now.key_result.id} {measured(now)}"
    told += f": {now.rag}"
    if now.rag is not before.rag:
        told += f", was {before.rag}"
    return printable(f"{told} ({now.message})" if now.message not in ("", now.rag) else told)


def measured(figure: KeyResultFigures) -> str:
    """What is measured and what was to be expected, in the metric's own unit."""
    kr, reading = figure.key_result, figure.reading
    if reading.type is Type.MILESTONES:
        done = f"{reading.progress:.0%} of its stages" if reading.progress else "no stage done"
        return f"{done} (expected {figure.expected:.0%})"
    if reading.current is None:
        return "no value"
    if reading.type is Type.YES_NO:
        return "Yes" if reading.current else "No"
    if reading.type in KEEP_TYPES:
        return f"{precise(kr, reading.current)} ({limits(kr)})"
    if number(kr.target) is None:
        return f"{precise(kr, reading.current)} (no target)"
    expected = expected_value(figure)
    hint = "" if expected is None else f" (expected {precise(kr, expected)})"
    return f"{precise(kr, reading.current)} of {target(kr)}{hint}"


def target(kr: KeyResult) -> str:
    """The target with its unit; "no target" where none is set."""
    goal = number(kr.target)
    if goal is None:
        return "no target"
    return f"{precise(kr, goal)} {kr.unit}".rstrip() if "%" not in kr.unit else precise(kr, goal)


def limits(kr: KeyResult) -> str:
    """The limits of a Keep type, such as `keep at or above 90`."""
    low, high = number(kr.low), number(kr.high)
    if kr.type is Type.KEEP_RANGE:
        ends = ("?" if each is None else precise(kr, each) for each in (low, high))
        return "keep in " + " to ".join(ends)
    return f"{str(kr.type).lower()} {target(kr)}"


def expected_value(figure: KeyResultFigures) -> float | None:
    """The value expected on the day of the figures, rounded to what one would write."""
    kr = figure.key_result
    start, goal = baseline_of(kr), number(kr.target)
    if start is None or goal is None or figure.reading.problem:
        return None
    way = abs(goal - start) * (100 if is_share(kr) else 1)
    digits = (0 if way >= _ROUND else 1 if way >= _FINE else 2) + (2 if is_share(kr) else 0)
    return round(start + figure.expected * (goal - start), digits)


def asks(now: KeyResultFigures, given: CheckIn, found: Figures) -> Iterator[str]:
    """What a person has to do about a key result that was just reported.

    Args:
        now: what it shows with the report.
        given: the report; what it says is told of where no later one counts.
        found: the figures it is one of.
    """
    name = now.key_result.id
    if now.escalation == status.DECIDE:
        ways = ", ".join(Decision)
        weeks = f"Red for {now.streak} check-in weeks without a clear recovery plan"
        yield printable(f"{name}: {weeks}. Leadership decides: {ways}.")
    if not _counts(given, found):
        return
    if status.has_fallen(now.confidence_drop, found.policy):
        fall = f"confidence fell by {now.confidence_drop:g}"
        yield printable(f"{name}: {fall}. Talk about it in the meeting.")
    if given.owner_rag not in (None, now.owned) and not found.is_to_come:
        why = "it is better than the figures and needs a reason"
        if found.is_over:
            why = "the figures are final"
        yield printable(f"{name}: your {given.owner_rag} was not taken, {why}.")


def _counts(given: CheckIn, found: Figures) -> bool:
    """Whether a report is the latest of its key result on the day of the figures."""
    name = given.key_result_id.lower()
    days = (
        each.day
        for each in found.plan.check_ins
        if each.day <= found.as_of and each.key_result_id.lower() == name and reports(each)
    )
    return given.day == max(days, default=None)
