"""A workbook file with some parts replaced: all others are copied as they lie, still packed.

Order, names, flags, times, extra fields and comments stay. Only what the zip format stores about
a replaced part changes: its sizes, checksum, and where it and those behind it begin.
"""

import struct
import zlib
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from struct import Struct
from typing import Final, NamedTuple

from okrsheet.ooxml.archive import Archive
from okrsheet.ooxml.errors import DIRECTORY, DamagedWorkbook

_END: Final = Struct("<4sHHHHIIH")
_LOCATOR: Final = Struct("<4s4xQ4x")
_END64: Final = Struct("<4s28xQ8xQ")
_ENTRY: Final = Struct("<4sHHHHHHIIIHHHHHII")
_LOCAL: Final = Struct("<4sHHHHHIIIHH")
_FIELD: Final = Struct("<HH")
_QUAD: Final = Struct("<Q")
_ZIP64: Final = 1
_IN_ZIP64: Final = 0xFFFFFFFF
_COUNT_IN_ZIP64: Final = 0xFFFF
_DESCRIPTOR_FLAG: Final = 0x8
_UTF8_FLAG: Final = 0x800
_STORED: Final = 0
_DEFLATED: Final = 8
_LEVEL: Final = 6
_FIXED_DATE: Final = 0x21  # the first day of 1980, the first a zip file knows
_VERSION: Final = 20

# Places of the fields of a directory entry and of a local header, behind their marks.
_FLAGS, _METHOD, _CHECKSUM, _PACKED_SIZE, _SIZE = 2, 3, 6, 7, 8
_NAME_LENGTH, _EXTRA_LENGTH, _COMMENT_LENGTH, _OFFSET = 9, 10, 11, 15
_LOCAL_FLAGS, _LOCAL_CHECKSUM, _LOCAL_NAME_LENGTH, _LOCAL_EXTRA_LENGTH = 1, 5, 8, 9


class Entry(NamedTuple):
    """A directory entry: its fixed fields, its name, extra fields and comment, as stored.

    `offset` and `end` bound what lies in the file for it: local header, data, descriptor.
    """

    fields: tuple[int, ...]
    name: bytes
    extra: bytes
    comment: bytes
    offset: int
    end: int

    @property
    def part(self) -> str:
        """Its name in lower case: part names do not differ by case alone."""
        return self.name.decode("utf-8" if self.fields[2] & _UTF8_FLAG else "latin-1").lower()


def repacked(
    archive: Archive, replaced: Mapping[str, bytes], dropped: Collection[str] = ()
) -> bytes:
    """The file with these parts replaced, added (where there are none), or left out.

    Args:
        archive: The file, checked.
        replaced: Unpacked content by part name.
        dropped: Names of parts that go.

    Raises:
        DamagedWorkbook: The zip directory contradicts itself.
    """
    data = archive.data
    try:
        entries, comment = directory(data)
        new = {name.lower(): content for name, content in replaced.items()}
        gone = {name.lower() for name in dropped}
        kept = [_kept(data, entry, new) for entry in entries if entry.part not in gone]
        added = [_added(name, replaced[name]) for name in replaced if name.lower() in new]
    except (struct.error, UnicodeDecodeError, KeyError) as error:
        raise DamagedWorkbook(archive.name, DIRECTORY) from error
    first = min((entry.offset for entry in entries), default=0)
    return _joined(data[:first], [*kept, *added], comment)


def _kept(data: bytes, entry: Entry, new: dict[str, bytes]) -> tuple[Entry, bytes]:
    content = new.pop(entry.part, None)
    if content is None:
        return entry, data[entry.offset : entry.end]
    return _renewed(entry, content, data)


def _joined(opening: bytes, members: list[tuple[Entry, bytes]], comment: bytes) -> bytes:
    """Members in the order they lie in, listed in the order of the directory."""
    pieces = [opening]
    size = len(opening)
    offsets = {}
    for place in sorted(range(len(members)), key=lambda place: members[place][0].offset):
        offsets[place] = size
        pieces.append(members[place][1])
        size += len(members[place][1])
    listed = [_listed(entry, offsets[place]) for place, (entry, _) in enumerate(members)]
    end = _END.pack(
        b"PK\x05\x06", 0, 0, len(listed), len(listed), sum(map(len, listed)), size, len(comment)
    )
    return b"".join([*pieces, *listed, end, comment])


