"""What `okrsheet addin doctor` looks at: files, versions, Python."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from okrsheet import __version__
from okrsheet.addin.install_checks_excel import EXCEL_CHECKS, excel_never_started
from okrsheet.addin.install_conf import is_foreign, settings
from okrsheet.addin.install_machine import MACHINE_WIDE, OFFICE, SYSTEMS, Machine
from okrsheet.addin.install_seen import Check, Seen, trouble
from okrsheet.addin.install_versions import XLWINGS, Marks, marks_of
from okrsheet.core.findings import Finding, Severity

_BRIDGES: Final = {"windows": "win32com", "mac": "appscript"}
_STORE: Final = "/windowsapps/"


def examined(seen: Seen) -> list[Finding]:
    """Everything that is wrong with an add-in, the first reason first."""
    return _found(seen, (*BEFORE, *AFTER, *EXCEL_CHECKS))


def obstacles(seen: Seen) -> list[Finding]:
    """Why an add-in put in place now could not work: errors only."""
    found = _found(seen, BEFORE)
    return [each for each in found if each.severity == Severity.ERROR]


def _found(seen: Seen, checks: Sequence[Check]) -> list[Finding]:
    return [finding for check in checks for finding in check(seen)]


def other_xlwings(seen: Seen) -> Iterator[Finding]:
    """The installed xlwings, and what the package's own add-in was built for."""
    named = f"The add-in needs xlwings {XLWINGS}"
    if seen.machine.xlwings != XLWINGS:
        installed = seen.machine.xlwings or "none"
        yield trouble("OKR964", "Python", f"{named}; installed is {installed}.")
    built = marks_of(seen.package or b"").xlwings
    if built and built != XLWINGS:
        yield trouble("OKR964", "okrsheet", f"{named}; its file was built for {built}.")


def no_bridge(seen: Seen) -> Iterator[Finding]:
    """Windows: the DLL that VBA loads from beside Python, or from the folder above."""
    if seen.senses is None or seen.mac:
        return
    folders = Path(seen.path_of(seen.machine.python)).parents[:2]
    for name in _libraries(seen.machine):
        if not any((folder / name).is_file() for folder in folders):
            told = " nor ".join(str(folder) for folder in folders)
            yield trouble("OKR966", name, f"It is neither in {told}.")


def no_module(seen: Seen) -> Iterator[Finding]:
    """What xlwings needs to reach Excel."""
    name = _BRIDGES[seen.machine.system]
    if seen.senses and not seen.senses.can_import(name):
        message = f"It has no module {name}; xlwings here is {XLWINGS}."
        yield trouble("OKR967", seen.machine.python.path, message)


def odd_path(seen: Seen) -> Iterator[Finding]:
    """A Python that the macros can't start."""
    path = seen.path_of(seen.machine.python)
    reason = _odd(path, seen.machine)
    if reason:
        yield trouble("OKR975", path, reason)


def kept_out(seen: Seen) -> Iterator[Finding]:
    """Programs need leave on a Mac to enter the folders of another one."""
    folders = (seen.places.addin.parent, seen.places.conf.parent)
    for folder in folders if seen.mac and seen.senses else ():
        if seen.senses and seen.senses.bars(folder):
            yield trouble("OKR976", folder, "This program may not enter the folder.")


def not_installed(seen: Seen) -> Iterator[Finding]:
    """The file in the start-up folder."""
    if seen.addin is None:
        yield trouble("OKR960", seen.places.addin, "There is no such file.")


def other_addin(seen: Seen) -> Iterator[Finding]:
    """The installed file against the one of the package."""
    if seen.addin is None or seen.package is None or seen.addin == seen.package:
        return
    told = f"It is {_named(seen.marks)}; this is okrsheet {__version__} with xlwings {XLWINGS}."
    yield trouble("OKR965", seen.places.addin, told)


def no_script(seen: Seen) -> Iterator[Finding]:
    """Mac: the AppleScript."""
    path = seen.places.script
    if path and seen.addin is not None and not path.is_file():
        yield trouble("OKR966", path, "There is no such file.")


