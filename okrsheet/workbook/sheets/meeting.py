"""The Meeting sheet: the weekly meeting of twenty minutes, filled with this week."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from okrsheet.core.day_names import short_day
from okrsheet.core.quarter import week_of
from okrsheet.workbook.sheets import meeting_lists as lists
from okrsheet.workbook.sheets.meeting_changes import change_lines
from okrsheet.workbook.sheets.meeting_next_week import priority_lines
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.view import View, serial
from okrsheet.workbook.waiting import short_day_formula

SHEET: Final = "Meeting"
WIDTHS: Final[Mapping[str, float]] = {
    "A": 1.3,
    "B": 9.5,
    "C": 46,
    "D": 20,
    "E": 12,
    "F": 11,
    "G": 13,
    "H": 24,
    "I": 36,
    "J": 36,
    "K": 36,
    "L": 12.5,
    "M": 1.3,
}
BAND: Final = "ABCDEFGHIJKLM"
_OF_WEEKS: Final = "(okr_end-MOD(okr_end-2,7)-okr_start+MOD(okr_start-2,7))/7+1"
_DAY: Final = "MIN(okr_end,okr_as_of)"
_WEEK: Final = (
    f'IF(okr_as_of<okr_start,"starts "&{short_day_formula("okr_start")},'
    f"({_DAY}-MOD({_DAY}-2,7)-okr_start+MOD(okr_start-2,7))/7+1"
    f'&" of "&{_OF_WEEKS})'
)


def _week(view: View) -> str:
    quarter, day = view.plan.quarter, view.figures.as_of
    if day < quarter.start:
        return f"starts {short_day(quarter.start)}"
    first = week_of(quarter.start)
    now, last = (week_of(each) for each in (min(day, quarter.end), quarter.end))
    return f"{(now - first).days // 7 + 1} of {(last - first).days // 7 + 1}"


def _band() -> Iterator[Spot]:
    for column in BAND:
        yield Spot(f"{column}1", "band")
        yield Spot(f"{column}2", "band")
    yield Spot("B1", "title", text="Weekly meeting")
    yield Spot("B2", "subtitle", text="5 + 10 + 5 minutes, same day, same time. Check in before.")
    facts: Sequence[tuple[str, str, str, str, Callable[[View], object]]] = (
        ("J", "Figures for", "band_date", "okr_as_of", lambda v: serial(v.figures.as_of)),
        ("K", "Week of the quarter", "band_number", _WEEK, _week),
    )
    for column, label, look, formula, value in facts:
        yield Spot(f"{column}1", "band_label", text=label)
        yield Spot(f"{column}2", look, formula=formula, value=value)


_SECTIONS: Final = (
    (
        lists.OWING_AT - 2,
        "1   Status, 5 minutes",
        "Who owes an update gives it now. Green needs no words.",
    ),
    (
        lists.TALK_AT - 2,
        "2   Yellow and Red, 10 minutes",
        "What is in the way, what happens next, who needs help? No plan in 3 Red weeks: escalate.",
    ),
    (
        lists.PRIORITIES_AT - 2,
        "3   Next week, 5 minutes",
        "Look back on last week's priorities, and agree on the one or two things for the next.",
    ),
)
_HEADS: Final[tuple[tuple[int, Mapping[str, str]], ...]] = (
    (
        lists.OWING_AT - 1,
        {"B": "ID", "C": "Owe an update", "D": "Owner", "E": "Last update", "F": "Days"}
        | {
            "H": "Status",
            "I": "Key results",
            "J": "Changed, as the Log says",
            "K": "Why",
            "L": "On",
        },
    ),
    (
        lists.TALK_AT - 1,
        {"B": "ID", "C": "Key result", "D": "Owner", "E": "Now", "F": "Target", "G": "RAG"}
        | {"H": "Talk about", "I": "In the way", "J": "Next step", "K": "Plan", "L": "By"},
    ),
    (
        lists.PRIORITIES_AT - 1,
        {"B": "Done", "C": "Last week's priorities", "D": "Who"}
        | {"I": "For next week", "J": "Who", "K": "By"},
    ),
)
_RIGHT: Final = frozenset({"Last update", "Days", "Now", "Target"})
_CENTRED: Final = frozenset({"RAG", "Status", "Done"})


def _frame() -> Iterator[Spot]:
    for row, title, text in _SECTIONS:
        yield Spot(f"B{row}", "section", text=title)
        yield Spot(f"D{row}", "note", text=text)
    for row, heads in _HEADS:
        for column, text in heads.items():
            right = text in _RIGHT or column == "L"
            across = "right" if right else "center" if text in _CENTRED else "left"
            yield Spot(f"{column}{row}", f"head_{across}", text=text)
    yield Spot(f"L{lists.PRIORITIES_AT - 2}", "more", text="Log \u203a", link="'Log'!A1")
    yield Spot(f"L{lists.OWING_AT - 2}", "more", text="Check-ins \u203a", link="'Check-ins'!A1")
    yield Spot(
        f"L{lists.TALK_AT - 2}", "more", text="Recovery plans \u203a", link="'Key Results'!A1"
    )


def spots() -> tuple[Spot, ...]:
    """Every cell of the Meeting sheet; of two for one address the later one counts."""
    found = (
        *_band(),
        *_frame(),
        *lists.owing_lines(),
        *lists.status_lines(),
        *change_lines(lists.OWING_AT, lists.UNIT),
        *lists.talk_lines(),
        *priority_lines(),
    )
    return tuple({spot.address: spot for spot in found}.values())
