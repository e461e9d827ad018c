"""What the formulas of the Key Results sheet show, from the Python figures."""

from collections.abc import Callable
from datetime import date
from typing import Final

from okrsheet.core import key_result_figures as figures
from okrsheet.core import rag as status
from okrsheet.core.history import Line, number, stage_weight
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import KeyResult, Number
from okrsheet.core.pace import checkpoint_progress
from okrsheet.core.quarter import month_ends
from okrsheet.core.scoring import baseline_of, readable
from okrsheet.core.words import (
    SLOW_FREQUENCIES,
    Commitment,
    Frequency,
    Rag,
    Type,
)
from okrsheet.workbook.fields import trimmed
from okrsheet.workbook.view import View, blank, row_number, serial

Value = Callable[[View, int], object]

KINDS: Final = {
    Type.KEEP_ABOVE: 2,
    Type.KEEP_BELOW: 3,
    Type.KEEP_RANGE: 4,
    Type.YES_NO: 5,
    Type.MILESTONES: 6,
}


def _figure(show: Callable[[KeyResultFigures], object]) -> Value:
    def value(view: View, row: int) -> object:
        found = view.key_result_figures(row)
        return "" if found is None else blank(show(found))

    return value


def _step(show: Callable[[View, KeyResultFigures], object]) -> Value:
    def value(view: View, row: int) -> object:
        found = view.key_result_figures(row)
        return "" if found is None else blank(show(view, found))

    return value


def _typed_number(name: str) -> Value:
    def show(figure: KeyResultFigures) -> object:
        typed: Number = getattr(figure.key_result, name)
        return number(typed)

    return _figure(show)


def row(_: View, row: int) -> object:
    """Number of the row in its table."""
    return row + 1


def exists(view: View, row: int) -> object:
    """1 where a key result stands."""
    return int(bool(view.key_result(row).text))


team = _figure(lambda f: f.team)
text = _figure(lambda f: f.key_result.text)
unit = _figure(lambda f: f.key_result.unit)
key = _figure(lambda f: f.key_result.id)
last_check_in = _figure(lambda f: _serial(f.last_check_in))
confidence = _figure(lambda f: f.confidence)
progress = _figure(lambda f: f.reading.progress)
score = _figure(lambda f: f.score)
expected = _figure(lambda f: f.expected)
pace = _figure(lambda f: f.pace)
rag = _figure(lambda f: str(f.rag))
note = _figure(lambda f: f.message)
streak = _figure(lambda f: f.streak)
escalation = _figure(lambda f: f.escalation)
automatic = _figure(lambda f: str(f.automatic))
with_owner = _figure(lambda f: str(f.owned))
red_since = _figure(lambda f: _serial(f.red_since))
problem = _figure(lambda f: f.reading.problem)
gap = _figure(lambda f: "No data" if _unheard(f) else f.reading.gap)
observed = _figure(lambda f: f.reading.observations)
band = _figure(lambda f: f.reading.band and str(f.reading.band))
met = _figure(lambda f: None if f.reading.met is None else int(f.reading.met))
compare_day = _step(lambda v, f: serial(inside(v, f.compared)))
updated = _figure(lambda f: _serial(f.last_check_in) or 0)
finished = _figure(lambda f: int(status.finished(f.reading)))
silence = _figure(lambda f: f.silence)
reported = _figure(lambda f: int(f.reported))
counted = _figure(lambda f: int(f.due))
owes = _figure(lambda f: int(f.owes))
weight = _figure(lambda f: f.weight)
rollup = _figure(lambda f: f.rollup)
score_weight = _figure(lambda f: 0 if f.rollup is None else f.weight)
weighted = _figure(lambda f: 0 if f.rollup is None else f.weight * f.rollup)
weighted_expected = _figure(lambda f: 0 if f.rollup is None else f.weight * f.expected)
trouble = _figure(figures.trouble)
kind = _figure(lambda f: KINDS.get(f.reading.type, 1))
baseline = _figure(lambda f: baseline_of(f.key_result))
target = _typed_number("target")
low = _typed_number("low")
high = _typed_number("high")
red_line = _typed_number("red_line")
committed = _figure(lambda f: int(f.key_result.commitment is Commitment.COMMITTED))
slow = _figure(lambda f: int(f.key_result.frequency in SLOW_FREQUENCIES))
monthly = _figure(lambda f: int(f.key_result.frequency is Frequency.MONTHLY))
due = _step(lambda v, f: serial(f.key_result.due or v.plan.quarter.end))
decision = _figure(lambda f: f.key_result.decision and str(f.key_result.decision))
objective_row = _step(lambda v, f: row_number(v.objective_row(f.key_result.objective_id)))
stage_weights = _step(lambda v, f: sum(map(stage_weight, v.history(f.row).stages)))
point_1 = _step(lambda v, f: checkpoint_progress(f.key_result, f.reading, v.plan.quarter)[0])
point_2 = _step(lambda v, f: checkpoint_progress(f.key_result, f.reading, v.plan.quarter)[1])
last_order = _step(lambda v, f: _order(v, _last(v, f)))
value_order = _step(lambda v, f: _order(v, _last_valued(v, f)))
last_line = _step(lambda v, f: (line := _last(v, f)) and v.place(line) + 1)


