"""`okrsheet checkin`: report this week's values, in a line, from a file, or by being asked."""

from okrsheet.commands.again import added
from okrsheet.commands.days import day, tell_other_day
from okrsheet.commands.locales import locale_of
from okrsheet.commands.refused import WrongWord
from okrsheet.commands.saving import add_wait
from okrsheet.commands.streams import remark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence
    from datetime import date

    from okrsheet.workbook.checking_in import CheckedIn
    from okrsheet.workbook.given import Given
    from okrsheet.workbook.taking import Terms

_DETAILS = {
    "value": "--value",
    "confidence": "--confidence",
    "rag": "--rag",
    "reason": "--reason",
    "in_the_way": "--in-the-way",
    "next_step": "--next",
    "stage": "--stage",
    "done": "--done",
}


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `checkin` understands."""
    parser.description = (
        "Report key results: with --kr one of them, with --from those in a file, with neither by "
        "being asked for each that is due this week. Every figure is stored with it, and the "
        "version before is kept as a backup."
    )
    parser.add_argument("book", metavar="BOOK", help="the quarter's workbook")
    _add_line(parser)
    add = parser.add_argument
    add("--from", dest="source", metavar="FILE", help="a CSV file with the headers of Check-ins")
    add("--partial", action="store_true", help="with --from: take what is right, leave the rest")
    add("--owner", metavar="NAME", help="ask for the key results of one owner")
    add("--team", metavar="NAME", help="ask for the key results of one team")
    add("--by", metavar="NAME", default="", help="who reports")
    add(
        "--date",
        metavar="DAY",
        type=day,
        help="the day of the check-in (YYYY-MM-DD); default: the day of the figures",
    )
    add(
        "--as-of",
        metavar="DAY",
        type=day,
        help="the day of the figures (YYYY-MM-DD), where Settings names none; default: today",
    )
    add("--locale", metavar="NAME", default="", help="how numbers are written, such as de or en")
    add("--replace", action="store_true", help="correct the line of the same day")
    add("--dry-run", action="store_true", help="say what would be taken, write nothing")
    add_wait(parser)


def _add_line(parser: "ArgumentParser") -> None:
    add = parser.add_argument
    add("--kr", metavar="ID", help="the key result to report")
    add("--value", metavar="V", help="the metric today, in its own unit: 298, 62%%, Yes")
    add("--confidence", metavar="0-10", help="how sure you are to reach the target")
    add("--rag", metavar="COLOUR", help="Green, Yellow or Red, where you see it differently")
    add("--reason", metavar="TEXT", help="why you see it differently")
    add("--in-the-way", metavar="TEXT", help="what is getting in the way")
    add("--next", dest="next_step", metavar="TEXT", help="what happens next, and who does it")
    add("--stage", metavar="TEXT", help="the stage of a Milestones key result that is done")
    add("--done", metavar="DAY", type=day, help="the day it was; default: that of the check-in")


def run(parsed: "Namespace") -> int:
    """Take check-ins and say what they did."""
    from okrsheet.commands.check_in_report import told, unread
    from okrsheet.workbook.checking_in import CheckedIn, checked_in

    terms = _terms(parsed)
    given = _given(parsed, terms)
    if given is None:
        return 0

    def make(data: bytes, name: str) -> CheckedIn:
        return checked_in(data, name, given, terms)

    made, backup = added(parsed, make, "checkin")
    if made.before is None:
        return unread(made)
    if parsed.kr and made.refused:
        raise WrongWord(f"{made.refused[0]}. Nothing was written.")
    _tell_day(made, terms, parsed.as_of)
    return told(made, parsed, backup)


def _tell_day(made: "CheckedIn", terms: "Terms", asked: "date | None") -> None:
    """A day that Settings names may have been forgotten there."""
    named = made.before.as_of if made.before else terms.today
    tell_other_day(asked, named)
    if (
        asked is None
        and terms.day is None
        and named != terms.today
        and any(t.line.day == named for t in made.taken)
    ):
        remark(f"Dated {named}, the day Settings names (As of). --date says another.")


def _terms(parsed: "Namespace") -> "Terms":
    from datetime import date

    from okrsheet.workbook.taking import Terms

    return Terms(
        today=parsed.as_of or date.today(),
        day=parsed.date,
        locale=locale_of(parsed),
        replace=parsed.replace,
        partial=parsed.partial or not (parsed.kr or parsed.source),
    )


def _given(parsed: "Namespace", terms: "Terms") -> "Sequence[Given] | None":
    """What is reported; None where nothing is."""
    _refuse_mixed(parsed)
    if parsed.kr:
        return [_of_words(parsed)]
    if parsed.source:
        from okrsheet.commands.week_file import given_in

        return given_in(parsed.source, parsed.by)
    from okrsheet.commands.interview import interview

    return interview(parsed, terms)


def _refuse_mixed(parsed: "Namespace") -> None:
    """Words that make no sense together."""
    ways = [word for word, said in (("--kr", parsed.kr), ("--from", parsed.source)) if said]
    ways += [word for word in ("--owner", "--team") if getattr(parsed, word[2:])]
    if len(ways) > 1 and ways != ["--owner", "--team"]:
        raise WrongWord(f"{ways[0]} and {ways[1]} can't be given together.")
    alone = next((word for name, word in _DETAILS.items() if getattr(parsed, name)), None)
    if alone and not parsed.kr:
        raise WrongWord(f"{alone} says nothing without --kr ID.")
    if parsed.done and not parsed.stage:
        raise WrongWord("--done says nothing without --stage TEXT.")


def _of_words(parsed: "Namespace") -> "Given":
    from okrsheet.workbook.given import Given

    return Given(
        parsed.kr,
        value=parsed.value,
        confidence=parsed.confidence,
        owner_rag=parsed.rag or "",
        reason=parsed.reason or "",
        in_the_way=parsed.in_the_way or "",
        next_step=parsed.next_step or "",
        by=parsed.by,
        stage=parsed.stage or "",
        done=parsed.done,
    )
