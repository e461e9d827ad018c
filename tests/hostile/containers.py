"""Containers of old Office (MS-CFB) with named, empty streams."""

import struct

_SECTOR = 512
_FREE = 0xFFFFFFFF
_END_OF_CHAIN = 0xFFFFFFFE
_TABLE = 0xFFFFFFFD


def container(*names: str, sectors: int = 4) -> bytes:
    """A container: header, table of sectors, directory, then as many sectors of content."""
    listed = ["Root Entry", *names]
    directories = -(-len(listed) // 4)
    chain = [*range(2, directories + 1), _END_OF_CHAIN]
    content = [*range(directories + 2, directories + 1 + sectors), _END_OF_CHAIN]
    table = [_TABLE, *chain, *content]
    table += [_FREE] * (_SECTOR // 4 - len(table))
    body = b"".join(map(_directory_entry, listed)).ljust(directories * _SECTOR, b"\0")
    return _header() + struct.pack("<128I", *table) + body + bytes(sectors * _SECTOR)


def _header() -> bytes:
    first = struct.pack(
        "<8s16xHHHHH6xII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 65534, 9, 6, 0, 1
    )
    rest = struct.pack("<IIIIIII", 1, 0, 4096, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0)
    return first + rest + struct.pack("<109I", 0, *[_FREE] * 108)


def _directory_entry(name: str) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBB60x", letters, len(letters), 2, 1)
