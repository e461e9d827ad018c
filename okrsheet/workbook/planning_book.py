"""The Planning sheet of a workbook: what stands there to work with, and what people wrote."""

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from okrsheet.core.closing import closed_quarter
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding
from okrsheet.core.history import reports
from okrsheet.core.model import PlanningLine, Quarter
from okrsheet.core.planning import planning_lines
from okrsheet.core.planning_kept import answered, with_kept
from okrsheet.core.planning_look_back import LastQuarter
from okrsheet.core.quarter import days_after, following
from okrsheet.ooxml.demand_refusals import Standing
from okrsheet.workbook.agenda_book import gaps_of
from okrsheet.workbook.demanded import Opened, lost, opened
from okrsheet.workbook.last_book import last_quarter
from okrsheet.workbook.next_quarter import Past
from okrsheet.workbook.on_demand import Filling, checksum, filled, grid_of, has_more, new_rows
from okrsheet.workbook.sheets.planning import PLANNING
from okrsheet.workbook.view import View

_WEEKS: Final = 13


class Planned(NamedTuple):
    """A Planning sheet that is worked out, and what it would be written into.

    Attributes:
        opened: the workbook.
        last: the quarter it looks back on, where one is known.
        upcoming: the quarter that is planned.
        lines: the lines, without what people wrote.
    """

    opened: Opened
    last: LastQuarter | None
    upcoming: Quarter
    lines: tuple[PlanningLine, ...]


class Made(NamedTuple):
    """A workbook with its Planning sheet.

    Attributes:
        data: the whole file.
        kept: how many lines hold what people wrote and stayed.
        dropped: how many of them did not, because that was asked for.
    """

    data: bytes
    kept: int
    dropped: int


def prepare(
    data: bytes, name: str, today: date, old: Path | None, past: Past | None = None
) -> Planned | tuple[Finding, ...]:
    """Work out the Planning sheet.

    Args:
        data: the whole file.
        name: the file, for messages.
        today: the day of the figures, where Settings names none.
        old: the workbook of the quarter before; without it the workbook looks back on its own
            quarter, once anything was reported there.
        past: the scores of the quarters before the one it looks back on.

    Returns:
        The findings instead, where they leave no plan to work with.

    Raises:
        NoLookBack: the old workbook does not fit.
        NotOurs: somebody else made the workbook.
        OtherEpoch: the workbook counts its days from 1904.
        Guarded: it is signed, marked as final, or has a password for changing it.
        OkrsheetFileError: one of the files can't be read.
    """
    made = opened(data, name, today)
    if not isinstance(made, Opened):
        return made
    plan = made.found.plan
    last = _own(made.found) if old is None else last_quarter(old, plan)
    if last is not None and past is not None:
        last = last._replace(past=past(last.record.organisation, last.record.start))
    upcoming = after(plan.quarter) if last is not None and last.own else plan.quarter
    lines = planning_lines(made.found, gaps_of(made.found), upcoming, last)
    return Planned(made, last, upcoming, lines)


def _own(found: Figures) -> LastQuarter | None:
    plan = found.plan
    # A record of a quarter that was opened again may be out of date.
    record = plan.record if plan.closed else None
    if record is None and not any(map(reports, plan.check_ins)):
        return None
    record = record or closed_quarter(found, found.as_of)
    return LastQuarter(record, own=True, over=found.is_over)


def after(quarter: Quarter) -> Quarter:
    """The quarter that follows, by its name or else by its length."""
    with suppress(ValueError):
        return following(quarter)
    start = days_after(quarter.end, 1)
    length = max(timedelta(weeks=_WEEKS) - timedelta(days=1), quarter.end - quarter.start)
    return Quarter("next quarter", start, days_after(start, length.days))


def with_planning(planned: Planned, *, force: bool) -> Made:
    """The workbook with the lines on Planning, shown, and what people wrote there kept.

    Args:
        planned: the lines.
        force: write the sheet anew, without what people wrote.

    Raises:
        Standing: somebody wrote into columns of their own, and `force` is not set.
        SheetGone: the sheet was deleted, or the workbook was made before there was one.
        Guarded: it is hidden and the structure of the workbook is protected.
        ChangeRefused: something stands in the way of the lines.
        OkrsheetFileError: the result would not be right.
    """
    data, book, loaded, found = planned.opened
    grid = grid_of(book, loaded, PLANNING)
    touched = [line for line in found.plan.planning if is_touched(line)]
    rows = [row for row in grid.body if has_more(grid, row)]
    if rows and not force:
        gone = lost(loaded, PLANNING, found.plan.planning, (), lambda _: False)
        raise Standing(f"{book.name}: {grid.sheet.name}", detail=str(gone))
    lines = with_kept(tuple(map(marked, planned.lines)), () if force else touched)
    view = View(found._replace(plan=found.plan._replace(planning=lines)))
    filling = Filling(grid, new_rows(grid, lines, view), renewed=True)
    kept, dropped = (0, len(touched)) if force else (len(touched), 0)
    return Made(filled(data, book.name, (filling,)), kept, dropped)


def marked(line: PlanningLine) -> PlanningLine:
    """The line with a mark by which it is known as it was written."""
    return line._replace(mark=_mark(line))


def is_touched(line: PlanningLine) -> bool:
    """Whether people answered, changed or wrote a line."""
    blank = line == PlanningLine(kind=line.kind, item=line.item, mark=line.mark)
    is_ours = line.mark == _mark(line)
    return answered(line) or not (is_ours or blank)


def _mark(line: PlanningLine) -> str:
    fields = line._replace(said="", choice=None, mark="")
    return checksum("" if each is None else each for each in fields)
