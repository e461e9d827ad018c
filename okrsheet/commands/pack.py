"""`okrsheet pack`: a small workbook with one owner's key results that are due."""

import sys
from pathlib import Path

from okrsheet.commands.days import day
from okrsheet.commands.refused import WrongWord
from okrsheet.commands.streams import complain, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from okrsheet.workbook.pack import Pack


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `pack` understands."""
    add = parser.add_argument
    parser.description = (
        "Make a small workbook with the key results that one owner has to report this week, to "
        "be filled in anywhere and taken back with `okrsheet merge`. BOOK itself is only read."
    )
    add("book", metavar="BOOK", help="the quarter's workbook")
    add("--owner", metavar="NAME", required=True, help="whose key results")
    add("--out", metavar="FILE", default=".", help="a folder, or the file to make (.xlsx)")
    add("--force", action="store_true", help="replace a file that is already there")
    add(
        "--date",
        metavar="DAY",
        type=day,
        help="the day of the check-in (YYYY-MM-DD); default: that in Settings, else today",
    )


def run(parsed: "Namespace") -> int:
    """Make the pack and say where it is."""
    from datetime import UTC, datetime

    from okrsheet.core.findings import count_of
    from okrsheet.ooxml.new_file import write_new

    pack = _pack(parsed)
    if pack is None:
        return 2
    if not pack.lines:
        nothing = f"Nothing is due for {pack.owner} in the week of {pack.day}."
        say(f"{pack.waits or nothing} No file was made.")
        return 0
    # openpyxl imports numpy where it is installed, for arrays no new workbook holds: 50 ms.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # None bars an import
    from okrsheet.workbook.build_pack import author_pack

    path, now = _place(parsed.out, pack), datetime.now(UTC)
    data = author_pack(pack, now)
    parsed.saving = True
    backup = write_new(path, data, now=now, force=parsed.force)
    say(f"Made {path} with {count_of(len(pack.lines), 'key result')} of {pack.owner}")
    if backup:
        say(f"The file that was there is kept as {backup}")
    return 0


def _pack(parsed: "Namespace") -> "Pack | None":
    """What goes into the file; None where the workbook has no quarter."""
    from datetime import date

    from okrsheet.commands.interview import named
    from okrsheet.core.figures import figures
    from okrsheet.ooxml.read import parse_workbook, read_file
    from okrsheet.ooxml.refusals import NotOurs
    from okrsheet.ooxml.snapshot import digest
    from okrsheet.workbook.load import read_plan
    from okrsheet.workbook.needs import needed
    from okrsheet.workbook.pack import pack_of

    data = read_file(parsed.book)
    loaded = read_plan(parse_workbook(data, parsed.book, needed))
    if loaded.plain:
        raise NotOurs(parsed.book)
    if loaded.plan is None:
        for each in loaded.findings:
            complain(str(each))
        return None
    today = parsed.date or loaded.as_of or date.today()
    found = figures(loaded.plan, loaded.policy, today)
    owner = named(parsed.owner, (each.key_result.owner for each in found.key_results), "owner")
    return pack_of(found, owner, today, digest(data))


def _place(out: str, pack: "Pack") -> Path:
    """The file to make: `out` itself where it names a workbook, else a file in that folder.

    Raises:
        WrongWord: it is a file of another kind.
    """
    path = Path(out)
    if path.suffix.lower() == ".xlsx":
        return path
    if path.suffix and not path.is_dir():
        raise WrongWord(f"{out} can't be a pack: its name has to end in .xlsx.")
    letters = (sign.lower() if sign.isalnum() else "-" for sign in pack.owner)
    name = "-".join(piece for piece in "".join(letters).split("-") if piece)
    return path / f"check-in-{name or 'owner'}-{pack.day}.xlsx"
