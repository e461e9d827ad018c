"""The command line: parse, call, print, exit.

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 can't read (or a wrong word), 3 can't
write, 4 locked or changed by someone else.
"""

import sys

from okrsheet import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Sequence
    from datetime import date

    from okrsheet.core.findings import Finding
    from okrsheet.workbook.load import Loaded

_WIDTH = 100


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run one command and give its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == ["--version"]:
        # Importing the parser would double the time this takes.
        print(f"okrsheet {__version__}")
        return 0
    import gc

    # A command lives for a moment; looking for garbage would take a tenth of it.
    gc.disable()
    _plain_streams()
    parsed = _parser().parse_args(words)
    return _run(parsed.command, parsed)


def _plain_streams() -> None:
    """Signs a console can't show become ? instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _run(command: "Callable[[Namespace], int]", parsed: "Namespace") -> int:
    from okrsheet.ooxml.errors import OkrsheetFileError

    try:
        return command(parsed)
    except OkrsheetFileError as error:
        print(f"okrsheet: {error.code}: {error}", file=sys.stderr)
        return error.exit_code
    except (ValueError, KeyError) as error:
        if parsed.debug:
            raise
        print(f"okrsheet: {error.args[0] if error.args else error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        if parsed.debug:
            raise
        told = f"{type(error).__name__}: {error}"
        print(
            f"okrsheet: OKR999: {told}. Nothing was changed. --debug shows more.", file=sys.stderr
        )
        return 2


def _parser() -> "ArgumentParser":
    from argparse import ArgumentParser

    parser = ArgumentParser(
        prog="okrsheet", description="Objectives and key results in Excel that stay right."
    )
    parser.add_argument("--version", action="version", version=f"okrsheet {__version__}")
    parser.add_argument("--debug", action="store_true", help="show where a mistake happened")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_new(commands.add_parser("new", help="make the workbook of a new quarter"))
    _add_check(commands.add_parser("check", help="show where a quarter stands and what is wrong"))
    _add_explain(commands.add_parser("explain", help="say what a finding means"))
    return parser


def _day(text: str) -> "date":
    from datetime import date

    return date.fromisoformat(text)


def _add_new(parser: "ArgumentParser") -> None:
    add = parser.add_argument
    parser.description = "Make the workbook of a new quarter from the template."
    parser.set_defaults(command=_new)
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
    add("--fiscal-start", metavar="MONTH", type=int, help="first month of the year, 1 to 12")
    add("--start", metavar="DAY", type=_day, help="first day, where it differs (YYYY-MM-DD)")
    add("--end", metavar="DAY", type=_day, help="last day, where it differs (YYYY-MM-DD)")
    add("--cadence", choices=("weekly", "bi-weekly"), help="how often teams check in")
    add("--settings", metavar="FILE", help="an organisation's defaults (default: okrsheet.toml)")
    add("--example", action="store_true", help="fill it with an invented company, mid-quarter")
    add("--language", choices=("en",), default="en", help="the workbook's language")
    add("--force", action="store_true", help="replace a file that is already there")


def _new(parsed: "Namespace") -> int:
    from datetime import UTC, date, datetime

    from okrsheet.ooxml.save import write_new
    from okrsheet.workbook.create import new_workbook
    from okrsheet.workbook.order import order, place

    # openpyxl imports numpy where it is installed, for arrays no new workbook holds: 50 ms.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # None bars an import
    ordered = order(parsed)
    path = place(parsed.out, ordered.plan.quarter.name)
    data = new_workbook(
        ordered.plan,
        ordered.policy,
        as_of=ordered.as_of,
        today=date.today(),
        stamp=datetime.now(UTC),
    )
    write_new(path, data, force=parsed.force)
    print(f"Made {path}")
    return 0


def _add_check(parser: "ArgumentParser") -> None:
    add = parser.add_argument
    parser.description = "Show where a quarter stands, what needs a person, and all findings."
    parser.set_defaults(command=_check)
    add("book", metavar="BOOK", help="the quarter's workbook")
    add("--as-of", metavar="DAY", type=_day, help="the day of the figures (YYYY-MM-DD)")
    add("--json", action="store_true", help="everything as JSON, see docs/json.md")
    add(
        "--fail-on",
        choices=("error", "warning", "hint", "never"),
        default="error",
        help="the mildest finding that gives exit code 1 (default: error)",
    )


def _check(parsed: "Namespace") -> int:
    from pathlib import Path

    from okrsheet.workbook.load import load

    loaded = load(Path(parsed.book))
    if loaded.plan is None:
        return _unreadable(loaded, as_json=parsed.json)
    return _show(loaded, parsed)


def _unreadable(loaded: "Loaded", *, as_json: bool) -> int:
    import json

    from okrsheet.core.export import finding_row

    if as_json:
        rows = [finding_row(each) for each in loaded.findings]
        print(json.dumps({"format": 1, "findings": rows}, indent=1, ensure_ascii=False))
    for each in loaded.findings:
        print(each, file=sys.stderr)
    return 2


def _show(loaded: "Loaded", parsed: "Namespace") -> int:
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
        import json

        from okrsheet.core.export import document

        print(json.dumps(document(found, findings), indent=1, ensure_ascii=False))
    else:
        print("\n".join(lines(found, findings, _width(), _paint())))
    return _exit_code(findings, parsed.fail_on)


def _width() -> int:
    import shutil

    return max(60, shutil.get_terminal_size((_WIDTH, 24)).columns)


def _paint() -> "Callable[[str, str], str]":
    import os

    from okrsheet.core.scoreboard import plain_paint

    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return plain_paint
    codes = {"Green": "32", "Yellow": "33", "Red": "31;1", "No data": "2"}
    return lambda text, word: f"\033[{codes[word]}m{text}\033[0m" if word in codes else text


def _exit_code(findings: "Sequence[Finding]", fail_on: str) -> int:
    order = ("error", "warning", "hint")
    failing = () if fail_on == "never" else order[: order.index(fail_on) + 1]
    return int(any(each.severity in failing for each in findings))


def _add_explain(parser: "ArgumentParser") -> None:
    parser.description = "Say what a finding means and what to do about it."
    parser.set_defaults(command=_explain)
    parser.add_argument("code", metavar="CODE", nargs="?", help="such as OKR012; none lists all")


def _explain(parsed: "Namespace") -> int:
    from okrsheet.workbook.registry import all_codes

    codes = all_codes()
    if not parsed.code:
        for code in codes.values():
            print(f"{code.code}  {code.severity:<8} {code.title}")
        return 0
    found = codes.get(parsed.code.upper())
    if found is None:
        raise ValueError(f"{parsed.code} is not a finding. `okrsheet explain` lists them all.")
    print(f"{found.code} ({found.severity}): {found.title}\n\n{found.why}\n\n{found.way_out}")
    return 0


def console() -> None:
    """The installed command."""
    sys.exit(main())


if __name__ == "__main__":
    console()
