"""What the cells of the Audit sheet show, from the Python figures: the twins of its formulas."""

from collections.abc import Callable

from okrsheet.core.audit import Audit, is_defined
from okrsheet.core.audit_gaps import GAPS, UNWORDED, step_of
from okrsheet.core.history import number
from okrsheet.core.words import Level
from okrsheet.workbook.judged import HEADERS, audit_of, current, judged_of, yes
from okrsheet.workbook.view import View, blank

Value = Callable[[View, int], object]

NOT_JUDGED = "not judged: run okrsheet refresh"
FINE_BY_WORD = "fine, you say"
REWORD_BY_WORD = "to be reworded, you say"


def _known(value: Value) -> Value:
    """Blank where no key result stands."""

    def shown(view: View, row: int) -> object:
        return "" if view.key_result_figures(row) is None else blank(value(view, row))

    return shown


def verdict(show: Callable[[Audit], object]) -> Value:
    """Something of the audit."""
    return _known(lambda view, row: show(audit_of(view, row)))


def field(name: str) -> Value:
    """Something typed."""
    return _known(lambda view, row: getattr(view.key_result(row), name))


typed_type = _known(lambda view, row: int(view.key_result(row).type is not None))
trend = _known(lambda view, row: number(view.key_result(row).trend))


def first_gap(audit: Audit) -> int:
    """Its place among all gaps, from 1; 0 for none."""
    return GAPS.index(audit.missing[0]) + 1 if audit.missing else 0


def _team_row(view: View, row: int) -> object:
    place = view.objective_row(view.key_result(row).objective_id)
    if place is None:
        return 0
    objective = view.objective(place)
    team = view.team_row(objective.team)
    without = -1 if objective.level is Level.COMPANY else 0
    return without if team is None else team + 1


team_row = _known(_team_row)
with_target = _known(lambda v, r: yes(is_defined(v.key_result(r), v.history(r))))
is_current = _known(lambda v, r: int(current(v, r) is not None))


def _word(view: View, row: int) -> str:
    word = view.key_result(row).wording_fine
    return "" if word is None else yes(word)


word = _known(_word)


def _wording(view: View, row: int) -> object:
    said = _word(view, row)
    if said:
        return FINE_BY_WORD if said == "Yes" else REWORD_BY_WORD
    found = current(view, row)
    return NOT_JUDGED if found is None else found.why


wording = _known(_wording)


def _rewrite(view: View, row: int) -> str:
    found = current(view, row)
    return "" if found is None or _word(view, row) == "Yes" else found.rewrite


rewrite = _known(_rewrite)


def _next_step(view: View, row: int) -> object:
    missing = audit_of(view, row).missing
    if not missing:
        return ""
    return step_of(missing[0], _rewrite(view, row) if missing[0] is UNWORDED else "")


next_step = _known(_next_step)


def judged(header: str) -> Value:
    """One of the cells that keep the lint's verdict."""
    place = HEADERS.index(header)

    def value(view: View, row: int) -> object:
        found = judged_of(view, row)
        return None if found is None else found.cells[place] or None

    return value
