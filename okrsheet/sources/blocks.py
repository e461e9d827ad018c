"""Find the tables of a source that hold objectives and key results, wherever they stand."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from okrsheet.ooxml.records import Sheet, Workbook
from okrsheet.sources.columns import LIKELY, Meant, header_word, match_columns
from okrsheet.sources.content import MOST, Profile, profile
from okrsheet.sources.fields import fields
from okrsheet.sources.labelled import labelled_blocks
from okrsheet.sources.lines import pieces_of
from okrsheet.sources.mapping import ACROSS, EXPORT, LIST, ROWS, Block
from okrsheet.sources.plan_table import HEADERS, is_export
from okrsheet.sources.sheet_rows import SheetRows

_LONGEST_HEADER: Final = 80
_LEAST: Final = 2
_BESIDE_GOAL: Final = frozenset({"owner", "target", "baseline", "current", "due", "weight"})
_NEAR: Final = 3


def find_blocks(book: Workbook) -> tuple[Block, ...]:
    """The tables of all visible sheets, in their order."""
    found: list[Block] = []
    for sheet in book.sheets.values():
        if sheet.state == "visible":
            found += sheet_blocks(book, sheet)
    return tuple(found)


def sheet_blocks(book: Workbook, sheet: Sheet) -> list[Block]:
    """The tables of a sheet: those with headers, else those whose rows are labelled."""
    rows = SheetRows(book, sheet)
    first = next(iter(rows.numbers), 0)
    if is_export(rows.texts(first).values()):
        columns = dict(enumerate(HEADERS, 1))
        return [Block(sheet.name, EXPORT, first, columns=columns, headers=rows.texts(first))]
    headed = list(_headed(rows))
    labelled = labelled_blocks(rows)
    return labelled if not headed or _are_labels(rows, headed, labelled) else headed


def _are_labels(rows: SheetRows, headed: Sequence[Block], labelled: Sequence[Block]) -> bool:
    """Whether what looks like headers is the label of a row of objectives beside each other."""
    columns = {column for block in labelled if block.layout == ACROSS for column in [block.labels]}
    alone = all({*block.columns} == columns for block in headed)
    return alone and all(rows.has_bare_labels(column) for column in columns)


def _headed(rows: SheetRows) -> Iterator[Block]:
    found = [(number, meant) for number, meant in _header_rows(rows)]
    best = [
        (number, meant)
        for number, meant in found
        if not any(
            other != number and abs(other - number) <= _NEAR and len(more) > len(meant)
            for other, more in found
        )
    ]
    for place, (number, meant) in enumerate(best):
        if place and _is_repeated(rows, best[place - 1][0], number):
            continue
        following = [
            other for other, _ in best[place + 1 :] if not _is_repeated(rows, number, other)
        ]
        last = following[0] - 1 if following else 0
        yield _block(rows, number, last, meant)


def _is_repeated(rows: SheetRows, first: int, second: int) -> bool:
    """Whether the headers stand there once more, as after a page break."""
    return rows.texts(first) == rows.texts(second)


def _block(rows: SheetRows, number: int, last: int, meant: Mapping[int, Meant]) -> Block:
    names = {column: each.field for column, each in sorted(meant.items())}
    has = set(names.values())
    column = next((c for c, name in names.items() if name == "weight"), 0)
    if column and _has_several(rows, number, names):
        # One weight for a cell full of key results is that of their objective.
        names[column] = "objective weight"
    layout = ROWS if "key result" in has or not _is_list(rows, number, names) else LIST
    return Block(
        sheet=rows.sheet.name,
        layout=layout,
        first=number,
        last=last,
        columns=names,
        headers=rows.texts(number),
        why={column: each.why for column, each in meant.items()},
    )


def _has_several(rows: SheetRows, number: int, names: Mapping[int, str]) -> bool:
    """Whether cells hold several key results."""
    column = next((c for c, name in names.items() if name == "key result"), 0)
    held, _ = rows.below(column, number, MOST)
    return any(isinstance(text, str) and len(pieces_of(text)) > 1 for text in held)


def _is_list(rows: SheetRows, number: int, names: Mapping[int, str]) -> bool:
    """Whether objectives and key results share a column."""
    if {"text", "kind"} & {*names.values()}:
        return True
    column = next((c for c, name in names.items() if name == "objective"), None)
    return column is not None and rows.is_labelled(column, number + 1)


def _header_rows(rows: SheetRows) -> Iterator[tuple[int, Mapping[int, Meant]]]:
    for number in rows.numbers:
        texts = rows.texts(number)
        if not any(header_word(text) in _openers() for text in texts.values()):
            continue
        if any(not isinstance(value, str) for value in rows.values(number).values()):
            continue
        if all(len(text) <= _LONGEST_HEADER for text in texts.values()):
            meant = match_columns(texts, _held(rows, number))
            if _is_table(rows, number, meant):
                yield number, meant


@cache
def _openers() -> frozenset[str]:
    """Words of which one opens a table of objectives or key results."""
    asked = ("objective", "key result", "text")
    return frozenset().union(*(fields()[name].sure | fields()[name].likely for name in asked)) | {
        "key results",
    }


class _Held:
    """What the columns below a row hold, looked at once."""

    def __init__(self, rows: SheetRows, number: int) -> None:
        self._rows, self._number = rows, number
        self._known: dict[int, Profile] = {}

    def __call__(self, column: int) -> Profile:
        if column not in self._known:
            values, days = self._rows.below(column, self._number, MOST)
            self._known[column] = profile(values, days=days)
        return self._known[column]


def _held(rows: SheetRows, number: int) -> _Held:
    return _Held(rows, number)


def _is_table(rows: SheetRows, number: int, meant: Mapping[int, Meant]) -> bool:
    why = {each.field: each.why for each in meant.values()}
    if not rows.has_below(number):
        return False
    if "key result" in why:
        sure = why["key result"] != LIKELY or "kr id" in why or "objective" in why
        return sure and (len(why) >= _LEAST or rows.is_first(number))
    if "text" in why:
        column = next(c for c, each in meant.items() if each.field == "text")
        return "kind" in why or rows.is_labelled(column, number + 1)
    if why.get("objective") == LIKELY:
        return len(_BESIDE_GOAL & why.keys()) >= _LEAST
    return "objective" in why and (len(why) >= _LEAST or rows.is_first(number))


def seen_headers(book: Workbook) -> Iterator[tuple[str, int, Sequence[str]]]:
    """What may be headers, for a person to map: the first rows of two texts or more."""
    for sheet in book.sheets.values():
        rows = SheetRows(book, sheet)
        for number in rows.numbers[:40]:
            texts = [text for text in rows.texts(number).values() if text.strip()]
            if len(texts) >= _LEAST:
                yield sheet.name, number, texts
                break
