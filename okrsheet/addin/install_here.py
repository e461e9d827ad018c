"""This computer, as the add-in is put on it; and one for which files are only laid out."""

import locale
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from okrsheet.addin.install_conf import Python
from okrsheet.addin.install_machine import MAC, WINDOWS, Machine
from okrsheet.addin.install_senses import these_senses
from okrsheet.ooxml.disk_here import this_disk

_NATIVE: Final = {"win32": WINDOWS, "darwin": MAC}
_WEST: Final = {WINDOWS: "cp1252", MAC: "ascii"}


def native_system() -> str:
    """Give "windows", "mac", or "" where no Excel for the desktop runs."""
    return _NATIVE.get(sys.platform, "")


def this_machine() -> Machine:
    """This computer.

    Raises:
        KeyError: It runs neither Windows nor macOS.
    """
    system = _NATIVE[sys.platform]
    home = Path.home()
    package, version = _xlwings()
    return Machine(
        system,
        home,
        os.environ,
        this_python(os.environ, sys.executable, home, system),
        package,
        version,
        locale.getencoding() if system == WINDOWS else "ascii",
        this_disk(),
        these_senses(),
    )


def laid_out(system: str, folder: Path, interpreter: str) -> Machine:
    """Another computer whose user's folder is to be laid out in a folder of this one.

    Args:
        system: "windows" or "mac".
        folder: Stands for the user's folder.
        interpreter: The Python there.
    """
    package, version = _xlwings()
    python = Python(interpreter)
    return Machine(system, folder, {}, python, package, version, _WEST[system], this_disk())


def this_python(environ: Mapping[str, str], interpreter: str, home: Path, system: str) -> Python:
    """How the macros are to start this Python.

    A conda environment must be activated on Windows; a home folder with unusual letters is
    spelled $HOME on a Mac.
    """
    own = Path(interpreter).parent
    conda = environ.get("CONDA_EXE", "")
    if system == WINDOWS:
        if (own / "conda-meta").is_dir() and conda and environ.get("CONDA_PREFIX") == str(own):
            return Python("python", str(Path(conda).parents[1]), environ["CONDA_DEFAULT_ENV"])
        return Python(interpreter)
    if interpreter.isascii():
        return Python(interpreter)
    inner = interpreter.removeprefix(f"{home}/")
    return Python(f"$HOME/{inner}" if inner != interpreter else interpreter)


def _xlwings() -> tuple[Path | None, str]:
    """Where xlwings lies and its version, without the half second it takes to import it."""
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415  # 20 ms

    try:
        found = distribution("xlwings")
    except PackageNotFoundError:
        return None, ""
    return Path(str(found.locate_file("xlwings"))), found.version
