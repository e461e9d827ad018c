"""Speed and memory, as ratios in one run.

python scripts/bench.py [--runs N] [--only commands|reading|writing|lint|forecast|history]

Commands are held against a bare `python -c pass`, reading against python-calamine and openpyxl
(`bench_readers`), writing against the work that can't be left out (`bench_writers`), judging a
text against cutting it into words (`bench_lint`), forecasts against sorting and against the other
figures (`bench_forecast`), the history against python-calamine (`bench_history`).
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple

TEAMS: Final = (
    *("Marketing", "Sales", "Delivery", "Finance", "People"),
    *("Product", "Support", "Legal", "Operations"),
)

PARTS: Final = {
    "reading": "bench_readers",
    "writing": "bench_writers",
    "lint": "bench_lint",
    "forecast": "bench_forecast",
    "history": "bench_history",
}
BOOK: Final = "real-60-800.xlsx"
ROOT: Final = Path(__file__).resolve().parent.parent


class Job(NamedTuple):
    """A command to time, and the ratio it must stay within (None: shown only)."""

    name: str
    words: tuple[str, ...]
    limit: float | None


class Figure(NamedTuple):
    """Median seconds and peak memory in MiB of one job."""

    seconds: float
    memory: float


def _okrsheet() -> tuple[str, ...]:
    beside = shutil.which("okrsheet", path=str(Path(sys.executable).parent))
    return (beside,) if beside else (sys.executable, "-m", "okrsheet")


def jobs(folder: Path) -> tuple[Job, ...]:
    """What is timed; `new` makes lines for 63 key results: the company's and nine teams'."""
    command = _okrsheet()
    teams = tuple(word for team in TEAMS for word in ("--team", team))
    new = (*command, "new", "2027-Q1", "--out", str(folder), "--force")
    return (
        Job("python -c pass", (sys.executable, "-c", "pass"), None),
        Job("import openpyxl", (sys.executable, "-c", "import openpyxl"), None),
        Job("okrsheet --version", (*command, "--version"), 1.5),
        Job("okrsheet --help", (*command, "--help"), 4),
        Job("okrsheet new, 63 key results", (*new, *teams), 25),
        Job("okrsheet new --example", (*new, "--example"), None),
        Job("okrsheet check, 60 key results", (*command, "check", str(folder / BOOK)), 6),
        Job("okrsheet lint, one text", (*command, "lint", "Improve loyalty"), 6),
        Job(
            "okrsheet check, the example",
            (*command, "check", str(folder / "okrs-2027-Q1.xlsx")),
            None,
        ),
    )


def measure(job: Job) -> Figure:
    """One cold run."""
    start = time.perf_counter()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(job.words, stdout=quiet, stderr=quiet, env=_environment())
    memory = 0.0
    if hasattr(os, "wait4"):
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        memory = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    else:
        process.wait()
    return Figure(time.perf_counter() - start, memory)


def _environment() -> dict[str, str]:
    """Ours, but compiled modules are kept, as they are for everybody who installs the package."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def commands(rounds: int) -> int:
    """Time every command in turn, several rounds, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        books = (sys.executable, "-m", "scripts.books", folder, "--sizes", "60/800", "--real")
        subprocess.run(books, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        todo = jobs(Path(folder))
        for job in todo:
            measure(job)
        seen = [[measure(job) for job in todo] for _ in range(rounds)]
    bare = statistics.median(line[0].seconds for line in seen)
    print(f"{'':32}{'ms':>8}{'ratio':>8}{'limit':>8}{'MiB':>8}")
    missed = 0
    for place, job in enumerate(todo):
        seconds = statistics.median(line[place].seconds for line in seen)
        memory = max(line[place].memory for line in seen)
        limit = "" if job.limit is None else f"{job.limit:g}"
        missed += job.limit is not None and seconds / bare > job.limit
        print(f"{job.name:32}{seconds * 1000:8.1f}{seconds / bare:8.1f}{limit:>8}{memory:8.0f}")
    return int(missed > 0)


def main() -> int:
    """Measure what is asked for; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="of each command; files take three")
    parser.add_argument("--only", choices=("commands", *PARTS))
    asked = parser.parse_args()
    missed = 0
    if asked.only in (None, "commands"):
        missed += commands(asked.runs)
    for name, module in PARTS.items():
        if asked.only in (None, name):
            print(flush=True)
            words = (sys.executable, "-m", f"scripts.{module}", "--runs", "3")
            missed += subprocess.run(words, cwd=ROOT, check=False).returncode
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
