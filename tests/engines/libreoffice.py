"""LibreOffice as a calculation engine: one headless process for a whole test run.

Every workbook is copied into a folder of our own before it is opened: no lock file is left
beside the original, and a left-over one does not matter.
"""

import atexit
import contextlib
import functools
import hashlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self

Values = dict[str, dict[str, float | str | bool | None]]

WORKER = Path(__file__).with_name("uno_worker.py")
START_SECONDS = 90.0
STOP_SECONDS = 15.0

SOFFICE_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
# Beside the real soffice file: Windows and the .deb/.rpm of libreoffice.org, then macOS.
BUNDLED_PYTHONS = ("python.exe", "python", "../Resources/python")

SETTINGS = (
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),  # never: calculateAll does it
    ("Office.Common/Misc", "UseLocking", "false"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Recovery/AutoSave", "Enabled", "false"),
)


class LibreOfficeError(Exception):
    """LibreOffice did not answer as asked (it cannot open the file, say)."""


class LibreOfficeTimeoutError(LibreOfficeError):
    """LibreOffice did not answer in time; it was killed and starts anew for the next file."""

    def __init__(self, what: str, seconds: float) -> None:
        super().__init__(f"{what}: LibreOffice did not answer within {seconds:g} s; killed")


class LibreOfficeCrashError(LibreOfficeError):
    """LibreOffice ended by itself; it starts anew for the next file."""

    def __init__(self, what: str, output: str) -> None:
        super().__init__(f"{what}: LibreOffice ended by itself. {output}".rstrip())


@dataclass(frozen=True, slots=True)
class Installation:
    """The two programs that are needed."""

    soffice: str
    python: str  # a Python that can `import uno`


@functools.cache
def installation() -> Installation | None:
    """What this machine has; `OKRSHEET_SOFFICE` and `OKRSHEET_UNO_PYTHON` go first."""
    soffice = _find_soffice()
    python = soffice and _find_uno_python(soffice)
    return Installation(soffice, python) if soffice and python else None


def available() -> bool:
    """Whether LibreOffice and a Python with `uno` are here."""
    return installation() is not None


def _find_soffice() -> str | None:
    named = os.environ.get("OKRSHEET_SOFFICE")
    if named:
        return shutil.which(named)
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    return on_path or next((place for place in SOFFICE_PLACES if Path(place).is_file()), None)


def _find_uno_python(soffice: str) -> str | None:
    program = Path(soffice).resolve().parent
    bundled = [str(program / name) for name in BUNDLED_PYTHONS if (program / name).is_file()]
    candidates = [
        os.environ.get("OKRSHEET_UNO_PYTHON"),
        *bundled,
        "/usr/bin/python3",
        shutil.which("python3"),
    ]
    return next((python for python in candidates if python and _has_uno(python)), None)