def directory(data: bytes) -> tuple[list[Entry], bytes]:
    """The entries in the order of the directory, and the comment of the file.

    Raises:
        KeyError: Two entries share their data, or one lies behind the directory.
        struct.error: The directory is cut.
    """
    at = data.rfind(b"PK\x05\x06")
    *_, count, _, offset, length = _END.unpack_from(data, at)
    comment = data[at + _END.size : at + _END.size + length]
    if offset == _IN_ZIP64 or count == _COUNT_IN_ZIP64:
        _, place = _LOCATOR.unpack_from(data, at - _LOCATOR.size)
        _, count, offset = _END64.unpack_from(data, place)
    starts = [offset]
    found = []
    for _ in range(count):
        entry, offset = _read(data, offset)
        starts.append(entry.offset)
        found.append(entry)
    if len(set(starts)) != len(starts):
        raise KeyError(offset)
    starts.sort()
    following = dict(pairwise(starts))
    return [entry._replace(end=following[entry.offset]) for entry in found], comment


def _read(data: bytes, at: int) -> tuple[Entry, int]:
    mark, *fields = _ENTRY.unpack_from(data, at)
    if mark != b"PK\x01\x02":
        raise KeyError(at)
    name_end = at + _ENTRY.size + fields[_NAME_LENGTH]
    extra_end = name_end + fields[_EXTRA_LENGTH]
    end = extra_end + fields[_COMMENT_LENGTH]
    extra = data[name_end:extra_end]
    offset = fields[_OFFSET]
    if offset == _IN_ZIP64:
        (offset,) = _QUAD.unpack_from(extra, _offset_place(fields, extra))
    name = data[at + _ENTRY.size : name_end]
    return Entry(tuple(fields), name, extra, data[extra_end:end], offset, 0), end


def _offset_place(fields: Sequence[int], extra: bytes) -> int:
    """Where the zip64 field holds the offset: behind the sizes it also holds."""
    at = 0
    tag, length = _FIELD.unpack_from(extra, at)
    while tag != _ZIP64:
        at += _FIELD.size + length
        tag, length = _FIELD.unpack_from(extra, at)
    sizes = (fields[_SIZE], fields[_PACKED_SIZE])
    return at + _FIELD.size + _QUAD.size * sizes.count(_IN_ZIP64)


def _listed(entry: Entry, offset: int) -> bytes:
    """The directory entry of a member that lies at this offset."""
    fields = list(entry.fields)
    extra = entry.extra
    if fields[_OFFSET] == _IN_ZIP64:
        at = _offset_place(fields, extra)
        extra = extra[:at] + _QUAD.pack(offset) + extra[at + _QUAD.size :]
    else:
        fields[_OFFSET] = offset
    return _ENTRY.pack(b"PK\x01\x02", *fields) + entry.name + extra + entry.comment


def _renewed(entry: Entry, content: bytes, data: bytes) -> tuple[Entry, bytes]:
    """A member with new content, packed the way it was."""
    mark, *head = _LOCAL.unpack_from(data, entry.offset)
    name_at = entry.offset + _LOCAL.size
    extra_at = name_at + head[_LOCAL_NAME_LENGTH]
    local_extra = _without_zip64(data[extra_at : extra_at + head[_LOCAL_EXTRA_LENGTH]])
    fields = list(entry.fields)
    extra = _without_zip64(entry.extra)
    packed = _packed(content, fields[_METHOD])
    numbers = (zlib.crc32(content), len(packed), len(content))
    fields[_FLAGS] &= ~_DESCRIPTOR_FLAG
    fields[_CHECKSUM : _SIZE + 1] = numbers
    fields[_EXTRA_LENGTH] = len(extra)
    fields[_OFFSET] = 0
    head[_LOCAL_FLAGS] &= ~_DESCRIPTOR_FLAG
    head[_LOCAL_CHECKSUM:_LOCAL_NAME_LENGTH] = numbers
    head[_LOCAL_EXTRA_LENGTH] = len(local_extra)
    local = _LOCAL.pack(mark, *head) + data[name_at:extra_at] + local_extra
    return entry._replace(fields=tuple(fields), extra=extra), local + packed


def _packed(content: bytes, method: int) -> bytes:
    if method == _STORED:
        return content
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _without_zip64(extra: bytes) -> bytes:
    """Extra fields but for the one that says what now fits into 32 bits."""
    kept = b""
    at = 0
    while at + _FIELD.size <= len(extra):
        tag, length = _FIELD.unpack_from(extra, at)
        end = at + _FIELD.size + length
        if tag != _ZIP64:
            kept += extra[at:end]
        at = end
    return kept + extra[at:]


def _added(name: str, content: bytes) -> tuple[Entry, bytes]:
    """A new member, behind the others."""
    packed = _packed(content, _DEFLATED)
    stored_name = name.encode("utf-8")
    flags = 0 if name.isascii() else _UTF8_FLAG
    same = (_VERSION, flags, _DEFLATED, 0, _FIXED_DATE, zlib.crc32(content), len(packed))
    numbers = (*same, len(content), len(stored_name), 0)
    local = _LOCAL.pack(b"PK\x03\x04", *numbers) + stored_name
    entry = Entry((_VERSION, *numbers, 0, 0, 0, 0, 0), stored_name, b"", b"", _IN_ZIP64, 0)
    return entry, local + packed
