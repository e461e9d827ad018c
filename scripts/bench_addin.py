"""What the formulas of the add-in cost, as ratios to what they can't do without.

python -m scripts.bench_addin [--runs N]

`import`: CPU time of importing the module Excel imports, over that of `import xlwings` alone, each
in a process of its own. `10,000 rows`: CPU time of one array formula called as xlwings calls it on
Windows, less that of the same scores computed by the core from records that lie ready.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from okrsheet.core.history import History, Line
from okrsheet.core.model import CheckIn, KeyResult
from okrsheet.core.policy import SMB
from okrsheet.core.scoring import read
from tests.engines.stub_com import MODULE, column, windows

ROOT: Final = Path(__file__).parents[1]
ROWS: Final = 10_000
MOST_MILLISECONDS: Final = 60.0
MOST_IMPORT: Final = 1.3
DAY: Final = date(2027, 2, 15)
_TIMED: Final = (
    "import time; started = time.process_time(); import {}; print(time.process_time() - started)"
)


def import_seconds(module: str) -> float:
    """CPU seconds of importing a module in a fresh process."""
    program = _TIMED.format(module)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    return float(told.stdout)


def seconds(work: Callable[[], object], runs: int) -> float:
    """Median CPU seconds."""
    seen = []
    for _ in range(runs):
        started = time.process_time()
        work()
        seen.append(time.process_time() - started)
    return statistics.median(seen)


def columns() -> tuple[list[float], list[float], list[float]]:
    """Baseline, target and current value of every row, all different."""
    random = Random(1)  # noqa: S311  # no secrets here
    baselines = [100 + random.random() for _ in range(ROWS)]
    targets = [200 + random.random() for _ in range(ROWS)]
    return baselines, targets, [100 + 100 * random.random() for _ in range(ROWS)]


def core_alone(given: tuple[list[float], ...]) -> Callable[[], object]:
    """The same scores from records that lie ready."""
    cases = [
        (
            KeyResult("", "", "", baseline=baseline, target=target),
            History((Line(0, CheckIn(DAY, "", current)),)),
        )
        for baseline, target, current in zip(*given, strict=True)
    ]
    return lambda: [read(kr, history, DAY, SMB).score for kr, history in cases]


def imported(runs: int) -> float:
    """How many times the import of xlwings alone ours takes; taken in turns."""
    pairs = [
        (import_seconds("okrsheet.addin.functions"), import_seconds("xlwings")) for _ in range(runs)
    ]
    return statistics.median(ours for ours, _ in pairs) / statistics.median(x for _, x in pairs)


def main() -> int:
    """Print the figures; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    ratio = imported(runs)
    print(f"import of the add-in: {ratio:.2f} x import xlwings (limit {MOST_IMPORT:g})")

    given = columns()
    with windows() as udfs:
        cells = tuple(column(*each) for each in given)
        core = core_alone(given)

        def formula() -> object:
            return udfs.call_udf(MODULE, "OKR_SCORE", cells)

        formula()
        whole, alone = seconds(formula, runs), seconds(core, runs)
    beyond = (whole - alone) * 1e3
    print(
        f"{ROWS:,} rows of OKR_SCORE: {whole * 1e3:.1f} ms, {whole / alone:.2f} x the core; "
        f"{beyond:.1f} ms beyond it (limit {MOST_MILLISECONDS:g})"
    )
    return int(beyond > MOST_MILLISECONDS or ratio > MOST_IMPORT)


if __name__ == "__main__":
    sys.exit(main())
