"""What is found of an add-in on a computer: files, settings, and the findings about them."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from okrsheet.addin.install_conf import Python, expanded, from_file, parsed, python_in
from okrsheet.addin.install_files import content_of
from okrsheet.addin.install_machine import Machine, Places, Senses, places
from okrsheet.addin.install_versions import Marks, marks_of
from okrsheet.core.findings import Finding, Severity
from okrsheet.workbook.addin_codes import BY_ADDIN_CODE


class Seen(NamedTuple):
    """A computer with or without the add-in.

    Attributes:
        machine: The computer.
        places: Where the files stand.
        package: The add-in file of this okrsheet; None where it is missing.
        addin: The file in the start-up folder; None where there is none.
        conf: The settings; None where there is no file.
    """

    machine: Machine
    places: Places
    package: bytes | None
    addin: bytes | None
    conf: Mapping[str, str] | None

    @property
    def mac(self) -> bool:
        return self.machine.mac

    @property
    def senses(self) -> Senses | None:
        return self.machine.senses

    @property
    def marks(self) -> Marks:
        """What the installed add-in says it was built for."""
        return marks_of(self.addin or b"")

    @property
    def python(self) -> Python:
        """The Python that the settings name."""
        return python_in(self.conf or {}, mac=self.mac)

    def path_of(self, python: Python) -> str:
        """Where a Python lies, variables expanded."""
        return expanded(python.path, self.machine.environ, str(self.machine.home))


Check = Callable[[Seen], Iterator[Finding]]


def look(machine: Machine, package: bytes | None) -> Seen:
    """See what stands on a computer.

    Raises:
        UnreadableFile: A file is there and can't be read.
    """
    found = places(machine)
    conf = content_of(found.conf)
    settings = None if conf is None else parsed(from_file(conf, machine.letters))
    return Seen(machine, found, package, content_of(found.addin), settings)


def trouble(
    code: str, where: Path | str, message: str, severity: Severity | None = None
) -> Finding:
    """A finding about a computer; `where` is a file or a program."""
    kind = BY_ADDIN_CODE[code]
    return Finding(code, severity or kind.severity, message, kind.way_out, sheet=str(where))
