"""`okrsheet new`: make the workbook of a new quarter."""

import sys
from typing import NamedTuple

from okrsheet.commands.days import day, month
from okrsheet.commands.refused import WrongWord
from okrsheet.commands.streams import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from okrsheet.core.model import Quarter


class Made(NamedTuple):
    """A workbook to be written, and what is said about it."""

    path: "Path"
    data: bytes
    lines: "Sequence[str]"


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `new` understands."""
    add = parser.add_argument
    parser.description = (
        "Make the workbook of a new quarter from the template; with --from, what was decided to "
        "go on comes over from the quarter that ends, whose workbook stays as it is."
    )
    add(
        "quarter",
        metavar="QUARTER",
        nargs="?",
        help="year and quarter, such as 2027-Q1; with --from the one that follows, if left out",
    )
    add("--from", metavar="BOOK", dest="source", help="the workbook of the quarter that ends")
    add(
        "--undecided",
        choices=("drop", "continue"),
        help="what becomes of key results the review decides nothing about",
    )
    add("--not-closed", action="store_true", help="go on though the quarter is not closed")
    add(
        "--keep-layout",
        action="store_true",
        help="with --from: keep its own sheets, columns, charts, comments and macros",
    )
    add("--out", metavar="PATH", default=".", help="a folder, or the file to make (.xlsx)")
    add("--org", metavar="NAME", help="whose objectives these are")
    add("--champion", metavar="NAME", help="who keeps the workbook")
    add("--team", metavar="NAME", action="append", help="a team; repeat it for each")
    add(
        "--preset",
        metavar="NAME",
        action="append",
        help="numbers to start from: smb (default), doerr, scala, google; repeatable",
    )
    add("--fiscal-start", metavar="MONTH", type=month, help="first month of the year, 1 to 12")
    add("--start", metavar="DAY", type=day, help="first day, where it differs (YYYY-MM-DD)")
    add("--end", metavar="DAY", type=day, help="last day, where it differs (YYYY-MM-DD)")
    add("--cadence", choices=("weekly", "bi-weekly"), help="how often teams check in")
    add("--settings", metavar="FILE", help="an organisation's defaults (default: okrsheet.toml)")
    add("--example", action="store_true", help="fill it with an invented company, mid-quarter")
    add("--language", choices=("en",), default="en", help="the workbook's language")
    add("--force", action="store_true", help="replace a file that is already there")


def run(parsed: "Namespace") -> int:
    """Make the workbook and say where it is."""
    from datetime import UTC, datetime

    from okrsheet.ooxml.new_file import write_new

    # openpyxl imports numpy where it is installed, for arrays no new workbook holds: 50 ms.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # None bars an import
    now = datetime.now(UTC)
    made = _made(parsed, now)
    parsed.saving = True
    backup = write_new(made.path, made.data, now=now, force=parsed.force)
    say(f"Made {made.path}")
    for line in made.lines:
        say(line)
    if backup:
        say(f"The file that was there is kept as {backup}")
    return 0


def _made(parsed: "Namespace", now: "datetime") -> Made:
    from datetime import date

    if parsed.source and parsed.keep_layout:
        from okrsheet.commands.keep_layout import made_in

        return made_in(parsed)
    if parsed.source:
        from okrsheet.commands.next_quarter import made_from

        return made_from(parsed, now)
    _refuse_alone(parsed)
    from okrsheet.workbook.create import new_workbook
    from okrsheet.workbook.order import order

    try:
        ordered = order(parsed)
    except ValueError as error:
        raise WrongWord(str(error)) from error
    path = place(parsed.out, ordered.plan.quarter.name)
    data = new_workbook(
        ordered.plan, ordered.policy, as_of=ordered.as_of, today=date.today(), stamp=now
    )
    return Made(path, data, (dates(ordered.plan.quarter, str(ordered.policy.cadence)),))


def _refuse_alone(parsed: "Namespace") -> None:
    """Let pass what makes sense without another workbook."""
    named = {"--undecided": parsed.undecided, "--not-closed": parsed.not_closed}
    named["--keep-layout"] = parsed.keep_layout
    for option, value in named.items():
        if value:
            raise WrongWord(f"{option} is about the quarter that ends: name it with --from BOOK.")


def dates(quarter: "Quarter", cadence: str) -> str:
    """When the quarter is, for whom it is another one than they meant."""
    from okrsheet.core.findings import count_of
    from okrsheet.core.timeline import weeks_in

    days = count_of((quarter.end - quarter.start).days + 1, "day")
    weeks = count_of(weeks_in(quarter), "calendar week")
    return (
        f"{quarter.name} runs from {quarter.start:%a} {quarter.start} to {quarter.end:%a} "
        f"{quarter.end}: {days} in {weeks}, check-ins {cadence.lower()}."
    )


def place(out: str, name: str) -> "Path":
    """The file to make.

    Raises:
        WrongWord: it is to be one of another kind.
    """
    from pathlib import Path

    from okrsheet.workbook.order import place as place_in

    asked = Path(out)
    if asked.suffix and asked.suffix.lower() != ".xlsx" and not asked.is_dir():
        raise WrongWord(
            f"{out} can't be the workbook: its name has to end in .xlsx. Or name a folder."
        )
    return place_in(out, name)
