"""`okrsheet backups`: look at earlier versions of a workbook, and put one back."""

from okrsheet.commands.saving import book_path
from okrsheet.commands.streams import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `backups` understands."""
    parser.description = "Every command that changes a workbook keeps the version before it."
    deeds = parser.add_subparsers(title="what to do", metavar="DEED", required=True)
    shown = deeds.add_parser(
        "list",
        help="show the backups of a workbook, the newest first",
        formatter_class=parser.formatter_class,
    )
    shown.set_defaults(deed=_list)
    back = deeds.add_parser(
        "restore",
        help="put a backup back; what it replaces becomes one",
        formatter_class=parser.formatter_class,
    )
    back.set_defaults(deed=_restore)
    for each in (shown, back):
        each.add_argument("book", metavar="BOOK", help="the workbook")
    back.add_argument(
        "--at",
        metavar="NAME",
        default="latest",
        help="which one: its name, a part only it has, or latest (default: latest)",
    )


def run(parsed: "Namespace") -> int:
    """List or restore."""
    code: int = parsed.deed(parsed)
    return code


def _list(parsed: "Namespace") -> int:
    from datetime import datetime

    from okrsheet.ooxml.backups import list_backups

    path = book_path(parsed)
    found = list_backups(path)
    for each in found:
        aside = f"{each.backup.put_aside.astimezone():%Y-%m-%d %H:%M:%S}"
        saved = f"{datetime.fromtimestamp(each.saved).astimezone():%Y-%m-%d %H:%M:%S}"
        say(f"{each.backup.name}\n  {each.what} on {aside}; saved {saved}; {each.size:,} bytes")
    if not found:
        _require(path)
        say(f"{parsed.book} has no backups yet.")
    return 0


def _require(path: "Path") -> None:
    from okrsheet.ooxml.errors import FAILING, NO_PERMISSION, FileMissing, UnreadableFile

    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileMissing(str(path)) from error
    except PermissionError as error:
        raise UnreadableFile(str(path), NO_PERMISSION) from error
    except OSError as error:
        raise UnreadableFile(str(path), FAILING, error.strerror or "") from error


def _restore(parsed: "Namespace") -> int:
    from datetime import UTC, datetime

    from okrsheet.ooxml.backups import restore

    path = book_path(parsed)
    parsed.saving = True
    saved = restore(path, parsed.at, now=datetime.now(UTC))
    say(f"Restored {parsed.book}")
    if saved.backup:
        say(f"What it replaced is kept as {saved.backup.name}")
    return 0
