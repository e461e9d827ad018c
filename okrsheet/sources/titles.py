"""Objectives that stand above the headers of their key results, or between them, in no column."""

from typing import Final

from okrsheet.ooxml.markup import address
from okrsheet.ooxml.records import Cell
from okrsheet.sources.cell_values import Given
from okrsheet.sources.mapping import Block
from okrsheet.sources.sheet_rows import SheetRows, label_of
from okrsheet.workbook.headers import word_of

_NEAR: Final = 3


def titles_of(rows: SheetRows, block: Block) -> dict[int, Given]:
    """The rows of a table that hold nothing but a labelled objective: its text, by the row.

    Only a table without a column for objectives has such rows. The last one near above its headers
    is the first.
    """
    if {"objective", "objective id", "text"} & {*block.columns.values()}:
        return {}
    found = {}
    for number in rows.numbers:
        inside = number > block.first and not (block.last and number > block.last)
        if inside or block.first - _NEAR <= number < block.first:
            given = _title(rows, block, number)
            if given is not None:
                found[number] = given
    above = [number for number in found if number < block.first]
    return {number: given for number, given in found.items() if number not in above[:-1]}


def _title(rows: SheetRows, block: Block, number: int) -> Given | None:
    held = rows.values(number)
    texts = rows.texts(number)
    labels = [c for c, text in texts.items() if label_of(text)[0] == "objective"]
    if len(labels) != 1 or labels[0] in block.columns:
        return None
    others = [column for column in held if column != labels[0]]
    rest = label_of(texts[labels[0]])[2]
    if rest and not others:
        return Given(Cell(rest), address(number, labels[0]))
    if not rest and len(others) == 1 and word_of(texts.get(others[0], "")):
        return Given(Cell(texts[others[0]]), address(number, others[0]))
    return None
