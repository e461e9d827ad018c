"""What the cells of the Heat Map sheet show, from the Python figures."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from okrsheet.core.heat import first_week, letter
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.words import Rag
from okrsheet.workbook.view import View, serial

Value = Callable[[View, int], object]

TOTALS: Final[tuple[tuple[str, str], ...]] = (
    ("Week of", ""),
    ("Red", str(Rag.RED)),
    ("Yellow", str(Rag.YELLOW)),
    ("Reported that week", "*"),
)
"""The lines above the key results: their name, and which check-ins they count."""
FIXED: Final = len(TOTALS)
_WEEK: Final = 7


def figure(view: View, row: int) -> KeyResultFigures | None:
    """The key result a line shows; None for the lines above and for spare ones."""
    place = row - FIXED
    return view.in_trouble[place] if 0 <= place < len(view.in_trouble) else None


def _shown(show: Callable[[KeyResultFigures], object]) -> Value:
    def value(view: View, row: int) -> object:
        found = figure(view, row)
        return "" if found is None else show(found)

    return value


key = _shown(lambda f: f.key_result.id)
owner = _shown(lambda f: f.key_result.owner)
rag = _shown(lambda f: str(f.rag))
key_result_row = _shown(lambda f: f.row + 1)


def text(view: View, row: int) -> object:
    """The key result, or what a line above them counts."""
    found = figure(view, row)
    return TOTALS[row][0] if row < FIXED else "" if found is None else found.key_result.text


def talk_about(view: View, row: int) -> object:
    """What to talk about, besides the colour."""
    found = figure(view, row)
    return "" if found is None else view.talk_about(found)


def counted(_: View, row: int) -> object:
    """The status a line above the key results counts; `*` for any."""
    return TOTALS[row][1] if row < FIXED else ""


def first(view: View, _: int) -> object:
    """The Monday of the first week shown."""
    return serial(first_week(view.plan.quarter, view.figures.as_of))


def week(place: int) -> Value:
    """A column: the week that begins `place` weeks after the first one."""

    def value(view: View, row: int) -> object:
        start = first_week(view.plan.quarter, view.figures.as_of)
        if (date.max - start).days < _WEEK * place:
            return ""
        day = start + timedelta(_WEEK * place)
        if row == 0:
            return serial(day) if day <= view.plan.quarter.end else ""
        found = figure(view, row)
        if day > view.figures.as_of or (row >= FIXED and found is None):
            return ""
        if found is not None:
            return letter(view.weekly[found.row].get(day))
        seen = [str(weeks[day]) for weeks in view.weekly if day in weeks]
        return len(seen) if TOTALS[row][1] == "*" else seen.count(TOTALS[row][1])

    return value
