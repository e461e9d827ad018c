"""The 30-day reset in a workbook: its tasks, and the places for what people say."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from okrsheet.core.audited import audited
from okrsheet.core.findings import Finding
from okrsheet.core.model import Interview, Plan, ResetLine
from okrsheet.core.reset import Checked, Task, reset_tasks
from okrsheet.core.words import Level
from okrsheet.ooxml.demand_refusals import Standing
from okrsheet.workbook.demanded import Opened, lost, opened
from okrsheet.workbook.on_demand import Filling, Lost, checksum, filled, grid_of, is_used, new_rows
from okrsheet.workbook.sheets.reset import INTERVIEWS, RESET
from okrsheet.workbook.sheets.reset_values import LINES
from okrsheet.workbook.view import View


class Planned(NamedTuple):
    """A reset that is worked out, and what it would be written into.

    Attributes:
        opened: the workbook.
        tasks: what there is to do.
    """

    opened: Opened
    tasks: tuple[Task, ...]

    @property
    def plan(self) -> Plan:
        """The quarter."""
        return self.opened.found.plan


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
    made = opened(data, name, start)
    if not isinstance(made, Opened):
        return made
    checked = [Checked(e.figure.key_result, e.audit, e.rewrite) for e in audited(made.found)]
    return Planned(made, reset_tasks(made.found.plan, checked, start))


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
    data, book, loaded, found = planned.opened
    reset, talks = (grid_of(book, loaded, table) for table in (RESET, INTERVIEWS))
    gone = lost(loaded, RESET, planned.plan.reset, ("Done",), _is_changed)
    if str(gone) and not force:
        raise Standing(f"{book.name}: {reset.sheet.name}", detail=str(gone))
    lines = tuple(_line(task) for task in planned.tasks)
    held = [row for row in loaded.tables[INTERVIEWS.name].body if is_used(talks, row)]
    kept = planned.plan.interviews if held else ()
    room = max(LINES, _company_objectives(planned.plan)) - len(kept)
    added = (Interview(),) * room
    view = View(found._replace(plan=_with(planned.plan, lines, (*kept, *added))))
    fillings = (
        Filling(reset, new_rows(reset, lines, view), renewed=True),
        Filling(talks, new_rows(talks, added, view, len(kept)), renewed=not kept),
    )
    return Made(filled(data, book.name, fillings), gone, len(held))


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


def _is_changed(line: ResetLine) -> bool:
    return line.mark != _mark(line)
