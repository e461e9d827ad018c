"""The writes that make an open workbook another one, each with its undoing."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from okrsheet.addin.cell_words import formula_said, said
from okrsheet.addin.differences import Difference, Held, Run
from okrsheet.ooxml.records import Table

if TYPE_CHECKING:
    import xlwings as xw

Step = Callable[[], object]
_TEXT_ONLY = (None, "@")
"""Formats of cells that take a formula for a text; None: several formats."""


def steps(book: "xw.Book", change: Difference) -> Iterator[tuple[Step, Step]]:
    """Each write with its undoing: tables grow before their cells come, and shrink afterwards."""
    grown = [each for each in change.tables if each.new.last_row > each.old.last_row]
    for each in grown:
        yield _resizing(book, each.old, each.new), _shrinking(book, each.new, each.old)
    for run in change.runs:
        yield _writing(book, run, run.new), _writing(book, run, run.old)
    for each in change.tables:
        if each not in grown:
            yield _resizing(book, each.old, each.new), _resizing(book, each.new, each.old)
    for named in change.names:
        yield _naming(book, named.name, named.new), _naming(book, named.name, named.old)
    for sheet in change.shown:
        yield _showing(book, sheet, seen=True), _showing(book, sheet, seen=False)


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


def _writing(book: "xw.Book", run: Run, held: tuple[Held, ...]) -> Step:
    def write() -> None:
        sheet = book.sheets[run.sheet]
        for start, stop, formulas in _alike(held):
            cells = sheet.range((run.row + start, run.column), (run.row + stop - 1, run.column))
            if formulas:
                _write_formulas(cells, held[start:stop])
            elif stop - start == 1:  # what is too long for a block is not for a cell alone
                cells.raw_value = said(held[start])
            else:
                cells.raw_value = tuple((said(each),) for each in held[start:stop])

    return write


def _write_formulas(cells: "xw.Range", held: tuple[Held, ...]) -> None:
    if cells.number_format in _TEXT_ONLY:
        cells.number_format = "General"
    # Not `formula2`, which Excel 2019 lacks: what a file holds without array is this one.
    cells.formula = [[formula_said(each.formula or "")] for each in held]


def _alike(held: tuple[Held, ...]) -> Iterator[tuple[int, int, bool]]:
    """Neighbours that all hold a formula, or all none: from, to, which."""
    start = 0
    for place in range(1, len(held) + 1):
        is_formula = held[start].formula is not None
        if place == len(held) or (held[place].formula is not None) != is_formula:
            yield start, place, is_formula
            start = place


def _naming(book: "xw.Book", name: str, text: str) -> Step:
    def call() -> None:
        if text:
            book.names.add(name, f"={text}")
        else:
            book.names[name].delete()

    return call


def _showing(book: "xw.Book", sheet: str, *, seen: bool) -> Step:
    def show() -> None:
        book.sheets[sheet].visible = seen

    return show
