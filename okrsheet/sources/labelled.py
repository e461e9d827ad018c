"""Tables without headers: rows that are labelled "Objective 1", "Key Result 2"."""

from collections.abc import Sequence
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
    bare = all(
        not label_of(text)[2]
        for number in rows.numbers
        for text in [rows.texts(number).get(column, "")]
        if label_of(text)[0]
    )
    columns = {column: "kind", column + 1: "text"} if bare else {column: "text"}
    return Block(rows.sheet.name, LIST, first - 1, columns=columns)


def _across(rows: SheetRows, column: int) -> list[Block]:
    """Objectives beside each other, their key results below them."""
    start = _first(rows, column, "key result")
    beside = _columns(rows, column, start)
    above: list[int] = []
    for number in range(start - 1, 0, -1):
        if not set(beside) & rows.texts(number).keys() or len(rows.texts(number)) < len(beside):
            break
        above.append(number)
    if not beside or not above:
        return []
    labels = {number: header_word(rows.texts(number).get(column, "")) for number in above}
    named = [number for number in above if _says(labels[number], "objective")]
    top = named[-1] if named else above[-1]
    below = labels.get(top + 1)
    told = below is not None and (not below or _says(below, "why this matters"))
    return [
        Block(
            sheet=rows.sheet.name,
            layout=ACROSS,
            first=top,
            columns=dict.fromkeys(beside, "key result"),
            headers={c: text for c, text in rows.texts(top).items() if c in beside},
            why_row=top + 1 if told else 0,
            labels=column,
        )
    ]


def _says(word: str, name: str) -> bool:
    return word in fields()[name].sure | fields()[name].likely


def _columns(rows: SheetRows, column: int, start: int) -> Sequence[int]:
    found: set[int] = set()
    for number in (start, *rows.numbers_below(start)):
        texts = rows.texts(number)
        if label_of(texts.get(column, ""))[0] == "key result":
            found |= {each for each in texts if each > column}
    return sorted(found)
