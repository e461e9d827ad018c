"""The workbook of a quarter that is closed: answers, record, agenda, and every value."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, cast

from okrsheet.core.agenda import Meeting
from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.core.closing import closed_quarter
from okrsheet.core.closing_checks import check_record
from okrsheet.core.figures import Figures
from okrsheet.core.findings import ERROR, WARNING, Finding
from okrsheet.core.model import LogLine
from okrsheet.core.words import LogKind
from okrsheet.ooxml.changes import Changes
from okrsheet.ooxml.patch import patch
from okrsheet.workbook.agenda_book import Prepared, agenda_filling, prepare
from okrsheet.workbook.check_in_lines import line_changes
from okrsheet.workbook.closing_book import Answered
from okrsheet.workbook.line_heights import line_heights
from okrsheet.workbook.load import Grid, Loaded
from okrsheet.workbook.on_demand import Filling, filled, new_rows
from okrsheet.workbook.rewrite import refreshed
from okrsheet.workbook.rows import height_for
from okrsheet.workbook.scorecard_lines import as_written, fitted, scorecard_lines
from okrsheet.workbook.scorecard_record import is_filled
from okrsheet.workbook.setting_cells import setting_cells, with_settings
from okrsheet.workbook.sheets.agenda import AGENDA
from okrsheet.workbook.sheets.people import LOG
from okrsheet.workbook.sheets.review import TABLE as REVIEW
from okrsheet.workbook.sheets.scorecard import SCORECARD
from okrsheet.workbook.stages_done import stage_changes
from okrsheet.workbook.table_lines import Line, empty_lines, table_changes
from okrsheet.workbook.view import View, serial

CLOSED: Final = "Quarter closed"
AS_OF: Final = "As of"


class Closed(NamedTuple):
    """A workbook whose quarter is closed.

    Attributes:
        data: the whole file; the same bytes where the record says all of it already.
        quarter: the record.
        found: the figures it was made from.
        differences: what the sheets say otherwise than the record there was.
        findings: what could not be computed anew, and why.
        unread: what stands on Review and could not be read, with all that was said written there.
    """

    data: bytes
    quarter: ClosedQuarter
    found: Figures
    differences: tuple[Finding, ...] = ()
    findings: tuple[Finding, ...] = ()
    unread: tuple[Finding, ...] = ()


def closed(said: Answered) -> Closed:
    """The workbook with its quarter closed: answers, Settings, Log, Scorecard, Agenda, all values.

    Args:
        said: what people said; nothing is missing.

    Raises:
        ChangeRefused: something stands in the way of lines, or a formula in a cell of Settings.
        Guarded: a sheet is hidden and the structure of the workbook is protected.
        OkrsheetFileError: the result would not be right.
    """
    book, name = said.opened, said.opened.book.name
    quarter = fitted(closed_quarter(said.found, book.day))
    if _is_on_record(said, quarter):
        return Closed(book.data, quarter, said.found)
    data = patch(book.data, _lines(said), name)
    data = patch(data, Changes(heights=_heights(said)), name)
    marks = setting_cells(book.loaded, {CLOSED: "Yes", AS_OF: serial(book.day)}, name)
    data = with_settings(data, marks, name)
    # The quarter was there a moment ago, and only our cells were changed.
    prepared = cast("Prepared", prepare(data, name, Meeting.REVIEW, book.day))
    differences = tuple(map(prepared.opened.loaded.located, check_record(prepared.opened.found)))
    quarter = fitted(closed_quarter(prepared.opened.found, book.day))
    made = refreshed(filled(data, name, _fillings(prepared, quarter)), name, book.day)
    unread = _unread(prepared.opened.loaded)
    return Closed(made.data, quarter, prepared.opened.found, differences, made.findings, unread)


def _unread(loaded: Loaded) -> tuple[Finding, ...]:
    sheet = loaded.tables[REVIEW.name].sheet.name
    grave = (each for each in loaded.findings if each.severity in (ERROR, WARNING))
    return tuple(each for each in grave if each.sheet == sheet)


def _is_on_record(said: Answered, quarter: ClosedQuarter) -> bool:
    """Whether the workbook says all of it already."""
    book = said.opened
    news = said.edits or any(each.news for each in said.taken)
    kept = book.plan.record == as_written(quarter)
    stands = book.plan.closed and book.loaded.as_of == book.day and kept
    odd = any(each.sheet == SCORECARD.sheet for each in book.loaded.findings)
    return stands and not news and not odd


def _lines(said: Answered) -> Changes:
    book, loaded = said.opened.book, said.opened.loaded
    again = " again" if is_filled(loaded.tables[SCORECARD.name]) else ""
    what = f"Quarter closed{again}"
    log = LogLine(said.opened.day, str(LogKind.CHANGE), "", what, who=said.by)
    stages = [each.stage for each in said.taken if each.stage and each.news]
    return _together(
        line_changes(book, loaded, said.entries),
        Changes(cells=stage_changes(book, loaded, stages)),
        table_changes(book, loaded, REVIEW, _review_lines(said)),
        table_changes(book, loaded, LOG, [Line(log)]),
    )


def _review_lines(said: Answered) -> list[Line]:
    rows = said.opened.loaded.rows.get("reviews", ())
    return [Line(line, None if place is None else rows[place]) for line, place in said.edits]


def _together(*made: Changes) -> Changes:
    """Changes of different sheets as one."""
    cells = {sheet: change for each in made for sheet, change in each.cells.items()}
    append = {table: rows for each in made for table, rows in each.append.items()}
    return Changes(cells, append=append, recalculate=True)


def _heights(said: Answered) -> dict[str, dict[int, float]]:
    """How high the new lines of Check-ins and Review have to be."""
    book, loaded = said.opened.book, said.opened.loaded
    grid = loaded.tables[REVIEW.name]
    new = [edit.line for edit in said.edits if edit.place is None]
    first = empty_lines(book, grid).start
    texts = {kr.id.lower(): kr.text for kr in reversed(said.found.plan.key_results)}
    heights = {
        row: max(REVIEW.row_height, *_needed(line.manual_reason, texts[line.key_result_id.lower()]))
        for row, line in enumerate(new, first)
    }
    found = line_heights(book, loaded, said.entries) if said.entries else {}
    return {**found, grid.sheet.name: heights} if heights else found


def _needed(reason: str, text: str) -> Iterable[float]:
    told = {"Reason": reason, "Key result": text}
    return [height_for(c, told[c.header]) for c in REVIEW.columns if c.header in told]


def _fillings(prepared: Prepared, quarter: ClosedQuarter) -> Sequence[Filling]:
    """The record, in front, and the agenda of the review where there is none yet."""
    grid = _whole(prepared, prepared.opened.loaded.tables[SCORECARD.name])
    rows = new_rows(grid, scorecard_lines(quarter), View(prepared.opened.found))
    made = [Filling(grid, rows, renewed=True)]
    if AGENDA.name in prepared.opened.loaded.tables and not prepared.opened.found.plan.agenda:
        made.append(agenda_filling(prepared))
    return made


def _whole(prepared: Prepared, grid: Grid) -> Grid:
    return grid._replace(table=prepared.opened.book.tables[grid.table.name])
