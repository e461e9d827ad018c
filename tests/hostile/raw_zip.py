"""Zip files in which every number can lie."""

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple


class Entry(NamedTuple):
    """A member as its local header tells it; `listed` is what the directory tells instead.

    Keys of `listed`: name, flags, method, checksum, packed_size, size, offset; or "left out".
    """

    name: bytes
    flags: int
    method: int
    checksum: int
    packed_size: int
    size: int
    packed: bytes
    listed: dict[str, object]


def entry(name: str, content: bytes | str = b"", **listed: object) -> Entry:
    """An honest deflated member, but for what the directory is told to say."""
    data = content.encode() if isinstance(content, str) else content
    deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflater.compress(data) + deflater.flush()
    flags = 0 if name.isascii() else 0x800
    return Entry(name.encode(), flags, 8, zlib.crc32(data), len(packed), len(data), packed, listed)


def stored(name: str, content: bytes) -> Entry:
    size = len(content)
    return Entry(name.encode(), 0, 0, zlib.crc32(content), size, size, content, {})


def same_in_both(made: Entry, **changed: object) -> Entry:
    """A member whose header and directory agree on a lie."""
    return made._replace(**changed)  # type: ignore[arg-type]  # fields by name


def raw_zip(entries: Iterable[Entry], *, count: int | None = None, more: int = 0) -> bytes:
    """The file.

    Args:
        entries: Its members in their order.
        count: What the end record says instead of their number.
        more: How much larger the end record makes the directory.
    """
    body = directory = b""
    number = 0
    for each in entries:
        number += "left out" not in each.listed
        directory += b"" if "left out" in each.listed else _listed(each, len(body))
        body += _local(each)
    told = number if count is None else count
    end = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, told, told, len(directory) + more, len(body), 0
    )
    return body + directory + end


def _local(each: Entry) -> bytes:
    numbers = (each.checksum, each.packed_size, each.size, len(each.name), 0)
    head = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, each.flags, each.method, 0, 33, *numbers)
    return head + each.name + each.packed


def _listed(each: Entry, offset: int) -> bytes:
    told = {**each._asdict(), "offset": offset, **each.listed}
    numbers = (told["checksum"], told["packed_size"], told["size"], len(told["name"]), 0, 0, 0, 0)
    first = (b"PK\x01\x02", 20, 20, told["flags"], told["method"], 0, 33)
    head = struct.pack("<4sHHHHHHIIIHHHHHII", *first, *numbers, 0, told["offset"])
    return head + told["name"]
