"""What `okrsheet addin status` says."""

from pathlib import Path

from okrsheet import __version__
from okrsheet.addin.install_record import read_record
from okrsheet.addin.install_seen import Seen
from okrsheet.addin.install_versions import XLWINGS


def state(seen: Seen) -> dict[str, str]:
    """What is installed, by name; "" where it is not there.

    Raises:
        UnreadableFile: The record of the installation can't be read.
    """
    python = seen.path_of(seen.python)
    script = seen.places.script
    return {
        "add-in": str(seen.places.addin) if seen.addin is not None else "",
        "built for": _built_for(seen),
        "settings": str(seen.places.conf) if seen.conf is not None else "",
        "Python": _there(seen, python),
        "script": str(script) if script and script.is_file() else "",
        "okrsheet": __version__,
        "xlwings": f"{seen.machine.xlwings or 'none'} (the add-in needs {XLWINGS})",
    }


def _built_for(seen: Seen) -> str:
    if seen.addin is None:
        return ""
    marks, record = seen.marks, read_record(seen.places.record)
    ours, theirs = marks.okrsheet or record.okrsheet, marks.xlwings or record.xlwings
    same = ", as in this package" if seen.addin == seen.package else ", not the one of this package"
    return f"okrsheet {ours or 'unknown'} with xlwings {theirs or 'unknown'}{same}"


def _there(seen: Seen, python: str) -> str:
    if not python or seen.senses is None or Path(python).is_file():
        return python
    return f"{python} (not there)"
