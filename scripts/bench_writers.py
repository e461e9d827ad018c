"""How long changing a workbook takes, as ratios to what it can't do without.

python -m scripts.bench_writers [--runs N]

`patch`: one cell, and one in every line, of the largest sheet of a book with 18,000 check-ins, to
unpacking and packing that one part. `refresh`: a real book of 60 key results and 800 check-ins a
month on, to openpyxl loading and saving it (which computes nothing, and loses what it does not
know). CPU seconds of the work, without imports; peak memory of the whole process.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

PLAIN: Final = "1400/18000"
REAL: Final = "60/800"
MOST_PATCH: Final = 3.0
LEAST_FASTER: Final = 10.0
DAY: Final = date(2027, 3, 20)
_LEVEL: Final = 6


class Figure(NamedTuple):
    """CPU seconds, and peak memory in MiB."""

    seconds: float
    memory: float


def _largest(data: bytes) -> tuple[str, int]:
    """The largest sheet and its last row."""
    from okrsheet.ooxml.read import parse_workbook  # noqa: PLC0415  # one job a process

    sheets = parse_workbook(data, "book.xlsx").sheets.values()
    found = max(sheets, key=lambda sheet: len(sheet.cells))
    return found.name, found.last_row


def _part(data: bytes, sheet: str) -> tuple[memoryview, bytes]:
    from okrsheet.ooxml.archive import packed_part, read_part  # noqa: PLC0415  # as above
    from okrsheet.ooxml.guard import guard  # noqa: PLC0415  # as above
    from okrsheet.ooxml.package import workbook_part  # noqa: PLC0415  # as above
    from okrsheet.ooxml.parts import read_outline  # noqa: PLC0415  # as above

    archive = guard(data, "book.xlsx")
    outline = read_outline(archive, workbook_part(archive))
    part = next(tab.part for tab in outline.tabs if tab.name == sheet)
    return packed_part(archive, part), read_part(archive, part)


def _repack(path: str) -> Callable[[], object]:
    data = Path(path).read_bytes()
    packed, _ = _part(data, _largest(data)[0])

    def work() -> object:
        unpacked = zlib.decompress(packed, -zlib.MAX_WBITS)
        deflater = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        return deflater.compress(unpacked) + deflater.flush()

    return work


def _patch(path: str, *, every: bool) -> Callable[[], object]:
    from okrsheet.ooxml.changes import Changes, Content  # noqa: PLC0415  # as above
    from okrsheet.ooxml.patch import patch  # noqa: PLC0415  # as above

    data = Path(path).read_bytes()
    sheet, last = _largest(data)
    rows = range(5, last + 1) if every else (last,)
    changes = Changes({sheet: {(row, 1): Content(46_400.0 + row % 90) for row in rows}})
    return lambda: patch(data, changes, "book.xlsx")


def _refresh(path: str) -> Callable[[], object]:
    from okrsheet.workbook.rewrite import refreshed  # noqa: PLC0415  # as above

    data = _without_day(Path(path).read_bytes())
    return lambda: refreshed(data, "book.xlsx", DAY)


def _without_day(data: bytes) -> bytes:
    """The book with no day in Settings, so that another day changes what it shows."""
    from okrsheet.ooxml.changes import EMPTY, Changes  # noqa: PLC0415  # as above
    from okrsheet.ooxml.patch import patch  # noqa: PLC0415  # as above
    from okrsheet.ooxml.read import parse_workbook  # noqa: PLC0415  # as above
    from okrsheet.workbook.load import read_plan  # noqa: PLC0415  # as above

    grid = read_plan(parse_workbook(data, "book.xlsx")).tables["tblSettings"]
    row = next(row for row in grid.body if grid.cell(row, "Setting").value == "As of")
    place = (row, grid.columns["Value"])
    return patch(data, Changes({grid.sheet.name: {place: EMPTY}}), "book.xlsx")


def _openpyxl(path: str) -> Callable[[], object]:
    import warnings  # noqa: PLC0415  # as above

    from openpyxl import load_workbook  # noqa: PLC0415  # as above

    warnings.simplefilter("ignore")  # it tells what it drops
    return lambda: load_workbook(path).save(path + ".saved.xlsx")


_JOBS: Final[dict[str, Callable[[str], Callable[[], object]]]] = {
    "unpack and pack the part": _repack,
    "patch, one cell": lambda path: _patch(path, every=False),
    "patch, a cell in every line": lambda path: _patch(path, every=True),
    "openpyxl load and save": _openpyxl,
    "refresh": _refresh,
}


def run(job: str, path: str) -> Figure:
    """Do it once, here."""
    work = _JOBS[job](path)
    start = time.process_time()
    kept = work()
    seconds = time.process_time() - start
    del kept
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Figure(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


def measure(job: str, path: Path, runs: int) -> Figure:
    """The middle of several runs, each in a process of its own."""
    words = [sys.executable, "-m", "scripts.bench_writers", "--one", job, str(path)]
    found = []
    for _ in range(runs):
        told = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
        found.append(Figure(float(told[0]), float(told[1])))
    seconds = statistics.median(each.seconds for each in found)
    return Figure(seconds, statistics.median(each.memory for each in found))


def _book(folder: str, size: str, *words: str) -> Path:
    made = [sys.executable, "-m", "scripts.books", folder, "--sizes", size, *words]
    before = set(Path(folder).iterdir())
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    return next(iter(set(Path(folder).iterdir()) - before))


def main() -> int:
    """Measure both, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    parsed = parser.parse_args()
    if parsed.one:
        print(*run(*parsed.one))
        return 0
    print(f"{'job':32}{'CPU ms':>9}{'ratio':>8}{'limit':>8}{'MiB':>8}")
    with tempfile.TemporaryDirectory() as folder:
        plain, real = _book(folder, PLAIN), _book(folder, REAL, "--real")
        names = list(_JOBS)
        figures = {name: measure(name, plain, parsed.runs) for name in names[:3]}
        figures |= {name: measure(name, real, parsed.runs) for name in names[3:]}
    missed = False
    for base, others, limit in (
        (names[0], names[1:3], MOST_PATCH),
        (names[3], names[4:], 1 / LEAST_FASTER),
    ):
        for name in (base, *others):
            ratio = figures[name].seconds / figures[base].seconds
            shown = "" if name == base else f"{limit:g}"
            missed |= name != base and ratio > limit
            row = f"{name:32}{figures[name].seconds * 1000:9.0f}{ratio:8.2f}{shown:>8}"
            print(f"{row}{figures[name].memory:8.0f}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
