"""The buttons that make a new file: the report, the workbook of another quarter."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from okrsheet.addin.actions import opened
from okrsheet.addin.port import Port
from okrsheet.core.model import Quarter
from okrsheet.core.quarter import following, parse_quarter
from okrsheet.core.teams import team_names
from okrsheet.ooxml.new_file import write_new
from okrsheet.workbook.create import Request, empty_plan, new_workbook
from okrsheet.workbook.excel_refusals import NO_FOLDER, NO_REPORT, ExcelRefused

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
    """Make the empty workbook of another quarter for the same teams, and open it."""
    before = opened(port)
    plan = before.plan
    after = following(plan.quarter)
    answer = port.ask("Which quarter? Year and quarter, such as 2027-Q2.", after.name)
    if not answer:
        return
    try:
        quarter = _quarter(answer, after)
    except ValueError as error:
        port.tell(str(error))
        return
    path = _folder(port) / f"okrs-{quarter.name}.xlsx"
    teams = team_names(plan)
    policy = before.loaded.policy
    wanted = empty_plan(Request(quarter, plan.organisation, plan.champion, teams, policy))
    data = new_workbook(wanted, policy, as_of=None, today=port.now.date(), stamp=port.now)
    write_new(path, data, now=port.now)
    port.open(path)


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
