"""The Start sheet: what to do each week, and the way to every sheet."""

from collections.abc import Iterator

from okrsheet.workbook.sheets.settings import setting
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.view import View, serial

SHEET = "Start"
WIDTHS = {"A": 3, "B": 5, "C": 24, "D": 88}

_WEEK = (
    (
        "Check-ins",
        "Every owner adds one line for each key result: the value, how sure you are, what is in the way.",
    ),
    (
        "Dashboard",
        "Open it together. Green needs no words; talk about Yellow and Red for ten minutes.",
    ),
    (
        "Key Results",
        "A Red without a plan gets one: action, owner, date. After three Red weeks leadership decides.",
    ),
    ("Log", "Note the one or two things that matter most next week, and every change of a target."),
    ("Milestones", "Fill in Done for each stage that was reached."),
)
_SHEETS = (
    ("Dashboard", "Where we stand, and what needs a person."),
    ("Objectives", "What we want to achieve, why, and how it cascades."),
    ("Key Results", "How it is defined, measured and going."),
    ("Check-ins", "The weekly reports."),
    ("Milestones", "Stages of key results that are reached step by step."),
    ("Dependencies", "What one team needs from another."),
    ("Teams", "Who holds objectives, and how each team stands."),
    ("People", "The names behind the drop-downs."),
    ("Audit", "Is every key result ready to be measured? Run it before the quarter starts."),
    ("Review", "Scores and lessons in the last week."),
    ("Log", "Decisions, trade-offs, risks, changes."),
    ("Settings", "The quarter's dates, and every number the rules use."),
)


def _text(label: str) -> str:
    return f'IF({setting(label)}="","",{setting(label)})'


def _facts() -> Iterator[Spot]:
    def organisation(view: View) -> object:
        return view.plan.organisation

    yield Spot("C4", "label", text="Organisation")
    yield Spot("D4", "fact", formula=_text("Organisation"), value=organisation)
    yield Spot("C5", "label", text="Quarter")
    yield Spot("D5", "fact", formula=_text("Quarter"), value=lambda v: v.plan.quarter.name)
    yield Spot("C6", "label", text="First day")
    yield Spot("D6", "fact_date", formula="okr_start", value=lambda v: serial(v.plan.quarter.start))
    yield Spot("C7", "label", text="Last day")
    yield Spot("D7", "fact_date", formula="okr_end", value=lambda v: serial(v.plan.quarter.end))
    yield Spot("C8", "label", text="Figures for")
    yield Spot("D8", "fact_date", formula="okr_as_of", value=lambda v: serial(v.figures.as_of))
    yield Spot("C9", "label", text="OKR champion")
    yield Spot("D9", "fact", formula=_text("OKR champion"), value=lambda v: v.plan.champion)


def spots() -> tuple[Spot, ...]:
    """Every cell of the Start sheet."""
    week = 12
    sheets = week + len(_WEEK) + 2
    return (
        Spot("B1", "title", text="Objectives and key results"),
        Spot("B2", "subtitle", text="One workbook for the quarter. Blue cells are links."),
        *_facts(),
        Spot(f"B{week - 1}", "section", text="Every week, in this order"),
        *(
            spot
            for number, (sheet, text) in enumerate(_WEEK)
            for spot in (
                Spot(f"B{week + number}", "number", text=str(number + 1)),
                Spot(f"C{week + number}", "link", text=sheet, link=f"'{sheet}'!A1"),
                Spot(f"D{week + number}", "fact", text=text),
            )
        ),
        Spot(f"B{sheets}", "section", text="All sheets"),
        *(
            spot
            for number, (sheet, text) in enumerate(_SHEETS, 1)
            for spot in (
                Spot(f"C{sheets + number}", "link", text=sheet, link=f"'{sheet}'!A1"),
                Spot(f"D{sheets + number}", "fact", text=text),
            )
        ),
    )
