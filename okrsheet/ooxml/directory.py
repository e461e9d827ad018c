"""The directory of a zip file: what it lists, read from bytes and believed nowhere else.

Source: APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16; ISO/IEC 29500-2 leaves one disk, no
encryption and no other methods than stored and deflated.
"""

import struct
from struct import Struct
from typing import Final, NamedTuple

from okrsheet.ooxml.errors import (
    CUT_SHORT,
    DIRECTORY,
    MEMBERS,
    TRAILING,
    DamagedWorkbook,
    UnsafeWorkbook,
)
from okrsheet.ooxml.limits import MAX_MEMBERS

STORED: Final = 0
DEFLATED: Final = 8
ENCRYPTED_FLAGS: Final = 0x2041
DESCRIPTOR_FLAG: Final = 0x8
_UTF8_FLAG = 0x800

_END = Struct("<4sHHHHIIH")
_ENTRY = Struct("<4s4xHH4xIIIHHH8xI")
_LOCATOR = Struct("<4s4xQ4x")
_END64 = Struct("<4s20xQQQQ")
_FIELD = Struct("<HH")
_QUAD = Struct("<Q")
_LONGEST_COMMENT = 0xFFFF
_COUNT_IN_ZIP64 = 0xFFFF
IN_ZIP64: Final = 0xFFFFFFFF


class Member(NamedTuple):
    """One entry of the zip directory: sizes in bytes, offset of its local header and its data."""

    name: str
    stored_name: bytes
    flags: int
    method: int
    checksum: int
    packed_size: int
    size: int
    offset: int
    data_at: int = 0


class Directory(NamedTuple):
    """The entries in their order, folders too; where the directory itself begins."""

    members: list[Member]
    start: int


class _End(NamedTuple):
    """The end record: number of entries, size and offset of the directory, where it must end."""

    entries: int
    size: int
    offset: int
    limit: int


def read_directory(data: bytes, name: str) -> Directory:
    """List the members of a zip file; their number is judged before the list is built.

    Raises:
        DamagedWorkbook: The directory is cut, broken or contradicts its end record.
        UnsafeWorkbook: It lists too many members.
    """
    try:
        end = _end_record(data, name)
        if end.entries > MAX_MEMBERS:
            raise UnsafeWorkbook(name, MEMBERS)
        return Directory(_members(data, end, name), end.offset)
    except (struct.error, OverflowError, UnicodeDecodeError) as error:
        raise DamagedWorkbook(name, DIRECTORY) from error


def _members(data: bytes, end: _End, name: str) -> list[Member]:
    at = end.offset
    members = []
    for _ in range(end.entries):
        member, at = _entry(data, at, name)
        members.append(member)
    # Programs that walk by count and programs that walk by size must see the same list.
    if at != end.offset + end.size or at > end.limit:
        raise DamagedWorkbook(name, DIRECTORY)
    return members


def _end_record(data: bytes, name: str) -> _End:
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - _LONGEST_COMMENT))
    if at < 0 or at + _END.size > len(data):
        raise DamagedWorkbook(name, CUT_SHORT)
    _, disk, first_disk, here, count, size, offset, comment = _END.unpack_from(data, at)
    if at + _END.size + comment != len(data):
        raise DamagedWorkbook(name, TRAILING)
    if IN_ZIP64 in (size, offset) or count == _COUNT_IN_ZIP64:
        return _end_record_64(data, at, name)
    if disk or first_disk or here != count:
        raise DamagedWorkbook(name, DIRECTORY)
    return _End(count, size, offset, at)


def _end_record_64(data: bytes, end_at: int, name: str) -> _End:
    locator_at = end_at - _LOCATOR.size
    if locator_at < 0:
        raise DamagedWorkbook(name, DIRECTORY)
    locator, at = _LOCATOR.unpack_from(data, locator_at)
    mark, here, count, size, offset = _END64.unpack_from(data, at)
    if locator != b"PK\x06\x07" or mark != b"PK\x06\x06" or here != count or at >= locator_at:
        raise DamagedWorkbook(name, DIRECTORY)
    return _End(count, size, offset, at)


def _entry(data: bytes, at: int, name: str) -> tuple[Member, int]:
    """One directory entry, and the offset of the next."""
    mark, flags, method, checksum, *numbers = _ENTRY.unpack_from(data, at)
    packed_size, size, name_length, extra_length, comment_length, offset = numbers
    if mark != b"PK\x01\x02":
        raise DamagedWorkbook(name, DIRECTORY)
    name_end = at + _ENTRY.size + name_length
    extra_end = name_end + extra_length
    stored_name = data[at + _ENTRY.size : name_end]
    if IN_ZIP64 in (size, packed_size, offset):
        extra = data[name_end:extra_end]
        size, packed_size, offset = _wide(extra, (size, packed_size, offset))
    # Latin-1 where no encoding is told: any one-to-one reading keeps unequal names unequal.
    part = stored_name.decode("utf-8" if flags & _UTF8_FLAG else "latin-1")
    member = Member(part, stored_name, flags, method, checksum, packed_size, size, offset)
    return member, extra_end + comment_length


def _wide(extra: bytes, narrow: tuple[int, int, int]) -> tuple[int, int, int]:
    """Replace the numbers that do not fit 32 bits by those of the zip64 field, in this order."""
    at = 0
    tag, length = _FIELD.unpack_from(extra, at)
    while tag != 1:
        at += _FIELD.size + length
        tag, length = _FIELD.unpack_from(extra, at)
    at += _FIELD.size
    wide = []
    for number in narrow:
        if number == IN_ZIP64:
            (number,) = _QUAD.unpack_from(extra, at)  # noqa: PLW2901 - the rule of the format
            at += _QUAD.size
        wide.append(number)
    return wide[0], wide[1], wide[2]
