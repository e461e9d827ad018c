"""What a chart shows of an objective: its score and status week by week.

The rows of its key results are those of the Heat Map sheet, letter by letter.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.figures import Figures
from okrsheet.core.heat import MISSING, UNKNOWN, letter, weekly_rags
from okrsheet.core.history import first_rows
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.timeline import week_starts
from okrsheet.report.wording import day_name, score

FREE: Final = ""
_LETTERS: Final = (
    f"G on track, Y at risk, R off track, {UNKNOWN} no colour yet, {MISSING} no check-in"
)
LEGEND: Final = (
    "First row: the objective at the end of each week. Below: what each week's last check-in of a "
    f"key result showed. {_LETTERS}."
)
"""What the rows and letters of a strip say."""


class Line(NamedTuple):
    """One row of the strip: a letter of `heat.letter` for each week, "" for those to come."""

    name: str
    letters: tuple[str, ...]


class Weeks(NamedTuple):
    """An objective over the weeks of a quarter.

    Attributes:
        name: its ID.
        starts: the Monday of each week of the quarter.
        scores: 0-1 for each week so far; None where nobody could say.
        expected: the expected progress for each of them.
        lines: the objective's status, then what was reported of each key result; see `LEGEND`.
        days: the day each of the figures is for.
    """

    name: str
    starts: tuple[date, ...]
    scores: tuple[float | None, ...]
    expected: tuple[float | None, ...]
    lines: tuple[Line, ...]
    days: tuple[date, ...]


def key_results_of(row: int, found: Figures) -> tuple[KeyResultFigures, ...]:
    """Those that count for the objective in this row: where an ID is there twice, the first's."""
    objectives = found.plan.objectives
    name = objectives[row].id.lower()
    first = first_rows(each.id if each.text else "" for each in objectives)
    under = (k for k in found.key_results if k.key_result.objective_id.lower() == name)
    return tuple(under) if first.get(name) == row else ()


def weeks_of(row: int, passed: Sequence[Figures], latest: Figures) -> Weeks:
    """The weeks of the objective in this row of the plan.

    Args:
        row: 0-based.
        passed: the figures of each week so far, oldest first.
        latest: the figures of the report.
    """
    starts = week_starts(latest.plan.quarter, latest.as_of)
    own = [next(o for o in found.objectives if o.row == row) for found in passed]
    name = latest.plan.objectives[row].id
    free = (FREE,) * (len(starts) - len(passed))
    lines = [Line(name, (*(letter(each.rag) for each in own), *free))]
    reported = weekly_rags(latest)
    for figure in key_results_of(row, latest):
        seen = reported[figure.row]
        letters = (letter(seen.get(monday)) for monday in starts[: len(passed)])
        lines.append(Line(figure.key_result.id, (*letters, *free)))
    return Weeks(
        name,
        starts,
        tuple(each.score for each in own),
        tuple(each.expected for each in own),
        tuple(lines),
        tuple(found.as_of for found in passed),
    )


def in_words(weeks: Weeks) -> str:
    """The chart for those who can't see it."""
    if not weeks.days:
        return "The quarter has not started."
    known = [
        f"{day_name(day)} {score(value)}"
        for day, value in zip(weeks.days, weeks.scores, strict=True)
        if value is not None
    ]
    told = f"Score by week: {', '.join(known) or 'none yet'}. "
    if weeks.expected[-1] is not None:
        told += f"Expected now: {score(weeks.expected[-1])}. "
    rows = [f"{line.name}: {_letters(line)}" for line in weeks.lines]
    return f"{told}Status by week ({_LETTERS}). {'. '.join(rows)}."


def _letters(line: Line) -> str:
    return " ".join(filter(None, line.letters))
