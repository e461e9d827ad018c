"""A workbook file as a zip of parts, read from bytes: nothing touches the disk.

Stricter than `zipfile`, which is also slow to import: a part counts only if directory, local
header, sizes and checksum agree. Part names are found in any case, as Excel does.
"""

import struct
import zlib
from struct import Struct
from typing import Final, NamedTuple

from okrsheet.ooxml.errors import (
    CHECKSUM,
    CUT_SHORT,
    DIRECTORY,
    INFLATED_SIZE,
    MEMBERS,
    METHOD,
    OTHER_NAME,
    OUTSIDE,
    PART_MISSING,
    PART_TOO_LARGE,
    RATIO,
    TOTAL_TOO_LARGE,
    TRAILING,
    TWICE,
    DamagedWorkbook,
    NotAWorkbook,
    UnsafeWorkbook,
)
from okrsheet.ooxml.kinds import ENCRYPTED

MAX_MEMBERS: Final = 10_000
MAX_PART: Final = 256 << 20
MAX_TOTAL: Final = 1 << 30
MAX_RATIO: Final = 200
_SMALL_PART = 4 << 20

_STORED = 0
_DEFLATED = 8
_ENCRYPTED_FLAG = 0x1
_UTF8_FLAG = 0x800
_END = Struct("<4s6xHIIH")
_ENTRY = Struct("<4s4xHH4xIIIHHH8xI")
_LOCAL = Struct("<4s22xHH")
_LOCATOR = Struct("<4s4xQ4x")
_END64 = Struct("<4s28xQ8xQ")
_FIELD = Struct("<HH")
_QUAD = Struct("<Q")
_LONGEST_COMMENT = 0xFFFF
_COUNT_IN_ZIP64 = 0xFFFF
_IN_ZIP64 = 0xFFFFFFFF


class Member(NamedTuple):
    """One entry of the zip directory: sizes in bytes, offset of its local header."""

    name: str
    stored_name: bytes
    flags: int
    method: int
    checksum: int
    packed_size: int
    size: int
    offset: int


class Archive(NamedTuple):
    """The parts of one workbook file.

    Attributes:
        name: The file, for messages.
        data: All of its bytes.
        members: Directory entries by lower-case name.
    """

    name: str
    data: bytes
    members: dict[str, Member]


def open_archive(data: bytes, name: str) -> Archive:
    """Read the zip directory; no part is unpacked.

    Raises:
        DamagedWorkbook: The directory is cut, broken or contradicts itself.
        UnsafeWorkbook: There are too many parts, too large ones, or names that point outside.
    """
    try:
        listed = _listed(data, name)
    except (struct.error, OverflowError, UnicodeDecodeError) as error:
        raise DamagedWorkbook(name, DIRECTORY) from error
    members: dict[str, Member] = {}
    for member in listed:
        _refuse_unsafe(member, name)
        if members.setdefault(member.name.lower(), member) is not member:
            raise DamagedWorkbook(inside(name, member.name), TWICE)
    if sum(member.size for member in listed) > MAX_TOTAL:
        raise UnsafeWorkbook(name, TOTAL_TOO_LARGE)
    return Archive(name, data, members)


def inside(name: str, part: str, sheet: str = "") -> str:
    """Where something stands: the file, the sheet where there is one, the part."""
    return f"{name}: sheet {sheet!r} ({part})" if sheet else f"{name}: {part}"


def has_part(archive: Archive, part: str) -> bool:
    """Say whether the part is listed."""
    return part.lower() in archive.members


def read_part(archive: Archive, part: str, sheet: str = "") -> bytes:
    """Unpack one part.

    Args:
        archive: The workbook file.
        part: The part's name, without a leading slash, in any case.
        sheet: The sheet it holds, for messages.

    Raises:
        DamagedWorkbook: The part is missing or does not unpack to what the directory says.
        NotAWorkbook: The part is encrypted.
    """
    where = inside(archive.name, part, sheet)
    member = archive.members.get(part.lower())
    if member is None:
        raise DamagedWorkbook(where, PART_MISSING)
    if member.flags & _ENCRYPTED_FLAG:
        raise NotAWorkbook(archive.name, ENCRYPTED)
    unpacked = _inflate(_packed(archive, member, where), member, where)
    if len(unpacked) != member.size:
        raise DamagedWorkbook(where, INFLATED_SIZE)
    if zlib.crc32(unpacked) != member.checksum:
        raise DamagedWorkbook(where, CHECKSUM)
    return unpacked


