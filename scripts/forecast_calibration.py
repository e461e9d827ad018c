"""How far forecasts can be trusted, on quarters whose end is known.

python -m scripts.forecast_calibration [--count N] [--seed N]

Quarters of five shapes are made up from a seed, and forecast as they stood after some weeks. The
table says how often the end lay in the 80 % interval (wanted: 70 to 90 %), and compares the
chances with a rule that looks at today's pace alone: Green means Hit, pace 1 means target. The
Brier score is the mean of (chance - what happened) squared: 0 is perfect, 0.25 a coin.
`plain` is what the interval would cover if past weeks were drawn with replacement. The tickets
of the urn (`okrsheet.core.chances`) were chosen on the five shapes, not on those marked `unseen`.
"""

import argparse
import sys
from typing import Final

from tests.forecast_stories import UNSEEN
from tests.forecast_trial import Score, measure, measure_all

COVERED: Final = (0.70, 0.90)
JUDGED: Final = 6
OTHERS: Final = (3, 4, 8, 10, 12)


def is_good(rows: dict[str, Score]) -> bool:
    """Whether every kind is covered as wanted, and the chances beat the pace."""
    least, most = COVERED
    total = rows["all"]
    better = total.hit < total.hit_by_pace and total.target < total.target_by_pace
    return better and all(least <= row.covered <= most for row in rows.values())


def _line(name: str, row: Score) -> str:
    shares = "".join(f"{share:8.1%}" for share in (row.covered, row.below, row.above, row.plain))
    scores = f"{row.hit:8.3f}{row.hit_by_pace:8.3f}{row.target:8.3f}{row.target_by_pace:8.3f}"
    return f"{name:14}{shares}{row.width:8.2f}{scores}"


def main() -> int:
    """Print the table; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=400, help="quarters of each kind")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(f"{'':14}{'80 % interval':>24}{'':16}{'Brier, Hit':>16}{'Brier, target':>16}")
    heads = ("covers", "below", "above", "plain", "width", "ours", "pace", "ours", "pace")
    print(f"{f'week {JUDGED}':14}" + "".join(f"{head:>8}" for head in heads))
    rows = measure_all(JUDGED, asked.count, asked.seed)
    for name, row in rows.items():
        print(_line(name, row))
    for week in OTHERS:
        print(_line(f"week {week}, all", measure_all(week, asked.count // 4, asked.seed)["all"]))
    for name in UNSEEN:
        print(_line(f"{name}*", measure(name, JUDGED, asked.count, asked.seed)))
    print("* unseen, after week 6")
    return int(not is_good(rows))


if __name__ == "__main__":
    sys.exit(main())