def _has_uno(python: str) -> bool:
    try:
        done = subprocess.run(
            [python, "-c", "import uno"], capture_output=True, env=_clean(), timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _clean() -> dict[str, str]:
    """The environment without what our own virtual environment put there."""
    ours = ("PYTHONPATH", "PYTHONHOME", "PYTHONWARNINGS", "VIRTUAL_ENV", "PYTHONSTARTUP")
    return {name: value for name, value in os.environ.items() if name not in ours}


class LibreOffice:
    """A context manager; starts at the first request, starts anew after a crash or a hang.

    Example:
        with LibreOffice() as office:
            office.recalculate(Path("plan.xlsx"))["Dashboard"]["B3"]
    """

    def __init__(self, timeout: float = 60.0, locale: str = "en-US") -> None:
        """Nothing is started yet.

        Args:
            timeout: Seconds one document may take.
            locale: Decides how TEXT and text-to-number conversions behave.
        """
        self.timeout = timeout
        self.locale = locale
        self._worker: _Worker | None = None

    def __enter__(self) -> Self:
        atexit.register(self.close)
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        atexit.unregister(self.close)

    def close(self) -> None:
        """End LibreOffice; harmless when it does not run."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()

    def recalculate(self, path: Path | str, timeout: float | None = None) -> Values:
        """Every formula cell after a hard recalculation, hidden sheets too.

        Numbers and dates (serial numbers) arrive as float, booleans as 1.0 or 0.0, text as
        str, errors as Excel writes them ("#N/A") or, when Excel has no such error, as
        "#ERR<LibreOffice's code>" ("#ERR502": argument out of range, "#ERR508": brackets,
        "#ERR522": circle).

        LibreOffice forgives much: of a damaged sheet it opens what it can, and a constant
        TRUE in a cell is a formula to it. Only a comparison with the expected cells tells.
        """
        return self._ask(path, {"do": "recalculate"}, timeout)["cells"]

    def as_loaded(self, path: Path | str, timeout: float | None = None) -> Values:
        """Every formula cell as LibreOffice shows it on opening: the cached values."""
        return self._ask(path, {"do": "recalculate", "hard": False}, timeout)["cells"]

    def saved(self, path: Path | str, out: Path | str, timeout: float | None = None) -> Path:
        """The workbook as LibreOffice saves it."""
        self._ask(path, {"do": "save", "out": str(Path(out).resolve())}, timeout)
        return Path(out)

    def to_pdf(self, path: Path | str, out_dir: Path | str, timeout: float | None = None) -> Path:
        """The recalculated workbook as `out_dir/<stem>.pdf`, hidden sheets left out."""
        return self._export(path, out_dir, timeout, each=False)[""]

    def to_pdf_by_sheet(
        self, path: Path | str, out_dir: Path | str, timeout: float | None = None
    ) -> dict[str, Path]:
        """One PDF per visible sheet, in order: sheet name -> `out_dir/<stem>-<n>.pdf`."""
        return self._export(path, out_dir, timeout, each=True)

    def _export(
        self, path: Path | str, out_dir: Path | str, timeout: float | None, *, each: bool
    ) -> dict[str, Path]:
        folder = Path(out_dir).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        request = {"do": "pdf", "out": str(folder / f"{Path(path).stem}.pdf"), "each": each}
        pages: dict[str, str] = self._ask(path, request, timeout)["pages"]
        return {sheet: Path(file) for sheet, file in pages.items()}

    def _ask(
        self, path: Path | str, request: dict[str, object], timeout: float | None
    ) -> dict[str, Any]:
        source = Path(path)
        if self._worker is None:
            self._worker = _Worker(self.locale)
        copy = self._worker.copy_of(source)
        seconds = self.timeout if timeout is None else timeout
        try:
            reply = self._worker.ask({**request, "path": str(copy)}, source.name, seconds)
        except BaseException:  # dead, late or interrupted: its next answer would be the wrong one
            worker, self._worker = self._worker, None
            worker.kill()
            raise
        copy.unlink(missing_ok=True)
        if "error" in reply:
            raise LibreOfficeError(f"{source.name}: {reply['error']}")
        return reply


class _Worker:
    """One run of uno_worker.py with its LibreOffice, profile and files."""

    def __init__(self, locale: str) -> None:
        found = installation()
        if found is None:
            raise LibreOfficeError("no LibreOffice with a Python that has `uno` on this machine")
        self.folder = Path(tempfile.mkdtemp(prefix="okrsheet-office-"))
        self.pipe = f"okrsheet{uuid.uuid4().hex}"
        _write_profile(self.folder / "profile", locale)
        self.errors = (self.folder / "errors.txt").open("w+b")
        self.process = subprocess.Popen(
            [found.python, WORKER, found.soffice, self.folder, self.pipe, str(START_SECONDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            env=_clean() | dict.fromkeys(("TEMP", "TMP", "TMPDIR"), str(self.folder)),
            encoding="utf-8",
            start_new_session=True,
        )
        self.replies: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        try:
            self._reply("start", START_SECONDS + STOP_SECONDS)
        except BaseException:
            self.kill()
            raise

    @property
    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        return self.process.stdin, self.process.stdout

    def _read(self) -> None:
        for line in self._pipes[1]:
            self.replies.put(line)
        self.replies.put("")

    def copy_of(self, source: Path) -> Path:
        copy = self.folder / f"{uuid.uuid4().hex}{source.suffix}"
        shutil.copyfile(source, copy)
        return copy

    def ask(self, request: dict[str, object], what: str, seconds: float) -> dict[str, Any]:
        with contextlib.suppress(OSError):  # a dead worker: the missing reply says so
            self._send(request)
        return self._reply(what, seconds)

    def _send(self, request: dict[str, object]) -> None:
        stdin = self._pipes[0]
        stdin.write(json.dumps(request) + "\n")
        stdin.flush()

    def _reply(self, what: str, seconds: float) -> dict[str, Any]:
        try:
            line = self.replies.get(timeout=seconds)
        except queue.Empty:
            raise LibreOfficeTimeoutError(what, seconds) from None
        if not line:
            self.errors.seek(0)
            raise LibreOfficeCrashError(what, self.errors.read()[-2000:].decode(errors="replace"))
        reply: dict[str, Any] = json.loads(line)
        if "DisposedException" in reply.get("error", ""):
            raise LibreOfficeCrashError(what, reply["error"])
        return reply

    def stop(self) -> None:
        """Ask it to quit; kill what is left."""
        with contextlib.suppress(OSError):
            self._send({"do": "quit"})
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End the worker and its LibreOffice, whatever they do, and remove their files."""
        _kill_group(self.process)
        self.process.wait()
        self.reader.join(STOP_SECONDS)
        for pipe in self._pipes:
            with contextlib.suppress(OSError):
                pipe.close()
        self.errors.close()
        for name in (self.pipe, _own_pipe(self.folder / "profile")):
            for left in Path("/tmp").glob(f"OSL_PIPE_*_{name}"):
                left.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def _kill_group(process: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        subprocess.run(
            ["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False
        )
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _own_pipe(profile: Path) -> str:
    """The pipe by which LibreOffice finds a running copy of itself; stays behind when killed."""
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    return "SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest)


def _write_profile(profile: Path, locale: str) -> None:
    items = [
        *SETTINGS,
        ("Setup/L10N", "ooSetupSystemLocale", locale),
        ("Setup/L10N", "ooLocale", "en-US"),
    ]
    lines = [
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in items
    ]
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        + "\n".join(lines)
        + "\n</oor:items>\n",
        encoding="utf-8",
    )
