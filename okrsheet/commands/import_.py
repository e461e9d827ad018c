"""`okrsheet import`: take over a plan that somebody keeps in another sheet."""

from okrsheet.commands.days import day
from okrsheet.commands.locales import locale_of
from okrsheet.commands.saving import add_wait
from okrsheet.commands.streams import doing, remark, say
from okrsheet.commands.terminal import typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from okrsheet.commands.import_target import Target
    from okrsheet.sources.importing import Proposal
    from okrsheet.sources.mapping import Reading
    from okrsheet.sources.opening import Source


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `import` understands."""
    add = parser.add_argument
    parser.description = (
        "Take over objectives and key results from a table somebody keeps elsewhere: a workbook, "
        "CSV, a text with tabs. Shown are which column is taken for what, the plan that was found, "
        "and what becomes of every row; written is only what you say yes to. FILE stays as it is."
    )
    add("file", metavar="FILE", help="the table: .xlsx, .xlsm, .csv, .tsv, .txt")
    add("--to", dest="book", metavar="BOOK", required=True, help="the quarter's workbook")
    add("--quarter", metavar="QUARTER", help="the quarter of a new BOOK, such as 2027-Q1")
    add("--sheet", metavar="NAME", default="", help="the one sheet of FILE to take")
    add("--mapping", metavar="PATH", help="keep the mapping in this file, or use the one in it")
    add("--locale", metavar="NAME", default="", help="how numbers and days are written: de, en-US")
    add("--as-of", metavar="DAY", type=day, help="the day of values without one (YYYY-MM-DD)")
    add("--no-numbers-from-text", action="store_true", help="propose no numbers from the wording")
    add("--yes", action="store_true", help="write without asking")
    add("--dry-run", action="store_true", help="show it all, write nothing into BOOK")
    add("--all", action="store_true", help="show every row, also those taken without a question")
    add("--json", action="store_true", help="the proposal as JSON, see docs/import.md")
    add_wait(parser)


def run(parsed: "Namespace") -> int:
    """Show what a table would bring, and write it once somebody says yes."""
    from okrsheet.commands.import_target import target_of
    from okrsheet.sources.importing import propose, source_quarter
    from okrsheet.sources.opening import open_source

    doing(f"reading {parsed.file}")
    source = open_source(parsed.file, parsed.sheet)
    target = target_of(parsed, lambda: source_quarter(source))
    reading, notes = _reading(parsed, source, target.plan.quarter.name)
    proposal = propose(source, reading, target.plan, parsed.as_of)
    proposal = proposal._replace(notes=(*notes, *proposal.notes))
    _tell(parsed, source, proposal, target)
    _keep_mapping(parsed, reading)
    if not (proposal.found.objectives or proposal.found.key_results):
        _end(parsed, "There is nothing new in it. Nothing was written.")
        return 0
    if parsed.dry_run or not _is_wanted(parsed, target):
        _end(parsed, f"Nothing was written into {target.path}.")
        return 0
    return _write(parsed, proposal, target)


def _end(parsed: "Namespace", told: str) -> None:
    """The last word, which is no part of the JSON."""
    (remark if parsed.json else say)(told)


def _reading(
    parsed: "Namespace", source: "Source", quarter: str
) -> "tuple[Reading, tuple[str, ...]]":
    """The mapping of the named file, if there is one, else what the table suggests."""
    from pathlib import Path

    from okrsheet.ooxml.read import read_file
    from okrsheet.sources.importing import Wish, proposed_reading
    from okrsheet.sources.mapping_file import read_mapping, refuse_changed

    locale = locale_of(parsed)
    if parsed.mapping and Path(parsed.mapping).exists():
        reading = read_mapping(read_file(parsed.mapping), parsed.mapping)
        refuse_changed(reading, source.book)
        if locale and locale != reading.locale:
            reading = reading._replace(locale=locale, decimal="")
        return reading, (f"Read by the mapping {parsed.mapping}.",)
    wish = Wish(locale, parsed.as_of, not parsed.no_numbers_from_text)
    return proposed_reading(source, wish, quarter)


def _keep_mapping(parsed: "Namespace", reading: "Reading") -> None:
    from datetime import UTC, datetime
    from pathlib import Path

    from okrsheet.ooxml.new_file import write_new
    from okrsheet.sources.mapping_file import mapping_text

    if not parsed.mapping or Path(parsed.mapping).exists():
        return
    write_new(Path(parsed.mapping), mapping_text(reading).encode(), now=datetime.now(UTC))
    remark(f"The mapping is in {parsed.mapping}: edit it and run the same command again.")


def _tell(parsed: "Namespace", source: "Source", proposal: "Proposal", target: "Target") -> None:
    from okrsheet.commands.streams import say_data
    from okrsheet.commands.terminal import terminal_width
    from okrsheet.sources.told import as_json, as_text

    if parsed.json:
        say_data(as_json(source, proposal, target.plan))
        return
    for line in as_text(source, proposal, target.plan, terminal_width(80), every=parsed.all):
        say(line)


def _is_wanted(parsed: "Namespace", target: "Target") -> bool:
    """Whether somebody says yes, by a word or at the terminal."""
    import sys

    from okrsheet.commands.questions import Stopped, ask

    if parsed.yes:
        return True
    if parsed.json or sys.stdin is None or not sys.stdin.isatty():
        remark("Add --yes to write it.")
        return False
    try:
        return ask(f"Write this into {target.path}? (yes or no)").lower() in ("y", "yes")
    except Stopped:
        return False


def _write(parsed: "Namespace", proposal: "Proposal", target: "Target") -> int:
    from okrsheet.commands.import_target import write

    backup = write(parsed, proposal, target)
    for told in _written(proposal, target, backup):
        _end(parsed, told)
    return 0


def _written(proposal: "Proposal", target: "Target", backup: "Path | None") -> "Iterator[str]":
    from okrsheet.core.findings import count_of

    found = proposal.found
    told = f"{count_of(len(found.objectives), 'objective')} and " + count_of(
        len(found.key_results), "key result"
    )
    made = "Made" if target.is_new else "Wrote into"
    yield f"{made} {target.path}: {told}, {count_of(len(found.check_ins), 'check-in')}."
    if backup:
        yield f"The version before: {backup}"
    book = typed(str(target.path))
    yield f"`okrsheet check {book}` shows how it stands, `audit` what is missing."
