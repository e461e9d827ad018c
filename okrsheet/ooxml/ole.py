"""The container of old Office files and of encrypted workbooks: what is in it, is it whole.

Source: MS-CFB, sections 2.2 (header), 2.3 (table of sectors) and 2.6 (directory).
"""

import struct
from typing import Final

OPENING: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SHIFTS = frozenset({9, 12})
_FIRST_TABLES_AT = 76
_FIRST_TABLES = 109
_LAST_SECTOR = 0xFFFFFFFA
_FREE = 0xFFFFFFFF
_ENTRY_SIZE = 128
_MOST_ENTRIES = 4096


def is_cut_short(data: bytes) -> bool:
    """Say whether sectors the container needs lie behind the end of the file."""
    size = _sector_size(data)
    if size == 0:
        return True
    sectors = (len(data) - 1) // size
    for number, table in enumerate(_tables(data)):
        if table >= sectors:
            return True
        used = _last_used(data[(table + 1) * size : (table + 2) * size])
        if used and number * (size // 4) + used > sectors:
            return True
    return _first_directory_sector(data) >= sectors


def stream_names(data: bytes) -> frozenset[str]:
    """The names in the directory, in lower case; at most 4,096 of them are looked at."""
    size = _sector_size(data)
    if size == 0:
        return frozenset()
    tables = list(_tables(data))
    sector = _first_directory_sector(data)
    names: set[str] = set()
    for _ in range(_MOST_ENTRIES * _ENTRY_SIZE // size):
        at = (sector + 1) * size
        if sector >= _LAST_SECTOR or at >= len(data):
            break
        names.update(_names(data[at : at + size]))
        sector = _next_sector(data, tables, sector)
    return frozenset(names)


def _sector_size(data: bytes) -> int:
    """In bytes; 0 where the header is cut or makes no sense."""
    if len(data) < _FIRST_TABLES_AT + 4 * _FIRST_TABLES:
        return 0
    shift = int.from_bytes(data[30:32], "little")
    return 1 << shift if shift in _SHIFTS else 0


def _first_directory_sector(data: bytes) -> int:
    return int.from_bytes(data[48:52], "little")


def _tables(data: bytes) -> list[int]:
    """The sectors that hold the table of sectors; those of files beyond 7 MB are left out."""
    numbers = struct.unpack_from(f"<{_FIRST_TABLES}I", data, _FIRST_TABLES_AT)
    return [number for number in numbers if number < _LAST_SECTOR]


def _last_used(table: bytes) -> int:
    """How many entries there are up to the last one in use."""
    return -(-len(table.rstrip(b"\xff")) // 4)


def _next_sector(data: bytes, tables: list[int], sector: int) -> int:
    size = _sector_size(data)
    table, place = divmod(sector, size // 4)
    if table >= len(tables):
        return _FREE
    at = (tables[table] + 1) * size + 4 * place
    return int.from_bytes(data[at : at + 4] or b"\xff" * 4, "little")


def _names(sector: bytes) -> list[str]:
    entries = (sector[at : at + _ENTRY_SIZE] for at in range(0, len(sector), _ENTRY_SIZE))
    return [_name(entry) for entry in entries if len(entry) == _ENTRY_SIZE]


def _name(entry: bytes) -> str:
    length = min(64, int.from_bytes(entry[64:66], "little"))
    return entry[: max(0, length - 2)].decode("utf-16-le", "replace").strip("\x05\x06\x09").lower()
