"""Check-ins into a user's workbook: what is taken, what is not, and every figure that follows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.figures import Figures, figures
from okrsheet.core.findings import Finding
from okrsheet.core.model import CheckIn, Plan
from okrsheet.core.quarter import week_of
from okrsheet.ooxml.archive import Archive
from okrsheet.ooxml.changes import CellChange, Changes
from okrsheet.ooxml.garbage import nothing_collected
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.patch import patch_archive
from okrsheet.ooxml.read import parse_archive
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.check_in_lines import Entry, line_changes
from okrsheet.workbook.given import (
    Desk,
    Differences,
    Given,
    Refusal,
    differences,
    is_nothing,
    judged,
)
from okrsheet.workbook.load import Loaded, read_plan
from okrsheet.workbook.rewrite import refreshed, refuse_others
from okrsheet.workbook.stages_done import StageDone, stage_changes, stage_done, with_stages


class Terms(NamedTuple):
    """How check-ins are to be taken.

    Attributes:
        today: the last day that is not in the future, and the day of the figures where Settings
            names none.
        day: the day of a check-in that names none; None for the day of the figures.
        locale: how numbers and dates are written; "" where nobody said.
        replace: a check-in takes the place of that day's line of its key result.
        partial: what can be taken is, where something else is refused.
        way_out: what to do about a line that says otherwise.
    """

    today: date
    day: date | None = None
    locale: str = ""
    replace: bool = False
    partial: bool = False
    way_out: str = "use --replace to correct that line"


class Taken(NamedTuple):
    """A check-in that is taken.

    Attributes:
        where: its place in what was given.
        line: what it says.
        news: whether anything of it was not there before.
        corrects: that day's line, which it corrects.
        same_week: the other days of its week on which its key result was reported.
        stage: the stage that is done.
    """

    where: str
    line: CheckIn
    news: bool = True
    corrects: CheckIn | None = None
    same_week: tuple[date, ...] = ()
    stage: StageDone | None = None


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


class _Tray(NamedTuple):
    """What was taken so far: the lines by key result and day, and all of it in order."""

    desk: Desk
    terms: Terms
    at: dict[tuple[str, date], int]
    seen: dict[tuple[str, date], str]


def checked_in(data: bytes, name: str, given: Sequence[Given], terms: Terms) -> CheckedIn:
    """A workbook with these check-ins in it, and every stored figure as it is with them.

    A check-in that is there already, word for word, is taken and changes nothing, so the same may
    be asked for twice.

    Args:
        data: the whole file.
        name: the file, for messages.
        given: what was reported.
        terms: how it is to be taken.

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
        return _checked_in(archive, (book, loaded), loaded.plan, given, terms)


def desk_of(plan: Plan, as_of: date | None, terms: Terms) -> Desk:
    """What check-ins of a workbook are held against; `as_of` is the day Settings names."""
    today = as_of or terms.today
    return Desk(plan, terms.day or today, max(terms.today, today), terms.locale)


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
    taken, refused = _judged(given, desk_of(plan, loaded.as_of, terms), terms)
    result = CheckedIn(archive.data, taken, refused, before, before)
    news = [each for each in taken if each.news]
    if not news or (refused and not terms.partial):
        return result
    entries = _entries(news, plan)
    changes = line_changes(book, loaded, entries)
    changes = _together(changes, stage_changes(book, loaded, [e.stage for e in news if e.stage]))
    made = refreshed(patch_archive(archive, changes), archive.name, terms.today)
    after = figures(_with_lines(plan, entries, news), loaded.policy, day)
    return result._replace(data=made.data, after=after, findings=made.findings)


def _judged(
    given: Sequence[Given], desk: Desk, terms: Terms
) -> tuple[tuple[Taken, ...], tuple[Refusal, ...]]:
    tray = _Tray(desk, terms, last_lines(desk.plan), {})
    taken: list[Taken] = []
    refused: list[Refusal] = []
    for each in given:
        try:
            taken.append(_taken(each, tray))
        except ValueError as error:
            clash = isinstance(error, SaidOtherwise)
            refused.append(Refusal(each.where, each.key_result_id, str(error), clash))
    return tuple(taken), tuple(refused)


