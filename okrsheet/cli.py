"""The command line: parse, call, print, exit.

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 can't read (or a wrong word), 3 can't
write, 4 locked or changed by someone else, 130 stopped with Ctrl-C.
"""

import sys

from okrsheet import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from typing import Any

# Each command's module in okrsheet.commands is imported when the command is asked for.
_COMMANDS = {
    "new": "make the workbook of a new quarter",
    "import": "take over a plan that somebody keeps in another sheet",
    "export": "write the plan as CSV, one row for each key result",
    "check": "show where a quarter stands and what is wrong",
    "audit": "say which key results are not ready, and what to do",
    "publish": "open the quarter, once the audit was looked at",
    "refresh": "store what every formula shows today",
    "upgrade": "give a workbook of an earlier version what is new",
    "doctor": "find what is wrong with a file, and repair it",
    "reset": "fill in the four weeks of a reset",
    "agenda": "fill in the agenda of planning or of the review",
    "planning": "fill in the sheet of the planning meeting",
    "backups": "look at earlier versions of a workbook, and put one back",
    "alerts": "say what newly went wrong, for programs that run every day",
    "lint": "judge the wording of key results and objectives",
    "checkin": "report this week's values of key results",
    "pack": "make a file in which one owner fills in this week's key results",
    "merge": "take such files back into the workbook",
    "report": "write the weekly summary: a page, Markdown, a mail, JSON",
    "remind": "write a mail to everybody who owes an update, or send it",
    "close": "put final scores, lessons and decisions on record",
    "calendar": "write the quarter's meetings as a calendar file",
    "addin": "put the add-in into Excel, look after it, take it away",
    "insights": "say what the closed quarters teach",
    "history": "keep the closed quarters, and show what they were",
    "explain": "say what a finding means",
    "formulas": "list the formulas of the Excel add-in",
}
_MODULES = {"import": "import_"}
"""The modules of commands that are words of Python."""
_INTERRUPTED = 130
_QUIET = "--quiet"
_PLAIN_CHECK = 2  # words: nothing but the file is named
_WIDTH = 80
_MARGIN = 2


class Asked:
    """What a command line asks for: the parser adds the words of its command."""

    command: "Callable[[Any], int]"
    debug = False
    saving = False  # set by a command from when on it may have changed a file


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run one command and give its exit code."""
    from okrsheet.commands.streams import finish_output, open_streams

    words = list(sys.argv[1:] if arguments is None else arguments)
    asked = Asked()
    quiet = _QUIET in words
    words = [word for word in words if word != _QUIET]
    open_streams(quiet=quiet)
    try:
        with _progress(quiet=quiet):
            code = _answer(words, asked)
            finish_output()
    except KeyboardInterrupt:
        return _stopped(asked)
    except Exception as error:
        told = _failed(error, asked)
        if told is None:
            raise
        return told
    return code


def _progress(*, quiet: bool) -> "AbstractContextManager[None]":
    if quiet or not sys.stderr.isatty():
        from contextlib import nullcontext

        return nullcontext()
    from okrsheet.commands.progress import shown

    return shown()


def _answer(words: list[str], asked: Asked) -> int:
    if words == ["--version"]:
        from okrsheet.commands.streams import say

        # Importing the parser would double the time this takes.
        say(f"okrsheet {__version__}")
        return 0
    import gc

    # A command lives for a moment; looking for garbage would take a tenth of it.
    gc.disable()
    if "--wait" in words:
        from okrsheet.commands.saving import with_plain_wait

        words = list(with_plain_wait(words))
    if len(words) == _PLAIN_CHECK and words[0] == "check" and not words[1].startswith("-"):
        from okrsheet.commands.check import plain

        # Nothing is left to be parsed, and the parser takes a tenth of the time.
        return plain(words[1])
    try:
        _parser(words).parse_args(words, asked)
    except SystemExit as ended:
        return int(ended.code or 0)
    return asked.command(asked)


def _stopped(asked: Asked) -> int:
    from okrsheet.commands.streams import complain, silence

    # What could not be written yet may be what was waited for.
    silence(sys.stdout)
    complain(f"okrsheet: stopped. {_state(asked)}")
    return _INTERRUPTED


def _failed(error: Exception, asked: Asked) -> int | None:
    """The exit code, once the mistake is told; None where its whole story is wanted."""
    from okrsheet.commands.refused import WrongWord
    from okrsheet.commands.streams import OutputLost, complain
    from okrsheet.ooxml.errors import OkrsheetFileError

    if isinstance(error, OkrsheetFileError):
        complain(f"okrsheet: {error.code}: {error}")
        return error.exit_code
    if isinstance(error, (OutputLost, WrongWord)):
        complain(f"okrsheet: {error}")
        return 3 if isinstance(error, OutputLost) else 2
    if asked.debug:
        return None
    told = f"{type(error).__name__}: {error}"
    complain(f"okrsheet: OKR999: {told}. {_state(asked)} `okrsheet --debug ...` shows more.")
    return 3 if asked.saving else 2


def _state(asked: Asked) -> str:
    """What is known of the file."""
    if asked.saving:
        return "It is not known whether the file was saved: look at it."
    return "Nothing was changed."


def _parser(words: list[str]) -> "ArgumentParser":
    from argparse import ArgumentParser, HelpFormatter
    from functools import partial

    from okrsheet.commands.terminal import terminal_width

    # Otherwise the parser asks for the width at every option, and loads shutil for it.
    form = partial(HelpFormatter, width=terminal_width(_WIDTH) - _MARGIN)
    parser = ArgumentParser(
        prog="okrsheet",
        description="Objectives and key results in Excel that stay right.",
        formatter_class=form,
    )
    parser.add_argument("--version", action="version", version=f"okrsheet {__version__}")
    parser.add_argument("--debug", action="store_true", help="show where a mistake happened")
    _add_quiet(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, purpose in _COMMANDS.items():
        command = commands.add_parser(name, help=purpose, formatter_class=form)
        if name in words:
            _prepare(command, name)
    return parser


def _prepare(parser: "ArgumentParser", name: str) -> None:
    from importlib import import_module

    module = import_module(f"okrsheet.commands.{_MODULES.get(name, name)}")
    module.add_options(parser)
    _add_quiet(parser)
    parser.set_defaults(command=module.run)


def _add_quiet(parser: "ArgumentParser") -> None:
    # For the help alone: it is looked for among the words, wherever it stands.
    parser.add_argument(_QUIET, action="store_true", help="no remarks, no progress")


def console() -> None:
    """The installed command.

    It ends at once: to take apart all that was read would take longer than to check it.
    """
    import os
    from contextlib import suppress

    code = main()
    for stream in (sys.stdout, sys.stderr):
        # What could not be written is told by now.
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    console()
