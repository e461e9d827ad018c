"""The samples of README and docs, run in a new folder as a reader would.

A block that begins with `$` shows commands and all they print. `...` stands for what differs from
run to run, or is left out: in a line for a part of it, alone in a line for any number of lines.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.commands import environment

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = (
    "README.md",
    "docs/checkin.md",
    "docs/report.md",
    "docs/automation.md",
    "docs/closing.md",
    "docs/history.md",
    "docs/import.md",
)
# They set up the machine, or need a mail server or somebody who answers.
NOT_RUN: Final = (
    "python3 scripts/",
    ".venv/bin/python scripts/",
    "pip install",
    "set ",
    "schtasks",
)
NOT_RUN_EITHER: Final = (
    "0 8 * * 1-5",
    "okrsheet remind okrs-2027-Q1.xlsx --send",
    'okrsheet planning "',
)
PYTHON: Final = ("import ",)
TOML: Final = ("organisation = ",)


class Sample(NamedTuple):
    """A command and what the page says it prints."""

    command: str
    told: list[str]


def blocks(page: str) -> Iterator[list[str]]:
    """The indented blocks of a page, without the indent."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for found in re.finditer(r"(?:^    .*\n|^\n(?=    ))+", text, re.MULTILINE):
        yield [line[4:] for line in found[0].strip("\n").split("\n")]


def samples(page: str) -> list[Sample]:
    found: list[Sample] = []
    for block in blocks(page):
        if not block[0].startswith("$ "):
            continue
        for line in block:
            if line.startswith("$ "):
                found.append(Sample(line[2:], []))
            else:
                found[-1].told.append(line)
    return found


def pattern(told: list[str]) -> str:
    lines = []
    for line in told:
        any_lines = line == "..."
        whole = re.escape(line).replace(re.escape("..."), "[^\\n]*")
        lines.append("(?:[^\\n]*\\n)*" if any_lines else f"{whole}\\n")
    return "".join(lines)


def printed(command: str, folder: Path) -> str:
    """What a terminal of 80 columns shows."""
    name, *words = shlex.split(command)
    if name == "cat":
        return (folder / words[0]).read_text(encoding="utf-8")
    assert name == "okrsheet"
    done = subprocess.run(
        [sys.executable, "-m", "okrsheet", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        cwd=folder,
        env=environment(COLUMNS="80", PYTHONUNBUFFERED="1"),
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout
    return done.stdout


def write_file(sample: Sample, folder: Path) -> None:
    """A file the page shows is there for the commands behind it; one they made is not replaced."""
    name, *words = shlex.split(sample.command)
    if name == "cat" and not (folder / words[0]).exists():
        (folder / words[0]).write_text("\n".join(sample.told) + "\n", encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_samples_print_what_the_page_says(page: str, tmp_path: Path) -> None:
    found = samples(page)
    assert found
    for sample in found:
        write_file(sample, tmp_path)
        shown = printed(sample.command, tmp_path)
        assert re.fullmatch(pattern(sample.told), shown), f"{sample.command}\n{shown}"


@pytest.mark.parametrize("page", PAGES)
def test_every_other_block_is_known(page: str) -> None:
    for block in blocks(page):
        known = ("$ ", *NOT_RUN, *NOT_RUN_EITHER, *PYTHON, *TOML)
        assert block[0].startswith(known), f"{page}: run it as a sample: {block[0]}"


def test_a_sample_that_prints_something_else_is_seen() -> None:
    assert re.fullmatch(pattern(["a ... c", "...", "d"]), "a b c\nx\ny\nd\n")
    assert not re.fullmatch(pattern(["a", "d"]), "a\nx\nd\n")
    assert not re.fullmatch(pattern(["a"]), "a\nb\n")
    assert not re.fullmatch(pattern(["a."]), "ab\n")


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    [code] = [block for block in blocks("README.md") if block[0].startswith(PYTHON)]
    printed("okrsheet new 2027-Q1 --example --out example.xlsx", tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", "\n".join([*code[:-1], f"print({code[-1]})"])],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=environment(),
        check=True,
    )
    assert "C1.1" in done.stdout


def test_the_settings_of_the_readme_are_understood(tmp_path: Path) -> None:
    [lines] = [block for block in blocks("README.md") if block[0].startswith(TOML)]
    (tmp_path / "okrsheet.toml").write_text(os.linesep.join(lines), encoding="utf-8")
    assert "2027-Q1 runs from Wed 2026-04-01" in printed("okrsheet new 2027-Q1", tmp_path)