def _packed(archive: Archive, member: Member, where: str) -> memoryview:
    try:
        mark, name_length, extra_length = _LOCAL.unpack_from(archive.data, member.offset)
    except (struct.error, OverflowError) as error:
        raise DamagedWorkbook(where, DIRECTORY) from error
    name_at = member.offset + _LOCAL.size
    data_at = name_at + name_length + extra_length
    end = data_at + member.packed_size
    if mark != b"PK\x03\x04" or end > len(archive.data):
        raise DamagedWorkbook(where, DIRECTORY)
    if archive.data[name_at : name_at + name_length] != member.stored_name:
        raise DamagedWorkbook(where, OTHER_NAME)
    return memoryview(archive.data)[data_at:end]


def _inflate(packed: memoryview, member: Member, where: str) -> bytes:
    """Unpack, one byte beyond the stated size at most."""
    if member.method == _STORED:
        return bytes(packed[: member.size + 1])
    if member.method != _DEFLATED:
        raise DamagedWorkbook(where, METHOD)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return inflater.decompress(packed, member.size + 1)
    except zlib.error as error:
        raise DamagedWorkbook(where, CHECKSUM) from error


def _refuse_unsafe(member: Member, name: str) -> None:
    steps = member.name.replace("\\", "/").split("/")
    if "\\" in member.name or steps[0] == "" or ".." in steps or steps[0].endswith(":"):
        raise UnsafeWorkbook(name, OUTSIDE, repr(member.name[:60]))
    if member.size > MAX_PART:
        raise UnsafeWorkbook(inside(name, member.name), PART_TOO_LARGE)
    # Sheets of real workbooks stay below 50:1; a small part does no harm.
    if member.size > max(_SMALL_PART, MAX_RATIO * member.packed_size):
        raise UnsafeWorkbook(inside(name, member.name), RATIO)


def _listed(data: bytes, name: str) -> list[Member]:
    """The directory entries in their order, folders left out."""
    count, offset, directory_end = _end_record(data, name)
    if count > MAX_MEMBERS:
        raise UnsafeWorkbook(name, MEMBERS)
    listed = []
    for _ in range(count):
        member, offset = _entry(data, offset, name)
        if not member.name.endswith("/"):
            listed.append(member)
    if offset > directory_end:
        raise DamagedWorkbook(name, DIRECTORY)
    return listed


def _end_record(data: bytes, name: str) -> tuple[int, int, int]:
    """Number of entries, offset of the first one, offset behind the last one."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - _LONGEST_COMMENT))
    if at < 0 or at + _END.size > len(data):
        raise DamagedWorkbook(name, CUT_SHORT)
    _, count, size, offset, comment_length = _END.unpack_from(data, at)
    if at + _END.size + comment_length != len(data):
        raise DamagedWorkbook(name, TRAILING)
    if _IN_ZIP64 in (size, offset) or count == _COUNT_IN_ZIP64:
        count, offset = _end_record_64(data, at, name)
    return count, offset, at


def _end_record_64(data: bytes, end_at: int, name: str) -> tuple[int, int]:
    locator_at = end_at - _LOCATOR.size
    if locator_at < 0:
        raise DamagedWorkbook(name, DIRECTORY)
    locator, at = _LOCATOR.unpack_from(data, locator_at)
    mark, count, offset = _END64.unpack_from(data, at)
    if locator != b"PK\x06\x07" or mark != b"PK\x06\x06":
        raise DamagedWorkbook(name, DIRECTORY)
    return count, offset


def _entry(data: bytes, at: int, name: str) -> tuple[Member, int]:
    """One directory entry, and the offset of the next."""
    mark, flags, method, checksum, *numbers = _ENTRY.unpack_from(data, at)
    packed_size, size, name_length, extra_length, comment_length, offset = numbers
    if mark != b"PK\x01\x02":
        raise DamagedWorkbook(name, DIRECTORY)
    name_end = at + _ENTRY.size + name_length
    extra_end = name_end + extra_length
    stored_name = data[at + _ENTRY.size : name_end]
    if _IN_ZIP64 in (size, packed_size, offset):
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
        if number == _IN_ZIP64:
            (number,) = _QUAD.unpack_from(extra, at)  # noqa: PLW2901 - the rule of the format
            at += _QUAD.size
        wide.append(number)
    return wide[0], wide[1], wide[2]
