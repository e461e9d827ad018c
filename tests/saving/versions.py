"""Contents to save, a time to save them at, and what a folder holds."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from okrsheet.ooxml.backup_names import FOLDER

NOW: Final = datetime(2027, 1, 5, 9, 12, tzinfo=UTC)
OLD: Final = b"PK\3\4 the old version" + b"o" * 3000 + b"PK\5\6" + bytes(18)
NEW: Final = b"PK\3\4 the new version" + b"n" * 4000 + b"PK\5\6" + bytes(18)
OTHER: Final = b"PK\3\4 somebody else's" + b"s" * 2000 + b"PK\5\6" + bytes(18)


def later(seconds: float = 1) -> datetime:
    return NOW + timedelta(seconds=seconds)


def book_in(folder: Path, name: str = "book.xlsx", content: bytes = OLD) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def backups_in(folder: Path) -> list[bytes]:
    """Contents of the backups, the oldest first."""
    return [path.read_bytes() for path in sorted((folder / FOLDER).glob("*"))]


def litter_in(folder: Path) -> list[str]:
    """Files in a folder that no user made; backups are none."""
    return [name for name in names_in(folder) if name.endswith(".tmp")]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def excel_sign(user: str) -> bytes:
    """An owner file as Excel writes it."""
    short, wide = user.encode("latin-1", "replace")[:54], user.encode("utf-16-le")[:108]
    return (
        bytes([len(short)])
        + short.ljust(54)
        + len(user).to_bytes(2, "little")
        + wide.ljust(108, b" ")
    )
