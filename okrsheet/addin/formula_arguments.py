"""The arguments formulas share: one name and one meaning in all of them."""

from typing import Final

from okrsheet.addin.declared import Argument

CATEGORY: Final = "OKR"
"""Where the function wizard shows them: one place for all."""

BASELINE: Final = Argument(
    "baseline",
    "Where the metric stood when the target was set.",
    "number",
    source="Baseline",
)
TARGET: Final = Argument(
    "target", "Where the metric shall stand when the quarter ends.", "number", source="Target"
)
CURRENT: Final = Argument(
    "current",
    "The value today: a number, Yes or No. It is not read where check_ins are given.",
    "value",
    optional=True,
    source="Current",
)
FIRST_DAY: Final = Argument(
    "first_day", "The first day of the quarter.", "date", source="=okr_start"
)
LAST_DAY: Final = Argument(
    "last_day", "The last day of the quarter, inside it.", "date", source="=okr_end"
)
AS_OF: Final = Argument(
    "as_of",
    "The day the figure is for. Blank: the day Excel last calculated it.",
    "date",
    optional=True,
    source="=okr_as_of",
)
TYPE: Final = Argument(
    "kr_type",
    "Increase, Decrease, Count, Keep at or above, Keep at or below, Keep in range, Yes/No or "
    "Milestones. Blank: Increase or Decrease, as target and baseline say.",
    "text",
    optional=True,
    source="Type",
)
COMMITMENT: Final = Argument(
    "commitment",
    "Committed (a promise) or Aspirational (a stretch; 0.7 is a success). Blank: Aspirational.",
    "text",
    optional=True,
    source="Commitment",
)
CONFIDENCE: Final = Argument(
    "confidence",
    "How sure the owner is, 0 to 10. It is not read where check_ins are given.",
    "number",
    optional=True,
    source="Confidence",
)
LOW: Final = Argument(
    "low", "Keep in range: the lowest good value.", "number", optional=True, source="Low"
)
HIGH: Final = Argument(
    "high", "Keep in range: the highest good value.", "number", optional=True, source="High"
)
RED_LINE: Final = Argument(
    "red_line",
    "Keep at or above, or below: beyond this value it is Red.",
    "number",
    optional=True,
    source="Red line",
)
FREQUENCY: Final = Argument(
    "frequency",
    "How often the number is refreshed: Daily, Weekly, Monthly, Quarterly or Yearly.",
    "text",
    optional=True,
    source="Update frequency",
)
DUE: Final = Argument(
    "due",
    "Yes/No and slow metrics: the day it is due. Blank: the last day of the quarter.",
    "date",
    optional=True,
    source="Due",
)
MONTH_1: Final = Argument(
    "month_1",
    "The value expected at the end of month 1, where it does not grow evenly.",
    "number",
    optional=True,
    source="Expected month 1",
)
MONTH_2: Final = Argument(
    "month_2",
    "The value expected at the end of month 2, where it does not grow evenly.",
    "number",
    optional=True,
    source="Expected month 2",
)
ID: Final = Argument(
    "kr_id",
    "The key result's ID. Needed where check_ins or stages hold more than one key result.",
    "text",
    optional=True,
    source="ID",
)
CHECK_INS: Final = Argument(
    "check_ins",
    "Its check-ins. Two columns: Date and Value. Or a range with headers in its first row: Date, "
    "Value, and if wanted KR, Confidence, Owner RAG, Reason, In the way, Next step.",
    "table",
    optional=True,
    source="=tblCheckIns[[#All],[Date]:[Next step]]",
)
STAGES: Final = Argument(
    "stages",
    "Milestones: a range with headers in its first row: Done, and if wanted KR, Weight, Due.",
    "table",
    optional=True,
    source="=tblMilestones[[#All],[KR]:[Done]]",
)
SETTINGS: Final = Argument(
    "settings",
    "Two columns, Setting and Value, as on the Settings sheet. Blank: the defaults.",
    "table",
    optional=True,
    source="=tblSettings[[Setting]:[Value]]",
)


def required(argument: Argument) -> Argument:
    """The same argument where a formula can't do without it."""
    return argument._replace(optional=False)


def what(words: str, default: str) -> Argument:
    """Which figure a formula shall give."""
    return Argument("what", f"Which figure: {words}. Blank: {default}.", "text", optional=True)
