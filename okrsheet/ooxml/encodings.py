"""XML parts in other encodings than UTF-8: worked on as UTF-8, put back as they were."""

import re
from typing import Final, NamedTuple

from okrsheet.ooxml.refusals import ENCODING, ChangeRefused

_DECLARED: Final = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']+)")
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_OPENINGS: Final = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
_CODECS: Final = {
    "utf-8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "iso-8859-1": "latin-1",
}


class Encoding(NamedTuple):
    """How a part is stored: Python's name of the encoding, and the byte order mark before it."""

    codec: str
    mark: bytes


def to_utf8(data: bytes, where: str) -> tuple[bytes, Encoding]:
    """The part in UTF-8 without a byte order mark (the XML declaration stays as it is).

    Raises:
        ChangeRefused: The encoding is not one of those that can be put back byte for byte.
    """
    encoding = _encoding(data, where)
    body = data[len(encoding.mark) :]
    if encoding.codec == "utf-8":
        return body, encoding
    try:
        text = body.decode(encoding.codec)
    except UnicodeDecodeError as error:
        raise ChangeRefused(where, ENCODING, encoding.codec) from error
    if text.encode(encoding.codec) != body:
        raise ChangeRefused(where, ENCODING, encoding.codec)
    return text.encode(), encoding


def from_utf8(data: bytes, encoding: Encoding) -> bytes:
    """The part as it was stored; characters its encoding lacks become references."""
    if encoding.codec == "utf-8":
        return encoding.mark + data
    return encoding.mark + data.decode().encode(encoding.codec, "xmlcharrefreplace")


def _encoding(data: bytes, where: str) -> Encoding:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Encoding(codec, mark)
    for opening, codec in _OPENINGS:
        if data.startswith(opening):
            return Encoding(codec, b"")
    declared = _DECLARED.match(data[:200])
    name = declared[1].decode("latin-1").lower() if declared else "utf-8"
    if name not in _CODECS:
        raise ChangeRefused(where, ENCODING, name[:20])
    return Encoding(_CODECS[name], b"")
