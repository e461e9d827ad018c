"""XML taken apart by plain searches, and still read exactly: what the quick readers stand on.

A quick reader cuts a part at tags that repeat thousands of times. A piece it knows by heart it
reads itself; any other piece goes through expat, in its place in the part and to the same handlers
the exact reader has. Whatever is not a plain row of such pieces is `Odd`: the exact reader then
reads the whole part and decides whether it is a value, a finding or a refusal.

Why no part is read that expat would refuse: all bytes outside the pieces are fed to expat, so they
are well-formed around an empty place. In that place stand only pieces that are balanced, hold no
comment, CDATA section or instruction, and were either accepted by expat there, or are the same
tags around a text in which no markup can stand.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Protocol
from xml.parsers.expat import ExpatError, ParserCreate

from okrsheet.ooxml.limits import MAX_DEPTH, MAX_TEXT
from okrsheet.ooxml.markup import Attributes

TEXT: Final = rb"(?:[^<>&\x00-\x08\x0b-\x1f]++|&(?:amp|lt|gt|quot|apos);)*+"
"""Text of an element as nearly all are: no `>` (so no `]]>`), no carriage return, five entities."""

_CHUNK: Final = 1 << 16

_USUAL = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    b'<?xml version="1.0" encoding="UTF-8"?>',
    b"<worksheet",
)
_DECLARATION = (
    rb"(?ix)"
    rb"(?:\xef\xbb\xbf)?"
    rb"""(?:<\?xml\ version=["']1\.0["'](?:\ encoding=["']utf-8["'])?"""
    rb"""(?:\ standalone=["'](?:yes|no)["'])?[ ]?\?>)?"""
)
_PRINTABLE = bytes(set(range(0x20, 0x7F)) - set(b"<>&"))
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


class Odd(Exception):  # noqa: N818 - no error: the exact reader takes over
    """The part is not written the way nearly all are."""


class Listener(Protocol):
    """Takes what expat tells."""

    runs: list[str]

    def start(self, tag: str, attributes: Attributes) -> None: ...
    def end(self, tag: str) -> None: ...


class Pieces:
    """An expat parser that is fed one piece after the other.

    Attributes:
        depth: How many elements are open.
    """

    def __init__(self, listener: Listener) -> None:
        self.depth = 0
        self._listener = listener
        self._parser = ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = listener.runs.append
        self._parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        """Parse what comes next.

        Raises:
            Odd: It is not well-formed here.
        """
        try:
            self._parser.Parse(piece, last)
        except (ExpatError, LookupError, ValueError) as error:
            raise Odd from error

    def feed_whole(self, piece: bytes) -> None:
        """Parse elements that end in the piece they begin in.

        Raises:
            Odd: The piece is not well-formed here, or leaves something open.
        """
        depth = self.depth
        if b"<!" in piece or b"<?" in piece:
            raise Odd
        self.feed(piece)
        if self.depth != depth:
            raise Odd

    def _start(self, tag: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Odd
        self._listener.start(tag, attributes)

    def _end(self, tag: str) -> None:
        self.depth -= 1
        self._listener.end(tag)

    def _refuse(self, *_: object) -> None:
        raise Odd


def refuse_odd_head(data: bytes, end: int) -> None:
    """Let a part pass that is UTF-8 and holds nothing but tags and text up to `end`.

    Raises:
        Odd: It is in another encoding, or there are comments, CDATA sections, instructions.
    """
    if data.startswith(_USUAL):
        start = data.index(b">")
    else:
        declared = re.match(_DECLARATION, data)
        start = declared.end() if declared else 0
    if data.find(b"<!", start, end) >= 0 or data.find(b"<?", start, end) >= 0:
        raise Odd


def chunks(data: bytes, start: int, end: int, closing: bytes) -> Iterator[list[bytes]]:
    """What ends with a tag, without the tag, some hundred at a time.

    Yields:
        Such pieces, and behind them what follows the last one: nothing, but at the end.
    """
    at = start
    while at < end:
        last = data.find(closing, at + _CHUNK, end)
        stop = end if last < 0 else last + len(closing)
        yield data[at:stop].split(closing)
        at = stop


@cache
def _text() -> re.Pattern[bytes]:
    return re.compile(TEXT)


def plain_text(raw: bytes) -> str | None:
    """What expat makes of bytes as the text of an element.

    Returns:
        None where they do not match `TEXT`.

    Raises:
        Odd: They hold what XML does not allow, or more than any cell does.
        ValueError: They are not UTF-8.
    """
    if len(raw) > MAX_TEXT:
        raise Odd
    if not raw.translate(None, _PRINTABLE):
        return raw.decode("ascii")
    if not raw.replace(b"&amp;", b"").translate(None, _PRINTABLE):
        return raw.decode("ascii").replace("&amp;", "&")
    if not _text().fullmatch(raw):
        return None
    text = raw.decode("utf-8")
    if "&" in text:
        for entity, letter in _ENTITIES:
            text = text.replace(entity, letter)
    if "\ufffe" in text or "\uffff" in text:
        raise Odd
    return text
