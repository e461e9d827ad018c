"""What a killed run leaves beside a workbook, and how the next save of it tidies up.

A new version is first written whole under a name of its own:
`.okrsheet-BOOK-MACHINE-PROCESS-CONTENT-LOT.tmp`. The name says whose it is and what was to be in
it, so nothing is removed that could be wanted: not the file of a process that lives, and not a
version of the workbook that stands nowhere else; that becomes a backup.
"""

import contextlib
import os
import re
from typing import TYPE_CHECKING, Final

from okrsheet.ooxml.backup_names import (
    LEFT_OVER,
    Naming,
    backups_of,
    free_name,
    make_backup_folder,
)
from okrsheet.ooxml.replace import content
from okrsheet.ooxml.snapshot import digest

if TYPE_CHECKING:
    from datetime import datetime

    from okrsheet.ooxml.disk import Disk

_NAME: Final = re.compile(r"\.okrsheet-(\w{8})-(\w{6})-(\d+)-(\w{16})-\w{6}\.tmp")
_KEY: Final = 8
_MACHINE: Final = 6
_CONTENT: Final = 16
_MINUTE: Final = 60
_DAY: Final = 86_400
_ZIP: Final = b"PK"
_ZIP_END: Final = b"PK\5\6"
_END_WITHIN: Final = 22 + 65_535


def temporary_name(disk: "Disk", real: str, sha256: str) -> str:
    """A name beside a file for its next version; never the same twice."""
    key, machine = _key(real), _short(disk.machine(), _MACHINE)
    lot = os.urandom(3).hex()
    name = f".okrsheet-{key}-{machine}-{os.getpid()}-{sha256[:_CONTENT]}-{lot}.tmp"
    return os.path.join(os.path.dirname(real), name)


def sweep(disk: "Disk", real: str, now: "datetime") -> None:
    """Remove what killed runs left of earlier versions of a file; failures can wait."""
    folder = os.path.dirname(real)
    for name in disk.names(folder):
        found = _NAME.fullmatch(name)
        if found and found[1] == _key(real):
            with contextlib.suppress(OSError):
                path = os.path.join(folder, name)
                if _is_dead(disk, found, path, now):
                    _remove(disk, real, path, found[4], now)


def _is_dead(disk: "Disk", found: "re.Match[str]", path: str, now: "datetime") -> bool:
    facts = disk.facts(path)
    # An exchange leaves the content as old as it was and changes the name: the later time counts.
    age = now.timestamp() - facts.changed_ns / 1e9
    here = found[2] == _short(disk.machine(), _MACHINE)
    return facts.regular and (
        age > _DAY or (here and age > _MINUTE and not disk.lives(int(found[3])))
    )


def _remove(disk: "Disk", real: str, path: str, expected: str, now: "datetime") -> None:
    data, _, _ = disk.read(path, disk.facts(path).size)
    sha256 = digest(data)
    if (
        sha256.startswith(expected)
        or _is_kept(disk, real, sha256)
        or _is_torn(disk, real, expected, data)
    ):
        disk.unlink(path)
        return
    make_backup_folder(disk, real)
    naming = Naming(real, now, LEFT_OVER, sha256)
    disk.rename(path, free_name(disk, naming))


def _is_torn(disk: "Disk", real: str, expected: str, data: bytes) -> bool:
    """Whether writing it was cut short: what okrsheet writes is a zip with an end.

    After a power cut zeros can stand for what had not reached the drive.

    Where the version that was to be written stands, this is the one it replaced, however damaged.
    """
    zeros = not data.strip(b"\0")
    if not zeros and (not data.startswith(_ZIP) or _ZIP_END in data[-_END_WITHIN:]):
        return False
    return not (disk.exists(real) and content(disk, real).startswith(expected))


def _is_kept(disk: "Disk", real: str, sha256: str) -> bool:
    if disk.exists(real) and content(disk, real) == sha256:
        return True
    return any(sha256.startswith(each.content) for each in backups_of(disk, real))


def _key(real: str) -> str:
    return _short(os.path.normcase(os.path.basename(real)), _KEY)


def _short(text: str, length: int) -> str:
    return digest(text.encode("utf-8", "surrogateescape"))[:length]
