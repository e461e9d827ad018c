"""`okrsheet export`: the plan as a text table, one row for each key result."""

from okrsheet.commands.days import day
from okrsheet.commands.streams import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_ENDING = ".csv"


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `export` understands."""
    add = parser.add_argument
    parser.description = (
        "Write the plan as CSV: one row for each key result, with its objective, all that is typed "
        "on Objectives and Key Results, and its last value. `okrsheet import` takes it back."
    )
    add("book", metavar="BOOK", help="the quarter's workbook")
    add("out", metavar="FILE", help="the file to make (.csv); - for the standard output")
    add("--as-of", metavar="DAY", type=day, help="the day of the last values (YYYY-MM-DD)")
    add("--force", action="store_true", help="replace a file that is already there")


def run(parsed: "Namespace") -> int:
    """Write the table and say where it is."""
    from datetime import date

    from okrsheet.commands.streams import complain, say_data
    from okrsheet.core.findings import count_of
    from okrsheet.sources.plan_table import plan_table
    from okrsheet.workbook.load import load

    loaded = load(parsed.book)
    if loaded.plan is None:
        for each in loaded.all_findings(()):
            complain(str(each))
        return 2
    table = plan_table(loaded.plan, parsed.as_of or loaded.as_of or date.today())
    if parsed.out == "-":
        say_data(table.rstrip("\n"))
        return 0
    _write(parsed, table)
    count = count_of(sum(bool(each.text) for each in loaded.plan.key_results), "key result")
    say(f"Made {parsed.out}: {count}.")
    return 0


def _write(parsed: "Namespace", table: str) -> None:
    from datetime import UTC, datetime
    from pathlib import Path

    from okrsheet.commands.refused import WrongWord
    from okrsheet.ooxml.new_file import write_new

    path = Path(parsed.out)
    if path.suffix.lower() != _ENDING:
        raise WrongWord(f"{path} can't be the table: its name has to end in {_ENDING}.")
    # The mark in front tells spreadsheets that it is UTF-8.
    data = table.encode("utf-8-sig")
    parsed.saving = True
    write_new(path, data, now=datetime.now(UTC), force=parsed.force)
