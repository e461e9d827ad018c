"""Computers that are not here: Windows and macOS in a folder, with a small add-in file."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from okrsheet.addin.install_conf import Python
from okrsheet.addin.install_machine import MAC, WINDOWS, Machine
from okrsheet.addin.install_versions import XLWINGS
from tests.saving.stand_ins import Witness

NOW: Final = datetime(2027, 1, 5, 9, 12, tzinfo=UTC)
SCRIPT: Final = b"on VbaHandler(ParameterString)\nend VbaHandler\n"
INSTALL_ROOT: Final = r"SOFTWARE\Microsoft\Office\16.0\Excel\InstallRoot"
_PROPERTIES: Final = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{}'
    "</Properties>"
)
_PROPERTY: Final = (
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}">'
    "<vt:lpwstr>{}</vt:lpwstr></property>"
)


def addin_file(okrsheet: str = "0.1.0", xlwings: str = XLWINGS, content: bytes = b"") -> bytes:
    """A package that says its versions as the add-in does, and is nothing else."""
    marks = {"okrsheet": okrsheet, "xlwings": xlwings}
    rows = [_PROPERTY.format(n, *each) for n, each in enumerate(marks.items(), 2) if each[1]]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/vbaProject.bin", content or b"macros")
        if rows:
            package.writestr("docProps/custom.xml", _PROPERTIES.format("".join(rows)))
    return made.getvalue()


class Told:
    """Senses that know what a test tells them.

    Attributes:
        registry: Values by hive and key.
        marked: Files from the internet.
        barred: Folders that may not be entered.
        running: Excels.
        modules: What Python can import.
    """

    def __init__(self) -> None:
        self.registry: dict[tuple[str, str], Mapping[str, object]] = {}
        self.marked: set[Path] = set()
        self.barred: set[Path] = set()
        self.running: int | None = 0
        self.modules = {"win32com", "appscript"}

    def values(self, hive: str, key: str) -> Mapping[str, object]:
        return self.registry.get((hive, key), {})

    def is_marked(self, path: Path) -> bool:
        return path in self.marked

    def bars(self, path: Path) -> bool:
        return path in self.barred

    def excels(self) -> int | None:
        return self.running

    def can_import(self, module: str) -> bool:
        return module in self.modules


def told(machine: Machine) -> Told:
    """The senses of a machine made here."""
    assert isinstance(machine.senses, Told)
    return machine.senses


def witness(machine: Machine) -> Witness:
    """The disk of a machine made here."""
    assert isinstance(machine.disk, Witness)
    return machine.disk


def windows(folder: Path) -> Machine:
    """A Windows with Excel and Python, on which nothing is wrong."""
    home, python = folder / "Users" / "Ann", folder / "Python311" / "python.exe"
    home.mkdir(parents=True)
    python.parent.mkdir()
    python.write_bytes(b"MZ")
    (python.parent / f"xlwings64-{XLWINGS}.dll").write_bytes(b"MZ")
    senses = Told()
    senses.registry["HKLM", INSTALL_ROOT] = {"path": str(folder / "Office16")}
    environ = {
        "APPDATA": str(home / "AppData" / "Roaming"),
        "LOCALAPPDATA": str(home / "AppData" / "Local"),
        "USERPROFILE": str(home),
    }
    package = folder / "xlwings"
    return Machine(
        *(WINDOWS, home, environ, Python(str(python)), package, XLWINGS, "cp1252"),
        Witness(),
        senses,
    )


def mac(folder: Path) -> Machine:
    """A Mac on which Excel was started once, and nothing is wrong."""
    home, python = folder / "Users" / "ann", folder / "venv" / "bin" / "python3"
    for name in ("Group Containers/UBF8T346G9.Office", "Containers/com.microsoft.Excel/Data"):
        (home / "Library" / name).mkdir(parents=True)
    python.parent.mkdir(parents=True)
    python.write_bytes(b"\xcf\xfa\xed\xfe")
    package = folder / "xlwings"
    package.mkdir()
    (package / f"xlwings-{XLWINGS}.applescript").write_bytes(SCRIPT)
    return Machine(
        *(MAC, home, {}, Python(str(python)), package, XLWINGS, "ascii"), Witness(), Told()
    )


MACHINES: Final = {"Windows": windows, "macOS": mac}
