"""The agenda of planning or of the review in a workbook."""

from datetime import date
from typing import NamedTuple

from okrsheet.core.agenda import Meeting, agenda
from okrsheet.core.agenda_items import AgendaItem, Gaps
from okrsheet.core.audited import audited
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding
from okrsheet.core.model import AgendaLine
from okrsheet.ooxml.demand_refusals import Standing
from okrsheet.workbook.demanded import Opened, lost, opened
from okrsheet.workbook.on_demand import Filling, Lost, checksum, filled, grid_of, new_rows
from okrsheet.workbook.sheets.agenda import AGENDA
from okrsheet.workbook.view import View


class Prepared(NamedTuple):
    """An agenda that is worked out, and what it would be written into.

    Attributes:
        opened: the workbook.
        items: the lines.
    """

    opened: Opened
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
    made = opened(data, name, today)
    if not isinstance(made, Opened):
        return made
    return Prepared(made, agenda(made.found, gaps_of(made.found), meeting))


def gaps_of(found: Figures) -> Gaps:
    """What each key result lacks that is not ready."""
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
    data, book, loaded, found = prepared.opened
    name = grid_of(book, loaded, AGENDA).sheet.name
    gone = lost(loaded, AGENDA, found.plan.agenda, ("Outcome", "Done"), _is_changed)
    if str(gone) and not force:
        raise Standing(f"{book.name}: {name}", detail=str(gone))
    return filled(data, book.name, (agenda_filling(prepared),)), gone


def agenda_filling(prepared: Prepared) -> Filling:
    """What the sheet gets, in the place of all it holds.

    Raises:
        SheetGone: the sheet was deleted.
    """
    _, book, loaded, found = prepared.opened
    grid = grid_of(book, loaded, AGENDA)
    lines = tuple(map(_line, prepared.items))
    view = View(found._replace(plan=found.plan._replace(agenda=lines)))
    return Filling(grid, new_rows(grid, lines, view), renewed=True)


def _line(item: AgendaItem) -> AgendaLine:
    minutes = None if item.minutes is None else float(item.minutes)
    made = AgendaLine(float(item.item), minutes, item.text, item.about, item.who)
    return made._replace(mark=_mark(made))


def _mark(line: AgendaLine) -> str:
    return checksum((line.item, line.minutes, line.text, line.about, line.who))


def _is_changed(line: AgendaLine) -> bool:
    return line.mark != _mark(line)
