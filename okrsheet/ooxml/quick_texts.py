"""The quick way through the text table (shared strings): the same texts as `texts`, or nothing.

See `pieces` for why it is no less strict than expat.
"""

from typing import Final

from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.limits import MAX_TEXTS
from okrsheet.ooxml.markup import Attributes, refuse_masses, unescape
from okrsheet.ooxml.pieces import Odd, Pieces, chunks, plain_text, refuse_odd_head
from okrsheet.ooxml.texts import TextTableReader, trimmed

_OPENING: Final = b"<si>"
_CLOSING: Final = b"</si>"

_ROOTS = (b"<sst>", b"<sst ", b"<sst\n", b"<sst\r", b"<sst\t")
_BEGINS: Final = b"<si><t>"
_PRESERVED: Final = b'<si><t xml:space="preserve">'
_ENDS: Final = b"</t>"


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
        refuse_masses(data, where)
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
    root = data.rfind(b"<", 0, start)
    if frame.roots != 1 or pieces.depth != 1 or not data.startswith(_ROOTS, root):
        raise Odd
    texts: list[str] = []
    for items in chunks(data, start, end, _CLOSING):
        for item in items[:-1]:
            text = _plain(item)
            if text is None:
                pieces.feed_whole(item + _CLOSING)
                texts += frame.texts
                frame.texts.clear()
            else:
                texts.append(text)
    pieces.feed(data[end:], last=True)
    if frame.texts or len(texts) > MAX_TEXTS:
        raise Odd
    return texts


def _plain(item: bytes) -> str | None:
    """The text of an item without runs; None if it is more than that."""
    preserved = item.startswith(_PRESERVED)
    begins = _PRESERVED if preserved else _BEGINS
    if not (item.startswith(begins) and item.endswith(_ENDS)):
        return None
    text = plain_text(item[len(begins) : -len(_ENDS)])
    return None if text is None else unescape(text if preserved else trimmed(text))
