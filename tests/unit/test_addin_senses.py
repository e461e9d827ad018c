"""What a computer tells beside its files, on one that is neither Windows nor macOS."""

import contextlib
import ctypes
import importlib.metadata
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from okrsheet.addin import install_here, install_senses
from okrsheet.addin.install_senses import PosixSenses, WindowsSenses, answer, these_senses
from okrsheet.addin.install_versions import XLWINGS
from okrsheet.ooxml.disk import Disk


class Registry:
    """Stands in for `winreg`, which only Windows has."""

    HKEY_LOCAL_MACHINE, HKEY_CURRENT_USER = "machine", "user"
    KEY_READ, KEY_WOW64_32KEY, KEY_WOW64_64KEY = 0, 32, 64

    def __init__(self) -> None:
        self.keys: dict[tuple[str, str, int], list[tuple[str, object, int]]] = {}

    def OpenKey(self, root: str, key: str, _reserved: int, access: int):  # noqa: N802  # theirs
        if (root, key, access) not in self.keys:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return contextlib.nullcontext(self.keys[root, key, access])

    def QueryInfoKey(self, opened: list[object]) -> tuple[int, int, int]:  # noqa: N802  # theirs
        return 0, len(opened), 0

    def EnumValue(self, opened: list[object], number: int) -> object:  # noqa: N802  # theirs
        return opened[number]


def saying(text: str, asked: list[Sequence[str]] | None = None):
    def ask(words: Sequence[str]) -> str:
        if asked is not None:
            asked.append(words)
        return text

    return ask


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param('"EXCEL.EXE","812","Console","1","98,000 K"\r\n', 1, id="one"),
        pytest.param('"EXCEL.EXE","8"\r\n"EXCEL.EXE","9"\r\n', 2, id="two"),
        pytest.param("INFO: No tasks are running which match.\r\n", 0, id="none"),
        pytest.param("", 0, id="silence"),
    ],
)
def test_excels_of_windows_are_counted(text: str, count: int) -> None:
    asked: list[Sequence[str]] = []
    assert WindowsSenses(Registry(), saying(text, asked)).excels() == count
    assert asked[0][0] == "tasklist"


@pytest.mark.parametrize(("text", "count"), [("812\n", 1), ("812\n9\n", 2), ("", 0)])
def test_excels_of_a_mac_are_counted(text: str, count: int) -> None:
    assert PosixSenses(saying(text)).excels() == count


def test_a_system_that_does_not_answer_is_told_apart() -> None:
    def ask(_words: Sequence[str]) -> str:
        raise FileNotFoundError

    assert PosixSenses(ask).excels() is None


def test_a_program_of_the_system_is_asked() -> None:
    assert answer(["printf", "a\nb"]) == "a\nb"


def test_a_program_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install_senses, "_PATIENCE", 0.05)
    with pytest.raises(OSError, match="sleep"):
        answer(["sleep", "5"])


def test_the_mark_of_windows_is_a_stream_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "okrsheet.xlam"
    assert not WindowsSenses(Registry()).is_marked(path)
    (tmp_path / "okrsheet.xlam:Zone.Identifier").write_bytes(b"[ZoneTransfer]\r\nZoneId=3\r\n")
    assert WindowsSenses(Registry()).is_marked(path)


@pytest.mark.parametrize(("size", "marked"), [(57, True), (-1, False)])
def test_the_mark_of_a_mac_is_an_attribute(
    size: int, marked: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = []

    def call(*words: object) -> int:
        asked.append(words)
        return size

    monkeypatch.setattr(install_senses, "system_call", lambda _name: call)
    assert PosixSenses().is_marked(tmp_path) is marked
    assert asked[0][1] == b"com.apple.quarantine"
    assert len(asked[0]) == 6


def test_a_system_without_the_call_marks_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(install_senses, "system_call", lambda _name: None)
    assert not PosixSenses().is_marked(tmp_path)


def test_the_real_call_knows_no_such_mark_here(tmp_path: Path) -> None:
    ctypes.set_errno(0)
    assert not PosixSenses().is_marked(tmp_path)


def test_a_folder_that_keeps_us_out_is_told_apart(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert not PosixSenses().bars(tmp_path)
    assert not PosixSenses().bars(tmp_path / "missing")

    def refuse(_self: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert PosixSenses().bars(tmp_path)


def test_modules_are_looked_for() -> None:
    assert these_senses().can_import("json")
    assert not these_senses().can_import("win32com_of_nobody")


def test_only_windows_has_a_registry() -> None:
    assert not PosixSenses().values("HKCU", "Software")
    assert isinstance(these_senses(), PosixSenses)


def test_both_views_of_the_registry_are_read_and_64_bits_count_first() -> None:
    registry = Registry()
    registry.keys["machine", "Excel", 64] = [("Path", "C:\\Office64", 1)]
    registry.keys["machine", "Excel", 32] = [("PATH", "C:\\Office32", 1), ("Old", 1, 4)]
    senses = WindowsSenses(registry)
    assert senses.values("HKLM", "Excel") == {"path": "C:\\Office64", "old": 1}
    assert senses.values("HKCU", "Excel") == {}


@pytest.mark.parametrize(("platform", "system"), [("win32", "windows"), ("darwin", "mac")])
def test_this_computer_is_seen_as_what_it_is(
    platform: str, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert install_here.native_system() == ""
    monkeypatch.setattr(install_here, "this_disk", Disk)
    monkeypatch.setattr(install_here, "these_senses", PosixSenses)
    monkeypatch.setattr(sys, "platform", platform)
    assert install_here.native_system() == system
    machine = install_here.this_machine()
    assert (machine.system, machine.python.interpreter) == (system, sys.executable)
    assert machine.xlwings == XLWINGS
    assert machine.package
    assert (machine.package / f"xlwings-{XLWINGS}.applescript").is_file()


def test_a_python_without_xlwings_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "distribution", missing)
    machine = install_here.laid_out("mac", tmp_path, "/opt/python3")
    assert (machine.package, machine.xlwings) == (None, "")
