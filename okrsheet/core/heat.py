"""Each key result week by week: the status of the last check-in of every ISO week.

Source: semantics, section 3; readings 23 and 48.
"""

from datetime import date, timedelta
from typing import Final

from okrsheet.core.figures import Figures
from okrsheet.core.history import histories
from okrsheet.core.model import Quarter
from okrsheet.core.quarter import week_of
from okrsheet.core.words import Rag

WEEKS: Final = 14
"""How many weeks are shown: a quarter of 89 to 92 days touches 13 or 14 ISO weeks."""

LETTERS: Final = {Rag.GREEN: "G", Rag.YELLOW: "Y", Rag.RED: "R"}
MISSING: Final = "-"
UNKNOWN: Final = "?"
_WEEK: Final = timedelta(days=7)


def first_week(quarter: Quarter, day: date) -> date:
    """The Monday of the first week shown on a day.

    It is the quarter's first week; of a longer period, the last `WEEKS` weeks up to that day.
    """
    running = week_of(min(day, quarter.end))
    return max(week_of(quarter.start), running - (WEEKS - 1) * _WEEK)


def weekly_rags(found: Figures) -> tuple[dict[date, Rag], ...]:
    """For each key result, by row, the status of each reported week under its Monday.

    Check-ins later than the figures are not known yet; a week's last check-in counts.
    """
    return tuple(
        {
            week_of(line.check_in.day): seen.rag
            for line in history.until(found.as_of).lines
            if (seen := found.check_ins[line.row]) is not None
        }
        for history in histories(found.plan)
    )


def letter(rag: Rag | None) -> str:
    """A week's status as one letter: G, Y, R, `?` without a colour, `-` where nobody reported."""
    return MISSING if rag is None else LETTERS.get(rag, UNKNOWN)
