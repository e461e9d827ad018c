"""`okrsheet agenda`: what to talk about in planning or in the review, filled from the workbook."""

from okrsheet.commands.days import day
from okrsheet.commands.saving import add_wait, read_for_change, write_back
from okrsheet.commands.streams import remark, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable

    from okrsheet.core.agenda_items import AgendaItem

_MEETINGS = ("planning", "review")
_NARROWEST = 40


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `agenda` understands."""
    add = parser.add_argument
    parser.description = (
        "Fill the sheet Agenda: the items of planning or of the review with their minutes, and "
        "what to look at in each. Nothing else in the file is touched, and the version before is "
        "kept as a backup."
    )
    add("book", metavar="BOOK", help="the quarter's workbook")
    add("meeting", choices=_MEETINGS, help="planning (140 minutes) or review (60 minutes)")
    add(
        "--as-of",
        metavar="DAY",
        type=day,
        help="the day of the figures (YYYY-MM-DD), where Settings names none; default: today",
    )
    add("--force", action="store_true", help="replace an agenda that somebody has worked with")
    add("--dry-run", action="store_true", help="print the agenda, write nothing")
    add_wait(parser)


def run(parsed: "Namespace") -> int:
    """Fill the sheet of the agenda, or print what would stand there."""
    from datetime import date

    from okrsheet.core.agenda import Meeting
    from okrsheet.workbook.agenda_book import Prepared, prepare, with_agenda

    data, before = read_for_change(parsed)
    today = parsed.as_of or date.today()
    prepared = prepare(data, before.path, Meeting(parsed.meeting), today)
    if not isinstance(prepared, Prepared):
        for each in prepared:
            remark(str(each))
        return 2
    # A dry run makes the new file too: it tells what would be refused.
    made, lost = with_agenda(prepared, force=parsed.force)
    if parsed.dry_run:
        _say_items(prepared.items)
    backup = None if parsed.dry_run else write_back(parsed, made, before, "agenda")
    if str(lost):
        were = "would be" if parsed.dry_run else "were"
        remark(f"{lost} {were} replaced; the version before has them.")
    minutes = sum(each.minutes or 0 for each in prepared.items)
    say(f"Agenda of the {parsed.meeting}: {minutes} minutes, {len(prepared.items)} lines.")
    say(f"The version before: {backup}" if backup else "Nothing was written.")
    return 0


def _say_items(items: "Iterable[AgendaItem]") -> None:
    for each in items:
        if each.minutes is not None:
            say("")
            _say_wrapped(each.text, f"{each.item}  {each.minutes} min  ", " " * 11)
        else:
            about = f"{each.about}: " if each.about else ""
            who = f" ({each.who})" if each.who else ""
            _say_wrapped(f"{about}{each.text}{who}", "     - ", "       ")
    say("")


def _say_wrapped(text: str, first: str, others: str) -> None:
    from textwrap import wrap

    from okrsheet.commands.terminal import terminal_width
    from okrsheet.core.printable import printable

    width = max(_NARROWEST, min(80, terminal_width(80)))
    for line in wrap(printable(text), width, initial_indent=first, subsequent_indent=others):
        say(line)
