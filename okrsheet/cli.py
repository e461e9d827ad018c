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

# Each command's module in okrsheet.commands is imported when the command is asked for.
_COMMANDS = {
    "new": "make the workbook of a new quarter",
    "check": "show where a quarter stands and what is wrong",
    "refresh": "store what every formula shows today",
    "doctor": "find what is wrong with a file, and repair it",
    "backups": "look at earlier versions of a workbook, and put one back",
    "explain": "say what a finding means",
}


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
    parsed = _parser(words).parse_args(words)
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


def _parser(words: "Sequence[str]") -> "ArgumentParser":
    from argparse import ArgumentParser

    parser = ArgumentParser(
        prog="okrsheet", description="Objectives and key results in Excel that stay right."
    )
    parser.add_argument("--version", action="version", version=f"okrsheet {__version__}")
    parser.add_argument("--debug", action="store_true", help="show where a mistake happened")
    # Without its name the parser would ask for the width of the terminal, and load shutil.
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, prog=parser.prog
    )
    for name, purpose in _COMMANDS.items():
        command = commands.add_parser(name, help=purpose)
        if name in words:
            _prepare(command, name)
    return parser


def _prepare(parser: "ArgumentParser", name: str) -> None:
    from importlib import import_module

    module = import_module(f"okrsheet.commands.{name}")
    module.add_options(parser)
    parser.set_defaults(command=module.run)


def console() -> None:
    """The installed command."""
    sys.exit(main())


if __name__ == "__main__":
    console()
