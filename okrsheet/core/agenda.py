"""The agendas of planning and review: what is talked about, for how long, and what to look at.

Source: acceptance, B1 to B8 and F4 to F7.
"""

from enum import StrEnum

from okrsheet.core.agenda_items import AgendaItem, Gaps
from okrsheet.core.agenda_planning import planning
from okrsheet.core.agenda_review import review
from okrsheet.core.figures import Figures


class Meeting(StrEnum):
    """The meetings that have an agenda on demand."""

    PLANNING = "planning"
    REVIEW = "review"


def agenda(found: Figures, gaps: Gaps, meeting: Meeting) -> tuple[AgendaItem, ...]:
    """The agenda of a meeting, filled with what the workbook knows.

    Args:
        found: the figures.
        gaps: what the audit found missing.
        meeting: which one.
    """
    return tuple(planning(found, gaps) if meeting is Meeting.PLANNING else review(found))
