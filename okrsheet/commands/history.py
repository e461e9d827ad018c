"""`okrsheet history`: the closed quarters of an organisation, kept in one file."""

from okrsheet.commands.streams import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from okrsheet.core.closed_quarter import ClosedQuarter
    from okrsheet.sources.history_files import LeftOut
    from okrsheet.sources.history_import import Imported, Taken

_MOST_TOLD = 20
_WARNED = ("OKR810", "OKR811", "OKR813")  # what is left out with nothing wrong


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `history` understands."""
    parser.description = (
        "Keep every closed quarter in one file, okrsheet-history.sqlite, beside the workbooks; "
        "what it is good for stands in docs/history.md."
    )
    deeds = parser.add_subparsers(title="what to do", metavar="DEED", required=True)
    form = parser.formatter_class
    taken = deeds.add_parser(
        "import", help="take the closed quarters of a folder", formatter_class=form
    )
    add = taken.add_argument
    add(
        "places",
        metavar="FOLDER",
        nargs="+",
        help="a folder, with the folders in it, or a workbook",
    )
    add("--history", metavar="FILE", help="which history (default: the one in FOLDER)")
    add("--replace", action="store_true", help="take a quarter that another file gave before")
    add(
        "--drop",
        metavar="TEAM",
        action="append",
        default=[],
        help="with --replace: a team, or Company, that may lose its part of the quarter",
    )
    taken.set_defaults(deed=_import)
    shown = deeds.add_parser("show", help="show quarters and scores", formatter_class=form)
    _add_place(shown)
    shown.add_argument("--team", metavar="TEAM", default="", help="only this team, or Company")
    shown.add_argument("--json", action="store_true", help="everything as JSON")
    shown.set_defaults(deed=_show)
    _add_export(deeds.add_parser("export", help="write tables", formatter_class=form))


def _add_place(parser: "ArgumentParser") -> None:
    parser.add_argument(
        "place",
        metavar="FOLDER",
        nargs="?",
        default=".",
        help="the folder with the history, or the history itself (default: this folder)",
    )


def _add_export(parser: "ArgumentParser") -> None:
    _add_place(parser)
    form = parser.add_mutually_exclusive_group(required=True)
    form.add_argument("--csv", metavar="DIR", help="a CSV file for each table")
    form.add_argument("--parquet", metavar="DIR", help="a Parquet file for each table")
    parser.add_argument("--force", action="store_true", help="replace files that are already there")
    parser.set_defaults(deed=_export)


def run(parsed: "Namespace") -> int:
    """Import, show or export."""
    code: int = parsed.deed(parsed)
    return code


def _import(parsed: "Namespace") -> int:
    from time import time_ns

    from okrsheet.commands.streams import doing
    from okrsheet.sources.history_import import import_history
    from okrsheet.sources.history_schema import history_beside

    doing("reading the workbooks")
    history = parsed.history or history_beside(parsed.places[0])
    done = import_history(
        history,
        parsed.places,
        now_ns=time_ns(),
        replace=parsed.replace,
        drop=parsed.drop,
    )
    for line in _told(done, history):
        say(line)
    return int(any(each.code not in _WARNED for each in done.left_out))


def keep(book: str, history: str | None) -> None:
    """Take the quarter of a workbook that was just closed, and say so.

    Args:
        book: the workbook.
        history: the history; None for the one beside it, if there is one.

    Raises:
        OkrsheetFileError: it can't be taken.
    """
    from pathlib import Path
    from time import time_ns

    from okrsheet.core.printable import printable
    from okrsheet.sources.history_import import import_history
    from okrsheet.sources.history_schema import history_beside

    where = history or history_beside(book)
    if history or Path(where).exists():
        import_history(where, [book], now_ns=time_ns())
        say(printable(f"Kept in {where}"))


def _told(done: "Imported", history: str) -> "Iterator[str]":
    from okrsheet.core.findings import count_of
    from okrsheet.core.printable import printable

    added = [each for each in done.taken if each.deed != "a copy"]
    if added:
        yield printable(f"{count_of(len(added), 'quarter')} taken into {history}:")
    else:
        yield "Nothing new." if done.unchanged or done.taken else "No closed quarter."
    for each in done.taken[:_MOST_TOLD]:
        yield printable(f"  {each.file}: {_deed(each)}")
    if len(done.taken) > _MOST_TOLD:
        yield f"  and {len(done.taken) - _MOST_TOLD} more"
    if done.unchanged:
        yield f"{count_of(done.unchanged, 'workbook')} unchanged."
    yield from _left_out(done.left_out)


def _deed(taken: "Taken") -> str:
    named = f"{taken.name} of {taken.organisation or 'no organisation'}"
    if taken.deed == "a copy":
        return f"the same as {taken.other}" if taken.other else f"{named}, as it was"
    if taken.deed == "moved":
        return f"{named}, before in {taken.other}"
    return f"{named}{', closed again' if taken.deed == 'closed again' else ''}" + (
        f", in the place of {taken.other}" if taken.other else ""
    )


def _left_out(left_out: "Sequence[LeftOut]") -> "Iterator[str]":
    from okrsheet.core.printable import printable

    if left_out:
        yield "Left out:"
    for each in left_out:
        yield printable(f"  {each.file}: {each.what}.")


def _show(parsed: "Namespace") -> int:
    from okrsheet.sources.history_store import closed_quarters

    quarters = _of_team(closed_quarters(parsed.place), parsed.team)
    if parsed.json:
        from okrsheet.commands.streams import say_data
        from okrsheet.core.closed_export import document
        from okrsheet.core.export import json_text

        say_data(json_text(document(quarters)))
    else:
        from okrsheet.core.closed_lines import closed_lines

        say("\n".join(closed_lines(quarters)) or "The history is empty.")
    return 0


def _of_team(quarters: "Sequence[ClosedQuarter]", team: str) -> "Sequence[ClosedQuarter]":
    """Only what is a team's; all of it where none is asked for.

    Raises:
        WrongWord: the history knows no such team.
    """
    if not team:
        return quarters
    from okrsheet.core.closed_lines import only_of, sides

    found = only_of(quarters, team)
    if not found:
        from okrsheet.commands.refused import WrongWord
        from okrsheet.core.printable import printable

        known = printable(", ".join(sides(quarters))) or "none"
        raise WrongWord(f"There is no team {team!r} in the history. Teams: {known}.")
    return found


def _export(parsed: "Namespace") -> int:
    from okrsheet.sources.history_export import csv_files, parquet_files
    from okrsheet.sources.history_store import closed_quarters

    quarters = closed_quarters(parsed.place)
    files = csv_files(quarters) if parsed.csv else parquet_files(quarters)
    _write(parsed, parsed.csv or parsed.parquet, tuple(files))
    return 0


def _write(parsed: "Namespace", folder: str, files: "Iterable[tuple[str, bytes]]") -> None:
    from pathlib import Path

    from okrsheet.commands.made_files import write
    from okrsheet.ooxml.errors import FileExists, FolderReadOnly

    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise FileExists(folder) from error
    except OSError as error:
        raise FolderReadOnly(folder) from error
    paths = [(Path(folder) / name, data) for name, data in files]
    for path, _ in paths:
        if path.exists() and not parsed.force:
            raise FileExists(str(path))
    for path, data in paths:
        write(parsed, path, data)
        say(f"Made {path}")
