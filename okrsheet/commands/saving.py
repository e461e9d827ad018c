"""What every command that changes a workbook does before and after."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from okrsheet.ooxml.snapshot import Snapshot

WAIT = "--wait"
_PATIENCE = 300
_LONGEST = 86_400


def add_wait(parser: "ArgumentParser") -> None:
    """Tell the parser about `--wait`."""
    parser.add_argument(
        WAIT,
        metavar="SECONDS",
        nargs="?",
        type=seconds,
        const=_PATIENCE,
        default=0,
        help=f"where the file is open, wait until it is closed (default: {_PATIENCE})",
    )


def seconds(text: str) -> float:
    """A time to wait: above 0, up to a day.

    Raises:
        ArgumentTypeError: it is none.
    """
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if 0 < found <= _LONGEST:
        return found
    from argparse import ArgumentTypeError

    raise ArgumentTypeError(
        f"{text!r} is no number of seconds above 0 and up to {_LONGEST:,}: "
        f"write BOOK before {WAIT}, or {WAIT} 600"
    )


def with_plain_wait(words: "Sequence[str]") -> "Iterator[str]":
    """The words of a command line in which a workbook behind `--wait` is no number of seconds."""
    for word, following in zip(words, (*words[1:], ""), strict=True):
        is_book = following.lower().endswith((".xlsx", ".xlsm"))
        yield f"{WAIT}={_PATIENCE}" if word == WAIT and is_book else word


def book_path(parsed: "Namespace") -> "Path":
    """The named workbook, which may be missing.

    Raises:
        UnreadableFile: it is a folder.
    """
    import os.path
    from pathlib import Path

    from okrsheet.ooxml.errors import IS_FOLDER, UnreadableFile

    path = Path(parsed.book)
    # `Path.is_dir` raises where the folder above may not be entered.
    if os.path.isdir(path):  # noqa: PTH112  # see above
        raise UnreadableFile(str(path), IS_FOLDER)
    return path


def read_for_change(parsed: "Namespace") -> "tuple[bytes, Snapshot]":
    """The bytes of the named workbook and what they will be recognised by.

    Raises:
        OkrsheetFileError: it can't be read, or is still open when the waiting is over.
    """
    from okrsheet.commands.streams import doing
    from okrsheet.ooxml.snapshot import snapshot

    path = book_path(parsed)
    doing(f"reading {path.name}")
    data, before = snapshot(path)
    if parsed.wait:
        _wait(path, parsed.wait)
        data, before = snapshot(path)
    doing(f"working on {path.name}")
    return data, before


def _wait(path: "Path", limit: float) -> None:
    import time

    from okrsheet.commands.streams import doing, remark
    from okrsheet.ooxml.open_elsewhere import wait_until_closed
    from okrsheet.ooxml.save_errors import OpenElsewhere

    try:
        wait_until_closed(path, time.sleep, 0)
    except OpenElsewhere as error:
        remark(f"okrsheet: {error.where}: {error.what}. Waiting up to {limit:g} seconds.")
        doing(f"waiting for {path.name} to be closed")
        wait_until_closed(path, time.sleep, limit)


def write_back(parsed: "Namespace", data: bytes, before: "Snapshot", why: str) -> "Path | None":
    """Save new bytes and give the place of the backup; None where nothing changed.

    Raises:
        OkrsheetFileError: nothing was saved; the message says why.
    """
    from datetime import UTC, datetime

    from okrsheet.commands.streams import doing
    from okrsheet.ooxml.read import parse_workbook
    from okrsheet.ooxml.save import save

    def readable(made: bytes) -> None:
        parse_workbook(made, before.path)

    doing(f"saving {book_path(parsed).name}")
    parsed.saving = True
    return save(data, before, verify=readable, now=datetime.now(UTC), why=why).backup
