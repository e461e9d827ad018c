"""The lines of a calendar file, as RFC 5545 wants them: CRLF, folded, escaped."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from okrsheet.core.printable import printable

_MOST_BYTES: Final = 75


def escaped(text: str) -> str:
    """A text value: nothing typed starts a line or a property of its own."""
    lines = (printable(line) for line in text.split("\n"))
    told = "\n".join(lines).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return told.replace("\n", "\\n")


def local(moment: datetime) -> str:
    """A local time, without its zone."""
    # `strftime` writes the year 999 with three digits.
    return f"{moment.year:04}{moment:%m%dT%H%M%S}"


def stamp(moment: datetime) -> str:
    """A time in UTC."""
    return f"{local(moment)}Z"


def written(lines: Iterable[str]) -> bytes:
    """The file: each line folded to 75 bytes and ended by CRLF."""
    return b"".join(piece + b"\r\n" for line in lines for piece in _folded(line))


def _folded(line: str) -> Iterator[bytes]:
    left, start = line.encode(), b""
    while len(start) + len(left) > _MOST_BYTES:
        cut = _MOST_BYTES - len(start)
        # A letter is not cut in two: what continues one begins with the bits 10.
        while left[cut] & 0xC0 == 0x80:  # noqa: PLR2004  # the encoding's own numbers
            cut -= 1
        yield start + left[:cut]
        left, start = left[cut:], b" "
    yield start + left
