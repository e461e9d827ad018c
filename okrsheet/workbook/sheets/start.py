"""The Start sheet: what to do before the quarter, each week and at its end, and every sheet."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from okrsheet.workbook.sheets.settings import clean
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.sheets.start_setup import STEPS, setup_lines
from okrsheet.workbook.shortened import shortened, shortened_text
from okrsheet.workbook.view import View, serial
from okrsheet.workbook.waiting import unless_waiting, unless_waiting_formula

SHEET = "Start"
WIDTHS = {"A": 1.3, "B": 6, "C": 22, "D": 28, "E": 28, "F": 28, "G": 28, "H": 28, "I": 1.3}
BAND = "ABCDEFGHI"
_FACTS_AT: Final = 4
SETUP_AT: Final = 8
_WEEK_AT: Final = SETUP_AT + len(STEPS) + 1
_ORGANISATION_LETTERS: Final = 64
_LINE: Final = 24  # points; more, and the page is printed too small to read

_WEEK = (
    (
        "Check-ins",
        (
            "Fill in the lines that okrsheet refresh (or the button Refresh) prepares: the value, "
            "how sure you are, what is in the way."
        ),
    ),
    (
        "Meeting",
        "Open it together. Green needs no words; talk about Yellow and Red for ten minutes.",
    ),
    (
        "Key Results",
        (
            "A Red without a plan gets one (open Recovery): action, owner, date. "
            "After three Red weeks leadership decides."
        ),
    ),
    ("Log", "Note the one or two things that matter most next week, and every change of a target."),
    ("Milestones", "Fill in Done for each stage that was reached."),
)
_END = (
    (
        "Review",
        (
            "Say why it worked or what went wrong; score by hand only with a reason; "
            "decide: Continue, Revise, Drop or Done."
        ),
    ),
    (
        "Scorecard",
        (
            "Run okrsheet close (or the button Close quarter). "
            "This sheet keeps the quarter as it went on record."
        ),
    ),
    (
        "Planning",
        (
            "Run okrsheet new --from (or the button New quarter) for the next workbook; "
            "there okrsheet planning fills in this sheet."
        ),
    ),
)
_SHEETS = (
    ("Dashboard", "Where we stand, and what needs a person."),
    ("Meeting", "The weekly agenda, filled with this week."),
    ("Heat Map", "Every key result week by week, the ones in trouble first."),
    ("Forecast", "Where every key result will end if it goes on like this."),
    ("Trend", "One key result in a chart, with its forecast."),
    ("Objectives", "What we want to achieve, why, and how it cascades."),
    ("Key Results", "How each is defined and measured, and how it stands."),
    ("Check-ins", "The weekly reports."),
    ("Milestones", "Stages of key results that are reached step by step."),
    ("Dependencies", "What one team needs from another."),
    ("Teams", "Who holds objectives, and how each team stands."),
    ("People", "The names behind the drop-downs."),
    ("Audit", "Is every key result ready? Run it before the quarter starts."),
    ("Audit Summary", "What is missing most often, team by team."),
    ("Review", "Scores and lessons in the last week."),
    ("Scorecard", "The closed quarter on record, made by okrsheet close."),
    ("Log", "Decisions, trade-offs, risks, changes."),
    ("Agenda", "On demand: planning or review, made by okrsheet agenda."),
    ("Planning", "On demand: the planning meeting, made by okrsheet planning."),
    ("Reset", "On demand: thirty days of tasks, made by okrsheet reset."),
    ("Interviews", "On demand, with Reset: what people say when they are asked."),
    ("Settings", "The quarter's dates, and every number the rules use."),
)
_END_AT: Final = _WEEK_AT + len(_WEEK) + 1
_SHEETS_AT: Final = _END_AT + len(_END) + 1
_HALF: Final = (len(_SHEETS) + 1) // 2
HEIGHTS: Final = {
    3: 10,
    _FACTS_AT: 22,
    _FACTS_AT + 1: 52,
    _FACTS_AT + 2: 8,
    SETUP_AT - 1: 32,
    **dict.fromkeys(range(SETUP_AT, SETUP_AT + len(STEPS)), _LINE),
    _WEEK_AT - 1: 34,
    **dict.fromkeys(range(_WEEK_AT, _WEEK_AT + len(_WEEK)), _LINE),
    _END_AT - 1: 34,
    **dict.fromkeys(range(_END_AT, _END_AT + len(_END)), _LINE),
    _SHEETS_AT - 1: 34,
    **dict.fromkeys(range(_SHEETS_AT, _SHEETS_AT + _HALF), _LINE),
    _SHEETS_AT + _HALF: _LINE,
}
UNNAMED: Final = "Name it on Settings"
DRAFT: Final = " \u00b7 draft"


_DRAFT: Final = f'IF(okr_published="","{DRAFT}","")'


def _cut(text: str) -> str:
    return shortened_text(text, _ORGANISATION_LETTERS)


def _quarter(view: View) -> str:
    return _cut(view.plan.quarter.name) + (DRAFT if view.plan.published is None else "")


def _text(label: str, none: str = "") -> str:
    shown = shortened(clean(label), _ORGANISATION_LETTERS)
    return f'IF({shown}="","{none}",{shown})'


def _facts() -> Iterator[Spot]:
    facts: Sequence[tuple[str, str, str, str, Callable[[View], object]]] = (
        ("B", "Quarter", "fact_wide", f"{_text('Quarter')}&{_DRAFT}", _quarter),
        ("D", "First day", "fact_date", "okr_start", lambda v: serial(v.plan.quarter.start)),
        ("E", "Last day", "fact_date", "okr_end", lambda v: serial(v.plan.quarter.end)),
        ("F", "Figures for", "fact_date", "okr_as_of", lambda v: serial(v.figures.as_of)),
        (
            "G",
            "Organisation",
            "fact_text",
            _text("Organisation", UNNAMED),
            lambda v: _cut(v.plan.organisation) or UNNAMED,
        ),
        (
            "H",
            "OKR champion",
            "fact_text",
            _text("OKR champion", UNNAMED),
            lambda v: _cut(v.plan.champion) or UNNAMED,
        ),
    )
    yield Spot(f"C{_FACTS_AT}", "fact_end")
    yield Spot(f"C{_FACTS_AT + 1}", "fact_end")
    for column, label, look, formula, value in facts:
        yield Spot(
            f"{column}{_FACTS_AT}", "fact_first" if column == "B" else "fact_label", text=label
        )
        yield Spot(f"{column}{_FACTS_AT + 1}", look, formula=formula, value=value)


def _band() -> Iterator[Spot]:
    for column in BAND:
        yield Spot(f"{column}1", "band")
        yield Spot(f"{column}2", "band")
    yield Spot("B1", "title", text="Objectives and key results")
    yield Spot(
        "B2", "subtitle", text="One workbook for the quarter. Click the name of a sheet to open it."
    )


def _setup() -> Iterator[Spot]:
    yield Spot(f"B{SETUP_AT - 1}", "section", text="Before the quarter, in this order")
    yield Spot(
        f"E{SETUP_AT - 1}",
        "note",
        formula=unless_waiting_formula('""'),
        value=lambda v: unless_waiting(v, ""),
    )
    yield from setup_lines(SETUP_AT)


def _steps(first: int, title: str, steps: Sequence[tuple[str, str]]) -> Iterator[Spot]:
    """Numbered steps below their title, one below the other from row `first` on."""
    yield Spot(f"B{first - 1}", "section", text=title)
    for number, (sheet, text) in enumerate(steps):
        row = first + number
        yield Spot(f"B{row}", "step", text=str(number + 1))
        yield from _entry(row, "CD", "EFGH", sheet, text)


def _sheets() -> Iterator[Spot]:
    yield Spot(f"B{_SHEETS_AT - 1}", "section", text="All sheets")
    for place, (sheet, text) in enumerate(_SHEETS):
        columns, rest = (("CD", "E"), ("FG", "H"))[place // _HALF]
        yield from _entry(_SHEETS_AT + place % _HALF, columns, rest, sheet, text)
    yield Spot(
        f"C{_SHEETS_AT + _HALF}",
        "note",
        text="Blue headings are yours to fill in; what stands below grey headings is computed.",
    )


def _entry(row: int, columns: str, rest: str, sheet: str, text: str) -> Iterator[Spot]:
    """A link and its text, which may run on over the columns in `rest`."""
    yield Spot(f"{columns[0]}{row}", "link", text=sheet, link=f"'{sheet}'!A1")
    yield Spot(f"{columns[1]}{row}", "fact", text=text)
    for column in rest:
        yield Spot(f"{column}{row}", "ruled")


def spots() -> tuple[Spot, ...]:
    """Every cell of the Start sheet; of two for one address the later one counts."""
    steps = (
        *_setup(),
        *_steps(_WEEK_AT, "Every week, in this order", _WEEK),
        *_steps(_END_AT, "At the end of the quarter, in this order", _END),
    )
    found = (*_band(), *_facts(), *steps, *_sheets())
    return tuple({spot.address: spot for spot in found}.values())
