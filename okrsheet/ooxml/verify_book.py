"""Proof that the workbook part says what it said, but for what was asked for."""

from collections.abc import Mapping
from typing import Final

from okrsheet.ooxml.cell_text import one_kind_of_break
from okrsheet.ooxml.markup import MAIN, Attributes, parse, qualified

_NAME: Final = frozenset(qualified(MAIN, "definedName"))
_CALCULATION: Final = frozenset(qualified(MAIN, "calcPr"))
_SETTABLE: Final = frozenset(qualified(MAIN, "definedNames", "definedName", "calcPr"))

Word = tuple[str, ...]


def names_after(names: Mapping[str, str], asked: Mapping[str, str]) -> dict[str, str]:
    """The defined names of a workbook after those that were asked for are set."""
    stored = {name.casefold(): name for name in names}
    new = {stored.get(name.casefold(), name): text for name, text in asked.items()}
    return {**names, **{name: one_kind_of_break(text) for name, text in new.items()}}


def words_of(data: bytes, where: str) -> list[Word]:
    """All that stands in the workbook part, in order, without what a change may set.

    Left out are the texts of names for the whole workbook, which `Outline.names` has too, the
    order to compute everything, and elements that say nothing else.
    """
    listener = _Listener()
    parse(data, where, listener.start, listener.end, listener.text)
    return listener.words


class _Listener:
    def __init__(self) -> None:
        self.words: list[Word] = []
        self._is_silent = False

    def start(self, tag: str, attributes: Attributes) -> None:
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
        if tag not in _SETTABLE:
            self.words.append((tag, "", ""))

    def text(self, text: str) -> None:
        if not self._is_silent:
            self.words.append(("", text))


def _flat(attributes: Attributes) -> Word:
    return tuple(piece for pair in sorted(attributes.items()) for piece in pair)
