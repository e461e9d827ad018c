"""Speed and memory of the commands, as ratios to a bare `python -c pass` in the same run.

python scripts/bench.py [--runs N]
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
        Job(
            "okrsheet check, the example",
            (*command, "check", str(folder / "okrs-2027-Q1.xlsx")),
            None,
        ),
    )


def measure(job: Job) -> Figure:
    """One cold run."""
    start = time.perf_counter()
    process = subprocess.Popen(job.words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    memory = 0.0
    if hasattr(os, "wait4"):
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        memory = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    else:
        process.wait()
    return Figure(time.perf_counter() - start, memory)


def main() -> int:
    """Time every job in turn, several rounds, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    rounds = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
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


if __name__ == "__main__":
    sys.exit(main())
