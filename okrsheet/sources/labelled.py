"""Tables without headers: rows that are labelled "Objective 1", "Key Result 2"."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from okrsheet.sources.columns import header_word
from okrsheet.sources.fields import fields
from okrsheet.sources.mapping import ACROSS, LIST, Block
from okrsheet.sources.sheet_rows import SheetRows, label_of

_COLUMNS: Final = 12
_FEWEST: Final = 2


def labelled_blocks(rows: SheetRows) -> list[Block]:
    """The table of a sheet whose rows say what they are; none where they do not."""
    for column in range(1, _COLUMNS + 1):
        kinds = rows.labels(column, 1)
        if kinds.get("objective") and kinds.get("key result"):
            return [_list(rows, column)]
        found = _across(rows, column) if kinds.get("key result") else []
        if found and (kinds["key result"] >= _FEWEST or len(found[0].columns) >= _FEWEST):
            return found
    return []


def _first(rows: SheetRows, column: int, kind: str) -> int:
    for number in rows.numbers:
        text = rows.texts(number).get(column, "")
        if label_of(text)[0] == kind:
            return number
    return 0


def _list(rows: SheetRows, column: int) -> Block:
    """Labels with their texts behind them, or in the next column."""
    first = _first(rows, column, "objective")
    bare = rows.has_bare_labels(column)
    columns = {column: "kind", column + 1: "text"} if bare else {column: "text"}
    return Block(rows.sheet.name, LIST, first - 1, columns=columns)


def _across(rows: SheetRows, column: int) -> list[Block]:
    """Objectives beside each other, their key results below them."""
    start = _first(rows, column, "key result")
    beside = _columns(rows, column, start)
    owner = _owner_row(rows, column, start)
    labels = {
        number: header_word(rows.texts(number).get(column, ""))
        for number in _above(rows, beside, start, owner)
        if number != owner
    }
    if not beside or not labels:
        return []
    top = min([n for n, word in labels.items() if _says(word, "objective")] or labels)
    return [
        Block(
            sheet=rows.sheet.name,
            layout=ACROSS,
            first=top,
            columns=dict.fromkeys(beside, "key result"),
            headers={c: text for c, text in rows.texts(top).items() if c in beside},
            why_row=_why_row(labels, top),
            owner_row=owner,
            labels=column,
        )
    ]


def _above(rows: SheetRows, beside: Sequence[int], start: int, owner: int) -> Iterator[int]:
    """The rows above the key results that say something of each objective, from below."""
    for number in range(start - 1, 0, -1):
        texts = rows.texts(number)
        is_full = len(texts) >= len(beside) and not texts.keys().isdisjoint(beside)
        if not is_full and number != owner:
            return
        yield number


def _owner_row(rows: SheetRows, column: int, start: int) -> int:
    """The one row of owners, or that above the key results; others may be about one of these."""
    found = [
        number
        for number in rows.numbers
        if _says(header_word(rows.texts(number).get(column, "")), "owner", "objective owner")
    ]
    above = [number for number in found if number < start]
    owners = above or found
    return owners[0] if len(owners) == 1 else 0


def _why_row(labels: Mapping[int, str], top: int) -> int:
    """The row below the objectives that says why they matter, by its label or without one."""
    below = sorted(number for number in labels if number > top)
    said = [number for number in below if _says(labels[number], "why this matters")]
    return next(iter(said or (number for number in below[:1] if not labels[number])), 0)


def _says(word: str, *names: str) -> bool:
    return any(word in fields()[name].sure | fields()[name].likely for name in names)


def _columns(rows: SheetRows, column: int, start: int) -> Sequence[int]:
    found: set[int] = set()
    for number in (start, *rows.numbers_below(start)):
        texts = rows.texts(number)
        if label_of(texts.get(column, ""))[0] == "key result":
            found |= {each for each in texts if each > column}
    return sorted(found)
