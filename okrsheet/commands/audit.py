"""`okrsheet audit`: is every key result ready, what fails most, what to do next."""

from okrsheet.commands.days import day
from okrsheet.commands.refused import WrongWord
from okrsheet.commands.streams import remark, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

    from okrsheet.core.audit_report import Report
    from okrsheet.workbook.load import Loaded

_WIDTH = 80
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
        help="whether a key result that is not ready gives exit code 1 (default: never)",
    )


def run(parsed: "Namespace") -> int:
    """Show the audit of a workbook."""
    from datetime import date
    from pathlib import Path

    from okrsheet.workbook.load import load

    loaded = load(Path(parsed.book))
    if loaded.plan is None:
        for each in loaded.all_findings(()):
            remark(str(each))
        return 2
    if loaded.plain:
        remark(_PLAIN)
    shown = audit_report(loaded, parsed.as_of or loaded.as_of or date.today(), parsed.team)
    if parsed.json:
        from okrsheet.core.audit_report import document
        from okrsheet.core.export import json_text

        say(json_text(document(shown)))
    else:
        from okrsheet.core.audit_lines import lines

        say("\n".join(lines(shown, width())))
    return int(parsed.fail_on == "not-ready" and bool(shown.not_ready))


def audit_report(loaded: "Loaded", today: "date", team: str = "") -> "Report":
    """The audit of a workbook that has a plan.

    Raises:
        WrongWord: there is no such team.
    """
    from okrsheet.core.audit_report import report, teams_of
    from okrsheet.core.checks import check
    from okrsheet.core.figures import figures

    if loaded.plan is None:
        raise ValueError
    found = figures(loaded.plan, loaded.policy, today)
    teams = teams_of(found)
    if team and team.lower() not in teams:
        named = ", ".join(teams.values()) or "none"
        raise WrongWord(f"There is no team {team}. The teams are: {named}.")
    return report(found, loaded.all_findings(check(found)), team)


def width() -> int:
    """Characters in a line."""
    from okrsheet.commands.terminal import terminal_width

    return max(_NARROWEST, terminal_width(_WIDTH))
