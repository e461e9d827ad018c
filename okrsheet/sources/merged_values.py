"""A merged cell with one value beside several key results: nobody can tell whose it is."""

from collections.abc import Iterable, Mapping
from typing import Final

from okrsheet.sources.fields import CHECK_IN, KEY_RESULT, fields
from okrsheet.sources.lines import Line

FOR_ALL: Final = ("owner", "due", "data source", "key result")
"""What may well hold for several key results."""


def without_shared(lines: Iterable[Line]) -> list[Line]:
    """The lines of a table without the values that one cell holds for several key results."""
    found = list(lines)
    users: dict[str, set[str]] = {}
    for line in found:
        for where in _values(line).values():
            users.setdefault(where, set()).add(line.given["key result"].where)
    return [_own(line, users) for line in found]


def _values(line: Line) -> Mapping[str, str]:
    """The cells of a key result's own values, by field; what the mapping says is for all rows."""
    if line.kind != KEY_RESULT:
        return {}
    return {
        name: given.where
        for name, given in line.given.items()
        if fields()[name].part in (KEY_RESULT, CHECK_IN)
        and name not in FOR_ALL
        and not given.is_blank
        and given.where != "the mapping"
    }


def _own(line: Line, users: Mapping[str, set[str]]) -> Line:
    shared = {
        name: (where, len(users[where]))
        for name, where in _values(line).items()
        if len(users[where]) > 1
    }
    if not shared:
        return line
    asked = tuple(
        f"{where} ({name}) holds one value for {number} key results; it is not taken"
        for name, (where, number) in shared.items()
        if name != "weight"
    )
    given = {name: each for name, each in line.given.items() if name not in shared}
    return line._replace(given=given, questions=(*line.questions, *asked))