def named(figure: KeyResultFigures) -> str:
    """A key result's ID with its owner."""
    return trimmed(f"{figure.key_result.id} {figure.key_result.owner}")


name = _figure(named)
decides = _figure(lambda f: int(f.escalation == status.DECIDE))
owes_place = _step(lambda v, f: _place_among(v, f, lambda k: k.owes))
decide_place = _step(lambda v, f: _place_among(v, f, lambda k: k.escalation == status.DECIDE))


def _place_among(
    view: View, figure: KeyResultFigures, chosen: Callable[[KeyResultFigures], bool]
) -> object:
    if not chosen(figure):
        return ""
    return sum(chosen(other) for other in view.figures.key_results if other.row <= figure.row)


def inside(view: View, day: date) -> date:
    """A day cut to the quarter."""
    quarter = view.plan.quarter
    return max(quarter.start, min(quarter.end, day))


def edge(name: str) -> Value:
    """The threshold of this name for the key result's commitment."""

    def show(view: View, figure: KeyResultFigures) -> object:
        committed = figure.key_result.commitment is Commitment.COMMITTED
        kind = "committed" if committed else "aspirational"
        return getattr(view.figures.policy, f"{kind}_{name}")

    return _step(show)


def slope(piece: int) -> Value:
    """Expected progress a day in one of the three pieces of the quarter."""

    def show(view: View, figure: KeyResultFigures) -> object:
        quarter = view.plan.quarter
        ends = (*month_ends(quarter), quarter.end)
        points = (*checkpoint_progress(figure.key_result, figure.reading, quarter), 1.0)
        known = [(e, p) for e, p in zip(ends, points, strict=True) if p is not None]
        corners = [(quarter.start, 0.0), *known]
        # The piece that ends with or after the end of this month.
        place = next(
            (n for n, (end, _) in enumerate(corners) if n and end >= ends[piece]), len(corners) - 1
        )
        (start, low), (end, high) = corners[place - 1], corners[place]
        return (high - low) / (end - start).days

    return _step(show)


def _serial(day: date | None) -> int | None:
    return None if day is None else serial(day)


def _unheard(figure: KeyResultFigures) -> bool:
    return figure.reading.type is Type.MILESTONES and figure.last_check_in is None


def _order(view: View, line: Line | None) -> int:
    return 0 if line is None else view.order(line)


def _last(view: View, figure: KeyResultFigures) -> Line | None:
    lines = view.known(figure.row).lines
    return lines[-1] if lines else None


def _last_valued(view: View, figure: KeyResultFigures) -> Line | None:
    lines = [x for x in view.known(figure.row).lines if x.check_in.value is not None]
    return lines[-1] if lines else None


def reading_of(kr: KeyResult, value: object) -> object:
    """A value as the Reading column shows it."""
    if value is None:
        return ""
    found = readable(kr, value)
    return "unreadable" if found is None else found


def _reading(view: View, figure: KeyResultFigures) -> object:
    line = _last_valued(view, figure)
    if line is not None:
        return reading_of(figure.key_result, line.check_in.value)
    no_yet = figure.reading.type is Type.YES_NO and _last(view, figure) is not None
    return 0 if no_yet else ""


def _current(view: View, figure: KeyResultFigures) -> object:
    found = figure.reading.current
    if figure.reading.type is Type.YES_NO:
        return None if found is None else "Yes" if found else "No"
    if figure.reading.type is not Type.MILESTONES or figure.reading.problem:
        return found
    stages, day = view.history(figure.row).stages, view.figures.as_of
    done = sum(s.done is not None and s.done <= day for s in stages)
    return f"{done} of {len(stages)}"


def _recovered(view: View, figure: KeyResultFigures) -> int:
    lines = view.known(figure.row).lines
    rags = {line.row: view.line_figures(view.place(line)) for line in lines}
    weekly = {view.week(line): line for line in lines}.values()
    quiet = (Rag.RED, Rag.NO_DATA, Rag.NOT_STARTED)
    ended = [x for x in weekly if (seen := rags[x.row]) is not None and seen.rag not in quiet]
    return view.order(ended[-1]) if ended else 0


def _key_in_objective(view: View, figure: KeyResultFigures) -> object:
    place = view.objective_row(figure.key_result.objective_id)
    if place is None:
        return ""
    before = [
        other
        for other in view.figures.key_results
        if other.row <= figure.row and view.objective_row(other.key_result.objective_id) == place
    ]
    return (place + 1) * 1000 + len(before)


reading = _step(_reading)
current = _step(_current)
recovered_order = _step(_recovered)
key_in_objective = _step(_key_in_objective)
