r"""The settings that the macros of the add-in read.

xlwings looks for them in PROJECT_NAME.conf: on Windows in %USERPROFILE%\.okrsheet, on a Mac in
the home folder that Excel's sandbox shows it. Each line is "NAME","VALUE" in the letters of the
system (VBA's `Input #`), names are told apart without regard to capitals, the first one counts,
and a value that starts with a variable is expanded.

Source: GetConfig, GetConfigFromFile and ExpandEnvironmentStrings in xlwings.bas of 0.37.8.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

PROJECT: Final = "okrsheet"
NAME: Final = f"{PROJECT}.conf"
MODULES: Final = "okrsheet.addin.functions"
_WINDOWS: Final = ("INTERPRETER_WIN", "CONDA PATH", "CONDA ENV")
_MAC: Final = "INTERPRETER_MAC"
_FIXED: Final = {
    # Otherwise a `pandas.py` beside a shared workbook would be run, and OneDrive be looked up.
    "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    "UDF MODULES": MODULES,
    "USE UDF SERVER": "True",
}
_LINE: Final = re.compile(r'\s*("[^"]*"|[^",]*?)\s*,\s*("[^"]*"|[^",]*?)\s*')
_WINDOWS_PATH: Final = re.compile(r"[A-Za-z]:[\\/]|\\\\")
_VARIABLE: Final = re.compile(r"%([^%]+)%")


class Python(NamedTuple):
    """The Python to run, as the macros are to read it.

    Attributes:
        interpreter: Its path; "python" where conda is to find it.
        conda: Where conda lies, "" without it.
        environment: The conda environment, by name or path.
    """

    interpreter: str
    conda: str = ""
    environment: str = ""

    @property
    def path(self) -> str:
        """Where the macros look for it, and for its DLL beside it; "" where they don't."""
        if not self.conda or self.interpreter != "python":
            return self.interpreter
        if "\\" in self.environment or "/" in self.environment:
            return f"{self.environment}/python.exe"
        within = "" if self.environment == "base" else f"/envs/{self.environment}"
        return f"{self.conda}{within}/python.exe"


def is_foreign(path: str, *, mac: bool) -> bool:
    """Whether a path can only be one of another system."""
    if mac:
        return _WINDOWS_PATH.match(path) is not None
    return path.startswith("/") and not path.startswith("//")


def settings(python: Python, *, mac: bool) -> dict[str, str]:
    """What the add-in needs to be told."""
    if mac:
        return {_MAC: python.interpreter, **_FIXED}
    return dict(zip(_WINDOWS, python, strict=True)) | _FIXED


def python_in(found: Mapping[str, str], *, mac: bool) -> Python:
    """The Python that settings name."""
    if mac:
        return Python(found.get(_MAC, ""))
    return Python(*(found.get(name, "") for name in _WINDOWS))


def parsed(text: str) -> dict[str, str]:
    """Names, in capitals, and values; lines that are no setting are left out."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        pair = _pair(line)
        if pair:
            found.setdefault(*pair)
    return found


def merged(text: str, wanted: Mapping[str, str]) -> str:
    """A file in which the settings have these values; all other lines stay, behind them."""
    ours = [f'"{name}","{value}"\n' for name, value in wanted.items()]
    return "".join([*ours, *_others(text, wanted)])


def without(text: str, wanted: Mapping[str, str]) -> str:
    """The other lines of a file."""
    return "".join(_others(text, wanted))


def expanded(value: str, environ: Mapping[str, str], home: str) -> str:
    """A value as the macros see it: %NAME% on Windows, $HOME at the start on a Mac."""
    if value.startswith("$HOME/"):
        return home + value.removeprefix("$HOME")
    known = {name.upper(): text for name, text in environ.items()}
    return _VARIABLE.sub(lambda found: known.get(found[1].upper(), found[0]), value)


def _others(text: str, wanted: Mapping[str, str]) -> list[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    return [f"{line}\n" for line in lines if (_pair(line) or ("", ""))[0] not in wanted]


def _pair(line: str) -> tuple[str, str] | None:
    found = _LINE.fullmatch(line)
    return (found[1].strip('"').upper(), found[2].strip('"')) if found else None


def as_file(text: str, letters: str, *, mac: bool) -> bytes:
    """Settings as the macros read them, in the encoding of the system."""
    return text.replace("\n", "\n" if mac else "\r\n").encode(letters, "surrogateescape")


def from_file(data: bytes, letters: str) -> str:
    """Settings of a file; no byte of a line that somebody else wrote is lost."""
    return data.decode(letters, "surrogateescape").replace("\r\n", "\n")
