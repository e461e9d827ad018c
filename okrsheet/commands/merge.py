"""`okrsheet merge`: packs that came back, into the workbook they were made from."""

from okrsheet.commands.again import added
from okrsheet.commands.days import day, tell_other_day
from okrsheet.commands.locales import locale_of
from okrsheet.commands.saving import add_wait
from okrsheet.commands.streams import doing, remark, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from okrsheet.workbook.checking_in import CheckedIn
    from okrsheet.workbook.pack_reading import Filled
    from okrsheet.workbook.taking import Terms

_WAY_OUT = "use --theirs to take what the pack says, or --ours to leave the workbook as it is"


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `merge` understands."""
    add = parser.add_argument
    parser.description = (
        "Take what owners filled in with `okrsheet pack`. Where the workbook says something else "
        "for the same day, nothing is changed unless --theirs or --ours says whose word counts. "
        "The same pack may be merged again; what is there already is not taken twice."
    )
    add("book", metavar="BOOK", help="the quarter's workbook")
    add("packs", metavar="PACK", nargs="+", help="a file made by `okrsheet pack`")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--theirs", action="store_true", help="the packs are right")
    choice.add_argument("--ours", action="store_true", help="the workbook is right")
    add(
        "--as-of",
        metavar="DAY",
        type=day,
        help="the day of the figures (YYYY-MM-DD), where Settings names none; default: today",
    )
    add("--locale", metavar="NAME", default="", help="how numbers are written, such as de or en")
    add("--dry-run", action="store_true", help="say what would be taken, write nothing")
    add_wait(parser)


def run(parsed: "Namespace") -> int:
    """Merge packs and say what they brought."""
    from okrsheet.commands.check_in_report import told, unread
    from okrsheet.workbook.checking_in import CheckedIn, checked_in
    from okrsheet.workbook.pack_reading import refuse_others

    terms, packs = _terms(parsed), _packs(parsed.packs)
    given = [each for pack in packs for each in pack.given]

    def make(data: bytes, name: str) -> CheckedIn:
        return checked_in(data, name, given, terms, lambda plan: refuse_others(packs, plan))

    made, backup = added(parsed, make, "merge")
    if made.before is None:
        return unread(made)
    tell_other_day(parsed.as_of, made.before.as_of)
    for pack in packs:
        if not pack.given:
            remark(f"{pack.name}: nothing is filled in.")
    if parsed.ours:
        made = _without_clashes(made)
    return told(made, parsed, backup)


def _terms(parsed: "Namespace") -> "Terms":
    from datetime import date

    from okrsheet.workbook.taking import Terms

    return Terms(
        today=parsed.as_of or date.today(),
        locale=locale_of(parsed),
        replace=parsed.theirs,
        partial=True,
        way_out=_WAY_OUT,
    )


def _packs(paths: "Sequence[str]") -> "list[Filled]":
    """All packs, read before anything is changed; the same file is taken once."""
    from okrsheet.ooxml.read import read_file
    from okrsheet.workbook.pack_reading import read_pack

    packs, different = [], list(dict.fromkeys(paths))
    for number, path in enumerate(different, 1):
        doing(f"reading pack {number} of {len(different)}, {path}")
        packs.append(read_pack(read_file(path), path))
    return packs


def _without_clashes(made: "CheckedIn") -> "CheckedIn":
    for refusal in made.refused:
        if refusal.clash:
            say(f"Left as it is: {refusal.key_result_id} ({refusal.where})")
    return made._replace(refused=tuple(each for each in made.refused if not each.clash))
