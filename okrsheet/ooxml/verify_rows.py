"""Rows and cells that are the same before and after a change need not be read to prove it."""

import re
from collections.abc import Callable
from itertools import compress
from operator import ne
from typing import Final

from okrsheet.ooxml.changes import CellChanges
from okrsheet.ooxml.markup import address

_ROW: Final = b"<row "
_CELL: Final = b"<c "
_PLACED: Final = b'<c r="'
_REFERENCE: Final = len(b'r="')
_NUMBER: Final = re.compile(rb'r="([0-9]{1,7})"')
_UNNUMBERED: Final = re.compile(rb'<row(?! r="|Breaks)')


def thinned(old: bytes, new: bytes, asked: CellChanges) -> tuple[bytes, bytes]:
    """Both without rows that are the same in both, where nothing was asked for."""
    first, last = old.find(_ROW), old.rfind(_ROW)
    if first < 0 or b"<!" in old:
        return old, new
    new_first = new.find(_ROW)
    if new_first not in (-1, first):  # what stands before the rows became longer or shorter
        thin = thinned(old[first:], new[new_first:], asked)
        return old[:first] + thin[0], new[:new_first] + thin[1]
    rows = {row for row, _ in asked}
    start, end = _window(old, new, rows)
    start = max(old.rfind(_ROW, 0, start + len(_ROW)), first)
    end = old.find(_ROW, end)
    if end < 0:
        last = end = len(old)
    shift = len(new) - len(old)
    old_rows = old[start:end].split(_ROW)
    new_rows = new[start : end + shift].split(_ROW)
    same = {row for row in {*old_rows[1:-1]} & {*new_rows[1:-1]} if _number(row) not in rows}
    old_rows, new_rows = _without(old_rows, same), _without(new_rows, same)
    _thin_rows(old_rows, new_rows, asked)
    old_thin = old[:first] + _ROW.join(old_rows) + old[last:]
    new_thin = new[:first] + _ROW.join(new_rows) + new[last + shift :]
    # A row without a number gets one from those before it, which must then stay.
    if _UNNUMBERED.search(old_thin) or _UNNUMBERED.search(new_thin):
        return old, new
    kept = {_number(row) for row in new_thin.split(_ROW)}
    return (old_thin, new_thin) if rows <= kept else (old, new)


def _window(old: bytes, new: bytes, rows: set[int]) -> tuple[int, int]:
    """Where in the old one the part begins and ends that differs or holds one of these rows."""
    start, end = _difference(old, new)
    if rows:
        top = old.find(b'%br="%d"' % (_ROW, min(rows)))
        bottom = old.find(b'%br="%d"' % (_ROW, max(rows)))
        start = start if top < 0 else min(start, top)
        end = max(end, bottom + 1)
    return start, end


def _number(row: bytes) -> int:
    """The number of a row, from what follows its name; 0 for what is no row."""
    match = _NUMBER.match(row)
    return int(match[1]) if match else 0


def _without(rows: list[bytes], same: set[bytes]) -> list[bytes]:
    return [row for row in rows if row not in same]


def _thin_rows(old_rows: list[bytes], new_rows: list[bytes], asked: CellChanges) -> None:
    """Leave cells out of both that are the same in both, where nothing was asked for."""
    wanted: dict[int, set[bytes]] = {}
    for number, column in asked:
        wanted.setdefault(number, set()).add(address(number, column).encode())
    places = {_number(row): at for at, row in enumerate(old_rows)}
    if len(places) < len(old_rows):
        return
    for at, new in enumerate(new_rows):
        number = _number(new)
        if number in wanted and number in places:
            place = places[number]
            old_rows[place], new_rows[at] = _thin_row(old_rows[place], new, wanted[number])


def _thin_row(old: bytes, new: bytes, wanted: set[bytes]) -> tuple[bytes, bytes]:
    old_cells, new_cells = old.split(_CELL), new.split(_CELL)
    if old.count(_PLACED) + 1 < len(old_cells) or new.count(_PLACED) + 1 < len(new_cells):
        return old, new  # a cell without a place gets one from those before it
    if len(old_cells) == len(new_cells):
        kept = _kept(old_cells, new_cells, wanted)
        return _CELL.join(old_cells[at] for at in kept), _CELL.join(new_cells[at] for at in kept)
    same = {*old_cells[1:-1]} & {*new_cells[1:-1]}
    same = {cell for cell in same if _place(cell) not in wanted}
    if [cell for cell in old_cells if cell in same] != [cell for cell in new_cells if cell in same]:
        return old, new
    return _CELL.join(_without(old_cells, same)), _CELL.join(_without(new_cells, same))


def _kept(old: list[bytes], new: list[bytes], wanted: set[bytes]) -> list[int]:
    """Which of the pieces of two rows with as many cells differ or are wanted; and the ends."""
    last = len(old) - 1
    kept = {0, last, *compress(range(last), map(ne, old, new))}
    lacking = wanted - {_place(new[at]) for at in kept}
    if lacking:
        kept |= {at for at, cell in enumerate(new) if _place(cell) in lacking}
    return sorted(kept)


def _place(cell: bytes) -> bytes:
    """The address of a cell, from what follows its name."""
    return cell[_REFERENCE : cell.find(b'"', _REFERENCE)]


def _difference(old: bytes, new: bytes) -> tuple[int, int]:
    """Where the two begin to differ, and where in the old one they are the same again."""
    shorter = min(len(old), len(new))
    start = _same_length(shorter, lambda low, high: old[low:high] == new[low:high])

    def same_tail(low: int, high: int) -> bool:
        return old[len(old) - high : len(old) - low] == new[len(new) - high : len(new) - low]

    return start, len(old) - _same_length(shorter - start, same_tail)


def _same_length(most: int, same: Callable[[int, int], bool]) -> int:
    """How many bytes, counted from 0, are the same: first by steps, then halving."""
    at, step = 0, 1 << 20
    while at < most and step:
        if at + step <= most and same(at, at + step):
            at += step
        else:
            step //= 2
    return at
