"""A workbook file as a zip of parts, read from bytes: nothing touches the disk.

Stricter than `zipfile`, which is also slow to import: a part counts only if directory, local
header, sizes and checksum agree. Part names are found in any case, as Excel does.
"""

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from okrsheet.ooxml.directory import STORED, Member
from okrsheet.ooxml.doctype import (
    LONGEST_FORM,
    XML_ENDINGS,
    may_hold_doctype,
    refuse_doctype,
    refuse_encoding,
)
from okrsheet.ooxml.errors import (
    CHECKSUM,
    INFLATED_SIZE,
    PART_MISSING,
    DamagedWorkbook,
)

_WHOLE = 4 << 20
_STEP = 64 << 10
_MOST_AT_ONCE = 1 << 20
_CACHED = 64 << 10
_PACKED_STEP = 16 << 10
_TAIL = 4096


class Archive(NamedTuple):
    """The parts of one workbook file; made by `guard`, which has judged the directory.

    Attributes:
        name: The file, for messages.
        data: All of its bytes.
        members: Directory entries by lower-case name, folders left out.
        checked: Lower-case names of the parts seen to unpack to what the directory says.
        tails: What stands behind the cells of the sheets unpacked so far, by lower-case name.
    """

    name: str
    data: bytes
    members: dict[str, Member]
    checked: set[str]
    tails: dict[str, bytes]


def inside(name: str, part: str, sheet: str = "") -> str:
    """Where something stands: the file, the sheet where there is one, the part."""
    return f"{name}: sheet {sheet!r} ({part})" if sheet else f"{name}: {part}"


def has_part(archive: Archive, part: str) -> bool:
    """Say whether the part is listed."""
    return part.lower() in archive.members


def packed_part(archive: Archive, part: str) -> memoryview:
    """The packed bytes of a part, as they stand in the file.

    Raises:
        KeyError: There is no such part.
    """
    member = archive.members[part.lower()]
    return memoryview(archive.data)[member.data_at : member.data_at + member.packed_size]


def part_size(archive: Archive, part: str) -> int:
    """The size of an unpacked part as the directory states it; 0 where there is none."""
    return archive.members[part.lower()].size if has_part(archive, part) else 0


def read_part(archive: Archive, part: str, sheet: str = "") -> bytes:
    """Unpack one part that holds XML.

    Args:
        archive: The workbook file.
        part: The part's name, without a leading slash, in any case.
        sheet: The sheet it belongs to, for messages.

    Raises:
        DamagedWorkbook: The part is missing or does not unpack to what the directory says.
        UnsafeWorkbook: It holds a DOCTYPE.
    """
    where = inside(archive.name, part, sheet)
    key = part.lower()
    if key not in archive.members:
        raise DamagedWorkbook(where, PART_MISSING)
    unpacked = _unpacked(archive, archive.members[key], where)
    refuse_doctype(unpacked, where)
    archive.checked.add(key)
    if sheet:
        archive.tails[key] = _tail(unpacked)
    return unpacked


def part_pieces(archive: Archive, part: str, sheet: str) -> Iterator[bytes]:
    """Unpack a sheet piece by piece, so that it never leaves the processor's memory.

    Nothing that was made of the pieces counts before the last one has come: only then is it known
    that they are what the directory says. A DOCTYPE is not looked for.

    Args:
        archive: The workbook file.
        part: The part's name, without a leading slash, in any case.
        sheet: The sheet's name, for messages.

    Yields:
        Pieces of 64 KiB at most.

    Raises:
        DamagedWorkbook: The part is missing or does not unpack to what the directory says.
    """
    where = inside(archive.name, part, sheet)
    if not has_part(archive, part):
        raise DamagedWorkbook(where, PART_MISSING)
    member = archive.members[part.lower()]
    checksum = size = 0
    for piece in _pieces(archive, member, where, _PACKED_STEP, _CACHED):
        checksum = zlib.crc32(piece, checksum)
        size += len(piece)
        yield piece
    _compare(member, size, checksum, where)


