"""The agenda of planning or of the review in a workbook."""

from datetime import date
from typing import NamedTuple

from okrsheet.core.agenda import Meeting, agenda
from okrsheet.core.agenda_items import AgendaItem, Gaps
from okrsheet.core.audited import audited
from okrsheet.core.figures import Figures, figures
from okrsheet.core.findings import Finding
from okrsheet.core.model import AgendaLine
from okrsheet.ooxml.demand_refusals import Standing
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.fields import is_blank
from okrsheet.workbook.load import Loaded, read_plan
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
from okrsheet.workbook.sheets.agenda import AGENDA
from okrsheet.workbook.view import View


class Prepared(NamedTuple):
    """An agenda that is worked out, and what it would be written into.

    Attributes:
        data: the whole file.
        book: what it holds.
        loaded: our tables in it.
        found: the figures of its plan.
        items: the lines.
    """

    data: bytes
    book: Workbook
    loaded: Loaded
    found: Figures
    items: tuple[AgendaItem, ...]


def prepare(
    data: bytes, name: str, meeting: Meeting, today: date
) -> Prepared | tuple[Finding, ...]:
    """Work out the agenda of a meeting.

    Args:
        data: the whole file.
        name: the file, for messages.
        meeting: which one.
        today: the day of the figures, where Settings names none.

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
    found = figures(loaded.plan, loaded.policy, loaded.as_of or today)
    return Prepared(data, book, loaded, found, agenda(found, _gaps(found), meeting))


def _gaps(found: Figures) -> Gaps:
    return {e.figure.row: tuple(e.audit.gaps) for e in audited(found) if not e.audit.ready}


def with_agenda(prepared: Prepared, *, force: bool) -> tuple[bytes, Lost]:
    """The workbook with the lines on Agenda, shown, and what people did there before.

    Args:
        prepared: the agenda.
        force: replace lines that somebody ticked, answered or changed.

    Raises:
        Standing: somebody did, and `force` is not set.
        SheetGone: the sheet was deleted.
        Guarded: it is hidden and the structure of the workbook is protected.
        ChangeRefused: something stands in the way of the lines.
        OkrsheetFileError: the result would not be right.
    """
    grid = grid_of(prepared.book, prepared.loaded, AGENDA)
    lost = _lost(prepared.loaded)
    if str(lost) and not force:
        raise Standing(f"{prepared.book.name}: {grid.sheet.name}", detail=str(lost))
    lines = tuple(map(_line, prepared.items))
    view = View(prepared.found._replace(plan=prepared.found.plan._replace(agenda=lines)))
    filling = Filling(grid, new_rows(grid, lines, view), renewed=True)
    return filled(prepared.data, prepared.book.name, (filling,)), lost


def _line(item: AgendaItem) -> AgendaLine:
    minutes = None if item.minutes is None else float(item.minutes)
    made = AgendaLine(float(item.item), minutes, item.text, item.about, item.who)
    return made._replace(mark=_mark(made))


def _mark(line: AgendaLine) -> str:
    return checksum((line.item, line.minutes, line.text, line.about, line.who))


def _lost(loaded: Loaded) -> Lost:
    grid = loaded.tables[AGENDA.name]
    lines = loaded.plan.agenda if loaded.plan else ()
    rows = zip(loaded.rows.get("agenda", ()), lines, strict=True)
    used = [(row, line) for row, line in rows if is_used(grid, row)]
    answers = ("Outcome", "Done")
    done = tuple(
        row for row, _ in used if not all(is_blank(grid.cell(row, header)) for header in answers)
    )
    changed = (row for row, line in used if line.mark != _mark(line) or has_more(grid, row))
    return Lost(done, tuple(row for row in changed if row not in done))
