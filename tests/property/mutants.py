"""Broken workbooks made from a sound one: bytes, zip records, parts and XML, one seed each."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

Parts = list[tuple[str, bytes]]

NUMBERS: Final = (0, 1, 2, 8, 9, 12, 99, 0x7F, 0x80, 0xFF, 0x800, 0x7FFF, 0xFFFF)
WIDE_NUMBERS: Final = (*NUMBERS, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
NAMES: Final = (
    *("../a.xml", "/a.xml", "a\\b.xml", "C:/a.xml", "xl/./a.xml", "xl//a.xml", "", "a" * 300),
    *("XL/WORKBOOK.XML", "xl/workbook.xml", "[Content_Types].xml", "_rels/.rels", "xl/a.xml/"),
    *("\u00fc.xml", "a\u0000.xml", "docProps/custom.xml", "xl/styles.xml"),
)
VALUES: Final = (
    *("", "0", "1", "-1", "true", "none", "1e999", "nan", "9" * 20, "99999", "1048577", "\u0661"),
    *("A1", "A0", "XFD1048576", "XFE1", "A1:XFD1048576", "B2:A1", "A1:A1:A1", "$A$1", "#REF!"),
    *(
        "rId1",
        "rId2",
        "rId999",
        "hidden",
        "s",
        "b",
        "e",
        "d",
        "str",
        "inlineStr",
        "array",
        "shared",
    ),
    *("../../../etc/passwd", "/xl/workbook.xml", "http://127.0.0.1/", "External", "yyyy-mm-dd"),
    *("&#0;", "&lt;", "&none;", "_x0000_", "_xD800_", "\U0001f3af", "\u202e", "x" * 40_000, "="),
)
SNIPPETS: Final = (
    *("<a/>", "<a>", "</a>", "</row>", "<row/>", "<c/>", '<c r="A1"><v>1</v></c>', "<v>2</v>"),
    *("<!-- -- -->", "<!---->", "<![CDATA[<]]>", "<?a b?>", "<!DOCTYPE a>", "&", "]]>", "\x01"),
    *("<f>1+1</f>", '<f t="array" ref="A1:XFD1048576">1</f>', '<f t="shared" si="0"/>', "<t>x</t>"),
    *("<is><t>x</t></is>", "<r><t>y</t></r>", "<rPh><t>z</t></rPh>", "\ufeff", "\U0010ffff"),
    '<sheet name="S" sheetId="9" r:id="rId1"/>',
)
ENCODINGS: Final = ("utf-16", "utf-16-be", "utf-32", "latin-1", "cp037", "utf-8-sig", "utf-7")
_TAG = re.compile(rb"<[^<>]{1,2000}>")
_ATTRIBUTE = re.compile(rb'\s[\w:]+="[^"]*"')
_TEXT = re.compile(rb">([^<>]+)<")
_RECORD = re.compile(rb"PK(?:\x01\x02|\x03\x04|\x05\x06)")
_MOST_CHANGES: Final = 3


def mutants(data: bytes, seed: int) -> Iterator[bytes]:
    """Endless mutants of a zip file, the same ones for the same seed.

    Args:
        data: A sound workbook.
        seed: Which of the series.
    """
    parts = unpacked(data)
    rng = Random(seed)
    while True:
        if rng.random() < 0.3:
            yield _changed_bytes(rng, data)
            continue
        changed = list(parts)
        for _ in range(rng.randint(1, _MOST_CHANGES)):
            _change_parts(rng, changed)
        packed = repacked(changed)
        yield _changed_bytes(rng, packed) if rng.random() < 0.1 else packed


def unpacked(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(info.filename, package.read(info)) for info in package.infolist()]


def repacked(parts: Parts) -> bytes:
    """A zip file of the parts, doubles and odd names too; fast, not small."""
    body = directory = b""
    for name, content in parts:
        letters = name.encode("utf-8", "surrogatepass")
        deflater = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = deflater.compress(content) + deflater.flush()
        numbers = (0x800, 8, 0, 33, zlib.crc32(content), len(packed), len(content), len(letters))
        told = (b"PK\x01\x02", 20, 20, *numbers, 0, 0, 0, 0, 0, len(body))
        directory += struct.pack("<4sHHHHHHIIIHHHHHII", *told) + letters
        body += struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, *numbers, 0) + letters + packed
    count = len(parts) & 0xFFFF
    end = (b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + struct.pack("<4sHHHHIIH", *end)


def _changed_bytes(rng: Random, data: bytes) -> bytes:
    return rng.choice((_flip, _cut, _double, _blank, _record, _record, _record))(rng, data)


def _flip(rng: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _cut(rng: Random, data: bytes) -> bytes:
    at, length = rng.randrange(len(data)), rng.choice((1, 4, 100, len(data)))
    return data[:at] + data[at + length :]


def _double(rng: Random, data: bytes) -> bytes:
    first, last = sorted((rng.randrange(len(data)), rng.randrange(len(data))))
    return data[:last] + data[first:last] + data[last:]


def _blank(rng: Random, data: bytes) -> bytes:
    at, length = rng.randrange(len(data)), rng.choice((16, 512, 4096))
    return data[:at] + bytes(min(length, len(data) - at)) + data[at + length :]


def _record(rng: Random, data: bytes) -> bytes:
    """Another number in one field of a zip record."""
    places = [found.start() for found in _RECORD.finditer(data)]
    at = rng.choice(places) + 4 + 2 * rng.randrange(21)
    if rng.random() < 0.5:
        field = struct.pack("<H", rng.choice(NUMBERS))
    else:
        field = struct.pack("<I", rng.choice((*WIDE_NUMBERS, rng.randrange(2 * len(data)))))
    return data[:at] + field + data[at + len(field) :]


def _change_parts(rng: Random, parts: Parts) -> None:
    if not parts:
        return
    if rng.random() < 0.15:
        rng.choice(_PART_CHANGES)(rng, parts)
        return
    at = rng.randrange(len(parts))
    name, content = parts[at]
    if content:
        parts[at] = (name, rng.choice(_XML_CHANGES)(rng, content))


def _drop(rng: Random, parts: Parts) -> None:
    del parts[rng.randrange(len(parts))]


def _repeat(rng: Random, parts: Parts) -> None:
    name, content = rng.choice(parts)
    parts.append((rng.choice((name, name.upper(), f"xl/{name}")), content))


def _rename(rng: Random, parts: Parts) -> None:
    at = rng.randrange(len(parts))
    parts[at] = (rng.choice((*NAMES, parts[at][0].upper())), parts[at][1])


def _swap(rng: Random, parts: Parts) -> None:
    first, second = rng.randrange(len(parts)), rng.randrange(len(parts))
    (name, content), (other_name, other) = parts[first], parts[second]
    parts[first], parts[second] = (name, other), (other_name, content)


def _empty(rng: Random, parts: Parts) -> None:
    at = rng.randrange(len(parts))
    parts[at] = (parts[at][0], b"")


def _recode(rng: Random, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    encoding = rng.choice(ENCODINGS)
    told = text.replace("UTF-8", encoding) if rng.random() < 0.5 else text
    return told.encode(encoding, "replace")


def _tag(rng: Random, content: bytes) -> bytes:
    """Drop, repeat, move or open a tag."""
    tags = list(_TAG.finditer(content))
    if not tags:
        return content
    tag, other = rng.choice(tags), rng.choice(tags)
    by = rng.choice((b"", tag[0] * 2, other[0], tag[0] * 300, tag[0].replace(b"/>", b">")))
    return content[: tag.start()] + by + content[tag.end() :]


def _attribute(rng: Random, content: bytes) -> bytes:
    """Drop, repeat or fill an attribute."""
    attributes = list(_ATTRIBUTE.finditer(content))
    if not attributes:
        return content
    found = rng.choice(attributes)
    name = found[0].partition(b"=")[0]
    value = rng.choice((rng.choice(VALUES), str(rng.choice(WIDE_NUMBERS)))).encode()
    filled = name + b'="' + value.replace(b'"', b"") + b'"'
    by = rng.choice((filled, filled, filled, b"", found[0] * 2, rng.choice(attributes)[0]))
    return content[: found.start()] + by + content[found.end() :]


def _text(rng: Random, content: bytes) -> bytes:
    texts = list(_TEXT.finditer(content))
    if not texts:
        return content
    found = rng.choice(texts)
    by = rng.choice((rng.choice(VALUES).encode(), rng.choice(texts)[1]))
    return content[: found.start(1)] + by + content[found.end(1) :]


def _snippet(rng: Random, content: bytes) -> bytes:
    tags = list(_TAG.finditer(content))
    at = rng.choice(tags).end() if tags else rng.randrange(len(content))
    return content[:at] + rng.choice(SNIPPETS).encode() + content[at:]


def _namespace(rng: Random, content: bytes) -> bytes:
    return content.replace(b"schemas.openxmlformats.org", rng.choice((b"example.org", b"")), 1)


_PART_CHANGES: Final[tuple[Callable[[Random, Parts], None], ...]] = (
    *(_drop, _repeat, _rename, _swap, _empty),
)
_XML_CHANGES: Final[tuple[Callable[[Random, bytes], bytes], ...]] = (
    *(_flip, _cut, _blank, _recode, _namespace),
    *(_tag, _tag, _snippet, _snippet, _text, _text, _text),
    *(_attribute, _attribute, _attribute, _attribute, _attribute),
)
