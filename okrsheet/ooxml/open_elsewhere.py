"""Who has a workbook open: the signs that Excel and LibreOffice leave beside it.

Excel puts `~$book.xlsx` there (165 bytes, with the user's name), LibreOffice `.~lock.book.xlsx#`.
A crash leaves them behind, so each is asked whether it is still meant:

- Windows, and network drives that pass it on: Excel keeps its sign and the workbook open in a way
  that bars writing. A sign that can be read and opened for writing on Windows is a left-over.
- LibreOffice names the computer: on this one, without LibreOffice running, it is a left-over.
- What can't be known counts as open; the message names the sign, and a person can delete it.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from okrsheet.ooxml.disk import Disk
from okrsheet.ooxml.disk_here import this_disk
from okrsheet.ooxml.save_errors import HELD, OPEN, OpenElsewhere

_EXCEL: Final = "Excel"
_LIBREOFFICE: Final = "LibreOffice"
_LIBREOFFICE_PROGRAM: Final = "soffice"
_SIGN_LIMIT: Final = 4096
_OWNER_FILE: Final = 165
_LONGEST_USER: Final = 54
_USER_LENGTH: Final = slice(55, 57)  # of the name in UTF-16, behind it in one byte a letter
_USER: Final = 57
_HOST: Final = 2  # LibreOffice: name, account, computer, time, profile
_NANO: Final = 1_000_000_000
_PAUSE: Final = 1.0


class Opened(NamedTuple):
    """A sign that a workbook is open.

    Attributes:
        program: Excel or LibreOffice.
        user: Who has it open, "" where the sign does not say.
        since: Seconds since 1970.
        sign: The file that says so.
    """

    program: str
    user: str
    since: int
    sign: str

    def __str__(self) -> str:
        from datetime import UTC, datetime  # noqa: PLC0415  # only for a message

        since = datetime.fromtimestamp(self.since, UTC).astimezone()
        who = f" by {self.user}" if self.user else ""
        return f"in {self.program}{who} since {since:%Y-%m-%d %H:%M}, says {self.sign}"


def find_opened(path: str, disk: Disk) -> Opened | None:
    """The sign that somebody has a workbook open; None where nobody is seen."""
    for sign in _excel_signs(path, disk):
        opened = _asked(sign, _EXCEL, disk)
        if opened:
            return opened
    folder, name = os.path.split(path)
    return _asked(os.path.join(folder, f".~lock.{name}#"), _LIBREOFFICE, disk)


def refuse_open(path: str, real: str, disk: Disk) -> None:
    """Go on only where nobody has the workbook open.

    Args:
        path: As it was named.
        real: The file behind links.
        disk: The operating system.

    Raises:
        OpenElsewhere: Somebody has.
    """
    for each in dict.fromkeys((path, real)):
        opened = find_opened(each, disk)
        if opened:
            raise OpenElsewhere(path, OPEN, str(opened))
    if disk.is_held(real):
        raise OpenElsewhere(path, HELD)


def wait_until_closed(
    path: Path, sleep: Callable[[float], None], limit: float, disk: Disk | None = None
) -> None:
    """Wait until nobody has a workbook open.

    Args:
        path: The workbook.
        sleep: Waits some seconds.
        limit: The longest to wait, in seconds; 0 looks once.
        disk: The operating system; this machine's by default.

    Raises:
        OpenElsewhere: Somebody still has it open when the time is up.
    """
    disk = disk or this_disk()
    left = limit
    while True:
        try:
            refuse_open(str(path), disk.resolve(str(path)), disk)
        except OpenElsewhere:
            if left <= 0:
                raise
        else:
            return
        sleep(min(_PAUSE, left))
        left -= _PAUSE


def _excel_signs(path: str, disk: Disk) -> Iterator[str]:
    folder, name = os.path.split(path)
    yield os.path.join(folder, f"~${name}")
    # Office shortens some names by two letters; then it may also be the sign of another workbook.
    if not disk.exists(os.path.join(folder, name[2:])):
        yield os.path.join(folder, f"~${name[2:]}")


def _asked(sign: str, program: str, disk: Disk) -> Opened | None:
    try:
        facts = disk.facts(sign)
    except OSError:
        return None
    try:
        data, _, _ = disk.read(sign, _SIGN_LIMIT)
    except FileNotFoundError:
        return None
    except OSError:
        # Held so that it can't even be read: its program runs.
        data = b""
    else:
        if _left_behind(sign, data, program, disk):
            return None
    user = excel_user(data) if program == _EXCEL else libreoffice_user(data)
    return Opened(program, user, facts.mtime_ns // _NANO, os.path.basename(sign))


def _left_behind(sign: str, data: bytes, program: str, disk: Disk) -> bool:
    if program == _EXCEL:
        return disk.is_held(sign) is False
    fields = _fields(data)
    here = len(fields) > _HOST and fields[_HOST] == disk.machine()
    return here and disk.runs(_LIBREOFFICE_PROGRAM) is False


def excel_user(data: bytes) -> str:
    """The user's name in an owner file of Excel; "" where there is none."""
    count = int.from_bytes(data[_USER_LENGTH], "little")
    if len(data) >= _OWNER_FILE and 0 < count <= _LONGEST_USER:
        return data[_USER : _USER + 2 * count].decode("utf-16-le", "replace").strip()
    short = data[0] if data else 0
    return data[1 : 1 + short].decode("latin-1").strip() if short <= _LONGEST_USER else ""


def libreoffice_user(data: bytes) -> str:
    """The user's name in a lock file of LibreOffice; "" where there is none."""
    fields = _fields(data)
    return next((field for field in fields[:2] if field), "")


def _fields(data: bytes) -> list[str]:
    return [field.strip() for field in data.decode("utf-8", "replace").split(",")]
