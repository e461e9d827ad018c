"""What one quarter hands on to the next: what was decided to go on, and nothing by habit.

`carried(figures, quarter)` gives the plan of the next quarter and a line for every key result of
this one. The plan it is made from stays as it is.

Source: semantics, section 9; readings 60 to 67.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from okrsheet.core.agenda_items import Result, results
from okrsheet.core.carry_key_result import Handed, handed
from okrsheet.core.carry_plan import plan_of
from okrsheet.core.figures import Figures
from okrsheet.core.history import first_rows, histories, number
from okrsheet.core.model import KeyResult, Plan, Quarter
from okrsheet.core.next_target import NextTarget, suggestion_for
from okrsheet.core.on_record import carry_of
from okrsheet.core.structure_checks import FLAGGED
from okrsheet.core.words import Carry

GOING_ON: Final = (Carry.CONTINUE, Carry.REVISE)
_NO_PAST: Final[Mapping[str, Sequence[float]]] = MappingProxyType({})


class CarryLine(NamedTuple):
    """What becomes of one key result.

    Attributes:
        key_result: the key result as it was.
        decision: what the review decided; None where it says nothing okrsheet knows.
        carried: whether it stands in the next quarter.
        why: why it is carried, or why not, in a sentence.
        times: how often it was carried then, this time included; 0 where it is not carried.
        baseline: the new one, in the metric's unit; None where it has none.
        old_target: what was aimed at; None for none.
        keeps_target: whether that stands in the next quarter too.
        next_target: what may be aimed at instead.
        questions: what a person has to look at, a sentence each.
    """

    key_result: KeyResult
    decision: Carry | None
    carried: bool
    why: str
    times: int = 0
    baseline: float | None = None
    old_target: float | None = None
    keeps_target: bool = False
    next_target: NextTarget = NextTarget()
    questions: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The key result's ID, the same in both quarters."""
        return self.key_result.id


class Carried(NamedTuple):
    """The next quarter.

    Attributes:
        plan: its plan, not published.
        lines: what becomes of each key result, in the order of the sheet.
        notes: what else does not come over as it was, a sentence each.
    """

    plan: Plan
    lines: tuple[CarryLine, ...]
    notes: tuple[str, ...]

    @property
    def undecided(self) -> tuple[CarryLine, ...]:
        """The key results on which the review decided nothing."""
        return tuple(line for line in self.lines if line.decision is None)


def carried(
    found: Figures, quarter: Quarter, past: Mapping[str, Sequence[float]] = _NO_PAST
) -> Carried:
    """The plan of the next quarter, and how it came about.

    Args:
        found: the figures of the quarter that ends, on the day they count for.
        quarter: the next one.
        past: final scores (0-1) of each team so far, by its name in small letters; "" is the
            company.
    """
    known = [history.until(found.as_of) for history in histories(found.plan)]
    first = first_rows(kr.id if kr.text else "" for kr in found.plan.key_results)
    lines: list[CarryLine] = []
    going_on: list[KeyResult] = []
    for each in results(found):
        figure = each.figure
        kr, row = figure.key_result, figure.row
        if first.get(kr.id.lower()) != row:
            why = "Another line has its ID." if kr.id else "It has no ID."
            lines.append(CarryLine(kr, None, carried=False, why=why))
            continue
        decision = carry_of(each.review)
        history, scores = known[row], past.get(figure.team.lower(), ())
        ahead = suggestion_for(kr, history, found.as_of, quarter, scores)
        if decision not in GOING_ON:
            line = CarryLine(kr, decision, carried=False, why=_why_not(each, decision))
            lines.append(line._replace(old_target=number(kr.target), next_target=ahead))
            continue
        new = handed(each, history, ahead, found.as_of, revised=decision is Carry.REVISE)
        going_on.append(new.key_result)
        lines.append(_line(kr, decision, new, ahead))
    plan, notes = plan_of(found, quarter, going_on)
    return Carried(plan, tuple(lines), notes)


def _line(kr: KeyResult, decision: Carry, new: Handed, ahead: NextTarget) -> CarryLine:
    times = int(number(new.key_result.carried) or 0)
    again = (f"Carried {times} times now: what will be different?",) if times >= FLAGGED else ()
    return CarryLine(
        key_result=kr,
        decision=decision,
        carried=True,
        why=new.why,
        times=times,
        baseline=number(new.key_result.baseline),
        old_target=number(kr.target),
        keeps_target=new.keeps_target,
        next_target=ahead,
        questions=(*again, *new.questions),
    )


def _why_not(each: Result, decision: Carry | None) -> str:
    if decision is not None:
        return f"Decided: {decision}."
    said = each.review.decision.strip()
    if not said:
        return "Nothing is decided."
    return f"{said!r} is none of {', '.join(Carry)}."
