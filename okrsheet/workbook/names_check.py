"""Defined names: formulas and drop-downs find settings and words by them."""

from collections.abc import Iterator
from typing import Final

from okrsheet.core.codes import finding
from okrsheet.core.refresh_codes import NAME_BROKEN
from okrsheet.ooxml.markup import area
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.ailments import Ailment, NameRepair
from okrsheet.workbook.contract import letters
from okrsheet.workbook.fields import EMPTY
from okrsheet.workbook.in_file import engine_place, sheet_named
from okrsheet.workbook.layout import NAMED_COLUMNS, defined_names
from okrsheet.workbook.sheets.engine import ENGINE
from okrsheet.workbook.sheets.lists import LISTS_SHEET, WORD_LISTS, WordList

_LABELS: Final = 1
_VALUES: Final = 2
_ENGINES: Final = frozenset(engine.name for engine in ENGINE)
_LISTS: Final = {words.name: words for words in WORD_LISTS}


def name_ailments(book: Workbook) -> Iterator[Ailment]:
    """A finding for every name of ours that is gone or leads elsewhere."""
    for name in defined_names():
        if not is_right(book, name):
            held = book.names.get(name)
            told = "is gone" if held is None else f"leads to {held}"
            text = _right_text(book, name)
            repair = NameRepair(name, text, f"{name}: the name leads to {text} again")
            broken = finding(NAME_BROKEN, f"The name {name} {told}.")
            yield Ailment(broken, repair if text else None)


def is_right(book: Workbook, name: str) -> bool:
    """Whether a name of ours leads where it should, wherever that was moved."""
    held = book.names.get(name, "").replace("$", "")
    if name in NAMED_COLUMNS:
        return held.casefold() == NAMED_COLUMNS[name].casefold()
    if name in _ENGINES:
        place = engine_place(book.names, name)
        return place is not None and place[2] == _VALUES and _label(book, place) == name
    return _holds(book, held, _LISTS[name])


def _label(book: Workbook, place: tuple[str, int, int]) -> object:
    sheet = book.sheets.get(place[0])
    return sheet.cells.get((place[1], _LABELS), EMPTY).value if sheet else None


def _holds(book: Workbook, held: str, words: WordList) -> bool:
    """Whether an area holds the words; people may have added some."""
    name, _, reference = held.rpartition("!")
    sheet = book.sheets.get(sheet_named(name))
    try:
        first_row, first_column, last_row, last_column = area(reference)
    except ValueError:
        return False
    if sheet is None or first_column != last_column:
        return False
    rows = range(first_row, last_row + 1)
    found = {sheet.cells.get((row, first_column), EMPTY).value for row in rows}
    return found.issuperset(words.words)


def _right_text(book: Workbook, name: str) -> str:
    """What the name should stand for; "" where its place is not to be found."""
    if name in NAMED_COLUMNS:
        return NAMED_COLUMNS[name]
    sheet = book.sheets.get(LISTS_SHEET)
    cells = {} if sheet is None else sheet.cells
    places = [place for place, cell in cells.items() if cell.value == name]
    if len(places) != 1:
        return ""
    row, column = places[0]
    if name in _ENGINES:
        return f"{LISTS_SHEET}!${letters(column + 1)}${row}" if column == _LABELS else ""
    last = row + len(_LISTS[name].words)
    text = f"{LISTS_SHEET}!${letters(column)}${row + 1}:${letters(column)}${last}"
    return text if _holds(book, text.replace("$", ""), _LISTS[name]) else ""
