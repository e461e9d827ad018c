"""What an error of Excel says: pywin32 hides it in tuples, and knows it by numbers only."""

from collections.abc import Iterator
from typing import Final

_BUSY: Final = frozenset({0x8001_0001, 0x8001_010A, 0x800A_C472})
"""Call rejected, try again later, and what Excel says while somebody types in a cell."""
_BITS: Final = 0xFFFF_FFFF
_DETAILS: Final = 2
"""Where the details of Excel stand among what pywin32 raises."""


def told(error: Exception) -> str:
    """What Excel says, in a line."""
    inner = _inner(error)
    parts = error.args
    said: object = error
    if len(inner) > _DETAILS and inner[_DETAILS]:
        said = inner[_DETAILS]
    elif len(parts) > 1 and isinstance(parts[0], int) and isinstance(parts[1], str):
        said = parts[1]
    return str(said).strip().partition("\n")[0].rstrip(".")


def is_busy(error: Exception) -> bool:
    """Whether Excel takes no order now: somebody types in a cell, or a dialog is open."""
    return any(number & _BITS in _BUSY for number in _numbers(error))


def _inner(error: Exception) -> tuple[object, ...]:
    found = getattr(error, "excepinfo", None)
    return found if isinstance(found, tuple) else ()


def _numbers(error: Exception) -> Iterator[int]:
    yield from (each for each in (*error.args[:1], *_inner(error)) if isinstance(each, int))
