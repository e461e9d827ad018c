"""`okrsheet publish`: open the quarter, once the audit was looked at."""

from okrsheet.commands.days import day, refuse_odd_year
from okrsheet.commands.refused import WrongWord
from okrsheet.commands.saving import add_wait, read_for_change, write_back
from okrsheet.commands.streams import complain, say
from okrsheet.commands.terminal import typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

    from okrsheet.core.audit_report import Report
    from okrsheet.core.model import Plan
    from okrsheet.ooxml.snapshot import Snapshot
    from okrsheet.workbook.load import Loaded

_A_YEAR = 366
"""Days."""


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `publish` understands."""
    add = parser.add_argument
    parser.description = (
        "Open the quarter: list every key result that is not ready, then write day and name into "
        "Settings and refresh the workbook. The version before is kept as a backup."
    )
    add("book", metavar="BOOK", help="the quarter's workbook")
    add("--strict", action="store_true", help="refuse while anything is not ready")
    add("--by", metavar="NAME", default="", help="who publishes it; default: the OKR champion")
    add(
        "--as-of",
        metavar="DAY",
        type=day,
        help="the day it is published (YYYY-MM-DD); default: today",
    )
    add("--dry-run", action="store_true", help="say what would be done, write nothing")
    add_wait(parser)


def run(parsed: "Namespace") -> int:
    """Publish a workbook, or say why not."""
    from okrsheet.ooxml.read import parse_workbook
    from okrsheet.ooxml.refusals import NotOurs
    from okrsheet.workbook.load import read_plan
    from okrsheet.workbook.publish import refuse_closed

    if parsed.as_of:
        refuse_odd_year("--as-of", parsed.as_of)
    data, before = read_for_change(parsed)
    loaded = read_plan(parse_workbook(data, before.path))
    plan = loaded.plan
    if loaded.plain:
        raise NotOurs(before.path)
    if plan is None:
        for each in loaded.all_findings(()):
            complain(str(each))
        return 2
    if plan.published is not None:
        return _is_open(parsed, loaded, plan)
    refuse_closed(plan, before.path)
    return _publish(parsed, (data, before), loaded, plan)


def _is_open(parsed: "Namespace", loaded: "Loaded", plan: "Plan") -> int:
    """A quarter that was opened before: nothing is written, whatever is not ready is told."""
    from datetime import date

    from okrsheet.commands.audit import audit_report, width
    from okrsheet.core import audit_lines
    from okrsheet.core.printable import printable

    by = f" by {plan.published_by}" if plan.published_by else ""
    say(printable(f"Already published on {plan.published:%Y-%m-%d}{by}. Nothing was written."))
    shown = audit_report(loaded, plan, parsed.as_of or loaded.as_of or date.today())
    if not shown.in_the_way:
        return 0
    if not shown.audits:
        say("There is no key result in it.")
        return int(parsed.strict)
    say("\n".join(audit_lines.in_the_way(shown, width(), "")))
    say(f"`okrsheet audit {typed(parsed.book)}` says what is missing, and what to do.")
    return int(parsed.strict)


def _publish(
    parsed: "Namespace", read: "tuple[bytes, Snapshot]", loaded: "Loaded", plan: "Plan"
) -> int:
    from datetime import date

    from okrsheet.commands.audit import audit_report
    from okrsheet.core.printable import printable
    from okrsheet.workbook.publish import published

    if parsed.as_of:
        _refuse_far(parsed.as_of, plan)
    data, before = read
    today = parsed.as_of or date.today()
    by = parsed.by.strip() or plan.champion
    shown = audit_report(loaded, plan, today)
    _tell(shown)
    if not shown.audits:
        say("Not published: there is nothing to start with. Nothing was written.")
        return 1
    if parsed.strict and shown.in_the_way:
        _say_in_the_way(shown)
        return 1
    made = published(data, before.path, today, by)
    backup = None if parsed.dry_run else write_back(parsed, made.data, before, "publish")
    for each in made.findings:
        complain(str(each))
    if parsed.dry_run:
        from okrsheet.workbook.change_line import change_line

        for cell in made.changes:
            say(change_line(cell))
    whose = f" by {by}" if by else ""
    done = "Would be published" if parsed.dry_run else "Published"
    then = " Nothing was written." if parsed.dry_run else ""
    say(printable(f"{done} on {today:%Y-%m-%d}{whose}.{then}"))
    if backup:
        say(f"The version before: {backup}")
    return 0


def _refuse_far(day: "date", plan: "Plan") -> None:
    """Let pass a day that can be meant.

    Raises:
        WrongWord: it lies more than a year before the quarter, or after it.
    """
    start, end = plan.quarter.start, plan.quarter.end
    if max((start - day).days, (day - end).days) > _A_YEAR:
        raise WrongWord(
            f"--as-of {day} lies more than a year away from the quarter, which lasts from {start} "
            f"to {end}. Give the day it is published; nothing was written."
        )


def _say_in_the_way(shown: "Report") -> None:
    """What those who are strict have to put right first."""
    from okrsheet.commands.audit import width
    from okrsheet.core import audit_lines

    say("\n".join([*audit_lines.in_the_way(shown, width()), "Nothing was written."]))


def _tell(shown: "Report") -> None:
    """What the champion should know before the quarter starts."""
    from okrsheet.commands.audit import width
    from okrsheet.core import audit_lines

    columns = width()
    told = [*audit_lines.head(shown), "", *audit_lines.not_ready(shown, columns)]
    say("\n".join([*told, *audit_lines.others(shown, columns), ""]))
