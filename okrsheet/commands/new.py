"""`okrsheet new`: make the workbook of a new quarter."""

import sys

from okrsheet.commands.days import day, month
from okrsheet.commands.refused import WrongWord
from okrsheet.commands.streams import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

    from okrsheet.workbook.order import Order


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `new` understands."""
    add = parser.add_argument
    parser.description = "Make the workbook of a new quarter from the template."
    add("quarter", metavar="QUARTER", help="year and quarter, such as 2027-Q1")
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
    from datetime import UTC, date, datetime

    from okrsheet.ooxml.new_file import write_new
    from okrsheet.workbook.create import new_workbook
    from okrsheet.workbook.order import order

    # openpyxl imports numpy where it is installed, for arrays no new workbook holds: 50 ms.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # None bars an import
    try:
        ordered = order(parsed)
    except ValueError as error:
        raise WrongWord(str(error)) from error
    path = _place(parsed.out, ordered.plan.quarter.name)
    now = datetime.now(UTC)
    data = new_workbook(
        ordered.plan, ordered.policy, as_of=ordered.as_of, today=date.today(), stamp=now
    )
    parsed.saving = True
    backup = write_new(path, data, now=now, force=parsed.force)
    say(f"Made {path}")
    say(_dates(ordered))
    if backup:
        say(f"The file that was there is kept as {backup}")
    return 0


def _dates(ordered: "Order") -> str:
    """When the quarter is, for whom it is another one than they meant."""
    from okrsheet.core.findings import count_of
    from okrsheet.core.timeline import weeks_in

    quarter = ordered.plan.quarter
    days = count_of((quarter.end - quarter.start).days + 1, "day")
    weeks = count_of(weeks_in(quarter), "calendar week")
    rhythm = str(ordered.policy.cadence).lower()
    return (
        f"{quarter.name} runs from {quarter.start:%a} {quarter.start} to {quarter.end:%a} "
        f"{quarter.end}: {days} in {weeks}, check-ins {rhythm}."
    )


def _place(out: str, name: str) -> "Path":
    """The file to make.

    Raises:
        WrongWord: it is to be one of another kind.
    """
    from pathlib import Path

    from okrsheet.workbook.order import place

    asked = Path(out)
    if asked.suffix and asked.suffix.lower() != ".xlsx" and not asked.is_dir():
        raise WrongWord(
            f"{out} can't be the workbook: its name has to end in .xlsx. Or name a folder."
        )
    return place(out, name)
