"""Check-ins into a user's workbook: what is taken, what is not, and every figure that follows."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from okrsheet.core.figures import Figures, figures
from okrsheet.core.findings import Finding
from okrsheet.core.history import reports
from okrsheet.core.model import Plan
from okrsheet.ooxml.archive import Archive
from okrsheet.ooxml.changes import CellChange, Changes
from okrsheet.ooxml.garbage import nothing_collected
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.patch import patch, patch_archive
from okrsheet.ooxml.read import parse_archive
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.check_in_lines import Entry, line_changes
from okrsheet.workbook.given import Given, Refusal
from okrsheet.workbook.line_heights import corrected, line_heights
from okrsheet.workbook.load import Loaded, read_plan
from okrsheet.workbook.offering import Prepared
from okrsheet.workbook.rewrite import refreshed, refuse_others
from okrsheet.workbook.stages_done import stage_changes, with_stages
from okrsheet.workbook.taking import Taken, Terms, desk_of, last_lines, taken_from

if TYPE_CHECKING:
    from datetime import date

Refuse = Callable[[Plan], None]


class CheckedIn(NamedTuple):
    """A workbook with check-ins.

    Attributes:
        data: the whole file; the same bytes where nothing is to be written.
        taken: in the order given.
        refused: in the order given.
        before: the figures as they were; None where the workbook has no quarter.
        after: the figures as they are, for the same day.
        findings: what was left alone, and why.
    """

    data: bytes
    taken: tuple[Taken, ...] = ()
    refused: tuple[Refusal, ...] = ()
    before: Figures | None = None
    after: Figures | None = None
    findings: tuple[Finding, ...] = ()


def checked_in(
    data: bytes, name: str, given: Sequence[Given], terms: Terms, refuse: Refuse | None = None
) -> CheckedIn:
    """A workbook with these check-ins in it, and every stored figure as it is with them.

    A check-in that is there already, word for word, is taken and changes nothing, so the same may
    be asked for twice.

    Args:
        data: the whole file.
        name: the file, for messages.
        given: what was reported.
        terms: how it is to be taken.
        refuse: raises OkrsheetFileError where all of it is not meant for this plan.

    Raises:
        NotOurs: somebody else made the workbook.
        OtherEpoch: the workbook counts its days from 1904.
        Guarded: it is signed, marked as final, or has a password for changing it.
        ChangeRefused: the sheet has no place for the lines.
        OkrsheetFileError: the file can't be read, or the result would not be right.
    """
    with nothing_collected():
        archive = guard(data, name)
        book = parse_archive(archive)
        loaded = read_plan(book)
        refuse_others(book, loaded)
        if loaded.plan is None:
            return CheckedIn(data, findings=loaded.findings)
        if refuse is not None:
            refuse(loaded.plan)
        return _checked_in(archive, (book, loaded), loaded.plan, given, terms)


def _checked_in(
    archive: Archive,
    read: tuple[Workbook, Loaded],
    plan: Plan,
    given: Sequence[Given],
    terms: Terms,
) -> CheckedIn:
    book, loaded = read
    day = loaded.as_of or terms.today
    before = figures(plan, loaded.policy, day)
    taken, refused = taken_from(given, desk_of(plan, loaded.as_of, terms), terms)
    result = CheckedIn(archive.data, taken, refused, before, before)
    news = [each for each in taken if each.news]
    if not news or (refused and not terms.partial):
        return result
    entries = entries_of(news, loaded, plan)
    changes = line_changes(book, loaded, entries)
    changes = together(changes, stage_changes(book, loaded, [e.stage for e in news if e.stage]))
    filled = patch_archive(archive, changes)
    if entries:
        fitted = Changes(heights=line_heights(book, loaded, entries))
        filled = patch(filled, fitted, archive.name)
    made = refreshed(filled, archive.name, terms.today)
    after = figures(with_lines(plan, entries, news), loaded.policy, day)
    return result._replace(data=made.data, after=after, findings=made.findings)


def entries_of(taken: Sequence[Taken], loaded: Loaded, plan: Plan) -> list[Entry]:
    """One line for each key result and day; the same may have come twice, in copies of a pack."""
    at, prepared = last_lines(plan), Prepared(loaded)
    entries: dict[tuple[str, date], Entry] = {}
    for each in taken:
        key = each.line.key_result_id.lower(), each.line.day
        if reports(each.line) and key not in entries:
            place = at[key] if key in at else prepared.place_for(each.line)
            entries[key] = Entry(each.line, place)
    return list(entries.values())


def together(lines: Changes, stages: Mapping[str, Mapping[tuple[int, int], CellChange]]) -> Changes:
    return lines._replace(cells={**lines.cells, **stages})


def with_lines(plan: Plan, entries: Sequence[Entry], taken: Sequence[Taken]) -> Plan:
    """The plan as it will be read from the new file."""
    lines = list(plan.check_ins)
    for entry in entries:
        if entry.instead_of is None:
            lines.append(entry.line)
        else:
            lines[entry.instead_of] = corrected(lines[entry.instead_of], entry.line)
    stages = [each.stage for each in taken if each.stage]
    return with_stages(plan._replace(check_ins=tuple(lines)), stages)
