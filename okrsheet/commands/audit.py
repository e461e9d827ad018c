"""`okrsheet audit`: is every key result ready, what fails most, what to do next."""

from okrsheet.commands.days import day
from okrsheet.commands.streams import remark, say, say_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

    from okrsheet.core.audit_report import Report
    from okrsheet.core.model import Plan
    from okrsheet.workbook.load import Loaded

_NARROWEST = 60
_PLAIN = (
    "This workbook was not made by okrsheet. It has no columns for some of the answers, such as "
    "who has access and whether a target is ambitious; they count as open."
)


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `audit` understands."""
    add = parser.add_argument
    parser.description = (
        "Hold every key result against six criteria and four data questions: what is missing, "
        "what to do next, which gaps are the most frequent, team by team. Nothing is written."
    )
    add("book", metavar="BOOK", help="the quarter's workbook")
    add("--team", metavar="TEAM", default="", help="only the key results of this team")
    add("--as-of", metavar="DAY", type=day, help="the day of the figures (YYYY-MM-DD)")
    add("--json", action="store_true", help="everything as JSON, see docs/json.md")
    add(
        "--fail-on",
        choices=("not-ready", "never"),
        default="never",
        help="whether a key result that is not ready, or none at all, gives exit code 1 "
        "(default: never)",
    )


def run(parsed: "Namespace") -> int:
    """Show the audit of a workbook."""
    from okrsheet.commands.plans import day_of, plan_of, team_of

    read = plan_of(parsed)
    if read is None:
        return 2
    loaded, plan = read
    if loaded.plain:
        remark(_PLAIN)
    shown = audit_report(loaded, plan, day_of(parsed, loaded), team_of(parsed, plan))
    if parsed.json:
        from okrsheet.core.audit_report import document
        from okrsheet.core.export import json_text

        say_data(json_text(document(shown)))
    else:
        from okrsheet.core.audit_lines import lines

        say("\n".join(lines(shown, width())))
    # A quarter without key results is not ready either.
    is_ready = shown.audits and not shown.not_ready
    return int(parsed.fail_on == "not-ready" and not is_ready)


def audit_report(loaded: "Loaded", plan: "Plan", today: "date", team: str = "") -> "Report":
    """The audit of a plan and the findings of its workbook."""
    from okrsheet.core.audit_report import report
    from okrsheet.core.checks import check
    from okrsheet.core.figures import figures

    found = figures(plan, loaded.policy, today)
    return report(found, loaded.all_findings(check(found)), team)


def width() -> int:
    """Characters in a line."""
    from okrsheet.commands.terminal import line_width

    return line_width(_NARROWEST)
