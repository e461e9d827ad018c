"""New bytes for a workbook that somebody owns: refreshed or repaired, everything else untouched."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from okrsheet.core.figures import figures
from okrsheet.core.findings import Finding
from okrsheet.core.model import CheckIn
from okrsheet.ooxml.archive import Archive
from okrsheet.ooxml.changes import CellChange, Changes, Content, Shown
from okrsheet.ooxml.garbage import nothing_collected
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.patch import patch, patch_archive
from okrsheet.ooxml.read import parse_archive, parse_workbook
from okrsheet.ooxml.records import Workbook
from okrsheet.ooxml.refusals import (
    FINAL,
    RESERVED,
    SIGNED,
    ChangeRefused,
    Guarded,
    NotOurs,
    OtherEpoch,
)
from okrsheet.workbook.add_lines import with_missing_lines
from okrsheet.workbook.ailments import Ailment, CellRepair, NameRepair, Repair
from okrsheet.workbook.chart_refresh import refreshed_charts
from okrsheet.workbook.doctor import examine
from okrsheet.workbook.in_file import ComputedCell, view_of
from okrsheet.workbook.load import Loaded, read_plan
from okrsheet.workbook.needs import needed
from okrsheet.workbook.offering import with_offers
from okrsheet.workbook.refresh import refresh

_NO_LINES: Final[Mapping[str, int]] = MappingProxyType({})
_ROUNDS: Final = 5
_GUARDS: Final = {"signature": SIGNED, "final": FINAL, "reserved": RESERVED}


class Refreshed(NamedTuple):
    """A workbook with new stored values.

    Attributes:
        data: the whole file; the same bytes where nothing was to change.
        changes: the cells that changed, in the order of the sheets.
        charts: the chart parts whose stored values changed.
        findings: what was left alone, and why.
        looked_at: how many computed cells there are.
        lines: how many lines were added to computed tables, by sheet.
        offered: the check-ins that were prepared for this week.
        cleared: how many prepared check-ins nobody needs any more.
    """

    data: bytes
    changes: tuple[ComputedCell, ...]
    charts: tuple[str, ...]
    findings: tuple[Finding, ...]
    looked_at: int
    lines: Mapping[str, int] = _NO_LINES
    offered: tuple[CheckIn, ...] = ()
    cleared: int = 0


class Repaired(NamedTuple):
    """A workbook with its repairs.

    Attributes:
        data: the whole file; the same bytes where nothing could be repaired.
        repairs: what was put right.
        left: what is for a person, what could not be written included.
    """

    data: bytes
    repairs: tuple[Repair, ...]
    left: tuple[Finding, ...]


def refuse_others(book: Workbook, loaded: Loaded) -> None:
    """Let pass a workbook that is ours to change."""
    if loaded.plain:
        raise NotOurs(book.name)
    for fact in book.facts:
        if fact.kind in _GUARDS:
            raise Guarded(book.name, _GUARDS[fact.kind], fact.detail)
    if book.epoch_1904:
        raise OtherEpoch(book.name)


def refreshed(data: bytes, name: str, today: date, *, offering: bool = False) -> Refreshed:
    """A workbook whose stored values are those of today.

    Args:
        data: the whole file.
        name: the file, for messages.
        today: the day of the figures, where Settings names none.
        offering: the check-ins that are due this week are prepared.

    Raises:
        NotOurs: somebody else made the workbook.
        OtherEpoch: the workbook counts its days from 1904.
        Guarded: it is signed, marked as final, or has a password for changing it.
        OkrsheetFileError: the file can't be read, or the result would not be right.
    """
    with nothing_collected():
        return _refreshed(guard(data, name), today, offering=offering)


def _refreshed(archive: Archive, today: date, *, offering: bool) -> Refreshed:
    book = parse_archive(archive)
    loaded = read_plan(book)
    refuse_others(book, loaded)
    if loaded.plan is None:
        return Refreshed(archive.data, (), (), loaded.findings, 0)
    view = view_of(loaded, figures(loaded.plan, loaded.policy, loaded.as_of or today))
    told: tuple[Finding, ...] = ()
    if offering:
        filled = with_offers(archive.data, book, loaded, view.figures)
        if filled.data != archive.data:
            made = _refreshed(guard(filled.data, archive.name), today, offering=False)
            return made._replace(offered=filled.lines, cleared=filled.cleared)
        told = filled.findings
    longer = with_missing_lines(archive.data, book, loaded, view)
    if longer.lines:
        made = _refreshed(guard(longer.data, archive.name), today, offering=False)
        return made._replace(lines=longer.lines, findings=(*told, *made.findings))
    found = refresh(book, loaded, view)
    changes = _shown(found.changes)
    charts = refreshed_charts(archive, book, found.sound)
    data = archive.data
    if changes or charts:
        data = patch_archive(archive, Changes(changes, parts=charts, recalculate=True))
    findings = (*told, *found.findings)
    return Refreshed(data, found.changes, tuple(charts), findings, found.looked_at)


def _shown(cells: Iterable[ComputedCell]) -> dict[str, dict[tuple[int, int], CellChange]]:
    changes: dict[str, dict[tuple[int, int], CellChange]] = {}
    for cell in cells:
        kind = Shown if cell.formula else Content
        changes.setdefault(cell.sheet, {})[cell.row, cell.column] = kind(cell.value)  # type: ignore[arg-type]  # twins give what cells hold
    return changes


def examined(data: bytes, name: str, today: date, locale: str) -> tuple[Ailment, ...]:
    """What is wrong with a workbook.

    Args:
        data: the whole file.
        name: the file, for messages.
        today: the day of the figures, where Settings names none.
        locale: how texts that are numbers or dates are meant; "" where nobody said.

    Raises:
        OkrsheetFileError: the file can't be read.
    """
    book = parse_workbook(data, name)
    loaded = read_plan(book)
    day = loaded.as_of or today
    found = figures(loaded.plan, loaded.policy, day) if loaded.plan else None
    return examine(book, loaded, found, locale)


def repaired(data: bytes, name: str, today: date, locale: str) -> Repaired:
    """A workbook with everything put right that has just one repair, and refreshed.

    One repair may uncover the next: a day that can be read makes a check-in of its line.

    Args:
        data: the whole file.
        name: the file, for messages.
        today: the day of the figures, where Settings names none.
        locale: how texts that are numbers or dates are meant; "" where nobody said.

    Raises:
        NotOurs: somebody else made the workbook.
        OtherEpoch: the workbook counts its days from 1904.
        Guarded: it is signed, marked as final, or has a password for changing it.
        OkrsheetFileError: the file can't be read, or the result would not be right.
    """
    book = parse_workbook(data, name, needed)
    refuse_others(book, read_plan(book))
    done: list[Repair] = []
    refused: set[Repair] = set()
    ailments = examined(data, name, today, locale)
    for _ in range(_ROUNDS):
        offered = dict.fromkeys(each.repair for each in ailments if each.repair)
        repairs = tuple(each for each in offered if each not in refused)
        if not repairs:
            break
        data, made = _with_repairs(data, repairs, name)
        refused.update(set(repairs).difference(made))
        done += made
        ailments = examined(data, name, today, locale)
    if done:
        data = refreshed(data, name, today).data
    return Repaired(data, tuple(done), tuple(each.finding for each in ailments))


def _with_repairs(
    data: bytes, repairs: tuple[Repair, ...], name: str
) -> tuple[bytes, tuple[Repair, ...]]:
    """The file with all repairs that are not refused, and which these are.

    Halves of halves: where one of a thousand is refused, the file is not written a thousand times.
    """
    try:
        return patch(data, _repairing(repairs), name), repairs
    except ChangeRefused:
        if len(repairs) == 1:
            return data, ()
    half = len(repairs) // 2
    data, first = _with_repairs(data, repairs[:half], name)
    data, second = _with_repairs(data, repairs[half:], name)
    return data, (*first, *second)


def _repairing(repairs: Iterable[Repair]) -> Changes:
    cells: dict[str, dict[tuple[int, int], CellChange]] = {}
    names: dict[str, str] = {}
    for repair in repairs:
        if isinstance(repair, NameRepair):
            names[repair.name] = repair.text
        else:
            content = _content(repair)
            cells.setdefault(repair.sheet, {})[repair.row, repair.column] = content
    return Changes(cells, names=names, recalculate=True)


def _content(repair: CellRepair) -> Content:
    return Content(repair.value, repair.formula)  # type: ignore[arg-type]  # twins give what cells hold
