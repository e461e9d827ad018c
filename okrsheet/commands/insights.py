"""`okrsheet insights`: what the closed quarters teach."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from okrsheet.core.closed_quarter import ClosedQuarter
    from okrsheet.core.insights import Insights

_NAME = "okr-insights.html"


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `insights` understands."""
    add = parser.add_argument
    parser.description = (
        "Say what the closed quarters teach: how scores went, whether targets were set right or "
        "too low, what was carried again and again, what the audit keeps finding, what forecasts "
        "were worth, what the reviews decided. Nothing but the history is read."
    )
    add(
        "history",
        metavar="FOLDER",
        nargs="?",
        default=".",
        help="the folder with the history, or the history itself (default: this folder)",
    )
    add("--team", metavar="TEAM", default="", help="only this team, or Company")
    add("--org", metavar="NAME", default="", help="whose, where the history has several")
    add(
        "--renamed",
        metavar="OLD=NEW",
        action="append",
        default=[],
        help="a team that has another name today; may be said more than once",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="everything as JSON, see docs/json.md")
    form.add_argument(
        "--html", metavar="FILE", help="one page with charts: a file, a folder, or - (see --force)"
    )
    add("--force", action="store_true", help="replace a file that is already there")


def run(parsed: "Namespace") -> int:
    """Show what the history teaches."""
    return show(parsed, closed_quarters(parsed))


def closed_quarters(parsed: "Namespace") -> "Sequence[ClosedQuarter]":
    """All quarters of the history.

    Raises:
        OkrsheetFileError: there is none, or it can't be read.
    """
    from okrsheet.sources import history_store

    return history_store.closed_quarters(parsed.history)


def show(parsed: "Namespace", quarters: "Sequence[ClosedQuarter]") -> int:
    """Show what some quarters teach.

    Raises:
        WrongWord: no such team or organisation, or several organisations.
        OkrsheetFileError: the page could not be written.
    """
    found = _insights(parsed, quarters)
    if parsed.json:
        from okrsheet.commands.streams import say_data
        from okrsheet.core.export import json_text
        from okrsheet.core.insights_export import document

        say_data(json_text(document(found)))
    elif parsed.html:
        from okrsheet.commands.made_files import put
        from okrsheet.report.insights import page

        parsed.out = parsed.html
        put(parsed, _NAME, page(found).encode())
    else:
        from okrsheet.commands.audit import width
        from okrsheet.commands.streams import say
        from okrsheet.core.insights_lines import lines

        say("\n".join(lines(found, width())))
    return 0


def _insights(parsed: "Namespace", quarters: "Sequence[ClosedQuarter]") -> "Insights":
    from okrsheet.commands.refused import WrongWord
    from okrsheet.core.insights_asked import insights_asked
    from okrsheet.core.past import renamed

    names = dict(_renaming(each) for each in parsed.renamed)
    try:
        return insights_asked(renamed(quarters, names), parsed.team, parsed.org)
    except ValueError as error:
        raise WrongWord(str(error)) from error


def _renaming(words: str) -> tuple[str, str]:
    from okrsheet.commands.refused import WrongWord

    old, equals, new = words.partition("=")
    if not equals or not old.strip() or not new.strip():
        raise WrongWord(f"--renamed {words!r} names no two teams. Write OLD=NEW.")
    return old.strip(), new.strip()
