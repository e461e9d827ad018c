"""How long a forecast takes, as ratios to what it can't do without.

python -m scripts.bench_forecast [--runs N]

`the chances`: CPU time of counting all outcomes of a key result after eight of thirteen weeks,
and how many times that is of only sorting as many numbers. `a key result`: the whole forecast,
from its check-ins on, beside working out the figures it stands on. CPU time, without imports.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from okrsheet.core import chances
from okrsheet.core.figures import figures
from okrsheet.core.forecast import forecast_of
from okrsheet.core.history import histories
from okrsheet.core.model import CheckIn, KeyResult, Plan
from okrsheet.core.policy import SMB
from tests.forecast_stories import KINDS, QUARTER, Story, stories

MOST_MICROSECONDS: Final = 40.0
WEEKS: Final = 8
EACH: Final = 60


def plan_of(told: list[Story]) -> Plan:
    """A key result for each of the made-up quarters, after eight weeks."""
    key_results, check_ins = [], []
    for place, each in enumerate(told):
        name = f"K{place}"
        key_results.append(
            KeyResult(name, "O", "Result", baseline=each.baseline, target=each.target)
        )
        for week in range(1, WEEKS + 1):
            day = QUARTER.start + timedelta(weeks=week)
            check_ins.append(CheckIn(day, name, each.value(week)))
    return Plan(QUARTER, key_results=tuple(key_results), check_ins=tuple(check_ins))


def situations(told: list[Story]) -> list[chances.Situation]:
    """The same as the urn sees them."""
    left = float(len(told[0].progress) - 1 - WEEKS)
    planned = 1 / (len(told[0].progress) - 1)
    return [
        chances.Situation(
            progress=each.progress[WEEKS],
            weekly=each.progress[WEEKS - chances.WEEKS : WEEKS + 1],
            trend=(each.progress[WEEKS] - each.progress[WEEKS - chances.WEEKS]) / chances.WEEKS,
            planned=planned,
            left=left,
        )
        for each in told
    ]


def count(case: chances.Situation) -> None:
    """All that is asked of an urn."""
    ends = chances.outcomes(case)
    chances.interval(ends)
    chances.chance(ends, chances.TARGET)
    chances.chance(ends, chances.hit_edge(None, SMB))


def microseconds(work: Callable[[], object], runs: int, units: int) -> float:
    """Median CPU time of a unit."""
    seen = []
    for _ in range(runs):
        started = time.process_time()
        work()
        seen.append(time.process_time() - started)
    return statistics.median(seen) / units * 1e6


def main() -> int:
    """Print the figures; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    told = [each for name in KINDS for each in stories(name, EACH, 1)]
    day, plan, cases = QUARTER.start + timedelta(weeks=WEEKS), plan_of(told), situations(told)
    found, past = figures(plan, SMB, day), histories(plan)
    numbers = [chances.outcomes(case)[::-1] for case in cases]
    for each in numbers:
        each[::2] = each[::2][::-1]  # neither rising nor falling

    def forecast_all() -> None:
        for figure in found.key_results:
            forecast_of(plan, SMB, figure, past[figure.row], day)

    def count_all() -> None:
        for case in cases:
            count(case)

    units = len(told)
    counting = microseconds(count_all, runs, units)
    sorting = microseconds(lambda: [sorted(each) for each in numbers], runs, units)
    knowing = microseconds(lambda: figures(plan, SMB, day), runs, units)
    whole = microseconds(forecast_all, runs, units)
    print(
        f"forecast, the chances: {counting:.1f} us (limit {MOST_MICROSECONDS:g}), "
        f"{counting / sorting:.1f} x sorting as many numbers"
    )
    print(f"forecast, a key result: {whole:.1f} us, {whole / knowing:.2f} x its other figures")
    return int(counting > MOST_MICROSECONDS)


if __name__ == "__main__":
    sys.exit(main())
