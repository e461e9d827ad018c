"""`okrsheet planning`: the sheet of the planning meeting, filled from what the workbooks know."""

from okrsheet.commands.days import day
from okrsheet.commands.saving import add_wait, book_path, read_for_change, write_back
from okrsheet.commands.streams import complain, remark, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable
    from pathlib import Path

    from okrsheet.core.findings import Finding
    from okrsheet.core.model import PlanningLine
    from okrsheet.workbook.planning_book import Made, Planned

_INDENT = 7


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `planning` understands."""
    add = parser.add_argument
    parser.description = (
        "Fill the sheet Planning: the agenda with minutes, and in each item what is there to work "
        "with: last quarter's retrospective, risks, candidates, suggested targets, the alignment "
        "check. What people wrote on it stays. Nothing else in the file is touched, and the "
        "version before is kept as a backup."
    )
    add("book", metavar="BOOK", help="the new quarter's workbook, or the running one")
    add(
        "--from",
        dest="old",
        metavar="OLD_BOOK",
        help="the closed workbook of the quarter before; without it BOOK looks back on itself",
    )
    add(
        "--as-of",
        metavar="DAY",
        type=day,
        help="the day of the figures (YYYY-MM-DD), where Settings names none; default: today",
    )
    add("--force", action="store_true", help="write it anew, without what people wrote on it")
    add("--dry-run", action="store_true", help="print the sheet, write nothing")
    add_wait(parser)


def run(parsed: "Namespace") -> int:
    """Fill the sheet, or print what would stand there."""
    from datetime import date

    from okrsheet.commands.kept_scores import scores_beside
    from okrsheet.workbook.planning_book import Planned, prepare, with_planning

    data, before = read_for_change(parsed)
    today = parsed.as_of or date.today()
    old = _old(parsed)
    past = scores_beside(book_path(parsed) if old is None else old)
    planned = prepare(data, before.path, today, old, past)
    if not isinstance(planned, Planned):
        return _no_plan(planned)
    # A dry run makes the new file too: it tells what would be refused.
    made = with_planning(planned, force=parsed.force)
    if parsed.dry_run:
        _say_lines(planned.lines)
    backup = None if parsed.dry_run else write_back(parsed, made.data, before, "planning")
    _say_summary(planned, made)
    say(f"The version before: {backup}" if backup else "Nothing was written.")
    return 0


def _old(parsed: "Namespace") -> "Path | None":
    """The named workbook of last quarter.

    Raises:
        NoLookBack: it is the workbook that is planned in.
    """
    from pathlib import Path

    if parsed.old is None:
        return None
    old, book = Path(parsed.old), Path(parsed.book)
    if old.exists() and old.samefile(book):
        from okrsheet.workbook.planning_refusals import ITSELF, NoLookBack

        raise NoLookBack(str(old), ITSELF)
    return old


def _no_plan(findings: "Iterable[Finding]") -> int:
    for each in findings:
        complain(str(each))
    return 2


def _say_summary(planned: "Planned", made: "Made") -> None:
    from okrsheet.core.findings import count_of

    if made.kept:
        stay = "stays" if made.kept == 1 else "stay"
        remark(f"{count_of(made.kept, 'line')} with what people wrote {stay}.")
    if made.dropped:
        remark(
            f"What people wrote in {count_of(made.dropped, 'line')} is left out; the version "
            "before has it."
        )
    minutes = sum(int(float(str(line.minutes or 0))) for line in planned.lines)
    say(f"Planning of {planned.upcoming.name}: {minutes} minutes, {len(planned.lines)} lines.")
    if planned.last is None:
        say("Nothing to look back on: name the workbook of the last quarter with --from.")
    else:
        count = len(planned.last.record.key_results)
        say(f"It looks back on {planned.last.record.name}: {count_of(count, 'key result')}.")


def _say_lines(lines: "Iterable[PlanningLine]") -> None:
    for line in lines:
        number = int(float(str(line.item or 0)))
        if line.kind == "Item":
            say("")
            minutes = f"{int(float(str(line.minutes)))} min  " if line.minutes else ""
            _say_wrapped(line.text, f"{number}  {minutes}", " " * 11)
            continue
        about = f"{line.about}: " if line.about else ""
        who = f" ({line.who})" if line.who else ""
        known = line.known.split("\n") if line.known else []
        if line.text:
            _say_wrapped(f"{about}{line.text}{who}", "     - ", " " * _INDENT)
        for told in known:
            _say_wrapped(told, " " * _INDENT if line.text else "     - ", " " * _INDENT)
    say("")


def _say_wrapped(text: str, first: str, others: str) -> None:
    from textwrap import wrap

    from okrsheet.commands.terminal import line_width
    from okrsheet.core.printable import printable

    for line in wrap(printable(text), line_width(), initial_indent=first, subsequent_indent=others):
        say(line)
