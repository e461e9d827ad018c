"""How long judging a text takes, as ratios to what it can't do without.

python -m scripts.bench_lint [--runs N] [--texts FILE.csv]

`a text`: CPU time of judging 1,000 different key results, and how many times that is of cutting
them into words with one plain pattern; `--texts` takes the first thousand of the column
key_result of a file instead of ours. `the longest cell`: 32,767 letters of the kind that makes
patterns slow, the slowest of them. CPU time of the work, without imports and, as the command
runs, without garbage collection.
"""

import argparse
import csv
import gc
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

MOST_MICROSECONDS: Final = 20.0
MOST_MILLISECONDS: Final = 5.0
LONGEST: Final = 32767
MOST_TEXTS: Final = 1000

SHAPES: Final = (
    "Raise {thing} from {a} % to {b} % by the end of the quarter",
    "Grow {thing} from ${a}K to ${b}K as measured by the monthly report",
    "Reach {b} {thing} in the northern region",
    "Improve {thing} for small customers",
    "Publish the new guide to {thing} for all dealers",
    "Support the teams that work on {thing}",
    "Cut the time to answer questions on {thing} from {b} to {a} hours",
    "Hire {a} people who know about {thing}",
    "The report on {thing} is approved by the board and published",
    "At least {b} % of clinics use {thing} every week, up from {a} %",
)
THINGS: Final = ("renewals", "web orders", "first-call resolution", "the loyalty program", "stock")
SLOW: Final = ("a-", "1,", "1.", "-", "<a", "[", "{", "(", "12/", "1 to ", "'", "from 1 to ", "X% ")
_WORD: Final = re.compile(r"\w+|\S")


def texts() -> list[str]:
    """A thousand different key results."""
    return [
        shape.format(thing=f"{thing} {number}", a=number + 2, b=number * 3 + 7)
        for number in range(20)
        for thing in THINGS
        for shape in SHAPES
    ]


def texts_of(path: Path) -> list[str]:
    """The first thousand different key results of a file."""
    with path.open(encoding="utf-8", newline="") as opened:
        return list(dict.fromkeys(row["key_result"] for row in csv.DictReader(opened)))[:MOST_TEXTS]


def seconds(work: Callable[[], object], runs: int) -> float:
    """Median CPU seconds."""
    seen = []
    for _ in range(runs):
        gc.collect()
        started = time.process_time()
        work()
        seen.append(time.process_time() - started)
    return statistics.median(seen)


def main() -> int:
    """Print the figures; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--texts", type=Path, help="a CSV with the column key_result")
    asked = parser.parse_args()
    runs = asked.runs
    gc.disable()
    from okrsheet.core.lint.judge import judge_key_results  # noqa: PLC0415  # not timed

    todo = texts() if asked.texts is None else texts_of(asked.texts)
    judging = seconds(lambda: judge_key_results(todo), runs)
    cutting = seconds(lambda: [_WORD.findall(text) for text in todo], runs)
    each = judging / len(todo) * 1e6
    print(
        f"lint, a text: {each:.1f} us (limit {MOST_MICROSECONDS:g}), "
        f"{judging / cutting:.1f} x cutting it into words"
    )
    longest = [(piece * LONGEST)[:LONGEST] for piece in SLOW]
    slowest = max(seconds(lambda text=text: judge_key_results([text]), 3) for text in longest)  # type: ignore[misc]  # bound now
    print(f"lint, the longest cell: {slowest * 1e3:.2f} ms (limit {MOST_MILLISECONDS:g})")
    return int(each > MOST_MICROSECONDS or slowest * 1e3 > MOST_MILLISECONDS)


if __name__ == "__main__":
    sys.exit(main())
