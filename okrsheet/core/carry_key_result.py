"""A key result as it starts into the next quarter.

Source: semantics, section 9; readings 60 to 63.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.agenda_items import Result
from okrsheet.core.amounts import amount, goal, is_share
from okrsheet.core.history import History, number
from okrsheet.core.lint.compare import disagreements
from okrsheet.core.model import KeyResult
from okrsheet.core.next_target import NextTarget, starts_over, told
from okrsheet.core.scoring import NOT_A_NUMBER, TOLERANCE, effective_type, falls
from okrsheet.core.trend import observed
from okrsheet.core.words import DISTANCE_TYPES, KEEP_TYPES, Type

_UNCOUNTED: Final = (Type.YES_NO, Type.MILESTONES)


class Handed(NamedTuple):
    """A key result of the next quarter, and what is to be said about it.

    Attributes:
        key_result: as it stands in the next quarter's plan.
        why: what is done with it, in a sentence.
        keeps_target: whether it still aims at what it aimed at.
        questions: what a person has to look at, a sentence each.
    """

    key_result: KeyResult
    why: str
    keeps_target: bool
    questions: tuple[str, ...]


def handed(
    each: Result, history: History, ahead: NextTarget, as_of: date, *, revised: bool
) -> Handed:
    """The key result as it goes on.

    Args:
        each: the key result in the review of its quarter.
        history: what was known about it on `as_of`.
        ahead: where it leads to.
        as_of: the day of the figures.
        revised: whether a new target is to be set.
    """
    kr = each.figure.key_result
    value = _last_value(history, as_of)
    renewed = _started(kr, value, ahead)
    reached = _is_reached(kr, renewed.baseline)
    keeps = not revised and not reached
    new = renewed if keeps else _without_target(renewed, ahead)
    asked = (*_questions(each, kr, value, ahead), *disagreements(new))
    return Handed(new, _why(kr, revised=revised, reached=reached), keeps, asked)


def _last_value(history: History, as_of: date) -> float | None:
    """The last value that could be read."""
    path = observed(history, as_of)
    return path[-1][1] if path else None


def _started(kr: KeyResult, value: float | None, ahead: NextTarget) -> KeyResult:
    """The key result at the start of a quarter: nothing happened yet, nothing is behind."""
    return kr._replace(
        type=effective_type(kr),
        due=None,
        baseline=_baseline(kr, value),
        checkpoints=(None, None),
        trend=_rounded(ahead.trend),
        carried=float(int(number(kr.carried) or 0) + 1),
        recovery_action="",
        recovery_owner="",
        recovery_due=None,
        decision=None,
        decided_by="",
        decided_on=None,
        suggested=None,
        suggested_why="",
    )


def _baseline(kr: KeyResult, value: float | None) -> float | None:
    if kr.type in _UNCOUNTED:
        return number(kr.baseline)
    if starts_over(kr):
        return 0.0
    return number(kr.baseline) if value is None else value


def _is_reached(kr: KeyResult, start: object) -> bool:
    """Whether the metric starts at its target or beyond: no way would be left to go."""
    target, begun, kind = number(kr.target), number(start), effective_type(kr)
    if kind not in DISTANCE_TYPES or starts_over(kr) or target is None or begun is None:
        return False
    return begun <= target + TOLERANCE if falls(kr) else begun >= target - TOLERANCE


def _rounded(value: float | None) -> float | None:
    """What follows from a trend is no surer than four digits."""
    return None if value is None else float(f"{value:.4g}")


def _without_target(kr: KeyResult, ahead: NextTarget) -> KeyResult:
    """Blank is what people have to say anew; what may be aimed at stands beside it."""
    return kr._replace(
        target=None,
        low=None,
        high=None,
        red_line=None,
        ambitious=None,
        wording_fine=None,
        suggested=_rounded(ahead.suggestion.target if ahead.suggestion else None),
        suggested_why=told(kr, ahead) if kr.type in DISTANCE_TYPES else "",
    )


def _why(kr: KeyResult, *, revised: bool, reached: bool) -> str:
    counted = kr.type not in _UNCOUNTED
    if revised:
        anew = "A new target is to be set." if counted else "Say anew what is to be reached."
        return f"Decided: Revise. {anew}"
    if reached:
        return f"Decided: Continue. Its target of {goal(kr)} is reached: set a new one."
    if kr.type is Type.MILESTONES:
        return "Decided: Continue, with the stages that are left."
    if not counted:
        return "Decided: Continue."
    if number(kr.target) is None and (number(kr.low) is None or number(kr.high) is None):
        return "Decided: Continue. It has no target yet: set one."
    return "Decided: Continue. Its target stays."


def _questions(
    each: Result, kr: KeyResult, value: float | None, ahead: NextTarget
) -> Iterator[str]:
    reading = each.figure.reading
    measured = kr.type not in _UNCOUNTED
    if reading.gap == NOT_A_NUMBER and value is not None:
        yield f"Its latest value can't be read: is {amount(kr, value)} the last one?"
    elif measured and value is None and not starts_over(kr):
        yield _unmeasured(kr)
    if not measured and each.figure.met:
        yield "It is done: what is left to do?"
    made = ahead.suggestion
    if made is not None and is_share(kr) and made.target > 1:
        yield f"{amount(kr, made.target)} is more than 100%: can the metric be that large?"


def _unmeasured(kr: KeyResult) -> str:
    if number(kr.baseline) is None:
        return "Nobody reported a value: measure where it starts."
    if kr.type in KEEP_TYPES:
        return f"Nobody reported a value: does it still stand at {amount(kr, kr.baseline)}?"
    return f"Nobody reported a value: does it still start from {amount(kr, kr.baseline)}?"
