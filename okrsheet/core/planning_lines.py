"""The lines of the Planning sheet, and which of their cells ask to be filled in."""

from enum import StrEnum
from typing import Final

from okrsheet.core.model import PlanningLine


class PlanningKind(StrEnum):
    """What a line of the sheet is for; it stands in a hidden column."""

    ITEM = "Item"
    HEADING = "Heading"
    SHOWN = "Shown"
    OBJECTIVE = "Objective"
    CANDIDATE = "Candidate"
    NEW = "New candidate"
    TARGET = "Target"
    QUESTION = "Question"


FILLED_IN: Final[dict[PlanningKind, tuple[str, ...]]] = {
    PlanningKind.OBJECTIVE: ("said",),
    PlanningKind.CANDIDATE: ("said", "choice"),
    PlanningKind.NEW: ("text", "level", "team", "said", "choice", "who"),
    PlanningKind.TARGET: ("said", "choice"),
    PlanningKind.QUESTION: ("said", "choice"),
}
"""The fields people fill in, by the kind of the line; no other field is meant for them."""


def shown(text: str, about: str = "", known: str = "", who: str = "") -> PlanningLine:
    """A line to read."""
    return PlanningLine(text=text, about=about, known=known, who=who, kind=str(PlanningKind.SHOWN))


def heading(text: str, about: str = "", known: str = "", who: str = "") -> PlanningLine:
    """A line that says what the lines below it are."""
    return shown(text, about, known, who)._replace(kind=str(PlanningKind.HEADING))


def question(text: str, about: str = "", known: str = "", who: str = "") -> PlanningLine:
    """A line that is answered with Yes or No."""
    return shown(text, about, known, who)._replace(kind=str(PlanningKind.QUESTION))
