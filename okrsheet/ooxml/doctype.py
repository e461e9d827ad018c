"""No part of a workbook holds a DOCTYPE: entities and foreign files come in no other way.

The rule holds for parts we never parse too, and in every encoding: other programs will read them.
Source: ISO/IEC 29500-2, 8.1.4 (no DTD; UTF-8 or UTF-16).
"""

import re
from contextlib import suppress
from typing import Final, NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from okrsheet.ooxml.errors import DOCTYPE, ENCODING, DamagedWorkbook, UnsafeWorkbook

XML_ENDINGS: Final = (".xml", ".rels", ".vml", ".psmdcp")

# UTF-8, UTF-16 with the low byte first, with the high byte first; each encoding is a module.
_FORMS = (
    b"<!DOCTYPE",
    b"<\0!\0D\0O\0C\0T\0Y\0P\0E\0",
    b"\0<\0!\0D\0O\0C\0T\0Y\0P\0E",
)
LONGEST_FORM: Final = len(_FORMS[1])
# UTF-32 and EBCDIC, and encodings in which "<" may hide behind other bytes (UTF-7, shift states).
_OTHER_OPENINGS = (b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"<\0\0\0", b"\0\0\0<", b"\x4c\x6f\xa7\x94")
_DECLARATIONS = (b"<?xml ", b"<?xml\t", b"<?xml\r", b"<?xml\n")
_LONGEST_DECLARATION = 256
_USUAL = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"',
    b'<?xml version="1.0" encoding="UTF-8"',
    b"<?xml version='1.0' encoding='UTF-8'",
)
# Patterns as text: nearly every part declares UTF-8, so few runs need them.
_ENCODING = rb"""\sencoding\s*=\s*["']([^"']*)"""
_PLAIN = (
    rb"(?i)utf-?8|utf-?16(le|be)?|(us-)?ascii|(iso[-_]?)?(8859|latin)[-_]?\d+|windows-125\d|cp125\d"
    rb"|koi8-\w|gb(k|2312|18030)|big5|euc-(jp|kr)|shift[-_]jis"
)


class _Told(Exception):  # noqa: N818 - a signal, not an error
    pass


def refuse_doctype(data: bytes, where: str) -> None:
    """Let XML without a DOCTYPE pass.

    Args:
        data: All of a part.
        where: The file and part, for messages.

    Raises:
        DamagedWorkbook: The encoding is one in which nobody could tell.
        UnsafeWorkbook: There is a DOCTYPE.
    """
    refuse_encoding(data, where)
    if may_hold_doctype(data) and _holds_doctype(data):
        raise UnsafeWorkbook(where, DOCTYPE)


def refuse_encoding(head: bytes, where: str) -> None:
    """Let the beginning of a part pass if its "<" can be told.

    Raises:
        DamagedWorkbook: It can not.
    """
    if head.startswith(_OTHER_OPENINGS):
        raise DamagedWorkbook(where, ENCODING)
    start = head[:_LONGEST_DECLARATION].removeprefix(b"\xef\xbb\xbf")
    if not start.startswith(_DECLARATIONS):
        return
    declaration, end, _ = start.partition(b"?>")
    if end and (b"encoding" not in declaration or declaration in _USUAL):
        return
    declared = re.search(_ENCODING, declaration)
    name = b"" if declared is None else declared[1]
    if not re.fullmatch(_PLAIN, name):
        raise DamagedWorkbook(where, ENCODING, repr(name.decode("ascii", "replace")))


def may_hold_doctype(data: bytes) -> bool:
    """Say whether the letters of a DOCTYPE stand anywhere, be it in a comment."""
    if data.find(_FORMS[0]) >= 0:
        return True
    # Only UTF-16 has a zero among its first bytes, or a mark of byte order.
    if b"\0" in data[:4] or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return any(data.find(form) >= 0 for form in _FORMS[1:])
    return False


def _holds_doctype(data: bytes) -> bool:
    """Ask expat; a part too broken to tell counts as one that does."""
    elements: list[str] = []

    def stop(*_: object) -> NoReturn:
        raise _Told

    def stop_at_element(tag: str, _: object) -> NoReturn:
        elements.append(tag)
        raise _Told

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = stop
    parser.StartElementHandler = stop_at_element
    # No DOCTYPE may follow the first element.
    with suppress(_Told, ExpatError, LookupError, ValueError):
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
    return not elements
