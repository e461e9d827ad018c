"""`okrsheet new --from BOOK --keep-layout`: the workbook of a quarter becomes that of the next."""

from okrsheet.commands.new import Made, dates
from okrsheet.commands.refused import WrongWord
from okrsheet.commands.streams import complain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from okrsheet.workbook.keep_layout import Kept

_OTHERS = {
    "--org": "org",
    "--champion": "champion",
    "--team": "team",
    "--preset": "preset",
    "--cadence": "cadence",
    "--settings": "settings",
}


def made_in(parsed: "Namespace") -> Made:
    """The workbook of the next quarter and what became of everything; nothing is written yet.

    Raises:
        WrongWord: the words make no sense together.
        OkrsheetFileError: the old workbook can't be read, or can't become the next quarter.
    """
    from datetime import date

    from okrsheet.commands.next_quarter import listing, read_old, refuse_old
    from okrsheet.workbook.keep_layout import kept_layout

    _refuse_others(parsed)
    today = date.today()
    old, going = read_old(parsed, today)
    path = _place(parsed.out, old, going.carried.plan.quarter.name)
    refuse_old(path, old)
    made = kept_layout(going, today)
    for each in made.findings:
        complain(str(each))
    told = dates(going.carried.plan.quarter, str(going.found.policy.cadence))
    return Made(path, made.data, (told, *listing(going, old.name), *_kept(made)))


def _refuse_others(parsed: "Namespace") -> None:
    """Let pass what goes together.

    Raises:
        WrongWord: something does not.
    """
    named = [option for option, field in _OTHERS.items() if getattr(parsed, field)]
    if named:
        raise WrongWord(
            f"--keep-layout takes {' and '.join(named)} from the workbook: leave it out."
        )


def _place(out: str, source: "Path", quarter: str) -> "Path":
    """The file to make, which needs the ending of the old one.

    Raises:
        NotKept: it has another ending.
    """
    from pathlib import Path

    from okrsheet.workbook.keep_refusals import OTHER_KIND, NotKept

    asked, ending = Path(out), source.suffix.lower()
    path = asked
    if asked.is_dir() or not asked.suffix:
        path = asked / f"okrs-{quarter}{ending}"
    if path.suffix.lower() != ending:
        raise NotKept(str(path), OTHER_KIND, f"{ending}, as {source.name}")
    return path


def _kept(made: "Kept") -> "Iterator[str]":
    """What became of what somebody added to the workbook."""
    from okrsheet.core.printable import printable

    lines = [printable(line) for line in _of_layout(made)]
    if lines:
        yield from ("", "Layout", *(f"  {line}" for line in lines))


def _of_layout(made: "Kept") -> "Iterator[str]":
    from okrsheet.core.reset_words import listed

    if made.sheets:
        yield f"Sheets of your own, as they were: {listed([*made.sheets], 8)}."
    for column in made.added:
        yield f"{column.sheet}, your column {column.header!r}: {column.told}."
    if made.formulas:
        places = listed([*made.formulas], 8)
        yield f"Where a formula stood, a value or a blank stands now: {places}."
    if made.hidden:
        yield f"Emptied and hidden until they are asked for: {listed([*made.hidden], 8)}."
    if made.shown:
        yield (
            f"Emptied: {listed([*made.shown], 8)}. The sheets of the workbook are protected, so "
            "they can't be hidden."
        )
