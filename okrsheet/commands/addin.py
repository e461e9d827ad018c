"""`okrsheet addin`: put the add-in into Excel, look after it, take it away."""

from okrsheet.commands.refused import WrongWord
from okrsheet.commands.streams import complain, say, say_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from okrsheet.addin.install_machine import Machine
    from okrsheet.core.findings import Finding

_CANT_WRITE = 3
_WHICH_PYTHON = "Which Python is Excel to run there? Say it as that computer names it: --python "
_EXAMPLES = {
    "windows": r"'C:\Users\me\okr\Scripts\python.exe'",
    "mac": "/Users/me/okr/bin/python3",
}
_ELSEWHERE = (
    "Excel add-ins run on Windows and Mac only. Here, use the commands: `okrsheet refresh BOOK`, "
    "`okrsheet check BOOK`, `okrsheet report BOOK`; or lay the files out for another computer "
    "with --target windows|mac --into FOLDER."
)


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `addin` understands."""
    parser.description = "The OKR tab and the formulas in Excel, for you alone, without an admin."
    deeds = parser.add_subparsers(title="what to do", metavar="DEED", required=True)
    words = {
        "install": (_install, "put the add-in where Excel opens it"),
        "status": (_status, "say what is installed"),
        "remove": (_remove, "take it away and put back what was there"),
        "doctor": (_doctor, "say why the add-in does not work, and what to do"),
    }
    for name, (deed, purpose) in words.items():
        each = deeds.add_parser(name, help=purpose, formatter_class=parser.formatter_class)
        each.set_defaults(deed=deed)
        _add_target(each)
        if name in ("install", "remove"):
            each.add_argument("--dry-run", action="store_true", help="show each file, change none")
        else:
            each.add_argument("--json", action="store_true", help="as JSON, see docs/json.md")
        if name == "remove":
            each.add_argument(
                "--force", action="store_true", help="also an add-in file that was changed"
            )


def _add_target(parser: "ArgumentParser") -> None:
    add = parser.add_argument
    add("--target", choices=("windows", "mac"), help="lay the files out for another computer")
    add("--into", metavar="FOLDER", help="what stands for the user's folder there")
    add("--python", metavar="PATH", help="the Python there, as that computer names it")


def run(parsed: "Namespace") -> int:
    """Install, look, remove or examine."""
    code: int = parsed.deed(parsed)
    return code


def _install(parsed: "Namespace") -> int:
    from datetime import UTC, datetime

    from okrsheet.addin.addin_file import addin_path
    from okrsheet.addin.install import install, plan_install
    from okrsheet.addin.install_checks import obstacles
    from okrsheet.addin.install_seen import look

    machine = _machine(parsed)
    data = addin_path().read_bytes()
    found = obstacles(look(machine, data))
    if found:
        for each in found:
            complain(str(each))
        complain("okrsheet: the add-in could not work like this, so nothing was written.")
        return _CANT_WRITE
    steps = plan_install(machine, data)
    if not parsed.dry_run:
        parsed.saving = True
        install(steps, machine, datetime.now(UTC))
    for step in steps:
        say(f"{'Would write' if parsed.dry_run else 'Wrote'} {step.path} ({step.deed})")
    if not parsed.dry_run:
        say("Quit Excel, if it is open, and start it: the OKR tab is the last of the ribbon.")
        say(f"To undo: okrsheet addin remove{_same_target(parsed)}")
    return 0


def _remove(parsed: "Namespace") -> int:
    from datetime import UTC, datetime

    from okrsheet.addin.install import plan_removal, remove

    machine = _machine(parsed)
    removals = plan_removal(machine, _package(), force=parsed.force)
    if not parsed.dry_run and removals:
        parsed.saving = True
        remove(removals, machine, datetime.now(UTC))
    for each in removals:
        say(f"{each.path}: {'would be ' if parsed.dry_run else ''}{each.deed}")
    if not removals:
        say("The add-in is not installed; there is nothing to remove.")
    return 0


def _status(parsed: "Namespace") -> int:
    from okrsheet.addin.install_seen import look
    from okrsheet.addin.install_state import state

    machine = _machine(parsed)
    rows = state(look(machine, _package()))
    if parsed.json:
        _say_json({"format": 1, **rows})
    else:
        for name, text in rows.items():
            if text or name != "script" or machine.mac:  # Windows needs none
                say(f"{name + ':':<10} {text}")
    return 0 if rows["add-in"] else 1


def _doctor(parsed: "Namespace") -> int:
    from okrsheet.addin.install_checks import examined
    from okrsheet.addin.install_seen import look
    from okrsheet.core.export import finding_row

    found = examined(look(_machine(parsed), _package()))
    if parsed.json:
        _say_json({"format": 1, "findings": [finding_row(each) for each in found]})
    else:
        _tell(found)
    return int(any(each.severity == "error" for each in found))


def _tell(found: "Sequence[Finding]") -> None:
    for each in found:
        say(str(each))
    if not found:
        say("Nothing is wrong with the add-in, as far as can be seen without starting Excel.")


def _machine(parsed: "Namespace") -> "Machine":
    from pathlib import Path

    from okrsheet.addin.install_here import laid_out, native_system, this_machine

    if bool(parsed.target) != bool(parsed.into):
        raise WrongWord("--target and --into belong together: which computer, and which folder.")
    if parsed.python and not parsed.target:
        raise WrongWord("--python goes with --target; here the Python that runs this is taken.")
    if parsed.target:
        return laid_out(parsed.target, Path(parsed.into).absolute(), _python_there(parsed))
    if not native_system():
        raise WrongWord(_ELSEWHERE)
    return this_machine()


def _python_there(parsed: "Namespace") -> str:
    import sys

    from okrsheet.addin.install_conf import is_foreign
    from okrsheet.addin.install_here import native_system

    given: str = parsed.python or ""
    asked = parsed.deed is _install and not given and native_system() != parsed.target
    if asked or is_foreign(given, mac=parsed.target == "mac"):
        raise WrongWord(f"{_WHICH_PYTHON}{_EXAMPLES[parsed.target]}")
    return given or sys.executable


def _package() -> "bytes | None":
    from okrsheet.addin.addin_file import addin_path
    from okrsheet.ooxml.errors import FileMissing

    try:
        return addin_path().read_bytes()
    except FileMissing:
        return None


def _same_target(parsed: "Namespace") -> str:
    return f" --target {parsed.target} --into {parsed.into}" if parsed.target else ""


def _say_json(content: "dict[str, object]") -> None:
    from okrsheet.core.export import json_text

    say_data(json_text(content))
