"""The 30-day reset in a workbook: its tasks, and the places for what people say."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from okrsheet.core.audited import audited
from okrsheet.core.figures import Figures, figures
from okrsheet.core.findings import Finding
from okrsheet.core.model import Interview, Plan, ResetLine
from okrsheet.core.reset import Checked, Task, reset_tasks
from okrsheet.core.words import Level
from okrsheet.ooxml.demand_refusals import Standing
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.fields import is_blank
from okrsheet.workbook.load import Grid, Loaded, read_plan
from okrsheet.workbook.on_demand import (
    Filling,
    Lost,
    checksum,
    filled,
    grid_of,
    has_more,
    is_used,
    new_rows,
)
from okrsheet.workbook.rewrite import refuse_others
from okrsheet.workbook.sheets.reset import INTERVIEWS, RESET
from okrsheet.workbook.sheets.reset_values import LINES
from okrsheet.workbook.view import View


class Planned(NamedTuple):
    """A reset that is worked out, and what it would be written into.

    Attributes:
        data: the whole file.
        book: what it holds.
        loaded: our tables in it.
        found: the figures of its plan.
        tasks: what there is to do.
    """

    data: bytes
    book: Workbook
    loaded: Loaded
    found: Figures
    tasks: tuple[Task, ...]

    @property
    def plan(self) -> Plan:
        """The quarter."""
        return self.found.plan


class Made(NamedTuple):
    """A workbook with its reset.

    Attributes:
        data: the whole file.
        lost: what people did on the Reset sheet before, now replaced.
        kept: how many interviews stand there and were left alone.
    """

    data: bytes
    lost: Lost
    kept: int


def plan_reset(data: bytes, name: str, start: date) -> Planned | tuple[Finding, ...]:
    """Work out the reset of a workbook.

    Args:
        data: the whole file.
        name: the file, for messages.
        start: its first day.

    Returns:
        The findings instead, where they leave no plan to work with.

    Raises:
        NotOurs: somebody else made the workbook.
        OtherEpoch: the workbook counts its days from 1904.
        Guarded: it is signed, marked as final, or has a password for changing it.
        OkrsheetFileError: the file can't be read.
    """
    book = parse_workbook(data, name)
    loaded = read_plan(book)
    refuse_others(book, loaded)
    if loaded.plan is None:
        return loaded.findings
    found = figures(loaded.plan, loaded.policy, loaded.as_of or start)
    checked = [Checked(e.figure.key_result, e.audit, e.rewrite) for e in audited(found)]
    return Planned(data, book, loaded, found, reset_tasks(loaded.plan, checked, start))


def with_reset(planned: Planned, *, force: bool) -> Made:
    """The workbook with the tasks on Reset and room for the answers on Interviews, both shown.

    Interviews that were held stay; lines are added where there are more company objectives.

    Args:
        planned: the reset.
        force: replace tasks that somebody ticked or changed.

    Raises:
        Standing: somebody did, and `force` is not set.
        SheetGone: one of the two sheets was deleted.
        Guarded: they are hidden and the structure of the workbook is protected.
        ChangeRefused: something stands in the way of the lines.
        OkrsheetFileError: the result would not be right.
    """
    book, tables = planned.book, planned.loaded.tables
    reset, talks = (grid_of(book, planned.loaded, table) for table in (RESET, INTERVIEWS))
    lost = _lost(planned, tables[RESET.name])
    if str(lost) and not force:
        raise Standing(f"{book.name}: {reset.sheet.name}", detail=str(lost))
    lines = tuple(_line(task) for task in planned.tasks)
    held = [row for row in tables[INTERVIEWS.name].body if is_used(talks, row)]
    kept = planned.plan.interviews if held else ()
    room = max(LINES, _company_objectives(planned.plan)) - len(kept)
    added = (Interview(),) * room
    view = View(planned.found._replace(plan=_with(planned.plan, lines, (*kept, *added))))
    fillings = (
        Filling(reset, new_rows(reset, lines, view), renewed=True),
        Filling(talks, new_rows(talks, added, view, len(kept)), renewed=not kept),
    )
    return Made(filled(planned.data, book.name, fillings), lost, len(held))


def _with(plan: Plan, lines: Sequence[ResetLine], talks: Sequence[Interview]) -> Plan:
    return plan._replace(reset=tuple(lines), interviews=tuple(talks))


def _company_objectives(plan: Plan) -> int:
    return [o.level for o in plan.objectives if o.text].count(Level.COMPANY)


def _line(task: Task) -> ResetLine:
    made = ResetLine(
        week=float(task.week),
        first=task.first,
        last=task.last,
        text=task.text,
        key_result_id=task.key_result_id,
        who=task.who,
        words=task.words,
    )
    return made._replace(mark=_mark(made))


def _mark(line: ResetLine) -> str:
    told = (line.week, line.first, line.last, line.text, line.key_result_id, line.who, line.words)
    return checksum(told)


def _lost(planned: Planned, grid: Grid) -> Lost:
    rows = planned.loaded.rows.get("reset", ())
    lines = zip(rows, planned.plan.reset, strict=True)
    used = [(row, line) for row, line in lines if is_used(grid, row)]
    done = tuple(row for row, _ in used if not is_blank(grid.cell(row, "Done")))
    changed = (row for row, line in used if line.mark != _mark(line) or has_more(grid, row))
    return Lost(done, tuple(row for row in changed if row not in done))
