"""The installed command in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
COMMAND: Final = (sys.executable, "-m", "okrsheet")


def environment(**more: str) -> dict[str, str]:
    """The environment of the command: ours, UTF-8, colour not forbidden."""
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | more


def run(*words: str, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command; a traceback or an unforeseen mistake fails the test."""
    done = subprocess.run(
        [*COMMAND, *words],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env=environment(**more),
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "OKR999" not in done.stderr, done.stderr
    return done
