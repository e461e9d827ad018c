"""The lists on Meeting: who owes an update, what to talk about, priorities."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.talk import LISTED, waits_since
from okrsheet.core.words import Rag, Type
from okrsheet.workbook.formula import date_or_blank
from okrsheet.workbook.sheets import key_result_values
from okrsheet.workbook.sheets.dashboard_calls import NOBODY_OWES
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.shortened import fitted
from okrsheet.workbook.view import View, serial
from okrsheet.workbook.waiting import unless_waiting, unless_waiting_formula

OWING_AT: Final = 6
OWING_ROWS: Final = 5
TALK_AT: Final = 14
TALK_ROWS: Final = 10
PRIORITIES_AT: Final = 28
PRIORITY_ROWS: Final = 3
HELPER: Final = "N"
UNIT: Final = "O"
NOTHING_REPORTED: Final = "Nothing was reported yet."
NOTHING: Final = "Nothing: all that was reported is on track."


# Two and three lines of each column; the rows are as high as that.
_LETTERS: Final = {"C": 95, "D": 40}
_TALK_LETTERS: Final = {"C": 145, "D": 60, "H": 70, "I": 110, "J": 110, "K": 110}
Found = Callable[[View, int], KeyResultFigures | None]
Show = Callable[[View, KeyResultFigures], object]


def _owing(view: View, place: int) -> KeyResultFigures | None:
    owing = [k for k in view.figures.key_results if k.owes]
    return owing[place] if place < len(owing) else None


def _listed(view: View, place: int) -> KeyResultFigures | None:
    return view.talk_list[place] if place < len(view.talk_list) else None


class _None(NamedTuple):
    """What stands in a list of nothing: a formula and its twin."""

    formula: str
    value: Callable[[View], str]


_BLANK: Final = _None('""', lambda _: "")
_NOBODY: Final = _None(
    unless_waiting_formula(f'"{NOBODY_OWES}"'), lambda view: unless_waiting(view, NOBODY_OWES)
)
_NOTHING: Final = _None(
    unless_waiting_formula(f'IF(SUM(kr[Reported])=0,"{NOTHING_REPORTED}","{NOTHING}")'),
    lambda view: unless_waiting(
        view, NOTHING if any(k.reported for k in view.figures.key_results) else NOTHING_REPORTED
    ),
)


def _value(
    find: Found, place: int, show: Show, none: Callable[[View], str] = _BLANK.value
) -> Callable[[View], object]:
    def value(view: View) -> object:
        found = find(view, place)
        return none(view) if found is None else show(view, found)

    return value


class _Lines:
    """Lines of key results, each with its row of Key Results in the hidden helper column."""

    def __init__(self, first: int, find: Found, none: "_None", letters: Mapping[str, int]) -> None:
        self._first, self._find, self._none, self._letters = first, find, none, letters

    def helper(self, place: int, formula: str) -> Spot:
        value = _value(self._find, place, lambda _, k: k.row + 1)
        return Spot(f"{HELPER}{self._first + place}", "hidden", formula=formula, value=value)

    def cell(self, column: str, place: int, look: str, formula: str, show: Show) -> Spot:
        row = self._first + place
        none = self._none if column == "C" and place == 0 else _BLANK
        cell = formula.replace("@", f"${HELPER}{row}")
        cell, show = fitted(cell, show, self._letters.get(column))
        shown = f'IF(${HELPER}{row}="",{none.formula},{cell})'
        value = _value(self._find, place, show, none.value)
        return Spot(f"{column}{row}", look, formula=shown, value=value)


def _text(header: str) -> str:
    return f'IFERROR(TRIM(INDEX(kr[{header}],@)),"")'


def _reported(header: str) -> str:
    return f'IFERROR(TRIM(INDEX(ci[{header}],INDEX(kr[Last line],@))),"")'


def _latest(name: str) -> Show:
    def show(view: View, figure: KeyResultFigures) -> object:
        latest = view.known(figure.row).latest
        return "" if latest is None else getattr(latest, name)

    return show


def owing_lines() -> Iterator[Spot]:
    """Who owes an update, and since when."""
    lines = _Lines(OWING_AT, _owing, _NOBODY, _LETTERS)
    for place in range(OWING_ROWS):
        yield lines.helper(place, f'IFERROR(MATCH({place + 1},kr[Owes place],0),"")')
        yield lines.cell("B", place, "id", "INDEX(kr[Key],@)", lambda _, k: k.key_result.id)
        yield lines.cell(
            "C", place, "long", "INDEX(kr[Text used],@)", lambda _, k: k.key_result.text
        )
        yield lines.cell("D", place, "cell", _text("Owner"), lambda _, k: k.key_result.owner)
        yield lines.cell(
            "E",
            place,
            "day",
            'IF(INDEX(kr[Updated],@)=0,"never",INDEX(kr[Updated],@))',
            lambda _, k: "never" if k.last_check_in is None else serial(k.last_check_in),
        )
        yield lines.cell(
            "F",
            place,
            "whole",
            "okr_as_of-IF(INDEX(kr[Updated],@)=0,okr_start,INDEX(kr[Updated],@))",
            lambda v, k: (v.figures.as_of - waits_since(k, v.figures)).days,
        )


_LOW, _HIGH = "INDEX(kr[Low used],@)", "INDEX(kr[High used],@)"
_TARGET: Final = (
    f'IF(INDEX(kr[Kind],@)=4,IF(OR({_LOW}="",{_HIGH}=""),"",{_LOW}&" to "&{_HIGH}),'
    "INDEX(kr[Target used],@))"
)
_PLAN: Final = (
    f'IF({_text("Recovery action")}="",IF(INDEX(kr[Decision word],@)="","",'
    f'TRIM("decided by "&{_text("Decided by")})),{_text("Recovery action")}'
    f'&IF({_text("Recovery owner")}="",""," ("&{_text("Recovery owner")}&")"))'
)
_BY: Final = (
    f'IF({_text("Recovery action")}="",IF(INDEX(kr[Decision word],@)="","",'
    f"{date_or_blank('INDEX(kr[Decided on],@)')}),{date_or_blank('INDEX(kr[Recovery due],@)')})"
)


def _target(view: View, figure: KeyResultFigures) -> object:
    low, high = (source(view, figure.row) for source in _ENDS)
    if figure.reading.type is not Type.KEEP_RANGE:
        return key_result_values.target(view, figure.row)
    return "" if low == "" or high == "" else f"{low:.15g} to {high:.15g}"


_ENDS: Final = (key_result_values.low, key_result_values.high)


def _plan(_: View, figure: KeyResultFigures) -> object:
    kr = figure.key_result
    if kr.recovery_action:
        return kr.recovery_action + (f" ({kr.recovery_owner})" if kr.recovery_owner else "")
    return f"decided by {kr.decided_by}".strip() if kr.decision else ""


def _by(_: View, figure: KeyResultFigures) -> object:
    kr = figure.key_result
    day = kr.recovery_due if kr.recovery_action else kr.decided_on if kr.decision else None
    return "" if day is None else serial(day)


_TALK: Final[tuple[tuple[str, str, str, Show], ...]] = (
    ("B", "id", "INDEX(kr[Key],@)", lambda _, k: k.key_result.id),
    ("C", "long", "INDEX(kr[Text used],@)", lambda _, k: k.key_result.text),
    ("D", "cell", _text("Owner"), lambda _, k: k.key_result.owner),
    ("E", "metric", "INDEX(kr[Current],@)", lambda v, k: key_result_values.current(v, k.row)),
    ("F", "metric", _TARGET, _target),
    ("G", "rag", "INDEX(kr[RAG],@)", lambda _, k: str(k.rag)),
    ("H", "cell", "INDEX(kr[Talk about],@)", lambda v, k: v.talk_about(k)),
    ("I", "cell", _reported("In the way"), _latest("in_the_way")),
    ("J", "cell", _reported("Next step"), _latest("next_step")),
    ("K", "cell", _PLAN, _plan),
    ("L", "day", _BY, _by),
    (UNIT, "hidden", "INDEX(kr[Unit used],@)", lambda _, k: k.key_result.unit),
)
_COUNT: Final = f'COUNTIFS(kr[Talk order],">={LISTED}")'


def talk_lines() -> Iterator[Spot]:
    """What to talk about, the worst first, with what its owner said last."""
    lines = _Lines(TALK_AT, _listed, _NOTHING, _TALK_LETTERS)
    for place in range(TALK_ROWS):
        nth = f"MATCH(LARGE(kr[Talk order],{place + 1}),kr[Talk order],0)"
        yield lines.helper(place, f'IF({_COUNT}<={place},"",{nth})')
        for column, look, formula, show in _TALK:
            yield lines.cell(column, place, look, formula, show)
    yield Spot(
        f"C{TALK_AT + TALK_ROWS}",
        "more_left",
        formula=f'IF({_COUNT}<={TALK_ROWS},"","and "&({_COUNT}-{TALK_ROWS})&" more \u203a")',
        value=_more,
        link="'Heat Map'!A1",
    )


def _more(view: View) -> str:
    more = len(view.talk_list) - TALK_ROWS
    return f"and {more} more \u203a" if more > 0 else ""


def status_lines() -> Iterator[Spot]:
    """How many key results have which status."""
    for place, word in enumerate((Rag.GREEN, Rag.YELLOW, Rag.RED, Rag.NEEDS_A_CALL, Rag.NO_DATA)):
        row = OWING_AT + place
        yield Spot(f"H{row}", "rag", text=str(word))
        yield Spot(
            f"I{row}",
            "whole_left",
            formula=f'COUNTIFS(kr[RAG],"{word}")',
            value=lambda v, word=word: v.figures.company.counts[word],  # type: ignore[misc]  # one closure a line
        )
