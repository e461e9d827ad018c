"""What the formulas of the Check-ins sheet show, from the Python figures."""

from okrsheet.core.history import History, number, reports
from okrsheet.core.model import CheckIn, KeyResult
from okrsheet.core.quarter import elapsed as gone
from okrsheet.core.quarter import week_of
from okrsheet.core.rag import confidence_of
from okrsheet.core.scoring import definition_problem, effective_type, keeps
from okrsheet.core.words import KEEP_TYPES, Rag, Type
from okrsheet.workbook.sheets.key_result_values import inside, reading_of
from okrsheet.workbook.view import LATER, View, blank, row_number, serial


def line_of(view: View, row: int) -> tuple[CheckIn, KeyResult, History] | None:
    """A check-in with its key result and what was reported up to that line."""
    if row not in view.lines_seen:
        view.lines_seen[row] = _line_of(view, row)
    return view.lines_seen[row]


def _line_of(view: View, row: int) -> tuple[CheckIn, KeyResult, History] | None:
    check_in, place = view.check_in(row), named(view, row)
    if check_in is None or place is None or not reports(check_in):
        return None
    lines = view.history(place).lines
    count = next(n for n, line in enumerate(lines, 1) if view.place(line) == row)
    known = view.history(place)._replace(lines=lines[:count])
    return check_in, view.key_result(place), known


def named(view: View, row: int) -> int | None:
    """The row of the key result a line names, whether or not it says anything about it."""
    check_in = view.check_in(row)
    return view.key_result_row(check_in.key_result_id) if check_in else None


def reading(view: View, row: int) -> object:
    """The value as its type reads it."""
    found = line_of(view, row)
    return reading_of(found[1], found[0].value) if found else ""


def key_result_row(view: View, row: int) -> object:
    """The row of the key result it names."""
    return row_number(named(view, row)) if line_of(view, row) else ""


def order(view: View, row: int) -> object:
    """The key that sorts it by day and line."""
    found = line_of(view, row)
    return view.order(found[2].lines[-1]) if found else ""


def next_order(view: View, row: int) -> object:
    """The key of the next check-in of the same week."""
    return view.next_orders.get(row, LATER) if line_of(view, row) else ""


def day(view: View, row: int) -> object:
    """Its day."""
    found = line_of(view, row)
    return serial(found[0].day) if found else ""


def week(view: View, row: int) -> object:
    """The Monday of its week."""
    found = line_of(view, row)
    return serial(week_of(found[0].day)) if found else ""


def has_value(view: View, row: int) -> object:
    """1 where a value was given."""
    found = line_of(view, row)
    return int(found[0].value is not None) if found else ""


def met(view: View, row: int) -> object:
    """1 or 0 for an observation of a Keep type."""
    found = line_of(view, row)
    if found is None:
        return ""
    check_in, kr, known = found
    value = number(check_in.value)
    keeping = effective_type(kr) in KEEP_TYPES and not definition_problem(kr, known)
    return int(keeps(kr, value)) if keeping and value is not None else ""


def value_order(view: View, row: int) -> object:
    """The key of the latest line with a value."""
    found = line_of(view, row)
    if found is None:
        return ""
    valued = [line for line in found[2].lines if line.check_in.value is not None]
    return view.order(valued[-1]) if valued else 0


def known_value(view: View, row: int) -> object:
    """The latest value up to this line."""
    found = line_of(view, row)
    if found is None:
        return ""
    _, kr, known = found
    if known.valued is None:
        return 0 if effective_type(kr) is Type.YES_NO else ""
    return reading_of(kr, known.valued.value)


def kept(view: View, row: int) -> object:
    """Whether that value is inside the limits."""
    line = view.line_figures(row)
    if line is None or line.reading.type not in KEEP_TYPES or line.reading.met is None:
        return ""
    return int(line.reading.met)


def compare_day(view: View, row: int) -> object:
    """The day whose expectation it is held against."""
    line = view.line_figures(row)
    return serial(inside(view, line.compared)) if line else ""


def key_result_text(view: View, row: int) -> object:
    """The key result's text."""
    place = named(view, row)
    return "" if place is None else view.key_result(place).text


def unit(view: View, row: int) -> object:
    """The key result's unit."""
    place = named(view, row)
    return "" if place is None else view.key_result(place).unit


def confidence(view: View, row: int) -> object:
    """The confidence, where it can be read."""
    return blank(confidence_of(view.check_in(row)))


def owner_word(view: View, row: int) -> object:
    """The owner's colour."""
    check_in = view.check_in(row)
    return str(check_in.owner_rag) if check_in and check_in.owner_rag else ""


def reason_given(view: View, row: int) -> object:
    """1 where a reason stands."""
    check_in = view.check_in(row)
    return int(bool(check_in and check_in.reason))


def mark(view: View, row: int) -> object:
    """1 for Red, 3 for no information, 2 for all else."""
    line = view.line_figures(row)
    if line is None:
        return ""
    return {Rag.RED: 1, Rag.NO_DATA: 3, Rag.NOT_STARTED: 3}.get(line.rag, 2)


def of_reading(view: View, row: int, name: str) -> object:
    """A part of what was read that day."""
    line = view.line_figures(row)
    if line is None:
        return ""
    value = getattr(line.reading, name)
    return "" if value is None else str(value) if name == "band" else value


def elapsed(view: View, row: int) -> object:
    """Share of the quarter gone on its day."""
    found = line_of(view, row)
    return gone(view.plan.quarter, found[0].day) if found else ""
