"""`okrsheet alerts`: what newly went wrong, for programs that run every day."""

from okrsheet.commands.days import day
from okrsheet.commands.refused import WrongWord
from okrsheet.commands.streams import complain, say, say_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence
    from pathlib import Path

    from okrsheet.core.alerts import Alert, Standing
    from okrsheet.core.figures import Figures

_WEBHOOK = "OKRSHEET_WEBHOOK"


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `alerts` understands."""
    add = parser.add_argument
    parser.description = (
        "Say what got worse since the last time: a key result that turned Yellow or Red, an update "
        "that is overdue, a decision that is due, confidence that fell. What was known is kept in "
        "STATE; the first time, everything that is wrong is new. Exit code 1 where there is "
        "anything to say. The workbook is only read."
    )
    add("book", metavar="BOOK", help="the quarter's workbook")
    add("--since", metavar="STATE", required=True, help="a file of ours, made the first time")
    add("--team", metavar="TEAM", default="", help="only the key results of this team")
    add("--as-of", metavar="DAY", type=day, help="the day of the figures (YYYY-MM-DD)")
    add("--dry-run", action="store_true", help="leave STATE as it is, and send nothing")
    add("--json", action="store_true", help="a list of objects, see docs/json.md")
    add(
        "--webhook",
        action="store_true",
        help=f"send it, if there is anything, to the address in the variable {_WEBHOOK}",
    )


def run(parsed: "Namespace") -> int:
    """Hold a workbook against what was known, and say what is worse."""
    from okrsheet.commands.plans import day_of, plan_of, team_of
    from okrsheet.core.alerts import alerts, standings
    from okrsheet.core.figures import figures

    read = plan_of(parsed)
    if read is None:
        return 2
    loaded, plan = read
    team = team_of(parsed, plan)
    found = figures(plan, loaded.policy, day_of(parsed, loaded))
    before = _known(parsed.since, plan.quarter.name)
    told = alerts(found, before, team)
    _show(told, closed=plan.closed, as_json=parsed.json)
    if parsed.dry_run:
        return int(bool(told))
    if told and parsed.webhook and not _sent(found, told):
        # Nothing is taken as known before somebody was told.
        return 3
    _keep(parsed.since, found, {**before, **standings(found, team)})
    return int(bool(told))


def _known(path: str, quarter: str) -> "dict[str, Standing]":
    import json
    from pathlib import Path

    from okrsheet.core.alerts import from_record

    try:
        record = json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise WrongWord(_no_state(path)) from error
    known = from_record(record, quarter)
    if known is None:
        raise WrongWord(_no_state(path))
    return known


def _no_state(path: str) -> str:
    return f"{path} can't be read as a state of `okrsheet alerts`. Delete it to begin anew."


def _show(told: "Sequence[Alert]", *, closed: bool, as_json: bool) -> None:
    from okrsheet.core.printable import printable

    if as_json:
        from okrsheet.core.export import fields, json_text

        say_data(json_text({"format": 1, "alerts": [fields(each) for each in told]}))
        return
    for each in told:
        say(printable(" ".join(str(each).split())))
    if not told:
        over = "The quarter is closed, the scores are final: nothing is alerted any more."
        say(over if closed else "Nothing newly went wrong.")


def _plain(line: str) -> str:
    """A line that a chat shows as it is, and obeys in nothing ("<!channel>")."""
    from okrsheet.core.printable import printable

    shown = printable(" ".join(line.split()))
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _sent(found: "Figures", told: "Sequence[Alert]") -> bool:
    import os

    from okrsheet.commands.webhook import post

    address = os.environ.get(_WEBHOOK, "")
    if not address:
        raise WrongWord(f"Set the variable {_WEBHOOK} to the address of your channel's webhook.")
    head = f"{found.plan.organisation} {found.plan.quarter.name}, as of {found.as_of}".strip()
    lines = [_plain(head), *(f"- {_plain(str(each))}" for each in told)]
    problem = post(address, "\n".join(lines))
    if problem:
        complain(f"okrsheet: The webhook was not reached: {problem}. It is tried again next time.")
    return not problem


def _keep(path: str, found: "Figures", now: "dict[str, Standing]") -> None:
    from datetime import UTC, datetime
    from pathlib import Path

    from okrsheet.core.alerts import to_record
    from okrsheet.core.export import json_text
    from okrsheet.ooxml.new_file import write_new

    data = (json_text(to_record(found, now)) + "\n").encode()
    target = Path(path)
    if target.exists():
        _replace(target, data)
    else:
        write_new(target, data, now=datetime.now(UTC))


def _replace(target: "Path", data: bytes) -> None:
    import contextlib

    beside = target.with_name(f"{target.name}.tmp")
    try:
        beside.write_bytes(data)
        beside.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise WrongWord(f"{target} can't be written ({error.strerror}).") from error
