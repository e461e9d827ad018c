"""Broken workbooks without end: whatever opens is refreshed and repaired, or refused in words.

python -m scripts.fuzz [--count N] [--seed N] [--keep FOLDER]   mutants of the template
python -m scripts.fuzz --atheris [libFuzzer options]            coverage-guided, needs atheris
"""

import argparse
import sys
import traceback
from collections import Counter
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final

from okrsheet.core.checks import check
from okrsheet.core.figures import figures
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.create import template_path
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.rewrite import refreshed, repaired
from tests.property.mutants import mutants

DAY: Final = date(2027, 2, 23)
NAME: Final = "mutant.xlsx"


def outcome(data: bytes) -> str:
    """What became of a file: the code it was refused with, or the word "right"."""
    try:
        _check(data)
        guard(data, NAME, every_part=True)
        made = refreshed(data, NAME, DAY).data
        again = refreshed(made, NAME, DAY)
        if again.changes:
            raise AssertionError(f"refreshed twice: {again.changes[0]}")
        repaired(data, NAME, DAY, "de")
    except OkrsheetFileError as error:
        return error.code
    return "right"


def _check(data: bytes) -> None:
    loaded = read_plan(parse_workbook(data, NAME))
    if loaded.plan is not None:
        loaded.all_findings(check(figures(loaded.plan, loaded.policy, DAY)))


def run(count: int, seed: int, keep: Path) -> int:
    """Fuzz with our own mutants and give the number of mistakes."""
    told: Counter[str] = Counter()
    mistakes = 0
    for place, data in enumerate(islice(mutants(template_path().read_bytes(), seed), count)):
        try:
            told[outcome(data)] += 1
        except Exception:  # noqa: BLE001  # whatever it is, it is what we look for
            mistakes += 1
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"mutant-{seed}-{place}.xlsx").write_bytes(data)
            print(f"mutant {place} of seed {seed}:\n{traceback.format_exc(limit=-4)}")
    print(f"{count} mutants of seed {seed}: {dict(told.most_common())}, {mistakes} mistakes")
    return mistakes


def guided(words: list[str]) -> None:
    """Fuzz along the paths that were never taken before; ends at the first mistake."""
    import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415  # by hand only

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *words], lambda data: outcome(bytes(data)) and None)
    atheris.Fuzz()


def main() -> int:
    """Fuzz as asked."""
    if "--atheris" in sys.argv:
        guided([word for word in sys.argv[1:] if word != "--atheris"])
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("--keep", type=Path, default=Path("mutants"))
    asked = parser.parse_args()
    return int(run(asked.count, asked.seed, asked.keep) > 0)


if __name__ == "__main__":
    sys.exit(main())
