"""Reports in a plain workbook: a Current beside the target, confidences between 0 and 1."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from okrsheet.core.codes import finding
from okrsheet.core.findings import WARNING, Finding, count_of
from okrsheet.core.history import number
from okrsheet.core.model import CheckIn, KeyResult
from okrsheet.ooxml.markup import address
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.contract import Column, Kind
from okrsheet.workbook.fields import Read, read_field
from okrsheet.workbook.plain_tables import Found

_MOST_CONFIDENT = 10
_SCALE = "Type confidences from 0 to 10."


class Report(NamedTuple):
    """What a key result's own line reports, in the cell of a column Current."""

    check_in: CheckIn
    cell: str
    dated: bool


class _Line(NamedTuple):
    """One line of the key results, to read single cells from."""

    book: Workbook
    headers: Found
    row: int

    def read(self, field: str, kind: Kind, found: list[Finding], record: str = "") -> Read:
        headers, column = self.headers.headers, self.headers.match.columns.get(field)
        cell = None if column is None else headers.sheet.cells.get((self.row, column))
        if column is None or cell is None:
            return Read(None)
        asked = Column(headers.texts[column], kind, 0, field=record or field)
        read = read_field(asked, cell, epoch_1904=self.book.epoch_1904)
        if read.code:
            made = finding(read.code, read.message)
            found.append(made._replace(sheet=headers.sheet.name, cell=address(self.row, column)))
        return read


def reports(
    book: Workbook,
    headers: Found,
    lines: Sequence[tuple[KeyResult, int]],
    first_day: date,
    found: list[Finding],
) -> Iterator[Report]:
    """A report for each line with a Current; one without a date counts from the first day.

    Args:
        book: the workbook.
        headers: where the key results stand.
        lines: those that no check-in reports on, with their sheet rows.
        first_day: of the quarter.
        found: gets what can't be read.
    """
    for key_result, row in lines:
        line = _Line(book, headers, row)
        value = line.read("current", Kind.METRIC, found, "value").value
        if value is None:
            continue
        day = line.read("updated", Kind.DATE, found).value
        dated = isinstance(day, date)
        check_in = CheckIn(day if isinstance(day, date) else first_day, key_result.id, value)  # type: ignore[arg-type]  # a number, a yes or no, or unreadable
        column = headers.match.columns["current"]
        yield Report(check_in, address(row, column), dated)


def unused_reports(book: Workbook, headers: Found, rows: Iterable[int]) -> Iterator[Finding]:
    """What can't be read in a Current that no figure needs, since check-ins report on it."""
    found: list[Finding] = []
    for row in rows:
        _Line(book, headers, row).read("current", Kind.METRIC, found, "value")
    yield from (each._replace(severity=WARNING) for each in found)


def undated_finding(undated: int, first_day: date, sheet: str) -> Finding:
    """How reports without a date are read."""
    who = f"{count_of(undated, 'key result')} {'has' if undated == 1 else 'have'} no check-in"
    message = (
        f"{who}: Current has no date and counts from {first_day:%Y-%m-%d}, the first day; how "
        "fresh it is nobody can say."
    )
    return finding("OKR062", message)._replace(sheet=sheet)


def scaled_confidences(
    check_ins: Sequence[CheckIn], found: list[Finding], place: tuple[str, str]
) -> list[CheckIn]:
    """Check-ins with confidences on the scale 0 to 10, where the column uses 0 to 1.

    Args:
        check_ins: as typed.
        found: gets how the column was read.
        place: sheet and cell of its header.
    """
    typed = [given for each in check_ins if (given := number(each.confidence)) is not None]
    if not typed or not all(0 <= given <= 1 for given in typed):
        return list(check_ins)
    sheet, cell = place
    if all(given in (0, 1) for given in typed):
        message = "All confidences are 0 or 1: on which scale nobody can say. They are not used."
        made = finding("OKR062", message, severity=WARNING)._replace(way_out=_SCALE)
        scaled = [each._replace(confidence=None) for each in check_ins]
    else:
        made = finding("OKR062", "Confidences from 0 to 1 are read as 0 to 10.")
        scaled = [
            each._replace(confidence=None if c is None else round(c * _MOST_CONFIDENT, 9))
            for each in check_ins
            for c in [number(each.confidence)]
        ]
    found.append(made._replace(sheet=sheet, cell=cell))
    return scaled
