"""What a computer tells beside its files: registry, marks of the internet, running programs."""

import contextlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

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
    """Windows; `registry` is Python's module `winreg`."""

    def __init__(self, registry: Any, ask: Ask = answer) -> None:  # noqa: ANN401  # no types here
        super().__init__(ask)
        self._registry = registry

    def values(self, hive: str, key: str) -> Mapping[str, object]:
        """Both views of the registry, that of 64 bits before that of 32."""
        views = (self._registry.KEY_WOW64_32KEY, self._registry.KEY_WOW64_64KEY)
        found: dict[str, object] = {}
        for view in views:
            with contextlib.suppress(OSError):
                found |= self._view(hive, key, view)
        return found

    def is_marked(self, path: Path) -> bool:
        try:
            return b"ZoneId=" in Path(f"{path}{_STREAM}").read_bytes()
        except OSError:
            return False

    def excels(self) -> int | None:
        return self._count(_WINDOWS_LIST, f'"{_PROGRAM}"')

    def _view(self, hive: str, key: str, view: int) -> dict[str, object]:
        library = self._registry
        wide = hive == MACHINE_WIDE
        root = library.HKEY_LOCAL_MACHINE if wide else library.HKEY_CURRENT_USER
        with library.OpenKey(root, key, 0, library.KEY_READ | view) as opened:
            count = library.QueryInfoKey(opened)[1]
            rows = [library.EnumValue(opened, number) for number in range(count)]
        return {name.lower(): value for name, value, _ in rows}


def these_senses() -> Senses:
    """This computer's."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415  # only Windows has it

        return WindowsSenses(winreg)
    return PosixSenses()
