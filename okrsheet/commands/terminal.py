"""How wide the terminal is, and lines that fit into it.

A terminal gets lines that end between words. Elsewhere, in a pipe or a file, every line is whole,
for what reads it. Where the variable COLUMNS is set, it decides.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

WHOLE = 1_000_000
"""The width where nothing is folded."""
_NARROWEST = 40
_INDENT = 2
_PLAIN = frozenset("._-/\\:~")


def terminal_width(otherwise: int, stream: "TextIO | None" = None) -> int:
    """Columns of the terminal.

    `shutil` knows the same, but loads four compression libraries first.

    Args:
        otherwise: The width where the output goes elsewhere and COLUMNS says nothing.
        stream: where the output goes; the standard output by default.
    """
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    try:
        return os.get_terminal_size((stream or sys.stdout).fileno()).columns or otherwise
    except (OSError, ValueError):
        return otherwise


def line_width(narrowest: int = _NARROWEST, stream: "TextIO | None" = None) -> int:
    """Columns of a line of the result: those of the terminal, `WHOLE` where there is none."""
    return max(narrowest, terminal_width(WHOLE, stream))


def fitting(text: str, stream: "TextIO") -> str:
    """A text of some lines, those that are too wide for the stream's terminal folded."""
    width = line_width(stream=stream)
    if all(len(line) <= width for line in text.split("\n")):
        return text
    return "\n".join(piece for line in text.split("\n") for piece in _folded(line, width))


def _folded(line: str, width: int) -> "Iterator[str]":
    """A line in pieces, further in from the second one on; it breaks only at blanks."""
    indent = " " * (len(line) - len(line.lstrip(" ")) + _INDENT)
    first, *words = line.split(" ")
    row, used = first, _seen(first)
    for word in words:
        size = _seen(word)
        if row.strip() and used + 1 + size > width:
            yield row
            row, used = f"{indent}{word}", len(indent) + size
        else:
            row, used = f"{row} {word}", used + 1 + size
    yield row


def _seen(word: str) -> int:
    """The letters one sees: a colour is none."""
    if "\033" not in word:
        return len(word)
    import re

    return len(re.sub("\033\\[[0-9;]*m", "", word))


def typed(name: str) -> str:
    """A file name as one types it behind a command: in quotes where a shell would part it."""
    plain = all(letter.isalnum() or letter in _PLAIN for letter in name)
    return name if plain else f'"{name}"'
