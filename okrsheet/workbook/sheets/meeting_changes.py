"""The changes of targets and baselines on Meeting, the latest first, as the Log tells them."""

from collections.abc import Callable, Iterator
from typing import Final

from okrsheet.core.model import LogLine
from okrsheet.core.words import LogKind
from okrsheet.workbook.formula import date_or_blank
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.shortened import fitted
from okrsheet.workbook.view import View, serial

ROWS: Final = 5
_LETTERS: Final = 70
NONE: Final = "No change was written down."

_TEXT: Final = 'IFERROR(TRIM(INDEX(lg[{}],@)),"")'
_WHAT: Final = (
    "TRIM(INDEX(kr[Key],INDEX(lg[Changed row],@))"
    f'&": "&{_TEXT.format("Old")}&" to "&{_TEXT.format("New")})'
)


def _latest(view: View) -> list[tuple[int, LogLine]]:
    """The lines of the Log, from 1, that tell of a change of a key result we know."""
    lines = [
        (number, line)
        for number, line in enumerate(view.plan.log, 1)
        if line.kind == LogKind.CHANGE and view.key_result_row(line.about) is not None
    ]
    return lines[::-1]


def _what(view: View, line: LogLine) -> object:
    row = view.key_result_row(line.about)
    if row is None:
        return ""
    # Without a new value the text would end with a blank, which not every program keeps.
    told = f"{view.key_result(row).id}: {line.old} to {line.new}"
    return " ".join(word for word in told.split(" ") if word)


_SHOWS: Final[tuple[tuple[str, str, str, Callable[[View, LogLine], object]], ...]] = (
    ("J", "cell", *fitted(_WHAT, _what, _LETTERS)),
    ("K", "cell", *fitted(_TEXT.format("Why"), lambda _, line: line.why, _LETTERS)),
    (
        "L",
        "day",
        date_or_blank("INDEX(lg[Date],@)"),
        lambda _, line: "" if line.day is None else serial(line.day),
    ),
)


def change_lines(first: int, helper: str) -> Iterator[Spot]:
    """The lines from row `first` on; `helper` is a hidden column."""
    for place in range(ROWS):
        at = f"{helper}{first + place}"
        yield Spot(
            at,
            "hidden",
            formula=f'IFERROR(LARGE(lg[Changed line],{place + 1}),"")',
            value=_value(place, lambda _, __, number: number, ""),
        )
        for column, look, formula, show in _SHOWS:
            none = NONE if column == "J" and place == 0 else ""
            yield Spot(
                f"{column}{first + place}",
                look,
                formula=f'IF(${at}="","{none}",{formula.replace("@", f"${at}")})',
                value=_value(place, lambda v, line, _, show=show: show(v, line), none),  # type: ignore[misc]  # one closure a cell
            )


def _value(
    place: int, show: Callable[[View, LogLine, int], object], none: str
) -> Callable[[View], object]:
    def value(view: View) -> object:
        found = _latest(view)
        if place >= len(found):
            return none
        number, line = found[place]
        return show(view, line, number)

    return value
