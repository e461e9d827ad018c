"""Proof that what stands around cells says what it said, but for what was asked for."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from okrsheet.ooxml.cells import one_kind_of_break
from okrsheet.ooxml.markup import MAIN, Attributes, area, parse, qualified
from okrsheet.ooxml.parts import PROPERTIES
from okrsheet.ooxml.records import Cell, Place
from okrsheet.ooxml.remove_rows import Removal, moved_formula
from okrsheet.ooxml.stretch import Stretch, stretched_formula

_SPLIT: Final = re.compile("[ ,]")
_NAME: Final = frozenset(qualified(MAIN, "definedName"))
_CALCULATION: Final = frozenset(qualified(MAIN, "calcPr"))
_PROPERTY: Final = frozenset(qualified(PROPERTIES, "property"))
_SETTABLE: Final = frozenset(qualified(MAIN, "definedNames", "definedName", "calcPr"))

Word = tuple[str, ...]


def names_after(
    names: Mapping[str, str], asked: Mapping[str, str], stretches: Sequence[Stretch]
) -> dict[str, str]:
    """The defined names of a workbook after tables stretched and those asked for are set."""
    names = {name: stretched_formula(text, stretches) for name, text in names.items()}
    stored = {name.casefold(): name for name in names}
    new = {stored.get(name.casefold(), name): text for name, text in asked.items()}
    return {**names, **{name: one_kind_of_break(text) for name, text in new.items()}}


def words_of(data: bytes, where: str, left_out: Collection[str] = ()) -> list[Word]:
    """All that stands in a part, in order, without what a change of the workbook part may set.

    Left out are the texts of names for the whole workbook, which `Outline.names` has too, the
    order to compute everything, and elements that say nothing else.

    Args:
        data: The part.
        where: The file and part, for messages.
        left_out: Names of document properties to leave out.
    """
    listener = _Listener(left_out)
    parse(data, where, listener.start, listener.end, listener.text)
    return listener.words


class _Listener:
    def __init__(self, left_out: Collection[str]) -> None:
        self.words: list[Word] = []
        self._is_silent = False
        self._left_out = left_out
        self._depth = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        is_property = tag in _PROPERTY and attributes.get("name") in self._left_out
        if self._depth or is_property:
            self._depth += 1
            return
        left = dict(attributes)
        self._is_silent = tag in _NAME and "localSheetId" not in attributes
        if self._is_silent:
            left.pop("name", None)
        elif tag in _CALCULATION:
            left.pop("fullCalcOnLoad", None)
        if left or tag not in _SETTABLE:
            self.words.append((tag, *_flat(left)))

    def end(self, tag: str) -> None:
        self._is_silent = False
        if self._depth:
            self._depth -= 1
        elif tag not in _SETTABLE:
            self.words.append((tag, "", ""))

    def text(self, text: str) -> None:
        if not self._is_silent and not self._depth:
            self.words.append(("", text))


def _flat(attributes: Attributes) -> Word:
    return tuple(piece for pair in sorted(attributes.items()) for piece in pair)


def are_same_words(old: Sequence[Word], new: Sequence[Word], stretches: Sequence[Stretch]) -> bool:
    """Whether two parts say the same, but for areas whose end moved with the end of a table."""
    if len(old) != len(new):
        return False
    return all(
        one == other or _has_stretched(one, other, stretches)
        for one, other in zip(old, new, strict=True)
    )


def _has_stretched(old: Word, new: Word, stretches: Sequence[Stretch]) -> bool:
    if len(old) != len(new):
        return False
    ends = {(each.last, each.last + each.by) for each in stretches}
    pairs = zip(old, new, strict=True)
    return all(one == other or _differ_in_ends(one, other, ends) for one, other in pairs)


def _differ_in_ends(old: str, new: str, ends: set[tuple[int, int]]) -> bool:
    """Whether the last rows of the areas in two texts differ the way ends of tables moved."""
    olds, news = _SPLIT.split(old), _SPLIT.split(new)
    if len(olds) != len(news):
        return False
    return all(
        one == other or _has_moved_end(one, other, ends)
        for one, other in zip(olds, news, strict=True)
    )


def _has_moved_end(old: str, new: str, ends: set[tuple[int, int]]) -> bool:
    (sheet, _, before), (other, _, after) = (each.rpartition("!") for each in (old, new))
    try:
        one, two = area(before.replace("$", "")), area(after.replace("$", ""))
    except ValueError:
        return False
    same = (sheet, *one[:2], one[3]) == (other, *two[:2], two[3])
    return same and (one[2], two[2]) in ends


def moved_cells(
    cells: Mapping[Place, Cell], hidden: frozenset[int], gone: Removal, where: str
) -> tuple[dict[Place, Cell], frozenset[int]]:
    """The cells and the hidden rows of a sheet as they must be when rows of a table are gone.

    Raises:
        ChangeRefused: A formula leads to rows that move.
    """
    moved = {}
    for (row, column), cell in cells.items():
        new = gone.row_after(row)
        if new is not None:
            formula = cell.formula
            if formula and new != row:
                formula = moved_formula(formula, gone, (row, new), where)
            moved[new, column] = cell._replace(formula=formula)
    rows = (gone.row_after(row) for row in hidden)
    return moved, frozenset(row for row in rows if row is not None)
