"""The quick way through the text table (shared strings): the same texts as `texts`, or nothing.

See `pieces` for why it is no less strict than expat.
"""

import re
from typing import Final

from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.limits import MAX_TEXTS
from okrsheet.ooxml.markup import Attributes, unescape
from okrsheet.ooxml.pieces import TEXT, Odd, Pieces, chunks, plain_text, refuse_odd_head
from okrsheet.ooxml.texts import TextTableReader, trimmed

_OPENING: Final = b"<si>"
_CLOSING: Final = b"</si>"

_ROOT = re.compile(rb"<sst[\s>]")
_ITEM = re.compile(rb'<si><t( xml:space="preserve")?>(' + TEXT + rb")</t>")


def read_texts_quickly(data: bytes, where: str) -> list[str] | None:
    """Read a text table that is written the way nearly all are.

    Returns:
        What `read_texts` would return; None where it has to be asked.
    """
    start = data.find(_OPENING)
    end = data.rfind(_CLOSING) + len(_CLOSING)
    if start < 0 or end < len(_CLOSING):
        return None
    try:
        return _read(data, start, end, _Frame(where))
    except (Odd, OkrsheetFileError, ValueError):
        return None


class _Frame(TextTableReader):
    """Reads what stands around the texts, and single texts the quick reader asks about."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.roots = 0

    def _start_root(self, attributes: Attributes) -> None:
        super()._start_root(attributes)
        self.roots += 1
        if self.roots > 1 or self._preserved_everywhere:
            raise Odd


def _read(data: bytes, start: int, end: int, frame: _Frame) -> list[str]:
    refuse_odd_head(data, start)
    pieces = Pieces(frame)
    pieces.feed(data[:start])
    # The root is the last tag before the texts, and like them it carries no prefix.
    if frame.roots != 1 or pieces.depth != 1 or not _ROOT.match(data, data.rfind(b"<", 0, start)):
        raise Odd
    texts: list[str] = []
    for items in chunks(data, start, end, _CLOSING):
        for item in items[:-1]:
            found = _ITEM.fullmatch(item)
            if found is None:
                pieces.feed_whole(item + _CLOSING)
                texts += frame.texts
                frame.texts.clear()
            else:
                text = plain_text(found[2])
                texts.append(unescape(text if found[1] else trimmed(text)))
    pieces.feed(data[end:], last=True)
    if frame.texts or len(texts) > MAX_TEXTS:
        raise Odd
    return texts