def wrong_conf(seen: Seen) -> Iterator[Finding]:
    """Settings that are missing, or say something else than they must."""
    if seen.addin is None:
        return
    if seen.conf is None:
        yield trouble("OKR961", seen.places.conf, "There is no such file.")
        return
    free = set(settings(seen.python, mac=seen.mac)) - _INTERPRETER
    wanted = settings(seen.machine.python, mac=seen.mac)
    for name in sorted(free):
        value = seen.conf.get(name)
        if value != wanted[name]:
            is_now = "missing" if value is None else f"{value!r}"
            yield trouble("OKR961", seen.places.conf, f"{name} is {is_now}, not {wanted[name]!r}.")


def lost_python(seen: Seen) -> Iterator[Finding]:
    """The Python that the settings name: there, and this one."""
    if seen.conf is None or seen.senses is None:
        return
    path, here = seen.path_of(seen.python), seen.path_of(seen.machine.python)
    if not path or not Path(path).is_file():
        yield trouble("OKR962", path or "Python", f"{seen.places.conf} names it; it is not there.")
    elif not _same(path, here):
        yield trouble("OKR963", path, f"This is {here}.")


def foreign_python(seen: Seen) -> Iterator[Finding]:
    """Files laid out for another computer: a Python that can only be here."""
    path = seen.python.path
    if seen.senses is None and is_foreign(path, mac=seen.mac):
        told = f"{seen.places.conf} names it; on {SYSTEMS[seen.machine.system]} no path is like it."
        yield trouble("OKR962", path, told)


def marked(seen: Seen) -> Iterator[Finding]:
    """The mark of the internet: a stream of its own on Windows, an attribute on a Mac."""
    for path in filter(None, (seen.places.addin, seen.places.script)):
        if seen.senses and seen.senses.is_marked(path):
            yield trouble("OKR968", path, "The system marks it as a file from the internet.")


def held(seen: Seen) -> Iterator[Finding]:
    """Excel keeps what it loaded."""
    path = seen.places.addin
    if seen.addin is not None and seen.machine.disk.is_held(str(path)):
        yield trouble("OKR969", path, "Another program holds it: it can't be replaced now.")


_INTERPRETER: Final = {"INTERPRETER_WIN", "INTERPRETER_MAC", "CONDA PATH", "CONDA ENV"}
BEFORE: Final = (
    other_xlwings,
    no_bridge,
    no_module,
    odd_path,
    kept_out,
    excel_never_started,
)
AFTER: Final = (
    not_installed,
    other_addin,
    no_script,
    wrong_conf,
    lost_python,
    foreign_python,
    marked,
    held,
)


def _libraries(machine: Machine) -> list[str]:
    """The DLLs that the Excel of this computer asks for: 64 or 32 bits, as Excel is."""
    bits = excel_bits(machine) or 64
    return [f"xlwings{bits}-{XLWINGS}.dll"]


def excel_bits(machine: Machine) -> int | None:
    """64 or 32; None where the registry does not say."""
    click = machine.registry(MACHINE_WIDE, r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration")
    told = [click.get("platform")]
    for version in OFFICE:
        key = rf"SOFTWARE\Microsoft\Office\{version}\Outlook"
        told.append(machine.registry(MACHINE_WIDE, key).get("bitness"))
    bits = [{"x64": 64, "x86": 32}.get(str(each)) for each in told]
    return next((each for each in bits if each), None)


def _odd(path: str, machine: Machine) -> str:
    plain = path.replace("\\", "/").lower()
    if machine.mac:
        if any(letter in path for letter in " \"'|\t"):
            return "Its path has a blank or a quote, at which macOS would cut it."
        inner = path.removeprefix(str(machine.home))
        return "" if inner.isascii() else "Its path has letters that the macros can't read."
    if _STORE in plain:
        return "It is the Python of the Microsoft Store, beside which no DLL can stand."
    try:
        path.encode(machine.letters)
    except UnicodeEncodeError:
        return f"Its path has letters that the macros can't read (code page {machine.letters})."
    return ""


def _named(marks: Marks) -> str:
    if not marks.okrsheet:
        return "a file that does not say its version"
    return f"of okrsheet {marks.okrsheet} with xlwings {marks.xlwings or 'unknown'}"


def _same(one: str, other: str) -> bool:
    return Path(one).absolute() == Path(other).absolute() or Path(one).samefile(other)
