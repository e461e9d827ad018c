"""The buttons that make a new file: the report, the workbook of another quarter."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from okrsheet.addin.actions import Quarter as Opened
from okrsheet.addin.actions import opened
from okrsheet.addin.dialogs import carried_text
from okrsheet.addin.port import Port
from okrsheet.core.model import Plan, Quarter
from okrsheet.core.quarter import following, parse_quarter
from okrsheet.core.teams import team_names
from okrsheet.ooxml.new_file import write_new
from okrsheet.workbook.create import Request, empty_plan, new_workbook
from okrsheet.workbook.excel_refusals import NO_FOLDER, NO_REPORT, ExcelRefused
from okrsheet.workbook.next_quarter import Wish, carry_from
from okrsheet.workbook.spare_lines import with_spare_lines
from okrsheet.workbook.unread_cells import without_unreadable

_ASK: Final = "Which quarter? Year and quarter, such as 2027-Q2."
_EMPTY: Final = "It is made empty; close this quarter first to carry over what goes on."
_CARRY: Final = "What Review decided to continue or to revise can come over, with its last values."
_CARRY_ASKED: Final = "Carry it over? With No the new workbook is empty."
_NO_WINDOW: Final = 0x0800_0000
"""Windows: the command opens no black window of its own."""


def report(port: Port) -> None:
    """Write the weekly summary as a page beside the workbook, and open it."""
    quarter = opened(port)
    folder = _folder(port)
    page = folder / f"{Path(port.name).stem}-report-{quarter.day:%Y-%m-%d}.html"
    with TemporaryDirectory(prefix="okrsheet-") as made:
        copy = Path(made) / f"copy{Path(port.name).suffix or '.xlsx'}"
        copy.write_bytes(quarter.data)
        words = ("report", str(copy), "--out", str(page), "--force")
        _command(port.name, (*words, "--as-of", quarter.day.isoformat()))
    port.open(page)


def _command(name: str, words: tuple[str, ...]) -> None:
    """Run a command of okrsheet in a process of its own."""
    done = subprocess.run(  # noqa: S603  # our own command, no shell
        [sys.executable, "-m", "okrsheet", *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        errors="replace",
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
    )
    if done.returncode:
        raise ExcelRefused(name, NO_REPORT, done.stderr.strip().partition("\n")[0])


def new_quarter(port: Port) -> None:
    """Make the workbook of another quarter, with what goes on where the person wants it."""
    before = opened(port)
    ends = before.plan.quarter
    after = following(ends)
    asked = _ASK if before.plan.closed else f"{_ASK} {_EMPTY}"
    answer = port.ask(asked, after.name)
    if not answer:
        return
    try:
        quarter = _quarter(answer, after)
    except ValueError as error:
        port.tell(str(error))
        return
    path = _folder(port) / f"okrs-{quarter.name}.xlsx"
    plan, told = _next_plan(port, before, quarter)
    policy, day = before.loaded.policy, port.now.date()
    data = new_workbook(plan, policy, as_of=None, today=day, stamp=port.now)
    write_new(path, data, now=port.now)
    port.open(path)
    if told:
        port.tell(told)


def _next_plan(port: Port, before: Opened, quarter: Quarter) -> tuple[Plan, str]:
    """The plan of the new quarter, and what came over into it."""
    plan = before.plan
    if plan.closed and port.agree(f"{plan.quarter.name} is closed. {_CARRY}", _CARRY_ASKED):
        wish = Wish(lambda _: quarter)
        made = carry_from(before.data, port.name, wish, port.now.date())
        plan_now = without_unreadable(made.carried.plan)
        going_on = with_spare_lines(plan_now, made.found.plan)
        return going_on, carried_text(made.carried, port.name)
    teams = team_names(plan)
    policy = before.loaded.policy
    return empty_plan(Request(quarter, plan.organisation, plan.champion, teams, policy)), ""


def _quarter(answer: str, after: Quarter) -> Quarter:
    """The quarter that was asked for; the next one keeps the rhythm of a fiscal year."""
    asked = parse_quarter(answer)
    return after if asked.name == after.name else asked


def _folder(port: Port) -> Path:
    if port.folder is None:
        raise ExcelRefused(port.name, NO_FOLDER)
    return port.folder


MAKERS: Final[dict[str, Callable[[Port], None]]] = {"report": report, "new_quarter": new_quarter}
"""By the names of the registry."""
