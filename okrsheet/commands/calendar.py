"""`okrsheet calendar`: the quarter's dates for everybody's calendar."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import time
    from zoneinfo import ZoneInfo

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `calendar` understands."""
    from okrsheet.commands.made_files import add_out

    add = parser.add_argument
    parser.description = (
        "Write a calendar file (.ics): planning in the week before the quarter, the check-in of 20 "
        "minutes, and the review in the last week. Made again, it moves its own entries."
    )
    add("book", metavar="BOOK", help="the quarter's workbook")
    add("--day", choices=_DAYS, default="Mon", help="the day of the check-in (default: Mon)")
    add("--time", metavar="HH:MM", type=clock, default="09:30", help="when (default: 09:30)")
    add("--tz", metavar="ZONE", type=zone, help="such as Europe/Vienna (default: local time)")
    add_out(parser)


def clock(text: str) -> "time":
    """A time written as HH:MM.

    Raises:
        ArgumentTypeError: it is none.
    """
    from argparse import ArgumentTypeError
    from datetime import time

    hours, _, minutes = text.partition(":")
    try:
        if len(minutes) == 2:  # noqa: PLR2004  # HH:MM
            return time(int(hours), int(minutes))
    except ValueError:
        pass
    raise ArgumentTypeError(f"{text!r} is no time: write it as HH:MM, such as 09:30")


def zone(name: str) -> "ZoneInfo":
    """A time zone by its name.

    Raises:
        ArgumentTypeError: there is none.
    """
    from argparse import ArgumentTypeError
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ArgumentTypeError(
            f"{name!r} is no time zone: write its name, such as Europe/Vienna"
        ) from None


def run(parsed: "Namespace") -> int:
    """Write the calendar file and say where it is."""
    from datetime import UTC, datetime
    from pathlib import Path

    from okrsheet.commands.made_files import put, stem
    from okrsheet.commands.plans import plan_of
    from okrsheet.commands.refused import WrongWord
    from okrsheet.report.calendar import When, calendar

    read = plan_of(parsed)
    if read is None:
        return 2
    loaded, plan = read
    when = When(_DAYS.index(parsed.day), parsed.time, parsed.tz)
    try:
        data = calendar(plan, loaded.policy, when, datetime.now(UTC), Path(parsed.book).name)
    except ValueError as error:
        raise WrongWord(str(error)) from error
    put(parsed, f"{stem(parsed)}-calendar.ics", data)
    return 0
