"""Runs commands in forked processes, each with its own variables, one a line of JSON.

Started once with the shim loaded: a fork has everything imported already and takes milliseconds.
Waiting is left out, so that a drive that stays barred costs no seconds.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Final

import okrsheet.cli
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.save import save
from okrsheet.ooxml.snapshot import snapshot

NEEDED: Final = (
    "okrsheet.commands.backups",
    "okrsheet.commands.check_in_report",
    "okrsheet.commands.checkin",
    "okrsheet.commands.doctor",
    "okrsheet.commands.merge",
    "okrsheet.commands.new",
    "okrsheet.commands.refresh",
    "okrsheet.commands.agenda",
    "okrsheet.commands.planning",
    "okrsheet.commands.reset",
    "okrsheet.ooxml.disk_posix",
    "okrsheet.workbook.checking_in",
    "okrsheet.workbook.create",
    "okrsheet.workbook.order",
    "okrsheet.workbook.agenda_book",
    "okrsheet.workbook.planning_book",
    "okrsheet.workbook.reset_book",
    "okrsheet.workbook.pack_reading",
    "okrsheet.workbook.rewrite",
    "okrsheet.commands.history",
    "okrsheet.ooxml.snapshot",
    "okrsheet.sources.history_import",
    "okrsheet.sources.history_reading",
    "ctypes",
    "filelock",
)


def replace(path: str, by: str) -> int:
    """Save through the interface of the library."""
    try:
        _, before = snapshot(Path(path))
        save(Path(by).read_bytes(), before, verify=None, now=datetime.now(UTC), why="test")
    except OkrsheetFileError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def careless(path: str, by: str) -> int:
    """Write over the file, as most programs do: what the harness must find fault with."""
    Path(path).write_bytes(Path(by).read_bytes())
    return 0


def _cli(*words: str) -> int:
    return okrsheet.cli.main(words)


WAYS: Final[dict[str, Callable[..., int]]] = {
    "okrsheet": _cli,
    "replace": replace,
    "careless": careless,
}


def _run(words: list[str], told: str, variables: dict[str, str]) -> int:
    """Exit code of a command in a process of its own; negative: the signal that ended it."""
    process = os.fork()
    if process:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    os.dup2(os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 2)
    os.dup2(2, 1)
    os.environ.update(variables)
    code = 70
    try:
        code = WAYS[words[0]](*words[1:])
    except Exception as error:  # noqa: BLE001  # told to the test
        print(f"Traceback: {error!r}", file=sys.stderr)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def main() -> int:
    """Answer every line with an exit code."""
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # None bars an import
    for name in NEEDED:
        import_module(name)
    time.sleep = lambda _seconds: None
    for line in sys.stdin:
        print(_run(*json.loads(line)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
