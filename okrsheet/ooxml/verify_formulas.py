"""Proof that cells which share a formula still compute what they computed."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from okrsheet.ooxml.changes import CellChange, Content
from okrsheet.ooxml.markup import MAIN, Attributes, address, parse, position, qualified
from okrsheet.ooxml.records import Place
from okrsheet.ooxml.references import UnclearFormula, shifted
from okrsheet.ooxml.refusals import ChangeUnproven

_TAGS: Final = qualified(MAIN, "row", "c", "f")


class _Formula(NamedTuple):
    """The text in a cell, "" where it stands in `first`; and the number it is shared by, or ""."""

    text: str
    number: str
    first: Place


def moved_formulas(
    old: bytes, new: bytes, asked: Mapping[Place, CellChange], where: str
) -> dict[Place, str]:
    """The formulas that stand in another cell of those that share them, after a change.

    Args:
        old: The sheet before.
        new: The sheet after.
        asked: What was asked for.
        where: File and sheet, for messages.

    Raises:
        ChangeUnproven: A cell nobody asked for computes something else.
    """
    before, after = _formulas(old, where), _formulas(new, where)
    moved = {}
    for place, formula in before.items():
        if not formula.number or isinstance(asked.get(place), Content):
            continue
        found = after.get(place)
        if found is None or _meant(formula, place, before) != _meant(found, place, after):
            raise ChangeUnproven(f"{where}!{address(*place)}", detail="it computes something else")
        if found.text and not formula.text:
            moved[place] = found.text
    return moved


def _meant(
    formula: _Formula, place: Place, formulas: Mapping[Place, _Formula]
) -> tuple[str, Place]:
    """The formula in the words of its own cell; or of its first one, where it can't be moved."""
    if formula.text:
        return formula.text, place
    text = formulas[formula.first].text if formula.first in formulas else ""
    rows, columns = place[0] - formula.first[0], place[1] - formula.first[1]
    try:
        return shifted(text, rows, columns), place
    except UnclearFormula:
        return text, formula.first


def _formulas(data: bytes, where: str) -> dict[Place, _Formula]:
    listener = _Listener()
    parse(data, where, listener.start, listener.end, listener.text)
    return listener.found


class _Listener:
    def __init__(self) -> None:
        self.found: dict[Place, _Formula] = {}
        self._row = self._column = 0
        self._shared: dict[str, Place] = {}
        self._pieces: list[str] | None = None
        self._number = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        name = _TAGS.get(tag)
        if name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif name == "c":
            here = self._row, self._column + 1
            self._row, self._column = position(attributes["r"]) if "r" in attributes else here
        elif name == "f":
            self._pieces = []
            self._number = attributes.get("si", "") if attributes.get("t") == "shared" else ""
            if self._number and "ref" in attributes:
                self._shared[self._number] = self._row, self._column

    def text(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        if _TAGS.get(tag) == "f" and self._pieces is not None:
            place = self._row, self._column
            first = self._shared.get(self._number, place)
            self.found[place] = _Formula("".join(self._pieces), self._number, first)
            self._pieces = None
