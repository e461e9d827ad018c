"""The quick readers give what the exact ones give, or nothing; a refusal is never lost."""

from random import Random

import pytest

from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.quick_sheet import read_quickly
from okrsheet.ooxml.quick_texts import read_texts_quickly
from okrsheet.ooxml.records import EVERYTHING, LeaveOut
from okrsheet.ooxml.sheet_xml import SheetContent, SheetSource, read_sheet
from okrsheet.ooxml.texts import read_texts
from tests.sheet_variety import TEXTS, broken, sheet, text_table

ROUNDS = 150
SOME = LeaveOut(range(1, 5), frozenset({1, 2, 4}))


def source_of(data: bytes, leave_out: LeaveOut = EVERYTHING) -> SheetSource:
    return SheetSource(data, "part", "S", TEXTS, 1000, epoch_1904=False, leave_out=leave_out)


def exact(source: SheetSource) -> SheetContent | None:
    try:
        return read_sheet(source)
    except OkrsheetFileError:
        return None


def exact_texts(data: bytes) -> list[str] | None:
    try:
        return read_texts(data, "part")
    except OkrsheetFileError:
        return None


def described(content: SheetContent) -> list[object]:
    """Equal only if all is: also that 1.0 is no True, and the order of the cells."""
    cells = [(place, repr(cell)) for place, cell in content.cells.items()]
    return [cells, content.hidden_rows, content.merged, content.left_out]


def assert_agree(source: SheetSource) -> bool:
    """Whether the quick reader took the sheet."""
    quick, slow = read_quickly(source), exact(source)
    if quick is None:
        return False
    assert slow is not None, source.data
    assert described(quick) == described(slow), source.data
    return True


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("leave_out", [EVERYTHING, SOME], ids=["everything", "some left out"])
def test_sheets_as_programs_write_them(seed: int, leave_out: LeaveOut) -> None:
    random = Random(seed)
    taken = [assert_agree(source_of(sheet(random), leave_out)) for _ in range(ROUNDS)]
    assert sum(taken) > 0.9 * ROUNDS


@pytest.mark.parametrize("seed", range(10))
def test_odd_and_broken_sheets(seed: int) -> None:
    random = Random(seed)
    taken = [assert_agree(source_of(sheet(random, odd=0.15))) for _ in range(ROUNDS)]
    assert 0.05 * ROUNDS < sum(taken) < 0.9 * ROUNDS


@pytest.mark.parametrize("seed", range(20))
def test_mutants_of_sheets(seed: int) -> None:
    random = Random(seed)
    taken = 0
    for _ in range(ROUNDS):
        data = broken(random, sheet(random, odd=random.choice((0, 0, 0.05))))
        taken += assert_agree(source_of(data, random.choice((EVERYTHING, SOME))))
    assert taken


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("odd", [0, 0.15], ids=["usual", "odd"])
@pytest.mark.parametrize("change", [False, True], ids=["whole", "mutant"])
def test_text_tables(seed: int, odd: float, *, change: bool) -> None:
    random = Random(seed)
    taken = 0
    for _ in range(ROUNDS):
        data = text_table(random, odd=odd)
        data = broken(random, data) if change else data
        quick = read_texts_quickly(data, "part")
        assert quick is None or quick == exact_texts(data), data
        taken += quick is not None
    assert taken
