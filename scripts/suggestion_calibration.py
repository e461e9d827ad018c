"""How far suggested targets can be trusted, on quarters whose end is known.

python -m scripts.suggestion_calibration [--count N] [--seed N]

Pairs of quarters of four shapes are made up from a seed: a metric that begins somewhere grows or
falls by a share of that in the first quarter, strays by 1 to 6 % of this way each week, is silent
in one week of ten, and goes on. The target it needed is the one of which it has gone 0.7 of the
way at the end of the second quarter. The table says how often it lay in the range that is
suggested (20 to 30 % beyond the trend), and in that of the target "if it goes on as it did", whose
width is given in quarters of the metric's way. Both count where they are given.
"""

import argparse
import sys
from collections.abc import Iterable
from itertools import chain
from typing import Final

from tests.suggestion_trial import GROWTHS, SHAPES, Try, held, tries

LEAST: Final = 0.80
_HEADS: Final = ("suggested", "as it did", "width", "given")


def _line(name: str, rows: Iterable[Iterable[Try]]) -> str:
    row = held(chain(*rows))
    shares = f"{row.suggested:12.0%}{row.on_the_way:12.0%}"
    return f"{name:12}{shares}{row.width:12.2f}{row.given:12.0%}"


def main() -> int:
    """Print the table; 1 where the second range holds too seldom."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="pairs of each shape and growth")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rows = {
        (shape, growth): tries(shape, growth, asked.count, asked.seed)
        for shape in SHAPES
        for growth in GROWTHS
    }
    print(f"{'a quarter':12}" + "".join(f"{head:>12}" for head in _HEADS))
    for growth in GROWTHS:
        print(_line(f"{growth:+.0%}", (row for (_, g), row in rows.items() if g == growth)))
    for shape in SHAPES:
        print(_line(shape, (row for (s, _), row in rows.items() if s == shape)))
    print(_line("all", rows.values()))
    return int(held(chain(*rows.values())).on_the_way < LEAST)


if __name__ == "__main__":
    sys.exit(main())
