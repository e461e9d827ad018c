"""What may be opened: bytes to a verdict before any parser sees them.

Everything that opens a user's workbook comes through here: the reader, and the patcher before it
changes a file and on the result.
"""

import struct
from struct import Struct

from okrsheet.ooxml.archive import Archive, check_parts, inside
from okrsheet.ooxml.directory import (
    DEFLATED,
    DESCRIPTOR_FLAG,
    ENCRYPTED_FLAGS,
    IN_ZIP64,
    STORED,
    Directory,
    Member,
    read_directory,
)
from okrsheet.ooxml.errors import (
    DIRECTORY,
    FILE_TOO_LARGE,
    INFLATED_SIZE,
    METHOD,
    ODD_NAME,
    OTHER_NAME,
    OTHER_NUMBERS,
    OUTSIDE,
    OVERLAP,
    PART_TOO_LARGE,
    RATIO,
    TOTAL_TOO_LARGE,
    TWICE,
    UNLISTED,
    DamagedWorkbook,
    NotAWorkbook,
    UnsafeWorkbook,
)
from okrsheet.ooxml.kinds import ENCRYPTED_ZIP, refuse_other_kinds, refuse_other_zips
from okrsheet.ooxml.limits import MAX_FILE, MAX_PART, MAX_RATIO, MAX_TOTAL, RATIO_FLOOR

_LOCAL = Struct("<4s2xHH4xIIIHH")
_LOCAL_MARK = b"PK\x03\x04"


def guard(data: bytes, name: str, *, every_part: bool = False) -> Archive:
    """Judge the bytes of a workbook file.

    The directory is judged as a whole. Parts are judged when they are unpacked: by `read_part`,
    by `check_parts`, or here.

    Args:
        data: The whole file.
        name: The file, for messages.
        every_part: Unpack and check all parts now, also those nobody reads; for files that are
            about to be changed, and for the result.

    Raises:
        NotAWorkbook: It is something else, or encrypted.
        DamagedWorkbook: It is cut, broken or contradicts itself.
        UnsafeWorkbook: It holds what only an attack or an accident puts there.
    """
    if len(data) > MAX_FILE:
        raise UnsafeWorkbook(name, FILE_TOO_LARGE)
    refuse_other_kinds(data, name)
    archive = open_archive(data, name)
    refuse_other_zips(frozenset(archive.members), name)
    if every_part:
        check_parts(archive)
    return archive


def open_archive(data: bytes, name: str) -> Archive:
    """Judge a zip file by its directory and local headers; no part is unpacked.

    Raises:
        NotAWorkbook: It is encrypted.
        DamagedWorkbook: The directory is cut, broken or contradicts itself or the members.
        UnsafeWorkbook: There are too many members, too large ones, or names that point outside.
    """
    directory = read_directory(data, name)
    for member in directory.members:
        _refuse_name(member, name)
        _refuse_size(member, name)
        _refuse_packing(member, name)
    if sum(member.size for member in directory.members) > MAX_TOTAL:
        raise UnsafeWorkbook(name, TOTAL_TOO_LARGE)
    members: dict[str, Member] = {}
    for member in _located(data, directory, name):
        key = member.name.lower()
        if key in members:
            raise DamagedWorkbook(inside(name, member.name), TWICE)
        members[key] = member
    parts = {key: member for key, member in members.items() if not key.endswith("/")}
    return Archive(name, data, parts, set(), {})


def _refuse_name(member: Member, name: str) -> None:
    part = member.name
    steps = part.split("/")
    if "\\" in part or steps[0] == "" or ".." in steps or part[1:2] == ":":
        raise UnsafeWorkbook(name, OUTSIDE, repr(part[:60]))
    if "\0" in part or "." in steps or "" in steps[:-1]:
        raise UnsafeWorkbook(name, ODD_NAME, repr(part[:60]))


def _refuse_size(member: Member, name: str) -> None:
    if member.size > MAX_PART:
        raise UnsafeWorkbook(inside(name, member.name), PART_TOO_LARGE)
    if member.size > max(RATIO_FLOOR, MAX_RATIO * member.packed_size):
        raise UnsafeWorkbook(inside(name, member.name), RATIO)


def _refuse_packing(member: Member, name: str) -> None:
    if member.flags & ENCRYPTED_FLAGS:
        raise NotAWorkbook(name, ENCRYPTED_ZIP)
    if member.method not in {STORED, DEFLATED}:
        raise DamagedWorkbook(inside(name, member.name), METHOD)
    if member.method == STORED and member.size != member.packed_size:
        raise DamagedWorkbook(inside(name, member.name), INFLATED_SIZE)


def _located(data: bytes, directory: Directory, name: str) -> list[Member]:
    """The members in the order of their data, each with a stretch of the file of its own."""
    located = []
    free_from = 0
    for listed in sorted(directory.members, key=_offset):
        where = inside(name, listed.name)
        if listed.offset < free_from:
            raise UnsafeWorkbook(where, OVERLAP)
        if listed.offset >= directory.start:
            raise DamagedWorkbook(where, DIRECTORY)
        _refuse_unlisted(data, free_from, listed.offset, name)
        member = Member(*listed[:-1], _data_at(data, listed, where))
        free_from = member.data_at + member.packed_size
        if free_from > directory.start:
            raise DamagedWorkbook(where, DIRECTORY)
        located.append(member)
    _refuse_unlisted(data, free_from, directory.start, name)
    return located


def _refuse_unlisted(data: bytes, start: int, end: int, name: str) -> None:
    """Programs that read a zip file from its beginning must see the same members."""
    if start < end and data.find(_LOCAL_MARK, start, end) >= 0:
        raise UnsafeWorkbook(name, UNLISTED)


def _offset(member: Member) -> int:
    return member.offset


def _data_at(data: bytes, member: Member, where: str) -> int:
    """Where the packed bytes begin, behind a local header that says what the directory says."""
    try:
        mark, flags, method, *told = _LOCAL.unpack_from(data, member.offset)
    except (struct.error, OverflowError) as error:
        raise DamagedWorkbook(where, DIRECTORY) from error
    if mark != _LOCAL_MARK:
        raise DamagedWorkbook(where, DIRECTORY)
    numbers: list[int] = told
    *stated, name_length, extra_length = numbers
    name_at = member.offset + _LOCAL.size
    if data[name_at : name_at + name_length] != member.stored_name:
        raise DamagedWorkbook(where, OTHER_NAME)
    if method != member.method or flags & ENCRYPTED_FLAGS or _contradicts(flags, stated, member):
        raise DamagedWorkbook(where, OTHER_NUMBERS)
    return name_at + name_length + extra_length


def _contradicts(flags: int, stated: list[int], member: Member) -> bool:
    """Say whether checksum and sizes differ; they may be left to what follows the data."""
    if stated == [member.checksum, member.packed_size, member.size]:
        return False
    open_numbers = {IN_ZIP64, 0} if flags & DESCRIPTOR_FLAG else {IN_ZIP64}
    listed = (member.checksum, member.packed_size, member.size)
    return any(
        here != there and here not in open_numbers
        for here, there in zip(stated, listed, strict=True)
    )
