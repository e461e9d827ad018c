"""`okrsheet remind`: a mail for everybody who owes an update."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence
    from pathlib import Path

    from okrsheet.core.owing import Owing
    from okrsheet.report.reminders import Reminder
    from okrsheet.report.smtp import Server


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `remind` understands."""
    from okrsheet.commands.days import day

    add = parser.add_argument
    parser.description = (
        "Write one mail for each person who owes an update, or send them all through the server "
        "in OKRSHEET_SMTP_HOST, _PORT, _USER, _PASSWORD, _FROM and _TLS (starttls, ssl, none)."
    )
    add("book", metavar="BOOK", help="the quarter's workbook")
    add("--team", metavar="TEAM", help="only this team's key results")
    add("--as-of", metavar="DAY", type=day, help="the day of the figures (YYYY-MM-DD)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--out",
        metavar="FOLDER",
        help="where the mails go, as .eml files; made where it is missing",
    )
    where.add_argument("--send", action="store_true", help="send them")
    add("--dry-run", action="store_true", help="only say who would get one")
    add("--force", action="store_true", help="replace mails that are already there")


def run(parsed: "Namespace") -> int:
    """Write or send the mails and say whom they are for."""
    from pathlib import Path

    from okrsheet.commands.plans import day_of, plan_of, team_of
    from okrsheet.commands.streams import say
    from okrsheet.core.week import summary
    from okrsheet.report.reminders import reminders

    server = _server() if parsed.send else None
    read = plan_of(parsed)
    if read is None:
        return 2
    loaded, plan = read
    team = team_of(parsed, plan)
    week = summary(plan, loaded.policy, day_of(parsed, loaded), team)
    if not week.owing:
        say("Nobody owes an update.")
        return 0
    made = reminders(week.found, week.owing, Path(parsed.book).name)
    code = _go(parsed, server, made, f"{week.found.as_of:%Y-%m-%d}")
    _tell_the_rest(week.owing, made)
    return code


def _server() -> "Server":
    import os

    from okrsheet.commands.refused import WrongWord
    from okrsheet.report.smtp import server_of

    try:
        return server_of(os.environ)
    except ValueError as error:
        raise WrongWord(str(error)) from error


def _go(parsed: "Namespace", server: "Server | None", made: "Sequence[Reminder]", day: str) -> int:
    if parsed.dry_run:
        return _show(made)
    if server is not None:
        return _send(server, [each for each in made if each.address])
    return _write(parsed, made, day)


def _named(each: "Reminder") -> str:
    from okrsheet.core.printable import printable

    return printable(f"{each.owing.owner} <{each.address}>" if each.address else each.owing.owner)


def _show(made: "Sequence[Reminder]") -> int:
    from okrsheet.commands.streams import say

    for each in made:
        say(f"Would remind {_named(each)} of {_results(each.owing)}")
    return 0


def _results(owing: "Owing") -> str:
    from okrsheet.core.printable import printable

    return printable(", ".join(figure.key_result.id for figure in owing.key_results))


def _write(parsed: "Namespace", made: "Sequence[Reminder]", day: str) -> int:
    from okrsheet.commands.made_files import write
    from okrsheet.commands.streams import say
    from okrsheet.report.file_names import mail_names

    folder = _folder(parsed, day)
    for each, name in zip(made, mail_names(each.owing.owner for each in made), strict=True):
        write(parsed, folder / name, each.message.as_bytes())
        say(f"Made {folder / name} for {_named(each)}")
    return 0


def _folder(parsed: "Namespace", day: str) -> "Path":
    """The folder for the mails, made where it is missing.

    Raises:
        FolderReadOnly: it can't be made.
        WrongWord: a file has its name.
    """
    from pathlib import Path

    from okrsheet.commands.made_files import stem
    from okrsheet.commands.refused import WrongWord
    from okrsheet.ooxml.errors import FolderReadOnly

    usual = Path(parsed.book).parent / f"{stem(parsed)}-reminders-{day}"
    folder = Path(parsed.out) if parsed.out else usual
    try:
        folder.mkdir(parents=bool(parsed.out), exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise WrongWord(
            f"{folder} is no folder. Name one; it is made where it is missing."
        ) from error
    except OSError as error:
        raise FolderReadOnly(str(folder.parent)) from error
    return folder


def _send(server: "Server", made: "Sequence[Reminder]") -> int:
    from datetime import UTC, datetime

    from okrsheet.commands.streams import complain, doing, say
    from okrsheet.core.findings import count_of
    from okrsheet.report.smtp import Undelivered, send

    waiting, refused = list(made), 0
    doing(f"sending {count_of(len(made), 'mail')} through {server.host}")
    try:
        for why in send(server, [each.message for each in made], datetime.now(UTC)):
            told = waiting.pop(0)
            doing(f"{len(made) - len(waiting)} of {count_of(len(made), 'mail')} sent")
            if why:
                refused += 1
                complain(f"okrsheet: not sent to {_named(told)}: {why}")
            else:
                say(f"Sent to {_named(told)}")
    except Undelivered as error:
        names = ", ".join(map(_named, waiting)) or "nobody"
        complain(f"okrsheet: {error}. Not sent to: {names}.")
        return 3
    return 3 if refused else 0


def _tell_the_rest(owing: "Sequence[Owing]", made: "Sequence[Reminder]") -> None:
    """Those no mail can reach."""
    from okrsheet.commands.streams import say

    for each in made:
        if not each.address:
            say(
                f"No usable email for {_named(each)} ({_results(each.owing)}): add it on the sheet "
                "People."
            )
    for each_owing in owing:
        if not each_owing.owner:
            say(f"No owner for {_results(each_owing)}: name one on the sheet Key Results.")
