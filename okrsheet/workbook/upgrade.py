"""A workbook made by an earlier version of okrsheet becomes one of now.

What is typed stays in its cells. Tables get the columns they lack at their right end; sheets that
only show something are made anew; the result is read again and held against the workbook before.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, NamedTuple

from okrsheet.core.findings import Finding
from okrsheet.core.model import Plan
from okrsheet.core.reset_words import listed
from okrsheet.ooxml.archive import Archive
from okrsheet.ooxml.changes import Changes, Content
from okrsheet.ooxml.column_rules import rules_of
from okrsheet.ooxml.demand_refusals import LOCKED
from okrsheet.ooxml.graft import with_sheets
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.markup import position
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.read import parse_archive, parse_workbook
from okrsheet.ooxml.records import Workbook
from okrsheet.ooxml.refusals import Guarded
from okrsheet.ooxml.widen import Wider, with_wider_tables
from okrsheet.workbook.contract import RECORDS
from okrsheet.workbook.create import new_workbook
from okrsheet.workbook.keep_refusals import (
    IN_THE_WAY,
    NOT_ALL_READ,
    NOT_THE_SAME,
    OTHER_NAME,
    NotKept,
)
from okrsheet.workbook.load import Loaded, read_plan
from okrsheet.workbook.load_picked import PICK, TREND_SHEET
from okrsheet.workbook.quarter_lines import is_nothing
from okrsheet.workbook.rewrite import refreshed, refuse_others
from okrsheet.workbook.sheets.lists import LISTS_SHEET
from okrsheet.workbook.sheets.settings import TABLE as SETTINGS
from okrsheet.workbook.upgrade_sheets import (
    Sheets,
    in_the_way,
    misplaced,
    sheets_to_come,
    typed_pick,
)
from okrsheet.workbook.upgrade_tables import settings_to_come, tables_to_come

_MOST: Final = 8
_PRINT: Final = "_xlnm."


class Upgraded(NamedTuple):
    """A workbook as okrsheet makes it now.

    Attributes:
        data: the whole file; the same bytes where it was current.
        changes: what changed, a sentence each; none where it was current.
        left: what was left alone, a sentence each.
        findings: computed cells that were left alone, and why.
    """

    data: bytes
    changes: tuple[str, ...]
    left: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def upgraded(data: bytes, name: str, today: date, stamp: datetime) -> Upgraded:
    """A workbook with everything that a current one has.

    Args:
        data: the whole file.
        name: the file, for messages.
        today: the day of the figures, where Settings names none.
        stamp: the time written into a workbook it is held against.

    Raises:
        NotOurs: somebody else made the workbook.
        OtherEpoch: the workbook counts its days from 1904.
        Guarded: it is signed, final, has a password for changing it, or its sheets are protected.
        NotKept: something of somebody's own stands in the way, or would be lost.
        ChangeRefused: something stands in the way of a column.
        OkrsheetFileError: the file can't be read, or the result would not be right.
    """
    data, told = with_settings(data, name, today, stamp)
    old = Old(data, name, today, stamp)
    made, more, left = _with_all(old)
    changes = (*told, *more)
    if not changes:
        return Upgraded(data, (), left)
    done = refreshed(made, name, today)
    _prove(done.data, old)
    return Upgraded(done.data, changes, left, done.findings)


class Old:
    """The workbook before, and one of the same quarter as it is made now."""

    def __init__(self, data: bytes, name: str, today: date, stamp: datetime) -> None:
        self.data, self.name, self.today = data, name, today
        self.archive = guard(data, name)
        self.book = parse_archive(self.archive)
        self.loaded = read_plan(self.book)
        refuse_others(self.book, self.loaded)
        if self.loaded.plan is None:
            raise NotKept(name, NOT_ALL_READ)
        self.plan: Plan = self.loaded.plan
        self.current = new_workbook(
            self.plan, self.loaded.policy, as_of=self.loaded.as_of, today=today, stamp=stamp
        )
        self.now_archive = guard(self.current, "the current workbook")
        self.now = parse_archive(self.now_archive)


def with_settings(
    data: bytes, name: str, today: date, stamp: datetime
) -> tuple[bytes, tuple[str, ...]]:
    """The workbook with all lines of Settings; values that did not count count again."""
    old = Old(data, name, today, stamp)
    labels = settings_to_come(old.loaded, old.now)
    if not labels.told:
        return data, ()
    table = old.loaded.tables[SETTINGS.name].table.name
    append = {table: labels.lines} if labels.lines else {}
    return patch(data, Changes(labels.cells, append=append, recalculate=True), name), labels.told


def _with_all(old: Old) -> tuple[bytes, tuple[str, ...], tuple[str, ...]]:
    tables = tables_to_come(old.loaded)
    sheets = sheets_to_come(old.book, old.now)
    names = _names(old.book, old.now, sheets)
    _refuse(old, sheets)
    data = old.data
    if sheets.all:
        data = with_sheets(data, old.current, sheets.all, old.name)
    cells = dict(tables.cells)
    pick = typed_pick(old.book.sheets.get(TREND_SHEET), position(PICK))
    if TREND_SHEET in sheets.anew and pick is not None:
        cells[TREND_SHEET] = {position(PICK): Content(pick.value, over_formula=True)}
    if names:
        data = patch(data, Changes(names=names, recalculate=True), old.name)
    if tables.wider:
        data = with_wider_tables(data, _with_rules(tables.wider, old.now_archive), old.name)
    if cells:
        data = patch(data, Changes(cells, recalculate=True), old.name)
    left: tuple[str, ...] = ()
    if tables.theirs:
        left = (f"Formulas of your own stay: {listed([*tables.theirs], _MOST)}.",)
    return data, (*tables.told, *_told(sheets, names)), left


def _with_rules(wider: Mapping[str, Wider], now: Archive) -> dict[str, Wider]:
    """New columns with what may be typed into those of a current workbook."""
    made = {}
    for table, asked in wider.items():
        rules = rules_of(now, table) if asked.columns else {}
        columns = [each._replace(rule=rules.get(each.header)) for each in asked.columns]
        made[table] = asked._replace(columns=columns)
    return made


def _names(book: Workbook, now: Workbook, sheets: Sheets) -> dict[str, str]:
    """The names it lacks; those of Lists lead elsewhere where that sheet is made anew."""
    ours = {name: text for name, text in now.names.items() if not name.startswith(_PRINT)}
    moved = {name for name, text in ours.items() if text.partition("!")[0] in sheets.all}
    return {
        name: text
        for name, text in ours.items()
        if name not in book.names or (name in moved and book.names[name] != text)
    }


def _refuse(old: Old, sheets: Sheets) -> None:
    """Let pass a workbook in which nothing of theirs would go.

    Raises:
        NotKept: something would.
        Guarded: a sheet is to come, and the structure is protected.
    """
    elsewhere = misplaced(old.loaded) if sheets.all else ()
    if elsewhere:
        raise NotKept(old.name, OTHER_NAME, "; ".join(elsewhere))
    if sheets.new and any(fact.kind == "structure protection" for fact in old.book.facts):
        raise Guarded(old.name, LOCKED, listed([*sheets.new], _MOST))
    found = [*in_the_way(old.archive, old.book, old.now_archive, old.now, sheets.anew)]
    if found:
        raise NotKept(old.name, IN_THE_WAY, " ".join(found).rstrip("."))


def _told(sheets: Sheets, names: Mapping[str, str]) -> list[str]:
    told = []
    if sheets.new:
        told.append(f"New sheets: {', '.join(sheets.new)}.")
    if sheets.anew:
        told.append(f"Made anew, as nobody types there: {', '.join(sheets.anew)}.")
    if names and LISTS_SHEET not in sheets.all:
        told.append(f"Names that formulas use: {', '.join(sorted(names))}.")
    return told


def _prove(data: bytes, old: Old) -> None:
    """Let pass a workbook in which everything typed reads as before.

    Raises:
        NotKept: something does not, or the workbook is still not current.
    """
    book = parse_workbook(data, old.name)
    loaded = read_plan(book)
    refuse_other_reading(loaded, old.loaded, old.name)
    still = sheets_to_come(book, old.now).all or tables_to_come(loaded).told
    if still:
        raise NotKept(old.name, NOT_THE_SAME, str(still[0]))


def refuse_other_reading(loaded: Loaded, before: Loaded, name: str) -> None:
    """Let pass what reads the same: the plan, line by line, and the settings.

    Raises:
        NotKept: something reads differently.
    """
    same: dict[str, tuple[object, object]] = {
        "Settings": (loaded.policy, before.policy),
        "As of": (loaded.as_of, before.as_of),
        "Trend": (loaded.picked, before.picked),
    }
    for field in Plan._fields:
        same[field] = _said(loaded.plan, field), _said(before.plan, field)
    if before.plan is not None and not before.plan.known:
        del same["known"]  # an earlier version kept nothing there, and refresh fills it in
    for what, (now, then) in same.items():
        if now != then:
            raise NotKept(name, NOT_THE_SAME, what.replace("_", " "))


def _said(plan: Plan | None, field: str) -> object:
    """What a plan says; lines that say nothing aside."""
    held = getattr(plan, field)
    if field not in RECORDS.values():
        return held
    return [record for record in held if not is_nothing(record)]
