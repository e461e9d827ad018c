"""Ends or disturbs a command at every call by which it changes a folder, and looks at what is left.

After each: the workbook is the old one or the new one, whole; nothing is lost; what was told is
true; the next save works and tidies up.
"""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from okrsheet.ooxml.backup_names import FOLDER
from okrsheet.ooxml.new_file import write_new
from okrsheet.ooxml.save import save
from okrsheet.ooxml.snapshot import snapshot
from tests.saving.versions import OTHER, backups_in, litter_in

ROOT: Final = Path(__file__).parents[2]
SHIM: Final = Path(__file__).with_name("shim.c")
BOOK: Final = "book.xlsx"
_ALL: Final = "open write truncate fsync close chmod chown xattr mkdir unlink rename exchange link"
_GROWING: Final = "write open mkdir link"
_NAMING: Final = "open mkdir link unlink rename exchange"
_SAYS_OLD: Final = ("stands as it was", "othing was changed", "nothing is left of it")
_STAMPED: Final = "docProps/core.xml"

Parts = dict[str, bytes]


class Command(NamedTuple):
    """What is run in a room of its own.

    Attributes:
        words: A way of `forks` and its words; {book} is the workbook.
        before: Files of the room before, by name.
        lacks: Calls the drive does not know.
        quick: Whether a run is cheap; costly ones are spared errors that stay.
    """

    words: tuple[str, ...]
    before: dict[str, bytes]
    lacks: str = ""
    quick: bool = True


class Point(NamedTuple):
    """One disturbance: at which call, of which kind, what happens, and to which calls later."""

    at: int
    call: str
    deed: str
    stays: str = ""

    @property
    def ends(self) -> bool:
        return self.deed in ("kill", "tear")

    def __str__(self) -> str:
        deed = self.deed if self.ends else errno.errorcode[int(self.deed)]
        return f"#{self.at} {self.call} {deed}{' stays' if self.stays else ''}"


class Left(NamedTuple):
    """What a run left: exit code, what it said, the workbook's bytes or None, temporary files."""

    code: int
    told: str
    book: bytes | None
    litter: list[str]


def build_shim(folder: Path) -> Path:
    """The library that counts and disturbs."""
    made = folder / "shim.so"
    words = ("cc", "-O1", "-shared", "-fPIC", "-Wall", "-Werror", "-o", str(made), str(SHIM))
    subprocess.run(words, check=True)
    return made


class Runner:
    """A process that runs commands under the shim."""

    def __init__(self, shim: Path, folder: Path) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.saving.forks"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ
            | {
                "LD_PRELOAD": str(shim),
                "PYTHONPATH": str(ROOT),
                "XDG_STATE_HOME": str(folder / "state"),
            },
        )

    def close(self) -> None:
        self._process.communicate()

    def calls(self, command: Command) -> tuple[list[str], Left]:
        """Run undisturbed: the calls, and what is left."""
        log = self.folder / "calls"
        log.unlink(missing_ok=True)
        with self.run(command, SHIM_LOG=str(log)) as (left, _):
            return log.read_text(encoding="utf-8").split(), left

    @contextmanager
    def run(self, command: Command, **variables: str) -> Iterator[tuple[Left, Path]]:
        """What a run left, and the room it left it in."""
        room = Path(tempfile.mkdtemp(dir=self.folder))
        for name, data in command.before.items():
            (room / name).parent.mkdir(exist_ok=True)
            (room / name).write_bytes(data)
        told = self.folder / "told"
        more = {"SHIM_FOLDER": str(room), "SHIM_LACKS": command.lacks, **variables}
        code = self._ask([word.format(book=room / BOOK) for word in command.words], told, more)
        text = told.read_text(encoding="utf-8", errors="replace")
        yield Left(code, text, _read(room / BOOK), litter_in(room)), room
        shutil.rmtree(room)

    def _ask(self, words: list[str], told: Path, variables: dict[str, str]) -> int:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps([words, str(told), variables]) + "\n")
        stdin.flush()
        return int(stdout.readline())