def mark_checked(archive: Archive, part: str, tail: bytes) -> None:
    """Note that a sheet was read piece by piece, held no DOCTYPE, and what follows its cells."""
    archive.checked.add(part.lower())
    archive.tails[part.lower()] = _tail(tail)


def check_parts(archive: Archive) -> None:
    """Unpack, piece by piece, the parts nobody has read yet, and drop them.

    Raises:
        DamagedWorkbook: One does not unpack to what the directory says.
        UnsafeWorkbook: One holds a DOCTYPE.
    """
    for key, member in archive.members.items():
        if key not in archive.checked:
            _check(archive, member)
            archive.checked.add(key)


def _check(archive: Archive, member: Member) -> None:
    where = inside(archive.name, member.name)
    is_xml = member.name.lower().endswith(XML_ENDINGS)
    if member.size <= _WHOLE:
        unpacked = _unpacked(archive, member, where)
        if is_xml:
            refuse_doctype(unpacked, where)
        return
    checksum = size = 0
    before = b""
    suspicious = False
    for piece in _pieces(archive, member, where, _STEP, _MOST_AT_ONCE):
        if is_xml and size == 0:
            refuse_encoding(piece, where)
        suspicious = suspicious or (is_xml and _continues_doctype(before, piece))
        checksum = zlib.crc32(piece, checksum)
        size += len(piece)
        before = piece[-LONGEST_FORM:]
    _compare(member, size, checksum, where)
    if suspicious:
        refuse_doctype(_unpacked(archive, member, where), where)


def _continues_doctype(before: bytes, piece: bytes) -> bool:
    # The zero bytes make every piece count as UTF-16 too.
    return may_hold_doctype(b"\0\0\0\0" + before + piece)


def _tail(unpacked: bytes) -> bytes:
    if unpacked[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        unpacked = unpacked.decode("utf-16", "replace").encode()
    at = max(0, unpacked.rfind(b"sheetData"))
    return unpacked[at : at + _TAIL]


def _unpacked(archive: Archive, member: Member, where: str) -> bytes:
    """Unpack at once, one byte beyond the stated size at most."""
    packed = packed_part(archive, member.name)
    if member.method == STORED:
        unpacked = bytes(packed)
    else:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            unpacked = inflater.decompress(packed, member.size + 1)
        except zlib.error as error:
            raise DamagedWorkbook(where, CHECKSUM) from error
        if not inflater.eof or inflater.unused_data:
            raise DamagedWorkbook(where, INFLATED_SIZE)
    _compare(member, len(unpacked), zlib.crc32(unpacked), where)
    return unpacked


def _compare(member: Member, size: int, checksum: int, where: str) -> None:
    if size != member.size:
        raise DamagedWorkbook(where, INFLATED_SIZE)
    if checksum != member.checksum:
        raise DamagedWorkbook(where, CHECKSUM)


def _pieces(archive: Archive, member: Member, where: str, step: int, most: int) -> Iterator[bytes]:
    """Unpack `step` packed bytes to pieces of `most`; never much more than the stated size."""
    packed = packed_part(archive, member.name)
    if member.method == STORED:
        yield from (bytes(packed[at : at + most]) for at in range(0, len(packed), most))
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    room = member.size
    try:
        for at in range(0, len(packed), step):
            for piece in _steps(inflater, packed[at : at + step], most):
                room -= len(piece)
                if room < 0:
                    raise DamagedWorkbook(where, INFLATED_SIZE)
                yield piece
        yield inflater.flush()
    except zlib.error as error:
        raise DamagedWorkbook(where, CHECKSUM) from error
    if not inflater.eof or inflater.unused_data:
        raise DamagedWorkbook(where, INFLATED_SIZE)


def _steps(inflater: "zlib._Decompress", packed: memoryview, most: int) -> Iterator[bytes]:
    piece = inflater.decompress(packed, most)
    yield piece
    while inflater.unconsumed_tail:
        yield inflater.decompress(inflater.unconsumed_tail, most)
