"""What a computer tells beside its files: registry, marks of the internet, running programs."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from okrsheet.addin.install_machine import MACHINE_WIDE, Senses
from okrsheet.ooxml.disk_posix import system_call

Ask = Callable[[Sequence[str]], str]

_STREAM: Final = ":Zone.Identifier"
_ATTRIBUTE: Final = b"com.apple.quarantine"
_PROGRAM: Final = "EXCEL.EXE"
_WINDOWS_LIST: Final = ("tasklist", "/FI", f"IMAGENAME eq {_PROGRAM}", "/FO", "CSV", "/NH")
_MAC_LIST: Final = ("pgrep", "-x", "Microsoft Excel")
_PATIENCE: Final = 10


def answer(words: Sequence[str]) -> str:
    """What a program of the system prints.

    Raises:
        OSError: It is not there or does not answer within ten seconds.
    """
    import subprocess  # noqa: PLC0415  # costs 8 ms, and only the doctor asks

    try:
        done = subprocess.run(  # noqa: S603  # fixed words
            words, capture_output=True, text=True, errors="replace", timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(words[0]) from error
    return done.stdout


class PosixSenses:
    """What every system tells in the same way."""

    def __init__(self, ask: Ask = answer) -> None:
        self._ask = ask

    def values(self, _hive: str, _key: str) -> Mapping[str, object]:
        return {}

    def is_marked(self, path: Path) -> bool:
        getxattr = system_call("getxattr")
        if getxattr is None:
            return False
        return getxattr(os.fsencode(path), _ATTRIBUTE, None, 0, 0, 0) >= 0

    def bars(self, path: Path) -> bool:
        try:
            next(path.iterdir(), None)
        except PermissionError:
            return True
        except OSError:
            return False
        return False

    def excels(self) -> int | None:
        return self._count(_MAC_LIST, "")

    def can_import(self, module: str) -> bool:
        from importlib.util import find_spec  # noqa: PLC0415  # only the doctor asks

        return find_spec(module) is not None

    def _count(self, words: Sequence[str], start: str) -> int | None:
        try:
            lines = self._ask(words).splitlines()
        except OSError:
            return None
        return sum(bool(line.strip()) and line.startswith(start) for line in lines)


class WindowsSenses(PosixSenses):
    """Windows."""

    def values(self, hive: str, key: str) -> Mapping[str, object]:
        return registry_values(hive, key)

    def is_marked(self, path: Path) -> bool:
        try:
            return b"ZoneId=" in Path(f"{path}{_STREAM}").read_bytes()
        except OSError:
            return False

    def excels(self) -> int | None:
        return self._count(_WINDOWS_LIST, f'"{_PROGRAM}"')


def these_senses() -> Senses:
    """This computer's."""
    return WindowsSenses() if sys.platform == "win32" else PosixSenses()


if sys.platform == "win32":
    import winreg

    def registry_values(hive: str, key: str) -> Mapping[str, object]:
        """The values of a key in both views of the registry, the one of 64 bits first."""
        root = winreg.HKEY_LOCAL_MACHINE if hive == MACHINE_WIDE else winreg.HKEY_CURRENT_USER
        found: dict[str, object] = {}
        for view in (winreg.KEY_WOW64_32KEY, winreg.KEY_WOW64_64KEY):
            try:
                with winreg.OpenKey(root, key, 0, winreg.KEY_READ | view) as opened:
                    count = winreg.QueryInfoKey(opened)[1]
                    rows = [winreg.EnumValue(opened, number) for number in range(count)]
            except OSError:
                continue
            found |= {name.lower(): value for name, value, _ in rows}
        return found

else:

    def registry_values(_hive: str, _key: str) -> Mapping[str, object]:
        """Only Windows has a registry."""
        return {}
