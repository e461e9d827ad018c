"""The third section of Meeting: last week's priorities, ticked or not, and those for the next."""

from collections.abc import Callable, Iterator
from typing import Final

from okrsheet.core.model import LogLine
from okrsheet.core.quarter import week_of
from okrsheet.workbook.formula import date_or_blank
from okrsheet.workbook.sheets import meeting_priorities as weekly
from okrsheet.workbook.sheets.meeting_lists import HELPER, PRIORITIES_AT, PRIORITY_ROWS, UNIT
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.shortened import fitted
from okrsheet.workbook.view import View, blank, serial

NONE_YET: Final = "None were written down."
WRITE: Final = "Write one or two on the Log sheet: kind Priority, today's date."
_PRIORITY_LETTERS: Final = {"C": 145, "D": 60, "I": 110, "J": 110}


def _done(line: LogLine) -> str:
    return "Done" if line.done else "Open"


_DONE: Final = 'IF(IFERROR(TRIM(INDEX(lg[Done],@)),"")="Yes","Done","Open")'
_LOGGED: Final = 'IFERROR(TRIM(INDEX(lg[{}],@)),"")'
_LEFT: Final[tuple[tuple[str, str, str, Callable[[LogLine], object]], ...]] = (
    ("B", "rag", _DONE, _done),
    ("C", "long", _LOGGED.format("What"), lambda line: line.what),
    ("D", "cell", _LOGGED.format("Who"), lambda line: line.who),
)
_RIGHT: Final[tuple[tuple[str, str, str, Callable[[LogLine], object]], ...]] = (
    ("I", "long", _LOGGED.format("What"), lambda line: line.what),
    ("J", "cell", _LOGGED.format("Who"), lambda line: line.who),
    (
        "K",
        "day_left",
        date_or_blank("INDEX(lg[Due],@)"),
        lambda line: blank(line.due and serial(line.due)),
    ),
)


def _logged(
    show: Callable[[LogLine], object], place: int, none: str, *, last: bool
) -> Callable[[View], object]:
    def value(view: View) -> object:
        week = weekly.last_week(view) if last else week_of(view.figures.as_of)
        found = weekly.priorities(view, week)
        return show(found[place]) if place < len(found) else none

    return value


def priority_lines() -> Iterator[Spot]:
    """Last week's priorities, ticked or not, and those for the next one."""
    for place in range(PRIORITY_ROWS):
        row = PRIORITIES_AT + place
        for helper, week, cells, none, last in (
            (HELPER, weekly.LAST_WEEK, _LEFT, NONE_YET, True),
            (UNIT, weekly.THIS_WEEK, _RIGHT, WRITE, False),
        ):
            formula = f'IFERROR({weekly.row_of_priority(week, place + 1)},"")'
            yield Spot(
                f"{helper}{row}",
                "hidden",
                formula=formula,
                value=_row_of(place, last=last),
            )
            for column, look, text, show in cells:
                hint = none if look == "long" and place == 0 else ""
                shown = text.replace("@", f"${helper}{row}")
                shown, told = fitted(shown, show, _PRIORITY_LETTERS.get(column))
                yield Spot(
                    f"{column}{row}",
                    look,
                    formula=f'IF(${helper}{row}="","{hint}",{shown})',
                    value=_logged(told, place, hint, last=last),
                )


def _row_of(place: int, *, last: bool) -> Callable[[View], object]:
    def value(view: View) -> object:
        week = weekly.last_week(view) if last else week_of(view.figures.as_of)
        found = weekly.priorities(view, week)
        if place >= len(found):
            return ""
        return next(row for row, line in enumerate(view.plan.log, 1) if line is found[place])

    return value
