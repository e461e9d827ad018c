"""How long reading takes and how much memory it needs, as ratios to python-calamine.

python scripts/bench_readers.py [--runs N]

Every run is a process of its own: CPU seconds of opening and reading, without imports; peak memory
of the whole process. Calamine gives values only; ours gives values, formulas and formats.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

SIZES: Final = ("1400/18000", "10000/130000")
MOST_TIME: Final = 2.5
MOST_MEMORY: Final = 1.5
LEAST_FASTER: Final = 3.0


class Figure(NamedTuple):
    """CPU seconds, and peak memory in MiB."""

    seconds: float
    memory: float


def _ours(path: str) -> object:
    from okrsheet.ooxml.read import read_workbook  # noqa: PLC0415  # only one reader a process

    return lambda: read_workbook(Path(path))


def _calamine(path: str) -> object:
    from python_calamine import load_workbook  # noqa: PLC0415  # as above

    def read() -> object:
        book = load_workbook(path)
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    return read


def _openpyxl(path: str) -> object:
    from openpyxl import load_workbook  # noqa: PLC0415  # as above

    def read() -> object:
        book = load_workbook(path, read_only=True)
        return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]

    return read


_READERS: Final[dict[str, Callable[[str], object]]] = {
    "calamine": _calamine,
    "okrsheet": _ours,
    "openpyxl": _openpyxl,
}


def run(reader: str, path: str) -> Figure:
    """Read once, here."""
    read = _READERS[reader](path)
    start = time.process_time()
    kept = read() if callable(read) else None
    seconds = time.process_time() - start
    del kept
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Figure(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


def measure(reader: str, path: Path) -> Figure:
    """Read once, in a process of its own."""
    words = [sys.executable, "-m", "scripts.bench_readers", "--one", reader, str(path)]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    return Figure(float(told[0]), float(told[1]))


def _compare(path: Path, size: str, runs: int) -> bool:
    rounds = [{name: measure(name, path) for name in _READERS} for _ in range(runs)]
    middle = {
        name: Figure(
            statistics.median(each[name].seconds for each in rounds),
            statistics.median(each[name].memory for each in rounds),
        )
        for name in _READERS
    }
    base, ours = middle["calamine"], middle["okrsheet"]
    for name, figure in middle.items():
        print(
            f"{size:14} {name:10}{figure.seconds * 1000:9.0f}{figure.seconds / base.seconds:8.2f}"
            f"{figure.memory:9.0f}{figure.memory / base.memory:8.2f}"
        )
    return (
        ours.seconds <= MOST_TIME * base.seconds
        and ours.memory <= MOST_MEMORY * base.memory
        and middle["openpyxl"].seconds >= LEAST_FASTER * ours.seconds
    )


def main() -> int:
    """Measure each size, several rounds, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    parsed = parser.parse_args()
    if parsed.one:
        print(*run(*parsed.one))
        return 0
    print(f"{'size':14} {'reader':10}{'CPU ms':>9}{'ratio':>8}{'MiB':>9}{'ratio':>8}")
    good = True
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"plain-{size.replace('/', '-')}.xlsx"
            # In a process of its own: children take over the peak memory of this one.
            words = [sys.executable, "-m", "scripts.books", folder, "--sizes", size]
            subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
            good &= _compare(path, size, parsed.runs)
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
