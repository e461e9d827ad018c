"""Where elements stand in the bytes of an XML part, exactly, and how a start tag is changed.

A part is never written anew: only the bytes of what changes are cut out and put in.
"""

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import Final, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from okrsheet.ooxml.errors import DOCTYPE, XML, DamagedWorkbook, UnsafeWorkbook
from okrsheet.ooxml.markup import Attributes

TAG: Final = re.compile(rb"""<(?:[^"'>]++|"[^"]*"|'[^']*')*+>""")
ATTRIBUTE: Final = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_REFERENCE: Final = re.compile("&(#x[0-9A-Fa-f]{1,6}|#[0-9]{1,7}|[a-z]+);")
_ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NAME: Final = re.compile(rb"<[^\s/>]+")

Cut = tuple[int, int, bytes]


class Node(NamedTuple):
    """An element of an XML part, in UTF-8.

    Attributes:
        name: "namespace local".
        prefix: Such as b"x:", or b"".
        attributes: By name; "namespace local" where there is a prefix.
        start: Offset of the start tag.
        head_end: Offset behind the start tag.
        tail_start: Offset of the end tag; that of `head_end` where the element is one tag.
        end: Offset behind the end tag.
        parent: Index of the element around it; -1 for the root.
        text: The characters directly inside.
    """

    name: str
    prefix: bytes
    attributes: Attributes
    start: int
    head_end: int
    tail_start: int
    end: int
    parent: int
    text: str

    @property
    def is_one_tag(self) -> bool:
        return self.head_end == self.end


class Walker:
    """Walks through UTF-8 XML with expat; what it tells is heard by overriding methods."""

    def __init__(self, data: bytes, where: str) -> None:
        self.data = data
        self.where = where
        self._parser = ParserCreate(encoding="utf-8", namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._closes: list[tuple[int, bool]] = []

    def walk(self) -> None:
        """Raises DamagedWorkbook (not well-formed) or UnsafeWorkbook (a DOCTYPE)."""
        try:
            self._parser.Parse(self.data, True)  # noqa: FBT003 - expat takes no keywords
        except ExpatError as error:
            raise DamagedWorkbook(self.where, XML, str(error)) from error

    def opened(self, name: str, prefix: bytes, attributes: Attributes, span: Cut) -> None:
        """A start tag: `span` is its first offset, the one behind it, and its bytes."""

    def closed(self, tail_start: int, end: int) -> None:
        """The element opened last ends: offsets of its end tag and behind it."""

    def _refuse(self, *_: object) -> None:
        raise UnsafeWorkbook(self.where, DOCTYPE)

    def _start(self, tag: str, attributes: Attributes) -> None:
        at = self._parser.CurrentByteIndex
        match = TAG.match(self.data, at)
        if match is None:
            raise DamagedWorkbook(self.where, XML, f"byte {at}")
        self._closes.append((match.end(), match[0].endswith(b"/>")))
        raw = match[0][1 : _name_end(match[0])]
        prefix = raw[: raw.find(b":") + 1]
        self.opened(tag, prefix, attributes, (at, match.end(), match[0]))

    def _end(self, _: str) -> None:
        head_end, is_one_tag = self._closes.pop()
        if is_one_tag:
            self.closed(head_end, head_end)
        else:
            at = self._parser.CurrentByteIndex
            self.closed(at, self.data.index(b">", at) + 1)


class _Collector(Walker):
    def __init__(self, data: bytes, where: str) -> None:
        super().__init__(data, where)
        self.nodes: list[Node] = []
        self._open: list[int] = []
        self._texts: list[list[str]] = []
        self._parser.CharacterDataHandler = self._text

    def opened(self, name: str, prefix: bytes, attributes: Attributes, span: Cut) -> None:
        parent = self._open[-1] if self._open else -1
        self._open.append(len(self.nodes))
        self._texts.append([])
        start, head_end, _ = span
        self.nodes.append(
            Node(name, prefix, attributes, start, head_end, head_end, head_end, parent, "")
        )

    def closed(self, tail_start: int, end: int) -> None:
        at = self._open.pop()
        text = "".join(self._texts.pop())
        self.nodes[at] = self.nodes[at]._replace(tail_start=tail_start, end=end, text=text)

    def _text(self, text: str) -> None:
        if self._texts:
            self._texts[-1].append(text)


def nodes_of(data: bytes, where: str) -> list[Node]:
    """All elements of a UTF-8 part, in the order of their start tags.

    Raises:
        DamagedWorkbook: The XML is not well-formed.
        UnsafeWorkbook: There is a DOCTYPE.
    """
    collector = _Collector(data, where)
    collector.walk()
    return collector.nodes


def spliced(data: bytes, cuts: Iterable[Cut]) -> bytes:
    """The bytes with each (start, end) replaced; in order of the starts, none may overlap.

    Raises:
        ValueError: Two overlap.
    """
    pieces: list[bytes] = []
    at = 0
    for start, end, piece in sorted(cuts, key=itemgetter(0, 1)):
        if start < at:
            raise ValueError(f"changes overlap at byte {start}")
        pieces += (data[at:start], piece)
        at = end
    pieces.append(data[at:])
    return b"".join(pieces)


def attribute_text(value: str) -> bytes:
    """A text as the value of an attribute."""
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    for letter in "\t\n\r":
        escaped = escaped.replace(letter, f"&#{ord(letter)};")
    return escaped.encode()


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """A start tag with an attribute set, in its place or behind the others."""
    name_end = _name_end(tag)
    piece = f' {name}="'.encode() + attribute_text(value) + b'"'
    at = name_end
    while (match := ATTRIBUTE.match(tag, at)) is not None:
        if match[1] == name.encode():
            return tag[: match.start()] + piece + tag[match.end() :]
        at = match.end()
    return tag[:at] + piece + tag[at:]


def attribute_values(tag: bytes) -> dict[str, str]:
    """The attributes of a start tag by their names as stored."""
    found = ATTRIBUTE.finditer(tag, _name_end(tag))
    return {match[1].decode(): unescaped(match[2][1:-1].decode()) for match in found}


def unescaped(value: str) -> str:
    """A text as it is meant, from one as stored."""
    return _REFERENCE.sub(_referred, value) if "&" in value else value


def _referred(match: re.Match[str]) -> str:
    name = match[1]
    if name.startswith("#"):
        return chr(int(name[1:].replace("x", "0x"), 16 if "x" in name else 10))
    return _ENTITIES.get(name, match[0])


def attributes_of(tag: bytes) -> bytes:
    """The attributes of a start tag as stored, with the blank in front."""
    return tag[_name_end(tag) : -1].removesuffix(b"/").rstrip()


def _name_end(tag: bytes) -> int:
    match = _NAME.match(tag)
    return match.end() if match else 0