def last_lines(plan: Plan) -> dict[tuple[str, date], int]:
    """Where in the plan the last line of each key result and day stands."""
    lines = enumerate(plan.check_ins)
    return {(line.key_result_id.lower(), line.day): place for place, line in lines}


def _taken(given: Given, tray: _Tray) -> Taken:
    line = judged(given, tray.desk)
    stage = stage_done(given, line, tray.desk, replace=tray.terms.replace)
    taken = Taken(given.where, line, news=stage is not None and stage.news, stage=stage)
    return _with_line(taken, tray) if says_something(line) else taken


def says_something(line: CheckIn) -> bool:
    """Whether a line reports anything; where only a stage is done, it does not."""
    return bool(differences(line, CheckIn(line.day, line.key_result_id)))


def _with_line(taken: Taken, tray: _Tray) -> Taken:
    line, plan = taken.line, tray.desk.plan
    key = line.key_result_id.lower(), line.day
    if key in tray.seen:
        raise ValueError(f"is reported twice for {line.day}: {tray.seen[key]} does so too")
    taken = taken._replace(same_week=_same_week(line, plan))
    place = tray.at.get(key)
    if place is None:
        taken = taken._replace(news=True)
    else:
        found = differences(line, plan.check_ins[place])
        if found and not tray.terms.replace:
            raise SaidOtherwise(line.day, found, tray.terms.way_out)
        taken = taken._replace(news=taken.news or bool(found), corrects=plan.check_ins[place])
    tray.seen[key] = taken.where or "the same word"
    return taken


class SaidOtherwise(ValueError):  # noqa: N818  # named for the cause
    """A key result was reported for that day already, and otherwise."""

    def __init__(self, day: date, found: Differences, way_out: str) -> None:
        told = (
            f"{FIELDS[name]} {_said(pair[0])}, not {_said(pair[1])}" for name, pair in found.items()
        )
        super().__init__(f"was reported for {day} already, {'; '.join(told)}: {way_out}")


FIELDS: Final = {
    "value": "value",
    "confidence": "confidence",
    "owner_rag": "RAG",
    "reason": "reason",
    "in_the_way": "in the way",
    "next_step": "next step",
}
_CUT: Final = 40


def _said(value: object) -> str:
    if is_nothing(value):
        return "blank"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    text = f"{value:.10g}" if isinstance(value, float) else repr(str(value))
    return text if len(text) <= _CUT else f"{text[:_CUT]}\u2026"


def _same_week(line: CheckIn, plan: Plan) -> tuple[date, ...]:
    week, name = week_of(line.day), line.key_result_id.lower()
    days = {
        each.day
        for each in plan.check_ins
        if each.key_result_id.lower() == name and week_of(each.day) == week
    }
    return tuple(sorted(days - {line.day}))


def _entries(taken: Sequence[Taken], plan: Plan) -> list[Entry]:
    at = last_lines(plan)
    entries = []
    for each in taken:
        key = each.line.key_result_id.lower(), each.line.day
        if says_something(each.line):
            entries.append(Entry(each.line, at.get(key)))
    return entries


def _together(
    lines: Changes, stages: Mapping[str, Mapping[tuple[int, int], CellChange]]
) -> Changes:
    return lines._replace(cells={**lines.cells, **stages})


def _with_lines(plan: Plan, entries: Sequence[Entry], taken: Sequence[Taken]) -> Plan:
    """The plan as it will be read from the new file."""
    lines = list(plan.check_ins)
    for entry in entries:
        if entry.instead_of is None:
            lines.append(entry.line)
        else:
            lines[entry.instead_of] = _corrected(lines[entry.instead_of], entry.line)
    stages = [each.stage for each in taken if each.stage]
    return with_stages(plan._replace(check_ins=tuple(lines)), stages)


def _corrected(there: CheckIn, line: CheckIn) -> CheckIn:
    said = {name: value for name, value in line._asdict().items() if value not in (None, "")}
    return there._replace(**said)
