"""`okrsheet report`: the weekly summary as a page, Markdown, a mail or JSON."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date
    from email.message import EmailMessage

    from okrsheet.core.week import Week
    from okrsheet.workbook.load import Loaded

_FORMATS = ("html", "md", "eml", "json")


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `report` understands."""
    from okrsheet.commands.days import day
    from okrsheet.commands.made_files import add_out

    add = parser.add_argument
    parser.description = (
        "Write the weekly summary: what changed, what to talk about, what went very well, what "
        "leadership has to decide, and who owes an update."
    )
    add("book", metavar="BOOK", help="the quarter's workbook")
    add(
        "--scorecard",
        action="store_true",
        help="a closed quarter on one page, as it went on record",
    )
    add("--team", metavar="TEAM", help="only this team's part")
    add(
        "--format",
        choices=_FORMATS,
        default="html",
        help="a page (default), Markdown for chats, a mail ready to send, or JSON",
    )
    add("--to", metavar="ADDRESS", help="whom the mail is for (with --format eml)")
    add("--as-of", metavar="DAY", type=day, help="the day of the figures (YYYY-MM-DD)")
    add_out(parser)


def run(parsed: "Namespace") -> int:
    """Write the summary and say where it is."""
    from okrsheet.commands.made_files import put
    from okrsheet.commands.plans import day_of, plan_of, team_of
    from okrsheet.core.week import summary

    _check_words(parsed)
    if parsed.scorecard:
        return _scorecard(parsed)
    read = plan_of(parsed)
    if read is None:
        return 2
    loaded, plan = read
    team, day = team_of(parsed, plan), day_of(parsed, loaded)
    week = summary(plan, loaded.policy, day, team)
    put(parsed, _name(parsed, team, day), _written(parsed, week))
    _warn(parsed, loaded, week)
    return 0


def _scorecard(parsed: "Namespace") -> int:
    """Write the page of a quarter that is on record.

    Raises:
        ClosingRefused: it is not.
    """
    from okrsheet.commands.made_files import put, stem
    from okrsheet.commands.plans import plan_of
    from okrsheet.report.scorecard import scorecard
    from okrsheet.workbook.closing_refusals import NOT_CLOSED, ClosingRefused

    read = plan_of(parsed)
    if read is None:
        return 2
    _, plan = read
    if plan.record is None or not plan.closed:
        raise ClosingRefused(parsed.book, NOT_CLOSED)
    put(parsed, f"{stem(parsed)}-scorecard.html", scorecard(plan.record).encode())
    return 0


def _check_words(parsed: "Namespace") -> None:
    from okrsheet.commands.refused import WrongWord
    from okrsheet.report.mail import is_address

    asked = [word for word in ("--team", "--to", "--as-of") if getattr(parsed, _field(word))]
    if parsed.scorecard and (asked or parsed.format != "html"):
        what = asked[0] if asked else "--format"
        raise WrongWord(f"--scorecard shows all of the record as a page: leave out {what}.")
    if parsed.to and parsed.format != "eml":
        raise WrongWord("--to is for a mail: add --format eml.")
    if parsed.to and not is_address(parsed.to):
        raise WrongWord(f"{parsed.to!r} is no email address. Write one, such as ann@example.com.")


def _field(word: str) -> str:
    return word[2:].replace("-", "_")


def _name(parsed: "Namespace", team: str, day: "date") -> str:
    from okrsheet.commands.made_files import stem
    from okrsheet.report.file_names import slug

    part = f"-{slug(team)}" if team else ""
    return f"{stem(parsed)}-report{part}-{day:%Y-%m-%d}.{parsed.format}"


def _written(parsed: "Namespace", week: "Week") -> bytes:
    if parsed.format == "json":
        from okrsheet.core.export import json_text
        from okrsheet.report.document import report_document

        return f"{json_text(report_document(week))}\n".encode()
    if parsed.format == "md":
        from okrsheet.report.markdown import markdown

        return f"{markdown(week)}\n".encode()
    from okrsheet.core.timeline import timeline

    passed = timeline(week.found.plan, week.found.policy, week.found.as_of)
    if parsed.format == "eml":
        from okrsheet.report.weekly_mail import weekly_mail

        message = weekly_mail(week, passed, parsed.to or "")
        warn_of_length(message)
        return message.as_bytes()
    from okrsheet.report.page import page

    return page(week, passed).encode()


def warn_of_length(message: "EmailMessage") -> None:
    """Say that a mail is longer than Gmail shows."""
    from okrsheet.commands.streams import remark
    from okrsheet.report.weekly_mail import CLIPPED, is_clipped

    shown = message.get_body(("html",))
    if shown is not None and is_clipped(shown.get_content()):
        remark(
            f"Gmail hides what is longer than {CLIPPED // 1000} KB, and this mail is, even without "
            "its objectives: --team TEAM makes a shorter one."
        )


def _warn(parsed: "Namespace", loaded: "Loaded", week: "Week") -> None:
    """What a reader of the report can't see: that cells of the workbook are wrong."""
    from okrsheet.commands.streams import remark
    from okrsheet.commands.terminal import typed
    from okrsheet.core.checks import check
    from okrsheet.core.findings import Severity, count_of

    findings = loaded.all_findings(check(week.found))
    errors = sum(each.severity is Severity.ERROR for each in findings)
    if errors:
        remark(
            f"The workbook has {count_of(errors, 'error')}: `okrsheet check {typed(parsed.book)}` "
            "shows where."
        )
