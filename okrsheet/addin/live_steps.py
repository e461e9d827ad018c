"""The writes that make an open workbook another one, each with its undoing."""

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from okrsheet.addin.cell_words import formula_said, said, takes_no_text_format
from okrsheet.addin.differences import Block, Difference, Held
from okrsheet.ooxml.records import Area, State, Table

if TYPE_CHECKING:
    import xlwings as xw

Step = Callable[[], object]
_TEXT: Final = "@"
_VERY_HIDDEN: Final = 2
"""Excel's number for a sheet that is not in its list of hidden ones either."""


def steps(book: "xw.Book", change: Difference) -> Iterator[tuple[Step, Step]]:
    """Each write with its undoing: tables grow before their cells come, and shrink afterwards."""
    grown = [each for each in change.tables if each.new.last_row > each.old.last_row]
    for each in grown:
        yield _resizing(book, each.old, each.new), _shrinking(book, each.new, each.old)
    for block in change.blocks:
        yield from _written(book, block)
    for each in change.tables:
        if each not in grown:
            yield _resizing(book, each.old, each.new), _resizing(book, each.new, each.old)
    for named in change.names:
        yield _naming(book, named.name, named.new), _naming(book, named.name, named.old)
    for hidden in change.shown:
        yield _showing(book, hidden.sheet, "visible"), _showing(book, hidden.sheet, hidden.state)


def _written(book: "xw.Book", block: Block) -> Iterator[tuple[Step, Step]]:
    cells = book.sheets[block.sheet].range(block.area[:2], block.area[2:])
    for those in _for_texts(cells, block.area, block):
        yield _formatting(those, "General"), _formatting(those, _TEXT)
    yield _writing(cells, block.new), _writing(cells, block.old)


def _resizing(book: "xw.Book", old: Table, new: Table) -> Step:
    def resize() -> None:
        sheet = book.sheets[old.sheet]
        first, last = (new.first_row, new.first_column), (new.last_row, new.last_column)
        sheet.tables[old.name].resize(sheet.range(first, last))

    return resize


def _shrinking(book: "xw.Book", old: Table, new: Table) -> Step:
    """Excel fills the formulas of a table into lines that come: they go with them."""
    resize = _resizing(book, old, new)

    def shrink() -> None:
        resize()
        first, last = (new.last_row + 1, new.first_column), (old.last_row, old.last_column)
        book.sheets[old.sheet].range(first, last).clear_contents()

    return shrink


def _for_texts(cells: "xw.Range", area: Area, block: Block) -> Iterator["xw.Range"]:
    """The cells with the format Text that get a formula or a number, which it takes for a text.

    One question where all are of one format; else halves of halves.
    """
    minded = [takes_no_text_format(each) for each in block.held_in(area)]
    form = cells.number_format if any(minded) else "General"
    if form == _TEXT and all(minded):
        yield cells
    elif form in ("", None, _TEXT):  # several formats, or not all cells
        for half in _halves(area):
            yield from _for_texts(cells.sheet.range(half[:2], half[2:]), half, block)


def _halves(area: Area) -> tuple[Area, Area]:
    """Columns apart, then rows: a column is of one format, most of the time."""
    top, left, bottom, right = area
    if left < right:
        middle = (left + right) // 2
        return area._replace(last_column=middle), area._replace(first_column=middle + 1)
    middle = (top + bottom) // 2
    return area._replace(last_row=middle), area._replace(first_row=middle + 1)


def _formatting(cells: "xw.Range", form: str) -> Step:
    def give() -> None:
        cells.number_format = form

    return give


def _writing(cells: "xw.Range", rows: tuple[tuple[Held, ...], ...]) -> Step:
    def write() -> None:
        if rows[0][0].formula is not None:
            # Not `formula2`, which Excel 2019 lacks: what a file holds without array is this one.
            cells.formula = [[formula_said(each.formula or "") for each in row] for row in rows]
        elif len(rows) == len(rows[0]) == 1:  # what is too long for a block is not for a cell alone
            cells.raw_value = said(rows[0][0])
        else:
            cells.raw_value = tuple(tuple(map(said, row)) for row in rows)

    return write


def _naming(book: "xw.Book", name: str, text: str) -> Step:
    def call() -> None:
        if text:
            book.names.add(name, f"={text}")
        else:
            book.names[name].delete()

    return call


def _showing(book: "xw.Book", sheet: str, state: State) -> Step:
    def show() -> None:
        if state == "veryHidden" and sys.platform == "darwin":
            from appscript import k  # noqa: PLC0415  # only a Mac has it

            book.sheets[sheet].api.visible.set(k.sheet_very_hidden)
        elif state == "veryHidden":
            book.sheets[sheet].api.Visible = _VERY_HIDDEN
        else:
            book.sheets[sheet].visible = state == "visible"

    return show
