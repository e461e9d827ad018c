"""The computer an add-in is put on: what is asked of it, so that another can stand in for it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from okrsheet.addin.install_conf import NAME, PROJECT, Python
from okrsheet.ooxml.disk import Disk

WINDOWS: Final = "windows"
MAC: Final = "mac"
SYSTEMS: Final = {WINDOWS: "Windows", MAC: "macOS"}
ADDIN: Final = f"{PROJECT}.xlam"
MACHINE_WIDE: Final = "HKLM"
USER: Final = "HKCU"
OFFICE: Final = ("16.0", "15.0", "14.0")  # 2016 to 365, 2013, 2010
_GROUP: Final = "Library/Group Containers/UBF8T346G9.Office"
_CONTAINER: Final = "Library/Containers/com.microsoft.Excel"


class Senses(Protocol):
    """What only the computer itself can tell."""

    def values(self, hive: str, key: str) -> Mapping[str, object]:
        """The values of a registry key, names in lower case; empty where it can't be read."""

    def is_marked(self, path: Path) -> bool:
        """Whether the system marks the file as one from the internet."""

    def bars(self, path: Path) -> bool:
        """Whether the system keeps this program out of a folder."""

    def excels(self) -> int | None:
        """How many Excels run; None where that can't be known."""

    def can_import(self, module: str) -> bool:
        """Whether this Python has a module."""


class Machine(NamedTuple):
    """A computer as far as the add-in is concerned.

    Attributes:
        system: "windows" or "mac".
        home: The user's folder.
        environ: The variables of the process.
        python: The Python that Excel is to run.
        package: Where the installed xlwings lies; None where there is none.
        xlwings: Its version, "" where there is none.
        letters: The encoding in which the macros read files.
        disk: How files are read and written.
        senses: None where the files are laid out for another computer.
    """

    system: str
    home: Path
    environ: Mapping[str, str]
    python: Python
    package: Path | None
    xlwings: str
    letters: str
    disk: Disk
    senses: Senses | None = None

    @property
    def mac(self) -> bool:
        return self.system == MAC

    def registry(self, hive: str, key: str) -> Mapping[str, object]:
        """The values of a registry key; empty where there is none."""
        return self.senses.values(hive, key) if self.senses else {}


class Places(NamedTuple):
    """Where the files of the add-in stand.

    Attributes:
        addin: In the folder whose files Excel opens at its start.
        conf: Where the macros look for their settings.
        script: What a Mac needs so that a macro may start Python; None on Windows.
        record: What was written, and what stood there before.
    """

    addin: Path
    conf: Path
    script: Path | None
    record: Path


def places(machine: Machine) -> Places:
    """The user's own folders, for which nobody needs the rights of an administrator.

    Source: Application.StartupPath on both systems; `GetConfigFilePath` and `ExecuteMac` of
    xlwings.bas 0.37.8.
    """
    home = machine.home
    if machine.mac:
        return Places(
            home / _GROUP / "User Content.localized/Startup.localized/Excel" / ADDIN,
            home / _CONTAINER / "Data" / NAME,
            home / "Library/Application Scripts/com.microsoft.Excel" / script_name(machine),
            home / "Library/Application Support" / PROJECT / "addin",
        )
    roaming = Path(machine.environ.get("APPDATA") or home / "AppData" / "Roaming")
    local = Path(machine.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    profile = Path(machine.environ.get("USERPROFILE") or home)
    return Places(
        roaming / "Microsoft" / "Excel" / "XLSTART" / ADDIN,
        profile / f".{PROJECT}" / NAME,
        None,
        local / PROJECT / "addin",
    )


def script_name(machine: Machine) -> str:
    """The AppleScript that the macros of this xlwings call."""
    return f"xlwings-{machine.xlwings}.applescript"


def excel_folders(machine: Machine) -> tuple[Path, ...]:
    """On a Mac: what Excel makes when it first starts, and nobody else should."""
    return (machine.home / _GROUP, machine.home / _CONTAINER / "Data")


def office_root(machine: Machine, version: str) -> str:
    """The folder of an installed Excel; "" where that version is not installed."""
    key = rf"SOFTWARE\Microsoft\Office\{version}\Excel\InstallRoot"
    return str(machine.registry(MACHINE_WIDE, key).get("path") or "")


def other_starts(machine: Machine) -> list[Path]:
    """Windows: further folders whose files Excel opens at its start."""
    found = []
    for version in OFFICE:
        options = rf"Software\Microsoft\Office\{version}\Excel\Options"
        chosen = machine.registry(USER, options).get("altstartup")
        found += [Path(str(chosen))] if chosen else []
        root = office_root(machine, version)
        found += [Path(root) / "XLSTART"] if root else []
    return list(dict.fromkeys(found))
