"""Makes an example workbook and its weekly report in `demo/`, and says what to do next.

Needs Python 3.11 or newer and nothing else; what okrsheet needs goes into `.venv`.
"""

import subprocess
import sys
from pathlib import Path

import bootstrap

QUARTER = "2027-Q1"
AS_OF = "2027-02-26"  # in week nine of the quarter, where the example stands
FOLDER = bootstrap.ROOT / "demo"
FOUND_SOMETHING = 1  # exit code of `okrsheet check`: the example has findings on purpose


def main() -> int:
    bootstrap.prepare()
    FOLDER.mkdir(exist_ok=True)
    code = _okrsheet("new", QUARTER, "--example", "--out", f"{FOLDER.name}/", "--force")
    if code != 0:
        return code
    workbook = _newest(FOLDER).relative_to(bootstrap.ROOT)
    print(f"\nWhat a check of it says, as of {AS_OF}:\n", flush=True)
    code = _okrsheet("check", workbook.as_posix(), "--as-of", AS_OF)
    if code not in (0, FOUND_SOMETHING):
        return code
    print(flush=True)
    code = _okrsheet("report", workbook.as_posix(), "--as-of", AS_OF, "--force", "--quiet")
    if code == 0:
        print(_closing_words(workbook))
    return code


def _okrsheet(*words: str) -> int:
    return subprocess.run(
        [str(bootstrap.BIN / "okrsheet"), *words],
        cwd=bootstrap.ROOT,
        env=bootstrap.environment(),
        check=False,
    ).returncode


def _newest(folder: Path) -> Path:
    """The workbook written last; `~$` files are Excel's note that one is open."""
    workbooks = [path for path in folder.glob("*.xlsx") if not path.name.startswith("~$")]
    return max(workbooks, key=lambda path: path.stat().st_mtime_ns)


def _closing_words(workbook: Path) -> str:
    okrsheet = (bootstrap.BIN / "okrsheet").relative_to(bootstrap.ROOT)
    return (
        f"\nThe example workbook is here: {bootstrap.ROOT / workbook}\n"
        "Its weekly report is the page beside it.\n"
        f"Next: open it in Excel or LibreOffice, add a line to Check-ins (dated up to {AS_OF}),\n"
        f"save, close, and run this in the folder {bootstrap.ROOT}:\n"
        f"    {okrsheet} check {workbook} --as-of {AS_OF}\n"
        "A workbook for your own quarter:\n"
        f"    {okrsheet} new {QUARTER}"
    )


if __name__ == "__main__":
    bootstrap.print_any_character()
    sys.exit(main())
