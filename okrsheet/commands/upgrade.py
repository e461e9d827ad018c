"""`okrsheet upgrade`: a workbook made by an earlier version becomes one of now."""

from okrsheet.commands.saving import add_wait, read_for_change, write_back
from okrsheet.commands.streams import complain, doing, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from okrsheet.workbook.upgrade import Upgraded


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `upgrade` understands."""
    add = parser.add_argument
    parser.description = (
        "Give a workbook made by an earlier version the columns, formulas, settings and sheets "
        "of now. Everything typed stays, and so do sheets, columns and charts of your own; the "
        "version before is kept as a backup."
    )
    add("book", metavar="BOOK", help="the quarter's workbook")
    add("--dry-run", action="store_true", help="say what would change, write nothing")
    add(
        "--rebuild",
        action="store_true",
        help="make it anew with everything typed; what you added stays in the backup only",
    )
    add_wait(parser)


def run(parsed: "Namespace") -> int:
    """Upgrade a workbook and say what was done."""
    import sys
    from datetime import UTC, date, datetime

    # openpyxl imports numpy where it is installed, for arrays no new workbook holds: 50 ms.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # None bars an import
    from okrsheet.workbook.rebuild import rebuilt
    from okrsheet.workbook.upgrade import upgraded

    data, before = read_for_change(parsed)
    doing("holding it against a workbook of now")
    make = rebuilt if parsed.rebuild else upgraded
    made = make(data, before.path, date.today(), datetime.now(UTC))
    backup = None
    if made.changes and not parsed.dry_run:
        backup = write_back(parsed, made.data, before, "upgrade")
    for each in made.findings:
        complain(str(each))
    for line in _told(made, parsed):
        say(line)
    if backup:
        say(f"The version before is kept as {backup}")
    return 0


def _told(made: "Upgraded", parsed: "Namespace") -> "Iterator[str]":
    """What changed, or would; what was left alone, or does not come along."""
    from okrsheet.commands.saving import book_path
    from okrsheet.core.printable import printable

    name = book_path(parsed).name
    if not made.changes:
        yield printable(f"{name} is as okrsheet makes it now. Nothing was written.")
    else:
        yield printable(f"{'Would change' if parsed.dry_run else 'Changed'} in {name}")
        yield from (f"  {printable(line)}" for line in made.changes)
    if made.left:
        yield from ("", "Does not come along" if parsed.rebuild else "Left alone")
        yield from (f"  {printable(line)}" for line in made.left)
    if made.changes:
        end = "Nothing was written." if parsed.dry_run else ""
        yield from ("", f"Everything that is typed reads as before. {end}".rstrip())
