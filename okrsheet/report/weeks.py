"""What a chart shows of an objective: its score and status week by week."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.figures import Figures
from okrsheet.core.timeline import week_starts
from okrsheet.report.look import LETTERS
from okrsheet.report.wording import day_name, score

_FREE: Final = ""


class Line(NamedTuple):
    """One row of the strip: a status word for each week of the quarter, "" for those to come."""

    name: str
    words: tuple[str, ...]


class Weeks(NamedTuple):
    """An objective over the weeks of a quarter.

    Attributes:
        name: its ID.
        starts: the Monday of each week of the quarter.
        scores: 0-1 for each week so far; None where nobody could say.
        expected: the expected progress for each of them.
        lines: the objective's status, then that of each key result.
        days: the day each of the figures is for.
    """

    name: str
    starts: tuple[date, ...]
    scores: tuple[float | None, ...]
    expected: tuple[float | None, ...]
    lines: tuple[Line, ...]
    days: tuple[date, ...]


def weeks_of(row: int, passed: Sequence[Figures], latest: Figures) -> Weeks:
    """The weeks of the objective in this row of the plan.

    Args:
        row: 0-based.
        passed: the figures of each week so far, oldest first.
        latest: the figures of the report, for names.
    """
    starts = week_starts(latest.plan.quarter, latest.as_of)
    own = [next(o for o in found.objectives if o.row == row) for found in passed]
    name = latest.plan.objectives[row].id
    free = (_FREE,) * (len(starts) - len(passed))
    under = [k for k in latest.key_results if k.key_result.objective_id.lower() == name.lower()]
    lines = [Line(name, (*(str(each.rag or "No data") for each in own), *free))]
    for figure in under:
        words = (str(k.rag) for found in passed for k in found.key_results if k.row == figure.row)
        lines.append(Line(figure.key_result.id, (*words, *free)))
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
    return f"{told}Status by week (G Green, Y Yellow, R Red). {'. '.join(rows)}."


def _letters(line: Line) -> str:
    return " ".join(LETTERS[word] for word in line.words if word)
