"""The patcher alone: the bytes of a sheet mutate, in a file that is sound around them.

python -m scripts.fuzz_patch --seeds FOLDER                 sheets to begin with
python -m scripts.fuzz_patch FOLDER [libFuzzer options]     coverage-guided, needs atheris

The first byte of an input says what is to be changed, the others are the sheet. A change is
carried out and proven, or refused in words; what the reader sees elsewhere must stay.
"""

import argparse
import sys
from pathlib import Path
from random import Random
from typing import Final

from okrsheet.ooxml.changes import CellChanges, Changes, Content, Shown
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Cell, Place
from tests.sheet_variety import sheet
from tests.unit.table_books import AROUND, ROWS, table_book
from tests.unit.tiny_book import SHEET, worksheet

NAME: Final = "fuzzed.xlsx"
_YES: Final = True
_TYPED: Final = Content(5, over_formula=True)
_CELLS: Final[tuple[CellChanges, ...]] = (
    {(3, 3): Content(-2.5)},
    {(3, 3): Content("a & b"), (4, 3): Content(_YES), (5, 3): Content("")},
    {(3, 4): Shown(7), (4, 4): Shown("x")},
    {(1, 1): _TYPED, (2, 2): _TYPED, (3, 3): _TYPED, (9, 9): _TYPED},
    {(4, 3): Content(1, "A1*2", 3, over_formula=True), (30, 1): Content(1, "B2")},
    {(row, column): _TYPED for row in range(1, 8) for column in range(1, 12)},
)
_NEW: Final = {"Name": Content("d"), "Count": Content(4), "Twice": Content(8)}
CHANGES: Final = (
    *(Changes({"S": cells}) for cells in _CELLS),
    Changes(append={"tblA": [_NEW]}),
    Changes(remove={"tblA": [4]}),
)
_SEEDS: Final = 60


def outcome(data: bytes) -> str:
    """What became of an input: the code it was refused with, or the word "right"."""
    if not data:
        return ""
    changes = CHANGES[data[0] % len(CHANGES)]
    book = table_book(parts={SHEET: data[1:]})
    try:
        new = patch(book, changes, NAME)
    except OkrsheetFileError as error:
        if not str(error).isprintable():
            raise AssertionError(repr(str(error))) from error
        return error.code
    _compare(book, new, changes)
    return "right"


def _compare(old: bytes, new: bytes, changes: Changes) -> None:
    """Hold what the reader sees before against what it sees after, where it sees anything."""
    try:
        before = _cells(old)
    except OkrsheetFileError:
        return
    after = _cells(new)
    asked = changes.cells.get("S", {})
    if not asked:
        return
    for place in before.keys() | after.keys():
        one, other = before.get(place), after.get(place)
        if place not in asked and one != other and not _has_moved_in(one, other):
            raise AssertionError(f"{place}: {one} became {other}")


def _cells(data: bytes) -> dict[Place, Cell]:
    return dict(parse_workbook(data, NAME).sheets["S"].cells)


def _has_moved_in(one: Cell | None, other: Cell | None) -> bool:
    """Whether a formula that other cells share now stands in this one."""
    return bool(one and other and one.formula == "" and other.formula)


def seeds() -> list[bytes]:
    """Sound sheets, and some with things that are rare."""
    random = Random(1)  # noqa: S311  # no secrets here
    sheets = [worksheet(ROWS, before='<dimension ref="B2:D5"/>', after=AROUND).encode()]
    sheets += [sheet(random, odd=random.choice((0, 0.05))) for _ in range(_SEEDS)]
    return [bytes([place % len(CHANGES)]) + each for place, each in enumerate(sheets * 2)]


def guided(words: list[str]) -> None:
    """Fuzz along the paths that were never taken before; ends at the first mistake."""
    import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415  # by hand only

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *words], lambda data: outcome(bytes(data)) and None)
    atheris.Fuzz()


def main() -> int:
    """Write seeds, or fuzz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path, metavar="FOLDER")
    asked, words = parser.parse_known_args()
    if asked.seeds is None:
        guided(words)
        return 0
    asked.seeds.mkdir(parents=True, exist_ok=True)
    for place, data in enumerate(seeds()):
        (asked.seeds / f"seed-{place}").write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
