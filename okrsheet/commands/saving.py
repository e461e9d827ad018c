"""What every command that changes a workbook does before and after."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

    from okrsheet.ooxml.snapshot import Snapshot

_PATIENCE = 300.0


def add_wait(parser: "ArgumentParser") -> None:
    """Tell the parser about `--wait`."""
    parser.add_argument(
        "--wait",
        metavar="SECONDS",
        nargs="?",
        type=float,
        const=_PATIENCE,
        default=0.0,
        help=f"where the file is open, wait until it is closed (default: {_PATIENCE:g})",
    )


def read_for_change(parsed: "Namespace") -> "tuple[bytes, Snapshot]":
    """The bytes of the named workbook and what they will be recognised by.

    Raises:
        OkrsheetFileError: it can't be read, or is still open when the waiting is over.
    """
    import time
    from pathlib import Path

    from okrsheet.ooxml.open_elsewhere import wait_until_closed
    from okrsheet.ooxml.snapshot import snapshot

    path = Path(parsed.book)
    data, before = snapshot(path)
    if parsed.wait:
        wait_until_closed(path, time.sleep, parsed.wait)
        data, before = snapshot(path)
    return data, before


def write_back(data: bytes, before: "Snapshot", why: str) -> "Path | None":
    """Save new bytes and give the place of the backup; None where nothing changed.

    Raises:
        OkrsheetFileError: nothing was saved; the message says why.
    """
    from datetime import UTC, datetime

    from okrsheet.ooxml.read import parse_workbook
    from okrsheet.ooxml.save import save

    def readable(made: bytes) -> None:
        parse_workbook(made, before.path)

    return save(data, before, verify=readable, now=datetime.now(UTC), why=why).backup