def points(calls: list[str]) -> Iterator[Point]:
    """Every disturbance of a run that makes these calls."""
    for at, call in enumerate(calls, 1):
        yield Point(at, call, "kill")
        yield Point(at, call, str(errno.EIO))
        yield Point(at, call, str(errno.EIO), _ALL)
        if call == "write":
            yield Point(at, call, "tear")
        if call in _GROWING:
            yield Point(at, call, str(errno.ENOSPC), _GROWING)
        if call in _NAMING:
            yield Point(at, call, str(errno.EACCES))
            yield Point(at, call, str(errno.EACCES), _NAMING)


def faults(runners: Sequence[Runner], command: Command) -> tuple[Counter[str], list[str]]:
    """Disturb a command at every point, the runners sharing the work.

    Returns:
        How many points of each kind there were, and what was wrong after which.
    """
    calls, done = runners[0].calls(command)
    assert (done.code, done.litter) == (0, []), done.told
    assert done.book is not None
    new = parts(done.book)
    every = [each for each in points(calls) if command.quick or not each.stays]

    def share(number: int) -> list[str]:
        mine = every[number :: len(runners)]
        return [each for point in mine for each in _fault(runners[number], command, point, new)]

    with ThreadPoolExecutor(len(runners)) as pool:
        wrong = [each for found in pool.map(share, range(len(runners))) for each in found]
    return Counter("ends" if point.ends else "errors" for point in every), wrong


def _fault(runner: Runner, command: Command, point: Point, new: Parts | None) -> list[str]:
    disturbed = {"SHIM_AT": str(point.at), "SHIM_DO": point.deed, "SHIM_STAYS": point.stays}
    old = command.before.get(BOOK)
    with runner.run(command, **disturbed) as (left, room):
        stands = _which(left.book, old, new)
        found = [*_look(point, left, stands), *_go_on(room, old, left.book)]
    return [f"{point}: {each}; it said {left.told.strip()!r}" for each in found]


def _look(point: Point, left: Left, stands: str) -> Iterator[str]:
    if stands not in ("old", "new"):
        yield f"the workbook is {stands}"
    if point.ends:
        if left.code != -signal.SIGKILL:
            yield f"it ended with {left.code}"
        return
    if left.code == 0 and stands != "new":
        yield "it said it was saved"
    if stands == "new" and left.code != 0 and any(each in left.told for each in _SAYS_OLD):
        yield "it said nothing was changed"
    if left.code not in (0, 3, 4) or "Traceback" in left.told or "OKR999" in left.told:
        yield f"it ended with {left.code}"
    if left.litter and "unlink" not in point.stays:
        yield f"left {left.litter}"


def _go_on(room: Path, old: bytes | None, stood: bytes | None) -> Iterator[str]:
    """Save once more, as if some minutes had passed."""
    book, now = room / BOOK, datetime.now(UTC) + timedelta(minutes=5)
    if stood is None:
        write_new(book, OTHER, now=now)
    else:
        _, before = snapshot(book)
        save(OTHER, before, verify=None, now=now, why="later")
    if book.read_bytes() != OTHER or litter_in(room):
        yield f"the next save left {litter_in(room)}"
    kept = backups_in(room)
    if not {each for each in (old, stood) if each is not None} <= set(kept):
        yield f"a version is lost; kept: {sorted(path.name for path in (room / FOLDER).glob('*'))}"


def _which(data: bytes | None, old: bytes | None, new: Parts | None) -> str:
    if data == old:
        return "old"
    if data is None:
        return "missing"
    return "new" if new and parts(data) == new else "damaged"


def parts(data: bytes) -> Parts | None:
    """What is in a workbook, the time it was made aside; None where it is damaged."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist() if name != _STAMPED}
    except (zipfile.BadZipFile, EOFError, OSError):
        return None


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
