"""Rows that repeat the one before, as tables have them, with something else here and there.

What the quick reader makes of them, formulas left out, is what the exact one makes of them.
"""

from random import Random
from typing import Final

import pytest

from okrsheet.ooxml.quick_rows import RowWalker, WalkedRow
from okrsheet.ooxml.quick_sheet import read_pieces
from okrsheet.ooxml.records import LeaveOut
from okrsheet.ooxml.sheet_xml import SheetSource
from tests.property.test_quick_readers import assert_agree, described, exact
from tests.sheet_variety import TEXTS, broken, sheet
from tests.unit.tiny_book import worksheet

ROUNDS: Final = 60
LETTERS: Final = ("A", "B", "C", "E", "AA", "AB")
FIRST: Final = 2
_NUMBERS: Final = ("0", "1", "46300", "-0.25", "1.5E-7", "1e999", "1_0", "", " 7 ", "00", "1E+5")
_TEXTS: Final = ("", "Green", "a &amp; b", "é", "12&quot;", "a>b", "_x0041_", " x ", "&#65;")
_FORMULAS: Final = (
    "<f>IF(t[[#This Row],[A]]=&quot;&quot;,1,2)</f>",
    '<f>IF(t[[#This Row],[B]]="12","13","")</f>',
    "<f>ROW()&amp;1</f>",
    "<f></f>",
    '<f ca="1">NOW()</f>',
)
_ODD_CELLS: Final = (
    *("", '<c r="{at}"/>', '<c r="{at}" s="3"/>', '<c r="{at}" s="2"><v>5</v></c>'),
    *('<c r="{at}"><f>A{row}+1</f><v>3</v></c>', '<c r="{at}" s="2"><f>B1</f></c>'),
    '<c r="{at}" s="2"><f t="shared" ref="{at}:{at}" si="{row}">C1</f><v>1</v></c>',
    '<c r="{at}" s="2"><f t="array" ref="{at}">SUM(B1:B2)</f><v>1</v></c>',
    '<c r="{at}" s="2" t="inlineStr"><is><r><t>rich {row}</t></r></is></c>',
    '<c r="{at}" s="2" t="str"><v>{at}" s="2"</v></c>',
    '<c r="{at}" s="2"><v>1</v></c><c r="{at}" s="2"><v>1</v></c>',
    '<c r="{at}" s="2"><v>1</v></c></row><row r="{row}">',
    '<c r="{at}" s="2"><f>C1</f><v>1</v></c><x:c r="{at}"/>',
)


def _cell(random: Random, at: str, row: int, formula: str, *, odd: float) -> str:
    if random.random() < odd:
        return random.choice(_ODD_CELLS).format(at=at, row=row)
    style = ' s="2"' if random.random() > odd else random.choice(("", ' s="9"', " s='2'"))
    if random.random() < 0.6:
        usual = random.choice((*_NUMBERS[:5], str(random.random()), str(random.randint(1, 10**12))))
        number = random.choice(_NUMBERS) if random.random() < odd else usual
        return f'<c r="{at}"{style}>{formula}<v>{number}</v></c>'
    text = random.choice(_TEXTS if random.random() < odd else _TEXTS[:4])
    return f'<c r="{at}"{style} t="str">{formula}<v>{text}</v></c>'


def table(random: Random, *, odd: float) -> bytes:
    """A sheet of rows alike: half of its columns typed, half computed."""
    formulas = [random.choice(("", *_FORMULAS)) for _ in LETTERS]
    attributes = random.choice(("", ' spans="1:9"', ' ht="12"'))
    rows, number = [], FIRST - 1
    for _ in range(random.randint(6, 16)):
        number += 1 if random.random() > odd else random.choice((2, 90, 900))
        cells = "".join(
            _cell(random, f"{letters}{number}", number, formula, odd=odd)
            for letters, formula in zip(LETTERS, formulas, strict=True)
        )
        rows.append(f'<row r="{number}"{attributes}>{cells}</row>')
        if random.random() < odd:
            number += 1
            rows.append(f'<row r="{number}"/>')
    return worksheet("".join(rows)).replace("<worksheet ", '<worksheet xmlns:x="urn:x" ').encode()


def _source(random: Random, data: bytes) -> SheetSource:
    computed = frozenset(random.sample(range(1, 29), 14)) | {2, 27}
    leave_out = LeaveOut(range(FIRST, random.choice((8, 2000))), computed)
    return SheetSource(data, "part", "S", TEXTS, 1000, epoch_1904=False, leave_out=leave_out)


@pytest.fixture
def walked(monkeypatch: pytest.MonkeyPatch) -> list[WalkedRow]:
    """The rows that were taken as the one before."""
    taken: list[WalkedRow] = []
    walk = RowWalker.walk

    def noted(self: RowWalker, data: bytes, at: int) -> WalkedRow | None:
        found = walk(self, data, at)
        if found is not None:
            taken.append(found)
        return found

    monkeypatch.setattr(RowWalker, "walk", noted)
    return taken


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("odd", [0, 0.03, 0.2], ids=["alike", "nearly alike", "hardly alike"])
def test_rows_like_the_one_before(seed: int, odd: float, walked: list[WalkedRow]) -> None:
    random = Random(seed)
    for _ in range(ROUNDS):
        assert_agree(_source(random, table(random, odd=odd)))
    least = 5 if odd == 0 else 0.1 if odd < 0.1 else 0
    assert len(walked) > least * ROUNDS


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("odd", [0, 0.1], ids=["alike", "odd"])
def test_where_the_pieces_end_makes_no_difference(seed: int, odd: float) -> None:
    random = Random(seed)
    for _ in range(ROUNDS):
        data = random.choice((table, sheet))(random, odd=odd)
        source, step = _source(random, data), random.randint(1, 300)
        pieces = (data[at : at + step] for at in range(0, len(data), step))
        read, whole = read_pieces(source._replace(data=b""), pieces, len(data)), exact(source)
        if read is not None:
            assert whole is not None
            assert described(read[0]) == described(whole)
            assert data.endswith(read[1])
            assert read[1].startswith(b"</sheetData>")


@pytest.mark.parametrize("seed", range(20))
def test_mutants_of_such_rows(seed: int, walked: list[WalkedRow]) -> None:
    random = Random(seed)
    for _ in range(ROUNDS):
        data = broken(random, table(random, odd=random.choice((0, 0, 0.03))))
        assert_agree(_source(random, data))
    assert walked
