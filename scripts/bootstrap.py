"""Makes `.venv` and installs okrsheet into it, once per change of pyproject.toml."""

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - read by whatever `python3` is here
    sys.exit("okrsheet needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "okrsheet-installed"
UTF8 = {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}


def environment() -> dict[str, str]:
    """The environment for programs of `.venv`: ours, with UTF-8 output on every system."""
    return os.environ | UTF8


def print_any_character() -> None:
    """Show `?` for what the terminal cannot, where Python would stop with an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def prepare(extra: str = "") -> None:
    """Make `.venv` hold okrsheet, editable, with the dependencies of `extra` ("" or "dev").

    Exits with the installer's own words when it fails.
    """
    want = _fingerprint()
    if extra in _installed(want):
        return
    print("Installing into .venv (once; takes a minute) ...", file=sys.stderr, flush=True)
    if not PYTHON.exists():
        _run(sys.executable, "-m", "venv", "--clear", str(VENV))
        # Older ones write a launcher that takes twice as long to start.
        _run(str(PYTHON), "-m", "pip", "install", "-qq", "--upgrade", "pip>=25")
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    _run(str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-e", target)
    STAMP.write_text(f"{want} {extra}", encoding="utf-8")


def _fingerprint() -> str:
    """Changes when the dependencies change, or when the folder was moved."""
    content = (ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode()
    return hashlib.sha256(content).hexdigest()


def _installed(want: str) -> tuple[str, ...]:
    """The values of `extra` that are already met; none when something changed."""
    if not (PYTHON.exists() and STAMP.exists()):
        return ()
    fingerprint, _, extra = STAMP.read_text(encoding="utf-8").partition(" ")
    return ("", extra) if fingerprint == want else ()


def _run(*command: str) -> None:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        print(done.stdout, file=sys.stderr)
        sys.exit(
            f"This did not work: {' '.join(command)}\n"
            "The reason stands above. If it is not clear, delete the folder .venv and try again."
        )
