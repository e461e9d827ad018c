"""`okrsheet backups`: look at earlier versions of a workbook, and put one back."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `backups` understands."""
    parser.description = "Every command that changes a workbook keeps the version before it."
    deeds = parser.add_subparsers(title="what to do", metavar="DEED", required=True)
    shown = deeds.add_parser("list", help="show the backups of a workbook, the newest first")
    shown.set_defaults(deed=_list)
    back = deeds.add_parser("restore", help="put a backup back; what it replaces becomes one")
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
    from pathlib import Path

    from okrsheet.ooxml.backups import list_backups

    found = list_backups(Path(parsed.book))
    for each in found:
        aside = f"{each.backup.put_aside.astimezone():%Y-%m-%d %H:%M:%S}"
        saved = f"{datetime.fromtimestamp(each.saved).astimezone():%Y-%m-%d %H:%M:%S}"
        print(f"{each.backup.name}\n  {each.what} on {aside}; saved {saved}; {each.size:,} bytes")
    if not found:
        print(f"{parsed.book} has no backups yet.")
    return 0


def _restore(parsed: "Namespace") -> int:
    from datetime import UTC, datetime
    from pathlib import Path

    from okrsheet.ooxml.backups import restore

    saved = restore(Path(parsed.book), parsed.at, now=datetime.now(UTC))
    print(f"Restored {parsed.book}")
    if saved.backup:
        print(f"What it replaced is kept as {saved.backup.name}")
    return 0
