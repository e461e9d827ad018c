"""`okrsheet check`: where a quarter stands and what is wrong."""

import sys

from okrsheet.commands.days import day
from okrsheet.commands.severities import CHOICES, exit_code
from okrsheet.commands.streams import complain, say, say_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable
    from datetime import date

    from okrsheet.workbook.load import Loaded


_NARROWEST = 60


class Plain:
    """`check` with nothing but a file, as the parser would put it."""

    as_of: "date | None" = None
    json = False
    fail_on = "error"

    def __init__(self, book: str) -> None:
        self.book = book


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `check` understands."""
    add = parser.add_argument
    parser.description = (
        "Show where a quarter stands, what needs a person, and all findings; in colour on a "
        "terminal, unless NO_COLOR is set."
    )
    add("book", metavar="BOOK", help="the quarter's workbook")
    add("--as-of", metavar="DAY", type=day, help="the day of the figures (YYYY-MM-DD)")
    add("--json", action="store_true", help="everything as JSON, see docs/json.md")
    add(
        "--fail-on",
        choices=CHOICES,
        default=Plain.fail_on,
        help="the mildest finding that gives exit code 1 (default: error)",
    )


def plain(book: str) -> int:
    """Show the figures and findings of a workbook; no other word was said."""
    return run(Plain(book))


def run(parsed: "Namespace | Plain") -> int:
    """Show the figures and findings of a workbook."""
    from okrsheet.workbook.load import load

    loaded = load(parsed.book or ".")
    if loaded.plan is None:
        return _unreadable(loaded, as_json=parsed.json)
    return _show(loaded, parsed)


def _unreadable(loaded: "Loaded", *, as_json: bool) -> int:
    from okrsheet.core.export import finding_row, json_text

    if as_json:
        rows = [finding_row(each) for each in loaded.all_findings(())]
        say_data(json_text({"format": 1, "findings": rows}))
    for each in loaded.all_findings(()):
        complain(str(each))
    return 2


def _show(loaded: "Loaded", parsed: "Namespace | Plain") -> int:
    from datetime import date

    from okrsheet.core.checks import check
    from okrsheet.core.figures import figures
    from okrsheet.core.scoreboard import lines

    plan, day = loaded.plan, parsed.as_of or loaded.as_of or date.today()
    if plan is None:
        return 2
    found = figures(plan, loaded.policy, day)
    findings = loaded.all_findings(check(found))
    if parsed.json:
        from okrsheet.core.export import document, json_text

        say_data(json_text(document(found, findings)))
    else:
        say("\n".join(lines(found, findings, _width(), _paint())))
    return exit_code((each.severity for each in findings), parsed.fail_on)


def _width() -> int:
    from okrsheet.commands.terminal import line_width

    return line_width(_NARROWEST)


def _paint() -> "Callable[[str, str], str]":
    import os

    from okrsheet.core.scoreboard import plain_paint

    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return plain_paint
    codes = {"Green": "32", "Yellow": "33", "Red": "31;1", "No data": "2"}
    return lambda text, word: f"\033[{codes[word]}m{text}\033[0m" if word in codes else text
