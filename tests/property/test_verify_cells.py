"""Faults planted into results: the quick proof lets none of them pass."""

import re
from collections.abc import Iterator
from random import Random
from typing import Final

import pytest

from okrsheet.ooxml.changes import CellChange, CellChanges, Content, Shown
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.markup import position
from okrsheet.ooxml.patch_sheet import SheetPlace, with_cells
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Cell
from okrsheet.ooxml.verify_cells import is_proven
from tests.property.test_patch_sheets import book
from tests.sheet_variety import broken, sheet
from tests.unit.tiny_book import worksheet

ROUNDS: Final = 150
_BYTES: Final = b'0159.-eE<>&"/ =_xabcrstvfABC\n\x00\xff'
_NUMBERS: Final = (0, 1, -2.5, 46_300, 1e20, True, False)
_TEXTS: Final = ("", "x", "a & b", " blanks ", "_x0041_", "\u00e9", "7")


def plain_sheet(random: Random) -> bytes:
    """A sheet as most programs write it."""
    rows = []
    for row in range(1, random.randint(2, 9)):
        cells = "".join(
            random.choice(_CELLS).format(
                place=f"{letter}{row}", number=random.randrange(30), text=random.randrange(5)
            )
            for letter in "ABCDEFGHIJKL"
        )
        rows.append(f'<row r="{row}">{cells}</row>')
    return worksheet("".join(rows)).encode()


_CELLS: Final = (
    '<c r="{place}"><v>{number}</v></c>',
    '<c r="{place}" s="{number}"><f>A1+{number}</f><v>{number}</v></c>',
    '<c r="{place}" t="str"><f>"x"&amp;B1</f><v>x{number}</v></c>',
    '<c r="{place}" s="1" t="s"><v>{text}</v></c>',
    '<c r="{place}" s="{number}"/>',
    "",
)


def edits(random: Random, data: bytes) -> CellChanges:
    """Changes of values that leave formulas and formats alone; few cells are new."""
    stored = re.findall(rb'<c r="([A-Z]+[0-9]+)"[^<>]*>(<f)?', data)
    found: dict[tuple[int, int], CellChange] = {}
    if not stored or random.random() < 0.2:
        found[random.randint(1, 8), random.randint(13, 15)] = Content(random.choice(_NUMBERS))
    for place, formula in random.sample(stored, min(len(stored), random.choice((1, 2, 12)))):
        value = random.choice((*_NUMBERS, *_TEXTS))
        found[position(place.decode())] = Shown(value) if formula else Content(value)
    return found


def changed(data: bytes, asked: CellChanges) -> bytes:
    return with_cells(data, asked, SheetPlace("part", "S")).data


def planted(random: Random, data: bytes, old: bytes) -> Iterator[bytes]:
    """The result with a byte more, less or other, near a change most often; and pieces lost."""
    spots = [at for at, (one, other) in enumerate(zip(old, data, strict=False)) if one != other]
    for _ in range(40):
        at = random.randrange(len(data))
        if spots and random.random() < 0.5:
            at = max(0, random.choice(spots) + random.randint(-20, 20))
        end = at + random.choice((0, 0, 1, 1, 2, 9, 60))
        letters = bytes(random.choice(_BYTES) for _ in range(random.choice((0, 1, 1, 2))))
        yield data[:at] + letters + data[end:]


def shown(data: bytes) -> dict[tuple[int, int], Cell]:
    return dict(parse_workbook(book(data), "b").sheets["S"].cells)


@pytest.mark.parametrize("seed", range(6))
def test_a_planted_fault_is_not_proven(seed: int) -> None:
    random = Random(seed)
    proven = harmless = 0
    for _ in range(ROUNDS // 3):
        old = plain_sheet(random)
        asked = edits(random, old)
        new = changed(old, asked)
        if not is_proven(old, new, asked):
            continue
        proven += 1
        for wrong in planted(random, new, old):
            if wrong != new and is_proven(old, wrong, asked):
                # Another way to write the same value, such as 5.0 for 5.
                harmless += 1
                assert repr(shown(wrong)) == repr(shown(new))
    assert proven > ROUNDS // 30
    assert harmless < ROUNDS


@pytest.mark.parametrize("seed", range(6))
def test_another_result_is_not_proven(seed: int) -> None:
    random = Random(seed)
    told = 0
    for _ in range(ROUNDS):
        old = plain_sheet(random)
        asked, done = edits(random, old), edits(random, old)
        if is_proven(old, changed(old, {**asked, **done}), asked):
            told += 1
            assert repr(shown(changed(old, {**asked, **done}))) == repr(shown(changed(old, asked)))
    assert told < ROUNDS // 4


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("odd", [0, 0.1], ids=["usual", "odd"])
def test_what_is_proven_is_what_the_reader_sees(seed: int, odd: float) -> None:
    random = Random(seed)
    for _ in range(ROUNDS):
        old = sheet(random, odd=odd)
        old = old if random.random() < 0.7 else broken(random, old)
        asked = edits(random, old)
        try:
            new = changed(old, asked)
            before, after = shown(old), shown(new)
        except OkrsheetFileError:
            continue
        if is_proven(old, new, asked):
            assert {place: cell for place, cell in before.items() if place not in asked} == {
                place: cell for place, cell in after.items() if place not in asked
            }
            for place, change in asked.items():
                assert after[place].value == change.value
                assert type(after[place].value) is bool or type(change.value) is not bool
