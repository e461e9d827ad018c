"""Proof that sheets were shown or hidden, one put in front, and nothing else about them changed."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from okrsheet.ooxml.archive import Archive, inside, read_part
from okrsheet.ooxml.encodings import to_utf8
from okrsheet.ooxml.markup import MAIN, TRUE_WORDS, qualified
from okrsheet.ooxml.parts import Tab
from okrsheet.ooxml.refusals import ChangeUnproven
from okrsheet.ooxml.verify_book import Word, words_of

_SHEET: Final = frozenset(qualified(MAIN, "sheet"))
_VIEW: Final = frozenset(qualified(MAIN, "sheetView"))
_WINDOW: Final = frozenset(qualified(MAIN, "workbookView"))
_WINDOWS: Final = _WINDOW | frozenset(qualified(MAIN, "bookViews"))
_START: Final = re.compile(rb"<(?:[\w.-]+:)?sheetData[\s/>]")
_CELLS: Final = b"sheetData"


def tabs_after(
    tabs: Iterable[Tab], show: Collection[str], hide: Collection[str]
) -> tuple[Tab, ...]:
    """The sheets as they must be listed when some of them are shown, and some hidden."""
    shown = (tab._replace(state="visible") if tab.name in show else tab for tab in tabs)
    return tuple(tab._replace(state="hidden") if tab.name in hide else tab for tab in shown)


def book_words(words: Iterable[Word], named: Collection[str]) -> list[Word]:
    """What the workbook part says, without what showing and hiding these sheets may set."""
    return [word for word in (_plain(word, named) for word in words) if word]


def _plain(word: Word, named: Collection[str]) -> Word:
    if word[0] in _WINDOWS:
        # A window that says nothing but what is in front may be new.
        left = _without(word, "activeTab")
        return left if len(left) > 1 and left[1] else ()
    if word[0] in _SHEET and _value(word, "name") in named:
        return _without(word, "state")
    return word


def frame_words(words: Iterable[Word]) -> list[Word]:
    """What stands around the cells of a sheet, without whether it is selected."""
    return [_without(word, "tabSelected") if word[0] in _VIEW else word for word in words]


def _pairs(word: Word) -> Iterator[tuple[str, str]]:
    yield from zip(word[1::2], word[2::2], strict=True)


def _value(word: Word, name: str) -> str | None:
    return next((value for key, value in _pairs(word) if key == name), None)


def _without(word: Word, name: str) -> Word:
    if len(word) % 2 == 0:
        return word
    kept = (pair for pair in _pairs(word) if pair[0] != name)
    return (word[0], *(piece for pair in kept for piece in pair))


def refuse_other_front(archive: Archive, part: str, tabs: Sequence[Tab], front: str) -> None:
    """Let pass a workbook that opens on one sheet, with that sheet alone selected.

    Args:
        archive: The file after the change.
        part: The workbook part.
        tabs: Its sheets.
        front: The name of the sheet that shall be in front.

    Raises:
        ChangeUnproven: Another one is in front, or another one is selected.
    """
    place = next((str(at) for at, tab in enumerate(tabs) if tab.name == front), "")
    where = inside(archive.name, part)
    windows = [word for word in words_of(read_part(archive, part), where) if word[0] in _WINDOW]
    active = {_value(word, "activeTab") or "0" for word in windows if word[1:] != ("", "")}
    if (active or {"0"}) != {place}:
        raise ChangeUnproven(where, detail=f"{front!r} is not in front")
    for tab in tabs:
        here = inside(archive.name, tab.part, tab.name)
        selected = _selected(_around(read_part(archive, tab.part, tab.name), here), here)
        if selected - {tab.name == front}:
            raise ChangeUnproven(here, detail="it is selected, or not, as it should not be")


def refuse_other_frame(before: Archive, after: Archive, tab: Tab) -> None:
    """Let pass a sheet without cells that says the same, but for whether it is selected.

    Raises:
        ChangeUnproven: It says something else.
    """
    where = inside(before.name, tab.part, tab.name)
    old, new = (
        frame_words(words_of(read_part(archive, tab.part, tab.name), where))
        for archive in (before, after)
    )
    if old != new:
        raise ChangeUnproven(where, detail="it says other things")


def _around(stored: bytes, where: str) -> bytes:
    """A sheet without its cells."""
    data, _ = to_utf8(stored, where)
    found = _START.search(data)
    if found is None:
        return data
    tail = data[data.rfind(_CELLS) + len(_CELLS) :]
    return data[: found.start()] + tail[tail.index(b">") + 1 :]


def _selected(data: bytes, where: str) -> set[bool]:
    """What the views of a sheet say about whether it is selected."""
    views = (word for word in words_of(data, where) if word[0] in _VIEW and word[1:] != ("", ""))
    return {_value(word, "tabSelected") in TRUE_WORDS for word in views}
