"""Put the add-in where Excel finds it, and take it away again.

Three files: the add-in in the folder whose files Excel opens at its start, the settings that its
macros read, and on a Mac the script through which a macro may start Python. What stood there
before is kept beside the record of the installation, and `remove` puts it back.
"""

from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from okrsheet import __version__
from okrsheet.addin.install_conf import as_file, from_file, merged, parsed, settings, without
from okrsheet.addin.install_files import (
    Step,
    content_of,
    missing_folders,
    put,
    put_all,
    remove_empty,
    take_away,
)
from okrsheet.addin.install_machine import Machine, places
from okrsheet.addin.install_record import FILE, Entry, Record, read_record, written
from okrsheet.addin.install_versions import marks_of
from okrsheet.ooxml.errors import FileMissing
from okrsheet.ooxml.open_elsewhere import refuse_open
from okrsheet.ooxml.snapshot import digest

DELETE: Final = "deleted"
RESTORE: Final = "put back as it was before"
TRIM: Final = "kept, with your own lines only"
LEAVE: Final = "left, for it was changed since; --force deletes it"


class Removal(NamedTuple):
    """What is done with one file when the add-in is removed.

    Attributes:
        path: The file.
        deed: DELETE, RESTORE, TRIM or LEAVE.
        data: What it holds afterwards; None where it is deleted or left.
    """

    path: Path
    deed: str
    data: bytes | None = None


def plan_install(machine: Machine, addin: bytes) -> tuple[Step, ...]:
    """The files of an installation in the order they are put in place, the add-in last.

    Raises:
        OkrsheetFileError: A file that is there, or the script of xlwings, can't be read.
    """
    ours = _files(machine, addin)
    folder = places(machine).record
    earlier = read_record(folder)
    steps = [Step(path, data, content_of(path)) for path, data in ours]
    kept = [_kept(earlier, step, folder) for step in steps]
    folders = missing_folders([path for path, _ in ours] + [folder / FILE])
    record = Record(
        __version__,
        machine.xlwings,
        tuple(
            Entry(str(step.path), digest(step.data), name)
            for step, (name, _) in zip(steps, kept, strict=True)
        ),
        tuple(dict.fromkeys([*earlier.folders, *map(str, folders)])),
    )
    return (
        *(each for _, each in kept if each),
        Step(folder / FILE, written(record), content_of(folder / FILE)),
        *steps,
    )


def install(steps: tuple[Step, ...], machine: Machine, now: datetime) -> None:
    """Put all files in place, or none.

    Raises:
        OkrsheetFileError: One can't be written; what stood there before stands.
    """
    put_all(steps, now, machine.disk)


def plan_removal(machine: Machine, addin: bytes | None, *, force: bool) -> tuple[Removal, ...]:
    """What removing does, file by file.

    Args:
        machine: The computer.
        addin: The add-in file of this package, by which a file without a record is known.
        force: Delete an add-in file that was changed since.

    Raises:
        UnreadableFile: A file is there and can't be read.
    """
    found = places(machine)
    record = read_record(found.record)
    removals = []
    for path in filter(None, (found.addin, found.conf, found.script)):
        data = content_of(path)
        if data is not None:
            known = record.of(path)
            removals.append(
                _removal(path, data, machine, known)
                if known
                else _guess(path, data, addin, machine)
            )
    done = [each for each in removals if each]
    return tuple(_forced(each, found.addin) if force else each for each in done)


def remove(removals: tuple[Removal, ...], machine: Machine, now: datetime) -> None:
    """Carry out a removal.

    Raises:
        OpenElsewhere: Excel has the add-in open; nothing was changed.
        OkrsheetFileError: A file can't be deleted or written.
    """
    record = read_record(places(machine).record)
    for each in removals:
        refuse_open(str(each.path), machine.disk.resolve(str(each.path)), machine.disk)
    for each in removals:
        if each.data is not None:
            put(each.path, each.data, now, machine.disk)
        elif each.deed == DELETE:
            take_away(each.path, machine.disk)
    _forget(machine, record)


def _files(machine: Machine, addin: bytes) -> list[tuple[Path, bytes]]:
    found = places(machine)
    wanted = settings(machine.python, mac=machine.mac)
    text = merged(from_file(content_of(found.conf) or b"", machine.letters), wanted)
    files = [(found.conf, as_file(text, machine.letters, mac=machine.mac)), (found.addin, addin)]
    return [*_script(machine, found.script), *files]


def _script(machine: Machine, path: Path | None) -> list[tuple[Path, bytes]]:
    if path is None:
        return []
    source = (machine.package or Path()) / path.name
    data = content_of(source)
    if data is None:
        raise FileMissing(str(source))
    return [(path, data)]


def _kept(earlier: Record, step: Step, folder: Path) -> tuple[str, Step | None]:
    """The name under which the file that stood there is kept, and its copy where one is made."""
    known = earlier.of(step.path)
    if known:
        return known.before, None
    if step.before is None:
        return "", None
    name = f"before-{step.path.name}"
    return name, Step(folder / name, step.before, content_of(folder / name))


def _removal(path: Path, data: bytes, machine: Machine, known: Entry) -> Removal:
    before = content_of(places(machine).record / known.before) if known.before else None
    if digest(data) == known.sha256:
        return Removal(path, DELETE if before is None else RESTORE, before)
    if path == places(machine).conf:
        return _trimmed(path, data, machine, before)
    return Removal(path, LEAVE)


def _trimmed(path: Path, data: bytes, machine: Machine, before: bytes | None) -> Removal:
    """Settings with lines of the user: ours go, or get the values they had before."""
    ours = settings(machine.python, mac=machine.mac)
    had = parsed(from_file(before or b"", machine.letters))
    again = {name: had[name] for name in ours if name in had}
    rest = merged(without(from_file(data, machine.letters), ours), again)
    return (
        Removal(path, TRIM, as_file(rest, machine.letters, mac=machine.mac))
        if rest
        else Removal(path, DELETE)
    )


def _guess(path: Path, data: bytes, addin: bytes | None, machine: Machine) -> Removal | None:
    """What is done with a file no record knows: one put there by hand, or the record is lost."""
    found = places(machine)
    if path == found.conf:
        return _trimmed(path, data, machine, None)
    if path == found.addin:
        return Removal(path, DELETE if data == addin or marks_of(data).okrsheet else LEAVE)
    return None  # the script may be that of xlwings itself


def _forced(removal: Removal, addin: Path) -> Removal:
    return Removal(addin, DELETE) if removal == Removal(addin, LEAVE) else removal


def _forget(machine: Machine, record: Record) -> None:
    folder = places(machine).record
    for name in (*(entry.before for entry in record.entries if entry.before), FILE):
        take_away(folder / name, machine.disk)
    remove_empty(Path(each) for each in record.folders)
