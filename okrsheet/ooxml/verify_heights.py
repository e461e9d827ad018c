"""Proof that rows have the heights that were asked for, and the others those they had."""

from collections.abc import Mapping
from typing import Final

from okrsheet.ooxml.archive import Archive, inside, read_part
from okrsheet.ooxml.markup import MAIN, TRUE_WORDS, Attributes, parse, qualified
from okrsheet.ooxml.parts import Tab
from okrsheet.ooxml.refusals import ChangeUnproven

_ROW: Final = frozenset(qualified(MAIN, "row"))


def refuse_other_heights(
    before: Archive, after: Archive, tab: Tab, asked: Mapping[int, float]
) -> None:
    """Let pass a sheet in which the rows asked for have their heights, and no other row changed.

    Raises:
        ChangeUnproven: A height is another one than it should be.
    """
    if not asked:
        return
    where = inside(before.name, tab.part, tab.name)
    old, new = (_rows(read_part(each, tab.part, tab.name), where) for each in (before, after))
    for number in new.keys() & old.keys() | asked.keys():
        if new.get(number) != _expected(old.get(number, {}), asked.get(number)):
            raise ChangeUnproven(where, detail=f"row {number} is another one")


def _expected(old: Attributes, height: float | None) -> Attributes:
    if height is None or old.get("customHeight") in TRUE_WORDS:
        return old
    return {**old, "ht": f"{height:g}"}


def _rows(data: bytes, where: str) -> dict[int, Attributes]:
    """What each row says of itself, but for the hint where its cells are."""
    found: dict[int, Attributes] = {}
    last = 0

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal last
        if tag in _ROW:
            last = int(attributes.get("r", last + 1))
            found[last] = {key: text for key, text in attributes.items() if key != "spans"}

    parse(data, where, start, _pass, _pass)
    return found


def _pass(_: str) -> None:
    """Nothing else is asked for."""
