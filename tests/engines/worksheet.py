"""A formula as one types it, calculated: our functions, with constants as arguments.

Numbers, texts, TRUE and FALSE, array constants such as `{1,2;3,4}`, and arguments left blank.
"""

import re
from collections.abc import Iterator
from typing import Any

from okrsheet.addin import functions

_TOKEN = re.compile(r'\s*(?:("(?:[^"]|"")*")|([-+]?\d+(?:\.\d+)?)|(TRUE|FALSE)|([(){},;]))')
_CALL = re.compile(r"=(OKR_[A-Z]+)\((.*)\)", re.DOTALL)


def calculated(formula: str) -> object:
    """What the cell shows.

    Raises:
        ValueError: it is not such a formula.
    """
    found = _CALL.fullmatch(formula.strip())
    if found is None:
        raise ValueError(formula)
    function: Any = getattr(functions, found[1])
    return function(*_arguments(list(_tokens(found[2]))))


def _tokens(text: str) -> Iterator[object]:
    """Constants as they are, signs as a pair with their letter."""
    place = 0
    while text[place:].strip():
        found = _TOKEN.match(text, place)
        if found is None:
            raise ValueError(text[place:])
        word, number, truth, sign = found.groups()
        place = found.end()
        if sign:
            yield (sign,)
        elif word:
            yield word[1:-1].replace('""', '"')
        else:
            yield float(number) if number else truth == "TRUE"


def _arguments(tokens: list[object]) -> list[object]:
    made: list[object] = []
    value: object = None
    while tokens:
        token = tokens.pop(0)
        if token == ("{",):
            value = _array(tokens)
        elif token == (",",):
            made.append(value)
            value = None
        else:
            value = token
    return [*made, value]


def _array(tokens: list[object]) -> tuple[tuple[object, ...], ...]:
    rows: list[list[object]] = [[]]
    while (token := tokens.pop(0)) != ("}",):
        if token == (";",):
            rows.append([])
        elif token != (",",):
            rows[-1].append(token)
    return tuple(map(tuple, rows))
