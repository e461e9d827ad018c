"""Programs that change one file at the same time, and a count of what got lost.

python -m tests.saving.writers okrsheet --writers 4 --saves 250     all by okrsheet
python -m tests.saving.writers excel --saves 500                    one of them deletes and renames
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from okrsheet.ooxml.errors import FileMissing, OkrsheetFileError
from okrsheet.ooxml.save import save
from okrsheet.ooxml.snapshot import snapshot
from tests.saving.versions import excel_sign, litter_in

ROOT: Final = Path(__file__).parents[2]
MODULE: Final = "tests.saving.writers"
STOP: Final = "stop"


class Outcome(NamedTuple):
    """What came of a run.

    Attributes:
        saved: Lines the writers said they saved.
        lost: Those that the file does not have.
        twice: Those it has twice: okrsheet said no, and another program had read its version and
            saved it: between the exchange and its undoing, or while the folder was being synced.
        tries: Saves and refusals.
        litter: Temporary files left.
    """

    saved: int
    lost: list[str]
    twice: list[str]
    tries: Counter[str]
    litter: list[str]


def write_as_okrsheet(path: Path, name: str, saves: int) -> Counter[str]:
    """Append `saves` lines, each by reading, changing and saving; refusals are tried again."""
    tries: Counter[str] = Counter()
    done = 0
    while done < saves:
        try:
            data, before = snapshot(path)
            line = f"{name}:{done}\n".encode()
            save(data + line, before, verify=None, now=datetime.now(UTC), why="test")
        except OkrsheetFileError as error:
            if error.exit_code != 4 and not isinstance(error, FileMissing):
                raise
            tries[type(error).__name__] += 1
            time.sleep(0.001)
        else:
            done += 1
            tries["saved"] += 1
    return tries


def write_as_excel(path: Path, name: str) -> Counter[str]:
    """Open, append a line, delete, rename the new file to it, close; until told to stop."""
    tries: Counter[str] = Counter()
    sign = path.with_name(f"~${path.name}")
    stop = path.with_name(STOP)
    while not stop.exists():
        sign.write_bytes(excel_sign("Ann Lee"))
        data = path.read_bytes()
        time.sleep(0.002)
        new = path.with_name(f"{os.getpid():08X}.tmp")
        new.write_bytes(data + f"{name}:{tries['saved']}\n".encode())
        path.unlink()
        time.sleep(0.0005)
        new.rename(path)
        sign.unlink()
        tries["saved"] += 1
        time.sleep(0.012)
    return tries


def together(kinds: tuple[str, ...], saves: int, folder: Path) -> Outcome:
    """Run writers side by side, the Excels until all others are done, and count.

    Args:
        kinds: "okrsheet" or "excel" for each writer.
        saves: How many each okrsheet makes.
        folder: An empty folder.
    """
    path = folder / "book.xlsx"
    path.write_bytes(b"start\n")
    env = os.environ | {"PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(folder.parent / "state")}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", MODULE, "one", kind, str(path), f"w{number}", str(saves)],
            stdout=subprocess.PIPE,
            text=True,
            env=env,
        )
        for number, kind in enumerate(kinds)
    ]
    said: dict[str, Counter[str]] = {}
    for number in sorted(range(len(kinds)), key=lambda each: kinds[each] == "excel"):
        if kinds[number] == "excel":
            (folder / STOP).touch()
        output, _ = running[number].communicate(timeout=1800)
        if running[number].returncode != 0:
            raise RuntimeError(f"{kinds[number]} {number} ended with {running[number].returncode}")
        said[f"w{number}"] = Counter(dict(_pair(word) for word in output.split()))
    lines = Counter(path.read_text(encoding="utf-8").split())
    told = [f"{name}:{n}" for name, tries in said.items() for n in range(tries["saved"])]
    lost = [line for line in told if lines[line] == 0]
    twice = [line for line in told if lines[line] > 1]
    return Outcome(len(told), lost, twice, sum(said.values(), Counter()), litter_in(folder))


def _pair(word: str) -> tuple[str, int]:
    name, count = word.split("=")
    return name, int(count)


def _one(kind: str, path: Path, name: str, saves: int) -> None:
    excel = kind == "excel"
    tries = write_as_excel(path, name) if excel else write_as_okrsheet(path, name, saves)
    print(*(f"{word}={count}" for word, count in tries.items()))


def main() -> int:
    """Run one of the two proofs at full length, and print what came of it."""
    if sys.argv[1] == "one":
        _one(sys.argv[2], Path(sys.argv[3]), sys.argv[4], int(sys.argv[5]))
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("against", choices=("okrsheet", "excel"))
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--saves", type=int, default=250)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder) / "room"
        room.mkdir()
        one = words.against == "excel"
        kinds = ("okrsheet", "excel") if one else ("okrsheet",) * words.writers
        start = time.perf_counter()
        outcome = together(kinds, words.saves, room)
        print(f"{outcome.saved} saves in {time.perf_counter() - start:.0f} s, {outcome.tries}")
        print(f"lost {outcome.lost}, twice {outcome.twice}, left {outcome.litter}")
    return int(bool(outcome.lost or outcome.litter))


if __name__ == "__main__":
    sys.exit(main())
