"""The history held against its limits: a folder of closed workbooks, taken in new and unchanged.

python -m scripts.bench_history [--runs N] [--books N]

Processor seconds of whole processes, start included. What else there is to compare with:
python-calamine, which reads the same Scorecards and nothing more.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

BOOKS: Final = 1_000
NEW_SECONDS: Final = 3.0
UNCHANGED_SECONDS: Final = 0.1
_SETTLED: Final = 60
_CALAMINE: Final = """
import sys
from pathlib import Path
from python_calamine import CalamineWorkbook
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Scorecard").to_python()
"""


class Row(NamedTuple):
    """What was measured, in processor seconds, and what it may take."""

    name: str
    seconds: float
    limit: float | None = None


def seconds_of(words: Sequence[str]) -> float:
    """Processor seconds of a process."""
    if not hasattr(os, "wait4"):
        raise SystemExit("Only Linux and macOS say what a process took.")
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, env=env)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{words[:4]} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def measure(folder: Path, runs: int, books: int) -> list[Row]:
    """The best of some runs of each."""
    history = folder / "okrsheet-history.sqlite"
    command = (sys.executable, "-m", "okrsheet", "history", "import", str(folder))
    new, unchanged, other, bare = [], [], [], []
    for _ in range(runs):
        history.unlink(missing_ok=True)
        new.append(seconds_of(command))
        unchanged.append(seconds_of(command))
        other.append(seconds_of((sys.executable, "-c", _CALAMINE, str(folder))))
        bare.append(seconds_of((sys.executable, "-c", "pass")))
    share = books / BOOKS
    return [
        Row("python -c pass", min(bare)),
        Row("python-calamine, one sheet of each", min(other)),
        Row("history import, new", min(new), NEW_SECONDS * share),
        Row("history import, unchanged", min(unchanged), UNCHANGED_SECONDS),
    ]


def main() -> int:
    """Measure, and print the table; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--books", type=int, default=BOOKS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        maker = Path(__file__).with_name("closed_books.py")
        made = (sys.executable, str(maker), name, "--count", str(asked.books))
        subprocess.run(made, check=True)
        for path in folder.iterdir():
            status = path.stat()
            os.utime(path, (status.st_atime - _SETTLED, status.st_mtime - _SETTLED))
        rows = measure(folder, asked.runs, asked.books)
    calamine = rows[1].seconds
    print(f"{asked.books} closed workbooks{'':16}{'CPU s':>8}{'limit':>8}{'/calamine':>11}")
    for row in rows:
        limit = "" if row.limit is None else f"{row.limit:g}"
        print(f"{row.name:36}{row.seconds:8.3f}{limit:>8}{row.seconds / calamine:11.2f}")
    return int(any(row.limit is not None and row.seconds > row.limit for row in rows))


if __name__ == "__main__":
    sys.exit(main())
