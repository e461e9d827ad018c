"""`okrsheet refresh`: the values stored beside the formulas, as they are today."""

import sys

from okrsheet.commands.days import day
from okrsheet.commands.saving import add_wait, read_for_change, write_back

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from okrsheet.workbook.rewrite import Refreshed


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `refresh` understands."""
    add = parser.add_argument
    parser.description = (
        "Store what every formula shows today, for previews, phones and other programs. Nothing "
        "else in the file is touched, and the version before is kept as a backup."
    )
    add("book", metavar="BOOK", help="the quarter's workbook")
    add(
        "--as-of",
        metavar="DAY",
        type=day,
        help="the day of the figures (YYYY-MM-DD), where Settings names none; default: today",
    )
    add("--dry-run", action="store_true", help="list the cells that would change, write nothing")
    add("--json", action="store_true", help="the cells as JSON, see docs/json.md")
    add_wait(parser)


def run(parsed: "Namespace") -> int:
    """Refresh a workbook and say what was done."""
    from datetime import date

    from okrsheet.workbook.rewrite import refreshed

    data, before = read_for_change(parsed)
    made = refreshed(data, before.path, parsed.as_of or date.today())
    for each in made.findings:
        print(each, file=sys.stderr)
    if not made.looked_at:
        return 2
    backup = None if parsed.dry_run else write_back(made.data, before, "refresh")
    if parsed.json:
        _print_json(made)
    else:
        _print_lines(made, dry_run=parsed.dry_run)
        if backup:
            print(f"The version before: {backup}")
    return 0


def _print_lines(made: "Refreshed", *, dry_run: bool) -> None:
    from okrsheet.workbook.refresh import change_line

    count, total = len(made.changes), made.looked_at
    if dry_run:
        print("".join(f"{change_line(cell)}\n" for cell in made.changes), end="")
    if not count:
        print(f"All {total} computed cells already show what they should. Nothing was written.")
    elif dry_run:
        print(f"{count} of {total} computed cells would change. Nothing was written.")
    else:
        print(f"{count} of {total} computed cells changed.")


def _print_json(made: "Refreshed") -> None:
    import json

    rows = [
        {
            "sheet": cell.sheet,
            "cell": cell.address,
            "header": cell.label,
            "old": getattr(cell.cell.value, "text", cell.cell.value),
            "new": cell.value,
        }
        for cell in made.changes
    ]
    print(json.dumps({"format": 1, "changes": rows}, indent=1, ensure_ascii=False))
