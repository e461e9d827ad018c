"""`okrsheet close`: the quarter goes on record, once nothing is missing."""

from okrsheet.commands.days import day, refuse_odd_year
from okrsheet.commands.locales import locale_of
from okrsheet.commands.refused import WrongWord
from okrsheet.commands.saving import add_wait, book_path, read_for_change, write_back
from okrsheet.commands.streams import complain, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from okrsheet.ooxml.snapshot import Snapshot
    from okrsheet.workbook.closing_answers import Answers
    from okrsheet.workbook.closing_book import Answered, Opened, When

_PAIRS = {
    "values": "--value",
    "scores": "--score",
    "reasons": "--reason",
    "decisions": "--decide",
}


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `close` understands."""
    parser.description = (
        "Close the quarter: final scores, lessons and decisions go on record on the sheet "
        "Scorecard, and the figures stay as they are from then on. What is missing is asked for at "
        "a terminal, else it is listed and nothing is written. The version before is kept as a "
        "backup."
    )
    parser.add_argument("book", metavar="BOOK", help="the quarter's workbook")
    _add_answers(parser)
    add = parser.add_argument
    add("--undecided", action="store_true", help="leave open what happens to what is not met")
    add("--early", action="store_true", help="close it before its last day")
    add("--again", action="store_true", help="after a correction: write the record anew")
    add("--by", metavar="NAME", default="", help="who closes it; default: the OKR champion")
    add(
        "--as-of",
        metavar="DAY",
        type=day,
        help="the day it is closed (YYYY-MM-DD); default: the one Settings names, else today",
    )
    add("--locale", metavar="NAME", default="", help="how numbers are written, such as de or en")
    add("--dry-run", action="store_true", help="say what would be done, write nothing")
    add("--history", metavar="FILE", help="keep it there (default: a history beside the book)")
    add_wait(parser)


def _add_answers(parser: "ArgumentParser") -> None:
    def add(option: str, name: str, form: str, told: str) -> None:
        parser.add_argument(option, dest=name, metavar=form, action="append", default=[], help=told)

    add("--value", "values", "KR=V", "the final value of a key result, or the stage that is done")
    add("--no-data", "no_data", "KR", "there is no value: Missed, score 0 (or: all)")
    add("--score", "scores", "KR=S", "a final score by hand, 0 to 1, with a reason")
    add("--reason", "reasons", "KR=TEXT", "why the score was set by hand")
    add("--decide", "decisions", "KR=WORD", "next quarter: Continue, Revise, Drop or Done")


def run(parsed: "Namespace") -> int:
    """Close a quarter, or say what is missing."""
    from okrsheet.commands.questions import Stopped
    from okrsheet.workbook.closing_book import Opened, opened

    if parsed.as_of:
        refuse_odd_year("--as-of", parsed.as_of)
    data, before = read_for_change(parsed)
    book = opened(data, before.path, _when(parsed))
    if not isinstance(book, Opened):
        for each in book:
            complain(str(each))
        return 2
    try:
        said = _said(parsed, book)
    except ValueError as error:
        raise WrongWord(f"{error}. Nothing was written.") from error
    except Stopped:
        complain("Stopped: the quarter is not closed. Nothing was written.")
        return 1
    if said.missing:
        return _list_missing(parsed, said)
    return _close(parsed, said, before)


def _said(parsed: "Namespace", book: "Opened") -> "Answered":
    """What the options say, and at a terminal what is asked for.

    Raises:
        ValueError: something of it can't be taken.
        Stopped: somebody stops.
        OkrsheetFileError: the workbook is open elsewhere.
    """
    from okrsheet.commands.questions import somebody_answers
    from okrsheet.workbook.closing_book import answered

    answers = _answers(parsed, book)
    said = answered(book, answers)
    if not said.missing or not somebody_answers():
        return said
    if not parsed.dry_run:
        from okrsheet.commands.saving import book_path
        from okrsheet.ooxml.open_elsewhere import wait_until_closed

        # Nobody shall answer twenty questions and be told then that the file is open.
        wait_until_closed(book_path(parsed), lambda _: None, 0)
    from okrsheet.commands.closing_talk import asked

    complain(f"{book.plan.quarter.name} is closed as of {book.day}. Ctrl-C writes nothing.")
    return asked(book, answers)


def _when(parsed: "Namespace") -> "When":
    from datetime import date

    from okrsheet.workbook.closing_book import When

    return When(
        date.today(),
        parsed.as_of,
        early=parsed.early,
        again=parsed.again,
        undecided=parsed.undecided,
    )


def _answers(parsed: "Namespace", book: "Opened") -> "Answers":
    """What the words say.

    Raises:
        ValueError: a key result is not there.
        WrongWord: a word has another form, or two contradict each other.
    """
    from okrsheet.workbook.closing_answers import ALL, Answers, known_ids

    pairs = {
        name: known_ids(_pairs(getattr(parsed, name), option), book.plan)
        for name, option in _PAIRS.items()
    }
    named = [name for name in parsed.no_data if name.lower() != ALL]
    silent = frozenset(known_ids(dict.fromkeys(named, ""), book.plan))
    both = sorted(silent & pairs["values"].keys())
    if both:
        name = next(name for name in named if name.strip().lower() == both[0])
        raise WrongWord(f"{name.strip()} has both --value and --no-data: give one of them.")
    everything = frozenset({ALL}) if len(named) < len(parsed.no_data) else frozenset()
    return Answers(
        values=pairs["values"],
        no_data=silent | everything,
        scores=pairs["scores"],
        reasons=pairs["reasons"],
        decisions=pairs["decisions"],
        by=parsed.by,
        locale=locale_of(parsed),
    )


def _pairs(said: "Sequence[str]", option: str) -> dict[str, str]:
    found: dict[str, str] = {}
    written: dict[str, str] = {}
    for word in said:
        name, sign, text = word.partition("=")
        name, text = name.strip(), text.strip()
        if not (sign and name):
            raise WrongWord(f"{option} {word!r} has another form than {option} KR=...")
        if not text:
            raise WrongWord(f"{option} {word!r} says nothing about {name}: nothing is behind '='.")
        name = written.setdefault(name.lower(), name)
        if found.setdefault(name, text) != text:
            raise WrongWord(f"{option} says two things about {name}: {found[name]!r}, {text!r}.")
    return found


def _list_missing(parsed: "Namespace", said: "Answered") -> int:
    from okrsheet.commands.closing_words import missing_lines

    for line in missing_lines(said, parsed.book):
        complain(line)
    return 1


def _close(parsed: "Namespace", said: "Answered", before: "Snapshot") -> int:
    from okrsheet.commands.closing_words import closed_lines, left_out, remarks
    from okrsheet.commands.streams import remark
    from okrsheet.core.findings import ERROR
    from okrsheet.workbook.closing_file import closed

    # A dry run makes the new file too: it tells what would be refused.
    made = closed(said)
    if made.data == said.opened.data:
        say("The record says all of this already. The workbook stays as it is.")
        for line in left_out(said, parsed.book):
            remark(line)
        # A history that did not take it the last time is asked again.
        return 0 if parsed.dry_run else _keep(parsed)
    backup = None if parsed.dry_run else write_back(parsed, made.data, before, "close")
    for line in (*remarks(said, made), *left_out(said, parsed.book)):
        remark(line)
    for each in made.findings:
        if each.severity == ERROR:
            complain(str(each))
    for line in closed_lines(said, made, parsed.book, dry_run=parsed.dry_run):
        say(line)
    say(f"The version before: {backup}" if backup else "Nothing was written.")
    return 0 if backup is None else _keep(parsed)


def _keep(parsed: "Namespace") -> int:
    """Take the quarter into the history, where there is one; 0 unless that failed."""
    from okrsheet.commands.history import keep
    from okrsheet.ooxml.errors import OkrsheetFileError

    try:
        keep(str(book_path(parsed)), parsed.history)
    except OkrsheetFileError as error:
        complain(f"The quarter is closed, but the history does not have it: {error}")
        return error.exit_code
    return 0
