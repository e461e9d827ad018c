"""The workbook an import goes into: one that is there, or a new one."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from okrsheet.commands.refused import WrongWord
from okrsheet.core.model import Plan, Quarter
from okrsheet.ooxml.snapshot import Snapshot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from okrsheet.sources.importing import Proposal


class Target(NamedTuple):
    """Where the plan goes.

    Attributes:
        path: the workbook.
        plan: what stands in it; that of an empty quarter for a new one.
        read: its bytes and what they will be recognised by; None for a new one.
    """

    path: Path
    plan: Plan
    read: tuple[bytes, Snapshot] | None

    @property
    def is_new(self) -> bool:
        """Whether the workbook has yet to be made."""
        return self.read is None


def target_of(parsed: "Namespace", source_quarter: Callable[[], str]) -> Target:
    """The workbook that is named, read; or the quarter of the one to make.

    Args:
        parsed: the words of the command line.
        source_quarter: finds the one quarter the source names; "" for none.

    Raises:
        OkrsheetFileError: it can't be read, is not ours, or nothing says which quarter it is for.
        WrongWord: its name or its quarter makes no sense.
    """
    from okrsheet.commands.saving import book_path, read_for_change

    path = book_path(parsed)
    if path.exists():
        return _existing(parsed, path, read_for_change(parsed))
    if path.suffix.lower() != ".xlsx":
        raise WrongWord(f"{path} can't be the workbook: its name has to end in .xlsx.")
    return Target(path, Plan(_new_quarter(parsed, source_quarter)), None)


def _existing(parsed: "Namespace", path: Path, read: tuple[bytes, Snapshot]) -> Target:
    from okrsheet.ooxml.read import parse_workbook
    from okrsheet.workbook.import_refusals import (
        HAS_PLAN,
        OTHER_QUARTER,
        QUARTER_CLOSED,
        ImportRefused,
    )
    from okrsheet.workbook.load import read_plan
    from okrsheet.workbook.rewrite import refuse_others

    data, before = read
    book = parse_workbook(data, before.path)
    loaded = read_plan(book)
    refuse_others(book, loaded)
    plan = loaded.plan
    if plan is None:
        told = loaded.findings[0].message if loaded.findings else ""
        raise ImportRefused(before.path, HAS_PLAN, told)
    if plan.closed:
        raise ImportRefused(before.path, QUARTER_CLOSED, plan.quarter.name)
    if parsed.quarter and parsed.quarter.strip().casefold() != plan.quarter.name.casefold():
        raise ImportRefused(before.path, OTHER_QUARTER, plan.quarter.name)
    return Target(path, plan, read)


def _new_quarter(parsed: "Namespace", source_quarter: Callable[[], str]) -> Quarter:
    from okrsheet.core.quarter import parse_quarter
    from okrsheet.workbook.import_refusals import NO_QUARTER, ImportRefused

    name = parsed.quarter or source_quarter()
    if not name:
        raise ImportRefused(str(parsed.book), NO_QUARTER)
    try:
        return parse_quarter(name)
    except ValueError as error:
        raise WrongWord(str(error)) from error


def write(parsed: "Namespace", proposal: "Proposal", target: Target) -> Path | None:
    """Write the plan; gives the backup of a workbook that was there.

    Raises:
        OkrsheetFileError: nothing was written; the message says why.
    """
    from datetime import date

    from okrsheet.commands.saving import write_back
    from okrsheet.workbook.adding import Addition, with_addition

    found = proposal.found
    if target.read is None:
        _make(parsed, proposal, target)
        return None
    data, before = target.read
    addition = Addition(
        found.objectives, found.key_results, found.check_ins, proposal.teams, proposal.people
    )
    today = parsed.as_of or date.today()
    made = with_addition(data, before.path, addition, today)
    return write_back(parsed, made, before, "import")


def _make(parsed: "Namespace", proposal: "Proposal", target: Target) -> None:
    import sys
    from datetime import UTC, date, datetime

    from okrsheet.core.model import ReviewLine
    from okrsheet.core.policy import Policy
    from okrsheet.ooxml.new_file import write_new
    from okrsheet.workbook.create import new_workbook

    # openpyxl imports numpy where it is installed, for arrays no new workbook holds: 50 ms.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # None bars an import
    found = proposal.found
    plan = target.plan._replace(
        objectives=found.objectives,
        key_results=found.key_results,
        check_ins=found.check_ins,
        reviews=tuple(ReviewLine(each.id) for each in found.key_results),
        teams=proposal.teams,
        people=proposal.people,
    )
    now = datetime.now(UTC)
    today = parsed.as_of or date.today()
    data = new_workbook(plan, Policy(), as_of=None, today=today, stamp=now)
    parsed.saving = True
    write_new(target.path, data, now=now)
