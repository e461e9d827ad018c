"""XML of a workbook: expat with DOCTYPE refused, and the few textual forms cells use.

Names are qualified, "namespace local": other vocabularies use the same short names inside sheets.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from okrsheet.ooxml.errors import (
    CONTENT,
    DEPTH,
    DOCTYPE,
    ENCODING,
    ENTRIES,
    LONG_TAG,
    TAGS,
    XML,
    Cause,
    DamagedWorkbook,
    UnsafeWorkbook,
)
from okrsheet.ooxml.limits import MAX_ATTRIBUTES, MAX_DEPTH, MAX_ENTRIES, MAX_TAGS

Attributes = dict[str, str]
OnStart = Callable[[str, Attributes], object]
OnEnd = Callable[[str], object]
OnText = Callable[[str], object]
Caps = dict[str, tuple[int, Cause]]

MAIN: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
RELATIONSHIPS: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
TRUE_WORDS: Final = frozenset({"1", "true", "on"})
MAX_ROW: Final = 1_048_576
MAX_COLUMN: Final = 16_384
_MOST_DIGITS = 9

_ESCAPE = "_x([0-9A-Fa-f]{4})_"
_REFERENCE = re.compile("([A-Za-z]{1,3})([1-9][0-9]{0,6})")


class Element(NamedTuple):
    """An element that was asked for: its short name, attributes, and text."""

    tag: str
    attributes: Attributes
    text: str


def parse(data: bytes, where: str, start: OnStart, end: OnEnd, text: OnText) -> None:
    """Walk through one part.

    Args:
        data: The XML, in any encoding it declares.
        where: The file, sheet and part, for messages.
        start: Called with the qualified name and the attributes.
        end: Called with the qualified name.
        text: Called with each piece of text.

    Raises:
        DamagedWorkbook: The XML is not well-formed.
        UnsafeWorkbook: There is a DOCTYPE, or elements, tags or texts beyond the limits.
    """
    refuse_masses(data, where)
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = _counted(start, end, where)
    parser.CharacterDataHandler = text

    def refuse(*_: object) -> None:
        raise UnsafeWorkbook(where, DOCTYPE)

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
    except ExpatError as error:
        raise DamagedWorkbook(where, XML, str(error)) from error
    except (LookupError, ValueError) as error:
        raise DamagedWorkbook(where, ENCODING, str(error)) from error


def _counted(start: OnStart, end: OnEnd, where: str) -> tuple[OnStart, OnEnd]:
    depth = 0

    def enter(tag: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise UnsafeWorkbook(where, DEPTH)
        start(tag, attributes)

    def leave(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(tag)

    return enter, leave


def refuse_masses(data: bytes, where: str) -> None:
    """Let XML pass that no parser will choke on; costs no more than counting one letter.

    Args:
        data: All of a part.
        where: The file, sheet and part, for messages.

    Raises:
        UnsafeWorkbook: There are too many tags, or one tag or text is too long.
    """
    if data.count(b"<") > MAX_TAGS:
        raise UnsafeWorkbook(where, TAGS)
    # From one "<" leap to the last one within reach, until the rest is within reach.
    at = 0
    while len(data) - at > MAX_ATTRIBUTES:
        at = data.rfind(b"<", at + 1, at + 1 + MAX_ATTRIBUTES)
        if at < 0:
            raise UnsafeWorkbook(where, LONG_TAG)


def qualified(namespaces: tuple[str, ...], *names: str) -> dict[str, str]:
    """Qualified names, in each of the namespaces, to short ones."""
    return {f"{namespace} {name}": name for namespace in namespaces for name in names}


def elements(
    data: bytes, where: str, root: str, wanted: dict[str, str], caps: Caps | None = None
) -> list[Element]:
    """Pick elements out of a small part, in the order of their start tags.

    Args:
        data: The XML.
        where: The file and part, for messages.
        root: Short name of the root element, which must be among `wanted`.
        wanted: Qualified names to short names.
        caps: How many elements of a short name there may be, and why no more.

    Returns:
        The elements behind the root. The text of an element is what stands in it outside of other
        wanted elements, without blanks at its ends.

    Raises:
        DamagedWorkbook: The XML is not well-formed or has another root.
        UnsafeWorkbook: There is a DOCTYPE, or more than the limits allow.
    """
    picker = _Picker(wanted, where, caps or {})
    parse(data, where, picker.start, picker.end, picker.text)
    if not picker.found or picker.found[0].tag != root:
        raise DamagedWorkbook(where, CONTENT, f"no <{root}>")
    return picker.found


class _Picker:
    def __init__(self, wanted: dict[str, str], where: str, caps: Caps) -> None:
        self.found: list[Element] = []
        self._wanted = wanted
        self._where = where
        self._caps = caps
        self._counts: dict[str, int] = {}
        self._open: list[int] = []
        self._pieces: list[list[str]] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        name = self._wanted.get(tag)
        if name is not None:
            self._count(name)
            self._open.append(len(self.found))
            self._pieces.append([])
            self.found.append(Element(name, attributes, ""))

    def _count(self, name: str) -> None:
        number = self._counts.get(name, 0) + 1
        most, cause = self._caps.get(name, (MAX_ENTRIES, ENTRIES))
        if number > most:
            raise UnsafeWorkbook(self._where, cause)
        self._counts[name] = number

    def text(self, text: str) -> None:
        if self._pieces:
            self._pieces[-1].append(text)

    def end(self, tag: str) -> None:
        if tag in self._wanted:
            at = self._open.pop()
            text = "".join(self._pieces.pop()).strip()
            if text:
                self.found[at] = self.found[at]._replace(text=text)


def unescape(text: str) -> str:
    """Undo the escapes Excel writes for what XML cannot hold: `_x000D_` is a line break.

    Example:
        >>> unescape("a_x0041__x005F_x0041_")
        'aA_x0041_'
    """
    if "_x" not in text:
        return text
    plain = re.sub(_ESCAPE, lambda match: chr(int(match[1], 16)), text)
    # Two escapes may be the halves of one character; a lone half can be written nowhere.
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def whole_number(text: str) -> int:
    """Read a whole number >= 0.

    Raises:
        ValueError: The text is anything but up to nine digits.
    """
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS):
        raise ValueError(text)
    return int(digits)


def position(reference: str) -> tuple[int, int]:
    """Row and column, from 1, of a reference such as "AB12".

    Raises:
        ValueError: It is no cell of a worksheet.
    """
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    if row > MAX_ROW or column > MAX_COLUMN:
        raise ValueError(reference)
    return row, column


def area(reference: str) -> tuple[int, int, int, int]:
    """First row, first column, last row, last column (inside) of "A1:B2" or "A1".

    Raises:
        ValueError: It is no area of a worksheet.
    """
    first, _, last = reference.partition(":")
    first_row, first_column = position(first)
    last_row, last_column = position(last or first)
    if last_row < first_row or last_column < first_column:
        raise ValueError(reference)
    return first_row, first_column, last_row, last_column


def address(row: int, column: int) -> str:
    """Write row and column as Excel does.

    Example:
        >>> address(12, 28)
        'AB12'
    """
    return f"{_letters(column)}{row}"


@cache
def _letters(column: int) -> str:
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
