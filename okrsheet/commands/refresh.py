"""`okrsheet refresh`: the values stored beside the formulas, as they are today."""

from okrsheet.commands.days import day, named_day, tell_other_day
from okrsheet.commands.saving import add_wait, read_for_change, write_back
from okrsheet.commands.streams import complain, say, say_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from okrsheet.workbook.rewrite import Refreshed


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `refresh` understands."""
    add = parser.add_argument
    parser.description = (
        "Store what every formula shows today, for previews, phones and other programs. In a "
        "published quarter that runs, Check-ins gets a line for each key result that is due this "
        "week. Nothing else in the file is touched, and the version before is kept as a backup."
    )
    add("book", metavar="BOOK", help="the quarter's workbook")
    add(
        "--as-of",
        metavar="DAY",
        type=day,
        help="the day of the figures (YYYY-MM-DD), where Settings names none; default: today",
    )
    add("--no-check-ins", action="store_true", help="prepare no lines on Check-ins")
    add("--dry-run", action="store_true", help="list the cells that would change, write nothing")
    add("--json", action="store_true", help="the cells as JSON, see docs/json.md")
    add_wait(parser)


def run(parsed: "Namespace") -> int:
    """Refresh a workbook and say what was done."""
    from datetime import date

    from okrsheet.workbook.rewrite import refreshed

    data, before = read_for_change(parsed)
    offering = not parsed.no_check_ins
    made = refreshed(data, before.path, parsed.as_of or date.today(), offering=offering)
    tell_other_day(parsed.as_of, parsed.as_of and named_day(data, before.path))
    backup = None
    if made.looked_at and not parsed.dry_run:
        backup = write_back(parsed, made.data, before, "refresh")
    for each in made.findings:
        complain(str(each))
    if not made.looked_at:
        return 2
    if parsed.json:
        _say_json(made)
    else:
        _say_lines(made, dry_run=parsed.dry_run)
        if backup:
            say(f"The version before: {backup}")
    return int(any(each.severity == "error" for each in made.findings))


def _say_lines(made: "Refreshed", *, dry_run: bool) -> None:
    from okrsheet.core.printable import printable
    from okrsheet.workbook.change_line import change_line

    if dry_run:
        for line in made.offered:
            say(printable(f"Check-ins: {line.day} {line.key_result_id}, to be filled in"))
        for cell in made.changes:
            say(change_line(cell))
        for part in made.charts:
            say(printable(f"{part}: the values stored for the chart"))
    say(printable(_summary(made, dry_run=dry_run)))


def _summary(made: "Refreshed", *, dry_run: bool) -> str:
    """What changed, in a sentence or two."""
    if not any((made.changes, made.charts, made.lines, made.offered, made.cleared)):
        others = "other " if made.findings else ""
        cells = f"{made.looked_at} {others}computed cells"
        return f"All {cells} already show what they should. Nothing was written."
    from okrsheet.core.findings import count_of

    what = f"{len(made.changes)} of {made.looked_at} computed cells"
    if made.charts:
        what += f" and {len(made.charts)} chart{'s' if len(made.charts) > 1 else ''}"
    if made.lines:
        added = "would be added" if dry_run else "added"
        told = (f"{count_of(number, 'line')} to {sheet}" for sheet, number in made.lines.items())
        what = f"{' and '.join(told)} {added}; {what}"
    what = f"{_offers(made, dry_run=dry_run)}{what}"
    return f"{what} would change. Nothing was written." if dry_run else f"{what} changed."


def _offers(made: "Refreshed", *, dry_run: bool) -> str:
    """What became of the check-ins of this week, as the beginning of a sentence."""
    from okrsheet.core.findings import count_of

    would = "would be " if dry_run else ""
    told = ""
    if made.offered:
        told = f"{count_of(len(made.offered), 'check-in')} of this week {would}prepared; "
    if made.cleared:
        told += f"{count_of(made.cleared, 'prepared check-in')} {would}taken out; "
    return told


def _say_json(made: "Refreshed") -> None:
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
    told = {
        "format": 1,
        "changes": rows,
        "charts": made.charts,
        "lines": dict(made.lines),
        "offered": [{"day": str(e.day), "key_result": e.key_result_id} for e in made.offered],
        "cleared": made.cleared,
    }
    say_data(json.dumps(told, indent=1, ensure_ascii=False))
