"""Cells set in sheets of every make: what was asked for is there, all else is as it was."""

import io
import warnings
from collections.abc import Callable
from random import Random
from typing import Final

import openpyxl
import pytest
from openpyxl.formula.translate import TranslatorError

from okrsheet.ooxml.changes import CellChange, CellChanges
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.patch import Changes, Content, Shown, patch
from okrsheet.ooxml.patch_sheet import SheetPlace, changed
from okrsheet.ooxml.read import ErrorValue, parse_workbook
from okrsheet.ooxml.sheet_map import SheetMap, Unusual, quick_map
from okrsheet.ooxml.sheet_walk import exact_map
from tests.property.mutants import unpacked
from tests.sheet_variety import TEXTS, broken, sheet
from tests.unit.tiny_book import SHEET, texts, tiny_book

ROUNDS: Final = 120
VALUES: Final = (
    *(None, "", "x", "a < b & c", " blanks ", "_x0041_", "a\r\nb", "é\U0001f3af", "=1+1", "y" * 99),
    *(0, 1, -0.1, 1e300, 46_300, True, False, ErrorValue("#N/A"), ErrorValue("#SPILL!")),
)
FORMULAS: Final = (None, None, None, "A1+1", 'IF(A1<2,"<",B$2)', "tblA[[#This Row],[a]]", "1\n+1")


def edits(random: Random) -> CellChanges:
    """Changes of up to thirty cells, most of them typed over whatever is there."""
    found: dict[tuple[int, int], CellChange] = {}
    for _ in range(random.choice((1, 1, 3, 30))):
        place = random.randint(1, 14), random.randint(1, 12)
        value = random.choice(VALUES)
        if random.random() < 0.1:
            found[place] = Shown(value)
        else:
            style = random.choice((None, None, 0, 3))
            found[place] = Content(value, random.choice(FORMULAS), style, random.random() < 0.95)
    return found


def book(data: bytes) -> bytes:
    return tiny_book(parts={SHEET: data, "xl/sharedStrings.xml": texts(*map(item, TEXTS))})


def item(text: str) -> str:
    return f'<t xml:space="preserve">{text}</t>'


def done(data: bytes, changes: CellChanges) -> bytes | None:
    """The changed file; None where the file or the change is refused."""
    try:
        return patch(data, Changes({"S": changes}), "book.xlsx")
    except OkrsheetFileError:
        return None


def by(way: Callable[[bytes, str], SheetMap], data: bytes, changes: CellChanges) -> bytes | None:
    """The sheet changed in one of the two ways; None where it is refused."""
    try:
        return changed(way(data, "part"), changes, SheetPlace("part", "S")).data
    except OkrsheetFileError:
        return None


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("odd", [0, 0.1], ids=["usual", "odd"])
def test_only_what_was_asked_for_changes(seed: int, odd: float) -> None:
    random = Random(seed)
    taken = 0
    for _ in range(ROUNDS):
        old, changes = book(sheet(random, odd=odd)), edits(random)
        new = done(old, changes)
        if new is not None and is_sound(old):
            taken += 1
            assert_only(old, new, changes)
    assert taken > (0.1 if odd else 0.3) * ROUNDS


def is_sound(data: bytes) -> bool:
    """Whether the reader takes it; a change does not look at rows it need not touch."""
    try:
        parse_workbook(data, "b")
    except OkrsheetFileError:
        return False
    return True


def assert_only(old: bytes, new: bytes, changes: CellChanges) -> None:
    """Other parts have the same bytes; other cells hold the same, ours what was asked for."""
    assert [part for part in unpacked(old) if part[0] != SHEET] == [
        part for part in unpacked(new) if part[0] != SHEET
    ]
    before, after = (parse_workbook(data, "b").sheets["S"].cells for data in (old, new))
    for place in before.keys() | after.keys() | changes.keys():
        change = changes.get(place)
        if change is None:
            one, other = before.get(place), after.get(place)
            assert one == other or (one and other and one.formula == "" and other.formula)
        elif isinstance(change, Content) and change.formula:
            assert after[place].formula == change.formula


@pytest.mark.parametrize("seed", range(6))
def test_another_library_reads_the_same(seed: int) -> None:
    random = Random(seed)
    compared = 0
    for _ in range(2 * ROUNDS):
        old, changes = book(sheet(random)), edits(random)
        new = done(old, changes)
        before = seen(old) if new is not None else None
        if new is None or before is None:
            continue
        compared += 1
        after = seen(new)
        assert after is not None
        for place in (before.keys() | after.keys()) - changes.keys():
            assert after.get(place) == before.get(place)
        for place, change in changes.items():
            if isinstance(change, Content) and isinstance(change.value, (int, float)):
                wanted = f"={change.formula}" if change.formula else change.value
                assert after[place] == wanted
    assert compared > 5


def seen(data: bytes) -> dict[tuple[int, int], object] | None:
    """What openpyxl sees, shared formulas in the words of each cell; None where it gives up."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = openpyxl.load_workbook(io.BytesIO(data))["S"]
        except (ValueError, KeyError, TypeError, IndexError, TranslatorError):
            return None
    return {
        (cell.row, cell.column): getattr(cell.value, "text", cell.value)
        for row in found.iter_rows()
        for cell in row
        if cell.value is not None
    }


@pytest.mark.parametrize("seed", range(10))
def test_the_quick_way_and_the_exact_one_agree(seed: int) -> None:
    random = Random(seed)
    taken = 0
    for _ in range(ROUNDS):
        data = sheet(random, odd=random.choice((0, 0, 0.05)))
        data = data if random.random() < 0.5 else broken(random, data)
        changes = edits(random)
        try:
            quick = by(quick_map, data, changes)
        except Unusual:
            continue
        taken += 1
        exact = by(exact_map, data, changes)
        # The quick way does not look into rows where nothing changes.
        assert exact in {quick, None}, data
    assert taken > 0.2 * ROUNDS


@pytest.mark.parametrize("seed", range(8))
def test_broken_sheets_are_refused_or_changed(seed: int) -> None:
    random = Random(seed)
    taken = 0
    for _ in range(ROUNDS // 2):
        data = broken(random, sheet(random, odd=random.choice((0, 0.05))))
        taken += done(book(data), edits(random)) is not None
    assert taken < ROUNDS // 2
