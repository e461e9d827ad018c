"""Runs every check of the project: format, lint, types, layers, tests. Exit code 0: all good.

Needs Python 3.11 or newer and nothing else; what the checks need goes into `.venv`.
In CI (the variable CI is set) a skipped test fails the run.
"""

import argparse
import os
import re
import subprocess
import sys
import time

import bootstrap

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
STEPS: dict[str, tuple[str, ...]] = {
    "format": ("-m", "ruff", "format", "--check", "."),
    "lint": ("-m", "ruff", "check", "."),
    "types": ("-m", "mypy"),
    "layers": ("-c", LINT_IMPORTS, "--no-logo"),
    "tests": (
        "-m",
        "pytest",
        "--numprocesses=auto",
        "--dist=loadfile",
        "--cov=okrsheet.core",
        "--cov-branch",
        "--cov-fail-under=100",
    ),
}
SKIPPED = re.compile(r"[1-9]\d* skipped.* in \d")  # in pytest's closing line


def main(words: list[str]) -> int:
    options, pytest_words = _parse(words)
    bootstrap.prepare("dev")
    chosen = [name for name in STEPS if name in (options.only or STEPS)]
    failed = [name for name in chosen if not _step(name, pytest_words)]
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def _parse(words: list[str]) -> tuple[argparse.Namespace, list[str]]:
    cut = words.index("--") if "--" in words else len(words)
    parser = argparse.ArgumentParser(
        description="Run every check of the project, or some of them.",
        epilog="Words after -- go to pytest, such as: -- --no-cov -k scoring",
    )
    parser.add_argument(
        "--only", action="append", choices=list(STEPS), help="run this step; may be repeated"
    )
    return parser.parse_args(words[:cut]), words[cut + 1 :]


def _step(name: str, pytest_words: list[str]) -> bool:
    """Run one step and say in one line how it went; its output too where somebody needs it."""
    start = time.monotonic()
    shown = name == "tests"
    code, output = _run([*STEPS[name], *(pytest_words if shown else [])], live=shown)
    problem = _problem(name, code, output)
    if problem and not shown:
        print(output.rstrip())
    print(f"{name:<7} {problem or 'ok'} ({time.monotonic() - start:.1f} s)", flush=True)
    return not problem


def _problem(name: str, code: int, output: str) -> str:
    """Why the step counts as failed, or ""."""
    if code != 0:
        return "failed"
    if name == "tests" and os.environ.get("CI") and SKIPPED.search(output):
        return "failed: nothing may be skipped in CI"
    return ""


def _run(words: list[str], *, live: bool) -> tuple[int, str]:
    """Exit code and output of Python in `.venv`; with `live` also shown line by line."""
    lines = []
    with subprocess.Popen(
        [str(bootstrap.PYTHON), *words],
        cwd=bootstrap.ROOT,
        env=bootstrap.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            lines.append(line)
            if live:
                print(line, end="", flush=True)
    return process.returncode, "".join(lines)


if __name__ == "__main__":
    bootstrap.print_any_character()
    sys.exit(main(sys.argv[1:]))
